"""Changes of content, theme, settings and build date between two builds."""

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Literal

from msgspec import Struct

from generator.model.archive import Article, StandingPage, Translation
from generator.read.scan import SETTINGS
from generator.render.catalogues import joined_catalogue
from generator.why.differences import differences, shown
from generator.why.past_build import PastBuild

ChangeKind = Literal["article", "translation", "field", "text", "setting", "template", "word", "media", "day"]

# Fields of the records whose names differ from those in the front matter.
_FIELDS = {"authors": "author", "provinces": "province"}
_TAG = re.compile(r"<[^>]*>")
_TEXTS = ("title", "summary", "slug", "aliases", "translator", "translated_from")


class Change(Struct, frozen=True):
    """One change between two builds.

    `path` is a file or the name of a template. `field` is the field within it, or "". `old` is None if there
    was nothing before, `new` if there is nothing now. `key` is that of the article, or "".
    """

    kind: ChangeKind
    path: str
    field: str
    old: str | None
    new: str | None
    key: str = ""


def changes(then: PastBuild, now: PastBuild) -> tuple[Change, ...]:
    """Returns all changes between two builds, except those of the theme.

    Each page uses only a part of the theme, so `theme_changes` is asked for each page.
    """
    return (*_of_articles(then, now), *_of_settings(then, now), *_of_media(then, now), *_of_day(then, now))


def theme_changes(then: PastBuild, now: PastBuild, templates: frozenset[str], lang: str) -> Iterator[Change]:
    """Yields the changes of these templates and of the translated words of this language."""
    before, after = dict(then.snapshot.templates), dict(now.snapshot.templates)
    for name in sorted(templates):
        if before.get(name) != after.get(name):
            yield Change("template", name, "", *_first_lines(before.get(name), after.get(name)))
    if then.snapshot.catalogues == now.snapshot.catalogues:
        return
    old, new = (_words(each, lang) for each in (then, now))
    for word in sorted(old.keys() | new.keys()):
        if old.get(word) != new.get(word):
            yield Change("word", f"locale/{lang}.po", word, old.get(word), new.get(word))


def _of_articles(then: PastBuild, now: PastBuild) -> Iterator[Change]:
    """Yields the changes of articles and standing pages."""
    before, after = then.articles(), now.articles()
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            some = old or new
            if some:
                yield Change("article", some.translations[0].source_path, "", _title(old), _title(new), key)
        elif _files(then, old) != _files(now, new):
            yield from _of_article(then, now, old, new)


def _title(article: Article | StandingPage | None) -> str | None:
    """Title of the article, or None."""
    return article.translations[0].title if article else None


def _files(build: PastBuild, article: Article | StandingPage) -> tuple[object, ...]:
    """Hashes of the article and its texts. If they are unchanged, so is the article."""
    digests = [build.archive.digests.get(each.source_path) for each in article.translations]
    return build.archive.identities[article.key], digests


def _of_article(
    then: PastBuild, now: PastBuild, old: Article | StandingPage, new: Article | StandingPage
) -> Iterator[Change]:
    """Yields the changes of one article."""
    path = _changed_file(then, now, new)
    if isinstance(old, Article) and isinstance(new, Article):
        for each in differences(old.facts, new.facts):
            first, *rest = each.where
            yield Change(
                "field", path, _dotted(_FIELDS.get(first, first), *rest), each.old, each.new, new.key
            )
        if old.original != new.original:
            yield Change("field", path, "original", old.original, new.original, new.key)
    before = {each.lang: each for each in old.translations}
    after = {each.lang: each for each in new.translations}
    for lang in dict.fromkeys((*before, *after)):
        yield from _of_translation(then, now, before.get(lang), after.get(lang), new.key)


def _changed_file(then: PastBuild, now: PastBuild, article: Article | StandingPage) -> str:
    """The first changed file of the article. Changes of facts are reported for it."""
    paths = [each.source_path for each in article.translations]
    digests = then.archive.digests, now.archive.digests
    return next((path for path in paths if digests[0].get(path) != digests[1].get(path)), paths[0])


def _of_translation(
    then: PastBuild, now: PastBuild, old: Translation | None, new: Translation | None, key: str
) -> Iterator[Change]:
    """Yields the changes of one translation."""
    if old is None or new is None:
        some = old or new
        if some:
            before, after = (each.title if each else None for each in (old, new))
            yield Change("translation", some.source_path, some.lang, before, after, key)
        return
    for name in _TEXTS:
        for each in differences(getattr(old, name), getattr(new, name)):
            yield Change("field", new.source_path, name, each.old, each.new, key)
    for each in differences(_body(then, old), _body(now, new)):
        yield Change("text", new.source_path, "", each.old, each.new, key)


def _body(build: PastBuild, translation: Translation) -> str:
    """The text of a body, without tags."""
    html = build.archive.texts.body(translation.source_path).html()
    return " ".join(_TAG.sub("", html).split())


def _of_settings(then: PastBuild, now: PastBuild) -> Iterator[Change]:
    """Yields the changes of the settings."""
    for each in differences(then.snapshot.settings, now.snapshot.settings):
        yield Change("setting", SETTINGS, _dotted(*each.where), each.old, each.new)


def _dotted(*where: str) -> str:
    """The dotted name of a nested field, as in the settings: "name.vi"."""
    return ".".join(step for step in where if step != "texts")


def _of_media(then: PastBuild, now: PastBuild) -> Iterator[Change]:
    """Yields the changes of media: size, width, height or derivatives. Pages show nothing else of them."""
    before, after = then.snapshot.media, now.snapshot.media
    for path in sorted(before.keys() & after.keys()):
        for each in differences(before[path], after[path]):
            yield Change("media", path, ".".join(each.where), each.old, each.new)


def _of_day(then: PastBuild, now: PastBuild) -> Iterator[Change]:
    """Yields the change of the build date."""
    old, new = then.snapshot.build_date, now.snapshot.build_date
    if old != new:
        yield Change("day", "", "", shown(old), shown(new))


def _first_lines(old: str | None, new: str | None) -> tuple[str | None, str | None]:
    """The first pair of lines that differ."""
    if old is None or new is None:
        return (None, "") if old is None else ("", None)
    pairs = zip_longest(old.splitlines(), new.splitlines(), fillvalue="")
    return next(((a.strip(), b.strip()) for a, b in pairs if a != b), ("", ""))


def _words(build: PastBuild, lang: str) -> Mapping[str, str]:
    """The translated words of the theme in this language."""
    texts = dict(build.snapshot.catalogues).get(lang)
    if texts is None:
        return {}
    return {str(each.id): str(each.string) for each in joined_catalogue(lang, texts) if each.id}
