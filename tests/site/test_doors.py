"""The content comes from strangers: what lies outside it is neither read, nor written, nor led to."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from generator.commands import main
from generator.problems.messages import remedy
from tests.support.site import Site, where

ODD = "---\ntitle: Bài\ndate: 08/01/2014\nauthor: Trần Văn A\nprovince: Nam Định\n---\n\nNội  dung. \n"
ENGLISH = "---\ntitle: Article\n---\n\nText.\n"

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")


def khotin(site: Site, *arguments: str, lang: str = "en") -> Result:
    command = [*arguments, "--site", str(site.folder), "--lang", lang]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def outside(site: Site, name: str = "out.md", text: str = ODD) -> Path:
    """A file of somebody's beside the site."""
    file = site.folder.parent / "elsewhere" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def linked(site: Site, path: str, target: str | Path) -> Path:
    link = site.folder / path
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)
    return link


def told(site: Site) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in site.build().problems]


# --- links, devices, pipes --------------------------------------------------------------------------------


def test_fix_fixes_no_file_outside_and_goes_on_with_the_others(site: Site) -> None:
    file = outside(site)
    site.write(f"-- content/tin-tuc/a.md --\n{ODD}")
    linked(site, "content/tin-tuc/l.md", file)
    linked(site, "content/tin-tuc/gone.md", "nowhere.md")
    linked(site, "content/tin-tuc/zero.md", "/dev/zero")
    result = khotin(site, "check", "--fix")
    assert file.read_text("utf-8") == ODD
    assert "Fixed: content/tin-tuc/a.md" in result.stderr
    assert result.stderr.count("Fixed") == 1
    assert result.exit_code == 1


@needs_pipes
def test_neither_a_pipe_nor_a_device_is_read(site: Site) -> None:
    site.article("tin-tuc/a.md", body="![a](p.png) [b](p.pdf)")
    for name in ("p.md", "p.png", "p.pdf"):
        os.mkfifo(site.folder / "content/tin-tuc" / name)
    linked(site, "content/tin-tuc/zero.md", "/dev/zero")
    linked(site, "ledger/2026.txt", "/dev/zero")
    expected = [
        ("content/tin-tuc/p.md", "not-a-file"),
        ("content/tin-tuc/p.pdf", "not-a-file"),
        ("content/tin-tuc/p.png", "not-a-file"),
        ("content/tin-tuc/zero.md", "symlink-outside"),
        ("ledger/2026.txt", "symlink-outside"),
    ]
    assert [each for each in told(site) if each[0] != "content/tin-tuc/a.md"] == expected
    result = khotin(site, "check", "--fix")
    assert [code in result.stderr for _, code in expected] == [True] * 5


def test_a_file_that_becomes_a_device_is_reported_and_one_that_comes_back_is_read(site: Site) -> None:
    site.article("tin-tuc/a.md")
    assert told(site) == []
    text = (site.folder / "content/tin-tuc/a.md").read_text("utf-8")
    site.delete("content/tin-tuc/a.md")
    linked(site, "content/tin-tuc/a.md", "/dev/null")
    assert told(site) == [("content/tin-tuc/a.md", "symlink-outside")]
    site.delete("content/tin-tuc/a.md")
    site.write(f"-- content/tin-tuc/a.md --\n{text}")
    assert told(site) == []


def test_a_link_within_the_content_is_fixed_where_it_leads(site: Site) -> None:
    site.write(f"-- content/tin-tuc/a.md --\n{ODD}")
    link = linked(site, "content/tin-tuc/l.md", "a.md")
    khotin(site, "check", "--fix")
    assert link.is_symlink()
    assert "date: 2014-01-08" in link.read_text("utf-8")


def test_an_endless_article_is_refused_unread(site: Site) -> None:
    site.article("tin-tuc/a.md")
    with (site.folder / "content/tin-tuc/a.md").open("ab") as file:
        file.truncate(64 * 1024**3)  # on disk it takes nothing
    assert told(site) == [("content/tin-tuc/a.md", "too-large")]
    assert khotin(site, "check", "--fix").exit_code == 1


def test_a_linked_folder_is_reported(site: Site) -> None:
    outside(site)
    linked(site, "content/tin-tuc/2015", site.folder.parent / "elsewhere")
    assert told(site) == [("content/tin-tuc/2015", "linked-folder")]
    assert "media-unused" not in khotin(site, "check").stderr


