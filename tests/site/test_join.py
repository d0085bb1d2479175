"""Archives become one: nothing is lost, nothing overwritten, and every released address leads on."""

import csv
import json
import posixpath
import random
import re
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from generator.build.request import BuildRequest
from generator.build.run import build
from generator.commands import main
from generator.text.old_address import OldAddress, key_of, parse_old_address
from tests.support.builds import tree
from tests.support.site import BUILD_DATE, SETTINGS, Site

BASES = ("https://nam-dinh.example/", "https://ha-nam.example/luu-tru/", "https://www.ninh-binh.example/tin/")
DAY = BUILD_DATE.isoformat()


def archive(folder: Path, base: str, more: str = "") -> Site:
    site = Site(folder)
    site.write(f"-- site.toml --\n{SETTINGS.replace('https://khotin.example/luu-tru/', base)}{more}")
    return site


def release(site: Site, day: date = date(2025, 1, 1)) -> None:
    report = build(BuildRequest(site.folder, site.output, day, 1, release=True))
    assert report.impact, report.problems


def draw(site: Site, path: str, colour: str) -> None:
    file = site.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (4, 3), colour).save(file)


def joined(folder: Path, *sites: Site, options: tuple[str, ...] = ()) -> Result:
    arguments = [
        "join",
        *(str(site.folder) for site in sites),
        "--into",
        str(folder),
        "--date",
        DAY,
        *options,
    ]
    return CliRunner().invoke(main, [*arguments, "--lang", "en", "--jobs", "1"])


# --- links ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("link", ["themes", "themes/so", "themes/so/static/x.txt", ".gitignore"])
def test_a_link_of_an_archive_is_not_followed(tmp_path: Path, link: str) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.txt").write_text("secret", "utf-8")
    sites = [archive(tmp_path / str(number), BASES[number]) for number in range(2)]
    for site in sites:
        site.article("tin-tuc/a.md")
    file = sites[0].folder / link
    file.parent.mkdir(parents=True, exist_ok=True)
    file.symlink_to(secret / "key.txt" if file.suffix or link == ".gitignore" else secret)
    result = joined(tmp_path / "new", *sites)
    assert result.exit_code == 0, result.output
    assert "secret" not in "".join(
        each.read_text("utf-8", "replace") for each in (tmp_path / "new").rglob("*") if each.is_file()
    )
    assert link in (tmp_path / "new/join-report.md").read_text("utf-8")


# --- where an address leads, as the page of old addresses finds it --------------------------------------


def handed_over(script: str) -> Any:
    return json.loads(script[script.index(",") + 1 : script.rindex(")")])


def within(address: OldAddress, base: str) -> OldAddress | None:
    """The address as a path from the root of an archive at this base, or None."""
    home = parse_old_address(base)
    assert home
    folder = f"{home.path}/" if home.path else ""
    if address.host != home.host or not f"{address.path}/".startswith(folder):
        return None
    path = address.path[len(folder) :]
    return address._replace(host="", path=path, key=key_of(path, address.query))


def entries(site: Site, key: str) -> list[list[str]]:
    digits = handed_over(site.page("old/index.js"))[0]
    part = f"p{zlib.crc32(key.encode()):08x}"[: digits + 1]
    return [entry for entry in handed_over(site.page(f"old/{part}.js")) if entry[0] == key]


def led_to(site: Site, text: str) -> str | None:
    """The file to which a full address leads, as `static/old/find.js` finds it.

    A page that leads on is followed.
    """
    address = parse_old_address(text)
    assert address
    hosted = [entry for entry in entries(site, address.key) if entry[4] == address.host]
    if hosted:
        return hosted[0][1]
    base = re.search(r'data-base="([^"]*)"', site.page("vi/dia-chi-cu.html"))
    assert base
    for each in (base[1], *handed_over(site.page("old/index.js"))[2]):
        inside = within(address, each)
        if inside is None:
            continue
        plain = [entry for entry in entries(site, inside.key) if not entry[4]]
        if plain:
            return plain[0][1]
        return followed(site, inside.path)
    return None


def followed(site: Site, path: str) -> str | None:
    if not site.has(path):
        return None
    onward = (
        re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', site.page(path))
        if path.endswith("l")
        else None
    )
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), onward[1])) if onward else path


