"""Manifests, read strictly: whatever differs from how Khotin writes them is a problem."""

import re
from collections.abc import Mapping

from msgspec import Struct

from generator.model.problem import Problem
from generator.verify.files import finding

_LINE = re.compile(r"([0-9a-f]{64})  ([^\r\n]+)")


class Manifest(Struct, frozen=True):
    """The SHA-256 of files by path, and the problems of the lines that say nothing."""

    digests: Mapping[str, str]
    problems: tuple[Problem, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether the manifest says anything, so that what it does not name was added."""
        return bool(self.digests) or not self.problems


def parsed(path: str, content: bytes) -> Manifest:
    """The manifest that a file holds."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return Manifest({}, (finding(path, "manifest-not-text"),))
    *lines, end = text.split("\n")
    digests: dict[str, str] = {}
    problems = [finding(path, "manifest-line", len(lines) + 1)] if end else []
    last = ""
    for number, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line)
        if found is None or found[2] <= last:  # paths are sorted, each stands once
            problems.append(finding(path, "manifest-line", number))
        if found:
            last = found[2]
            digests.setdefault(last, found[1])
    return Manifest(digests, tuple(problems))