@pytest.mark.parametrize("tree", ["content", "ledger"])
def test_a_tree_that_is_a_link_out_of_the_site_is_reported_and_not_written(site: Site, tree: str) -> None:
    site.write(f"-- content/tin-tuc/a.md --\n{ODD}")
    (site.folder / "ledger").mkdir()
    away = outside(site).parent / "tin-tuc"
    away.mkdir()
    (away / "b.md").write_text(ODD, "utf-8")
    (site.folder / tree).rename(site.folder / "before")
    linked(site, tree, away.parent)
    before = sorted(away.parent.rglob("*"))
    assert (tree, "symlink-outside") in told(site)
    assert khotin(site, "check", "--fix").exit_code == 1
    assert khotin(site, "new", "Bài mới", "--section", "tin-tuc").exit_code != 0 or tree == "ledger"
    assert sorted(away.parent.rglob("*")) == before
    assert (away / "b.md").read_text("utf-8") == ODD


def test_files_for_the_root_that_lie_elsewhere_are_not_published(site: Site) -> None:
    site.article("tin-tuc/a.md")
    linked(site, "content/_root", outside(site, "secret.txt", "secret").parent)
    assert ("content/_root", "linked-folder") in told(site)
    assert not site.has("secret.txt")


def test_content_may_be_a_link_within_the_site(site: Site) -> None:
    site.write(f"-- content/tin-tuc/a.md --\n{ODD}")
    (site.folder / "content").rename(site.folder / "texts")
    linked(site, "content", "texts")
    assert not site.build().problems
    assert "Fixed: content/tin-tuc/a.md" in khotin(site, "check", "--fix").stderr


def test_the_schema_is_not_written_behind_a_link(site: Site) -> None:
    away = outside(site).parent
    linked(site, ".khotin", away)
    assert khotin(site, "schema").exit_code != 0
    assert [each.name for each in away.iterdir()] == ["out.md"]


def test_a_translation_outside_is_not_accepted(site: Site) -> None:
    site.article("tin-tuc/a.md")
    file = outside(site, "out.en.md", ENGLISH)
    linked(site, "content/tin-tuc/a.en.md", file)
    result = khotin(site, "translations", "accept", str(site.folder / "content/tin-tuc/a.en.md"))
    assert "symlink-outside" in result.stderr
    assert result.exit_code == 1
    assert file.read_text("utf-8") == ENGLISH


def test_a_draft_that_lies_ready_leads_no_write_elsewhere(site: Site) -> None:
    file = outside(site)
    site.article("tin-tuc/a.md", date="08/01/2014")
    site.write(f"-- content/tin-tuc/a.en.md --\n{ENGLISH}")
    for name in (".a.md.part", ".a.en.md.new", ".khotin.part"):
        linked(site, f"content/tin-tuc/{name}", file)
    for name in (".2026.txt.draft", ".khotin.part"):
        linked(site, f"ledger/{name}", file)
    for name in ("reference.vi.md", ".khotin.part"):
        linked(site, f".khotin/{name}", file)
    assert khotin(site, "check", "--fix").exit_code == 0
    assert khotin(site, "translations", "accept", str(site.folder / "content/tin-tuc/a.en.md")).exit_code == 0
    assert khotin(site, "build", "--release").exit_code == 0
    assert khotin(site, "schema").exit_code == 0
    assert file.read_text("utf-8") == ODD
    assert "translated_from" in (site.folder / "content/tin-tuc/a.en.md").read_text("utf-8")


def test_new_begins_nothing_behind_a_link(site: Site) -> None:
    folder = outside(site).parent
    linked(site, "content/tin-tuc", folder)
    result = khotin(site, "new", "Bài mới", "--section", "tin-tuc", "--date", "08/01/2014")
    assert "write-refused" in result.stderr
    assert result.exit_code == 1
    assert [file.name for file in folder.iterdir()] == ["out.md"]


def test_nor_does_a_translation(site: Site) -> None:
    site.article("tin-tuc/a.md")
    victim = linked(site, "content/tin-tuc/a.en.md", site.folder.parent / "elsewhere.md")
    file = str(site.folder / "content/tin-tuc/a.md")
    assert khotin(site, "new", "--translate", file, "--to", "en").exit_code == 1
    assert not victim.exists()


