"""The forms of values in the front matter, and their parts.

Texts for people are pairs: Vietnamese, English.
"""

from collections.abc import Mapping
from enum import StrEnum, auto

from msgspec import Struct

Both = tuple[str, str]  # Vietnamese, English


class FieldForm(StrEnum):
    """Form of a value. `read/field_readers.py` reads each, `schema/json_schema.py` describes each."""

    TEXT = auto()
    PROSE = auto()
    DATE = auto()
    AUTHORS = auto()
    SPELLINGS = auto()
    NAMES = auto()
    TAGS = auto()
    SLUG = auto()
    YES_OR_NO = auto()
    COUNT = auto()
    LANGUAGE = auto()
    SHA256 = auto()
    REVISION = auto()
    URL = auto()
    FILE = auto()
    LOCAL_TEXT = auto()
    ORIGIN = auto()
    MEDIA = auto()
    MEDIA_LIST = auto()
    CORRECTIONS = auto()
    WITHDRAWAL = auto()
    TEXT_FATE = auto()
    COMMENTS = auto()
    POLL = auto()
    ADDRESSES = auto()
    VOTES = auto()
    SILENCES = auto()


# Patterns of these forms, for the readers and the JSON Schema. The whole value must match.
PATTERNS: Mapping[FieldForm, str] = {
    FieldForm.LANGUAGE: r"[a-z]{2}",
    FieldForm.SHA256: r"[0-9a-fA-F]{64}",
    FieldForm.SLUG: r"[a-z0-9]+(?:-[a-z0-9]+)*",
}
GONE, KEPT = ("gone", "gỡ"), ("kept", "giữ")  # the text of a withdrawn article
YES, NO = ("true", "yes", "on", "có"), ("false", "no", "off", "không")
UNKNOWN = "unknown"
UNKNOWN_WORDS = (UNKNOWN, "không rõ", "chưa rõ", "không biết")
LONGEST_NAME = 200  # characters of an author or a tag: each has a page and stands in lists


class ValuePart(Struct, frozen=True):
    """A part of a value that has several: its name, its form, and its label for editors."""

    name: str
    form: FieldForm
    label: Both
    required: bool = False


_DATE = ValuePart("date", FieldForm.DATE, ("ngày", "the day"))
_NEEDED_DATE = ValuePart("date", FieldForm.DATE, ("ngày", "the day"), required=True)
_MEDIA = (
    ValuePart("src", FieldForm.FILE, ("tệp, tính từ thư mục của bài", "the file, from the article's folder")),
    ValuePart(
        "url", FieldForm.FILE, ("địa chỉ của phim ở trang khác", "the address of a film on another site")
    ),
    ValuePart(
        "alt", FieldForm.LOCAL_TEXT, ("tả ảnh cho người không nhìn thấy", "what it shows, for the blind")
    ),
    ValuePart("caption", FieldForm.LOCAL_TEXT, ("chú thích", "the caption")),
    ValuePart("title", FieldForm.LOCAL_TEXT, ("tên của tệp đính kèm", "the title of an attached file")),
    ValuePart("credit", FieldForm.LOCAL_TEXT, ("người chụp, nơi cung cấp", "who took or gave it")),
    ValuePart("poster", FieldForm.FILE, ("ảnh đứng của phim", "a film's still picture")),
    ValuePart("captions", FieldForm.FILE, ("phụ đề của phim, tệp .vtt", "a film's subtitles, a .vtt file")),
)

# The parts of the forms that have any.
PARTS: Mapping[FieldForm, tuple[ValuePart, ...]] = {
    FieldForm.AUTHORS: (
        ValuePart("organisation", FieldForm.TEXT, ("tên cơ quan", "the name of an organisation")),
        ValuePart("name", FieldForm.TEXT, ("tên người", "the name of a person")),
    ),
    FieldForm.REVISION: (
        ValuePart(
            "sha256", FieldForm.SHA256, ("mã của bản gốc", "the digest of the original"), required=True
        ),
        ValuePart(
            "date", FieldForm.DATE, ("ngày dịch hoặc đối chiếu", "the day of the translation or its review")
        ),
    ),
    FieldForm.ORIGIN: (
        ValuePart("name", FieldForm.TEXT, ("tên nguồn", "its name")),
        ValuePart("url", FieldForm.URL, ("địa chỉ", "its address")),
        ValuePart("captured", FieldForm.DATE, ("ngày lưu", "the day of the capture")),
        ValuePart("sha256", FieldForm.SHA256, ("mã của tệp đã lưu", "the digest of the captured file")),
        ValuePart(
            "gone",
            FieldForm.DATE,
            ("ngày thấy địa chỉ không còn mở được", "the day on which the address was found to be gone"),
        ),
    ),
    FieldForm.MEDIA: _MEDIA,
    FieldForm.MEDIA_LIST: _MEDIA,
    FieldForm.CORRECTIONS: (
        _NEEDED_DATE,
        ValuePart("text", FieldForm.LOCAL_TEXT, ("điều đã sửa", "what was put right"), required=True),
    ),
    FieldForm.WITHDRAWAL: (
        _NEEDED_DATE,
        ValuePart("reason", FieldForm.LOCAL_TEXT, ("lý do", "the reason"), required=True),
        ValuePart("authority", FieldForm.LOCAL_TEXT, ("nơi quyết định", "who decided it"), required=True),
        ValuePart(
            "text",
            FieldForm.TEXT_FATE,
            (
                "bài và tệp riêng của bài có còn được đăng không; không ghi thì gỡ",
                "whether the text and the article's own files stay; gone if it is not said",
            ),
        ),
        ValuePart(
            "title",
            FieldForm.LOCAL_TEXT,
            (
                "tên bài mà thông báo được phép nêu; không ghi thì không nêu",
                "the title that the notice may give; none if it is not said",
            ),
        ),
    ),
    FieldForm.COMMENTS: (
        ValuePart("author", FieldForm.TEXT, ("người viết", "who wrote it")),
        _DATE,
        ValuePart("text", FieldForm.PROSE, ("lời bình", "the comment"), required=True),
    ),
    FieldForm.POLL: (
        ValuePart("question", FieldForm.TEXT, ("câu hỏi", "the question"), required=True),
        ValuePart(
            "answers",
            FieldForm.VOTES,
            ("các câu trả lời và số phiếu", "the answers with votes"),
            required=True,
        ),
    ),
}
