"""Finds section, tags and lead of a page."""

import re
from collections.abc import Iterable, Sequence

from generator.importer.lines.title import Title, key, repeats
from generator.importer.reading.page import CapturedPage, Line, LineForm, PageMetadata, PagePart
from generator.importer.text.body import BodyBlock
from generator.importer.text.content import ArticleContent
from generator.text.unicode import fold

_HOME = re.compile(r"trang (?:chu|nhat)|home(?: ?page)?|you are here:?|ban (?:dang )?o day:?")
_LABEL = re.compile(r"^(?:chuyên mục|danh mục|category|published in)\s*:?\s+", re.IGNORECASE)
_PERIOD = re.compile(r"[\d\s/.-]+")
_CRUMB = re.compile(r"\s*(?:»|>|›|/|\||→|::)\s*")
_TAGS = re.compile(
    r"(?:từ khóa|từ khoá|tags?|thẻ|keywords?)(?: liên quan| bài viết)?\s*:\s*(.+)", re.IGNORECASE
)
_MOST_TAGS = 20
_LONGEST = 60  # characters of a section or a tag
_LEAD = (40, 900)  # characters of a lead
_FIRST = 3  # blocks searched for the lead


def section_of(page: CapturedPage, title: Title) -> str:
    """Returns the section that the page names; "" if none."""
    for claim in page.metadata.of("section"):
        if len(claim.value) <= _LONGEST:
            return claim.value
    crumbs = [crumb for line in page.lines if _is_path(line) for crumb in _CRUMB.split(line.text)]
    crumbs = [_LABEL.sub("", crumb.strip(), count=1) for crumb in crumbs]
    names = [crumb.strip() for crumb in crumbs if crumb.strip() and not _HOME.fullmatch(fold(crumb.strip()))]
    names = [name for name in names if not _PERIOD.fullmatch(name)]
    sections = [name for name in names if len(name) <= _LONGEST and not _is_title(name, title)]
    return sections[-1] if sections else ""


def _is_path(line: Line) -> bool:
    begins = _HOME.match(fold(line.text))
    return line.part is PagePart.CRUMBS or (begins is not None and len(_CRUMB.split(line.text)) > 1)


def _is_title(name: str, title: Title) -> bool:
    return repeats(name, title.text) or key(title.text).startswith(key(name.rstrip(".…")))


def tags_of(content: ArticleContent, metadata: PageMetadata) -> tuple[str, ...]:
    """Returns the tags, each once whatever its case."""
    found = [claim.value for claim in metadata.of("tag")]
    for line in (*content.lines, *content.site):
        listed = _TAGS.match(line.text)
        if line.part is PagePart.TAGS and line.marks:
            found += [line.text[m.start : m.end] for m in line.marks if m.kind == "link"]
        elif listed and len(line.text) <= 300 and line.part in (PagePart.TAGS, PagePart.FOOT, PagePart.OTHER):
            found += re.split(r"[,;]", listed[1])
    tags = {key(tag): " ".join(tag.split()).strip(" .#,;") for tag in reversed(found)}
    return tuple(tag for tag in reversed(tags.values()) if 1 < len(tag) <= _LONGEST)[:_MOST_TAGS]


def lead_of(blocks: Sequence[BodyBlock], metadata: PageMetadata) -> str:
    """Returns the lead if markup or description identifies it; else ""."""
    first = [block.line for block in blocks if block.form is LineForm.PARAGRAPH][:_FIRST]
    described = [key(claim.value.rstrip(".… ")) for claim in metadata.of("summary")]
    for line in first:
        if line.part is PagePart.LEAD or _is_described(line, described):
            return line.text if _LEAD[0] <= len(line.text) <= _LEAD[1] else ""
    return ""


def _is_described(line: Line, described: Iterable[str]) -> bool:
    return any(len(words) >= _LEAD[0] and key(line.text).startswith(words) for words in described)
