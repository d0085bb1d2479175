"""Permalinks: the paths of all pages. They are permanent: no release may change the path of a page.

A path is from the output's root and always names a file: "vi/2014/01/slug.html".
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from generator.model import output
from generator.model.values import PartialDate
from generator.text import path_words
from generator.text.file_names import is_device
from generator.text.path_words import PathWords
from generator.text.slug import digest, name_slug, slugify

MAX_PATH = 120


WORDS: Mapping[str, PathWords] = path_words.WORDS

ROOT = "index.html"
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
STATIC, SEARCH, MANIFEST = output.STATIC, output.SEARCH, output.MANIFEST
MEDIA = f"{STATIC}/media"
SEARCH_SCRIPTS = ("search", "corrections", "filters", "found", "verify")
OLD = "old"
DATASET = "dataset"
REDIRECTS = "_redirects"  # as Cloudflare, Netlify and GitLab call it
NGINX = "redirects.nginx.conf"
CADDY = "redirects.caddy"
IIS_MAP = "redirects.iis.config"
APACHE, APACHE_MAP = "redirects.apache.conf", "redirects.apache.txt"
_ROOT_FILES = frozenset(
    {NOT_FOUND, SITEMAP, ROBOTS, REDIRECTS, NGINX, CADDY, APACHE, APACHE_MAP, IIS_MAP, MANIFEST}
)
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
    """The path of a media file: "content/tin-tuc/Ảnh 1.JPG" -> "static/media/tin-tuc/anh-1.jpg".

    A picture that is published as JPEG has a second suffix, "a.heic.jpg", so that "a.jpg" may lie beside it.
    """
    inner = PurePosixPath(path).relative_to("content")
    folders = "".join(f"{slugify(part)}/" for part in inner.parent.parts)
    suffix = inner.suffix.lower()
    return f"{MEDIA}/{folders}{slugify(inner.stem)}{suffix}{'.jpg' if suffix in output.CONVERTED else ''}"


def derivative(path: str, width: int) -> str:
    """The path of a smaller size of a picture: "static/media/anh/a.jpg.480.webp".

    No media file can have such a path, because slugs have no dots.
    """
    return f"{media(path)}.{width}.webp"


def share_picture(path: str, year: int) -> str:
    """The path of the picture beside links to articles of a year: "static/media/anh/a.jpg.2017.jpg".

    The year is 0 if it is not known.
    """
    return f"{media(path)}.{year}.jpg"


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


def years_file(lang: str) -> str:
    """The table of years and months, in CSV."""
    return f"{lang}/{WORDS[lang].years}/{WORDS[lang].years}.csv"


def provinces(lang: str) -> str:
    """The index of provinces."""
    return f"{lang}/{WORDS[lang].provinces}/index.html"


def province(lang: str, slug: str) -> str:
    """The list of a province."""
    return f"{lang}/{WORDS[lang].provinces}/{slug}.html"


def province_name(lang: str, slug: str) -> str:
    """The list of the articles under the name of a province alone."""
    return f"{lang}/{WORDS[lang].provinces}/{slug}/{WORDS[lang].one_name}.html"


def province_timeline(lang: str, slug: str) -> str:
    """The history of a province's land, in CSV."""
    return f"{lang}/{WORDS[lang].provinces}/{slug}/{WORDS[lang].timeline}.csv"


def timeline(lang: str) -> str:
    """The page of the lines of all provinces."""
    return f"{lang}/{WORDS[lang].provinces}/{WORDS[lang].timeline}.html"


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


def series(lang: str, name: str) -> str:
    """The list of a series, with a digest of the name."""
    return f"{lang}/{WORDS[lang].series}/{name_slug(name)}.html"


def days(lang: str) -> str:
    """The calendar of the days of all years."""
    return f"{lang}/{WORDS[lang].days}/index.html"


def day(lang: str, month_number: int, day_number: int) -> str:
    """The list of a day in all years."""
    return f"{lang}/{WORDS[lang].days}/{month_number:02d}-{day_number:02d}.html"


def search(lang: str) -> str:
    """The search page."""
    return f"{lang}/{WORDS[lang].search}.html"


