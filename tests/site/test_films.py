"""Films: how long they are, their subtitles, and what paper shows of them."""

import struct

from generator.metadata.films import seconds_of
from tests.support.pdfs import pdf_file
from tests.support.site import Site, where

PAGE = "vi/2014/01/a.html"


def box(kind: bytes, *content: bytes) -> bytes:
    inner = b"".join(content)
    return struct.pack(">I", len(inner) + 8) + kind + inner


def film(seconds: int = 83, wide: bool = False) -> bytes:
    head = (
        struct.pack(">IQQIQ", 1 << 24, 0, 0, 600, seconds * 600)
        if wide
        else struct.pack(">5I", 0, 0, 0, 600, seconds * 600)
    )
    place = box(b"\xa9xyz", struct.pack(">HH", 18, 0x15C7) + b"+20.4200+106.1600/")
    movie = box(b"moov", box(b"mvhd", head, bytes(80)), box(b"udta", place))
    return box(b"ftyp", b"isom") + movie + box(b"mdat", b"pictures")


def element(number: bytes, content: bytes) -> bytes:
    return number + (len(content) | 1 << 56).to_bytes(8, "big") + content


def with_film(site: Site, video: str, content: bytes | None = None) -> None:
    site.article("tin-tuc/a.md", video=video)
    (site.folder / "content/tin-tuc/a.mp4").write_bytes(film() if content is None else content)
    (site.folder / "content/tin-tuc/a.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:04.000\nXin chào.\n")


def test_a_film_tells_its_length(site: Site) -> None:
    with_film(site, "a.mp4")
    site.build()
    assert "Phim dài 1:23" in site.page(PAGE)
    (site.folder / "content/tin-tuc/a.mp4").write_bytes(film(3725))
    site.build()
    assert "Phim dài 1:02:05" in site.page(PAGE)


def test_lengths_of_both_formats_are_read_and_damage_is_none() -> None:
    info = element(
        b"\x15\x49\xa9\x66",
        element(b"\x2a\xd7\xb1", b"\x0f\x42\x40") + element(b"\x44\x89", struct.pack(">d", 8040)),
    )
    webm = element(b"\x1aE\xdf\xa3", b"") + element(b"\x18\x53\x80\x67", info)
    assert seconds_of(webm) == 8
    assert seconds_of(film(wide=True)) == 83
    for content in (webm, film(), film(wide=True)):
        for end in range(len(content)):
            assert seconds_of(content[:end]) in (0, 8, 83)


def test_a_film_shows_its_subtitles(site: Site) -> None:
    with_film(site, "{src: a.mp4, captions: a.vtt}")
    site.build()
    assert '<track kind="captions" src="../../../static/media/tin-tuc/a.vtt" srclang="vi"' in site.page(PAGE)
    assert "static/media/tin-tuc/a.vtt" in site.files()


def test_subtitles_of_another_kind_are_a_problem(site: Site) -> None:
    with_film(site, "{src: a.mp4, captions: a.mp4}")
    assert [where(each) for each in site.build().problems] == [("content/tin-tuc/a.md", 6, "media-kind")]


def test_a_published_film_has_no_place(site: Site) -> None:
    with_film(site, "a.mp4")
    site.build()
    published = site.files()["static/media/tin-tuc/a.mp4"]
    assert b"+20.42" in film()
    assert b"+20.42" not in published
    assert len(published) == len(film())
    assert (site.folder / "content/tin-tuc/a.mp4").read_bytes() == film()
    report = site.build()
    assert report.impact
    assert report.impact.written == ()


def test_paper_says_where_the_film_can_be_seen(site: Site) -> None:
    with_film(site, "a.mp4")
    site.build()
    assert "Xem phim tại https://khotin.example/luu-tru/vi/2014/01/a.html" in site.page(PAGE)
    site.article("tin-tuc/a.md", video="{url: https://phim.example/v}")
    site.build()
    assert "Xem phim tại https://phim.example/v" in site.page(PAGE)


def test_an_attached_pdf_tells_its_pages(site: Site) -> None:
    site.article("tin-tuc/a.md", attachments="[{src: a.pdf, caption: Báo cáo}]")
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>",
        3: b"<< /Type /Page /MediaBox [0 0 9 9] >>",
    }
    (site.folder / "content/tin-tuc/a.pdf").write_bytes(pdf_file(objects))
    assert site.build().impact
    assert '<span class="file-facts">PDF, 2 trang, ' in site.page(PAGE)
