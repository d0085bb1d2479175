"""The records that the stages share. All are frozen, and none touches the disk.

Records are msgspec Structs: they are defined, loaded and packed in less time than frozen dataclasses. Records
that a site has thousands of are untracked by the garbage collector (`gc=False`): they hold no cycles.

content/ ─ read ─▶ entries ─ join ─▶ archive ─ plan ─▶ pages ─ render ─▶ files ─ publish ─▶ output/
"""
