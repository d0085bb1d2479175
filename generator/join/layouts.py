"""Finds layouts that the theme does not have."""

from collections.abc import Iterator, Mapping

from generator.model.archive import Archive, Article
from generator.model.layouts import LAYOUTS, layout_template
from generator.model.problem import Problem
from generator.model.values import FILE_START, Position


def layout_problems(archive: Archive, templates: Mapping[str, str]) -> Iterator[Problem]:
    """The problems of layouts that the theme does not have."""
    there = [
        name.removeprefix(LAYOUTS).removesuffix(".html") for name in templates if name.startswith(LAYOUTS)
    ]
    suggestion = ", ".join(sorted(there))
    code = "layout-missing" if there else "layout-none"
    for section in archive.settings.sections:
        if section.layout and layout_template(section.layout) not in templates:
            value = section.layout
            yield Problem.at("site.toml", FILE_START, code, value=value, suggestion=suggestion)
    for article in archive.articles:
        layout = article.facts.layout
        if layout and layout_template(layout) not in templates:
            path, position = _place(archive, article)
            yield Problem.at(path, position, code, value=layout, suggestion=suggestion)


def _place(archive: Archive, article: Article) -> tuple[str, Position]:
    """The file and the position of an article's layout."""
    paths = [each.source_path for each in article.translations]
    for path in paths:
        if path in archive.uses and (position := archive.uses[path].position_of("layout")) != FILE_START:
            return path, position
    return paths[0], FILE_START
