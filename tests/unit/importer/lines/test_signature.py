"""What stands beside a name is no part of it."""

import pytest

from generator.importer.capture import Capture
from generator.importer.conversion import import_page
from generator.importer.lines.signature import named

BODY = "<p>Sáng nay, tổ kỹ thuật của Sở thả diều đo gió trên đồng, ghi đủ ba lần số đo vào sổ rồi gửi về.</p>"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Benjamin Silver, Games Editor", ("Benjamin Silver",)),
        ("Lance Ulan, Editor at Large", ("Lance Ulan",)),
        ("Brenda Good, MA", ("Brenda Good",)),
        ("Martin Gran Martin Gran", ("Martin Gran",)),
        ("Trần Văn An Trần Văn An", ("Trần Văn An",)),
        ("Über Simon Duck", ("Simon Duck",)),
        ("Trần Văn An, Lê Thị Bình", ("Trần Văn An", "Lê Thị Bình")),
    ],
)
def test_posts_degrees_and_repetition_are_no_names(line: str, authors: tuple[str, ...]) -> None:
    signature = named(line)
    assert signature is not None
    assert signature.authors == authors


@pytest.mark.parametrize("line", ["No Author", "Khuyết danh", "Anonymous"])
def test_nobody_is_no_author(line: str) -> None:
    assert named(line) is None


def test_a_person_from_whom_a_text_was_taken_is_its_author() -> None:
    head = "<meta charset='utf-8'><meta name='author' content='Theo Trần Mẫu An'>"
    page = f"<html><head>{head}</head><body><h1>Thả diều đo gió trên đồng</h1>{BODY}{BODY}</body></html>"
    article = import_page(Capture("a.html", page.encode())).value
    assert article is not None
    assert article.authors == ("Trần Mẫu An",)


@pytest.mark.parametrize(
    ("label", "sure"),
    [
        ("Cập nhật: 08/01/2014 09:30", True),
        ("Cập nhật lần cuối: 08/01/2014 09:30", False),
        ("Last updated: 08/01/2014", False),
    ],
)
def test_a_revision_alone_is_no_sure_day_of_publication(label: str, sure: bool) -> None:
    page = (
        "<html><head><meta charset='utf-8'></head><body><h1>Thả diều đo gió trên đồng</h1>"
        f"<p>{label}</p>{BODY}{BODY}</body></html>"
    )
    article = import_page(Capture("a.html", page.encode())).value
    assert article is not None
    assert (article.date is not None) is sure
