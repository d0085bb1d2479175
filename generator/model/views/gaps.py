"""What the archive does not know, and what it corrected."""

from msgspec import Struct

from generator.model.values import PartialDate, Text
from generator.model.views.page import Link, PageView


class GapRow(Struct, frozen=True, array_like=True):
    """An article of which something is not known. `url` is its absolute address.

    `fields` are the doubtful fields of its front matter, `languages` those that it should be in. `day` is the
    day on which its source was gone, or it was withdrawn; `text` and `authority` say why and by whom.
    """

    link: Link
    url: str
    date: PartialDate | None
    fields: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    day: PartialDate | None = None
    text: Text = Text("", "")
    authority: Text = Text("", "")


class GapSummary(Struct, frozen=True, array_like=True):
    """One kind of what the archive does not know: its name, its page, its number of articles."""

    kind: str
    path: str
    count: int


class GapsView(PageView, frozen=True, array_like=True, kw_only=True):
    """The page of what the archive does not know. `count` is the number of all articles.

    `months` are the months without articles, by year, between the first article and the last; `empty` is
    their number. `corrections` is the page of corrections, and its number of them; None if there are none.
    """

    count: int
    kinds: tuple[GapSummary, ...]
    months: tuple[tuple[int, tuple[PartialDate, ...]], ...]
    empty: int
    corrections: GapSummary | None
    csv: str
    months_csv: str


class GapView(PageView, frozen=True, array_like=True, kw_only=True):
    """The list of one kind of what the archive does not know: the first of `count` articles."""

    kind: str
    rows: tuple[GapRow, ...]
    count: int
    csv: str


class CorrectionRow(Struct, frozen=True, array_like=True):
    """A correction, and the article that it puts right."""

    link: Link
    date: PartialDate
    text: Text


class CorrectionsView(PageView, frozen=True, array_like=True, kw_only=True):
    """The page of corrections, the newest first: the first of `count`."""

    rows: tuple[CorrectionRow, ...]
    count: int
    csv: str
    feed: str
