"""Problems of slips of typing and of personal data, which only `khotin check` reports."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, note, warning

TYPING: Mapping[str, CatalogueEntry] = {
    "blank-before-mark": warning(
        (
            "Có dấu cách trước dấu câu: «{value}» ({count} chỗ).",
            "Xóa dấu cách ấy: dấu câu đứng liền sau chữ.",
        ),
        (
            "There is a blank before a mark: “{value}” (places: {count}).",
            "Delete the blank: the mark follows its word at once.",
        ),
    ),
    "blank-after-mark": warning(
        ("Sau dấu câu thiếu dấu cách: «{value}» ({count} chỗ).", "Thêm một dấu cách sau dấu câu."),
        ("A blank is missing after a mark: “{value}” (places: {count}).", "Put a blank after the mark."),
    ),
    "double-blank": note(
        ("Có hai dấu cách trở lên liền nhau ({count} chỗ).", "Chạy «khotin check --fix»."),
        ("There are several blanks in a row (places: {count}).", "Run “khotin check --fix”."),
    ),
}

PERSONAL: Mapping[str, CatalogueEntry] = {
    "identity-number": warning(
        (
            "«{value}» giống số căn cước hay giấy tờ tùy thân của một người.",
            "Xóa hoặc che số ấy; nếu không phải của một người thì tắt mã này trong silence.",
        ),
        (
            "“{value}” looks like somebody's identity number.",
            "Take it out or mask it; if it is nobody's, silence this code.",
        ),
    ),
    "telephone": warning(
        (
            "«{value}» giống số điện thoại di động của một người.",
            "Xóa hoặc che số ấy; nếu là số chung của cơ quan thì tắt mã này trong silence.",
        ),
        (
            "“{value}” looks like somebody's mobile telephone number.",
            "Take it out or mask it; if it is an office's number, silence this code.",
        ),
    ),
    "gps-place": warning(
        (
            "«{value}» là tọa độ chính xác của một nơi.",
            "Xóa hoặc ghi gần đúng, nếu là nhà riêng; nếu không thì tắt mã này trong silence.",
        ),
        (
            "“{value}” are the exact coordinates of a place.",
            "Take them out or round them if it is a home; if it is not, silence this code.",
        ),
    ),
}
