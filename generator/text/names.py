"""Names of authors: people, and the organisations that sign like people."""

import re

# First words of Vietnamese and English organisations; none of them is a family name in use.
_ORGANISATION = re.compile(
    r"(?i)(sở|bộ|cục|tổng cục|chi cục|vụ|ban|phòng|văn phòng|trung tâm|viện|trường|hội|hội đồng|liên hiệp|"
    r"liên minh|ủy ban|uỷ ban|ubnd|báo|tạp chí|đài|cổng|trang|tổ|nhóm|quỹ|công ty|tập đoàn|hợp tác xã|"
    r"bảo tàng|thư viện|nhà xuất bản|thông tấn xã|đoàn|the )\s"
)
_ENGLISH_ORGANISATION = re.compile(
    r"(?i)\b(department|ministry|centre|center|institute|university|agency|newspaper|office|committee|"
    r"division|board|editorial|team|association|union|company)\b"
)


def is_organisation(name: str) -> bool:
    """Whether a byline names an organisation, as far as its words tell."""
    return bool(_ORGANISATION.match(f"{name} ") or _ENGLISH_ORGANISATION.search(name))