def released(site: Site, base: str) -> dict[str, str]:
    """Every full address that a site released, with its file."""
    found = {}
    for file in sorted((site.folder / "ledger").glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            name, _, source = [*line.split(" "), ""][:3]
            found["https:" + name if name.startswith("//") else base + name] = source
    return found


# --- three archives -------------------------------------------------------------------------------------


@pytest.fixture
def three(tmp_path: Path) -> tuple[Site, Site, Site]:
    """Archives with the same names for different things, in every place where names can meet."""
    one, two, three = (archive(tmp_path / name, base) for name, base in zip("abc", BASES, strict=True))
    for site, colour in ((one, "red"), (two, "blue"), (three, "red")):
        draw(site, "content/tin-tuc/anh.png", colour)
        site.article(
            "tin-tuc/hop.md",
            "Ảnh: ![Hình](anh.png) và [đồng hồ](do.md#phan), [tệp](/tin-tuc/do.md)."
            f"\n\n[do]: do.md\n\n{colour}",
            title=f"Họp {colour}",
            cover="{src: anh.png, alt: Hình}",
            aliases="[/tin/45.html, '/?id=45']",
            author="Tran Van An" if site is one else "Trần Văn An",
            tags="[đo lường]" if site is one else "[Đo lường]",
        )
        site.write(f"-- content/tin-tuc/hop.en.md --\n---\ntitle: Meeting {colour}\n---\n\nText [x](hop.md).")
        site.article(
            "tin-tuc/do.md", f"## Phan\n\n{colour}", title=f"Đo {colour}", slug="do-luong", date="2015-02-03"
        )
        site.article("tin-tuc/nhap.md", title="Nháp", draft="true")
        site.article("tin-tuc/hen.md", title=f"Hẹn {colour}", publish="2030-01-01")
        site.article(
            "tin-tuc/go.md",
            title=f"Gỡ {colour}",
            withdrawn="{date: 2020-01-01, reason: Sai, authority: Sở, text: gone}",
        )
        site.write("-- content/gioi-thieu.md --\n---\ntitle: Giới thiệu\n---\n\n" + colour)
        site.write(
            "-- ledger/tombstones/cu.yml --\naddresses: [/vi/2012/01/cu.html]\ndate: 2019-01-01\n"
            "reason: Sai\nauthority: Sở"
        )
    one.article(
        "tin-tuc/xem.md",
        "Xem [bài kia](https://ha-nam.example/luu-tru/vi/2014/01/hop.html#x), <http://www.cu.example/a.aspx?id=1>\n"
        "và https://ha-nam.example/luu-tru/vi/2014/01/hop.html\n\n`[a](https://ha-nam.example/luu-tru/vi/2014/01/hop.html)`",
        title="Xem thêm",
        date="2016-01-01",
    )
    two.article(
        "tin-tuc/rieng.md", title="Riêng", date="2017-01-01", aliases="['http://www.cu.example/a.aspx?id=1']"
    )
    long = " ".join(f"chữ{number} thứ{number * 7}" for number in range(60))
    one.article("tin-tuc/sinh-doi.md", long, title="Bài có hai nơi", date="2018-01-01")
    three.article("tin-tuc/khac-ten.md", long, title="Bài có hai nơi", date="2018-01-01")
    for site in (one, two, three):
        release(site)
    return one, two, three


def test_archives_become_one_that_passes(three: tuple[Site, Site, Site], tmp_path: Path) -> None:
    before = [tree(site.folder) for site in three]
    said = joined(tmp_path / "new", *three)
    assert said.exit_code == 0, said.output
    assert [tree(site.folder) for site in three] == before
    new = Site(tmp_path / "new")
    report = new.build()
    assert report.impact, report.problems
    assert report.articles == 3 * 2 + 4
    titles = " ".join(
        new.page(path) for path in new.files() if path.startswith("vi/20") and path.endswith(".html")
    )
    for colour in ("red", "blue"):
        assert f"Họp {colour}" in titles


def test_every_released_address_leads_to_its_article(three: tuple[Site, Site, Site], tmp_path: Path) -> None:
    assert joined(tmp_path / "new", *three).exit_code == 0
    new = Site(tmp_path / "new")
    assert new.build().impact
    for site, base in zip(three, BASES, strict=True):
        for address, source in released(site, base).items():
            target = led_to(new, address)
            assert target and new.has(target), address
            if source.endswith(".md"):
                assert title_of(site, source) in new.page(target) or "go." in source, (address, target)


def title_of(site: Site, source: str) -> str:
    found = re.search(r"^title: (.*)$", (site.folder / source).read_text("utf-8"), re.MULTILINE)
    assert found
    return found[1]


def test_the_places_where_an_archive_was_before_lead_to_it_too(tmp_path: Path) -> None:
    """That is so of one that is joined itself, and joined again. One address there may be of another page."""
    one = archive(tmp_path / "a", BASES[0])
    one.article("tin-tuc/hop.md", title="Họp của một", aliases="[/tin/45.html]")
    moved = archive(tmp_path / "b", BASES[1])
    settings = (moved.folder / "site.toml").read_text("utf-8")
    line = f'base_url = "{BASES[1]}"\n'
    formerly = f'{line}former_base_urls = ["https://cu.example/", "https://khac.example/"]\n'
    assert line in settings
    (moved.folder / "site.toml").write_text(settings.replace(line, formerly), "utf-8")
    moved.article("tin-tuc/hop.md", title="Họp của hai", aliases="[/tin/45.html]")
    moved.article("tin-tuc/khac.md", title="Bài khác", aliases="['https://khac.example/vi/2014/01/hop.html']")
    release(one)
    release(moved)
    assert joined(tmp_path / "new", one, moved).exit_code == 0
    new = Site(tmp_path / "new")
    assert new.build().impact
    for path in ("vi/2014/01/hop.html", "tin/45.html"):
        for base, title in (
            (BASES[0], "Họp của một"),
            *((base, "Họp của hai") for base in (BASES[1], "https://cu.example/")),
        ):
            target = led_to(new, f"{base}{path}")
            assert target, (base, path)
            assert f"{title}</h1>" in new.page(target), (base, path, target)
    target = led_to(new, "https://khac.example/vi/2014/01/hop.html")
    assert target
    assert "Bài khác</h1>" in new.page(target)


def test_links_to_where_an_archive_was_before_lead_to_its_pages(tmp_path: Path) -> None:
    """A link to the former place of another archive, and of the own one, is a link within the new one."""
    one = archive(tmp_path / "a", BASES[0])
    moved = archive(tmp_path / "b", BASES[1])
    settings = (moved.folder / "site.toml").read_text("utf-8")
    line = f'base_url = "{BASES[1]}"\n'
    formerly = f'{line}former_base_urls = ["https://cu.example/kho/"]\n'
    (moved.folder / "site.toml").write_text(settings.replace(line, formerly), "utf-8")
    moved.article("tin-tuc/do.md", title="Đo lường", aliases="[/tin/45.html]")
    moved.article("tin-tuc/than.md", "[x](https://cu.example/kho/vi/2014/01/do.html)", title="Than")
    one.article(
        "tin-tuc/xem.md",
        "[a](https://cu.example/kho/vi/2014/01/do.html) [b](http://www.cu.example/kho/tin/45.html) "
        "[c](https://cu.example/kho/vi/2014/01/khong.html)",
        title="Xem",
    )
    assert joined(tmp_path / "new", one, moved).exit_code == 0
    content = tmp_path / "new/content/tin-tuc"
    text = (content / "xem.md").read_text("utf-8")
    assert "[a](do.md) [b](do.md) [c](https://cu.example/kho/vi/2014/01/khong.html)" in text
    assert "[x](do.md)" in (content / "than.md").read_text("utf-8")


def test_what_meets_is_told(three: tuple[Site, Site, Site], tmp_path: Path) -> None:
    joined(tmp_path / "new", *three)
    with (tmp_path / "new/join-report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [*csv.DictReader(file)]
    found = {(row["kind"], row["site"], row["file"], row["now"]) for row in rows}
    for expected in (
        ("file-renamed", "ha-nam-example", "content/tin-tuc/hop.md", "content/tin-tuc/hop-ha-nam-example.md"),
        (
            "media-renamed",
            "ha-nam-example",
            "content/tin-tuc/anh.png",
            "content/tin-tuc/anh-ha-nam-example.png",
        ),
        (
            "record-renamed",
            "ninh-binh-example",
            "ledger/tombstones/cu.yml",
            "ledger/tombstones/cu-ninh-binh-example.yml",
        ),
        ("links-internal", "nam-dinh-example", "content/tin-tuc/xem.md", "content/tin-tuc/xem.md"),
        ("author-spelling", "ha-nam-example", "Trần Văn An", "Tran Van An"),
        ("tag-spelling", "ha-nam-example", "Đo lường", "đo lường"),
    ):
        assert expected in found, sorted(found)
    assert not [row for row in rows if row["kind"] == "media-renamed" and row["site"] == "ninh-binh-example"]
    assert any(row["kind"] == "twin" and "sinh-doi" in row["now"] + row["file"] for row in rows)
    assert any(row["kind"] == "alias-hosted" and "/tin/45.html" in row["other"] for row in rows)
    assert "Old addresses that two archives used" in (tmp_path / "new/join-report.md").read_text("utf-8")


def test_links_lead_to_what_they_meant(three: tuple[Site, Site, Site], tmp_path: Path) -> None:
    joined(tmp_path / "new", *three)
    content = tmp_path / "new/content/tin-tuc"
    renamed = (content / "hop-ha-nam-example.md").read_text("utf-8")
    assert "![Hình](anh-ha-nam-example.png)" in renamed
    assert "[đồng hồ](do-ha-nam-example.md#phan)" in renamed
    assert "(/tin-tuc/do-ha-nam-example.md)" in renamed
    assert "[do]: do-ha-nam-example.md" in renamed
    assert 'src: "anh-ha-nam-example.png"' in renamed
    assert "[x](hop-ha-nam-example.md)" in (content / "hop-ha-nam-example.en.md").read_text("utf-8")
    assert "slug: do-luong-ha-nam-example" in (content / "do-ha-nam-example.md").read_text("utf-8")
    internal = (content / "xem.md").read_text("utf-8")
    assert "[bài kia](hop-ha-nam-example.md)" in internal
    assert "[http://www.cu.example/a.aspx?id=1](rieng.md)" in internal
    assert "`[a](https://ha-nam.example/luu-tru/vi/2014/01/hop.html)`" in internal
    same = (content / "hop.md").read_bytes()
    assert same == (three[0].folder / "content/tin-tuc/hop.md").read_bytes()


def test_joining_twice_gives_the_same(three: tuple[Site, Site, Site], tmp_path: Path) -> None:
    joined(tmp_path / "n1", *three)
    joined(tmp_path / "n2", *three)
    assert tree(tmp_path / "n1") == tree(tmp_path / "n2")


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        ("full", "is not empty"),
        ("same", "have the same base_url"),
        ("broken", "Nothing was written"),
        ("one", "at least two"),
    ],
)
def test_what_cannot_be_joined_is_refused(tmp_path: Path, prepare: str, words: str) -> None:
    one, two = archive(tmp_path / "a", BASES[0]), archive(tmp_path / "b", BASES[1])
    one.article("tin-tuc/a.md")
    two.article("tin-tuc/b.md")
    target = tmp_path / "new"
    if prepare == "full":
        target.mkdir()
        (target / "x").touch()
    elif prepare == "same":
        two = archive(tmp_path / "b", BASES[0])
    elif prepare == "broken":
        two.article("tin-tuc/b.md", date="hôm qua")
    said = joined(target, one, one) if prepare == "one" else joined(target, one, two)
    assert said.exit_code in {1, 2}
    assert words in said.output
    assert not (target / "site.toml").exists()


