"""Pictures in all the ways HTML can name them, films and documents in frames, captions by structure."""

from pathlib import Path

import pytest

from generator.importer.reading.embeds import film_address
from tests.importing.test_structure import body, imported, page
from tests.support.import_samples import only_article, picture, run, written
from tests.support.import_samples import page as saved_page

GIF = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<img src='a.jpg'>", "a.jpg"),
        (f"<img src='{GIF}' data-src='a.jpg'>", "a.jpg"),
        ("<img src='loading.gif' data-original='a.jpg'>", "a.jpg"),
        ("<img src='/images/blank.png' data-echo='a.jpg'>", "a.jpg"),
        ("<img data-srcset='a.jpg 300w, b.jpg 900w'>", "b.jpg"),
        ("<img src='a.jpg' srcset='a.jpg, b.jpg 2x'>", "b.jpg"),
        ("<picture><source srcset='b.webp 2x, c.webp 1x'><img src='a.jpg'></picture>", "b.webp"),
        ("<img class='lazy' src='spacer.gif'><noscript><img src='a.jpg'></noscript>", "a.jpg"),
        ("<div style=\"background-image: url('a.jpg'); height: 300px\"></div>", "a.jpg"),
        ("<div class='lazy' data-bg='a.jpg'></div>", "a.jpg"),
        ("<table><tr><td background='a.jpg' height='300'></td></tr></table>", "a.jpg"),
        ("<amp-img src='a.jpg' width='900' height='600'></amp-img>", "a.jpg"),
        ("<img src='//cdn.example/a.jpg' width='100%'>", "//cdn.example/a.jpg"),
        ("<a href='large.jpg'><img src='a.jpg'></a>", "large.jpg"),
        ("<img src='a-300x225.jpg'>", "a.jpg"),
        ("<img src='a.jpg' data-orig-file='full.jpg'>", "full.jpg"),
    ],
)
def test_a_picture_is_found_in_whatever_way_it_is_named(html: str, wanted: str) -> None:
    (medium,) = imported(page(f"<p>Gió nhẹ suốt buổi sáng.</p>{html}")).media
    assert (medium.others or (medium.reference,))[0] == wanted


@pytest.mark.parametrize(
    "html",
    [
        f"<img src='{GIF}'>",
        "<img src='a.png' width='16'>",
        "<div style=\"background: url('bg_line.gif')\"></div>",
        "<div style=\"background: url('a.jpg')\">Lời trên nền ảnh của trang.</div>",
        "<img src='a.jpg' style='display: none'>",
    ],
)
def test_what_only_adorns_the_page_is_no_picture(html: str) -> None:
    assert imported(page(f"<p>Gió nhẹ suốt buổi sáng.</p>{html}")).media == ()


def test_a_lazy_picture_is_shown_once() -> None:
    html = f"<img src='{GIF}' data-src='a.jpg'><noscript><img src='a.jpg'></noscript>"
    assert len(imported(page(html)).media) == 1


def test_the_base_of_the_page_holds_for_pictures_and_links() -> None:
    head = "<base href='http://so.example/tin/'>"
    article = imported(page("<p>xem <a href='2.html'>trang này</a></p><img src='anh/a.jpg'>", head))
    assert "[trang này](http://so.example/tin/2.html)" in article.body
    assert article.media[0].reference == "http://so.example/tin/anh/a.jpg"
    assert "anh/a.jpg" in article.media[0].others


@pytest.mark.parametrize(("there", "kept"), [(["anh.png"], "anh"), (["anh-300x225.png"], "anh-300x225")])
def test_the_large_picture_behind_a_small_one_is_kept(
    archive: Path, tmp_path: Path, there: list[str], kept: str
) -> None:
    link = '<p><a href="http://x.example/u/anh.png"><img src="http://x.example/u/anh-300x225.png"></a></p>'
    files = {
        name: picture(size=(300, 225) if "300" in name else (1200, 900))
        for name in (*there, "anh-300x225.png")
    }
    written(
        tmp_path / "saved",
        {"a.html": saved_page(extra=link)} | {f"x.example/u/{k}": v for k, v in files.items()},
    )
    run(archive, tmp_path / "saved")
    article = only_article(archive)
    assert f"({kept}-" in article.body
    assert "images" not in article.fields.get("review", ())


