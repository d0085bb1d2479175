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
            "Có hai tên chỉ khác nhau ở chữ hoa, chữ thường.",
            "Two names differ only in upper and lower case.",
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
