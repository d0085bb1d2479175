"""Renders some pages of each kind with the site's own theme, to find its mistakes."""

from collections.abc import Iterator
from itertools import islice

from generator.model.archive import Archive
from generator.model.problem import Problem
from generator.model.theme import Theme
from generator.plan.context import plan_context
from generator.plan.pages import plan
from generator.problems.messages import has_errors
from generator.render.page import render
from generator.render.template_faults import TemplateFaultError

_SETS = 3  # page sets of each kind


def theme_page_problems(archive: Archive, theme: Theme | None, known: list[Problem]) -> Iterator[Problem]:
    """The mistakes of the site's own templates on some pages; none if its templates have one already."""
    own = [problem for problem in known if problem.path.startswith("themes/")]
    if theme is None or not theme.own_templates or has_errors(own):
        return
    seen: dict[tuple[str, ...], int] = {}
    found: set[tuple[str, int]] = set()
    there = {name for name, _ in theme.templates}
    for page_set in plan(plan_context(archive)):
        seen[page_set.templates] = seen.get(page_set.templates, 0) + 1
        if seen[page_set.templates] > _SETS or not there.issuperset(page_set.templates):
            continue  # a layout that is missing is reported where it is named
        for page in islice(page_set.pages(), _SETS):
            try:
                render(page, theme)
            except TemplateFaultError as fault:
                place = (fault.problem.path, fault.problem.line)
                if place not in found:
                    found.add(place)
                    yield fault.problem
