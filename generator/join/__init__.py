"""Joins the entries into the archive: what is shown, its links, its addresses and its redirects."""
