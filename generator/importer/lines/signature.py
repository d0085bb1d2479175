"""Reads signatures: lines that name author, translator or original publisher.

Examples: "Tin, ảnh: X", "Tác giả: X", "Reported by X – Translated by Y", "Theo X", "X - Sở KH&CN tỉnh Z", or
a bare name. Picture credits ("Ảnh: X") name no author.
"""

import re

from msgspec import Struct

from generator.importer.lines.dateline import is_login, same_length_fold
from generator.importer.lines.shape import is_person, is_single_name
from generator.text.names import is_organisation
from generator.text.unicode import fold

_MOST = 160  # characters; a longer line is text


class Signature(Struct, frozen=True):
    """Names in a signature.

    `role`: the author is a role as PV, not a name. `login`: it is a login name of a portal account.
    """

    authors: tuple[str, ...] = ()
    translator: str = ""
    publisher: str = ""
    affiliation: str = ""
    role: bool = False
    login: bool = False


_WORK = r"(?:tin|bai|anh|video|clip|noi dung|bai viet|phong su|chum anh|text|story|photos?|news)"
_LABEL = re.compile(
    rf"(?:{_WORK}(?:\s*(?:,|&|/|\+|-|va|and|\s)\s*{_WORK})*(?:\s+(?:viet|by))?\s*:"
    r"|(?:tac gia(?: bai viet)?|nguoi (?:viet|dang|dua tin|gui)|bien soan|thuc hien|tong hop|nhom tac gia"
    r"|t ?/ ?h|t\.h|tg|author|byline|writer|reporter)\s*:"
    r"|(?:viet|dang|bien soan|thuc hien) boi\b\s*:?|(?:reported|written|posted)(?: by\b\s*:?|\s*:)"
    r"|(?:by|boi)\b\s*:?)\s*"
)
# "By" and "about" in other languages, as no Vietnamese line begins; two words of a name must follow.
_BY_ELSEWHERE = re.compile(r"(?:Par|Von|Por|Door|Oleh|Über|About|Autor(?:in)?|Auteur)\s+(?=\S+\s+\S)")
_CREDIT = re.compile(r"(?:anh|photos?|video|clip|do hoa|nguon anh|anh minh hoa)\s*(?::|by\b)", re.IGNORECASE)
_LATER_CREDIT = re.compile(r"[\s;,.|/(\-–—]+(?:anh|photos?|video|clip)\s*:.*$")
_TRANSLATED = re.compile(
    r"[\s;,.|(\-–—]*\b(?:translated|translator|translation|nguoi dich|bien dich|dich)\b\s*:?\s*(?:by\s*)?"
    r"(?P<name>.+)$"
)
_SOURCE = re.compile(
    r"\(?\s*(?:theo|nguon(?: tin| bai viet| tham khao)?|source|according to|first published by"
    r"|noi dang lan dau)\s*(?::|(?=\s))\s*"
    r"(?P<name>[^:]{2,80}?)[\s).]*$"
)
_SOURCE_OF_ADDRESS = re.compile(r"nguon\s+(?P<name>[^:]{2,60}?)\s*:\s*https?://\S+")
_TRAILING_SOURCE = re.compile(
    r"\s*(?:[-–—,;]\s*|\()(?:theo|nguon|source)\b\s*:?\s*(?P<name>[^()]{2,60}?)\)?\s*$"
)
_ROLE = re.compile(
    r"(?:nhom )?(?:pv|phong vien|ctv|cong tac vien|bbt|ban bien tap|btv|bien tap vien|toa soan|nhom tac gia"
    r"|reporters?|editors?|editorial board|staff(?: writer)?|p\.v|c\.t\.v)"
    r"(?: (?:thoi su|dia phuong|website|tong hop))?"
)
# What stands beside a name elsewhere, and is none: "Games Editor", "Editor at Large", "PhD".
_POST = re.compile(
    r"(?:\w+ ){0,2}(?:editor|writers?|reporters?|correspondent|columnist|redakteur(?:in)?)(?: at large)?"
    r"|ph\.?d|m\.?[ads]|mba|rd|ths|ts|pgs"
)
_NOBODY = re.compile(r"(?:no|unknown) author|unknown|anonymous|an danh|khuyet danh|khong ro|chua ro")
_BEFORE_NAME = re.compile(r"(?:theo|tac gia|by)\b\s*:?\s*")
_ROLE_BEFORE = re.compile(r"(?:pv|phong vien|ctv|cong tac vien|btv|bien tap vien|nha bao)\s*[:.-]?\s+(?=\S)")
_ASIDE = re.compile(
    r"\s*\((?:tong hop|th|t/h|t\.h|st|s\.t|suu tam|ctv|pv|bien tap|bien dich|thuc hien)\)?\s*$"
)
_BARE_LABEL = re.compile(
    r"(?:tac gia|nguoi (?:viet|dang|gui|dich)|author|writer|reporter|by|boi|source|nguon|byline)s?"
)
# What a person did, without a colon: "Tin, ảnh X".
_WORKED = re.compile(
    r"(?:tin|bai)(?:(?:\s*[,&/+-]\s*|\s+va\s+|\s+)(?:tin|bai|anh))+\s+(?=\S)|tin\s+(?!tuc\b)(?=\S)"
)
# Verbs in captions that begin with an organisation: "Ban tổ chức trao giải".
_ACTS = re.compile(
    r"\b(?:trao|tặng|thăm|phát biểu|dâng|chúc mừng|ký kết|chụp|biểu diễn|trình bày|chứng kiến|tham quan"
    r"|phát động|khai mạc|bế mạc|họp|đã|đang|được|sẽ)\b"
)
_ADDRESS = re.compile(r"(?i),\s*(?:số|khu phố|phường|quận|huyện|đường|thôn|ấp|tổ dân phố|p\.|q\.)\s")
_BETWEEN = re.compile(r"\s*(?:,|;|/|\s&\s|\s(?:và|and)\s|\s[-–—]\s)\s*")
_AFFILIATED = re.compile(r"\s*(?:[-–—,]\s+|\s[-–—]|\()\s*(?=\S)")


