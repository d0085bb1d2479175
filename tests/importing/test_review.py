"""The review table is written, filled in with a spreadsheet, and applied."""

import csv
import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from generator.importer.review.table import harmless, plain, shown_date, state_of
from generator.text.dates import parse_date
from tests.support.import_samples import articles, only_article, page, run, written

Edit = Callable[[dict[str, str]], None]


@pytest.fixture
def imported(archive: Path, tmp_path: Path) -> Path:
    """A site with one article whose author needs review, and its table."""
    text = page("=Hội nghị, “tổng kết”; năm 2013", author="").replace("Nam Định", "nhà")
    written(tmp_path / "saved", {"a.html": text, "empty.html": ""})
    run(archive, tmp_path / "saved", "--table", tmp_path / "table.csv")
    return tmp_path / "table.csv"


def rows(table: Path, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"), newline=""), delimiter=delimiter))


def fill(table: Path, edit: Edit, *, encoding: str = "utf-8-sig", delimiter: str = ",") -> None:
    """Edits the row of the article and saves the table as a spreadsheet would."""
    found = rows(table)
    edit(next(row for row in found if row["path"]))
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(found[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(found)
    table.write_bytes(stream.getvalue().encode(encoding))


def named(row: dict[str, str]) -> None:
    row["author"] = "Trần Thị Mẫu; Lê Văn Thử"
    row["province"] = "nam dinh"


def test_the_table_lists_what_is_sure_to_review_and_refused(imported: Path) -> None:
    found = {Path(row["file"]).name: row for row in rows(imported)}
    assert found["a.html"]["status"] == "review"
    assert "author" in found["a.html"]["review"]
    assert found["a.html"]["date"] == "Wed 2014-01-08 09:30"
    assert found["empty.html"]["status"] == "refused"
    assert "no text" in found["empty.html"]["remarks"]


def test_no_cell_is_a_formula(imported: Path) -> None:
    (row,) = [row for row in rows(imported) if row["path"]]
    assert row["title"].startswith("'=")


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ","), ("utf-8", ";"), ("utf-8-sig", ";"), ("utf-16", "\t")]
)
def test_what_was_filled_in_is_applied(archive: Path, imported: Path, encoding: str, delimiter: str) -> None:
    fill(imported, named, encoding=encoding, delimiter=delimiter)
    result = run(archive, "--apply", imported)
    assert result.exit_code == 0, result.stderr
    article = only_article(archive)
    assert article.fields["author"] == ["Trần Thị Mẫu", "Lê Văn Thử"]
    assert article.fields["province"] == "nam dinh"
    assert not {"author", "province"} & set(article.fields.get("review", []))
    assert article.fields["title"] == "=Hội nghị, “tổng kết”; năm 2013"


def test_an_untouched_table_changes_nothing(archive: Path, imported: Path) -> None:
    before = (archive / only_article(archive).path).read_bytes()
    result = run(archive, "--apply", imported)
    assert (result.exit_code, result.stdout) == (0, "")
    assert (archive / only_article(archive).path).read_bytes() == before


def test_applying_twice_is_applying_once(archive: Path, imported: Path) -> None:
    fill(imported, named)
    run(archive, "--apply", imported)
    before = (archive / only_article(archive).path).read_bytes()
    result = run(archive, "--apply", imported)
    assert (result.exit_code, result.stdout) == (0, "")
    assert (archive / only_article(archive).path).read_bytes() == before


def test_only_the_fields_that_were_filled_are_touched(archive: Path, imported: Path) -> None:
    path = archive / only_article(archive).path
    lines = path.read_text("utf-8").splitlines()
    fill(imported, lambda row: row.update(publisher="Sở KH&CN Nam Định"))
    run(archive, "--apply", imported)
    after = path.read_text("utf-8").splitlines()
    assert [line for line in after if line not in lines] == ["publisher: Sở KH&CN Nam Định"]
    assert [line for line in lines if line not in after] == []


