"""The editors' page of translations: one HTML file for the disk, not part of the site."""

import base64
import hashlib
import os
from collections.abc import Mapping, Sequence
from datetime import date
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined
from msgspec import Struct

from generator.authoring.translations import Due, TranslationStatus, by_province, by_section, rows, totals
from generator.authoring.words import STATUS_MEANINGS, STATUS_WORDS, WORDS
from generator.render.filters import iso_date, language_name, written_date, written_number


class Sheet(Struct, frozen=True):
    """Content of the page.

    `sections` and `provinces` are names by key, in order. `site` and `output` are relative links from the
    page to these folders.
    """

    due: Sequence[Due]
    sections: Mapping[str, str]
    provinces: Mapping[str, str]
    day: date
    lang: str
    site: str
    output: str


def translations_page(sheet: Sheet) -> str:
    """Returns the page as HTML.

    Its style is inline, allowed by hash. Nothing else is loaded.
    """
    style = _file("page.css")
    column = 0 if sheet.lang == "vi" else 1
    languages = dict.fromkeys(each.lang for each in sheet.due)
    return (
        _environment(sheet.lang)
        .from_string(_file("page.html"))
        .render(
            sheet=sheet,
            words={key: both[column] for key, both in WORDS.items()},
            status_words={status: both[column] for status, both in STATUS_WORDS.items()},
            meanings={status: both[column] for status, both in STATUS_MEANINGS.items()},
            statuses=tuple(TranslationStatus),
            languages=[_language(lang, sheet) for lang in languages],
            style=style,
            style_digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )


def link_between(folder: Path, target: Path) -> str:
    """Relative link from a folder to another; an absolute URL if they are on different disks."""
    try:
        return quote(Path(os.path.relpath(target.resolve(), folder.resolve())).as_posix())
    except ValueError:
        return target.resolve().as_uri()


def _file(name: str) -> str:
    """Text of a file of this package."""
    return resources.files("generator.authoring").joinpath(name).read_text("utf-8")


def _environment(lang: str) -> Environment:
    """The Jinja environment of the page."""
    env = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.filters["date"] = lambda when: written_date(when, lang)
    env.filters["number"] = lambda number: written_number(number, lang)
    env.filters["iso"] = iso_date
    env.filters["language_name"] = language_name
    env.filters["quoted"] = quote
    return env


def _language(lang: str, sheet: Sheet) -> Mapping[str, object]:
    """Content of the page for one language."""
    own = [each for each in sheet.due if each.lang == lang]
    return {
        "lang": lang,
        "totals": totals(own),
        "tables": (
            ("section", rows(by_section(own), sheet.sections)),
            ("province", rows(by_province(own), sheet.provinces)),
        ),
        "due": {status: [each for each in own if each.status is status] for status in TranslationStatus},
    }
