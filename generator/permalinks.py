"""Permalinks: the paths of all pages. They are permanent: no release may change the path of a page.

A path is from the output's root and always names a file: "vi/2014/01/slug.html".
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from types import MappingProxyType

from msgspec import Struct

from generator.model.values import PartialDate
from generator.text.file_names import is_device
from generator.text.slug import digest, name_slug, slugify

MAX_PATH = 120


class PathWords(Struct, frozen=True):
    """The words in the paths of a language."""

    provinces: str
    authors: str
    sections: str
    tags: str
    years: str
    undated: str
    site_map: str
    search: str
    old_address: str
    withdrawn: str


WORDS: Mapping[str, PathWords] = MappingProxyType(
    {
        "vi": PathWords(
            provinces="tinh",
            authors="tac-gia",
            sections="muc",
            tags="the",
            years="nam",
            undated="khong-ro-ngay",
            site_map="so-do-trang",
            search="tim-kiem",
            old_address="dia-chi-cu",
            withdrawn="da-go",
        ),
        "en": PathWords(
            provinces="provinces",
            authors="authors",
            sections="sections",
            tags="tags",
            years="years",
            undated="undated",
            site_map="site-map",
            search="search",
            old_address="old-address",
            withdrawn="withdrawn",
        ),
    }
)

ROOT = "index.html"
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
STATIC = "static"
MEDIA = "static/media"
SEARCH = "search"
OLD = "old"
REDIRECTS = "_redirects"  # as Cloudflare, Netlify and GitLab call it
NGINX = "redirects.nginx.conf"
APACHE, APACHE_MAP = "redirects.apache.conf", "redirects.apache.txt"
MANIFEST = "manifest-sha256.txt"
_ROOT_FILES = frozenset({NOT_FOUND, SITEMAP, ROBOTS, REDIRECTS, NGINX, APACHE, APACHE_MAP, MANIFEST})
_HTML = (".html", ".htm")
_FILE = re.compile(r"(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?/)*[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")


def language_of(path: str, languages: Sequence[str]) -> str:
    """The language of a path by its first folder.

    A path without a language is in the default language, which is the first of `languages`.
    """
    first = path.partition("/")[0]
    return first if first in languages else languages[0]


def home(lang: str) -> str:
    """The home page of a language."""
    return f"{lang}/index.html"


def article(lang: str, when: PartialDate | None, slug: str) -> str:
    """The path of an article: with year and month, with the year if the month is unknown, or undated."""
    if when is None:
        return f"{lang}/{WORDS[lang].undated}/{slug}.html"
    if when.month is None:
        return f"{lang}/{when.year:04d}/{slug}.html"
    return f"{lang}/{when.year:04d}/{when.month:02d}/{slug}.html"


def standing(lang: str, slug: str) -> str:
    """A standing page."""
    return f"{lang}/{slug}.html"


def reserved(lang: str) -> frozenset[str]:
    """The slugs of the archive's own pages, which articles and standing pages may not have."""
    words = WORDS[lang]
    return frozenset({"index", words.site_map, words.search, words.old_address})


def reserved_place(address: str) -> str:
    """The archive's own folder or file that an address belongs to; "" if none.

    The files in these folders change from build to build. Media belong to the content: the old address of a
    medium may lead to its successor.
    """
    first, slash, _ = address.partition("/")
    if first in (STATIC, SEARCH, OLD) and not address.startswith(f"{MEDIA}/"):
        return f"/{first}/"
    return f"/{first}" if not slash and first in _ROOT_FILES else ""


def slug_of_title(title: str) -> str:
    """The slug of a title. A slug of one of the archive's own pages, in any language, gets a digest."""
    slug = slugify(title)
    return f"{slug}-{digest(title)}" if any(slug in reserved(lang) for lang in WORDS) else slug


@lru_cache(maxsize=65_536)  # checks, copies and every derivative ask for the same paths
def media(path: str) -> str:
    """The path of a media file: "content/tin-tuc/Ảnh 1.JPG" -> "static/media/tin-tuc/anh-1.jpg"."""
    inner = PurePosixPath(path).relative_to("content")
    folders = "".join(f"{slugify(part)}/" for part in inner.parent.parts)
    return f"{MEDIA}/{folders}{slugify(inner.stem)}{inner.suffix.lower()}"


def derivative(path: str, width: int) -> str:
    """The path of a smaller size of a picture: "static/media/anh/a.jpg.480.webp".

    No media file can have such a path, because slugs have no dots.
    """
    return f"{media(path)}.{width}.webp"


def year(lang: str, number: int) -> str:
    """The list of a year."""
    return f"{lang}/{number:04d}/index.html"


