"""Verification of a built site or a copy: complete, unaltered, links that resolve, a search that finds.

`run.py` says it in order: open the copy (`open_copy.py`), examine every file (`examine.py`), compare with the
manifests (`integrity.py`), resolve links (`links.py`), ask the search (`search_check.py`). All findings are
problems, worded in `problems/catalogue/verifying.py`.
"""
