"""Problems of a built site or a copy, as `khotin verify` finds them."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, Sentences, error, note, warning

_REPLACE = (
    "Lấy lại tệp này từ một bản còn nguyên vẹn; với thư mục kết quả, xóa tệp rồi chạy «khotin build».",
    "Take the file from a copy that is whole; in an output folder, delete it and run “khotin build”.",
)
_OTHER_COPY = (
    "Dùng một bản sao khác còn nguyên vẹn, hoặc ghi bản mới bằng «khotin archive».",
    "Use another copy that is whole, or write a new one with “khotin archive”.",
)
_MAKE_AGAIN = (
    "Nếu không tệp nào hỏng thì lỗi ở nội dung nguồn: sửa bài rồi dựng trang, ghi bản sao lại.",
    "If no file is damaged, the fault is in the content: mend it, then build and archive again.",
)
_NEWER = (
    "Cài bản Khotin mới hơn rồi kiểm tra lại.",
    "Install a newer Khotin and verify again.",
)
_REMOVE = (
    "Nếu không cần thì chuyển nó ra khỏi thư mục.",
    "Move it out of the folder unless it is needed there.",
)


def _worded(vi: str, en: str, remedy: Sentences) -> tuple[Sentences, Sentences]:
    """A message in both languages with a remedy that several problems have."""
    return (vi, remedy[0]), (en, remedy[1])


VERIFYING: Mapping[str, CatalogueEntry] = {
    # --- files ---
    "file-missing": error(*_worded("Thiếu tệp này.", "This file is missing.", _REPLACE)),
    "file-altered": error(
        *_worded("Tệp này đã thay đổi hoặc đã hỏng.", "This file has been altered or damaged.", _REPLACE)
    ),
    "file-extra": error(*_worded("Tệp này không thuộc về đây.", "This file does not belong here.", _REMOVE)),
    "file-litter": warning(
        (
            "Tệp này do hệ điều hành tự thêm vào, vô hại.",
            "Nên xóa: phần mềm kiểm tra khác có thể vì nó mà coi bản sao là hỏng.",
        ),
        (
            "The operating system put this file here; it is harmless.",
            "Better delete it: other programs may call the copy damaged because of it.",
        ),
    ),
    "part-missing": error(
        (
            "Bản sao chia thành nhiều tệp; thiếu phần {numbers}.",
            "Để các phần còn thiếu vào cùng thư mục, rồi kiểm tra lại.",
        ),
        (
            "The copy is split; missing parts: {numbers}.",
            "Put the missing parts into the same folder, then verify again.",
        ),
    ),
    "part-twice": error(
        *_worded("Phần {number} có hai tệp.", "There are two files of part {number}.", _REMOVE)
    ),
    "part-differs": error(
        *_worded("Phần này không khớp với các phần kia.", "This part does not fit the others.", _OTHER_COPY)
    ),
    "delta-misfit": error(
        *_worded(
            "Gói thay đổi không biến bản sao mà nó nêu thành bản sao mà nó hứa.",
            "The delta does not make the promised copy of the one that it names.",
            _OTHER_COPY,
        )
    ),
    "delta-base-missing": error(
        (
            "Không có bản sao mà gói thay đổi này dành cho: manifest có mã {hash}.",
            "Để bản sao ấy, hoặc gói thay đổi tạo ra nó, vào cùng thư mục.",
        ),
        (
            "The copy that this delta is for is not here: its manifest has the hash {hash}.",
            "Put that copy, or the delta that makes it, into the same folder.",
        ),
    ),
    "previous-missing": error(
        (
            "Chuỗi bản sao bị đứt: không có bản sao trước, manifest có mã {hash}.",
            "Tìm lại bản sao ấy và để vào cùng thư mục.",
        ),
        (
            "The chain of copies is broken: the one before, whose manifest has the hash {hash}, is not here.",
            "Find that copy and put it into the same folder.",
        ),
    ),
    "previous-elsewhere": note(
        (
            "Bản sao trước không ở đây: manifest có mã {hash}.",
            "Muốn kiểm tra cả chuỗi thì để các bản sao vào cùng thư mục.",
        ),
        (
            "The copy before is not here: its manifest has the hash {hash}.",
            "To check the chain, put the copies into the same folder.",
        ),
    ),
    "delta-description": error(
        *_worded(
            "Gói thay đổi không khớp với những gì nó nói về mình.",
            "The delta does not agree with what it says of itself.",
            (
                "Lấy lại gói ấy từ nơi phát hành, hoặc ghi lại bằng «khotin archive --since».",
                "Get the delta again from its issuer, or write it again with “khotin archive --since”.",
            ),
        )
    ),
    "link-refused": error(
        ("Đây là liên kết hoặc thiết bị, không phải tệp; chưa mở.", _REMOVE[0]),
        ("This is a link or a device, not a file; it was not opened.", _REMOVE[1]),
    ),
    "name-refused": error(
        *_worded(
            "Tên này có thể dẫn ra ngoài bản sao hoặc không đọc được; chưa mở.",
            "This name may lead out of the copy or cannot be read; it was not opened.",
            _OTHER_COPY,
        )
    ),
    "name-twice": error(
        *_worded("Tệp zip chứa tên này hai lần.", "The zip holds this name twice.", _OTHER_COPY)
    ),
    "name-case": error(
        *_worded(
            "Có hai tên chỉ khác nhau ở chữ hoa, chữ thường hay cách ghép dấu: có hệ thống coi là một.",
            "Two names differ only in case, or in how accents are composed: some systems take them for one.",
            _OTHER_COPY,
        )
    ),
    # --- containers ---
    "zip-damaged": error(
        *_worded(
            "Tệp zip hỏng hoặc chép thiếu: không đọc được danh mục của nó.",
            "The zip is damaged or cut short: its directory cannot be read.",
            _OTHER_COPY,
        )
    ),
    "zip-altered": error(
        *_worded(
            "Tệp zip không còn đúng từng byte như khi được ghi.",
            "The zip is no longer as it was written, byte for byte.",
            _OTHER_COPY,
        )
    ),
    "zip-unsealed": note(
        (
            "Tệp zip này không do Khotin ghi, chẳng hạn đã được nén lại.",
            "Các tệp bên trong vẫn được kiểm tra. Muốn giữ nguyên từng byte thì dùng tệp zip gốc.",
        ),
        (
            "This zip was not written by Khotin; it may have been packed again.",
            "The files in it are checked all the same. For the very same bytes, use the original zip.",
        ),
    ),
    "zip-bomb": error(
        *_worded(
            "Tệp zip khai chứa nhiều dữ liệu hơn mức có thể; chưa mở.",
            "The zip says that it holds more than it can; it was not opened.",
            _OTHER_COPY,
        )
    ),
    "data-differs": error(
        *_worded(
            "Dòng {row} khác với dòng ấy trong {other}.",
            "Row {row} is not the same as in {other}.",
            _OTHER_COPY,
        )
    ),
    "data-description": error(
        *_worded(
            "Mô tả này không khớp với bảng: {what}.",
            "This description does not agree with the tables: {what}.",
            _OTHER_COPY,
        )
    ),
    "epub-mimetype": error(
        *_worded(
            "Tệp này phải đứng đầu sách và không nén, để phần mềm đọc sách nhận ra sách.",
            "This file must be the first of the book, and not compressed: by it, readers know a book.",
            _OTHER_COPY,
        )
    ),
    "zim-damaged": error(
        *_worded(
            "Tệp ZIM hỏng hoặc chép thiếu: không đọc được cấu trúc của nó.",
            "The ZIM is damaged or cut short: its structure cannot be read.",
            _OTHER_COPY,
        )
    ),
    "zim-altered": error(
        *_worded(
            "Tệp ZIM không còn đúng từng byte như khi được ghi, nên chưa đọc các tệp bên trong.",
            "The ZIM is no longer as it was written, byte for byte, so the files in it were not read.",
            _OTHER_COPY,
        )
    ),
    "zim-bomb": error(
        *_worded(
            "Tệp ZIM khai chứa nhiều dữ liệu hơn mức có thể; chưa mở.",
            "The ZIM says that it holds more than it can; it was not opened.",
            _OTHER_COPY,
        )
    ),
    "warc-damaged": error(
        *_worded(
            "Tệp WARC hỏng, chép thiếu, hoặc không do Khotin ghi: không đọc hết được các bản ghi.",
            "The WARC is damaged, cut short or not Khotin's: its records cannot all be read.",
            _OTHER_COPY,
        )
    ),
    "warc-altered": error(
        *_worded(
            "Tệp WARC không còn đúng từng byte như khi được ghi.",
            "The WARC is no longer as it was written, byte for byte.",
            _OTHER_COPY,
        )
    ),
    "warc-unsealed": note(
        (
            "Tệp WARC này đã được nén lại hoặc giải nén, nên không đối chiếu được từng byte.",
            "Các bản ghi bên trong vẫn được kiểm tra. Muốn giữ nguyên từng byte thì dùng tệp gốc.",
        ),
        (
            "This WARC was packed again or unpacked, so that not every byte can be compared.",
            "The records in it are checked all the same. For the very same bytes, use the original file.",
        ),
    ),
    "record-altered": error(
        *_worded(
            "Phần đầu của bản ghi này không khớp với nội dung, hoặc không do Khotin ghi.",
            "The header of this record does not fit its content, or is not Khotin's.",
            _OTHER_COPY,
        )
    ),
    "member-damaged": error(
        *_worded("Không giải nén được tệp này.", "This file cannot be unpacked.", _OTHER_COPY)
    ),
    "member-unreadable": error(
        *_worded(
            "Tệp này bị mã hóa hoặc nén theo cách lạ.",
            "This file is encrypted, or packed in an unknown way.",
            _OTHER_COPY,
        )
    ),
    # --- manifests and bags ---
    "manifest-missing": error(
        *_worded(
            "Thiếu tệp này, nên không biết các tệp khác có nguyên vẹn không.",
            "This file is missing, so nobody can tell whether the others are whole.",
            _REPLACE,
        )
    ),
    "manifest-not-text": error(
        *_worded("Tệp này không phải văn bản UTF-8.", "This file is not UTF-8 text.", _REPLACE)
    ),
    "manifest-line": error(
        *_worded(
            "Dòng này không đúng dạng «mã, hai dấu cách, đường dẫn», hoặc sai thứ tự.",
            "This line is not “hash, two spaces, path”, or is out of order.",
            _REPLACE,
        )
    ),
    "bag-declaration": error(
        *_worded("Tệp này không khai BagIt 1.0.", "This file does not declare BagIt 1.0.", _REPLACE)
    ),
    "bag-oxum": error(
        *_worded(
            "Số tệp và số byte khai ở đây khác với thực tế: {files} tệp, {size} byte.",
            "The numbers stated here differ from what is there: {files} files, {size} bytes.",
            _OTHER_COPY,
        )
    ),
    "output-unfinished": error(
        ("Một lần dựng đã bị ngắt giữa chừng.", "Chạy lại «khotin build»."),
        ("A build was interrupted.", "Run “khotin build” again."),
    ),
    # --- signature ---
    "signature-missing": error(
        *_worded(
            "Bản sao này phải có chữ ký mà không có.",
            "This copy ought to be signed, and is not.",
            _OTHER_COPY,
        )
    ),
    "signature-wrong": error(
        (
            "Chữ ký không khớp với khóa {key}.",
            "Kiểm tra xem có đúng khóa của nơi phát hành không; nếu đúng thì đừng tin bản sao này.",
        ),
        (
            "The signature is not that of the key {key}.",
            "Make sure that this is the issuer's key; if it is, do not trust this copy.",
        ),
    ),
    "signature-unchecked": note(
        ("Bản sao có chữ ký, chưa kiểm tra.", "Nêu khóa công khai của nơi phát hành bằng --key."),
        ("The copy is signed; the signature was not checked.", "Name the issuer's public key with --key."),
    ),
    # --- links ---
    "link-dead": error(
        *_worded(
            "Liên kết «{address}» không dẫn đến tệp nào.",
            "The link “{address}” leads to no file.",
            _MAKE_AGAIN,
        )
    ),
    "link-absolute": error(
        *_worded(
            "Liên kết «{address}» chỉ dùng được trên máy chủ.",
            "The link “{address}” works on a server only.",
            _MAKE_AGAIN,
        )
    ),
    "link-anchor": error(
        *_worded(
            "Liên kết «{address}» dẫn đến một chỗ không có trong trang.",
            "The link “{address}” leads to a place that its page does not have.",
            _MAKE_AGAIN,
        )
    ),
    "page-too-large": warning(
        (
            "Trang lớn quá 32 MB, nên không xem các liên kết trong đó.",
            "Chia trang ấy thành nhiều trang nếu muốn kiểm tra liên kết.",
        ),
        (
            "The page has more than 32 MB, so its links were not looked at.",
            "Cut it into several pages to have its links checked.",
        ),
    ),
    # --- search ---
    "search-missing": error(
        *_worded(
            "Không đọc được chỉ mục tìm kiếm từ trang tìm kiếm.",
            "The search page leads to no search index that can be read.",
            _MAKE_AGAIN,
        )
    ),
    "search-damaged": error(
        *_worded(
            "Tệp này của chỉ mục tìm kiếm thiếu hoặc không đọc được.",
            "This file of the search index is missing or cannot be read.",
            _MAKE_AGAIN,
        )
    ),
    "search-format": error(
        *_worded(
            "Chỉ mục tìm kiếm này có định dạng {format}, mới hơn phiên bản Khotin đang dùng.",
            "The search index has format {format}, which is newer than this version of Khotin.",
            _NEWER,
        )
    ),
    "search-stray": error(
        *_worded(
            "Chỉ mục tìm kiếm không dẫn đến tệp này, hoặc đến một phần của tệp.",
            "The search index does not lead to this file, or not to all of it.",
            _MAKE_AGAIN,
        )
    ),
    "search-misses": error(
        *_worded("Tìm kiếm không biết bài này.", "The search does not know this article.", _MAKE_AGAIN)
    ),
    "search-leads-nowhere": error(
        *_worded(
            "Tìm kiếm dẫn «{title}» đến trang này, mà không có trang.",
            "The search leads “{title}” to this page, which is not there.",
            _MAKE_AGAIN,
        )
    ),
    "search-title": error(
        *_worded(
            "Tìm kiếm ghi tên bài này là «{title}», trang ghi khác.",
            "The search calls this article “{title}”; the page calls it otherwise.",
            _MAKE_AGAIN,
        )
    ),
    "search-word": error(
        *_worded(
            "Tìm chữ «{word}» trong tên bài không ra bài này.",
            "The word “{word}” of its title does not find this article.",
            _MAKE_AGAIN,
        )
    ),
}
