"""What the parsers of YAML and TOML say, in Vietnamese."""

import re
from collections.abc import Sequence

# (pattern of the whole English reason, Vietnamese reason with the groups of the pattern)
_REASONS: Sequence[tuple[str, str]] = (
    # YAML
    (r"mapping values are not allowed .*", "có dấu hai chấm ở chỗ không được có"),
    (r"could not find expected ':'", "dòng này hoặc dòng trước thiếu dấu hai chấm"),
    (r"did not find expected key", "chỗ này phải là tên một trường"),
    (r"did not find expected '-' indicator", "danh sách lẫn với trường, hoặc thụt dòng lệch"),
    (r"did not find expected ',' or '([\]}])'", r"danh sách thiếu dấu phẩy hoặc dấu {0}"),
    (r"block sequence entries are not allowed .*", "có dấu gạch đầu dòng ở chỗ không được có"),
    (r"block collections are not allowed .*", "danh sách hay các trường con đặt sai chỗ"),
    (r"found character that cannot start any token", "có ký tự không được đứng đầu giá trị"),
    (r"found unexpected end of stream", "phần đầu bài hết giữa chừng"),
    (r"found unknown escape character", "sau dấu \\ có ký tự không hiểu được"),
    (r"found (?:a )?tab character.*", "có phím Tab"),
    (r"(?:found )?undefined (?:alias|anchor|tag handle).*", "có dấu *, & hoặc ! của YAML mà không hiểu được"),
    (r"did not find expected .*", "thiếu một dấu, hoặc thụt dòng lệch"),
    (r"found .*", "có ký tự không hiểu được"),
    # TOML
    (r"too many brackets within one another", "quá nhiều dấu ngoặc lồng nhau"),
    (r"a number has too many digits", "có số quá nhiều chữ số"),
    (r"Invalid value", "giá trị viết sai; văn bản phải đặt trong ngoặc kép"),
    (r"Invalid statement", "dòng này không phải là «tên = giá trị»"),
    (r"Invalid date or datetime", "ngày giờ viết sai"),
    (r"Invalid initial character for a key part", "tên thiếu, hoặc bắt đầu bằng ký tự lạ"),
    (r"Expected '=' after a key .*", "sau tên thiếu dấu ="),
    (r"Expected '\]\]?' at the end of an? .*", "tên bảng thiếu dấu ngoặc vuông đóng"),
    (r"Expected newline or end of document .*", "sau giá trị còn chữ thừa"),
    (r"Expected (.*)", "thiếu {0}"),
    (r"Unclosed array", "danh sách thiếu dấu ]"),
    (r"Unclosed inline table", "bảng trong ngoặc nhọn thiếu dấu }}"),
    (r"Unterminated string", "văn bản thiếu dấu ngoặc kép đóng"),
    (r"Unescaped '\\\\?' in a string", "trong văn bản có dấu \\ phải viết thành \\\\"),
    (r"Cannot overwrite a value|Duplicate inline table key.*", "tên này đã được viết rồi"),
    (r"Cannot (?:declare|redefine|mutate)[^']*?(\S+)(?: twice)?", "bảng này đã được viết rồi"),
    (r"(?:Found invalid|Illegal) character (.*)", "có ký tự không được dùng: {0}"),
    (r"unreadable", "không đọc được"),
)


def vietnamese_reason(reason: str) -> str:
    """The reason in Vietnamese; as it is, in quotes, if nobody has translated it."""
    for pattern, words in _REASONS:
        match = re.fullmatch(pattern, reason)
        if match:
            return words.format(*match.groups())
    return f"“{reason}”"
