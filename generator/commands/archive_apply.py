"""`khotin archive apply`: a copy becomes the next one by a delta."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import click

from generator.commands.progress import ProgressLog
from generator.commands.report import (
    CONTENT_PROBLEMS,
    LANGUAGES,
    WRONG_USAGE,
    machine_errors,
    print_problems,
    say,
    talk_language,
)
from generator.parallel.pool import cores
from generator.update.request import UpdateRefusedError, UpdateReport, UpdateRequest

# code -> exit code, words in Vietnamese, in English
_REFUSALS: Mapping[str, tuple[int, str, str]] = {
    "no-delta": (
        WRONG_USAGE,
        "{path} không phải là gói thay đổi do «khotin archive --since» ghi.",
        "{path} is no delta that “khotin archive --since” wrote.",
    ),
    "wrong-base": (
        WRONG_USAGE,
        "Gói này dành cho bản sao khác: bản sao mà manifest-sha256.txt có mã {wanted}. Tệp ấy ở đây có mã "
        "{has}. Hãy dùng gói bắt đầu từ bản sao đang có, hoặc áp dụng các gói theo thứ tự.",
        "This delta is for another copy: the one whose manifest-sha256.txt has the SHA-256 {wanted}; here "
        "that file has {has}. Use a delta that begins with the copy you have, or apply deltas in their "
        "order.",
    ),
    "delta-damaged": (
        CONTENT_PROBLEMS,
        "Gói thay đổi đã hỏng ({path}). Hãy lấy lại từ nơi phát hành.",
        "The delta is damaged ({path}). Get it again from its issuer.",
    ),
    "withdrawals-need-delta": (
        WRONG_USAGE,
        "Theo danh sách này, bản sao còn {count} bài đã bị gỡ, với {files} tệp, trước hết là {first}. "
        "Chưa đổi gì: lời của bài còn trong danh mục và trong tìm kiếm, chỉ gói thay đổi mới bỏ được hết. "
        "Gửi manifest-sha256.txt của bản sao cho nơi phát hành; họ chạy «khotin archive --since "
        "manifest-sha256.txt», rồi bạn áp dụng gói ấy. Cho đến lúc đó đừng cho ai mượn bản sao này.",
        "By this list the copy still has {count} withdrawn articles, with {files} files, the first is "
        "{first}. Nothing was changed: words of them are in lists and in the search too, and only a delta "
        "takes all of it out. Send manifest-sha256.txt of the copy to its issuer, who runs “khotin archive "
        "--since manifest-sha256.txt”, then apply it. Do not lend the copy until then.",
    ),
    "copy-is-part": (
        WRONG_USAGE,
        "Tệp zip này chỉ là một phần của bản sao. Giải nén tất cả các phần vào cùng một thư mục, rồi áp dụng "
        "gói thay đổi cho thư mục ấy.",
        "This zip is only one part of a copy. Unpack all parts into the same folder, then apply the delta to "
        "that folder.",
    ),
    "zip-too-large": (
        WRONG_USAGE,
        "Bản sao mới không còn vừa một tệp zip. Giải nén {path}, rồi áp dụng gói thay đổi cho thư mục ấy.",
        "The new copy does not fit into one zip any more. Unpack {path}, then apply the delta to that "
        "folder.",
    ),
    "list-damaged": (
        CONTENT_PROBLEMS,
        "Không đọc được danh sách bài đã gỡ trong {path}. Hãy lấy lại từ nơi phát hành.",
        "The list of withdrawals in {path} cannot be read. Get it again from its issuer.",
    ),
    "copy-damaged": (
        CONTENT_PROBLEMS,
        "Bản sao có {count} tệp thiếu hoặc đã đổi, trước hết là {path}. "
        "Xem «khotin verify», rồi dùng một bản khác.",
        "Files of the copy are missing or altered: {count}, the first is {path}. "
        "See “khotin verify”, then use another copy.",
    ),
}


@click.command("apply")
@click.argument("delta", type=click.Path(path_type=Path, exists=True))
@click.argument("copy", type=click.Path(path_type=Path))
@click.option("--jobs", type=click.IntRange(1), help="Processes to use; all cores by default.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
def apply_command(delta: Path, copy: Path, jobs: int | None, lang: str | None) -> None:
    """Turn COPY, a zip or an unpacked folder, into the next copy by DELTA.

    All or nothing: after an interruption COPY is the old copy or the new one, whole. Given the
    withdrawals.json of a newer copy instead of DELTA, it says what of COPY must go; a delta takes it out.
    """
    from generator.update.run import apply  # slow to import: --help needs nothing of it
    from generator.verify.open_copy import UnknownKindError, UnreadableCopyError

    talk = talk_language(lang)
    progress = ProgressLog(talk)
    try:
        with machine_errors(talk):
            report = apply(UpdateRequest(delta, copy, jobs or cores(), progress))
    except UpdateRefusedError as refusal:
        progress.end()
        _refuse(refusal, talk)
    except (UnknownKindError, UnreadableCopyError) as error:
        progress.end()
        vi = f"{delta}, {copy}: không phải gói thay đổi và bản sao (tệp zip hoặc thư mục) còn đọc được."
        en = f"{delta}, {copy}: not a delta and a copy (a zip or a folder) that can be read."
        raise click.UsageError(vi if talk == "vi" else en) from error
    progress.end()
    _print(report, delta, copy, talk)


def _refuse(refusal: UpdateRefusedError, talk: str) -> NoReturn:
    code, vi, en = _REFUSALS[refusal.code]
    print_problems(refusal.problems, talk)
    say(talk, vi.format(**refusal.details), en.format(**refusal.details))
    sys.exit(code)


def _print(report: UpdateReport, given: Path, copy: Path, talk: str) -> None:
    if not report.changed and given.suffix.lower() == ".json":
        say(
            talk,
            f"Danh sách ngày {report.date}: {copy} không còn gì phải gỡ.",
            f"The list of {report.date}: nothing in {copy} must go any more.",
        )
        return
    if not report.changed:
        say(
            talk,
            f"{copy} đã là bản sao ngày {report.date}; không có gì phải đổi.",
            f"{copy} is the copy of {report.date} already; nothing was changed.",
        )
        return
    say(
        talk,
        f"{copy} nay là bản sao ngày {report.date}: {report.files} tệp mới hoặc đã đổi, "
        f"bỏ {report.deleted} tệp.",
        f"{copy} is now the copy of {report.date}: files new or changed {report.files}, "
        f"deleted {report.deleted}.",
    )
