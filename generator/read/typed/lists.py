"""Lists as people type them: right under a sentence, with two blanks, with "1)", "•" or a task box.

Indentation decides what belongs to an item, nearly as in CommonMark. The lists are written again with the
four blanks a level that Python-Markdown wants.

Source: CommonMark 0.31.2, sections 5.2 and 5.3 (list items, lists).
"""

import re
from dataclasses import dataclass, field

from generator.read.typed.fences import HELD

# Signs that stand for a bullet wherever they begin a line: Unicode's, and those of Word's symbol fonts.
SIGNS = "•‣▪▸►●○◦■□♦❖✓➢\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc"
_MARKER = re.compile(
    rf"(?P<sign>[{SIGNS}])[ \t]*|(?P<bullet>[-*+])[ \t]+|(?P<dash>[–—·])[ \t]+|(?P<letter>o)\t[ \t]*"
    r"|(?P<number>\d{1,9})[.)][ \t]+"
)
_RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDER = re.compile(r"[ ]{0,3}[-=]{2,}[ \t]*$")  # under a line of text it would make a heading of it
_EMPTY = re.compile(rf"[ \t]*(?:[-*+{SIGNS}]|(?P<number>\d{{1,9}})[.)])[ \t]*$")  # an item without its text
_HEADING = re.compile(r"#{1,6}[ \t]")
_TASK = re.compile(r"\[([ xX])\](?=[ \t])")
_BOXES = {" ": "☐", "x": "☑", "X": "☑"}
_APART = ["", "<!-- -->", ""]  # between two lists with numbers, which would become one
_SENTENCE_END = re.compile(r"[.!?…][)\"”’»*_]*$")
_SHORT = 60  # characters of a line that its width did not break
_LEVEL = 4  # blanks of a level in Python-Markdown
_DEEPEST = 30  # levels; Python-Markdown recurses for each


@dataclass
class _Item:
    """An item: the columns of its marker and text, and its blocks.

    A block is a paragraph, given as its lines, or a list.
    """

    marker: str
    column: int
    content: int
    blocks: list["list[str] | _TypedList"] = field(default_factory=list)

    def holds(self, indent: int) -> bool:
        """Whether a line with this indentation belongs to the item."""
        return indent >= min(self.content, self.column + 2)


@dataclass
class _TypedList:
    """A list. It is loose if its items are paragraphs of their own."""

    numbered: bool
    items: list[_Item] = field(default_factory=list)
    loose: bool = False


def regular_lists(lines: list[str]) -> list[str]:
    """Returns the lines with their lists as Python-Markdown reads them."""
    result: list[str] = []
    at, after_gap, in_code = 0, True, False
    while at < len(lines):
        line = lines[at]
        in_code = _indent(line) >= _LEVEL and (after_gap or in_code) if line.strip() else in_code
        if not in_code and _is_bare(lines, at):
            at += 1
            continue
        if in_code or not _begins_list(lines, at, after_gap):
            result.append(line)
            after_gap = not line.strip()
            at += 1
            continue
        if not after_gap:
            result.append("")
        lists, at = _parsed(lines, at)
        for number, each in enumerate(lists):
            between = _APART if number and each.numbered and lists[number - 1].numbered else [""]
            result += [*(between if number else []), *_written(each, 0)]
        after_gap = at == len(lines) or not lines[at].strip()
        if not after_gap:
            result.append("")
    return result


def _is_bare(lines: list[str], at: int) -> bool:
    """Whether a line is a bullet without text, and the next one begins a list."""
    empty = _EMPTY.match(lines[at])
    return empty is not None and empty["number"] is None and _begins_list(lines, at + 1, after_gap=True)


def _begins_list(lines: list[str], at: int, after_gap: bool) -> bool:
    """Whether a list begins with this line.

    Within a paragraph a number other than 1 may be the end of a sentence, unless the next line has the next.
    """
    marker = _marker(lines, at) if at < len(lines) else None
    if marker is None or after_gap or marker["number"] in (None, "1"):
        return marker is not None
    following = _marker(lines, at + 1) if at + 1 < len(lines) else None
    return following is not None and following["number"] == str(int(marker["number"]) + 1)


def _marker(lines: list[str], at: int) -> re.Match[str] | None:
    """Returns the marker of the item that begins with this line; None if it begins none."""
    line = lines[at]
    if _RULE.match(line):
        return None
    marker = _MARKER.match(line, len(line) - len(line.lstrip(" \t")))
    if marker is None or not line[marker.end() :].strip():
        return None
    return marker if marker["dash"] is None or _dash_is_marker(lines, at) else None


def _dash_is_marker(lines: list[str], at: int) -> bool:
    """Whether the dash is one of several that begin lines, or follows a colon."""
    near = (lines[each].lstrip() for each in (at - 1, at + 1) if 0 <= each < len(lines))
    before = next((lines[each] for each in range(at - 1, -1, -1) if lines[each].strip()), "")
    return before.rstrip().endswith(":") or any(line[:1] in "–—·" for line in near if line)


def _parsed(lines: list[str], at: int) -> tuple[list[_TypedList], int]:
    """Returns the lists that begin with a line, and the line after them."""
    lists: list[_TypedList] = []
    path: list[tuple[_TypedList, _Item]] = []  # the open items, outermost first
    gap = False
    end = at
    for number in range(at, len(lines)):
        line = lines[number]
        if not line.strip():
            gap = True
            continue
        indent, marker = _indent(line), _marker(lines, number)
        if marker is None and (empty := _EMPTY.match(line)):
            if empty["number"] is None:  # a bullet without text says nothing
                end = number + 1
                continue
            marker = _MARKER.match(f"{line.rstrip()} &nbsp;", len(line) - len(line.lstrip(" \t")))
        if marker is not None and not (path and _is_code(path[-1][1], indent, gap)):
            _add_item(lists, path, marker, gap)
        elif not gap:
            paragraph = _last_paragraph(path[-1][1])
            if not _goes_on(lists, line, indent) or _is_signature(paragraph[-1], line):
                break
            paragraph.append(_code_indent(path, line, paragraph[0]) + _stripped(line))
        elif not _add_paragraph(path, line, indent):
            break
        gap, end = False, number + 1
    return lists, end


