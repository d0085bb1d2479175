"""Stars as people type them: bold with blanks within its stars, and stars that multiply."""

import re

_STARS = re.compile(r"\*\*")
_LOOSE = re.compile(r"\*\*[ \t]|[ \t]\*\*")
TIMES = re.compile(r"(?<=\d)\*(?=\d)")
_CODE_OR_TIMES = re.compile(rf"(`+).*?\1|{TIMES.pattern}")
_GAP = re.compile(r"(\n[ \t]*\n)")


def tight_emphasis(lines: list[str]) -> list[str]:
    """Returns the lines with blanks moved out of the stars of bold text."""
    text = "\n".join(lines)
    if not _LOOSE.search(text):
        return lines
    return "".join(_tight(part) for part in _GAP.split(text)).split("\n")


def literal_stars(lines: list[str]) -> list[str]:
    """Returns the lines with a backslash before each star between two digits, which multiplies."""
    return [_literal(line) if "*" in line and not line.startswith(("    ", "\t")) else line for line in lines]


def _literal(line: str) -> str:
    if "`" not in line:
        return TIMES.sub(r"\\*", line)
    return _CODE_OR_TIMES.sub(lambda found: found[0] if found[1] else r"\*", line)


def _tight(paragraph: str) -> str:
    """Pairs the stars of a paragraph in their order. What cannot be paired stays."""
    if "***" in paragraph or "`" in paragraph or "\\*" in paragraph or not _LOOSE.search(paragraph):
        return paragraph
    pieces = _STARS.split(paragraph)
    if len(pieces) % 2 == 0:
        return paragraph
    for at in range(1, len(pieces), 2):
        inner = pieces[at]
        if not inner.strip():
            return paragraph
        pieces[at] = f"**{inner.strip()}**"
        if inner[0].isspace() and pieces[at - 1].strip():
            pieces[at - 1] = f"{pieces[at - 1].rstrip(' ')} "
        if inner[-1].isspace():
            pieces[at + 1] = f" {pieces[at + 1].lstrip(' ')}"
    return "".join(pieces)
