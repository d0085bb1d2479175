"""Macros in place of their calls: `{{ day(item.date) }}` becomes the statements of the macro.

A fast path of rendering: half of the time of a row in a list went into calls. Covers calls with positional
arguments that are written as they are, of macros whose names mean one thing in the whole template. Other
calls stay as they are. `tests/unit/render/test_inlined_macros.py` compares both over random templates.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import suppress
from itertools import count
from typing import Any

from jinja2 import TemplateError, nodes
from jinja2.visitor import NodeTransformer
from msgspec import Struct

Parse = Callable[[str], nodes.Template]  # the tree of the template of this name, which is not changed

_DEEPEST = 5  # macros within macros
_LARGEST = 400  # nodes of a macro
# What a macro may not have: its own callers, and statements whose names cannot be told from those around it.
_UNFIT = (
    nodes.Macro,
    nodes.CallBlock,
    nodes.FromImport,
    nodes.Import,
    nodes.Include,
    nodes.Block,
    nodes.NSRef,
)
_UNFIT_NAMES = frozenset({"caller", "varargs", "kwargs", "super", "self"})


class Known(Struct, frozen=True):
    """A macro: its template, its node, and the macros that it can call by name.

    `stored` are the names that its statements bind, `local` these and its parameters, and `free` all others
    that it reads. `others` are the names of its template that are no macros. It is `fit` if its statements
    mean the same in another place.
    """

    template: str
    macro: nodes.Macro
    callable: Mapping[str, "Known"]
    stored: frozenset[str]
    local: frozenset[str]
    free: frozenset[str]
    others: frozenset[str]
    fit: bool


class Macros:
    """The macros of templates. Each template is looked at once."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._of: dict[str, Mapping[str, Known]] = {}

    def of(self, template: str) -> Mapping[str, Known]:
        """The macros of a template by name; none if there is no such template."""
        if template not in self._of:
            self._of[template] = {}  # for a circle of imports
            with suppress(TemplateError):  # it may never be asked for
                self._of[template] = self.within(self._parse(template), template)
        return self._of[template]

    def within(self, tree: nodes.Template, name: str) -> dict[str, Known]:
        """The macros that a template defines or imports, by the name that means them alone.

        Each macro can call those that stand before it.
        """
        bound = Counter(each for node in tree.body for each in _bindings(node))
        found: dict[str, Known] = {}
        for node in tree.body:
            if isinstance(node, nodes.Macro) and bound[node.name] == 1:
                found[node.name] = _known(name, node, found, bound.keys() - found.keys())
            elif isinstance(node, nodes.FromImport):
                found |= {alias: each for alias, each in self._imported(node) if bound[alias] == 1}
        return found

    def _imported(self, node: nodes.FromImport) -> Iterator[tuple[str, Known]]:
        """The macros of an import, by their names here."""
        if node.with_context or not isinstance(node.template, nodes.Const):
            return
        template = node.template.value
        there = self.of(template)
        for each in node.names:
            name, alias = each if isinstance(each, tuple) else (each, each)
            if name in there and there[name].template == template:
                yield alias, there[name]


def _known(template: str, macro: nodes.Macro, before: Mapping[str, Known], others: Set[str]) -> Known:
    stored = frozenset(name for node in macro.body for name in _bindings(node))
    local = stored.union(param.name for param in macro.args)
    free = frozenset(each.name for each in macro.find_all(nodes.Name)) - local - {"loop"}
    return Known(template, macro, dict(before), stored, local, free, frozenset(others), _is_fit(macro))


def with_macros_in_place(
    tree: nodes.Template, name: str, macros: Macros, global_names: frozenset[str], *, is_flat: bool
) -> nodes.Template:
    """Puts macros in place of their calls. Changes the tree.

    In a flat template it does so everywhere, else in macros alone: there no other template is run with it.
    """
    known = macros.within(tree, name) if is_flat else macros.of(name)
    inliner = _Inliner(global_names - _all_bound(tree))
    body: list[nodes.Node] = []
    before: dict[str, Known] = {}
    for node in tree.body:
        if is_flat or isinstance(node, nodes.Macro):
            inliner.begin(before)
            body += inliner.visit_list(node)
        else:
            body.append(node)
        before |= {each: known[each] for each in _own_bindings(node) if each in known}
    imports = [
        nodes.FromImport(nodes.Const(template), [(macro, alias)], False, lineno=1)
        for (template, macro), alias in inliner.imported.items()
    ]
    tree.body = [*imports, *body]
    if is_flat:
        _drop_unused(tree, known)
    if tree.environment:
        tree.set_environment(tree.environment)
    return tree


