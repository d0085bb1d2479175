"""Published pictures and films say nothing of place, owner and camera; their pixels stay as they are."""

import hashlib
import re
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from generator.metadata.clean import clean_picture, film_patches, patched

OWNER = b"Nha rieng cua tac gia"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description exif:GPSLatitude="20,25.2N" dc:creator="'
    + OWNER
    + b'"/></rdf:RDF></x:xmpmeta>'
)


def noise(width: int = 120, height: int = 80, mode: str = "RGB") -> Image.Image:
    picture = Image.frombytes("RGB", (12, 8), Random(width).randbytes(288)).resize((width, height))
    return picture.convert(mode)


def exif(orientation: int = 1, *, place: bool = True) -> Image.Exif:
    found = Image.Exif()
    found[0x0112], found[0x013B], found[0x010F] = orientation, OWNER.decode(), "Nha may anh"
    if place:
        found.get_ifd(0x8825).update({1: "N", 2: (20.0, 25.0, 12.0), 3: "E", 4: (106.0, 9.0, 45.0)})
    return found


def saved(form: str, picture: Image.Image | None = None, **options: Any) -> bytes:
    content = BytesIO()
    (picture or noise()).save(content, form, **options)
    return content.getvalue()


def segment(marker: int, content: bytes) -> bytes:
    return bytes([255, marker]) + struct.pack(">H", len(content) + 2) + content


def noted_jpeg(orientation: int = 1, **options: Any) -> bytes:
    """A JPEG with every place where programs put notes, also after its end."""
    plain = saved("JPEG", exif=exif(orientation), comment=OWNER, xmp=XMP, **options)
    others = segment(0xED, b"Photoshop 3.0\0" + OWNER) + segment(0xE2, b"MPF\0" + OWNER)
    others += segment(0xE0, b"JFXX\0\x10" + OWNER) + segment(0xEB, b"JP" + OWNER) + b"\xff"
    return plain[:2] + others + plain[2:] + b"trailer" + OWNER + saved("JPEG", exif=exif())


