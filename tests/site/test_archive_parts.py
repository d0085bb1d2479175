"""Parts of an archive as copies: their articles alone, true counts and lists, links that lead online."""

import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.commands import main
from generator.problems.messages import has_errors
from tests.support.copies import BAG, verified
from tests.support.site import BUILD_DATE, Site

DATE = BUILD_DATE.isoformat()
BASE = "https://khotin.example/luu-tru/"


@pytest.fixture
def filled(site: Site) -> Site:
    """Articles of three provinces: Hưng Yên, Thái Bình, which is part of it since 2025, and Nam Định."""
    site.article(
        "tin-tuc/lua.md",
        "Xem [bài về muối](muoi.md), [ảnh](../anh/cau.md#tran) và [nhãn](nhan.md).",
        title="Giống lúa mới",
        province="Thái Bình",
        date="2012-03-04",
        tags="[lúa]",
    )
    site.article("tin-tuc/nhan.md", title="Nhãn lồng", province="Hưng Yên", date="2015-08-01")
    english = {"date": "", "author": "", "province": ""}
    site.article("tin-tuc/nhan.en.md", "On [salt](muoi.md).", title="Longans", **english)
    site.article(
        "tin-tuc/muoi.md", title="Làm muối", date="2012-05-06", aliases="[/tin/muoi.html]", author="Lê B"
    )
    site.article("tin-tuc/muoi.en.md", title="Making salt", **english)
    site.article("tin-tuc/khong-ngay.md", title="Không ngày", date="unknown", review="[date]")
    site.article("anh/cau.md", "## Trận\n\nCầu.", title="Cây cầu", date="2015-09-09")
    site.write("-- content/gioi-thieu.md --\n---\ntitle: Giới thiệu\n---\n\nĐọc [bài](tin-tuc/muoi.md).\n")
    return site


def run(site: Site, copy: Path, *options: str) -> Result:
    arguments = ("archive", "--site", str(site.folder), "--to", str(copy), "--date", DATE, *options)
    return CliRunner().invoke(main, [*arguments, "--lang", "en"])


def part(site: Site, folder: Path, *options: str) -> Path:
    """The unpacked bag of a part, which is verified as any copy."""
    copy = folder / "c.zip"
    result = run(site, copy, *options)
    assert result.exit_code == 0, result.stderr
    assert not has_errors(verified(copy).problems), verified(copy).problems
    with zipfile.ZipFile(copy) as opened:
        opened.extractall(folder)
    return folder / BAG


def articles(bag: Path) -> set[str]:
    """The articles of a copy, by their addresses without language and ending."""
    found = (file.relative_to(bag / "data").as_posix() for file in (bag / "data").rglob("*.html"))
    dated = (re.fullmatch(r"(../(?:\d{4}/\d\d|khong-ro-ngay)/(?!index).*)\.html", path) for path in found)
    return {each[1] for each in dated if each}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--province", "Hưng Yên"), {"vi/2012/03/lua", "vi/2015/08/nhan", "en/2015/08/nhan"}),
        (("--province", "thai binh"), {"vi/2012/03/lua"}),
        (("--year", "2012"), {"vi/2012/03/lua", "vi/2012/05/muoi", "en/2012/05/muoi"}),
        (("--year", "2013..2016"), {"vi/2015/08/nhan", "en/2015/08/nhan", "vi/2015/09/cau"}),
        (("--section", "anh"), {"vi/2015/09/cau"}),
        (("--language", "en"), {"en/2015/08/nhan", "en/2012/05/muoi"}),
        (("--province", "Hưng Yên", "--year", "2012..2014", "--language", "vi"), {"vi/2012/03/lua"}),
        (("--section", "anh", "--section", "tin-tuc", "--province", "Thái Bình"), {"vi/2012/03/lua"}),
    ],
)
def test_a_part_has_the_articles_that_meet_all_conditions(
    options: tuple[str, ...], expected: set[str], filled: Site, tmp_path: Path
) -> None:
    assert articles(part(filled, tmp_path, *options)) == expected


def test_links_that_leave_the_part_lead_online_and_say_so(filled: Site, tmp_path: Path) -> None:
    bag = part(filled, tmp_path, "--province", "Hưng Yên")
    page = (bag / "data/vi/2012/03/lua.html").read_text("utf-8")
    for label, address in (("bài về muối", "vi/2012/05/muoi.html"), ("ảnh", "vi/2015/09/cau.html#tran")):
        link = re.search(rf'<a href="{BASE}{re.escape(address)}"[^>]*>(.*?)</a>', page)
        assert link, address
        assert re.sub("<[^>]+>", "", link[1]) == f"{label} (trên mạng)"
    assert '<a href="../../../vi/2015/08/nhan.html">nhãn</a>' in page
    english = (bag / "data/en/2015/08/nhan.html").read_text("utf-8")
    assert re.search(
        rf'<a href="{BASE}en/2012/05/muoi.html"[^>]*>salt <span[^>]*>\(online\)</span></a>', english
    )
    assert BASE in (bag / "data/vi/gioi-thieu.html").read_text("utf-8").partition("prose")[2]


