"""Remedies that work: each code of the catalogue has a small site with the fault, and one that obeys.

The faults of single articles are obeyed in `test_faulty_articles.py`. Here are those of several files, of
media, settings, the ledger and the commands.
"""

import os
import subprocess
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from generator.check.run import CheckRequest, check
from generator.commands import main
from generator.model.problem import Problem
from generator.problems.catalogue import CATALOGUE
from generator.problems.catalogue.containers import CONTAINERS
from generator.problems.catalogue.importing import IMPORTING
from generator.problems.catalogue.sources import SOURCES
from generator.problems.catalogue.verifying import VERIFYING
from generator.problems.messages import remedy
from tests.support.pdfs import pages_file, stream, text_file
from tests.support.site import CHECKOUT, SETTINGS, Site

HEAD = "---\ntitle: {0}\ndate: 2014-01-08\nauthor: Trần Văn A\nprovince: Nam Định\n"


@dataclass(frozen=True)
class Link:
    """A symbolic link."""

    target: str


Content = str | bytes | Link | None | Callable[[Path], None]
Files = Mapping[str, Content]
GONE = None


def article(fields: str = "", body: str = "Nội dung.", title: str = "Bài") -> str:
    return f"{HEAD.format(title)}{fields}---\n\n{body}\n"


def english(fields: str = "", body: str = "Text.") -> str:
    return f"---\ntitle: Article\n{fields}---\n\n{body}\n"


def picture(form: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    made = BytesIO()
    (Image.effect_noise(size, 60) if form == "JPEG" else Image.new(mode, size)).save(made, form)
    return made.getvalue()


def placed() -> bytes:
    """A photograph that says where it was taken."""
    exif, made = Image.Exif(), BytesIO()
    exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 25.0, 12.3), 3: "E", 4: (106.0, 10.0, 3.4)})
    Image.new("RGB", (40, 30), "red").save(made, "JPEG", exif=exif)
    return made.getvalue()


# --- faults of files and media, all in one site -----------------------------------------------------------

WITHDRAWN = "withdrawn: {date: 2015-01-01, reason: R, authority: S, text: gone}\n"
LONG = f"{'rat-dai-' * 7}a/{'rat-dai-' * 7}b"

