"""The list of articles in the form, and its search, which needs no accents."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.edit.document import read_document
from generator.model.archive import Entry
from generator.model.problem import Problem
from generator.problems.messages import severity
from generator.read.files import key_and_language
from generator.serve.live_content import LiveContent
from generator.text.unicode import fold

PAGE = 50  # articles that are listed at once


class ListedArticle(Struct, frozen=True):
    """An article in the list. `words` are folded, for searching; `sort` is its date."""

    path: str
    title: str
    day: str
    section: str
    languages: tuple[str, ...]
    draft: bool
    review: bool
    words: str
    sort: str


class ArticleList:
    """All articles and standing pages, newest first. Only changed entries are read again."""

    def __init__(self) -> None:
        self._entries: Mapping[str, Entry] | None = None
        self._known: dict[str, tuple[Entry, ListedArticle]] = {}
        self._sorted: list[ListedArticle] = []

    def update(self, content: LiveContent) -> None:
        """Brings the list up to date with the content."""
        if self._entries is content.entries:
            return
        self._known = {
            key: known
            if (known := self._known.get(key)) and known[0] is entry
            else (entry, _listed(entry, content))
            for key, entry in content.entries.items()
        }
        self._entries = content.entries
        self._sorted = sorted((each for _, each in self._known.values()), key=lambda each: each.path)
        self._sorted.sort(key=lambda each: each.sort, reverse=True)

    def find(
        self, query: str, only: str, languages: int, faulty: Iterable[str], typed: Iterable[str]
    ) -> list[ListedArticle]:
        """The articles that have every word of the query and pass the filter.

        `languages` is the number of the site's languages. `faulty` and `typed` are paths of files.
        """
        found = self._sorted
        for word in fold(query).split():
            found = [each for each in found if word in each.words]
        if only == "draft":
            return [each for each in found if each.draft]
        if only == "review":
            return [each for each in found if each.review]
        if only == "untranslated":
            return [each for each in found if len(each.languages) < languages]
        if only in ("error", "typed"):
            stems = {_stem(path) for path in (faulty if only == "error" else typed)}
            return [each for each in found if _stem(each.path) in stems]
        return found


def faulty_paths(problems: Iterable[Problem]) -> frozenset[str]:
    """Paths of the files that have errors."""
    return frozenset(problem.path for problem in problems if severity(problem) == "error")


def authors_and_tags(content: LiveContent) -> tuple[list[str], list[str]]:
    """The names of all authors, and all tags, the most frequent first."""
    authors: dict[str, int] = {}
    tags: dict[str, int] = {}
    for entry in content.entries.values():
        if entry.article:
            for author in entry.article.facts.authors:
                authors[author.name] = authors.get(author.name, 0) + 1
            for tag in entry.article.facts.tags:
                tags[tag] = tags.get(tag, 0) + 1
    return _by_use(authors), _by_use(tags)


def _by_use(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name))


def _listed(entry: Entry, content: LiveContent) -> ListedArticle:
    """An entry as it is listed. One that cannot be read has its path for a title."""
    default = content.settings.default_language
    item = entry.article or entry.page
    path = entry.digests[0][0] if entry.digests else entry.key
    facts = entry.article.facts if entry.article else None
    day = facts.date.iso if facts and facts.date else ""
    day_first = "/".join(reversed(day[:10].split("-")))  # as it is shown and typed
    translations = item.translations if item else ()
    titles = {each.source_path: each.title for each in translations}
    languages = tuple(each.lang for each in translations) or (default,)
    if item:
        shown = entry.article.original if entry.article else default
        path = next((each.source_path for each in translations if each.lang == shown), path)
    if item is None or entry.draft:
        # The site knows nothing of a draft, so its title is in its file alone.
        files = {key_and_language(each, default)[1]: each for each, _ in entry.digests}
        path = files.get(default, path)
        languages = tuple(lang for lang in content.settings.languages if lang in files) or languages
        titles |= {path: titles.get(path) or _typed_title(content, path) or entry.key}
    names = [author.name for author in facts.authors] if facts else []
    places = [place.slug.replace("-", " ") for place in facts.provinces] if facts else []
    tags = facts.tags if facts else ()
    return ListedArticle(
        path=path,
        title=titles.get(path, entry.key),
        day=day,
        section=entry.key.partition("/")[0] if "/" in entry.key else "",
        languages=languages,
        draft=entry.draft or (item is None and not entry.problems),
        review=bool(facts and facts.review),
        words=fold(" ".join((*titles.values(), *names, *places, *tags, day, day_first, entry.key))),
        sort=day,
    )


def _typed_title(content: LiveContent, path: str) -> str:
    """The title in a file; "" if it cannot be read."""
    file = content.files.get(path)
    try:
        document = read_document((content.site / file.actual).read_bytes()) if file else None
    except OSError:
        return ""
    title = document.values.get("title", "") if document else ""
    return title if isinstance(title, str) else ""


def _stem(path: str) -> str:
    """The path of a Markdown file without its language and suffix."""
    stem = path.removesuffix(".md")
    return stem[:-3] if len(stem) > 3 and stem[-3] == "." else stem
