"""Problems of import sources: tables, media, duplicates, and the review table."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, error, note, warning

SOURCES: Mapping[str, CatalogueEntry] = {
    "import-kind": error(
        (
            "Loại tệp này không nhập được.",
            "Lưu thành HTML, văn bản (.txt), DOCX, CSV hoặc JSON Lines rồi nhập lại.",
        ),
        (
            "Files of this kind cannot be imported.",
            "Save it as HTML, plain text, DOCX, CSV or JSON lines and import that.",
        ),
    ),
    "import-link-outside": error(
        (
            "Liên kết tệp này dẫn ra ngoài thư mục được nhập, nên bị bỏ qua.",
            "Nếu cần, chép tệp hoặc thư mục thật vào đó rồi nhập lại.",
        ),
        (
            "This link leads out of the folder that is imported; it was not followed.",
            "If it is wanted, copy the real file or folder there and import again.",
        ),
    ),
    "import-costly": error(
        (
            "Đọc trang này tốn quá nhiều thời gian hoặc bộ nhớ, nên trang bị từ chối.",
            "Mở trang trong trình duyệt, lưu lại dưới dạng văn bản (.txt) rồi nhập tệp ấy.",
        ),
        (
            "Reading this page took too much time or memory; it was refused.",
            "Open it in a browser, save it as text (.txt) and import that.",
        ),
    ),
    "import-fault": error(
        (
            "Khotin có lỗi khi đọc trang này ({reason}); các trang khác không bị ảnh hưởng.",
            "Gửi trang này cùng tệp {log} cho những người làm Khotin.",
        ),
        (
            "Khotin has a fault that this page brought to light ({reason}); no other page is affected.",
            "Please send the page and the file {log} to the makers of Khotin.",
        ),
    ),
    "import-unreadable": error(
        (
            "Không đọc được bản ghi này ({reason}); các bản ghi khác vẫn được đọc.",
            "Lưu hoặc xuất lại từ nguồn; nếu vẫn không được, gửi tệp {log} cho những người làm Khotin.",
        ),
        (
            "This record could not be read ({reason}); the others were read.",
            "Save or export it again; if that does not help, send the file {log} to the makers of Khotin.",
        ),
    ),
    "import-mapping-unreadable": error(
        ("Không đọc được tệp TOML: {reason}", "Sửa tệp theo thông báo ấy rồi nhập lại."),
        ("The TOML cannot be read: {reason}", "Fix it as the message says and import again."),
    ),
    "import-mapping-field": error(
        (
            "Tệp TOML có tên không dùng được: {value}.",
            "Trong [fields] và [constants] dùng tên trường của bài, cùng body, address, language và section.",
        ),
        (
            "The TOML has names that mean nothing here: {value}.",
            "In [fields] and [constants] use names of front matter, and body, address, language, section.",
        ),
    ),
    "import-mapping-body": error(
        ("Tệp TOML không nói cột nào là nội dung.", 'Thêm body = "TÊN CỘT" vào [fields].'),
        ("The TOML does not say which column is the text.", 'Add body = "COLUMN" to [fields].'),
    ),
    "import-mapping-column": error(
        (
            "Bảng không có cột {value}; các cột là: {columns}.",
            "Sửa tên cột, hoặc viết tệp TOML cùng tên đặt cạnh bảng để nói cột nào là gì.",
        ),
        (
            "The table has no column {value}; its columns are {columns}.",
            "Fix the name, or write a TOML file of the same name beside it that says what each column is.",
        ),
    ),
    "import-table-unexplained": note(
        (
            "Không rõ cột nào của bảng là nội dung bài (các cột: {columns}), nên bảng được để ngoài.",
            "Nếu bảng có bài, viết tệp TOML cùng tên đặt cạnh bảng để nói cột nào là gì.",
        ),
        (
            "Which column holds the text is not known (there are {columns}); the table was left aside.",
            "If it holds articles, write a TOML file of that name beside it that says what each column is.",
        ),
    ),
    "import-table-cells": error(
        (
            "Dòng này có nhiều ô hơn số cột (ô có dấu phân cách mà thiếu ngoặc kép), nên không được nhập.",
            "Đặt ô ấy trong ngoặc kép, hoặc xuất lại bảng, rồi nhập lại.",
        ),
        (
            "The row has more cells than there are columns: a cell holds the separator without quotes.",
            "Put that cell in quotes, or export the table again, and import it once more.",
        ),
    ),
    "import-value-unmapped": warning(
        (
            "Tệp TOML không nói giá trị «{value}» của {field} nghĩa là gì.",
            "Thêm giá trị ấy vào [values.{field}] rồi nhập lại, hoặc sửa bài rồi bỏ {field} khỏi review.",
        ),
        (
            "The TOML does not say what the value “{value}” of {field} stands for.",
            "Add it to [values.{field}] and import again, or fix the article and take {field} out of review.",
        ),
    ),
    "import-json-damaged": error(
        ("Dòng này không phải một đối tượng JSON đọc được.", "Xuất lại dữ liệu, mỗi dòng một đối tượng."),
        ("This line is no JSON object that can be read.", "Export it again, one object a line."),
    ),
    "import-table-encoding": error(
        (
            "Bảng không phải văn bản UTF-8.",
            "Trong Excel chọn «CSV UTF-8», hoặc ghi encoding vào tệp TOML cạnh bảng.",
        ),
        (
            "The table is not UTF-8 text.",
            "In Excel choose “CSV UTF-8”, or name its encoding in the TOML file beside it.",
        ),
    ),
    "import-table-damaged": error(
        ("Bảng bị hỏng từ dòng này: {reason}.", "Xuất lại bảng rồi nhập lại."),
        ("The table is damaged from this line on: {reason}.", "Export it again and import that."),
    ),
    # --- pages among others -------------------------------------------------------------------------------
    "import-list-page": note(
        ("Trang này chỉ kê các bài khác (trang chủ, danh mục, kết quả tìm kiếm).", "Không cần làm gì."),
        ("This page only lists others (a front page, a section, a search).", "Nothing has to be done."),
    ),
    "import-site-question": note(
        (
            "{count} trong {total} bài của trang web này không rõ {field}. Để như vậy?",
            "Để như vậy thì không cần làm gì. Nếu biết, điền vào dòng «question» của bảng (--table) rồi chạy "
            "--apply: mọi bài của trang web được sửa.",
        ),
        (
            "{count} of {total} articles of this site have an unknown {field}. Leave it so?",
            "If so, nothing has to be done. If it is known, fill in the row “question” of the table "
            "(--table) and run --apply: all articles of the site are changed.",
        ),
    ),
    "import-site-media": note(
        (
            "{count} trong {total} bài của trang web này thiếu tệp trong {field}. Để như vậy?",
            "Để như vậy thì không cần làm gì. Nếu có bản lưu kèm ảnh và tệp, nhập lại từ bản đó.",
        ),
        (
            "{count} of {total} articles of this site lack files of {field}. Leave it so?",
            "If so, nothing has to be done. If there is a copy with pictures and files, import from that.",
        ),
    ),
    "import-error-page": note(
        ("Trang này chỉ báo lỗi, không có bài.", "Không cần làm gì."),
        ("This page only tells of an error; there is no article.", "Nothing has to be done."),
    ),
    "import-not-article": note(
        (
            "Trang không có ngày, tác giả, và không được đánh dấu là bài viết như các bài khác cùng nơi.",
            "Nếu vẫn muốn giữ, nhập riêng tệp này.",
        ),
        (
            "The page has neither date nor author, nor the mark of an article that others of its site have.",
            "If it is wanted all the same, import this file by itself.",
        ),
    ),
    "import-attached": note(
        ("Văn bản này là tệp đính kèm của {other}.", "Không cần làm gì; muốn thành bài thì nhập riêng."),
        (
            "This document is attached to {other}.",
            "Nothing has to be done; import it by itself to have both.",
        ),
    ),
    "import-same-article": note(
        ("Cùng một bài với {other}; địa chỉ của nó được giữ trong aliases.", "Không cần làm gì."),
        ("The same article as {other}; its address is kept in aliases.", "Nothing has to be done."),
    ),
    "import-near-duplicate": note(
        (
            "Gần như trùng với {other}, ở trang khác hoặc với tiêu đề khác; cả hai đều được nhập.",
            "Xem hai bài; nếu là một thì xóa một bài và chuyển aliases của nó sang bài kia.",
        ),
        (
            "Nearly the same text as {other}, from another site or under another title; both were imported.",
            "Look at both; if they are one, delete one and move its aliases to the other.",
        ),
    ),
    "import-lead-only": warning(
        (
            "Nguồn tin chỉ có phần mở đầu của bài, nên bài là bản nháp.",
            "Tìm toàn văn, chép vào bài rồi bỏ draft; không còn toàn văn thì ghi rõ điều đó trong bài.",
        ),
        (
            "The feed has only the lead of the article, which is a draft for that reason.",
            "Find the whole text, put it in and remove draft; if it is lost, say so in the article.",
        ),
    ),
    "import-table-shifted": warning(
        (
            "Trong bảng có chữ «{value}», có ô không đứng ở chỗ của nó trong trang gốc.",
            "So bảng với trang gốc, sửa các ô rồi bỏ body khỏi review.",
        ),
        (
            "In the table with the words “{value}” a cell does not stand where it stands on the page.",
            "Compare the table with the page, mend its cells, then take body out of review.",
        ),
    ),
    "import-not-kept": warning(
        (
            "Bản gốc có thứ mà bài viết không giữ được trọn vẹn: {value}.",
            "Thêm ảnh chụp phần ấy hoặc viết lại bằng lời, rồi bỏ body khỏi review.",
        ),
        (
            "The original holds something that the article cannot keep whole: {value}.",
            "Add a picture of that part or put it in words, then take body out of review.",
        ),
    ),
    "import-media-absent": warning(
        (
            "Không có tệp «{value}» trong những gì được nhập.",
            "Tìm tệp ở nguồn khác và thêm vào bài, rồi bỏ images hoặc attachments khỏi review.",
        ),
        (
            "Nothing that was imported holds “{value}”.",
            "Find it elsewhere and add it, then take images or attachments out of review.",
        ),
    ),
    "import-media-damaged": warning(
        ("Tệp «{value}» bị hỏng, không mở được.", "Tìm một bản khác, thêm vào bài rồi sửa review."),
        ("The file “{value}” is damaged.", "Find another copy, add it and fix review."),
    ),
    "import-media-format": warning(
        (
            "«{value}» không phải ảnh hay tệp thuộc loại được đăng.",
            "Mở bản gốc, lưu thành JPG, PNG hoặc PDF, thêm vào bài rồi sửa review.",
        ),
        (
            "“{value}” is no picture or file of a kind that can be published.",
            "Open the original, save it as JPG, PNG or PDF, add it and fix review.",
        ),
    ),
    "import-media-size": warning(
        ("Tệp «{value}» lớn hơn 1 GB.", "Nén nhỏ lại hoặc tách ra, thêm vào bài rồi sửa review."),
        ("The file “{value}” has more than 1 GB.", "Make it smaller or divide it, add it and fix review."),
    ),
    "import-media-pixels": warning(
        (
            "Ảnh «{value}» có quá nhiều điểm ảnh.",
            "Thu nhỏ ảnh (cạnh dài 4000 điểm ảnh là đủ), thêm vào bài rồi sửa review.",
        ),
        (
            "The picture “{value}” has too many pixels.",
            "Make it smaller (4000 pixels on its longer side will do), add it and fix review.",
        ),
    ),
    "import-media-refused": warning(
        (
            "Tệp «{value}» không được ghi: ở chỗ của nó có một liên kết.",
            "Xóa liên kết ấy, chép tệp vào đó rồi sửa review.",
        ),
        (
            "“{value}” was not written: there is a link in its place.",
            "Delete that link, copy the file there and fix review.",
        ),
    ),
    "import-cut": warning(
        (
            "«{field}» của nguồn có quá nhiều hoặc quá dài; phần thừa không được nhập.",
            "So với bài gốc, sửa {field} nếu cần, rồi bỏ {field} khỏi review.",
        ),
        (
            "The source has too many values in “{field}”, or too long ones; those were left out.",
            "Compare it with the original, fix {field} if needed, then take it out of review.",
        ),
    ),
    # --- where articles go --------------------------------------------------------------------------------
    "import-language": error(
        (
            "Trang không có ngôn ngữ «{value}», nên bài không được nhập; các ngôn ngữ là: {suggestion}.",
            "Thêm ngôn ngữ vào languages trong site.toml, sửa giá trị language, hoặc nhập với --language.",
        ),
        (
            "The site has no language “{value}”, so the article was not imported; it has {suggestion}.",
            "Add it to languages in site.toml, fix the value of language, or import again with --language.",
        ),
    ),
    "import-write-refused": error(
        (
            "Không ghi bài vào {target}: trên đường dẫn ấy có một liên kết, hoặc một tệp ở chỗ của thư mục.",
            "Thay liên kết bằng thư mục thật, hoặc đổi tên tệp ấy, rồi nhập lại.",
        ),
        (
            "The article was not written to {target}: a link, or a file in a folder's place, is in the way.",
            "Put the real folder in the link's place, or rename that file, and import again.",
        ),
    ),
    # --- the table of a review ----------------------------------------------------------------------------
    "import-table-columns": error(
        (
            "Bảng thiếu cột {value}.",
            "Dùng bảng do «khotin import --table» ghi ra; giữ dòng đầu và các cột path, state.",
        ),
        (
            "The table lacks the column {value}.",
            "Use a table that “khotin import --table” wrote; keep its first line, path and state.",
        ),
    ),
    "import-table-path": error(
        ("«{value}» không phải bài nào trong content/.", "Giữ nguyên cột path; bài đã xóa thì bỏ dòng này."),
        (
            "“{value}” is no article of content/.",
            "Leave the column path alone; drop rows of deleted articles.",
        ),
    ),
    "import-table-unreadable": error(
        ("Không đọc được phần đầu của «{value}».", "Chạy «khotin check», sửa tệp ấy, rồi áp dụng lại bảng."),
        (
            "The front matter of “{value}” cannot be read.",
            "Run “khotin check”, fix that file, then apply the table again.",
        ),
    ),
    "import-table-value": error(
        (
            "Giá trị «{value}» không dùng được cho {field}; dòng này không được áp dụng.",
            "Sửa ô ấy rồi áp dụng lại: ngày trước tháng, tên tỉnh và tên trường viết đúng.",
        ),
        (
            "“{value}” cannot be the {field}; the row was not applied.",
            "Fix the cell and apply again: the day before the month, provinces and fields by their names.",
        ),
    ),
    "import-table-swapped": error(
        (
            "«{value}» là ngày của bài với ngày và tháng đổi chỗ, có thể do bảng tính; "
            "dòng này không được áp dụng.",
            "Kiểm tra ô ấy; nếu đúng là ngày này thì sửa thẳng trong bài.",
        ),
        (
            "“{value}” is the article's date with day and month exchanged, perhaps by the spreadsheet; "
            "the row was not applied.",
            "Check the cell; if the date is right, write it into the article itself.",
        ),
    ),
    "import-table-stale": error(
        (
            "Bài {value} đã thay đổi sau khi bảng được ghi ra; dòng này không được áp dụng.",
            "Ghi bảng mới bằng «khotin import --table», điền lại rồi áp dụng.",
        ),
        (
            "{value} has changed since the table was written; the row was not applied.",
            "Write a new table with “khotin import --table”, fill it in and apply that.",
        ),
    ),
    "import-table-taken": error(
        ("Đã có bài ở {value}, nên bài không được chuyển sang mục ấy.", "Đổi tên một trong hai bài."),
        ("There is an article at {value}, so it was not moved there.", "Rename one of the two."),
    ),
}
