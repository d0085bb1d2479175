"""Headings and rules as people type them: set in, ending in "#", right under a quote or a sentence.

Source: CommonMark 0.31.2, sections 4.1 to 4.3 (thematic breaks, headings).
"""

import re

# A line that Python-Markdown reads as CommonMark does, or as most people mean it ("##Kết quả").
PLAIN_HEADING = re.compile(r"(?:#{1,6}[ ]|#{2,6}(?=[^\s#\d]))[^#\n]*[^#\s]$")
_HEADING = re.compile(r"([ ]{0,3})(#+)([ \t]*)(.*)")
_CLOSED = re.compile(r"(?:^|[ \t]+)#+$")
_TAGS = re.compile(r"#[^\s#]+(?:[\s,;]+#[^\s#]+)*[\s.,;]*")
# What is set in under one of these belongs to it.
_OWNER = re.compile(r"\[\^|:[ \t]|[-*+•–—][ \t]|\d{1,9}[.)][ \t]")
_DASHES = re.compile(r"[ ]{0,3}-{3,}[ \t]*$")
_SENTENCE_END = re.compile(r"[.!?…;,][)\"”’»*_]*[ \t]*$")


def regular_headings(lines: list[str]) -> list[str]:
    """Returns the lines with headings and rules as Python-Markdown reads them."""
    result: list[str] = []
    owned = False  # what is set in belongs to a list or a note
    for line in lines:
        before = result[-1] if result else ""
        if not owned and _DASHES.match(line) and _is_rule(before, line):
            result.append("")
        written = _written(line, set_out=not owned) if "#" in line else line
        if line.strip():
            owned = is_owned(written, owned)
        result.append(written)
    return result


def is_owned(line: str, before: bool) -> bool:
    """Whether what is set in after a line belongs to an item or a note.

    `before` says whether the line itself does, if it is set in.
    """
    return _OWNER.match(line.lstrip()) is not None or (before and line.startswith((" ", "\t")))


def _is_rule(sentence: str, dashes: str) -> bool:
    """Whether dashes right under a line are a rule. Under a heading they are nearly as long as it."""
    return 2 * len(dashes.strip()) < len(sentence.strip()) and _SENTENCE_END.search(sentence) is not None


def _written(line: str, *, set_out: bool) -> str:
    """Returns the line as a heading at the margin.

    It is text if it begins with hash tags or a number, as in "#5".
    """
    found = _HEADING.match(line)
    if found is None or PLAIN_HEADING.match(line):
        return line
    indent, signs, gap, text = found.groups()
    if len(signs) > 6 or (not gap and len(signs) == 1 and _is_text(line.strip())):
        return f"{indent}\\{line.lstrip()}"
    if indent and not set_out:
        return line
    text = _CLOSED.sub("", text.rstrip())
    if text.endswith("#") and not text.endswith("\\#"):  # it belongs to the word, as in "C#"
        text = f"{text[:-1]}\\#"
    return f"{signs} {text}" if text else line


def _is_text(line: str) -> bool:
    """Whether a line that begins with one "#" is no heading."""
    return line[1:2].isdigit() or _TAGS.fullmatch(line) is not None
