"""The front matter schema: every field with its form and its meaning.

Validation (`read/field_readers.py`), the digest of a translation's original (`read/translation_digest.py`),
the JSON Schema (`schema/json_schema.py`) and the editors' reference (`schema/reference_page.py`) are made
from it. Texts for people are pairs: Vietnamese, English.
"""

from collections.abc import Mapping

from msgspec import Struct

from generator.schema.field_forms import NO, YES, Both, FieldForm
from generator.text.unicode import fold


class Field(Struct, frozen=True):
    """A field of the front matter.

    `required`: in articles; standing pages need only a title. `inherited`: translations take the value from
    the article; other fields are texts, or concern their own file only. `may_be_unknown`: the value may be
    "unknown" if `review` names the field. `translated`: the text is translated, so a translation is outdated
    when it changes. `most`: the greatest number of values, 0 for no limit; each value costs pages or files.
    """

    name: str
    form: FieldForm
    label: Both
    meaning: Both
    example: str
    required: bool = False
    inherited: bool = True
    may_be_unknown: bool = False
    translated: bool = False
    most: int = 0


FIELDS: tuple[Field, ...] = (
    Field(
        "title",
        FieldForm.TEXT,
        ("Tiêu đề", "Title"),
        ("Tiêu đề của bài.", "The title of the article."),
        "title: Sở KH&CN tổng kết công tác năm 2013",
        required=True,
        inherited=False,
        translated=True,
    ),
    Field(
        "date",
        FieldForm.DATE,
        ("Ngày đăng", "Date"),
        (
            "Ngày bài được đăng lần đầu. Không rõ thì ghi unknown và nêu date trong review.",
            "The day on which it was first published. If nobody knows: unknown, and date named in review.",
        ),
        "date: 08/01/2014",
        required=True,
        may_be_unknown=True,
    ),
    Field(
        "author",
        FieldForm.AUTHORS,
        ("Tác giả", "Author"),
        (
            "Người viết, hoặc cơ quan viết bài. Nhiều người thì viết thành danh sách.",
            "Who wrote it: a person or an organisation; several people as a list.",
        ),
        "author: [Trần Văn An, Lê Thị Bình]",
        required=True,
        may_be_unknown=True,
        most=50,
    ),
    Field(
        "province",
        FieldForm.SPELLINGS,
        ("Tỉnh, thành phố", "Province"),
        (
            "Bài nói về tỉnh nào, theo tên lúc bài được đăng; viết theo cách quen thuộc nào cũng được.",
            "Where it comes from, by the name of its own time; any known spelling will do.",
        ),
        "province: Nam Định",
        required=True,
        may_be_unknown=True,
        most=100,
    ),
    Field(
        "review",
        FieldForm.NAMES,
        ("Trường cần xem lại", "Fields to review"),
        ("Tên những trường còn phải có người xem lại.", "The fields that a person must still look at."),
        "review: [date, author]",
    ),
    Field(
        "summary",
        FieldForm.TEXT,
        ("Tóm tắt", "Summary"),
        (
            "Một hai câu cho danh sách bài và kết quả tìm kiếm; để trống thì lấy đoạn đầu của bài.",
            "A sentence or two for lists and search results; without it the first paragraph stands in.",
        ),
        "summary: Thanh tra ghé qua bốn nơi trong năm 2013.",
        inherited=False,
        translated=True,
    ),
    Field(
        "updated",
        FieldForm.DATE,
        ("Ngày cập nhật", "Updated"),
        ("Ngày bài được sửa lần cuối.", "The day on which it was last changed."),
        "updated: 15/03/2014",
    ),
    Field(
        "tags",
        FieldForm.TAGS,
        ("Thẻ", "Tags"),
        ("Các chủ đề của bài.", "The subjects of the article."),
        "tags: [đo lường, thanh tra]",
        most=50,
    ),
    Field(
        "series",
        FieldForm.LOCAL_TEXT,
        ("Loạt bài", "Series"),
        (
            "Tên loạt bài; các bài cùng tên là những kỳ của loạt, theo ngày đăng.",
            "The name of a series; the articles with this name are its parts, by date.",
        ),
        "series: Chuyện nghề đo lường",
    ),
    Field(
        "slug",
        FieldForm.SLUG,
        ("Tên trong địa chỉ", "Slug"),
        (
            "Phần cuối của địa chỉ trang; để trống thì lấy tên tệp. Đã đăng rồi thì đừng đổi.",
            "The end of the page's address; without it the file's name. Leave it alone once it is published.",
        ),
        "slug: nam-dinh-inspections-2013",
        inherited=False,
    ),
    Field(
        "layout",
        FieldForm.SLUG,
        ("Mẫu trang", "Layout"),
        (
            "Mẫu trang riêng của bài: layouts/<tên>.html trong giao diện.",
            "The layout of this article: layouts/<name>.html of the theme.",
        ),
        "layout: phong-su",
    ),
    Field(
        "draft",
        FieldForm.YES_OR_NO,
        ("Bản nháp", "Draft"),
        ("Bản nháp thì không hiện trên trang.", "A draft is not shown."),
        "draft: true",
        inherited=False,
    ),
    Field(
        "publish",
        FieldForm.DATE,
        ("Ngày bắt đầu hiện", "Publish on"),
        ("Trước ngày này bài chưa hiện.", "Before this day it is not shown."),
        "publish: 01/02/2026",
    ),
    Field(
        "expires",
        FieldForm.DATE,
        ("Ngày thôi hiện", "Expires on"),
        ("Từ ngày này bài không hiện nữa.", "From this day on it is no longer shown."),
        "expires: 01/03/2026",
    ),
    Field(
        "publisher",
        FieldForm.LOCAL_TEXT,
        ("Nơi đăng đầu tiên", "First published by"),
        (
            "Cơ quan hoặc tờ báo đăng bài đầu tiên, theo tên lúc ấy.",
            "The department, as it was called then, or the newspaper that first published it.",
        ),
        "publisher: Sở Khoa học và Công nghệ Nam Định",
    ),
    Field(
        "source",
        FieldForm.ORIGIN,
        ("Nguồn", "Source"),
        ("Bài được lấy về từ đâu.", "Where the archive has it from."),
        "source: { name: Báo Nam Định, url: https://bao.example/bai-1 }",
    ),
    Field(
        "original",
        FieldForm.LANGUAGE,
        ("Ngôn ngữ gốc", "Original language"),
        (
            "Ngôn ngữ của bản gốc, nếu không phải là ngôn ngữ chính của trang.",
            "The language of the original, where that is not the site's first language.",
        ),
        "original: en",
    ),
    Field(
        "translator",
        FieldForm.TEXT,
        ("Người dịch", "Translator"),
        ("Ai dịch bản này.", "Who translated it."),
        "translator: Nguyễn Thị Dung",
        inherited=False,
    ),
    Field(
        "translated_from",
        FieldForm.REVISION,
        ("Bản gốc đã dịch", "Translated from"),
        (
            "Chỉ ở bản dịch: mã của bản gốc lúc dịch, và ngày ấy. Bản gốc đổi thì mã đổi, và bản dịch thành "
            "cũ. Lệnh «khotin new --translate» và «khotin translations accept» tự ghi trường này.",
            "In translations only: the digest of the original that was translated, and the day. When the "
            "original changes its digest does, and the translation is outdated. The commands “khotin new "
            "--translate” and “khotin translations accept” write it.",
        ),
        f"translated_from: {{ sha256: {'6b86b273ff34fce1' * 4}, date: 2026-03-15 }}",
        inherited=False,
    ),
    Field(
        "cover",
        FieldForm.MEDIA,
        ("Ảnh đại diện", "Cover"),
        ("Ảnh ở đầu bài và trong danh sách.", "The picture above the article and in lists."),
        "cover: { src: thanh-tra.webp, alt: Thanh tra viên bên cột đo xăng }",
        translated=True,
    ),
    Field(
        "images",
        FieldForm.MEDIA_LIST,
        ("Ảnh", "Images"),
        ("Các ảnh của bài.", "The pictures of the article."),
        "images: [{ src: ruong.webp, caption: Ruộng bậc thang }]",
        translated=True,
        most=500,
    ),
    Field(
        "video",
        FieldForm.MEDIA,
        ("Video", "Video"),
        (
            "Phim MP4 hoặc WebM của bài, hoặc địa chỉ phim ở trang khác.",
            "The article's MP4 or WebM film, or the address of one on another site.",
        ),
        "video: { src: kiem-dinh.mp4, poster: kiem-dinh.png, captions: kiem-dinh.vtt }",
        translated=True,
    ),
    Field(
        "attachments",
        FieldForm.MEDIA_LIST,
        ("Tệp đính kèm", "Attachments"),
        ("Văn bản kèm theo bài.", "The documents that come with it."),
        "attachments: [{ src: quyet-dinh.pdf, title: Quyết định 210 }]",
        translated=True,
        most=500,
    ),
    Field(
        "aliases",
        FieldForm.ADDRESSES,
        ("Địa chỉ cũ", "Old addresses"),
        ("Những địa chỉ cũ phải dẫn về bài này.", "Old addresses that must lead here."),
        "aliases: [/tin/123.html]",
        inherited=False,
        most=200,
    ),
    Field(
        "corrections",
        FieldForm.CORRECTIONS,
        ("Đính chính", "Corrections"),
        ("Những điều đã sửa sau khi đăng.", "What was put right after it was published."),
        "corrections: [{ date: 10/01/2014, text: Sửa số hồ sơ ở đoạn hai }]",
    ),
    Field(
        "withdrawn",
        FieldForm.WITHDRAWAL,
        ("Thu hồi", "Withdrawn"),
        (
            "Bài đã bị thu hồi: khi nào, vì sao, do ai; lời bài được gỡ hay giữ.",
            "It was withdrawn: when, why, by whom; whether its text is gone or kept.",
        ),
        "withdrawn: { date: 2015-06-01, reason: Sai số liệu, authority: Giám đốc Sở, text: kept }",
    ),
    Field(
        "comments",
        FieldForm.COMMENTS,
        ("Bình luận cũ", "Legacy comments"),
        ("Bình luận của bạn đọc ở trang cũ.", "Readers' comments on the old site."),
        "comments: [{ author: Bạn đọc, date: 2014-01-09, text: Rất hay }]",
    ),
    Field(
        "poll",
        FieldForm.POLL,
        ("Thăm dò cũ", "Legacy poll"),
        ("Cuộc thăm dò ở trang cũ.", "A poll of the old site."),
        'poll: { question: "Trang này có ích không?", answers: { Rất có ích: 12, Ít: 3 } }',
    ),
    Field(
        "views",
        FieldForm.COUNT,
        ("Lượt xem cũ", "Legacy views"),
        ("Số lượt xem ở trang cũ.", "How often it was read on the old site."),
        "views: 1234",
    ),
    Field(
        "silence",
        FieldForm.SILENCES,
        ("Mã không cần báo", "Codes not to report"),
        (
            "Những mã mà «khotin check» không cần báo cho tệp này, mỗi mã kèm lý do. Lỗi thì không tắt được.",
            "Codes that “khotin check” need not report for this file, each with the reason. Errors cannot be "
            "silenced.",
        ),
        "silence: { near-duplicate: Hai quý có hai thông báo riêng }",
        inherited=False,
    ),
)

