"""Reads plain Markdown and front matter without the libraries, several times as fast.

Covers, of Markdown: paragraphs, headings, flat lists, quotes of one paragraph, definitions, tables with outer
pipes; in them bold, italics, line breaks, pictures and links. `document.py` reads the blocks, `lists.py` and
`tables.py` two kinds of them, `inline.py` what stands in a line. Of front matter, see `fields.py`.

Falls back: `direct_html` returns None for a text with anything else, and all of it goes the plain way
(`markdown.py`, `sanitiser.py`). `--reference` sends every text there.

Proof: `tests/unit/read/direct` compares both ways over random texts.
"""
