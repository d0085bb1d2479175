"""Scripts are published with fewer blanks and shorter names, and mean the same."""

import re
from pathlib import Path

import pytest

from generator.render.scripts import minified
from tests.support.site import CHECKOUT

SCRIPTS = CHECKOUT / "themes/default/templates/search"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("// Of the file.\nconst first = 1; // one\n\n  /* two\n lines */ use(first);", "const a=1;use(a);"),
        ('const text = "a // b  c"; let other;', 'const b="a // b  c";let a;'),
        ("const one = (two) => two + +1 - -two;", "const b=(a)=>a+ +1- -a;"),
        ("function named(first) { return first }\nnamed(2)", "function b(a){return a}\nb(2)"),
        # Properties keep their names, though variables have them too.
        (
            "const size = at.size; use({ size, at: size, ...size });",
            "const a=at.size;use({size:a,at:a,...a});",
        ),
        ("const { keys, names: given = keys } = node;", "const{keys:a,names:b=a}=node;"),
        ("for (const [key, value] of rows) put(key, value);", "for(const[a,b]of rows)put(a,b);"),
        ("if (x) { first = 1, second = 2; }", "if(x){a=1,b=2;}"),
        # What browsers provide is left alone, even if it is declared.
        ("const document = 1; use(document, window);", "const document=1;use(document,window);"),
        # Values within templates, and templates within values.
        ("const word = `a ${x ? `<${word}>` : { word }.y}  c`;", "const a=`a ${x?`<${a}>`:{word:a}.y}  c`;"),
        ('const rule = /[/"] a/g, half = rule / 2 / 1;', 'const a=/[/"] a/g,b=a/2/1;'),
        ("return /x y/.test(name)", "return/x y/.test(name)"),
    ],
)
def test_a_script_is_minified(script: str, expected: str) -> None:
    assert minified(script) == expected


_NO_SCRIPT = re.compile(r"\{#.*?#\}|\{%.*?%\}|^\s*//[^\n]*|\{\{.*?\}\}", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.js")), ids=lambda script: script.name)
def test_what_the_scripts_take_from_browsers_keeps_its_name(script: Path) -> None:
    text = _NO_SCRIPT.sub("", script.read_text("utf-8"))
    short = minified(text)
    for provided in ("document.", "location.", "history.", "Promise.", "RegExp(", "Map(", "Set(", ".fold("):
        assert short.count(provided) == text.count(provided)
