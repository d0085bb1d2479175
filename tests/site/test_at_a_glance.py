"""The archive at a glance: years and months, statistics, what it does not know, corrections."""

import csv
import io
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import feedparser
import pytest

from generator.plan import alphabet
from tests.support.site import SETTINGS, Site

MASTHEAD = '\n[masthead]\nemail = "toasoan@khotin.example"'


@pytest.fixture(scope="module")
def glance(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("glance"))
    site.write(f"-- site.toml --\n{SETTINGS}{MASTHEAD}")
    site.article("tin-tuc/a.md", title="Đo lường", date="2014-01-08", tags="[đo lường]")
    site.write("-- content/tin-tuc/a.en.md --\n---\ntitle: Metrology\n---\nText.")
    site.article("tin-tuc/b.md", title="=Bài thứ hai", date="2014-03-01", province="Nam Định")
    site.article("tin-tuc/c.md", title="Bài cũ", date="1997-05-01")
    site.article("tin-tuc/nam.md", title="Chỉ biết năm", date="2014")
    site.article("tin-tuc/khong-ro.md", title="Không rõ", date="unknown", review="[date]")
    site.article(
        "tin-tuc/nguon.md",
        date="2014-03-02",
        source="{name: Báo cũ, url: 'https://bao.example/1', gone: 2020-05-01}",
        corrections="[{date: 2015-01-01, text: Tên đúng là Ba Bể.}, {date: 2016-02-03, text: Số đúng là 5.}]",
    )
    site.article(
        "tin-tuc/rut.md", title="Đã rút", withdrawn="{date: 2015-02-02, reason: Sai số liệu, authority: Sở}"
    )
    site.build()
    return site


def table(site: Site, path: str) -> list[dict[str, str]]:
    text = (site.output / path).read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def cells(html: str) -> list[str]:
    return [
        unescape(re.sub(r"<[^>]*>", "", each)).strip() for each in re.findall(r"<td.*?</td>", html, re.DOTALL)
    ]


def test_a_cell_leads_to_its_month_and_an_empty_one_nowhere(glance: Site) -> None:
    page = glance.page("vi/nam/index.html")
    assert 'href="../../vi/2014/03/index.html" aria-label="tháng 3 năm 2014: 2 bài">2</a>' in page
    assert page.count('<td class="m0"></td>') == 24 - 3
    assert "1998–2013" in page
    assert "1 bài không rõ tháng" in page


def test_the_table_of_years_is_a_file_too(glance: Site) -> None:
    newest = table(glance, "en/years/years.csv")[0]
    assert (newest["year"], newest["articles"], newest["3"], newest["month_unknown"]) == (
        "2014",
        "4",
        "2",
        "1",
    )


def test_an_empty_year_is_named_alone_and_several_as_a_span(site: Site) -> None:
    for year in (2010, 2012, 2017):
        site.article(f"tin-tuc/{year}.md", date=f"{year}-03-05")
    assert not site.build().problems
    page = site.page("vi/nam/index.html")
    gaps = re.findall(r'<tr class="calendar-gap[^>]*>.*?</tr>', page)
    assert [re.sub("<[^>]*>", " ", gap).split()[0] for gap in gaps] == ["2013–2016", "2011"]
    assert [sum(map(int, re.findall(r'colspan="(\d+)"', gap))) for gap in gaps] == [14, 13]


def test_the_page_of_a_year_has_its_months(glance: Site) -> None:
    page = glance.page("en/2014/index.html")
    assert '<caption class="unseen">Articles of 2014 by month</caption>' in page
    assert 'aria-label="January 2014: 1 article"' in page


def test_the_ribbon_of_the_home_page_has_a_bar_for_each_year(glance: Site) -> None:
    ribbon = glance.page("vi/index.html").split('class="ribbon ')[1].split("</nav>")[0]
    assert re.findall(r'href="../(vi/\d+)/', ribbon) == ["vi/1997", "vi/2014"]
    assert "1998–2013" in ribbon


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_each_table_has_a_caption_heads_and_a_file(glance: Site, lang: str) -> None:
    for path in {"vi": ("thong-ke", "dieu-chua-biet"), "en": ("statistics", "what-we-do-not-know")}[lang]:
        page = glance.page(f"{lang}/{path}/index.html")
        tables = re.findall(r"<table>.*?</table>", page, re.DOTALL)
        assert tables
        for each in tables:
            assert "<caption>" in each
            assert 'scope="col"' in each
            assert 'scope="row"' in each
        files = re.findall(r'href="../../([^"]*\.csv)"', page)
        assert len(files) == len(tables)
        assert all((glance.output / file).is_file() for file in files)


