"""A flat template says what Jinja makes of all its parts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, TemplateError, nodes

from generator.model.theme import Theme
from generator.read.theme import default_theme
from generator.render.environment import environment
from generator.render.fast_jinja import FLAT, page_template
from generator.render.flat_templates import NotFlatError, flat_tree

NAMES = ("a", "b", "word", "loud")
WORDS = (
    "{% macro word(x) %}<{{ x }}>{% endmacro %}{% macro loud(x='!') %}{{ x }}!{% endmacro %}{% set b = 7 %}"
)
PARTS = {
    "words.html": WORDS,
    "others.html": "{% macro word(x) %}other {{ x }}{% endmacro %}",
    "part.html": "{% from 'words.html' import word %}{{ word(page) }}{{ a is defined }}",
    "setting.html": "{% set a = 5 %}{% set b = a %}{{ a }}{{ b }}",
    "within.html": "{% include 'part.html' %}{% include 'setting.html' %}{{ loop is defined }}",
}


def theme(templates: dict[str, str]) -> Theme:
    return Theme(tuple(templates.items()), (), (), 600)


def shown(env: Environment, name: str, *, flat: bool) -> str | None:
    """The page, or None if a value is not there."""
    template = page_template(env, name) if flat else env.get_template(name)
    try:
        return template.render(page="<trang>")
    except (TemplateError, TypeError):
        return None


def is_flat(templates: dict[str, str], name: str = "list.html") -> bool:
    env = environment(theme(templates), "vi")
    try:
        flat_tree(lambda each: env.parse(templates[each], each), name)
    except NotFlatError:
        return False
    return True


def both(templates: dict[str, str]) -> tuple[str | None, str | None]:
    made = theme(templates)
    plain = shown(environment(made, "vi", fast=False), "list.html", flat=False)
    return plain, shown(environment(made, "vi"), "list.html", flat=True)


# --- templates at random ------------------------------------------------------------------------------------

values = st.sampled_from(("page", "1", "'<'", "a", "b", "word(1)", "loud()", "word(x='k')", "_('Home')"))
tests = st.sampled_from(
    ("page", "a is defined", "word is defined", "b == 7", "loop is defined and loop.first")
)
simple = st.one_of(
    st.sampled_from((" text ", "{{ 'y' if page is none }}", "{{ super() }}", "{{ super() ~ '' }}")),
    values.map("{{{{ {} }}}}".format),
    values.map("{{{{ {}|default('none') }}}}".format),
    st.sampled_from(tuple(PARTS)).map("{{% include '{}' %}}".format),
    st.builds("{{% set {} = {} %}}".format, st.sampled_from(("a", "b")), values),
    st.sampled_from(
        (
            "{% from 'words.html' import word %}",
            "{% from 'words.html' import loud as word, loud %}",
            "{% from 'others.html' import word %}",
            "{% from 'words.html' import b %}",
            "{% import 'words.html' as a %}{{ a.word(2) }}",
            "{% macro word(a) %}{{ a }}{{ page }}{% endmacro %}",
            "{% include 'none.html' ignore missing %}",
        )
    ),
)


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, max_size=3).map("".join)
    return st.one_of(
        st.builds("{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format, tests, several, several),
        several.map("{{% for a in [1, page] %}}{}{{% endfor %}}".format),
        several.map("{{% set b %}}{}{{% endset %}}".format),
        several.map("{{% with a = 3 %}}{}{{% endwith %}}".format),
    )


bodies = st.lists(st.recursive(simple, nested, max_leaves=4), max_size=4).map("".join)
set_first = st.lists(
    st.sampled_from(
        (
            "{% set a = 1 %}",
            "{% set b = page %}",
            "{% from 'words.html' import word, loud %}",
            "{% macro loud(x) %}own{{ x }}{% endmacro %}",
        )
    ),
    max_size=3,
).map("".join)


@st.composite
def themes(draw: st.DrawFn) -> dict[str, str]:
    """A page that extends a template, which extends the base; each has some blocks, one of them nested."""

    def block(name: str, within: str = "") -> str:
        return f"{{% block {name} %}}{draw(bodies)}{within}{{% endblock %}}"

    base = f"{draw(set_first)}[{block('one')}|{draw(bodies)}|{block('two', block('three'))}]"
    middle = "{% extends 'base.html' %}" + draw(set_first)
    middle += "".join(block(name) for name in draw(st.sets(st.sampled_from(("one", "three")))))
    page = f"{{% extends '{draw(st.sampled_from(('middle.html', 'base.html')))}' %}}" + draw(set_first)
    page += "".join(block(name) for name in draw(st.sets(st.sampled_from(("one", "two", "three")))))
    return PARTS | {"base.html": base, "middle.html": middle, "list.html": page}


def compare(templates: dict[str, str]) -> None:
    plain, flat = both(templates)
    assert plain is None or flat == plain


@settings(max_examples=60)
@given(themes())
def test_a_flat_page_is_what_jinja_makes_of_it(templates: dict[str, str]) -> None:
    compare(templates)


@pytest.mark.long
@settings(max_examples=20_000)
@given(themes())
def test_many_flat_pages_are_what_jinja_makes_of_them(templates: dict[str, str]) -> None:
    compare(templates)


# --- what is flat, and what is not --------------------------------------------------------------------------

PAGE = (
    "{% extends 'base.html' %}{% from 'words.html' import word %}{% set a = 1 %}"
    "{% block one %}{{ super() }}{{ word(a) }}{% include 'part.html' %}{% endblock %}"
)
BASE = "<{% block one %}{% block inner %}x{% endblock %}{% endblock %}>"


def test_parents_blocks_includes_and_imports_become_one() -> None:
    templates = PARTS | {"base.html": BASE, "list.html": PAGE}
    assert is_flat(templates)
    assert both(templates) == ("<x<1><&lt;trang&gt;>True>",) * 2


@pytest.mark.parametrize(
    "page",
    [
        "{{ super() ~ 'x' }}",
        "{{ self.one() }}",
        "{% include page %}",
        "{% include 'part.html' ignore missing %}",
        "{% include 'part.html' without context %}",
        "{% from 'words.html' import word with context %}",
        "{% include 'list.html' %}",
        "{% set x = 1 %}{% block inner %}{{ x is defined }}{% endblock %}",
        "{% for x in [1] %}{% block inner %}{{ x is defined }}{% endblock %}{% endfor %}",
    ],
)
def test_jinjas_own_way_is_taken_for(page: str) -> None:
    templates = PARTS | {
        "base.html": BASE,
        "list.html": f"{{% extends 'base.html' %}}{{% block one %}}{page}{{% endblock %}}",
    }
    assert not is_flat(templates)


def test_a_parent_that_is_chosen_while_the_page_is_made_is_not_flat() -> None:
    assert not is_flat(PARTS | {"base.html": BASE, "list.html": "{% extends page %}"})
    assert not is_flat(PARTS | {"list.html": "{% extends 'list.html' %}"})


def test_a_part_that_is_missing_and_not_asked_for_is_no_fault() -> None:
    page = "{% if page is none %}{% include 'none.html' %}{% endif %}!"
    assert both({"list.html": page}) == ("!", "!")


def test_a_parents_block_may_be_shown_twice() -> None:
    body = "{{ super() }}{% include 'part.html' %}{{ super() }}"
    page = f"{{% extends 'base.html' %}}{{% block one %}}{body}{{% endblock %}}"
    plain, flat = both(PARTS | {"base.html": BASE, "list.html": page})
    assert flat == plain == "<x<&lt;trang&gt;>Falsex>"


@pytest.mark.parametrize("name", sorted(FLAT))
def test_the_templates_of_many_pages_are_flat(name: str) -> None:
    texts = dict(default_theme().templates)
    env = environment(theme(texts), "vi")
    tree = flat_tree(lambda each: env.parse(texts[each], each), name)
    assert not list(tree.find_all((nodes.Block, nodes.Include, nodes.Extends)))
