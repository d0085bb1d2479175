"""Vietnamese text: normalisation, folding, sorting, slugs and dates."""
