"""The frame of a page: the fields that all HTML pages have."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from generator import permalinks
from generator.model.values import Text
from generator.model.views.output_page import Page
from generator.model.views.page import Alternate, LanguageSwitch, Link
from generator.plan.context import PlanContext

V = TypeVar("V")
PathIn = Callable[[str], str]  # from a language to the address of a page in it


def frame(
    ctx: PlanContext, lang: str, path_in: PathIn, title: Text, crumbs: tuple[Link, ...]
) -> dict[str, Any]:
    """The common fields of a page that exists in every language."""
    paths = in_languages(ctx, path_in)
    return frame_of(ctx, lang, paths, ctx.settings.default_language, title, crumbs)


def frame_of(
    ctx: PlanContext,
    lang: str,
    paths: Mapping[str, str],
    original: str,
    title: Text,
    crumbs: tuple[Link, ...],
) -> dict[str, Any]:
    """The common fields of a page that exists in the languages of `paths`.

    `original` is the language for readers whose own language is not among them (hreflang "x-default").
    """
    base = ctx.settings.base_url
    alternates = [Alternate(each, base + path) for each, path in paths.items()]
    if len(paths) > 1:
        alternates.append(Alternate("x-default", base + paths[original]))
    path = paths[lang]
    return {
        "lang": lang,
        "path": path,
        "root": permalinks.root_of(path),
        "title": title.value,
        "title_lang": title.lang,
        "description": "",
        "canonical": base + path,
        "alternates": tuple(alternates) if len(paths) > 1 else (),
        "languages": tuple(LanguageSwitch(each, paths.get(each)) for each in ctx.settings.languages),
        "crumbs": crumbs,
        "site": ctx.sites[lang].view,
    }


def in_languages(ctx: PlanContext, each: Callable[[str], V]) -> dict[str, V]:
    """The value of a function for each language of the site."""
    return {lang: each(lang) for lang in ctx.settings.languages}


def page_per_language(ctx: PlanContext, page: Callable[[PlanContext, str], Page]) -> Iterator[Page]:
    """A page in each language of the site."""
    return (page(ctx, lang) for lang in ctx.settings.languages)
