"""How templates become Python: Jinja's own code, without what it asks anew for each value of each page.

Values are fetched by the interpreter itself, and an included template is joined to one text where it stands.
"""

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape


def escaped(value: object) -> str:
    """The value as HTML, to be joined to a page at once.

    To make each text a Markup is most of the work of `escape`, and took a quarter of the time of a page.
    """
    if type(value) is Markup:
        return value
    if type(value) is int:
        return str(value)
    if type(value) is str and not (
        "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
    ):
        return value
    return escape(value)


def safe(html: str) -> Markup:
    """Text that is HTML, as `Markup(html)` without its questions about what it is given."""
    return str.__new__(Markup, html)


class Generator(CodeGenerator):
    """Writes templates as Python that escapes with `escaped`: a local name hides that of Jinja."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.escaped")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """An attribute; only of what has none of that name the environment is asked, which knows of items."""
        otherwise = f"environment.getattr(asked, {node.attr!r})"
        self.write("(found if (found := getattr((asked := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else {otherwise})")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802
        if node.ignore_missing or not node.with_context or not isinstance(node.template, nodes.Const):
            super().visit_Include(node, frame)
            return
        template = f"environment.get_template({node.template.value!r}, {self.name!r})"
        here = f"context.get_all(), True, {self.dump_local_context(frame)}"
        self.writeline(f"template = {template}", node)
        self.simple_write(f"concat(template.root_render_func(template.new_context({here})))", frame)
