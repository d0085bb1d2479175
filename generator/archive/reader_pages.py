"""The pages and scripts at the root of a copy: read me first, how to check it, its format."""

from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined

from generator.archive.copy_file import CopyFile, made_file, text_file
from generator.archive.provenance import PartRecord, Provenance
from generator.archive.withdrawals import WithdrawalRecord, Withdrawals
from generator.render.filters import language_name, written_date, written_number
from generator.text.dates import parse_date

READ_ME = "DOC-TRUOC.html"
_PAGES = (READ_ME, "KIEM-TRA.html", "CAP-NHAT.html", "DA-GO.html", "DINH-DANG.html")
_UPDATE_SCRIPTS = ("cap-nhat.sh", "cap-nhat.ps1", "cap-nhat.bat")
_LANGUAGES = ("vi", "en")
_PART_WORDS = {
    "vi": ("tỉnh, thành phố:", "và các tỉnh tiền thân", "mục:", "ngôn ngữ:"),
    "en": ("province:", "and its predecessors", "section:", "language:"),
}
_BOM = "\ufeff"  # without it, Windows PowerShell takes a script for text in an old code page


def reader_pages(provenance: Provenance, withdrawals: Withdrawals) -> Iterator[CopyFile]:
    """The pages and scripts, all about the copy of this origin."""
    env = _environment()
    facts = {**_facts(provenance), "withdrawals": [*map(_withdrawal, withdrawals.withdrawals)]}
    for name in _PAGES:
        yield text_file(name, env.get_template(name).render(facts, first=name == READ_ME))
    yield from _scripts("kiem-tra.ps1", "kiem-tra.bat", *_UPDATE_SCRIPTS)


def delta_pages(provenance: Provenance) -> Iterator[CopyFile]:
    """The page and scripts of a delta; `provenance` is that of the next copy."""
    page = _environment().get_template("CAP-NHAT.html").render(_facts(provenance), first=True)
    yield text_file(READ_ME, page)
    yield from _scripts(*_UPDATE_SCRIPTS)


def _scripts(*names: str) -> Iterator[CopyFile]:
    """Scripts, with the ends of lines that their systems expect."""
    for name in names:
        text = _file(name)
        mark = _BOM if name.endswith(".ps1") else ""
        yield text_file(name, text) if name.endswith(".sh") else made_file(name, _windows_text(mark + text))


def _facts(provenance: Provenance) -> Mapping[str, object]:
    """What the templates may show of the origin."""
    return {
        "name": _in_both(provenance.name),
        "agency": _in_both(provenance.publisher),
        "licence": _in_both(provenance.licence),
        "date": date.fromisoformat(provenance.date),
        "articles": provenance.articles,
        "total": provenance.articles_of_the_whole,
        "part": _part_words(provenance.part) if provenance.part else None,
        "base_url": provenance.base_url,
        "generator": provenance.generator,
        "format_version": provenance.format_version,
        "signed": provenance.signed,
    }


def _withdrawal(record: WithdrawalRecord) -> Mapping[str, object]:
    """What the page of withdrawals shows of one."""
    return {
        "date": parse_date(record.date),
        "reason": _in_both(record.reason),
        "authority": _in_both(record.authority),
        "title": _in_both(record.title),
        "addresses": record.addresses,
    }


def _part_words(part: PartRecord) -> Mapping[str, str]:
    """What the part is confined to, in both languages of the pages."""
    years = "–".join(dict.fromkeys(map(str, part.years)))
    words = {}
    for lang, (province, predecessors, section, language) in _PART_WORDS.items():
        provinces = ", ".join(names[lang] for names in part.provinces.values())
        sections = ", ".join(_in_both(names)[lang] for names in part.sections.values())
        languages = ", ".join(map(language_name, part.languages))
        given = (
            f"{province} {provinces} {predecessors}" if provinces else "",
            years,
            f"{section} {sections}" if sections else "",
            f"{language} {languages}" if languages else "",
        )
        words[lang] = "; ".join(each for each in given if each)
    return words


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
