"""The addresses of the archive. They are permanent: change nothing here that an old link may rely on.

An address is a path from the output's root, always naming a file: "vi/2014/01/slug.html".
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
    """The words of a language's own addresses."""

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
    """The language whose part of the archive an address is in, else the default one, which is the first."""
    first = path.partition("/")[0]
    return first if first in languages else languages[0]


def home(lang: str) -> str:
    return f"{lang}/index.html"


def article(lang: str, when: PartialDate | None, slug: str) -> str:
    """The article's address: by year and month, by year alone where the month is not known, or undated."""
    if when is None:
        return f"{lang}/{WORDS[lang].undated}/{slug}.html"
    if when.month is None:
        return f"{lang}/{when.year:04d}/{slug}.html"
    return f"{lang}/{when.year:04d}/{when.month:02d}/{slug}.html"


def standing(lang: str, slug: str) -> str:
    return f"{lang}/{slug}.html"


def reserved(lang: str) -> frozenset[str]:
    """The slugs that articles and standing pages may not have: their files belong to the archive itself."""
    words = WORDS[lang]
    return frozenset({"index", words.site_map, words.search, words.old_address})


def reserved_place(address: str) -> str:
    """The folder or file of the archive itself that an address belongs to, whatever is built; "" if none.

    Which files lie in these folders changes from build to build. Media are the content's: an old address of
    one may lead to what came in its place.
    """
    first, slash, _ = address.partition("/")
    if first in (STATIC, SEARCH, OLD) and not address.startswith(f"{MEDIA}/"):
        return f"/{first}/"
    return f"/{first}" if not slash and first in _ROOT_FILES else ""


def slug_of_title(title: str) -> str:
    """The slug of a title; one of the archive's own pages, in whatever language, gets a digest."""
    slug = slugify(title)
    return f"{slug}-{digest(title)}" if any(slug in reserved(lang) for lang in WORDS) else slug


@lru_cache(maxsize=65_536)  # each is asked for by the checks, the copies, and every derivative
def media(path: str) -> str:
    """The address of a media file: "content/tin-tuc/Ảnh 1.JPG" -> "static/media/tin-tuc/anh-1.jpg"."""
    inner = PurePosixPath(path).relative_to("content")
    folders = "".join(f"{slugify(part)}/" for part in inner.parent.parts)
    return f"{MEDIA}/{folders}{slugify(inner.stem)}{inner.suffix.lower()}"


def derivative(path: str, width: int) -> str:
    """The address of a smaller size of a picture: "static/media/anh/a.jpg.480.webp"; no picture has such a
    name, since there are no dots before its suffix."""
    return f"{media(path)}.{width}.webp"


def year(lang: str, number: int) -> str:
    return f"{lang}/{number:04d}/index.html"


def month(lang: str, number: int, month_number: int) -> str:
    return f"{lang}/{number:04d}/{month_number:02d}/index.html"


def undated(lang: str) -> str:
    return f"{lang}/{WORDS[lang].undated}/index.html"


def years(lang: str) -> str:
    return f"{lang}/{WORDS[lang].years}/index.html"


def provinces(lang: str) -> str:
    return f"{lang}/{WORDS[lang].provinces}/index.html"


def province(lang: str, slug: str) -> str:
    return f"{lang}/{WORDS[lang].provinces}/{slug}.html"


def authors(lang: str) -> str:
    return f"{lang}/{WORDS[lang].authors}/index.html"


def author(lang: str, name: str) -> str:
    return f"{lang}/{WORDS[lang].authors}/{name_slug(name)}.html"


def sections(lang: str) -> str:
    return f"{lang}/{WORDS[lang].sections}/index.html"


def section(lang: str, slug: str) -> str:
    return f"{lang}/{WORDS[lang].sections}/{slug}.html"


def tags(lang: str) -> str:
    return f"{lang}/{WORDS[lang].tags}/index.html"


def tag(lang: str, name: str) -> str:
    return f"{lang}/{WORDS[lang].tags}/{name_slug(name)}.html"


def search(lang: str) -> str:
    return f"{lang}/{WORDS[lang].search}.html"


def site_map(lang: str) -> str:
    return f"{lang}/{WORDS[lang].site_map}.html"


def old_address(lang: str) -> str:
    return f"{lang}/{WORDS[lang].old_address}.html"


def old_address_file(name: str) -> str:
    """The address of a file in which the page of old addresses looks them up."""
    return f"{OLD}/{name}.js"


def tombstone(lang: str, key: str) -> str:
    return f"{lang}/{WORDS[lang].withdrawn}/{key}.html"


def stub(path: str) -> str | None:
    """The page that a host shows at an old path (which has no slash at its ends): "tin/45.html" is one,
    "tin/45" gets an index; None where no file of an archive can be called so, or hosts would offer it for
    download."""
    last = path.rpartition("/")[2]
    if "." in last and not last.endswith(_HTML):
        return None
    file = path if "." in last else f"{path}/index.html".removeprefix("/")
    parts = file.removesuffix(".html").removesuffix(".htm").split("/")
    sound = _FILE.fullmatch(file) and len(file) <= MAX_PATH and ".." not in file
    return file if sound and not any(map(is_device, parts)) else None


def holders(path: str) -> tuple[str, ...]:
    """The pages that hold what a page of the archive itself showed, the nearest first: of
    "vi/tinh/nam-dinh/2014.html" they are "vi/tinh/nam-dinh.html", "vi/tinh/index.html", "vi/index.html"; of a
    feed, feeds."""
    folders = [str(folder) for folder in PurePosixPath(path).parents if folder.name]
    if path.endswith("/atom.xml"):
        return tuple(f"{folder}/atom.xml" for folder in folders[1:])
    found = [f"{folder}{ending}" for folder in folders for ending in (".html", "/index.html")]
    return tuple(each for each in (*found, ROOT) if each != path)


def list_period(list_path: str, period: PartialDate | None, lang: str) -> str:
    """The address of a part of a long list: "vi/tinh/nam-dinh.html" -> "vi/tinh/nam-dinh/2014-01.html"."""
    name = period.iso if period else WORDS[lang].undated
    return f"{list_path.removesuffix('.html')}/{name}.html"


def search_file(name: str) -> str:
    """The address of a file of the search index."""
    return f"{SEARCH}/{name}.js"


def feed(lang: str) -> str:
    return f"{lang}/atom.xml"


def list_feed(list_path: str) -> str:
    """The address of a list's own feed: "vi/tinh/nam-dinh.html" -> "vi/tinh/nam-dinh/atom.xml"."""
    return f"{list_path.removesuffix('.html')}/atom.xml"


def sitemap_part(name: str) -> str:
    return f"sitemap-{name}.xml"


def root_of(path: str) -> str:
    """The way from a page to the output's root: "vi/2014/01/x.html" -> "../../../"."""
    return "../" * path.count("/")
