"""The pages of the archive: what a reader finds on them, in both languages."""

import re
from datetime import datetime
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree

from generator.provinces.gazetteer import load_gazetteer
from tests.support.site import SETTINGS, Site

BASE = "https://khotin.example/luu-tru/"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def text_of(html: str) -> str:
    """What a person reads of a page's main part."""
    main = html.partition("<main")[2].partition("</main>")[0]
    together = re.sub(r'<span class="nowrap">(.*?)</span>', r"\1", main)
    return " ".join(re.sub(r"<[^>]+>", " ", together).split())


def translated(site: Site, name: str, title: str = "In English") -> None:
    site.write(f"-- content/tin-tuc/{name}.en.md --\n---\ntitle: {title}\n---\n\nEnglish text.\n")


def html_files(site: Site) -> dict[str, str]:
    return {path: content.decode() for path, content in site.files().items() if path.endswith(".html")}


# --- lists ------------------------------------------------------------------------------------------------


def test_an_article_is_on_every_list_that_a_reader_may_look_at(site: Site) -> None:
    site.article("tin-tuc/a.md", title="Bài cần tìm", tags="[đo lường]")
    site.article("tin-tuc/b.md", title="Bài nữa", tags="[đo lường]")
    site.build()
    found = {path for path, html in html_files(site).items() if "Bài cần tìm" in html}
    for pattern in (
        r"vi/index", r"vi/2014/index", r"vi/2014/01/index", r"vi/muc/tin-tuc", r"vi/tinh/nam-dinh",
        r"vi/tac-gia/tran-van-a-\w+", r"vi/the/do-luong-\w+", r"en/provinces/nam-dinh", r"en/sections/news",
    ):  # fmt: skip
        assert any(re.fullmatch(rf"{pattern}\.html", path) for path in found), pattern
    assert "2 bài" in text_of(site.page("vi/tinh/nam-dinh.html"))


def test_an_author_of_one_article_has_no_page_and_the_index_leads_to_the_article(site: Site) -> None:
    site.article("tin-tuc/a.md", author="Lê Thị Một")
    site.build()
    assert not any(path.startswith("vi/tac-gia/le-thi") for path in site.files())
    assert 'href="../../vi/2014/01/a.html"' in site.page("vi/tac-gia/index.html")


def test_two_people_whose_names_fold_alike_have_two_pages(site: Site) -> None:
    for number, name in enumerate(["Bùi Thị Hưng", "Bùi Thị Hùng"] * 2):
        site.article(f"tin-tuc/a{number}.md", author=name)
    site.build()
    pages = [path for path in site.files() if path.startswith("vi/tac-gia/bui-thi-hung-")]
    assert len(pages) == 2
    first = site.files()
    site.article("tin-tuc/a0.md", author="Bùi Thị Hùng")  # who comes first changes no address
    site.article("tin-tuc/a9.md", author="Bùi Thị Hưng")
    site.build()
    assert {path for path in site.files() if "bui-thi-hung" in path} == {p for p in first if "bui-thi" in p}


def test_people_stand_by_given_name_and_d_after_d(site: Site) -> None:
    names = ["Nguyễn Văn Đức", "Trần Dũng", "Lê An", "Phạm Văn Ân", "Hoàng Ánh", "Vũ Em"]
    for number, name in enumerate(names):
        site.article(f"tin-tuc/a{number}.md", author=name)
    site.build()
    text = text_of(site.page("vi/tac-gia/index.html"))
    order = sorted(names, key=text.index)
    assert order == ["Lê An", "Hoàng Ánh", "Phạm Văn Ân", "Trần Dũng", "Nguyễn Văn Đức", "Vũ Em"]


@pytest.fixture
def long_list(site: Site) -> Site:
    """Nam Định with 130 articles in 2014 (130 > 100: cut by month) and 10 in 2015."""
    for number in range(130):
        site.article(f"tin-tuc/a{number}.md", date=f"2014-{1 + number % 12:02d}-10", title=f"Bài {number}")
    for number in range(10):
        site.article(f"tin-tuc/b{number}.md", date="2015-02-01", title=f"Bài mới {number}")
    site.build()
    return site


def test_a_long_list_is_cut_by_year_then_month(long_list: Site) -> None:
    first = long_list.page("vi/tinh/nam-dinh.html")
    assert "nam-dinh/2014.html" in first
    assert "nam-dinh/2015.html" in first
    assert text_of(first).count("Bài mới") == 10
    assert "nam-dinh/2014-05.html" in long_list.page("vi/tinh/nam-dinh/2014.html")
    assert text_of(long_list.page("vi/tinh/nam-dinh/2014-05.html")).count("Bài ") >= 11
    assert not long_list.has("vi/tinh/nam-dinh/2015-02.html")


