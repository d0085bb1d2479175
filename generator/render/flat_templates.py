"""Flat templates: a template and all its parts as one syntax tree.

A fast path of rendering: Jinja runs each block and each include as a function with a context of its own,
which takes a third of the time of a page. Covers `extends`, `block`, `super()`, `include` and `import`, where
Jinja's rules of scope and those of one function agree. Otherwise NotFlatError is raised, and Jinja's own way
is taken. `tests/unit/render/test_flat_templates.py` compares both over random templates, and
`tests/incremental/test_reference.py` over whole sites.
"""

from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

Parse = Callable[[str], nodes.Template]  # the tree of the template of this name, a new one each time

_SETTING = (nodes.Assign, nodes.AssignBlock, nodes.FromImport, nodes.Import, nodes.Macro)
_INHERITING = (nodes.Extends, nodes.Block)
_DEEPEST = 20  # parents of a template


class NotFlatError(Exception):
    """The template does something that one function cannot do in the same way."""


def flat_tree(parse: Parse, name: str) -> nodes.Template:
    """Returns the tree of a template with all that it extends and includes.

    Raises NotFlatError if the template has to be run in Jinja's own way.
    """
    trees = _reached(parse, name)
    imports = _common_imports(trees)

    def parsed(each: str) -> nodes.Template:
        found = trees.pop(each, None) or parse(each)  # one tree for each place
        tree: nodes.Template = _Importless(frozenset(imports)).visit(found)
        return tree

    chain = _chain(parsed, name)
    before = [list(_settings(tree)) for tree in chain[:-1]]
    bound = [_all_bound(body) for body in (*before, chain[-1].body)]
    if sum(map(len, bound)) > len(frozenset().union(*bound)):
        raise NotFlatError("a name that two templates set")
    body = [node for each in before for node in each] + chain[-1].body
    joined = _Joiner(parsed, _blocks(chain), frozenset().union(*bound)).joined(body)
    if any(node.name in ("super", "self") for each in joined for node in _found(each, nodes.Name)):
        raise NotFlatError("super or self within an expression")
    first = [
        nodes.FromImport(nodes.Const(template), [(name, alias)], False, lineno=1)
        for alias, (template, name) in sorted(imports.items())
    ]
    tree = nodes.Template([*first, *joined], lineno=1)
    if chain[0].environment:
        tree.set_environment(chain[0].environment)
    return tree


def _blocks(chain: list[nodes.Template]) -> dict[str, list[list[nodes.Node]]]:
    """The bodies of each block, that of the base last."""
    bodies: dict[str, list[list[nodes.Node]]] = {}
    for tree in chain:
        for block in tree.find_all(nodes.Block):
            if block.scoped or block.required:
                raise NotFlatError(block.name)
            bodies.setdefault(block.name, []).append(block.body)
    return bodies


def _reached(parse: Parse, name: str) -> dict[str, nodes.Template]:
    """The template with all that it extends and includes, by name."""
    trees: dict[str, nodes.Template] = {}
    wanted = [name]
    while wanted:
        each = wanted.pop()
        if each in trees:
            continue
        trees[each] = parse(each)
        for node in _found(trees[each], nodes.Include, nodes.Extends):
            if not isinstance(node.template, nodes.Const) or getattr(node, "ignore_missing", False):
                raise NotFlatError("a template that is not known")
            wanted.append(node.template.value)
    return trees


def _chain(parse: Parse, name: str) -> list[nodes.Template]:
    """The template and those that it extends, the base last."""
    chain = [parse(name)]
    while extends := list(chain[-1].find_all(nodes.Extends)):
        parent = extends[0].template
        if len(extends) > 1 or extends[0] not in chain[-1].body or not isinstance(parent, nodes.Const):
            raise NotFlatError("a parent that is not known")
        if len(chain) > _DEEPEST:
            raise NotFlatError("a circle of parents")
        chain.append(parse(parent.value))
    return chain


def _settings(tree: nodes.Template) -> Iterator[nodes.Node]:
    """What a template does before its parent is run; text after `extends` is not shown."""
    extended = False
    for node in tree.body:
        extended = extended or isinstance(node, nodes.Extends)
        if isinstance(node, _SETTING):
            yield node
        elif not isinstance(node, _INHERITING) and not (extended and isinstance(node, nodes.Output)):
            raise NotFlatError(f"a statement beside blocks: {type(node).__name__}")


