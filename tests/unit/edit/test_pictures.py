"""Pictures that are dropped into the form: smaller, upright, and without what tells where they were taken."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from generator.edit.pictures import LONGEST_SIDE, DroppedPicture, free_file, smaller


def photo(size: tuple[int, int], orientation: int = 1, kind: str = "JPEG") -> bytes:
    picture = Image.new("RGB", size, "navy")
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Camera"
    exif.get_ifd(0x8825)[2] = (20.0, 25.0, 12.0)
    made = BytesIO()
    picture.save(made, kind, exif=exif)
    return made.getvalue()


def opened(picture: object) -> Image.Image:
    assert isinstance(picture, DroppedPicture)
    return Image.open(BytesIO(picture.content))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_upright_smaller_and_says_nothing_of_its_place(orientation: int) -> None:
    made = opened(smaller(photo((4000, 3000), orientation)))
    assert made.size == ((1500, 2000) if orientation > 4 else (2000, 1500))
    assert not made.getexif()
    assert max(made.size) == LONGEST_SIDE


def test_a_small_picture_without_metadata_keeps_its_bytes() -> None:
    made = BytesIO()
    Image.new("RGB", (300, 200), "red").save(made, "PNG")
    picture = smaller(made.getvalue())
    assert isinstance(picture, DroppedPicture)
    assert picture.content == made.getvalue()


def test_transparency_stays() -> None:
    made = BytesIO()
    Image.new("RGBA", (3000, 100), (0, 0, 0, 0)).save(made, "PNG")
    assert opened(smaller(made.getvalue())).mode == "RGBA"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\0\0\0\x18ftypheic" + bytes(40), "heic"),
        (b"no picture", "no-picture"),
        (b"%!PS-Adobe-3.0", "no-picture"),
        (photo((400, 300))[:200], "no-picture"),
        (b"", "no-picture"),
    ],
)
def test_what_cannot_be_shown_is_refused(content: bytes, fault: str) -> None:
    assert smaller(content) == fault


def test_names_are_portable_and_never_taken_twice(tmp_path: Path) -> None:
    (tmp_path / "content/tin-tuc").mkdir(parents=True)
    article = "content/tin-tuc/bai.md"
    one, other = DroppedPicture(".jpg", b"1", 1, 1), DroppedPicture(".jpg", b"2", 1, 1)
    found = free_file(tmp_path, article, "C:\\Ảnh\\Đại biểu.JPG", one)
    assert found is not None
    assert found[0] == "dai-bieu.jpg"
    found[1].write_bytes(b"1")
    assert free_file(tmp_path, article, "Đại biểu.jpg", one) == found
    second = free_file(tmp_path, article, "../Đại biểu.jpg", other)
    assert second is not None
    assert second[0] == "dai-bieu-2.jpg"


def test_a_linked_folder_takes_no_picture(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "content/tin-tuc").symlink_to(tmp_path / "outside")
    assert free_file(tmp_path, "content/tin-tuc/bai.md", "a.jpg", DroppedPicture(".jpg", b"1", 1, 1)) is None