# By code: the files of the fault, and what is changed by who obeys. Every path begins with the code's folder.
TOGETHER: Mapping[str, tuple[Files, Files]] = {
    "series-spelling": (
        {
            "a.md": article("series: Chuyện nghề đo lường\n", title="Kỳ một"),
            "b.md": article("series: Chuyện nghề đo lường\n", title="Kỳ hai"),
            "c.md": article("series: Chuyện nghề đo luờng\n", title="Kỳ ba"),
        },
        {"c.md": article("series: Chuyện nghề đo lường\n", title="Kỳ ba")},
    ),
    "series-alone": (
        {"a.md": article("series: Chuyện nghề\n", title="Kỳ một")},
        {"b.md": article("series: Chuyện nghề\n", title="Kỳ hai")},
    ),
    "not-utf8": ({"a.md": article(title="Chữ").encode("utf-16")}, {"a.md": article(title="Chữ")}),
    "too-large": ({"a.md": article(body="chữ " * 300_000)}, {"a.md": article(body="chữ.")}),
    "article-misnamed": ({"a.MD": article()}, {"a.MD": GONE, "a.md": article()}),
    "symlink-outside": ({"a.md": Link("/etc/hostname")}, {"a.md": article()}),
    "linked-folder": ({"a": Link("/etc")}, {"a": GONE, "a/b.md": article()}),
    "not-a-file": ({"a.md": os.mkfifo}, {"a.md": article()}),
    "unknown-language": ({"a.md": article(), "a.fr.md": english()}, {"a.fr.md": GONE, "a.en.md": english()}),
    "too-intricate": ({"a.md": article(body="*a " * 90_000)}, {"a.md": article(body="Lời.")}),
    "too-many": (
        {"a.md": article(f"tags: [{', '.join(f't{number}' for number in range(300))}]\n")},
        {"a.md": article("tags: [t1]\n")},
    ),
    "translation-empty": (
        {"a.md": article(), "a.en.md": english(body="")}, {"a.en.md": english("draft: true\n", "")}
    ),
    "missing-title": ({"a.md": article(), "a.en.md": "---\nslug: a\n---\n\nText.\n"}, {"a.en.md": english()}),
    "fact-differs": ({"a.md": article(), "a.en.md": english("date: 2015-01-01\n")}, {"a.en.md": english()}),
    "duplicate-translation": ({"a.md": article(), "a.vi.md": article(title="Khác")}, {"a.vi.md": GONE}),
    "address-clash": (
        {"x/hai.md": article(title="Một"), "y/hai.md": article(title="Hai")},
        {"y/hai.md": article("slug: hai-nua\n", title="Hai")},
    ),
    "address-long": (
        {f"{LONG}/a.png": picture(), "a.md": article(body=f"![Ô]({LONG}/a.png)")},
        {f"{LONG}/a.png": GONE, "ngan/a.png": picture(), "a.md": article(body="![Ô](ngan/a.png)")},
    ),
    "media-clash": (
        {"Ảnh.png": picture(), "anh.png": picture(), "a.md": article(body="![Ô](Ảnh.png)\n\n![Ô](anh.png)")},
        {"Ảnh.png": GONE, "anh-2.png": picture(), "a.md": article(body="![Ô](anh-2.png)\n\n![Ô](anh.png)")},
    ),
    "media-type": (
        {"a.exe": b"MZ", "a.md": article(body="Xem [tệp](a.exe).")},
        {"a.exe": GONE, "a.pdf": text_file("Lời"), "a.md": article(body="Xem [tệp](a.pdf).")},
    ),
    "picture-unreadable": ({"a.png": b"PNG?", "a.md": article(body="![Ô](a.png)")}, {"a.png": picture()}),
    "picture-large": (
        {"a.png": picture(size=(9000, 8000), mode="1"), "a.md": article(body="![Ô](a.png)")},
        {"a.png": picture(size=(90, 80))},
    ),
    "picture-damaged": (
        {"a.jpg": picture("JPEG", (400, 300))[:20_000], "a.md": article(body="![Ô](a.jpg)")},
        {"a.jpg": picture("JPEG", (400, 300))},
    ),
    "media-place": ({"a.jpg": placed(), "a.md": article(body="![Ô](a.jpg)")}, {"a.jpg": picture("JPEG")}),
    "media-unused": ({"a.zip": b"PK"}, {"a.zip": GONE}),
    "pdf-no-text": (
        {"a.pdf": pages_file([stream(b"")]), "a.md": article(body="Xem [tệp](a.pdf).")},
        {"a.pdf": text_file("Lời dài")},
    ),
    "pdf-unreadable": (
        {"a.pdf": b"PDF?", "a.md": article(body="Xem [tệp](a.pdf).")}, {"a.pdf": text_file("Lời dài")}
    ),
    "withdrawal-media": (
        {
            "a.md": article(WITHDRAWN, "![Ô](a.png)"),
            "b.md": article(body="![Ô](a.png)", title="B"),
            "a.png": picture(),
        },
        {"b.md": article(title="B")},
    ),
    "withdrawal-linked": (
        {
            "a.md": article(WITHDRAWN),
            "b.md": article(body="Xem [bài](a.md).", title="B"),
        },
        {"b.md": article(title="B")},
    ),
    "translation-outdated": (
        {
            "a.md": article(),
            "a.en.md": english(f"translated_from: {{sha256: {'0' * 64}, date: 2015-01-01}}\n"),
        },
        {"a.en.md": english()},
    ),
}  # fmt: skip


def put(root: Path, files: Files) -> None:
    """Writes files, links and pipes; deletes what is None."""
    for name, content in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(file):
            file.unlink()
        if isinstance(content, Link):
            file.symlink_to(content.target)
        elif isinstance(content, bytes | str):
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        elif content is not None:
            content(file)


