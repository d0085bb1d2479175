"""The archive as data for researchers: a row for each article and language, as a Frictionless data package.

`table.py` has the fields and the rows, `csv_form.py` their form for spreadsheets, `package.py` the
descriptions for programs and people, `files.py` all of them together. `pages.py` makes them part of the site;
`archive/data_copy.py` writes them into a zip.
"""
