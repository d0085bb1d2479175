"""Problems of Markdown and of HTML inside it."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, error, note, warning

MARKUP: Mapping[str, CatalogueEntry] = {
    "too-deep": error(
        ("Trích dẫn, danh sách, thẻ HTML hoặc dấu ngoặc lồng nhau quá sâu.", "Bớt số bậc lồng nhau."),
        ("Quotes, lists, HTML tags or brackets are nested too deeply.", "Use fewer levels."),
    ),
    "too-intricate": error(
        (
            "Từ đây có quá nhiều dấu ` < \\ # * & [ hay đề mục đứng sát nhau, máy không dựng nổi.",
            "Chia đoạn bằng dòng trống, bỏ các dấu thừa, hoặc đưa phần này vào tệp đính kèm.",
        ),
        (
            "From here on too many marks (` < \\ # * & [) or headings stand without a gap to be rendered.",
            "Part them by empty lines, remove those that mean nothing, or move this into an attachment.",
        ),
    ),
    "html-unclosed": error(
        (
            "Thẻ <{value}> mở ở đây không được đóng ({count} chỗ), nên phần sau của bài sẽ mất.",
            "Thêm </{value}> vào đúng chỗ, hoặc xóa thẻ.",
        ),
        (
            "The tag <{value}> opens here and is never closed (places: {count}): what follows would be lost.",
            "Add </{value}> where it ends, or delete the tag.",
        ),
    ),
    "html-content": warning(
        (
            "<{value}> và mọi thứ bên trong không được đăng ({count} chỗ).",
            "Xóa đoạn mã ấy; phim thì ghi vào trường video, tệp thì ghi vào attachments.",
        ),
        (
            "<{value}> and all that is inside it is not published (places: {count}).",
            "Delete it; name a film in the field video, a file in attachments.",
        ),
    ),
    "html-tag": warning(
        (
            "Thẻ <{value}> bị bỏ, chỉ giữ lại chữ bên trong ({count} chỗ).",
            "Xóa thẻ, hoặc dùng Markdown: **đậm**, *nghiêng*, ## đề mục.",
        ),
        (
            "The tag <{value}> is dropped; only the text inside it stays (places: {count}).",
            "Delete the tag, or use Markdown: **bold**, *italic*, ## heading.",
        ),
    ),
    "html-attribute": note(
        ("Thuộc tính «{value}» bị bỏ ({count} chỗ).", "Xóa thuộc tính ấy; giao diện lo việc trình bày."),
        (
            "The attribute “{value}” is dropped (places: {count}).",
            "Delete it; how things look is the theme's part.",
        ),
    ),
    "html-link": warning(
        (
            "Liên kết đến «{value}» bị bỏ, chỉ giữ lại chữ ({count} chỗ).",
            "Dùng địa chỉ http, https, mailto, tel, hoặc đường dẫn tới tệp trong content/.",
        ),
        (
            "The link to “{value}” is dropped, its text stays (places: {count}).",
            "Use an address with http, https, mailto or tel, or the path of a file in content/.",
        ),
    ),
}
