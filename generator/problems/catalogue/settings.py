"""Problems of site.toml and of the theme."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, error

SETTINGS: Mapping[str, CatalogueEntry] = {
    "toml-syntax": error(
        ("Tệp này viết sai quy tắc TOML ({reason}).", "Sửa dòng này; văn bản phải đặt trong ngoặc kép."),
        ("This file is not valid TOML ({reason}).", "Fix this line; texts must stand in quotes."),
    ),
    "setting-type": error(
        ("Giá trị của «{field}» không đúng kiểu.", "Ở đây cần {expected}."),
        ("The value of “{field}” has the wrong form.", "Write {expected} here."),
    ),
    "setting-unknown": error(
        ("Không có thiết đặt «{field}».", "Xóa dòng này, hoặc dùng: {suggestion}."),
        ("There is no setting “{field}”.", "Delete the line, or use: {suggestion}."),
    ),
    "setting-missing": error(
        ("Thiếu thiết đặt «{field}».", "Thêm «{field}» vào site.toml."),
        ("The setting “{field}” is missing.", "Add “{field}” to site.toml."),
    ),
    "setting-empty": error(
        ("Danh sách «{field}» trống.", "Ghi ít nhất một giá trị, như {suggestion}, hoặc xóa dòng này."),
        ("The list “{field}” is empty.", "Name at least one value, as in {suggestion}, or delete the line."),
    ),
    "setting-language": error(
        (
            "Trang không có ngôn ngữ «{value}».",
            "Dùng mã hai chữ của một ngôn ngữ, như vi hoặc en, và ghi mã ấy trong languages.",
        ),
        (
            "The site has no language “{value}”.",
            "Use the two letters of a language, such as vi or en, and list it in languages.",
        ),
    ),
    "language-without-words": error(
        (
            "Giao diện chưa có chữ bằng ngôn ngữ «{value}».",
            "Chép themes/default/locale/vi.po thành {suggestion} rồi dịch, hoặc bỏ «{value}» khỏi languages.",
        ),
        (
            "The theme has no words in the language “{value}”.",
            "Copy themes/default/locale/en.po to {suggestion} and translate it, or take “{value}” out of "
            "languages.",
        ),
    ),
    "base-url": error(
        ("«{value}» không phải là địa chỉ của trang.", 'Viết base_url = "https://tên-miền/đường-dẫn/".'),
        ("“{value}” is no address of a site.", 'Write base_url = "https://domain/path/".'),
    ),
    "time-zone": error(
        ("Không có múi giờ «{value}».", 'Viết time_zone = "Asia/Ho_Chi_Minh".'),
        ("There is no time zone “{value}”.", 'Write time_zone = "Asia/Ho_Chi_Minh".'),
    ),
    "linked-site": error(
        ("«{value}» không phải là địa chỉ của trang liên kết.", 'Viết url = "https://…".'),
        ("“{value}” is no address of a linked site.", 'Write url = "https://…".'),
    ),
    "section-kind": error(
        ("Không có loại mục «{value}».", "Dùng một trong: {suggestion}."),
        ("There is no kind of section “{value}”.", "Use one of: {suggestion}."),
    ),
    "section-slug": error(
        ("Đã có một trang chung hay một mục khác mang slug «{value}».", "Đặt slug khác cho mục này."),
        ("Another section or page of the archive has the slug “{value}”.", "Give this section another slug."),
    ),
    "markdown-extension": error(
        ("Không dùng được phần mở rộng Markdown «{value}».", "Dùng các phần: {suggestion}."),
        ("The Markdown extension “{value}” cannot be used.", "Use some of: {suggestion}."),
    ),
    "theme-missing": error(
        ("Không có giao diện «{value}».", 'Viết theme = "default", hoặc thêm thư mục themes/{value}.'),
        ("There is no theme “{value}”.", 'Write theme = "default", or add a folder themes/{value}.'),
    ),
    "theme-width": error(
        (
            "Giao diện «{value}» chưa cho biết cột chữ rộng bao nhiêu điểm ảnh.",
            "Trong themes/{value}/theme.toml, đặt text_width là một số nguyên dương, ví dụ 616.",
        ),
        (
            "The theme “{value}” does not say how many pixels wide its text is.",
            "In themes/{value}/theme.toml, set text_width to a positive whole number, such as 616.",
        ),
    ),
}
