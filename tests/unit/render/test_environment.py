"""The template environment takes short cuts; what templates say is what Jinja makes of them without."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from generator.model.theme import Theme
from generator.render.bytecode_cache import compiled
from generator.render.environment import environment
from generator.render.escaping import escaped


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
    "part.html": "{% from 'words.html' import bold %}{{ bold(page) }}{{ (here, one) is defined }}",
    "alone.html": "{{ page is defined }}",
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
{% set facts = {"b": {"c": page, "items": 1}} %}
{{ facts.b.c }}{{ facts.b.items is callable }}{{ facts.b.d is defined }}{{ (facts.b.d|default({"e": 2})).e }}
{% for one in [facts] if one.b.items is callable %}{{ one.b["c"] }}{% endfor %}
{% for name in ["part.html"] %}{% include name %}{% include "none.html" ignore missing %}{% endfor %}
{% include "alone.html" ignore missing without context %}
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
    return Theme(tuple(templates.items()), (), (), 600)


@pytest.fixture(scope="module")
def both() -> Callable[[object], tuple[str, str]]:
    ours = environment(theme(TEMPLATES), "vi")
    theirs = environment(theme(TEMPLATES), "vi", fast=False)
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


ITEM = "{% macro row(item, page, level) %}<h{{ level }}>{{ page.root }}{{ item.title }}{% endmacro %}"
LIST = (
    "{% from 'item.html' import row %}"
    "{% for item in items %}{{ cached(row, item, page, level) }};{% endfor %}"
)


@dataclass(frozen=True)
class Listed:
    title: str


@dataclass(frozen=True)
class ListPage:
    root: str
    lang: str = "vi"
    name: str = "Nam Định"
    site: str = "Trang"


def test_the_row_of_an_article_is_written_again_for_each_depth_and_level() -> None:
    env = environment(theme({"item.html": ITEM, "list.html": LIST}), "vi")
    items = [Listed("một"), Listed("<hai>"), Listed("một")]

    def written(root: str, level: int) -> str:
        return env.get_template("list.html").render(items=items, page=ListPage(root), level=level)

    assert written("../", 2) == "<h2>../một;<h2>../&lt;hai&gt;;<h2>../một;"
    assert written("../", 2) == written("../", 2)
    assert written("../../", 3) == "<h3>../../một;<h3>../../&lt;hai&gt;;<h3>../../một;"


def test_the_row_of_an_article_cannot_tell_of_the_page_that_it_is_on() -> None:
    nosy = ITEM.replace("page.root", "page.name")
    env = environment(theme({"item.html": nosy, "list.html": LIST}), "vi")
    with pytest.raises(UndefinedError):
        env.get_template("list.html").render(items=[Listed("một")], page=ListPage("../"), level=2)


def test_two_macros_of_one_name_write_each_its_own() -> None:
    other = ITEM.replace("<h", "<p>")
    both = LIST + LIST.replace("item.html", "other.html")
    env = environment(theme({"item.html": ITEM, "other.html": other, "list.html": both}), "vi")
    page = env.get_template("list.html").render(items=[Listed("một")], page=ListPage("../"), level=2)
    assert page == "<h2>../một;<p>2>../một;"


def test_what_is_known_by_a_text_is_written_once_for_equal_texts() -> None:
    nav = "{% macro nav(here, page, mark) %}{{ page.root }}{{ here }}:{{ mark }}{{ page.site }}{% endmacro %}"
    env = environment(theme({"a.html": nav + "{{ cached(nav, here, page, mark) }}"}), "vi")

    def written(here: str, mark: str) -> str:
        return env.get_template("a.html").render(here=here, page=ListPage("../"), mark=mark)

    assert written("tin-tuc/", "page") == "../tin-tuc/:pageTrang"
    assert written("/".join(["tin-tuc", ""]), "true") == "../tin-tuc/:trueTrang"
    assert written("", "true") == "../:trueTrang"


def test_what_was_written_for_one_site_is_not_shown_on_another() -> None:
    """A server builds again and again, with the same templates."""
    nav = "{% macro nav(here, page) %}{{ page.site }}{% endmacro %}{{ cached(nav, 'tin-tuc/', page) }}"
    template = environment(theme({"a.html": nav}), "vi").get_template("a.html")
    assert template.render(page=ListPage("../", site="Tên cũ")) == "Tên cũ"
    assert template.render(page=ListPage("../", site="Tên mới")) == "Tên mới"


CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\nmsgid "News"\nmsgstr "{}"\n'


def test_words_are_those_of_the_catalogue_whatever_was_kept_of_another() -> None:
    def themed(words: str) -> Theme:
        return Theme((("a.html", '{{ _("News") }}'),), (), (("vi", (CATALOGUE.format(words),)),), 600)

    def page(of: Theme) -> str:
        return environment(of, "vi").get_template("a.html").render()

    old, new = themed("Tin tức"), themed("Tin mới")
    assert page(old) == "Tin tức"
    compiled(new).load(compiled(old).content())
    assert page(new) == "Tin mới"
