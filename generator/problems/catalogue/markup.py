"""Problems of Markdown and of HTML inside it."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, error, note, warning

MARKUP: Mapping[str, CatalogueEntry] = {
    "too-deep": error(
        ("Trích dẫn, danh sách, thẻ HTML hoặc dấu ngoặc lồng nhau quá sâu.", "Bớt số bậc lồng nhau."),
        ("Quotes, lists, HTML tags or brackets are nested too deeply.", "Use fewer levels."),
    ),
    "too-intricate": error(
        (
            "Từ đây có quá nhiều dấu ` < \\ # * & [ hay đề mục đứng sát nhau, máy không dựng nổi.",
            "Chia đoạn bằng dòng trống, bỏ các dấu thừa, hoặc đưa phần này vào tệp đính kèm.",
        ),
        (
            "From here on too many marks (` < \\ # * & [) or headings stand without a gap to be rendered.",
            "Part them by empty lines, remove those that mean nothing, or move this into an attachment.",
        ),
    ),
    "html-unclosed": error(
        (
            "Thẻ <{value}> mở ở đây không được đóng ({count} chỗ), nên phần sau của bài sẽ mất.",
            "Thêm </{value}> vào đúng chỗ, hoặc xóa thẻ.",
        ),
        (
            "The tag <{value}> opens here and is never closed (places: {count}): what follows would be lost.",
            "Add </{value}> where it ends, or delete the tag.",
        ),
    ),
    "html-cut": error(
        (
            "Thẻ {value} không có dấu > ({count} chỗ), nên chữ sau nó sẽ mất.",
            "Thêm > ngay sau {value}.",
        ),
        (
            "The tag {value} has no > (places: {count}), so the words after it would be lost.",
            "Type > right behind {value}.",
        ),
    ),
    "html-content": warning(
        (
            "<{value}> và mọi thứ bên trong không được đăng ({count} chỗ).",
            "Xóa đoạn mã ấy; phim thì ghi vào trường video, tệp thì ghi vào attachments.",
        ),
        (
            "<{value}> and all that is inside it is not published (places: {count}).",
            "Delete it; name a film in the field video, a file in attachments.",
        ),
    ),
    "html-tag": warning(
        (
            "Thẻ <{value}> bị bỏ, chỉ giữ lại chữ bên trong ({count} chỗ).",
            "Xóa thẻ, hoặc dùng Markdown: **đậm**, *nghiêng*, ## đề mục.",
        ),
        (
            "The tag <{value}> is dropped; only the text inside it stays (places: {count}).",
            "Delete the tag, or use Markdown: **bold**, *italic*, ## heading.",
        ),
    ),
    "html-attribute": note(
        ("Thuộc tính «{value}» bị bỏ ({count} chỗ).", "Xóa thuộc tính ấy; giao diện lo việc trình bày."),
        (
            "The attribute “{value}” is dropped (places: {count}).",
            "Delete it; how things look is the theme's part.",
        ),
    ),
    "html-link": warning(
        (
            "Liên kết đến «{value}» bị bỏ, chỉ giữ lại chữ ({count} chỗ).",
            "Dùng địa chỉ http, https, mailto, tel, hoặc đường dẫn tới tệp trong content/.",
        ),
        (
            "The link to “{value}” is dropped, its text stays (places: {count}).",
            "Use an address with http, https, mailto or tel, or the path of a file in content/.",
        ),
    ),
    "footnote-missing": warning(
        (
            "Dấu «[^{value}]» không có chú thích nào; người đọc thấy nguyên dấu ấy.",
            "Viết một dòng «[^{value}]: …» ở cuối bài, hoặc bỏ dấu.",
        ),
        (
            "No note belongs to the mark “[^{value}]”; readers see it as it is typed.",
            "Write a line “[^{value}]: …” at the end of the article, or remove the mark.",
        ),
    ),
    "footnote-unused": warning(
        (
            "Không chỗ nào trong bài gọi chú thích «[^{value}]».",
            "Đặt dấu «[^{value}]» vào chỗ cần chú thích, hoặc bỏ dòng này.",
        ),
        (
            "Nothing in the article refers to the note “[^{value}]”.",
            "Put the mark “[^{value}]” where the note belongs, or remove this line.",
        ),
    ),
    "footnote-twice": warning(
        (
            "Có hai chú thích «[^{value}]»; chỉ một được hiện.",
            "Đặt tên khác cho chú thích này và dấu của nó.",
        ),
        (
            "There are two notes “[^{value}]”; only one is shown.",
            "Give this one, and its mark, another name.",
        ),
    ),
    "short-code": warning(
        (
            "«{value}» là mã của chương trình khác; người đọc thấy nguyên như thế.",
            "Thay bằng Markdown (ảnh, liên kết, trường video hoặc images), hoặc xóa; muốn giữ chữ ấy thì "
            "viết trong `dấu này`.",
        ),
        (
            "“{value}” is a code of another program; readers see it as it is typed.",
            "Use Markdown (a picture, a link, the field video or images), or delete it; to show the code "
            "itself, write it in `backticks`.",
        ),
    ),
    "foreign-mark": warning(
        (
            "«{value}» là dấu của chương trình khác; người đọc thấy nguyên như thế ({count} chỗ).",
            "Xóa dấu, hoặc viết bằng Markdown: > cho đoạn trích, **chữ** cho chữ đậm, ## cho đề mục; muốn "
            "giữ chữ ấy thì viết trong `dấu này`.",
        ),
        (
            "“{value}” is a mark of another program; readers see it as it is typed (places: {count}).",
            "Delete it, or use Markdown: > for a quotation, **words** for bold ones, ## for a heading; to "
            "show the mark itself, write it in `backticks`.",
        ),
    ),
    "reference-missing": warning(
        (
            "Không có địa chỉ nào tên là «{value}»; người đọc thấy nguyên các dấu ngoặc.",
            "Viết [chữ](địa chỉ), hoặc thêm một dòng «[{value}]: địa chỉ».",
        ),
        (
            "No address is called “{value}”; readers see the brackets.",
            "Write [text](address), or add a line “[{value}]: address”.",
        ),
    ),
    "markdown-in-html": warning(
        (
            "Bên trong thẻ HTML, «{value}» không được hiểu là Markdown; người đọc thấy nguyên các dấu.",
            "Xóa thẻ HTML bao quanh, hoặc viết đoạn này bằng thẻ HTML.",
        ),
        (
            "Within an HTML tag “{value}” is not read as Markdown; readers see the marks.",
            "Delete the HTML tag around it, or write this part in HTML.",
        ),
    ),
    "formula-shown": warning(
        (
            "Người đọc thấy nguyên công thức «{value}»: trang này không vẽ công thức TeX.",
            "Viết bằng chữ và ký hiệu, như E = mc², x₁ ≤ 5, hoặc chèn ảnh của công thức. Nếu cần hiện mã TeX "
            "thì đặt trong dấu `…`.",
        ),
        (
            "Readers see the formula “{value}” as it is typed: no TeX is drawn here.",
            "Write it with signs, as in E = mc², x₁ ≤ 5, or put in a picture of it. If the TeX itself is "
            "meant, put it between `…`.",
        ),
    ),
    "mark-shown": warning(
        (
            "Người đọc thấy nguyên dấu ở «{value}» ({count} chỗ): Markdown hay HTML ở đó không đúng dạng.",
            "Sửa cho đủ cặp dấu, như **đậm** hay [chữ](địa chỉ), hoặc xóa; muốn hiện đúng dấu ấy thì gõ \\ "
            "trước từng dấu.",
        ),
        (
            "Readers see the marks at “{value}” (places: {count}): they are not complete Markdown or HTML.",
            "Complete them, as in **bold** or [text](address), or delete them; to show the marks themselves, "
            "type \\ before each.",
        ),
    ),
    "mark-in-value": warning(
        (
            "Ở đây «{value}» không được hiểu là Markdown hay HTML; người đọc thấy nguyên các dấu.",
            "Xóa các dấu, chỉ để chữ.",
        ),
        (
            "In this value “{value}” is not read as Markdown or HTML; readers see the marks.",
            "Delete the marks, and leave the words.",
        ),
    ),
    "front-matter-again": warning(
        (
            "Phần đầu của một bài khác nằm giữa bài này; người đọc thấy các trường như chữ trong bài.",
            "Mỗi bài một tệp: cắt từ dòng này đến hết bài ấy, dán vào tệp mới; nếu thừa thì xóa.",
        ),
        (
            "The front matter of another article stands within this one; readers see its fields as text.",
            "One article a file: cut it out from here, and paste it into a new file; or delete it.",
        ),
    ),
    "without-accents": warning(
        ("Bài tiếng Việt này viết không dấu.", "Gõ lại, hoặc chép lại từ bản gốc, cho có dấu."),
        ("This Vietnamese text has no accents.", "Type it again with them, or copy it from the original."),
    ),
    "other-language": warning(
        (
            "Tên tệp nói đây là bản «{value}», nhưng chữ trong bài là của tiếng khác.",
            "Đổi tên tệp cho đúng ngôn ngữ, hoặc chép bản dịch vào đây.",
        ),
        (
            "By its name this is the “{value}” version, but its text is in another language.",
            "Rename the file for its language, or put the translation here.",
        ),
    ),
}
