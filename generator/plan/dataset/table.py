"""The table of articles: its fields, described in both languages, and its rows."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any

from msgspec import Struct

from generator import permalinks
from generator.model.archive import Article, Translation
from generator.plan.context import PlanContext
from generator.plan.localised import LocalisedArticle

Value = str | list[str] | bool
SEPARATOR = "; "  # between the values of a list in a cell

_BREAK = re.compile(r"<(?:br|hr)\b[^>]*>|</(?:caption|dd|dt|figcaption|li|tr)>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"</?(?:blockquote|div|dl|figure|h[1-6]|ol|p|pre|table|ul)\b[^>]*>", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]>\s*(?=<t[dh])", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n ?")
_GAPS = re.compile(r"\n{3,}")


class Row(Struct, frozen=True):
    """An article in one language, from which the values of a row are taken."""

    ctx: PlanContext
    article: Article
    translation: Translation
    localised: LocalisedArticle


class Field(Struct, frozen=True):
    """A field of the table. `many`: its values are a list. `titles`, `descriptions`: Vietnamese, English."""

    name: str
    titles: tuple[str, str]
    descriptions: tuple[str, str]
    value: Callable[[Row], Value]
    kind: str = "string"
    many: bool = False


def rows_of(ctx: PlanContext) -> Iterator[Mapping[str, Value]]:
    """The rows, by article from the oldest, then by language."""
    for article in reversed(ctx.archive.articles):
        for translation in article.translations:
            row = Row(ctx, article, translation, ctx.localised(article, translation.lang))
            yield {field.name: field.value(row) for field in FIELDS}


def plain_text(html: str) -> str:
    """The text of a body: paragraphs parted by an empty line, rows by a line, cells by a tab."""
    text = _BREAK.sub("\n", _CELL.sub("\t", html.replace("\r", "").replace("\n", " ")))
    text = unescape(_TAG.sub("", _PARAGRAPH.sub("\n\n", text)))
    cells = text.split("\t")
    text = "\t".join(_LINES.sub("\n", _SPACE.sub(" ", cell)) for cell in cells)
    return _GAPS.sub("\n\n", text).strip()


def _text(row: Row) -> str:
    return plain_text(row.ctx.archive.texts.body(row.translation.source_path).html())


def _units(row: Row) -> list[str]:
    units = row.ctx.gazetteer.units
    return [units[ref.unit].iso if ref.unit else "" for ref in row.article.facts.provinces]


def _media(row: Row, paths: Iterator[str]) -> list[str]:
    base = row.ctx.settings.base_url
    return list(dict.fromkeys(base + permalinks.media(path) for path in paths if path))


def _pictures(row: Row) -> list[str]:
    facts = row.article.facts
    return _media(row, (each.path for each in (facts.cover, *facts.images) if each))


def _attachments(row: Row) -> list[str]:
    return _media(row, (each.path for each in row.article.facts.attachments))


def _source(row: Row, name: str) -> str:
    source: Any = row.article.facts.source
    return getattr(source, name) if source else ""


FIELDS: tuple[Field, ...] = (
    Field(
        "id",
        ("Mã bài", "Article"),
        (
            "Mã của bài, chung cho các bản dịch: đường dẫn của tệp nguồn, không có đuôi.",
            "What the article has in all languages: the path of its source file, without suffixes.",
        ),
        lambda row: row.article.key.removeprefix("content/"),
    ),
    Field(
        "language",
        ("Ngôn ngữ", "Language"),
        ("Ngôn ngữ của dòng này.", "The language of this row."),
        lambda row: row.translation.lang,
    ),
    Field(
        "original_language",
        ("Ngôn ngữ gốc", "Original language"),
        ("Ngôn ngữ của bản gốc.", "The language of the original."),
        lambda row: row.article.original,
    ),
    Field(
        "url",
        ("Địa chỉ", "Address"),
        ("Địa chỉ cố định của trang.", "The permanent address of the page."),
        lambda row: row.ctx.settings.base_url + row.translation.address,
    ),
    Field("title", ("Tiêu đề", "Title"), ("Tiêu đề.", "The title."), lambda row: row.translation.title),
    Field(
        "summary",
        ("Tóm tắt", "Summary"),
        (
            "Tóm tắt; nếu bài không có thì là đoạn đầu.",
            "The summary; of an article that has none, its first paragraph.",
        ),
        lambda row: row.translation.summary,
    ),
    Field(
        "date",
        ("Ngày đăng", "Date"),
        (
            "Ngày đăng theo ISO 8601, đến mức biết được: 2014, 2014-01, 2014-01-08, 2014-01-08T18:11. "
            "Trống nếu chưa rõ.",
            "The date of publication in ISO 8601, as far as it is known: 2014, 2014-01, 2014-01-08, "
            "2014-01-08T18:11. Empty if it is unknown.",
        ),
        lambda row: row.article.facts.date.iso if row.article.facts.date else "",
    ),
    Field(
        "updated",
        ("Ngày sửa", "Updated"),
        ("Ngày sửa, cùng dạng với ngày đăng.", "The date of the last change, in the same form."),
        lambda row: row.article.facts.updated.iso if row.article.facts.updated else "",
    ),
    Field(
        "section",
        ("Chuyên mục", "Section"),
        ("Chuyên mục, là tên thư mục nguồn.", "The section: the name of its folder."),
        lambda row: row.article.section,
    ),
    Field(
        "authors",
        ("Tác giả", "Authors"),
        ("Người hoặc cơ quan viết bài.", "The people or organisations who wrote the article."),
        lambda row: [author.name for author in row.article.facts.authors],
        many=True,
    ),
    Field(
        "provinces",
        ("Tỉnh, thành phố", "Provinces"),
        ("Tên tỉnh, thành phố vào lúc đăng bài.", "The provinces, by their names at the article's date."),
        lambda row: list(row.localised.provinces),
        many=True,
    ),
    Field(
        "province_codes",
        ("Mã tỉnh", "Province codes"),
        (
            "Mã ISO 3166-2 của các tỉnh, theo cùng thứ tự; trống nếu không có.",
            "The ISO 3166-2 codes of the provinces in the same order; empty where there is none.",
        ),
        _units,
        many=True,
    ),
    Field(
        "tags",
        ("Chủ đề", "Subjects"),
        (
            "Chủ đề, trong ngôn ngữ của dòng này nếu có.",
            "The subjects, in the language of the row if they have it.",
        ),
        lambda row: [name.value for _, name in row.localised.tags],
        many=True,
    ),
    Field(
        "publisher",
        ("Nơi đăng đầu tiên", "First publisher"),
        ("Cơ quan hoặc báo đăng bài đầu tiên.", "Who published the article first."),
        lambda row: row.localised.publisher.value,
    ),
    Field(
        "source_name",
        ("Nguồn", "Source"),
        ("Tên nguồn mà bài được lưu lại từ đó.", "The name of the source that the article was saved from."),
        lambda row: _source(row, "name"),
    ),
    Field(
        "source_url",
        ("Địa chỉ nguồn", "Source address"),
        ("Địa chỉ của nguồn ấy.", "The address of that source."),
        lambda row: _source(row, "url"),
    ),
    Field(
        "translator",
        ("Người dịch", "Translator"),
        ("Người dịch.", "The translator."),
        lambda row: row.translation.translator,
    ),
    Field(
        "outdated",
        ("Bản dịch cũ", "Outdated translation"),
        (
            "Bản gốc đã thay đổi sau khi dịch (true) hay chưa (false).",
            "Whether the original has changed since it was translated.",
        ),
        lambda row: row.translation.outdated,
        kind="boolean",
    ),
    Field(
        "unverified",
        ("Chưa xác minh", "Unverified"),
        (
            "Tên các trường mà kho tin chưa xác minh được.",
            "The fields that the archive has not been able to confirm, by their names in the sources.",
        ),
        lambda row: list(row.article.facts.review),
        many=True,
    ),
    Field(
        "corrections",
        ("Đính chính", "Corrections"),
        ("Các lời đính chính.", "The corrections."),
        lambda row: [notice.text.value for notice in row.localised.corrections],
        many=True,
    ),
    Field(
        "withdrawn",
        ("Ngày rút bài", "Withdrawn"),
        (
            "Ngày rút bài; trống nếu bài không bị rút. Bài đã gỡ nội dung không có trong dữ liệu này.",
            "When the article was withdrawn; empty if it was not. Articles whose text is gone are not here.",
        ),
        lambda row: row.article.facts.withdrawn.date.iso if row.article.facts.withdrawn else "",
    ),
    Field(
        "pictures",
        ("Hình ảnh", "Pictures"),
        ("Địa chỉ của các hình ảnh.", "The addresses of the pictures."),
        _pictures,
        many=True,
    ),
    Field(
        "attachments",
        ("Tệp đính kèm", "Attached files"),
        ("Địa chỉ của các tệp đính kèm.", "The addresses of the attached files."),
        _attachments,
        many=True,
    ),
    Field(
        "text",
        ("Nội dung", "Text"),
        (
            "Toàn văn, không có định dạng: các đoạn cách nhau một dòng trống, các ô của bảng một tab.",
            "The whole text without formatting: paragraphs parted by an empty line, cells by a tab.",
        ),
        _text,
    ),
)
