"""Copies for Kiwix, in the format ZIM (openzim.org), with a search of their own.

`zim_copy.py` writes one: it chooses the files, says which pages are found (`entries.py`) and by which words
(`search_text.py`), states what a ZIM must say of itself (`metadata.py`), and pins what libzim makes at random
(`pinned.py`).
"""
