"""The catalogue of problems: for each code, how bad it is, what it says and what to do, in each language.

The one place for them; `problems.py` puts a problem's details into the words. Messages and remedies are
whole sentences in the manner of a helpful colleague: what is wrong, then what to write instead. Details of
the problem stand in {braces}.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.importing.messages import IMPORT_ENTRIES
from generator.model import Severity


@dataclass(frozen=True, slots=True)
class Words:
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Entry:
    severity: Severity
    vi: Words
    en: Words


def _error(vi: tuple[str, str], en: tuple[str, str]) -> Entry:
    return Entry("error", Words(*vi), Words(*en))


def _warning(vi: tuple[str, str], en: tuple[str, str]) -> Entry:
    return Entry("warning", Words(*vi), Words(*en))


def _note(vi: tuple[str, str], en: tuple[str, str]) -> Entry:
    return Entry("note", Words(*vi), Words(*en))


_FILES = {
    "not-utf8": _error(
        ("Tệp không phải văn bản UTF-8.", "Mở tệp, chọn «Lưu với mã UTF-8» rồi lưu lại."),
        ("The file is not UTF-8 text.", "Open it, choose “Save with encoding UTF-8” and save it again."),
    ),
    "too-large": _error(
        (
            "Tệp lớn {size} MB; một bài được dài nhất 1 MB.",
            "Tách bài thành nhiều phần, hoặc đưa phần dữ liệu dài vào tệp đính kèm.",
        ),
        (
            "The file has {size} MB; an article may have 1 MB at most.",
            "Split the article, or move long data into an attachment.",
        ),
    ),
    "empty-file": _error(
        ("Tệp trống.", "Viết phần đầu (title, date, author, province) và nội dung, hoặc xóa tệp."),
        (
            "The file is empty.",
            "Write its front matter (title, date, author, province) and text, or delete it.",
        ),
    ),
    "symlink-outside": _error(
        (
            "Liên kết tệp không dẫn đến tệp nào trong content/.",
            "Chép tệp thật vào content/ thay cho liên kết.",
        ),
        ("The link leads to no file inside content/.", "Copy the real file into content/ in its place."),
    ),
    "unknown-section": _error(
        (
            "Thư mục «{value}» không phải là mục nào trong site.toml.",
            "Thêm [sections.{value}] vào site.toml, hoặc chuyển bài vào một trong các mục: {suggestion}.",
        ),
        (
            "The folder “{value}” is no section of site.toml.",
            "Add [sections.{value}] to site.toml, or move its articles to one of: {suggestion}.",
        ),
    ),
    "unknown-language": _error(
        (
            "Trang không có ngôn ngữ «{value}».",
            "Thêm «{value}» vào languages trong site.toml nếu Khotin có ngôn ngữ ấy, hoặc đổi tên tệp.",
        ),
        (
            "The site has no language “{value}”.",
            "Add “{value}” to languages in site.toml if Khotin knows it, or rename the file.",
        ),
    ),
    "too-deep": _error(
        ("Trích dẫn, danh sách hoặc dấu ngoặc lồng nhau quá sâu.", "Bớt số bậc của các dấu >, -, [ và (."),
        ("Quotes, lists or brackets are nested too deeply.", "Use fewer levels of >, -, [ and (."),
    ),
}

_FRONT_MATTER = {
    "no-front-matter": _error(
        (
            "Tệp không có phần đầu (front matter).",
            "Bắt đầu tệp bằng một dòng ---, các trường title, date, author, province, rồi một dòng --- nữa.",
        ),
        (
            "The file has no front matter.",
            "Begin it with a line ---, then title, date, author, province, then another line ---.",
        ),
    ),
    "front-matter-open": _error(
        ("Phần đầu bài không có dòng --- kết thúc.", "Thêm một dòng --- sau trường cuối cùng."),
        ("The front matter is not closed.", "Add a line --- after its last field."),
    ),
    "yaml-tab": _error(
        ("Dòng này thụt vào bằng phím Tab.", "Thay Tab bằng dấu cách (hai dấu cách mỗi bậc)."),
        ("This line is indented with a tab.", "Use spaces instead (two for each level)."),
    ),
    "yaml-colon": _error(
        (
            "Trong giá trị có dấu hai chấm nên không đọc được.",
            'Đặt cả giá trị trong dấu ngoặc kép, ví dụ title: "Sở KH&CN: tổng kết năm".',
        ),
        (
            "A colon inside the value makes it unreadable.",
            'Put the whole value in quotes, for example title: "Department: annual review".',
        ),
    ),
    "yaml-quote": _error(
        ("Dấu ngoặc mở ở đây không có dấu đóng.", "Thêm dấu ngoặc đóng ở cuối giá trị."),
        ("The quote that opens here is never closed.", "Add the closing quote at the end of the value."),
    ),
    "yaml-syntax": _error(
        (
            "Phần đầu bài viết sai quy tắc YAML ({reason}).",
            "Mỗi trường một dòng, dạng «tên: giá trị»; đặt giá trị có ký tự lạ trong ngoặc kép.",
        ),
        (
            "The front matter is not valid YAML ({reason}).",
            "Write one field a line as “name: value”; put values with unusual characters in quotes.",
        ),
    ),
    "yaml-not-fields": _error(
        ("Phần đầu bài không phải là các trường.", "Viết mỗi trường một dòng, dạng «tên: giá trị»."),
        ("The front matter holds no fields.", "Write one field a line as “name: value”."),
    ),
    "yaml-alias": _error(
        (
            "Phần đầu bài dùng dấu * để nhắc lại giá trị khác.",
            "Chép giá trị ra, hoặc đặt nó trong ngoặc kép.",
        ),
        ("The front matter uses * to repeat another value.", "Write the value out, or put it in quotes."),
    ),
    "duplicate-key": _error(
        ("Trường «{field}» được viết hai lần (lần đầu ở dòng {first}).", "Giữ lại một lần."),
        ("The field “{field}” stands here again (first on line {first}).", "Keep one of the two."),
    ),
    "misspelled-field": _error(
        ("Không có trường «{field}».", "Có phải là «{suggestion}» không?"),
        ("There is no field “{field}”.", "Did you mean “{suggestion}”?"),
    ),
    "unknown-field": _error(
        ("Không có trường «{field}».", "Xóa dòng này, hoặc dùng một trong các trường: {suggestion}."),
        ("There is no field “{field}”.", "Delete the line, or use one of: {suggestion}."),
    ),
    "field-type": _error(
        ("Giá trị của «{field}» không đúng kiểu.", "Ở đây cần {expected}."),
        ("The value of “{field}” has the wrong form.", "Write {expected} here."),
    ),
    "missing-field": _error(
        ("Bài thiếu trường «{field}».", "Thêm dòng «{field}: …» vào phần đầu bài."),
        ("The article has no “{field}”.", "Add a line “{field}: …” to its front matter."),
    ),
    "missing-title": _error(
        ("Bản này có nội dung nhưng không có «title».", "Thêm dòng «title: …» vào phần đầu bài."),
        ("This file has a text but no “title”.", "Add a line “title: …” to its front matter."),
    ),
    "missing-part": _error(
        ("«{field}» còn thiếu {part}.", "Thêm {part} vào «{field}»."),
        ("“{field}” lacks {part}.", "Add {part} to “{field}”."),
    ),
    "unknown-without-review": _error(
        (
            "«{field}» ghi là unknown mà không có trong review.",
            "Thêm «{field}» vào review, ví dụ review: [{field}].",
        ),
        ("“{field}” is unknown but not named in review.", "Add it, for example review: [{field}]."),
    ),
    "review-field": _error(
        ("review nêu «{value}», không phải là trường nào.", "Dùng tên một trường, ví dụ date."),
        ("review names “{value}”, which is no field.", "Use the name of a field, for example date."),
    ),
    "to-review": _warning(
        ("«{field}» chưa được người xem lại.", "Kiểm tra, sửa giá trị, rồi bỏ «{field}» khỏi review."),
        ("“{field}” still waits for a person's review.", "Check it, mend it, then take it out of review."),
    ),
    "date": _error(
        (
            "«{value}» ở «{field}» không phải là ngày có thật.",
            "Viết ngày trước tháng, ví dụ 08/01/2014 hoặc 2014-01-08; không rõ thì ghi unknown.",
        ),
        (
            "“{value}” in “{field}” is no date that exists.",
            "Write the day first, as 08/01/2014, or 2014-01-08; if it is not known, write unknown.",
        ),
    ),
    "slug": _error(
        (
            "«{value}» không dùng được trong địa chỉ.",
            "Chỉ dùng a-z, 0-9 và dấu gạch nối, ví dụ {suggestion}.",
        ),
        ("“{value}” cannot stand in an address.", "Use a-z, 0-9 and hyphens only, for example {suggestion}."),
    ),
    "fact-differs": _error(
        (
            "«{field}» ở bản dịch khác với bản gốc ({other}).",
            "Xóa trường này ở bản dịch; bản dịch luôn theo bản gốc.",
        ),
        (
            "“{field}” differs from the original ({other}).",
            "Delete it here; a translation takes its facts from the original.",
        ),
    ),
    "province-unknown": _error(
        ("Không có tỉnh, thành phố nào tên «{value}».", "Có phải là {suggestion} không?"),
        ("There is no province called “{value}”.", "Did you mean {suggestion}?"),
    ),
    "province-unheard": _error(
        (
            "Không có tỉnh, thành phố nào tên «{value}».",
            "Viết tên tỉnh như lúc bài được đăng, ví dụ Nam Định.",
        ),
        (
            "There is no province called “{value}”.",
            "Write its name at the time of the article, for example Nam Định.",
        ),
    ),
}

_FILES_OF_ARTICLES = {
    "media-without-file": _error(
        ("«{field}» không nói tệp nào.", "Thêm src: tên-tệp."),
        ("“{field}” names no file.", "Add src: name-of-the-file."),
    ),
    "media-elsewhere": _error(
        ("«{value}» nằm ở trang khác.", "Tải tệp về, đặt cạnh bài và ghi src: tên-tệp."),
        ("“{value}” lies on another site.", "Save the file beside the article and write src: its-name."),
    ),
    "external-picture": _error(
        ("Ảnh «{value}» nằm ở trang khác.", "Tải ảnh về, đặt cạnh bài và dùng tên tệp của nó."),
        ("The picture “{value}” lies on another site.", "Save it beside the article and use its file name."),
    ),
    "media-type": _error(
        ("Loại tệp «{value}» không được đăng.", "Dùng ảnh JPG, PNG, WebP; phim MP4, WebM; hoặc tệp PDF."),
        (
            "Files of type “{value}” cannot be published.",
            "Use JPG, PNG, WebP pictures, MP4 or WebM films, or PDF.",
        ),
    ),
    "media-kind": _error(
        ("«{value}» không dùng được cho «{field}».", "{expected}"),
        ("“{value}” cannot serve as “{field}”.", "{expected}"),
    ),
    "picture-unreadable": _error(
        ("Không mở được ảnh này.", "Lưu lại ảnh bằng một chương trình xem ảnh, hoặc bỏ nó khỏi bài."),
        (
            "The picture cannot be opened.",
            "Save it again with a picture program, or take it out of the article.",
        ),
    ),
    "missing-media": _error(
        ("Không có tệp «{value}».{suggestion_vi}", "Chép tệp vào đúng chỗ, hoặc sửa tên."),
        ("There is no file “{value}”.{suggestion_en}", "Put the file there, or mend its name."),
    ),
    "broken-link": _error(
        ("Liên kết «{value}» không dẫn đến bài nào.{suggestion_vi}", "Sửa đường dẫn, hoặc bỏ liên kết."),
        ("The link “{value}” leads nowhere.{suggestion_en}", "Mend the path, or remove the link."),
    ),
    "broken-fragment": _error(
        ("Trong bài không có mục «{value}».", "Dùng tên của một đề mục có trong bài."),
        ("The page has no part “{value}”.", "Use the name of a heading that is there."),
    ),
    "bad-link": _error(
        ("Không đọc được địa chỉ «{value}».", "Viết lại địa chỉ."),
        ("The address “{value}” cannot be read.", "Write it again."),
    ),
    "path-escapes": _error(
        ("«{value}» dẫn ra ngoài thư mục content/.", "Đặt tệp trong content/ và sửa đường dẫn."),
        ("“{value}” leads outside content/.", "Put the file inside content/ and mend the path."),
    ),
}

_ATTACHMENTS = {
    "pdf-no-text": _note(
        ("Tệp PDF chỉ có ảnh chụp các trang, không có chữ để tìm.", "Nhận dạng chữ (OCR) rồi lưu lại tệp."),
        (
            "The PDF has pictures of pages, no text to search.",
            "Recognise its text (OCR), then save it again.",
        ),
    ),
    "pdf-unreadable": _note(
        ("Tệp PDF bị hỏng, không đọc được chữ để tìm.", "Mở tệp rồi lưu thành PDF mới, hoặc tải lại tệp."),
        ("The PDF is damaged; its text cannot be searched.", "Save it as a new PDF, or fetch it again."),
    ),
    "pdf-encrypted": _note(
        ("Tệp PDF bị khóa nên không tìm được chữ trong tệp.", "Lưu lại tệp, bỏ mật khẩu và mọi giới hạn."),
        ("The PDF is locked; its text cannot be searched.", "Save it without password or restrictions."),
    ),
    "pdf-cut": _note(
        (
            "Số trang PDF tìm kiếm được: {pages}; tệp quá dài, quá lớn hoặc có trang hỏng.",
            "Tách tệp, hoặc lưu lại tệp.",
        ),
        (
            "Pages of the PDF that can be searched: {pages}; it is too long, too large or damaged.",
            "Split it, or save it again.",
        ),
    ),
}

_ARCHIVE = {
    "duplicate-translation": _error(
        ("Bài này đã có bản cùng ngôn ngữ ở {other}.", "Giữ một trong hai tệp."),
        ("The article exists in this language already: {other}.", "Keep one of the two files."),
    ),
    "original-missing": _error(
        ("Không có bản gốc bằng ngôn ngữ «{value}».", "Sửa original, hoặc thêm tệp bản gốc."),
        ("There is no original in the language “{value}”.", "Mend original, or add the original's file."),
    ),
    "address-clash": _error(
        ("Địa chỉ {address} trùng với {other}.", "Đổi tên tệp, hoặc thêm slug khác."),
        ("The address {address} is also that of {other}.", "Rename the file, or add another slug."),
    ),
    "address-taken": _error(
        ("Địa chỉ {address} là của một trang chung.", "Đổi tên tệp, hoặc thêm slug khác."),
        ("The address {address} belongs to a page of the archive itself.", "Rename the file, or add a slug."),
    ),
    "address-long": _error(
        ("Địa chỉ {address} dài quá 120 ký tự.", "Đặt slug ngắn hơn, hoặc đổi tên tệp hay thư mục."),
        (
            "The address {address} has more than 120 characters.",
            "Set a shorter slug, or rename file or folder.",
        ),
    ),
}

_SETTINGS = {
    "toml-syntax": _error(
        ("site.toml viết sai quy tắc TOML ({reason}).", "Sửa dòng này; văn bản phải đặt trong ngoặc kép."),
        ("site.toml is not valid TOML ({reason}).", "Mend this line; texts must stand in quotes."),
    ),
    "setting-type": _error(
        ("Giá trị của «{field}» không đúng kiểu.", "Ở đây cần {expected}."),
        ("The value of “{field}” has the wrong form.", "Write {expected} here."),
    ),
    "setting-unknown": _error(
        ("Không có thiết đặt «{field}».", "Xóa dòng này, hoặc dùng: {suggestion}."),
        ("There is no setting “{field}”.", "Delete the line, or use: {suggestion}."),
    ),
    "setting-missing": _error(
        ("Thiếu thiết đặt «{field}».", "Thêm «{field}» vào site.toml."),
        ("The setting “{field}” is missing.", "Add “{field}” to site.toml."),
    ),
    "setting-language": _error(
        ("Trang không có ngôn ngữ «{value}».", "Dùng vi hoặc en, và ghi ngôn ngữ ấy trong languages."),
        ("The site has no language “{value}”.", "Use vi or en, and list it in languages."),
    ),
    "base-url": _error(
        ("«{value}» không phải là địa chỉ của trang.", 'Viết base_url = "https://tên-miền/đường-dẫn/".'),
        ("“{value}” is no address of a site.", 'Write base_url = "https://domain/path/".'),
    ),
    "time-zone": _error(
        ("Không có múi giờ «{value}».", 'Viết time_zone = "Asia/Ho_Chi_Minh".'),
        ("There is no time zone “{value}”.", 'Write time_zone = "Asia/Ho_Chi_Minh".'),
    ),
    "linked-site": _error(
        ("Trang liên kết thiếu tên hoặc địa chỉ («{value}»).", "Mỗi [[links]] cần name và url."),
        ("A linked site lacks its name or address (“{value}”).", "Each [[links]] needs a name and a url."),
    ),
    "section-kind": _error(
        ("Không có loại mục «{value}».", "Dùng một trong: {suggestion}."),
        ("There is no kind of section “{value}”.", "Use one of: {suggestion}."),
    ),
    "section-slug": _error(
        ("Đã có một trang chung hay một mục khác mang slug «{value}».", "Đặt slug khác cho mục này."),
        ("Another section or page of the archive has the slug “{value}”.", "Give this section another slug."),
    ),
    "markdown-extension": _error(
        ("Không dùng được phần mở rộng Markdown «{value}».", "Dùng các phần: {suggestion}."),
        ("The Markdown extension “{value}” cannot be used.", "Use some of: {suggestion}."),
    ),
    "theme-missing": _error(
        ("Không có giao diện «{value}».", 'Viết theme = "default", hoặc thêm thư mục themes/{value}.'),
        ("There is no theme “{value}”.", 'Write theme = "default", or add a folder themes/{value}.'),
    ),
}

_IMPORTS = {
    code: Entry(severity, Words(*vi), Words(*en)) for code, (severity, vi, en) in IMPORT_ENTRIES.items()
}

CATALOGUE: Mapping[str, Entry] = (
    _FILES | _FRONT_MATTER | _FILES_OF_ARTICLES | _ATTACHMENTS | _ARCHIVE | _SETTINGS | _IMPORTS
)