def found(site: Site) -> tuple[Problem, ...]:
    return check(CheckRequest(site.folder, site.output, date(2026, 1, 1), 1)).problems


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """(folder, code) of the problems with all faults, and after everybody has obeyed."""
    site = Site(tmp_path_factory.mktemp("together"))
    site.write(f"-- site.toml --\n{SETTINGS}")
    reports = []
    for step in (0, 1):
        for code, steps in TOGETHER.items():
            put(site.folder / "content/tin-tuc" / code, steps[step])
        problems = found(site)
        reports.append({(problem.path.split("/")[2], problem.code) for problem in problems})
    return reports[0], reports[1]


@pytest.mark.parametrize("code", TOGETHER)
def test_a_fault_of_files_is_gone_when_its_remedy_is_obeyed(
    together: tuple[set[tuple[str, str]], set[tuple[str, str]]], code: str
) -> None:
    before, after = together
    assert (code, code) in before
    assert (code, code) not in after


# --- faults of the whole site -----------------------------------------------------------------------------

A = "content/tin-tuc/a.md"
LEDGER = "ledger/2026.txt"
STONE = "addresses: [/vi/2014/01/cu.html]\ndate: 2026-01-02\nreason: Sai.\nauthority: Sở\n"
RELEASED = "vi/2014/01/cu.html 2026-01-01 content/tin-tuc/cu.md\n"


def settings(old: str = "", new: str = "", more: str = "") -> str:
    assert old in SETTINGS
    return (SETTINGS.replace(old, new, 1) if old else SETTINGS) + more


