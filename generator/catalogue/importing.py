"""What the importer says."""

from collections.abc import Mapping

from generator.catalogue.entry import Entry, error, warning

IMPORTING: Mapping[str, Entry] = {
    "import-not-utf8": error(
        (
            "Tệp không phải văn bản UTF-8.",
            "Mở tệp bằng mã đúng của nó (tệp cũ thường là TCVN3 hoặc VNI), lưu lại với mã UTF-8 "
            "rồi nhập lại.",
        ),
        (
            "The file is not UTF-8 text.",
            "Open it in its own encoding (old files are often TCVN3 or VNI), save it as UTF-8 "
            "and import it again.",
        ),
    ),
    "import-html": error(
        (
            "Tệp là mã HTML, chưa phải văn bản thuần.",
            "Mở trang trong trình duyệt, lưu lại dưới dạng văn bản (.txt) rồi nhập tệp ấy.",
        ),
        (
            "The file is HTML, not plain text.",
            "Open the page in a browser, save it as text (.txt) and import that file.",
        ),
    ),
    "import-too-large": error(
        (
            "Tệp lớn {size} MB; một trang được dài nhất 1 MB.",
            "Chia tệp thành các trang riêng, mỗi trang một bài, rồi nhập lại.",
        ),
        (
            "The file has {size} MB; a page may have 1 MB at most.",
            "Divide it into single pages, one article each, and import those.",
        ),
    ),
    "import-empty": error(
        ("Tệp không có chữ nào.", "Lưu lại trang gốc rồi nhập lại, hoặc bỏ tệp này ra khỏi danh sách."),
        (
            "The file holds no text.",
            "Save the original page again and import it, or leave the file out of the list.",
        ),
    ),
    "import-no-title": error(
        (
            "Không tìm thấy tiêu đề của bài.",
            "Thêm tiêu đề thành một dòng riêng ở đầu tệp rồi nhập lại.",
        ),
        ("No title was found.", "Put the title on a line of its own at the top and import the file again."),
    ),
    "import-no-body": error(
        (
            "Không tìm thấy nội dung bài; tệp có thể chỉ là trang danh mục hoặc trang báo lỗi.",
            "Lưu lại trang của chính bài viết rồi nhập lại.",
        ),
        (
            "No body text was found; the file may be a list of articles or an error page.",
            "Save the page of the article itself and import that.",
        ),
    ),
    "import-target-exists": error(
        (
            "Đã có bài ở {target} và bài ấy không được nhập từ tệp này, nên tệp không được ghi đè.",
            "Nếu là cùng một bài, bỏ tệp này đi; nếu là bài khác, đổi tên bài đã có rồi nhập lại.",
        ),
        (
            "An article from elsewhere is already at {target}; it was not overwritten.",
            "If it is the same article, leave this file out; if not, rename that one and import again.",
        ),
    ),
    "import-date-unknown": warning(
        (
            "Trang không có dòng ngày đăng đáng tin, nên date là unknown.",
            "Tìm ngày đăng ở nguồn khác, ghi vào date rồi bỏ date khỏi review.",
        ),
        (
            "The page has no reliable date line, so its date is unknown.",
            "Find the date elsewhere, write it into date and take date out of review.",
        ),
    ),
    "import-date-doubtful": warning(
        (
            "Ngày {value} lấy từ dòng «{line}» cần được kiểm tra.",
            "So với bài gốc, sửa date nếu sai rồi bỏ date khỏi review.",
        ),
        (
            "The date {value}, taken from the line “{line}”, needs checking.",
            "Compare it with the original, correct date if needed and take date out of review.",
        ),
    ),
    "import-weekday": warning(
        (
            "Thứ ghi trong dòng «{line}» không khớp với ngày {value}.",
            "So với bài gốc, sửa date nếu sai rồi bỏ date khỏi review.",
        ),
        (
            "The weekday in the line “{line}” is not that of {value}.",
            "Compare it with the original, correct date if needed and take date out of review.",
        ),
    ),
    "import-author-unknown": warning(
        (
            "Không tìm thấy tên tác giả, nên author là unknown.",
            "Ghi tên tác giả hoặc cơ quan vào author rồi bỏ author khỏi review.",
        ),
        (
            "No author was found, so the author is unknown.",
            "Write the name of the author or the agency into author and take author out of review.",
        ),
    ),
    "import-author-doubtful": warning(
        (
            "«{value}» có thể chưa phải là tên tác giả.",
            "Sửa author nếu biết tên thật, rồi bỏ author khỏi review.",
        ),
        (
            "“{value}” may not be the name of an author.",
            "Correct author if the name is known, then take author out of review.",
        ),
    ),
    "import-province-unknown": warning(
        (
            "Không xác định được tỉnh, nên province là unknown.",
            "Ghi tên tỉnh vào province rồi bỏ province khỏi review, hoặc nhập lại với --province.",
        ),
        (
            "The province could not be told, so it is unknown.",
            "Write its name into province and take it out of review, or import again with --province.",
        ),
    ),
    "import-province-doubtful": warning(
        (
            "Tỉnh {value} là phỏng đoán: trang có nhắc đến tỉnh khác.",
            "Kiểm tra province rồi bỏ province khỏi review.",
        ),
        (
            "The province {value} is a guess: the page names others as well.",
            "Check province, then take it out of review.",
        ),
    ),
}
