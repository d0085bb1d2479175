"""The search index: what its numbers say, where it is cut, and what an edit changes."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from generator.model.values import PartialDate
from generator.search.analysis.fields import FieldText, IndexedField, plain_text, tokens_of
from generator.search.analysis.lexicon import Lexicon
from generator.search.analysis.synonyms import load_glossary
from generator.search.analysis.token_ids import BREAK, TermInterner
from generator.search.quarters.patch import amended
from generator.search.quarters.postings import QuarterPostings, contribution
from generator.search.quarters.slots import Slots, slots_of
from generator.search.quarters.stored_fields import SIZE, VERSIONED
from generator.search.tree.segments import OPEN_QUARTERS, STEP, past_quarters
from tests.support.site import Site


def test_the_text_of_html_has_a_line_for_each_block() -> None:
    html = '<h2>Một</h2>\n<p>Hai <strong title="a > b">ba</strong><br>bốn &amp; năm</p>\n<td>6</td>'
    assert plain_text(html) == "Một\nHai ba bốn & năm\n6"


@given(st.lists(st.text("aă .,!\n-&", max_size=30), min_size=1, max_size=4))
def test_numbering_says_the_same_as_the_tokens(texts: list[str]) -> None:
    spellings = TermInterner()
    spellings.number([(FieldText(IndexedField.BODY, text),) for text in texts[::2]])  # what is known already
    numbered = spellings.number(
        [(FieldText(IndexedField.TITLE, text), FieldText(IndexedField.BODY, text)) for text in texts]
    )
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
    said = contribution(lexicon, lexicon.number([(FieldText(IndexedField.BODY, text),)]), Slots(1, (0,)))
    glossary = load_glossary(())
    names = {glossary.concepts[concept].partition(" ")[0] for concept in said.concepts.first.tolist()}
    assert names == {name.partition(" ")[0] for name in found}


DAYS = st.integers(0, 92).map(lambda day: PartialDate(2014, 4 + day // 31, day % 31 + 1))


@given(st.lists(DAYS, min_size=1, max_size=150), st.data())
def test_a_document_that_goes_moves_only_its_neighbours(days: list[PartialDate], data: st.DataObject) -> None:
    days.sort(key=lambda day: day.sort_key)
    gone = data.draw(st.integers(0, len(days) - 1))
    before, after = slots_of(days), slots_of(days[:gone] + days[gone + 1 :])
    for slots in (before, after):
        assert all(one < other for one, other in pairwise(slots.taken))
        assert all(0 <= slot < slots.count for slot in slots.taken)
    if before.count == after.count:
        stayed = [slot for place, slot in enumerate(before.taken) if place != gone]
        moved = [
            place for place, slots in enumerate(zip(stayed, after.taken, strict=True)) if len({*slots}) > 1
        ]
        around = {*moved, gone}
        assert max(around) - min(around) <= len(moved)


def test_one_document_more_or_less_hardly_ever_moves_the_quarters_after() -> None:
    rooms = [slots_of([PartialDate(2014, 5)] * count).count for count in range(60, 600)]
    assert sum(one != other for one, other in pairwise(rooms)) < len(rooms) / 12


TEXTS = st.text("áb .A\n", max_size=12).map(lambda text: text + " Sở KHCN" * (len(text) % 2))
DOCUMENTS = st.dictionaries(st.integers(0, 40), TEXTS, max_size=12)


@given(DOCUMENTS, DOCUMENTS)
def test_what_is_amended_is_what_reading_all_anew_would_give(
    before: dict[int, str], after: dict[int, str]
) -> None:
    lexicon = Lexicon(())
    then, now = Slots(50, tuple(sorted(before))), Slots(60, tuple(slot + slot // 3 for slot in sorted(after)))
    stay = [slot for slot in before if before[slot] == after.get(slot)]
    moved = np.full(then.count, -1, dtype=np.int64)
    moved[stay] = [slot + slot // 3 for slot in stay]
    fresh = {slot: text for slot, text in after.items() if slot not in stay}
    kept = Slots(now.count, tuple(slot + slot // 3 for slot in sorted(fresh)))
    made = amended(lexicon, _said(lexicon, before, then), moved, _said(lexicon, fresh, kept))
    anew = _said(Lexicon(()), after, now)
    assert made.vocabulary == anew.vocabulary
    assert [(part.dtype, part.tolist()) for part in _parts(made)] == [
        (part.dtype, part.tolist()) for part in _parts(anew)
    ]


def _parts(said: QuarterPostings) -> list[NDArray[np.generic]]:
    return [said.marks, *said.words, *said.pairs, *said.concepts]


def _said(lexicon: Lexicon, texts: dict[int, str], slots: Slots) -> QuarterPostings:
    return contribution(
        lexicon, lexicon.number([(FieldText(IndexedField.BODY, texts[at]),) for at in sorted(texts)]), slots
    )


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
