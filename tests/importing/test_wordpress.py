"""WordPress exports of every shape: what is public, what is whole, and what was never a post."""

import json
from pathlib import Path

import pytest

from tests.support.import_samples import BODY, Imported, articles, only_article, run, written

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- This is a <b>WordPress</b> eXtended RSS file -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{space}"><channel><title>Sở</title>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>An.NV</wp:author_login>
<wp:author_display_name><![CDATA[Nguyễn Văn An]]></wp:author_display_name></wp:author>
"""
TEXT = "\n\n".join(BODY)


def item(
    body: str = TEXT,
    title: str = "Sở họp tổng kết công tác năm",
    extra: str = "",
    kind: str = "post",
    number: int = 1,
) -> str:
    return (
        f"<item><title>{title}</title><link>https://so.example/?p={number}</link><dc:creator>an.nv</dc:creator>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_date>2014-01-08 09:00:00</wp:post_date><wp:status>publish</wp:status>"
        f"<wp:post_type>{kind}</wp:post_type>{extra}</item>\n"
    )


def export(
    *items: str, space: str = "http://wordpress.org/export/1.2/", end: str = "</channel></rss>"
) -> str:
    return HEAD.format(space=space) + "".join(items) + end


def imported(archive: Path, tmp_path: Path, text: str, *options: str) -> Imported:
    written(tmp_path, {"wp.xml": text})
    run(archive, tmp_path / "wp.xml", "--province", "Nam Định", *options)
    return only_article(archive)


def test_a_post_behind_a_password_is_a_draft(archive: Path, tmp_path: Path) -> None:
    text = export(item(extra="<wp:post_password>bimat</wp:post_password>"))
    assert imported(archive, tmp_path, text).fields["draft"] is True


@pytest.mark.parametrize(
    "space", ["https://wordpress.org/export/1.2/", "http://wordpress.org/export/1.0/", "urn:x"]
)
def test_any_declaration_of_the_namespace_is_understood(archive: Path, tmp_path: Path, space: str) -> None:
    article = imported(archive, tmp_path, export(item(), item(kind="page"), space=space))
    assert article.fields["author"] == "Nguyễn Văn An"
    assert str(article.fields["date"]) == "2014-01-08 09:00:00"


def test_entities_in_titles_are_letters(archive: Path, tmp_path: Path) -> None:
    article = imported(archive, tmp_path, export(item(title="<![CDATA[Sở KH&amp;CN họp &#8211; lần hai]]>")))
    assert article.fields["title"] == "Sở KH&CN họp – lần hai"
    assert article.path.endswith("so-kh-cn-hop-lan-hai.md")


def test_approved_comments_come_along(archive: Path, tmp_path: Path) -> None:
    def comment(approved: str, kind: str = "") -> str:
        return (
            "<wp:comment><wp:comment_author>Bạn đọc</wp:comment_author>"
            f"<wp:comment_type>{kind}</wp:comment_type>"
            f"<wp:comment_date>2014-01-09 10:00:00</wp:comment_date><wp:comment_approved>{approved}"
            "</wp:comment_approved>"
            "<wp:comment_content><![CDATA[Rất bổ ích.<br />Cảm ơn.]]></wp:comment_content></wp:comment>"
        )

    text = export(item(extra=comment("1") + comment("0") + comment("1", "pingback")))
    article = imported(archive, tmp_path, text)
    (found,) = article.fields["comments"]
    assert found["text"] == "Rất bổ ích.\nCảm ơn."
    assert str(found["date"]) == "2014-01-09"


def test_other_records_are_counted_and_come_on_request(archive: Path, tmp_path: Path) -> None:
    text = export(item(kind="tin_tuc"), item(kind="page", title="Giới thiệu"), item(kind="nav_menu_item"))
    written(tmp_path, {"wp.xml": text})
    result = run(archive, tmp_path / "wp.xml")
    assert result.exit_code == 1
    assert "tin_tuc 1, page 1" in result.stderr
    run(archive, tmp_path / "wp.xml", "--post-type", "tin_tuc")
    assert only_article(archive).fields["title"] == "Sở họp tổng kết công tác năm"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (
            "[embed]https://www.youtube.com/watch?v=abcdefghijk[/embed]",
            "https://www.youtube.com/watch?v=abcdefghijk",
        ),
        ("https://youtu.be/abcdefghijk", "watch?v=abcdefghijk"),
        ('[youtube id="abcdefghijk"]', "watch?v=abcdefghijk"),
        ('[vc_custom_heading text="Kết quả chính"]', "Kết quả chính"),
        (
            '[vc_btn title="Văn bản" link="url:https%3A%2F%2Fvb.example%2F1|title:x"]',
            "[Văn bản](https://vb.example/1)",
        ),
        ("[su_box]Một điều cần biết thêm về hội nghị.[/su_box]", "Một điều cần biết thêm về hội nghị."),
        ("Theo nguồn tin [1] và [sic] của Sở trong năm qua.", "[1]"),
    ],
)
def test_short_codes_leave_what_they_show(archive: Path, tmp_path: Path, code: str, shown: str) -> None:
    text = export(
        item(f"[vc_row][vc_column]{TEXT}[/vc_column][/vc_row]\n\n{code}\n\nHội nghị kết thúc lúc 11 giờ.")
    )
    article = imported(archive, tmp_path, text)
    assert shown in article.body.replace("\\", "")
    assert "vc_" not in article.body
    assert "body" not in article.fields.get("review", [])


def test_an_unknown_short_code_is_named(archive: Path, tmp_path: Path) -> None:
    written(tmp_path, {"wp.xml": export(item(f'{TEXT}\n\n[contact-form-7 id="5" title="Liên hệ"]'))})
    result = run(archive, tmp_path / "wp.xml")
    article = only_article(archive)
    assert "contact-form-7" not in article.body
    assert "body" in article.fields["review"]
    assert "contact-form-7" in result.stderr


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ('<img src="https://so.example/a.jpg" alt="Lễ hội">', "Lễ hội"),
        ("Xem <a href='https://so.example/b'>tin này</a>", "https://so.example/b"),
        ("Hai chữ", "Hai chữ"),
    ],
)
def test_a_post_of_a_picture_a_link_or_two_words_is_a_post(
    archive: Path, tmp_path: Path, body: str, kept: str
) -> None:
    assert kept in imported(archive, tmp_path, export(item(body))).body


def test_damage_in_one_post_loses_no_other(archive: Path, tmp_path: Path) -> None:
    posts = [item(f"{TEXT}\n\nKỳ họp thứ {n}.", f"Kỳ họp thứ {n} của Sở", number=n) for n in range(1, 5)]
    posts[1] = posts[1].replace("</title>", " <b</title>")
    posts[2] = posts[2].replace("</item>", "")
    text = export(*posts, end="")
    written(tmp_path, {"wp.xml": text})
    result = run(archive, tmp_path / "wp.xml", "--json")
    found = json.loads(result.stdout)
    addresses = {each["address"] for each in found if each["status"] in ("sure", "review", "same")}
    assert {f"https://so.example/?p={n}" for n in (1, 3, 4)} <= addresses
    assert result.exit_code == 1
    damages = [p["line"] for each in found for p in each["problems"] if p["code"] == "import-xml-item"]
    lines = text.splitlines()
    assert damages[0] == next(number for number, line in enumerate(lines, start=1) if "Sở <b" in line)
    assert len(damages) == 2


def test_an_unclosed_section_of_text_ends_with_its_post(archive: Path, tmp_path: Path) -> None:
    first, second = item(title="Bài một"), item("Hai.", title="Bài hai của Sở", number=2)
    written(tmp_path, {"wp.xml": export(first.replace("]]>", ""), second)})
    run(archive, tmp_path / "wp.xml")
    assert "Bài hai của Sở" in {article.fields["title"] for article in articles(archive)}


def test_a_cut_export_says_where(archive: Path, tmp_path: Path) -> None:
    written(tmp_path, {"wp.xml": export(item(), end="")})
    result = run(archive, tmp_path / "wp.xml", "--json")
    assert result.exit_code == 1
    found = [problem for each in json.loads(result.stdout) for problem in each["problems"]]
    assert any(problem["code"] == "import-xml-damaged" and problem["line"] > 5 for problem in found)


@pytest.mark.parametrize("encoding", ["UTF-8", "utf-16", "windows-1258", "no-such-code"])
def test_the_stated_encoding_is_used_if_there_is_one(archive: Path, tmp_path: Path, encoding: str) -> None:
    text = export(item("Sáng 8/1, Sở họp.", "Bài")).replace("UTF-8", encoding)
    written(tmp_path, {"wp.xml": text.encode("utf-8" if encoding == "no-such-code" else encoding, "replace")})
    run(archive, tmp_path / "wp.xml")
    assert only_article(archive).fields["title"] == "Bài"
