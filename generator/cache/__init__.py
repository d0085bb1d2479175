"""The cache: values of the last build. Deleting it costs only time."""