def is_labelled(text: str) -> bool:
    """Whether a line is a signature with a label."""
    found = labelled(text)
    return found is not None and bool(found.authors or found.login)


def labelled(text: str) -> Signature | None:
    """Reads a signature with a label; None if no names follow the label."""
    line = text.strip(" ()[]|*-–—.")
    if len(line) > _MOST:
        return None
    folded = same_length_fold(line)
    label = _LABEL.match(folded)
    alone = _TRANSLATED.match(folded)
    if alone and is_person(_trimmed(line[alone.start("name") :])):
        return Signature(translator=_trimmed(line[alone.start("name") :]))
    if not label or is_credit(line):
        return None
    translated = _TRANSLATED.search(folded, label.end())
    rest = line[label.end() : translated.start() if translated else len(line)]
    translator = _trimmed(line[translated.start("name") :]) if translated else ""
    found = named(rest, single=True)
    if found is None:
        return None
    return Signature(found.authors, translator, found.publisher, found.affiliation, found.role, found.login)


def unlabelled(name: str) -> str:
    """Returns what a field for authors says without a label before it ("Tác giả: X", "By X")."""
    line = name.strip(" ()[]|*-–—")
    folded = same_length_fold(line)
    found = _LABEL.match(folded) or _BEFORE_NAME.match(folded)
    return line[found.end() :].strip() if found else name.strip()


def is_credit(text: str) -> bool:
    """Whether a line is only a picture credit."""
    return len(text) <= _MOST and bool(_CREDIT.match(same_length_fold(text.strip(" ()[]"))))


def source_named(text: str) -> str:
    """Returns the publisher in a line as "Theo X" or "Nguồn: X"; else ""."""
    line = text.strip(" []|*-–—")
    if len(line) > _MOST:
        return ""
    folded = same_length_fold(line)
    found = _SOURCE_OF_ADDRESS.fullmatch(folded) or _SOURCE.fullmatch(folded)
    if not found or not line[found.start("name")].isalnum():
        return ""
    name = line[found.start("name") : found.end("name")].strip()
    short = len(name.split()) <= 8 and not _ROLE.fullmatch(fold(name)) and (name[0].isupper() or "." in name)
    return name if short else ""


def named(text: str, single: bool = False) -> Signature | None:
    """Reads a signature without label; None if the text has other words.

    `single`: a name of one word is accepted.
    """
    if len(text) > _MOST:
        return None
    credit = _LATER_CREDIT.search(same_length_fold(text))
    line = text[: credit.start()] if credit else text
    source = _TRAILING_SOURCE.search(same_length_fold(line))
    publisher = line[source.start("name") : source.end("name")].strip() if source else ""
    line = _trimmed(line[: source.start()] if source else line)
    if aside := _ASIDE.search(same_length_fold(line)):
        line = line[: aside.start()]
    if _BARE_LABEL.fullmatch(fold(line)) or _NOBODY.fullmatch(fold(line)):
        return None
    if _ROLE.fullmatch(fold(line)):
        return Signature((line,), publisher=publisher, role=True)
    if (elsewhere := _BY_ELSEWHERE.match(line)) and is_person(line[elsewhere.end() :]):
        line = line[elsewhere.end() :]
    if line and is_login(line):
        return Signature(publisher=publisher, login=True)
    if role := _ROLE_BEFORE.match(same_length_fold(line)):
        line = line[role.end() :]
    return _people(line, publisher, single)


def _people(line: str, publisher: str, single: bool) -> Signature | None:
    worked = _WORKED.match(same_length_fold(line))
    if worked and all(is_person(part) for part in _BETWEEN.split(line[worked.end() :])):
        line = line[worked.end() :]
    name, affiliation = _affiliation(line)
    parts = [_once(part) for part in _BETWEEN.split(name)]
    parts = parts[:1] + [part for part in parts[1:] if not _POST.fullmatch(fold(part).strip(" ."))]
    names = tuple(part.strip(" .") if not is_person(part) else part for part in parts)
    if all(is_person(part) or (single and is_single_name(part)) for part in names):
        return Signature(names, publisher=publisher, affiliation=affiliation)
    whole = line.strip()
    named_only = len(whole.split()) <= 16 and whole[:1].isupper()
    named_only = named_only and not (_ACTS.search(whole) or _ADDRESS.search(whole))
    if is_organisation(whole) and named_only:
        return Signature((whole,), publisher=publisher, affiliation=whole)
    return None


def _once(name: str) -> str:
    """Returns a name that is written twice, beside the picture and below it, once."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else name


def _affiliation(line: str) -> tuple[str, str]:
    """Separates a name from its organisation.

    Examples: "X - Sở KH&CN tỉnh Z", "X (Trung tâm Y)". The organisation is "" if there is none.
    """
    for mark in _AFFILIATED.finditer(line):
        after = line[mark.end() :].strip(" )")
        if is_organisation(after) and is_person(line[: mark.start()].strip()):
            return line[: mark.start()].strip(), after
    return line, ""


def _trimmed(name: str) -> str:
    """Removes punctuation around a name, but not the dots of initials."""
    return name.strip(" ,;:|()[]*–—-\"'“”").rstrip(".") if not name.endswith("..") else name.strip(" .")
