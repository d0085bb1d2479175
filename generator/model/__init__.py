"""Records that the stages share.

All are frozen, and none reads or writes files.

content/ ─ read ─▶ entries ─ join ─▶ archive ─ plan ─▶ pages ─ render ─▶ files ─ publish ─▶ output/

Records are msgspec Structs, which are faster to define, load and serialise than frozen dataclasses. Records
that a site has thousands of are not tracked by the garbage collector (`gc=False`), because they hold no
reference cycles. A few records have a mutable mapping as a cache; it never changes what the record means.
"""
