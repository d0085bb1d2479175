"""The template environment takes short cuts; what templates say is what Jinja makes of them without."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from generator.model import Theme
from generator.render.environment import environment, escaped


class Colour(StrEnum):
    RED = "<red>"


@dataclass(frozen=True)
class Safe:
    def __html__(self) -> str:
        return "<b>"


class Shouted(str):
    __slots__ = ()

    def __str__(self) -> str:
        return self.upper()


VALUES = st.one_of(
    st.text(alphabet="a&<>\"'Đ;\n"),
    st.text(alphabet="a&<>\"'").map(Markup),
    st.text(alphabet="a&<>\"'").map(Shouted),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.just(Colour.RED),
    st.just(Safe()),
    st.lists(st.sampled_from(["<", "a"])),
)

TEMPLATES = {
    "words.html": """
{% macro bold(text, mark="b") %}<{{ mark }}>{{ text }}</{{ mark }}>{% endmacro %}
{% macro all(texts) %}{% for text in texts %}{{ bold(text) }}{{ caller(text) }}{% endfor %}{% endmacro %}
{% macro loose(text) %}{{ text }}{{ varargs }}{{ kwargs }}{% endmacro %}
""",
    "base.html": "{% block head %}{{ page }}{% endblock %}{% block main %}{% endblock %}",
    "part.html": "{% from 'words.html' import bold %}{{ bold(page) }}{{ here is defined }}",
    "page.html": """
{% extends "base.html" %}
{% from "words.html" import bold, all, loose %}
{% set here = page ~ "<" %}
{% block main %}
{{ bold(page, mark="i") }}{{ here }}{{ bold(here) }}{{ loose(page, 1, a="<") }}
{% call(text) all([page, 1, none]) %}({{ text }}){% endcall %}
{% for one in [page, "&"] %}
{% set inner %}{{ one }}!{% endset %}
{{ inner }}{{ bold(inner) }}{{ seen("inner") }}{{ seen("here") }}
{% endfor %}
{% include "part.html" %}{{ page|string|upper }}{{ "<"|safe }}{{ page|string|replace("&", "<")|e }}
{{ _("A %(b)s <", b=page) }}{{ ngettext("%(num)s <", "%(num)s &", 2) }}{{ "x" if page is none }}
{% endblock %}
""",
}


@pass_context
def seen(context: Context, name: str) -> object:
    """A callable that looks at what its template has set."""
    return context.resolve(name)


def theme(templates: dict[str, str]) -> Theme:
    return Theme(tuple(templates.items()), (), ())


def by_jinja(templates: dict[str, str], like: Environment) -> Environment:
    """Jinja's own environment with the same options and words."""
    env = Environment(
        loader=DictLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.globals.update({name: like.globals[name] for name in ("_", "ngettext")})
    return env


@pytest.fixture(scope="module")
def both() -> Callable[[object], tuple[str, str]]:
    ours = environment(theme(TEMPLATES), "vi")
    theirs = by_jinja(TEMPLATES, ours)
    for env in (ours, theirs):
        env.globals["seen"] = seen

    def render(page: object) -> tuple[str, str]:
        return (
            ours.get_template("page.html").render(page=page),
            theirs.get_template("page.html").render(page=page),
        )

    return render


@given(VALUES)
def test_a_value_is_escaped_as_markupsafe_escapes_it(value: object) -> None:
    assert str.__str__(escaped(value)) == str.__str__(escape(value))


@given(page=VALUES)
def test_a_page_is_what_jinja_makes_of_it(both: Callable[[object], tuple[str, str]], page: object) -> None:
    ours, theirs = both(page)
    assert ours == theirs


def test_what_is_not_there_is_an_error() -> None:
    env = environment(theme({"a.html": "{{ page.title }}"}), "vi")
    with pytest.raises(UndefinedError):
        env.get_template("a.html").render(page=object())


def test_what_one_page_sets_no_other_page_sees() -> None:
    env = environment(theme({"a.html": "{% set seen = 1 %}", "b.html": "{{ seen is defined }}"}), "vi")
    env.get_template("a.html").render()
    assert env.get_template("b.html").render() == "False"
