"""What editors' files become: odd bytes, odd YAML, translations, dates, and what must never get through."""

import json
import os
import time
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import html5lib
import pytest
from conftest import Site, where
from PIL import Image

from generator.model import Problem
from generator.problems import message, remedy

GOOD = "---\ntitle: Bài\ndate: 2014-01-08\nauthor: Trần Văn A\nprovince: Nam Định\n---\n\nNội dung.\n"
PAGE = "vi/2014/01/a.html"


def put(site: Site, content: bytes, path: str = "content/tin-tuc/a.md") -> None:
    file = site.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def draw(site: Site, path: str, size: tuple[int, int] = (4, 3)) -> None:
    file = site.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, "red").save(file)


def problems(site: Site) -> list[tuple[str, int, str]]:
    return [where(problem) for problem in site.build().problems]


def only_problem(site: Site) -> Problem:
    (problem,) = site.build().problems
    return problem


def codes(site: Site) -> list[str]:
    return [problem.code for problem in site.build().problems]


# --- bytes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"\xff\n", 1, 1),
        (GOOD.encode() + b"xin ch\xe0o\n", 10, 7),
        ("Đo lường\nsố ".encode() + b"\x80", 2, 4),
        (b"\xef\xbb\xbfm\xe1t\n", 1, 2),
        (b"\xef\xbb\xbfm\n\xe1\n", 2, 1),
        (GOOD.encode("utf-16"), 1, 1),
        (GOOD.encode("utf-16-be"), 1, 5),
    ],
)
def test_the_first_byte_that_is_not_utf_8_is_named(
    site: Site, content: bytes, line: int, column: int
) -> None:
    put(site, content)
    problem = only_problem(site)
    assert (problem.line, problem.column, problem.code) == (line, column, "not-utf8")


@pytest.mark.parametrize(
    "disguise",
    [
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("Điện", "Đi\u200bện").encode(),
    ],
    ids=["decomposed", "Windows line ends", "old Mac line ends", "byte order mark", "invisible characters"],
)
def test_other_writings_of_a_text_give_the_same_pages(site: Site, disguise: object) -> None:
    text = GOOD.replace("Bài", "Điện Biên: họp").replace("title: ", 'title: "').replace("họp\n", 'họp"\n')
    put(site, text.encode())
    assert not site.build().problems
    plain = site.files()
    assert callable(disguise)
    put(site, disguise(text))
    assert not site.build().problems
    assert site.files() == plain


def test_file_names_may_be_decomposed_as_on_a_mac(site: Site) -> None:
    name = unicodedata.normalize("NFD", "đo-lường")
    put(site, GOOD.encode(), f"content/tin-tuc/{name}.md")
    draw(site, unicodedata.normalize("NFD", "content/tin-tuc/ảnh.png"))
    site.article("tin-tuc/b.md", body=f"[Bài](đo-lường.md) ![]({unicodedata.normalize('NFC', 'ảnh')}.png)")
    assert not site.build().problems
    assert site.has("vi/2014/01/do-luong.html")
    assert 'href="../../../vi/2014/01/do-luong.html"' in site.page("vi/2014/01/b.html")
    assert site.has("static/media/tin-tuc/anh.png")


def test_a_file_of_two_megabytes_is_refused_with_its_size(site: Site) -> None:
    put(site, GOOD.encode() + b"a b\n" * 2**19)
    problem = only_problem(site)
    assert problem.code == "too-large"
    assert "2.0 MB" in message(problem, "en")