BY_NAME = {field.name: field for field in FIELDS}
MEDIA_FIELDS = tuple(f.name for f in FIELDS if f.form in (FieldForm.MEDIA, FieldForm.MEDIA_LIST))

# What people and other generators call a field. Readers of messages are told the right name.
OTHER_NAMES: Mapping[str, str] = {
    "tiêu đề": "title",
    "tựa đề": "title",
    "tên bài": "title",
    "ngày": "date",
    "ngày đăng": "date",
    "tác giả": "author",
    "người viết": "author",
    "authors": "author",
    "tỉnh": "province",
    "tỉnh thành": "province",
    "tóm tắt": "summary",
    "mô tả": "summary",
    "sapo": "summary",
    "description": "summary",
    "excerpt": "summary",
    "subtitle": "summary",
    "thẻ": "tags",
    "từ khóa": "tags",
    "từ khoá": "tags",
    "keywords": "tags",
    "categories": "tags",
    "category": "tags",
    "tag": "tags",
    "ảnh": "images",
    "ảnh bìa": "cover",
    "ảnh đại diện": "cover",
    "image": "cover",
    "thumbnail": "cover",
    "featured_image": "cover",
    "banner": "cover",
    "phim": "video",
    "tệp đính kèm": "attachments",
    "đính kèm": "attachments",
    "nguồn": "source",
    "bản nháp": "draft",
    "nháp": "draft",
    "lastmod": "updated",
    "modified": "updated",
    "last_modified_at": "updated",
    "cập nhật": "updated",
    "người dịch": "translator",
    "redirect_from": "aliases",
    "permalink": "aliases",
    "url": "aliases",
    "địa chỉ cũ": "aliases",
}
# Names without their accents, as they are typed where there is no Vietnamese keyboard.
WITHOUT_ACCENTS: Mapping[str, str] = {fold(name): field for name, field in OTHER_NAMES.items()}
# Fields by which other generators hide an article, each with the values that do.
HIDING: Mapping[str, tuple[str, ...]] = {
    "published": NO,
    "visible": NO,
    "private": YES,
    "hidden": YES,
    "unlisted": YES,
    "status": ("draft", "private", "pending"),
}
