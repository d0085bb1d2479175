"""Rewrites Markdown as people type it to what Python-Markdown reads.

`source.py` parts the text: code and HTML stay as they are. `headings.py`, `markers.py`, `lists.py`,
`tables.py`, `pipes.py`, `fences.py`, `indents.py`, `breaks.py` and `emphasis.py` each rewrite one family of
forms.
`extension.py` installs them, and reads bare addresses, struck and marked text, and words in angle brackets.
`notes.py` numbers footnotes.
"""
