"""Problems of old addresses: aliases, the ledger of released addresses, the records of withdrawals."""

from collections.abc import Mapping

from generator.problems.catalogue.entry import CatalogueEntry, error

LEDGER: Mapping[str, CatalogueEntry] = {
    "old-address": error(
        (
            "«{value}» không phải là địa chỉ trang web.",
            "Viết cả địa chỉ (https://…), hoặc phần từ dấu / đầu tiên sau tên miền, ví dụ /tin/45.html.",
        ),
        (
            "“{value}” is no address of a web page.",
            "Write the whole address (https://…), or what follows the site's name, as /news/45.html.",
        ),
    ),
    "alias-twice": error(
        (
            "Địa chỉ cũ «{value}» đã được nhận ở {other}.",
            "Một địa chỉ cũ chỉ dẫn đến một trang: xóa nó ở một trong hai chỗ.",
        ),
        (
            "The old address “{value}” is already claimed at {other}.",
            "An old address leads to one page: delete it in one of the two places.",
        ),
    ),
    "alias-is-page": error(
        (
            "Địa chỉ cũ «{value}» là địa chỉ của một trang đang có, làm từ {other}.",
            "Xóa địa chỉ này ở đây, hoặc đổi slug của {other}.",
        ),
        (
            "The old address “{value}” is that of a page that is there, made from {other}.",
            "Delete it here, or give {other} another slug.",
        ),
    ),
    "alias-is-own": error(
        (
            "Địa chỉ cũ «{value}» là {address}, một trang chung của kho tin.",
            "Xóa địa chỉ này; không cần chuyển hướng nó.",
        ),
        (
            "The old address “{value}” is {address}, a page of the archive itself.",
            "Delete it; it needs no redirect.",
        ),
    ),
    "address-moved": error(
        (
            "Địa chỉ {address}, công bố ngày {day}, sẽ mất: bài nay ở {now}.",
            "Thêm {alias} vào aliases của tệp này, hoặc trả lại slug, ngày, tên cũ.",
        ),
        (
            "The address {address}, released on {day}, would be lost: the article is at {now} now.",
            "Add {alias} to the aliases of this file, or restore its slug, date or name.",
        ),
    ),
    "address-hidden": error(
        (
            "Địa chỉ {address}, công bố ngày {day}, sẽ mất: tệp này không còn được hiện.",
            "Bỏ draft, hoặc publish ở ngày sau. Nếu gỡ bài, thêm withdrawn (date, reason, authority) vào "
            "đây, hoặc ghi {record} với addresses: [{alias}], date, reason, authority.",
        ),
        (
            "The address {address}, released on {day}, would be lost: this file is no longer shown.",
            "Remove draft, or a publish date to come. To withdraw it, add withdrawn (date, reason, "
            "authority) here, or write {record} with addresses: [{alias}], date, reason, authority.",
        ),
    ),
    "address-lost": error(
        (
            "Địa chỉ {address}, công bố ngày {day} từ {source}, sẽ mất.",
            "Nếu tệp đã đổi tên hay chuyển chỗ, thêm {alias} vào aliases của tệp mới. Nếu gỡ hẳn, ghi "
            "{record} với addresses: [{alias}], date, reason, authority. Nếu không, khôi phục {source}.",
        ),
        (
            "The address {address}, released on {day} from {source}, would be lost.",
            "If the file was renamed or moved, add {alias} to the new file's aliases. If it is withdrawn, "
            "write {record} with addresses: [{alias}], date, reason, authority. Else restore {source}.",
        ),
    ),
    "media-lost": error(
        (
            "Tệp {source}, công bố ngày {day} ở địa chỉ {address}, không còn bài nào dùng.",
            "Đưa tệp trở lại bài; hoặc thêm {alias} vào aliases của bài để dẫn người đọc đến đó; hoặc ghi "
            "{record} với addresses: [{alias}], date, reason, authority.",
        ),
        (
            "The file {source}, released on {day} at {address}, is no longer used by any article.",
            "Put it back; or add {alias} to the aliases of an article, to lead readers there; or write "
            "{record} with addresses: [{alias}], date, reason, authority.",
        ),
    ),
    "ledger-line": error(
        (
            "Dòng «{value}» không phải là một dòng của sổ địa chỉ.",
            "Giữ mọi dòng có dạng «địa chỉ năm-tháng-ngày tệp»; xóa dấu vết của Git (<<<<<<<, =======, "
            ">>>>>>>).",
        ),
        (
            "“{value}” is no line of the ledger.",
            "Keep every line of the form “address year-month-day file”; delete what Git left (<<<<<<<, "
            "=======, >>>>>>>).",
        ),
    ),
    "tombstone-name": error(
        ("Tên tệp ghi việc gỡ bài không đúng dạng.", "Đổi thành {suggestion}."),
        ("The name of this record of a withdrawal has the wrong form.", "Rename it to {suggestion}."),
    ),
    "tombstone-part": error(
        (
            "Bản ghi gỡ bài còn thiếu «{field}».",
            "Ghi đủ addresses, date, reason (lý do), authority (nơi quyết định).",
        ),
        (
            "The record of a withdrawal lacks “{field}”.",
            "Give addresses, date, reason and authority (who decided).",
        ),
    ),
    "tombstone-twice": error(
        ("Đã có {other} cùng tên.", "Đổi tên một trong hai tệp."),
        ("{other} has the same name.", "Rename one of the two files."),
    ),
}
