"""The files that make a book of pages: container, package document, contents for new and old readers."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

FOLDER = "EPUB/"
MIMETYPE = "application/epub+zip"
PACKAGE, NCX = "package.opf", "toc.ncx"
MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".ttf": "font/ttf",
    ".ncx": "application/x-dtbncx+xml",
    ".txt": "text/plain",
}
CONTAINER = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="{FOLDER}{PACKAGE}" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


class Branch(Struct, frozen=True):
    """An entry of the contents, with those below it."""

    label: str
    href: str
    children: tuple["Branch", ...] = ()


class BookFacts(Struct, frozen=True):
    """What a book says of itself. `described`: every picture has an alternative text."""

    title: str
    volume: str
    lang: str
    base_url: str
    day: date
    publisher: str
    rights: str
    description: str
    accessibility: str
    pictures: bool
    described: bool

    @property
    def identifier(self) -> str:
        """The same for the same volume of the same archive, whenever it is written."""
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{self.base_url}#epub-{self.volume}')}"


def package_document(
    facts: BookFacts, names: Sequence[str], spine: Sequence[str], nav: str, cover: str
) -> str:
    """The package document. `names` are all files of the book, `spine` its pages in their order."""
    ids = {name: f"f{number}" for number, name in enumerate(names, 1)}
    special = {nav: "nav", cover: "cover-image"}
    items = "".join(
        f'<item id="{ids[name]}" href={quoteattr(name)} media-type="{media_type(name)}"'
        + (f' properties="{special[name]}"' if name in special else "")
        + "/>\n"
        for name in names
    )
    spine_items = "".join(f'<itemref idref="{ids[name]}"/>\n' for name in spine)
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{facts.lang}" \
prefix="schema: http://schema.org/">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{"".join(f"{line}{chr(10)}" for line in _metadata(facts, ids[cover]))}</metadata>
<manifest>
{items}</manifest>
<spine toc="{ids[NCX]}">
{spine_items}</spine>
</package>
"""


def media_type(name: str) -> str:
    """The media type of a file by its name."""
    return MEDIA_TYPES[name[name.rindex(".") :]]


def _metadata(facts: BookFacts, cover: str) -> Iterator[str]:
    yield f'<dc:identifier id="id">{facts.identifier}</dc:identifier>'
    yield f"<dc:title>{escape(facts.title)}</dc:title>"
    yield f"<dc:language>{facts.lang}</dc:language>"
    yield f"<dc:date>{facts.day.isoformat()}</dc:date>"
    yield f'<meta property="dcterms:modified">{facts.day.isoformat()}T00:00:00Z</meta>'
    if facts.publisher:
        yield f"<dc:creator>{escape(facts.publisher)}</dc:creator>"
        yield f"<dc:publisher>{escape(facts.publisher)}</dc:publisher>"
    if facts.rights:
        yield f"<dc:rights>{escape(facts.rights)}</dc:rights>"
    if facts.description:
        yield f"<dc:description>{escape(facts.description)}</dc:description>"
    yield f"<dc:source>{escape(facts.base_url)}</dc:source>"
    yield f'<meta name="cover" content="{cover}"/>'
    modes = ("textual", "visual") if facts.pictures else ("textual",)
    features = ["tableOfContents", "structuralNavigation", "index", "displayTransformability"]
    features += ["alternativeText"] if facts.pictures and facts.described else []
    yield from (_schema("accessMode", mode) for mode in modes)
    if facts.described:
        yield _schema("accessModeSufficient", "textual")
    if facts.pictures:
        yield _schema("accessModeSufficient", "textual,visual")
    yield from (_schema("accessibilityFeature", feature) for feature in features)
    yield _schema("accessibilityHazard", "none")
    yield _schema("accessibilitySummary", facts.accessibility)


def _schema(name: str, value: str) -> str:
    return f'<meta property="schema:{name}">{escape(value)}</meta>'


def ncx(facts: BookFacts, branches: Sequence[Branch]) -> str:
    """The contents for readers of EPUB 2."""
    points: list[str] = []
    _points(branches, points)
    depth = 2 if any(branch.children for branch in branches) else 1
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{facts.lang}">
<head>
<meta name="dtb:uid" content="{facts.identifier}"/>
<meta name="dtb:depth" content="{depth}"/>
<meta name="dtb:totalPageCount" content="0"/>
<meta name="dtb:maxPageNumber" content="0"/>
</head>
<docTitle><text>{escape(facts.title)}</text></docTitle>
<navMap>
{"".join(points)}</navMap>
</ncx>
"""


def _points(branches: Iterable[Branch], points: list[str], number: int = 0) -> int:
    """Appends the entries, numbered in the order of reading; returns the last number."""
    for branch in branches:
        number += 1
        points.append(
            f'<navPoint id="n{number}" playOrder="{number}"><navLabel><text>{escape(branch.label)}</text>'
            f"</navLabel><content src={quoteattr(branch.href)}/>"
        )
        number = _points(branch.children, points, number)
        points.append("</navPoint>\n")
    return number


def xhtml_page(title: str, lang: str, body: str, kind: str = "") -> str:
    """An XHTML file of the book with this body."""
    body_type = f' epub:type="{kind}"' if kind else ""
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{lang}" \
xml:lang="{lang}">
<head>
<title>{escape(title)}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body{body_type}>
{body.strip()}
</body>
</html>
"""


# The cover as a picture, which libraries show: of the proportions of a page, in words alone.
_WIDTH, _HEIGHT, _MARGIN = 1200, 1600, 100
_NARROW = 0.56  # mean width of a character compared with the size of the type


def cover_picture(agency: str, name: str, volume: str, day: str) -> str:
    """The cover as SVG."""
    lines: list[str] = []
    top = 220
    for text, size, weight, gap in (
        (agency, 52, "normal", 220),
        (name, 96, "bold", 160),
        (volume, 130, "bold", 0),
    ):
        for line in _wrapped(text, size):
            lines.append(_svg_text(line, top, size, weight))
            top += round(size * 1.25)
        top += gap if text else 0
    lines.append(_svg_text(day, _HEIGHT - 130, 44, "normal"))
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" \
viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="Be Vietnam Pro, Noto Sans, DejaVu Sans, Arial, sans-serif" \
text-anchor="middle" fill="#1a1a1a">
<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>
<rect x="40" y="40" width="{_WIDTH - 80}" height="{_HEIGHT - 80}" fill="none" stroke="#1a1a1a" \
stroke-width="4"/>
{"".join(lines)}</svg>
"""


def _svg_text(text: str, top: int, size: int, weight: str) -> str:
    return (
        f'<text x="{_WIDTH // 2}" y="{top}" font-size="{size}" font-weight="{weight}">{escape(text)}</text>\n'
    )


def _wrapped(text: str, size: int) -> list[str]:
    """The text in at most four lines of the width of the cover."""
    most = int((_WIDTH - 2 * _MARGIN) / (size * _NARROW))
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word[:most])
    return lines if len(lines) <= 4 else [*lines[:3], f"{lines[3]} …"]
