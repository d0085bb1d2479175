"""Importing: from saved pages of old sites to articles in the content of a new one.

`run.py` is the whole way. sources/ give captures; `importer.py` makes an article of each, by reading/ (bytes
to lines), lines/ (what a line is), text/ (which lines are the article) and fields/ (when, by whom, where);
placing/ joins twins and writes what is new; reviewing/ is the table of what is in doubt.
"""
