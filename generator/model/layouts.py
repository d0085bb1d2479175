"""Which template shows an article: its own layout, that of its section, or the common one."""

LAYOUTS = "layouts/"
_COMMON = "article.html"


def layout_template(layout: str) -> str:
    """The name of the template of a layout; "" is the common one."""
    return f"{LAYOUTS}{layout}.html" if layout else _COMMON
