"""Distinguishes authors that are organisations from people."""

import re

# First words of Vietnamese organisations. Words that are also family or given names (Đoàn, Trang, Hội) count
# only together with the next word.
_ORGANISATION = re.compile(
    r"(?i)(sở|bộ|cục|tổng cục|chi cục|vụ|ban|phòng|văn phòng|trung tâm|viện|trường|hội đồng|liên hiệp|"
    r"liên minh|hội liên hiệp|ủy ban|uỷ ban|ubnd|hđnd|báo|tạp chí|đài|tổ|nhóm|quỹ|công ty|tập đoàn|"
    r"hợp tác xã|thanh tra|bảo tàng|thư viện|nhà xuất bản|trạm|thông tấn xã|đảng bộ|đảng ủy|công đoàn|the|"
    r"cổng (?:thông tin|ttđt|tt)|trang (?:thông tin|tin|ttđt|tt)|"
    r"hội (?:nông dân|phụ nữ|liên hiệp|khoa học|cựu|chữ|nhà|làm)|"
    r"đoàn (?:thanh niên|tncs|thể|công tác|thanh tra|trường|cơ sở|sở))\s"
)
_ENGLISH_ORGANISATION = re.compile(
    r"(?i)\b(department|ministry|centre|center|institute|university|agency|newspaper|office|committee|"
    r"division|board|editorial|team|association|union|company)\b"
)


def is_organisation(name: str) -> bool:
    """Whether a byline names an organisation, judged by its words."""
    return bool(_ORGANISATION.match(f"{name} ") or _ENGLISH_ORGANISATION.search(name))
