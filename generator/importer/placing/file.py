"""Writes the file of an imported article: front matter and Markdown with media paths."""

import posixpath
import re
from collections.abc import Sequence
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
_EMPTY_LINES = re.compile(r"\n{3,}")


def article_file(
    article: ImportedArticle, path: str, placed: Sequence[PlacedMedia], aliases: Sequence[str]
) -> str:
    """Returns the text of the file at this path from the site folder."""
    body = _body(article, path, placed)
    listed = [
        each for number, each in enumerate(placed) if f"media:{number})" not in article.body and each.path
    ]
    header = front_matter(article) | {
        "attachments": [_attachment(each, path) for each in listed if each.reference.kind == "attachment"],
        "images": [_image(each, path) for each in listed if each.reference.kind == "image"],
        "aliases": [one_line(alias) for alias in aliases],
    }
    fields = {name: value for name, value in header.items() if value}
    text = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{text}---\n\n{body}"


def with_media_reviewed(article: ImportedArticle, placed: Sequence[PlacedMedia]) -> ImportedArticle:
    """Adds the fields of missing media to `review`."""
    missing = {
        "images" if each.reference.kind == "image" else "attachments"
        for each in placed
        if each.fault is not None
    }
    return replace(article, review=tuple(dict.fromkeys((*article.review, *sorted(missing)))))


def _body(article: ImportedArticle, path: str, placed: Sequence[PlacedMedia]) -> str:
    """Returns the body with the paths of its media.

    A missing picture leaves its alternative text, a missing file its URL.
    """
    folder, address = posixpath.dirname(path), article.source.get("url", "")

    def picture(found: re.Match[str]) -> str:
        """Returns the Markdown of a picture."""
        each = placed[int(found[2])] if int(found[2]) < len(placed) else None
        if each and each.path:
            return f"![{found[1]}]({posixpath.relpath(each.path, folder)}{found[3]})"
        return (
            f"*{found[1].strip()}*" if found[1].strip() and found[1] not in _without(found, article) else ""
        )

    def link(found: re.Match[str]) -> str:
        """Returns the Markdown of a link to an attachment."""
        each = placed[int(found[2])] if int(found[2]) < len(placed) else None
        if each and each.path:
            return f"[{found[1]}]({posixpath.relpath(each.path, folder)})"
        old = _absolute(address, each.reference.reference) if each else ""
        return f"[{found[1]}](<{old}>)" if old and found[1].strip() else found[1]

    body = _LINK.sub(link, _PICTURE.sub(picture, article.body))
    return _EMPTY_LINES.sub("\n\n", body).strip("\n") + "\n"


def _without(found: re.Match[str], article: ImportedArticle) -> str:
    """Returns the body without this mark."""
    return article.body[: found.start()] + article.body[found.end() :]


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
