"""Addresses: permanent, in ASCII, one for each page; and a clash is told before anything is written."""

import pytest
from PIL import Image

from generator.build.load import load_site
from generator.build.progress import Unwatched
from generator.plan.context import plan_context
from generator.plan.pages import plan
from generator.problems.messages import message
from generator.read.scan import scan
from tests.support.site import BUILD_DATE, Site, cache_of


def addresses(site: Site) -> list[str]:
    """The addresses of all pages that would be built."""
    with cache_of(site.output) as cache:
        source = load_site(site.folder, BUILD_DATE, cache, scan(site.folder), 1, Unwatched())
    assert source.value
    return [page.path for page_set in plan(plan_context(source.value.archive)) for page in page_set.pages()]


def test_no_two_pages_share_an_address_whatever_their_names(site: Site) -> None:
    names = [
        "Bùi Thị Hưng",
        "Bùi Thị Hùng",
        "BÙI THỊ HƯNG",
        "{organisation: Bùi Thị Hưng}",
        "Con",
        "科学",
        "...",
    ]
    tags = ["Hoà bình", "hòa bình", "hoa binh", "index", "2014", "nul", "a/b", "../x", "Ơ", "o"]
    for number in range(70):
        site.article(
            f"tin-tuc/bai-{number}.md",
            title=f"Bài {number}",
            date=f"2014-{1 + number % 12:02d}",
            author=f"[{names[number % len(names)]}]",
            tags=f'["{tags[number % len(tags)]}"]',
        )
    site.article("2014.md", title="Trang 2014")
    site.article("tinh.md", title="Trang tỉnh")
    site.article("tin-tuc/01.md", date="2014", title="Tháng Một")
    found = addresses(site)
    assert len({path.lower() for path in found}) == len(found)


def test_a_name_has_one_page_whether_taken_for_a_person_or_an_organisation(site: Site) -> None:
    for number, author in enumerate(["Minh Anh", "{organisation: Minh Anh}", "[Minh Anh, Lê B]"]):
        site.article(f"tin-tuc/bai-{number}.md", title=f"Bài {number}", author=author)
    site.build()
    (page,) = (path for path in site.files() if path.startswith("vi/tac-gia/minh-anh"))
    assert all(f">Bài {number}</a>" in site.page(page) for number in range(3))
    assert site.page("vi/tac-gia/index.html").count(">Minh Anh</a>") == 1


def test_a_clash_names_both_files(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.article("tin-tuc/cu/A.md", date="2014-01-30")
    site.article("anh/b.md", slug="a")
    found = site.build().problems
    assert {p.code for p in found} == {"address-clash"}
    assert {p.path for p in found} == {"content/anh/b.md", "content/tin-tuc/a.md"}
    assert all("vi/2014/01/a.html" in message(p, "en") for p in found)
    assert all("content/tin-tuc/cu/A.md" in message(p, "vi") for p in found)
    assert not site.output.exists()


def test_the_same_name_in_another_month_is_no_clash_and_moves_nothing(site: Site) -> None:
    site.article("tin-tuc/a.md", title="Bài một", date="2014-01-08")
    site.build()
    before = site.page("vi/2014/01/a.html")
    site.article("tin-tuc/cu/a.md", title="Bài hai", date="2014-02-08")
    assert not site.build().problems
    assert site.has("vi/2014/02/a.html")
    assert "<h1>Bài một</h1>" in before
    assert "<h1>Bài một</h1>" in site.page("vi/2014/01/a.html")


@pytest.mark.parametrize("name", ["index", "tim-kiem", "so-do-trang"])
def test_the_archives_own_addresses_are_taken(site: Site, name: str) -> None:
    site.write(f"-- content/{name}.md --\n---\ntitle: Trang riêng\n---\n\nChữ.\n")
    site.article("tin-tuc/a.md", slug=name)
    assert {(p.path, p.code) for p in site.build().problems} == {
        (f"content/{name}.md", "address-taken"),
        ("content/tin-tuc/a.md", "address-taken"),
    }


def test_pictures_whose_names_fold_alike_clash_and_nothing_is_overwritten(site: Site) -> None:
    for name in ("Ảnh.PNG", "anh.png"):
        (site.folder / "content/tin-tuc").mkdir(exist_ok=True)
        Image.new("RGB", (2, 2)).save(site.folder / "content/tin-tuc" / name)
    site.article("tin-tuc/a.md", body="![x](Ảnh.PNG) ![y](anh.png)")
    (problem,) = site.build().problems
    assert problem.code == "media-clash"
    assert "static/media/tin-tuc/anh.png" in message(problem, "en")


def test_a_long_name_is_cut_and_a_long_path_is_refused(site: Site) -> None:
    site.article(f"tin-tuc/{'hoi-nghi-' * 20}.md")
    assert not site.build().problems
    assert all(len(path) <= 120 and path.isascii() and path == path.lower() for path in site.files())
    folder = "/".join(["thu-muc-rat-dai"] * 9)
    (site.folder / "content/tin-tuc" / folder).mkdir(parents=True)
    Image.new("RGB", (2, 2)).save(site.folder / "content/tin-tuc" / folder / "a.png")
    site.article("tin-tuc/b.md", cover=f"{folder}/a.png")
    (problem,) = site.build().problems
    assert (problem.path, problem.code) == (f"content/tin-tuc/{folder}/a.png", "address-long")


@pytest.mark.parametrize(
    ("fields", "vi", "en"),
    [
        ({"date": "2014-01-08"}, "vi/2014/01/a.html", "en/2014/01/a.html"),
        ({"date": "2014-01"}, "vi/2014/01/a.html", "en/2014/01/a.html"),
        ({"date": "2014"}, "vi/2014/a.html", "en/2014/a.html"),
        ({"date": "unknown", "review": "date"}, "vi/khong-ro-ngay/a.html", "en/undated/a.html"),
        ({"slug": "bai-khac"}, "vi/2014/01/bai-khac.html", "en/2014/01/bai-khac.html"),
    ],
)
def test_an_article_stands_where_its_date_and_name_put_it(
    site: Site, fields: dict[str, str], vi: str, en: str
) -> None:
    site.article("tin-tuc/a.md", **fields)
    site.write("-- content/tin-tuc/a.en.md --\n---\ntitle: In English\n---\n\nText.")
    report = site.build()
    assert report.impact
    assert site.has(vi)
    assert site.has(en)
