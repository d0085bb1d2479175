"""Rewrites Markdown as people type it to what Python-Markdown reads.

`source.py` parts the text: code and HTML stay as they are. `lists.py`, `tables.py`, `indents.py`, `breaks.py`
and `emphasis.py` each rewrite one family of forms. `extension.py` installs them, and reads bare addresses
and struck text.
"""
