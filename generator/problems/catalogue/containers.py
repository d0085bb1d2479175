"""Problems of files that hold articles: archives, exports, feeds, documents."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, error, note, warning

CONTAINERS: Mapping[str, CatalogueEntry] = {
    "import-no-records": error(
        (
            "Trong tệp không có bài nào để nhập (những gì có trong đó: {value}).",
            "Kiểm tra xem đây có đúng là tệp cần nhập không; với WordPress thì thêm --post-type LOẠI.",
        ),
        (
            "The file holds no article to import (what it holds: {value}).",
            "See whether it is the right file; ask for other records of WordPress with --post-type KIND.",
        ),
    ),
    "import-left-aside": note(
        (
            "Tệp loại {value} không nhập được và không bài nào dùng đến, nên được để ngoài.",
            "Nếu trong đó có bài, mở tệp, lưu thành HTML, DOCX hoặc văn bản (.txt) rồi nhập tệp mới.",
        ),
        (
            "Files of the kind {value} cannot be imported, and no article uses this one; it was left aside.",
            "If it holds an article, open it, save it as HTML, DOCX or plain text and import that.",
        ),
    ),
    "import-libreoffice": error(
        (
            "Để đọc tệp {value} cần có LibreOffice, mà máy này chưa cài.",
            "Cài LibreOffice rồi nhập lại, hoặc mở tệp và lưu thành DOCX.",
        ),
        (
            "Reading {value} files needs LibreOffice, which is not installed on this machine.",
            "Install LibreOffice and import again, or open the file and save it as DOCX.",
        ),
    ),
    "import-office-damaged": error(
        (
            "LibreOffice không đọc được tệp này.",
            "Mở tệp trong Word hoặc LibreOffice, lưu lại thành .docx không có mật khẩu.",
        ),
        (
            "LibreOffice cannot read the file.",
            "Open it in Word or LibreOffice and save it as .docx, without a password.",
        ),
    ),
    "import-mhtml-damaged": error(
        ("Trong tệp MHTML không có trang nào đọc được.", "Mở tệp trong trình duyệt, lưu lại thành HTML."),
        ("The MHTML file holds no page that can be read.", "Open it in a browser and save it as HTML."),
    ),
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
            "Tệp WARC bị hỏng ở byte {at}, sau {records} bản ghi; các bản ghi khác vẫn được đọc.",
            "Chép lại tệp từ bản gốc; nếu không còn bản khác thì giữ những gì đã nhập.",
        ),
        (
            "The WARC is damaged at byte {at}, after {records} records; those before and after it were read.",
            "Copy it again from where it came; if there is no other copy, keep what was imported.",
        ),
    ),
    "import-field-value": warning(
        (
            "Giá trị «{value}» của nguồn không dùng được cho {field}, nên không được nhập.",
            "Ghi giá trị đúng vào {field} nếu cần, rồi bỏ {field} khỏi review.",
        ),
        (
            "“{value}” of the source cannot be the {field}; it was left out.",
            "Write the right value into {field} if it is wanted, then take {field} out of review.",
        ),
    ),
    "import-front-matter": error(
        (
            "Không đọc được phần đầu (front matter) của tệp Markdown.",
            "Sửa phần đầu thành YAML, TOML hoặc JSON đúng cú pháp, không dùng «&» và «*», rồi nhập lại.",
        ),
        (
            "The front matter of the Markdown file cannot be read.",
            "Make it valid YAML, TOML or JSON, without anchors and “*”, and import the file again.",
        ),
    ),
    "import-xml-item": error(
        (
            "Mục thứ {record} trong tệp XML bị hỏng ở dòng này; phần đọc được và các mục khác vẫn được nhập.",
            "So mục này với trang gốc; nếu thiếu thì xuất lại tệp.",
        ),
        (
            "Item {record} of the XML is damaged at this line; the rest of it and the other items were read.",
            "Compare that item with the original; if something is missing, export the file again.",
        ),
    ),
    "import-password": warning(
        (
            "Ở trang cũ bài này có mật khẩu, nên bài là bản nháp.",
            "Chỉ xóa dòng draft nếu mọi người được phép đọc bài.",
        ),
        (
            "The old site asked for a password to read this post, so it is a draft.",
            "Remove draft only if everybody may read it.",
        ),
    ),
    "import-shortcode": warning(
        (
            "Bài có mã ngắn mà Khotin không biết ({value}); mã bị bỏ, chữ nằm trong mã được giữ.",
            "So với bài gốc, thêm những gì mã ấy từng hiện ra, rồi bỏ body khỏi review.",
        ),
        (
            "It has short codes that Khotin does not know ({value}); they were removed, their contents kept.",
            "Compare it with the original, add what they showed, then take body out of review.",
        ),
    ),
    "import-feed-entities": error(
        ("Nguồn tin tự định nghĩa thực thể XML, điều mà nguồn tin thật không cần.", "Bỏ tệp này ra."),
        ("The feed defines XML entities of its own, which no real feed needs.", "Leave the file out."),
    ),
    "import-feed-damaged": error(
        (
            "Nguồn tin bị hỏng ở dòng này; các mục đọc được, trước và sau đó, vẫn được nhập.",
            "So số mục với nguồn tin gốc; nếu thiếu thì lưu lại nguồn tin.",
        ),
        (
            "The feed is damaged at this line; the items before and after it that can be read were imported.",
            "Compare their number with the original; if some are missing, save the feed again.",
        ),
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
}
