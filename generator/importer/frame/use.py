"""Applies the frame of a site to a page.

What repeats is of the site. The title stands where the other pages have theirs.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.importer.addresses import is_file
from generator.importer.frame.place import slot_of, text_hash
from generator.importer.frame.record import SiteFrame, claim_hash, line_hash, link_hash
from generator.importer.frame.sketch import LINKED, claim_name, is_prose, numbered, parts_of, target_of
from generator.importer.lines.dateline import is_stamped
from generator.importer.lines.shape import is_person
from generator.importer.lines.signature import is_labelled
from generator.importer.lines.title import key
from generator.importer.reading.page import (
    CapturedPage,
    FramedPlaces,
    Line,
    LineForm,
    MetadataClaim,
    PageMetadata,
    PagePart,
    PagePicture,
)

_WORDS = range(2, 46)
_MOST_TITLE = 300
_MOSTLY = 0.6  # share of repeated lines in an element of the site
_SOME = 3  # lines
_TAUGHT = 5  # pages
_ENDS = ".!?…:;"


def framed(page: CapturedPage, frame: SiteFrame) -> CapturedPage:
    """Returns the page with its repeated lines, pictures and metadata as parts of the site."""
    if not frame.pages or not page.marked_up:
        return page
    page = _with_withheld_title(page, frame)
    repeated = {line.number for line in page.lines if _repeats(line, frame)}
    repeated -= _within_text(page.lines, repeated)
    title = _title_line(page.lines, repeated, frame)
    repeated |= _of_site(page.lines, repeated, title)
    lines = tuple(
        replace(line, part=PagePart.SITE) if line.number in repeated else line for line in page.lines
    )
    pictures = tuple(
        replace(each, part=PagePart.SITE) if _picture_repeats(each, frame) else each for each in page.pictures
    )
    others = {line.number for line in page.lines if _slot(line) in frame.others and line is not title}
    if title:
        repeated |= {n for n in others if page.lines[n - 1].linked >= LINKED}
    date = next(
        (line for line in page.lines if line.number not in repeated and _slot(line) in frame.dates), None
    )
    places = FramedPlaces(
        pages=frame.pages,
        repeated=frozenset(repeated),
        title=_broken_title(page.lines, title) if title else (),
        taught=frame.titles[_slot(title)] if title else 0,
        rank=frame.ranks[_slot(title)] if title else 0.0,
        titles=max(frame.titles.values(), default=0),
        others=frozenset(others),
        date=date.number if date else 0,
        dated=frame.dates[_slot(date)] if date else 0,
    )
    own = _own_metadata(page, frame)
    return replace(page, lines=lines, pictures=pictures, metadata=own, framed=places)


def _with_withheld_title(page: CapturedPage, frame: SiteFrame) -> CapturedPage:
    """Gives back the lines around a title that the markup gives to the site.

    On other pages the same element has enough text to be of the article.
    """
    repeated = {line.number for line in page.lines if _repeats(line, frame)}
    if not page.site or _title_line(page.lines, repeated, frame):
        return page
    hidden = [replace(line, part=page.withheld.get(line.number, line.part)) for line in page.lines]
    title = _title_line(tuple(hidden), repeated, frame)
    if title is None or frame.titles[_slot(title)] < _TAUGHT or title.linked >= LINKED:
        return page
    around = page.site.intersection(title.path)
    given_back = tuple(
        back if _is_around(line.path, page.site, around) else line
        for line, back in zip(page.lines, hidden, strict=True)
    )
    pictures = tuple(
        replace(each, part=PagePart.OTHER) if _is_around(each.path, page.site, around) else each
        for each in page.pictures
    )
    return replace(page, lines=given_back, pictures=pictures)


def _is_around(path: tuple[int, ...], site: frozenset[int], around: frozenset[int]) -> bool:
    """Whether a path has elements of the site, and they are all around the title."""
    return not site.isdisjoint(path) and site.intersection(path) <= around


def _broken_title(lines: tuple[Line, ...], title: Line) -> tuple[int, ...]:
    """Returns the numbers of the lines that one title is broken over."""
    numbers, length, last = [title.number], len(title.text), title
    for line in lines[title.number :]:
        length += len(line.text) + 1
        broken = line.soft and line.path == title.path and _slot(line) == _slot(title)
        if not broken or length > _MOST_TITLE or last.text[-1] in _ENDS or is_stamped(line.text):
            break
        numbers.append(line.number)
        last = line
    return tuple(numbers)


def _repeats(line: Line, frame: SiteFrame) -> bool:
    """Whether a line repeats on other pages. A signature counts only if it is on nearly all pages.

    Words that offer a file of their own on each page are no repetition: "Xem chi tiết tại đây".
    """
    if line.form is LineForm.TABLE:
        return False
    plain = line_hash(line.place, line.fingerprint)
    target = target_of(line.linked >= LINKED, (mark.target for mark in line.marks if mark.kind == "link"))
    link = link_hash(line.place, line.fingerprint, text_hash(target) if target else 0)
    if (line.linked >= LINKED or target) and link in frame.lines:
        return True
    if plain not in frame.lines or is_labelled(line.text) or is_file(target):
        return False
    return plain in frame.always or not is_person(line.text)


def _picture_repeats(picture: PagePicture, frame: SiteFrame) -> bool:
    return link_hash(picture.place, text_hash(picture.reference), 0) in frame.lines


def _is_prose(line: Line) -> bool:
    return line.linked < LINKED and is_prose(line.text)


def _within_text(lines: tuple[Line, ...], repeated: set[int]) -> set[int]:
    """Returns the repeated lines between two paragraphs of their own element that are no links.

    They are of the text: "Một số hình ảnh:".
    """
    found: set[int] = set()
    first: dict[tuple[int, ...], int] = {}
    last: dict[tuple[int, ...], int] = {}
    for line in lines:
        if _is_prose(line) and line.number not in repeated:
            first.setdefault(line.path[:-1], line.number)
            last[line.path[:-1]] = line.number
    for line in lines:
        if line.number in repeated and line.linked < LINKED:
            around = line.path[:-1]
            if first.get(around, line.number) < line.number < last.get(around, 0):
                found.add(line.number)
    return found


def _title_line(lines: tuple[Line, ...], repeated: set[int], frame: SiteFrame) -> Line | None:
    """Returns the line in the best place of titles that the page has; None if it has none."""
    best: Line | None = None
    seen: set[int] = set()
    for line in lines:
        if line.number in repeated or line.part is PagePart.SITE or len(line.text) > _MOST_TITLE:
            continue
        slot = _slot(line)
        if slot in seen or slot not in frame.titles or len(line.text.split()) not in _WORDS:
            continue
        seen.add(slot)
        if best is None or frame.ranks[slot] > frame.ranks[_slot(best)]:
            best = line
    return best


def _slot(line: Line) -> int:
    heading = line.level if line.form is LineForm.HEADING else 0
    marked = sum(mark.end - mark.start for mark in line.marks if mark.kind == "strong")
    return slot_of(line.place, heading, not heading and marked >= len(line.text.replace(" ", "")))


def _of_site(lines: tuple[Line, ...], repeated: set[int], title: Line | None) -> set[int]:
    """Returns the lines in elements that mostly repeat.

    Such an element may list other titles on each page."""
    counts: dict[int, list[int]] = {}  # element -> lines, repeated lines, paragraphs
    for line in lines:
        for element in line.path:
            count = counts.setdefault(element, [0, 0, 0])
            count[0] += 1
            count[1] += line.number in repeated
            count[2] += (_is_prose(line) and line.number not in repeated) or line is title
    of_site = {
        element
        for element, (every, again, own) in counts.items()
        if every > _SOME and again >= _MOSTLY * every and not own
    }
    return {line.number for line in lines if of_site.intersection(line.path)}


def _own_metadata(page: CapturedPage, frame: SiteFrame) -> PageMetadata:
    """Returns the metadata without the values and the parts of titles that repeat.

    What is left out of titles names the site.
    """
    fields = {name: tuple(_own_claims(name, claims, frame)) for name, claims in page.metadata.fields.items()}
    titles = [claim for claim in fields.get("title", ()) if not _is_default(claim.value, page.lines, frame)]
    whole = [claim for claim in page.metadata.of("title") if claim not in titles]
    fields |= {"title": tuple(titles), "site": (*page.metadata.of("site"), *whole)}
    return PageMetadata({name: claims for name, claims in fields.items() if claims})


def _own_claims(name: str, claims: tuple[MetadataClaim, ...], frame: SiteFrame) -> Iterator[MetadataClaim]:
    for claim in claims:
        if claim_hash(claim_name(name, claim.value), text_hash(claim.value)) in frame.claims:
            continue
        if name != "title":
            yield claim
        elif own := _own_title(claim.value, frame):
            yield MetadataClaim(own, claim.how)


def _is_default(title: str, lines: Sequence[Line], frame: SiteFrame) -> bool:
    """Whether a title that no line repeats differs from others only by its number."""
    if claim_hash("numbered", numbered(title)) not in frame.claims:
        return False
    return all(key(line.text) != key(title) for line in lines)


def _own_title(title: str, frame: SiteFrame) -> str:
    """Returns a title of the metadata without the parts at its ends that repeat."""
    parts = parts_of(title)
    while parts and claim_hash("part", text_hash(parts[-1][0])) in frame.claims:
        parts.pop()
    while parts and claim_hash("part", text_hash(parts[0][0])) in frame.claims:
        parts.pop(0)
    return title[parts[0][1] : parts[-1][2]] if parts else ""
