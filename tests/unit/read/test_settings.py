"""site.toml: what it may say, what is taken where it says nothing, and where its faults are."""

from pathlib import Path

import pytest

from generator.model.problem import Outcome
from generator.model.settings import LinkedSite, SectionKind, Settings
from generator.model.values import LocalText, Text
from generator.read.settings import read_settings
from generator.schema.settings import DEFAULT_EXTENSIONS, TYPED_FORMS

LEAST = """\
base_url = "https://khotin.example/luu-tru"
name = "Kho tin"

[sections.tin-tuc]
name = "Tin tức"
"""

LINK = '[[links]]\nname = "A"\nurl = "http://a.b"\n'


def read(folder: Path, text: str | bytes) -> Outcome[Settings | None]:
    (folder / "site.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings(folder)


def settings(folder: Path, text: str) -> Settings:
    outcome = read(folder, text)
    assert outcome.problems == ()
    assert outcome.value
    return outcome.value


def local(**texts: str) -> LocalText:
    return LocalText(tuple(Text(value, lang) for lang, value in texts.items()))


def test_the_least_that_a_site_must_say_gives_it_sound_defaults(tmp_path: Path) -> None:
    site = settings(tmp_path, LEAST)
    assert site.languages == ("vi", "en")
    assert site.base_url == "https://khotin.example/luu-tru/"
    assert site.time_zone == "Asia/Ho_Chi_Minh"
    assert site.theme == "default"
    assert site.markdown_extensions == (*DEFAULT_EXTENSIONS, TYPED_FORMS)
    assert site.name == local(vi="Kho tin")
    (section,) = site.sections
    assert (section.key, section.kind) == ("tin-tuc", SectionKind.NEWS)
    assert section.slug.best("en").value == "tin-tuc"


def test_everything_that_a_site_may_say_is_read(tmp_path: Path) -> None:
    more = """
    kind = "photo"
    slug = { vi = "anh", en = "photos" }
    [masthead]
    agency = { vi = "Sở", en = "Department" }
    phone = " 000  111 "
    email = "a@b.example"
    [[links]]
    name = { vi = "Bộ", en = "Ministry" }
    url = "https://most.example/"
    [tags]
    "đo lường" = { en = "metrology" }
    [search]
    synonyms = [["KH&CN", "khoa học và công nghệ"]]
    [markdown]
    extensions = ["tables"]
    reading = "strict"
    """
    top = 'languages = ["en", "vi"]\ntime_zone = "Asia/Bangkok"\n'
    site = settings(tmp_path, top + LEAST + more)
    assert site.default_language == "en"
    assert site.time_zone == "Asia/Bangkok"
    assert site.sections[0].kind is SectionKind.PHOTO
    assert site.sections[0].slug == local(en="photos", vi="anh")
    assert site.masthead.agency.best("vi").value == "Sở"
    assert (site.masthead.phone, site.masthead.email) == ("000 111", "a@b.example")
    assert site.linked_sites == (LinkedSite(local(en="Ministry", vi="Bộ"), "https://most.example/"),)
    assert site.tags == {"đo lường": local(en="metrology")}
    assert site.synonyms == (("KH&CN", "khoa học và công nghệ"),)
    assert site.markdown_extensions == ("tables",)


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ('name = "Kho tin"\n', "name = Kho tin\n", 2, "toml-syntax"),
        ('name = "Kho tin"\n', "name = 3\n", 2, "setting-type"),
        ('name = "Kho tin"\n', "", 1, "setting-missing"),
        ('name = "Kho tin"\n', 'name = ""\n', 2, "setting-missing"),
        ('name = "Kho tin"\n', 'name = "Kho tin"\nnmae = "x"\n', 3, "setting-unknown"),
        ('name = "Kho tin"\n', 'name = { vi = "Kho tin", fr = "x" }\n', 2, "setting-language"),
        ('"https://khotin.example/luu-tru"', '"khotin.example"', 1, "base-url"),
        ('"https://khotin.example/luu-tru"', '"ftp://khotin.example/"', 1, "base-url"),
        ('"https://khotin.example/luu-tru"', '"https://[khotin/"', 1, "base-url"),
        ('"https://khotin.example/luu-tru"', '"https://"', 1, "base-url"),
        ('"https://khotin.example/luu-tru"', '"https://khotin.example/?x=1"', 1, "base-url"),
        ('name = "Kho tin"\n', 'name = "Kho tin"\nlanguages = ["vi", "xx"]\n', 3, "setting-language"),
        ('name = "Kho tin"\n', 'name = "Kho tin"\nlanguages = "vi"\n', 3, "setting-type"),
        ('name = "Kho tin"\n', 'name = "Kho tin"\ntime_zone = "Asia/Nam_Dinh"\n', 3, "time-zone"),
        ('name = "Kho tin"\n', 'name = "Kho tin"\ntime_zone = "../../etc/passwd"\n', 3, "time-zone"),
        ('name = "Tin tức"\n', "", 4, "setting-missing"),
        ('name = "Tin tức"\n', 'name = "Tin tức"\nkind = "blog"\n', 6, "section-kind"),
        ('name = "Tin tức"\n', 'name = "Tin tức"\nslug = "Tin tức"\n', 4, "slug"),
        ('name = "Tin tức"\n', 'name = "Tin tức"\nslug = "index"\n', 4, "section-slug"),
        ('name = "Tin tức"\n', 'name = "Tin tức"\ncolour = "red"\n', 6, "setting-unknown"),
        ('name = "Tin tức"\n', 'name = "Tin tức"\n[masthead]\nagancy = "x"\n', 7, "setting-unknown"),
        ('name = "Tin tức"\n', 'name = "Tin tức"\n[masthead]\nphone = 84\n', 7, "setting-type"),
        ('name = "Tin tức"\n', 'name = "Tin tức"\n[[links]]\nname = "A"\nurl = "x"\n', 8, "linked-site"),
        ('name = "Tin tức"\n', 'name = "Tin tức"\n[[links]]\nurl = "http://a.b"\n', 6, "setting-missing"),
        (
            'name = "Tin tức"\n',
            f'name = "Tin tức"\n{2 * LINK}[[links]]\nname = "A"\nurl = 3\n{LINK}',
            14,
            "setting-type",
        ),
        (
            'name = "Tin tức"\n',
            'name = "Tin tức"\n[markdown]\nextensions = ["toc"]\n',
            7,
            "markdown-extension",
        ),
        ('name = "Tin tức"\n', 'name = "Tin tức"\n[search]\nsynonyms = ["a"]\n', 7, "setting-type"),
    ],
)
def test_a_fault_is_reported_with_its_line(tmp_path: Path, old: str, new: str, line: int, code: str) -> None:
    assert LEAST.count(old) == 1
    outcome = read(tmp_path, LEAST.replace(old, new))
    assert [(p.path, p.line, p.code) for p in outcome.problems] == [("site.toml", line, code)]
    assert outcome.value is None


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    outcome = read(tmp_path, 'colour = "red"\nbase_url = ""\nlanguages = ["xx"]\n')
    assert {p.code for p in outcome.problems} == {
        "setting-unknown",
        "base-url",
        "setting-language",
        "setting-missing",
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('slug = "tin"', 'slug = "tin"'),
        ('slug = { vi = "tin", en = "news" }', 'slug = { vi = "bai", en = "news" }'),
        ('slug = { vi = "tin" }', 'slug = { vi = "bai", en = "tin" }'),
        ("", 'slug = "tin-tuc"'),
    ],
)
def test_two_sections_never_share_an_address(tmp_path: Path, one: str, other: str) -> None:
    outcome = read(tmp_path, f'{LEAST}{one}\n[sections.anh]\nname = "Ảnh"\n{other}\n')
    assert [(p.line, p.code) for p in outcome.problems] == [(7, "section-slug")]


def test_a_byte_order_mark_does_no_harm_and_wrong_bytes_are_found(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbf" + LEAST.encode()).value
    (problem,) = read(tmp_path, b"\xef\xbb\xbf" + LEAST.encode() + b"# \xe1\n").problems
    assert (problem.line, problem.column, problem.code) == (6, 3, "not-utf8")


def test_an_empty_file_lacks_what_a_site_must_say(tmp_path: Path) -> None:
    outcome = read(tmp_path, "")
    assert outcome.value is None
    assert {dict(p.details).get("field") for p in outcome.problems if p.code == "setting-missing"} == {
        "name",
        "sections",
    }


def test_copies_for_brotli_need_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.read.settings.find_spec", lambda _name: None)
    asked = '{}\n[hosting]\ncompressed = ["{}"]\n'
    found = read(tmp_path, asked.format(LEAST, "br")).problems
    assert [problem.code for problem in found] == ["brotli-missing"]
    assert not read(tmp_path, asked.format(LEAST, "gz")).problems
