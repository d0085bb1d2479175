"""Problems with creating an article or a translation, or accepting one."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, error

EDITING: Mapping[str, CatalogueEntry] = {
    "no-article-file": error(
        (
            "Đây không phải là tệp bài trong content/ của trang.",
            "Nêu một tệp .md có thật trong content/, ví dụ content/tin-tuc/2014/bai.md.",
        ),
        (
            "This is no article's file in the site's content/.",
            "Name a .md file that is there, for example content/tin-tuc/2014/bai.md.",
        ),
    ),
    "file-taken": error(
        ("Đã có tệp này.", "Mở tệp ấy mà viết tiếp, hoặc đặt tên khác bằng --slug."),
        ("This file is there already.", "Open it and go on, or choose another name with --slug."),
    ),
    "translation-taken": error(
        ("Đã có tệp này cho bản dịch.", "Mở tệp ấy mà dịch tiếp."),
        ("The translation's file is there already.", "Open it and go on."),
    ),
    "own-translation": error(
        ("Bản gốc viết bằng chính ngôn ngữ «{value}».", "Chọn ngôn ngữ khác bằng --to."),
        ("The original itself is in the language “{value}”.", "Choose another one with --to."),
    ),
    "not-a-translation": error(
        ("Đây là bản gốc, không phải bản dịch.", "Nêu tệp của bản dịch, ví dụ {suggestion}."),
        ("This is the original, not a translation.", "Name the translation's file, such as {suggestion}."),
    ),
    "not-yet-translated": error(
        ("Bản này chưa dịch: chưa có «title».", "Dịch xong rồi hãy xác nhận."),
        ("This is not translated yet: it has no “title”.", "Translate it before you accept it."),
    ),
    "not-accepted": error(
        (
            "Phần đầu bài viết theo lối không tự thêm dòng vào được, nên tệp được giữ nguyên.",
            "Tự thêm dòng này vào phần đầu bài: {line}",
        ),
        (
            "The front matter is written in a way to which no line can be added safely; it is left alone.",
            "Add this line to the front matter yourself: {line}",
        ),
    ),
}
