"""A macro that stands in place of its call says what the call says."""

from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, TemplateError

from generator.model.theme import Theme
from generator.read.theme import default_theme
from generator.render.environment import environment
from generator.render.fast_jinja import FastEnvironment, page_template
from tests.support.amounts import EVERYTHING


def theme(templates: dict[str, str]) -> Theme:
    return Theme(tuple(templates.items()), (), (), 600)


def shown(env: Environment, name: str) -> str | None:
    """The page, or None if it cannot be made."""
    try:
        return page_template(env, name).render(page="<trang>", many=["a", "<b>", 3])
    except (TemplateError, TypeError):
        return None


def both(templates: dict[str, str], name: str) -> tuple[str | None, str | None]:
    made = theme(templates)
    return shown(environment(made, "vi", fast=False), name), shown(environment(made, "vi"), name)


# --- templates at random ------------------------------------------------------------------------------------

NAMES = ("one", "two", "three")
names = st.sampled_from(NAMES)
values = st.sampled_from(("page", "x", "y", "1", "'<'", "many", "_('Home')", "x|length", "loop"))
arguments = st.lists(values, max_size=3).map(", ".join)
calls = st.builds("{}({})".format, names, arguments)
written = st.one_of(
    calls.map("{{{{ {} }}}}".format),
    calls.map("{{{{ {}|upper }}}}".format),
    st.builds("{{{{ {} if {} else {} }}}}".format, calls, values, st.one_of(calls, values)),
    st.builds("{{{{ {} if {} }}}}".format, st.one_of(calls, values), values),
    st.builds("{{{{ _('%(n)s!', n={}) }}}}".format, calls),
    values.map("{{{{ {} }}}}".format),
    st.just("[text]"),
    st.builds("{{% set {} = {} %}}".format, st.sampled_from(("x", "y", "z")), values),
    st.just("{{ caller() }}"),
)


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, max_size=2).map("".join)
    return st.one_of(
        several.map("{{% for x in many %}}{}{{% endfor %}}".format),
        several.map("{{% for y in [1, 2] %}}{}{{{{ loop.index }}}}{{% endfor %}}".format),
        st.builds("{{% if {} %}}{}{{% endif %}}".format, values, several),
        several.map("{{% set y %}}{}{{% endset %}}{{{{ y }}}}".format),
        several.map("{{% with x = 2 %}}{}{{% endwith %}}".format),
    )


bodies = st.lists(st.recursive(written, nested, max_leaves=3), max_size=3).map("".join)
parameters = st.sampled_from(("", "x", "x, y", "x, y='d'", "x='<', y=7", "y, x=many", "page"))
macros = st.lists(
    st.builds("{{% macro {}({}) %}}{}{{% endmacro %}}".format, names, parameters, bodies), max_size=3
)
imports = st.lists(
    st.builds("{{% from '{}' import {} %}}".format, st.sampled_from(("first.html", "second.html")), names),
    max_size=2,
)
parts = st.builds(lambda before, own: "".join((*before, *own)), imports, macros)


@given(
    first=macros.map("".join),
    second=st.builds(
        lambda own, first: f"{{% from 'first.html' import two %}}{own}{first}", macros.map("".join), bodies
    ),
    page=st.builds("{}{{% set z = 5 %}}{}".format, parts, bodies),
)
@settings(max_examples=20_000 if EVERYTHING else 150)
def test_random_macros_say_the_same_in_place(first: str, second: str, page: str) -> None:
    templates = {
        "first.html": first,
        "second.html": second,
        "base.html": f"{page}{{% block b %}}{{% endblock %}}",
    }
    templates["list.html"] = "{% extends 'base.html' %}" + page
    for name in ("base.html", "list.html"):
        plain, fast = both(templates, name)
        assert plain is None or fast == plain, (templates, name)


# --- cases --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("macros", "page"),
    [
        ("{% macro a(x) %}{% set y = x %}{{ y }}{% endmacro %}", "{% set y = 1 %}{{ a(2) }}{{ y }}"),
        ("{% macro a(x) %}{% for y in x %}{{ y }}{% endfor %}{% endmacro %}", "{% for y in [many] %}{{ a(y) }}{% endfor %}"),  # noqa: E501
        ("{% macro a(x, y='<') %}{{ x }}{{ y }}{% endmacro %}", "{{ a('<') }}{{ a(1, 2) }}"),
        ("{% set k = 4 %}{% macro a() %}{{ k }}{% endmacro %}", "{% set k = 5 %}{{ a() }}"),
        ("{% macro a(n) %}{% if n %}{{ n }}{{ a(n - 1) }}{% endif %}{% endmacro %}", "{{ a(3) }}"),
        ("{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}late{% endmacro %}", "{{ a() }}"),
        ("{% macro b(x) %}({{ x }}){% endmacro %}{% macro a(x) %}{{ b(x)|e }}{{ b(x) }}{% endmacro %}", "{{ a('q') }}"),  # noqa: E501
        ("{% macro a(x) %}{{ loop is defined }}{% endmacro %}", "{% for x in many %}{{ a(x) }}{% endfor %}"),
        ("{% macro a(x) %}{{ page is defined }}{% endmacro %}", "{{ a(page) }}"),
        ("{% macro a(x) %}{{ x|e }}<br>{% endmacro %}", "{{ a(page) ~ a(page) }}{{ a(page) }}"),
        ("{% macro a(x) %}{{ varargs|length }}{% endmacro %}", "{{ a(1, 2, 3) }}"),
        ("{% macro a(x) %}{{ caller() }}{% endmacro %}", "{% call a(1) %}inner{% endcall %}"),
        ("{% macro a(x) %}{% macro c() %}{{ x }}{% endmacro %}{{ c() }}{% endmacro %}", "{{ a(page) }}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["page.html", "list.html"])
def test_names_mean_what_they_mean_in_the_macro(macros: str, page: str, name: str) -> None:
    plain, fast = both({"w.html": macros, name: "{% from 'w.html' import a %}" + page}, name)
    assert plain is not None
    assert fast == plain


def test_a_template_that_imports_from_itself_can_be_made() -> None:
    templates = {
        "w.html": "{% macro b(x) %}<{{ x }}>{% endmacro %}"
        "{% macro a(x) %}{{ b(x)|lower }}{{ b(x) }}{% endmacro %}"
        "{% macro c(x) %}{{ a(x) }}{% endmacro %}",
        "page.html": "{% from 'w.html' import c %}{{ c('T') }}",
    }
    assert both(templates, "page.html") == ("<t><T>", "<t><T>")


def test_rows_of_lists_have_their_macros_in_place() -> None:
    made = default_theme()
    env = environment(made, "vi")
    assert isinstance(env, FastEnvironment)
    python = StringIO(env.compile(dict(made.templates)["_item.html"], "_item.html", raw=True))
    row = python.getvalue().split("def macro(")
    of_rows = next(each for each in row if "row-text" in each)
    assert of_rows.count("call_macro(") == 1, "the origin alone, which is looked at before it is written"
