"""The report of a join as Markdown and as CSV, in Vietnamese and English."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from generator.merger.request import Finding
from generator.schema.field_forms import Both

# kind -> what it says of `file`, `now` and `other`, in Vietnamese and English
KINDS: Mapping[str, Both] = {
    "file-renamed": (
        "Bài đổi tên vì tên tệp hoặc địa chỉ đã có bài khác; địa chỉ cũ dẫn đến bài theo tên miền",
        "Articles renamed, as another has the name or the address; by its host the old address leads there",
    ),
    "media-renamed": (
        "Ảnh và tệp đổi tên vì đã có tệp khác cùng tên",
        "Pictures and files renamed, as there is another file of that name",
    ),
    "alias-hosted": (
        "Địa chỉ cũ mà hai kho cùng dùng: nay chỉ còn theo tên miền",
        "Old addresses that two archives used: they count by their host now",
    ),
    "alias-claimed": (
        "Địa chỉ cũ bỏ khỏi bài vì bài khác đã nhận nó",
        "Old addresses left out, as another article has them",
    ),
    "record-renamed": (
        "Bản ghi gỡ bài đổi tên vì trùng tên",
        "Records of withdrawals renamed, as there is another of that name",
    ),
    "links-internal": (
        "Liên kết đến tên miền cũ nay dẫn thẳng đến bài trong kho (số liên kết)",
        "Links to an old host that lead within the archive now (number of links)",
    ),
    "twin": ("Một bài có ở hai kho: nên giữ một", "The same article in two archives: keep one of them"),
    "author-spelling": ("Tên tác giả viết hai cách", "Authors spelled in two ways"),
    "tag-spelling": ("Thẻ viết hai cách", "Tags spelled in two ways"),
    "setting-kept": (
        "Thiết đặt khác nhau: giữ của kho đầu",
        "Settings that differ: those of the first archive are kept",
    ),
    "setting-left": (
        "Thiết đặt không nhập: hãy tự thêm nếu cần",
        "Settings that are not joined: add them where they are needed",
    ),
    "theme-left": ("Giao diện không nhập", "Themes that are not joined"),
    "file-left": (
        "Tệp không chép được vì tên không dùng được trên mọi máy",
        "Files not copied, as not every system can have their name",
    ),
    "link-left": (
        "Liên kết (hoặc ống dẫn, thiết bị) không được chép: hãy chép tệp thật",
        "Links (or pipes, devices) not copied: copy the real files",
    ),
}
_TITLE: Both = ("Kết quả nhập kho", "What joining the archives did")
_COLUMNS: tuple[Both, ...] = (
    ("Kho", "Archive"),
    ("Tệp hoặc giá trị", "File or value"),
    ("Nay là", "Now"),
    ("Gặp", "Met"),
)
_RISKY = ("=", "+", "-", "@", "\t")  # with these a spreadsheet begins a formula


def markdown(findings: Sequence[Finding], lang: str) -> str:
    """The report in Markdown: a table for each kind."""
    return "\n".join(_lines(findings, 0 if lang == "vi" else 1)) + "\n"


def _lines(findings: Sequence[Finding], column: int) -> Iterator[str]:
    yield f"# {_TITLE[column]}"
    for kind, words in KINDS.items():
        found = [each for each in findings if each.kind == kind]
        if found:
            yield from ("", f"## {words[column]}", "")
            yield _row([each[column] for each in _COLUMNS])
            yield _row(["---"] * len(_COLUMNS))
            yield from (_row([each.site, each.file, each.now, each.other]) for each in found)


def _row(cells: Sequence[str]) -> str:
    plain = (" ".join(cell.split()).replace("\\", "\\\\").replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(plain)} |"


def table(findings: Sequence[Finding]) -> str:
    """The report as CSV, for spreadsheets."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("kind", "site", "file", "now", "other"))
    for each in findings:
        writer.writerow(map(_safe, (each.kind, each.site, each.file, each.now, each.other)))
    return text.getvalue()


def _safe(cell: str) -> str:
    """The cell, with a quote before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(_RISKY) else cell
