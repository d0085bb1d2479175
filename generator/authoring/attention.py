"""Lists the articles that somebody has to look after, and why."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from html import unescape
from pathlib import Path

from msgspec import Struct

from generator.model.archive import Article, Entry, Texts
from generator.model.settings import Settings
from generator.model.values import PartialDate
from generator.read.files import file_reader, read_file

_HREF = re.compile(r"\shref=\"(https?://[^\"]+)\"")


class Reason(StrEnum):
    """Why an article needs attention. `WITHOUT_PICTURE`: no picture or film stands in it."""

    DRAFT = "draft"
    REVIEW = "review"
    SCHEDULED = "scheduled"
    WITHOUT_PICTURE = "without-picture"
    UNTRANSLATED = "untranslated"
    DEAD_LINK = "dead-link"


class Attention(Struct, frozen=True):
    """An article and the reason why it needs attention.

    `detail` are the fields to review, the day of publication, the lacking languages, or a link with what its
    host said. `line` is that of the link, otherwise 1.
    """

    reason: Reason
    path: str
    title: str
    section: str
    date: PartialDate | None
    detail: str = ""
    line: int = 1


def needing_attention(
    site: Path, settings: Settings, entries: Iterable[Entry], today: date
) -> Iterator[Attention]:
    """Yields what needs attention, by article. Drafts are only that. Standing pages are not listed."""
    for entry in entries:
        if entry.page is not None:
            continue
        if entry.draft or entry.article is None:
            if entry.uses:
                yield _draft(site, settings, entry)
            continue
        for reason, detail in _reasons(entry, entry.article, settings, today):
            yield attention(entry.article, reason, detail)


def attention(article: Article, reason: Reason, detail: str, path: str = "", line: int = 1) -> Attention:
    """An article with a reason; at its original, or at the file named."""
    original = article.in_language(article.original)
    place = path or original.source_path
    return Attention(reason, place, original.title, article.section, article.facts.date, detail, line)


def _reasons(entry: Entry, article: Article, settings: Settings, today: date) -> Iterator[tuple[Reason, str]]:
    facts = article.facts
    if facts.review:
        yield Reason.REVIEW, ", ".join(facts.review)
    if entry.publish and entry.publish.first_day > today:
        yield Reason.SCHEDULED, entry.publish.iso
    if facts.withdrawn:
        return
    pictured = facts.cover or facts.images or facts.video
    if not pictured and not any(link.image for use in entry.uses for link in use.links):
        yield Reason.WITHOUT_PICTURE, ""
    lacking = [
        lang for lang in settings.languages if lang not in {each.lang for each in article.translations}
    ]
    if lacking:
        yield Reason.UNTRANSLATED, ", ".join(lacking)


def _draft(site: Path, settings: Settings, entry: Entry) -> Attention:
    """A draft. Its title is in its file alone."""
    path, _, section = entry.uses[0].path, None, entry.key.partition("/")[0]
    source = read_file(file_reader(site, settings), path, (site / path).read_bytes()).value
    title = (source.front_matter.title if source else None) or entry.key.rpartition("/")[2]
    day = source.front_matter.date if source else None
    return Attention(Reason.DRAFT, path, title, section, day)


# --- links that lead out ----------------------------------------------------------------------------------


class OutsideLink(Struct, frozen=True):
    """A link to another site, in a file of an article."""

    url: str
    path: str
    article: Article


def outside_links(entries: Iterable[Entry], texts: Texts) -> Iterator[OutsideLink]:
    """Yields the links in bodies that lead to other sites.

    Those of drafts and withdrawn articles are left out.
    """
    for entry in entries:
        article = entry.article
        if article is None or entry.draft or article.facts.withdrawn:
            continue
        for translation in article.translations:
            html = texts.body(translation.source_path).html()
            for url in dict.fromkeys(map(unescape, _HREF.findall(html))):
                yield OutsideLink(url, translation.source_path, article)


def dead_links(site: Path, links: Iterable[OutsideLink], answers: Mapping[str, str]) -> Iterator[Attention]:
    """Yields the links whose addresses are among the answers, which say what is wrong."""
    for link in links:
        if link.url in answers:
            line = _line_of(site / link.path, link.url)
            detail = f"{link.url} ({answers[link.url]})"
            yield attention(link.article, Reason.DEAD_LINK, detail, link.path, line)


def _line_of(file: Path, url: str) -> int:
    """The line of an address in a file; 1 if it is written in another way."""
    text = file.read_text("utf-8", "replace")
    at = text.find(url)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1