# --- any archives -----------------------------------------------------------------------------------------

_BASES = (
    "https://a.example/",
    "https://b.example/",
    "https://www.chung.example/mot/",
    "https://chung.example/hai/",
    "http://c.example/luu-tru/",
)
_ALIASES = (
    "/tin/1.html",
    "/tin/2",
    "/?id=3",
    "http://cu.example/a.aspx?id=4",
    "/vi/2014/01/mot.html",
    "/Tin/1.HTML",
    "https://khac.example/vi/2014/01/hai.html",
)


def random_archive(folder: Path, base: str, draw_one: random.Random) -> Site:
    """A small archive of articles that share names, addresses and pictures with those of any other one."""
    site = archive(folder, base)
    aliases = [*_ALIASES]
    draw_one.shuffle(aliases)
    for name in ("mot", "hai", "ba"):
        if draw_one.random() < 0.3:
            continue
        folder_name = draw_one.choice(("", "2014/"))
        colour = draw_one.choice(("red", "blue"))
        draw(site, f"content/tin-tuc/{folder_name}{draw_one.choice(('x', 'y'))}.png", colour)
        picture = sorted((site.folder / f"content/tin-tuc/{folder_name}").glob("*.png"))[0].name
        state = draw_one.choice(
            ({}, {}, {}, {"withdrawn": "{date: 2020, reason: Sai, authority: Sở}"}, {"expires": "2025-06-01"})
        )
        mine = [aliases.pop() for _ in range(draw_one.randint(0, 2))]
        site.article(
            f"tin-tuc/{folder_name}{name}.md",
            f"![Hình]({picture}) {site.folder.name} {name}",
            title=f"Bài {name} của {site.folder.name}",
            date=draw_one.choice(("2014-01-05", "2014-02-01")),
            slug=draw_one.choice(("", "", f"slug-{name}", "chung" if name == "mot" else "")),
            aliases=json.dumps(mine) if mine else "",
            author=draw_one.choice(("Trần Văn An", "Tran Van An", "TRẦN VĂN AN")),
            **state,
        )
        if draw_one.random() < 0.5:
            english = f"content/tin-tuc/{folder_name}{name}.en.md"
            site.write(f"-- {english} --\n---\ntitle: Piece {name} of {site.folder.name}\n---\n\nText.")
    site.article("tin-tuc/luon.md", title=f"Bài luôn của {site.folder.name}")
    if draw_one.random() < 0.6 and aliases:
        site.write(
            f"-- ledger/tombstones/cu.yml --\naddresses: [{json.dumps(aliases.pop())}, /vi/2010/01/cu.html]\n"
            "date: 2019-01-01\nreason: Sai\nauthority: Sở"
        )
    return site


