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
        ("// Of the file.\nconst first = 1; // one\n\n  /* two\n lines */ use(first);", "const e=1;use(e);"),
        ('const text = "a // b  c"; let other;', 'const e="a // b  c";let t;'),
        ("const one = (two) => two + +1 - -two;", "const e=(e)=>e+ +1- -e;"),
        ("function named(first) { return first }\nnamed(2)", "function e(e){return e}\ne(2)"),
        # Properties keep their names, though variables have them too.
        (
            "const size = at.size; use({ size, at: size, ...size });",
            "const e=at.size;use({size:e,at:e,...e});",
        ),
        ("const { keys, names: given = keys } = node;", "const{keys:e,names:t=e}=node;"),
        ("for (const [key, value] of rows) put(key, value);", "for(const[e,t]of rows)put(e,t);"),
        # What the script does not declare keeps its name.
        ("if (x) { first = 1, second = 2; }", "if(x){first=1,second=2;}"),
        ("const document = 1; use(document, window);", "const e=1;use(e,window);"),
        # Values within templates, and templates within values.
        ("const word = `a ${x ? `<${word}>` : { word }.y}  c`;", "const e=`a ${x?`<${e}>`:{word:e}.y}  c`;"),
        ('const rule = /[/"] a/g, half = rule / 2 / 1;', 'const e=/[/"] a/g,t=e/2/1;'),
        ("return /x y/.test(name)", "return/x y/.test(name)"),
        # A name is taken where another variable of this name is used, and free elsewhere.
        ("const one = 1; use((two) => one + two, (two) => two);", "const e=1;use((t)=>e+t,(e)=>e);"),
        ("use((one) => e + one);", "use((t)=>e+t);"),
        (
            "{ const one = 1; use(one); } { const two = 2; use(two); }",
            "{const e=1;use(e);}{const e=2;use(e);}",
        ),
        (
            "const at = 1; for (const at of rows) use(at); use(at);",
            "const e=1;for(const e of rows)use(e);use(e);",
        ),
        (
            "for (const one of rows) if (one) use(one); else drop(one); use(one);",
            "for(const e of rows)if(e)use(e);else drop(e);use(one);",
        ),
        ("try { go(); } catch (error) { say(error); } say(error);", "try{go();}catch(e){say(e);}say(error);"),
        # Where a function of an expression ends.
        ("const f = x ? (one) => one ?? 0 : one;", "const e=x?(e)=>e??0:one;"),
        ("const f = (one) => `${one}: ${one}`, one = 2;", "const e=(e)=>`${e}: ${e}`,t=2;"),
        (
            "function f({ a, b: [c = 1, ...d] }, e = a) { return a + c + d + e; }",
            "function e({a:e,b:[t=1,...n]},a=e){return e+t+n+a;}",
        ),
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
