"""Determines the language: Vietnamese unless the text is clearly English."""

import re
from collections.abc import Iterable

from generator.importer.text.body import BodyBlock

_MARKED = re.compile(r"[à-ãè-êìíò-õùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:the|of|and|in|to|for|was|were|with|has|have)\b", re.IGNORECASE)


def language_of(blocks: Iterable[BodyBlock]) -> str:
    """Returns vi or en. English text has its function words, and Vietnamese letters only in names."""
    text = " ".join(block.text for block in blocks)
    words = len(text.split())
    english = len(_ENGLISH.findall(text)) > words / 15
    return "en" if english and len(_MARKED.findall(text)) < len(text) / 50 else "vi"
