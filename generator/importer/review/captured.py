"""Shows captured pages and articles as HTML that runs and loads nothing."""

import base64
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import unquote

from generator.authoring.content_files import known_file
from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.placing.originals import FOLDER
from generator.importer.reading.encoding import decode
from generator.importer.review.values import values_of
from generator.importer.sources.items import SavedFile, SourceItem
from generator.importer.sources.kinds import SourceKind, kind_of
from generator.read.markdown import converter
from generator.read.sanitiser import sanitised

# A tag ends before the next one begins, so that a page of unfinished tags is read only once.
_TAG = re.compile(r"<(/?)([a-z]+)\b[^<>]*+>", re.IGNORECASE)
# Elements that would load something, even where a policy forbids it; the first ones with their content.
_WITH_CONTENT = frozenset({"script", "iframe", "object", "embed", "applet", "noscript", "frameset"})
_ACTIVE = _WITH_CONTENT | {"link", "meta", "base", "frame", "portal", "source", "track"}
_PICTURE = re.compile(r'(<img\b[^>]*?\ssrc=")([^"]+)(")', re.IGNORECASE)
_MOST_PICTURE = 4 * 1024 * 1024  # bytes
_HREF = re.compile(r"(?<=\s)href(?=\s*+=)", re.IGNORECASE)
_HEAD = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><style>a[data-href]{text-decoration:underline}</style>'
    "</head><body>"
)
_END = "</body></html>"


def captured_html(site: Path, row: Mapping[str, str]) -> str:
    """Returns the captured page of a row; "" if it was not kept and its file is gone."""
    file = _original(site, row["path"]) or _source(row.get("file", ""))
    if file is None:
        return ""
    capture = _capture(file)
    decoded = decode(capture.data, capture.charset) if capture else None
    if capture is None or decoded is None:
        return ""
    if "html" in capture.media_type:
        return f"{_HEAD}{_inert(decoded.text)}{_END}"
    return f"{_HEAD}<pre>{escape(decoded.text)}</pre>{_END}"


def _inert(html: str) -> str:
    """Returns a page without elements that load something, and with links that lead nowhere."""
    kept: list[str] = []
    unclosed: set[str] = set()
    at = 0
    while tag := _TAG.search(html, at):
        closing, name = tag[1], tag[2].lower()
        kept.append(html[at : tag.start()])
        at = tag.end()
        if name not in _ACTIVE:
            kept.append(_HREF.sub("data-href", tag[0]) if name in ("a", "area") else tag[0])
        elif name in _WITH_CONTENT and not closing and name not in unclosed:
            end = re.compile(rf"</{name}\s*+>", re.IGNORECASE).search(html, at)
            at = end.end() if end else at
            unclosed |= set() if end else {name}
    return "".join((*kept, html[at:]))


def article_html(site: Path, path: str, extensions: tuple[str, ...]) -> str:
    """Returns the text of an article with its pictures; "" if there is none."""
    file = known_file(site, path)
    if file is None:
        return ""
    text = file.read_text("utf-8", errors="replace")
    _, _, body = text.lstrip("\ufeff").removeprefix("---").partition("\n---")
    html = sanitised(converter(extensions).convert(body.partition("\n")[2]))

    def inlined(found: re.Match[str]) -> str:
        """Returns a picture with its bytes, because the page may load nothing."""
        data = _picture(site, path, unquote(found[2]))
        return f"{found[1]}{data or found[2]}{found[3]}"

    return f"{_HEAD}{_PICTURE.sub(inlined, html)}{_END}"


def _picture(site: Path, path: str, reference: str) -> str:
    """Returns a picture beside an article as a data: address."""
    inside = f"content{reference}" if reference.startswith("/") else f"{path.rpartition('/')[0]}/{reference}"
    parts: list[str] = []
    for part in inside.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    file = known_file(site, "/".join(parts))
    kind = mimetypes.guess_type(reference)[0] or ""
    if file is None or not kind.startswith("image/") or file.stat().st_size > _MOST_PICTURE:
        return ""
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"


def _original(site: Path, path: str) -> Path | None:
    """Returns the kept file of an article, by the digest in its front matter."""
    file = known_file(site, path)
    if file is None:
        return None
    text = file.read_text("utf-8", errors="replace").lstrip("\ufeff").removeprefix("---")
    header = text.partition("\n---")[0]
    source = (values_of(header) or {}).get("source")
    digest = str(source.get("sha256", "")) if isinstance(source, dict) else ""
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        return None
    kept = sorted((site / FOLDER / digest[:2]).glob(f"{digest}*"))
    return next((each for each in kept if known_file(site, each.relative_to(site).as_posix(), FOLDER)), None)


def _source(name: str) -> Path | None:
    """Returns the file that was imported, if it is still there and no container."""
    if not name or "!" in name:
        return None
    file = Path(name)
    return file if file.is_file() and file.stat().st_size <= MOST_BYTES else None


def _capture(file: Path) -> Capture | None:
    """Returns the page of a file, as the importer reads it."""
    saved = SavedFile(file.name, file.parent, file.name, file, file.stat().st_size, True)
    match kind_of(saved):
        case SourceKind.MHTML:
            from generator.importer.sources.mhtml import read_mhtml

            return next((item.capture for item in read_mhtml(saved) if isinstance(item, SourceItem)), None)
        case SourceKind.DOCX:
            from generator.importer.sources.docx import convert_docx

            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            page = convert_docx(SourceItem(Capture(file.name, b""), saved, digest))
            return page if isinstance(page, Capture) else None
        case SourceKind.PAGE:
            return Capture(file.name, file.read_bytes(), "text/html")
        case SourceKind.TEXT | SourceKind.MARKDOWN:
            return Capture(file.name, file.read_bytes(), "text/plain")
        case _:
            return None
