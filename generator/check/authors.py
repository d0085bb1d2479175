"""Checks for authors whose name is spelled in two ways.

Each spelling would get a page of its own.

Names that differ in their diacritics are two people (Bùi Thị Hưng, Bùi Thị Hùng). A name without any
diacritics is the same person as the one name that it can stand for.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.check.context import LintContext
from generator.model.problem import Problem
from generator.model.values import Position
from generator.text.unicode import fold, old_tone_placement

_DEGREES = re.compile(
    r"^(?:(?:gs|pgs|tskh|ts|th\.?s|ks|kts|cn|bs|bscki+|ds|ncs|cvc|cv|tiến sĩ|thạc sĩ|kỹ sư|dr|prof|mrs?|ms)"
    r"(?:[.,]\s*|\s+))+(?=\S)",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[\s.,\-–]+")

# (path, position) of each use of a name
_Uses = Mapping[str, Sequence[tuple[str, Position]]]


def author_problems(context: LintContext) -> Iterator[Problem]:
    """Yields a problem for each use of a less usual spelling of an author."""
    uses = _uses(context)
    for spellings in _people(uses):
        usual = min(spellings, key=lambda name: (-len(uses[name]), fold(name) == name.casefold(), name))
        for name in sorted(spellings):
            if name != usual:
                for path, position in uses[name]:
                    details = {"value": name, "meant": usual, "count": str(len(uses[usual]))}
                    yield Problem.at(path, position, "author-spelling", **details)


def _uses(context: LintContext) -> _Uses:
    """Returns the positions of each author's name in the front matter, by name."""
    uses: dict[str, list[tuple[str, Position]]] = defaultdict(list)
    for entry, article in context.articles():
        names = {author.name for author in article.facts.authors}
        for field in ("author", "author.name", "author.organisation"):
            for path, value in context.values(entry, field):
                if " ".join(value.value.split()) in names:
                    uses[" ".join(value.value.split())].append((path, value.position))
    return uses


def _people(uses: _Uses) -> Iterator[list[str]]:
    """Yields the spellings of each person who has more than one."""
    exact: dict[str, list[str]] = defaultdict(list)
    for name in uses:
        exact[_key(name)].append(name)
    folded = Counter(fold(key) for key in exact if fold(key) != key)
    bare = {key: exact.pop(key) for key in list(exact) if fold(key) == key and folded[key] == 1}
    for key, spellings in exact.items():
        together = [*spellings, *(bare.pop(fold(key), ()) if fold(key) != key else ())]
        if len(together) > 1:
            yield together
    yield from (spellings for spellings in bare.values() if len(spellings) > 1)


def _key(name: str) -> str:
    """Key that is the same for all spellings of one name."""
    without = _DEGREES.sub("", name)
    return _SEPARATORS.sub(" ", old_tone_placement(without).casefold()).strip()