@pytest.mark.parametrize(
    ("html", "link"),
    [
        ("<iframe src='https://www.youtube.com/embed/abcdefghijk?rel=0'></iframe>",
         "[Video](https://www.youtube.com/watch?v=abcdefghijk)"),
        ("<iframe data-src='//www.youtube-nocookie.com/embed/abcdefghijk'></iframe>",
         "[Video](https://www.youtube.com/watch?v=abcdefghijk)"),
        ("<p>https://youtu.be/abcdefghijk</p>", "[Video](https://www.youtube.com/watch?v=abcdefghijk)"),
        ("<figure class='media'><oembed url='https://youtu.be/abcdefghijk'></oembed></figure>",
         "[Video](https://www.youtube.com/watch?v=abcdefghijk)"),
        ("<object><param name='movie' value='http://www.youtube.com/v/abcdefghijk&hl=vi'></object>",
         "[Video](https://www.youtube.com/watch?v=abcdefghijk)"),
        ("<amp-youtube data-videoid='abcdefghijk'></amp-youtube>",
         "[Video](https://www.youtube.com/watch?v=abcdefghijk)"),
        ("<iframe src='https://player.vimeo.com/video/12345' title='Phóng sự về diều'></iframe>",
         "[Phóng sự về diều](https://vimeo.com/12345)"),
        ("<iframe src='https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1'>"
         "</iframe>", "[Video](https://www.facebook.com/a/videos/1)"),
        ("<video src='phim.mp4' controls></video>", "[Video](media:0)"),
        ("<video><source src='phim.mp4' type='video/mp4'>Trình duyệt cũ.</video>", "[Video](media:0)"),
        ("<embed src='player.swf' flashvars='file=/phim/a.flv&amp;image=a.jpg'>", "[Video](media:0)"),
        ("<audio controls src='tin.mp3'></audio>", "[Audio](media:0)"),
        ("<iframe src='https://docs.google.com/gview?url=http://so.example/qd.pdf&amp;embedded=true'></iframe>",
         "[qd.pdf](media:0)"),
        ("<object data='qd.pdf' type='application/pdf'></object>", "[qd.pdf](media:0)"),
        ("<iframe src='https://www.google.com/maps/embed?pb=1'></iframe>",
         "[Google Maps](https://www.google.com/maps/embed?pb=1)"),
    ],
)  # fmt: skip
def test_what_is_embedded_becomes_a_link(html: str, link: str) -> None:
    article = imported(page(f"<p>Phóng sự về hội nghị:</p>{html}"))
    assert f"Phóng sự về hội nghị:\n\n{link}\n\n" in article.body
    assert not article.draft


@pytest.mark.parametrize(
    "html",
    [
        "<iframe src='https://www.facebook.com/plugins/like.php?href=x'></iframe>",
        "<iframe src='https://www.googletagmanager.com/ns.html?id=x' width='0' height='0'></iframe>",
        "<iframe src='about:blank'></iframe>",
        "<iframe src='https://googleads.g.doubleclick.net/pagead/ads'></iframe>",
    ],
)
def test_buttons_and_advertisements_are_left_out(html: str) -> None:
    assert body(f"<p>Gió nhẹ suốt buổi sáng.</p>{html}") == "Gió nhẹ suốt buổi sáng."


def test_a_film_that_cannot_be_kept_is_named(archive: Path, tmp_path: Path) -> None:
    frame = '<iframe src="bai_files/abcdefghijk.html"></iframe>'
    written(tmp_path / "saved", {"a.html": saved_page(extra=frame)})
    result = run(archive, tmp_path / "saved")
    assert "attachments" in only_article(archive).fields["review"]
    assert "bai_files/abcdefghijk.html" in result.output


def test_an_address_of_a_list_of_films_stays_one() -> None:
    assert film_address("https://www.youtube.com/embed/videoseries?list=PL1") == (
        "https://www.youtube.com/playlist?list=PL1"
    )


SHORT = "<p>Gió thổi đều suốt buổi sáng, các tổ ghi số đo vào sổ mỗi mười phút một lần.</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p><img src='a.jpg'><br>Ông Mẫu thả diều.</p>",
        "<p align='center'><img src='a.jpg'></p><p align='center'><em>Ông Mẫu thả diều.</em></p>",
        "<p><img src='a.jpg'></p><p style='text-align: center'>Ông Mẫu thả diều.</p>",
        "<table><tr><td><img src='a.jpg'></td></tr><tr><td>Ông Mẫu thả diều.</td></tr></table>",
        "<figure><img src='a.jpg'><figcaption>Ông Mẫu thả diều.</figcaption></figure>",
        "<div class='wp-caption'><img src='a.jpg'><p class='wp-caption-text'>Ông Mẫu thả diều.</p></div>",
    ],
)
def test_a_caption_stands_with_its_picture(html: str) -> None:
    assert body(html + SHORT).startswith('![Ông Mẫu thả diều.](media:0 "Ông Mẫu thả diều.")\n\n')


@pytest.mark.parametrize(
    "html",
    [
        "<p><img src='a.jpg'></p><p>Kết quả của năm như sau</p>",
        "<p><img src='a.jpg'></p><p>Gió nhẹ.</p>",
        "<p>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;Kết quả của năm</p>",
        "<p>Hội nghị tổng kết năm</p>",
    ],
)
def test_a_short_line_is_not_a_caption_for_being_short(html: str) -> None:
    assert '"' not in body(html + SHORT)
    assert "*" not in body(html + SHORT)


def test_each_picture_of_a_table_has_the_caption_below_it() -> None:
    table = (
        "<table><tr><td><img src='a.jpg'></td><td><img src='b.jpg'></td></tr>"
        "<tr><td>Bên trái</td><td>Bên phải</td></tr></table>"
    )
    assert [(medium.reference, medium.caption) for medium in imported(page(table)).media] == [
        ("a.jpg", "Bên trái"),
        ("b.jpg", "Bên phải"),
    ]
