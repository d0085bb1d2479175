"""Items whose text stands right behind the sign: "-Một", "1.Một"; levels of several signs: "** Một"."""

import re
from collections.abc import Callable
from itertools import groupby, pairwise

# A sign with its text; the gap between them, if there is any.
_ITEM = re.compile(r"([ ]{0,3})([-+*–—]|\d{1,2}[.)])([ \t]*)(?=[^\W\d_])(.*)")
_CLOSE = re.compile(r"[ ]{0,3}(?:[-+*–—]|\d{1,2}[.)])(?=[^\W\d_])")
_SIGNS = re.compile(r"([-*+])(\1{0,4})[ \t]+(?=\S)(?!.*\*\*)")
_FEWEST = 2  # items; one line alone may begin like this by chance


def spaced_markers(lines: list[str]) -> list[str]:
    """Returns the lines with a blank behind each sign, where several lines begin with one."""
    if not any(map(_CLOSE.match, lines)):
        return lines
    result: list[str] = []
    for _, group in groupby(lines, lambda line: not line.strip()):
        block = list(group)
        for kind in _KINDS:
            block = _spaced(block, kind)
        result += block
    return result


def nested_by_signs(lines: list[str]) -> list[str]:
    """Returns the lines with the levels that several signs mean: "** Một" under "* Một"."""
    result: list[str] = []
    signs = ""  # of the item before
    for line in lines:
        found = _SIGNS.match(line)
        more = len(found[2]) if found else 0
        written = line
        if found and more and found[1] == signs[:1] and more <= len(signs):
            written = f"{'  ' * more}{found[1]} {line[found.end() :]}"
        signs = found[1] + found[2] if found and more <= len(signs) else ""
        result.append(written)
    return result


def _spaced(block: list[str], belongs: Callable[[re.Match[str]], bool]) -> list[str]:
    found = [_ITEM.match(line) for line in block]
    items = [item for item in found if item and belongs(item)]
    if len(items) < _FEWEST or all(item[3] for item in items) or not _follow(items):
        return block
    return [
        f"{item[1]}{item[2]} {item[4]}" if item in items and item else line
        for item, line in zip(found, block, strict=True)
    ]


def _follow(items: list[re.Match[str]]) -> bool:
    """Whether the items have one sign, or numbers in their order."""
    signs = [item[2] for item in items]
    if not signs[0][0].isdigit():
        return True
    return all(int(after[:-1]) == int(before[:-1]) + 1 for before, after in pairwise(signs))


def _of_sign(sign: str) -> Callable[[re.Match[str]], bool]:
    # two stars in a line are emphasis
    return lambda item: item[2] == sign and (sign != "*" or item[0].count("*") == 1)


def _of_number(sign: str) -> Callable[[re.Match[str]], bool]:
    return lambda item: item[2][0].isdigit() and item[2].endswith(sign)


_KINDS = (*map(_of_sign, "-+*–—"), *map(_of_number, ".)"))
