"""Offline copies of the built site: for readers, libraries, researchers and web archives.

`run.py` makes a copy: it loads the built site (`built_site.py`), chooses its files (`payload.py`), adds what
a copy says of itself (`provenance.py`, `reader_pages.py`, `bag.py`) and writes one container
(`zip_writer.py`).
"""
