"""Docstrings are plain English: short first sentences, and none of the phrases that hide what is meant."""

import ast
import re
from collections.abc import Iterator

from tests.support import structure
from tests.support.site import CHECKOUT

WORDS = 15
# Phrases that avoid the technical word: hash, cache, dependency, changed, patch.
PHRASES = re.compile(
    r"[Aa]nother one whenever|what becomes? of|what came of|what became of|may be others|are others now|"
    r"\b(?:desk|sheaf|sheaves|shelf|shelves|standstill|chronicle|recollection|manuscript|remembrance)\b"
)


def docstrings() -> Iterator[tuple[str, str]]:
    """Where each docstring of generator/ stands, and its text."""
    for file in structure.modules():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                text = ast.get_docstring(node)
                name = getattr(node, "name", "")
                if text:
                    yield f"{file.relative_to(CHECKOUT)} {name}".strip(), text


def first_sentence(text: str) -> str:
    """The words up to the first full stop, colon or blank line."""
    return re.split(r"(?<=[.:;?!])\s|\n\n", text.strip(), maxsplit=1)[0]


def test_first_sentences_have_at_most_15_words() -> None:
    long = [where for where, text in docstrings() if len(first_sentence(text).split()) > WORDS]
    assert long == []


def test_no_docstring_or_comment_hides_what_is_meant() -> None:
    found = [
        f"{file.relative_to(CHECKOUT)}:{number}"
        for file in structure.modules()
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if PHRASES.search(line)
    ]
    assert found == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        file for file in structure.modules() if not ast.get_docstring(ast.parse(file.read_text("utf-8")))
    ]
    assert silent == []
