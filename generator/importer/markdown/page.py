"""Converts a Markdown file to an article.

Its text stays as it is written, but for short codes, pictures and links.
"""

import hashlib
import re
from html import unescape

from generator.importer.addresses import is_file
from generator.importer.article import Evidence, ImportedArticle, MediaReference
from generator.importer.capture import Capture
from generator.importer.markdown.shortcodes import PutAside, resolve_codes, watched
from generator.importer.sources.items import import_problem
from generator.importer.sources.markup import without_marks
from generator.model.problem import Outcome, Problem
from generator.text.dates import parse_date
from generator.text.unicode import one_line

_HOW = "front-matter"
_HEADING = re.compile(r"\A\s*(?:#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)|([^\n]+)\n=+[ \t]*(?:\n|\Z))")
_ANY_HEADING = re.compile(_HEADING.pattern.replace("#[", "#{1,6}["))
_PICTURE = re.compile(
    r"!\[((?:\\.|[^\]\\]){0,500})\]\(\s*(?:<([^>\n]{1,2000})>|([^)\s\"]{1,2000}))(\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
_LINK = re.compile(
    r"(?<!!)\[((?:\\.|[^\[\]\\]){1,500})\]\(\s*(?:<([^>\n]{1,2000})>|([^)\s\"]{1,2000}))((?:\s+\"[^\"\n]*\")?)\s*\)"
)
_DEFINITION = re.compile(
    r"^ {0,3}\[([^\]\n^][^\]\n]*)\]:[ \t]*<?(\S+?)>?([ \t]+[\"'(][^\n]*[\"')])?[ \t]*$", re.MULTILINE
)
_REFERENCE = re.compile(r"!\[((?:\\.|[^\]\\]){0,500})\](?:\[([^\]\n]*)\])?(?!\(|:)")
_TAG = re.compile(r"<img\b([^<>]*)>", re.IGNORECASE)
_FRAME = re.compile(
    r"<iframe\b[^<>]*?\bsrc\s*=\s*[\"']([^\"']+)[\"'][^<>]*>(?:[^<]*</iframe>)?", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_PELICAN_PATH = re.compile(r"^(?:\{(?:static|attach|filename|photo|image)\}|\|(?:filename|static|attach)\|)")
_BREAK = re.compile(r"^<!--\s*more\s*-->[ \t]*$", re.MULTILINE | re.IGNORECASE)


def import_markdown(capture: Capture, province: str, language: str) -> Outcome[ImportedArticle | None]:
    """Converts a Markdown file. Its fields are in `capture.known`."""
    known, text = capture.known, capture.data.decode("utf-8", "replace")
    title = without_marks(one_line(str(known.get("title") or "")))
    heading = (_HEADING if title else _ANY_HEADING).match(text)
    if heading and (not title or one_line(heading[1] or heading[2]) == title):
        title, text = one_line(heading[1] or heading[2]), text[heading.end() :]
    if not title:
        return Outcome(None, (import_problem(capture.path, "import-no-title"),))
    media: list[MediaReference] = []
    body, unknown = _converted(text, media)
    if not body.strip() and not known.get("cover"):
        return Outcome(None, (import_problem(capture.path, "import-no-body"),))
    day = parse_date(str(known.get("date") or ""))
    authors = _names(known.get("author"))
    problems = list(
        _problems(capture.path, day is None, not authors, not (province or known.get("province")), unknown)
    )
    missing = [("date", day), ("author", authors), ("province", province or known.get("province"))]
    review = tuple(name for name, value in missing if not value) + (("body",) if unknown else ())
    language = language or str(known.get("language") or "vi")
    article = ImportedArticle(
        title=title, date=day, updated=None, authors=authors, province=province, review=review, publisher="",
        translator="", source=_source(capture),
        language=language, body=body,
        summary=one_line(str(known.get("summary") or "")), tags=_names(known.get("tags")),
        section=str(known.get("section") or ""), draft=bool(unknown), media=tuple(media),
        remarks=capture.remarks,
        evidence={name: Evidence(_HOW, 1.0) for name, value in (("title", title), *missing[:2]) if value},
    )  # fmt: skip
    return Outcome(article, tuple(problems))


def _names(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list | tuple) else [value]
    return tuple(text for item in items if item and (text := one_line(str(item))))


def _source(capture: Capture) -> dict[str, str]:
    """Returns the origin that the front matter states, and the digest of the file."""
    stated = capture.known.get("source")
    kept = {str(name): str(value) for name, value in stated.items()} if isinstance(stated, dict) else {}
    if isinstance(stated, str) and stated.startswith(("http://", "https://")):
        kept = {"url": stated}
    return {**kept, "sha256": hashlib.sha256(capture.data).hexdigest()}


def _problems(path: str, date: bool, author: bool, province: bool, unknown: tuple[str, ...]) -> list[Problem]:
    missing = (("date", date), ("author", author), ("province", province))
    found = [import_problem(path, f"import-{name}-unknown") for name, lacks in missing if lacks]
    if unknown:
        found.append(import_problem(path, "import-shortcode", value=", ".join(unknown)))
    return found


def _converted(text: str, media: list[MediaReference]) -> tuple[str, tuple[str, ...]]:
    """Returns the text with its media numbered, and the names of unknown short codes."""
    aside = PutAside("\x01")
    text, unknown = resolve_codes(_BREAK.sub("", text.replace("\x01", "")), aside)
    text = _with_definitions(text)
    text = _FRAME.sub(lambda found: _framed(found[1]), _TAG.sub(_tag, text))
    text = _PICTURE.sub(lambda found: _picture(found, media), text)
    text = _LINK.sub(lambda found: _link(found, media), text)
    return aside.restored(text).strip("\n") + "\n", unknown


def _with_definitions(text: str) -> str:
    """Writes out pictures by reference. Definitions stay for the links that use them."""
    targets = {found[1].casefold(): found[2] for found in _DEFINITION.finditer(text)}

    def written_out(found: re.Match[str]) -> str:
        """Returns a picture with its address."""
        target = targets.get((found[2] or found[1]).casefold())
        return f"![{found[1]}](<{target}>)" if target else found[0]

    return _REFERENCE.sub(written_out, text) if targets else text


def _tag(found: re.Match[str]) -> str:
    """Returns the Markdown of a picture in HTML."""
    values = {
        each[1].lower(): next(filter(None, each.groups()[1:]), "") for each in _ATTRIBUTE.finditer(found[1])
    }
    source = unescape(values.get("src", "") or values.get("data-src", "")).strip()
    if not source or ">" in source or "\n" in source:
        return found[0]
    alt = re.sub(r"[\[\]\n]", " ", unescape(values.get("alt", "")))
    return f"![{alt}](<{source}>)"


def _framed(address: str) -> str:
    """Returns the link to a film in a frame."""
    address = unescape(address.strip())
    address = f"https:{address}" if address.startswith("//") else address
    address = watched(address)
    return f"\n\n[{address}]({address})\n\n" if re.fullmatch(r"https?://[^\s()<>]+", address) else ""


def _picture(found: re.Match[str], media: list[MediaReference]) -> str:
    reference = _PELICAN_PATH.sub("", (found[2] or found[3]).strip())
    caption = unescape((found[4] or "").strip()[1:-1])
    media.append(MediaReference(reference, "image", unescape(found[1]), caption))
    title = f' "{caption.replace(chr(34), chr(39))}"' if caption else ""
    return f"![{found[1]}](media:{len(media) - 1}{title})"


def _link(found: re.Match[str], media: list[MediaReference]) -> str:
    target = (found[2] or found[3]).strip()
    reference = _PELICAN_PATH.sub("", target)
    if is_file(reference) and not reference.startswith(("http://", "https://")):
        media.append(MediaReference(reference, "attachment", unescape(found[1])))
        return f"[{found[1]}](media:{len(media) - 1})"
    return found[0] if reference == target else f"[{found[1]}]({reference}{found[4]})"
