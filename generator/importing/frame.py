"""Where the article lies in its page: what stands above it, in front of its text, in it, and after it."""

from dataclasses import dataclass

from generator.importing.furniture import Marker, is_masthead, is_noise, is_picture_trace, marker_of, stripped
from generator.importing.lines import Line
from generator.importing.shape import bullet_text, is_paragraph, is_sentence
from generator.importing.signature import is_labelled, source_named
from generator.importing.title import Title
from generator.text.names import is_organisation

END_MARK = "./."


@dataclass(frozen=True, slots=True)
class Frame:
    """The page in five parts. `signature`: short lines after the text; `foot`: the site's own, after all."""

    head: tuple[Line, ...]
    front: tuple[Line, ...]
    text: tuple[Line, ...]
    signature: tuple[Line, ...]
    foot: tuple[Line, ...]


def frame_page(lines: tuple[Line, ...], title: Title) -> Frame:
    """The parts of the page around a title; `text` is empty where no text follows it."""
    begin = title.lines[0]
    first = _first_of_text(lines, title)
    cut, dropped = _cut(lines, first)
    last = _last_of_text(lines, first, cut)
    repeated = set(title.lines)
    return Frame(
        head=lines[:begin],
        front=_kept(lines, begin, first, repeated),
        text=_kept(lines, first, last, repeated | dropped),
        signature=_kept(lines, last, cut, repeated | dropped),
        foot=lines[cut:],
    )


def _first_of_text(lines: tuple[Line, ...], title: Title) -> int:
    """The first line of running text after the title; a short article may have sentences only."""
    after = range(title.lines[0] + 1, len(lines))
    for says_something in (is_paragraph, is_sentence):
        for i in after:
            if marker_of(lines[i].text) in (Marker.FOOTER, Marker.RELATED) and i > title.lines[-1] + 3:
                break
            if i not in title.lines and says_something(lines[i].text) and not _is_furniture(lines[i].text):
                return i
    return len(lines)


def _is_furniture(text: str) -> bool:
    return is_noise(text) or marker_of(text) is not None


def _cut(lines: tuple[Line, ...], first: int) -> tuple[int, set[int]]:
    """Where the site takes over again, and the lines of boxes that it put amid the text before that."""
    dropped: set[int] = set()
    i = first
    while i < len(lines):
        if i > first and is_labelled(lines[i].text) and _mass(lines, first, i) >= _mass(lines, i, len(lines)):
            return _after_signature(lines, i), dropped
        end = _resumes(lines, first, i)
        if end is None:
            return _before_agency(lines, i), dropped
        dropped |= set(range(i, end))
        i = max(end, i + 1)
    return len(lines), dropped


def _mass(lines: tuple[Line, ...], start: int, end: int) -> int:
    return sum(len(line.text) for line in lines[start:end] if is_paragraph(line.text))


def _after_signature(lines: tuple[Line, ...], i: int) -> int:
    """One past the signature at i and those beside it ("Theo …")."""
    end = i + 1
    while end < len(lines) and (is_labelled(lines[end].text) or source_named(lines[end].text)):
        end += 1
    return end


def _before_agency(lines: tuple[Line, ...], i: int) -> int:
    """The cut at i, or one line up where that is the name over an agency's address."""
    contact = marker_of(lines[i].text) is Marker.CONTACT and not is_masthead(lines[i].text)
    named = i > 0 and is_organisation(lines[i - 1].text) and not is_sentence(lines[i - 1].text)
    return i - 1 if contact and named and len(lines[i - 1].text) <= 120 else i


def _resumes(lines: tuple[Line, ...], first: int, i: int) -> int | None:
    """Where the text goes on after the line i: at i itself for a line of the text; None if not at all."""
    marker = marker_of(lines[i].text)
    if marker is None:
        return i
    rest = range(i + 1, _next_end(lines, i + 1))
    if marker in (Marker.CONTACT, Marker.BLOCK):
        goes_on = any(is_sentence(lines[j].text) and not is_noise(lines[j].text) for j in rest)
        return i if goes_on else None
    if marker is not Marker.FOOTER and _closes_later(lines, i, rest):
        return next((j for j in rest if is_paragraph(lines[j].text)), None)
    return i + 1 if _is_tool_bar(lines, first, i, rest) else None


def _next_end(lines: tuple[Line, ...], start: int) -> int:
    """The next line after which no article goes on, else the end of the page."""
    ends = (Marker.COMMENTS, Marker.FOOTER, Marker.RELATED)
    return next((j for j in range(start, len(lines)) if marker_of(lines[j].text) in ends), len(lines))


def _closes_later(lines: tuple[Line, ...], i: int, rest: range) -> bool:
    """Whether the article closes only after line i: with its end mark or a labelled signature."""
    if any(END_MARK in line.text or is_labelled(line.text) for line in lines[:i]):
        return False
    end = next((j for j in rest if END_MARK in lines[j].text or is_labelled(lines[j].text)), None)
    return end is not None and _mass(lines, i, end + 1) > 0


def _is_tool_bar(lines: tuple[Line, ...], first: int, i: int, rest: range) -> bool:
    """Whether a mark such as "Bình luận" stands between a lead and a much longer text."""
    before, after = _mass(lines, first, i), _mass(lines, i, rest.stop)
    follows = i + 1 in rest and is_paragraph(lines[i + 1].text)
    return follows and i - first <= 2 and before <= 600 and after > 2 * before


def _last_of_text(lines: tuple[Line, ...], first: int, cut: int) -> int:
    """One past the last line that says something whole."""
    for i in range(cut - 1, first - 1, -1):
        text = lines[i].text
        if is_noise(text) or is_labelled(text):
            continue
        if is_paragraph(text) or is_sentence(text) or END_MARK in text or bullet_text(text):
            return i + 1
    return first


def _kept(lines: tuple[Line, ...], start: int, end: int, without: set[int]) -> tuple[Line, ...]:
    """The lines without furniture; the traces of pictures are noted on the lines after them."""
    kept: list[Line] = []
    picture = False
    for i in range(start, end):
        line = lines[i]
        if is_picture_trace(line.text):
            picture = True
        elif i not in without and not is_noise(line.text):
            text = stripped(line.text)
            picture = picture or not line.text.startswith(text)
            kept.append(Line(line.number, text, line.indent, line.gap, picture))
            picture = False
    return tuple(kept)
