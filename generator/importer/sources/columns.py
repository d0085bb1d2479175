"""Recognises the columns of a table by their names, where nobody has explained them."""

from collections.abc import Iterable, Mapping

from generator.schema.front_matter import BY_NAME
from generator.text.unicode import fold

# Names in folded form without spaces and signs, the most telling first.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": (
        "title", "tieude", "posttitle", "tenbai", "tenbaiviet", "tentin", "headline", "subject", "name",
        "ten",
    ),
    "date": (
        "date", "ngaydang", "ngay", "publisheddate", "publishdate", "published", "publishedat", "postdate",
        "pubdate",
        "datepublished", "createdat", "created", "createddate", "datecreated", "ngaytao", "ngayxuatban",
        "ngayviet",
        "thoigian", "thoigiandang", "time", "timestamp", "addtime", "publtime",
    ),
    "updated": (
        "updated", "updatedat", "modified", "modifieddate", "lastmod", "datemodified", "ngaycapnhat",
        "ngaysua",
    ),
    "author": (
        "author", "authors", "tacgia", "nguoiviet", "nguoidang", "authorname", "creator", "byline",
        "butdanh",
    ),
    "body": (
        "body", "noidung", "content", "text", "html", "contenthtml", "bodyhtml", "postcontent", "fulltext",
        "noidungtin",
        "chitiet", "detail", "details", "bodytext", "articlebody", "contenttext", "article", "markdown",
    ),
    "summary": (
        "summary", "tomtat", "trichyeu", "lead", "sapo", "hometext", "introtext", "excerpt", "postexcerpt",
        "description",
        "mota", "intro", "abstract",
    ),
    "address": (
        "address", "url", "link", "permalink", "duongdan", "diachi", "lienket", "guid", "canonicalurl",
        "href",
    ),
    "tags": ("tags", "tag", "keywords", "tukhoa", "the", "topics"),
    "section": (
        "section", "category", "categories", "chuyenmuc", "danhmuc", "muc", "loaitin", "catname",
        "catname",
    ),
    "language": ("language", "lang", "ngonngu", "locale"),
    "province": ("province", "tinh", "tinhthanh", "diaphuong"),
    "publisher": ("publisher", "nguon", "nguontin", "source", "coquan"),
    "views": ("views", "luotxem", "hits", "viewcount", "hitstotal", "solanxem"),
    "cover": (
        "cover", "anh", "anhdaidien", "image", "thumbnail", "hinhanh", "homeimgfile", "featuredimage",
    ),
    "translator": ("translator", "nguoidich"),
}  # fmt: skip


def columns_by_field(columns: Iterable[str]) -> dict[str, str]:
    """Maps fields to the columns whose names say what they hold.

    A column named as a field is that field. Nothing is returned without a text.
    """
    every = list(columns)
    by_name = {_key(column): column for column in reversed(every)}
    found: dict[str, str] = {}
    for field, names in _NAMES.items():
        column = next((by_name[name] for name in names if name in by_name), None)
        if column is not None and column not in found.values():
            found[field] = column
    found |= {name: name for name in BY_NAME if name in every and name not in found}
    return found if "body" in found else {}


def _key(column: str) -> str:
    return "".join(each for each in fold(column) if each.isalnum())
