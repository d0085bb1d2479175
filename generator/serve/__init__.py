"""Serves the site while it is edited. Pages are rendered in memory, on request."""