def test_every_article_of_a_long_list_can_be_reached(long_list: Site) -> None:
    pages = [html for path, html in html_files(long_list).items() if path.startswith("vi/tinh/nam-dinh")]
    linked = set(re.findall(r'href="[./]*(vi/201\d/\d\d/[ab]\d+\.html)"', " ".join(pages)))
    assert len(linked) == 140


def test_a_back_dated_article_touches_its_own_period_alone(long_list: Site) -> None:
    long_list.article("tin-tuc/moi.md", date="2014-03-15", title="Bài bổ sung", author="Người Khác")
    report = long_list.build()
    assert report.impact
    written = set(report.impact.written)
    assert "vi/tinh/nam-dinh/2014-03.html" in written
    untouched = {"vi/tinh/nam-dinh/2014-04.html", "vi/tinh/nam-dinh/2015.html", "vi/2014/04/index.html"}
    assert not written & untouched
    assert len({path for path in written if path.endswith(".html")}) < 60


def test_previous_and_next_skip_the_months_without_articles(site: Site) -> None:
    site.article("tin-tuc/a.md", date="2014-01-08")
    site.article("tin-tuc/b.md", date="2014-05-08")
    site.build()
    assert "2014/05/index.html" in site.page("vi/2014/01/index.html").split("<main")[1]
    assert not site.has("vi/2014/02/index.html")


