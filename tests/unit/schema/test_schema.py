"""The schema in code: what JSON Schema, reference and reading make of it is one and the same."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from generator.model.settings import Masthead
from generator.read.front_matter import read_front_matter, split
from generator.read.settings import READERS as SETTING_READERS
from generator.read.settings import read_settings
from generator.read.yaml_reader import Reader
from generator.schema.files import schema_files, write_schema_files
from generator.schema.front_matter import FIELDS
from generator.schema.json_schema import article_schema, front_matter_schema, settings_schema
from generator.schema.setting_forms import Setting, SettingForm
from generator.schema.settings import SETTINGS
from tests.support.site import SETTINGS as SITE

CHECKOUT = Path(__file__).parents[3]
REFERENCE = CHECKOUT / "generator/reference"
ANY, ARTICLE = Draft7Validator(front_matter_schema()), Draft7Validator(article_schema())
SITE_TOML = Draft7Validator(settings_schema())
CONTENT = [
    file
    for folder in (CHECKOUT / "content", CHECKOUT / "generator/starter/content")
    for file in sorted(folder.rglob("*.md"))
]


def header_of(file: Path) -> str:
    parts = split(file.read_text("utf-8"), Reader(file.name, "vi"))
    assert parts
    return parts.yaml


def as_json(header: str) -> Any:
    """The front matter as a program that knows nothing of Khotin sees it."""
    return json.loads(json.dumps(yaml.safe_load(header), default=str))


def as_typed(header: str) -> Any:
    """The front matter with all values as they were typed."""
    return yaml.load(header, Loader=yaml.BaseLoader)


def is_read(header: str) -> bool:
    reader = Reader("content/tin-tuc/a.md", "vi")
    read_front_matter(header, reader)
    return not reader.problems


@pytest.mark.parametrize("schema", [front_matter_schema(), article_schema(), settings_schema()])
def test_a_schema_is_one(schema: dict[str, Any]) -> None:
    Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("file", CONTENT, ids=lambda file: file.name)
def test_the_sample_content_validates(file: Path) -> None:
    for value in (as_json(header_of(file)), as_typed(header_of(file))):
        assert not list(ANY.iter_errors(value))
        is_original = file.suffixes == [".md"] and file.parent.name not in ("content",)
        assert ARTICLE.is_valid(value) == is_original


@pytest.mark.parametrize("file", ["site.toml", "generator/starter/site.toml"])
def test_the_sample_settings_validate(file: str) -> None:
    assert not list(SITE_TOML.iter_errors(tomllib.loads((CHECKOUT / file).read_text("utf-8"))))


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_example_of_a_field_is_right(field: Any) -> None:
    assert is_read(field.example)
    assert ANY.is_valid(as_json(field.example))
    assert field.example.startswith(f"{field.name}: ")


@pytest.mark.parametrize(
    "header",
    [
        "titel: A",
        "title: [a]",
        "author: {office: A}",
        "province: [[A]]",
        "views: -3",
        "slug: Đo Lường",
        "draft: perhaps",
        "original: Vietnamese",
        "translated_from: abc",
        "translated_from: {date: 2015}",
        "publisher: {vie: A}",
        "source: {sha256: '12'}",
        "source: {place: x}",
        'source: {url: "javascript:alert(1)//http://a.b"}',
        "cover: {alt: a}",
        "images: {alt: [a]}",
        "corrections: [{date: 2015}]",
        "corrections: [sai]",
        "comments: [{author: A}]",
        "poll: {question: Q}",
        "poll: {question: Q, answers: {A: nhiều}}",
        "withdrawn: rồi",
        "withdrawn: {date: 2015-01-01}",
    ],
)
def test_what_reading_refuses_by_its_form_the_schema_refuses(header: str) -> None:
    assert not is_read(header)
    assert not ANY.is_valid(as_json(header))


VALUES = st.recursive(
    st.sampled_from(["", "a", "A b", "3", "2014", "có", "vi", "https://a.b/c", "a.png", "0" * 64]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["vi", "en", "date", "text", "src", "url", "alt", "name", "sha256", "answers"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=4,
)


@given(st.sampled_from(FIELDS), VALUES)
def test_what_reading_accepts_the_schema_accepts(field: Any, value: Any) -> None:
    header = yaml.safe_dump({field.name: value}, allow_unicode=True, width=10**6)
    if is_read(header):
        assert not [error.message for error in ANY.iter_errors(as_typed(header))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("base_url =", "base_ulr ="),
        ('"https://khotin.example/luu-tru/"', '"khotin.example"'),
        ('["vi", "en"]', '["vi", "fra"]'),
        ('["vi", "en"]', '"vi"'),
        ('kind = "photo"', 'kind = "blog"'),
        ('kind = "photo"', 'colour = "red"'),
        ('name = { vi = "Ảnh", en = "Photos" }', ""),
        ('[name]\nvi = "Kho tin"\nen = "The Archive"', "name = 3"),
        ('kind = "photo"', 'kind = "photo"\n[masthead]\nphone = 84'),
        ('kind = "photo"', 'kind = "photo"\n[[links]]\nurl = "http://a.b"'),
        ('kind = "photo"', 'kind = "photo"\n[search]\nsynonyms = ["a"]'),
        ('kind = "photo"', 'kind = "photo"\n[markdown]\nextensions = ["toc"]'),
    ],
)
def test_settings_that_reading_refuses_the_schema_refuses(tmp_path: Path, old: str, new: str) -> None:
    assert SITE.count(old) == 1
    assert SITE_TOML.is_valid(tomllib.loads(SITE))
    text = SITE.replace(old, new)
    (tmp_path / "site.toml").write_text(text, "utf-8")
    assert read_settings(tmp_path).problems
    assert not SITE_TOML.is_valid(tomllib.loads(text))


def test_every_form_of_setting_has_a_reader() -> None:
    assert set(SETTING_READERS) == set(SettingForm)


def test_the_masthead_is_that_of_the_schema() -> None:
    parts = next(setting.parts for setting in SETTINGS if setting.name == "masthead")
    assert {part.name for part in parts} == set(Masthead.__struct_fields__)


# --- the committed files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", schema_files())
def test_the_committed_files_are_those_of_the_code(name: str) -> None:
    """If this fails: khotin schema --to generator/reference"""
    assert (REFERENCE / name).read_text("utf-8") == schema_files()[name]


def test_no_other_file_is_committed_beside_them() -> None:
    assert {file.name for file in REFERENCE.iterdir()} == set(schema_files())


def test_writing_them_again_changes_nothing(tmp_path: Path) -> None:
    assert {file.name for file in write_schema_files(tmp_path)} == set(schema_files())
    assert write_schema_files(tmp_path) == ()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_reference_names_every_field_and_setting(lang: str) -> None:
    text = (REFERENCE / f"reference.{lang}.md").read_text("utf-8")

    def names(settings: tuple[Setting, ...], before: str = "") -> list[str]:
        return [
            name
            for setting in settings
            for name in (f"{before}{setting.name}", *names(setting.parts, f"{before}{setting.name}."))
        ]

    for name in (*(field.name for field in FIELDS), *names(SETTINGS)):
        assert f"\n| `{name}` |" in text


# --- a field added in code --------------------------------------------------------------------------------

PRELUDE = """
import importlib.util, sys
def changed(module, old, new):
    spec = importlib.util.find_spec(module)
    source = open(spec.origin, encoding="utf-8").read()
    assert source.count(old) == 1
    made = importlib.util.module_from_spec(spec)
    sys.modules[module] = made
    exec(compile(source.replace(old, new), spec.origin, "exec"), made.__dict__)
