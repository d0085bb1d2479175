"""Joins lines that were torn apart inside a sentence."""

import re
from collections.abc import Sequence

from generator.importer.reading.page import Line, LineForm

_MOST_TORN = 2000  # characters
_ITEM = re.compile(r"[-+•*–] ?|\d+[.)/] |[a-zđ][.)] ")
# Words that end no sentence, title or caption.
_OPEN = re.compile(
    r"\s(?:ở|của|và|là|tại|các|những|với|cho|trong|về|đến|từ|do|bởi|được|sẽ|để|the|of|and|in|to)$"
)
_LABELLED = re.compile(r"^[^:]{1,25}:|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_HALF_WORD = re.compile(r"(?:^|\s)[bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX]$")


def join_torn_lines(lines: Sequence[Line]) -> list[Line]:
    """Joins lines torn apart inside a sentence, at links or bold words."""
    joined: list[Line] = []
    for line in lines:
        plain = (
            line.form is LineForm.PARAGRAPH
            and bool(joined)
            and joined[-1].form in (LineForm.PARAGRAPH, LineForm.ITEM)
        )
        if plain and not line.gap and _is_torn(joined[-1].text, line.text):
            before = joined[-1]
            glue = "" if _HALF_WORD.search(before.text) or line.text[0] in ",.;:!?)…”" else " "
            joined[-1] = before.joined(line, glue)
        else:
            joined.append(line)
    return joined


def _is_torn(before: str, after: str) -> bool:
    """Whether the second line continues the sentence of the first."""
    if _ITEM.match(after) or _ITEM.match(before) or len(before) > _MOST_TORN or before[-1] in ".:;!?…|":
        return False
    if after[0] in ",.;:!?)…”":
        return len(after) > 1 or after == "."
    if _LABELLED.search(after):
        return False
    return (after[0].islower() and (len(after.split()) > 1 or after[-1] in ".,;")) or bool(
        _OPEN.search(before)
    )
