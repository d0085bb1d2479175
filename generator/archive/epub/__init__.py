"""EPUB 3 books of the archive, for phones and e-readers: a volume a year or a province, in one language.

`writer.py` writes the volumes (`volumes.py`). Each is planned as pages (`pages.py`), whose HTML becomes XHTML
(`markup.py`), is cut where it is long (`cutting.py`) and linked (`links.py`). `package.py` has the files that
make a book of them.
"""