def _add_item(
    lists: list[_TypedList], path: list[tuple[_TypedList, _Item]], marker: re.Match[str], gap: bool
) -> None:
    """Adds an item to the list it belongs to, or to a new one."""
    line = marker.string
    indent, numbered = _indent(line), marker["number"] is not None
    while path and (not path[-1][1].holds(indent) or len(path) >= _DEEPEST):
        path.pop()
    siblings = path[-1][1].blocks if path else lists
    last = siblings[-1] if siblings else None
    goes_on = isinstance(last, _TypedList) and last.numbered == numbered
    if isinstance(last, _TypedList) and goes_on and (path or not _jumps(last, marker)):
        last.loose |= gap
    else:
        last = _TypedList(numbered)
        siblings.append(last)
    sign = f"{marker['number']}." if numbered else marker["bullet"] or "-"
    content = indent + min(marker.end() - marker.start(), _LEVEL + 1)
    text = _TASK.sub(lambda box: _BOXES[box[1]], line[marker.end() :], count=1)
    item = _Item(sign, indent, content, [[_stripped(text)]])
    last.items.append(item)
    path.append((last, item))


def _jumps(numbers: _TypedList, marker: re.Match[str]) -> bool:
    """Whether a number neither follows the one before nor repeats it. It begins another list, to be kept."""
    return numbers.numbered and int(marker["number"]) - int(numbers.items[-1].marker[:-1]) not in (0, 1)


def _add_paragraph(path: list[tuple[_TypedList, _Item]], line: str, indent: int) -> bool:
    """Adds a paragraph to the item that its indentation names. Returns False if it names none."""
    while path and not path[-1][1].holds(indent):
        path.pop()
    if not path:
        return False
    owner, item = path[-1]
    item.blocks.append([_code_indent(path, line, "") + _stripped(line)])
    owner.loose = True
    return True


def _is_code(item: _Item, indent: int, gap: bool) -> bool:
    """Whether a line with this indentation is code within the item."""
    return indent >= item.content + _LEVEL and (gap or _last_paragraph(item)[0][:1] == " ")


def _goes_on(lists: list[_TypedList], line: str, indent: int) -> bool:
    """Whether a line right under an item goes on with it.

    A heading does not, nor a rule, nor a line left of the list.
    """
    begin = lists[0].items[0].column
    if _UNDER.match(line):
        return False
    return not (indent < 2 and _HEADING.match(line)) and (begin < _LEVEL or indent >= begin)


def _is_signature(before: str, line: str) -> bool:
    """Whether a line right under an item begins what comes after the list.

    It is at the margin and in capitals, as who signs, or a short sentence after another one.
    """
    if line[0] in " \t" or len(line) > _SHORT or not _first_letter(line).isupper():
        return False
    is_ended = len(before) <= _SHORT and _SENTENCE_END.search(before) is not None
    return is_ended or (line.isupper() and len(line.split()) > 1 and not before.isupper())


def _first_letter(line: str) -> str:
    return next((sign for sign in line if sign.isalpha()), "")


def _code_indent(path: list[tuple[_TypedList, _Item]], line: str, first: str) -> str:
    """Returns the blanks before a line of code within an item; "" if it is no code.

    `first` is the first line of its block, "" if the line is the first.
    """
    if HELD in line:
        return " " * _LEVEL
    indent, deep = _indent(line), (len(path) + 1) * _LEVEL
    beyond = indent - (deep - _LEVEL if indent >= deep else path[-1][1].content)
    return " " * beyond if beyond >= _LEVEL and (not first or first[:1] == " ") else ""


def _last_paragraph(item: _Item) -> list[str]:
    """Returns the paragraph that a line without a gap goes on with."""
    last = item.blocks[-1]
    return last if isinstance(last, list) else _last_paragraph(last.items[-1])


def _written(each: _TypedList, level: int) -> list[str]:
    """Returns the lines of a list."""
    lines: list[str] = []
    has_gap = False  # within the items so far; without another one the next would belong to the last block
    for item in each.items:
        if lines and (each.loose or has_gap):
            lines.append("")
        written = _item_lines(item, level)
        has_gap = has_gap or "" in written
        lines += written
    return lines


def _item_lines(item: _Item, level: int) -> list[str]:
    first, *others = item.blocks
    assert isinstance(first, list)  # an item begins with its text
    indent = " " * _LEVEL * level
    lines = [f"{indent}{item.marker} {first[0]}", *(f"{indent}{line}" for line in first[1:])]
    before: list[str] | _TypedList = first
    for block in others:
        if isinstance(block, list):
            lines += ["", *(f"{' ' * _LEVEL * (level + 1)}{line}" for line in block)]
        else:
            apart = block.loose or before is not first
            lines += [*([""] if apart else []), *_written(block, level + 1)]
        before = block
    return lines


def _indent(line: str) -> int:
    """Returns the column of the first sign that is no blank. A tab leads to the next multiple of four."""
    return len(line.expandtabs(_LEVEL)) - len(line.expandtabs(_LEVEL).lstrip(" "))


def _stripped(line: str) -> str:
    """Returns the line without blanks around it, but for the two that break it."""
    return line.strip() + ("  " if line.endswith("  ") else "")
