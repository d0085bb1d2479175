"""Turns an exception of a site's own template into a problem with its line."""

from traceback import extract_tb

from generator.model.problem import Problem
from generator.model.theme import Theme
from generator.model.values import Position


class TemplateFaultError(Exception):
    """A template of the site's own theme has a mistake, so that a page failed."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def fault_of(error: Exception, theme: Theme, page: str) -> TemplateFaultError | None:
    """The fault of one of the site's own templates that caused an error; None if none did.

    `page` is the path of the page that was being made.
    """
    own = dict(theme.own_templates)
    lines = [
        (own[frame.filename], frame.lineno or 1)
        for frame in extract_tb(error.__traceback__)
        if frame.filename in own
    ]
    if not lines:
        return None
    path, line = lines[-1]
    reason = f"{type(error).__name__}: {error}" if not str(error).startswith("'") else str(error)
    return TemplateFaultError(
        Problem.at(path, Position(line, 1), "template-fault", value=page, reason=reason)
    )
