"""Problems of pictures, films and attached files."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, error, note, warning

FILES_OF_ARTICLES: Mapping[str, CatalogueEntry] = {
    "media-without-file": error(
        ("«{field}» không nói tệp nào.", "Thêm src: tên-tệp."),
        ("“{field}” names no file.", "Add src: name-of-the-file."),
    ),
    "media-elsewhere": error(
        ("«{value}» nằm ở trang khác.", "Tải tệp về, đặt cạnh bài và ghi src: tên-tệp."),
        ("“{value}” lies on another site.", "Save the file beside the article and write src: its-name."),
    ),
    "external-picture": error(
        ("Ảnh «{value}» nằm ở trang khác.", "Tải ảnh về, đặt cạnh bài và dùng tên tệp của nó."),
        ("The picture “{value}” lies on another site.", "Save it beside the article and use its file name."),
    ),
    "picture-lost": error(
        (
            "Ảnh «{value}» chỉ có trên máy hay trong chương trình mà nó được chép ra.",
            "Lưu ảnh thành tệp cạnh bài và dùng tên tệp của nó, hoặc xóa ảnh này.",
        ),
        (
            "The picture “{value}” is only on the machine or in the program it was copied from.",
            "Save it as a file beside the article and use the file's name, or delete it.",
        ),
    ),
    "picture-unnamed": error(
        ("Ở đây có dấu của ảnh mà không có tên tệp.", "Ghi tên tệp của ảnh, hoặc xóa dấu ấy."),
        ("This is the mark of a picture without a file.", "Write the name of its file, or delete the mark."),
    ),
    "media-type": error(
        (
            "Không đăng được «{value}»: loại tệp «{type}» không có trong kho.",
            "Dùng ảnh JPG, PNG, WebP; phim MP4, WebM; hoặc tệp PDF.",
        ),
        (
            "“{value}” cannot be published, being of type “{type}”.",
            "Use JPG, PNG, WebP pictures, MP4 or WebM films, or PDF.",
        ),
    ),
    "media-kind": error(
        ("«{value}» không dùng được cho «{field}».", "{expected}"),
        ("“{value}” cannot serve as “{field}”.", "{expected}"),
    ),
    "picture-unreadable": error(
        ("Không mở được ảnh «{value}».", "Lưu lại ảnh bằng một chương trình xem ảnh, hoặc bỏ nó khỏi bài."),
        (
            "The picture “{value}” cannot be opened.",
            "Save it again with a picture program, or take it out of the article.",
        ),
    ),
    "picture-large": error(
        (
            "Ảnh «{value}» quá lớn để đăng: hơn 52 triệu điểm ảnh (JPEG thường: 130 triệu), "
            "một cạnh hơn 65.535 điểm ảnh, hoặc hơn 200 MB.",
            "Lưu lại ảnh với kích thước nhỏ hơn: cạnh dài 4000 điểm ảnh là đủ.",
        ),
        (
            "The picture “{value}” is too large: more than 52 million pixels (a plain JPEG: 130), "
            "more than 65,535 on a side, or more than 200 MB.",
            "Save it in a smaller size: 4000 pixels on its longer side will do.",
        ),
    ),
    "picture-damaged": warning(
        (
            "Ảnh «{value}» hỏng một phần; trang vẫn đăng ảnh như vậy, không thu nhỏ được.",
            "Chép lại ảnh từ bản gốc, hoặc lưu lại bằng một chương trình xem ảnh.",
        ),
        (
            "A part of the picture “{value}” is damaged; it is published as it is, in its own size only.",
            "Copy it anew from where it came from, or save it again with a picture program.",
        ),
    ),
    "picture-heic": error(
        (
            "Ảnh «{value}» là HEIC; máy này chưa có thư viện để đọc.",
            "Chạy pip install 'khotin[heic]', hoặc lưu ảnh thành JPEG rồi sửa tên trong bài.",
        ),
        (
            "The picture “{value}” is HEIC, for which this machine has no library.",
            "Run pip install 'khotin[heic]', or save it as JPEG and fix its name in the article.",
        ),
    ),
    "missing-media": error(
        ("Không có tệp «{value}».{suggestion_vi}", "Chép tệp vào đúng chỗ, hoặc sửa tên."),
        ("There is no file “{value}”.{suggestion_en}", "Put the file there, or fix its name."),
    ),
    "broken-link": error(
        ("Liên kết «{value}» không dẫn đến bài nào.{suggestion_vi}", "Sửa đường dẫn, hoặc bỏ liên kết."),
        ("The link “{value}” leads nowhere.{suggestion_en}", "Fix the path, or remove the link."),
    ),
    "broken-fragment": error(
        ("Trong bài không có mục «{value}».{suggestion_vi}", "Dùng tên của một đề mục có trong bài."),
        ("The page has no part “{value}”.{suggestion_en}", "Use the name of a heading that is there."),
    ),
    "bad-link": error(
        ("Không đọc được địa chỉ «{value}».", "Viết lại địa chỉ."),
        ("The address “{value}” cannot be read.", "Write it again."),
    ),
    "network-path": error(
        (
            "«{value}» không ghi giao thức; đọc từ USB trên Windows, nó dẫn đến một máy khác trong mạng.",
            "Viết cả địa chỉ, bắt đầu bằng https://; tệp trong content/ thì ghi đường dẫn của nó.",
        ),
        (
            "“{value}” names no scheme; from a USB stick on Windows it leads to a machine in the network.",
            "Write the whole address, beginning with https://; of a file in content/ write the path.",
        ),
    ),
    "link-home": error(
        (
            "«{value}» không phải là một tệp trong content/; liên kết dẫn đến bài, trang đứng riêng hay tệp.",
            "Muốn dẫn đến trang chủ hay một danh sách, viết cả địa chỉ https:// của trang ấy.",
        ),
        (
            "“{value}” is no file of content/; links lead to articles, standing pages and files.",
            "To lead to the home page or a list, write its whole address, https://….",
        ),
    ),
    "path-escapes": error(
        ("«{value}» dẫn ra ngoài thư mục content/.", "Đặt tệp trong content/ và sửa đường dẫn."),
        ("“{value}” leads outside content/.", "Put the file inside content/ and fix the path."),
    ),
}


ATTACHMENTS: Mapping[str, CatalogueEntry] = {
    "pdf-no-text": note(
        ("Tệp PDF chỉ có ảnh chụp các trang, không có chữ để tìm.", "Nhận dạng chữ (OCR) rồi lưu lại tệp."),
        (
            "The PDF has pictures of pages, no text to search.",
            "Recognise its text (OCR), then save it again.",
        ),
    ),
    "pdf-unreadable": note(
        ("Tệp PDF bị hỏng, không đọc được chữ để tìm.", "Mở tệp rồi lưu thành PDF mới, hoặc tải lại tệp."),
        ("The PDF is damaged; its text cannot be searched.", "Save it as a new PDF, or fetch it again."),
    ),
    "pdf-encrypted": note(
        ("Tệp PDF bị khóa nên không tìm được chữ trong tệp.", "Lưu lại tệp, bỏ mật khẩu và mọi giới hạn."),
        ("The PDF is locked; its text cannot be searched.", "Save it without password or restrictions."),
    ),
    "pdf-cut": note(
        (
            "Số trang PDF tìm kiếm được: {pages}; tệp quá dài, quá lớn hoặc có trang hỏng.",
            "Tách tệp, hoặc lưu lại tệp.",
        ),
        (
            "Pages of the PDF that can be searched: {pages}; it is too long, too large or damaged.",
            "Split it, or save it again.",
        ),
    ),
}
