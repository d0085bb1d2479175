"""Checks for authors that are no name of a person or of an organisation: labels, sources, two people."""

import re
from collections.abc import Iterator

from generator.check.source_text import SourceText
from generator.model.problem import Problem
from generator.text.names import is_organisation

_NAMES = ("author", "author.name")
_LABEL = re.compile(
    r"(?:theo|nguồn|pv|phóng viên|cộng tác viên|ctv|tác giả|người viết|by)(?:[.:]|\s)\s*\S"
    r"|(?:tin|bài|ảnh)(?:[.:,]|\s+và\s)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s[-–—]\s|/|[()]|:")


def byline_problems(source_text: SourceText) -> Iterator[Problem]:
    """Yields a problem for each author that is more than a name. Organisations may have dashes in theirs."""
    for scalar in source_text.scalars:
        if scalar.name in _NAMES and _is_more(" ".join(scalar.value.split())):
            yield Problem.at(source_text.path, scalar.position, "author-form", value=scalar.value)


def _is_more(name: str) -> bool:
    return bool(_LABEL.match(name)) or (_SEVERAL.search(name) is not None and not is_organisation(name))
