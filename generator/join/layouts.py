"""Finds layouts that the theme does not have."""

from collections.abc import Iterator, Mapping

from generator.model.archive import Archive
from generator.model.layouts import LAYOUTS, layout_template
from generator.model.problem import Problem
from generator.model.values import FILE_START


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
            path = article.translations[0].source_path
            yield Problem.at(path, FILE_START, code, value=layout, suggestion=suggestion)
