"""Problems of a site's own theme."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, error

THEMES: Mapping[str, CatalogueEntry] = {
    "template-syntax": error(
        (
            "Mẫu này viết sai cú pháp Jinja ({reason}).",
            "Sửa dòng này; đối chiếu với mẫu cùng tên của giao diện mặc định.",
        ),
        (
            "The template is not valid Jinja ({reason}).",
            "Fix the line; compare the default theme's template of that name.",
        ),
    ),
    "template-filter": error(
        ("Không có bộ lọc hay phép thử «{value}».{suggestion_vi}", "Dùng một bộ lọc có trong THEMES.md."),
        ("There is no filter or test “{value}”.{suggestion_en}", "Use one that THEMES.md lists."),
    ),
    "template-missing": error(
        ("Không có mẫu «{value}».{suggestion_vi}", "Sửa tên, hoặc thêm tệp ấy vào templates/ của giao diện."),
        (
            "There is no template “{value}”.{suggestion_en}",
            "Correct the name, or add the file to the theme's templates/.",
        ),
    ),
    "template-name": error(
        (
            "Không ở đâu đặt tên «{value}».{suggestion_vi}",
            "Sửa tên, hoặc đặt nó bằng một lệnh set trước dòng này.",
        ),
        ("Nothing gives the name “{value}”.{suggestion_en}", "Correct the name, or set it before this line."),
    ),
    "template-field": error(
        (
            "Không trang nào có trường «{value}» ở chỗ này.{suggestion_vi}",
            "Dùng một trường có trong THEMES.md.",
        ),
        ("No page has a field “{value}” here.{suggestion_en}", "Use a field that THEMES.md lists."),
    ),
    "template-fault": error(
        (
            "Mẫu này hỏng khi dựng trang {value} ({reason}).",
            "Sửa dòng này; các trường của mỗi trang có trong THEMES.md.",
        ),
        (
            "The template fails on the page {value} ({reason}).",
            "Fix the line; THEMES.md has the fields of each page.",
        ),
    ),
    "theme-incomplete": error(
        (
            "Giao diện không dựa trên giao diện nào mà thiếu các mẫu: {value}.",
            'Thêm các mẫu ấy, hoặc viết extends = "default" trong theme.toml.',
        ),
        (
            "The theme extends no other and has no templates {value}.",
            'Add them, or write extends = "default" in theme.toml.',
        ),
    ),
    "layout-missing": error(
        (
            "Giao diện không có mẫu trang «{value}».",
            "Thêm templates/layouts/{value}.html vào giao diện, hoặc chọn: {suggestion}.",
        ),
        (
            "The theme has no layout “{value}”.",
            "Add templates/layouts/{value}.html to the theme, or use one of: {suggestion}.",
        ),
    ),
    "layout-none": error(
        (
            "Giao diện không có mẫu trang riêng nào, nên layout «{value}» không dùng được.",
            "Xóa dòng layout, hoặc thêm templates/layouts/{value}.html vào giao diện.",
        ),
        (
            "The theme has no layouts of its own, so the layout “{value}” is of no use.",
            "Delete the line layout, or add templates/layouts/{value}.html to the theme.",
        ),
    ),
    "colour-form": error(
        ("«{value}» không phải một màu.", 'Viết sáu chữ số hex sau dấu #, ví dụ "#8f1d1a".'),
        ("“{value}” is no colour.", 'Write # and six hexadecimal digits, as in "#8f1d1a".'),
    ),
    "colour-contrast": error(
        (
            "Chữ màu {text} trên nền {ground} khó đọc: độ tương phản {ratio}, cần ít nhất 4.5.",
            "Đổi màu này, ví dụ thành {colour}.",
        ),
        (
            "Text of {text} on {ground} is hard to read: its contrast is {ratio} and must be 4.5.",
            "Change this colour, for example to {colour}.",
        ),
    ),
    "appearance-file": error(
        ("Trong content/ không có tệp «{value}».", "Đặt tệp vào content/ và viết đường dẫn của nó từ đó."),
        ("There is no file “{value}” in content/.", "Put it into content/ and write its path from there."),
    ),
    "appearance-format": error(
        ("Không dùng được tệp «{value}» ở đây.", "Dùng ảnh PNG, WebP hoặc JPG; biểu trưng có thể là SVG."),
        ("The file “{value}” cannot be used here.", "Use a PNG, WebP or JPG picture; an emblem may be SVG."),
    ),
    "appearance-heavy": error(
        ("Tệp «{value}» quá nặng: nó đứng trên mọi trang.", "Thu nhỏ hoặc nén lại dưới 300 KB."),
        ("The file “{value}” is too heavy: it stands on each page.", "Make it smaller than 300 KB."),
    ),
    "hosting-server": error(
        ("Khotin không viết tệp cho máy chủ «{value}».", "Dùng: {suggestion}."),
        ("There are no files for a server “{value}”.", "Use: {suggestion}."),
    ),
    "hosting-compressed": error(
        ("Khotin không nén thành «{value}».", "Dùng: {suggestion}."),
        ("There are no compressed copies of the kind “{value}”.", "Use: {suggestion}."),
    ),
    "brotli-missing": error(
        ("Chưa cài brotli, cần cho bản nén “br”.", "Chạy pip install 'khotin[br]', hoặc bỏ “br”."),
        ("The package for “br” is not installed.", "Run pip install 'khotin[br]', or take “br” out."),
    ),
    "root-file-taken": error(
        ("Trang đã có «{value}» của chính nó.", "Bỏ tệp này khỏi content/_root/, hoặc đổi tên."),
        ("The site has a “{value}” of its own.", "Take the file out of content/_root/, or rename it."),
    ),
    "theme-words": error(
        (
            "Tệp lời dịch này không đọc được ({reason}).",
            "Sửa dòng này: mỗi msgid và msgstr là một chuỗi trong ngoặc kép.",
        ),
        (
            "The catalogue cannot be read ({reason}).",
            "Fix the line: each msgid and msgstr is a string in quotes.",
        ),
    ),
    "theme-placeholder": error(
        (
            "Lời dịch dùng {value} mà câu gốc không có.",
            "Chỉ dùng các chỗ trống của msgid; dấu phần trăm viết là %%.",
        ),
        (
            "The translation uses {value}, which its message does not have.",
            "Use the places of msgid alone; write a per cent sign as %%.",
        ),
    ),
}
