"""The overlay: the problems in the editor's language, as JSON for the page's script."""

from generator.model.problem import Problem
from generator.problems.messages import message, remedy, severity
from generator.serve.state import State

_SHOWN = 50  # problems in each part


def overlay(state: State, path: str, lang: str) -> dict[str, object]:
    """All errors, and the other problems of the article on this page."""
    errors = [problem for problem in state.problems if severity(problem) == "error"]
    files = state.live_site.finder.sources(path) if state.live_site else ()
    hints = [p for p in state.problems if p.path in files and severity(p) != "error"]
    return {
        "lang": lang,
        "errors": _part(errors, lang, _errors_title(len(errors), lang)),
        "hints": _part(hints, lang, _hints_title(len(hints), lang)),
    }


def _part(problems: list[Problem], lang: str, title: str) -> dict[str, object]:
    """The title and the problems of one part of the overlay.

    `more` counts the problems that are left out.
    """
    left = len(problems) - _SHOWN
    more = (f"… và {left} điều nữa." if lang == "vi" else f"… and {left} more.") if left > 0 else ""
    return {"title": title, "problems": [_words(each, lang) for each in problems[:_SHOWN]], "more": more}


def _errors_title(count: int, lang: str) -> str:
    """Title of the errors."""
    if lang == "vi":
        return f"{count} lỗi cần sửa; trang vẫn như trước khi có lỗi"
    return f"{count} error{'s' if count != 1 else ''} to fix; the site stays as it was before"


def _hints_title(count: int, lang: str) -> str:
    """Title of the other problems."""
    if lang == "vi":
        return f"{count} điều nên xem lại trong bài này"
    return f"{count} thing{'s' if count != 1 else ''} to look at in this article"


def _words(problem: Problem, lang: str) -> dict[str, str]:
    """Position, message and remedy of one problem."""
    line, column = problem.line, problem.column
    return {
        "file": problem.path,
        "place": f"dòng {line}, cột {column}" if lang == "vi" else f"line {line}, column {column}",
        "message": message(problem, lang),
        "remedy": remedy(problem, lang),
        "code": problem.code,
    }
