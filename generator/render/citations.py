"""Citations of an article, in the forms that authors and programs expect."""

import re
from datetime import date

from msgspec import Struct

from generator.model.values import PartialDate
from generator.model.views.article import ArticleView

_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "{}$&#%_"},
    }
)
_WIKITEXT = str.maketrans(
    {"|": "{{!}}", **{sign: f"&#{ord(sign)};" for sign in "{}[]<>"}, "&": "&amp;", "\n": " "}
)
_BIBTEX_LANGUAGES = {"vi": "vietnamese", "en": "english"}
_QUOTES = re.compile("'{2,}")  # bold or slanted text
# To look for signs that must be written otherwise is faster than to translate a text that has none.
_IN_BIBTEX = re.compile(r"[\\~^{}$&#%_]")
_IN_WIKITEXT = re.compile(r"[|{}\[\]<>&\n]|''")


class Citation(Struct, frozen=True):
    """One form of a citation: its name, and its text."""

    name: str
    text: str


def citations(page: ArticleView) -> list[Citation]:
    """The citation of an article in BibTeX, in RIS, and for Wikipedia in both languages."""
    fields = wikipedia_fields(page)
    return [
        Citation("BibTeX", bibtex(page)),
        Citation("RIS", ris(page)),
        Citation("Wikipedia: chú thích web", wikipedia("chú thích web", fields)),
        Citation("Wikipedia: cite web", wikipedia("cite web", fields)),
    ]


def authors_of(page: ArticleView) -> str:
    """The names of the authors of an article, in a line."""
    return ", ".join(entry.author.name for entry in page.authors)


def publisher_of(page: ArticleView) -> str:
    """Who published the article: first of all, else the agency, else the site."""
    return page.publisher.value or page.site.masthead.agency.value or page.site.name.value


def bibtex(page: ArticleView) -> str:
    """An entry of BibTeX. Braces keep names in their order, and capitals as they are."""
    when = page.date
    fields = {
        "author": " and ".join(f"{{{_tex(entry.author.name)}}}" for entry in page.authors),
        "title": f"{{{_tex(page.title)}}}",
        "publisher": f"{{{_tex(publisher_of(page))}}}",
        "year": str(when.year) if when else "",
        "date": _day(when),
        "language": _BIBTEX_LANGUAGES.get(page.lang, page.lang),
        "url": page.canonical,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    key = page.path.rpartition("/")[2].removesuffix(".html") + (str(when.year) if when else "")
    return "\n".join([f"@online{{{key},", *lines, "}"])


def ris(page: ArticleView) -> str:
    """A record of RIS, which has one field a line and no escapes."""
    fields = [
        ("TY", "NEWS"),
        *(("AU", entry.author.name) for entry in page.authors),
        ("TI", page.title),
        ("PB", publisher_of(page)),
        ("PY", str(page.date.year) if page.date else ""),
        ("DA", _day(page.date).replace("-", "/")),
        ("LA", page.lang),
        ("UR", page.canonical),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - "])


def wikipedia(template: str, fields: str) -> str:
    """A template of Wikipedia with these parameters."""
    return f"{{{{{template} {fields}}}}}"


def wikipedia_fields(page: ArticleView) -> str:
    """The parameters of a template of Wikipedia. Both languages know their English names."""
    fields = {
        "author": authors_of(page),
        "title": page.title,
        "publisher": publisher_of(page),
        "date": _day(page.date),
        "language": page.lang,
    }
    known = [f"|{name}={_wiki(value)}" for name, value in fields.items() if value]
    return " ".join([*known, f"|url={page.canonical}"])


def _day(when: PartialDate | None) -> str:
    """The date in ISO 8601 as far as it is known, without its time."""
    if when is None:
        return ""
    return date(when.year, when.month, when.day).isoformat() if when.month and when.day else when.iso


def _tex(text: str) -> str:
    line = " ".join(text.split())
    return line.translate(_BIBTEX) if _IN_BIBTEX.search(line) else line


def _wiki(text: str) -> str:
    if not _IN_WIKITEXT.search(text):
        return text
    return _QUOTES.sub(lambda found: "&#39;" * len(found[0]), text.translate(_WIKITEXT))
