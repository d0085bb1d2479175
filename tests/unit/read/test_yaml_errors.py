"""What is wrong with front matter is found whatever its lines end with."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.read.yaml_errors import fault_in

PIECES = (
    "title",
    ": ",
    ":",
    "A",
    " ",
    "\n",
    "\u2028",
    "\x85",
    "\r",
    "\t",
    "- ",
    "[",
    "'",
    '"',
    "#",
    "{",
    "&",
    "*",
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("a\u2028\u2028\u2028: b: c")
@example("title: A\x85b\x85 c: d: e")
def test_every_error_of_the_parser_has_a_fault(text: str) -> None:
    try:
        yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        assert fault_in(text, error).code.startswith("yaml-")
    except (yaml.YAMLError, ValueError):
        return


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("title: A\n date: 2014-01-08\nauthor: x", "yaml-indent", 1),
        ("  title: A\ndate: 2014", "yaml-indent", 0),
        ("title: A\n  dòng hai: ba\nx: y", "yaml-indent", 1),
        ("title:A\ndate: b", "yaml-no-colon", 0),
        ("title: A\ndate 2014-01-08\nauthor: x", "yaml-no-colon", 1),
        ("title: A\nreason\n  vi: a\n", "yaml-no-colon", 1),
        ("title: A: b\nx: y", "yaml-colon", 0),
        ("source: http://a b\nhttp://a\nb: c", "yaml-syntax", 2),
    ],
)
def test_what_an_editor_forgot_is_named_at_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as raised:
        yaml.safe_load(text)
    fault = fault_in(text, raised.value)
    assert (fault.code, fault.line) == (code, line)