def test_statistics_count_the_translations(glance: Site) -> None:
    rows = {row["year"]: row for row in table(glance, "vi/thong-ke/ban-dich.csv")}
    assert rows["2014"] == {"year": "2014", "articles": "4", "in_vi": "4", "in_en": "1"}
    assert rows[""]["articles"] == "1"


def test_a_gap_names_its_articles(glance: Site) -> None:
    page = glance.page("vi/dieu-chua-biet/khong-ro-ngay.html")
    assert "Không rõ" in page
    assert "Chỉ biết năm" in page
    assert "Đo lường" not in page.split("<main")[1]
    gone = table(glance, "en/what-we-do-not-know/sources-gone.csv")
    assert [(row["day"], row["reason"]) for row in gone] == [("2020-05-01", "https://bao.example/1")]
    withdrawn = glance.page("vi/dieu-chua-biet/da-rut.html")
    assert "Sai số liệu" in withdrawn
    assert "Đã rút" not in withdrawn.split("<main")[1]  # its title is gone with its text


def test_the_article_itself_says_that_its_source_is_gone(glance: Site) -> None:
    assert "địa chỉ không còn mở được: " in glance.page("vi/2014/03/nguon.html")
    assert "không còn mở được" not in glance.page("vi/2014/01/a.html")


def test_a_file_has_no_formula(glance: Site) -> None:
    titles = [row["title"] for row in table(glance, "vi/dieu-chua-biet/chua-dich.csv")]
    assert "'=Bài thứ hai" in titles


def test_the_months_between_the_first_article_and_the_last_are_counted(glance: Site) -> None:
    assert len(table(glance, "vi/dieu-chua-biet/thang-trong.csv")) == 7 + 16 * 12 + 1


def test_the_letter_names_the_record(glance: Site) -> None:
    page = glance.page("en/what-we-do-not-know/sources-gone.html")
    letters = [unquote(unescape(each)) for each in re.findall(r'href="(mailto:[^"]*\?[^"]*)"', page)]
    assert letters[0].startswith("mailto:toasoan@khotin.example?subject=Source no longer online: ")
    assert "https://khotin.example/luu-tru/vi/2014/03/nguon.html" in letters[0]
    assert "<textarea" in page


def test_corrections_have_a_page_and_a_feed(glance: Site) -> None:
    rows = table(glance, "vi/dinh-chinh/dinh-chinh.csv")
    assert [row["correction"] for row in rows] == ["Số đúng là 5.", "Tên đúng là Ba Bể."]
    feed = feedparser.parse((glance.output / "vi/dinh-chinh/atom.xml").read_bytes())
    assert not feed.bozo
    assert [entry.summary for entry in feed.entries] == ["Số đúng là 5.", "Tên đúng là Ba Bể."]
    assert len({entry.id for entry in feed.entries}) == 2


def test_an_edited_text_touches_none_of_them(glance: Site) -> None:
    file = glance.folder / "content/tin-tuc/b.md"
    file.write_text(file.read_text("utf-8").replace("Nội dung.", "Nội dung khác."), "utf-8")
    report = glance.build()
    assert report.impact
    assert [path for path in report.impact.written if not path.startswith("search/")] != []
    ours = ("thong-ke", "statistics", "dieu-chua", "what-we", "dinh-chinh", "corrections", "/nam/", "/years/")
    assert not [path for path in report.impact.written if any(each in path for each in ours)]


def test_a_long_index_is_cut_by_letter_and_a_long_letter_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alphabet, "WHOLE", 3)
    monkeypatch.setattr("generator.plan.indexes.WHOLE", 3)
    site = Site(tmp_path)
    site.write(f"-- site.toml --\n{SETTINGS}")
    names = ("Lê Hà", "Trần Hà", "Bùi Hùng", "Bùi Hưng", "Đỗ Đức", "Vũ Dân", "{organisation: Báo Hà Nam}")
    for number, name in enumerate(names):
        site.article(f"tin-tuc/bai-{number}.md", title=f"Bài {number}", author=name)
    site.build()
    index = site.page("vi/tac-gia/index.html")
    letters = re.findall(r'href="../../vi/tac-gia/chu-cai/([^"]*)"', index)
    assert letters == ["d.html", "dd.html", "h.html", "co-quan.html"]
    assert "Lê Hà" not in index
    assert "Đỗ Đức" in site.page("vi/tac-gia/chu-cai/dd.html")
    words = re.findall(r'href="../../../vi/tac-gia/chu-cai/(h[^"]*)"', site.page("vi/tac-gia/chu-cai/h.html"))
    assert [re.sub("-[0-9a-f]{6}", "", each) for each in words] == ["ha.html", "hung.html", "hung.html"]
    assert "Trần Hà" in site.page(f"vi/tac-gia/chu-cai/{words[0]}")
