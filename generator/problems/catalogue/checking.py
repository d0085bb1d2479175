"""Problems that only `khotin check` reports. None of them prevents a build."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, note, warning
from generator.problems.catalogue.prose import PERSONAL, TYPING

CACHE: Mapping[str, CatalogueEntry] = {
    "cache-tracked": warning(
        (
            "Git đang theo dõi bộ nhớ đệm {value}. Trong đó có cả bản nháp, và máy khác không dùng được.",
            "Chạy «git rm -r --cached {value}», rồi thêm dòng /{value}/ vào .gitignore.",
        ),
        (
            "Git tracks the cache {value}. It holds drafts, and no other machine will use it.",
            "Run “git rm -r --cached {value}”, then add the line /{value}/ to .gitignore.",
        ),
    ),
}

SILENCES: Mapping[str, CatalogueEntry] = {
    "silence-unknown": warning(
        ("Không có mã «{value}».{suggestion_vi}", "Sửa mã, hoặc xóa dòng này."),
        ("There is no code “{value}”.{suggestion_en}", "Fix the code, or delete the line."),
    ),
    "silence-error": warning(
        ("Mã «{value}» là lỗi nên không tắt được.", "Xóa dòng này và sửa lỗi ấy."),
        ("The code “{value}” is an error and cannot be silenced.", "Delete the line and fix the error."),
    ),
    "silence-unused": note(
        ("Không còn gì mang mã «{value}» để tắt.", "Xóa dòng này."),
        ("Nothing has the code “{value}” any more.", "Delete the line."),
    ),
}

CHARACTERS: Mapping[str, CatalogueEntry] = {
    "normal-form": note(
        (
            "Chữ có dấu ở dạng tách rời, không phải Unicode dựng sẵn (số dòng: {count}).",
            "Chạy «khotin check --fix».",
        ),
        (
            "Letters and their marks are kept apart, not in the composed form of Unicode (lines: {count}).",
            "Run “khotin check --fix”.",
        ),
    ),
    "invisible": note(
        ("Có ký tự không nhìn thấy {value} ({count} chỗ).", "Chạy «khotin check --fix»."),
        ("There is an invisible character {value} (places: {count}).", "Run “khotin check --fix”."),
    ),
    "odd-space": note(
        ("Có dấu cách đặc biệt {value} ({count} chỗ).", "Chạy «khotin check --fix» để thay bằng dấu cách."),
        (
            "There is a special space {value} (places: {count}).",
            "Run “khotin check --fix” to put plain spaces there.",
        ),
    ),
    "trailing-space": note(
        ("Có dấu cách thừa ở cuối dòng ({count} dòng).", "Chạy «khotin check --fix»."),
        ("There is a space at the end of the line (lines: {count}).", "Run “khotin check --fix”."),
    ),
    "tcvn3": warning(
        (
            "«{value}» giống chữ TCVN3 (ABC) chưa đổi mã, có lẽ là «{meant}» ({count} chỗ).",
            "Mở bản gốc, đổi sang Unicode rồi dán lại; đừng sửa từng chữ.",
        ),
        (
            "“{value}” looks like TCVN3 (ABC), not converted; it may mean “{meant}” (places: {count}).",
            "Convert the original to Unicode and paste it again; do not fix single letters.",
        ),
    ),
    "vni": warning(
        (
            "«{value}» giống chữ VNI chưa đổi mã, có lẽ là «{meant}» ({count} chỗ).",
            "Mở bản gốc, đổi sang Unicode rồi dán lại; đừng sửa từng chữ.",
        ),
        (
            "“{value}” looks like VNI that was not converted; it may mean “{meant}” (places: {count}).",
            "Convert the original to Unicode and paste it again; do not fix single letters.",
        ),
    ),
    "mojibake": warning(
        (
            "«{value}» là chữ UTF-8 bị đọc sai mã, có lẽ là «{meant}» ({count} chỗ).",
            "Dán lại đoạn này từ bản gốc.",
        ),
        (
            "“{value}” is UTF-8 that was read in a wrong encoding; it may mean “{meant}” (places: {count}).",
            "Paste this passage again from the original.",
        ),
    ),
    "lost-letters": warning(
        ("Có chữ đã mất, chỉ còn dấu ? hoặc \ufffd ({count} chỗ).", "Chép lại các chữ ấy từ bản gốc."),
        (
            "Letters are lost; a ? or \ufffd stands in their place (places: {count}).",
            "Copy them again from the original.",
        ),
    ),
    "lookalike": warning(
        (
            "Trong «{value}» có chữ cái của bảng chữ khác, trông giống chữ Việt ({count} chỗ).",
            "Gõ lại: {meant}.",
        ),
        (
            "“{value}” holds a letter of another alphabet that looks like one of ours (places: {count}).",
            "Type it again: {meant}.",
        ),
    ),
}

SENTENCES: Mapping[str, CatalogueEntry] = {
    "quote-unbalanced": warning(
        ("Dấu {value} ở đây không có dấu đi cặp.", "Thêm dấu còn thiếu, hoặc xóa dấu này."),
        ("The sign {value} here has no counterpart.", "Add the missing one, or delete this one."),
    ),
    "mark-doubled": note(
        ("Dấu câu «{value}» bị gõ thừa.", "Giữ lại một dấu."),
        ("The marks “{value}” stand together.", "Keep one of them."),
    ),
    "end-mark-inside": note(
        (
            "Sau dấu hết bài ./. vẫn còn chữ.",
            "Xóa phần thừa của trang cũ, hoặc bỏ dấu ./. nếu bài chưa hết.",
        ),
        (
            "The end mark ./. stands here, and the text goes on.",
            "Delete what an old page left behind, or the mark if the article is not over.",
        ),
    ),
    "end-mark-missing": note(
        (
            "Đoạn cuối không có dấu kết thúc câu, có thể bài bị cắt mất.",
            "So với bản gốc; thêm dấu chấm, hoặc phần còn thiếu.",
        ),
        (
            "The last paragraph does not end with a full stop; the article may have been cut off.",
            "Compare it with the original; add the stop, or what is missing.",
        ),
    ),
    "heading-top": warning(
        ("Đề mục một dấu # là cấp của tiêu đề bài.", "Dùng ## cho đề mục trong bài."),
        ("A heading with one # has the rank of the title.", "Use ## for the headings of the text."),
    ),
    "heading-skips": warning(
        ("Đề mục {found} bỏ qua một cấp.", "Dùng {meant} ở đây."),
        ("The heading {found} skips a level.", "Use {meant} here."),
    ),
}

VALUES: Mapping[str, CatalogueEntry] = {
    "date-format": note(
        (
            "«{value}» đọc được, nhưng ngày nên viết theo một dạng chung.",
            "Viết {meant}, hoặc chạy «khotin check --fix».",
        ),
        (
            "“{value}” is understood, but dates are best written in one form.",
            "Write {meant}, or run “khotin check --fix”.",
        ),
    ),
    "province-spelling": note(
        ("«{value}» thường được viết là {meant}.", "Viết {meant}, hoặc chạy «khotin check --fix»."),
        ("“{value}” is usually written {meant}.", "Write {meant}, or run “khotin check --fix”."),
    ),
    "date-future": warning(
        (
            "«{field}» là {value_vi}, một ngày chưa tới.",
            "Sửa ngày; nếu muốn bài hiện vào ngày ấy thì thêm publish.",
        ),
        (
            "“{field}” is {value_en}, a day that has not come yet.",
            "Fix the date; to show the article on that day, add publish.",
        ),
    ),
    "date-early": warning(
        (
            "Bài ghi ngày {value_vi}, trước khi sở được thành lập ({founded_vi}).",
            "Sửa date; nếu ngày thành lập chưa đúng thì sửa founded ở [check] trong site.toml.",
        ),
        (
            "The article is dated {value_en}, before the department was founded ({founded_en}).",
            "Fix date; if the founding is wrong, fix founded under [check] in site.toml.",
        ),
    ),
    "date-order": warning(
        (
            "«{field}» là {value_vi}, trước ngày của bài ({other_vi}).",
            "Sửa một trong hai ngày.",
        ),
        (
            "“{field}” is {value_en}, before the article's own date ({other_en}).",
            "Fix one of the two dates.",
        ),
    ),
    "never-shown": warning(
        (
            "Bài thôi hiện ngày {value_vi}, không sau ngày bắt đầu hiện ({other_vi}).",
            "Sửa expires hoặc publish.",
        ),
        (
            "The article expires on {value_en}, not after the day it is published on ({other_en}).",
            "Fix expires or publish.",
        ),
    ),
    "province-ended": warning(
        (
            "Đơn vị {value} không còn từ ngày {when_vi}, trước ngày của bài.{suggestion_vi}",
            "Dùng tên của đơn vị mới, sửa date, hoặc tắt mã này trong silence nếu bài nói về tỉnh cũ.",
        ),
        (
            "{value} came to an end on {when_en}, before the article's date.{suggestion_en}",
            "Name its successor, fix date, or silence this code if the article is about the old province.",
        ),
    ),
    "province-early": warning(
        (
            "Đơn vị {value} mãi đến {when_vi} mới có, sau ngày của bài.{suggestion_vi}",
            "Dùng tên tỉnh như lúc bài được đăng, hoặc sửa date.",
        ),
        (
            "{value} came into being on {when_en}, after the article's date.{suggestion_en}",
            "Name the province as it was then, or fix date.",
        ),
    ),
    "author-form": warning(
        (
            "«{value}» ở «author» không chỉ là tên một người hay một cơ quan.",
            "Chỉ để tên; nhiều người thì viết author: [A, B]; tờ báo đăng trước thì ghi vào publisher; nếu "
            "đúng là tên thì tắt mã này trong silence.",
        ),
        (
            "“{value}” in “author” is more than the name of a person or an organisation.",
            "Leave the name alone; for several people write author: [A, B]; a newspaper that had it first "
            "belongs into publisher; if it is a name, silence this code.",
        ),
    ),
    "author-spelling": warning(
        (
            "Tên «{value}» ở các bài khác được viết là «{meant}» (số bài: {count}).",
            "Dùng một cách viết; nếu là hai người thì tắt mã này trong silence.",
        ),
        (
            "The name “{value}” is written “{meant}” elsewhere (articles: {count}).",
            "Write it in one way; if they are two people, silence this code.",
        ),
    ),
}

MEDIA: Mapping[str, CatalogueEntry] = {
    "alt-missing": warning(
        (
            "Ảnh «{value}» không có lời mô tả cho người không nhìn thấy.",
            "Viết vào alt (hay trong dấu [ ] của ảnh) xem trong ảnh có gì.",
        ),
        (
            "The picture “{value}” has no text for those who cannot see it.",
            "Say in alt (or between the [ ] of the picture) what it shows.",
        ),
    ),
    "alt-useless": warning(
        ("Lời mô tả «{value}» chỉ là tên tệp.", "Viết vào alt xem trong ảnh có gì."),
        ("The text “{value}” is only the name of a file.", "Say in alt what the picture shows."),
    ),
    "caption-missing": note(
        ("«{value}» ở «{field}» không có chú thích.", "Thêm caption nói rõ ảnh hay tệp ấy là gì."),
        ("“{value}” in “{field}” has no caption.", "Add caption: say what the picture or file is."),
    ),
    "words-untranslated": note(
        ("{field} của «{value}» chưa có ở ngôn ngữ «{lang}».", "Thêm dòng «{lang}: …» vào {field}."),
        ("The {field} of “{value}” is not there in the language “{lang}”.", "Add “{lang}: …” to {field}."),
    ),
    "series-alone": note(
        ("Loạt bài «{value}» mới chỉ có bài này.", "Không phải sửa, nếu các kỳ sau còn chờ đăng."),
        (
            "The series “{value}” has this article alone.",
            "Leave it, if other parts will follow.",
        ),
    ),
    "series-spelling": warning(
        (
            "Loạt bài «{value}» chỉ có bài này; có một loạt tên gần giống là «{meant}».",
            "Nếu là một loạt, ghi «{meant}»; nếu là hai loạt thì tắt mã này trong silence.",
        ),
        (
            "The series “{value}” has this article alone; there is one with nearly the same name, “{meant}”.",
            "Write “{meant}” if they are one series; if they are two, silence this code.",
        ),
    ),
    "media-huge": warning(
        (
            "Tệp «{value}» quá lớn ({size}) để tải về điện thoại hay chép vào bản lưu.",
            "Thu nhỏ ảnh, nén phim, hoặc tách tệp.",
        ),
        (
            "The file “{value}” is too large ({size}) for telephones and for offline copies.",
            "Make the picture smaller, compress the film, or split the file.",
        ),
    ),
    "media-place": note(
        (
            "Tệp «{value}» ghi nơi chụp (GPS). Bản đăng không còn ghi, nhưng tệp trong content/ thì còn.",
            "Nếu người ngoài đọc được content/, lưu lại ảnh hay phim không kèm vị trí.",
        ),
        (
            "The file “{value}” says where it was made (GPS). What is published does not; content/ does.",
            "If others can read content/, save the picture or film again without its place.",
        ),
    ),
    "media-unused": note(
        ("Không bài nào dùng tệp này.", "Dùng tệp trong một bài, hoặc xóa tệp."),
        ("No article uses this file.", "Use it in an article, or delete it."),
    ),
}

COMPARED: Mapping[str, CatalogueEntry] = {
    "duplicate": warning(
        ("Bài này giống hệt {other}.", "Xóa một bài, và ghi địa chỉ của nó vào aliases của bài kia."),
        (
            "The article is the same as {other}.",
            "Delete one of them, and put its address into the other's aliases.",
        ),
    ),
    "near-duplicate": warning(
        (
            "Bài này gần giống {other} ({share}).",
            "Giữ một bài, ghi địa chỉ của bài kia vào aliases; nếu là hai bài thì tắt mã trong silence.",
        ),
        (
            "The article is nearly the same as {other} ({share}).",
            "Keep one with the other's address among its aliases; if both are meant, silence this code.",
        ),
    ),
    "translation-outdated": note(
        (
            "Bản gốc đã đổi từ khi được dịch; bản dịch này có thể không còn đúng.",
            "Đối chiếu với bản gốc, sửa bản dịch, rồi chạy «khotin translations accept {source}».",
        ),
        (
            "The original has changed since it was translated; this translation may no longer be right.",
            "Compare it with the original, fix it, then run “khotin translations accept {source}”.",
        ),
    ),
    "term-differs": note(
        (
            "Bản gốc có «{value}» (dòng {line}); bảng thuật ngữ dịch là “{meant}”, bản dịch thì không.",
            "Dùng “{meant}”, trừ khi câu văn buộc phải viết khác.",
        ),
        (
            "The original says “{value}” (line {line}), in the glossary “{meant}”; the translation does not.",
            "Write “{meant}”, unless the sentence cannot have it.",
        ),
    ),
}

WITHDRAWALS: Mapping[str, CatalogueEntry] = {
    "withdrawal-unsaid": note(
        (
            "Phần withdrawn không nói lời bài được gỡ hay giữ, nên bài được gỡ: chỉ còn thông báo.",
            "Thêm «text: gone» (gỡ) hoặc «text: kept» (giữ bài, kèm thông báo) vào withdrawn.",
        ),
        (
            "“withdrawn” does not say whether the text stays, so it is gone: only the notice is left.",
            "Add “text: gone”, or “text: kept” (the article stays, with the notice), to “withdrawn”.",
        ),
    ),
    "withdrawal-media": warning(
        (
            "Bài đã gỡ, nhưng tệp {value} của bài vẫn được đăng vì {other} cũng dùng.",
            "Nếu tệp cũng phải gỡ, bỏ tệp ấy khỏi {other}.",
        ),
        (
            "The article is withdrawn, but its file {value} stays on line, since {other} uses it too.",
            "If the file must go as well, take it out of {other}.",
        ),
    ),
    "withdrawal-linked": note(
        (
            "Liên kết dẫn đến {value}, bài đã gỡ; lời quanh liên kết có thể lặp lại điều phải gỡ.",
            "Đọc lại câu này; bỏ liên kết, hoặc tắt mã trong silence nếu lời ấy được giữ.",
        ),
        (
            "The link leads to {value}, which is withdrawn; its words may repeat what had to go.",
            "Read the sentence again; take the link out, or silence this code if the words may stay.",
        ),
    ),
}

CHECKING: Mapping[str, CatalogueEntry] = {
    **CACHE,
    **SILENCES,
    **CHARACTERS,
    **SENTENCES,
    **TYPING,
    **PERSONAL,
    **VALUES,
    **MEDIA,
    **COMPARED,
    **WITHDRAWALS,
}
