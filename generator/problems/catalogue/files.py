"""Problems of files as such: encoding, size, name and folder."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, error

FILES: Mapping[str, CatalogueEntry] = {
    "not-utf8": error(
        ("Tệp không phải văn bản UTF-8.", "Mở tệp, chọn «Lưu với mã UTF-8» rồi lưu lại."),
        ("The file is not UTF-8 text.", "Open it, choose “Save with encoding UTF-8” and save it again."),
    ),
    "too-large": error(
        (
            "Tệp lớn {size} MB; một bài được dài nhất 1 MB.",
            "Tách bài thành nhiều phần, hoặc đưa phần dữ liệu dài vào tệp đính kèm.",
        ),
        (
            "The file has {size} MB; an article may have 1 MB at most.",
            "Split the article, or move long data into an attachment.",
        ),
    ),
    "empty-file": error(
        ("Tệp trống.", "Viết phần đầu (title, date, author, province) và nội dung, hoặc xóa tệp."),
        (
            "The file is empty.",
            "Write its front matter (title, date, author, province) and text, or delete it.",
        ),
    ),
    "symlink-outside": error(
        (
            "Liên kết tệp không dẫn đến tệp nào trong content/.",
            "Chép tệp thật vào content/ thay cho liên kết.",
        ),
        ("The link leads to no file inside content/.", "Copy the real file into content/ in its place."),
    ),
    "unknown-section": error(
        (
            "Thư mục «{value}» không phải là mục nào trong site.toml.",
            "Thêm [sections.{value}] vào site.toml, hoặc chuyển bài vào một trong các mục: {suggestion}.",
        ),
        (
            "The folder “{value}” is no section of site.toml.",
            "Add [sections.{value}] to site.toml, or move its articles to one of: {suggestion}.",
        ),
    ),
    "unknown-language": error(
        (
            "Trang không có ngôn ngữ «{value}».",
            "Thêm «{value}» vào languages trong site.toml nếu Khotin có ngôn ngữ ấy, hoặc đổi tên tệp.",
        ),
        (
            "The site has no language “{value}”.",
            "Add “{value}” to languages in site.toml if Khotin knows it, or rename the file.",
        ),
    ),
}
