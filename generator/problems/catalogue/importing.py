"""Problems that the importer finds in pages."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, error, warning

IMPORTING: Mapping[str, CatalogueEntry] = {
    "import-not-text": error(
        (
            "Tệp không phải văn bản hay trang HTML (có byte 0, hoặc mã chữ không đọc được).",
            "Lưu lại trang gốc rồi nhập lại, hoặc bỏ tệp này ra khỏi danh sách.",
        ),
        (
            "The file is neither text nor HTML (it holds zero bytes, or an encoding that cannot be read).",
            "Save the original page again and import it, or leave the file out of the list.",
        ),
    ),
    "import-too-large": error(
        (
            "Tệp dài {size} MB; chỉ nhận đến {most} MB.",
            "Chia tệp thành các trang riêng, mỗi trang một bài, rồi nhập lại.",
        ),
        (
            "The file has {size} MB; {most} MB are the most that is read.",
            "Divide it into single pages, one article each, and import those.",
        ),
    ),
    "import-too-many-tags": error(
        (
            "Trang có hơn {count} thẻ HTML, nhiều hơn mọi trang tin bình thường.",
            "Mở trang trong trình duyệt, lưu riêng phần bài viết rồi nhập lại.",
        ),
        (
            "The page has more than {count} tags, more than any page of news.",
            "Open it in a browser, save the article alone and import that.",
        ),
    ),
    "import-too-deep": error(
        (
            "Các thẻ HTML lồng nhau quá sâu ({count} lớp để ngỏ).",
            "Mở trang trong trình duyệt, lưu riêng phần bài viết rồi nhập lại.",
        ),
        (
            "The page's tags stand too deeply in each other ({count} are left open).",
            "Open it in a browser, save the article alone and import that.",
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
    "import-title-doubtful": warning(
        (
            "Tiêu đề «{value}» chưa chắc đúng, nên bài được để ở dạng nháp.",
            "So với bài gốc, sửa title nếu sai, rồi bỏ title khỏi review và xóa dòng draft.",
        ),
        (
            "The title “{value}” is uncertain, so the article is a draft.",
            "Compare it with the original, correct title if needed, take it out of review and remove draft.",
        ),
    ),
    "import-broken-letters": warning(
        (
            "Có {count} chữ không đọc được, chữ đầu tiên ở byte {at}.",
            "So với bài gốc, gõ lại các chữ ấy, rồi bỏ body khỏi review và xóa dòng draft.",
        ),
        (
            "{count} letters could not be read, the first at byte {at}.",
            "Compare with the original, type them anew, take body out of review and remove draft.",
        ),
    ),
    "import-text-lost": warning(
        (
            "Chỉ chứng minh được rằng {share} bài đã được giữ lại; có thể thiếu câu «{value}».",
            "So với bài gốc, bổ sung nếu thiếu, rồi bỏ body khỏi review và xóa dòng draft.",
        ),
        (
            "Only {share} of the article was shown to be kept; “{value}” may be missing.",
            "Compare with the original, add what is missing, take body out of review and remove draft.",
        ),
    ),
    "import-text-left-out": warning(
        (
            "{count} chữ của trang nằm cạnh phần văn bản mà không được giữ lại, bắt đầu bằng «{value}».",
            "So với bài gốc, bổ sung nếu thuộc bài, rồi bỏ body khỏi review và xóa dòng draft.",
        ),
        (
            "{count} characters of the page stand beside the text and were not kept, from “{value}”.",
            "Compare with the original, add what belongs to it, take body out of review and remove draft.",
        ),
    ),
    "import-text-unproven": warning(
        (
            "Không chứng minh được rằng mọi câu đã được giữ lại đúng thứ tự.",
            "So với bài gốc, rồi bỏ body khỏi review và xóa dòng draft.",
        ),
        (
            "It could not be shown that every sentence was kept in order.",
            "Compare with the original, then take body out of review and remove draft.",
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
            "Ngày {value} ở «{line}» không đủ tin cậy, nên date là unknown.",
            "So với bài gốc, ghi ngày đúng vào date rồi bỏ date khỏi review.",
        ),
        (
            "The date {value} in “{line}” is not reliable, so the date is unknown.",
            "Compare it with the original, write the right date and take date out of review.",
        ),
    ),
    "import-weekday": warning(
        (
            "Thứ ghi trong dòng «{line}» không khớp với ngày {value}, nên date là unknown.",
            "So với bài gốc, ghi ngày đúng vào date rồi bỏ date khỏi review.",
        ),
        (
            "The weekday in the line “{line}” is not that of {value}, so the date is unknown.",
            "Compare it with the original, write the right date and take date out of review.",
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
