"""Pictures: pages show them in the sizes that they need, without what they say of place and owner."""

import re
import shutil
from io import BytesIO
from pathlib import Path
from random import Random
from unittest.mock import Mock
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from generator.cache.location import cache_folder
from generator.images.resize import WIDTHS, derive
from tests.support.site import Site, where

PAGE = "vi/2014/01/a.html"
PICTURE = "static/media/tin-tuc/a.jpg"
SECRET = b"Nha rieng cua tac gia"


def pattern(width: int, height: int, seed: int = 0) -> Image.Image:
    """Shades of grey, the same ones each time."""
    return Image.frombytes("L", (80, 60), Random(seed).randbytes(4800)).resize((width, height))


def photo(
    width: int = 2000, height: int = 1500, form: str = "JPEG", mode: str = "RGB", **options: object
) -> bytes:
    """A picture that is red at the left, blue at the right, and has something to see."""
    picture = pattern(width, height).convert("RGB")
    picture.paste((200, 30, 30), (0, 0, width // 2, height // 2))
    picture.paste((30, 30, 200), (width // 2, 0, width, height // 2))
    content = BytesIO()
    picture.convert(mode).save(content, form, **options)
    return content.getvalue()


def turned(orientation: int) -> bytes:
    """A photo whose camera noted how it was held, and where."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = orientation, SECRET.decode()
    return photo(800, 600, exif=exif)


@pytest.fixture
def gallery(site: Site) -> Site:
    """A site with one article whose cover, pictures and text show the same large photo."""
    site.article(
        "tin-tuc/a.md", cover="{src: a.jpg, alt: Một ảnh}", images="[a.jpg]", body="Chữ ![Ảnh](a.jpg) chữ."
    )
    (site.folder / "content/tin-tuc/a.jpg").write_bytes(photo())
    return site


def derivatives(site: Site) -> dict[str, bytes]:
    return {path: content for path, content in site.files().items() if re.search(r"\.\d+\.webp$", path)}


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


# --- what pages show --------------------------------------------------------------------------------------


def test_every_picture_of_a_page_comes_in_sizes_that_are_there(gallery: Site) -> None:
    gallery.build()
    for path in (PAGE, "vi/index.html"):
        for element in re.findall(r"<img[^>]*a\.jpg[^>]*>", gallery.page(path)):
            assert PICTURE not in re.findall(r'src="([^"]*)"', element)
            for url, width in re.findall(r'([^\s"]+\.webp) (\d+)w', element):
                file = urljoin(path, url)
                assert opened(gallery.files()[file]).width == int(width)
    assert len(re.findall(r"<img[^>]* srcset=", gallery.page(PAGE))) == 3
    assert set(derivatives(gallery)) == {f"{PICTURE}.{width}.webp" for width in WIDTHS}


def test_the_original_is_a_link_away(gallery: Site) -> None:
    gallery.build()
    assert gallery.files()[PICTURE] == photo()
    assert gallery.page(PAGE).count(f'<a href="../../../{PICTURE}"') == 3


def test_a_picture_within_a_link_gets_no_link_of_its_own(site: Site) -> None:
    site.article("tin-tuc/a.md", body="[![Ảnh](a.jpg)](/tin-tuc/b.md) và ![](a.jpg)")
    site.article("tin-tuc/b.md")
    (site.folder / "content/tin-tuc/a.jpg").write_bytes(photo())
    site.build()
    assert re.search(r'<a href="[^"]*/b\.html"><img[^>]*></a>', site.page(PAGE))
    assert site.page(PAGE).count(f'href="../../../{PICTURE}" aria-label="a.jpg"') == 1


def test_the_measures_stand_on_every_picture_so_that_nothing_moves(gallery: Site) -> None:
    gallery.build()
    for element in re.findall(r"<img[^>]*a\.jpg[^>]*>", gallery.page(PAGE)):
        assert 'width="2000" height="1500"' in element


def test_a_small_picture_stays_its_own_only_form(site: Site) -> None:
    site.article("tin-tuc/a.md", cover="a.jpg")
    (site.folder / "content/tin-tuc/a.jpg").write_bytes(photo(200, 100, quality=20))
    site.build()
    assert not derivatives(site)
    assert f'src="../../../{PICTURE}"' in site.page(PAGE)
    assert "srcset" not in site.page(PAGE)


# --- what is published ------------------------------------------------------------------------------------


def test_the_published_original_says_nothing_of_the_photographer(gallery: Site) -> None:
    file = gallery.folder / "content/tin-tuc/a.jpg"
    file.write_bytes(turned(6))
    gallery.build()
    assert not [path for path, content in gallery.files().items() if SECRET in content]
    assert dict(opened(gallery.files()[PICTURE]).getexif()) == {0x0112: 6}
    assert file.read_bytes() == turned(6), "the editors' file stays as it is"


def test_taking_the_notes_out_of_a_file_changes_nothing_that_is_published(gallery: Site) -> None:
    (gallery.folder / "content/tin-tuc/a.jpg").write_bytes(photo(comment=SECRET))
    gallery.build()
    before = gallery.files()
    (gallery.folder / "content/tin-tuc/a.jpg").write_bytes(photo())
    report = gallery.build()
    assert gallery.files() == before
    assert report.impact
    assert report.impact.written == ()


@pytest.mark.parametrize(
    ("suffix", "form", "mode"), [("tif", "TIFF", "1"), ("TIFF", "TIFF", "RGBA"), ("bmp", "BMP", "RGB")]
)
def test_what_browsers_do_not_show_becomes_jpeg(site: Site, suffix: str, form: str, mode: str) -> None:
    site.article("tin-tuc/a.md", cover=f"a.{suffix}", body="![Ảnh](a.jpg)")
    (site.folder / f"content/tin-tuc/a.{suffix}").write_bytes(photo(700, 525, form, mode))
    (site.folder / "content/tin-tuc/a.jpg").write_bytes(photo(300, 225))
    assert site.build().problems == ()
    path = f"static/media/tin-tuc/a.{suffix.lower()}.jpg"
    assert opened(site.files()[path]).format == "JPEG"
    assert opened(site.files()[path]).size == (700, 525)
    assert path in site.page(PAGE)
    before = site.files()
    shutil.rmtree(site.output)
    shutil.rmtree(cache_folder(site.folder, site.output) / "pictures")
    site.build()
    assert site.files() == before


HEIC = bytes(4) + b"ftypheic" + bytes(20)


def test_heic_without_its_library_is_a_problem_where_it_is_used(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.images.conversion._can_read_heic", lambda: False)
    site.article("tin-tuc/a.md", body="Một dòng.\n\n![Ảnh](IMG_1.HEIC)")
    (site.folder / "content/tin-tuc/IMG_1.HEIC").write_bytes(HEIC)
    assert [where(problem) for problem in site.build().problems] == [
        ("content/tin-tuc/a.md", 10, "picture-heic")
    ]


def test_each_article_is_told_of_a_faulty_picture_that_it_uses(site: Site) -> None:
    site.article("tin-tuc/a.md", cover="a.jpg", body="![Ảnh](a.jpg)")
    site.article("tin-tuc/b.md", body="![Ảnh](a.jpg)")
    (site.folder / "content/tin-tuc/a.jpg").write_bytes(POSTSCRIPT)
    expected = [
        ("content/tin-tuc/a.md", 6, "picture-unreadable"),
        ("content/tin-tuc/b.md", 8, "picture-unreadable"),
    ]
    assert [where(problem) for problem in site.build().problems] == expected


# --- the picture beside a link ----------------------------------------------------------------------------


def shared(site: Site, path: str = PAGE) -> dict[str, str]:
    """What a page says to sites that link to it."""
    return dict(re.findall(r'<meta property="([^"]*)" content="([^"]*)">', site.page(path)))


def test_a_link_elsewhere_shows_the_picture_with_the_year_on_it(gallery: Site) -> None:
    gallery.build()
    said = shared(gallery)
    path = said["og:image"].removeprefix("https://khotin.example/")
    assert path.endswith("static/media/tin-tuc/a.jpg.2014.jpg")
    picture = opened(gallery.files()[path[path.index("static") :]])
    assert picture.size == (1200, 630) == (int(said["og:image:width"]), int(said["og:image:height"]))
    red, white = picture.getpixel((2, 627)), picture.crop((0, 500, 300, 630)).getextrema()
    assert red[0] > 120 > red[1] + 60  # type: ignore[index]
    assert min(band[1] for band in white) > 240  # type: ignore[index]
    assert said["og:title"]
    assert said["og:image:alt"] == "Một ảnh"


def test_the_share_picture_follows_the_year_and_the_picture(gallery: Site) -> None:
    gallery.build()
    before = gallery.files()
    gallery.article("tin-tuc/a.md", cover="a.jpg", date="2017-01-08")
    gallery.build()
    assert f"{PICTURE}.2014.jpg" not in gallery.files()
    assert gallery.files()[f"{PICTURE}.2017.jpg"] != before[f"{PICTURE}.2014.jpg"]


def test_an_article_without_a_picture_says_nothing_of_one(site: Site) -> None:
    site.article("tin-tuc/a.md")
    site.article("tin-tuc/b.md", cover="b.jpg")
    (site.folder / "content/tin-tuc/b.jpg").write_bytes(photo(300, 200))
    site.build()
    for path in (PAGE, "vi/2014/01/b.html"):
        assert not {"og:image", "og:image:alt", "twitter:card"} & shared(site, path).keys()
    assert "gallery.js" not in site.page(PAGE)
    assert "<dialog" not in site.page(PAGE)


# --- derivatives ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_as_its_camera_was_held(orientation: int) -> None:
    """Red was at the upper left, blue at the upper right: each orientation lays the sheet in its own way."""
    made = derive(turned(orientation))
    assert (made.width, made.height) == ((800, 600) if orientation < 5 else (600, 800))
    small = opened(made.derivatives[0][1])
    assert (small.width < small.height) == (orientation >= 5)
    corners = [
        (20, 20),
        (small.width - 20, 20),
        (20, small.height - 20),
        (small.width - 20, small.height - 20),
    ]
    red, _green, blue = small.convert("RGB").split()
    strength = [(red.getpixel(corner), blue.getpixel(corner)) for corner in corners]
    colours = ["R" if r > b + 99 else "B" if b > r + 99 else "" for r, b in strength]  # type: ignore[operator]
    expected = {1: "RB--", 2: "BR--", 3: "--BR", 4: "--RB", 5: "R-B-", 6: "-R-B", 7: "-B-R", 8: "B-R-"}
    assert "".join(colour or "-" for colour in colours) == expected[orientation]


def test_a_derivative_says_nothing_of_the_photographer() -> None:
    made = derive(turned(6))
    assert SECRET in turned(6)
    for _, content in made.derivatives:
        assert SECRET not in content
        assert not opened(content).getexif()
        assert not {"exif", "icc_profile", "xmp"} & opened(content).info.keys()


def test_no_derivative_is_wider_than_the_picture_or_longer_than_its_file() -> None:
    for width in (10, 241, 500, 999, 1600, 1601):
        content = photo(width, 300)
        for each, small in derive(content).derivatives:
            assert each == opened(small).width <= min(width, WIDTHS[-1])
            assert len(small) < len(content)


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "LA"),
        ("PNG", "1"),
        ("GIF", "P"),
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
        ("WEBP", "RGBA"),
        ("AVIF", "RGB"),
    ],
)
def test_pictures_of_any_kind_have_derivatives_each_time_the_same(form: str, mode: str) -> None:
    content = photo(1000, 700, form, mode)
    made = derive(content)
    assert made.fault == ""
    assert made.derivatives
    assert made == derive(content)


def test_what_shines_through_still_does() -> None:
    picture = pattern(800, 600).convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize((800, 600)))
    content = BytesIO()
    picture.save(content, "PNG")
    small = opened(derive(content.getvalue()).derivatives[0][1])
    assert small.mode == "RGBA"
    above, below = (small.getpixel((5, y)) for y in (2, small.height - 3))
    assert above[3] < 30  # type: ignore[index]
    assert below[3] > 220  # type: ignore[index]


def test_colours_of_a_profile_are_those_that_screens_show() -> None:
    """A profile in which red and green have changed places: what it calls green is red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    swapped = bytearray(profile)
    swapped[red : red + 4], swapped[green : green + 4] = b"gXYZ", b"rXYZ"
    content = BytesIO()
    Image.new("RGB", (600, 400), (0, 255, 0)).save(
        content, "PNG", icc_profile=bytes(swapped), compress_level=0
    )
    pixel = opened(derive(content.getvalue()).derivatives[0][1]).getpixel((9, 9))
    assert pixel[0] > 200  # type: ignore[index]
    assert pixel[1] < 60  # type: ignore[index]


def test_a_moving_picture_keeps_moving(site: Site) -> None:
    frames = [pattern(600, 400, i).convert("P") for i in range(2)]
    site.article("tin-tuc/a.md", cover="a.gif")
    frames[0].save(site.folder / "content/tin-tuc/a.gif", save_all=True, append_images=frames[1:])
    site.build()
    assert not derivatives(site)
    assert 'src="../../../static/media/tin-tuc/a.gif"' in site.page(PAGE)


# --- hostile ones -----------------------------------------------------------------------------------------


def bomb() -> bytes:
    content = BytesIO()
    Image.new("1", (9100, 9000)).save(content, "PNG")
    return content.getvalue()


POSTSCRIPT = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(/etc/passwd) run\n"


@pytest.mark.parametrize(
    ("content", "code", "published"),
    [
        (bomb(), "picture-large", False),
        (POSTSCRIPT, "picture-unreadable", False),
        (b"", "picture-unreadable", False),
        (photo()[:100_000], "picture-damaged", True),
        (photo(form="PNG")[:100_000], "picture-damaged", True),
    ],
    ids=["bomb", "program", "empty", "half a JPEG", "half a PNG"],
)
def test_a_hostile_picture_is_a_problem(gallery: Site, content: bytes, code: str, published: bool) -> None:
    (gallery.folder / "content/tin-tuc/a.jpg").write_bytes(content)
    report = gallery.build()
    assert [where(problem) for problem in report.problems] == [("content/tin-tuc/a.md", 6, code)]
    assert (report.impact is not None) == published
    if published:
        assert gallery.files()[PICTURE] == content
        assert not derivatives(gallery)
    assert gallery.build().problems == report.problems, "the cache has it"


SOURCES = tuple(photo(400, 300, form) for form in ("JPEG", "PNG", "GIF", "WEBP", "AVIF"))


@given(
    source=st.sampled_from(SOURCES),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=8),
    end=st.floats(0, 1),
)
def test_no_damage_stops_a_build(source: bytes, changes: list[tuple[float, int]], end: float) -> None:
    content = bytearray(source)
    for place, value in changes:
        content[int(len(content) * place**4)] = value  # mostly in the headers
    made = derive(bytes(content[: int(len(content) * end**0.1)]))
    assert (made.width > 0) == (made.fault in ("", "picture-damaged"))


# --- pictures in the cache ---------------------------------------------------------------------------------


def kept(site: Site) -> list[Path]:
    return sorted(
        file for file in (cache_folder(site.folder, site.output) / "pictures").rglob("*") if file.is_file()
    )


def test_a_derivative_is_made_once_for_each_content(gallery: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    gallery.build()
    expected = set(derivatives(gallery).values())
    monkeypatch.setattr("generator.read.media.derive", None)  # whoever calls it fails
    (gallery.folder / "content/tin-tuc/a.jpg").rename(gallery.folder / "content/tin-tuc/b.jpg")
    gallery.article("tin-tuc/a.md", cover="b.jpg")
    gallery.build()
    assert {path.rpartition("/")[2] for path in derivatives(gallery)} == {f"b.jpg.{w}.webp" for w in WIDTHS}
    assert set(derivatives(gallery).values()) == expected


def test_a_picture_that_lies_beside_many_articles_is_made_smaller_once(
    gallery: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = photo()
    for name in ("b", "c"):
        gallery.article(f"tin-tuc/{name}.md", cover=f"{name}.jpg")
        (gallery.folder / f"content/tin-tuc/{name}.jpg").write_bytes(content)
    spy = Mock(wraps=derive)
    monkeypatch.setattr("generator.read.media.derive", spy)
    gallery.build()
    spy.assert_called_once_with(content)
    names = {path.rpartition("/")[2] for path in derivatives(gallery)}
    assert names == {f"{name}.jpg.{w}.webp" for name in "abc" for w in WIDTHS}


@pytest.mark.parametrize("damage", ["missing", "damaged", "all gone"])
def test_a_derivative_that_is_lost_is_made_again(gallery: Site, damage: str) -> None:
    (gallery.folder / "content/tin-tuc/a.jpg").write_bytes(photo(800, 600))
    gallery.build()
    expected = gallery.files()
    file = kept(gallery)[0]
    if damage == "missing":
        file.unlink()
    elif damage == "damaged":
        file.write_bytes(file.read_bytes()[:-1] + b"!")
    else:
        shutil.rmtree(file.parents[1])
    shutil.rmtree(gallery.output)
    gallery.build()
    assert gallery.files() == expected


def test_a_derivative_that_somebody_changed_in_the_output_is_fixed(gallery: Site) -> None:
    gallery.build()
    expected = gallery.files()
    (gallery.output / f"{PICTURE}.480.webp").write_bytes(b"x")
    report = gallery.build()
    assert report.impact
    assert report.impact.written == (f"{PICTURE}.480.webp",)
    assert gallery.files() == expected


def test_the_cache_drops_pictures_that_are_gone(gallery: Site) -> None:
    gallery.build()
    assert len(kept(gallery)) == len(WIDTHS)
    gallery.article("tin-tuc/a.md")
    report = gallery.build()
    assert kept(gallery) == []
    assert report.impact
    assert set(report.impact.removed) >= {f"{PICTURE}.{width}.webp" for width in WIDTHS}


def test_a_name_that_leaves_no_room_for_the_derivatives_is_a_problem(site: Site) -> None:
    folders = "/".join(["mot-thu-muc-dai"] * 5)
    site.article(f"tin-tuc/{folders}/a.md", cover="mot-cai-ten.jpg")
    (site.folder / f"content/tin-tuc/{folders}/mot-cai-ten.jpg").write_bytes(photo())
    codes = {problem.code for problem in site.build().problems}
    assert codes == {"address-long"}
