"""Finds mistakes in the templates of a site's own themes, without rendering a page.

Found are: syntax, filters and tests that do not exist, templates and names that are nowhere given, and
fields that no view has. What only a page's values show is found on rendering (`template_faults.py`).
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables

from generator.model.problem import Problem
from generator.model.theme import Theme
from generator.model.values import FILE_START, Position
from generator.render.environment import environment
from generator.render.view_types import Types, attribute, element, fields, page_types

_MISSING = re.compile(r"No (filter|test) named '([^']*)'")
_PAGE = "page"
_OF_COPIES = ("epub/", "copy.js")  # made with other records than views


def template_problems(theme: Theme, needed: frozenset[str]) -> Iterator[Problem]:
    """The problems of the site's own templates. `needed` are those that pages are made with."""
    env = environment(theme, "vi", fast=False)
    sources = dict(theme.templates)
    if theme.own_settings and (missing := sorted(needed - sources.keys())):
        yield Problem.at(theme.own_settings, FILE_START, "theme-incomplete", value=", ".join(missing))
    given: frozenset[str] | None = None
    for name, path in theme.own_templates:
        text = sources[name]
        try:
            parsed = env.parse(text)
            env.compile(text)
        except TemplateSyntaxError as error:
            yield _syntax_problem(path, error, env)
            continue
        yield from _missing_templates(path, parsed, sources)
        if name.startswith(_OF_COPIES):
            continue
        unknown = find_undeclared_variables(parsed) - env.globals.keys() - {_PAGE} - _asked(parsed)
        if unknown:
            given = given if given is not None else _given(env, sources)
            yield from _unknown_names(path, parsed, unknown - given, given | env.globals.keys() | {_PAGE})
        yield from _fields(path, parsed.body, {_PAGE: page_types()})


def _syntax_problem(path: str, error: TemplateSyntaxError, env: Environment) -> Problem:
    position = Position(error.lineno, 1)
    missing = _MISSING.search(error.message or "")
    if missing is None:
        return Problem.at(path, position, "template-syntax", reason=error.message or "")
    known = env.filters if missing[1] == "filter" else env.tests
    suggestion = _close(missing[2], known)
    return Problem.at(path, position, "template-filter", value=missing[2], suggestion=suggestion)


def _missing_templates(path: str, parsed: nodes.Template, sources: Mapping[str, str]) -> Iterator[Problem]:
    """The problems of templates that are named and do not exist."""
    for node in _naming(parsed):
        if isinstance(node, nodes.Include) and node.ignore_missing:
            continue
        named = node.template
        for each in named.items if isinstance(named, nodes.Tuple | nodes.List) else [named]:
            if isinstance(each, nodes.Const) and each.value not in sources:
                value = str(each.value)
                suggestion = _close(value, sources)
                position = Position(node.lineno, 1)
                yield Problem.at(path, position, "template-missing", value=value, suggestion=suggestion)


def _naming(
    parsed: nodes.Template,
) -> Iterator[nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport]:
    """The places at which a template names others."""
    yield from parsed.find_all(nodes.Extends)
    yield from parsed.find_all(nodes.Include)
    yield from parsed.find_all(nodes.Import)
    yield from parsed.find_all(nodes.FromImport)


def _given(env: Environment, sources: Mapping[str, str]) -> frozenset[str]:
    """The names that any template sets: an included one sees them."""
    found: set[str] = set()
    for text in {*sources.values()}:
        try:
            parsed = env.parse(text)
        except TemplateSyntaxError:
            continue
        found |= {node.name for node in parsed.find_all(nodes.Name) if node.ctx != "load"}
        found |= {node.name for node in parsed.find_all(nodes.Macro)}
        found |= {node.target for node in parsed.find_all(nodes.Import)}
    return frozenset(found)


def _asked(parsed: nodes.Template) -> set[str]:
    """The names of which a template asks whether they are defined."""
    tests = (each.node for each in parsed.find_all(nodes.Test) if each.name in ("defined", "undefined"))
    defaults = (each.node for each in parsed.find_all(nodes.Filter) if each.name in ("default", "d"))
    return {node.name for node in (*tests, *defaults) if isinstance(node, nodes.Name)}


def _unknown_names(
    path: str, parsed: nodes.Template, unknown: set[str] | frozenset[str], known: frozenset[str]
) -> Iterator[Problem]:
    for node in parsed.find_all(nodes.Name):
        if node.name in unknown and node.ctx == "load":
            suggestion = _close(node.name, known)
            position = Position(node.lineno, 1)
            yield Problem.at(path, position, "template-name", value=node.name, suggestion=suggestion)


# --- fields of views --------------------------------------------------------------------------------------


def _fields(path: str, body: list[nodes.Node], known: Mapping[str, Types]) -> Iterator[Problem]:
    """The problems of fields that no view has. `known` are the types of names."""
    known = dict(known)
    for node in body:
        if isinstance(node, nodes.Assign):
            yield from _expressions(path, node.node, known)
            if isinstance(node.target, nodes.Name):
                known[node.target.name] = _types(node.node, known)
        elif isinstance(node, nodes.For):
            yield from _expressions(path, node.iter, known)
            names = {each.name for each in node.target.find_all(nodes.Name)}
            own: dict[str, Types] = dict.fromkeys(names, frozenset())
            if isinstance(node.target, nodes.Name):
                own = {node.target.name: element(_types(node.iter, known))}
            yield from _fields(path, [*([node.test] if node.test else []), *node.body], known | own)
            yield from _fields(path, node.else_, known)
        elif isinstance(node, nodes.Macro):
            arguments: dict[str, Types] = {each.name: frozenset() for each in node.args}
            yield from _fields(path, node.body, known | arguments | {_PAGE: page_types()})
        elif isinstance(node, nodes.With):
            for value in node.values:
                yield from _expressions(path, value, known)
            given: dict[str, Types] = {
                each.name: frozenset() for each in node.targets if isinstance(each, nodes.Name)
            }
            yield from _fields(path, node.body, known | given)
        elif isinstance(node, nodes.Expr):
            yield from _expressions(path, node, known)
        else:
            yield from _fields(path, list(node.iter_child_nodes()), known)


def _expressions(path: str, node: nodes.Node, known: Mapping[str, Types]) -> Iterator[Problem]:
    if isinstance(node, nodes.Getattr):
        owners = _types(node.node, known)
        if owners and attribute(owners, node.attr) is None:
            suggestion = _close(node.attr, fields(owners))
            position = Position(node.lineno, 1)
            yield Problem.at(path, position, "template-field", value=node.attr, suggestion=suggestion)
    for child in node.iter_child_nodes():
        yield from _expressions(path, child, known)


def _types(node: nodes.Node, known: Mapping[str, Types]) -> Types:
    """The types that the value of an expression may have; empty if nothing is known."""
    match node:
        case nodes.Name():
            return known.get(node.name, frozenset())
        case nodes.Getattr():
            owners = _types(node.node, known)
            return (attribute(owners, node.attr) or frozenset()) if owners else frozenset()
        case nodes.Getitem():
            return frozenset() if isinstance(node.arg, nodes.Slice) else element(_types(node.node, known))
        case _:
            return frozenset()


def _close(value: str, known: object) -> str:
    """The known word that is most like this one, or ""."""
    found = get_close_matches(value, [str(each) for each in known], n=1)  # type: ignore[attr-defined]
    return found[0] if found else ""
