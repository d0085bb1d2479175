"""Checks for what readers will see as it is typed: short codes, formulas, lost references."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from generator.check.prose import blanked, blanked_code
from generator.check.source_text import SourceText
from generator.model.problem import Problem

# Short codes of Hugo and Jekyll, of WordPress and its plug-ins, and links of wikis.
_SHORT_CODE = re.compile(
    r"\{\{[<%].{0,500}?[>%]\}\}|\{%.{0,500}?%\}|!?\[\[[^\[\]\n]{1,200}\]\]"
    r"|\[/?(?:gallery|caption|embed|audio|video|playlist|youtube|vimeo|contact-form[\w-]*|button|rows?|columns?"
    r"|one_half|one_third|tabs?|accordion|slider|rev_slider|spoiler|quote|toc|wp\w+|ninja_form\w*|ngg\w*"
    r"|(?:su|vc|et_pb|fusion|ux|sc)_\w+)(?:[ =][^\[\]\n]{0,500})?/?\](?![(:\[])"
)
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,200})\]\[([^\[\]\n]{1,200})\]")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]+)\]:", re.MULTILINE)
_SHOWN = 40  # characters of what is reported

# Formulas of TeX: between dollars, brackets with backslashes, or by a command.
_TEX = r"\\[A-Za-z]{2,}|[A-Za-z})][\^_][\w{\\]|\\\\"
_FORMULA = re.compile(
    rf"\$\$[^$]{{1,500}}\$\$|(?<![\w$])\$(?=[^\s$])(?=[^$\n]{{0,200}}?(?:{_TEX}))[^$\n]{{1,200}}(?<=\S)\$(?!\w)"
    r"|\\\((?=.{0,200}?(?:[\^_=+]|\\[A-Za-z])).{1,200}?\\\)|\\\[(?=.{0,200}?(?:[\^_=+]|\\[A-Za-z])).{1,200}?\\\]"
    r"|\\begin\{\w+\*?\}|\\(?:frac|sqrt|sum|int|text|mathrm|mathbf|overline|vec|hat)(?![A-Za-z])"
)

# In a value nothing is read as Markdown or HTML.
_VALUES = ("title", "summary", "caption", "alt")
_IN_VALUE = re.compile(
    r"\*\*(?=\S)|</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|&(?:amp|nbsp|lt|gt|quot|#\d{1,6});|\]\(\S"
)
# Fields of another article, pasted below the first.
_FIELDS = re.compile(
    r"^---\n(?:[\w ]+:.*\n|[ \-#].*\n)*?(?:title|date):.*\n(?:[\w ]+:.*\n|[ \-#].*\n)*---$", re.MULTILINE
)

_WORD = re.compile(r"[^\W\d_]+")
_VIETNAMESE = re.compile(
    r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE
)
# Syllables of which a Vietnamese text without accents is full.
_WITHOUT_ACCENTS = re.compile(
    r"(?:va|cua|cac|nhung|duoc|trong|nguoi|khoa|hoc|cong|nghe|mot|khong|voi|viec|theo|nay|phai|nhieu|dong|thanh"
    r"|quan|phat|trien|hoi|nghi|toan|ngay|thang|tinh|dung|lam|khi|cung|nganh|chuc)",
    re.IGNORECASE,
)
_ENOUGH_WORDS = 30  # fewer do not tell the language
_FEW, _MANY = 0.05, 0.3  # shares of words with Vietnamese letters
_ENOUGH_SYLLABLES = 0.15  # share of such syllables


def leftover_problems(source_text: SourceText) -> Iterator[Problem]:
    """Yields the problems of marks that stay marks, and of a text in another language."""
    body = source_text.body
    if "[" in body or "{" in body:
        prose = blanked(body)
        yield from _short_codes(source_text, prose)
        yield from _lost_references(source_text, prose)
    if "$" in body or "\\" in body:
        yield from _formulas(source_text)
    if "\n---\n" in body and (fields := _FIELDS.search(blanked_code(body))):
        yield source_text.problem(fields.start(), "front-matter-again")
    yield from _marks_in_values(source_text)
    yield from _other_language(source_text)


def _marks_in_values(source_text: SourceText) -> Iterator[Problem]:
    for scalar in source_text.scalars:
        found = _IN_VALUE.search(scalar.value) if scalar.name.split(".")[-1] in _VALUES else None
        if found:
            value = scalar.value[found.start() :][:_SHOWN]
            yield Problem.at(source_text.path, scalar.position, "mark-in-value", value=value)


def _short_codes(source_text: SourceText, prose: str) -> Iterator[Problem]:
    for found in _SHORT_CODE.finditer(source_text.body):
        if prose[found.start()] == found[0][0]:
            yield source_text.problem(found.start(), "short-code", value=found[0][:_SHOWN])


def _formulas(source_text: SourceText) -> Iterator[Problem]:
    body = blanked_code(source_text.body)
    if found := _FORMULA.search(body):
        count = sum(1 for _ in _FORMULA.finditer(body))
        value = " ".join(found[0].split())[:_SHOWN]
        yield source_text.problem(found.start(), "formula-shown", value=value, count=str(count))


def _lost_references(source_text: SourceText, prose: str) -> Iterator[Problem]:
    if "][" not in source_text.body:
        return
    names = {name.casefold() for name in _DEFINITION.findall(source_text.body)}
    for found in _REFERENCE.finditer(source_text.body):
        if prose[found.start()] == "[" and found[2].casefold() not in names:
            yield source_text.problem(found.start(), "reference-missing", value=found[2])


def _other_language(source_text: SourceText) -> Iterator[Problem]:
    """Yields a problem if the body is not in the language of the file's name."""
    words = _WORD.findall(source_text.body)
    if len(words) < _ENOUGH_WORDS:
        return
    share = sum(count for word, count in Counter(words).items() if _is_vietnamese(word)) / len(words)
    if (source_text.lang == "vi" and share < _FEW) or (source_text.lang == "en" and share > _MANY):
        start = len(source_text.body) - len(source_text.body.lstrip())
        bare = sum(_WITHOUT_ACCENTS.fullmatch(word) is not None for word in words) / len(words)
        code = "without-accents" if share < _FEW and bare > _ENOUGH_SYLLABLES else "other-language"
        yield source_text.problem(start, code, value=source_text.lang)


@lru_cache(maxsize=16_384)  # a language has few syllables
def _is_vietnamese(word: str) -> bool:
    """Whether a word has a letter that other languages seldom have."""
    return _VIETNAMESE.search(word) is not None
