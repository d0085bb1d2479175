"""The archive as data: its page and its files."""

from msgspec import Struct

from generator.model.views.page import Link, PageView


class DataDownload(Struct, frozen=True, array_like=True):
    """A file of the archive as data: its link, and its size in bytes."""

    link: Link
    size: int


class DataView(PageView, frozen=True, array_like=True, kw_only=True):
    """The page about the archive as data: how much it is, its files, its description for search engines."""

    articles: int
    rows: int
    downloads: tuple[DataDownload, ...]
    json_ld: str


class DataFileView(Struct, frozen=True, array_like=True, kw_only=True):
    """A file of the archive as data, with its whole text."""

    path: str
    content: str
