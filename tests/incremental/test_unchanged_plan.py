"""After an edit of texts alone nothing but their pages is planned; after any other, everything is."""

from collections.abc import Callable, Iterator

import pytest

from generator.build import pages
from generator.plan.context import PlanContext
from generator.plan.page_sets import PageSet
from generator.plan.pages import plan
from tests.support.builds import tree
from tests.support.site import SETTINGS, Site

PAGE = "vi/2014/01/a.html"


@pytest.fixture
def planned(site: Site, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Builds a site of two articles. Each call builds it again, and says how often it was planned whole."""
    site.article("tin-tuc/a.md", title="Bài một", date="2014-01-08", summary="Một câu.")
    site.article("tin-tuc/b.md", title="Bài hai", date="2015-01-08")
    site.write("-- content/gioi-thieu.md --\n---\ntitle: Giới thiệu\n---\n\nVề kho tin.\n")
    site.build()
    times = 0

    def counted(ctx: PlanContext) -> Iterator[PageSet]:
        nonlocal times
        times += 1
        return original(ctx)

    original = plan
    monkeypatch.setattr(pages, "plan", counted)

    def build() -> int:
        nonlocal times
        times = 0
        assert site.build().impact
        return times

    return build


def test_a_text_alone_with_other_links_and_headings(site: Site, planned: Callable[[], int]) -> None:
    site.article(
        "tin-tuc/a.md",
        "Xem [bài hai](b.md).\n\n## Mục\n",
        title="Bài một",
        date="2014-01-08",
        summary="Một câu.",
    )
    assert planned() == 0
    assert '<h2 id="muc">Mục' in site.page(PAGE)
    assert 'href="../../../vi/2015/01/b.html"' in site.page(PAGE)


@pytest.mark.parametrize(
    "edit",
    [
        lambda site: site.article("tin-tuc/a.md", title="Bài khác", date="2014-01-08", summary="Một câu."),
        lambda site: site.article("tin-tuc/c.md"),
        lambda site: site.delete("content/tin-tuc/b.md"),
        lambda site: site.write("-- content/gioi-thieu.md --\n---\ntitle: Giới thiệu\n---\n\nVề Sở.\n"),
        lambda site: site.write(f"-- site.toml --\n{SETTINGS}\n[data]\npublish = true\n"),
        lambda site: (site.output / "vi/nam/index.html").unlink(),
        lambda site: (site.output / PAGE).write_text("khác", encoding="utf-8"),
    ],
    ids=["title", "added", "deleted", "standing page", "settings", "a page is gone", "a page is another"],
)
def test_anything_else(edit: Callable[[Site], None], site: Site, planned: Callable[[], int]) -> None:
    edit(site)
    assert planned() == 1
    clean = site.folder.parent / "clean"
    site.build(output=clean)
    assert tree(site.output) == tree(clean)


def test_a_build_that_was_refused_is_not_the_last_one(site: Site, planned: Callable[[], int]) -> None:
    site.article("tin-tuc/a.md", title="Bài một", date="2014-01-08", province="Không Đâu")
    assert site.build().impact is None
    site.article("tin-tuc/a.md", title="Bài một", date="2014-01-08", summary="Câu khác.")
    assert planned() == 1
    assert "Câu khác." in site.page(PAGE)
