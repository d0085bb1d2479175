"""Pages in languages of partners abroad say who wrote them and what they are."""

import pytest

from generator.importer.article import ImportedArticle
from generator.importer.capture import Capture
from generator.importer.conversion import import_page
from generator.importer.lines.dateline import has_only_dates, read_dateline
from generator.importer.lines.signature import named

FRENCH = (
    "Le préfet a présenté mardi, à l'école du village, la première étude sur le vent au-dessus des rizières.",
    "Les élèves ont déjà répété l'expérience plusieurs fois, et le résultat a été différent à chaque fois.",
)
JAPANESE_TITLE = "風を測る凧が田んぼの上で二時間飛ぶ"
JAPANESE = (
    "今朝、技術班は村の田んぼの上で、風を測る最初の凧を試しに揚げた。凧は二時間にわたって飛び続け、すべての数値が記録された。"
    "測定の結果は夕方までに局へ送られ、記録の漏れは一つもなかったという。来月には同じ場所で、もう一度三回の測定を行う予定だ。",
    "班長は、次の収穫の時期に再び訪れて、同じ場所で測定を繰り返すと話した。村の人々も、その日を心待ちにしていると語っている。"
    "夜になっても風は弱まらず、班は綱を手で巻き取った。最後の数値は岸で手書きで記録され、翌日に局の台帳へ写されたという話だ。",
)


def imported(title: str, texts: tuple[str, ...], above: str = "", below: str = "") -> ImportedArticle:
    text = "".join(f"<p>{each}</p>" for each in texts)
    page = (
        "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><main>"
        f"<h1>{title}</h1>{above}<div>{text}</div>{below}</main></body></html>"
    )
    article = import_page(Capture("vent.html", page.encode())).value
    assert article is not None
    return article


@pytest.mark.parametrize("line", ["Par Bertrand Mesureur", "Von Bertrand Mesureur", "Por Bertrand Mesureur"])
def test_the_word_before_a_name_is_not_in_it(line: str) -> None:
    signature = named(line)
    assert signature is not None
    assert signature.authors == ("Bertrand Mesureur",)


@pytest.mark.parametrize("line", ["Von Hung", "Vốn Nhà Nước", "Nguyễn Văn Mẫu"])
def test_names_that_begin_alike_stay(line: str) -> None:
    assert (signature := named(line)) is None or signature.authors == (line,)


def test_tools_below_a_french_text_are_no_author() -> None:
    article = imported("Le vent au-dessus des rizières", FRENCH, below="<p>Partager Discussion</p>")
    assert article.authors == ()


def test_a_label_before_a_date_is_no_author() -> None:
    dated = read_dateline("Son Guncelleme : 30.04.2024 16:48")
    assert dated is not None
    assert dated.name == ""


def test_a_date_of_something_else_is_no_dateline() -> None:
    assert read_dateline("Ngày xử lý: 17/6/2019") is None


def test_a_title_without_spaces_is_a_title() -> None:
    above = "<p>公開日：2025/01/31 11:30 更新日：2025/01/31 11:30</p>"
    assert imported(JAPANESE_TITLE, JAPANESE, above=above).title == JAPANESE_TITLE


@pytest.mark.parametrize(
    ("line", "only"),
    [
        ("公開日：2025/01/31 11:30 更新日：2025/01/31 11:30", True),
        ("Aktualizacja: 02.02.2025 23:49 Publikacja: 02.02.2025 21:52", True),
        ("Họp tổng kết ngày 02/02/2025", False),
        ("Không có ngày nào", False),
    ],
)  # fmt: skip
def test_a_line_of_labelled_dates_says_nothing_else(line: str, only: bool) -> None:
    assert has_only_dates(line) is only
