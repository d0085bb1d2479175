"""Recognises boilerplate: menus, tools, counters, mastheads, comments, lists.

The patterns are in data/boilerplate.txt, for each kind of portal software: SharePoint, Liferay, NukeViet,
DotNetNuke, Joomla, WordPress, Drupal and VNPT. None is for a single site.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

from generator.text.unicode import fold


class Marker(StrEnum):
    """Kind of a line that ends an article."""

    COMMENTS = "comments"  # readers' comments, log-in, poll: the article has ended
    RELATED = "related"  # lists of other articles; some sites put one inside the text
    FOOTER = "footer"  # editors, licence, copyright
    CONTACT = "contact"  # name, address, phone of an agency; may also be in the text
    BLOCK = "block"  # sidebars: videos, documents, linked sites


_SHORTHAND = {"{n}": r"[\d.,]*", "{any}": ".*", "{few}": ".{0,40}"}
_PICTURE = re.compile(r"(?i)[^\s/\\]{1,80}\.(?:jpe?g|png|gif|bmp|webp|tiff?)")
_DESCRIPTION = re.compile(
    r"(?i)(?:description|alt|title|image)\s*:\s*(?:[a-z]:[\\/]|file:/)[^\n]*?\.\w{3,4}(?:\s+|$)"
)
_LOCAL_FILE = re.compile(r"(?i)(?:description|alt|title|image)\s*:\s*(?:[a-z]:[\\/]|file:/).*")
_FILE_PREFIX = re.compile(
    r"(?i)(?:IMG|DSC\w?|DCIM|image|photo|anh|hinh|screenshot)[ _-]?\d[\w-]*\.(?:jpe?g|png|gif|bmp)\s+(?=\S)"
)
_TAGS = re.compile(
    r"(?<=[^\W\d_])\s*(?:TAGS?|Tags?|Từ kho[áa]|Từ khóa)\s*:.{0,80}$|(?<=\S)\s+(?:Ý KIẾN BẠN ĐỌC|BÌNH LUẬN)$"
)
_RULE = re.compile(r"[\W_]+")
_PARTS = re.compile(r"\s*(?:\||»|\s[-–·•/]\s)\s*")
_MARK_END = r"(?: ?\(\d*\))? ?[:.…>»]*"
_CAPITALS = re.compile(
    r"(?:SỞ|BÁO|CỔNG|TRANG|UBND|ỦY BAN|UỶ BAN|CƠ QUAN|ĐÀI|BỘ|TRUNG TÂM|CHI CỤC|BAN|CỤC|TẠP CHÍ|WEBSITE)\b"
)
_PORTAL = re.compile(
    r"(?:cong|trang) (?:thong tin|ttdt|tt)(?: dien tu)?\b.{0,100}|website\b.{3,100}|department of .{5,90}"
    r"|cong hoa xa hoi chu nghia viet nam|doc lap ?- ?tu do ?- ?hanh phuc"
)


def stripped(text: str) -> tuple[int, int]:
    """Returns start and end of the text without picture file names and tags."""
    for trace in (_DESCRIPTION, _LOCAL_FILE, _FILE_PREFIX):
        if found := trace.match(text):
            return found.end(), len(text)
    tags = _TAGS.search(text) if len(text) <= 120 else None
    return 0, tags.start() if tags else len(text)


def is_picture_trace(text: str) -> bool:
    """Whether a line is only the file name of a picture."""
    start, end = stripped(text)
    return not text[start:end].strip(" .") or bool(_PICTURE.fullmatch(text.strip()))


@lru_cache(maxsize=16384)
def is_noise(text: str) -> bool:
    """Whether a line is boilerplate wherever it is. Several tools may share a line."""
    folded = fold(text).strip()
    patterns = _patterns()
    if _RULE.fullmatch(folded) or (len(folded) <= 300 and patterns["sentence"].match(folded)):
        return True
    if len(folded) <= 200 and patterns["start"].fullmatch(folded) and not re.search(r"[^.]\.$", folded):
        return True
    parts = [part.strip(' :.[]|>«»<-–"') for part in _PARTS.split(folded)]
    return len(folded) <= 160 and all(not part or _is_tool(part) for part in parts)


@lru_cache(maxsize=16384)
def marker_of(text: str) -> Marker | None:
    """Returns the end of an article that a line marks; None if none."""
    folded = fold(text).strip(" |•-–*>»«#=_")
    if len(folded) > 260:
        return None
    found = next((kind for kind in Marker if _patterns()[kind].fullmatch(folded)), None)
    return Marker.CONTACT if found is None and is_masthead(text) else found


def is_masthead(text: str) -> bool:
    """Whether a line names the agency or portal, as in banners and footers."""
    if len(text) > 130 or text.endswith((".", ":", ";", ",")):
        return False
    in_capitals = text.upper() == text and _CAPITALS.match(text) is not None
    return in_capitals or _PORTAL.fullmatch(fold(text)) is not None


def _is_tool(part: str) -> bool:
    patterns = _patterns()
    return any(patterns[kind].fullmatch(part) for kind in ("tool", "counter")) or bool(
        _PICTURE.fullmatch(part)
    )


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """Returns the compiled pattern of each kind in the data file."""
    text = resources.files("generator.importer").joinpath("data/boilerplate.txt").read_text("utf-8")
    groups: dict[str, list[str]] = {}
    kind = ""
    for line in text.splitlines():
        if line.startswith("[") and line.endswith("]") and line[1:-1].isalpha():
            kind = line[1:-1]
            groups[kind] = []
        elif line and not line.startswith("#"):
            groups[kind].append(_expanded(line))
    ends = {kind: _MARK_END if kind in tuple(Marker) else "" for kind in groups}
    return {kind: re.compile(f"(?:{'|'.join(lines)}){ends[kind]}") for kind, lines in groups.items()}


def _expanded(pattern: str) -> str:
    for shorthand, meaning in _SHORTHAND.items():
        pattern = pattern.replace(shorthand, meaning)
    return f"(?:{pattern})"
