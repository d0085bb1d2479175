"""A site's own theme changes what it names, and keeps all else."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from generator.build.load import checked_theme
from generator.check.run import CheckRequest, check
from generator.commands import main
from generator.model.appearance import Appearance
from generator.model.problem import Problem
from generator.problems.messages import message, remedy
from generator.read.contrast import DEFAULTS, contrast, contrast_faults
from generator.read.settings import read_settings
from generator.read.theme import default_templates, read_theme
from generator.render.theme_problems import theme_problems
from tests.support.site import BUILD_DATE, CHECKOUT, SETTINGS, Site, where


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose small theme changes one word, one part of the styles and adds another."""
    site = Site(tmp_path_factory.mktemp("themed"))
    site.write(
        f"""\
-- site.toml --
theme = "rieng"
{SETTINGS.replace('kind = "photo"', 'kind = "photo"' + chr(10) + 'layout = "lon"')}
[appearance]
emblem = "bieu-trung.svg"
banner = "bang-ten.png"
[appearance.colours]
accent = "#0b3d91"
-- content/bieu-trung.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>
-- themes/rieng/theme.toml --
extends = "default"
-- themes/rieng/templates/_head_extra.html --
<meta name="them" content="1">
-- themes/rieng/templates/layouts/lon.html --
{{% extends "article.html" %}}
{{% block main %}}<!-- lớn -->{{{{ super() }}}}{{% endblock %}}
-- themes/rieng/templates/layouts/rieng.html --
{{% extends "article.html" %}}
{{% block main %}}<!-- riêng -->{{{{ super() }}}}{{% endblock %}}
-- themes/rieng/styles/home.css --
.lead {{ color: teal }}
-- themes/rieng/styles/them.css --
.them {{ color: navy }}
-- themes/rieng/locale/vi.po --
msgid "Provinces"
msgstr "Các tỉnh"
"""
    )
    Image.new("RGB", (40, 10), "navy").save(site.folder / "content/bang-ten.png")
    site.article("tin-tuc/a.md", title="Bài một")
    site.article("tin-tuc/rieng.md", title="Bài hai", layout="rieng")
    site.article("anh/anh.md", title="Bài ba")
    assert not site.build().problems
    return site


def test_a_changed_word_leaves_all_others(themed: Site) -> None:
    page = themed.page("vi/2014/01/a.html")
    assert ">Các tỉnh</a>" in page
    assert ">Tác giả</a>" in page
    assert ">Provinces</a>" in themed.page("en/index.html")


def test_styles_are_one_file_with_the_themes_own_parts(themed: Site) -> None:
    style = themed.page("static/style.css")
    assert ".opening {" not in style
    assert style.index(".lead { color: teal }") < style.index(".footer {")
    assert style.index(".footer {") < style.index(".them { color: navy }\n")
    assert not themed.has("static/home.css")


MISTAKES = {
    "not TOML": ("theme.toml", 'extends = "default"\nx = [', 2, "toml-syntax"),
    "not UTF-8": ("templates/list.html", b"A\n\xff", 2, "not-utf8"),
    "syntax": ("templates/list.html", "A\n{% if x %}", 2, "template-syntax"),
    "filter": ("templates/list.html", "A\n\n{{ page.lang|iso_day }}", 3, "template-filter"),
    "test": ("templates/list.html", "{{ page.lang is odder }}", 1, "template-filter"),
    "no such template": ("templates/list.html", '\n{% include "_crums.html" %}', 2, "template-missing"),
    "no such parent": ("templates/list.html", '{% extends "pages.html" %}', 1, "template-missing"),
    "name": ("templates/list.html", "A\n{{ pag.title }}", 2, "template-name"),
    "name in a partial": ("templates/_crumbs.html", "\n{{ curent }}", 2, "template-name"),
    "field": ("templates/list.html", "A\n{{ page.titel }}", 2, "template-field"),
    "field of the site": ("templates/list.html", "{{ page.site.nam.value }}", 1, "template-field"),
    "field of an item": (
        "templates/list.html",
        "{% for g in page.groups %}\n{% for one in g.items %}\n{{ one.titel }}{% endfor %}{% endfor %}",
        3,
        "template-field",
    ),
    "catalogue": ("locale/vi.po", 'msgid "Provinces"\nmsgstr "Tỉnh', 2, "theme-words"),
    "no catalogue": ("locale/vi.po", "rác", 1, "theme-words"),
    "no catalogue, in quotes": ("locale/vi.po", 'rác "', 1, "theme-words"),
    "placeholder": ("locale/vi.po", '\nmsgid "Provinces"\nmsgstr "%(x)s"', 2, "theme-placeholder"),
}


