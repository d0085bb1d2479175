"""A made-up archive of any size, for measuring: the same seed gives the same files on every machine.

    python -m tests.benchmarks.corpus DIR --articles 10000

Articles of about 600 words, six sentences in ten written by hand and the others put together, one in five
translated, of 56 provinces under their names of the time, by 800 authors, over 28 years. Article n does not
depend on how many follow it, so a small corpus begins a large one.
"""

import argparse
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from generator.provinces.gazetteer import Gazetteer, load_gazetteer
from generator.provinces.units import Unit
from generator.text.slug import slugify

T = TypeVar("T")

WORDS = 600
PROVINCES = 56
AUTHORS = 800
FIRST_DAY, LAST_DAY = date(1997, 1, 1), date(2025, 10, 31)
SECTIONS = ("tin-tuc", "van-ban", "anh", "san-pham", "video")
_SECTION_SHARES = (80, 8, 5, 4, 3)
_PROSE = 0.6  # the share of sentences and titles that are written by hand; the others are put together

_SETTINGS = """\
base_url = "https://khotin.example/"
languages = ["vi", "en"]

[name]
vi = "Kho tin thử tốc độ"
en = "Benchmark archive"

[description]
vi = "Những bài do máy đặt ra để đo tốc độ."
en = "Articles made up by a program, for measuring."

[masthead]
agency = { vi = "Kho tin thử tốc độ", en = "Benchmark archive" }
responsible = { vi = "Không ai: mọi điều ở đây là bịa", en = "Nobody: everything here is made up" }

[sections]
tin-tuc = { name = { vi = "Tin tức", en = "News" }, kind = "news" }
van-ban = { name = { vi = "Văn bản", en = "Documents" }, kind = "document" }
anh = { name = { vi = "Ảnh", en = "Photos" }, kind = "photo" }
san-pham = { name = { vi = "Sản phẩm", en = "Products" }, kind = "product" }
video = { name = { vi = "Video", en = "Videos" }, kind = "video" }

[tags]
"""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The phrases of one language by their role, the names that may stand in them, and prose as it stands."""

    phrases: Mapping[str, Sequence[str]]
    columns: Sequence[str]
    related: str
    districts: Sequence[str]
    products: Sequence[str]
    prose: Sequence[str]
    titles: Sequence[str]


@dataclass(frozen=True, slots=True)
class Cast:
    """What articles have in common: who writes, from where, on what, in which words."""

    authors: Sequence[str]
    provinces: Sequence[Unit]
    tags: Sequence[tuple[str, str]]
    vocabularies: Mapping[str, Vocabulary]


@dataclass(frozen=True, slots=True)
class Facts:
    """An article before its texts; `unit` is the province as it was called on that day."""

    path: str
    day: date
    author: str
    unit: Unit
    tags: Sequence[str]
    title: str


def write_corpus(folder: Path, articles: int, seed: int = 1) -> None:
    """Writes site.toml and content/ of so many articles into the folder."""
    cast = _cast(seed)
    folder.mkdir(parents=True, exist_ok=True)
    names = "".join(f'"{vi}" = {{ en = "{en}" }}\n' for vi, en in cast.tags)
    (folder / "site.toml").write_text(_SETTINGS + names, encoding="utf-8")
    earlier: list[Facts] = []
    for number in range(articles):
        random = Random(f"{seed} {number}")
        facts = _facts(random, number, cast)
        _write(folder / facts.path, _original(random, facts, earlier, cast))
        if number % 5 == 0:
            translated = folder / facts.path.replace(".md", ".en.md")
            _write(translated, _translation(random, facts, cast))
        earlier.append(facts)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


# --- the cast ---------------------------------------------------------------------------------------------


def _cast(seed: int) -> Cast:
    words = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text("utf-8"))
    random = Random(f"{seed} cast")
    units = sorted(load_gazetteer().units_on(date(2010, 1, 1)), key=lambda unit: unit.id)
    return Cast(
        authors=_names(random, words["people"]),
        provinces=random.sample(units, PROVINCES),
        tags=[(vi, en) for vi, en in words["tags"]],
        vocabularies={lang: _vocabulary(words, lang) for lang in ("vi", "en")},
    )


def _vocabulary(words: Mapping[str, Any], lang: str) -> Vocabulary:
    own = words[lang]
    phrases = {role: own[role] for role in own if role not in ("columns", "related")}
    written = [article for article in _judged() if article["lang"] == lang]
    prose = [
        part for each in written for part in re.split(r"(?<=[.!?]) ", f"{each['summary']} {each['body']}")
    ]
    titles = [article["title"] for article in written]
    named = words["districts"], words["products"]
    return Vocabulary(phrases, own["columns"], own["related"], *named, prose, titles)


@cache
def _judged() -> tuple[Mapping[str, Any], ...]:
    """The articles with which the search is judged: their words are as rare as those of real news."""
    files = sorted((Path(__file__).parents[1] / "support" / "judged").glob("articles_*.toml"))
    return tuple(entry for file in files for entry in tomllib.loads(file.read_text("utf-8"))["article"])


def _names(random: Random, people: Mapping[str, Sequence[str]]) -> list[str]:
    """Full names of AUTHORS people, no two alike."""
    names: dict[str, None] = {}
    while len(names) < AUTHORS:
        family = _zipf(random, people["family"])
        names[f"{family} {random.choice(people['middle'])} {random.choice(people['given'])}"] = None
    return list(names)


@cache
def _zipf_weights(count: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / rank for rank in range(1, count + 1)))


def _zipf(random: Random, values: Sequence[T]) -> T:
    """One of the values, the n-th n times as rarely as the first."""
    return random.choices(values, cum_weights=_zipf_weights(len(values)))[0]


# --- one article ------------------------------------------------------------------------------------------


def _facts(random: Random, number: int, cast: Cast) -> Facts:
    days = (LAST_DAY - FIRST_DAY).days
    day = FIRST_DAY + timedelta(days=int(days * random.random() ** 0.7))  # archives grow over the years
    unit = _unit_on(load_gazetteer(), _zipf(random, cast.provinces), day)
    tags = dict.fromkeys(_zipf(random, cast.tags)[0] for _ in range(random.randrange(5)))
    section = random.choices(SECTIONS, _SECTION_SHARES)[0]
    vi = cast.vocabularies["vi"]
    title = _title(random, vi, day, unit.name)
    name = f"{slugify(title)[:60].strip('-')}-{number:05d}"
    path = f"content/{section}/{day.year}/{day.month:02d}/{name}.md"
    return Facts(path, day, _zipf(random, cast.authors), unit, tuple(tags), title)


def _unit_on(gazetteer: Gazetteer, home: Unit, day: date) -> Unit:
    """The unit itself if it existed on that day, else the one that it came from or became part of."""
    related = (home, *gazetteer.ancestors(home.id), *gazetteer.final_successors(home.id))
    return next(unit for unit in related if unit.alive_on(day))


def _original(random: Random, facts: Facts, earlier: Sequence[Facts], cast: Cast) -> str:
    vi = cast.vocabularies["vi"]
    fields = [
        f'title: "{facts.title}"',
        f"date: {facts.day.isoformat()}",
        f"author: {facts.author}",
        f"province: {facts.unit.name}",
        f'summary: "{_sentence(random, vi, facts.day, facts.unit.name)}"',
    ]
    if facts.tags:
        fields.append("tags:\n" + "\n".join(f"  - {tag}" for tag in facts.tags))
    links = [_link(facts, other) for other in random.sample(earlier, min(len(earlier), random.randrange(4)))]
    body = _body(random, vi, facts.day, facts.unit.name, links)
    return "---\n" + "\n".join(fields) + f"\n---\n\n{body}"


def _link(page: Facts, other: Facts) -> str:
    """A link from one article to another, between files."""
    up = "../" * (page.path.count("/") - 1)
    return f"[{other.title}]({up}{other.path.removeprefix('content/')})"


def _translation(random: Random, facts: Facts, cast: Cast) -> str:
    en = cast.vocabularies["en"]
    name = facts.unit.name_en
    title = _title(random, en, facts.day, name)
    slug = f"{slugify(title)[:60].strip('-')}{Path(facts.path).stem[-6:]}"
    summary = _sentence(random, en, facts.day, name)
    body = _body(random, en, facts.day, name, ())
    return f'---\ntitle: "{title}"\nslug: {slug}\nsummary: "{summary}"\n---\n\n{body}'


# --- text -------------------------------------------------------------------------------------------------


def _title(random: Random, words: Vocabulary, day: date, province: str) -> str:
    if random.random() < _PROSE:
        return f"{random.choice(words.titles)} ({_zipf(random, words.districts)}, {day.year})".replace(
            '"', "'"
        )
    return _capital(_filled(random, words, "{agencies} {actions} {places}", day, province))


def _sentence(random: Random, words: Vocabulary, day: date, province: str) -> str:
    if random.random() < _PROSE:
        return random.choice(words.prose).replace('"', "'")
    return _capital(_filled(random, words, _zipf(random, words.phrases["sentences"]), day, province))


def _filled(random: Random, words: Vocabulary, pattern: str, day: date, province: str) -> str:
    """The pattern with phrases for its roles, and values for what stands in the phrases."""
    text = pattern
    for role, phrases in words.phrases.items():
        while f"{{{role}}}" in text:
            text = text.replace(f"{{{role}}}", _zipf(random, phrases), 1)
    for name, value in _values(random, words, day, province):
        while f"{{{name}}}" in text:
            text = text.replace(f"{{{name}}}", value(), 1)
    return text


def _values(random: Random, words: Vocabulary, day: date, province: str) -> Iterator[tuple[str, Any]]:
    yield "province", lambda: province
    yield "district", lambda: _zipf(random, words.districts)
    yield "product", lambda: _zipf(random, words.products)
    yield "d", lambda: str(random.randint(1, 28))
    yield "m", lambda: str(random.randint(1, 12))
    yield "y", lambda: str(day.year - random.randrange(2))
    yield "n", lambda: str(int(random.paretovariate(0.6)) % 9000 + 2)
    yield "c", lambda: f"{random.randint(1, 3000)}/{random.choice(('QĐ-UBND', 'KH-SKHCN', 'BC-SKHCN'))}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _body(random: Random, words: Vocabulary, day: date, province: str, links: Sequence[str]) -> str:
    """Paragraphs under headings, with lists and now and then a table, until there are WORDS words."""
    blocks: list[str] = []
    count = 0
    while count < WORDS:
        block = _block(random, words, day, province, len(blocks))
        count += len(block.split())
        blocks.append(block)
    blocks += [f"{words.related}: {link}." for link in links]
    return "\n\n".join(blocks) + "\n"


def _block(random: Random, words: Vocabulary, day: date, province: str, number: int) -> str:
    if number and number % 4 == 0:
        return f"## {random.choice(words.phrases['headings'])}"
    kind = random.random() if number > 1 else 1.0
    if kind < 0.04:
        return _table(random, words)
    if kind < 0.14:
        return "\n".join(f"- {_sentence(random, words, day, province)}" for _ in range(random.randint(3, 5)))
    sentences = [_sentence(random, words, day, province) for _ in range(random.randint(2, 4))]
    if kind < 0.3:
        sentences[0] = f"**{sentences[0]}**"
    return " ".join(sentences)


def _table(random: Random, words: Vocabulary) -> str:
    rows = random.sample(words.phrases["measures"], random.randint(3, 5))
    lines = [f"| {' | '.join(words.columns)} |", "|---|---:|---:|"]
    lines += [f"| {row} | {random.randint(1, 900)} | {random.randint(1, 900)} |" for row in rows]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes a made-up archive for measuring.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write_corpus(arguments.folder, arguments.articles, arguments.seed)


if __name__ == "__main__":
    main()
