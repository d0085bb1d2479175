"""Short names for the variables of a script.

Each variable has the shortest name that is free where it lives. So functions side by side use the same few
names, which compresses better than names that are different in the whole script.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain, count, product

WORDS = frozenset(
    re.findall(
        r"\w+",
        "as async await break case catch class const continue default delete do else false finally for"
        " function get if in instanceof let new null of return set static super switch this throw true try"
        " typeof undefined var void while yield",
    )
)
_LETTERS = "etnaoirslcfudhpmgvyxbwkjqz"  # those that scripts have most often first: they compress best
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")
_BEFORE_BLOCK = frozenset(("", ")", "=>", ";", "{", "}", "else", "try", "catch", "finally", "do"))
_HEADS = frozenset(("for", "if", "while"))  # statements with a group before their body


@dataclass
class _NameScope:
    """The tokens from `start` to `end` (exclusive), with the names declared for them."""

    start: int
    end: int
    declared: set[str] = field(default_factory=set)
    short: dict[str, str] = field(default_factory=dict)


def renamed(tokens: Sequence[str]) -> Iterator[str]:
    """Returns the tokens, without blanks, with short names; {first} becomes {first:a}."""
    brackets = Brackets(tokens)
    uses = {at: name for at, name in enumerate(tokens) if _is_use(brackets, at)}
    short = _short_names(_NameScopes(brackets), uses)
    for at, token in enumerate(tokens):
        name = short.get(at)
        if name is None:
            yield token
        else:
            yield f"{token}:{name}" if brackets.is_shorthand(at) else name


class Brackets:
    """Where the brackets of a script close, and which bracket each token stands in."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tokens
        self.closing: dict[int, int] = {}
        self.inside: list[str] = []  # "{" for an object, "" for a block
        kinds, before = [""], ""
        opened: list[int] = []
        for at, token in enumerate(tokens):
            if token in _CLOSING or token.startswith("}"):
                kinds.pop()
                self.closing[opened.pop()] = at
            self.inside.append(kinds[-1])
            if token in _OPENING or token.endswith("${"):
                opened.append(at)
                kinds.append("" if token == "{" and before in _BEFORE_BLOCK else token)
            before = token

    def at(self, place: int) -> str:
        """Returns a token; nothing before the first and after the last."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else ""

    def is_shorthand(self, at: int) -> bool:
        """Tells whether a name is both a key of an object and a variable."""
        return self._in_object(at) and self.at(at + 1) in (",", "}", "=")

    def is_key(self, at: int) -> bool:
        """Tells whether a name is a key of an object alone."""
        return self._in_object(at) and self.at(at + 1) == ":"

    def opens_block(self, at: int) -> bool:
        """Tells whether a block opens here."""
        return self.at(at) == "{" and at in self.closing and self.inside[at + 1] == ""

    def end_of_expression(self, at: int) -> int:
        """Returns where an expression ends that begins here: at a comma, a semicolon or a bracket."""
        questions = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if token in (",", ";") or token in _CLOSING or token.startswith("}"):
                return at
            if token == "?" and self.at(at + 1) == "?":
                at += 1
            elif token == "?":
                questions += 1
            elif token == ":":
                if not questions:
                    return at
                questions -= 1
            at = self.closing.get(at, at)
            while self.at(at).endswith("${"):  # a template goes on after each value
                at = self.closing[at]
            at += 1
        return at

    def end_of_statement(self, at: int) -> int:
        """Returns the place after a statement that begins here."""
        if self.opens_block(at):
            return self.closing[at] + 1
        if self.at(at) in _HEADS:
            group = at + 1 + (self.at(at + 1) == "await")
            end = self.end_of_statement(self.closing[group] + 1)
            return self.end_of_statement(end + 1) if self.at(end) == "else" else end
        while at < len(self.tokens) and self.tokens[at] != ";":
            if self.tokens[at] in _CLOSING or self.tokens[at].startswith("}"):
                return at
            at = self.closing.get(at, at)
            while self.at(at).endswith("${"):
                at = self.closing[at]
            at += 1
        return at + 1

    def _in_object(self, at: int) -> bool:
        return self.inside[at] == "{" and self.at(at - 1) in ("{", ",")


# --- scopes -----------------------------------------------------------------------------------------------


class _NameScopes:
    """The scopes of a script, sorted by where they begin, outer ones first."""

    def __init__(self, brackets: Brackets) -> None:
        self.brackets = brackets
        whole = _NameScope(0, len(brackets.tokens))
        found = {(whole.start, whole.end): whole}
        for start, end, names in self._found():
            found.setdefault((start, end), _NameScope(start, end)).declared.update(names)
        self.all = sorted(found.values(), key=lambda scope: (scope.start, -scope.end))
        self._starts = [scope.start for scope in self.all]
        for at, names in self._declarations():
            self.innermost(at).declared.update(names)

    def around(self, at: int) -> Iterator[_NameScope]:
        """Returns the scopes around a token, the innermost first."""
        last = bisect_right(self._starts, at)
        return (scope for scope in reversed(self.all[:last]) if at < scope.end)

    def innermost(self, at: int) -> _NameScope:
        """Returns the innermost scope around a token."""
        return next(self.around(at))

    def _found(self) -> Iterator[tuple[int, int, Sequence[str]]]:
        """Returns where scopes begin and end, and the names of their parameters.

        The body of a function belongs to the scope of its parameters.
        """
        brackets = self.brackets
        bodies: set[int] = set()
        for at, token in enumerate(brackets.tokens):
            if token == "function":
                group = at + 1 + (brackets.at(at + 1) != "(")
                bodies.add(brackets.closing[group] + 1)
                yield group, self._end_of_body(group), self._names_in(group)
            elif token == "=>":
                start = self._start_of_parameters(at)
                body = at + 1
                bodies.add(body)
                end = brackets.closing[body] + 1 if brackets.opens_block(body) else None
                names = self._names_in(start) if brackets.at(start) == "(" else [brackets.at(start)]
                yield start, end or brackets.end_of_expression(body), names
            elif token == "catch" and brackets.at(at + 1) == "(" and brackets.at(at - 1) == "}":
                bodies.add(brackets.closing[at + 1] + 1)
                yield at + 1, self._end_of_body(at + 1), self._names_in(at + 1)
            elif token == "for":
                yield at, brackets.end_of_statement(at), ()
            elif brackets.opens_block(at) and at not in bodies:
                yield at, brackets.closing[at] + 1, ()

    def _end_of_body(self, group: int) -> int:
        return self.brackets.closing[self.brackets.closing[group] + 1] + 1

    def _start_of_parameters(self, arrow: int) -> int:
        """Returns where the parameters before an arrow begin: a name or a group."""
        if self.brackets.at(arrow - 1) != ")":
            return arrow - 1
        return next(start for start, end in self.brackets.closing.items() if end == arrow - 1)

    def _declarations(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Returns where names are declared by statements, with the names."""
        brackets = self.brackets
        for at, token in enumerate(brackets.tokens):
            if token in ("function", "class") and _NAME.fullmatch(brackets.at(at + 1)):
                yield at, [brackets.at(at + 1)]
            elif token in ("const", "let", "var"):
                place = at
                while place == at or brackets.at(place) == ",":
                    yield at, self._target(place + 1)
                    place = brackets.closing.get(place + 1, place + 1) + 1
                    if brackets.at(place) == "=":
                        place = brackets.end_of_expression(place + 1)

    def _target(self, at: int) -> Sequence[str]:
        """Returns the names that a target declares: a name or a pattern."""
        return self._names_in(at) if self.brackets.at(at) in _OPENING else [self.brackets.at(at)]

    def _names_in(self, opening: int) -> list[str]:
        """Returns the names that a pattern or a list of parameters declares."""
        brackets = self.brackets
        names: list[str] = []
        at, end = opening + 1, self.brackets.closing[opening]
        while at < end:
            if brackets.at(at) == ",":
                at += 1
                continue
            at += brackets.at(at) == "..."
            if brackets.at(opening) == "{" and brackets.at(at + 1) == ":":
                at += 2
            names += self._target(at)
            at = brackets.end_of_expression(brackets.closing.get(at, at) + 1)
        return names


