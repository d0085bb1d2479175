"""The file of a new article: its path, and the front matter to start with."""

from msgspec import Struct

from generator.authoring.yaml_text import header
from generator.model.values import PartialDate
from generator.permalinks import slug_of_title
from generator.read.scan import CONTENT
from generator.schema.field_forms import UNKNOWN

UNDATED = "khong-ro-ngay"


class NewArticle(Struct, frozen=True):
    """Facts known about an article before it is written.

    No date, authors or province means that they are not known yet. `cover`, `images` and `shown` (in the
    text) are names of pictures beside the file.
    """

    title: str
    section: str
    date: PartialDate | None
    authors: tuple[str, ...] = ()
    province: str = ""
    summary: str = ""
    slug: str = ""
    cover: str = ""
    images: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Path from the site's folder, by section and year. The name is the slug, or made from the title."""
        year = f"{self.date.year:04d}" if self.date else UNDATED
        return f"{CONTENT}/{self.section}/{year}/{self.slug or slug_of_title(self.title)}.md"

    @property
    def text(self) -> str:
        """The text of the file. Facts that are not known are marked as unknown and listed under review."""
        known = {"date": self.date, "author": self.authors, "province": self.province}
        review = [name for name, value in known.items() if not value]
        fields: dict[str, object] = {
            "title": self.title,
            "date": _plain(self.date) if self.date else UNKNOWN,
            "author": (self.authors[0] if len(self.authors) == 1 else list(self.authors)) or UNKNOWN,
            "province": self.province or UNKNOWN,
        }
        if review:
            fields["review"] = review
        pictures = "".join(f"![]({name})\n\n" for name in self.shown)
        return f"---\n{header(fields | {'summary': self.summary})}{self._media()}---\n\n{pictures}"

    def _media(self) -> str:
        """The fields of pictures, with their words to be filled in."""
        words = "alt:\n    caption:\n"
        cover = f"cover:\n    src: {self.cover}\n    {words}" if self.cover else ""
        images = "".join(f"  - src: {name}\n    {words}" for name in self.images)
        return f"{cover}images:\n{images}" if images else cover


def _plain(when: PartialDate) -> object:
    """A YAML date, which needs no quotes, if the day is known; otherwise text."""
    return when.first_day if when.day and not when.time else when.iso.replace("T", " ")