def test_a_file_just_below_the_limit_is_read_in_reasonable_time(site: Site) -> None:
    paragraph = "Đo lường, kiểm định và hiệu chuẩn phương tiện đo. " * 10 + "\n\n"
    body = paragraph * (1_000_000 // len(paragraph.encode()))
    put(site, (GOOD + body).encode())
    started = time.monotonic()
    assert not site.build().problems
    assert time.monotonic() - started < 20


def test_an_empty_file_is_a_problem_but_an_empty_translation_is_none_yet(site: Site) -> None:
    site.article("tin-tuc/a.md")
    put(site, b" \n", "content/tin-tuc/a.en.md")
    assert not site.build().problems
    assert not site.has("en/2014/01/a.html")
    put(site, b"", "content/tin-tuc/b.md")
    assert problems(site) == [("content/tin-tuc/b.md", 1, "empty-file")]


# --- front matter -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "line", "column", "code"),
    [
        ("tags:\n\t- đo lường", 7, 1, "yaml-tab"),
        ("summary: Kết quả: tốt", 6, 17, "yaml-colon"),
        ('summary: "Kết quả', 6, 10, "yaml-quote"),
        ("summary: [a, b", 7, 1, "yaml-syntax"),
        ("tags: &t [a]\naliases: *t", 7, 10, "yaml-alias"),
        ("tags: a\nsummary: b\ntags: c", 8, 1, "duplicate-key"),
        ("sumary: a", 6, 1, "misspelled-field"),
        ("weather: sunny", 6, 1, "unknown-field"),
        ("tags: {a: b}", 6, 7, "field-type"),
        ("views: many", 6, 8, "field-type"),
        ("draft: perhaps", 6, 8, "field-type"),
        ("original: Vietnamese", 6, 11, "field-type"),
        ("translated_from: abc", 6, 18, "field-type"),
        ("source: {url: 'javascript:alert(1)'}", 6, 15, "field-type"),
        ("source: {place: x}", 6, 10, "unknown-field"),
        ("slug: Đo Lường", 6, 7, "slug"),
        ("updated: 31/02/2014", 6, 10, "date"),
        ("publish: tomorrow", 6, 10, "date"),
        ("review: [dat]", 6, 1, "review-field"),
        ("cover: {alt: a}", 6, 8, "media-without-file"),
        ("cover: https://a.example/b.png", 6, 8, "media-elsewhere"),
        ("withdrawn: {date: 2015-01-01}", 6, 12, "missing-part"),
        ("corrections:\n- text: sai", 7, 3, "missing-part"),
        ("original: en", 6, 1, "original-missing"),
    ],
)
def test_a_wrong_field_is_told_with_its_place(
    site: Site, header: str, line: int, column: int, code: str
) -> None:
    put(site, GOOD.replace("---\n\n", f"{header}\n---\n\n").encode())
    found = [(p.line, p.column, p.code) for p in site.build().problems]
    assert found == [(line, column, code)]


def test_one_bad_article_never_hides_another(site: Site) -> None:
    put(site, b"\xff", "content/tin-tuc/a.md")
    put(site, b"---\ntitle: [\n---\n", "content/tin-tuc/b.md")
    site.article("tin-tuc/c.md", date="")
    site.article("tin-tuc/d.md", body="[x](khong-co.md)")
    site.article("khac/e.md")
    assert [(path, code) for path, _, code in problems(site)] == [
        ("content/khac", "unknown-section"),
        ("content/tin-tuc/a.md", "not-utf8"),
        ("content/tin-tuc/b.md", "yaml-syntax"),
        ("content/tin-tuc/c.md", "missing-field"),
        ("content/tin-tuc/d.md", "broken-link"),
    ]


def test_values_mean_what_was_typed_not_what_yaml_guesses(site: Site) -> None:
    site.article("tin-tuc/a.md", title="no", tags="[on, 010, 1.0, 12:30]", summary="1e3", slug="2014")
    assert not site.build().problems
    page = site.page("vi/2014/01/2014.html")
    assert "<h1>no</h1>" in page
    assert all(f">{tag}</a>" in page for tag in ("on", "010", "1.0", "12:30"))
    assert "1e3" in page


def test_a_title_may_have_a_colon_in_quotes(site: Site) -> None:
    site.article("tin-tuc/a.md", title='"Sở KH&CN: tổng kết năm"')
    assert not site.build().problems
    assert "<h1>Sở KH&amp;CN: tổng kết năm</h1>" in site.page(PAGE)