def month(lang: str, number: int, month_number: int) -> str:
    """The list of a month."""
    return f"{lang}/{number:04d}/{month_number:02d}/index.html"


def undated(lang: str) -> str:
    """The list of undated articles."""
    return f"{lang}/{WORDS[lang].undated}/index.html"


def years(lang: str) -> str:
    """The index of years."""
    return f"{lang}/{WORDS[lang].years}/index.html"


def provinces(lang: str) -> str:
    """The index of provinces."""
    return f"{lang}/{WORDS[lang].provinces}/index.html"


def province(lang: str, slug: str) -> str:
    """The list of a province."""
    return f"{lang}/{WORDS[lang].provinces}/{slug}.html"


def authors(lang: str) -> str:
    """The index of authors."""
    return f"{lang}/{WORDS[lang].authors}/index.html"


def author(lang: str, name: str) -> str:
    """The list of an author, with a digest of the name."""
    return f"{lang}/{WORDS[lang].authors}/{name_slug(name)}.html"


def sections(lang: str) -> str:
    """The index of sections."""
    return f"{lang}/{WORDS[lang].sections}/index.html"


def section(lang: str, slug: str) -> str:
    """The list of a section."""
    return f"{lang}/{WORDS[lang].sections}/{slug}.html"


def tags(lang: str) -> str:
    """The index of tags."""
    return f"{lang}/{WORDS[lang].tags}/index.html"


def tag(lang: str, name: str) -> str:
    """The list of a tag, with a digest of the name."""
    return f"{lang}/{WORDS[lang].tags}/{name_slug(name)}.html"


def search(lang: str) -> str:
    """The search page."""
    return f"{lang}/{WORDS[lang].search}.html"


def site_map(lang: str) -> str:
    """The site map for readers."""
    return f"{lang}/{WORDS[lang].site_map}.html"


def old_address(lang: str) -> str:
    """The page of old addresses."""
    return f"{lang}/{WORDS[lang].old_address}.html"


def old_address_file(name: str) -> str:
    """The path of a file of old addresses, which the page of old addresses reads."""
    return f"{OLD}/{name}.js"


def tombstone(lang: str, key: str) -> str:
    """The page of a withdrawn article."""
    return f"{lang}/{WORDS[lang].withdrawn}/{key}.html"


def stub(path: str) -> str | None:
    """The file that a host shows at an old path: "tin/45.html" itself, for "tin/45" its index.

    `path` has no slash at its ends. The result is None if a file of the output cannot have this name, or if a
    host would offer it for download.
    """
    last = path.rpartition("/")[2]
    if "." in last and not last.endswith(_HTML):
        return None
    file = path if "." in last else f"{path}/index.html".removeprefix("/")
    parts = file.removesuffix(".html").removesuffix(".htm").split("/")
    sound = _FILE.fullmatch(file) and len(file) <= MAX_PATH and ".." not in file
    return file if sound and not any(map(is_device, parts)) else None


def holders(path: str) -> tuple[str, ...]:
    """The wider lists of a list, the nearest first; for a feed, the wider feeds.

    For "vi/tinh/nam-dinh/2014.html" they are "vi/tinh/nam-dinh.html", "vi/tinh/index.html", "vi/index.html".
    """
    folders = [str(folder) for folder in PurePosixPath(path).parents if folder.name]
    if path.endswith("/atom.xml"):
        return tuple(f"{folder}/atom.xml" for folder in folders[1:])
    found = [f"{folder}{ending}" for folder in folders for ending in (".html", "/index.html")]
    return tuple(each for each in (*found, ROOT) if each != path)


def list_period(list_path: str, period: PartialDate | None, lang: str) -> str:
    """The path of a period of a list: "vi/tinh/nam-dinh.html" -> "vi/tinh/nam-dinh/2014-01.html"."""
    name = period.iso if period else WORDS[lang].undated
    return f"{list_path.removesuffix('.html')}/{name}.html"


def search_file(name: str) -> str:
    """The path of a file of the search index."""
    return f"{SEARCH}/{name}.js"


def feed(lang: str) -> str:
    """The feed of a language."""
    return f"{lang}/atom.xml"


def list_feed(list_path: str) -> str:
    """The path of the feed of a list: "vi/tinh/nam-dinh.html" -> "vi/tinh/nam-dinh/atom.xml"."""
    return f"{list_path.removesuffix('.html')}/atom.xml"


def sitemap_part(name: str) -> str:
    """A part of the sitemap."""
    return f"sitemap-{name}.xml"


def root_of(path: str) -> str:
    """The relative path from a page to the output's root: "vi/2014/01/x.html" -> "../../../"."""
    return "../" * path.count("/")
