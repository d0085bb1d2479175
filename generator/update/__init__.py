"""Updates of copies: a delta is applied to the copy that it was made for.

`run.py` says it in order: verify the delta, compare it with the copy, stage the whole new copy beside the old
one (`stage.py`), put it in its place (`exchange.py`).
"""
