"""Front matter: each field in each of its forms, with the place of what is wrong."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.content import (
    Alias,
    ArticleSource,
    Author,
    Comment,
    Correction,
    FrontMatter,
    Media,
    Poll,
    Revision,
    Spelled,
    Withdrawal,
)
from generator.model.values import LocalText, PartialDate, Position, Text
from generator.read.field_readers import READERS
from generator.read.front_matter import read_front_matter, split
from generator.read.yaml_reader import Reader
from generator.schema.field_forms import FieldForm
from generator.schema.front_matter import FIELDS

DIGEST = "0123456789abcdef" * 4


def reader(first_line: int = 1) -> Reader:
    return Reader("content/tin-tuc/2014/a.md", "vi", first_line=first_line)


def read(header: str) -> FrontMatter:
    """The front matter of a header without fault."""
    file = reader()
    found = read_front_matter(header, file)
    assert file.problems == []
    assert found
    return found


def faults(header: str) -> list[tuple[int, int, str]]:
    file = reader()
    read_front_matter(header, file)
    return [(p.line, p.column, p.code) for p in file.problems]


def vi(text: str) -> LocalText:
    return LocalText((Text(text, "vi"),))


@pytest.mark.parametrize(
    ("header", "field", "value"),
    [
        ("title: Bài  một", "title", "Bài một"),
        ("title: >\n  Bài\n  dài", "title", "Bài dài"),
        ("date: 08/01/2014", "date", PartialDate(2014, 1, 8)),
        ("date: 2014-01", "date", PartialDate(2014, 1)),
        ("author: Trần Văn A", "author", (Author("Trần Văn A"),)),
        ("author: [A B, C D, A B]", "author", (Author("A B"), Author("C D"))),
        ("author: {name: Báo Chí}", "author", (Author("Báo Chí"),)),
        ("author: {organisation: Minh Anh}", "author", (Author("Minh Anh"),)),
        ("province: Nam Định", "province", (Spelled("Nam Định", Position(1, 11)),)),
        ("province:\n- A\n- B", "province", (Spelled("A", Position(2, 3)), Spelled("B", Position(3, 3)))),
        ("review: date", "review", ("date",)),
        ("tags: đo lường, tiêu chuẩn", "tags", ("đo lường", "tiêu chuẩn")),
        ("tags: [a, b, a]", "tags", ("a", "b")),
        ("slug: bai-1", "slug", "bai-1"),
        ("draft: có", "draft", True),
        ("draft: No", "draft", False),
        ("views: 1.234", "views", 1234),
        ("original: en", "original", "en"),
        (f"translated_from: {DIGEST.upper()}", "translated_from", Revision(DIGEST)),
        (
            f"translated_from: {{sha256: {DIGEST}, date: 15/03/2026}}",
            "translated_from",
            Revision(DIGEST, PartialDate(2026, 3, 15)),
        ),
        ("publisher: Sở KH&CN", "publisher", vi("Sở KH&CN")),
        ("publisher: {vi: Sở, en: Office}", "publisher", LocalText((Text("Sở", "vi"), Text("Office", "en")))),
        ("source: Báo A", "source", ArticleSource("Báo A")),
        ("source: https://a.example/1", "source", ArticleSource(url="https://a.example/1")),
        (
            f"source: {{name: A, url: 'http://a.b/', captured: 2015, sha256: {DIGEST}}}",
            "source",
            ArticleSource("A", "http://a.b/", PartialDate(2015), DIGEST),
        ),
        ("cover: a.png", "cover", Media("content/tin-tuc/2014/a.png", "", Position(1, 8))),
        ("cover: ../a.png", "cover", Media("content/tin-tuc/a.png", "", Position(1, 8))),
        ("cover: /anh/a.png", "cover", Media("content/anh/a.png", "", Position(1, 8))),
        (
            "images:\n- {src: a.png, alt: Đỏ, caption: {en: Red}, credit: B}",
            "images",
            (
                Media(
                    "content/tin-tuc/2014/a.png",
                    "",
                    Position(2, 3),
                    vi("Đỏ"),
                    LocalText((Text("Red", "en"),)),
                    vi("B"),
                ),
            ),
        ),
        (
            "video: {url: 'https://v.example/1', poster: a.png}",
            "video",
            Media("", "https://v.example/1", Position(1, 8), poster="content/tin-tuc/2014/a.png"),
        ),
        (
            "attachments: {src: a.pdf, title: Quyết định}",
            "attachments",
            (Media("content/tin-tuc/2014/a.pdf", "", Position(1, 14), caption=vi("Quyết định")),),
        ),
        (
            "aliases: [/a, https://www.Cu.example/b?x=1]",
            "aliases",
            (
                Alias("/a", Position(1, 11), "", "a", "", "a"),
                Alias("https://www.Cu.example/b?x=1", Position(1, 15), "cu.example", "b", "x=1", "b?x=1"),
            ),
        ),
        (
            "corrections: [{date: 2015, text: Sai}]",
            "corrections",
            (Correction(PartialDate(2015), vi("Sai")),),
        ),
        (
            "withdrawn: {date: 2015, reason: R, authority: A}",
            "withdrawn",
            Withdrawal(PartialDate(2015), vi("R"), vi("A")),
        ),
        (
            "comments: [{text: Hay}, {author: B, date: 2015, text: Tốt}]",
            "comments",
            (Comment("", None, "Hay"), Comment("B", PartialDate(2015), "Tốt")),
        ),
        ("poll: {question: Q, answers: {A: 3, B: 0}}", "poll", Poll("Q", (("A", 3), ("B", 0)))),
    ],
)
def test_a_field_is_read_in_each_of_its_forms(header: str, field: str, value: Any) -> None:
    assert getattr(read(header), field) == value


def test_an_organisation_is_known_by_its_name_or_by_being_called_one() -> None:
    authors = read("author: [Sở KH&CN, Trần Văn A, {organisation: Minh Anh}, {name: Sở Văn B}]").author
    assert authors
    assert [author.organisation for author in authors] == [True, False, True, False]


@pytest.mark.parametrize("field", [field.name for field in FIELDS])
@pytest.mark.parametrize("nothing", ["", " ~", " null", ' ""'])
def test_a_field_without_a_value_says_nothing(field: str, nothing: str) -> None:
    found = read(f"{field}:{nothing}")
    assert not found.says(field)
    assert found.positions[field] == Position(1, 1)


@pytest.mark.parametrize("field", ["date", "author", "province"])
def test_a_fact_may_be_unknown(field: str) -> None:
    found = read(f"{field}: Unknown")
    assert found.unknown == (field,)
    assert found.says(field)
    assert getattr(found, field) is None


def test_a_title_may_be_the_word_unknown() -> None:
    assert read("title: unknown").title == "unknown"


def test_every_form_has_a_reader() -> None:
    assert set(READERS) == set(FieldForm)


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        ("title: [a]", (1, 8, "yaml-value")),
        ("title: [a, b]", (1, 8, "yaml-value")),
        ("title:\n- a", (2, 1, "field-type")),
        ("slug: [a, b]", (1, 7, "field-type")),
        ("date: 30/02/2014", (1, 7, "date")),
        ("author: {office: A}", (1, 10, "unknown-field")),
        ("province: [[A]]", (1, 12, "field-type")),
        ("review: {a: b}", (1, 9, "field-type")),
        ("views: -3", (1, 8, "field-type")),
        ("translated_from: {date: 2015}", (1, 18, "missing-part")),
        ("slug: con", (1, 7, "slug")),
        ("publisher: {vie: A}", (1, 13, "unknown-field")),
        ("source: {sha256: 12}", (1, 18, "field-type")),
        ("source: {captured: ngày mai}", (1, 20, "date")),
        ('source: {url: "http://[a"}', (1, 15, "field-type")),
        ('source: {url: "javascript:alert(1)//http://a.b"}', (1, 15, "field-type")),
        ("cover: {src: ../../../a.png}", (1, 8, "path-escapes")),
        ("images: [a.png, 'https://b.example/c.png']", (1, 17, "media-elsewhere")),
        ("corrections: [{date: 2015}]", (1, 15, "missing-part")),
        ("comments: [{author: A}]", (1, 12, "missing-part")),
        ("poll: {question: Q}", (1, 7, "missing-part")),
        ("poll: {question: Q, answers: {A: nhiều}}", (1, 34, "field-type")),
        ("withdrawn: rồi", (1, 12, "field-type")),
        ("title: a\ntitle: b", (2, 1, "duplicate-key")),
        ("source: {name: A, name: B}", (1, 19, "duplicate-key")),
        ("- a\n- b", (1, 1, "yaml-not-fields")),
        ("just words", (1, 1, "yaml-not-fields")),
        ("? [a, b]\n: c", (1, 3, "field-type")),
        ("tags: !!python/object:os.system [ls]", None),
        ("title: !!binary aGVsbG8=", None),
    ],
)
def test_a_fault_has_its_place_and_leaves_the_rest_readable(
    header: str, fault: tuple[int, int, str] | None
) -> None:
    assert faults(header) == ([fault] if fault else [])


def test_a_faulty_field_is_distinguished_from_a_missing_one() -> None:
    found = read_front_matter("date: mai\ntitle: Bài", reader())
    assert found
    assert found.faulty == ("date",)
    assert found.title == "Bài"


@pytest.mark.parametrize(
    ("text", "header", "body"),
    [
        ("---\na: b\n---\nChữ\n", "a: b", "Chữ"),
        ("---\n\na: b\n---\n\n\nChữ\n---\nnữa", "a: b", "Chữ\n---\nnữa"),
        ("---\na: '--- b'\n---\n---\nChữ", "a: '--- b'", "---\nChữ"),
        ("---\n---\nChữ", "", "Chữ"),
    ],
)
def test_the_two_halves_are_distinguished_and_know_their_lines(text: str, header: str, body: str) -> None:
    parts = split(text, reader())
    assert parts
    assert parts.yaml.strip() == header
    assert parts.body.strip() == body
    for half, line in ((parts.yaml, parts.yaml_line), (parts.body, parts.body_line)):
        first = half.lstrip("\n").split("\n")[0]
        skipped = len(half) - len(half.lstrip("\n"))
        assert text.split("\n")[line - 1 + skipped] == first or not first


@pytest.mark.parametrize(
    ("text", "code"),
    [("Chữ", "no-front-matter"), ("a: b\n---\n", "no-front-matter"), ("---\na: b\n", "front-matter-open")],
)
def test_a_fence_that_is_not_there_is_reported(text: str, code: str) -> None:
    file = reader()
    assert split(text, file) is None
    assert [(p.line, p.code) for p in file.problems] == [(1, code)]


@given(st.text(max_size=200))
def test_no_text_whatever_makes_reading_fail(text: str) -> None:
    file = reader()
    found = read_front_matter(text, file)
    assert found is not None or file.problems


@given(st.text(alphabet="ab: -[]{}'\"\n\t#&*!|>%@`,?~", max_size=60))
def test_no_yaml_whatever_makes_reading_fail(text: str) -> None:
    file = reader()
    assert read_front_matter(text, file) is not None or file.problems
    assert all(p.line >= 1 and p.column >= 1 for p in file.problems)


@given(st.sampled_from(FIELDS), st.text(alphabet="ab1: -[]{}'\"~,", max_size=40))
def test_no_value_whatever_makes_a_field_fail(field: Any, value: str) -> None:
    file = reader()
    assert read_front_matter(f"{field.name}: {value}", file) is not None or file.problems
