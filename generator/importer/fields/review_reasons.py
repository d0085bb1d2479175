"""What a person must still look at: the fields in doubt, each with the problem that says why."""

from collections.abc import Iterator

from generator.importer.capture import Capture
from generator.importer.fields.byline import Byline
from generator.importer.fields.province import Province
from generator.importer.fields.publication_date import PublicationDate
from generator.importer.lines.title import Title
from generator.importer.reading.encoding import Decoded
from generator.importer.text.completeness import Completeness
from generator.model.problem import Problem
from generator.model.values import Position

_SURE_TITLE = 0.75

Doubt = tuple[str, Problem]  # the field of the front matter (or body), and why


def doubts_of(
    capture: Capture,
    title: Title,
    posted: PublicationDate,
    byline: Byline,
    place: Province,
    kept: Completeness,
    decoded: Decoded,
) -> list[Doubt]:
    """The doubts about an article, in the order of its fields."""
    path, line = capture.path, min(title.lines, default=1)
    return [
        *_title(path, line, title),
        *_date(path, line, posted),
        *_author(path, line, byline),
        *_province(path, line, place),
        *_body(path, line, capture, kept, decoded),
    ]


def _doubt(path: str, line: int, field: str, code: str, /, **details: str) -> Doubt:
    return field, Problem.at(path, Position(line, 1), code, **details)


def _title(path: str, line: int, title: Title) -> Iterator[Doubt]:
    if title.certainty < _SURE_TITLE:
        yield _doubt(path, line, "title", "import-title-doubtful", value=title.text)


def _date(path: str, line: int, posted: PublicationDate) -> Iterator[Doubt]:
    if posted.date is not None:
        return
    if posted.candidate is None:
        yield _doubt(path, line, "date", "import-date-unknown")
    else:
        code = "import-weekday" if posted.weekday else "import-date-doubtful"
        yield _doubt(path, line, "date", code, value=posted.candidate.iso, line=posted.said)


def _author(path: str, line: int, byline: Byline) -> Iterator[Doubt]:
    if not byline.authors:
        yield _doubt(path, line, "author", "import-author-unknown")
    elif byline.doubtful:
        yield _doubt(path, line, "author", "import-author-doubtful", value=", ".join(byline.authors))


def _province(path: str, line: int, place: Province) -> Iterator[Doubt]:
    if not place.name:
        yield _doubt(path, line, "province", "import-province-unknown")
    elif place.doubtful:
        yield _doubt(path, line, "province", "import-province-doubtful", value=place.name)


def _body(path: str, line: int, capture: Capture, kept: Completeness, decoded: Decoded) -> Iterator[Doubt]:
    if decoded.broken:
        where = {"count": str(decoded.broken), "at": f"{decoded.line}:{decoded.column}"}
        yield _doubt(path, line, "body", "import-broken-letters", **where)
    if capture.lead_only:
        yield _doubt(path, line, "body", "import-lead-only")
    if kept.lost:
        yield _doubt(path, line, "body", "import-text-lost", share=f"{kept.share:.1%}", value=kept.lost[0])
    elif not kept.in_order:
        yield _doubt(path, line, "body", "import-text-unproven")
