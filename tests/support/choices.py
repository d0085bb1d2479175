"""What an editor may do to the small archive: the values that random edits choose from."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from tests.support.amounts import EVERYTHING

DEFAULT_THEME = Path(__file__).parents[2] / "themes" / "default"

Choices = tuple[tuple[str, str], ...]
T = TypeVar("T", str, str | None)


def _pairs(values: dict[str, list[str]]) -> Choices:
    return tuple((key, value) for key, choices in values.items() for value in choices)


def one_of_each(pairs: Sequence[tuple[str, T]]) -> Sequence[tuple[str, T]]:
    """The second value of each name that takes nothing away, or the only one; all in the long tests."""
    if EVERYTHING:
        return pairs
    values: dict[str, list[T]] = {}
    for name, value in pairs:
        values.setdefault(name, []).extend([value] if value else [])
    return [(name, each[min(1, len(each) - 1)]) for name, each in values.items()]


# An empty value takes the field away.
FIELDS = _pairs(
    {
        "title": ["Bài mới", '"Hồ sơ: số 2"', "Cân & đo <b>"],
        "summary": ["", "Một câu tóm tắt.", "Câu khác."],
        "author": [
            "Trần Văn An",
            "[Lê Thị Bình, Trần Văn An]",
            "{organisation: Lê Thị Bình}",
            "Lê Thị Bính",
            "unknown",
        ],
        "province": ["Nam Định", "Ninh Bình", "[Hà Nam, Bắc Kạn]", "Thái Nguyên", "tinh nam dinh", "unknown"],
        "date": ["2014-01-08", "2014-01-09T07:30", "2014-01", "2016", "2025-07-01", "1/6/2017", "unknown"],
        "updated": ["", "2018-02-03"],
        "tags": ["", "[đo lường]", "[Đo Lường, hồ sơ]", "[hồ sơ, mới]"],
        "slug": ["", "ten-khac", "dong-ho"],
        "draft": ["", "true"],
        "publish": ["", "2026-02-01"],
        "expires": ["", "2026-03-01"],
        "publisher": ["", "Báo Nam Định"],
        "cover": ["", "/anh/một.png", "/anh/hai.png", "{src: /anh/hai.png, alt: Gian hàng}"],
        "attachments": ["", "[/van-ban/bang.pdf]"],
        "corrections": ["", "[{date: 2019-01-01, text: Sửa một số.}]"],
        "views": ["", "12"],
        "withdrawn": [
            "",
            "{date: 2019-01-01, reason: Sai, authority: Sở}",
            "{date: 2019-01-01, reason: Sai, authority: Sở, text: kept}",
            "{date: 2019-01-01, reason: Sai, authority: Sở, text: gone, title: Tên bài}",
        ],
        "aliases": [
            "",
            "[/tin/45.html, /tin-tuc/bai-45]",
            "['http://cu.example/tabid/45/Default.aspx?id=4']",
            "[/vi/the/index.html]",
        ],
    }
)

BODIES = (
    "",
    "Một câu.\n",
    "Một câu.\n\nVà một câu nữa.\n",
    "Dòng một\ndòng hai[^1]\n\n[^1]: Chú thích.\n",
    "## Phần một\n\nXem [đồng hồ](/tin-tuc/2014/dong-ho.md), [ảnh](/anh/một.png).\n",
    "![Gian hàng](/anh/hai.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "Xem [trang giới thiệu](/gioi-thieu.md) và [bảng](/van-ban/bang.pdf#page=1).\n",
)

SETTINGS = _pairs(
    {
        "base_url": ['"https://khotin.example/luu-tru/"', '"https://kho.example/"'],
        "languages": ['["vi", "en"]', '["en", "vi"]', '["vi"]'],
        "theme": ['"default"', '"rieng"'],
        "time_zone": ['"Asia/Ho_Chi_Minh"', '"UTC"'],
        "name.vi": ['"Kho tin"', '"Kho tin mới"'],
        "description.vi": ['"Tin khoa học"', '"Tin cũ"'],
        "masthead.agency.vi": ['"Sở Khoa học và Công nghệ"', '"Sở KH&CN"'],
        "masthead.phone": ['""', '"000 000"'],
        "sections.tin-tuc.name.vi": ['"Tin tức"', '"Tin"'],
        "sections.tin-tuc.slug.en": ['"news"', '"stories"'],
        "sections.anh.kind": ['"photo"', '"product"'],
        "sections.video.name": ['"Video"'],
        'tags."đo lường".en': ['"metrology"', '"measuring"'],
        "search.synonyms": ["[]", '[["đồng hồ", "công tơ"]]'],
        "markdown.extensions": ['["tables", "footnotes"]', '["nl2br"]'],
    }
)

DAYS = (date(2026, 1, 1), date(2026, 1, 2), date(2026, 2, 10), date(2026, 3, 10))

PLACES = ("tin-tuc/2014/", "tin-tuc/", "anh/", "van-ban/2017/")
NAMES = ("moi", "Bài Hai", "dong-ho")


def _theme_word(old: str, new: str) -> str:
    return (DEFAULT_THEME / "locale/vi.po").read_text("utf-8").replace(f'msgstr "{old}"', f'msgstr "{new}"')


# Files of the site's own theme, which extends the default one; None takes a file away.
THEME: tuple[tuple[str, str | None], ...] = (
    ("templates/_crumbs.html", "<p>{{ page.crumbs|length }}</p>\n"),
    ("templates/_crumbs.html", '<!-- crumbs -->{% include "default/_crumbs.html" %}\n'),
    ("templates/_crumbs.html", None),
    (
        "templates/standing.html",
        '{% extends "default/standing.html" %}{% block body_class %}own{% endblock %}\n',
    ),
    ("templates/standing.html", None),
    ("templates/robots.txt", "User-agent: *\nSitemap: {{ page.sitemap }}\n"),
    ("templates/unused.html", "Nothing shows this.\n"),
    ("static/style.css", "body { color: black }\n"),
    ("static/style.css", "body { color: green }\n"),
    ("static/style.css", None),
    ("static/own/note.txt", "Một tệp.\n"),
    ("static/own/note.txt", None),
    ("locale/vi.po", _theme_word("Trang chủ", "Trang nhà")),
    ("locale/vi.po", _theme_word("Tác giả", "Người viết")),
    ("locale/vi.po", None),
)

# Records of what was withdrawn: of something that never was, of an article that may still be there.
_RECORD = "addresses: [{}]\ndate: 20/11/2026\nreason: {{vi: Bài sai., en: It was wrong.}}\nauthority: Sở\n"
TOMBSTONES = tuple(
    _RECORD.format(old).encode() for old in ("/tin/9.html", "/vi/2014/01/dong-ho.html, '/?id=9'")
)

# Contents that no build takes: a page without end of its fields, a date that is none, a picture that is none.
BROKEN: tuple[tuple[str, bytes], ...] = (
    ("content/tin-tuc/hong.md", b"---\ntitle: [\n"),
    ("content/tin-tuc/hong.md", b"---\ntitle: A\ndate: 31/02/2014\nauthor: B\nprovince: C\n---\n"),
    ("content/tin-tuc/hong.md", b"\xff\xfe"),
    ("content/gioi-thieu.md", b"---\ntitle: A\n---\n[B](khong-co.md)\n"),
    ("content/la/bai.md", b"---\ntitle: A\n---\n"),
    ("content/anh/hai.png", b"no picture"),
    ("site.toml", b"name = \n"),
)
