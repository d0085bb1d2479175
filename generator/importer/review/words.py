"""Words of the review page: Vietnamese, English."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "heading": ("Xem lại các bài đã nhập", "Review of imported articles"),
    "left": ("{open} trong {all} bài còn phải xem", "{open} of {all} articles to review"),
    "all_sites": ("Mọi nơi", "All sites"),
    "only_open": ("Chỉ bài còn phải xem", "Only those to review"),
    "captured": ("Trang đã lưu", "Captured page"),
    "article": ("Bài đã nhập", "Article"),
    "accept": ("Đúng", "Right"),
    "bulk": ("Cả nơi này", "Whole site"),
    "accept_all": ("Mọi trường đều đúng", "All fields are right"),
    "body": ("nội dung", "text"),
    "before": ("Bài trước", "Previous"),
    "next": ("Bài sau", "Next"),
    "draft": ("bản nháp", "draft"),
    "keys": (
        "Phím: Enter ghi ô và sang ô sau; Ctrl+Enter: mọi trường đều đúng; Alt+B: áp dụng ô này cho cả nơi; "
        "Alt+↓, Alt+↑: bài sau, bài trước.",
        "Keys: Enter writes the cell and goes on; Ctrl+Enter: all fields are right; Alt+B: this cell for the "
        "whole site; Alt+↓, Alt+↑: next and previous article.",
    ),
    "bulk_question": (
        "Ghi «{value}» vào {field} của {count} bài ở {site} còn phải xem trường này?",
        "Write “{value}” as {field} of {count} articles of {site} whose {field} is open?",
    ),
    "invalid": ("Giá trị này không dùng được cho {field}.", "This cannot be the {field}."),
    "changed": (
        "Chương trình khác đã sửa bảng; bảng vừa được đọc lại, hãy làm lại bước vừa rồi.",
        "Another program has changed the table. It was read again; please repeat the last step.",
    ),
    "done": (
        "Không còn gì phải xem. Chạy «khotin import --apply» với bảng này.",
        "Nothing is left to review. Run “khotin import --apply” with this table.",
    ),
    "not_kept": (
        "Trang đã lưu không còn ở chỗ cũ. Nhập với --keep-originals thì trang được giữ lại.",
        "The captured page is no longer where it was. Import with --keep-originals to keep it.",
    ),
    "saved": ("Đã ghi vào bảng", "Written to the table"),
}
