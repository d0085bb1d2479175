"""Lets editors write and translate articles in the browser, on this machine.

`routes.py` answers the requests of the form in `page/`. `document.py` splits a file into values and a body,
and writes back only what changed; `values.py` writes values as YAML. `form.py` describes the form from the
schema. `drafts.py` keeps what was typed and not saved. `unsaved.py` checks and shows it. `articles.py` lists
and finds articles, `pictures.py` stores pictures, `git.py` and `publishing.py` commit and push.
"""