def verify(lang: str) -> str:
    """The page that verifies a quotation. Its folder keeps it apart from standing pages."""
    return f"{lang}/{WORDS[lang].verify}/index.html"


def of_search(languages: Sequence[str]) -> tuple[str, ...]:
    """The pages that look into the search index."""
    return tuple(page(lang) for lang in languages for page in (search, verify))


def site_map(lang: str) -> str:
    """The site map for readers."""
    return f"{lang}/{WORDS[lang].site_map}.html"


def data(lang: str) -> str:
    """The page about the archive as data. Its folder keeps it apart from standing pages."""
    return f"{lang}/{WORDS[lang].data}/index.html"


def statistics(lang: str) -> str:
    """The page of statistics."""
    return f"{lang}/{WORDS[lang].statistics}/index.html"


def statistics_file(lang: str, key: str) -> str:
    """A table of the statistics in CSV: by year, province, section, author, tag or translation."""
    words = WORDS[lang]
    names = {
        "year": words.years,
        "province": words.provinces,
        "section": words.sections,
        "author": words.authors,
        "tag": words.tags,
        "translation": words.translations,
    }
    return f"{lang}/{words.statistics}/{names[key]}.csv"


def gaps(lang: str) -> str:
    """The page of what the archive does not know."""
    return f"{lang}/{WORDS[lang].gaps}/index.html"


def gap(lang: str, name: str) -> str:
    """The list of one kind of what the archive does not know."""
    return f"{lang}/{WORDS[lang].gaps}/{name}.html"


def gap_file(lang: str, name: str) -> str:
    """The same list as a file, in CSV."""
    return f"{lang}/{WORDS[lang].gaps}/{name}.csv"


def corrections(lang: str) -> str:
    """The page of corrections."""
    return f"{lang}/{WORDS[lang].corrections}/index.html"


def corrections_file(lang: str) -> str:
    """The corrections, in CSV."""
    return f"{lang}/{WORDS[lang].corrections}/{WORDS[lang].corrections}.csv"


def corrections_feed(lang: str) -> str:
    """The feed of corrections."""
    return f"{lang}/{WORDS[lang].corrections}/atom.xml"


def letter_folder(index_path: str, lang: str) -> str:
    """The folder with the parts of an index: "vi/tac-gia/index.html" -> "vi/tac-gia/chu-cai/"."""
    return f"{index_path.removesuffix('index.html')}{WORDS[lang].letter}/"


def letter(index_path: str, name: str, lang: str) -> str:
    """The part of an index under a letter: "vi/tac-gia/index.html" -> "vi/tac-gia/chu-cai/a.html"."""
    return f"{letter_folder(index_path, lang)}{name}.html"


def data_file(name: str) -> str:
    """A file of the archive as data. Not in "data/", by which a bag is known."""
    return f"{DATASET}/{name}"


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


def search_script(name: str) -> str:
    """One of SEARCH_SCRIPTS."""
    return f"{STATIC}/search/{name}.js"


def search_file(name: str) -> str:
    """The path of a file of the search index."""
    return f"{SEARCH}/{name}.js"


def search_name(path: str) -> str:
    """The name of the file of the search index that has this path."""
    return path.removeprefix(f"{SEARCH}/").removesuffix(".js")


def feed(lang: str) -> str:
    """The feed of a language."""
    return f"{lang}/atom.xml"


def json_feed(lang: str) -> str:
    """The feed of a language in JSON, with the entries of its Atom feed."""
    return f"{lang}/feed.json"


def list_feed(list_path: str) -> str:
    """The path of the feed of a list: "vi/tinh/nam-dinh.html" -> "vi/tinh/nam-dinh/atom.xml"."""
    return f"{list_path.removesuffix('.html')}/atom.xml"


def sitemap_part(name: str) -> str:
    """A part of the sitemap."""
    return f"sitemap-{name}.xml"


def root_of(path: str) -> str:
    """The relative path from a page to the output's root: "vi/2014/01/x.html" -> "../../../"."""
    return "../" * path.count("/")