ALONE: Mapping[str, tuple[Files, Files]] = {
    "unknown-section": (
        {"content/la/a.md": article()}, {"site.toml": settings(more='\n[sections.la]\nname = "Lạ"\n')}
    ),
    "article-outside-sections": ({"content/a.md": article()}, {"content/a.md": GONE, A: article()}),
    "withdrawn-page": (
        {"content/a.md": english("withdrawn: {date: 2015-01-01, reason: R, authority: S}\n")},
        {"content/a.md": english("draft: true\n")},
    ),
    "address-taken": ({"content/tim-kiem.md": english()}, {"content/tim-kiem.md": english("slug: tim\n")}),
    "address-moved": (
        {A: article("slug: moi\n"), LEDGER: f"vi/2014/01/a.html 2026-01-01 {A}\n"},
        {A: article("slug: moi\naliases: [/vi/2014/01/a.html]\n")},
    ),
    "address-hidden": (
        {A: article("draft: true\n"), LEDGER: f"vi/2014/01/a.html 2026-01-01 {A}\n"},
        {A: article(WITHDRAWN)},
    ),
    "address-lost": ({LEDGER: RELEASED}, {"ledger/tombstones/cu.yml": STONE}),
    "media-lost": (
        {A: article(), LEDGER: "static/media/tin-tuc/a.png 2026-01-01 content/tin-tuc/a.png\n"},
        {A: article("aliases: [/static/media/tin-tuc/a.png]\n")},
    ),
    "ledger-line": ({A: article(), LEDGER: "<<<<<<< HEAD\n"}, {LEDGER: ""}),
    "tombstone-name": (
        {"ledger/tombstones/Cũ.yml": STONE},
        {"ledger/tombstones/Cũ.yml": GONE, "ledger/tombstones/cu.yml": STONE},
    ),
    "tombstone-part": (
        {"ledger/tombstones/cu.yml": STONE.replace("reason: Sai.\n", "")}, {"ledger/tombstones/cu.yml": STONE}
    ),
    "tombstone-twice": (
        {"ledger/tombstones/cu.yml": STONE, "ledger/tombstones/cu.yaml": STONE.replace("cu.html", "d.html")},
        {"ledger/tombstones/cu.yaml": GONE, "ledger/tombstones/d.yml": STONE.replace("cu.html", "d.html")},
    ),
    "toml-syntax": ({"site.toml": settings('vi = "Kho tin"', "vi = Kho tin")}, {"site.toml": SETTINGS}),
    "setting-type": ({"site.toml": settings('["vi", "en"]', "3")}, {"site.toml": SETTINGS}),
    "setting-unknown": ({"site.toml": f"mau = 1\n{SETTINGS}"}, {"site.toml": SETTINGS}),
    "setting-missing": (
        {"site.toml": settings('name = { vi = "Tin tức", en = "News" }\n')}, {"site.toml": SETTINGS}
    ),
    "setting-empty": (
        {"site.toml": settings('languages = ["vi", "en"]', "languages = []")}, {"site.toml": SETTINGS}
    ),
    "setting-language": (
        {"site.toml": settings('en = "The Archive"', 'fr = "Les archives"')}, {"site.toml": SETTINGS}
    ),
    "language-without-words": (
        {"site.toml": settings('["vi", "en"]', '["vi", "en", "fr"]')}, {"site.toml": SETTINGS}
    ),
    "base-url": (
        {"site.toml": settings("https://khotin.example", "khotin.example")}, {"site.toml": SETTINGS}
    ),
    "time-zone": (
        {"site.toml": f'time_zone = "Hà Nội"\n{SETTINGS}'},
        {"site.toml": f'time_zone = "Asia/Ho_Chi_Minh"\n{SETTINGS}'},
    ),
    "linked-site": (
        {"site.toml": settings(more='\n[[links]]\nname = "Bộ"\nurl = "bo.example"\n')},
        {"site.toml": settings(more='\n[[links]]\nname = "Bộ"\nurl = "https://bo.example"\n')},
    ),
    "section-kind": ({"site.toml": settings('"photo"', '"anh"')}, {"site.toml": SETTINGS}),
    "section-slug": (
        {"site.toml": settings('kind = "photo"', 'kind = "photo"\nslug = "tin-tuc"')}, {"site.toml": SETTINGS}
    ),
    "markdown-extension": (
        {"site.toml": settings(more='\n[markdown]\nextensions = ["smarty", "xyz"]\n')},
        {"site.toml": settings(more='\n[markdown]\nextensions = ["smarty"]\n')},
    ),
    "hosting-compressed": (
        {"site.toml": settings(more='\n[hosting]\ncompressed = ["zip"]\n')},
        {"site.toml": settings(more='\n[hosting]\ncompressed = ["gz"]\n')},
    ),
    "theme-missing": (
        {"site.toml": f'theme = "xyz"\n{SETTINGS}'}, {"site.toml": f'theme = "default"\n{SETTINGS}'}
    ),
    "theme-width": (
        {
            "site.toml": f'theme = "rieng"\n{SETTINGS}',
            "themes/rieng/theme.toml": "",
            "themes/rieng/templates/a.html": "",
        },
        {"themes/rieng/theme.toml": 'extends = "default"\ntext_width = 616\n'},
    ),
}  # fmt: skip


THEME = {
    "site.toml": f'theme = "rieng"\n{SETTINGS}',
    "themes/rieng/theme.toml": 'extends = "default"\n',
    "themes/rieng/templates/gi.html": "",
}
TEMPLATE = "themes/rieng/templates/not_found.html"
SOUND = (CHECKOUT / "themes/default/templates/not_found.html").read_text("utf-8")
LAYOUT = '{% extends "article.html" %}'
WORDS = "themes/rieng/locale/vi.po"


def template(fault: str) -> tuple[Files, Files]:
    """A theme whose page "not found" has a fault, and the default one's."""
    return {**THEME, TEMPLATE: SOUND + fault}, {TEMPLATE: SOUND}


def set_to(fault: str, sound: str) -> tuple[Files, Files]:
    """Settings with a fault, and as they should be."""
    return {"site.toml": settings(more=f"\n{fault}\n")}, {"site.toml": settings(more=f"\n{sound}\n")}


