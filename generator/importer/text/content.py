"""Finds the elements of the article and of its text on an HTML page.

The mass of a line is its number of letters in running text, without links. The article is the smallest
element around the title that has most of the mass after it. Its text is the smallest element inside with
nearly all of that mass. Parts of the site and lists of other articles have no mass.
"""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.lines.boilerplate import Marker, is_noise, marker_of
from generator.importer.lines.shape import is_paragraph, is_sentence
from generator.importer.reading.page import CapturedPage, Line, LineForm, PagePart

_AROUND = 0.6  # minimum share of the heaviest element, around the title
_BELOW = 0.3  # minimum share of the text below a line of the title
_WITHIN = 0.72  # minimum share of an element that its child must have
_TEASER = 700  # characters; maximum length of a teaser
_LINKED = 0.85
_FOLDED = 5  # text that is shown on demand, as ways to cite an article are, weighs less
_MOST_TITLES = 12  # maximum number of lines with the title


class ArticleContent(Struct, frozen=True):
    """Lines of the article, lines of the site, and bounds of the text.

    `around`, `body`: elements of the article and its text, 0 for the whole page. `first`, `last`: numbers of
    the first and last line of the text; 0 if the page has no markup.
    """

    lines: tuple[Line, ...]
    site: tuple[Line, ...] = ()
    first: int = 0
    last: int = 0
    around: int = 0
    body: int = 0


def find_content(page: CapturedPage, title: Iterable[int]) -> ArticleContent:
    """Finds the content of a page. `title`: numbers of the lines with the title."""
    if not page.marked_up:
        return ArticleContent(page.lines)
    lines = _without_lists(list(page.lines))
    masses = {
        line.number: _mass(line) / (_FOLDED if page.folded.intersection(line.path) else 1) for line in lines
    }
    repeated = _above_text(set(title), masses)
    above = max((line.number for line in lines if line.number in repeated), default=0)
    around = _around(lines, masses, repeated)
    body = _within(lines, masses, around, above)
    scope = [line for line in lines if line.part is not PagePart.SITE and (not around or around in line.path)]
    inside = [line.number for line in scope if body in line.path or not body]
    chosen = {line.number for line in scope}
    site = tuple(line for line in lines if line.number not in chosen)
    if not inside:
        return ArticleContent(tuple(scope), site, around=around)
    return ArticleContent(tuple(scope), site, inside[0], inside[-1], around, body)


def _above_text(title: set[int], masses: dict[int, float]) -> set[int]:
    """Returns the lines of the title that have the text below them, not above them.

    Sites repeat the title below the text, in boxes to share it or to write a comment.
    """
    below = {number: sum(mass for line, mass in masses.items() if line > number) for number in title}
    most = max(below.values(), default=0.0)
    return {number for number in title if below[number] >= _BELOW * most}


def _without_lists(lines: list[Line]) -> list[Line]:
    """Marks entries of lists of other articles as part of the site."""
    entries: set[int] = set()
    run: list[Line] = []
    for line in (*lines, None):
        if line is not None and _is_link(line):
            run.append(line)
            continue
        if len(run) >= 3 and not _belongs(lines, run[0]):
            entries |= {each.number for each in run}
        run = []
    entries |= _teasers(lines)
    return [replace(line, part=PagePart.SITE) if line.number in entries else line for line in lines]


def _is_link(line: Line) -> bool:
    return line.linked >= _LINKED and line.form not in (LineForm.TABLE, LineForm.CAPTION) and line.part in (
        PagePart.OTHER, PagePart.BODY, PagePart.TITLE, PagePart.LEAD, PagePart.SITE,
    )  # fmt: skip


def _belongs(lines: list[Line], first: Line) -> bool:
    """Whether the previous line announces the list of links."""
    before = lines[first.number - 2] if first.number >= 2 else None
    return (
        before is not None
        and before.text.endswith(":")
        and len(before.text) > 40
        and first.form is LineForm.ITEM
    )


