"""Notes: what a leaf says of a key that is a name.

So a query knows names without loading a list of them. A note is a list with a row for each name of the key:
its accents as in the key's lists, its spelling, its kind, the number of its articles, its name and path by
language, and facts. The search page shows them above the results.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from re import compile as compiled

from msgspec import json

from generator.model.search import NamedPage
from generator.search.analysis.runs import JOINT
from generator.search.analysis.terms import WORD, term_of

_WORDS = compiled(WORD)

Notes = Mapping[tuple[str, str], str]  # by key: its first word, the rest


def notes_of(pages: Iterable[NamedPage]) -> Notes:
    """Returns the notes on all names, by key and in the order of keys."""
    rows: dict[tuple[str, str], list[object]] = defaultdict(list)
    for page in pages:
        for spelling in page.spellings:
            terms = [term_of(token) for token in _WORDS.findall(spelling)]
            if terms:
                key = (terms[0].folded, JOINT.join(term.folded for term in terms[1:]))
                rows[key].append(_row(page, spelling, ",".join(term.accents for term in terms)))
    return {key: json.encode(rows[key]).decode() for key in sorted(rows)}


def _row(page: NamedPage, spelling: str, form: str) -> tuple[object, ...]:
    names, paths = dict(page.names), dict(page.paths)
    ways = {lang: (names[lang], paths[lang]) for lang in paths}
    return (form, spelling, page.kind, page.count, ways, *([page.facts] if page.facts else []))