def test_an_empty_section_explains_itself(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.build()
    assert "chưa có" in text_of(site.page("vi/muc/anh.html")).lower()


# --- languages --------------------------------------------------------------------------------------------


def test_an_untranslated_article_is_listed_under_its_own_title_and_is_no_empty_page(site: Site) -> None:
    site.article("tin-tuc/a.md", title="Chỉ có tiếng Việt")
    site.build()
    listed = site.page("en/provinces/nam-dinh.html")
    assert re.search(r'<a href="../../vi/2014/01/a.html" lang="vi">Chỉ có tiếng Việt</a>', listed)
    assert "Tiếng Việt" in text_of(listed)
    assert not site.has("en/2014/01/a.html")
    assert "not translated" in site.page("vi/2014/01/a.html")


def test_translations_lead_to_each_other_and_say_so_to_machines(site: Site) -> None:
    site.article("tin-tuc/a.md")
    translated(site, "a")
    site.build()
    for path, other in (("vi/2014/01/a.html", "en"), ("en/2014/01/a.html", "vi")):
        page = site.page(path)
        assert f'href="../../../{other}/2014/01/a.html"' in page.split("<main")[0]
        assert f'rel="canonical" href="{BASE}{path}"' in page
        for lang in ("vi", "en"):
            assert f'hreflang="{lang}" href="{BASE}{lang}/2014/01/a.html"' in page
        assert f'hreflang="x-default" href="{BASE}vi/2014/01/a.html"' in page


def test_a_link_leads_an_english_reader_to_the_english_article(site: Site) -> None:
    site.article("tin-tuc/a.md")
    translated(site, "a")
    site.article("tin-tuc/b.md")
    site.write("-- content/tin-tuc/b.en.md --\n---\ntitle: B\n---\n\n[there](a.md) [page](../gt.md)\n")
    site.write("-- content/gt.md --\n---\ntitle: Giới thiệu\n---\n\nTrang này.\n")
    site.build()
    page = site.page("en/2014/01/b.html")
    assert '<a href="../../../en/2014/01/a.html">there</a>' in page
    assert '<a href="../../../vi/gt.html" hreflang="vi">page</a>' in page


def test_a_site_may_have_one_language(site: Site) -> None:
    site.write(f"-- site.toml --\n{SETTINGS}".replace('["vi", "en"]', '["vi"]').replace(', en = "The"', ""))
    text = (site.folder / "site.toml").read_text("utf-8")
    text = re.sub(r", en = \"[^\"]*\"", "", text).replace('en = "The Archive"\n', "")
    site.write(f"-- site.toml --\n{text}")
    site.article("tin-tuc/a.md")
    assert site.build().impact
    assert not any(path.startswith("en/") for path in site.files())
    assert "hreflang" not in site.page("vi/2014/01/a.html")


# --- provinces --------------------------------------------------------------------------------------------


def test_an_article_keeps_the_name_of_its_own_time_and_tells_what_came_after(site: Site) -> None:
    site.article("tin-tuc/a.md", province="Nam Định", date="2014-01-08")
    site.build()
    text = text_of(site.page("vi/2014/01/a.html"))
    assert "Tỉnh Nam Định" in text
    assert "1 tháng 7 năm 2025" in text
    assert "Ninh Bình" in text


def test_a_successor_lists_what_was_published_under_all_names_of_its_land(site: Site) -> None:
    four_articles(site)
    site.build()
    page = text_of(site.page("vi/tinh/ninh-binh.html"))
    for name in ("Nam Định", "Hà Nam", "Hà Nam Ninh", "Ninh Bình cũ"):
        assert f"Bài {name}" in page
    assert "4 bài" in page
    narrow = text_of(site.page("vi/tinh/ninh-binh/chi-ten-nay.html"))
    assert "Bài Ninh Bình cũ" in narrow
    assert "Bài Nam Định" not in narrow
    former = text_of(site.page("en/provinces/nam-dinh.html"))
    assert "the province of Ninh Binh" in former
    assert "1 July 2025" in former


def test_a_former_province_lists_only_its_land(site: Site) -> None:
    four_articles(site)
    site.build()
    page = text_of(site.page("vi/tinh/nam-dinh.html"))
    assert "Bài Nam Định" in page
    assert "Bài Hà Nam Ninh" in page
    assert "Bài Ninh Bình cũ" not in page
    assert "Bài Hà Nam<" not in site.page("vi/tinh/nam-dinh.html")


def test_the_index_counts_the_land_and_points_from_old_names_to_new_ones(site: Site) -> None:
    four_articles(site)
    site.build()
    index = " ".join(text_of(site.page("vi/tinh/index.html")).split())
    assert "Tỉnh Ninh Bình 4" in index
    assert "đến năm 2025, nay là Ninh Bình" in index
    assert " 0 " not in index


def test_the_feed_of_a_province_has_the_articles_of_its_predecessors(site: Site) -> None:
    four_articles(site)
    site.build()
    feed = site.page("vi/tinh/ninh-binh/atom.xml")
    assert feed.count("<entry>") == 4


def test_a_province_without_predecessors_has_no_narrower_list(site: Site) -> None:
    site.article("tin-tuc/a.md", province="Nam Định", date="2014-01-08")
    site.build()
    assert not site.has("vi/tinh/nam-dinh/chi-ten-nay.html")
    assert not site.has("vi/tinh/ninh-binh/chi-ten-nay.html")


def test_a_province_tells_every_step_of_its_history_with_its_act(site: Site) -> None:
    site.article("tin-tuc/a.md", province="Nam Định", date="2014-01-08")
    site.build()
    text = " ".join(text_of(site.page("vi/tinh/nam-dinh.html")).split())
    assert "Các tỉnh Hà Nam và Nam Định hợp nhất thành tỉnh Nam Hà. Quyết định số 103-NQ-TVQH" in text
    assert "Các tỉnh Nam Hà và Ninh Bình hợp nhất thành tỉnh Hà Nam Ninh." in text
    assert "Một số nguồn ghi ngày khác: 26 tháng 12 năm 1991" in text
    assert "hợp nhất thành tỉnh Ninh Bình mới. Nghị quyết số 202/2025/QH15" in text
    assert "1965–1975" in text
    assert "1991–1997" in text


def test_sentences_tell_a_city_from_a_province(site: Site) -> None:
    site.article("tin-tuc/a.md", province="Cần Thơ", date="2014-01-08")
    site.build()
    text = " ".join(text_of(site.page("vi/tinh/can-tho.html")).split())
    assert "Tỉnh Cần Thơ được chia thành thành phố Cần Thơ và tỉnh Hậu Giang." in text
    english = " ".join(text_of(site.page("en/provinces/can-tho.html")).split())
    assert "was split into the city of Can Tho and the province of Hau Giang." in english


def test_the_bands_link_to_the_lists_of_their_names(site: Site) -> None:
    four_articles(site)
    site.build()
    page = site.page("vi/tinh/ninh-binh.html")
    assert page.count('class="bands ') == 2
    assert 'aria-label="Tỉnh Nam Định, 1997–2025, 1 bài"' in page
    assert 'href="../../vi/tinh/nam-dinh.html"' in page
    assert "style=" not in page
    table = site.page("vi/tinh/ninh-binh/dong-thoi-gian.csv")
    assert '"Nam Định","province","VN-67","1997-01-01","2025-07-01",1,"Ninh Bình","Nghị quyết số 202' in table


def test_one_page_has_the_lines_of_the_34_provinces_of_today(site: Site) -> None:
    site.build()
    page = site.page("vi/tinh/dong-thoi-gian.html")
    assert page.count('class="line"') == 34
    assert "Tỉnh Lạng Sơn" in page
    assert "Cao Lạng" in page


def four_articles(site: Site) -> None:
    """Writes articles under four names of the land that is Ninh Bình today."""
    site.article("tin-tuc/a.md", province="Nam Định", date="2014-01-08", title="Bài Nam Định")
    site.article("tin-tuc/b.md", province="Hà Nam", date="2015-01-08", title="Bài Hà Nam")
    site.article("tin-tuc/c.md", province="Hà Nam Ninh", date="1985", title="Bài Hà Nam Ninh")
    site.article("tin-tuc/d.md", province="Ninh Bình", date="2014-01-09", title="Bài Ninh Bình cũ")


@pytest.mark.parametrize(
    ("province", "when", "page", "shown"),
    [
        ("Huế", "2014-05-01", "thua-thien-hue", "Thừa Thiên Huế"),
        ("Huế", "2025-05-01", "hue", "Huế"),
        ("Hậu Giang", "1985-05-01", "hau-giang", "Hậu Giang"),
        ("Cần Thơ", "1995-05-01", "can-tho", "Tỉnh Cần Thơ"),
        ("Cần Thơ", "2010-05-01", "can-tho", "Thành phố Cần Thơ"),
    ],
)
def test_the_date_tells_which_province_a_name_means(
    site: Site, province: str, when: str, page: str, shown: str
) -> None:
    site.article("tin-tuc/a.md", province=province, date=when)
    site.build()
    assert site.has(f"vi/tinh/{page}.html")
    assert shown in text_of(site.page(f"vi/{when[:4]}/05/a.html"))


def test_every_province_past_and_present_can_have_a_page(site: Site) -> None:
    gazetteer = load_gazetteer()
    for number, unit in enumerate(gazetteer.units.values()):
        day = (
            unit.start.first_day
            if unit.start
            else unit.end.first_day.replace(year=1960)
            if unit.end
            else None
        )
        site.article(f"tin-tuc/a{number}.md", province=unit.name, date=day.isoformat() if day else "2000")
    assert site.build().impact
    for slug in gazetteer.places:
        assert site.has(f"vi/tinh/{slug}.html")
        assert site.has(f"en/provinces/{slug}.html")


# --- for machines -----------------------------------------------------------------------------------------


def test_feeds_satisfy_the_atom_rules(site: Site) -> None:
    for number in range(25):
        site.article(f"tin-tuc/a{number}.md", date=f"2014-01-{1 + number:02d}", title=f"Bài {number} <&>")
    site.article("tin-tuc/khong-ngay.md", date="unknown", review="[date]")
    translated(site, "a3")
    site.build()
    feeds = [path for path in site.files() if path.endswith("atom.xml")]
    assert {"vi/atom.xml", "en/atom.xml", "vi/muc/tin-tuc/atom.xml", "vi/tinh/nam-dinh/atom.xml"} <= set(
        feeds
    )
    for path in feeds:
        feed = etree.fromstring(site.page(path).encode())
        _assert_atom(feed, path)
    assert len(feedparser.parse(site.page("vi/atom.xml")).entries) == 20
    assert [e.title for e in feedparser.parse(site.page("en/atom.xml")).entries] == ["In English"]


def _assert_atom(feed: etree._Element, path: str) -> None:
    assert feed.findtext(f"{ATOM}id") == BASE + path
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    for element in (feed, *entries):
        assert element.findtext(f"{ATOM}title")
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "").tzinfo
        for link in element.findall(f"{ATOM}link"):
            assert urlsplit(link.get("href", "")).netloc
    for entry in entries:
        assert entry.find(f"{ATOM}author") is not None or feed.find(f"{ATOM}author") is not None