# Faults of themes, of the site's looks, and of what is made for servers.
THEMES: Mapping[str, tuple[Files, Files]] = {
    "template-syntax": template("{% if %}"),
    "template-missing": template('{% include "khong-co.html" %}'),
    "template-name": template("{{ khong_co }}"),
    "template-field": template("{{ page.khong_co }}"),
    "theme-incomplete": (
        {**THEME, "themes/rieng/theme.toml": "text_width = 616\n"},
        {"themes/rieng/theme.toml": 'extends = "default"\n'},
    ),
    "theme-words": (
        {**THEME, WORDS: 'msgid "Provinces"\nmsgstr "Tỉnh'},
        {WORDS: 'msgid "Provinces"\nmsgstr "Tỉnh"\n'},
    ),
    "theme-placeholder": (
        {**THEME, WORDS: 'msgid "Home"\nmsgstr "Trang %(x)s"\n'},
        {WORDS: 'msgid "Home"\nmsgstr "Trang nhất"\n'},
    ),
    "layout-none": ({A: article("layout: xyz\n")}, {A: article()}),
    "layout-missing": (
        {**THEME, "themes/rieng/templates/layouts/anh.html": LAYOUT, A: article("layout: xyz\n")},
        {A: article("layout: anh\n")},
    ),
    "hosting-server": set_to('[hosting]\nservers = ["xyz"]', '[hosting]\nservers = ["nginx"]'),
    "colour-form": set_to('[appearance.colours]\nink = "đỏ"', '[appearance.colours]\nink = "#111111"'),
    "colour-contrast": set_to(
        '[appearance.colours]\nink = "#999999"', '[appearance.colours]\nink = "#111111"'
    ),
    "appearance-file": set_to('[appearance]\nemblem = "khong-co.svg"', ""),
    "appearance-format": (
        {"content/a.zip": b"PK", "site.toml": settings(more='\n[appearance]\nemblem = "a.zip"\n')},
        {"content/a.png": picture(), "site.toml": settings(more='\n[appearance]\nemblem = "a.png"\n')},
    ),
    "appearance-heavy": (
        {
            "content/a.png": picture() + bytes(400_000),
            "site.toml": settings(more='\n[appearance]\nemblem = "a.png"\n'),
        },
        {"content/a.png": picture()},
    ),
    "root-file-taken": ({"content/_root/sitemap.xml": "<x/>"}, {"content/_root/sitemap.xml": GONE}),
}  # fmt: skip
SITES = {**ALONE, **THEMES}


@pytest.mark.parametrize("code", SITES)
def test_a_fault_of_the_site_is_gone_when_its_remedy_is_obeyed(site: Site, code: str) -> None:
    before, after = SITES[code]
    put(site.folder, before)
    assert code in {problem.code for problem in found(site)}
    put(site.folder, after)
    assert code not in {problem.code for problem in found(site)}


def test_a_cache_that_git_tracks_is_let_go(site: Site) -> None:
    site.article("tin-tuc/a.md")
    found(site)
    subprocess.run(["git", "init", "-q"], cwd=site.folder, check=True)
    subprocess.run(["git", "add", "-f", "."], cwd=site.folder, check=True)
    [problem] = [problem for problem in found(site) if problem.code == "cache-tracked"]
    command = remedy(problem, "en").partition("“")[2].partition("”")[0].split()
    subprocess.run(command, cwd=site.folder, check=True, capture_output=True)
    assert "cache-tracked" not in {problem.code for problem in found(site)}


# --- faults of commands -----------------------------------------------------------------------------------

