"""What becomes of editors' files: odd bytes, odd YAML, slips of the pen."""

import time
import unicodedata

import pytest
from PIL import Image

from generator.model.problem import Problem
from generator.problems.messages import message, remedy
from tests.support.site import Site, where

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


# --- bytes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"\xff\n", 1, 1),
        (GOOD.encode() + b"xin ch\xe0o\n", 9, 7),
        ("Đo lường\nsố ".encode() + b"\x80", 2, 4),
        (b"\xef\xbb\xbfm\xe1t\n", 1, 2),
        (b"\xef\xbb\xbfm\n\xe1\n", 2, 1),
        (GOOD.encode("utf-16"), 1, 1),
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
    started = time.process_time()
    assert not site.build().problems
    assert time.process_time() - started < 20


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
        ("summary: [a, b", 6, 10, "yaml-bracket"),
        ("tags: &t [a]\naliases: *t", 7, 10, "yaml-alias"),
        ("tags: a\nsummary: b\ntags: c", 8, 1, "duplicate-key"),
        ("sumary: a", 6, 1, "misspelled-field"),
        ("xyz: 0123", 6, 1, "unknown-field"),
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
def test_a_wrong_field_is_reported_with_its_place(
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