changed("generator.schema.front_matter", "FIELDS: tuple[Field, ...] = (\\n", '''FIELDS: tuple[Field, ...] = (
    Field("room", FieldForm.COUNT, ("Phòng", "Room"), ("Số phòng.", "The room."), "room: 3"),
    Field("plan", FieldForm.MEDIA, ("Sơ đồ", "Plan"), ("Sơ đồ.", "A plan."), "plan: a.png", translated=True),
''')
changed("generator.schema.settings", "SETTINGS: tuple[Setting, ...] = (\\n", '''\\
SETTINGS: tuple[Setting, ...] = (
    Setting("motto", SettingForm.LOCAL_TEXT, ("Khẩu hiệu.", "The motto."), '"A"'),
''')
"""


def with_more(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Runs khotin as it would be with two more fields and one more setting, each a line of the schema."""
    code = f"{PRELUDE}\nfrom generator.commands import main\nmain()"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=CHECKOUT, check=False)


def test_a_field_added_in_code_appears_everywhere_without_a_second_edit(tmp_path: Path) -> None:
    assert with_more("schema", "--to", str(tmp_path / "out")).returncode == 0
    front_matter = json.loads((tmp_path / "out/front-matter.schema.json").read_text("utf-8"))
    assert Draft7Validator(front_matter).is_valid({"room": 3, "plan": "a.png"})
    assert not Draft7Validator(front_matter).is_valid({"room": "lớn"})
    assert "motto" in json.loads((tmp_path / "out/site.schema.json").read_text("utf-8"))["properties"]
    for lang, words in (("vi", "Số phòng."), ("en", "The room.")):
        reference = (tmp_path / f"out/reference.{lang}.md").read_text("utf-8")
        assert words in reference
        assert "| `motto` |" in reference


def test_a_field_added_in_code_is_validated_without_a_second_edit(tmp_path: Path) -> None:
    (tmp_path / "content/tin-tuc").mkdir(parents=True)
    (tmp_path / "site.toml").write_text(f"motto = 3\n{SITE}", "utf-8")
    assert "site.toml\n  1:1" in with_more("build", "--site", str(tmp_path), "--lang", "en").stderr
    (tmp_path / "site.toml").write_text(f'motto = "Đúng"\n{SITE}', "utf-8")
    article = "---\ntitle: A\ndate: 2014\nauthor: B\nprovince: Hà Nam\nroom: lớn\nplan: {alt: a}\n---\n"
    (tmp_path / "content/tin-tuc/a.md").write_text(article, "utf-8")
    found = with_more("build", "--site", str(tmp_path), "--lang", "en").stderr
    assert "6:7  error  The value of “room”" in found
    assert "7:7  error" in found
    (tmp_path / "content/tin-tuc/a.md").write_text(
        article.replace("lớn", "3").replace("{alt: a}", "khong-co.png"), "utf-8"
    )
    found = with_more("build", "--site", str(tmp_path), "--lang", "en").stderr
    assert "khong-co.png" in found  # the file that a new field names is looked for like any other
    (tmp_path / "content/tin-tuc/a.md").write_text(
        article.replace("lớn", "3").replace("plan: {alt: a}\n", ""), "utf-8"
    )
    built = with_more("build", "--site", str(tmp_path), "--lang", "en")
    assert built.returncode == 0, built.stderr
