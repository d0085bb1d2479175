"""Legacy encodings and mojibake become Unicode; other text is unchanged."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importer.reading.encoding import decode
from generator.importer.reading.legacy import order_marks, read_in, repair_text, table_of

SENTENCE = "Sở Khoa học và Công nghệ tỉnh Nam Định tổ chức hội nghị; đẩy mạnh ứng dụng kỹ thuật mới."


def test_tcvn3_is_known_and_read() -> None:
    written = "Së Khoa häc vµ C«ng nghÖ tØnh Nam §Þnh tæ chøc héi nghÞ; ®Èy m¹nh øng dông kü thuËt míi."
    assert table_of(written) == "tcvn3"
    assert read_in(written, "tcvn3") == SENTENCE
    assert read_in("së khoa häc", "tcvn3", capitals=True) == "SỞ KHOA HỌC"


def test_vni_is_known_and_read() -> None:
    written = "Sôû Khoa hoïc vaø Coâng ngheä tænh Nam Ñònh toå chöùc hoäi nghò; "
    written += "ñaåy maïnh öùng duïng kyõ thuaät môùi."
    assert table_of(written) == "vni"
    assert read_in(written, "vni") == SENTENCE


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE, "Science and technology, 2014", "Un résumé à l'été, une façon naïve, garçon et Noël",
        "Müller größer Straße Übung für Käse schön", "25 °C ± 2 µm «x» ½ · § 3", "",
    ],
)  # fmt: skip
def test_other_text_is_in_no_table(text: str) -> None:
    assert table_of(text) == ""


def test_wrong_decoding_is_undone() -> None:
    wrong = SENTENCE.encode().decode("latin-1")
    assert repair_text(wrong) == SENTENCE
    assert repair_text("Ðồng Tháp &amp; ðê, KH&CN;") == "Đồng Tháp & đê, KH&CN;"


@pytest.mark.parametrize(
    "icelandic",
    ["Maðurinn sagði að veðrið væri gott, og það er rétt.", "MAÐUR", "Guðni Th. Jóhannesson", "/ðə/"],
)
def test_an_eth_that_is_no_vietnamese_letter_stays(icelandic: str) -> None:
    assert repair_text(icelandic) == icelandic


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ðảng ủy ra QÐ-UBND và NÐ-CP; HÐND ðã họp", "Đảng ủy ra QĐ-UBND và NĐ-CP; HĐND đã họp"),
        ("BÐS, UBKTÐU tỉnh Ðắk Nông", "BĐS, UBKTĐU tỉnh Đắk Nông"),
        ("SỞ GDÐT", "SỞ GDĐT"),
        ("Tổng thống Guðni tới thăm", "Tổng thống Guðni tới thăm"),
    ],
)  # fmt: skip
def test_an_eth_of_old_fonts_is_a_vietnamese_letter(written: str, read: str) -> None:
    assert repair_text(written) == read


def test_marks_in_the_wrong_order_are_put_right() -> None:
    assert order_marks("a\u0301\u0302") == "ấ"
    assert order_marks("o\u0323\u031b") == "ợ"


@given(
    st.text(alphabet="aăâeêioôơuưyđAĂÂEÊIOÔƠUƯYĐ bcd", max_size=20),
    st.sampled_from("\u0300\u0301\u0309\u0303\u0323"),
)
def test_unicode_is_left_alone(text: str, mark: str) -> None:
    whole = unicodedata.normalize(
        "NFC", "".join(letter + mark if letter in "aeiouy" else letter for letter in text)
    )
    assert repair_text(whole) == whole
    assert repair_text(unicodedata.normalize("NFD", whole)) == whole


@pytest.mark.parametrize(
    ("data", "declared", "encoding"),
    [
        (SENTENCE.encode(), "", "utf-8"),
        (b"\xef\xbb\xbf" + SENTENCE.encode(), "iso-8859-1", "utf-8"),
        (SENTENCE.encode("utf-16"), "", "utf-16-le"),
        ("Së Khoa häc vµ C«ng nghÖ tØnh Nam §Þnh".encode("latin-1"), "utf-8", "windows-1252"),
        ("Hôi nghi\u0323 tô\u0309ng kê\u0301t năm ho\u0323c".encode("cp1258"), "", "windows-1258"),
        ("abc déf".encode("latin-1"), "no-such-charset", "windows-1252"),
    ],
)
def test_the_encoding_is_found(data: bytes, declared: str, encoding: str) -> None:
    found = decode(data, declared)
    assert found is not None
    assert found.encoding == encoding


def test_a_cut_letter_is_counted_and_placed() -> None:
    found = decode(f"{SENTENCE}\n{SENTENCE}".encode() + "ở".encode()[:2])
    assert found is not None
    assert (found.encoding, found.broken, found.line) == ("utf-8", 1, 2)