def _drop_unused(tree: nodes.Template, known: Mapping[str, Known]) -> None:
    """Drops imports of macros that nothing calls any more."""
    used = {each.name for each in tree.find_all(nodes.Name)}
    for node in tree.body:
        if isinstance(node, nodes.FromImport):
            aliases = ((each, each[1] if isinstance(each, tuple) else each) for each in node.names)
            node.names = [each for each, alias in aliases if alias in used or alias not in known]


def _bindings(node: nodes.Node) -> Iterator[str]:
    """Every name that a statement binds, at any depth, as often as it does."""
    for each in (node, *node.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport))):
        if isinstance(each, nodes.Macro):
            yield each.name
        elif isinstance(each, nodes.Import):
            yield each.target
        elif isinstance(each, nodes.FromImport):
            yield from (pair[1] if isinstance(pair, tuple) else pair for pair in each.names)
        elif isinstance(each, nodes.Name) and each.ctx != "load":
            yield each.name


def _own_bindings(node: nodes.Node) -> Iterator[str]:
    """The names that a macro or an import binds for what stands after it."""
    if isinstance(node, nodes.Macro):
        yield node.name
    elif isinstance(node, nodes.FromImport):
        yield from _bindings(node)


def _all_bound(tree: nodes.Template) -> frozenset[str]:
    return frozenset(name for node in tree.body for name in _bindings(node))


class _Inliner(NodeTransformer):
    """Replaces calls of the macros that are known.

    `free` are the names that mean the same here and in each macro. `imported` are the macros that replaced
    ones still call, with their names here.
    """

    def __init__(self, free: frozenset[str]) -> None:
        self._free = free
        self._known: Mapping[str, Known] = {}  # by the names that stand in the statement
        self._here: Mapping[tuple[str, str], str] = {}  # the names of macros in the whole template
        self._numbers = count(1)
        self._open: list[nodes.Macro] = []
        self.imported: dict[tuple[str, str], str] = {}

    def begin(self, known: Mapping[str, Known]) -> None:
        """Replaces calls of these macros from now on."""
        self._known = dict(known)
        self._here = {_place(each): name for name, each in known.items()}

    def visit_Macro(self, node: nodes.Macro) -> nodes.Macro:  # noqa: N802
        self._open.append(node)
        self.generic_visit(node)
        self._open.pop()
        return node

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:  # noqa: N802
        made: list[nodes.Node] = []
        for each in node.nodes:
            statements = self._statements(each)
            if statements is not None:
                made += statements
            elif made and isinstance(made[-1], nodes.Output):
                made[-1].nodes.append(each)
            else:
                made.append(nodes.Output([each], lineno=node.lineno))
        return made

    def _statements(self, node: nodes.Node) -> list[nodes.Node] | None:
        """What an expression that is written stands for; None if it stays as it is."""
        if isinstance(node, nodes.Call):
            return self._of_call(node)
        if not isinstance(node, nodes.CondExpr):
            return None
        then = self._statements(node.expr1)
        otherwise = self._statements(node.expr2) if node.expr2 else []
        if then is None and not otherwise:
            return None
        if then is None:
            then = [nodes.Output([node.expr1], lineno=node.lineno)]
        if otherwise is None and node.expr2:
            otherwise = [nodes.Output([node.expr2], lineno=node.lineno)]
        return [nodes.If(node.test, then, [], otherwise or [], lineno=node.lineno)]

    def _of_call(self, call: nodes.Call) -> list[nodes.Node] | None:
        known = self._known.get(call.node.name) if isinstance(call.node, nodes.Name) else None
        if known is None or call.kwargs or call.dyn_args or call.dyn_kwargs:
            return None
        macro = known.macro
        if not known.fit or len(self._open) > _DEEPEST or any(each is macro for each in self._open):
            return None
        values = _values(macro, call)
        names = self._names(known)
        if values is None or names is None:
            return None
        return self._in_place(known, values, names)

    def _names(self, known: Known) -> dict[str, str] | None:
        """New names for all that a macro names, but for what is global; None if one has no meaning here."""
        number = next(self._numbers)
        names = {name: f"{name}_in_{number}" for name in known.local}
        for name in known.free:
            if name in known.callable:
                place = _place(known.callable[name])
                if place[1].startswith("_"):  # which cannot be imported
                    return None
                names[name] = self._here.get(place) or self.imported.get(place) or f"{name}_of_{number}"
            elif name in known.others or name not in self._free:
                return None
        return names

    def _in_place(self, known: Known, values: list[nodes.Expr], names: Mapping[str, str]) -> list[nodes.Node]:
        """The statements of a macro with these values and names."""
        body = [_copied(node) for node in known.macro.body]
        direct, assigned = dict[str, nodes.Expr](), list[nodes.Node]()
        for param, value in zip(known.macro.args, values, strict=True):
            if isinstance(value, nodes.Name | nodes.Const) and param.name not in known.stored:
                direct[param.name] = value
            else:
                target = nodes.Name(names[param.name], "store", lineno=value.lineno)
                assigned.append(nodes.Assign(target, value, lineno=value.lineno))
        renamed = _Renamer(names, direct).visited(body)
        outer = self._known
        self._known = {names[name]: each for name, each in known.callable.items() if name in names}
        self._open.append(known.macro)
        made = [new for node in renamed for new in self.visit_list(node)]
        self._open.pop()
        self._import_what_is_left(made)
        self._known = outer
        lineno = known.macro.lineno
        return [nodes.Scope([*assigned, *made], lineno=lineno)] if assigned or known.stored else made

    def _import_what_is_left(self, body: list[nodes.Node]) -> None:
        """Imports the macros that the statements still call."""
        for node in body:
            for each in (node, *node.find_all(nodes.Name)):
                called = self._known.get(each.name) if isinstance(each, nodes.Name) else None
                if called and _place(called) not in self._here and isinstance(each, nodes.Name):
                    each.name = self.imported.setdefault(_place(called), each.name)


