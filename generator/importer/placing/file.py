"""Writes the file of an imported article: front matter and Markdown with media paths."""

import posixpath
import re
from collections.abc import Sequence
from html import escape
from urllib.parse import urljoin

import yaml
from msgspec.structs import replace

from generator.importer.article import ImportedArticle, front_matter
from generator.importer.placing.media import PlacedMedia
from generator.text.unicode import one_line

_PICTURE = re.compile(r"!\[((?:\\.|[^\]\\])*)\]\(<?media:(\d+)>?((?:\s+\"(?:\\.|[^\"\\])*\")?)\)")
_LINK = re.compile(
    r"(?<!!)\[((?:\\.|[^\[\]\\]|!?\[(?:\\.|[^\]\\])*\]\([^)]*\))*)\]\(<?media:(\d+)>?(?:\s+\"(?:\\.|[^\"\\])*\")?\)"
)
_HTML_LINK = re.compile(r'<a href="media:(\d+)">(.*?)</a>', re.DOTALL)
_HTML_PICTURE = re.compile(r'<img src="media:(\d+)" alt="([^"]*)">')
_EMPTY_LINES = re.compile(r"\n{3,}")


def article_file(
    article: ImportedArticle, path: str, placed: Sequence[PlacedMedia], aliases: Sequence[str]
) -> str:
    """Returns the text of the file at this path from the site folder."""
    body = _body(article, path, placed)
    listed = [
        each
        for number, each in enumerate(placed)
        if each.path and not re.search(rf"media:{number}[) \"]", article.body)
    ]
    covers = [each for each in listed if each.reference.role == "cover"]
    listed = [each for each in listed if each.reference.role != "cover"]
    header = front_matter(article) | {
        "cover": _image(covers[0], path) if covers else None,
        "attachments": [_attachment(each, path) for each in listed if each.reference.kind == "attachment"],
        "images": [_image(each, path) for each in listed if each.reference.kind == "image"],
        "aliases": [one_line(alias) for alias in aliases],
    }
    fields = {name: value for name, value in header.items() if value}
    text = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10**6)
    text += "".join(f"# {one_line(remark)}\n" for remark in article.remarks)
    return f"---\n{text}---\n\n{body}"


def with_media_reviewed(article: ImportedArticle, placed: Sequence[PlacedMedia]) -> ImportedArticle:
    """Adds the fields of missing media to `review`."""
    missing = {
        each.reference.role or "images" if each.reference.kind == "image" else "attachments"
        for each in placed
        if each.fault is not None
    }
    return replace(article, review=tuple(dict.fromkeys((*article.review, *sorted(missing)))))


def _body(article: ImportedArticle, path: str, placed: Sequence[PlacedMedia]) -> str:
    """Returns the body with the paths of its media.

    A missing picture leaves its caption, else its alternative text, a missing file its URL.
    """
    folder, address = posixpath.dirname(path), article.source.get("url", "")
    said = _PICTURE.sub("", article.body)

    def picture(found: re.Match[str]) -> str:
        """Returns the Markdown of a picture."""
        each = placed[int(found[2])] if int(found[2]) < len(placed) else None
        if each and each.path:
            return f"![{found[1]}]({posixpath.relpath(each.path, folder)}{found[3]})"
        words = _unquoted(found[3]) or found[1].strip()
        return f"*{words}*" if words and words not in said else ""

    def link(found: re.Match[str]) -> str:
        """Returns the Markdown of a link to an attachment."""
        each = placed[int(found[2])] if int(found[2]) < len(placed) else None
        if each and each.path:
            return f"[{found[1]}]({posixpath.relpath(each.path, folder)})"
        old = _absolute(address, each.reference.reference) if each else ""
        return f"[{found[1]}](<{old}>)" if old and found[1].strip() else found[1]

    body = _with_media_in_html(_LINK.sub(link, _PICTURE.sub(picture, article.body)), placed, folder, address)
    return _EMPTY_LINES.sub("\n\n", body).strip("\n") + "\n"


def _with_media_in_html(body: str, placed: Sequence[PlacedMedia], folder: str, address: str) -> str:
    """Returns the body with the paths of the media that tables in HTML refer to."""

    def target(number: str) -> tuple[str, str]:
        each = placed[int(number)] if int(number) < len(placed) else None
        path = posixpath.relpath(each.path, folder) if each and each.path else ""
        return path, path or (_absolute(address, each.reference.reference) if each else "")

    def link(found: re.Match[str]) -> str:
        """Returns the link to a file; without its file the link to its old address."""
        leads = target(found[1])[1]
        return f'<a href="{escape(leads)}">{found[2]}</a>' if leads else found[2]

    def picture(found: re.Match[str]) -> str:
        """Returns the picture, else its alternative text."""
        path = target(found[1])[0]
        return f'<img src="{escape(path)}" alt="{found[2]}">' if path else found[2]

    return _HTML_LINK.sub(link, _HTML_PICTURE.sub(picture, body))


def _unquoted(caption: str) -> str:
    """Returns the caption of a picture, which Markdown holds as a title in quotation marks."""
    return caption.strip()[1:-1].replace('\\"', '"').strip()


def _absolute(address: str, reference: str) -> str:
    try:
        joined = urljoin(address, reference)
    except ValueError:
        return ""
    return joined if joined.startswith(("http://", "https://")) and not re.search(r"[\s<>]", joined) else ""


def _attachment(each: PlacedMedia, path: str) -> dict[str, str]:
    found = {"src": posixpath.relpath(each.path, posixpath.dirname(path))}
    title = each.reference.caption or each.reference.alt
    return found | ({"title": title} if title else {})


def _image(each: PlacedMedia, path: str) -> dict[str, str]:
    words = {"alt": each.reference.alt, "caption": each.reference.caption, "credit": each.reference.credit}
    found = {"src": posixpath.relpath(each.path, posixpath.dirname(path))}
    return found | {name: value for name, value in words.items() if value}
