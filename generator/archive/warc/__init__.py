"""Copies for web archives, in the formats WARC 1.1 (ISO 28500) and WACZ 1.1.1.

`records.py` says what a copy tells of each file, `warc_file.py` writes records, `warc_copy.py` and
`wacz_copy.py` write copies. A WACZ is a zip with a WARC, its index (`cdx.py`) and a list of pages.
"""
