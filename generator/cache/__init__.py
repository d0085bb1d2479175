"""The store: what the last build knew, beside the output. Deleting it costs only time."""
