"""Converts Markdown of other programs: front matter, short codes, links and pictures."""
