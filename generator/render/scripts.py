"""Minifies scripts: fewer blanks, shorter names of variables.

It knows as much of JavaScript as the scripts of the theme use. The name of a variable becomes short if the
script declares it. Statements must end in semicolons; objects must have no methods of the short form.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from generator.render.script_names import renamed

_TOKEN = re.compile(
    r"""(?P<blank>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<number>\.?\d[\w.]*)
    |(?P<sign>\.\.\.|\?\.(?!\d)|=>|[=!]==?|[<>]=|\+\+|--|.)""",
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_BEFORE_REGEX = frozenset(["return", "typeof", "case", "of", "in"])
_WORDLIKE = re.compile(r"[\w$]")
_NO_END_AFTER, _NO_END_BEFORE = frozenset("{,;([=?:&|+-*!~<>"), frozenset("},;)].?:&|=")


@lru_cache(maxsize=32)
def minified(script: str) -> str:
    """Returns the script without comments and needless blanks, with short names."""
    tokens = list(_tokens(script))
    names = iter(renamed([token for token in tokens if not token.isspace()]))
    written: list[str] = []
    before = ""
    for token, following in pairwise([*tokens, ""]):
        if not token.isspace():
            before = token
            written.append(next(names))
        elif _separates(before, token, following):
            written.append("\n" if "\n" in token else " ")
    return "".join(written)


def _separates(before: str, blank: str, after: str) -> bool:
    """Tells whether two tokens must not stand side by side."""
    if not before or not after:
        return False
    one, other = before[-1], after[0]
    if (_WORDLIKE.match(one) and _WORDLIKE.match(other)) or (one == other and one in "+-"):
        return True
    return "\n" in blank and one not in _NO_END_AFTER and other not in _NO_END_BEFORE


# --- tokens -----------------------------------------------------------------------------------------------


def _tokens(script: str) -> Iterator[str]:
    """Splits a script. Comments become blanks; a template is texts around the tokens of its values."""
    at, before = 0, ""
    depths: list[int] = []  # of braces, within each template that is open
    while at < len(script):
        char = script[at]
        if char == "`" or (char == "}" and depths and depths[-1] == 0):
            if char == "}":
                depths.pop()
            at, token, goes_on = _template_text(script, at)
            if goes_on:
                depths.append(0)
        elif char == "/" and script[at + 1] not in "/*" and _may_be_regex(before):
            found = _REGEX.match(script, at)
            token = found[0] if found else char
            at += len(token)
        else:
            match = _TOKEN.match(script, at)
            token = match[0] if match else char
            at += len(token)
            if match and match.lastgroup == "blank":
                token = "\n" if "\n" in token or token.startswith("//") else " "
            elif depths:
                depths[-1] += (token == "{") - (token == "}")
        if not token.isspace():
            before = token
        yield token


def _template_text(script: str, at: int) -> tuple[int, str, bool]:
    """Returns where a text of a template ends, the text, and whether a value follows."""
    end = at + 1
    while script[end] != "`" and not script.startswith("${", end):
        end += 2 if script[end] == "\\" else 1
    goes_on = script[end] == "$"
    end += 2 if goes_on else 1
    return end, script[at:end], goes_on


def _may_be_regex(before: str) -> bool:
    return before in _BEFORE_REGEX or not re.match(r"[\w$)\]}\"'`]", before[-1:])
