"""Texts of explanations in Vietnamese and English."""

from collections.abc import Mapping

from generator.schema.front_matter import BY_NAME

Words = tuple[str, str]  # Vietnamese, English

# Names of what pages show besides the fields of the front matter.
_SHOWN: Mapping[str, Words] = {
    "alternates": ("bản tiếng khác", "equivalents"),
    "authors": ("tác giả", "authors"),
    "body": ("nội dung", "text"),
    "categories": ("chuyên mục", "categories"),
    "changed": ("ngày đổi", "last change"),
    "count": ("số bài", "number of articles"),
    "current": ("tỉnh, thành phố hiện nay", "provinces today"),
    "coverage": ("bản dịch theo năm", "translations by year"),
    "crumbs": ("đường dẫn về", "way back"),
    "description": ("mô tả", "description"),
    "entries": ("các mục", "entries"),
    "former": ("tỉnh, thành phố cũ", "former provinces"),
    "groups": ("danh sách bài", "articles listed"),
    "index": ("chỉ mục tìm kiếm", "search index"),
    "items": ("danh sách bài", "articles listed"),
    "languages": ("ngôn ngữ", "languages"),
    "kinds": ("các loại", "kinds"),
    "latest": ("tin mới nhất", "latest"),
    "lead": ("đoạn đầu", "lead"),
    "letters": ("theo chữ cái", "by letter"),
    "months": ("các tháng", "months"),
    "name": ("tên", "name"),
    "newer": ("bài mới hơn", "newer article"),
    "older": ("bài cũ hơn", "older article"),
    "organisations": ("cơ quan, tổ chức", "organisations"),
    "parts": ("các phần", "parts"),
    "path": ("địa chỉ", "address"),
    "periods": ("các kỳ", "periods"),
    "predecessors": ("tỉnh tiền thân", "predecessors"),
    "provinces": ("tỉnh, thành phố", "provinces"),
    "published": ("ngày đăng", "published"),
    "section": ("mục", "section"),
    "sections": ("các mục", "sections"),
    "ribbon": ("các năm", "years"),
    "row": ("các tháng", "months"),
    "rows": ("các hàng", "rows"),
    "sha256": ("mã SHA-256", "SHA-256"),
    "site": ("phần chung của mọi trang", "what stands on every page"),
    "size": ("dung lượng", "size"),
    "sources": ("các cỡ ảnh", "sizes of the picture"),
    "tables": ("các bảng", "tables"),
    "unsure": ("trường cần xem lại", "fields to review"),
    "url": ("địa chỉ", "address"),
    "withdrawal": ("thu hồi", "withdrawal"),
    "width": ("chiều rộng", "width"),
    "height": ("chiều cao", "height"),
    "years": ("các năm", "years"),
}
# Steps of a path that say nothing about the value.
_PASSED = {"link", "label", "value", "content"}

OUTCOMES: Mapping[str, Words] = {
    "written": ("Lần dựng trước đã viết tệp này", "The last build wrote this file"),
    "removed": ("Lần dựng trước đã xóa tệp này", "The last build removed this file"),
    "unchanged": ("Lần dựng trước không viết tệp này", "The last build did not write this file"),
}
# For a file that was rendered again with the same bytes.
CAME_OUT_THE_SAME: Words = ("và tệp này vẫn như cũ", "and this file is unchanged")
REASONS: Mapping[str, Words] = {
    "new": (
        "mọi thứ được dựng mới, vì chưa có lần dựng nào, hoặc bộ nhớ đệm đã bị xóa",
        "everything was built from scratch, because there was no build before, or its cache was deleted",
    ),
    "upgraded": (
        "mọi thứ được dựng mới, vì Khotin đã đổi phiên bản",
        "everything was built from scratch, because the version of Khotin had changed",
    ),
    "damaged": (
        "mọi thứ được dựng mới, vì bộ nhớ đệm bị hỏng hoặc không phải do bạn tạo ra",
        "everything was built from scratch, because the cache was damaged or not yours",
    ),
    "changed": ("những gì trang cho thấy đã khác", "the content that it shows has changed"),
    "mended": (
        "tệp đã mất hoặc bị ai đó sửa trong thư mục kết quả",
        "it was missing in the output folder, or had been changed there",
    ),
    "same": ("mọi thứ trang cho thấy vẫn như cũ", "the content that it shows is unchanged"),
    "refused": (
        "nội dung có lỗi, nên trang vẫn như lần đăng gần nhất",
        "the content has errors, and so the page is as it was last published",
    ),
}


def field_word(name: str, talk: str) -> str:
    """Name of a field in this language; the field's own name if it has none."""
    if name in BY_NAME:
        vi, en = BY_NAME[name].label
        return (vi if talk == "vi" else en).lower()
    vi, en = _SHOWN.get(name, (name, name))
    return vi if talk == "vi" else en


def place_words(where: tuple[str, ...], talk: str) -> str:
    """Position of a difference: "provinces › Nam Định › number of articles"."""
    return " › ".join(field_word(step, talk) for step in where if step not in _PASSED)