def test_no_link_of_the_whole_is_marked(filled: Site, tmp_path: Path) -> None:
    assert "trên mạng)" not in (part(filled, tmp_path) / "data/vi/2012/03/lua.html").read_text("utf-8")


def test_lists_counts_feeds_and_sitemap_know_the_part_only(filled: Site, tmp_path: Path) -> None:
    bag = part(filled, tmp_path, "--year", "2012", "--section", "tin-tuc")
    texts = {
        file.relative_to(bag / "data").as_posix(): file.read_text("utf-8")
        for ending in ("html", "xml", "js", "conf", "txt")
        for file in (bag / "data").rglob(f"*.{ending}")
        if "static" not in file.parts
    }
    for path, text in texts.items():
        assert "Nhãn lồng" not in text, path
        assert "nhan.html" not in text.replace(f"{BASE}vi/2015/08/nhan.html", ""), path
        assert "muc/anh" not in text, path
    home = texts["vi/index.html"]
    assert "2 trong 5 bài" in home
    assert "Đây chỉ là một phần của kho tin: 2012; Tin tức;" in home
    assert "Only a part of the archive: 2012; News; 2 of 5 articles." in texts["en/index.html"]
    assert "2 of 5 articles" in texts["index.html"]
    assert "vi/2012/05/muoi.html" in texts["sitemap-2012.xml"]
    assert not (bag / "data/vi/2015").exists()


def test_a_part_says_on_its_first_page_and_in_its_origin_what_it_is(filled: Site, tmp_path: Path) -> None:
    bag = part(filled, tmp_path, "--province", "Hưng Yên", "--year", "2010..2013")
    read_me = (bag / "DOC-TRUOC.html").read_text("utf-8")
    assert "(tỉnh, thành phố: Hưng Yên và các tỉnh tiền thân; 2010–2013): 1 trong 5 bài" in read_me
    assert "(province: Hung Yen and its predecessors; 2010–2013): 1 of 5 articles" in read_me
    origin = json.loads((bag / "provenance.json").read_bytes())
    assert origin["part"]["provinces"] == {"hung-yen": {"vi": "Hưng Yên", "en": "Hung Yen"}}
    assert origin["part"]["years"] == [2010, 2013]
    assert (origin["articles"], origin["articles_of_the_whole"]) == (1, 5)
    assert origin["provinces"] == {"thai-binh": 1}


def test_a_province_page_of_a_part_shows_the_predecessors(filled: Site, tmp_path: Path) -> None:
    bag = part(filled, tmp_path, "--province", "Hưng Yên")
    assert "thai-binh.html" in (bag / "data/vi/tinh/hung-yen.html").read_text("utf-8")
    assert not (bag / "data/vi/tinh/nam-dinh.html").exists()


def test_a_translation_without_its_original_names_its_language_and_leads_to_it_online(
    filled: Site, tmp_path: Path
) -> None:
    filled.article(
        "tin-tuc/nhan.en.md",
        title="Longans",
        translated_from=f"{{sha256: {'0' * 64}, date: 2015-08-01}}",
        date="",
        author="",
        province="",
    )
    page = (part(filled, tmp_path, "--language", "en") / "data/en/2015/08/nhan.html").read_text("utf-8")
    assert '<dd lang="vi">Tiếng Việt</dd>' in page
    assert f'href="{BASE}vi/2015/08/nhan.html" rel="external"' in page


def test_old_addresses_of_other_articles_are_not_in_a_part(filled: Site, tmp_path: Path) -> None:
    assert (part(filled, tmp_path / "a", "--year", "2012") / "data/tin/muoi.html").is_file()
    assert not (part(filled, tmp_path / "b", "--year", "2015") / "data/tin/muoi.html").exists()


def test_a_part_leaves_the_built_site_as_it_is(filled: Site, tmp_path: Path) -> None:
    filled.build()
    before = filled.files()
    part(filled, tmp_path, "--year", "2012")
    assert filled.files() == before
    again = filled.build()
    assert again.impact
    assert not again.impact.written


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--year", "1990"), "No article belongs"),
        (("--year", "2014..2010"), "is no year"),
        (("--section", "khac"), "no section"),
        (("--province", "Hung Yeen"), "Did you mean"),
        (("--province", "Xyz"), "Name one, such as"),
        (("--language", "fr"), "no language"),
    ],
)
def test_what_is_no_part_is_refused(
    options: tuple[str, ...], words: str, filled: Site, tmp_path: Path
) -> None:
    result = run(filled, tmp_path / "c.zip", *options)
    assert result.exit_code == 2
    assert words in result.stderr
    assert not (tmp_path / "c.zip").exists()
