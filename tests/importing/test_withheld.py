"""A page in an element that its markup gives to the site is read where its title shows that it is one."""

from pathlib import Path

from generator.importer.capture import Capture
from generator.importer.conversion import import_page
from generator.importer.frame.first_pass import learn_frames
from generator.importer.frame.sites import SiteFrames
from generator.importer.sources.items import SavedFile, SourceItem

SENTENCE = (
    "Lần đo thứ {number} của tổ kỹ thuật số {page} diễn ra trên cánh đồng làng, dưới trời nắng và gió nhẹ."
)
GREETING = (
    "<div><p>"
    + "Cổng này do tổ kỹ thuật của làng lập ra để ghi lại mọi lần đo gió trên đồng. " * 3
    + "</p></div>"
)


def capture(page: int, sentences: int, head: str = "") -> Capture:
    text = "".join(f"<p>{SENTENCE.format(number=number, page=page)}</p>" for number in range(sentences))
    html = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{GREETING}<div class='sidebar'>"
        f"<h1>Đo gió trên đồng làng, lần {page * 7}</h1>{text}</div></body></html>"
    )
    return Capture(f"do-gio/{page}.html", html.encode(), "text/html")


def frames(captures: list[Capture]) -> SiteFrames:
    path = Path("do-gio")
    items = [
        SourceItem(each, SavedFile(each.path, path, each.path, path, len(each.data), True))
        for each in captures
    ]
    return SiteFrames(learn_frames(items, 1), path.as_posix())


def test_a_short_page_is_read_where_the_frame_knows_that_titles_stand() -> None:
    short = capture(9, 1)
    found = import_page(short, frames=frames([*(capture(page, 6) for page in range(8)), short])).value
    assert found is not None
    assert found.title == "Đo gió trên đồng làng, lần 63"
    assert found.body.strip() == SENTENCE.format(number=0, page=9)


def test_an_element_with_the_title_that_the_metadata_name_is_of_the_article() -> None:
    head = "<title>Đo gió trên đồng làng, lần 63</title><meta property='og:type' content='article'>"
    found = import_page(capture(9, 2, head)).value
    assert found is not None
    assert SENTENCE.format(number=1, page=9) in found.body
    assert "Cổng này" not in found.body
