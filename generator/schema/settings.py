"""The schema of site.toml: every setting with its form, its meaning and its default.

`read/settings.py` reads by it. The JSON Schema (`schema/json_schema.py`) and the editors' reference
(`schema/reference_page.py`) are made from it. Texts for people are pairs: Vietnamese, English.
"""

from generator.model.settings import SectionKind
from generator.schema.setting_forms import Setting, SettingForm

DEFAULT_EXTENSIONS = ("tables", "footnotes", "sane_lists", "def_list", "abbr", "fenced_code")
_EXTENSIONS = (*DEFAULT_EXTENSIONS, "attr_list", "admonition", "md_in_html", "nl2br", "smarty")
TYPED_FORMS = "typed_forms"  # the extension that reads what people type as they mean it

_SERVERS = ("nginx", "apache", "htaccess", "caddy", "iis", "iis-rewrite", "headers", "github-pages")
_MASTHEAD = (
    Setting("agency", SettingForm.LOCAL_TEXT, ("Cơ quan chủ quản.", "The agency that runs the site.")),
    Setting(
        "responsible",
        SettingForm.LOCAL_TEXT,
        ("Người chịu trách nhiệm nội dung.", "Who answers for the content."),
    ),
    Setting("address", SettingForm.LOCAL_TEXT, ("Địa chỉ.", "The address.")),
    Setting("phone", SettingForm.TEXT, ("Điện thoại.", "The telephone number.")),
    Setting("email", SettingForm.TEXT, ("Thư điện tử.", "The e-mail address.")),
    Setting(
        "licence",
        SettingForm.LOCAL_TEXT,
        ("Bài và ảnh được dùng lại với điều kiện gì.", "How texts and pictures may be used again."),
    ),
)

_LINK = (
    Setting(
        "name",
        SettingForm.LOCAL_TEXT,
        ("Tên của trang liên kết.", "The name of the linked site."),
        '{ vi = "Bộ Khoa học và Công nghệ", en = "Ministry of Science and Technology" }',
        required=True,
    ),
    Setting(
        "url",
        SettingForm.WEB_ADDRESS,
        ("Địa chỉ của trang liên kết.", "The address of the linked site."),
        '"https://www.most.gov.vn/"',
        required=True,
        fault="linked-site",
    ),
)

_SECTION = (
    Setting(
        "name",
        SettingForm.LOCAL_TEXT,
        ("Tên mục.", "The name of the section."),
        '{ vi = "Tin tức", en = "News" }',
        required=True,
    ),
    Setting(
        "slug",
        SettingForm.LOCAL_TEXT,
        (
            "Tên trong địa chỉ; để trống thì lấy tên thư mục.",
            "Its name in addresses; without it the folder's name.",
        ),
        '{ vi = "tin-tuc", en = "news" }',
    ),
    Setting(
        "kind",
        SettingForm.CHOICE,
        ("Loại mục: trang bài hiện gì trước tiên.", "Its kind: what an article's page shows first."),
        '"news"',
        default=SectionKind.NEWS,
        choices=tuple(SectionKind),
        fault="section-kind",
    ),
    Setting(
        "layout",
        SettingForm.TEXT,
        (
            "Mẫu trang bài của mục: layouts/<tên>.html trong giao diện.",
            "The layout of its articles: layouts/<name>.html of the theme.",
        ),
        '"anh-lon"',
    ),
)

_COLOURS = tuple(
    Setting(name, SettingForm.COLOUR, meaning, f'"{example}"', fault="colour-form")
    for name, meaning, example in (
        ("paper", ("Nền trang.", "The ground of the page."), "#fbf8f2"),
        ("tint", ("Nền của ô và chân trang.", "The ground of boxes and of the foot."), "#f4ede2"),
        ("ink", ("Chữ.", "The text."), "#211b17"),
        ("muted", ("Chữ phụ: ngày, chú thích.", "Lesser text: dates, captions."), "#645a51"),
        ("line", ("Đường kẻ.", "Lines."), "#dfd5c7"),
        ("mark", ("Nền của chữ được tô khi tìm.", "The ground of words that were searched for."), "#f6e3b4"),
        (
            "accent",
            ("Màu nhấn: dải đầu trang, nút.", "The accent: the band at the head, buttons."),
            "#8f1d1a",
        ),
        ("link", ("Liên kết; để trống thì như accent.", "Links; without it the accent."), "#8f1d1a"),
        ("visited", ("Liên kết đã xem.", "Links that were visited."), "#6b3357"),
    )
)

