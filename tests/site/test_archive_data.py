"""`khotin archive --format data`: the archive as tables, which programs and spreadsheets read."""

import csv
import hashlib
import json
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.archive.request import ArchiveRequest
from generator.archive.run import archive
from generator.commands import main
from generator.plan.dataset.table import FIELDS, plain_text
from generator.verify import data_package
from tests.support.copies import errors, rezipped, write_articles
from tests.support.site import BUILD_DATE, Site


def make_data(site: Site, target: Path) -> Path:
    report = archive(ArchiveRequest(site.folder, site.output, target, BUILD_DATE, 1, format="data"))
    assert report.written, report.problems
    return target


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments), "--lang", "en"])


def read(data: Path, name: str) -> bytes:
    with zipfile.ZipFile(data) as opened:
        return opened.read(name)


def lines(data: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in read(data, "articles.jsonl").splitlines()]


def cells(data: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(read(data, "articles.csv").decode("utf-8-sig"), newline="")))


@pytest.fixture
def filled(site: Site) -> Site:
    write_articles(site)
    return site


def test_a_row_is_an_article_in_one_language(filled: Site, tmp_path: Path) -> None:
    rows = lines(make_data(filled, tmp_path / "d.zip"))
    assert {(row["id"], row["language"]) for row in rows} == {
        ("tin-tuc/hop", "vi"),
        ("tin-tuc/hop", "en"),
        ("tin-tuc/sat-lo", "vi"),
        ("tin-tuc/khong-ngay", "vi"),
        ("tin-tuc/doi-cho", "vi"),
    }
    row = next(row for row in rows if (row["id"], row["language"]) == ("tin-tuc/hop", "vi"))
    assert row["title"] == "Họp bàn về đường sắt"
    assert row["text"] == "Xem bài kia."
    assert row["date"] == "2014-01-08"
    assert row["authors"] == ["Trần Văn A"]
    assert row["provinces"] == ["Nam Định"]
    assert row["url"] == "https://khotin.example/luu-tru/vi/2014/01/hop.html"
    assert list(row) == [field.name for field in FIELDS]


