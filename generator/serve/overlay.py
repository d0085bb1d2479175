"""The overlay: what is wrong with the content, in the editor's words, as the script of a page draws it."""

from generator.model.problem import Problem
from generator.problems.messages import message, remedy, severity
from generator.serve.state import State

_SHOWN = 50  # errors; whoever has more begins with these


def overlay(state: State, path: str, lang: str) -> dict[str, object]:
    """The errors, which keep the site as it was; and what else is to be said of the article on this page."""
    errors = [problem for problem in state.problems if severity(problem) == "error"]
    files = state.live_site.finder.sources(path) if state.live_site else ()
    hints = [p for p in state.problems if p.path in files and severity(p) != "error"]
    return {
        "lang": lang,
        "errors": _part(errors, lang, _errors_title(len(errors), lang)),
        "hints": _part(hints, lang, _hints_title(len(hints), lang)),
    }


def _part(problems: list[Problem], lang: str, title: str) -> dict[str, object]:
    left = len(problems) - _SHOWN
    more = (f"… và {left} điều nữa." if lang == "vi" else f"… and {left} more.") if left > 0 else ""
    return {"title": title, "problems": [_words(each, lang) for each in problems[:_SHOWN]], "more": more}


def _errors_title(count: int, lang: str) -> str:
    if lang == "vi":
        return f"{count} lỗi cần sửa; trang vẫn như trước khi có lỗi"
    return f"{count} error{'s' if count != 1 else ''} to mend; the site stays as it was before"


def _hints_title(count: int, lang: str) -> str:
    if lang == "vi":
        return f"{count} điều nên xem lại trong bài này"
    return f"{count} thing{'s' if count != 1 else ''} to look at in this article"


def _words(problem: Problem, lang: str) -> dict[str, str]:
    line, column = problem.line, problem.column
    return {
        "file": problem.path,
        "place": f"dòng {line}, cột {column}" if lang == "vi" else f"line {line}, column {column}",
        "message": message(problem, lang),
        "remedy": remedy(problem, lang),
        "code": problem.code,
    }