@pytest.mark.parametrize("slug", ["index", "tim-kiem", "search", "so-do-trang"])
def test_new_takes_no_name_that_the_archive_needs(site: Site, slug: str) -> None:
    result = khotin(site, "new", "Bài mới", "--slug", slug, "--date", "08/01/2014")
    assert result.exit_code == 2
    assert "--slug" in result.stderr
    assert not list((site.folder / "content").iterdir())


@pytest.mark.parametrize("title", ["Index", "Tìm kiếm", "Search"])
def test_a_title_like_a_page_of_the_archive_can_be_built(site: Site, title: str) -> None:
    options = ("--date", "08/01/2014", "--author", "Trần Văn A", "--province", "Nam Định")
    assert khotin(site, "new", title, *options).exit_code == 0
    assert [each for each in told(site) if "text-missing" not in each] == []


# --- links to other machines ------------------------------------------------------------------------------

NETWORK = (
    "[x](//evil.example/share/x)",
    "[x](<//evil.example/share>)",
    "[x]: //evil.example/share\n\n[x]",
    '<a href="//evil.example/x">x</a>',
    '<a href="/\\evil.example/x">x</a>',
    '<a href="\\\\evil.example\\x">x</a>',
    '<a href="\\/evil.example/x">x</a>',
    '<a href="/&#9;/evil.example/x">x</a>',
    '<a href="&#1; //evil.example/x">x</a>',
    '<a href="&#x2f;&#x2f;evil.example/x">x</a>',
    '<a href="/&NewLine;/evil.example">x</a>',
    "[x](\\\\\\\\evil.example\\share)",
    "[x](/\\\\evil.example/share)",
)


@pytest.mark.parametrize("body", NETWORK)
def test_a_link_without_a_scheme_is_refused_at_its_line(site: Site, body: str) -> None:
    site.article("tin-tuc/a.md", body=f"Một.\n\n{body}\n")
    (problem,) = site.build().problems
    assert problem.code == "network-path"
    assert problem.line == 10
    assert "https://" in remedy(problem, "en")


@pytest.mark.parametrize(
    "body",
    [
        "![x](//evil.example/x.png)",
        '<img src="/\\evil.example/x.png" alt="x">',
        '<img src="/&#9;/evil.example/x.png" alt="x">',
        '<img src="\\\\evil.example\\x.png" alt="x">',
    ],
)
def test_a_picture_of_another_machine_is_refused(site: Site, body: str) -> None:
    site.article("tin-tuc/a.md", body=body)
    assert told(site) == [("content/tin-tuc/a.md", "external-picture")]


@pytest.mark.parametrize(
    "body",
    [
        '<img srcset="//evil.example/x.png 2x" alt="x">',
        '<video src="//evil.example/x.mp4" poster="//evil.example/x.png">x</video>',
        '<blockquote cite="//evil.example/x">x</blockquote>',
        "[x](file://evil.example/share/x)",
        '<a href="file:///C:/x">x</a>',
        '<a href="f&#9;ile://evil.example/x">x</a>',
        '<a ping="//evil.example/x">x</a>',
    ],
)
def test_what_else_might_lead_there_is_dropped_and_reported(site: Site, body: str) -> None:
    site.article("tin-tuc/a.md", body=body)
    assert told(site)
    page = site.page("vi/2014/01/a.html") if site.has("vi/2014/01/a.html") else ""
    assert "evil.example" not in page
    assert 'href="f' not in page


@pytest.mark.parametrize("address", ["//evil.example/x", "\\\\evil.example\\x", "/\\evil.example/x"])
@pytest.mark.parametrize("field", ["cover", "images", "attachments", "video", "poster", "source"])
def test_no_field_leads_there_either(site: Site, field: str, address: str) -> None:
    values = {
        "poster": {"video": f"{{url: 'https://a.example/v', poster: '{address}'}}"},
        "source": {"source": f"{{url: '{address}'}}"},
    }
    site.article("tin-tuc/a.md", **values.get(field, {field: f"'{address}'"}))
    ((path, line, code),) = [where(problem) for problem in site.build().problems]
    assert (path, line) == ("content/tin-tuc/a.md", 6)
    assert code == ("field-type" if field == "source" else "network-path")


def test_an_address_that_is_whole_is_a_link(site: Site) -> None:
    site.article("tin-tuc/a.md", body="[x](https://a.example//x) <a href='HTTPS://b.example/'>y</a>")
    assert told(site) == []
    assert site.page("vi/2014/01/a.html").count(".example/") >= 2


