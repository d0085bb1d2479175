"""Articles lead on: to their series, to older ones about the same, to their day, to narrower lists."""

import re

import pytest

from tests.support.site import SETTINGS, Site

LONG = "\n\n".join(
    f"## Phần {n}\n\nĐoạn của phần {n}, xem [trang](https://nguon.example/{n}?a=1&b=2)." for n in range(5)
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("leading"))
    site.write(f"-- site.toml --\n{SETTINGS}")
    series = "{vi: Chuyện nghề đo, en: The measurers}"
    for number, day in enumerate(("2015-03-10", "2016-03-10", "2017-05-02"), 1):
        site.article(f"tin-tuc/ky-{number}.md", title=f"Nghề đo kỳ {number}", date=day, series=series)
    site.article("tin-tuc/niem-phong.md", title="Niêm phong cột đo xăng dầu", date="2018-01-05")
    site.article("tin-tuc/cot-do.md", LONG, title="Kiểm tra cột đo xăng dầu", date="2019-01-05")
    for number in range(61):
        site.article(
            f"tin-tuc/khac-{number}.md", title=f"Khác {number}", date="2020-02-29", province="Lạng Sơn"
        )
    site.build()
    return site


def main_of(site: Site, path: str) -> str:
    return site.page(path).replace("\xa0", " ")


def test_a_part_of_a_series_leads_to_its_neighbours_and_to_all_parts(site: Site) -> None:
    page = main_of(site, "vi/2016/03/ky-2.html")
    series = page[page.index('class="series"') : page.index("</nav>", page.index('class="series"'))]
    assert "Kỳ 2 của loạt bài “Chuyện nghề đo”" in series
    assert "2015/03/ky-1.html" in series
    assert "2017/05/ky-3.html" in series
    path = re.search(r'href="../../../(vi/loat-bai/[^"]+)"', series)
    assert path
    assert "3 bài" in site.page(path[1])


def test_a_series_has_its_name_in_each_language(site: Site) -> None:
    english = [path for path in site.files() if path.startswith("en/series/")]
    assert len(english) == 1
    assert "The measurers" in site.page(english[0])


def test_an_article_leads_to_older_ones_about_the_same_and_never_to_newer_ones(site: Site) -> None:
    assert "niem-phong.html" in related(site, "vi/2019/01/cot-do.html")
    assert "cot-do.html" not in related(site, "vi/2018/01/niem-phong.html")


def related(site: Site, path: str) -> str:
    page = site.page(path)
    return page.partition('class="related"')[2].partition("</nav>")[0]


def test_a_day_has_a_page_with_the_articles_of_all_years(site: Site) -> None:
    page = main_of(site, "vi/ngay-nay-nam-xua/03-10.html")
    assert "Ngày 10 tháng 3 qua các năm" in page
    assert page.index("ky-2.html") < page.index("ky-1.html")
    assert "this-day/02-29.html" in " ".join(site.files())
    assert "vi/ngay-nay-nam-xua/03-11.html" not in site.files()
    assert "en/this-day/02-29.html" in site.page("en/this-day/index.html")


def test_crumbs_lead_to_the_narrowest_lists(site: Site) -> None:
    crumbs = site.page("vi/2020/02/khac-7.html").partition('class="crumbs"')[2].partition("</nav>")[0]
    for path in ("vi/muc/tin-tuc/2020.html", "vi/tinh/lang-son/2020.html", "vi/2020/02/index.html"):
        assert f'"../../../{path}"' in crumbs
    assert "tháng 2 năm 2020" in crumbs


def test_a_long_article_has_a_list_of_contents(site: Site) -> None:
    page = site.page("vi/2019/01/cot-do.html")
    contents = page.partition('class="contents"')[2].partition("</details>")[0]
    names = re.findall(r'href="#([^"]+)"', contents)
    assert len(names) == 5
    assert all(f'id="{name}"' in page for name in names)
    assert 'class="contents"' not in site.page("vi/2018/01/niem-phong.html")


def test_each_paragraph_has_an_address_and_paper_the_addresses_of_links(site: Site) -> None:
    page = site.page("vi/2019/01/cot-do.html")
    assert re.findall(r'<p id="P(\d+)">', page) == ["1", "2", "3", "4", "5"]
    assert page.count('class="here"') == 5
    references = page.partition('class="references')[2].partition("</section>")[0]
    assert re.findall(r"<li>(.*)</li>", references) == [
        f"https://nguon.example/{n}?a=1&amp;b=2" for n in range(5)
    ]


def test_a_new_article_changes_no_old_one_but_its_neighbour(site: Site) -> None:
    site.article("tin-tuc/moi.md", title="Niêm phong cột đo xăng dầu lần nữa", date="2024-03-10")
    report = site.build()
    assert report.impact
    articles = {path for path in report.impact.written if re.match(r"vi/\d{4}/\d\d/(?!index)", path)}
    assert articles == {"vi/2024/03/moi.html", "vi/2020/02/khac-0.html"}
    assert "cot-do.html" in related(site, "vi/2024/03/moi.html")
