"""Lists the fields that a person must review, with a problem for each."""

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
_LEFT_OUT = 100  # letters; less may be thanks or a licence that no pattern knows
_SHOWN = 120  # letters of a paragraph in a message

ReviewReason = tuple[str, Problem]  # front matter field or "body", and its problem


def review_reasons_of(
    capture: Capture,
    title: Title,
    publication_date: PublicationDate,
    byline: Byline,
    province: Province,
    completeness: Completeness,
    decoded: Decoded,
) -> list[ReviewReason]:
    """Returns the review reasons in the order of the fields."""
    path, line = capture.path, min(title.lines, default=1)
    return [
        *_title(path, line, title),
        *_date(path, line, publication_date),
        *_author(path, line, byline),
        *_province(path, line, province),
        *_body(path, line, capture, completeness, decoded),
    ]


def _reason(path: str, line: int, field: str, code: str, /, **details: str) -> ReviewReason:
    return field, Problem.at(path, Position(line, 1), code, **details)


def _title(path: str, line: int, title: Title) -> Iterator[ReviewReason]:
    if title.certainty < _SURE_TITLE:
        yield _reason(path, line, "title", "import-title-doubtful", value=title.text)


def _date(path: str, line: int, publication_date: PublicationDate) -> Iterator[ReviewReason]:
    if publication_date.date is not None:
        return
    if publication_date.candidate is None:
        yield _reason(path, line, "date", "import-date-unknown")
    else:
        code = "import-weekday" if publication_date.weekday else "import-date-doubtful"
        yield _reason(
            path, line, "date", code, value=publication_date.candidate.iso, line=publication_date.said
        )


def _author(path: str, line: int, byline: Byline) -> Iterator[ReviewReason]:
    if not byline.authors:
        yield _reason(path, line, "author", "import-author-unknown")
    elif byline.doubtful:
        yield _reason(path, line, "author", "import-author-doubtful", value=", ".join(byline.authors))


def _province(path: str, line: int, province: Province) -> Iterator[ReviewReason]:
    if not province.name:
        yield _reason(path, line, "province", "import-province-unknown")
    elif province.doubtful:
        yield _reason(path, line, "province", "import-province-doubtful", value=province.name)


def _body(
    path: str, line: int, capture: Capture, completeness: Completeness, decoded: Decoded
) -> Iterator[ReviewReason]:
    if decoded.broken:
        where = {"count": str(decoded.broken), "at": f"{decoded.line}:{decoded.column}"}
        yield _reason(path, line, "body", "import-broken-letters", **where)
    if capture.lead_only:
        yield _reason(path, line, "body", "import-lead-only")
    for loss in capture.losses:
        yield _reason(path, line, "body", "import-not-kept", value=loss)
    if completeness.left_out >= _LEFT_OUT:
        count, begin = str(completeness.left_out), completeness.first_left_out[:_SHOWN]
        yield _reason(path, line, "body", "import-text-left-out", count=count, value=begin)
    if completeness.lost:
        yield _reason(
            path,
            line,
            "body",
            "import-text-lost",
            share=f"{completeness.share:.1%}",
            value=completeness.lost[0],
        )
    elif completeness.moved:
        yield _reason(path, line, "body", "import-table-shifted", value=completeness.moved)
    elif not completeness.in_order:
        yield _reason(path, line, "body", "import-text-unproven")
