"""The editors' reference in Markdown: all fields and settings, made from the schema."""

from collections.abc import Iterator, Sequence

from generator.schema.field_forms import PARTS, Both, FieldForm
from generator.schema.front_matter import FIELDS, MEDIA_FIELDS, Field
from generator.schema.setting_forms import Setting
from generator.schema.settings import SETTINGS
from generator.schema.words import DIGEST, FORM_NAMES, FORM_WORDS, SETTING_WORDS, WORDS

TableRow = tuple[str, ...]


def reference(lang: str) -> str:
    """Returns the reference in a language."""
    column = 0 if lang == "vi" else 1
    return "\n".join(_lines(column)) + "\n"


def _lines(column: int) -> Iterator[str]:
    """Yields the lines of the reference."""
    words = {name: both[column] for name, both in WORDS.items()}
    yield from (words["made"], "", f"# {words['title']}", "")
    yield from (f"## {words['fields']}", "")
    heading = (words["field"], words["meaning"], words["form"], words["where"], words["example"])
    yield from _table(heading, [_field(field, column) for field in FIELDS])
    yield from ("", f"## {words['forms']}", "")
    for form in FieldForm:
        yield from _form(form, column)
    fields = ", ".join(f"`{field.name}`" for field in FIELDS if field.translated)
    yield from ("", f"## {words['digest']}", "", DIGEST[column].format(fields=fields), "")
    yield from (f"## {words['settings']}", "")
    heading = (words["setting"], words["meaning"], words["form"], words["default"], words["example"])
    yield from _table(heading, list(_settings(SETTINGS, "", column)))


def _table(heading: TableRow, rows: Sequence[TableRow]) -> Iterator[str]:
    """Yields the lines of a table."""
    for row in (heading, ("---",) * len(heading), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _field(field: Field, column: int) -> TableRow:
    """The row of a field."""
    marks = [WORDS[name][column].format(most=field.most) for name, applies in _marks(field) if applies]
    meaning = f"{field.label[column]}. {field.meaning[column]}{''.join(f' ({mark})' for mark in marks)}"
    name = f"`{field.name}`"
    return name, meaning, _form_link(field.form, column), _where(field, column), f"`{field.example}`"


def _marks(field: Field) -> tuple[tuple[str, bool], ...]:
    """Notes on a field, each with whether it applies."""
    return ("required", field.required), ("unknown", field.may_be_unknown), ("most", field.most > 0)


def _form_link(form: FieldForm, column: int) -> str:
    """A link to the description of a form."""
    return f"[{FORM_NAMES[form][column]}](#{form.value.replace('_', '-')})"


def _where(field: Field, column: int) -> str:
    """Whether translations translate, inherit or write the field."""
    if field.name in MEDIA_FIELDS:
        return WORDS["translate_parts"][column]
    return WORDS["translate" if field.translated else "inherited" if field.inherited else "own"][column]


def _form(form: FieldForm, column: int) -> Iterator[str]:
    """Yields the lines about a form."""
    anchor = form.value.replace("_", "-")
    yield f'- <a id="{anchor}"></a>**{FORM_NAMES[form][column]}**: {FORM_WORDS[form][column]}'
    for part in PARTS.get(form, ()):
        mark = f" ({WORDS['required'][column]})" if part.required else ""
        yield f"  - `{part.name}`: {part.label[column]}{mark}; {_form_link(part.form, column)}"


def _settings(settings: Sequence[Setting], before: str, column: int) -> Iterator[TableRow]:
    """Yields the rows of settings, with nested ones after their parents."""
    for setting in settings:
        name = f"{before}{setting.name}"
        form: Both = SETTING_WORDS[setting.form]
        choices = f": {', '.join(setting.choices)}" if setting.choices else ""
        mark = f" ({WORDS['required'][column]})" if setting.required else ""
        default = setting.default if isinstance(setting.default, str) else ", ".join(setting.default)
        example = f"`{setting.name} = {setting.example}`" if setting.example else ""
        if setting.example.startswith('"') and " = " in setting.example:
            example = f"`{setting.example}`"
        yield f"`{name}`", f"{setting.meaning[column]}{mark}", form[column] + choices, default, example
        yield from _settings(setting.parts, f"{name}.", column)
