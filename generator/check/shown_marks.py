"""Checks for marks that readers see: open bold, broken links, tags cut short, those of other programs.

The rendered text tells which marks are left; their place is where the source has the same characters.
"""

import re
from collections.abc import Iterator
from html import unescape

from generator.check.prose import blanked_code
from generator.check.source_text import SourceText
from generator.model.content import BodyParts
from generator.model.problem import Problem
from generator.read.typed.html import html_block_end

_FILE = r"[^\s()\[\]]+\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|gif|webp|html?|aspx|md)"
# What is left in a text if Markdown or HTML could not be read there, each after characters that it has: they
# are looked for first, because few texts have any. "(**)" is the sign of a note.
_MARKS = tuple(
    (needed, re.compile(mark, re.MULTILINE))
    for needed, mark in (
        ("**", r"(?<![*(\w])\*\*(?=[^*)\s])|(?<=[^*(\s])\*\*(?![*)\w])"),
        ("```", r"`{3,}"),
        ("](", r"\]\([^\s()]+"),
        ("] (", rf"\][ ]\((?:https?:|www\.|{_FILE}\))"),
        (")[", rf"\)\[(?:https?:|www\.|{_FILE}\])"),
        ("<", r"</?(?:a|b|i|u|p|br|img|div|span|table|t[dhr]|font|strong|em|h[1-6])(?=[\s>/]|$)"),
        ("## ", r"^#{2,6} "),
        ("|", r"^\|.*\|$"),
        ("+", r"^\+[-=+]{3,}\+$"),
        ("}", r"\{[#.][^{}\n]{1,60}\}$"),
    )
)
# Marks of Obsidian, kramdown, Liquid, Pandoc and MkDocs, each after a string without which there is none.
_FOREIGN = tuple(
    (needed, re.compile(mark, re.MULTILINE))
    for needed, mark in (
        ("[!", r"^\[![A-Za-z]{2,20}\][+-]?"),
        ("%%", r"(?<![\d%])%%(?!\s)[^%\n]{1,300}(?<!\s)%%"),
        ("{:", r"\{:[^{}\n]{1,80}\}"),
        ("{{", r"\{\{(?![<%])[^{}\n]{1,200}\}\}"),
        (":::", r"^:{3,}.*$"),
        ("!!! ", r"^!!! \w+"),
        ("??? ", r"^\?{3} \w+"),
        ("[TOC]", r"^\[TOC\]$"),
        ("^", r"(?:^| )\^[A-Za-z0-9-]{2,40}$"),
        (":", r":[a-z][a-z0-9_+-]{2,30}:(?![\w:/])"),
    )
)
_CODE = re.compile(r"<(pre|code)\b[^>]*>.*?(?:</\1>|\Z)", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|div|li|[ou]l|d[ldt]|blockquote|h[1-6]|t[dhr]|table|br|hr)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_MARKDOWN = re.compile(r"\*\*\S.{0,500}?\*\*|!?\[[^\[\]\n]{1,200}\]\([^()\n]{1,500}\)|^#{1,6}[ ]|^[-*+][ ]\S")
_CONTEXT = 12  # characters after a mark, or before it, that tell its place
_LITTLE = 3  # fewer tell nothing
_SHOWN = 40


def shown_mark_problems(source_text: SourceText, body: BodyParts) -> Iterator[Problem]:
    """Yields a problem for each kind of mark that readers see, at the first one.

    Those within HTML are reported as Markdown in HTML.
    """
    text = _visible(body.html())
    yield from _markdown_in_html(source_text, text)
    source: tuple[str, str] | None = None
    marks = [("mark-shown", mark) for needed, mark in _MARKS if needed in text]
    marks += [("foreign-mark", mark) for needed, mark in _FOREIGN if needed in text]
    for code, mark in marks:
        if mark.search(text):
            source = source or _outside_and_within_html(source_text.body)
            places = [
                (at, found[0]) for found in mark.finditer(text) if (at := _place(found, *source)) is not None
            ]
            if places:
                at, shown = min(places)
                value = (
                    source_text.body[at : at + _SHOWN].split("\n")[0]
                    if code == "mark-shown"
                    else shown[:_SHOWN]
                )
                value = " ".join(value.split())
                yield source_text.problem(at, code, value=value, count=str(len(places)))


def _markdown_in_html(source_text: SourceText, text: str) -> Iterator[Problem]:
    """Yields a problem for each block of HTML in which Markdown is not read."""
    if "<" not in source_text.body:
        return
    lines = source_text.body.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    at = 0
    while at < len(lines):
        end = html_block_end(lines, at)
        if end is None:
            at += 1
            continue
        for number in range(at, end):
            if (found := _MARKDOWN.search(lines[number])) and _is_shown(found[0], text):
                offset = starts[number] + found.start()
                yield source_text.problem(offset, "markdown-in-html", value=found[0][:_SHOWN])
                break
        at = max(end, at + 1)


def _is_shown(mark: str, text: str) -> bool:
    """Whether readers see a mark. That of a list or heading begins a line."""
    if mark[0] in "#-+" or mark[:2] == "* ":
        return re.search(rf"^[ \t]*{re.escape(mark)}", text, re.MULTILINE) is not None
    return mark in text


def _visible(html: str) -> str:
    """The text that readers see, without code."""
    return unescape(_TAG.sub("", _BLOCK.sub("\n", _CODE.sub("", html))))


def _outside_and_within_html(body: str) -> tuple[str, str]:
    """The source without code: the text outside blocks of HTML, with all offsets kept, and that within."""
    lines = blanked_code(body).split("\n")
    within: list[str] = []
    at = 0
    while at < len(lines):
        end = html_block_end(lines, at)
        if end is not None:
            within += lines[at:end]
            lines[at:end] = [" " * len(line) for line in lines[at:end]]
        at = max(end or 0, at + 1)
    return "\n".join(lines), "\n".join(within)


def _place(found: re.Match[str], outside: str, within: str) -> int | None:
    """Offset of a mark in the source.

    None if it is within HTML, or is written otherwise, as with a backslash.
    """
    mark = found[0].strip("\n")
    before = found.string[: found.start()].rsplit("\n", 1)[-1][-_CONTEXT:]
    after = found.string[found.end() :].split("\n", 1)[0][:_CONTEXT]
    before = "" if len(after) > _LITTLE else before
    at = -1 if f"{before}{mark}{after}" in within else outside.find(f"{before}{mark}{after}")
    at += len(before) if at >= 0 else 0
    return at if at >= 0 and outside[at - 1 : at] != "\\" else None