def test_an_article_that_has_changed_since_is_left_alone(archive: Path, imported: Path) -> None:
    path = archive / only_article(archive).path
    path.write_text(
        path.read_text("utf-8").replace("---\n\n", "---\n\nBiên tập viên đã viết thêm.\n\n"), "utf-8"
    )
    before = path.read_bytes()
    fill(imported, named)
    result = run(archive, "--apply", imported)
    assert result.exit_code == 1
    assert "import-table-stale" in result.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda row: row.update(date="1/8/2014"), "import-table-swapped"),
        (lambda row: row.update(date="Thu 2014-01-08"), "import-table-value"),
        (lambda row: row.update(date="hôm qua"), "import-table-value"),
        (lambda row: row.update(province="Tỉnh Không Có"), "import-table-value"),
        (lambda row: row.update(section="không có"), "import-table-value"),
        (lambda row: row.update(title=""), "import-table-value"),
        (lambda row: row.update(review="không trường nào"), "import-table-value"),
        (lambda row: row.update(draft="có lẽ"), "import-table-value"),
        (lambda row: row.update(path="../../etc/passwd.md"), "import-table-path"),
        (lambda row: row.update(path="content/tin-tuc/2014/mat.md"), "import-table-path"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_whole(
    archive: Path, imported: Path, edit: Edit, code: str
) -> None:
    before = only_article(archive)

    def both(row: dict[str, str]) -> None:
        row["author"] = "Trần Thị Mẫu"
        edit(row)

    fill(imported, both)
    result = run(archive, "--apply", imported)
    assert result.exit_code == 1
    assert code in result.stderr
    assert "2:1" in result.stderr or "3:1" in result.stderr
    assert only_article(archive) == before


def test_a_reviewed_field_leaves_the_review(archive: Path, imported: Path) -> None:
    fill(imported, lambda row: (row.update(author="Trần Thị Mẫu", review=""), None)[1])
    run(archive, "--apply", imported)
    article = only_article(archive)
    unknown = {name for name, value in article.fields.items() if value == "unknown"}
    assert set(article.fields.get("review", [])) == unknown, "what is unknown stays named"


def test_an_article_moves_to_another_section_with_its_links(archive: Path, imported: Path) -> None:
    path = archive / only_article(archive).path
    path.write_text(path.read_text("utf-8") + "\n![x](x.png)\n", "utf-8")
    run(archive, "--table", imported)
    fill(imported, lambda row: row.update(section="anh"))
    result = run(archive, "--apply", imported)
    assert result.exit_code == 0, result.stderr
    article = only_article(archive)
    assert article.path.startswith("content/anh/2014/")
    assert "![x](/tin-tuc/2014/x.png)" in article.body


def test_the_table_of_what_is_still_open_needs_no_sources(
    archive: Path, imported: Path, tmp_path: Path
) -> None:
    run(archive, "--table", tmp_path / "open.csv")
    assert [row["path"] for row in rows(tmp_path / "open.csv")] == [only_article(archive).path]
    fill(tmp_path / "open.csv", named)
    run(archive, "--apply", tmp_path / "open.csv")
    assert only_article(archive).fields["author"] == ["Trần Thị Mẫu", "Lê Văn Thử"]


def test_vietnamese_excel_gets_semicolons(archive: Path, tmp_path: Path) -> None:
    written(tmp_path, {"a.html": page()})
    run(archive, tmp_path / "a.html", "--table", tmp_path / "bang.csv", lang="vi")
    assert (tmp_path / "bang.csv").read_bytes().startswith(b"\xef\xbb\xbfpath;status;")
    (row,) = rows(tmp_path / "bang.csv", ";")
    assert row["date"] == "thứ Tư 2014-01-08 09:30"
    assert run(archive, "--apply", tmp_path / "bang.csv", lang="vi").exit_code == 0
    assert len(articles(archive)) == 1


@pytest.mark.parametrize("data", [b"", b"x", b"\xff\xd8", b"path,state\n", b"a;b\n1;2\n", b'path,state\n"'])
def test_other_files_are_reported_or_do_nothing(archive: Path, tmp_path: Path, data: bytes) -> None:
    written(tmp_path, {"t.csv": data})
    assert run(archive, "--apply", tmp_path / "t.csv").exit_code in (0, 1)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "value", ["2014-01-08", "2014-01-12 23:59", "2014-01", "2014", "2014-01-08 09:30:15"]
)
def test_a_date_in_the_table_is_read_back_as_it_was(lang: str, value: str) -> None:
    shown = shown_date(value, lang)
    assert parse_date(shown.removeprefix("~")) == parse_date(value)


@pytest.mark.parametrize("value", ["=1+1", "+84", "-x", "@a", "'=x", "'x", "", "x'"])
def test_a_harmless_cell_is_read_back_as_it_was(value: str) -> None:
    assert plain(harmless(value)) == value


# --- articles that nobody checked -------------------------------------------------------------------------

REPEATED = "\n".join(
    ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    + [f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]" for before, name in pairwise("abcdefgh")]
)


@pytest.mark.parametrize(
    "field", [b"tags: \xff", b"tags: " + b"[" * 3000 + b"]" * 3000, REPEATED.encode() + b"\ntags: *h", b"]"]
)
def test_an_article_that_cannot_be_read_is_told_and_left(archive: Path, tmp_path: Path, field: bytes) -> None:
    file = archive / "content/tin-tuc/a.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"---\ntitle: A\n" + field + b"\nreview: [tags]\n---\n\nText.\n")
    before = file.read_bytes()
    table = tmp_path / "table.csv"
    assert run(archive, "--table", table).exit_code == 0
    table.write_text(f"path,state,tags\ncontent/tin-tuc/a.md,{state_of(file)},x\n", "utf-8")
    result = run(archive, "--apply", table)
    assert "import-table-unreadable" in result.stderr
    assert "khotin check" in result.stderr
    assert file.read_bytes() == before


@pytest.mark.parametrize("wrong", ["date: 2014-99-99", "date: !!timestamp x", "draft: !!bool x"])
@pytest.mark.parametrize("review", ["5", "[[1], {a: 2}]", "tags"])
def test_an_article_with_wrong_values_can_be_mended_by_the_table(
    archive: Path, tmp_path: Path, wrong: str, review: str
) -> None:
    file = archive / "content/tin-tuc/a.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\ntitle: A\n{wrong}\nreview: {review}\n---\n\nText.\n", "utf-8")
    table = tmp_path / "table.csv"
    assert run(archive, "--table", table).exit_code == 0
    assert [row["path"] for row in rows(table)] == ["content/tin-tuc/a.md"]
    fill(table, lambda row: row.update(date="2014-01-08", draft="", review=""))
    result = run(archive, "--apply", table)
    assert result.exit_code == 0, result.stderr
    assert "date: 2014-01-08" in file.read_text("utf-8")