_SILENCE = (
    Setting(
        "code",
        SettingForm.TEXT,
        ("Mã không cần báo.", "The code that is not to be reported."),
        '"end-mark-missing"',
        required=True,
    ),
    Setting(
        "reason",
        SettingForm.TEXT,
        ("Vì sao không cần báo.", "Why it need not be."),
        '"Trang cũ không có dấu hết bài"',
        required=True,
    ),
    Setting(
        "files",
        SettingForm.TEXT,
        (
            "Ở những tệp nào; dấu * thay cho bất cứ chữ nào.",
            "In which files; * stands for anything.",
        ),
        '"content/tin-tuc/2014/*"',
        default="*",
    ),
)

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "name",
        SettingForm.LOCAL_TEXT,
        ("Tên kho tin.", "The name of the archive."),
        '{ vi = "Kho tin", en = "News archive" }',
        required=True,
    ),
    Setting(
        "description",
        SettingForm.LOCAL_TEXT,
        ("Một câu giới thiệu kho tin.", "A sentence about the archive."),
        '{ vi = "Kho lưu trữ tin của Sở." }',
    ),
    Setting(
        "base_url",
        SettingForm.SITE_ADDRESS,
        ("Nơi trang được đặt trên mạng.", "Where the site will stand on the web."),
        '"https://khotin.example/luu-tru/"',
        required=True,
        fault="base-url",
    ),
    Setting(
        "former_base_urls",
        SettingForm.SITE_ADDRESSES,
        (
            "Nơi từng đặt các kho tin nay đã nhập vào kho này: địa chỉ cũ ở đó dẫn đến trang cùng tên ở đây.",
            "Where archives stood that are joined in this one: their addresses lead to the same path here.",
        ),
        '["https://khotin-cu.example/"]',
        fault="base-url",
    ),
    Setting(
        "languages",
        SettingForm.LANGUAGES,
        ("Các ngôn ngữ; ngôn ngữ đầu là ngôn ngữ chính.", "The languages, the main one first."),
        '["vi", "en"]',
        default=("vi", "en"),
        fault="setting-language",
    ),
    Setting("theme", SettingForm.TEXT, ("Giao diện.", "The theme."), '"default"', default="default"),
    Setting(
        "appearance",
        SettingForm.TABLE,
        ("Vẻ ngoài của trang.", "How the site looks."),
        parts=(
            Setting(
                "emblem",
                SettingForm.TEXT,
                (
                    "Biểu trưng cạnh tên trang, vuông: tệp SVG, PNG, WebP hoặc JPG trong content/.",
                    "The emblem beside the name, a square: an SVG, PNG, WebP or JPG file in content/.",
                ),
                '"_root/bieu-trung.svg"',
            ),
            Setting(
                "banner",
                SettingForm.TEXT,
                (
                    "Tranh ngang trên đầu trang: tệp PNG, WebP hoặc JPG trong content/, đến 300 KB.",
                    "A wide picture at the head: a PNG, WebP or JPG file in content/, up to 300 KB.",
                ),
                '"_root/bang-ten.webp"',
            ),
            Setting(
                "colours",
                SettingForm.TABLE,
                ("Các màu ban ngày.", "The colours by light."),
                parts=_COLOURS,
            ),
            Setting(
                "dark",
                SettingForm.TABLE,
                ("Các màu khi máy người đọc để nền tối.", "The colours where the reader's machine is dark."),
                parts=_COLOURS,
            ),
        ),
    ),
    Setting(
        "hosting",
        SettingForm.TABLE,
        (
            "Nơi đặt trang. Các tệp trong content/_root/ được chép nguyên vào gốc của trang.",
            "Where the site is hosted. The files of content/_root/ are copied to the site's root.",
        ),
        parts=(
            Setting(
                "servers",
                SettingForm.CHOICES,
                (
                    "Viết tệp thiết đặt cho các máy chủ này.",
                    "Write the configuration that these servers read.",
                ),
                '["nginx", "headers"]',
                choices=_SERVERS,
                fault="hosting-server",
            ),
            Setting(
                "compressed",
                SettingForm.CHOICES,
                (
                    "Ghi cạnh mỗi tệp chữ một bản đã nén, để máy chủ gửi đi ngay. Bản “br” cần `khotin[br]`.",
                    "Write a compressed copy beside each text, for servers to send. “br” needs `khotin[br]`.",
                ),
                '["gz", "br"]',
                choices=("gz", "br"),
                fault="hosting-compressed",
            ),
            Setting(
                "hashed_names",
                SettingForm.YES_OR_NO,
                (
                    "Gọi tệp kiểu dáng và tập lệnh bằng tên có mã băm, để trình duyệt giữ mãi.",
                    "Call styles and scripts by names with their hash, so that browsers keep them for ever.",
                ),
                "true",
                default="false",
            ),
        ),
    ),
    Setting(
        "time_zone",
        SettingForm.TIME_ZONE,
        ("Múi giờ của các ngày.", "The time zone of the dates."),
        '"Asia/Ho_Chi_Minh"',
        default="Asia/Ho_Chi_Minh",
        fault="time-zone",
    ),
    Setting(
        "masthead",
        SettingForm.TABLE,
        ("Chân trang: ai chịu trách nhiệm.", "The foot of each page: who answers for the site."),
        parts=_MASTHEAD,
    ),
    Setting(
        "links",
        SettingForm.TABLES,
        ("Các trang liên kết ở chân trang.", "The linked sites at the foot of each page."),
        parts=_LINK,
    ),
    Setting(
        "sections",
        SettingForm.NAMED_TABLES,
        (
            "Các mục; tên bảng là thư mục trong content/, ví dụ [sections.tin-tuc].",
            "The sections; a table's name is its folder under content/, as in [sections.tin-tuc].",
        ),
        required=True,
        parts=_SECTION,
    ),
    Setting(
        "tags",
        SettingForm.NAMED_TEXTS,
        ("Tên của các thẻ trong từng ngôn ngữ.", "The names of tags in each language."),
        '"đo lường" = { en = "metrology" }',
    ),
    Setting(
        "search",
        SettingForm.TABLE,
        ("Tìm kiếm.", "The search."),
        parts=(
            Setting(
                "synonyms",
                SettingForm.WORD_GROUPS,
                ("Các nhóm từ cùng nghĩa.", "Groups of words of one meaning."),
                '[["KH&CN", "khoa học và công nghệ"]]',
            ),
        ),
    ),
    Setting(
        "data",
        SettingForm.TABLE,
        ("Kho tin dưới dạng dữ liệu.", "The archive as data."),
        parts=(
            Setting(
                "publish",
                SettingForm.YES_OR_NO,
                (
                    "Đăng mọi bài thành bảng (CSV và JSON) trên trang, kèm một trang giới thiệu.",
                    "Publish all articles as tables (CSV and JSON) on the site, with a page about them.",
                ),
                "true",
                default="false",
            ),
        ),
    ),
    Setting(
        "markdown",
        SettingForm.TABLE,
        ("Cách viết bài.", "How articles are written."),
        parts=(
            Setting(
                "extensions",
                SettingForm.CHOICES,
                ("Các phần mở rộng của Markdown.", "The extensions of Markdown."),
                '["tables", "footnotes"]',
                default=DEFAULT_EXTENSIONS,
                choices=_EXTENSIONS,
                fault="markdown-extension",
            ),
            Setting(
                "reading",
                SettingForm.CHOICE,
                (
                    "«lenient»: hiểu như người viết muốn (danh sách ngay dưới câu, «1)», «•», bảng dán từ "
                    "Excel, địa chỉ nhiều dòng, liên kết trần, chữ gạch bỏ); «strict»: chỉ theo Markdown.",
                    "“lenient”: as it was meant (a list right under its sentence, “1)”, “•”, a table pasted "
                    "from Excel, lines of an address, bare links, struck text); “strict”: Markdown alone.",
                ),
                '"strict"',
                default="lenient",
                choices=("lenient", "strict"),
            ),
        ),
    ),
    Setting(
        "check",
        SettingForm.TABLE,
        ("Việc kiểm tra bằng «khotin check».", "What “khotin check” goes by."),
        parts=(
            Setting(
                "founded",
                SettingForm.DATE,
                (
                    "Ngày sở được thành lập; bài ghi ngày sớm hơn thì được báo.",
                    "When the department was founded; an earlier date of an article is reported.",
                ),
                "1994-01-01",
                fault="date",
            ),
            Setting(
                "silence",
                SettingForm.TABLES,
                ("Những mã không cần báo.", "Codes that are not to be reported."),
                parts=_SILENCE,
            ),
        ),
    ),
)
