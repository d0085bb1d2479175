"""The pages and scripts at the root of a copy: read me first, how to check it, its format."""

from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined

from generator.archive.copy_file import CopyFile, made_file, text_file
from generator.archive.provenance import Provenance
from generator.render.filters import written_date, written_number

READ_ME = "DOC-TRUOC.html"
_PAGES = (READ_ME, "KIEM-TRA.html", "DINH-DANG.html")
_LANGUAGES = ("vi", "en")
_BOM = "\ufeff"  # without it, Windows PowerShell takes a script for text in an old code page


def reader_pages(provenance: Provenance) -> Iterator[CopyFile]:
    """The pages and scripts, all about the copy of this origin."""
    env = _environment()
    facts = _facts(provenance)
    for name in _PAGES:
        yield text_file(name, env.get_template(name).render(facts))
    yield made_file("kiem-tra.ps1", _windows_text(_BOM + _file("kiem-tra.ps1")))
    yield made_file("kiem-tra.bat", _windows_text(_file("kiem-tra.bat")))


def _facts(provenance: Provenance) -> Mapping[str, object]:
    """What the templates may show of the origin."""
    return {
        "name": _in_both(provenance.name),
        "agency": _in_both(provenance.publisher),
        "licence": _in_both(provenance.licence),
        "date": date.fromisoformat(provenance.date),
        "articles": provenance.articles,
        "base_url": provenance.base_url,
        "generator": provenance.generator,
        "format_version": provenance.format_version,
        "signed": provenance.signed,
    }


def _in_both(texts: Mapping[str, str]) -> Mapping[str, str]:
    """The text in both languages of the pages; where one is missing, the first text there is."""
    other = next(iter(texts.values()), "")
    return {lang: texts.get(lang, other) for lang in _LANGUAGES}


def _environment() -> Environment:
    env = Environment(
        loader=FunctionLoader(_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["date"] = written_date
    env.filters["number"] = written_number
    return env


def _file(name: str) -> str:
    return resources.files("generator.archive").joinpath("pages", name).read_text("utf-8")


def _windows_text(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()