WITHDRAW = ("--reason=R", "--authority=S")
NEW, MV, BACK = ("new",), ("mv",), ("translations", "accept")
DAY = ("--date", "2026-01-01")
# By code: files, the command at fault, and the command that obeys; or files that are changed before it.
COMMANDS: Mapping[str, tuple[Files, Sequence[str], Sequence[str], Files]] = {
    "no-article-file": ({A: article()}, (*NEW, "--translate", "x.md"), (*NEW, "--translate", A), {}),
    "file-taken": (
        {"content/tin-tuc/2026/tin.md": article()},
        (*NEW, "Tin", *DAY), (*NEW, "Tin", *DAY, "--slug", "t"), {},
    ),
    "translation-taken": (
        {A: article(), "content/tin-tuc/a.en.md": ""}, (*NEW, "--translate", A), (), {}
    ),
    "own-translation": (
        {A: article()}, (*NEW, "--translate", A, "--to", "vi"), (*NEW, "--translate", A, "--to", "en"), {}
    ),
    "not-a-translation": (
        {A: article(), "content/tin-tuc/a.en.md": english()},
        (*BACK, A), (*BACK, "content/tin-tuc/a.en.md"), {},
    ),
    "not-yet-translated": (
        {A: article(), "content/tin-tuc/a.en.md": "---\nslug: a\n---\n"},
        (*BACK, "content/tin-tuc/a.en.md"),
        (*BACK, "content/tin-tuc/a.en.md"),
        {"content/tin-tuc/a.en.md": english()},
    ),
    "not-an-article": ({"content/a.md": english()}, ("withdraw", "content/a.md", *WITHDRAW), (), {}),
    "withdrawn-already": (
        {A: article("withdrawn: {date: 2015-01-01, reason: R, authority: S}\n")},
        ("withdraw", A, *WITHDRAW), (), {},
    ),
    "not-accepted": (
        {A: "---\n{title: T, date: 2014-01-08, author: A, province: Nam Định}\n---\n\nLời.\n"},
        ("withdraw", A, *WITHDRAW), ("withdraw", A, *WITHDRAW), {A: article()},
    ),
    "move-target": ({A: article()}, (*MV, A, "content/anh/a"), (*MV, A, "content/anh/"), {}),
    "move-taken": (
        {A: article(), "content/anh/a.md": article(title="B", fields="slug: b\n")},
        (*MV, A, "content/anh/a.md"), (*MV, A, "content/anh/c.md"), {},
    ),
    "move-section": ({A: article()}, (*MV, A, "content/la/a.md"), (*MV, A, "content/anh/a.md"), {}),
    "write-refused": ({A: article()}, (*MV, A, "content/anh/a:b.md"), (*MV, A, "content/anh/a-b.md"), {}),
}  # fmt: skip


@pytest.mark.parametrize("code", COMMANDS)
def test_a_command_that_obeys_succeeds(site: Site, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files, wrong, right, changed = COMMANDS[code]
    monkeypatch.chdir(site.folder)
    put(site.folder, files)
    refused = CliRunner().invoke(main, [*wrong, "--lang", "en"])
    assert f"[{code}]" in refused.stderr
    if right:
        put(site.folder, changed)
        assert CliRunner().invoke(main, [*right, "--lang", "en"], catch_exceptions=False).exit_code == 0


# --- the whole catalogue ----------------------------------------------------------------------------------

# What is wrong in files from outside or in copies: their own tests bring each about. Obeying means to bring
# another file, to look at a page with one's own eyes, or to make the copy again.
FROM_OUTSIDE = IMPORTING.keys() | CONTAINERS.keys() | SOURCES.keys() | VERIFYING.keys()
# Their faults need a locked or very long PDF, a library that is missing here, or a build; see `unit/read`
# and `site/test_themes.py`.
ELSEWHERE = {
    "pdf-encrypted",
    "pdf-cut",
    "picture-heic",
    "brotli-missing",
    "template-fault",
    "template-filter",
}


def obeyed_articles() -> Iterator[str]:
    text = Path(__file__).with_name("faults.toml").read_text("utf-8")
    yield from (each["code"] for each in tomllib.loads(text)["article"] if each.get("obeyed"))


def test_every_code_of_the_catalogue_is_obeyed_somewhere() -> None:
    obeyed = {*obeyed_articles(), *TOGETHER, *SITES, *COMMANDS, "cache-tracked"}
    assert CATALOGUE.keys() - FROM_OUTSIDE - ELSEWHERE == obeyed
