"""Finds what is wrong with front matter that is not YAML."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import yaml
from msgspec import Struct

from generator.schema.front_matter import BY_NAME, OTHER_NAMES

# A line of a field or of a list, with its value.
_VALUE = re.compile(r"\s*(?:- +)?(?:[^\W\d_][\w ]*: +)?(\S.*)")
_VALUE_ABOVE = re.compile(r"[^\W\d_][\w ]*: +[^\s#]|[ ]*- ")  # a field or an item with its value
_SIGNS = "[]{}&*!|>'\"%@`#,?-:"  # a value that begins with one of these is more than its text
# A line at the margin that should be a field: its name, and what follows without a colon or a space.
_NO_COLON = re.compile(r"([^\W\d_]\w*)(?::(?=\S)|(?!:)\s+|(?=$))(?!//)(.*)")
_CLOSING = {"[": "]", "{": "}"}


class YamlFault(Struct, frozen=True):
    """What is wrong with a text: line and column from 0, the code of the problem, its details."""

    line: int
    column: int
    code: str
    details: tuple[tuple[str, str], ...] = ()


def fault_in(text: str, error: yaml.MarkedYAMLError) -> YamlFault:
    """Returns the fault behind an error of the parser."""
    line, column = position_of(error.problem_mark or error.context_mark)
    lines = text.split("\n")
    if "\t" in "".join(lines[line : line + 1])[: column + 1]:
        return YamlFault(line, column, "yaml-tab")
    if error.context == "while scanning a quoted scalar" and error.context_mark:
        return YamlFault(error.context_mark.line, error.context_mark.column, "yaml-quote")
    is_colon = "mapping values are not allowed" in (error.problem or "")
    before = "".join(lines[line : line + 1])[:column]  # YAML counts more kinds of line ends than "\n"
    if is_colon and ":" not in before and (misplaced := _fault_of_layout(lines, line)):
        return misplaced
    for at in _suspects(error, line):
        value = _VALUE.match(lines[at]) if at < len(lines) else None
        fault = _fault_of_value(value, is_colon) if value else None
        if value and fault:
            code, detail = fault
            # where the parser stopped, but for a bracket, which was opened before
            start = column if at == line and code != "yaml-bracket" else value.start(1)
            return YamlFault(at, start, code, (detail,))
    return _fault_of_layout(lines, line) or YamlFault(
        line, column, "yaml-syntax", (("reason", error.problem or error.context or ""),)
    )


def _fault_of_layout(lines: list[str], line: int) -> YamlFault | None:
    """Returns a field without a colon, or indented without need; else None."""
    written = [
        at for at in range(min(line + 1, len(lines))) if lines[at].strip() and lines[at].lstrip()[0] != "#"
    ]
    for at in reversed(written[-3:]):
        named = _NO_COLON.fullmatch(lines[at].rstrip())
        if named and ": " not in lines[at]:
            opens = "".join(lines[at + 1 : at + 2]).startswith((" ", "\t"))  # a field with parts of its own
            if at and not opens and _VALUE_ABOVE.match(lines[at - 1]) and not _is_field(named[1]):
                return YamlFault(at, 0, "yaml-broken-line")
            field = f"{named[1]}: {named[2]}".rstrip()
            return YamlFault(at, 0, "yaml-no-colon", (("suggestion", field),))
    indents = [len(lines[at]) - len(lines[at].lstrip()) for at in written]
    above = next((i for i in range(len(written) - 2, -1, -1) if indents[i] < indents[-1]), -1)
    if above >= 0 and re.search(r":\s+\S", lines[written[above]]):
        return YamlFault(written[above + 1], 0, "yaml-indent")
    return YamlFault(written[0], 0, "yaml-indent") if indents and indents[0] and not indents[-1] else None


def _is_field(name: str) -> bool:
    """Whether a word is the name of a field, or nearly so."""
    plain = name.casefold()
    return plain in OTHER_NAMES or bool(get_close_matches(plain, BY_NAME, n=1, cutoff=0.7))


def position_of(mark: Any) -> tuple[int, int]:
    """Returns line and column from 0. libyaml does not always give them."""
    return (mark.line, mark.column) if mark else (0, 0)


def quoted(value: str) -> str:
    """Returns a value in single quotes, as YAML wants it."""
    return "'" + value.replace("'", "''") + "'"


def _suspects(error: yaml.MarkedYAMLError, line: int) -> Iterator[int]:
    """Yields the lines that may be at fault, the likeliest first."""
    yield line
    if error.context_mark and error.context_mark.line != line:
        yield error.context_mark.line


def _fault_of_value(value: re.Match[str], is_colon: bool) -> tuple[str, tuple[str, str]] | None:
    """Returns the code and detail of a value that must be written otherwise, or None."""
    text = value[1].rstrip()
    closing = _CLOSING.get(text[0])
    if closing and text.count(text[0]) > text.count(closing):
        return "yaml-bracket", ("value", text[0])
    if value[0].lstrip() == value[1] and text[0] == "-" and text[1:2].isalpha():
        return "yaml-dash", ("suggestion", f"- {text[1:]}")
    if is_colon and (": " in text or text.endswith(":")):
        return "yaml-colon", ("suggestion", quoted(text))
    return ("yaml-value", ("suggestion", quoted(text))) if not is_colon and text[0] in _SIGNS else None