def noted_png(orientation: int = 1) -> bytes:
    texts = PngInfo()
    texts.add_text("Author", OWNER.decode())
    texts.add_text("Comment", OWNER.decode(), zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    content = saved("PNG", exif=exif(orientation), pnginfo=texts, dpi=(96, 96))
    time = struct.pack(">HBBBBB", 2017, 7, 25, 18, 11, 0)
    chunk = struct.pack(">I", 7) + b"tIME" + time + struct.pack(">I", zlib.crc32(b"tIME" + time))
    return content[:33] + chunk + content[33:] + OWNER


def noted_gif() -> bytes:
    frames = [noise(60, 40).quantize(32), noise(61, 40).resize((60, 40)).quantize(32)]
    return saved("GIF", frames[0], save_all=True, append_images=frames[1:], loop=3, comment=OWNER) + OWNER


NOTED: dict[str, Callable[[], bytes]] = {
    "JPEG": noted_jpeg,
    "progressive JPEG": lambda: noted_jpeg(progressive=True),
    "JPEG with restarts": lambda: noted_jpeg(restart_marker_blocks=2),
    "CMYK JPEG": lambda: saved("JPEG", noise(mode="CMYK"), exif=exif()),
    "PNG": noted_png,
    "moving PNG": lambda: saved(
        "PNG", save_all=True, append_images=[noise(121).resize((120, 80))], exif=exif()
    ),
    "GIF": noted_gif,
    "WebP": lambda: saved("WEBP", exif=exif(), xmp=XMP),
    "WebP without loss": lambda: saved("WEBP", noise(mode="RGBA"), lossless=True, exif=exif(), xmp=XMP),
    "moving WebP": lambda: saved(
        "WEBP", save_all=True, append_images=[noise(121).resize((120, 80))], exif=exif(), xmp=XMP
    ),
    "AVIF": lambda: saved("AVIF", exif=exif(), xmp=XMP),
}


def frames(content: bytes) -> list[str]:
    """The pixels of all frames, decoded."""
    with Image.open(BytesIO(content)) as picture:
        found = []
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            found.append(hashlib.sha256(picture.convert("RGBA").tobytes()).hexdigest())
        return found


@pytest.mark.parametrize("kind", NOTED)
def test_nothing_is_left_of_place_owner_and_camera(kind: str) -> None:
    before = NOTED[kind]()
    after = clean_picture(before).content
    assert OWNER in before or kind == "moving PNG"
    for word in (OWNER, b"Nha may anh", b"GPS", b"Photoshop", b"tIME", b"MPF"):
        assert word not in after
    with Image.open(BytesIO(after)) as picture:
        assert not dict(picture.getexif())
        for name in ("xmp", "comment", "Author", "Comment", "photoshop"):
            assert not picture.info.get(name, b"").strip(b"\0")


@pytest.mark.parametrize("kind", NOTED)
def test_every_pixel_stays(kind: str) -> None:
    before = NOTED[kind]()
    expected = frames(before[: before.index(b"trailer")] if b"trailer" in before else before)
    assert frames(clean_picture(before).content) == expected


@pytest.mark.parametrize("kind", NOTED)
def test_a_clean_picture_stays_as_it_is(kind: str) -> None:
    once = clean_picture(NOTED[kind]())
    again = clean_picture(once.content)
    assert again.content == once.content
    assert not again.place


def test_places_are_found() -> None:
    for kind, make in NOTED.items():
        assert clean_picture(make()).place == (kind != "GIF"), kind
    for form in ("JPEG", "PNG", "WEBP", "AVIF"):
        assert not clean_picture(saved(form, exif=exif(place=False))).place


def test_the_coded_data_of_a_jpeg_are_those_of_the_file() -> None:
    for options in ({}, {"progressive": True}, {"restart_marker_blocks": 3}, {"optimize": True}):
        plain = saved("JPEG", **options)
        tables = plain[plain.index(b"\xff\xdb") :]
        assert clean_picture(noted_jpeg(**options)).content.endswith(tables)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("make", [noted_jpeg, noted_png, lambda o: saved("WEBP", exif=exif(o), xmp=XMP)])
def test_a_picture_stands_as_its_camera_was_held(make: Callable[[int], bytes], orientation: int) -> None:
    with Image.open(BytesIO(clean_picture(make(orientation)).content)) as picture:
        assert dict(picture.getexif()) == ({} if orientation == 1 else {0x0112: orientation})


def test_colours_movement_and_density_stay() -> None:
    profile = b"\0\0\2\x0c" + bytes(520)
    for form in ("JPEG", "PNG", "WEBP"):
        after = clean_picture(saved(form, icc_profile=profile, exif=exif())).content
        with Image.open(BytesIO(after)) as picture:
            assert picture.info["icc_profile"] == profile
    with Image.open(BytesIO(clean_picture(noted_gif()).content)) as picture:
        assert picture.info["loop"] == 3
        assert picture.n_frames == 2  # type: ignore[attr-defined]
    with Image.open(BytesIO(clean_picture(saved("JPEG", dpi=(96, 96))).content)) as picture:
        assert picture.info["dpi"] == (96, 96)


def test_a_thumbnail_in_a_head_is_left_out() -> None:
    plain = saved("JPEG")
    head = b"JFIF\0\1\2\1\0\x60\0\x60\1\1" + OWNER[:3]
    after = clean_picture(plain[:2] + segment(0xE0, head) + plain[20:]).content
    assert OWNER[:3] not in after
    assert frames(after) == frames(plain)


def test_half_a_picture_keeps_the_half_that_is_there() -> None:
    for form in ("JPEG", "PNG"):
        content = saved(form)
        half = content[: len(content) * 2 // 3]
        assert clean_picture(half).content == half


# --- films ------------------------------------------------------------------------------------------------


def box(kind: bytes, *content: bytes) -> bytes:
    inner = b"".join(content)
    return struct.pack(">I", len(inner) + 8) + kind + inner


def film() -> bytes:
    place = box(b"\xa9xyz", struct.pack(">HH", 18, 0x15C7) + b"+20.4200+106.1600/")
    track = box(b"trak", box(b"tkhd", bytes(84)), box(b"udta", OWNER), box(b"meta", OWNER))
    movie = box(b"moov", box(b"mvhd", bytes(100)), track, box(b"udta", place), box(b"meta", OWNER))
    return box(b"ftyp", b"isom") + movie + box(b"uuid", bytes(16), XMP) + box(b"mdat", b"pictures" * 9)


def test_a_film_says_nothing_of_its_place_and_nothing_moves_in_it() -> None:
    before = film()
    found = film_patches(before)
    after = patched(before, found.writes)
    assert found.place
    assert len(after) == len(before)
    assert after[before.index(b"mdat") :] == before[before.index(b"mdat") :]
    for word in (OWNER, b"xyz", b"+20.42", b"GPS", b"udta", b"meta", b"uuid"):
        assert word not in after
    assert film_patches(after).place is False
    assert patched(after, film_patches(after).writes) == after


def element(number: bytes, content: bytes) -> bytes:
    return number + (len(content) | 1 << 56).to_bytes(8, "big") + content


@pytest.mark.parametrize("known", [True, False])
def test_tags_of_a_webm_film_are_emptied(known: bool) -> None:
    tags = element(b"\x12\x54\xc3\x67", b"LOCATION +20.42+106.16 " + OWNER)
    inner = element(b"\x15\x49\xa9\x66", b"info") + tags + element(b"\x1f\x43\xb6\x75", b"pictures")
    start = b"\x18\x53\x80\x67"
    segment_ = element(start, inner) if known else start + b"\x01" + b"\xff" * 7 + inner
    before = element(b"\x1aE\xdf\xa3", b"webm") + segment_
    found = film_patches(before)
    after = patched(before, found.writes)
    assert found.place
    assert len(after) == len(before)
    assert after.endswith(b"pictures")
    assert OWNER not in after
    assert patched(after, film_patches(after).writes) == after


# --- damaged and hostile files ----------------------------------------------------------------------------

SOURCES = (*(make() for make in NOTED.values()), film())


@settings(deadline=None)
@given(
    source=st.sampled_from(SOURCES),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=4)), max_size=8),
    end=st.floats(0, 1),
)
def test_no_damage_stops_the_cleaning(source: bytes, changes: list[tuple[float, bytes]], end: float) -> None:
    content = bytearray(source)
    for place, new in changes:
        at = int(len(content) * place**3)  # mostly in the heads
        content[at : at + len(new)] = new
    damaged = bytes(content[: int(len(content) * end**0.1)])
    once = clean_picture(damaged).content
    assert len(once) <= len(damaged) + 64
    assert clean_picture(once).content == once


@given(
    st.binary(max_size=300),
    st.sampled_from(
        [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF    WEBP", b"    ftyp", b"\x1aE\xdf\xa3"]
    ),
)
def test_no_bytes_stop_the_cleaning(content: bytes, start: bytes) -> None:
    assert clean_picture(start + content).content is not None


def test_a_file_of_many_markers_is_read_once() -> None:
    """Each byte is looked at a fixed number of times, however the file is made."""
    hostile = b"\xff\xd8" + b"\xff\xda\0\2" * 200_000
    assert re.match(rb"\xff\xd8", clean_picture(hostile).content)
