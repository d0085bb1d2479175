"""A site whose articles name every province that there has been, whole and with its syllables apart."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.provinces.gazetteer import NamedPlace, load_gazetteer
from generator.text.unicode import fold
from tests.support.search_counts import Sentences, sentences_in
from tests.support.site import SETTINGS, Site

AUTHORS = (
    "Nguyễn Văn An",
    "Trần Văn An",
    "Nguyễn Thị Bình",
    "Đỗ Nguyễn Văn",
    "Trung tâm Khuyến nông Cao Bằng",
)
NUMBERS = (
    "14/2021/QĐ-UBND",
    "05/2019/TT-BKHCN",
    "TCVN ISO 9001:2015",
    "TCVN 7457:2004",
    "24-7-2023",
    "QCVN 01-1:2018/BYT",
)
HOME = "Cao Bằng"
# What is like a name or a number, but is none of them.
TRAPS = (
    "Nguyễn Văn Bình gặp Lê Văn An.",
    "Năm ấy quy định mới có hiệu lực ở miền nam.",
    "Quyết định 14/2020/QĐ-UBND và công văn 2021/QĐ-UBND.",
    "ISO 9001 và TCVN 9001:2015.",
    "Ngày 24-7-2022 và ngày 23-7-2023.",
)


def places() -> list[NamedPlace]:
    """The names of all provinces of all times."""
    return list(load_gazetteer().places.values())


def write_names_site(folder: Path) -> tuple[Site, Mapping[str, Sentences]]:
    """The site, and the sentences of each article as the search has them."""
    site = Site(folder)
    site.write(f"-- site.toml --\n{SETTINGS}")
    articles = {}
    for number, lines in enumerate(_bodies()):
        author, title = AUTHORS[number % len(AUTHORS)], f"Bản tin {number}"
        site.article(f"tin-tuc/a{number}.md", "\n\n".join(lines), title=title, author=author, province=HOME)
        texts = (title, author, HOME, fold(HOME).title(), *lines)
        articles[f"a{number}"] = [sentence for text in texts for sentence in sentences_in(text)]
    return site, articles


def _bodies() -> Iterator[list[str]]:
    """Each name in one to three articles, and its syllables the other way round in others."""
    names = [place.name for place in places()]
    count = len(names) // 4
    lines: list[list[str]] = [[] for _ in range(count)]
    for number, name in enumerate(names):
        for step in range(number % 3 + 1):
            lines[(number + 7 * step) % count].append(f"Tin từ {name} hôm nay.")
        lines[(number + 3) % count].append(f"Rồi {' '.join(reversed(name.replace('-', ' ').split()))} ấy.")
    for number, text in enumerate((*NUMBERS, *TRAPS)):
        lines[number % count].append(f"Theo {text} thì được.")
        lines[(5 * number + 1) % count].append(f"Xem thêm {text} nữa.")
    yield from lines
