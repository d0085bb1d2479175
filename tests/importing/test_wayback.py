"""Pages from the Wayback Machine have the addresses and the day of the old site."""

from pathlib import Path

import pytest

from tests.support.import_samples import only_article, page, run, written

WEB = "https://web.archive.org/web/20140110030405"
LINK = (
    f'<p>Xem thêm <a href="{WEB}/http://so.example/tin/44.html">bài trước</a> và '
    '<a href="/web/20140110030405/http://so.example/tin/43.html">bài trước nữa</a> của Sở.</p>'
)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("a.html", f"<!-- saved from url=(0068){WEB}/http://so.example/tin/45.html -->\n"),
        ("web.archive.org/web/20140110030405/http:/so.example/tin/45.html", ""),
    ],
)
def test_a_page_of_a_web_archive_is_one_of_the_old_site(
    archive: Path, tmp_path: Path, name: str, first: str
) -> None:
    written(tmp_path / "saved", {name: first + page(extra=LINK)})
    run(archive, tmp_path / "saved")
    article = only_article(archive)
    assert article.fields["source"]["url"] == "http://so.example/tin/45.html"
    assert article.fields["aliases"] == ["http://so.example/tin/45.html"]
    assert str(article.fields["source"]["captured"]).startswith("2014-01-10")
    assert "(http://so.example/tin/44.html)" in article.body
    assert "(http://so.example/tin/43.html)" in article.body
    assert "archive.org" not in article.body


def test_a_page_that_mentions_the_archive_stays_as_it_is(archive: Path, tmp_path: Path) -> None:
    link = '<p>Xem <a href="https://web.archive.org/web/">kho lưu trữ</a> và trang của Sở hôm nay.</p>'
    written(tmp_path / "saved", {"a.html": page(extra=link)})
    run(archive, tmp_path / "saved")
    assert "(https://web.archive.org/web/)" in only_article(archive).body
