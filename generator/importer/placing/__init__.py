"""Writes articles and media into the content of a site, without overwriting."""
