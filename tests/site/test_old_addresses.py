"""Old addresses: each leads to its article, from every kind of host, and is never led to two places."""

import json
import posixpath
import re
import zlib
from typing import Any
from urllib.parse import urlsplit

import pytest

from generator.problems.messages import message, remedy
from tests.support.site import BUILD_DATE, SETTINGS, Site, where

PAGE = "vi/2014/01/a.html"


def root_site(site: Site) -> None:
    """Puts the archive at the root of its host."""
    site.write(f"-- site.toml --\n{SETTINGS.replace('/luu-tru/', '/')}")


def led_to(site: Site, stub: str) -> str:
    """Where the page at an old address sends its readers: by itself, by its link, and for search engines."""
    text = site.page(stub)
    [refresh] = re.findall(r'<meta http-equiv="refresh" content="([^"]*)">', text)
    [canonical] = re.findall(r'<link rel="canonical" href="([^"]*)">', text)
    [link] = re.findall(r'<a class="choice" href="([^"]*)"', text)
    assert refresh == f"0; url={link}"
    assert not urlsplit(link).scheme and not link.startswith("/")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(stub), link))
    assert canonical.endswith(f"/{target}")
    assert site.has(target)
    return target


def lookup(site: Site, key: str) -> list[list[str]]:
    """The entries of a key, in the one file of the page of old addresses that is read for it."""
    index = handed_over(site.page("old/index.js"))
    part = f"p{zlib.crc32(key.encode()):08x}"[: index[0] + 1]
    entries: list[list[str]] = handed_over(site.page(f"old/{part}.js"))
    return [entry for entry in entries if entry[0] == key]


def handed_over(script: str) -> Any:
    return json.loads(script[script.index(",") + 1 : script.rindex(")")])


# --- pages at old addresses -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("alias", "stub"),
    [
        ("/tin/45.html", "tin/45.html"),
        ("tin/45.htm", "tin/45.htm"),
        ("/tin-tuc/bai-45", "tin-tuc/bai-45/index.html"),
        ("/tin-tuc/bai-45/", "tin-tuc/bai-45/index.html"),
        ("/tin-tuc//./bai-45/index.html", "tin-tuc/bai-45/index.html"),
        ("http://www.cu.example:80/tin/45.html#top", "tin/45.html"),
        ("https://khotin.example/luu-tru/vi/2013/b.html", "vi/2013/b.html"),
        ("/%74in/45.html", "tin/45.html"),
        ("/../../tin/45.html", "tin/45.html"),
    ],
)
def test_an_old_address_that_can_be_a_file_is_a_page_that_leads_on(site: Site, alias: str, stub: str) -> None:
    site.article("tin-tuc/a.md", title="Bài <một>", aliases=f'["{alias}"]')
    assert not site.build().problems
    assert led_to(site, stub) == PAGE
    assert "Bài &lt;một&gt;" in site.page(stub)
    assert "<script>" not in site.page(stub)


@pytest.mark.parametrize(
    "alias",
    [
        "/Tin/45.html",
        "/tin/45.aspx",
        "/?q=node/12",
        "/tin/45.html?x=1",
        "/tin tức/bài.html",
        "/tin/con/x.html",
        "/tin/nul.html",
        "/tin/a.",
        "/.git/config",
        "/a.html/b.html",
        "/tin/<script>.html",
        f"/{'x' * 130}.html",
    ],
)
def test_what_can_be_no_file_is_none(site: Site, alias: str) -> None:
    site.article("tin-tuc/a.md")
    site.build()
    before = site.files().keys()
    site.article("tin-tuc/a.md", aliases=f'["{alias}"]')
    assert not site.build().problems
    new = {path for path in site.files().keys() - before if not path.startswith(("search/", "old/"))}
    assert {path for path in new if "redirects" not in path} == set()
    assert any("redirects" in path for path in new)


def test_the_alias_of_a_translation_leads_to_the_translation(site: Site) -> None:
    site.article("tin-tuc/a.md", aliases="[/tin/45.html]")
    site.write("-- content/tin-tuc/a.en.md --\n---\ntitle: One\naliases: /en/news/45.html\n---\n\nText.")
    assert not site.build().problems
    assert led_to(site, "tin/45.html") == PAGE
    assert led_to(site, "en/news/45.html") == "en/2014/01/a.html"
    assert '<html lang="en">' in site.page("en/news/45.html")


def test_a_standing_page_has_old_addresses_too(site: Site) -> None:
    site.write("-- content/gioi-thieu.md --\n---\ntitle: Giới thiệu\naliases: [/about.html]\n---\n\nVề.")
    assert not site.build().problems
    assert led_to(site, "about.html") == "vi/gioi-thieu.html"


