"""Texts that an export, a feed or a table states: everything in them is kept, and what is not is named."""

import json
from pathlib import Path

import pytest

from generator.importer.text.completeness import measure_completeness
from tests.importing.test_wordpress import export, imported, item
from tests.support.import_samples import BODY, articles, only_article, run, written

RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    "<title>Sở</title><item>{title}<link>https://so.example/1</link>"
    "<pubDate>Wed, 08 Jan 2014 09:00:00 +0700</pubDate>"
    "<content:encoded><![CDATA[{body}]]></content:encoded></item></channel></rss>"
)


def test_a_paragraph_that_is_said_twice_is_kept_twice(archive: Path, tmp_path: Path) -> None:
    article = imported(archive, tmp_path, export(item(f"{BODY[0]}\n\n{BODY[0]}\n\n{BODY[1]}\n\n{BODY[0]}")))
    assert article.body.count(BODY[0]) == 3


def test_equal_items_of_a_list_are_kept(archive: Path, tmp_path: Path) -> None:
    items = "<ul><li>Giống lúa chịu mặn</li><li>Giống lúa chịu mặn</li></ul>"
    assert imported(archive, tmp_path, export(item(f"{BODY[0]}\n\n{items}"))).body.count("- Giống lúa") == 2


@pytest.mark.parametrize(
    "line", ["Và thêm một dòng nữa.", "Tin liên quan", "Liên hệ", "Facebook", "Chi tiết", "Nguyễn Văn Bình"]
)
def test_a_short_line_is_text_wherever_it_stands(archive: Path, tmp_path: Path, line: str) -> None:
    article = imported(archive, tmp_path, export(item(f"{line}\n\n{BODY[0]}\n\n<h3>{line}</h3>\n\n{line}")))
    assert article.body.count(line) == 3


def test_a_list_of_links_at_the_end_is_text(archive: Path, tmp_path: Path) -> None:
    links = "".join(
        f'<li><a href="https://so.example/{n}">Hội nghị tổng kết năm {n}</a></li>' for n in range(4)
    )
    body = imported(archive, tmp_path, export(item(f"{BODY[0]}\n\nTin khác:\n\n<ul>{links}</ul>"))).body
    assert body.count("](https://so.example/") == 4


def test_a_line_that_ends_with_the_title_is_text(archive: Path, tmp_path: Path) -> None:
    article = imported(archive, tmp_path, export(item(f"{BODY[0]}\n\nYêu cầu: Bình chọn", title="Bình chọn")))
    assert "Yêu cầu: Bình chọn" in article.body


def test_marks_within_a_word_of_the_title_part_nothing(archive: Path, tmp_path: Path) -> None:
    title = "<![CDATA[Đo <em>nồng</em> độ <b>CO<sub>2</sub></b>]]>"
    assert imported(archive, tmp_path, export(item(title=title))).fields["title"] == "Đo nồng độ CO2"


def test_a_picture_alone_does_not_repeat_the_title(archive: Path, tmp_path: Path) -> None:
    article = imported(archive, tmp_path, export(item('<img src="https://so.example/a.jpg" alt="Lễ hội">')))
    assert "tổng kết" not in article.body


@pytest.mark.parametrize(
    "code",
    [
        '[caption id="a_1" caption="Lễ khánh thành ở Ý Yên"]{}[/caption]',
        '[caption id="a_1"]{} Lễ khánh thành ở Ý Yên[/caption]',
        "<figure>{}<figcaption>Lễ khánh thành ở Ý Yên</figcaption></figure>",
    ],
)
def test_a_picture_that_is_gone_leaves_its_caption(archive: Path, tmp_path: Path, code: str) -> None:
    shown = code.format('<img src="https://so.example/a.jpg" alt="Ảnh">')
    assert (
        "*Lễ khánh thành ở Ý Yên*" in imported(archive, tmp_path, export(item(f"{BODY[0]}\n\n{shown}"))).body
    )


def test_a_gallery_that_is_gone_twice_leaves_its_captions(archive: Path, tmp_path: Path) -> None:
    caption = "<figcaption>Gian hàng số {0} của hội chợ</figcaption>"
    figure = f'<figure><img src="https://so.example/{{0}}.jpg">{caption}</figure>'
    gallery = "\n\n".join(figure.format(n) for n in (1, 2))
    body = imported(archive, tmp_path, export(item(f"{gallery}\n\n{BODY[0]}\n\n{gallery}"))).body
    assert body.count("*Gian hàng số 1 của hội chợ*") == 2


def test_lines_of_a_verse_stay_apart(archive: Path, tmp_path: Path) -> None:
    verse = "<pre>Bài ca ngành đo lường<br>Đi khắp xã ven biển<br>Cân đong cho đúng</pre>"
    body = imported(archive, tmp_path, export(item(f"{BODY[0]}\n\n{verse}"))).body
    assert "lườngĐi" not in body and "biểnCân" not in body


def test_an_item_of_a_feed_without_title_begins_with_its_text(archive: Path, tmp_path: Path) -> None:
    written(tmp_path, {"tin.xml": RSS.format(title="", body="".join(f"<p>{text}</p>" for text in BODY))})
    result = run(archive, tmp_path / "tin.xml", "--json")
    article = only_article(archive)
    assert article.fields["title"].startswith("Sáng 8/1, Sở Khoa học")
    assert "title" in article.fields["review"]
    (found,) = json.loads(result.stdout)
    assert "import-title-doubtful" in {problem["code"] for problem in found["problems"]}


def test_a_row_of_a_table_is_kept_whole(archive: Path, tmp_path: Path) -> None:
    body = "".join(f"<p>{text}</p>" for text in (BODY[0], "Chia sẻ", BODY[0]))
    written(
        tmp_path,
        {"a.jsonl": json.dumps({"title": "Sở họp", "date": "2014-01-08", "author": "An", "body": body})},
    )
    run(archive, tmp_path / "a.jsonl")
    (article,) = articles(archive)
    assert article.body.count(BODY[0]) == 2 and "Chia sẻ" in article.body


@pytest.mark.parametrize("kept", [f"{BODY[0]}\n\nHết.", f"{BODY[0]}\n\n{BODY[0]}"])
def test_what_is_not_kept_of_a_stated_text_is_named(kept: str) -> None:
    source = f"<p>{BODY[0]}</p><p>{BODY[0]}</p><p>Hết.</p>"
    found = measure_completeness(source, True, kept, (), whole=True)
    assert found.lost and found.share < 1
    assert measure_completeness(source, True, f"{BODY[0]}\n\n{BODY[0]}\n\nHết.", (), whole=True).lost == ()


def test_the_items_of_a_json_feed_are_found_beside_its_authors(archive: Path, tmp_path: Path) -> None:
    items = [
        {"title": "Sở họp", "url": "https://so.example/1", "content_html": f"<p>{text}</p>"} for text in BODY
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "authors": [{"name": "Sở"}], "items": items[:1]}
    written(tmp_path, {"feed.json": json.dumps(feed)})
    run(archive, tmp_path / "feed.json")
    assert BODY[0] in only_article(archive).body
