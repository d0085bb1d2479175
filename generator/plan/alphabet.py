"""Indexes by letter: of authors and of tags. A long one is cut by letter, a long letter by word."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from generator import permalinks
from generator.model.content import Author
from generator.model.values import Text
from generator.model.views.indexes import AlphabetView, Letter, LetterLink
from generator.model.views.output_page import Page
from generator.model.views.page import Counted, Link, Own
from generator.plan.context import PlanContext
from generator.plan.frame import PathIn, frame
from generator.plan.items import item
from generator.plan.listings import listed_page
from generator.plan.taxonomy_lists import has_page, tag_link
from generator.text.collation import SortKey, given_name, initial, person_key, sort_key
from generator.text.slug import name_slug

WHOLE = 400  # entries; a longer index, or a longer letter, is cut
_ORGANISATIONS = ""

# Letters in addresses, as they are typed.
_TYPED: Mapping[str, str] = MappingProxyType(
    {"Ă": "aw", "Â": "aa", "Đ": "dd", "Ê": "ee", "Ô": "oo", "Ơ": "ow", "Ư": "uw"}
)


class _Name(NamedTuple):
    """A name of an index: the letter and the word under which it stands, its label, its place."""

    letter: str
    word: str
    label: str
    make: Callable[[str], Counted]  # in a language


class _Alphabet(NamedTuple):
    """An index: its kind, its name and its address, and its entries in a language, in order."""

    kind: str
    title: Own
    path: PathIn
    entries: Callable[[PlanContext, str], list[_Name]]


def authors_pages(ctx: PlanContext) -> Iterator[Page]:
    """The index of authors: people by given name, then organisations."""
    return _pages(ctx, _Alphabet("author", Own.AUTHORS, permalinks.authors, _authors))


def tags_pages(ctx: PlanContext) -> Iterator[Page]:
    """The index of tags."""
    return _pages(ctx, _Alphabet("tag", Own.TAGS, permalinks.tags, _tags))


def _authors(ctx: PlanContext, lang: str) -> list[_Name]:
    authors = list(ctx.taxonomies.by_author)
    people = sorted((a for a in authors if not a.organisation), key=lambda a: person_key(a.name))
    organisations = sorted((a for a in authors if a.organisation), key=lambda a: sort_key(a.name))
    found = [
        _Name(initial(given), given, each.name, _author_entry(ctx, each))
        for each in people
        for given in (given_name(each.name),)
    ]
    return found + [
        _Name(_ORGANISATIONS, initial(each.name), each.name, _author_entry(ctx, each))
        for each in organisations
    ]


def _author_entry(ctx: PlanContext, author: Author) -> Callable[[str], Counted]:
    def entry(lang: str) -> Counted:
        articles = ctx.taxonomies.by_author[author]
        page = has_page(ctx, author)
        path = permalinks.author(lang, author.name) if page else item(ctx, articles[0], lang).path
        return Counted(Link(author.name, path), len(articles))

    return entry


def _tags(ctx: PlanContext, lang: str) -> list[_Name]:
    tags = sorted(((ctx.sites[lang].tags[key], key) for key in ctx.taxonomies.by_tag), key=_tag_order)
    return [
        _Name(initial(text.value), text.value.split()[0], text.value, _tag_entry(ctx, text, key))
        for text, key in tags
    ]


def _tag_entry(ctx: PlanContext, text: Text, key: str) -> Callable[[str], Counted]:
    return lambda lang: Counted(tag_link(key, text, lang), len(ctx.taxonomies.by_tag[key]))


def _tag_order(pair: tuple[Text, str]) -> tuple[SortKey, str]:
    return sort_key(pair[0].value), pair[1]


# --- pages ------------------------------------------------------------------------------------------------


def _pages(ctx: PlanContext, index: _Alphabet) -> Iterator[Page]:
    for lang in ctx.settings.languages:
        entries = index.entries(ctx, lang)
        if len(entries) <= WHOLE:
            yield _page(ctx, index, lang, index.path, entries)
            continue
        letters = _cut(entries, lambda entry: entry.letter)
        yield _page(ctx, index, lang, index.path, entries, _links(index, lang, None, letters))
        for letter, found in letters.items():
            yield from _letter_pages(ctx, index, lang, letter, found)


def _letter_pages(
    ctx: PlanContext, index: _Alphabet, lang: str, letter: str, entries: Sequence[_Name]
) -> Iterator[Page]:
    def path(each: str) -> str:
        return _part_path(index, each, None, letter)

    if len(entries) <= WHOLE:
        yield _page(ctx, index, lang, path, entries, part=letter)
        return
    words = _cut(entries, lambda entry: entry.word)
    yield _page(ctx, index, lang, path, entries, _links(index, lang, letter, words), part=letter)
    for word, found in words.items():

        def path_of_word(each: str, word: str = word) -> str:
            return _part_path(index, each, letter, word)

        yield _page(ctx, index, lang, path_of_word, found, part=word)


def _cut(entries: Sequence[_Name], part: Callable[[_Name], str]) -> dict[str, list[_Name]]:
    found: dict[str, list[_Name]] = {}
    for entry in entries:
        found.setdefault(part(entry), []).append(entry)
    return found


def _links(
    index: _Alphabet, lang: str, letter: str | None, parts: Mapping[str, Sequence[_Name]]
) -> tuple[LetterLink, ...]:
    return tuple(
        LetterLink(part, _part_path(index, lang, letter, part), len(found)) for part, found in parts.items()
    )


def _part_path(index: _Alphabet, lang: str, letter: str | None, part: str) -> str:
    """The path of a part: of a letter, or of a word under a letter."""
    if letter is None:
        name = _letter_name(part, lang)
    elif letter == _ORGANISATIONS:
        name = f"{_letter_name(letter, lang)}-{_letter_name(part, lang)}"
    else:
        name = name_slug(part)
    return permalinks.letter(index.path(lang), name, lang)


def _letter_name(letter: str, lang: str) -> str:
    if letter == _ORGANISATIONS:
        return permalinks.WORDS[lang].organisations
    plain = letter.lower()
    return plain if plain.isascii() and plain.isalpha() else _TYPED.get(letter, f"u{ord(letter[0]):x}")


def _page(
    ctx: PlanContext,
    index: _Alphabet,
    lang: str,
    path: PathIn,
    entries: Sequence[_Name],
    parts: tuple[LetterLink, ...] = (),
    part: str | None = None,
) -> Page:
    whole = Link(index.title, index.path(lang), own=True)
    shown = () if parts else entries
    people = [entry for entry in shown if entry.letter != _ORGANISATIONS]
    view = AlphabetView(
        **frame(ctx, lang, path, Text(index.title, lang), () if part is None else (whole,)),
        kind=index.kind,
        letters=tuple(
            Letter(letter, tuple(entry.make(lang) for entry in group))
            for letter, group in groupby(people, key=lambda entry: entry.letter)
        ),
        organisations=tuple(entry.make(lang) for entry in shown if entry.letter == _ORGANISATIONS),
        count=len(entries),
        parts=parts,
        part=part,
    )
    return listed_page(view, "alphabet.html")
