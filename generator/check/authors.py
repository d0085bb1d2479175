"""Authors whose name is spelled in two ways, so that they would get two pages.

Names that differ by a mark are two people (Bùi Thị Hưng, Bùi Thị Hùng), unless one has no marks at all.
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

# (path, place) of every file that has a name.
_Uses = Mapping[str, Sequence[tuple[str, Position]]]


def author_problems(context: LintContext) -> Iterator[Problem]:
    """A problem at each use of a spelling that is not the usual one of its person."""
    uses = _uses(context)
    for spellings in _people(uses):
        usual = min(spellings, key=lambda name: (-len(uses[name]), fold(name) == name.casefold(), name))
        for name in sorted(spellings):
            if name != usual:
                for path, position in uses[name]:
                    details = {"value": name, "meant": usual, "count": str(len(uses[usual]))}
                    yield Problem.at(path, position, "author-spelling", **details)


def _uses(context: LintContext) -> _Uses:
    uses: dict[str, list[tuple[str, Position]]] = defaultdict(list)
    for entry, article in context.articles():
        names = {author.name for author in article.facts.authors}
        for field in ("author", "author.name", "author.organisation"):
            for path, value in context.values(entry, field):
                if " ".join(value.value.split()) in names:
                    uses[" ".join(value.value.split())].append((path, value.position))
    return uses


def _people(uses: _Uses) -> Iterator[list[str]]:
    """The spellings of each person of whom there are several."""
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
    """What two spellings of one name have in common."""
    without = _DEGREES.sub("", name)
    return _SEPARATORS.sub(" ", old_tone_placement(without).casefold()).strip()
