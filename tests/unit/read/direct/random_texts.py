"""Random Markdown texts: mostly plain blocks, with marks where they are hard to read."""

from collections.abc import Callable
from random import Random

_PLAIN = ("sở", "khoa", "học", "năm", "tỉnh", "đo", "lường", "2014", "Nam", "Định,", "số", "cả.")
_MARKED = [
    "![a](x.jpg)", '![ảnh](../m/p-1.png "Chú thích")', "[q](b.md)", "[r s](../2014/c.md#muc-1)", "[t](#d)",
    "![](a/b.jpg)", "![u v](/media/x.png)", "[q](//a.vn/x)", "[q](mailto:a@b.vn)", "[q](x y.md)",
    '![a](x.jpg "t")', '![a](x.jpg " t ")', "[a](b(c).md)", "![i](http://a.vn/x.png)",
    "[![a](b.jpg)](c.md)", "KH&CN", "(x)", "“q”", "x_y", "_a_", "*b*", "**c**", "**d e**", "*f g*", "__z__",
    "***k***", "(**x**)", "[l](https://a.vn/b_c)", "[m n](http://x.example.vn/?a=1)", "[z](../a.md)", "[w]",
    "(https://q.vn)", "&CN;", "&copy;", "&copy", "&lt;", "&amp;", "&nbsp;", "&#160;", "a > b", ">", "<b>",
    "`k`", "\\*", "\\", "!", "-", "+", "*", "**", "_", "__", "#", "=", "|", ":", "~", "~~s~~", "==m==", "'",
    '"',
    "…", "–", "•", "*a **b** c*", "**a*b**", "a*b", "a**b**c", "*a*b", "a*b*", "http://q.vn/a", "www.q.vn",
    "www.so-khcn.vn", "www.a.vn/b_c", "http://q.vn.", "(http://q.vn/a)", "**http://q.vn/a**", "a@q.vn",
    "<http://a.vn>", "[^1]", "e*", "*h", "_i", "j_", "[**s**](https://a.vn)", "**[t](https://a.vn)**",
    "*[t](b.md)*", "**a [t](b.md) c**", "KH&CN;", "5", "10.", "3)", "a)", "b)", "iv)", "--", "---", "===",
    "ḱ", "**Nam.**", "**x**,", "**x**y", "**x **", "** x**", "[u](https://xn--a.vn/)", "[v](https://A.vn)",
    "[v](https://a.vn:80/)", "[v](https://a.vn/a&b=c)", "[v](https://a.vn/a&copy;c)",
    "[v](https://a.vn/a&copy=c)", "[ v ](https://a.vn/)", "[v\nw](https://a.vn/)", "[a & b](c.md)",
    "[a > b](c.md)", "[http://a.vn](http://a.vn/)", "[x]: http://a", "*[HTML]: x", "[a](b.md)[c](d.md)",
    "[a][b]", "[a] (b)", "[see [a](b.md)]", "[a [b](c.md)](d.md)", "a  \nb", "![a & b](c.png)",
    "![a](b.png)c", "[a](https://a.vn/b#c)", "[a](https://a.vn/,;:+-)", "[ ]", "[x]", "2.000",
    '![a](b.png "c (d e)")', '![a](b.png "c (d")', "**(a) b**", "*“a”*", "x@y", "a_b@q.vn", "a.b@q.vn,",
    "\u2028", "\ue000", "a\u0301", "[a](?b=c)", "[a](b.md?c)", "[a](.)", "[a]()", "()[]", "](", "![", "a!",
]  # fmt: skip
_HEADS = ["# ", "## ", "## ", "### ", "##", "####### ", "#  ", "#\t"]
_BULLETS = ["- ", "- ", "- ", "* ", "+ ", "-", "-  ", "• ", "– ", "  - ", "- [ ] ", "-\t"]
_NUMBERS = ["1. ", "2. ", "3. ", "1) ", "10. ", "1.", "1.  ", "a) ", "0. ", "007. "]
_QUOTES = ["> ", "> ", "> ", ">", ">> ", "> - ", "> # ", "> 1. ", " > "]
_OTHERS = [
    "---", "***", "[x]: http://a.vn", "    code", "\tcode", "Title\n====", "Title\n---", "- a\n    - b",
    "- a\n\n    b", "*[A]: b", "[^1]: note", " indented", "a  \nb", "", "| a |", "a | b\n--|--\nc | d",
    ": b", "a\n: b\n: c", "a\nb\n: c", "a\n\n: b", "a\tb\nc\td", "```\na\n```", "~~~\na\n~~~", "- a\nb",
    "a\n- b\n- c", "a\n1. b", "- a\n\n- b\n\n- c", "1. a\n\n3. b", "> a\n> b", "> a\n>\n> b",
    "Số 5\nHà Nội\nViệt Nam", "# a #",
]  # fmt: skip


def random_text(random: Random) -> str:
    """A text of one to six blocks."""
    share = random.choice((0.0, 0.0, 0.02, 0.05, 0.1, 0.4))  # of words that are marked
    gaps = ("\n\n", "\n\n", "\n\n", "\n\n", "\n\n", "\n\n\n", "\n", " \n\n")
    text = "".join(
        f"{random.choice(gaps) if at else ''}{_block(random, share)}" for at in range(random.randint(1, 6))
    )
    return f"{random.choice(('', '', chr(10)))}{text}{random.choice(('', '', chr(10), ' '))}"


def _words(random: Random, share: float, least: int, most: int) -> str:
    count = random.randint(least, most)
    return " ".join(random.choice(_MARKED if random.random() < share else _PLAIN) for _ in range(count))


def _block(random: Random, share: float) -> str:
    makers: tuple[Callable[[], str], ...] = (
        lambda: _words(random, share, 1, 12),
        lambda: _words(random, share, 1, 12),
        lambda: "\n".join(_words(random, share, 1, 6) for _ in range(random.randint(1, 3))),
        lambda: (
            random.choice(_HEADS)
            + _words(random, share, 1, 5 if random.random() < 0.7 else 1)
            + random.choice(("", "", " #"))
        ),
        lambda: _lines(random, share, _BULLETS),
        lambda: _lines(random, share, _NUMBERS),
        lambda: _lines(random, share, _QUOTES),
        lambda: _table(random, share),
        lambda: (
            f"{_words(random, share, 1, 3)}\n:{random.choice(('   ', ' ', '', '    '))}"
            f"{_words(random, share, 1, 5)}"
        ),
        lambda: random.choice(_OTHERS) if random.random() < share * 2 else random.choice(_MARKED[:7]),
    )
    return random.choice(makers)()


def _lines(random: Random, share: float, markers: list[str]) -> str:
    """Lines that mostly begin with the same marker."""
    usual = random.choice(markers)
    return "\n".join(
        (random.choice(markers) if random.random() < share else usual) + _words(random, share, 0, 6)
        for _ in range(random.randint(1, 4))
    )


def _table(random: Random, share: float) -> str:
    columns = random.randint(1, 4)
    ends = [random.choice(("---", "-", ":--", "--:", ":-:", " --- ")) for _ in range(columns)]

    def row() -> str:
        count = columns + (random.random() < share)
        return f"| {' | '.join(_words(random, share, 0, 3) for _ in range(count))} |"

    rows = [row(), f"|{'|'.join(ends)}|", *(row() for _ in range(random.randint(0, 3)))]
    return "\n".join(line[: -1 if random.random() < share / 4 else None] for line in rows)
