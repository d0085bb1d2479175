"""What the pages of a site leave open alike is asked once for the site, and answered once."""

import csv
import io
import json
from pathlib import Path

from tests.support.import_samples import articles, page, run, written

_PLACES = (
    "Ao Sen", "Bến Trăm", "Cầu Ràm", "Đồng Kỳ", "Eo Gió", "Giếng Mát", "Hòn Chông", "Khe Đá", "Lũng Vài",
    "Mương Cá", "Nà Lạnh", "Phố Ổi",
)  # fmt: skip


def saved(folder: Path, count: int = 12, author: str = "") -> Path:
    """Pages of one site; the first has the author."""
    pages = {}
    for number, place in enumerate(_PLACES[:count]):
        body = tuple(
            f"{start} ở {place}, đoàn số {number * 31 + part} ghi {number + part} việc của bà con {place}."
            for part, start in enumerate(("Sáng qua", "Buổi chiều", "Hôm sau", "Cuối tuần"))
        )
        title = f"Chuyến đi thăm {place} của đoàn khảo sát"
        name = f"skhcn.namdinh.gov.vn/tin/{number}.html"
        pages[name] = page(title, f"{number + 1:02d}/03/2014 08:00", author if not number else "", body)
    return written(folder, pages)


def table_rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def answer(table: Path, author: str) -> None:
    """Fills in the first row, which is the question."""
    head, question, rest = table.read_bytes().decode("utf-8-sig").split("\r\n", 2)
    table.write_bytes("\r\n".join((head, question.replace("unknown", author, 1), rest)).encode())


def test_an_author_that_no_page_names_is_asked_once(tmp_path: Path, archive: Path) -> None:
    result = run(archive, saved(tmp_path / "saved"))
    assert "12 of 12 articles of this site have an unknown author" in result.stderr
    assert "12  to answer for the site" in result.stderr
    assert "to review" not in result.stderr


def test_pictures_that_the_copy_lacks_are_asked_once(tmp_path: Path, archive: Path) -> None:
    folder = saved(tmp_path / "saved")
    for number, file in enumerate(sorted(folder.rglob("*.html"))):
        picture = f'<p><img src="/anh/{number}.jpg"></p><p>Hôm sau'
        file.write_text(file.read_text("utf-8").replace("<p>Hôm sau", picture), "utf-8")
    result = run(archive, folder)
    assert "12 of 12 articles of this site lack files of images" in result.stderr
    assert "to review" not in result.stderr


def test_nine_articles_are_too_few_for_a_question(tmp_path: Path, archive: Path) -> None:
    result = run(archive, saved(tmp_path / "saved", 9))
    assert "Leave it so?" not in result.stderr
    assert "9  to review" in result.stderr


def test_the_question_stands_first_in_the_table(tmp_path: Path, archive: Path) -> None:
    table = tmp_path / "review.csv"
    run(archive, saved(tmp_path / "saved"), "--table", table)
    first, *others = table_rows(table)
    assert first["status"] == "question"
    assert (first["site"], first["review"], first["author"]) == ("skhcn.namdinh.gov.vn", "author", "unknown")
    assert {row["status"] for row in others} == {"asked"}


def test_an_answer_changes_all_articles_of_the_site(tmp_path: Path, archive: Path) -> None:
    table = tmp_path / "review.csv"
    run(archive, saved(tmp_path / "saved"), "--table", table)
    answer(table, "Ban biên tập")
    run(archive, "--apply", table)
    assert {article.fields["author"] for article in articles(archive)} == {"Ban biên tập"}
    assert not any("review" in article.fields for article in articles(archive))


def test_a_table_with_an_answer_is_not_overwritten(tmp_path: Path, archive: Path) -> None:
    table = tmp_path / "review.csv"
    run(archive, saved(tmp_path / "saved"), "--table", table)
    answer(table, "Ban biên tập")
    before = table.read_bytes()
    run(archive, "--table", table)
    assert table.read_bytes() == before


def test_an_author_that_a_page_names_stays(tmp_path: Path, archive: Path) -> None:
    table = tmp_path / "review.csv"
    run(archive, saved(tmp_path / "saved", author="Trần Thị Mẫu"), "--table", table)
    answer(table, "Ban biên tập")
    run(archive, "--apply", table)
    authors = sorted(str(article.fields["author"]) for article in articles(archive))
    assert authors == ["Ban biên tập"] * 11 + ["Trần Thị Mẫu"]


def test_unknown_leaves_the_articles_as_they_are(tmp_path: Path, archive: Path) -> None:
    table = tmp_path / "review.csv"
    run(archive, saved(tmp_path / "saved"), "--table", table)
    before = articles(archive)
    run(archive, "--apply", table)
    assert articles(archive) == before


def test_the_report_says_how_many_pages_taught_a_field(tmp_path: Path, archive: Path) -> None:
    result = run(archive, saved(tmp_path / "saved"), "--json")
    assert {each["evidence"]["title"]["pages"] for each in json.loads(result.stdout)} == {12}
