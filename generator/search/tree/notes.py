"""Notes: what a leaf says of a key that is a name.

So a query knows names without loading a list of them. A note is a list with a row for each name of the key:
its accents as in the key's lists, its spelling and its kind. What the search page shows above the results if
nothing but the name was asked for has a key elsewhere, "#=nam #dinh", since all who ask for "nam" load what
stands beside it: the same rows with the number of the name's articles, its name and path by language, and
facts.
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
_ANSWER, _REST = "#=", "#"  # before the first word of an answer's key, and before the rest


def notes_of(pages: Iterable[NamedPage]) -> Notes:
    """Returns the notes on all names, by key and in the order of keys."""
    rows: dict[tuple[str, str], list[object]] = defaultdict(list)
    for page in pages:
        for spelling in page.spellings:
            terms = [term_of(token) for token in _WORDS.findall(spelling)]
            if terms:
                key = (terms[0].folded, JOINT.join(term.folded for term in terms[1:]))
                form = ",".join(term.accents for term in terms)
                rows[key].append((form, spelling, page.kind))
                rows[_ANSWER + key[0], _REST + key[1]].append(
                    (form, spelling, page.kind, page.count, *_answer(page))
                )
    return {key: json.encode(rows[key]).decode() for key in sorted(rows)}


def _answer(page: NamedPage) -> tuple[object, ...]:
    """Returns the name and the path by language, and the facts."""
    names, paths = dict(page.names), dict(page.paths)
    return ({lang: (names[lang], paths[lang]) for lang in paths}, *([page.facts] if page.facts else []))
