"""Problems of files as such: encoding, size, name and folder."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, error, warning

FILES: Mapping[str, CatalogueEntry] = {
    "not-utf8": error(
        ("Tệp không phải văn bản UTF-8.", "Mở tệp, chọn «Lưu với mã UTF-8» rồi lưu lại."),
        ("The file is not UTF-8 text.", "Open it, choose “Save with encoding UTF-8” and save it again."),
    ),
    "not-markdown": error(
        (
            "Bên trong là một tệp {value}; đổi đuôi thành .md không làm nó thành văn bản Markdown.",
            "Xóa tệp này; mở tệp gốc bằng chương trình của nó, chép chữ vào một bài mới (khotin new, "
            "khotin edit).",
        ),
        (
            "Within is a file of the kind {value}; to name it .md does not make Markdown of it.",
            "Delete it; open the original in its own program, and copy the text into a new article "
            "(khotin new, khotin edit).",
        ),
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
    "article-misnamed": error(
        (
            "Tệp «{value}» có vẻ là một bài viết nhưng không mang tên như một bài, nên không được đăng.",
            "Đổi tên thành {suggestion}.",
        ),
        (
            "“{value}” looks like an article, but is not named like one, so it is not published.",
            "Rename it to {suggestion}.",
        ),
    ),
    "symlink-outside": error(
        (
            "Liên kết dẫn ra ngoài thư mục của nó (content/, ledger/, giao diện…) hoặc không dẫn đến đâu.",
            "Chép tệp hay thư mục thật vào chỗ này thay cho liên kết.",
        ),
        (
            "The link leads out of its own folder (content/, ledger/, the theme's, the site's) or nowhere.",
            "Copy the real file or folder here in its place.",
        ),
    ),
    "linked-folder": warning(
        (
            "Thư mục này là một liên kết nên không được đọc.",
            "Chép thư mục thật vào chỗ này thay cho liên kết.",
        ),
        (
            "The folder is a link; nothing in it is read.",
            "Copy the real folder here in its place.",
        ),
    ),
    "not-a-file": error(
        (
            "Đây không phải tệp thường mà là thiết bị, ống dẫn hoặc socket nên không được đọc.",
            "Xóa nó đi, hoặc đặt một tệp thường vào chỗ này.",
        ),
        (
            "This is no regular file but a device, a pipe or a socket; it is not read.",
            "Delete it, or put a regular file in its place.",
        ),
    ),
    "write-refused": error(
        (
            "Không ghi vào đây: tên tệp không dùng được trên mọi máy, hoặc đường dẫn đi qua một liên kết.",
            "Thay liên kết bằng thư mục hay tệp thật, dùng tên chỉ gồm chữ, số và gạch nối, rồi chạy lại.",
        ),
        (
            "Nothing is written here: a name that not every system can hold, or a link on the way.",
            "Put the real folder or file in the link's place, use letters, digits and hyphens, run it again.",
        ),
    ),
    "unknown-section": error(
        (
            "Thư mục «{value}» không phải là mục nào trong site.toml.",
            "Thêm [sections.{table}] vào site.toml, hoặc chuyển bài vào một trong các mục: {suggestion}.",
        ),
        (
            "The folder “{value}” is no section of site.toml.",
            "Add [sections.{table}] to site.toml, or move its articles to one of: {suggestion}.",
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