# --- names ------------------------------------------------------------------------------------------------


def _is_use(brackets: Brackets, at: int) -> bool:
    """Tells whether a token is the name of a variable."""
    token = brackets.at(at)
    if not _NAME.fullmatch(token) or token in WORDS or brackets.at(at - 1) in (".", "?."):
        return False
    return not brackets.is_key(at)


def _short_names(scopes: _NameScopes, uses: Mapping[int, str]) -> dict[int, str]:
    """Returns the short name of each use of a variable that the script declares."""
    owners = {
        at: next((scope for scope in scopes.around(at) if name in scope.declared), None)
        for at, name in uses.items()
    }
    places = sorted(uses)
    for scope in scopes.all:
        own: dict[str, None] = {}  # in the order of their first use
        taken: set[str] = set(WORDS)
        for at in places[bisect_right(places, scope.start - 1) : bisect_right(places, scope.end - 1)]:
            owner = owners[at]
            if owner is scope:
                own[uses[at]] = None
            elif owner is None:
                taken.add(uses[at])
            elif uses[at] in owner.short:  # an outer scope, whose names are given before
                taken.add(owner.short[uses[at]])
        scope.short = dict(zip(own, _free_names(taken), strict=False))
    return {at: owner.short[uses[at]] for at, owner in owners.items() if owner}


def _free_names(taken: Set[str]) -> Iterator[str]:
    """Returns e, t, ... Z, ee, et, and so on, without those that are taken."""
    names = chain.from_iterable(
        map("".join, product(_LETTERS + _LETTERS.upper(), repeat=length)) for length in count(1)
    )
    return (name for name in names if name not in taken)