class _Joiner(NodeTransformer):
    """Puts the bodies of blocks and of included templates in their places."""

    def __init__(
        self, parse: Parse, bodies: dict[str, list[list[nodes.Node]]], bound: frozenset[str]
    ) -> None:
        self._parse = parse
        self._bodies = bodies
        self._bound = bound  # the names that are set outside of blocks
        self._open: list[str] = []  # the includes and blocks around the node
        self._local: list[frozenset[str]] = []  # the names that each statement around the node binds

    def joined(self, body: list[nodes.Node]) -> list[nodes.Node]:
        """The statements with everything in its place."""
        return [new for node in body for new in self.visit_list(node)]

    def visit_Block(self, node: nodes.Block) -> list[nodes.Node]:  # noqa: N802
        return self._block(node.name, 0)

    def visit_Include(self, node: nodes.Include) -> list[nodes.Node]:  # noqa: N802
        if not node.with_context:
            raise NotFlatError("an include without context")
        name = node.template.as_const()
        tree = self._parse(name)
        if next(_found(tree, *_INHERITING), None):
            raise NotFlatError("an included template with blocks")
        return self._within(f"include {name}", tree.body)

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:  # noqa: N802
        parts: list[nodes.Node] = []
        for each in node.nodes:
            if _is_super(each):
                parts += self._of_parent()
            elif parts and isinstance(parts[-1], nodes.Output):
                parts[-1].nodes.append(each)
            else:
                parts.append(nodes.Output([each], lineno=node.lineno))
        return parts

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        self._local.append(_bound(node))
        result = super().generic_visit(node, *args, **kwargs)
        self._local.pop()
        return result

    def _of_parent(self) -> list[nodes.Node]:
        """What `super()` stands for in the block around it."""
        around = next((name for name in reversed(self._open) if name.startswith("block ")), None)
        if around is None:
            raise NotFlatError("super outside of a block")
        _, depth, name = around.split(" ", 2)
        return self._block(name, int(depth) + 1)

    def _block(self, name: str, depth: int) -> list[nodes.Node]:
        if depth >= len(self._bodies[name]):
            raise NotFlatError("super without a parent")
        body = self._within(f"block {depth} {name}", self._bodies[name][depth])
        around = frozenset().union(*self._local)
        if around and any(each.name in around for node in body for each in _found(node, nodes.Name)):
            raise NotFlatError("a block that would see what is set around it")
        return body

    def _within(self, opened: str, body: list[nodes.Node]) -> list[nodes.Node]:
        """The statements of a block or an include, in a scope where they need one."""
        if opened in self._open:
            raise NotFlatError("a circle of templates")
        names = _all_bound(body)
        if names & self._bound or any(names & local for local in self._local):
            raise NotFlatError("a name that is set here and around it")
        self._open.append(opened)
        self._local.append(names)
        joined = self.joined(body)
        self._local.pop()
        self._open.pop()
        return [nodes.Scope(joined, lineno=body[0].lineno)] if names else joined


def _is_super(node: nodes.Node) -> bool:
    called = node.node if isinstance(node, nodes.Call) and not (node.args or node.kwargs) else None
    return isinstance(called, nodes.Name) and called.name == "super"


def _bound(node: nodes.Node) -> frozenset[str]:
    """The names that a statement binds for what stands within it."""
    if isinstance(node, nodes.For):
        return _targets(node.target) | {"loop"}
    if isinstance(node, nodes.With):
        return frozenset().union(*map(_targets, node.targets))
    if isinstance(node, nodes.Macro | nodes.CallBlock):
        return frozenset().union(*map(_targets, node.args)) | {"caller", "varargs", "kwargs"}
    within = [each for name in ("body", "else_") for each in getattr(node, name, None) or ()]
    return _all_bound(within)


def _bound_beside(node: nodes.Node) -> frozenset[str]:
    """The names that a statement binds for those after it."""
    if isinstance(node, nodes.Assign | nodes.AssignBlock):
        return _targets(node.target)
    if isinstance(node, nodes.FromImport):
        return frozenset(alias for _, alias in imported_names(node))
    if isinstance(node, nodes.Import):
        return frozenset({node.target})
    if isinstance(node, nodes.Macro):
        return frozenset({node.name})
    if isinstance(node, nodes.If):  # what is set in a branch is set after it
        return _all_bound([*node.body, *node.elif_, *node.else_])
    return frozenset()


def _all_bound(body: list[nodes.Node]) -> frozenset[str]:
    return frozenset().union(*map(_bound_beside, body))


def _targets(node: nodes.Node) -> frozenset[str]:
    return frozenset(each.name for each in _found(node, nodes.Name, nodes.NSRef))


def _found(node: nodes.Node, *kinds: type[nodes.Node]) -> Iterator[Any]:
    """The node itself and all within it of these kinds."""
    if isinstance(node, kinds):
        yield node
    yield from node.find_all(kinds)


def imported_names(node: nodes.FromImport) -> Iterator[tuple[str, str]]:
    """The imported names, each with its name here."""
    for each in node.names:
        yield each if isinstance(each, tuple) else (each, each)


# --- imports -----------------------------------------------------------------------------------------------


def _common_imports(trees: dict[str, nodes.Template]) -> dict[str, tuple[str, str]]:
    """The imported names that mean the same in all these templates: template and name there, by name here."""
    origins: dict[str, set[tuple[str, str]]] = {}
    for tree in trees.values():
        for node in tree.find_all(nodes.FromImport):
            if node.with_context or not isinstance(node.template, nodes.Const):
                raise NotFlatError("an import that is not known")
            for name, alias in imported_names(node):
                origins.setdefault(alias, set()).add((node.template.value, name))
    rebound = {name for tree in trees.values() for name in _rebound(tree)}
    return {
        alias: next(iter(found))
        for alias, found in origins.items()
        if len(found) == 1 and alias not in rebound
    }


def _rebound(tree: nodes.Template) -> Iterator[str]:
    """Names that are bound otherwise than by `from ... import`, or asked whether they are there."""
    for node in _found(tree, nodes.Name, nodes.Macro, nodes.Import, nodes.Test, nodes.Filter):
        if isinstance(node, nodes.Name):
            if node.ctx != "load":
                yield node.name
        elif isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.Import):
            yield node.target
        elif node.name in ("defined", "undefined", "default", "d") and node.node:
            yield from (each.name for each in _found(node.node, nodes.Name))


class _Importless(NodeTransformer):
    """Takes out the imports of these names."""

    def __init__(self, aliases: frozenset[str]) -> None:
        self._aliases = aliases

    def visit_FromImport(self, node: nodes.FromImport) -> nodes.Node | None:  # noqa: N802
        node.names = [(name, alias) for name, alias in imported_names(node) if alias not in self._aliases]
        return node if node.names else None