def test_a_spreadsheet_shows_vietnamese(filled: Site, tmp_path: Path) -> None:
    content = read(make_data(filled, tmp_path / "d.zip"), "articles.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert "Sạt lở ở Đắk Lắk".encode() in content
    assert content.endswith(b"\r\n")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝"])
def test_no_cell_is_a_formula_and_the_lines_have_the_very_words(
    start: str, site: Site, tmp_path: Path
) -> None:
    title = f"{start}HYPERLINK(1)"
    site.article("tin-tuc/a.md", title=f"'{title}'", author=f"['{start}1+1', B]")
    data = make_data(site, tmp_path / "d.zip")
    assert lines(data)[0]["title"] == title
    assert cells(data)[0]["title"] == f"'{title}"
    assert cells(data)[0]["authors"] == f"'{start}1+1; B"
    assert errors(data) == set()


def test_texts_keep_their_paragraphs_and_the_cells_of_tables() -> None:
    html = "<h2>Một</h2>\n<p>Hai\nba<br>bốn &amp; năm</p><ul><li>a</li>\n<li>b</li></ul>"
    assert plain_text(html) == "Một\n\nHai ba\nbốn & năm\n\na\nb"
    table = "<table><tr><th>x</th> <th>y</th></tr>\n<tr><td>1</td><td>2</td></tr></table>"
    assert plain_text(table) == "x\ty\n1\t2"


def test_quotes_line_breaks_and_commas_come_back_from_the_table(site: Site, tmp_path: Path) -> None:
    body = 'Một "ngoặc", phẩy; chấm phẩy.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nĐoạn hai.'
    site.article("tin-tuc/a.md", body, title="'Dấu \"ngoặc\", phẩy'", tags='["x, y", z]')
    data = make_data(site, tmp_path / "d.zip")
    (row,), (line,) = cells(data), lines(data)
    assert row["text"] == line["text"]
    assert row["tags"] == "x, y; z"
    assert "1\t2" in line["text"]


def test_drafts_and_withdrawn_texts_are_not_in_the_data(site: Site, tmp_path: Path) -> None:
    site.article("tin-tuc/a.md")
    site.article("tin-tuc/nhap.md", "bí mật nháp", title="Nháp", draft="true")
    site.article("tin-tuc/sau.md", "bí mật hẹn", title="Hẹn", publish="2027-01-01")
    withdrawn = "\n  date: 2015-01-01\n  reason: Sai\n  authority: Sở\n  text: gone"
    site.article("tin-tuc/rut.md", "bí mật rút", title="Rút", withdrawn=withdrawn)
    data = make_data(site, tmp_path / "d.zip")
    with zipfile.ZipFile(data) as opened:
        everything = b"".join(opened.read(name) for name in opened.namelist())
    assert "bí mật".encode() not in everything
    assert [row["id"] for row in lines(data)] == ["tin-tuc/a"]


def test_the_package_describes_every_field_in_both_languages(filled: Site, tmp_path: Path) -> None:
    data = make_data(filled, tmp_path / "d.zip")
    package = json.loads(read(data, "datapackage.json"))
    assert package["profile"] == "tabular-data-package"
    for resource in package["resources"]:
        content = read(data, resource["path"])
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        for field in resource["schema"]["fields"]:
            assert all(field[name] for name in ("title", "title_en", "description", "description_en"))
    dataset = json.loads(read(data, "dataset.jsonld"))
    assert (dataset["@type"], dataset["temporalCoverage"]) == ("Dataset", "2014/2016")
    read_me = read(data, "README.md").decode()
    assert all(read_me.count(f"| `{field.name}` |") == 2 for field in FIELDS)


def test_data_are_the_same_twice(filled: Site, tmp_path: Path) -> None:
    first, second = (make_data(filled, tmp_path / name).read_bytes() for name in ("1.zip", "2.zip"))
    assert first == second


def test_verify_finds_data_whole_in_the_zip_and_unpacked(filled: Site, tmp_path: Path) -> None:
    data = make_data(filled, tmp_path / "d.zip")
    with zipfile.ZipFile(data) as opened:
        opened.extractall(tmp_path / "unpacked")
    for path in (data, tmp_path / "unpacked"):
        result = run("verify", path)
        assert result.exit_code == 0, result.stderr
        assert "both tables agree" in result.stderr


def test_verify_finds_what_is_wrong_with_data(filled: Site, tmp_path: Path) -> None:
    whole = make_data(filled, tmp_path / "d.zip").read_bytes()
    damaged = tmp_path / "x.zip"
    table = read(tmp_path / "d.zip", "articles.csv")
    for change, expected in (
        ({"articles.csv": table.replace(b"2015", b"2016")}, ("articles.csv", "file-altered")),
        ({"articles.csv": table.replace(b"2015", b"2016")}, ("articles.jsonl", "data-differs")),
        ({"articles.csv": table.replace(b"2015", b"2016")}, ("datapackage.json", "data-description")),
        ({"README.md": None}, ("README.md", "file-missing")),
        ({"them.txt": b"x"}, ("them.txt", "file-extra")),
        ({"manifest-sha256.txt": None}, ("manifest-sha256.txt", "manifest-missing")),
    ):
        damaged.write_bytes(whole)
        rezipped(damaged, change)  # type: ignore[arg-type]
        assert expected in errors(damaged)
    for at in range(0, len(whole), len(whole) // 40):
        damaged.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert run("verify", damaged).exit_code != 0, at


def without(key: str, package: bytes) -> bytes:
    """The description of a package whose first resource has something else than it should under a key."""
    described = json.loads(package)
    described["resources"][0][key] = ["x"]
    return json.dumps(described).encode()


@pytest.mark.parametrize("kind", ["path", "schema", "hash", "resources", "nested", "cell", "line"])
def test_data_of_another_form_are_damage_and_no_fault_of_the_program(
    kind: str, filled: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_package, "_LONGEST_CELL", 100_000)
    data = make_data(filled, tmp_path / "d.zip")
    package = read(data, "datapackage.json")
    changes: dict[str, bytes | None] = {"datapackage.json": package}
    if kind in ("path", "schema", "hash"):
        changes["datapackage.json"] = without(kind, package)
    elif kind == "resources":
        changes["datapackage.json"] = b'{"resources": 7}'
    elif kind == "nested":
        changes["datapackage.json"] = b'{"x":' + b"[" * 100_000
    elif kind == "cell":
        changes["articles.csv"] = read(data, "articles.csv") + b'"' + b"x" * 100_001
    else:
        changes["articles.jsonl"] = read(data, "articles.jsonl") + b'{"x":' + b"[" * 100_000
    rezipped(data, changes)
    code = "data-differs" if kind in ("cell", "line") else "data-description"
    assert code in {code for _, code in errors(data)}
