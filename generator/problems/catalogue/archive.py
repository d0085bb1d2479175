"""Problems that appear when articles are joined: addresses, links, provinces."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, error

ARCHIVE: Mapping[str, CatalogueEntry] = {
    "duplicate-translation": error(
        ("Bài này đã có bản cùng ngôn ngữ ở {other}.", "Giữ một trong hai tệp."),
        ("The article exists in this language already: {other}.", "Keep one of the two files."),
    ),
    "original-missing": error(
        ("Không có bản gốc bằng ngôn ngữ «{value}».", "Sửa original, hoặc thêm tệp bản gốc."),
        ("There is no original in the language “{value}”.", "Fix original, or add the original's file."),
    ),
    "address-clash": error(
        ("Địa chỉ {address} trùng với {other}.", "Ghi slug khác, hoặc đổi tên tệp nếu bài không có slug."),
        (
            "The address {address} is also that of {other}.",
            "Write another slug, or rename the file if it has none.",
        ),
    ),
    "media-clash": error(
        (
            "Địa chỉ {address} của tệp này trùng với của {other}.",
            "Đổi tên tệp này, và tên ấy trong các bài dùng nó.",
        ),
        (
            "The address {address} of this file is also that of {other}.",
            "Rename this file, and its name in the articles that use it.",
        ),
    ),
    "address-taken": error(
        (
            "Địa chỉ {address} là của một trang chung.",
            "Ghi slug khác, hoặc đổi tên tệp nếu bài không có slug.",
        ),
        (
            "The address {address} belongs to a page of the archive itself.",
            "Write another slug, or rename the file if it has none.",
        ),
    ),
    "address-long": error(
        ("Địa chỉ {address} dài quá 120 ký tự.", "Đặt slug ngắn hơn, hoặc đổi tên tệp hay thư mục."),
        (
            "The address {address} has more than 120 characters.",
            "Set a shorter slug, or rename file or folder.",
        ),
    ),
}
