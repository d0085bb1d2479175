"""`khotin why`: what a page is made of, and why the last build wrote it or left it alone."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.cache.location import cache_folder
from generator.cache.ownership import DATABASE
from generator.commands.build import build_command
from generator.commands.translations import translations_command
from generator.commands.why import why_command
from generator.model.values import PartialDate
from generator.why.differences import differences
from generator.why.past_build import last_two_builds
from tests.support.pdfs import text_file
from tests.support.site import BUILD_DATE, Site, cache_of

ARTICLES = """
-- content/tin-tuc/dong-ho.md --
---
title: Kiểm định đồng hồ
date: 2014-01-08
author: Trần Văn An
province: Nam Định
summary: Hai trăm đồng hồ nước.
aliases: [/cu/dong-ho.aspx?id=7]
---
Xem [hồ sơ](ho-so.md). Xong.
-- content/tin-tuc/dong-ho.en.md --
---
title: Water meters
summary: Two hundred water meters.
---
Done.
-- content/tin-tuc/ho-so.md --
---
title: Hồ sơ mới
date: 2015-03-10
author: Trần Văn An
province: Nam Định
summary: Theo mẫu mới.
---
Xong.
-- content/tin-tuc/cay-mo.md --
---
title: Nuôi cây mô
date: 2017-05-20
author: Lê Thị Bình
province: Bắc Kạn
summary: Phòng nuôi cây mô.
---
Mở cửa.
-- content/gioi-thieu.md --
---
title: Giới thiệu
---
Về kho tin.
"""
METERS = "vi/2014/01/dong-ho.html"


@pytest.fixture
def archive(site: Site) -> Site:
    site.write(ARTICLES)
    site.build()
    return site


def edit(site: Site, path: str, old: str, new: str) -> None:
    file = site.folder / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def run(site: Site, address: str, *options: str, lang: str = "en") -> Result:
    arguments = [address, "--site", str(site.folder), "--lang", lang, *options]
    return CliRunner().invoke(why_command, arguments)


def why(site: Site, address: str) -> dict[str, Any]:
    result = run(site, address, "--json")
    assert result.exit_code == 0, result.output
    explanation: dict[str, Any] = json.loads(result.stdout)
    return explanation


def causes(site: Site, address: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(c["path"], c["field"], c["old"], c["new"]) for c in why(site, address)["causes"]]


def shown(site: Site, address: str) -> dict[str, tuple[str | None, str | None]]:
    return {" ".join(d["where"]): (d["old"], d["new"]) for d in why(site, address)["differences"]}


def verdict(site: Site, address: str) -> tuple[str, str]:
    explanation = why(site, address)
    return explanation["outcome"], explanation["reason"]


# --- what changed -----------------------------------------------------------------------------------------


def test_a_title_is_named_with_its_old_words_and_its_new_ones(archive: Site) -> None:
    edit(archive, "content/tin-tuc/ho-so.md", "Hồ sơ mới", "Hồ sơ khác")
    archive.build()
    assert verdict(archive, "vi/2015/03/ho-so.html") == ("written", "changed")
    title = ("content/tin-tuc/ho-so.md", "title", "Hồ sơ mới", "Hồ sơ khác")
    for page in ("vi/2015/03/ho-so.html", METERS, "vi/tinh/nam-dinh.html", "vi/index.html", "vi/atom.xml"):
        assert causes(archive, page) == [title], page
    assert shown(archive, METERS) == {"newer title": ("Hồ sơ mới", "Hồ sơ khác")}


def test_a_page_that_shows_nothing_of_the_edit_says_so(archive: Site) -> None:
    edit(archive, "content/tin-tuc/ho-so.md", "Hồ sơ mới", "Hồ sơ khác")
    archive.build()
    for page in ("vi/tinh/bac-kan.html", "vi/gioi-thieu.html", "index.html", "404.html"):
        assert why(archive, page)["differences"] == []
    assert verdict(archive, "vi/tinh/bac-kan.html") == ("unchanged", "same")
    assert causes(archive, "vi/tinh/bac-kan.html") == []


def test_a_sentence_is_shown_in_its_surroundings(archive: Site) -> None:
    long = "Câu này dài và đứng yên. " * 40
    edit(archive, "content/tin-tuc/cay-mo.md", "Mở cửa.", f"{long}Mở cửa sáng nay. {long}")
    archive.build()
    edit(archive, "content/tin-tuc/cay-mo.md", "sáng nay", "chiều qua")
    archive.build()
    ((path, field, old, new),) = causes(archive, "vi/2017/05/cay-mo.html")
    assert (path, field) == ("content/tin-tuc/cay-mo.md", "")
    assert "sáng nay" in str(old)
    assert "chiều qua" in str(new)
    assert len(str(old)) < 100
    assert causes(archive, "vi/tim-kiem.html")[0][0] == "content/tin-tuc/cay-mo.md"


def test_a_new_article_counts_on_the_pages_that_count_it(archive: Site) -> None:
    archive.article("tin-tuc/moi.md", title="Bài mới", date="2017-06-01", province="Nam Định")
    archive.build()
    assert verdict(archive, "vi/2017/06/moi.html") == ("written", "changed")
    new = ("content/tin-tuc/moi.md", "", None, "Bài mới")
    for page in ("vi/2017/06/moi.html", "vi/tinh/nam-dinh.html", "vi/tinh/index.html", "sitemap-2017.xml"):
        assert causes(archive, page) == [new], page
    assert shown(archive, "vi/tinh/nam-dinh.html")["count"] == ("2", "3")
    assert shown(archive, "vi/tinh/index.html")["former Nam Định count"] == ("2", "3")
    assert causes(archive, "vi/tinh/bac-kan.html") == []


def test_a_page_that_was_removed_still_has_its_reason(archive: Site) -> None:
    archive.delete("content/tin-tuc/cay-mo.md")
    archive.build()
    assert verdict(archive, "vi/2017/05/cay-mo.html") == ("removed", "changed")
    gone = ("content/tin-tuc/cay-mo.md", "", "Nuôi cây mô", None)
    assert causes(archive, "vi/2017/05/cay-mo.html") == [gone]
    assert causes(archive, "vi/tinh/bac-kan.html") == [gone]


def test_a_date_that_has_come_is_the_cause_of_what_appears(archive: Site) -> None:
    archive.article("tin-tuc/mai.md", title="Ngày mai", date="2017-06-01", publish="2026-01-02")
    archive.build()
    archive.build(day=BUILD_DATE.replace(day=2))
    found = causes(archive, "vi/2017/06/index.html")
    assert ("content/tin-tuc/mai.md", "", None, "Ngày mai") in found
    assert ("", "", "2026-01-01", "2026-01-02") in found


def test_a_fact_concerns_the_pages_that_are_reckoned_from_it(archive: Site) -> None:
    edit(archive, "content/tin-tuc/cay-mo.md", "Bắc Kạn", "Hà Nam")
    archive.build()
    path = "content/tin-tuc/cay-mo.md"
    moved = [(path, "province", "Bắc Kạn", None), (path, "province", None, "Hà Nam")]
    for page in ("vi/2017/05/cay-mo.html", "vi/tinh/ha-nam.html", "vi/tinh/index.html"):
        assert causes(archive, page) == moved, page
    assert verdict(archive, "vi/tinh/bac-kan.html") == ("removed", "changed")


def test_an_author_who_becomes_an_organisation_is_no_equal(archive: Site) -> None:
    edit(archive, "content/tin-tuc/cay-mo.md", "author: Lê Thị Bình", "author: {organisation: Lê Thị Bình}")
    archive.build()
    assert verdict(archive, "vi/tac-gia/index.html") == ("written", "changed")
    assert [cause[:2] for cause in causes(archive, "vi/2017/05/cay-mo.html")] == [
        ("content/tin-tuc/cay-mo.md", "author.Lê Thị Bình.organisation")
    ]


def test_an_address_is_named_where_something_links_to_it(archive: Site) -> None:
    edit(archive, "content/tin-tuc/ho-so.md", "summary:", "slug: giay-to\nsummary:")
    archive.build()
    assert ("content/tin-tuc/ho-so.md", "slug", "ho-so", "giay-to") in causes(archive, METERS)
    old, new = shown(archive, METERS)["body"]
    assert "ho-so.html" in str(old)
    assert "giay-to.html" in str(new)


def test_a_setting_and_what_it_changes_are_named(archive: Site) -> None:
    edit(archive, "site.toml", 'vi = "Kho tin"', 'vi = "Kho mới"')
    archive.build()
    assert causes(archive, METERS) == [("site.toml", "name.vi", "Kho tin", "Kho mới")]
    assert shown(archive, METERS)["site name"] == ("Kho tin", "Kho mới")
    assert verdict(archive, "en/2014/01/dong-ho.html") == ("unchanged", "same")


def test_a_template_and_a_word_of_the_theme_are_named(archive: Site) -> None:
    edit(archive, "site.toml", "languages", 'theme = "rieng"\nlanguages')
    archive.write("-- themes/rieng/theme.toml --\nextends = 'default'")
    archive.write("-- themes/rieng/templates/_crumbs.html --\n<p>Một</p>")
    archive.build()
    archive.write("-- themes/rieng/templates/_crumbs.html --\n<p>Hai</p>")
    archive.build()
    assert verdict(archive, METERS) == ("written", "changed")
    assert causes(archive, METERS) == [("_crumbs.html", "", "<p>Một</p>", "<p>Hai</p>")]
    assert shown(archive, METERS) == {}
    assert causes(archive, "index.html") == []
    archive.write('-- themes/rieng/locale/vi.po --\nmsgid "Provinces"\nmsgstr "Các tỉnh"')
    archive.build()
    assert ("locale/vi.po", "Provinces", "Tỉnh, thành phố", "Các tỉnh") in causes(archive, METERS)


def test_a_file_that_somebody_changed_in_the_output_was_fixed(archive: Site) -> None:
    (archive.output / METERS).write_text("x")
    archive.build()
    assert verdict(archive, METERS) == ("written", "mended")
    assert causes(archive, METERS) == []


def test_edits_that_waited_for_an_error_to_be_fixed_are_all_named(archive: Site) -> None:
    edit(archive, "content/tin-tuc/ho-so.md", "Hồ sơ mới", "Hồ sơ khác")
    archive.article("tin-tuc/hong.md", date="31/02/2014")
    assert archive.build().impact is None
    assert verdict(archive, "vi/2015/03/ho-so.html") == ("unchanged", "refused")
    archive.delete("content/tin-tuc/hong.md")
    archive.build()
    expected = [("content/tin-tuc/ho-so.md", "title", "Hồ sơ mới", "Hồ sơ khác")]
    assert causes(archive, "vi/2015/03/ho-so.html") == expected


# --- a build that knew nothing ----------------------------------------------------------------------------


def test_the_first_build_made_everything_again(archive: Site) -> None:
    assert verdict(archive, METERS) == ("written", "new")
    assert "there was no build before" in run(archive, METERS).output


def test_a_cache_that_was_damaged_is_the_reason(archive: Site) -> None:
    (cache_folder(archive.folder, archive.output) / DATABASE).write_bytes(b"garbage" * 1000)
    archive.build()
    assert verdict(archive, METERS) == ("unchanged", "damaged")


def test_another_version_of_khotin_is_the_reason(archive: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.cache.session.generator_version", lambda: "another")
    assert run(archive, METERS).exit_code == 3
    archive.build()
    assert verdict(archive, METERS) == ("unchanged", "upgraded")


def test_without_a_build_there_is_nothing_to_explain(site: Site) -> None:
    site.write(ARTICLES)
    result = run(site, METERS)
    assert result.exit_code == 3
    assert "khotin build" in result.stderr
    assert not cache_folder(site.folder, site.output).exists()


def test_to_ask_changes_nothing(archive: Site) -> None:
    edit(archive, "content/tin-tuc/ho-so.md", "Hồ sơ mới", "Hồ sơ khác")
    archive.build()
    first = why(archive, METERS)
    assert why(archive, METERS) == first
    report = archive.build()
    assert report.rendered == 0


# --- what a page is made of -------------------------------------------------------------------------------


def test_the_ingredients_of_an_article_are_all_named(archive: Site) -> None:
    made = why(archive, METERS)["ingredients"]
    assert made["sources"] == ["content/tin-tuc/dong-ho.md", "content/tin-tuc/dong-ho.en.md"]
    assert made["template"] == "article.html"
    assert {"page.html", "base.html", "_words.html"} <= set(made["templates"])
    assert "content/tin-tuc/ho-so.md" in made["shows"]
    assert "content/tin-tuc/cay-mo.md" not in made["shows"]
    assert made["theme"] == "default"
    assert made["build_date"] == "2026-01-01"


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (METERS, METERS),
        (f"/{METERS}", METERS),
        (f"/luu-tru/{METERS}", METERS),
        (f"https://khotin.example/luu-tru/{METERS}?x=1#a", METERS),
        ("https://khotin.example/luu-tru/", "index.html"),
        ("https://khotin.example/luu-tru", "index.html"),
        ("vi/2014/01/dong-ho", METERS),
        ("vi/", "vi/index.html"),
        ("content/tin-tuc/dong-ho.md", METERS),
        ("./content/tin-tuc/dong-ho.en.md", "en/2014/01/dong-ho.html"),
        ("output/vi/index.html", "vi/index.html"),
        ("/cu/dong-ho.aspx?id=7", METERS),
        ("http://so-cu.example/cu/dong-ho.aspx?id=7", METERS),
        ("themes/default/styles/lists.css", "static/style.css"),
    ],
)
def test_a_page_has_many_names(archive: Site, words: str, path: str) -> None:
    assert why(archive, words)["path"] == path


def test_an_unknown_name_is_wrong_usage_with_a_suggestion(archive: Site) -> None:
    result = run(archive, "vi/2014/01/dong-hồ.html", lang="vi")
    assert result.exit_code == 2
    assert f"Có phải là: {METERS}" in result.stderr
    for words in ("", "..", "/etc/passwd", "https://[bad", "\x00", "a" * 5000):
        assert run(archive, words).exit_code in (0, 2), words


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_files_of_all_kinds_can_be_explained_in_both_languages(archive: Site, lang: str) -> None:
    edit(archive, "content/tin-tuc/ho-so.md", "Hồ sơ mới", "Hồ sơ khác")
    archive.build()
    paths = [path for path in archive.files() if not path.startswith("manifest")]
    for path in [*paths[::9], "static/style.css", "robots.txt", "sitemap.xml"]:
        result = run(archive, path, lang=lang)
        assert result.exit_code == 0, (path, result.output)
        assert result.stdout.startswith(path)


# --- differences ------------------------------------------------------------------------------------------

VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.text(max_size=5),
        st.integers(),
        st.booleans(),
        st.builds(PartialDate, st.integers(1, 9)),
    ),
    lambda inner: st.lists(inner, max_size=4).map(tuple),
    max_leaves=8,
)


@given(VALUES, VALUES)
def test_there_is_a_difference_exactly_where_values_differ(old: object, new: object) -> None:
    assert bool(list(differences(old, new))) == (repr(old) != repr(new))


# --- the impact list --------------------------------------------------------------------------------------


def build(site: Site, *options: str) -> Result:
    arguments = ["--site", str(site.folder), "--date", "2026-01-01", "--lang", "en", *options]
    return CliRunner().invoke(build_command, arguments)


def test_a_build_ends_with_the_list_of_what_it_wrote(archive: Site) -> None:
    archive.delete("content/tin-tuc/cay-mo.md")
    edit(archive, "content/tin-tuc/ho-so.md", "Hồ sơ mới", "Hồ sơ khác")
    talk = build(archive).stderr
    assert "Written: pages " in talk
    assert "Removed: pages 1," not in talk, "its month and its lists went, too"
    assert "  vi/2017/05/cay-mo.html\n" in talk
    assert talk.count("(--json)") == 2
    assert len(talk.splitlines()) < 25


def test_json_names_every_file(archive: Site) -> None:
    before = archive.files()
    archive.delete("content/tin-tuc/cay-mo.md")
    report = json.loads(build(archive, "--json").stdout)
    after = archive.files()
    changed = {path for path in after if before.get(path) != after[path]} - {"manifest-sha256.txt"}
    assert set(report["written"]) == changed
    assert set(report["removed"]) == before.keys() - after.keys()
    assert report["unchanged"] == len(after) - 1 - len(changed)
    assert {"vi/tim-kiem.html", "sitemap.xml"} <= changed
    assert any(path.startswith("search/") for path in changed)


def test_what_was_read_between_two_builds_is_reported_too(archive: Site) -> None:
    edit(archive, "content/tin-tuc/dong-ho.md", "title: Kiểm định đồng hồ", "title: Đồng hồ khác")
    assert CliRunner().invoke(translations_command, ["--site", str(archive.folder)]).exit_code == 0
    archive.build()
    assert [old for _, field, old, _ in causes(archive, METERS) if field == "title"] == ["Kiểm định đồng hồ"]


def test_an_attached_file_is_kept_as_it_was_before_the_build(site: Site) -> None:
    file = site.folder / "content/tin-tuc/so-lieu.pdf"
    site.article("tin-tuc/so-lieu.md", attachments="so-lieu.pdf")
    texts = []
    for line in ("Số liệu cũ", "Số liệu mới"):
        file.write_bytes(text_file(line))
        assert site.build().impact
    with cache_of(site.output) as cache:
        for past_build in last_two_builds(cache):
            assert past_build
            texts.append(past_build.archive.texts.attached("content/tin-tuc/so-lieu.pdf"))
    assert texts == ["Số liệu cũ", "Số liệu mới"]
