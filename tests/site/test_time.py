"""Dates as editors write them, and the build date, which decides what is shown."""

from datetime import date

import pytest
from PIL import Image

from tests.support.site import Site, where

PAGE = "vi/2014/01/a.html"


def draw(site: Site, path: str, size: tuple[int, int] = (4, 3)) -> None:
    file = site.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, "red").save(file)


def problems(site: Site) -> list[tuple[str, int, str]]:
    return [where(problem) for problem in site.build().problems]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"draft": "true"}, False),
        ({"draft": "false"}, True),
        ({"publish": "2026-01-01"}, True),
        ({"publish": "2026-01-02"}, False),
        ({"expires": "2026-01-01"}, False),
        ({"expires": "2026-01-02"}, True),
        ({"publish": "01/2026", "expires": "2027"}, True),
    ],
)
def test_the_build_date_decides_what_is_shown(site: Site, fields: dict[str, str], shown: bool) -> None:
    draw(site, "content/tin-tuc/a.png")
    site.article("tin-tuc/a.md", title="Chưa công bố", cover="a.png", body="![](a.png)", **fields)
    assert not site.build(day=date(2026, 1, 1)).problems
    assert site.has(PAGE) == shown
    everything = b"\n".join(site.files().values()).decode("utf-8", "replace")
    assert ("Chưa công bố" in everything) == shown
    assert site.has("static/media/tin-tuc/a.png") == shown


def test_a_link_to_a_draft_leads_nowhere(site: Site) -> None:
    site.article("tin-tuc/a.md", draft="true")
    site.article("tin-tuc/b.md", body="[Bài](a.md)")
    assert problems(site) == [("content/tin-tuc/b.md", 8, "broken-link")]


def test_only_the_draft_of_a_translation_is_held_back(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.write("-- content/tin-tuc/a.en.md --\n---\ntitle: Draft\ndraft: yes\n---\n\nText.")
    assert not site.build().problems
    assert site.has(PAGE)
    assert not site.has("en/2014/01/a.html")


@pytest.mark.parametrize(
    ("written", "address", "words"),
    [
        ("08/01/2014", "vi/2014/01/a.html", "8 tháng 1 năm 2014"),
        ("ngày 08 tháng 01 năm 2014", "vi/2014/01/a.html", "8 tháng 1 năm 2014"),
        ('"Thứ Tư, 08/01/2014 18:11"', "vi/2014/01/a.html", "18:11, 8 tháng 1 năm 2014"),
        ("2014-01", "vi/2014/01/a.html", "tháng 1 năm 2014"),
        ("tháng Giêng 2014", "vi/2014/01/a.html", "tháng 1 năm 2014"),
        ("2014", "vi/2014/a.html", "2014"),
        ("02/01/2014", "vi/2014/01/a.html", "2 tháng 1 năm 2014"),
    ],
)
def test_dates_are_read_day_first_and_shown_as_far_as_they_are_known(
    site: Site, written: str, address: str, words: str
) -> None:
    site.article("tin-tuc/a.md", date=written)
    assert not site.build().problems
    page = site.page(address)
    byline = page[page.index('<dl class="byline">') :]
    assert f">{words}</time>" in byline[: byline.index("</div>")]


def test_the_american_order_is_no_date(site: Site) -> None:
    site.article("tin-tuc/a.md", date="01/28/2014")
    assert problems(site) == [("content/tin-tuc/a.md", 3, "date")]


def test_what_is_unknown_and_in_review_is_a_warning_and_shown_as_not_known(site: Site) -> None:
    site.article(
        "tin-tuc/a.md",
        date="unknown",
        author="unknown",
        province="unknown",
        review="[date, author, province]",
    )
    report = site.build()
    assert [p.code for p in report.problems] == ["to-review"] * 3
    assert report.impact
    page = site.page("vi/khong-ro-ngay/a.html")
    assert page.count("chưa rõ") >= 3
    assert "2026" not in page
    assert "1970" not in page
    assert "datePublished" not in page
    assert site.has("vi/khong-ro-ngay/index.html")
    assert site.has("en/undated/index.html")


def test_what_is_unknown_without_review_is_an_error(site: Site) -> None:
    site.article("tin-tuc/a.md", date="unknown", review="author")
    assert [where(p)[1:] for p in site.build().problems] == [
        (3, "unknown-without-review"),
        (6, "to-review"),
    ]
    assert not site.output.exists()