def _teasers(lines: list[Line]) -> set[int]:
    """Returns the line numbers of teasers: small sibling elements, each with a link."""
    groups: dict[tuple[int, ...], list[Line]] = {}
    for line in lines:
        for depth in range(1, min(4, len(line.path))):
            groups.setdefault(line.path[:-depth], []).append(line)
    siblings: Counter[tuple[int, ...]] = Counter()
    small: list[tuple[tuple[int, ...], list[Line]]] = []
    for path, members in groups.items():
        linked = [line for line in members if line.linked >= _LINKED and len(line.text.split()) >= 4]
        size = sum(len(line.text) for line in members)
        if len(linked) == 1 and len(members) > 1 and size <= _TEASER and path:
            small.append((path, members))
            siblings[path[:-1]] += 1
    return {line.number for path, members in small if siblings[path[:-1]] >= 3 for line in members}


def _mass(line: Line) -> float:
    """Mass of a line."""
    if line.part in (PagePart.SITE, PagePart.CRUMBS, PagePart.TAGS, PagePart.FOOT):
        return 0.0
    own = len(line.text) * (1 - line.linked)
    if line.form is LineForm.TABLE:
        return own / 2
    if is_noise(line.text) or marker_of(line.text) in (Marker.FOOTER, Marker.CONTACT, Marker.COMMENTS):
        return 0.0
    return own if is_paragraph(line.text) or is_sentence(line.text) else own / 5


def _held(lines: Iterable[Line], masses: dict[int, float]) -> Counter[int]:
    """Mass of each element."""
    held: Counter[int] = Counter()
    for line in lines:
        for element in line.path:
            held[element] += masses[line.number]  # type: ignore[assignment]
    return held


def _around(lines: list[Line], masses: dict[int, float], title: set[int]) -> int:
    """Returns the element of the article; 0 for the whole page.

    It is the smallest element around a line of the title with enough running text after it.
    """
    heaviest = 0.0
    chosen = 0
    likely = [line for line in lines if line.number in title]
    likely = [line for line in likely if line.part is not PagePart.CRUMBS] or likely
    for line in likely[:_MOST_TITLES]:
        held = _held((other for other in lines if other.number > line.number), masses)
        wanted = max(_AROUND * _heaviest_text(lines, masses, line.number), 1.0)
        for element in reversed(line.path):
            if held[element] >= wanted:
                if held[element] > heaviest or not chosen:
                    heaviest, chosen = held[element], element
                break
    return chosen


def _heaviest_text(lines: list[Line], masses: dict[int, float], after: int) -> float:
    """Mass of the heaviest element that directly holds paragraphs, below a line."""
    direct: Counter[int] = Counter()
    for line in lines:
        if line.number > after and line.path:
            near = line.path[-2:] if line.form is not LineForm.ITEM else line.path[-3:]
            for element in near:
                direct[element] += masses[line.number]  # type: ignore[assignment]
    return max(direct.values(), default=0.0)


def _within(lines: list[Line], masses: dict[int, float], around: int, above: int) -> int:
    """Returns the element of the text.

    The search descends from the article as long as one child has nearly all of the mass.
    """
    chosen_lines = [line for line in lines if (not around or around in line.path) and line.number > above]
    held = _held(chosen_lines, masses)
    named = _named(chosen_lines, masses)
    if named:
        return named
    current = around
    while True:
        inner: dict[int, float] = {}
        for line in chosen_lines:
            at = line.path.index(current) + 1 if current in line.path else 0 if not current else -1
            if 0 <= at < len(line.path):
                inner[line.path[at]] = held[line.path[at]]
        best = max(inner, key=lambda element: inner[element], default=0)
        total = held[current] if current else sum(masses[line.number] for line in chosen_lines)
        if not best or inner[best] < _WITHIN * total or inner[best] <= 0 or _is_paragraph(chosen_lines, best):
            return current
        current = best


def _is_paragraph(lines: list[Line], element: int) -> bool:
    """Whether an element has only one line."""
    return sum(element in line.path for line in lines) <= 1


def _named(lines: list[Line], masses: dict[int, float]) -> int:
    """Returns the outermost element that the markup names as body; 0 if none.

    The element must have most of the mass.
    """
    body = [line for line in lines if line.part is PagePart.BODY]
    total = sum(masses[line.number] for line in lines)
    if not body or sum(masses[line.number] for line in body) < 0.6 * total:
        return 0
    shared = body[0].path
    for line in body:
        while shared and shared[-1] not in line.path:
            shared = shared[:-1]
    covered = [line for line in lines if shared and shared[-1] in line.path]
    foreign = sum(masses[line.number] for line in covered if line.part is not PagePart.BODY)
    return shared[-1] if shared and foreign <= 0.4 * total else 0