def test_a_yaml_bomb_is_refused_before_it_grows(site: Site) -> None:
    layers = "".join(
        f"{name}: &{name} [{', '.join([f'*{below}'] * 9)}]\n"
        for below, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    put(site, GOOD.replace("---\n\n", f"a: &a [x, x]\n{layers}---\n\n").encode())
    started = time.monotonic()
    assert codes(site) == ["yaml-alias"]
    assert time.monotonic() - started < 2


NESTED = {
    "quotes": ">" * 10_000,
    "spaced quotes": "> " * 10_000 + "x",
    "opened brackets": "[" * 10_000,
    "brackets": "[" * 10_000 + "]" * 10_000,
    "pictures": "![" * 10_000,
    "links": "[a](" * 10_000,
    "list": "\n".join("    " * level + "- x" for level in range(400)),
    "numbered list": "\n".join("\t" * level + "1. x" for level in range(400)),
}


@pytest.mark.parametrize("body", NESTED.values(), ids=NESTED.keys())
def test_deeply_nested_text_is_a_problem_and_no_wait(site: Site, body: str) -> None:
    site.article("tin-tuc/a.md", body=body)
    site.article("tin-tuc/b.md", title="Bài khác", body="> Trích\n\n- một\n    - hai\n\nHết.")
    started = time.monotonic()
    ((path, line, code),) = problems(site)
    assert (path, code) == ("content/tin-tuc/a.md", "too-deep")
    assert line >= 8
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("deep", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_deeply_nested_yaml_is_a_problem_and_no_crash(site: Site, deep: str) -> None:
    put(site, f"---\ntags: x\n? y\n: {deep}\n---\n".encode())
    ((path, line, code),) = problems(site)
    assert (path, line) == ("content/tin-tuc/a.md", 4)
    assert code in ("too-deep", "yaml-syntax")


def test_ten_thousand_open_tags_do_no_harm(site: Site) -> None:
    site.article("tin-tuc/a.md", body="<div>" * 10_000 + "x" + "\n\n" + "*" * 10_000)
    assert not site.build().problems
    assert site.has(PAGE)


def test_text_with_ordinary_depth_is_read(site: Site) -> None:
    quotes = "\n".join(">" * level + f" bậc {level}\n" + ">" * level for level in range(1, 9))
    brackets = "(một (hai [ba](a.md) [^1]))\n\n" * 200 + "[^1]: chú thích"
    site.article("tin-tuc/a.md", body=f"{quotes}\n\n{brackets}\n")
    assert not site.build().problems
    assert site.page(PAGE).count("<blockquote>") == 8


# --- translations -----------------------------------------------------------------------------------------


def test_a_translation_inherits_facts_and_not_texts(site: Site) -> None:
    draw(site, "content/tin-tuc/a.png")
    site.article(
        "tin-tuc/a.md", title="Bài gốc", summary="Tóm tắt gốc", tags="[đo lường]", cover="a.png", views="7"
    )
    site.write("-- content/tin-tuc/a.en.md --\n---\ntitle: The translation\n---\n\nIts text.")
    assert not site.build().problems
    page = site.page("en/2014/01/a.html")
    article = page[page.index("<article>") : page.index("</article>")]
    assert "<h1>The translation</h1>" in article
    assert "Trần Văn A" in article
    assert "8 January 2014" in article
    assert "Nam Dinh" in article
    assert "đo lường" in article
    assert "static/media/tin-tuc/a.png" in article
    assert "Read 7 times" in article
    assert "Bài gốc" not in article
    assert "Tóm tắt gốc" not in article


def test_a_fact_that_differs_in_a_translation_is_told(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.article("tin-tuc/a.en.md", title="A", date="2014-01-09", author="Trần Văn A", province="Nam Dinh")
    found = site.build().problems
    assert [(p.path, p.line, p.code) for p in found] == [
        ("content/tin-tuc/a.en.md", 3, "fact-differs"),
        ("content/tin-tuc/a.en.md", 5, "fact-differs"),
    ]
    assert "content/tin-tuc/a.md" in message(found[0], "vi")


def test_a_fact_written_in_another_form_does_not_differ(site: Site) -> None:
    site.article("tin-tuc/a.md", date="2014-01-08")
    site.article("tin-tuc/a.en.md", title="A", date="8 January 2014")
    assert not site.build().problems


def test_a_translation_may_add_captions_in_its_language(site: Site) -> None:
    draw(site, "content/tin-tuc/a.png")
    site.article("tin-tuc/a.md", cover="{src: a.png, alt: Đỏ, caption: Một ô đỏ}")
    site.article("tin-tuc/a.en.md", title="A", cover="{src: a.png, alt: Red, caption: A red square}")
    assert not site.build().problems
    assert "Một ô đỏ" in site.page(PAGE)
    english = site.page("en/2014/01/a.html")
    assert "A red square" in english
    assert 'alt="Red"' in english
    assert "Một ô đỏ" not in english


def test_a_file_with_neither_title_nor_body_is_no_translation(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.write("-- content/tin-tuc/a.en.md --\n---\ntranslator: B\n---")
    assert not site.build().problems
    assert not site.has("en/2014/01/a.html")


def test_a_translation_with_a_body_needs_a_title(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.write("-- content/tin-tuc/a.en.md --\n---\ntranslator: B\n---\n\nText.")
    assert problems(site) == [("content/tin-tuc/a.en.md", 1, "missing-title")]


def test_the_suffix_of_the_default_language_is_accepted_once(site: Site) -> None:
    site.article("tin-tuc/a.vi.md")
    assert not site.build().problems
    assert site.has(PAGE)
    site.article("tin-tuc/a.md")
    assert codes(site) == ["duplicate-translation"]


def test_an_article_may_exist_in_the_other_language_alone(site: Site) -> None:
    site.article("tin-tuc/a.en.md", title="Only English")
    assert not site.build().problems
    assert site.has("en/2014/01/a.html")
    assert not site.has(PAGE)
    assert 'lang="en">Only English</a>' in site.page("vi/index.html")


def test_a_language_that_the_site_lacks_is_told(site: Site) -> None:
    site.article("tin-tuc/a.fr.md")
    assert problems(site) == [("content/tin-tuc/a.fr.md", 1, "unknown-language")]


# --- time -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"draft": "true"}, False),
        ({"draft": "false"}, True),
        ({"publish": "2026-01-01"}, True),
        ({"publish": "2026-01-02"}, False),
        ({"expires": "2026-01-01"}, False),
        ({"expires": "2026-01-02"}, True),
        ({"publish": "01/2026", "expires": "2027"}, True),
    ],
)
def test_the_build_date_decides_what_is_shown(site: Site, fields: dict[str, str], shown: bool) -> None:
    draw(site, "content/tin-tuc/a.png")
    site.article("tin-tuc/a.md", title="Chưa công bố", cover="a.png", body="![](a.png)", **fields)
    assert not site.build(day=date(2026, 1, 1)).problems
    assert site.has(PAGE) == shown
    everything = b"\n".join(site.files().values()).decode("utf-8", "replace")
    assert ("Chưa công bố" in everything) == shown
    assert site.has("static/media/tin-tuc/a.png") == shown


def test_a_link_to_a_draft_leads_nowhere(site: Site) -> None:
    site.article("tin-tuc/a.md", draft="true")
    site.article("tin-tuc/b.md", body="[Bài](a.md)")
    assert problems(site) == [("content/tin-tuc/b.md", 8, "broken-link")]


def test_only_the_draft_of_a_translation_is_held_back(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.write("-- content/tin-tuc/a.en.md --\n---\ntitle: Draft\ndraft: yes\n---\n\nText.")
    assert not site.build().problems
    assert site.has(PAGE)
    assert not site.has("en/2014/01/a.html")


@pytest.mark.parametrize(
    ("written", "address", "words"),
    [
        ("08/01/2014", "vi/2014/01/a.html", "8 tháng 1 năm 2014"),
        ("ngày 08 tháng 01 năm 2014", "vi/2014/01/a.html", "8 tháng 1 năm 2014"),
        ('"Thứ Tư, 08/01/2014 18:11"', "vi/2014/01/a.html", "18:11, 8 tháng 1 năm 2014"),
        ("2014-01", "vi/2014/01/a.html", "tháng 1 năm 2014"),
        ("tháng Giêng 2014", "vi/2014/01/a.html", "tháng 1 năm 2014"),
        ("2014", "vi/2014/a.html", "2014"),
        ("02/01/2014", "vi/2014/01/a.html", "2 tháng 1 năm 2014"),
    ],
)
def test_dates_are_read_day_first_and_shown_as_far_as_they_are_known(
    site: Site, written: str, address: str, words: str
) -> None:
    site.article("tin-tuc/a.md", date=written)
    assert not site.build().problems
    page = site.page(address)
    byline = page[page.index('<dl class="byline">') :]
    assert f">{words}</time>" in byline[: byline.index("</div>")]


def test_the_american_order_is_no_date(site: Site) -> None:
    site.article("tin-tuc/a.md", date="01/28/2014")
    assert problems(site) == [("content/tin-tuc/a.md", 3, "date")]


def test_what_is_unknown_and_in_review_is_a_warning_and_shown_as_not_known(site: Site) -> None:
    site.article(
        "tin-tuc/a.md",
        date="unknown",
        author="unknown",
        province="unknown",
        review="[date, author, province]",
    )
    report = site.build()
    assert [p.code for p in report.problems] == ["to-review"] * 3
    assert report.impact
    page = site.page("vi/khong-ro-ngay/a.html")
    assert page.count("không rõ") >= 3
    assert "2026" not in page
    assert "1970" not in page
    assert "datePublished" not in page
    assert site.has("vi/khong-ro-ngay/index.html")
    assert site.has("en/undated/index.html")


def test_what_is_unknown_without_review_is_an_error(site: Site) -> None:
    site.article("tin-tuc/a.md", date="unknown", review="author")
    assert [where(p)[1:] for p in site.build().problems] == [
        (3, "unknown-without-review"),
        (6, "to-review"),
    ]
    assert not site.output.exists()


# --- did you mean -----------------------------------------------------------------------------------------


def test_a_near_miss_is_met_with_a_suggestion(site: Site) -> None:
    draw(site, "content/tin-tuc/hinh-anh.png")
    site.article("tin-tuc/bai-dau.md", body="![](hinh-anh.png)")
    site.article("tin-tuc/a.md", province="Nam Đinh")
    site.article("tin-tuc/b.md", titel="B")
    site.article("tin-tuc/c.md", body="[x](bai-dua.md)")
    site.article("tin-tuc/d.md", body="![x](hinh-ang.png)")
    site.article("tin-tuc/e.md", cover="hinh-anh.jpg")
    site.article("anh/g.md", body="[x](bai-dau.md)")
    found = {p.path.removeprefix("content/"): p for p in site.build().problems}
    for path, meant in {
        "tin-tuc/a.md": "Nam Định",
        "tin-tuc/b.md": "title",
        "tin-tuc/c.md": "bai-dau.md",
        "tin-tuc/d.md": "hinh-anh.png",
        "tin-tuc/e.md": "hinh-anh.png",
        "anh/g.md": "/tin-tuc/bai-dau.md",
    }.items():
        english = message(found[path], "en") + remedy(found[path], "en")
        assert "Did you mean" in english, path
        assert meant in english, path
        vietnamese = message(found[path], "vi") + remedy(found[path], "vi")
        assert "Có phải là" in vietnamese, path
        assert meant in vietnamese, path


def test_nonsense_is_met_without_a_wild_suggestion(site: Site) -> None:
    site.article("tin-tuc/a.md", province="Atlantis")
    problem = only_problem(site)
    assert problem.code == "province-unheard"
    assert "?" not in remedy(problem, "en")


# --- what must never get through --------------------------------------------------------------------------

ATTACKS = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java&#10;script:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<style>body{display:none}</style>",
    '<p style="position:fixed">x</p>',
    '<iframe src="https://evil.example/"></iframe>',
    '<object data="x"></object><embed src="x">',
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<form action="https://evil.example/"><input name=a><button>x</button></form>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<base href="https://evil.example/"><link rel="stylesheet" href="https://evil.example/a.css">',
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    '"><script>alert(1)</script>',
    "</script><script>alert(1)</script>",
    "{{ 7 * 191 }}{% raw %}",
    "]]><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](vbscript:alert(1))",
    "&#31;0&#31; \x1f0\x1f",
)
_FORBIDDEN = {
    "iframe",
    "object",
    "embed",
    "base",
    "form",
    "input",
    "button",
    "svg",
    "math",
    "style",
    "template",
}


def dangers(page: str) -> Iterator[str]:
    """Everything in a page by which a text could act: elements, attributes, addresses."""
    for element in html5lib.parse(page, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            yield "comment"
            continue
        if element.tag in _FORBIDDEN or (
            element.tag == "script" and element.get("type") != "application/ld+json"
        ):
            yield element.tag
        if element.tag == "link" and element.get("rel") == "stylesheet" and ":" in element.get("href", ""):
            yield "stylesheet"
        if element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
            yield "refresh"
        for name, value in element.attrib.items():
            address = "".join(value.split()).lower()
            if (
                name.startswith("on")
                or name == "style"
                or address.startswith(("javascript:", "data:", "vbscript:"))
            ):
                yield f"{element.tag} {name}"


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def test_a_hostile_article_cannot_act_on_any_page(site: Site) -> None:
    draw(site, "content/tin-tuc/a.png")
    for number, attack in enumerate(ATTACKS):
        text = quoted(f"N{number} {attack}")
        site.article(
            f"tin-tuc/bai-{number}.md",
            title=text,
            summary=text,
            author=f"[{text}, {quoted('Sở ' + attack)}]",
            tags=f"[{text}]",
            publisher=text,
            source=f"{{name: {text}, url: https://a.example/}}",
            translator=text,
            cover=f"{{src: a.png, alt: {text}, caption: {text}, credit: {text}}}",
            attachments=f"[{{src: a.png, title: {text}}}]",
            corrections=f"[{{date: 2014-02-02, text: {text}}}]",
            withdrawn=f"{{date: 2014-02-02, reason: {text}, authority: {text}}}",
            comments=f"[{{author: {text}, text: {text}}}]",
            poll=f"{{question: {text}, answers: {{{text}: 3}}}}",
        )
    report = site.build()
    assert not report.problems
    pages = {path: content.decode() for path, content in site.files().items() if path.endswith(".html")}
    assert {path: found for path, page in pages.items() if (found := list(dangers(page)))} == {}
    assert not any("1337" in page for page in pages.values())


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_in_a_body_cannot_act(site: Site, attack: str) -> None:
    site.article("tin-tuc/a.md", body=f"Đầu {attack} cuối.\n\n{attack}\n\n- {attack}\n\n> {attack}\n\nHết.")
    codes_found = set(codes(site))
    assert codes_found <= {"external-picture", "missing-media"}
    if codes_found:
        return
    page = site.page(PAGE)
    assert not list(dangers(page))
    assert "Hết." in page


def test_json_ld_cannot_be_broken_out_of_and_still_says_the_title(site: Site) -> None:
    title = "</script><script>alert(1)</script><!-- & ]]> \u2028 '\""
    site.article("tin-tuc/a.md", title=quoted(title), author=quoted(title), tags=f"[{quoted(title)}]")
    assert not site.build().problems
    document = html5lib.parse(site.page(PAGE), namespaceHTMLElements=False)
    (script,) = document.iter("script")
    data = json.loads(script.text)
    assert data["headline"].startswith("</script><script>alert(1)</script><!-- & ]]>")
    assert data["author"][0]["name"] == data["headline"]


@pytest.mark.parametrize(
    "path",
    [
        "../../etc/passwd",
        "../../../../../etc/passwd",
        "/../site.toml",
        "..\\\\..\\\\site.toml",
        "../../site.toml",
    ],
)
def test_no_path_leaves_content(site: Site, path: str) -> None:
    (site.folder / "etc").mkdir()
    (site.folder / "etc/passwd").write_text("root", encoding="utf-8")
    site.article("tin-tuc/a.md", attachments=f'"{path}"')
    site.article("tin-tuc/b.md", body=f"[x]({path})")
    site.article("tin-tuc/c.md", body=f"![x]({path.replace('.', '%2e').replace('/', '%2f')})")
    assert [(p, code) for p, _, code in problems(site)] == [
        ("content/tin-tuc/a.md", "path-escapes"),
        ("content/tin-tuc/b.md", "path-escapes"),
        ("content/tin-tuc/c.md", "path-escapes"),
    ]


def test_a_posters_path_does_not_leave_content_either(site: Site) -> None:
    site.article("tin-tuc/a.md", video="{url: https://a.example/v, poster: ../../x.png}")
    assert problems(site) == [("content/tin-tuc/a.md", 6, "path-escapes")]


def test_a_symlink_out_of_content_is_refused(site: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(GOOD, encoding="utf-8")
    draw(Site(tmp_path), "secret.png")
    site.article("tin-tuc/b.md", body="Chữ.")
    os.symlink(secret, site.folder / "content/tin-tuc/a.md")
    os.symlink(tmp_path / "secret.png", site.folder / "content/tin-tuc/a.png")
    os.symlink("b.md", site.folder / "content/tin-tuc/c.md")
    assert [(p, code) for p, _, code in problems(site)] == [
        ("content/tin-tuc/a.md", "symlink-outside"),
        ("content/tin-tuc/a.png", "symlink-outside"),
    ]


@pytest.mark.parametrize("target", ["khong-co.md", "a.md"], ids=["to nothing", "to itself"])
def test_a_symlink_that_leads_nowhere_is_a_problem(site: Site, target: str) -> None:
    (site.folder / "content/tin-tuc").mkdir()
    os.symlink(target, site.folder / "content/tin-tuc/a.md")
    assert problems(site) == [("content/tin-tuc/a.md", 1, "symlink-outside")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.svg", "media-type"),
        ("a.html", "media-type"),
        ("a.js", "media-type"),
        ("a.png", "picture-unreadable"),
    ],
)
def test_a_file_that_could_act_or_cannot_be_shown_is_refused(site: Site, name: str, code: str) -> None:
    site.write(f"-- content/tin-tuc/{name} --\n<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    site.article("tin-tuc/a.md", body=f"[tệp]({name})")
    assert problems(site) == [(f"content/tin-tuc/{name}", 1, code)]


def test_a_picture_serves_as_a_picture_and_a_film_as_a_film(site: Site) -> None:
    site.write("-- content/tin-tuc/a.pdf --\n%PDF\n-- content/tin-tuc/a.mp4 --\nfilm")
    site.article("tin-tuc/a.md", cover="a.pdf", video="a.pdf")
    site.article("tin-tuc/b.md", cover="a.mp4", body="![phim](a.mp4)")
    assert [(p, line, code) for p, line, code in problems(site)] == [
        ("content/tin-tuc/a.md", 6, "media-kind"),
        ("content/tin-tuc/a.md", 7, "media-kind"),
        ("content/tin-tuc/b.md", 6, "media-kind"),
        ("content/tin-tuc/b.md", 9, "media-kind"),
    ]


def test_only_media_that_shown_articles_use_are_published(site: Site) -> None:
    for name in ("a", "b", "c"):
        draw(site, f"content/tin-tuc/{name}.png")
    site.article("tin-tuc/a.md", body="![a](a.png)")
    site.article("tin-tuc/b.md", body="![b](b.png)", draft="true")
    assert not site.build().problems
    assert [path for path in site.files() if path.endswith(".png")] == ["static/media/tin-tuc/a.png"]
