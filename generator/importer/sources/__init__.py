"""Where saved pages are found: one module a kind of container, each giving captures in the container's order.

`scan.py` lists the files, `kinds.py` tells what each is, `readers.py` calls the module that reads it.
"""
