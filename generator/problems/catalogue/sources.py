"""Problems of import sources: containers, media, duplicates, and the review table."""

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
            "Gửi trang này cùng dòng trên cho những người làm Khotin.",
        ),
        (
            "Khotin has a fault that this page brought to light ({reason}); no other page is affected.",
            "Please send the page and this line to the makers of Khotin.",
        ),
    ),
    # --- containers ---------------------------------------------------------------------------------------
    "import-bomb": error(
        (
            "Bản ghi thứ {record} phình ra quá mức khi giải nén; từ đó trở đi tệp không được đọc.",
            "Chỉ nhập tệp từ nguồn đáng tin, hoặc tách bản ghi ấy ra.",
        ),
        (
            "Record {record} inflates beyond all measure; the file was not read any further.",
            "Import files from sources you trust, or take that record out.",
        ),
    ),
    "import-warc-gzip": error(
        (
            "Cả tệp WARC được nén thành một khối, nên không tìm lại được từng bản ghi (đã đọc {records}).",
            "Chạy «warcio recompress TỆP TỆP-MỚI» rồi nhập tệp mới.",
        ),
        (
            "The WARC is compressed as one block, in which no record can be found again ({records} read).",
            "Run “warcio recompress FILE NEW-FILE” and import the new file.",
        ),
    ),
    "import-warc-damaged": error(
        (
            "Tệp WARC bị hỏng sau {records} bản ghi; những bản ghi trước đó đã được đọc.",
            "Chép lại tệp từ bản gốc; nếu không còn bản khác thì giữ những gì đã nhập.",
        ),
        (
            "The WARC is damaged after {records} records; those before were read.",
            "Copy it again from where it came; if there is no other copy, keep what was imported.",
        ),
    ),
    "import-feed-entities": error(
        ("Nguồn tin tự định nghĩa thực thể XML, điều mà nguồn tin thật không cần.", "Bỏ tệp này ra."),
        ("The feed defines XML entities of its own, which no real feed needs.", "Leave the file out."),
    ),
    "import-feed-unreadable": error(
        ("Không đọc được mục nào trong nguồn tin RSS hoặc Atom.", "Lưu lại nguồn tin, hoặc bỏ tệp này ra."),
        ("No item of the RSS or Atom feed could be read.", "Save the feed again, or leave the file out."),
    ),
    "import-xml-damaged": error(
        (
            "Tệp XML bị hỏng từ dòng này, hoặc có một mục dài vô tận; phần trước đó đã được đọc.",
            "Xuất lại từ WordPress, mỗi lần một phần nếu kho bài lớn.",
        ),
        (
            "The XML is damaged from this line on, or has an endless item; what stands before was read.",
            "Export it again from WordPress, in parts if it is large.",
        ),
    ),
    "import-docx-damaged": error(
        (
            "Không mở được tệp này như một văn bản Word.",
            "Mở tệp trong Word hoặc LibreOffice, lưu lại thành .docx không có mật khẩu.",
        ),
        (
            "The file cannot be opened as a Word document.",
            "Open it in Word or LibreOffice and save it again as .docx, without a password.",
        ),
    ),
    "import-zip-bomb": error(
        (
            "Tệp nén này phình ra quá mức khi giải nén, nên bị từ chối.",
            "Chỉ nhập tệp từ nguồn đáng tin; kho thật sự lớn thì tự giải nén rồi nhập cả thư mục.",
        ),
        (
            "The archive inflates beyond all measure; it was refused.",
            "Import files from sources you trust; unpack a really large one and import the folder.",
        ),
    ),
    "import-zip-damaged": error(
        ("Không giải nén được.", "Nén lại thành ZIP thường, không mật khẩu, hoặc nhập cả thư mục."),
        ("It cannot be unpacked.", "Pack it again as a plain ZIP without password, or import the folder."),
    ),
    "import-path-escapes": error(
        (
            "Tên tệp trong gói nén dẫn ra ngoài gói, nên tệp bị bỏ qua.",
            "Chỉ nhập gói nén từ nguồn đáng tin; nếu cần tệp này, nén lại với tên thường.",
        ),
        (
            "The name of this member leads out of the archive; it was left out.",
            "Import archives from sources you trust; if the file is wanted, pack it under a plain name.",
        ),
    ),
    # --- tables as sources --------------------------------------------------------------------------------
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