def test_the_sitemap_names_every_page_and_agrees_with_hreflang(site: Site) -> None:
    site.article("tin-tuc/a.md")
    translated(site, "a")
    site.article("tin-tuc/b.md", date="unknown", review="[date]")
    site.build()
    index = etree.fromstring(site.page("sitemap.xml").encode())
    parts = [(loc.text or "").removeprefix(BASE) for loc in index.iter(f"{SITEMAP}loc")]
    urls = {}
    for part in parts:
        for url in etree.fromstring(site.page(part).encode()).findall(f"{SITEMAP}url"):
            links = {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
            urls[(url.findtext(f"{SITEMAP}loc") or "").removeprefix(BASE)] = links
    assert all(site.has(path) for path in urls)
    empty = {"vi/muc/anh.html", "en/sections/photos.html", "en/sections/anh.html"}
    assert set(html_files(site)) - set(urls) - empty == {
        "index.html",
        "404.html",
        "vi/tim-kiem.html",
        "en/search.html",
        "vi/kiem-chung/index.html",
        "en/verify/index.html",
    }
    for path, links in urls.items():
        in_page = dict(re.findall(r'hreflang="([\w-]+)" href="(https[^"]+)"', site.page(path)))
        assert links == in_page, path
    assert f"Sitemap: {BASE}sitemap.xml" in site.page("robots.txt")


def test_the_404_page_speaks_both_languages_and_works_at_any_depth(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.build()
    page = site.page("404.html")
    assert 'lang="vi"' in page
    assert 'lang="en"' in page
    assert 'href="/luu-tru/vi/index.html"' in page
    assert 'href="/luu-tru/static/style.css"' in page


def test_the_root_offers_both_languages(site: Site) -> None:
    site.build()
    assert 'href="vi/index.html"' in site.page("index.html")
    assert 'href="en/index.html"' in site.page("index.html")


def test_addresses_are_ascii_lower_case_short_and_unique(long_list: Site) -> None:
    long_list.article("tin-tuc/TÊN RẤT DÀI " + "x" * 150 + ".md", author="N" * 200, tags=f"[{'t' * 200}]")
    long_list.article("tin-tuc/con.md", tags="[CON, Ötzi, 日本]")
    long_list.build()
    paths = list(long_list.files())
    assert len({path.lower() for path in paths}) == len(paths)
    for path in paths:
        assert re.fullmatch(r"[a-z0-9./-]+", path), path
        assert len(path) <= 120
        assert "con.html" not in path.split("/")


def test_no_two_pages_have_one_title(long_list: Site) -> None:
    titles: dict[str, str] = {}
    for path, html in html_files(long_list).items():
        lang = path.split("/")[0]
        title = lang + html.split("<title>")[1].split("</title>")[0]
        assert title not in titles, (path, titles.get(title))
        titles[title] = path


def test_corrections_and_withdrawals_stand_before_the_body(site: Site) -> None:
    site.article(
        "tin-tuc/a.md",
        body="Thân bài.",
        corrections="[{date: 2014-02-01, text: Sửa số liệu}]",
        withdrawn="{date: 2014-03-01, reason: Sai nguồn, authority: Ban biên tập, text: kept}",
    )
    site.build()
    text = text_of(site.page("vi/2014/01/a.html"))
    for notice in ("Sửa số liệu", "Sai nguồn", "Ban biên tập"):
        assert text.index(notice) < text.index("Thân bài.")


def test_records_of_the_old_site_are_shown_as_closed(site: Site) -> None:
    site.article(
        "tin-tuc/a.md",
        comments="[{author: Bạn đọc, date: 2014-01-09, text: Bài hay}]",
        poll="{question: Có ích không?, answers: {Có: 12, Không: 3}}",
        views="1.234",
    )
    assert site.build().impact
    text = text_of(site.page("vi/2014/01/a.html"))
    for word in ("Bài hay", "Bạn đọc", "Có ích không?", "12", "1.234"):
        assert word in text


def test_a_theme_may_extend_the_default_one(site: Site) -> None:
    site.write(f'-- site.toml --\ntheme = "rieng"\n{SETTINGS}')
    site.write('-- themes/rieng/theme.toml --\nname = "Riêng"\nextends = "default"\n')
    site.write(
        '-- themes/rieng/templates/standing.html --\n{% extends "default/standing.html" %}\n'
        "{% block main %}<p>RIÊNG</p>{{ super() }}{% endblock %}\n"
    )
    site.write("-- content/gt.md --\n---\ntitle: Giới thiệu\n---\n\nTrang này.\n")
    assert site.build().impact
    assert "<p>RIÊNG</p>" in site.page("vi/gt.html")
    assert "Trang này." in site.page("vi/gt.html")


@pytest.mark.parametrize(
    ("lang", "words"), [("vi", "ảnh, tệp đính kèm"), ("en", "the pictures, the attached files")]
)
def test_readers_learn_in_their_words_what_is_not_verified(site: Site, lang: str, words: str) -> None:
    site.article("tin-tuc/a.md", review="[images, attachments]")
    site.write("-- content/tin-tuc/a.en.md --\n---\ntitle: An article\n---\n\nText.\n")
    site.build()
    (page,) = (text for path, text in site.files().items() if path.startswith(f"{lang}/2014/01/a"))
    assert words in page.decode()
