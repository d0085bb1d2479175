"""Twins: articles that a site published a second time, retouched as departments do."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n\n", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")

Retouch = Callable[[str, Random], str]


def _body(change: Callable[[str, Random], str]) -> Retouch:
    """The retouch of a whole file that changes its body alone."""

    def retouch(text: str, random: Random) -> str:
        head = _FRONT_MATTER.match(text)
        at = head.end() if head else 0
        return text[:at] + change(text[at:], random)

    return retouch


def _as_it_was(body: str, _random: Random) -> str:
    return body


def _new_title(text: str, _random: Random) -> str:
    return re.sub(r'title: "(.*)"', r'title: "Tin vắn: \1"', text, count=1)


def _misspelled(body: str, random: Random) -> str:
    """Every thirtieth word has a slip."""
    return " ".join(f"{word}h" if random.random() < 1 / 30 else word for word in body.split(" "))


def _framed(body: str, _random: Random) -> str:
    return f"(KHCN) - {body.rstrip()}\n\nTheo Ban biên tập cổng thông tin./.\n"


def _shortened(body: str, random: Random) -> str:
    """A fifth of the paragraphs is gone."""
    blocks = body.split("\n\n")
    gone = set(random.sample(range(len(blocks)), len(blocks) // 5))
    return "\n\n".join(block for number, block in enumerate(blocks) if number not in gone)


def _reordered(body: str, random: Random) -> str:
    blocks = body.rstrip("\n").split("\n\n")
    random.shuffle(blocks)
    return "\n\n".join(blocks) + "\n"


def _rewritten(body: str, random: Random) -> str:
    """Every tenth sentence is another one."""
    new = "Bản này đã được ban biên tập viết lại cho gọn hơn trước khi đăng."
    return " ".join(new if random.random() < 0.1 else part for part in _SENTENCE_END.split(body))


RETOUCHES: Mapping[str, Retouch] = {
    "as it was": _body(_as_it_was),
    "another title": _new_title,
    "slips": _body(_misspelled),
    "other frame": _body(_framed),
    "shortened": _body(_shortened),
    "reordered": _body(_reordered),
    "sentences rewritten": _body(_rewritten),
}


def plant_twins(site: Path, count: int, seed: int = 1) -> list[tuple[str, str]]:
    """Writes a twin of so many articles of the site, each kind of retouch in turn; returns the pairs."""
    random = Random(seed)
    files = sorted(file for file in site.glob("content/**/*.md") if not file.name.endswith(".en.md"))
    pairs = []
    for number, file in enumerate(random.sample(files, count)):
        retouch = list(RETOUCHES.values())[number % len(RETOUCHES)]
        twin = file.with_name(f"{file.stem}-lai.md")
        twin.write_text(retouch(file.read_text("utf-8"), random), "utf-8", newline="\n")
        pairs.append((file.relative_to(site).as_posix(), twin.relative_to(site).as_posix()))
    return pairs
