"""Checks what other articles still show of a withdrawn article."""

from collections.abc import Iterator, Mapping

from generator.check.context import LintContext
from generator.join.withdrawn import text_is_gone, withdrawn_of
from generator.model.archive import Withdrawn
from generator.model.content import Uses
from generator.model.problem import Problem
from generator.model.values import Position
from generator.read.media import used_paths


def withdrawal_problems(context: LintContext) -> Iterator[Problem]:
    """Yields the problems of all withdrawn articles whose text is gone."""
    withdrawn = tuple(withdrawn_of(context.sources.entries))
    if not withdrawn:
        return
    others = [use for entry in context.sources.entries if not text_is_gone(entry) for use in entry.uses]
    used = {path: use.path for use in reversed(others) for path in used_paths(use)}
    for each in withdrawn:
        path, position = _place(context, each)
        if each.withdrawal.kept is None:
            yield Problem.at(path, position, "withdrawal-unsaid")
        yield from _shared_media(each, used, path, position)
    yield from _links(others, {uses.path for each in withdrawn for uses in each.uses})


def _place(context: LintContext, withdrawn: Withdrawn) -> tuple[str, Position]:
    """Path and position of the day of the withdrawal."""
    entry = next(each for each in context.sources.entries if each.key == withdrawn.article.key)
    return context.value(entry, "withdrawn.date")


def _shared_media(
    withdrawn: Withdrawn, used: Mapping[str, str], path: str, position: Position
) -> Iterator[Problem]:
    """Yields a problem for each file of the article that stays, since another uses it."""
    for media in sorted(withdrawn.media & used.keys()):
        yield Problem.at(path, position, "withdrawal-media", value=media, other=used[media])


def _links(others: list[Uses], gone: set[str]) -> Iterator[Problem]:
    """Yields a problem for each link to a withdrawn article: its words may repeat what had to go."""
    for use in others:
        for link in use.links:
            if link.target in gone:
                yield Problem.at(use.path, link.position, "withdrawal-linked", value=link.target)
