"""Finds the title of a page and removes additions of the portal.

A page with markup names its title several times (heading, <title>, meta tags, JSON-LD), and most of them
agree. A plain text page has only lines to choose from.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.lines.boilerplate import is_masthead, is_noise, marker_of
from generator.importer.lines.dateline import DateLine, has_only_dates, is_stamped, read_dateline
from generator.importer.lines.shape import (
    has_words,
    is_bracketed,
    is_caption,
    is_credited,
    is_label,
    is_paragraph,
)
from generator.importer.reading.page import (
    CapturedPage,
    FramedPlaces,
    Line,
    LineForm,
    MetadataClaim,
    PagePart,
)
from generator.provinces.gazetteer import load_gazetteer
from generator.text.names import is_organisation
from generator.text.unicode import fold

_WITHIN = 60  # lines searched for the title
_MOST = 300  # characters
_LIKELY = 2.5  # minimum score; menu entries have less
_SUFFIX = re.compile(r"\s*(?:\||::|»|–|—|-|•)\s*(?=\S)")
_JOINT = re.compile(r"\s*(?:\||::|»|–|—|>|/|:)\s*|\s-\s")
_INSTANT = r"T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?"
_DATED = re.compile(
    rf"\s*[(\[]\s*(?:ngày\s*)?(\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{4}}[^()]{{0,10}}|\d{{4}}-\d\d-\d\d(?:{_INSTANT})?)"
    rf"\s*[)\]]\s*$|\s+\d{{4}}-\d\d-\d\d{_INSTANT}\s*$",
    re.IGNORECASE,
)
_MILLISECONDS = re.compile(r"(?<=:\d\d)\.\d+")
_BETWEEN = re.compile(r"[\W_]+")
_EMPTY = re.compile(r"\s*(?:\(\s*\)|\[\s*\])\s*$")
_CRUMBS = re.compile(r"(?:trang chu|home)\s*(?:[>»/|:–-]|&gt;)|\S\s*[»>]\s*\S")
_SITE = re.compile(
    r"(?:cong|trang) (?:thong tin|ttdt|tt)|website|so (?:khoa hoc|kh ?[&v]|khcn)|bao |dai |uy ban|ubnd|bo "
    r"|dost|department of|tap chi|trung tam|chi cuc|[\w.-]+\.(?:gov\.)?vn"
)
_DEFAULT = re.compile(r"(?:new page|untitled(?: document| page)?|trang moi|no title|document|page)(?: ?\d+)?")
_SLOGAN = re.compile(
    r"quyet tam|nhiet liet|chao mung|thi dua|toan dang|day manh (?:viec )?hoc tap|tiep tuc day manh"
    r"|song va lam viec|.*\bkhoi day khat vong|.*\bnhiem ky 20\d\d ?[-–] ?20\d\d$|dan chu ky cuong|doan ket"
)
# Words in the names of agencies, besides names of provinces.
_AGENCY_WORD = re.compile(
    r"so|bo|cuc|chi|cua|trung|ttdt|tam|vien|uy|ban|nhan|dan|ubnd|bao|dai|cong|trang|thong|tin|dien|tu|khoa|hoc|va|nghe|moi"
    r"|truong|khcn|kh|cn|kh&cn|truyen|tinh|thanh|pho|tp|lien|hiep|cac|hoi|ky|thuat|viet|nam|phat|hinh|website"
    r"|portal|tieu|chuan|do|luong|chat|ung|dung|tien|department|of|science|and|technology|province|provincial"
    r"|city|the|dost|doi|sang|tao|online"
)


_CLAIMED = {"json-ld": 4.0, "meta og:title": 4.0, "title": 4.0, "meta title": 1.0}  # other sources: 2.5
_SURE = 4.0  # minimum score of a line on a page with markup
_NAMED = {
    PagePart.TITLE: 3.0,
    PagePart.SITE: -6.0,
    PagePart.CRUMBS: -4.0,
    PagePart.CAPTION: -5.0,
    PagePart.DATE: -5.0,
    PagePart.TAGS: -5.0,
}
_HEADED = {1: 3.0, 2: 2.0, 3: 1.0}
_AGREED = 0.95  # minimum certainty of a title that two witnesses say
_TAUGHT = 5  # pages
_SHOWN = 0.2  # rank of a place


class Title(Struct, frozen=True):
    """Title of a page, the numbers of its lines, and how it was found.

    `date`: date that was part of the title, else None. `pages`: number of pages of the site that showed its
    place, 0 if it was found on this page alone.
    """

    text: str
    lines: tuple[int, ...]
    date: DateLine | None = None
    how: str = "line"
    certainty: float = 0.9
    pages: int = 0


def find_title(page: CapturedPage) -> Title | None:
    """Finds the title; None if no line qualifies."""
    claimed = _claimed_titles(page)
    marked = _in_markup(page, claimed) if page.marked_up else None
    taught = _in_frame(page, claimed)
    if marked and (not taught or (marked.certainty >= _AGREED and taught.lines[0] not in marked.lines)):
        return marked
    if taught:
        return taught if not marked or taught.lines[0] not in marked.lines else _confirmed(marked, taught)
    own = tuple(line for line in page.lines if line.part not in (PagePart.SITE, PagePart.CRUMBS))
    found = _in_lines(own)
    if found and not page.marked_up:
        return found
    if claimed:
        same = tuple(line.number for line in page.lines if repeats(line.text, claimed[0].value))
        return Title(claimed[0].value, same, how=claimed[0].how, certainty=0.8)
    return replace(found, certainty=0.7) if found else None


def _claimed_titles(page: CapturedPage) -> list[MetadataClaim]:
    """Returns the titles in the metadata without the name of the site.

    The name of the site alone is no title.
    """
    site = {fold(claim.value) for claim in page.metadata.of("publisher")}
    others = [line.text for line in page.lines]
    found = []
    for claim in page.metadata.of("title"):
        text = _once(_without_name(without_site(claim.value, others), site))
        if _DEFAULT.fullmatch(fold(text).strip()):
            continue
        if has_words(text) and len(text) <= _MOST and not _is_banner(text) and fold(text) not in site:
            found.append(MetadataClaim(text, claim.how))
    return [claim for claim in found if not is_label(claim.value) or len(claim.value.split()) > 6]


def _without_name(text: str, site: set[str]) -> str:
    """Removes the name of the site from the end of a title."""
    for mark in reversed(list(_SUFFIX.finditer(text))):
        if fold(text[mark.end() :]).strip() in site and mark.start():
            return text[: mark.start()].strip()
    return text


def _once(text: str) -> str:
    """Returns a title that is repeated in a line only once."""
    twice = re.fullmatch(r"(.{12,}?)[\s|–—:-]*\1", text)
    return twice[1].strip() if twice else text


def _in_markup(page: CapturedPage, claimed: Sequence[MetadataClaim]) -> Title | None:
    """Finds the line that headings, element names and metadata agree on."""
    lines = page.lines
    likely = [line for line in lines if len(line.text) <= _MOST and _stands_out(line, claimed)]
    scored = [(_agreement(line, lines, claimed), -line.number, line) for line in likely]
    score, _, line = max(scored, key=lambda each: each[:2], default=(0.0, 0, None))
    if (
        line is None
        or not has_words(line.text)
        or score < (_SURE - 1 if _is_only_heading(line, lines) else _SURE)
    ):
        return None
    said = [claim for claim in claimed if _says(line.text, claim.value)]
    text, date = _undated(
        _once(without_site(_best_printed(line.text, said, lines), [claim.value for claim in claimed]))
    )
    same = tuple(other.number for other in lines if other.number == line.number or repeats(other.text, text))
    how = "heading" if line.form is LineForm.HEADING else "markup" if line.part is PagePart.TITLE else "line"
    if said:
        return Title(text, same, date, f"{how}, {said[0].how}", 0.98)
    return Title(text, same, date, how, 0.9 if score >= _SURE + 1 else 0.8)


def _in_frame(page: CapturedPage, claimed: Sequence[MetadataClaim]) -> Title | None:
    """Returns the title in the place where the other pages have theirs."""
    framed = page.framed
    lines = [page.lines[number - 1] for number in framed.title]
    if not lines or is_stamped(lines[0].text) or lines[0].part is PagePart.CRUMBS:
        return None
    whole = " ".join(line.text for line in lines)
    said = [claim for claim in claimed if _says(whole, claim.value)]
    text, date = _undated(_once(_best_printed(whole, said, page.lines)))
    same = [
        line.number for line in page.lines if line.number not in framed.title and repeats(line.text, text)
    ]
    certainty = 0.98 if said else _taught_certainty(framed)
    return Title(text, (*framed.title, *same), date, _how("frame", said), certainty, framed.taught)


def _taught_certainty(framed: FramedPlaces) -> float:
    """Returns the certainty of a title by its place alone.

    Pages without a title have the first words of their text in a place that is shown badly.
    """
    if framed.rank < _SHOWN:
        return 0.7
    return 0.9 + 0.08 * framed.rank if framed.taught >= _TAUGHT else 0.8


def _how(place: str, said: Sequence[MetadataClaim]) -> str:
    return f"{place}, {said[0].how}" if said else place


def _confirmed(marked: Title, taught: Title) -> Title:
    """Returns the title of the markup that stands where the frame has titles."""
    certainty = max(marked.certainty, taught.certainty)
    return replace(marked, how=f"frame, {marked.how}", certainty=certainty, pages=taught.pages)


def _is_only_heading(line: Line, lines: tuple[Line, ...]) -> bool:
    """Whether a line is the only heading of level 1."""
    first = [other for other in lines if other.form is LineForm.HEADING and other.level == 1]
    return first == [line]


def _stands_out(line: Line, claimed: Sequence[MetadataClaim]) -> bool:
    """Whether a line may be the title: heading, title element, or in the metadata."""
    headed = line.form is LineForm.HEADING and line.level <= 3
    if not (headed or line.part is PagePart.TITLE or any(_says(line.text, claim.value) for claim in claimed)):
        return False
    return (line.form is LineForm.HEADING and line.level == 1) or _can_be_title(line.text)


def _agreement(line: Line, lines: tuple[Line, ...], claimed: Sequence[MetadataClaim]) -> float:
    """Score of a line on a page with markup."""
    said = {claim.how for claim in claimed if _says(line.text, claim.value)}
    score = sum(_CLAIMED.get(how, 2.5) for how in said) + _NAMED.get(line.part, 0.0)
    score += _HEADED.get(line.level, 0.0) if line.form is LineForm.HEADING else 0.0
    score -= 3.0 * (line.linked >= 0.9) + 6.0 * _is_banner(line.text) + 4.0 * is_label(line.text)
    score -= 2.0 * is_caption(line.text) * (not said) + 3.0 * is_paragraph(line.text)
    at = line.number - 1
    return score + min(len(line.text.split()), 12) / 6 + _beside_date(lines, at) / 2


def _says(line: str, claim: str) -> bool:
    if (ours := key(line)) == (theirs := key(claim)):
        return True
    near = ours in theirs or theirs in ours or line.endswith(("...", "…")) or claim.endswith(("...", "…"))
    return near and (repeats(line, claim) or repeats(claim, line))


def _best_printed(text: str, said: Sequence[MetadataClaim], lines: Sequence[Line]) -> str:
    """Returns the title in full, and in mixed case if it is printed so anywhere."""
    whole = [claim.value for claim in said if key(claim.value).startswith(key(text).rstrip())]
    if text.rstrip().endswith(("...", "…")) and whole:
        return max(whole, key=len)
    if not text.isupper():
        return text
    printed = (*(claim.value for claim in said), *(line.text for line in lines))
    return next((other for other in printed if other.upper() == text and other != text), text)


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """Returns the letters and digits of a text, folded, for comparison."""
    return _BETWEEN.sub("", fold(text))


def _in_lines(lines: tuple[Line, ...]) -> Title | None:
    """Finds the title in the lines above the first paragraph."""
    end = next(
        (i for i, line in enumerate(lines) if is_paragraph(line.text) and not _beside(line.text)), None
    )
    head = range(min(end if end is not None else len(lines), _WITHIN))
    candidates = [i for i in head if _can_be_title(lines[i].text)]
    if not candidates:
        return _first_sentence(lines, end)
    chosen = max(candidates, key=lambda i: (_score(lines, candidates, i), -i))
    score = _score(lines, candidates, chosen)
    if end is None and score < 1:
        return None
    sentence = _first_sentence(lines, end) if score < _LIKELY else None
    if sentence:
        return sentence
    text, date = _undated(without_site(lines[chosen].text, [lines[i].text for i in head if i != chosen]))
    same = [i for i in range(min(len(lines), head.stop + 3)) if repeats(lines[i].text, text)]
    numbers = tuple(lines[i].number for i in sorted({*same, chosen}))
    return Title(text, numbers, date, certainty=0.9 if score >= _LIKELY else 0.7)


def repeats(text: str, title: str) -> bool:
    """Whether a line repeats the title.

    It may be shortened, have the name of the site, or end a breadcrumb path.
    """
    ours, theirs = key(title), key(text)
    if ours == theirs:
        return True
    if len(ours) < 15 or is_paragraph(text):
        return False
    if text.rstrip().endswith(("...", "…")) and len(theirs) >= 12 and ours.startswith(theirs):
        return True
    parts = (part for mark in _JOINT.finditer(text) for part in (text[: mark.start()], text[mark.end() :]))
    return len(theirs) - len(ours) <= 90 and ours in (key(_undated(text)[0]), *map(key, parts))


def _beside(text: str) -> bool:
    return is_noise(text) or marker_of(text) is not None


def _can_be_title(text: str) -> bool:
    """Whether a line above the text is not certainly something else."""
    if len(text) < 8 or len(text) > _MOST or not has_words(text):
        return False
    if (
        _beside(text)
        or is_credited(text)
        or is_bracketed(text)
        or is_stamped(text)
        or has_only_dates(text)
        or _CRUMBS.search(fold(text))
    ):
        return False
    return not text.endswith((":", ";", ",")) and any(char.isalpha() for char in text)


def _score(lines: tuple[Line, ...], candidates: list[int], i: int) -> float:
    """Score of a candidate on a plain text page."""
    text = lines[i].text
    score = min(len(text.split()), 12) / 3
    others = [lines[j].text for j in range(max(candidates) + 4) if j != i and j < len(lines)]
    score += 4 * any(repeats(other, _undated(text)[0]) for other in others)
    score += 1.5 if i == candidates[0] else 0
    score += _beside_date(lines, i)
    score -= 5 * is_label(text) + 6 * _is_banner(text) + 2 * (is_caption(text) and i != candidates[0])
    score -= 3 * bool(_SLOGAN.match(fold(text)) and i != candidates[-1]) + 2 * _above_path(
        lines, candidates, i
    )
    longer_print = any(
        repeats(text, lines[j].text) and key(text) != key(lines[j].text) for j in candidates if j != i
    )
    return score - 3 * longer_print


def _beside_date(lines: tuple[Line, ...], i: int) -> float:
    after = i + 1 < len(lines) and read_dateline(lines[i + 1].text) is not None
    before = i > 0 and read_dateline(lines[i - 1].text) is not None
    return 2.0 if after else 1.0 if before else 0.0


def _above_path(lines: tuple[Line, ...], candidates: list[int], i: int) -> bool:
    """Whether a section name, as at the end of breadcrumbs, follows a line."""
    below = [j for j in candidates if j > i and len(lines[j].text.split()) >= 5]
    return bool(below) and any(_is_path(lines[j].text) for j in range(i + 1, below[-1]))


def _is_path(text: str) -> bool:
    return bool(_CRUMBS.search(fold(text))) or (is_label(text) and not is_stamped(text))


def _is_banner(text: str) -> bool:
    """Whether a line is the name of the agency or portal. The name of a section may precede it."""
    if is_masthead(text):
        return True
    parts = _SUFFIX.split(text)
    return all(is_agency(part) or is_label(part) for part in parts) and any(map(is_agency, parts))


def is_agency(text: str) -> bool:
    """Whether a text has only words of agency names and a province."""
    if not is_organisation(text):
        return False
    words = re.findall(r"[\w&]+", fold(text))
    while words and _AGENCY_WORD.fullmatch(words[-1]):
        words.pop()
    first = next((i for i, word in enumerate(words) if not _AGENCY_WORD.fullmatch(word)), len(words))
    place = load_gazetteer().resolve
    starts = range(max(0, first - 2), first + 1)
    return first == len(words) or any(place(" ".join(words[i:]), None) for i in starts)


def without_site(text: str, others: list[str]) -> str:
    """Removes " - name of the site" from the end of a title if certain."""
    for separator in reversed(list(_SUFFIX.finditer(text))):
        title, rest = text[: separator.start()].strip(), fold(text[separator.end() :])
        alone = any(key(other) == key(title) for other in others)
        mark = separator[0].strip()
        portal = re.match(r"(?:cong|trang) (?:thong tin|ttdt|tt)|website|bao dien tu|[\w.-]+\.vn", rest)
        sure = portal or (mark in ("|", "::", "»") and _SITE.match(rest))
        if len(title.split()) >= 3 and (alone or (separator[0] != mark and sure)):
            return title
    return text


def _undated(text: str) -> tuple[str, DateLine | None]:
    """Separates a title from a date at its end.

    The date is in brackets, or an instant as programs write it. Empty brackets are left out.
    """
    text = _EMPTY.sub("", text)
    found = _DATED.search(text)
    if not found:
        return text, None
    return text[: found.start()].strip(), read_dateline(_MILLISECONDS.sub("", found[0]).strip(" []"))


def _first_sentence(lines: tuple[Line, ...], end: int | None) -> Title | None:
    """Returns a first line that ends as a sentence, if more text follows."""
    if end is None or end + 1 >= len(lines) or len(lines[end].text) > _MOST // 2:
        return None
    return Title(lines[end].text, (lines[end].number,)) if ". " not in lines[end].text else None
