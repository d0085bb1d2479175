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
    "not-an-article": error(
        (
            "Đây là trang tĩnh, không phải bài; chỉ thu hồi được bài.",
            "Xóa tệp, rồi ghi việc gỡ vào ledger/tombstones/ như «khotin build» chỉ dẫn.",
        ),
        (
            "This is a standing page; only articles can be withdrawn.",
            "Delete the file, then write the record in ledger/tombstones/ that “khotin build” asks for.",
        ),
    ),
    "withdrawn-already": error(
        ("Bài này đã thu hồi.", "Muốn đổi lý do hay cách gỡ thì sửa «withdrawn» ở dòng này."),
        (
            "The article is withdrawn already.",
            "To change the reason or the text's fate, edit “withdrawn” here.",
        ),
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
    "move-target": error(
        (
            "Đây không phải là tên mới của tệp bài, cũng không phải là thư mục.",
            "Viết tên mới có đuôi .md, hoặc một thư mục có dấu / ở cuối, ví dụ content/tin-tuc/2014/.",
        ),
        (
            "This is neither a new name of an article's file nor a folder.",
            "Write a new name that ends with .md, or a folder with / at its end, as content/tin-tuc/2014/.",
        ),
    ),
    "move-taken": error(
        ("Tên hay địa chỉ này đã có {other} dùng.", "Chọn tên khác; không tệp nào bị thay đổi."),
        (
            "{other} has this name or this address already.",
            "Choose another name; no file was changed.",
        ),
    ),
    "move-section": error(
        (
            "Bài chỉ nằm được trong thư mục của một mục; trang tĩnh nằm ngay trong content/.",
            "Chọn chỗ trong một mục đã có: {value}; trang tĩnh thì content/TÊN.md.",
        ),
        (
            "An article lies in the folder of a section, a standing page in content/ itself.",
            "Choose a place in a section that there is: {value}; for a standing page, content/NAME.md.",
        ),
    ),
}
