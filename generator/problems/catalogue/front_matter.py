"""Problems of the front matter's fields."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, error, warning

FRONT_MATTER: Mapping[str, CatalogueEntry] = {
    "no-front-matter": error(
        (
            "Tệp không có phần đầu (front matter).",
            "Bắt đầu tệp bằng một dòng ---, các trường title, date, author, province, rồi một dòng --- nữa.",
        ),
        (
            "The file has no front matter.",
            "Begin it with a line ---, then title, date, author, province, then another line ---.",
        ),
    ),
    "front-matter-open": error(
        ("Phần đầu bài không có dòng --- kết thúc.", "Thêm một dòng --- sau trường cuối cùng."),
        ("The front matter is not closed.", "Add a line --- after its last field."),
    ),
    "yaml-tab": error(
        ("Dòng này thụt vào bằng phím Tab.", "Thay Tab bằng dấu cách (hai dấu cách mỗi bậc)."),
        ("This line is indented with a tab.", "Use spaces instead (two for each level)."),
    ),
    "yaml-colon": error(
        (
            "Trong giá trị có dấu hai chấm nên không đọc được.",
            'Đặt cả giá trị trong dấu ngoặc kép, ví dụ title: "Sở KH&CN: tổng kết năm".',
        ),
        (
            "A colon inside the value makes it unreadable.",
            'Put the whole value in quotes, for example title: "Department: annual review".',
        ),
    ),
    "yaml-quote": error(
        ("Dấu ngoặc mở ở đây không có dấu đóng.", "Thêm dấu ngoặc đóng ở cuối giá trị."),
        ("The quote that opens here is never closed.", "Add the closing quote at the end of the value."),
    ),
    "yaml-syntax": error(
        (
            "Phần đầu bài viết sai quy tắc YAML ({reason}).",
            "Mỗi trường một dòng, dạng «tên: giá trị»; đặt giá trị có ký tự lạ trong ngoặc kép.",
        ),
        (
            "The front matter is not valid YAML ({reason}).",
            "Write one field a line as “name: value”; put values with unusual characters in quotes.",
        ),
    ),
    "yaml-not-fields": error(
        ("Phần đầu bài không phải là các trường.", "Viết mỗi trường một dòng, dạng «tên: giá trị»."),
        ("The front matter holds no fields.", "Write one field a line as “name: value”."),
    ),
    "yaml-alias": error(
        (
            "Phần đầu bài dùng dấu * để nhắc lại giá trị khác.",
            "Chép giá trị ra, hoặc đặt nó trong ngoặc kép.",
        ),
        ("The front matter uses * to repeat another value.", "Write the value out, or put it in quotes."),
    ),
    "duplicate-key": error(
        ("Trường «{field}» được viết hai lần (lần đầu ở dòng {first}).", "Giữ lại một lần."),
        ("The field “{field}” stands here again (first on line {first}).", "Keep one of the two."),
    ),
    "misspelled-field": error(
        ("Không có trường «{field}».", "Có phải là «{suggestion}» không?"),
        ("There is no field “{field}”.", "Did you mean “{suggestion}”?"),
    ),
    "unknown-field": error(
        ("Không có trường «{field}».", "Xóa dòng này, hoặc dùng một trong các trường: {suggestion}."),
        ("There is no field “{field}”.", "Delete the line, or use one of: {suggestion}."),
    ),
    "too-many": error(
        (
            "«{field}» có {count} giá trị; một bài được nhiều nhất {most}.",
            "Chỉ giữ lại {most} giá trị cần nhất; ảnh và tệp còn lại thì tách sang bài khác.",
        ),
        (
            "“{field}” has {count} values; an article may have {most} at most.",
            "Keep the {most} that matter most; move other pictures and files to another article.",
        ),
    ),
    "name-long": error(
        (
            "«{value}» ở «{field}» dài {count} ký tự; tên được dài nhất {most}.",
            "Viết ngắn lại, hoặc tách thành danh sách nếu đó là nhiều tên.",
        ),
        (
            "“{value}” in “{field}” has {count} characters; a name may have {most} at most.",
            "Make it shorter, or a list if it is several names.",
        ),
    ),
    "field-type": error(
        ("Giá trị của «{field}» không đúng kiểu.", "Ở đây cần {expected}."),
        ("The value of “{field}” has the wrong form.", "Write {expected} here."),
    ),
    "missing-field": error(
        ("Bài thiếu trường «{field}».", "Thêm dòng «{field}: …» vào phần đầu bài."),
        ("The article has no “{field}”.", "Add a line “{field}: …” to its front matter."),
    ),
    "missing-title": error(
        ("Bản này có nội dung nhưng không có «title».", "Thêm dòng «title: …» vào phần đầu bài."),
        ("This file has a text but no “title”.", "Add a line “title: …” to its front matter."),
    ),
    "missing-part": error(
        ("«{field}» còn thiếu {part}.", "Thêm {part} vào «{field}»."),
        ("“{field}” lacks {part}.", "Add {part} to “{field}”."),
    ),
    "unknown-without-review": error(
        (
            "«{field}» ghi là unknown mà không có trong review.",
            "Thêm «{field}» vào review, ví dụ review: [{field}].",
        ),
        ("“{field}” is unknown but not named in review.", "Add it, for example review: [{field}]."),
    ),
    "review-field": error(
        ("review nêu «{value}», không phải là trường nào.", "Dùng tên một trường, ví dụ date."),
        ("review names “{value}”, which is no field.", "Use the name of a field, for example date."),
    ),
    "to-review": warning(
        ("«{field}» chưa được người xem lại.", "Kiểm tra, sửa giá trị, rồi bỏ «{field}» khỏi review."),
        ("“{field}” still waits for a person's review.", "Check it, fix it, then take it out of review."),
    ),
    "date": error(
        (
            "«{value}» ở «{field}» không phải là ngày có thật.",
            "Viết ngày trước tháng, ví dụ 08/01/2014 hoặc 2014-01-08; không rõ thì ghi unknown.",
        ),
        (
            "“{value}” in “{field}” is no date that exists.",
            "Write the day first, as 08/01/2014, or 2014-01-08; if it is not known, write unknown.",
        ),
    ),
    "slug": error(
        (
            "«{value}» không dùng được trong địa chỉ.",
            "Chỉ dùng a-z, 0-9 và dấu gạch nối, ví dụ {suggestion}.",
        ),
        ("“{value}” cannot stand in an address.", "Use a-z, 0-9 and hyphens only, for example {suggestion}."),
    ),
    "fact-differs": error(
        (
            "«{field}» ở bản dịch khác với bản gốc ({other}).",
            "Xóa trường này ở bản dịch; bản dịch luôn theo bản gốc.",
        ),
        (
            "“{field}” differs from the original ({other}).",
            "Delete it here; a translation takes its facts from the original.",
        ),
    ),
    "province-unknown": error(
        ("Không có tỉnh, thành phố nào tên «{value}».", "Có phải là {suggestion} không?"),
        ("There is no province called “{value}”.", "Did you mean {suggestion}?"),
    ),
    "province-unheard": error(
        (
            "Không có tỉnh, thành phố nào tên «{value}».",
            "Viết tên tỉnh như lúc bài được đăng, ví dụ Nam Định.",
        ),
        (
            "There is no province called “{value}”.",
            "Write its name at the time of the article, for example Nam Định.",
        ),
    ),
}
