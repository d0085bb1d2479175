"""Pictures, films, attached files and bodies, as pages show them."""

from msgspec import Struct

from generator.model.content import BodyParts
from generator.model.values import Text


class Source(Struct, frozen=True, array_like=True):
    """One of the files that may show a picture, and its width."""

    path: str
    width: int


class Picture(Struct, frozen=True, array_like=True):
    """A picture: its own file with width and height, and the files to show it with, the narrowest first.

    If the own file is not among these, it is too large for a page.
    """

    path: str
    alt: Text
    caption: Text
    credit: Text
    width: int
    height: int
    sources: tuple[Source, ...]


class SharePicture(Struct, frozen=True, array_like=True):
    """The picture that other sites show beside a link: its URL, its size and what is on it."""

    url: str
    width: int
    height: int
    alt: str


class Film(Struct, frozen=True, array_like=True):
    """A film of this site (`path`) or of another site (`url`).

    A film of another site is linked, never embedded. `seconds` is its length, 0 if it is not known.
    `captions` is the path of its subtitles, which are in the language `captions_lang`.
    """

    path: str
    url: str
    caption: Text
    credit: Text
    poster: Picture | None
    seconds: int = 0
    captions: str = ""
    captions_lang: str = ""


class Attachment(Struct, frozen=True, array_like=True):
    """An attached file. `pages` is their number in a PDF, 0 if it is not known."""

    path: str
    title: Text
    format: str  # "PDF"
    size: int  # bytes
    pages: int


class BodyLinkView(Struct, frozen=True, array_like=True):
    """A link of a body to a page or a file of this site.

    `fragment` is what stands after "#". `lang` is the language of the target if it is not the page's. If the
    target is not in this part of the archive, `path` is a URL and `online` is true.
    """

    path: str
    fragment: str
    lang: str = ""
    online: bool = False


class BodyPicture(Struct, frozen=True, array_like=True):
    """A picture in a body, with the files to show it with (see `Picture`); `within` a link of the text."""

    path: str
    alt: str
    width: int
    height: int
    sources: tuple[Source, ...]
    within: bool


class BodyView(Struct, frozen=True, array_like=True):
    """A body, and where its links lead; the number of a placeholder is an index of `links`.

    The filter `filled` makes the HTML of it: `{{ page.body|filled(page, parts) }}`.
    """

    parts: BodyParts
    links: tuple[BodyLinkView | BodyPicture, ...]

    def __bool__(self) -> bool:
        return bool(self.parts)
