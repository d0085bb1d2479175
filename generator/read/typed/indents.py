"""First lines that are set in, as on paper. Markdown would make code of them."""

import re
from itertools import groupby

# What is set in under one of these belongs to it.
_OWNER = re.compile(r"\[\^|:[ \t]|!!!|[-*+•–—][ \t]|\d{1,9}[.)][ \t]")
_SET_IN = ("    ", "\t")
_ACCENTED = re.compile(r"[^\W\d_a-zA-Z]")
_CODE_SIGNS = frozenset("{};=<>$")


def set_out(lines: list[str]) -> list[str]:
    """Returns the lines with paragraphs of prose at the margin. Sentences with accents are no code."""
    if not any(line.startswith(_SET_IN) for line in lines):
        return lines
    result: list[str] = []
    owned = False  # what is set in belongs to a note, a definition or a list before it
    for is_gap, group in groupby(lines, lambda line: not line.strip()):
        block = list(group)
        if not is_gap and not (owned and block[0].startswith((" ", "\t"))):
            block = [line.strip() for line in block] if _is_prose(block) else block
            owned = any(_OWNER.match(line.lstrip()) for line in block)
        result += block
    return result


def _is_prose(block: list[str]) -> bool:
    if not block[0].startswith(_SET_IN):
        return False
    text = " ".join(block)
    return _ACCENTED.search(text) is not None and _CODE_SIGNS.isdisjoint(text)
