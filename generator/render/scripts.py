"""Minifies scripts: fewer blanks, shorter names of variables.

It knows as much of JavaScript as the scripts of the theme use. The name of a variable becomes short if the
script declares it and browsers provide nothing of this name. Statements must end in semicolons; objects must
have no methods of the short form.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, count, pairwise, product
from string import ascii_letters

_TOKEN = re.compile(
    r"""(?P<blank>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<number>\.?\d[\w.]*)
    |(?P<sign>\.\.\.|\?\.(?!\d)|=>|[=!]==?|[<>]=|\+\+|--|.)""",
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_WORDS = frozenset(
    re.findall(
        r"\w+",
        "as async await break case catch class const continue default delete do else false finally for"
        " function get if in instanceof let new null of return set static super switch this throw true try"
        " typeof undefined var void while yield",
    )
)
_BEFORE_REGEX = frozenset(["return", "typeof", "case", "of", "in"])
# Names that a script may both declare and take from the browser.
_PROVIDED = frozenset(("document", "event", "history", "location", "name", "performance", "status", "window"))
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")
_BEFORE_BLOCK = frozenset(("", ")", "=>", ";", "{", "}", "else", "try", "catch", "finally", "do"))
_BEFORE_NAME, _AFTER_NAME = frozenset(("(", "[", "{", ",", "...", ":")), frozenset(")]},=")
_WORDLIKE = re.compile(r"[\w$]")
_DECLARING = frozenset(("const", "let", "var", "function", "class"))
_NO_END_AFTER, _NO_END_BEFORE = frozenset("{,;([=?:&|+-*!~<>"), frozenset("},;)].?:&|=")


@lru_cache(maxsize=32)
def minified(script: str) -> str:
    """Returns the script without comments and needless blanks, with short names."""
    tokens = list(_tokens(script))
    renamed = iter(_renamed([token for token in tokens if not token.isspace()]))
    written: list[str] = []
    before = ""
    for token, following in pairwise([*tokens, ""]):
        if not token.isspace():
            before = token
            written.append(next(renamed))
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


# --- names ------------------------------------------------------------------------------------------------


def _renamed(tokens: Sequence[str]) -> Iterator[str]:
    """Returns the tokens with the short names of variables; {first} becomes {first:a}."""
    short = _short_names(tokens)
    for (before, token, after), inside in zip(_threes(tokens), _brackets(tokens), strict=True):
        name = short.get(token)
        in_object = inside == "{" and before in ("{", ",")
        if name is None or before in (".", "?.") or (in_object and after == ":"):
            yield token
        else:
            yield f"{token}:{name}" if in_object and after in (",", "}", "=") else name


def _short_names(tokens: Sequence[str]) -> dict[str, str]:
    """Returns the short names of variables, the shortest for the most frequent."""
    counts = Counter(tokens)
    wanted = sorted(_declared(tokens) - _PROVIDED, key=lambda each: (-counts[each], each))
    kept = counts.keys() - set(wanted) | _WORDS
    return dict(zip(wanted, (each for each in _names() if each not in kept), strict=False))


def _names() -> Iterator[str]:
    """Returns a, b, ... Z, aa, ab, and so on."""
    return chain.from_iterable(map("".join, product(ascii_letters, repeat=length)) for length in count(1))


def _is_name(token: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z_$][\w$]*", token)) and token not in _WORDS


def _declared(tokens: Sequence[str]) -> set[str]:
    """Returns the names that stand where variables are declared."""
    found = set()
    for before, token, after in _threes(tokens):
        if before in _DECLARING or after in ("=>", "="):
            found.add(token)
    for start, end in _groups(tokens):
        before, after = tokens[start - 1] if start else "", tokens[end + 1] if end + 1 < len(tokens) else ""
        is_list = after == "=>" or "function" in (before, tokens[start - 2] if start > 1 else "")
        if is_list or before in _DECLARING or before == "catch" or (tokens[start] == "[" and after == "="):
            group = tokens[start : end + 1]
            threes = zip(group, group[1:], group[2:], strict=False)
            found |= {token for one, token, other in threes if one in _BEFORE_NAME and other in _AFTER_NAME}
    return {token for token in found if _is_name(token)}


def _threes(tokens: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Returns each token with its neighbours."""
    return zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False)


def _groups(tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Returns where each pair of brackets opens and closes."""
    open_at: list[int] = []
    for at, token in enumerate(tokens):
        if token in _CLOSING or token.startswith("}"):
            yield open_at.pop(), at
        if token in _OPENING or token.endswith("${"):
            open_at.append(at)


def _brackets(tokens: Sequence[str]) -> Iterator[str]:
    """Returns for each token the bracket that it stands in: "{" for an object, "" for a block."""
    inside = [""]
    before = ""
    for token in tokens:
        if token in _CLOSING or token.startswith("}"):
            inside.pop()
        yield inside[-1]
        if token in _OPENING or token.endswith("${"):
            inside.append("" if token == "{" and before in _BEFORE_BLOCK else token)
        before = token
