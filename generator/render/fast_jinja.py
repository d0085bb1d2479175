"""Jinja with short cuts: the same pages in half the time.

Only this module uses names that Jinja keeps private, so `pyproject.toml` pins Jinja's minor version. The unit
test renders the same templates with and without the short cuts (`environment(theme, lang, fast=False)`).
"""

from collections.abc import Callable, MutableMapping
from types import MethodType
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing
from markupsafe import Markup

from generator.render.escaping import escaped, safe


class DirectCalls:
    """Base of objects whose methods templates call. No such method takes Jinja's context."""


def call_macro(macro: Macro, args: tuple[object, ...]) -> Markup:
    """The output of a macro that is called with positional arguments only."""
    left = macro._argument_count - len(args)
    if left < 0 or macro.caller or macro.catch_kwargs or macro.catch_varargs:
        return Markup(macro(*args))
    return safe(macro._func(*args, *(missing,) * left))


def macro_code(macro: Macro) -> object:
    """The code of a macro. It lives as long as the environment; the macro itself may not."""
    return macro._func.__code__


class _Generator(CodeGenerator):
    """Compiles templates to Python that reads attributes and joins included templates without helpers."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.escaped")  # a local name, which hides Jinja's own

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Reads an attribute directly. If there is none, `environment.getattr` also looks for an item."""
        otherwise = f"environment.getattr(asked, {node.attr!r})"
        self.write("(found if (found := getattr((asked := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else {otherwise})")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802
        """Writes an included template as one text."""
        if node.ignore_missing or not node.with_context or not isinstance(node.template, nodes.Const):
            super().visit_Include(node, frame)
            return
        template = f"environment.get_template({node.template.value!r}, {self.name!r})"
        here = f"context.get_all(), True, {self.dump_local_context(frame)}"
        self.writeline(f"template = {template}", node)
        self.simple_write(f"concat(template.root_render_func(template.new_context({here})))", frame)


class _Context(Context):
    """Calls macros and `DirectCalls` directly. Jinja inspects each callable at each call."""

    @internalcode
    def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        if type(obj) is not Macro and not (type(obj) is MethodType and isinstance(obj.__self__, DirectCalls)):
            return super().call(obj, *args, **kwargs)
        # Variables of blocks and loops, for callables that take the context.
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return call_macro(obj, args) if type(obj) is Macro and not kwargs else obj(*args, **kwargs)


class _Template(Template):
    """A template whose module is shared by all importers.

    It can be shared because all templates have the same globals.
    """

    @internalcode
    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class FastEnvironment(Environment):
    """Environment for templates that never change and that all have the same globals."""

    context_class = _Context
    template_class = _Template
    code_generator_class = _Generator
    escaped = staticmethod(escaped)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._loaded: dict[str, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dictionary: each page copies it, which is slow for a chain of maps."""
        return {**self.globals, **(d or {})}

    @internalcode
    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        """The template of this name, from a dictionary after the first time."""
        if not isinstance(name, str) or globals:
            return super().get_template(name, parent, globals)
        known = self._loaded.get(name)
        if known is None:
            known = self._loaded[name] = super().get_template(name, parent)
        return known
