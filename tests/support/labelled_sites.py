"""Labelled sites: invented pages of one portal, with its frame, in the folders of tests/importing/sites.

A folder has `site.toml`, the template `article.html` and often `list.html`. The articles of all sites are in
articles.toml. In a template ⟦ and ⟧ stand around all that is the text of the article, as in labelled pages.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from generator.importer.capture import Capture
from generator.importer.frame.first_pass import learn_frames
from generator.importer.frame.sites import SiteFrames, folder_of
from generator.importer.sources.items import SavedFile, SourceItem
from tests.support.labelled_pages import Labelled, labelled

SITES = Path(__file__).parents[1] / "importing" / "sites"
_PAGES = 8  # of a site
_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_FIRST = datetime(2016, 3, 7, 8, 5)


@dataclass(frozen=True, slots=True)
class LabelledSite:
    """A site: its articles with what is right, and its pages that only list others."""

    name: str
    pages: tuple[Labelled, ...]
    lists: tuple[Capture, ...]

    @property
    def captures(self) -> list[Capture]:
        """All pages of the site."""
        return [*(page.capture for page in self.pages), *self.lists]


def load_sites(*names: str) -> list[LabelledSite]:
    """The sites by name; all without names."""
    folders = sorted(path.parent for path in SITES.glob("*/site.toml"))
    return [
        _site(number, folder) for number, folder in enumerate(folders) if not names or folder.name in names
    ]


@cache
def _articles() -> Sequence[Mapping[str, Any]]:
    return tuple(tomllib.loads((SITES / "articles.toml").read_text("utf-8"))["article"])


def _site(number: int, folder: Path) -> LabelledSite:
    settings = tomllib.loads((folder / "site.toml").read_text("utf-8"))
    environment = Environment(loader=FileSystemLoader(folder), autoescape=False, keep_trailing_newline=True)
    news = [_news(number, at, settings) for at in range(_PAGES)]
    pages = []
    for at, item in enumerate(news):
        others = [news[(at + step) % _PAGES] for step in (1, 2, 3)] if settings.get("rotating") else news[-3:]
        shown = {"site": settings, "item": item, "others": others, "at": at}
        marked = environment.get_template("article.html").render(shown)
        fields = {name: str(item[name]) for name in ("title", "author", "province")} | {
            "date": item["date"], "address": _address(settings, f"{settings['path']}{100 + at * 7}")
        }  # fmt: skip
        pages.append(labelled(f"{folder.name}-{at}", fields, marked))
    lists = []
    if (folder / "list.html").is_file():
        for at in range(2):
            html = environment.get_template("list.html").render(
                site=settings, others=news[at * 4 : at * 4 + 4], at=at
            )
            address = _address(settings, f"{settings.get('list_path', '/muc/')}{at + 1}")
            lists.append(
                Capture(f"{folder.name}-list-{at}.html", html.encode(), "text/html", address=address)
            )
    return LabelledSite(folder.name, tuple(pages), tuple(lists))


def _address(settings: Mapping[str, Any], path: str) -> str:
    return f"http://{settings['host']}{path}" if settings.get("host") else ""


def _news(number: int, at: int, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The item with this number on a site: an article of the pool, in the places and days of the site."""
    article = _articles()[(number * 5 + at) % len(_articles())]
    when = _FIRST + timedelta(days=number * 131 + at * 17, minutes=number * 7 + at * 53)
    before = when - timedelta(days=1)
    words = {
        "tinh": settings["place"],
        "noi": settings["places"][at % len(settings["places"])],
        "lan": str(at + 2),
        "ngay": f"{before.day}/{before.month}",
        "nam": str(when.year + 1),
        "quy": ("một", "hai", "ba", "tư")[at % 4],
    }
    signed = settings.get("signed", True)
    dated = settings.get("dated", "minute")
    return {
        "title": article["title"].format(**words),
        "author": (article["author"] if at % 5 != 3 else "unknown") if signed else "unknown",
        "signature": article["author"] if at % 5 != 3 else "",
        "lead": article["lead"].format(**words),
        "text": [each.format(**words) for each in article["text"]],
        "caption": article["caption"].format(**words),
        "province": settings["province"],
        "when": when,
        "weekday": _WEEKDAYS[when.weekday()],
        "date": {"minute": f"{when:%Y-%m-%d %H:%M}", "day": f"{when:%Y-%m-%d}", "none": "unknown"}[dated],
        "number": 100 + at * 7,
    }


def site_frames(site: LabelledSite) -> SiteFrames:
    """What is learned from all pages of the site."""
    file = Path("/saved/page.html")
    source = SavedFile("page.html", file.parent, file.name, file, 1)
    frames = learn_frames([SourceItem(capture, source) for capture in site.captures], 1)
    return SiteFrames(frames, folder_of(source))
