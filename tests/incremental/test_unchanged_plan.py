"""After an edit of texts alone nothing but their pages is planned; after others, what they may concern."""

from collections.abc import Callable, Iterator

import pytest

from generator.build import unchanged_plan
from generator.plan.articles import article_page_set
from generator.plan.context import PlanContext
from generator.plan.page_sets import PageSet
from generator.plan.pages import shared_page_sets
from generator.plan.taxonomies import Articles
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

    original = shared_page_sets
    monkeypatch.setattr(unchanged_plan, "shared_page_sets", counted)

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


@pytest.fixture
def compared(site: Site, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Builds a site of an article a month. Each call builds it again; says whose pages were compared."""
    for month in range(1, 10):
        title, tag = f"{'ABCDEFGHI'[month - 1] * 5} {month}", f"chủ đề {month}"
        site.article(
            f"tin-tuc/m{month}.md",
            title=title,
            date=f"2014-0{month}-08",
            province="không rõ",
            review="[province]",
            tags=tag,
        )
    site.build()
    keys: list[str] = []

    def counted(ctx: PlanContext, articles: Articles, at: int) -> PageSet:
        keys.append(articles[at].key.rpartition("/")[2])
        return article_page_set(ctx, articles, at)

    monkeypatch.setattr(unchanged_plan, "article_page_set", counted)

    def build() -> list[str]:
        keys.clear()
        assert site.build().impact
        clean = site.folder.parent / "clean"
        found = sorted(keys)
        site.build(output=clean)
        assert tree(site.output) == tree(clean)
        return found

    return build


def test_another_title_concerns_the_articles_beside_it(site: Site, compared: Callable[[], list[str]]) -> None:
    site.article(
        "tin-tuc/m5.md",
        title="Tên mới",
        date="2014-05-08",
        province="không rõ",
        review="[province]",
        tags="chủ đề 5",
    )
    assert compared() == ["m4", "m5", "m6"]


def test_an_article_added_concerns_those_beside_it(site: Site, compared: Callable[[], list[str]]) -> None:
    site.article(
        "tin-tuc/n.md", title="Bài thêm", date="2014-05-20", province="không rõ", review="[province]"
    )
    assert compared() == ["m5", "m6", "n"]


def test_an_article_deleted_concerns_those_beside_it(site: Site, compared: Callable[[], list[str]]) -> None:
    site.delete("content/tin-tuc/m5.md")
    assert compared() == ["m4", "m6"]


def test_another_title_concerns_the_articles_that_link_to_it(
    site: Site, compared: Callable[[], list[str]]
) -> None:
    site.article(
        "tin-tuc/m9.md",
        "Xem [bài](m2.md).",
        title="IIIII 9",
        date="2014-09-08",
        province="không rõ",
        review="[province]",
        tags="chủ đề 9",
    )
    compared()
    site.article(
        "tin-tuc/m2.md",
        title="Tên mới",
        date="2014-02-08",
        province="không rõ",
        review="[province]",
        tags="chủ đề 2",
    )
    assert compared() == ["m1", "m2", "m3", "m9"]


def test_another_spelling_of_a_subject_concerns_its_articles(
    site: Site, compared: Callable[[], list[str]]
) -> None:
    site.article(
        "tin-tuc/m5.md",
        title="EEEEE 5",
        date="2014-05-08",
        province="không rõ",
        review="[province]",
        tags="Chủ Đề 1",
    )
    assert compared() == ["m1", "m4", "m5", "m6"]
