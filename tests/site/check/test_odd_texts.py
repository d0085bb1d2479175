"""No text keeps a check busy: time grows with the length of a file, and not with its square."""

import time

import pytest
from click.testing import CliRunner

from generator.commands import main
from tests.support.amounts import sample
from tests.support.site import Site

_SIGNS = "`~*_[]()<>#|-=+!&;:.,'\"/@$%^{}?0aAđ“”«» \t"
_PIECES = ["<pre", "[^", "[^a", "![", "](", "<!--", "-->", "**", "~~", "``", "&#", "</", "<a ", "<b>", "\n-"]
_PIECES += [
    "\n>",
    "\n#",
    "\n|",
    "\n1.",
    "\n[a]:",
    "\n[^a]:",
    "*[",
    "{{",
    "\n===",
    "http://",
    "<http://",
    "www.",
]
_PIECES += [
    "a@",
    "12 ",
    "Ông ",
    "a\n",
    "; ",
    "a <",
    "<p>",
    "<td>",
    "<br",
    "<code>",
    "\n```",
    "\n```a",
    "\n~~~",
]
_PIECES += [
    "\u200b",
    "a\u0301",
    "0912345678 ",
    "<sup>",
    "a  ",
    "\\",
    "\n    a",
    "(a",
    '"a" ',
    "a.b",
    "\n:",
    "<dt>",
]


@pytest.mark.parametrize("piece", sample([*_SIGNS, *_PIECES], 12))
def test_a_long_odd_text_is_checked_and_fixed_in_seconds(site: Site, piece: str) -> None:
    site.article("tin-tuc/a.md", body="Đoạn đầu.\n\n" + piece * (200_000 // len(piece)))
    begin = time.process_time()
    command = ["check", "--fix", "--site", str(site.folder), "--lang", "en", "--jobs", "1"]
    CliRunner().invoke(main, command, catch_exceptions=False)
    assert time.process_time() - begin < 15


@pytest.mark.parametrize("piece", ["[", ")", "[^", "<!--", "<http://"])
def test_marks_without_a_partner_are_checked_in_seconds(site: Site, piece: str) -> None:
    site.article("tin-tuc/a.md", body=piece * (60_000 // len(piece)))
    begin = time.process_time()
    command = ["check", "--site", str(site.folder), "--lang", "en", "--jobs", "1"]
    CliRunner().invoke(main, command, catch_exceptions=False)
    assert time.process_time() - begin < 5
