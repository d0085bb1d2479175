"""The templates that a template uses are the same without Jinja's parser as with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError

from generator.render.template_fingerprints import parsed_references, referenced
from tests.support.choices import DEFAULT_THEME

PIECES = (
    "{% include 'a.html' %}",
    '{%- extends "b/c.html" -%}',
    '{%+ import "d.html" as d with context %}',
    '{% from "e.html" import f, g as h without context %}',
    "{% include 'i.html' ignore missing with context %}",
    "{% include ['j.html', 'k.html'] %}",
    "{% include name %}",
    '{% extends "l.html" if a else "m.html" %}',
    '{% include "n" ~ number ~ ".html" %}',
    '{% include "o\\"p.html" %}',
    '{% include "%}q.html" %}',
    "{# {% include 'r.html' %} #}",
    "{% raw %}{% include 's.html' %}{% endraw %}",
    "{% set t = '{% include \"u.html\" %}' %}",
    "{{ include }}{% if from %}{% endif %}",
    "{%include'v.html'%}",
    "{% include\n  'w.html'\n%}",
    "{% macro x() %}{% include 'y.html' %}{% endmacro %}",
    "{% include '' %}",
    "<p>{% trans %}chữ{% endtrans %}</p>",
    "{#",
    "#}",
    "{%",
)


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("\n".join))
def test_the_same_names_are_found(text: str) -> None:
    try:
        expected = parsed_references(text)
    except TemplateSyntaxError:
        return
    found = referenced(text)
    # Within a text in quotes a tag may be taken for one: then a change makes more pages anew, never fewer.
    assert found >= expected
    if "{% set" not in text:
        assert found == expected


@pytest.mark.parametrize(
    "path", sorted(DEFAULT_THEME.glob("templates/**/*.*")), ids=lambda path: str(path.name)
)
def test_templates_of_the_default_theme_name_what_they_use(path: object) -> None:
    text = DEFAULT_THEME.joinpath(str(path)).read_text("utf-8")
    assert referenced(text) == parsed_references(text)
    assert None not in referenced(text)
