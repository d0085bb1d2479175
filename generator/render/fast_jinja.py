"""Jinja with short cuts: the same pages in half the time.

Only this module uses names that Jinja keeps private, so `pyproject.toml` pins Jinja's minor version. The unit
test renders the same templates with and without the short cuts (`environment(theme, lang, fast=False)`).
"""

from collections.abc import Callable, MutableMapping
from io import StringIO
from keyword import iskeyword
from types import CodeType, MethodType
from typing import Any

from jinja2 import Environment, Template, TemplateError, TemplateNotFound, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing
from markupsafe import Markup

from generator.render.escaping import escaped, safe
from generator.render.flat_templates import NotFlatError, flat_tree, imported_names
from generator.render.inlined_macros import Macros, with_macros_in_place

# The templates of which a site has many pages. To make a flat one takes as long as to render a hundred pages.
FLAT = frozenset({"article.html", "list.html"})
_GETTEXT = frozenset({"_", "gettext", "ngettext"})


class DirectCalls:
    """Base of objects whose methods templates call. No such method takes Jinja's context."""


def call_macro(macro: Any, args: tuple[object, ...]) -> Any:
    """The output of a macro that is called with positional arguments only."""
    if type(macro) is not Macro:
        return macro(*args)  # another variable of the imported template, or undefined
    left = macro._argument_count - len(args)
    if left < 0 or macro.caller or macro.catch_kwargs or macro.catch_varargs:
        return Markup(macro(*args))
    return safe(macro._func(*args, *(missing,) * left))


def macro_code(macro: Macro) -> object:
    """The code of a macro. It lives as long as the environment; the macro itself may not."""
    return macro._func.__code__


class _Generator(CodeGenerator):
    """Compiles templates to Python that reads attributes, calls macros and joins includes without helpers."""

    _macros: frozenset[str] = frozenset()  # names that are bound as macros, and nowhere otherwise
    _gettext: frozenset[str] = _GETTEXT

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        bound, macros = set[str](), set[str]()
        for each in node.find_all((nodes.Name, nodes.Import, nodes.FromImport, nodes.Macro)):
            if isinstance(each, nodes.Macro):
                macros.add(each.name)
            elif isinstance(each, nodes.FromImport):
                macros.update(alias for _, alias in imported_names(each))
            elif isinstance(each, nodes.Import):
                bound.add(each.target)
            elif isinstance(each, nodes.Name) and each.ctx != "load":
                bound.add(each.name)
        self._macros = frozenset(macros - bound)
        self._gettext = _GETTEXT - macros - bound
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.escaped")  # a local name, which hides Jinja's own
        self.writeline("call_macro = environment.call_macro")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Writes nothing for a condition without `else`, where Jinja makes an undefined value of it."""
        for each in node.nodes:
            _give_else(each)
        super().visit_Output(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Calls macros with positional arguments, and gettext, without asking what they are."""
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        words = any(iskeyword(each.key) for each in node.kwargs)  # no names of arguments in Python
        plain = not (forward_caller or node.dyn_args or node.dyn_kwargs or words)
        if plain and name in self._gettext:
            self.visit(node.node, frame)
            self.write("(")
            self._arguments([*node.args, *node.kwargs], frame)
        elif plain and name in self._macros and not node.kwargs:
            self.write("call_macro(")
            self.visit(node.node, frame)
            self.write(", (")
            self._arguments(node.args, frame)
            self.write(")")
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write(")")

    def _arguments(self, args: list[Any], frame: Frame) -> None:
        for each in args:
            self.visit(each, frame)
            self.write(", ")

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


def _give_else(node: nodes.Node | None) -> None:
    """Makes `else ""` of a missing `else`, in an expression that is written."""
    if isinstance(node, nodes.CondExpr):
        node.expr2 = node.expr2 or nodes.Const("", lineno=node.lineno, environment=node.environment)
        _give_else(node.expr1)
        _give_else(node.expr2)


class _FlatGenerator(_Generator):
    """Compiles flat templates, in which nothing asks the context for an imported name."""

    def visit_FromImport(self, node: nodes.FromImport, frame: Frame) -> None:  # noqa: N802
        for name, alias in imported_names(node):
            target = frame.symbols.ref(alias)
            template = node.template.as_const()
            self.writeline(f"{target} = environment.imported({template!r}, {name!r})", node)


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
    call_macro = staticmethod(call_macro)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._loaded: dict[str, Template] = {}
        self._of_pages: dict[str, Template] = {}
        self._imported: dict[tuple[str, str], Any] = {}
        self._macros = Macros(self._tree)

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

    def page_template(self, name: str) -> Template:
        """The template to render pages with: a flat one where there are many pages (see `FLAT`)."""
        known = self._of_pages.get(name)
        if known is None:
            known = self._of_pages[name] = self._flat(name) if name in FLAT else self.get_template(name)
        return known

    def _flat(self, name: str) -> Template:
        """The flat template; Jinja's own where there can be none."""
        try:
            code = self._flat_code(name)
        except (NotFlatError, TemplateError):  # such as a part that is missing, and never asked for
            return self.get_template(name)
        return self.template_class.from_code(self, code, self.make_globals(None))

    def _flat_code(self, name: str) -> CodeType:
        """The code of the flat template, compiled once for a theme."""
        source, filename, _ = self._source(name)
        cache = self.bytecode_cache
        bucket = cache.get_bucket(self, f"{name} flat", filename, source) if cache else None
        if bucket and bucket.code:
            return bucket.code
        python = StringIO()
        tree = flat_tree(self._tree, name)
        tree = with_macros_in_place(tree, name, self._macros, frozenset(self.globals), is_flat=True)
        _FlatGenerator(self, name, filename, python).visit(tree)
        code = self._compile(python.getvalue(), filename or name)
        if cache and bucket:
            bucket.code = code
            cache.set_bucket(bucket)
        return code

    def imported(self, template: str, name: str) -> Any:
        """A name of another template, or `missing`."""
        known = self._imported.get((template, name))
        if known is None:
            module = self.get_template(template)._get_default_module()
            known = self._imported[template, name] = getattr(module, name, missing)
        return known

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if name is None:
            return tree
        return with_macros_in_place(tree, name, self._macros, frozenset(self.globals), is_flat=False)

    def _tree(self, name: str) -> nodes.Template:
        """The tree of a template as it was written."""
        source, filename, _ = self._source(name)
        return super()._parse(source, name, filename)

    def _source(self, name: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        if self.loader is None:
            raise TemplateNotFound(name)
        return self.loader.get_source(self, name)


def page_template(env: Environment, name: str) -> Template:
    """The template to render pages with, in an environment of any kind."""
    return env.page_template(name) if isinstance(env, FastEnvironment) else env.get_template(name)
