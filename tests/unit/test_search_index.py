"""The search index: what its numbers say, where it is cut, and what an edit changes."""

from datetime import date

import pytest
from conftest import Site
from hypothesis import given
from hypothesis import strategies as st

from generator.search.contribution import contribution
from generator.search.glossary import load_glossary
from generator.search.lexicon import Lexicon
from generator.search.numbering import BREAK, Spellings
from generator.search.quarters import SIZE, VERSIONED
from generator.search.segments import OPEN_QUARTERS, STEP, past_quarters
from generator.search.texts import Field, Part, plain_text, tokens_of


def test_the_text_of_html_has_a_line_for_each_block() -> None:
    html = '<h2>Một</h2>\n<p>Hai <strong title="a > b">ba</strong><br>bốn &amp; năm</p>\n<td>6</td>'
    assert plain_text(html) == "Một\nHai ba bốn & năm\n6"


@given(st.lists(st.text("aă .,!\n-&", max_size=30), min_size=1, max_size=4))
def test_numbering_says_the_same_as_the_tokens(texts: list[str]) -> None:
    spellings = Spellings()
    spellings.number([(Part(Field.BODY, text),) for text in texts[::2]])  # what is known already
    numbered = spellings.number([(Part(Field.TITLE, text), Part(Field.BODY, text)) for text in texts])
    for at, text in enumerate(texts):
        begin = int(numbered.lengths[:at].sum())
        mine = numbered.tokens[begin : begin + int(numbered.lengths[at])].tolist()
        words = [spellings.texts[number - 1] for number in mine if number != BREAK]
        assert words == [token for token in tokens_of(text) * 2 if token.isalnum()]
        assert mine[-1] == BREAK


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở KHCN tỉnh", {"so #3", "khoa #1"}),
        ("tiến bộ khoa học và công nghệ", {"khoa #1"}),
        ("Đề tài về SHTT", {"de #73", "so #53"}),
        ("đã đến", set()),
        ("DA mới", {"du #76"}),
        ("da mới", set()),
        ("KH", set()),
    ],
)
def test_concepts_are_found_in_texts(text: str, found: set[str]) -> None:
    lexicon = Lexicon(())
    said = contribution(lexicon, lexicon.number([(Part(Field.BODY, text),)]))
    glossary = load_glossary(())
    names = {glossary.concepts[concept].partition(" ")[0] for concept in said.concepts.first.tolist()}
    assert names == {name.partition(" ")[0] for name in found}


@given(st.lists(st.integers(1, 300), max_size=40))
def test_the_newest_quarter_is_never_past_and_the_recent_part_is_small(counts: list[int]) -> None:
    cut = past_quarters(counts)
    assert cut <= max(0, len(counts) - OPEN_QUARTERS)
    if cut:
        assert sum(counts[cut:-OPEN_QUARTERS]) < STEP


def test_a_new_article_leaves_the_past_as_it_is(site: Site) -> None:
    for number in range(2 * STEP):
        day = f"{2010 + number // 30}-0{number % 9 + 1}-01"
        site.article(f"tin-tuc/a{number}.md", f"Nội dung thứ {number}.", date=day, title=f"Bài {number}")
    site.build()
    before = {path for path in site.files() if path.startswith("search/")}
    site.article("tin-tuc/moi.md", "Chuyện hôm nay.", date="2025-12-20", title="Bài mới")
    report = site.build(day=date(2026, 1, 1))
    assert report.impact
    written = [path for path in report.impact.written if path.startswith("search/")]
    assert len(written) < len(before) / 3


def test_an_author_who_is_another_renames_the_cards_of_few_neighbours(site: Site) -> None:
    for number in range(3 * VERSIONED):
        site.article(
            f"tin-tuc/a{number:03}.md", f"Nội dung thứ {number}.", date="2014-02-05", title=f"Bài {number}"
        )
    site.build()
    file = site.folder / "content/tin-tuc/a050.md"
    file.write_text(file.read_text("utf-8").replace("author: ", "author: Một Người Khác "), "utf-8")
    report = site.build()
    assert report.impact
    cards = [path for path in report.impact.written if path.startswith("search/20141/")]
    assert len(cards) == VERSIONED // SIZE
