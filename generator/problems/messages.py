"""Messages and remedies of problems. Their wordings are in `catalogue/`."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from generator.model.problem import Problem, Severity

if TYPE_CHECKING:
    from generator.problems.catalogue.entry import CatalogueEntry, Wording

_DAY = re.compile(r"\d{4}(-\d\d)+")  # a date; in Vietnamese its parts are written in reverse order

_PARSED = ("yaml-syntax", "toml-syntax")  # their reasons are what a parser says in English

# Names of expected types in the remedy: (Vietnamese, English)
_EXPECTED: Mapping[str, tuple[str, str]] = {
    "text": ("một văn bản ngắn", "a short text"),
    "mapping": ("các cặp «tên: giá trị» thụt vào", "indented “name: value” pairs"),
    "list": ("một danh sách", "a list"),
    "lists": ("danh sách của các danh sách", "a list of lists"),
    "yes-or-no": ("true hoặc false", "true or false"),
    "gone-or-kept": ("gone (gỡ lời bài) hoặc kept (giữ lời bài)", "gone or kept"),
    "number": ("một số", "a number"),
    "language": ("mã ngôn ngữ, như vi hoặc en", "a language code such as vi or en"),
    "sha256": ("mã SHA-256 gồm 64 chữ số hex", "a SHA-256 of 64 hexadecimal digits"),
    "url": ("địa chỉ bắt đầu bằng http:// hoặc https://", "an address that begins with http:// or https://"),
    "table": ("một bảng [tên]", "a table [name]"),
    "tables": ("các bảng [[tên]]", "tables [[name]]"),
    "local-text": ("văn bản, hoặc { vi = …, en = … }", "a text, or { vi = …, en = … }"),
    "picture": ("Dùng ảnh JPG, PNG hoặc WebP.", "Use a JPG, PNG or WebP picture."),
    "captions": ("Dùng tệp phụ đề WebVTT (.vtt).", "Use a WebVTT file (.vtt)."),
    "film": ("Dùng phim MP4 hoặc WebM, hoặc url.", "Use an MP4 or WebM film, or a url."),
}


def severity(problem: Problem) -> Severity:
    """Severity of a problem: error, warning or note."""
    return _entry(problem.code).severity


def has_errors(problems: Sequence[Problem]) -> bool:
    """Whether one of the problems prevents publishing."""
    return any(severity(problem) == "error" for problem in problems)


def message(problem: Problem, lang: str) -> str:
    """The message, one sentence in this language."""
    return _words(problem, lang).message.format(**_details(problem, lang))


def remedy(problem: Problem, lang: str) -> str:
    """The remedy, one sentence in this language."""
    return _words(problem, lang).remedy.format(**_details(problem, lang))


@cache
def _entry(code: str) -> "CatalogueEntry":
    """The entry of a problem code.

    The catalogue is loaded when a problem occurs, because most builds of an unchanged site have none.
    """
    from generator.problems.catalogue import CATALOGUE

    return CATALOGUE[code]


def _words(problem: Problem, lang: str) -> "Wording":
    """Wording of a problem in this language."""
    entry = _entry(problem.code)
    return entry.vi if lang == "vi" else entry.en


def _details(problem: Problem, lang: str) -> dict[str, str]:
    """The details as the wordings use them: with suggestions, expected types and dates in both languages."""
    details = dict(problem.details)
    if lang == "vi" and problem.code in _PARSED and "reason" in details:
        from generator.problems.reasons import vietnamese_reason

        details["reason"] = vietnamese_reason(details["reason"])
    if "expected" in details:
        vi, en = _EXPECTED[details["expected"]]
        details["expected"] = vi if lang == "vi" else en
    if "suggestion" in details:
        suggestion = details["suggestion"]
        details["suggestion_vi"] = f" Có phải là «{suggestion}» không?" if suggestion else ""
        details["suggestion_en"] = f" Did you mean “{suggestion}”?" if suggestion else ""
    for name, value in tuple(details.items()):
        if _DAY.fullmatch(value):
            details[f"{name}_vi"] = "/".join(reversed(value.split("-")))
        details.setdefault(f"{name}_vi", value)
        details.setdefault(f"{name}_en", value)
    return details