def test_drafts_claim_nothing(site: Site) -> None:
    site.article("tin-tuc/a.md", aliases="[/tin/45.html]", draft="true")
    assert not site.build().problems
    assert not site.has("tin/45.html")
    assert not site.has("_redirects")


# --- what is wrong ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other", ["/tin/45.html", "/TIN/45.html/", "tin//45.html", "/tin/%345.html?utm_source=x"]
)
def test_an_address_claimed_twice_is_reported_with_both_places(site: Site, other: str) -> None:
    site.article("tin-tuc/a.md", aliases="[/tin/45.html]")
    site.article("tin-tuc/b.md", aliases=f'["/tin/46.html", "{other}"]')
    [problem] = site.build().problems
    assert where(problem) == ("content/tin-tuc/b.md", 6, "alias-twice")
    assert problem.column == 27
    assert "content/tin-tuc/a.md:6" in message(problem, "vi")
    assert not site.output.exists()


def test_one_file_may_spell_an_address_twice(site: Site) -> None:
    site.article(
        "tin-tuc/a.md", aliases="[http://cu.example/tin/45.html, https://www.cu.example/tin/45.html]"
    )
    assert not site.build().problems


def test_two_old_sites_may_have_had_the_same_address(site: Site) -> None:
    root_site(site)
    site.article("tin-tuc/a.md", aliases="[http://mot.example/tin/45.html]")
    site.article("tin-tuc/b.md", aliases="[http://hai.example/tin/45.html]")
    assert not site.build().problems
    assert not site.has("tin/45.html")
    nginx = site.page("redirects.nginx.conf")
    assert '"mot.example/tin/45.html?" "https://khotin.example/vi/2014/01/a.html";' in nginx
    assert '"www.hai.example/tin/45.html?" "https://khotin.example/vi/2014/01/b.html";' in nginx
    assert sorted(entry[4] for entry in lookup(site, "tin/45.html")) == ["hai.example", "mot.example"]


