"""Plain front matter gives the same fields and problems if it is read directly."""

from random import Random

import pytest
import yaml

from generator import fast_paths
from generator.model.content import FrontMatter
from generator.model.problem import Problem
from generator.read.direct.fields import plain_fields
from generator.read.front_matter import read_front_matter
from generator.read.yaml_reader import Loader, Reader
from generator.schema.front_matter import BY_NAME
from generator.text.unicode import clean

_KEYS = [
    *BY_NAME,
    *BY_NAME,
    "title",
    "date",
    "author",
    "tags",
    "titel",
    "Title",
    "x-y",
    "12",
    "a b",
    "'title'",
]
_PARTS = ["name", "url", "sha256", "vi", "en", "src", "alt", "date", "text", "captured", "?", "organisation"]
_VALUES = [
    "2014-01-08", "Trần Văn A", "một, hai", "08/01/2014 09:30", "'2014'", '"Đo: lường"', "'a # b'",
    '"a\\tb"', "a: b", "a #b", "a# b", "a:b", "#a", "&a b", "*a", "!a", "[a, b]", "{a: b}", "|", ">", "- a",
    "-a", "?", "~", "null", "yes", "no", "1.234", "0x1f", "@a", "`a", "%a", "'a'' b'", '"a"b', "'a' b",
    '"a', "'", "a:", "a ", " a", "a  b", "http://a.vn/b?c#d", "../x.jpg", "/a/b.html", "(a) b", "“a”",
    "unknown", "", "'~'", "a\tb", "ḱ", "…", ".5", "+1", "=", "<<", "<<: *a", "a, [b", "a}", "a ]", "a ? b",
    "a - b", "2014", "true", "'", "«a»", "a\u2028b", "https://a.vn/", "a" * 1100, "\U0001f600", "x\u0301",
    "tin, , bài", "'a\"b'", "\"a'b\"", "---", "...",
]  # fmt: skip


def random_header(random: Random) -> str:
    """Front matter of one to seven fields."""
    fields = [_field(random) for _ in range(random.randint(1, 7))]
    return random.choice(("", "\n", "\n")) + random.choice(("\n",) * 9 + ("\n\n",)).join(fields) + "\n"


def _field(random: Random) -> str:
    key = random.choice(_KEYS)
    space = random.choice((" ", " ", " ", " ", " ", "  ", ""))
    if random.random() < 0.6:
        return f"{key}:{space}{_value(random)}"
    indent = random.choice(("", "  ", "  ", " ", "    "))
    lines = []
    for _ in range(random.randint(0, 3)):
        own = indent if random.random() < 0.95 else random.choice(("", "   "))
        if random.random() < 0.1:
            lines.append(random.choice(("", "  ", "# a", "  # a", f"{own}-", f"{own}- - a", f"{own}a")))
        elif "-" in (
            kind := random.choice("-k") if random.random() < 0.1 else "-" if len(indent) < 4 else "k"
        ):
            lines.append(f"{own}-{space}{_value(random)}")
        else:
            lines.append(f"{own or ' '}{random.choice(_PARTS)}:{space}{_value(random)}{kind[1:]}")
    return "\n".join((f"{key}:", *lines))


def _value(random: Random) -> str:
    return random.choice(_VALUES[:6]) if random.random() < 0.8 else random.choice(_VALUES)


def places(node: yaml.Node | None) -> object:
    """A node with its value and its place, and the nodes within it."""
    if node is None:
        return None
    inner = node.value
    if isinstance(node, yaml.SequenceNode):
        inner = [places(each) for each in node.value]
    elif isinstance(node, yaml.MappingNode):
        inner = [(places(key), places(value)) for key, value in node.value]
    return type(node), inner, node.start_mark.line, node.start_mark.column


def read(header: str) -> tuple[FrontMatter | None, list[Problem]]:
    """The fields and the problems."""
    reader = Reader("content/tin-tuc/2014/x.md", "vi", first_line=2)
    return read_front_matter(header, reader), reader.problems


def compare(seed: int, count: int) -> float:
    """Compares the fields of random headers; returns the share of those that were read directly."""
    random = Random(seed)
    directly = 0
    for _ in range(count):
        header = clean(random_header(random))
        node = plain_fields(header)
        if node is None:
            continue
        directly += 1
        assert places(node) == places(yaml.compose(header, Loader=Loader)), header
        found = read(header)
        with fast_paths.off():
            assert read(header) == found, header
    return directly / count


@pytest.mark.parametrize("seed", range(2))
def test_random_headers_have_the_same_fields(seed: int) -> None:
    assert compare(seed, 4_000) > 0.15


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 120))
def test_a_million_random_headers_have_the_same_fields(seed: int) -> None:
    assert compare(seed, 50_000) > 0.15


def test_an_imported_article_is_read_directly() -> None:
    header = (
        "title: Chè Shan\ndate: 2014-01-08\nauthor: unknown\nreview:\n- author\n- images\n"
        "source:\n  url: http://a.vn/b.html\n  sha256: 3a3d\ntags:\n  - 'chè: xanh'\n  - nông nghiệp"
    )
    assert plain_fields(header) is not None
