"""Front pages and sections are left aside, however their markup calls them."""

from pathlib import Path

import pytest

from generator.importer.article import ImportedArticle
from generator.importer.capture import Capture
from generator.importer.conversion import import_page
from generator.model.problem import Outcome
from tests.support.import_samples import articles as imported_articles
from tests.support.import_samples import run, written

FIELDS = ("gió", "mưa", "đất", "nước", "lúa", "ngô", "khoai", "đậu", "cá", "tôm", "muối", "rừng")
TEXT = (
    "Sáng nay tổ kỹ thuật của Sở đo {0} trên cánh đồng làng, ghi đủ ba lần số đo vào sổ và gửi về trước tối."
)
LATER = (
    "Ông Trần Mẫu cho biết tổ sẽ quay lại vào mùa gặt để đo {0} thêm ba lần nữa ở cùng một chỗ này cho chắc."
)


def leads(count: int) -> str:
    return "".join(
        f"<div class='o'><h3><a href='/tin/{n}.html'>Tổ kỹ thuật đo {word} trên cánh đồng làng</a></h3>"
        f"<div class='s'>{TEXT.format(word)}</div></div>"
        for n, word in enumerate(FIELDS[:count])
    )


def headlines(count: int) -> str:
    return "".join(
        f"<li><a href='/tin/{n}.html'>Tổ kỹ thuật đo {word} trên cánh đồng làng Mẫu vụ mùa năm nay</a></li>"
        for n, word in enumerate(FIELDS[:count])
    )


def imported(body: str, head: str = "") -> Outcome[ImportedArticle | None]:
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    return import_page(Capture("muc.html", page.encode()))


def codes(outcome: Outcome[ImportedArticle | None]) -> list[str]:
    return [problem.code for problem in outcome.problems]


def test_a_form_around_the_whole_page_does_not_hide_its_list() -> None:
    form = f"<form action='default.aspx'><input name='__VIEWSTATE'>{leads(5)}</form>"
    assert codes(imported(form, "<title>Trang chủ - Sở Mẫu</title>")) == ["import-list-page"]


def test_a_section_that_calls_itself_an_article_is_a_list() -> None:
    head = (
        "<meta property='og:type' content='article'><meta property='og:title' content='Tin kinh tế mới nhất'>"
    )
    items = leads(12).replace("<div class='s'>", "<p class='sapo'>")
    last = f"<p class='sapo'>{LATER.format('rừng')}</p>"
    assert codes(imported(items + last, head)) == ["import-list-page"]


def test_a_section_whose_name_stands_only_in_its_metadata_is_a_list() -> None:
    head = "<meta property='og:title' content='Tin kinh tế, thị trường và chứng khoán'>"
    popup = f"<div class='o'><div>{TEXT.format('gió')}</div><div>{LATER.format('gió')}</div></div>"
    assert codes(imported(f"<ul>{headlines(12)}</ul>{popup}", head)) == ["import-list-page"]


@pytest.mark.parametrize("kind", ["og:type", "json-ld"])
def test_an_article_with_many_leads_of_others_stays_one(kind: str) -> None:
    head = "<title>Thả diều đo gió trên đồng</title><meta property='og:type' content='article'>"
    if kind == "json-ld":
        head += (
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Thả diều đo gió"}</script>'
        )
    text = f"<h1>Thả diều đo gió trên đồng</h1><p>{TEXT.format('gió')}</p><p>{LATER.format('gió')}</p>"
    text += f"<p>{LATER.format('mưa')}</p>" if kind == "og:type" else ""
    outcome = imported(f"<main>{text}</main><div>{leads(12)}</div>", head)
    assert outcome.value is not None


def _page(title: str, body: str) -> str:
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Trang chủ - Sở Mẫu</title></head><body>"
        f"<div id='logo'>Sở Mẫu tỉnh Nam Định</div><div id='giua'>{title}{body}</div></body></html>"
    )


def test_a_page_without_title_in_a_site_that_has_titles_is_a_list_if_headlines_prevail(
    tmp_path: Path, archive: Path
) -> None:
    articles = [
        _page(
            f"<p class='TieuDe'>Thả diều đo {word} trên đồng làng Mẫu</p>",
            f"<div class='NoiDung'><p>{TEXT.format(word)}</p><p>{LATER.format(word)}</p></div>",
        )
        for word in FIELDS[:8]
    ]
    slides = "".join(f"<li>Ảnh đo {word}: {TEXT.format(word)}</li>" for word in FIELDS[:3])
    front = _page("", f"<ul class='moi'>{headlines(12)}</ul><ul class='anh'>{slides}</ul>")
    pages = {f"{n}.html": page for n, page in enumerate((*articles, front))}
    run(archive, written(tmp_path / "luu", pages))
    assert {article.fields["title"] for article in imported_articles(archive)} == {
        f"Thả diều đo {word} trên đồng làng Mẫu" for word in FIELDS[:8]
    }


def test_headlines_of_others_in_the_data_of_a_page_are_not_its_title() -> None:
    title = "Thả diều đo gió trên đồng làng Mẫu"
    entries = [f"Tổ kỹ thuật đo {word} trên cánh đồng" for word in FIELDS[1:4]]
    data = ",".join(f'{{"@type":"NewsArticle","headline":"{each}"}}' for each in entries)
    head = "<meta property='og:title' content='Bản tin trực tiếp từ làng Mẫu'>"
    head += f'<script type="application/ld+json">[{data}]</script>'
    text = f"<h1>{title}</h1><p>{TEXT.format('gió')}</p><p>{LATER.format('gió')}</p>"
    text += f"<h2>{entries[0]}</h2><p>{TEXT.format('đất')}</p>"
    outcome = imported(f"<main>{text}</main>", head)
    assert outcome.value is not None
    assert outcome.value.title not in entries