@pytest.mark.parametrize("seed", [0, 1, 2, *(pytest.param(n, marks=pytest.mark.long) for n in range(3, 40))])
def test_every_address_that_any_archive_released_leads_on(tmp_path: Path, seed: int) -> None:
    draw_one = random.Random(seed)
    bases = draw_one.sample(_BASES, draw_one.choice((2, 3)))
    sites = [random_archive(tmp_path / f"s{n}", base, draw_one) for n, base in enumerate(bases)]
    valid = [
        build(BuildRequest(each.folder, each.output, date(2025, 1, 1), 1, release=True)) for each in sites
    ]
    if any(report.impact is None for report in valid):
        assert any(problem.code in {"alias-is-page", "alias-twice"} for r in valid for problem in r.problems)
        return  # one of the archives is at fault itself
    options = draw_one.choice(((), ("--base-url", "https://moi.example/kho/")))
    said = joined(tmp_path / "new", *sites, options=options)
    assert said.exit_code == 0, said.output
    new = Site(tmp_path / "new")
    assert new.build().impact
    with (tmp_path / "new/join-report.csv").open(encoding="utf-8-sig", newline="") as file:
        told = [row for row in csv.DictReader(file) if row["kind"] == "alias-claimed"]
    claimed = {row["now"].partition("//")[2] for row in told}  # both archives say that they have it
    for site, base in zip(sites, bases, strict=True):
        site.build()  # as of the day of the join: the pictures of what has expired are gone
        for address, source in released(site, base).items():
            if source.endswith(".png") and not site.has(address.removeprefix(base)):
                continue
            target = led_to(new, address)
            assert target and new.has(target), (address, source, said.output)
            if source.endswith(".md") and address.partition("//")[2] not in claimed:
                page = new.page(target)
                title = title_of(site, source)
                assert title in page or "robots" in page, (address, source, target)
