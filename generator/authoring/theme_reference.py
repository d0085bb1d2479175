"""Makes THEMES.md: all that a theme can use, from the code and the default theme's templates."""

import inspect
import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from jinja2 import nodes

from generator.model.theme import Theme
from generator.render.environment import KNOWN_FILTERS, environment
from generator.render.view_types import hints, members, records

_COMMENT = re.compile(r"\A\{#\s*(.*?)\s*#\}", re.DOTALL)
_WORDS = {"str": "text", "int": "number", "bool": "true or false"}
_OF_JINJA = frozenset({"range", "dict", "lipsum", "cycler", "joiner", "namespace", "gettext", "ngettext"})
_HEAD = """\
# Themes

`khotin theme reference > THEMES.md` makes this page from the code. It tells what the templates of a theme
can use.

`khotin theme new NAME` makes `themes/NAME/`, which extends the default theme. Write `theme = "NAME"` in
site.toml. Whatever the folder holds replaces the file of that name; all else stays:

| file | what it changes |
|---|---|
| `theme.toml` | `extends`; `text_width`, that of a column in pixels; `styles`, the order of new parts |
| `styles/*.css` | parts of `static/style.css`: one of a known name replaces that part, others follow |
| `styles/typeface.css` | `static/typeface.css`, which declares fonts; those in `static/` are put into it |
| `static/style.css` | the whole stylesheet, in place of all parts |
| `static/*` | other files, under `static/` of the site |
| `templates/*` | templates; `{% extends "default/list.html" %}` changes single blocks |
| `templates/_head_extra.html` | what every page has in its head beside the usual |
| `templates/layouts/NAME.html` | a layout, for the sections and articles that say `layout = "NAME"` |
| `locale/vi.po`, `en.po` | words; those that are not in it stay |

Templates are Jinja. `khotin check`, `build` and `serve` tell a mistake in one with its line. Pages load
nothing from other sites and no inline script or style: the content security policy of `base.html` forbids it.

"""


def theme_reference(theme: Theme) -> str:
    """The page about the default theme, which is given."""
    parts = (_HEAD, *_templates(theme), *_globals(theme), *_filters(), *_views())
    return "".join(parts)


def _templates(theme: Theme) -> Iterator[str]:
    env = environment(theme, "en", fast=False)
    yield "## Templates and their blocks\n\n| template | blocks | what it is |\n|---|---|---|\n"
    for name, text in theme.templates:
        if not name.endswith(".html") or name.startswith(("default/", "epub/")):
            continue
        blocks = ", ".join(f"`{each.name}`" for each in env.parse(text).find_all(nodes.Block))
        found = _COMMENT.match(text)
        words = " ".join(found[1].split()).partition(". ")[0].rstrip(".") if found else ""
        yield f"| `{name}` | {blocks} | {words.replace('|', '/')} |\n"


def _globals(theme: Theme) -> Iterator[str]:
    env = environment(theme, "en", fast=False)
    names = sorted(env.globals.keys() - _OF_JINJA)
    yield f"\n## Names\n\nIn every template: `page`, and {', '.join(f'`{name}`' for name in names)}.\n"


def _filters() -> Iterator[str]:
    yield "\n## Filters\n\nBeside Jinja's own:\n\n| filter | what it gives |\n|---|---|\n"
    for name, function in sorted(KNOWN_FILTERS.items()):
        yield f"| `{name}` | {_first_line(function)} |\n"


def _views() -> Iterator[str]:
    yield "\n## Views\n\n`page` is one of the views; the other records are within them.\n"
    for name, cls in sorted(records().items()):
        text = " ".join((inspect.getdoc(cls) or "").split())
        yield f"\n### {name}\n\n{text}\n\n"
        inherited = [base for base in cls.__bases__ if base.__name__ in records()]
        if inherited:
            yield f"All fields of {inherited[0].__name__}, and:\n\n"
        known = {field for base in inherited for field in hints(base)}
        for field, hint in hints(cls).items():
            if field not in known:
                yield f"- `{field}`: {_shown(hint)}\n"


def _shown(hint: Any) -> str:
    """A type as authors of themes read it."""
    kinds = members(hint)
    words = " or ".join(sorted(_one(kind) for kind in kinds))
    optional = "" if hint in kinds or type(None) not in get_args(hint) else ", or None"
    return f"{words}{optional}"


def _one(kind: Any) -> str:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple and inner[-1] is ...:
        return f"list of {_shown(inner[0])}"
    if origin is tuple:
        return f"({', '.join(map(_shown, inner))})"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"{_shown(inner[1])} by {_shown(inner[0])}"
    return _WORDS.get(kind.__name__, str(kind.__name__))


def _first_line(function: Any) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0].replace("|", "/")
