"""The front matter schema: every field once, with its form and its meaning.

Validation reads it today; JSON Schema, the editor form and the reference table are to be made from it.
"""

from dataclasses import dataclass
from enum import StrEnum, auto


class Form(StrEnum):
    """What a value looks like; `read/values.py` has the reader of each."""

    TEXT = auto()
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
    LOCAL_TEXT = auto()
    ORIGIN = auto()
    MEDIA = auto()
    MEDIA_LIST = auto()
    CORRECTIONS = auto()
    WITHDRAWAL = auto()
    COMMENTS = auto()
    POLL = auto()
    ADDRESSES = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the front matter.

    `required`: of articles; standing pages need a title only. `inherited`: a fact, which a translation takes
    from its article; the others are texts or say something of their own file alone. `may_be_unknown`: the
    word "unknown" is a value, if `review` names the field.
    """

    name: str
    form: Form
    vi: str
    en: str
    required: bool = False
    inherited: bool = True
    may_be_unknown: bool = False


FIELDS: tuple[Field, ...] = (
    Field("title", Form.TEXT, "Tiêu đề", "Title", required=True, inherited=False),
    Field("date", Form.DATE, "Ngày đăng", "Date", required=True, may_be_unknown=True),
    Field("author", Form.AUTHORS, "Tác giả", "Author", required=True, may_be_unknown=True),
    Field("province", Form.SPELLINGS, "Tỉnh, thành phố", "Province", required=True, may_be_unknown=True),
    Field("review", Form.NAMES, "Trường cần xem lại", "Fields to review"),
    Field("summary", Form.TEXT, "Tóm tắt", "Summary", inherited=False),
    Field("updated", Form.DATE, "Ngày cập nhật", "Updated"),
    Field("tags", Form.TAGS, "Thẻ", "Tags"),
    Field("slug", Form.SLUG, "Tên trong địa chỉ", "Slug", inherited=False),
    Field("draft", Form.YES_OR_NO, "Bản nháp", "Draft", inherited=False),
    Field("publish", Form.DATE, "Ngày bắt đầu hiện", "Publish on"),
    Field("expires", Form.DATE, "Ngày thôi hiện", "Expires on"),
    Field("publisher", Form.LOCAL_TEXT, "Nơi đăng đầu tiên", "First published by"),
    Field("source", Form.ORIGIN, "Nguồn", "Source"),
    Field("original", Form.LANGUAGE, "Ngôn ngữ gốc", "Original language"),
    Field("translator", Form.TEXT, "Người dịch", "Translator", inherited=False),
    Field(
        "translated_from", Form.SHA256, "Mã của bản gốc đã dịch", "Digest translated from", inherited=False
    ),
    Field("cover", Form.MEDIA, "Ảnh đại diện", "Cover"),
    Field("images", Form.MEDIA_LIST, "Ảnh", "Images"),
    Field("video", Form.MEDIA, "Video", "Video"),
    Field("attachments", Form.MEDIA_LIST, "Tệp đính kèm", "Attachments"),
    Field("aliases", Form.ADDRESSES, "Địa chỉ cũ", "Old addresses", inherited=False),
    Field("corrections", Form.CORRECTIONS, "Đính chính", "Corrections"),
    Field("withdrawn", Form.WITHDRAWAL, "Thu hồi", "Withdrawn"),
    Field("comments", Form.COMMENTS, "Bình luận cũ", "Legacy comments"),
    Field("poll", Form.POLL, "Thăm dò cũ", "Legacy poll"),
    Field("views", Form.COUNT, "Lượt xem cũ", "Legacy views"),
)

BY_NAME = {field.name: field for field in FIELDS}
MEDIA_FIELDS = ("cover", "images", "video", "attachments")
