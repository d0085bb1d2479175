"""The cache: what the last build knew. Deleting it costs only time."""
