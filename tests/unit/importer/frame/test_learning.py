"""What a frame learns from pages, and what it does not."""

from selectolax.lexbor import LexborHTMLParser

from generator.importer.frame.learning import learn_frame
from generator.importer.frame.record import PageSketch, SiteFrame
from generator.importer.frame.sketch import sketch_page
from generator.importer.frame.use import framed
from generator.importer.reading.document import read_document
from generator.importer.reading.metadata import read_metadata
from generator.importer.reading.page import CapturedPage, PagePart

WORDS = (
    "cân đồng hồ",
    "giống lúa nếp",
    "máy gieo hạt",
    "kính thiên văn",
    "lò sấy gỗ",
    "trạm đo mực nước",
    "quả vải",
    "phòng thử nghiệm",
    "xăng dầu",
    "máy tính cũ",
)


def html(number: int, extra: str = "", inner: str = "", title: str = "") -> str:
    word = WORDS[number]
    heading = title or f"Đoàn khảo sát xem {word} ở xã số {number}"
    first = f"Sáng qua, đoàn khảo sát đã xem {word} ở xã số {number} và ghi lại ý kiến của bà con trong xã."
    last = f"Buổi chiều, đoàn bàn với ủy ban về {word} và hẹn trở lại sau {number + 2} tuần để xem kết quả."
    return (
        "<html><head><title>Sở Thử</title></head><body><div class='top'>Cổng của Sở Thử tỉnh Mẫu</div>"
        f"{extra}<div class='m'><p class='t'>{heading}</p><div class='b'><p>{first}</p>{inner}<p>{last}</p>"
        "</div></div></body></html>"
    )


def sketches(pages: list[str]) -> list[PageSketch]:
    found = []
    for number, text in enumerate(pages):
        tree = LexborHTMLParser(text)
        found.append(sketch_page(tree, read_metadata(tree, text), "site", number))
    return found


def read(text: str, frame: SiteFrame) -> CapturedPage:
    return framed(read_document(LexborHTMLParser(text), text), frame)


def site_lines(page: CapturedPage) -> list[str]:
    return [line.text for line in page.lines if line.part is PagePart.SITE]


def test_what_stands_on_all_pages_is_of_the_site() -> None:
    pages = [html(n) for n in range(5)]
    page = read(pages[0], learn_frame(sketches(pages)))
    assert site_lines(page) == ["Cổng của Sở Thử tỉnh Mẫu"]
    assert page.metadata.of("title") == ()


def test_a_title_stands_where_the_others_have_theirs() -> None:
    pages = [html(n) for n in range(5)]
    page = read(pages[3], learn_frame(sketches(pages)))
    assert [page.lines[n - 1].text for n in page.framed.title] == [
        "Đoàn khảo sát xem kính thiên văn ở xã số 3"
    ]
    assert page.framed.taught == 5


def test_a_line_within_the_text_stays_though_it_repeats() -> None:
    pages = [html(n, inner="<p>Một số hình ảnh:</p>") for n in range(6)]
    page = read(pages[0], learn_frame(sketches(pages)))
    assert "Một số hình ảnh:" not in site_lines(page)


def test_a_date_with_its_minute_on_three_pages_is_of_the_site() -> None:
    stamp = "<div class='d'>(05.08.2019 16:32)</div>"
    pages = [html(n, extra=stamp if n < 3 else "<div class='d'>(06.08.2019 10:00)</div>") for n in range(4)]
    page = read(pages[0], learn_frame(sketches(pages)))
    assert "(05.08.2019 16:32)" in site_lines(page)


def test_the_days_on_which_a_site_was_saved_are_no_dates_of_articles() -> None:
    pages = [html(n, extra=f"<div class='d'>Thứ hai, {n + 10}/06/2019</div>") for n in range(8)]
    assert learn_frame(sketches(pages)).dates == {}


def test_dates_of_a_year_beside_the_titles_are_those_of_articles() -> None:
    pages = [html(n, extra=f"<div class='d'>{n + 10}/{n + 1:02d}/2019</div>") for n in range(8)]
    page = read(pages[2], learn_frame(sketches(pages)))
    assert page.lines[page.framed.date - 1].text == "12/03/2019"


def test_a_day_that_some_articles_share_is_theirs() -> None:
    days = ["05/08/2019"] * 3 + [f"{n}/09/2019" for n in range(10, 17)]
    pages = [html(n, extra=f"<div class='d'>{day}</div>") for n, day in enumerate(days)]
    page = read(pages[0], learn_frame(sketches(pages)))
    assert "05/08/2019" not in site_lines(page)


def test_an_author_of_half_of_the_articles_is_no_part_of_the_site() -> None:
    names = ["Trần Thị Mẫu"] * 5 + ["Lê Văn Thử", "Phạm Hạt Dẻ", "Vũ Mã Vạch", "Mai Vỏ Bào", "Lý Ốc Vít"]
    pages = [html(n, inner=f"<p class='a'>{name}</p>") for n, name in enumerate(names)]
    page = read(pages[0], learn_frame(sketches(pages)))
    assert "Trần Thị Mẫu" not in site_lines(page)


def test_copies_of_one_page_teach_nothing() -> None:
    assert learn_frame(sketches([html(1)] * 6)) == SiteFrame()


def test_two_pages_teach_nothing() -> None:
    assert learn_frame(sketches([html(0), html(1)])) == SiteFrame()


def test_numbered_default_titles_are_none() -> None:
    pages = [html(n).replace("<title>Sở Thử", f"<title>New Page {n}") for n in range(5)]
    assert read(pages[0], learn_frame(sketches(pages))).metadata.of("title") == ()


def test_headlines_of_other_pages_are_told_from_the_title() -> None:
    articles = [html(n) for n in range(6)]
    headlines = [
        f"<h3 class='k'>Đoàn khảo sát xem {WORDS[n]} ở xã số {n}</h3><p>Đọc thêm</p>" for n in range(6)
    ]
    lists = [
        f"<html><body><div class='l'>{''.join(headlines[n : n + 3])}</div></body></html>" for n in range(3)
    ]
    frame = learn_frame(sketches(articles + lists))
    page = read(lists[0], frame)
    assert page.framed.title == ()
    assert len(page.framed.others) == 3