def _place(known: Known) -> tuple[str, str]:
    """The template of a macro, and its name there."""
    return known.template, known.macro.name


class _Renamer(NodeTransformer):
    """Gives names their new names, and puts values in place of parameters."""

    def __init__(self, names: Mapping[str, str], values: Mapping[str, nodes.Expr]) -> None:
        self._names = names
        self._values = values

    def visited(self, body: list[nodes.Node]) -> list[nodes.Node]:
        """The statements with the new names."""
        return [new for node in body for new in self.visit_list(node)]

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:  # noqa: N802
        if node.name in self._values:
            value: nodes.Expr = _copied(self._values[node.name])
            return value
        node.name = self._names.get(node.name, node.name)
        return node


def _copied(value: Any) -> Any:
    """A copy of a node, whose nodes are copies too."""
    if isinstance(value, list | tuple):
        return type(value)(map(_copied, value))
    if not isinstance(value, nodes.Node):
        return value
    fields = [_copied(field) for _, field in value.iter_fields()]
    return type(value)(*fields, lineno=value.lineno, environment=value.environment)


def _is_fit(macro: nodes.Macro) -> bool:
    """Whether a macro's statements mean the same in another place."""
    within = [each for node in macro.body for each in (node, *node.find_all(nodes.Node))]
    if len(within) > _LARGEST or any(isinstance(each, _UNFIT) for each in within):
        return False
    if any(isinstance(each, nodes.Name) and each.name in _UNFIT_NAMES for each in within):
        return False
    return not any(_asks_for_loop(node) for node in macro.body)


def _asks_for_loop(node: nodes.Node) -> bool:
    """Whether a statement asks for `loop` outside of a loop of its own."""
    if isinstance(node, nodes.Name):
        return node.name == "loop"
    parts = [node.iter] if isinstance(node, nodes.For) else node.iter_child_nodes()
    return any(map(_asks_for_loop, parts))


def _values(macro: nodes.Macro, call: nodes.Call) -> list[nodes.Expr] | None:
    """The value of each parameter; None if one is missing, or is no constant where it is left out."""
    left = len(macro.args) - len(call.args)
    if left < 0 or left > len(macro.defaults):
        return None
    defaults = macro.defaults[len(macro.defaults) - left :]
    return [*call.args, *defaults] if all(isinstance(each, nodes.Const) for each in defaults) else None
