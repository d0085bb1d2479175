"""Problems in words: each code says in both languages what is wrong and what to do."""

import string

import pytest

from generator.model.problem import Problem
from generator.problems.catalogue import CATALOGUE
from generator.problems.catalogue.entry import Wording
from generator.problems.messages import has_errors, message, remedy, severity


def details_of(words: Wording) -> set[str]:
    """The details that the sentences name; a suggestion counts once, whatever its language."""
    fields = string.Formatter().parse(words.message + words.remedy)
    return {name.removesuffix("_vi").removesuffix("_en") for _, name, _, _ in fields if name}


def problem(code: str) -> Problem:
    """A problem of this code with a value for every detail that its sentences name."""
    names = details_of(CATALOGUE[code].vi) | details_of(CATALOGUE[code].en)
    values = {"expected": "picture"}
    details = tuple((name, values.get(name, f"<{name}>")) for name in sorted(names))
    return Problem("content/tin-tuc/a.md", 3, 7, code, details)


@pytest.mark.parametrize("code", CATALOGUE)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_problem_can_be_said(code: str, lang: str) -> None:
    for sentence in (message(problem(code), lang), remedy(problem(code), lang)):
        assert sentence.strip()
        assert not sentence.startswith(" ")
        assert "{" not in sentence.replace("{ vi", "")
        assert not set(sentence) & {"\n", "\t"}


@pytest.mark.parametrize("code", CATALOGUE)
def test_both_languages_name_the_same_details(code: str) -> None:
    entry = CATALOGUE[code]
    assert details_of(entry.vi) == details_of(entry.en)


@pytest.mark.parametrize("code", CATALOGUE)
def test_the_two_languages_are_two(code: str) -> None:
    entry = CATALOGUE[code]
    assert entry.vi.message != entry.en.message
    assert not entry.vi.message.isascii()


def test_a_detail_with_braces_is_said_as_it_is() -> None:
    odd = Problem("a", 1, 1, "broken-link", (("value", "{x}{0}"), ("suggestion", "{}")))
    assert "{x}{0}" in message(odd, "vi")
    assert "“{}”?" in message(odd, "en")


def test_without_a_suggestion_nothing_is_asked() -> None:
    plain = Problem("a", 1, 1, "broken-link", (("value", "x.md"), ("suggestion", "")))
    assert "?" not in message(plain, "en")
    assert "?" not in message(plain, "vi")


def test_warnings_do_not_forbid_publishing_and_errors_do() -> None:
    warning, error = problem("to-review"), problem("date")
    assert (severity(warning), severity(error)) == ("warning", "error")
    assert not has_errors([warning])
    assert has_errors([warning, error])


def test_problems_stand_in_the_order_of_the_file() -> None:
    later, earlier = Problem("a", 10, 1, "date"), Problem("a", 9, 30, "slug")
    assert sorted([later, Problem("b", 1, 1, "date"), earlier])[:2] == [earlier, later]
