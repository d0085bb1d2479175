"""Joins several archives into a new one, for `khotin join`.

`member.py` reads each archive, `placement.py` gives every file its place, `content.py` rewrites what names
another file, `ledger.py` and `settings.py` merge the rest, `run.py` writes it all.
"""
