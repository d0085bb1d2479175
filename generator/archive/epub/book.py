"""Makes the files of one book: pages cut and linked, pictures, and what makes a book of them."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib import resources

from msgspec import Struct
from msgspec.structs import replace

from generator.archive.bag import manifest_of
from generator.archive.built_site import BuiltSite
from generator.archive.copy_file import CopyFile, made_file, text_file
from generator.archive.epub.cutting import LONGEST
from generator.archive.epub.links import Addresses, BookPage, cut_page
from generator.archive.epub.markup import inner, legal
from generator.archive.epub.package import (
    CONTAINER,
    FOLDER,
    MIMETYPE,
    NCX,
    PACKAGE,
    BookFacts,
    Branch,
    cover_picture,
    ncx,
    package_document,
    xhtml_page,
)
from generator.archive.epub.pages import CONTENTS, COVER, VolumePages, pages_of
from generator.archive.epub.pictures import BookPictures, pictures_of
from generator.archive.epub.volumes import Volume
from generator.archive.provenance import PATH as PROVENANCE
from generator.render.environment import environment
from generator.render.translations import catalogue

MIMETYPE_FILE = "mimetype"
ABOUT = "META-INF/"  # EPUB leaves to us what else lies there
BOOK_MANIFEST = f"{ABOUT}manifest-sha256.txt"
BOOK_ORIGIN = f"{ABOUT}{PROVENANCE}"
STYLE, COVER_PICTURE = "style.css", "cover.svg"
_FONTS = ("be-vietnam-pro-400.ttf", "be-vietnam-pro-600.ttf", "ofl.txt")
_TYPES = {"cover": "cover", "index": "index", "part": "part", "article": "bodymatter chapter"}


class Landmark(Struct, frozen=True):
    """A place in the book that readers offer by themselves."""

    kind: str
    href: str
    label: str


class ContentsView(Struct, frozen=True):
    """What the template of the table of contents may show."""

    title: str
    entries: tuple[Branch, ...]
    landmarks: tuple[Landmark, ...]


def book_files(site: BuiltSite, volume: Volume, day: date, origin: Sequence[CopyFile]) -> list[CopyFile]:
    """The files of a volume, its manifest included; `origin` are those that say where it comes from.

    Raises OSError, CopyRefusedError.
    """
    made = pages_of(site, volume, day)
    pages = [part for page in made.pages for part in cut_page(page)]
    pictures = pictures_of(site, (page.body for page in pages))
    addresses = Addresses(pages, made.lists, pictures.names, site.ctx.settings.base_url)
    for page in pages:
        addresses.link(page)
    files = [
        *_pages(pages, volume.lang),
        *pictures.files,
        *_contents(site, volume, made, pages, day, pictures),
    ]
    book = [
        CopyFile(f"{FOLDER}{file.path}", file.content, file.sha256, file.size)
        for file in sorted(files, key=lambda file: file.path)
    ]
    book += [
        _stored(text_file(MIMETYPE_FILE, MIMETYPE)),
        text_file("META-INF/container.xml", CONTAINER),
        *(replace(file, path=f"{ABOUT}{file.path}") for file in origin),
    ]
    return [*book, text_file(BOOK_MANIFEST, manifest_of(book))]


def _stored(file: CopyFile) -> CopyFile:
    return CopyFile(file.path, file.content, file.sha256, file.size, first=True)


def _pages(pages: Sequence[BookPage], lang: str) -> Iterator[CopyFile]:
    for page in pages:
        kind = _TYPES.get(page.kind, "")
        yield text_file(page.name, xhtml_page(legal(page.title), lang, inner(page.body), kind))


def _contents(
    site: BuiltSite,
    volume: Volume,
    made: VolumePages,
    pages: Sequence[BookPage],
    day: date,
    pictures: BookPictures,
) -> Iterator[CopyFile]:
    """The package document, the contents for new and old readers, cover, styles and fonts."""
    facts = _facts(site, volume, made.title, day, pictures)
    words = catalogue(site.theme, volume.lang)
    title = words.gettext("Contents")
    branches = _branches(pages, title)
    env = environment(site.theme, volume.lang)
    marks = tuple(_landmarks(pages, title))
    nav = env.get_template("epub/contents.html").render(page=ContentsView(title, branches, marks))
    if len(nav.encode()) > LONGEST:
        short = tuple(Branch(branch.label, branch.href) for branch in branches)
        nav = env.get_template("epub/contents.html").render(page=ContentsView(title, short, marks))
    view = site.ctx.sites[volume.lang].view
    written_day = words.gettext("Copy of %(day)s") % {"day": env.filters["date"](day)}
    others = [
        text_file(CONTENTS, xhtml_page(title, volume.lang, legal(nav), "frontmatter")),
        text_file(NCX, ncx(facts, branches)),
        text_file(STYLE, env.get_template("epub/style.css").render()),
        text_file(
            COVER_PICTURE,
            cover_picture(legal(view.masthead.agency.value), legal(view.name.value), made.title, written_day),
        ),
        *_fonts(),
    ]
    names = [*(page.name for page in pages), *(f.path for f in pictures.files), *(f.path for f in others)]
    spine = [COVER, CONTENTS, *(page.name for page in pages if page.name != COVER)]
    yield from others
    yield text_file(PACKAGE, package_document(facts, names, spine, CONTENTS, COVER_PICTURE))


@cache
def _fonts() -> tuple[CopyFile, ...]:
    folder = resources.files("generator.archive.epub").joinpath("fonts")
    return tuple(made_file(f"fonts/{name}", folder.joinpath(name).read_bytes()) for name in _FONTS)


def _branches(pages: Sequence[BookPage], contents: str) -> tuple[Branch, ...]:
    """The contents: parts with their articles, or the articles; then the indexes."""
    found: list[Branch] = []
    articles: list[Branch] = []
    part: BookPage | None = None

    def close() -> None:
        nonlocal part
        if part:
            found.append(Branch(legal(part.title), part.name, tuple(articles)))
        else:
            found.extend(articles)
        articles.clear()
        part = None

    seen: set[str] = set()
    for page in pages:
        if page.kind == "article":
            if page.address not in seen:
                articles.append(Branch(legal(page.title), page.name))
            seen.add(page.address)
            continue
        if page.kind == "part" and part and page.title.startswith(f"{part.title} ("):
            continue  # the same part goes on
        close()
        if page.kind == "part":
            part = page
        else:
            found.append(Branch(legal(page.title), page.name))
            if page.name == COVER:
                found.append(Branch(contents, CONTENTS))
    close()
    return tuple(found)


def _landmarks(pages: Sequence[BookPage], contents: str) -> Iterator[Landmark]:
    yield Landmark("cover", COVER, pages[0].title)
    yield Landmark("toc", f"{CONTENTS}#toc", contents)
    first = next(page for page in pages if page.kind in ("part", "article"))
    yield Landmark("bodymatter", first.name, first.title)


def _facts(site: BuiltSite, volume: Volume, title: str, day: date, pictures: BookPictures) -> BookFacts:
    view, lang = site.ctx.sites[volume.lang].view, volume.lang
    words = catalogue(site.theme, lang)
    summary = words.gettext(
        "Text that can be enlarged and read aloud, with a table of contents and indexes. The pictures have "
        "the descriptions that their editors gave them."
    )
    return BookFacts(
        title=legal(f"{view.name.value}: {title}"),
        volume=volume.name,
        lang=lang,
        base_url=site.ctx.settings.base_url,
        day=day,
        publisher=legal(view.masthead.agency.value),
        rights=legal(view.masthead.licence.value),
        description=legal(view.description.value),
        accessibility=summary,
        pictures=bool(pictures.files),
        described=pictures.described,
    )
