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
    "front-matter-dashes": error(
        (
            "Dòng đầu là «{value}», không phải ba dấu gạch nối; Word hay đổi --- thành dấu gạch dài.",
            "Gõ lại dòng ấy, và dòng kết thúc phần đầu, thành ---",
        ),
        (
            "The first line is “{value}”, not three hyphens; Word likes to turn --- into a long dash.",
            "Type that line, and the one that closes the front matter, as ---",
        ),
    ),
    "front-matter-toml": error(
        (
            "Phần đầu bài viết bằng TOML, như của Hugo.",
            "Đổi hai dòng +++ thành ---, và mỗi dòng «tên = giá trị» thành «tên: giá trị».",
        ),
        (
            "The front matter is TOML, as Hugo has it.",
            "Write both lines +++ as ---, and each line “name = value” as “name: value”.",
        ),
    ),
    "front-matter-start": error(
        ("Trên trường đầu tiên không có dòng ---.", "Thêm một dòng --- trên dòng này."),
        ("No line --- stands above the first field.", "Add a line --- above this one."),
    ),
    "front-matter-end": error(
        (
            "Dòng kết thúc phần đầu bài là «{value}», không phải ba dấu gạch nối.",
            "Gõ lại dòng ấy thành ---",
        ),
        (
            "The line that closes the front matter is “{value}”, not three hyphens.",
            "Type it as ---",
        ),
    ),
    "front-matter-late": error(
        (
            "Trước phần đầu bài (dòng --- thứ nhất, ở dòng {line}) còn chữ khác.",
            "Xóa mọi thứ trước dòng --- ấy, hoặc chuyển xuống dưới phần đầu bài.",
        ),
        (
            "Other text stands before the front matter, which begins with the --- on line {line}.",
            "Delete all before that ---, or move it below the front matter.",
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
    "yaml-no-colon": error(
        (
            "Sau tên trường không có dấu hai chấm và dấu cách.",
            "Viết dòng này thành: {suggestion}",
        ),
        (
            "No colon and space follow the name of the field.",
            "Write the line as: {suggestion}",
        ),
    ),
    "yaml-broken-line": error(
        (
            "Dòng này không phải là một trường; có lẽ nó thuộc về giá trị ở dòng trên.",
            "Nối dòng này vào cuối dòng trên: giá trị của một trường nằm trên một dòng.",
        ),
        (
            "This line is no field; it seems to go on with the value above it.",
            "Join it to the end of the line above: the value of a field stands on one line.",
        ),
    ),
    "yaml-dash": error(
        ("Sau dấu gạch đầu dòng không có dấu cách.", "Viết dòng này thành: {suggestion}"),
        ("No blank follows the dash of this item.", "Write the line as: {suggestion}"),
    ),
    "yaml-indent": error(
        (
            "Dòng này thụt vào nên không còn là một trường riêng.",
            "Xóa dấu cách ở đầu dòng; tên trường nằm sát lề.",
        ),
        (
            "This line is indented, so it is no field of its own.",
            "Delete the blanks at its beginning; the name of a field stands at the margin.",
        ),
    ),
    "yaml-colon": error(
        (
            "Trong giá trị có dấu hai chấm nên không đọc được.",
            "Đặt cả giá trị trong dấu nháy thẳng: {suggestion}",
        ),
        (
            "A colon inside the value makes it unreadable.",
            "Put the whole value in straight quotes: {suggestion}",
        ),
    ),
    "yaml-value": error(
        (
            "YAML không đọc được giá trị này như nó được gõ.",
            "Đặt cả giá trị trong dấu nháy thẳng: {suggestion}",
        ),
        (
            "YAML cannot read this value as it is typed.",
            "Put the whole value in straight quotes: {suggestion}",
        ),
    ),
    "yaml-bracket": error(
        ("Dấu ngoặc {value} mở ở đây không có dấu đóng.", "Thêm dấu ngoặc đóng ở cuối danh sách."),
        ("The bracket {value} that opens here is never closed.", "Close it after the last item."),
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
    "yaml-comment": warning(
        (
            "Từ dấu # trở đi là ghi chú của YAML; người đọc không thấy phần ấy của «{field}».",
            "Nếu dấu # thuộc về giá trị thì đặt cả giá trị trong ngoặc: {suggestion}; nếu là ghi chú thì "
            "chuyển nó sang dòng riêng.",
        ),
        (
            "From # on this is a comment of YAML; readers do not see that part of “{field}”.",
            "If the # belongs to the value, put all of it in quotes: {suggestion}; if it is a comment, move "
            "it to a line of its own.",
        ),
    ),
    "yaml-mark": error(
        (
            "Giá trị bắt đầu bằng dấu {value}; YAML hiểu đó là dấu riêng của nó và bỏ chữ đầu.",
            "Đặt giá trị trong dấu ngoặc: {suggestion}",
        ),
        (
            "The value begins with {value}, which YAML takes for a mark of its own, with the word after it.",
            "Put the value in quotes: {suggestion}",
        ),
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
    "field-flag": error(
        ("«{field}» không phải là trường bật, tắt.", "Xóa dòng này."),
        ("“{field}” is no field to switch on or off.", "Delete the line."),
    ),
    "field-of-draft": error(
        (
            "«{field}» là trường của chương trình khác; ở đây bài chưa đăng là bản nháp.",
            "Viết dòng này thành: draft: true",
        ),
        (
            "“{field}” is a field of another program; here an article that is not published is a draft.",
            "Write the line as: draft: true",
        ),
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
    "text-missing": warning(
        ("Bài chưa có nội dung; người đọc thấy một trang trống.", "Viết nội dung, hoặc thêm draft: true."),
        ("The article has no text; readers see an empty page.", "Write it, or add draft: true."),
    ),
    "translation-empty": warning(
        (
            "Bản dịch chưa có nội dung; người đọc thấy một trang trống.",
            "Dịch nội dung, hoặc thêm draft: true.",
        ),
        ("The translation has no text; readers see an empty page.", "Translate it, or add draft: true."),
    ),
    "article-outside-sections": warning(
        (
            "Tệp nằm ngay trong content/ là một trang riêng ở chân trang, không vào danh sách nào; «{field}» "
            "bị bỏ qua.",
            "Nếu đây là bài viết thì chuyển vào thư mục của một mục; nếu là trang riêng thì xóa «{field}».",
        ),
        (
            "A file in content/ itself is a page of the footer, in no list; its “{field}” is ignored.",
            "If it is an article, move it into the folder of a section; if not, delete “{field}”.",
        ),
    ),
    "withdrawn-page": error(
        (
            "Đây là một trang riêng; «withdrawn» không gỡ được trang ấy, trang vẫn sẽ được đăng.",
            "Thay dòng «withdrawn» bằng draft: true để gỡ trang; muốn giữ trang thì xóa dòng ấy.",
        ),
        (
            "This is a standing page; “withdrawn” does not take it down, and it would still be published.",
            "Replace “withdrawn” by “draft: true” to take the page down; to keep it, delete “withdrawn”.",
        ),
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
    "date-year": error(
        (
            "«{value}» ở «{field}» không phải là ngày: năm phải có bốn chữ số.",
            "Viết cả năm, ví dụ {suggestion}.",
        ),
        (
            "“{value}” in “{field}” is no date: a year has four digits.",
            "Write the whole year, as in {suggestion}.",
        ),
    ),
    "date-words": error(
        (
            "«{value}» ở «{field}» có chữ mà Khotin không hiểu là ngày.",
            "Nếu chỉ biết đến thế, ghi {suggestion}; muốn giữ nguyên lời thì viết lời ấy trong bài.",
        ),
        (
            "“{value}” in “{field}” has words that are no date.",
            "If no more is known, write {suggestion}; words to be kept belong in the text.",
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