def problems_with(
    site: Site, file: str, content: str | bytes, of: Callable[[], Iterable[Problem]]
) -> set[Problem]:
    """The problems that a function finds while a file of the theme has this content."""
    path = site.folder / "themes/rieng" / file
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        return set(of())
    finally:
        path.unlink() if before is None else path.write_bytes(before)


@pytest.mark.parametrize(("file", "content", "line", "code"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_with_its_line(
    file: str, content: str | bytes, line: int, code: str, themed: Site
) -> None:
    settings = read_settings(themed.folder).value
    assert settings
    found = problems_with(themed, file, content, lambda: checked_theme(themed.folder, settings).problems)
    assert [where(each) for each in found] == [(f"themes/rieng/{file}", line, code)]
    assert all(message(each, lang) and remedy(each, lang) for each in found for lang in ("vi", "en"))


@pytest.mark.parametrize("content", ["A\n{{ page.titel }}", "A\n{{ page.count / 0 }}"])
def test_check_and_build_tell_of_it_and_the_site_stays(content: str, themed: Site) -> None:
    output, file = themed.files(), "templates/list.html"
    for of in (
        lambda: themed.build().problems,
        lambda: check(CheckRequest(themed.folder, themed.output, BUILD_DATE, 1)).problems,
    ):
        found = problems_with(themed, file, content, of)
        assert {(each.path, each.line) for each in found} == {(f"themes/rieng/{file}", 2)}
    assert themed.files() == output


def test_the_default_theme_has_no_mistake_that_the_check_would_report(tmp_path: Path) -> None:
    """Also the proof that the check takes nothing right for wrong."""
    site = Site(tmp_path)
    shutil.copytree(CHECKOUT / "themes/default", tmp_path / "themes/default")
    site.write(f"-- site.toml --\n{SETTINGS}")
    theme = read_theme(tmp_path, "default")
    assert theme.value
    assert theme.value.own_templates
    assert not theme.problems
    assert list(theme_problems(theme.value, default_templates())) == []


def test_a_theme_of_its_own_without_templates_is_told_which(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(f'-- site.toml --\ntheme = "rieng"\n{SETTINGS}-- themes/rieng/theme.toml --\ntext_width = 600')
    site.article("tin-tuc/a.md")
    (problem,) = (each for each in site.build().problems if each.code == "theme-incomplete")
    assert problem.path == "themes/rieng/theme.toml"
    assert "article.html" in message(problem, "en")


def test_a_new_theme_changes_nothing_until_it_is_written(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(f'-- site.toml --\ntheme = "cua-so"\n{SETTINGS}')
    run = CliRunner().invoke(main, ["theme", "new", "cua-so", "--site", str(tmp_path), "--lang", "en"])
    assert run.exit_code == 0, run.output
    settings = read_settings(tmp_path).value
    assert settings
    theme = checked_theme(tmp_path, settings)
    assert theme.value
    assert not theme.problems
    for wrong in ("cua-so", "default", "../x", "Cửa sổ"):
        again = CliRunner().invoke(main, ["theme", "new", wrong, "--site", str(tmp_path)])
        assert again.exit_code == 2, wrong


def test_the_page_about_themes_is_current() -> None:
    """If it is not: khotin theme reference > THEMES.md."""
    assert CliRunner().invoke(main, ["theme", "reference"]).output == (CHECKOUT / "THEMES.md").read_text(
        "utf-8"
    )


def test_a_section_and_an_article_have_their_own_layouts(themed: Site) -> None:
    assert "<!-- lớn -->" in themed.page("vi/2014/01/anh.html")
    assert "<!-- riêng -->" in themed.page("vi/2014/01/rieng.html")
    assert not {"<!-- lớn -->", "<!-- riêng -->"} & set(themed.page("vi/2014/01/a.html").splitlines())


def test_every_page_has_what_the_theme_adds_to_the_head(themed: Site) -> None:
    pages = [path for path in themed.files() if path.endswith(".html")]
    assert all('<meta name="them" content="1">' in themed.page(path) for path in pages)


def test_emblem_banner_and_colours_are_those_of_the_settings(themed: Site) -> None:
    page = themed.page("vi/2014/01/a.html")
    assert 'src="../../../static/emblem.svg"' in page
    assert '<link rel="icon" href="../../../static/emblem.svg" type="image/svg+xml">' in page
    assert '<img class="banner" src="../../../static/banner.png" alt="" width="40" height="10">' in page
    assert 'content="#0b3d91" media="(prefers-color-scheme: light)"' in page
    style = themed.page("static/style.css")
    assert "--red: #0b3d91; --link: #0b3d91;" in style
    assert themed.has("static/emblem.svg")


def test_the_default_colours_are_those_of_the_styles_and_can_be_read() -> None:
    light, dark = (CHECKOUT / "themes/default/styles/colours.css").read_text("utf-8").split("@media", 1)
    for name, (by_light, by_dark) in DEFAULTS.items():
        known = "red" if name == "accent" else name
        assert f"--{known}: {by_light};" in light
        assert f"--{known}: {by_dark};" in dark
    both = tuple((name, each) for name, (each, _) in DEFAULTS.items())
    night = tuple((name, each) for name, (_, each) in DEFAULTS.items())
    assert list(contrast_faults(Appearance(both, night))) == []


@pytest.mark.parametrize(
    ("lines", "line", "code"),
    [
        ('[appearance.colours]\nink = "#999999"', 2, "colour-contrast"),
        ('[appearance.colours]\n\naccent = "#ffcc00"', 3, "colour-contrast"),
        ('[appearance.dark]\npaper = "#ffffff"', 2, "colour-contrast"),
        ('[appearance.colours]\nink = "đỏ"', 2, "colour-form"),
        ('[appearance]\nemblem = "khong-co.svg"', 2, "appearance-file"),
        ('[appearance]\nemblem = "../site.toml"', 2, "appearance-file"),
        ('[appearance]\nbanner = "chu.txt"', 2, "appearance-format"),
        ('[sections.them]\nname = "Thêm"\nlayout = "khong-co"', 1, "layout-none"),
    ],
)
def test_a_look_that_cannot_be_is_a_problem(lines: str, line: int, code: str, tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(f"-- site.toml --\n{SETTINGS}-- content/chu.txt --\nChữ")
    file = tmp_path / "site.toml"
    text = file.read_text("utf-8")
    start = text.count("\n") if line > 1 else 0
    file.write_text(f"{text}{lines}\n", "utf-8")
    found = {where(problem) for problem in site.build().problems}
    assert ("site.toml", start + line, code) in found


def test_a_colour_is_offered_that_can_be_read() -> None:
    faults = list(contrast_faults(Appearance((("visited", "#bbbbbb"),))))
    assert len(faults) == 2
    assert all(contrast(fault.suggestion, fault.ground) >= 4.5 for fault in faults)


@pytest.mark.parametrize("charset", ["ISO-8859-1", "klingon", "UTF-16", "CHARSET"])
def test_words_are_utf_8_whatever_their_header_says(charset: str, site: Site) -> None:
    site.write(f'-- site.toml --\ntheme = "rieng"\n{SETTINGS}')
    site.write('-- themes/rieng/theme.toml --\nextends = "default"\n')
    header = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n'
    site.write(
        f'-- themes/rieng/locale/vi.po --\n{header}\nmsgid "Cite this article"\nmsgstr "Dẫn lại bài này"\n'
    )
    site.article("tin-tuc/a.md")
    assert site.build().problems == ()
    assert "Dẫn lại bài này" in site.page("vi/2014/01/a.html")


FACE = '@font-face { font-family: "X"; src: url("fonts/x.woff2"); }\n'


@pytest.mark.parametrize("place", ["styles/typeface.css", "static/typeface.css"])
def test_a_theme_brings_a_typeface_of_its_own(place: str, site: Site) -> None:
    site.write(f'-- site.toml --\ntheme = "rieng"\n{SETTINGS}')
    site.write('-- themes/rieng/theme.toml --\nextends = "default"\n')
    site.write(f"-- themes/rieng/{place} --\n{FACE}{FACE.replace('fonts/x', '../../site')}")
    font = site.folder / "themes/rieng/static/fonts/x.woff2"
    font.parent.mkdir(parents=True)
    font.write_bytes(b"wOF2 font")
    site.article("tin-tuc/a.md")
    assert site.build().problems == ()
    sheet = site.page("static/typeface.css")
    assert 'url("data:font/woff2;base64,d09GMiBmb250")' in sheet
    assert 'url("../../site.woff2")' in sheet  # nothing from outside the theme
    assert "Be Vietnam Pro" not in sheet
    assert "Be Vietnam Pro" not in site.page("static/style.css").partition("body")[0]
