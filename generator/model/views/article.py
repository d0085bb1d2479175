"""The page of an article, and of a standing page."""

from msgspec import Struct

from generator.model.content import Author
from generator.model.settings import SectionKind
from generator.model.values import PartialDate, Text
from generator.model.views.lists import SeriesPlace, Titled
from generator.model.views.media import Attachment, BodyPicture, BodyView, Film, Picture, SharePicture
from generator.model.views.page import Link, PageView
from generator.model.views.provinces import PlaceName


class AuthorLink(Struct, frozen=True, array_like=True):
    """An author of an article. The path is empty if the author has no page, having one article only."""

    author: Author
    path: str


class ProvinceNote(Struct, frozen=True, array_like=True):
    """A province of an article. `ended` and `successors` are set if it no longer exists."""

    name: str
    path: str
    kind: str
    ended: PartialDate | None
    successors: tuple[PlaceName, ...]


class OriginView(Struct, frozen=True, array_like=True):
    """The source of a saved article (see `model.content`). `gone` is the day on which it was found gone."""

    name: str
    url: str
    captured: PartialDate | None
    sha256: str
    gone: PartialDate | None


class Notice(Struct, frozen=True, array_like=True):
    """A dated notice before the body: a correction or, if it has an authority, a withdrawal."""

    date: PartialDate
    text: Text
    authority: Text | None = None


class Outdated(Struct, frozen=True, array_like=True):
    """Notice on a translation whose original has changed.

    `translated` is the day of the original that was translated. `changed` is the day of its last change. If
    the original is not in this part of the archive, its path is a URL and `online` is true.
    """

    original: Link
    translated: PartialDate | None
    changed: PartialDate | None = None
    online: bool = False


class CommentView(Struct, frozen=True, array_like=True):
    """A reader's comment from the old site."""

    author: str
    date: PartialDate | None
    text: str


class PollView(Struct, frozen=True, array_like=True):
    """A poll of the old site; `answers` are (answer, votes)."""

    question: str
    answers: tuple[tuple[str, int], ...]


class ArticleView(PageView, frozen=True, array_like=True, kw_only=True):
    """An article in one language. `newer` and `older` are its neighbours in its section.

    `related` are older articles about the same. `period` is the path of its month, year or undated articles,
    `this_day` the path of its day in all years, or empty.
    """

    kind: SectionKind
    section: Link
    date: PartialDate | None
    updated: PartialDate | None
    authors: tuple[AuthorLink, ...]
    provinces: tuple[ProvinceNote, ...]
    publisher: Text
    source: OriginView | None
    tags: tuple[Link, ...]
    summary: str
    body: BodyView
    cover: Picture | None
    images: tuple[Picture, ...]
    video: Film | None
    attachments: tuple[Attachment, ...]
    corrections: tuple[Notice, ...]
    withdrawal: Notice | None
    unsure: tuple[str, ...]  # the fields that nobody has verified yet
    original: str  # the language of the original
    translator: str
    outdated: Outdated | None
    comments: tuple[CommentView, ...]
    poll: PollView | None
    views: int | None
    newer: Titled | None
    older: Titled | None
    related: tuple[Titled, ...]
    period: str
    series: SeriesPlace | None
    this_day: str
    json_ld: str
    time_zone: str
    share: SharePicture | None
    modified: PartialDate | None = None  # the day of the last change or correction

    @property
    def has_pictures(self) -> bool:
        """Whether the page may show a picture that opens."""
        in_text = any(isinstance(link, BodyPicture) for link in self.body.links)
        return bool(self.cover or self.images) or in_text


class StandingView(PageView, frozen=True, array_like=True, kw_only=True):
    """A standing page in one language."""

    body: BodyView
    body_lang: str
    outdated: Outdated | None