# --- settings ---------------------------------------------------------------------------------------------

DEEP = ("x = " + "[" * 20_000, "x = " + "{a=" * 20_000, "x = " + "9" * 5_000, "x = [" + "[1]," * 20_000)


@pytest.mark.parametrize("deep", DEEP, ids=["lists", "tables", "digits", "one list"])
def test_settings_that_nest_without_end_are_a_problem_at_their_line(site: Site, deep: str) -> None:
    settings = (site.folder / "site.toml").read_text("utf-8")
    (site.folder / "site.toml").write_text(f"# a\n{deep}\n{settings}", "utf-8")
    result = khotin(site, "check", lang="vi")
    assert result.exit_code == 1
    assert "toml-syntax" in result.stderr
    site.write(f"-- site.toml --\ntheme = 'so'\n{settings}-- themes/so/theme.toml --\n{deep}\n")
    assert ("themes/so/theme.toml", "toml-syntax") in told(site)


# --- themes -----------------------------------------------------------------------------------------------


def themed(site: Site) -> None:
    settings = (site.folder / "site.toml").read_text("utf-8")
    (site.folder / "site.toml").write_text(f'theme = "so"\n{settings}', "utf-8")
    site.write("-- themes/so/theme.toml --\nextends = 'default'\n-- themes/so/templates/x.html --\nx\n")
    site.article("tin-tuc/a.md")


@pytest.mark.parametrize("path", ["static/s.txt", "templates/s.html", "locale/xx.po", "static/font/s.txt"])
def test_a_file_of_a_theme_that_is_a_link_out_of_it_is_refused(site: Site, path: str) -> None:
    themed(site)
    linked(site, f"themes/so/{path}", outside(site, "secret.txt", "secret"))
    assert told(site) == [(f"themes/so/{path}", "symlink-outside")]
    result = khotin(site, "check")
    assert result.exit_code == 1
    assert f"themes/so/{path}" in result.stderr
    assert not site.output.exists()


@pytest.mark.parametrize("folder", ["static", "locale"])
def test_so_is_a_folder_of_a_theme(site: Site, folder: str) -> None:
    themed(site)
    linked(site, f"themes/so/{folder}", outside(site, "secret.txt", "secret").parent)
    assert told(site) == [(f"themes/so/{folder}", "symlink-outside")]


@pytest.mark.parametrize("link", ["themes", "themes/so"])
def test_so_is_a_theme_that_lies_elsewhere(site: Site, link: str) -> None:
    themed(site)
    elsewhere = outside(site, "secret.txt", "secret").parent / "moved"
    (site.folder / link).rename(elsewhere)
    linked(site, link, elsewhere)
    assert told(site) == [("themes/so", "symlink-outside")]


def test_so_are_its_settings(site: Site) -> None:
    themed(site)
    site.delete("themes/so/theme.toml")
    linked(site, "themes/so/theme.toml", outside(site, "theme.toml", "extends = 'default'\n"))
    assert ("themes/so/theme.toml", "symlink-outside") in told(site)


@needs_pipes
def test_a_pipe_in_a_theme_is_reported_and_not_read(site: Site) -> None:
    themed(site)
    os.mkfifo(site.folder / "themes/so/templates/p.html")
    assert told(site) == [("themes/so/templates/p.html", "not-a-file")]


def test_a_theme_of_real_files_and_links_within_it_is_used(site: Site) -> None:
    themed(site)
    site.write("-- themes/so/static/a.txt --\nchữ\n")
    linked(site, "themes/so/static/b.txt", "a.txt")
    assert told(site) == []
    assert site.page("static/b.txt") == "chữ\n"


# --- bounds -----------------------------------------------------------------------------------------------


def many(count: int, form: Callable[[int], str]) -> str:
    return f"[{', '.join(map(form, range(count)))}]"


BOUNDED: dict[str, tuple[int, Callable[[int], str]]] = {
    "tags": (50, lambda number: f"thẻ {number}"),
    "author": (50, lambda number: f"Trần Văn A{number}"),
    "aliases": (200, lambda number: f"/tin/{number}.html"),
    "images": (500, lambda number: f"{number}.png"),
    "attachments": (500, lambda number: f"{number}.pdf"),
}