def test_the_address_of_an_article_is_nobody_elses_old_one(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.article("tin-tuc/b.md", aliases=f"[/{PAGE}]")
    [problem] = site.build().problems
    assert where(problem) == ("content/tin-tuc/b.md", 6, "alias-is-page")
    assert "content/tin-tuc/a.md" in message(problem, "en")


@pytest.mark.parametrize("alias", ["/", "/index.html", "/vi/", "/vi/2014/01", "/vi/tinh/nam-dinh.html"])
def test_the_archives_own_pages_are_no_old_addresses(site: Site, alias: str) -> None:
    site.article("tin-tuc/a.md")
    site.build()
    before = site.files()
    site.article("tin-tuc/a.md", title="Khác", aliases=f"[{alias}]")
    report = site.build()
    [problem] = report.problems
    assert report.impact is None
    assert where(problem) == ("content/tin-tuc/a.md", 6, "alias-is-own")
    assert site.files() == before


def test_the_front_page_of_another_site_is_one(site: Site) -> None:
    site.article("tin-tuc/a.md", aliases="[http://cu.example/]")
    assert not site.build().problems
    assert "Kho tin" in site.page("index.html")
    assert lookup(site, "") == [["", PAGE, "Một bài", "vi", "cu.example"]]


@pytest.mark.parametrize("alias", ["javascript:alert(1)", "mailto:a@b.vn", "ftp://cu.example/x", "#top"])
def test_what_is_no_address_is_refused(site: Site, alias: str) -> None:
    site.article("tin-tuc/a.md", aliases=f'["{alias}"]')
    [problem] = site.build().problems
    assert where(problem) == ("content/tin-tuc/a.md", 6, "old-address")
    assert "/tin/45.html" in remedy(problem, "vi")


# --- rules for servers ------------------------------------------------------------------------------------


def test_a_host_learns_what_no_file_can_be(site: Site) -> None:
    root_site(site)
    aliases = ["/tin/1.html", "/tin tức/2.html", "/Tin/3.aspx", "/index.php?id=5&x=a b", "/index.php"]
    site.article("tin-tuc/a.md", aliases=json.dumps(aliases, ensure_ascii=False))
    assert not site.build().problems
    lines = [line for line in site.page("_redirects").splitlines() if not line.startswith("#")]
    assert lines == [
        f"/Tin/3.aspx /{PAGE} 301",
        f"/tin%20t%E1%BB%A9c/2.html /{PAGE} 301",
        f"/index.php id=5 x=a%20b /{PAGE} 301",
        f"/index.php /{PAGE} 301",  # after the one with a query: the first that fits is taken
    ]


def test_under_a_sub_path_the_hosts_root_is_reported_too(site: Site) -> None:
    site.article("tin-tuc/a.md", aliases="[/tin/45.html, /tin/45.aspx]")
    assert not site.build().problems
    lines = [line for line in site.page("_redirects").splitlines() if not line.startswith("#")]
    assert lines == [
        f"/luu-tru/tin/45.aspx /luu-tru/{PAGE} 301",
        f"/tin/45.aspx /luu-tru/{PAGE} 301",
        f"/tin/45.html /luu-tru/{PAGE} 301",
    ]


def test_no_line_of_a_rule_can_be_broken_out_of(site: Site) -> None:
    hostile = [
        '/a"; return 200 "x',
        "/b\\c d",
        "/$uri{}",
        "/x\u2028y",
        "/%0A%0Deval",
        "/*",
        "/:all",
        "/~^.*$",
    ]
    site.article("tin-tuc/a.md", aliases=json.dumps(hostile))
    assert not site.build().problems
    line = re.compile(r'"(?:[^"\\]|\\.)*" "https://khotin\.example/luu-tru/[a-z0-9/.-]+";')
    inside = re.findall(r"default \"\";\n(.*?)}\nmap", site.page("redirects.nginx.conf"), re.DOTALL)
    assert sum(len(block.splitlines()) for block in inside) > 5
    for each in "".join(inside).splitlines():
        assert line.fullmatch(each), each
    for name, fields in (("_redirects", 3), ("redirects.apache.txt", 2)):
        rules = [each for each in site.page(name).split("\n") if each and not each.startswith("#")]
        assert all(len(each.split()) == fields for each in rules), name
        assert not any("*" in each or "/:" in each for each in rules if name == "_redirects")


# --- the page of old addresses ----------------------------------------------------------------------------


def test_ten_thousand_old_addresses_are_parted(site: Site) -> None:
    for article in range(50):
        numbers = range(200 * article, 200 * article + 200)
        block = "[" + ", ".join(f'"/index.php?id={number}"' for number in numbers) + "]"
        site.article(f"tin-tuc/{'a' if article == 3 else f'bai-{article}'}.md", aliases=block)
    assert not site.build().problems
    parts = [path for path in site.files() if path.startswith("old/p")]
    assert len(parts) == 256
    assert max(len(site.page(path)) for path in parts) < 8000
    assert lookup(site, "index.php?id=777") == [["index.php?id=777", PAGE, "Một bài", "vi", ""]]
    assert handed_over(site.page("old/index.js")) == [2, [["id"]], []]


def test_a_site_without_old_addresses_has_the_page_and_no_rules(site: Site) -> None:
    assert not site.build().problems
    assert site.has("vi/dia-chi-cu.html")
    assert site.has("en/old-address.html")
    assert not any("redirects" in path for path in site.files())


def test_an_article_that_changes_leaves_the_redirects_alone(site: Site) -> None:
    site.article("tin-tuc/a.md", aliases="[/tin/1.html, /Tin/1.aspx]")
    site.article("tin-tuc/b.md", aliases="[/tin/2.html, /Tin/2.aspx]", date="2015")
    site.build()
    site.article(
        "tin-tuc/b.md", "Câu khác.", aliases="[/tin/2.html, /Tin/2.aspx]", date="2015", summary="Tóm."
    )
    report = site.build()
    assert report.impact
    assert not [
        path for path in report.impact.written if "redirects" in path or path.startswith(("tin/", "old/"))
    ]


def test_a_new_alias_writes_its_own_page_and_the_rules(site: Site) -> None:
    for number in range(70):
        site.article(f"tin-tuc/b{number}.md", aliases=f"[/tin/{number}.html]")
    site.build()
    site.article("tin-tuc/a.md", aliases="[/moi/1.html]")
    report = site.build()
    assert report.impact
    written = {path for path in report.impact.written if path.startswith(("tin/", "moi/", "old/"))}
    assert {path for path in written if not path.startswith("old/")} == {"moi/1.html"}
    assert len(written) == 2


def test_the_build_date_does_not_stand_in_them(site: Site) -> None:
    site.article("tin-tuc/a.md", aliases="[/tin/1.html, /Tin/1.aspx]")
    site.build()
    assert not any(
        BUILD_DATE.isoformat() in site.page(path)
        for path in site.files()
        if "redirects" in path or path.startswith(("tin/", "old/"))
    )
