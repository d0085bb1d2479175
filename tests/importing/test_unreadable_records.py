"""A record at which a library or Khotin itself fails ends no import, and is named."""

import re
from pathlib import Path

import feedparser
import pytest

from generator.importer.placing.placer import Placer
from generator.importer.sources import wxr
from tests.importing.test_damaged_sources import TITLES, entry, rss
from tests.importing.test_wordpress import export, item
from tests.support.import_samples import articles, page, run, written

NO_CHARACTERS = "&#xD800; &#0; &#x110000; &#xFFFF; &#99999999999;"


def log_of(text: str) -> str:
    """The file that a message names."""
    found = re.search(r"\S*khotin-import-fault-\S*\.txt", text)
    assert found
    return Path(found[0]).read_text("utf-8")


def test_references_to_no_character_are_read(archive: Path, tmp_path: Path) -> None:
    post = item().replace("</title>", f" {NO_CHARACTERS}</title>", 1)
    feed = rss(entry(TITLES[1]).replace("</title>", f" {NO_CHARACTERS}</title>"))
    written(tmp_path / "saved", {"a.xml": export(post), "b.rss": feed})
    result = run(archive, tmp_path / "saved")
    assert "fault" not in result.stderr
    assert len(articles(archive)) == 2


def test_an_item_at_which_the_feed_parser_fails_leaves_the_others(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = feedparser.parse

    def failing(data: bytes, **options: bool) -> object:
        """Fails at the second item, as the parser does at some that nobody has met."""
        if TITLES[1].encode() in data:
            raise KeyError("lỗi thử")
        return parse(data, **options)

    monkeypatch.setattr("generator.importer.sources.feed.feedparser.parse", failing)
    written(tmp_path, {"a.rss": rss(*map(entry, TITLES[:3]))})
    result = run(archive, tmp_path / "a.rss")
    assert result.exit_code == 1
    assert "a.rss!" in result.stderr and "import-unreadable" in result.stderr
    assert "lỗi thử" in log_of(result.stderr)
    assert len(articles(archive)) == 2


def test_a_post_at_which_the_reader_fails_leaves_the_others(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = wxr._post

    def failing(*arguments: object) -> object:
        """Fails at the second post."""
        if str(arguments[2]).endswith("!2"):
            raise ValueError("lỗi thử")
        return texts(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(wxr, "_post", failing)
    written(tmp_path, {"a.xml": export(item(), item(number=2), item(number=3))})
    result = run(archive, tmp_path / "a.xml")
    assert "a.xml!2" in result.stderr and "import-unreadable" in result.stderr
    assert "ValueError: lỗi thử" in log_of(result.stderr)


def test_an_article_that_cannot_be_written_leaves_the_others(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Placer._written

    def failing(self: Placer, *arguments: object) -> object:
        """Fails at the first article."""
        if "a.html" in str(arguments[0]):
            raise ValueError("lỗi thử")
        return place(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Placer, "_written", failing)
    written(tmp_path / "saved", {"a.html": page(TITLES[0]), "b.html": page(TITLES[1])})
    result = run(archive, tmp_path / "saved")
    assert "import-fault" in result.stderr
    assert "ValueError: lỗi thử" in log_of(result.stderr)
    assert [article.fields["title"] for article in articles(archive)] == [TITLES[1]]