@pytest.mark.parametrize("field", BOUNDED)
def test_one_value_too_many_is_reported_at_its_place(site: Site, field: str) -> None:
    most, form = BOUNDED[field]
    lines = "\n".join(["", *(f"  - {form(number)}" for number in range(most + 1))])
    site.article("tin-tuc/a.md", **{field: lines})
    line = (4 if field == "author" else 6) + most + 1
    problems = [problem for problem in site.build().problems if problem.code == "too-many"]
    assert [where(problem) for problem in problems] == [("content/tin-tuc/a.md", line, "too-many")]
    assert f"{most}" in remedy(problems[0], "vi")
    site.article("tin-tuc/a.md", **{field: many(most, form)})
    assert "too-many" not in {code for _, code in told(site)}


def test_tags_on_one_line_are_counted_too(site: Site) -> None:
    site.article("tin-tuc/a.md", tags=", ".join(f"t{number}" for number in range(3000)))
    assert told(site) == [("content/tin-tuc/a.md", "too-many")]


def test_thousands_of_comments_are_kept(site: Site) -> None:
    site.article("tin-tuc/a.md", comments=many(3000, lambda number: f"{{text: Ý kiến {number}}}"))
    assert told(site) == []


@pytest.mark.parametrize("field", ["tags", "author"])
def test_a_name_is_at_most_200_characters_long(site: Site, field: str) -> None:
    site.article("tin-tuc/a.md", **{field: f"[{'á' * 200}]"})
    assert told(site) == []
    site.article("tin-tuc/a.md", **{field: f"[An, {'á' * 201}]"})
    assert ("content/tin-tuc/a.md", "name-long") in told(site)


@pytest.mark.parametrize(
    "address",
    [
        *("/search/d-1.js", "/_redirects", "/old/index.js", "/manifest-sha256.txt", "/static/style.css"),
        *("/Static/x", "/static", "/robots.txt", "/sitemap.xml", "https://khotin.example/luu-tru/search/x"),
    ],
)
def test_no_old_address_stands_in_the_way_of_the_archives_own_files(site: Site, address: str) -> None:
    site.article("tin-tuc/a.md", aliases=f"[{address}]")
    ((path, line, code),) = [where(problem) for problem in site.build().problems]
    assert (path, line, code) == ("content/tin-tuc/a.md", 6, "alias-reserved")
    assert khotin(site, "check").stderr.count("alias-reserved") == 1


def test_an_old_site_may_have_had_such_addresses(site: Site) -> None:
    site.article("tin-tuc/a.md", aliases="[https://cu.example/search/x, /tin/static/a.html, /searching]")
    assert told(site) == []


BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


def test_signs_that_turn_the_text_round_reach_no_page_and_are_reported(site: Site) -> None:
    site.article(
        "tin-tuc/a.md",
        title=f"Bài {BIDI}gpj.exe",
        author=f"An{BIDI}",
        tags='["do\\u202eluong"]',
        body=f"Một {BIDI} hai &#x202e;ba &rlm;bốn &#8294;năm.",
    )
    assert told(site) == []
    for path, content in site.files().items():
        if path.endswith((".html", ".xml", ".js", ".txt")):
            assert not set(BIDI) & set(content.decode()), path
    assert "invisible" in khotin(site, "check").stderr
    assert khotin(site, "check", "--fix").exit_code == 0
    assert not set(BIDI) & set((site.folder / "content/tin-tuc/a.md").read_text("utf-8"))


@pytest.mark.parametrize(
    ("size", "kind", "options", "fine"),
    [
        ((8160, 6144), "JPEG", {}, True),  # a telephone of 50 megapixels
        ((12000, 9000), "JPEG", {}, True),  # one of 108
        ((16320, 12240), "JPEG", {}, False),
        ((12000, 9000), "JPEG", {"progressive": True}, False),
        ((8900, 8900), "PNG", {}, False),
        ((1, 65_535), "PNG", {}, True),
        ((1, 65_536), "PNG", {}, False),  # with 50 million rows it took 1.4 GB
        ((65_536, 1), "PNG", {}, False),
    ],
)
def test_a_picture_costs_no_more_memory_than_it_may(
    site: Site, size: tuple[int, int], kind: str, options: dict[str, bool], fine: bool
) -> None:
    name = f"a.{kind.lower()}"
    site.article("tin-tuc/a.md", body=f"![a]({name})")
    Image.new("L", size, 128).save(site.folder / "content/tin-tuc" / name, kind, **options)
    assert told(site) == ([] if fine else [("content/tin-tuc/a.md", "picture-large")])
