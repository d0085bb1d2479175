"""Vietnamese text: normal form, folding, sorting, slugs, dates."""
