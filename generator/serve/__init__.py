"""Serving: the site in a browser while it is edited. Pages are made in memory when they are asked for."""
