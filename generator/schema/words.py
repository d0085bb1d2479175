"""Texts of the editors' reference in Vietnamese and English: names and descriptions of forms."""

from collections.abc import Mapping

from generator.schema.field_forms import NO, YES, Both, FieldForm
from generator.schema.setting_forms import SettingForm

FORM_NAMES: Mapping[FieldForm, Both] = {
    FieldForm.TEXT: ("văn bản", "text"),
    FieldForm.PROSE: ("đoạn văn", "prose"),
    FieldForm.DATE: ("ngày", "date"),
    FieldForm.AUTHORS: ("tác giả", "authors"),
    FieldForm.SPELLINGS: ("tỉnh", "province"),
    FieldForm.NAMES: ("các tên", "names"),
    FieldForm.TAGS: ("các thẻ", "tags"),
    FieldForm.SLUG: ("tên trong địa chỉ", "slug"),
    FieldForm.YES_OR_NO: ("có hay không", "yes or no"),
    FieldForm.COUNT: ("số", "number"),
    FieldForm.LANGUAGE: ("ngôn ngữ", "language"),
    FieldForm.SHA256: ("mã SHA-256", "SHA-256"),
    FieldForm.REVISION: ("bản gốc đã dịch", "revision"),
    FieldForm.URL: ("địa chỉ", "address"),
    FieldForm.FILE: ("tệp", "file"),
    FieldForm.LOCAL_TEXT: ("văn bản theo ngôn ngữ", "text by language"),
    FieldForm.ORIGIN: ("nguồn", "source"),
    FieldForm.MEDIA: ("ảnh, phim hoặc tệp", "picture, film or file"),
    FieldForm.MEDIA_LIST: ("các ảnh hoặc tệp", "pictures or files"),
    FieldForm.CORRECTIONS: ("các đính chính", "corrections"),
    FieldForm.WITHDRAWAL: ("việc thu hồi", "withdrawal"),
    FieldForm.TEXT_FATE: ("gỡ hay giữ", "gone or kept"),
    FieldForm.COMMENTS: ("các bình luận", "comments"),
    FieldForm.POLL: ("cuộc thăm dò", "poll"),
    FieldForm.ADDRESSES: ("các địa chỉ cũ", "old addresses"),
    FieldForm.VOTES: ("số phiếu", "votes"),
    FieldForm.SILENCES: ("các mã không cần báo", "silences"),
}
FORM_WORDS: Mapping[FieldForm, Both] = {
    FieldForm.TEXT: (
        "một văn bản trên một dòng; có dấu hai chấm thì đặt trong ngoặc kép",
        "a text on one line; in quotes if it has a colon",
    ),
    FieldForm.PROSE: ("một văn bản, một hay nhiều dòng", "a text of one or several lines"),
    FieldForm.DATE: (
        "một ngày, ngày luôn trước tháng: 08/01/2014, 2014-01-08, 8 tháng 1 năm 2014; có thể kèm giờ; hoặc "
        "chỉ một tháng (01/2014), một năm (2014)",
        "a date, always day first: 08/01/2014, 2014-01-08, 8 January 2014; with a time or not; or only a "
        "month (01/2014) or a year (2014)",
    ),
    FieldForm.AUTHORS: (
        "một tên hoặc danh sách các tên; cơ quan không tự nhận ra được thì viết { organisation: Tên }",
        "a name or a list of names; an organisation that is not known as one as { organisation: Name }",
    ),
    FieldForm.SPELLINGS: ("một tên tỉnh hoặc danh sách", "the name of a province, or a list"),
    FieldForm.ADDRESSES: (
        "một địa chỉ hoặc danh sách: /tin/123.html, hoặc cả http://… của trang cũ",
        "an address or a list: /tin/123.html, or the whole http://… of the old site",
    ),
    FieldForm.NAMES: ("một tên hoặc danh sách", "a name or a list"),
    FieldForm.TAGS: (
        "danh sách, hoặc một dòng có dấu phẩy giữa các thẻ",
        "a list, or one line with commas between the tags",
    ),
    FieldForm.SLUG: ("chữ a-z, số và dấu gạch nối, không dấu", "the letters a-z, figures and hyphens"),
    FieldForm.YES_OR_NO: (", ".join((*YES, *NO)), ", ".join((*YES, *NO))),
    FieldForm.COUNT: ("một số từ 0 trở lên", "a number, 0 or more"),
    FieldForm.LANGUAGE: ("mã ngôn ngữ gồm hai chữ: vi, en", "a language code of two letters: vi, en"),
    FieldForm.SHA256: ("mã SHA-256, 64 chữ số hex", "a SHA-256 of 64 hexadecimal digits"),
    FieldForm.REVISION: (
        "mã SHA-256 của bản gốc, hoặc các phần dưới đây",
        "the SHA-256 of the original, or these parts",
    ),
    FieldForm.URL: (
        "địa chỉ bắt đầu bằng http:// hoặc https://",
        "an address that begins with http:// or https://",
    ),
    FieldForm.FILE: (
        "tên tệp, tính từ thư mục của bài; bắt đầu bằng / thì tính từ content/",
        "a file, from the article's folder; from content/ if it begins with /",
    ),
    FieldForm.LOCAL_TEXT: (
        "một văn bản bằng ngôn ngữ của tệp, hoặc { vi: …, en: … }",
        "a text in the file's language, or { vi: …, en: … }",
    ),
    FieldForm.ORIGIN: ("một tên, một địa chỉ, hoặc các phần dưới đây", "a name, an address, or these parts"),
    FieldForm.MEDIA: ("một tệp, hoặc các phần dưới đây", "a file, or these parts"),
    FieldForm.MEDIA_LIST: (
        "danh sách; mỗi mục là một tệp, hoặc các phần dưới đây",
        "a list, each item a file or these parts",
    ),
    FieldForm.CORRECTIONS: ("danh sách; mỗi mục có các phần dưới đây", "a list, each item with these parts"),
    FieldForm.WITHDRAWAL: ("các phần dưới đây", "these parts"),
    FieldForm.TEXT_FATE: (
        "gone (gỡ): thông báo đứng thay bài, không tệp nào của trang còn lời hay ảnh của bài; kept (giữ): "
        "bài còn nguyên, thông báo đứng trước",
        "gone (gỡ): a notice stands in place of the article, and no file of the site has its words or "
        "pictures; kept (giữ): the article stays, after the notice",
    ),
    FieldForm.COMMENTS: ("danh sách; mỗi mục có các phần dưới đây", "a list, each item with these parts"),
    FieldForm.POLL: ("các phần dưới đây", "these parts"),
    FieldForm.VOTES: ("mỗi câu trả lời kèm số phiếu", "each answer with its votes"),
    FieldForm.SILENCES: ("mỗi mã kèm lý do", "each code with its reason"),
}
SETTING_WORDS: Mapping[SettingForm, Both] = {
    SettingForm.TEXT: ("văn bản", "a text"),
    SettingForm.CHOICE: ("một trong", "one of"),
    SettingForm.CHOICES: ("danh sách, chọn trong", "a list out of"),
    SettingForm.LANGUAGES: ("danh sách, chọn trong", "a list out of"),
    SettingForm.LOCAL_TEXT: ("văn bản, hoặc { vi = …, en = … }", "a text, or { vi = …, en = … }"),
    SettingForm.SITE_ADDRESS: ("địa chỉ https://tên-miền/đường-dẫn/", "an address https://domain/path/"),
    SettingForm.SITE_ADDRESSES: ("danh sách các địa chỉ như vậy", "a list of such addresses"),
    SettingForm.WEB_ADDRESS: (
        "địa chỉ bắt đầu bằng http:// hoặc https://",
        "an address that begins with http:// or https://",
    ),
    SettingForm.COLOUR: ("màu dạng #rrggbb", "a colour as #rrggbb"),
    SettingForm.TIME_ZONE: ("tên múi giờ IANA", "an IANA time zone"),
    SettingForm.YES_OR_NO: ("true hoặc false", "true or false"),
    SettingForm.DATE: ('ngày: 1994-01-01, hoặc "01/01/1994"', 'a date: 1994-01-01, or "01/01/1994"'),
    SettingForm.WORD_GROUPS: ("danh sách các nhóm từ", "a list of groups of words"),
    SettingForm.TABLE: ("bảng [tên]", "a table [name]"),
    SettingForm.TABLES: ("các bảng [[tên]]", "tables [[name]]"),
    SettingForm.NAMED_TABLES: ("các bảng [tên.khóa]", "tables [name.key]"),
    SettingForm.NAMED_TEXTS: ("bảng [tên], mỗi dòng một văn bản", "a table [name], each line a text"),
}
WORDS: Mapping[str, Both] = {
    "made": (
        "<!-- Do «khotin schema» viết từ mã nguồn; đừng sửa tay. -->",
        "<!-- Written by “khotin schema” from the code; do not edit. -->",
    ),
    "title": ("Tra cứu cho biên tập viên", "The editors' reference"),
    "fields": ("Các trường của phần đầu bài", "The fields of the front matter"),
    "settings": ("Thiết đặt trong site.toml", "The settings in site.toml"),
    "forms": ("Cách viết từng loại giá trị", "How each kind of value is written"),
    "field": ("Trường", "Field"),
    "setting": ("Thiết đặt", "Setting"),
    "meaning": ("Ý nghĩa", "Meaning"),
    "form": ("Cách viết", "Form"),
    "where": ("Ở bản dịch", "In a translation"),
    "example": ("Ví dụ", "Example"),
    "default": ("Để trống thì là", "By default"),
    "required": ("**bắt buộc**", "**required**"),
    "unknown": ("không rõ thì ghi unknown", "unknown if nobody knows"),
    "most": ("nhiều nhất {most}", "at most {most}"),
    "inherited": ("lấy từ bản gốc", "taken from the original"),
    "own": ("của riêng tệp", "the file's own"),
    "translate": ("dịch", "to be translated"),
    "translate_parts": (
        "lấy từ bản gốc; lời thì dịch",
        "taken from the original; its words to be translated",
    ),
    "digest": ("Khi nào một bản dịch là cũ", "When a translation is outdated"),
}
DIGEST: Both = (
    "Bản dịch ghi ở translated_from mã của bản gốc mà nó dịch. Bản gốc đổi thì mã đổi, và bản dịch là cũ cho "
    "đến khi có người đối chiếu và chạy «khotin translations accept TỆP». Mã tính trên những lời sau của tệp "
    "bản gốc, bằng ngôn ngữ của nó: {fields} (của ảnh, phim, tệp: alt, caption, credit; title tính là "
    "caption); và toàn bộ nội dung bài. Mỗi lời là một dòng «tên: lời», như «cover.alt: …», theo thứ tự ấy, "
    "sau cùng là «body: nội dung Markdown»; phần trống thì bỏ. Văn bản ở dạng Unicode NFC; mọi khoảng trắng, "
    "kể cả chỗ xuống dòng, tính là một dấu cách; giữa hai dòng là một ký tự xuống dòng (LF). Mã là SHA-256 "
    "của các dòng ấy, mã hóa UTF-8. Vì vậy xuống dòng kiểu Windows, dạng Unicode khác, hay việc sửa ngày, "
    "tác giả, thẻ không làm bản dịch thành cũ.",
    "A translation names in translated_from the digest of the original that it translates. When the original "
    "changes, its digest does, and the translation is outdated until somebody has compared it and run "
    "“khotin translations accept FILE”. The digest is made of these words of the original's file, in its own "
    "language: {fields} (of pictures, films and files: alt, caption, credit; title counts as caption); and "
    "of the whole text. Each is a line “name: words”, such as “cover.alt: …”, in this order, at the end "
    "“body: the Markdown”; what is empty is left out. Text is in Unicode NFC; any white space, line ends "
    "among it, counts as one space; between two lines stands one line feed. The digest is the SHA-256 of "
    "these lines in UTF-8. So neither Windows line ends nor another Unicode form, nor another date, author "
    "or tag make a translation outdated.",
)
