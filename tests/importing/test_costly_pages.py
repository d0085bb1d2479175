"""Too expensive pages are refused with a clear message; all others are cheap."""

import random
import time

import pytest

from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.conversion import import_page
from generator.importer.reading.cost import cost_of

TEXT = "Sáng nay, tổ kỹ thuật thả thử chiếc diều đo gió đầu tiên trên cánh đồng làng. Diều bay được hai giờ."
HEAD = "<html><body><h1>Thả diều đo gió trên đồng</h1>"
SECONDS = 20  # of processor time; each takes a second or less on an idle machine


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("x" * (MOST_BYTES + 1), "import-too-large"),
        (HEAD + "<div>" * 200_000 + TEXT, "import-too-deep"),
        (HEAD + "<table>" * 100_000, "import-too-deep"),
        (HEAD + "<table>" + "<tr><td>a<td>b" * 70_000, "import-too-many-tags"),
        ("<p>" + "".join(f"<b id={i}>" for i in range(400)) + "</p>" + "<p>x</p>" * 5000, "import-too-deep"),
        (HEAD + "<" * 2_000_000, "import-too-large"),
        ("\0" + TEXT, "import-not-text"),
    ],
    ids=["large", "deep", "tables in tables", "endless table", "open formatting", "only brackets", "zero"],
)
def test_costly_pages_are_refused(page: str, code: str) -> None:
    started = time.process_time()
    outcome = import_page(Capture("x.html", page.encode()))
    assert outcome.value is None
    assert [problem.code for problem in outcome.problems] == [code]
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    "name",
    ["sidebar", "related", "relate", "comments", "share", "rating", "vote", "poll", "weblink", "login", "x"],
)
def test_a_long_name_of_an_element_costs_nothing(name: str) -> None:
    """Names made by programs have signs: `sidebarbbbbbbbb:hover`."""
    names = f"{name}{'b' * 50}:hover {name}-{'c' * 50}:hover"
    started = time.process_time()
    outcome = import_page(Capture("x.html", f'{HEAD}<div class="{names}"><p>{TEXT}</p></div>'.encode()))
    assert outcome.value is not None
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    "page",
    [
        HEAD + "<div>" * 400 + f"<p>{TEXT}</p>" * 3,
        HEAD + "<script>" + 'while(1){"</p>"}' * 20_000 + f"</script><p>{TEXT}</p>",
        HEAD + "<!--" * 50_000 + f"<p>{TEXT}</p>",
        HEAD + "<p title='" * 20_000,
        HEAD + f"<p>{'[(' * 50_000}{TEXT}</p>",
        HEAD + f"<p>a{chr(0x301) * 200_000} {TEXT}</p>",
        HEAD + "<h1>Thả diều đo gió trên đồng</h1>" * 4000 + f"<p>{TEXT}</p>",
        HEAD + f"<p>{'./. ' * 30_000}{TEXT}</p>",
        HEAD + f"<p>{'&amp;amp;nbsp;' * 20_000}{TEXT}</p>",
        "<script type='application/ld+json'>" + "[" * 50_000 + f"</script>{HEAD}<p>{TEXT}</p>",
        HEAD + f"<p>{TEXT}</p>" + "<option>" * 100_000,
        HEAD + f"<p>{TEXT}</p>" + "<p data-nosnippet>" * 100_000,
        "Thả diều đo gió trên đồng\n" + "ab " * 100_000 + f"\n{TEXT}",
        "a\n" * 100_000,
    ],
    ids=["nested", "script", "comments", "quotes", "brackets", "marks", "headings", "ends", "entities",
         "json", "options", "unquoted", "one line", "many lines"],
)  # fmt: skip
def test_odd_pages_cost_little(page: str) -> None:
    started = time.process_time()
    outcome = import_page(Capture("x.html", page.encode()))
    assert outcome.value is not None or outcome.problems
    assert time.process_time() - started < SECONDS


def test_random_bytes_are_no_article_or_cost_little() -> None:
    chance = random.Random(5)
    for size in (10, 1000, 100_000):
        for letters in (range(256), range(128, 256), range(32, 127)):
            outcome = import_page(Capture("x", bytes(chance.choices(letters, k=size))))
            assert outcome.value is not None or outcome.problems


def test_a_picture_of_many_shapes_is_not_deep() -> None:
    shape = '<path d="M0 0"/>'
    assert cost_of(f"<svg>{shape * 600}</svg>") is None
    assert cost_of("<svg>" + "<path>" * 600) is not None


@pytest.mark.parametrize(
    "raw", ["<script>{}</script>", "<style>{}</style>", "<!-- {} -->", "<SCRIPT>{}</Script >"]
)
def test_tags_within_scripts_and_comments_cost_nothing(raw: str) -> None:
    page = HEAD + raw.format("a='<div><span>';" * 600) + f"<p>{TEXT}</p><p>{TEXT}</p>"
    assert cost_of(page) is None


@pytest.mark.parametrize("start", ["<!-- ", "<script>", "<style>"])
def test_a_comment_without_end_hides_no_tags(start: str) -> None:
    assert cost_of(HEAD + start + "<div>" * 600) is not None
