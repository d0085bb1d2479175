"""Vietnamese text: one form for what looks the same, ASCII addresses, the order of a dictionary."""

import random
import re
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.collation import given_name, initial, person_key, sort_key
from generator.text.names import is_organisation
from generator.text.slug import MAX_SLUG, name_slug, slugify
from generator.text.unicode import _ODD, clean, decode_utf8, fold, old_tone_placement, one_line, position_of

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
# The order of a Vietnamese dictionary: letters first, then tones; đ after d.
WORDS = (
    "a, à, ả, ã, á, ạ, ai, ái, an, anh, ánh, ao, ăn, ân, ấn, ba, bà, bả, bã, bá, bạ, ban, bán, bạn, bản đồ, "
    "bằng, bằng cấp, bẩn, biên, can, cao, cân, chung, da, dà, dạ, dân, dũng, đa, đà, đo, đo lường, độ, đơn, "
    "đức, em, én, êm, ga, hoa, hòa, hóa, hoa quả, hô, hồ, hơ, không, ma, mà, mả, mã, má, mạ, nam, nám, năm, "
    "nấm, o, ô, ơ, sở, tài, tiêu chuẩn, u, ư, yên"
)
PROVINCES = (
    "An Giang, Bà Rịa, Bạc Liêu, Bắc Giang, Bắc Kạn, Bến Tre, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, "
    "Điện Biên, Đồng Nai, Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, "
    "Hòa Bình, Huế, Hưng Yên, Khánh Hòa, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An, "
    "Ninh Bình, Ninh Thuận, Phú Thọ, Yên Bái"
)
PEOPLE = (
    *("Nguyễn Văn An", "Trần Văn An", "Trần Thị Ánh", "Lê Ân", "Phạm Bình", "Võ Dũng", "Đỗ Đạt", "Lý Đức"),
    *("Nguyễn Thị Hoa", "Bùi Thị Hùng", "Bùi Thị Hưng", "Lê Minh", "Đặng Văn Ước"),
)

syllables = st.lists(st.tuples(st.sampled_from(LETTERS), st.sampled_from(TONES)), min_size=1, max_size=6).map(
    lambda pairs: unicodedata.normalize("NFC", "".join(letter + tone for letter, tone in pairs))
)
phrases = st.lists(syllables, min_size=1, max_size=8).map(" ".join)
anything = st.text(max_size=80)


# --- normal forms -----------------------------------------------------------------------------------------


@given(anything)
def test_cleaned_text_is_composed_and_clean_already(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert clean(cleaned) == cleaned
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u200b\ufeff\u00ad\u00a0]", cleaned)


@given(anything)
def test_a_line_has_no_line_ends_and_no_runs_of_space(text: str) -> None:
    line = one_line(text)
    assert one_line(line) == line
    assert line == " ".join(line.split())


def test_an_invisible_character_does_not_keep_a_letter_from_its_mark() -> None:
    assert clean("Die\u200b\u0302\u0323n") == "Diện"


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\u00a0b\u2003c\u2000d\u3000e", "a b c d e"),
        ("x\u200by\ufeffz\u00adw\x00v\x1fu", "xyzwvu"),
        ("a\tb", "a\tb"),
    ],
)
def test_space_that_looks_like_space_is_space(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(phrases)
def test_both_writings_of_a_letter_fold_alike(text: str) -> None:
    assert fold(text) == fold(unicodedata.normalize("NFD", text)) == fold(text.upper())


@given(phrases)
def test_folded_vietnamese_is_ascii(text: str) -> None:
    assert fold(text).isascii()
    assert fold(fold(text)) == fold(text)


@given(anything)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_what_readers_type_without_marks_is_found() -> None:
    assert fold("Điện Biên") == "dien bien"
    assert fold("SỞ KH&CN ĐẮK LẮK") == "so kh&cn dak lak"


@pytest.mark.parametrize(
    ("new", "old"),
    [
        *(("hoà", "hòa"), ("hoá", "hóa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("uỷ ban", "ủy ban")),
        *(("Hoà Bình", "Hòa Bình"), ("HOÀ", "HÒA"), ("quý", "quý"), ("toán", "toán"), ("hòa", "hòa")),
        *(("loại", "loại"), ("thuyền", "thuyền"), ("hoàng", "hoàng")),
    ],
)
def test_two_spellings_of_one_word_are_one(new: str, old: str) -> None:
    assert old_tone_placement(new) == old
    assert old_tone_placement(unicodedata.normalize("NFD", new)) == old


@given(phrases)
def test_placing_the_tone_twice_changes_nothing(text: str) -> None:
    assert old_tone_placement(old_tone_placement(text)) == old_tone_placement(text)
    assert fold(old_tone_placement(text)) == fold(text)


@given(st.text(alphabet="aô\nđ", max_size=20), st.booleans())
def test_the_position_of_a_wrong_byte_is_that_of_the_editor(before: str, mark: bool) -> None:
    data = (b"\xef\xbb\xbf" if mark else b"") + before.encode() + b"\xff"
    with pytest.raises(UnicodeDecodeError) as caught:
        decode_utf8(data)
    assert position_of(caught.value) == (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


# --- addresses --------------------------------------------------------------------------------------------


@given(anything)
def test_a_slug_can_stand_in_an_address_and_is_its_own_slug(text: str) -> None:
    slug = slugify(text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= MAX_SLUG
    assert slugify(slug) == slug


@given(st.lists(syllables, min_size=1, max_size=5).map(" ".join))
def test_a_slug_does_not_depend_on_how_letters_are_composed(text: str) -> None:
    assert slugify(text) == slugify(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đo lường 2014", "do-luong-2014"),
        ("  Sở KH&CN: tổng kết!  ", "so-kh-cn-tong-ket"),
        ("Quyết định 15/2014/QĐ-UBND", "quyet-dinh-15-2014-qd-ubnd"),
        ("a__b--c", "a-b-c"),
    ],
)
def test_slugs_read_like_the_words(text: str, slug: str) -> None:
    assert slugify(text) == slug


@pytest.mark.parametrize("name", ["con", "PRN", "aux", "nul", "com1", "LPT9"])
def test_no_slug_is_a_name_that_windows_cannot_hold(name: str) -> None:
    assert slugify(name).startswith(f"{name.lower()}-")


def test_two_long_titles_with_one_beginning_keep_two_slugs() -> None:
    one, other = ("Hội nghị tổng kết công tác khoa học " * 4 + end for end in ("năm 2014", "năm 2015"))
    assert slugify(one) != slugify(other)
    assert slugify(one).startswith("hoi-nghi-tong-ket")


def test_a_text_without_latin_letters_has_an_address_too() -> None:
    assert slugify("科学") != slugify("技术")


@given(st.lists(phrases, min_size=2, max_size=2, unique=True))
def test_two_names_never_share_an_address(names: list[str]) -> None:
    assert name_slug(names[0]) != name_slug(names[1])
    assert all(len(name_slug(name)) <= MAX_SLUG for name in names)


def test_names_that_fold_alike_are_distinguished() -> None:
    assert slugify("Bùi Thị Hưng") == slugify("Bùi Thị Hùng")
    assert name_slug("Bùi Thị Hưng") != name_slug("Bùi Thị Hùng")
    assert name_slug("Bùi Thị Hưng").startswith("bui-thi-hung-")


# --- order ------------------------------------------------------------------------------------------------


@given(st.randoms(use_true_random=False))
def test_words_stand_as_in_a_dictionary(chance: random.Random) -> None:
    for ordered in (WORDS.split(", "), PROVINCES.split(", ")):
        assert sorted(chance.sample(ordered, len(ordered)), key=sort_key) == ordered


@given(st.randoms(use_true_random=False))
def test_people_stand_by_given_name(chance: random.Random) -> None:
    assert sorted(chance.sample(PEOPLE, len(PEOPLE)), key=person_key) == list(PEOPLE)


@given(phrases, phrases, phrases)
def test_the_order_is_total(one: str, two: str, three: str) -> None:
    assert (sort_key(one) == sort_key(two)) == (one == two)
    if sort_key(one) <= sort_key(two) <= sort_key(three):
        assert sort_key(one) <= sort_key(three)


@given(syllables, syllables)
def test_tones_count_only_where_the_letters_agree(one: str, other: str) -> None:
    if sort_key(one)[0] != sort_key(other)[0]:
        assert (sort_key(one) < sort_key(other)) == (sort_key(one)[0] < sort_key(other)[0])


@pytest.mark.parametrize(
    ("name", "given", "letter"),
    [
        *(("Trần Thị Ánh", "Ánh", "A"), ("Lê Ân", "Ân", "Â"), ("Lý đức", "đức", "Đ"), ("Ơn", "Ơn", "Ơ")),
        *(("Võ Ước", "Ước", "Ư"), ("", "", "#"), ("3", "3", "#")),
    ],
)
def test_a_person_stands_under_the_letter_of_the_given_name(name: str, given: str, letter: str) -> None:
    assert given_name(name) == given
    assert initial(given) == letter


def test_every_capital_is_its_own_initial() -> None:
    assert all(initial(letter) == letter for letter in string.ascii_uppercase + "ĂÂĐÊÔƠƯ")


@pytest.mark.parametrize(
    ("name", "organisation"),
    [
        *(
            ("Sở Khoa học và Công nghệ Nam Định", True),
            ("Phòng Quản lý khoa học", True),
            ("Báo Nam Định", True),
        ),
        *(("Trung tâm Ứng dụng", True), ("Chi cục TCĐLCL", True), ("Department of Science", True)),
        *(("Bùi Thị Hưng", False), ("Đoàn Văn Hậu", False), ("Trang Nhung", False), ("Sơn Tùng", False)),
        *(("Viên Minh", False), ("Báu", False), ("Minh Anh", False)),
    ],
)
def test_departments_are_distinguished_from_people(name: str, organisation: bool) -> None:
    assert is_organisation(name) is organisation


def test_odd_characters_are_replaced_kind_by_kind_as_by_one_translation() -> None:
    chance = random.Random(1)
    for _ in range(500):
        text = "".join(chance.choices((*map(chr, _ODD), "a", "đ", " "), k=30))
        assert clean(text) == unicodedata.normalize("NFC", text.replace("\r", "\n").translate(_ODD))


def test_no_character_that_is_cleaned_away_counts_as_printable() -> None:
    assert [char for char in map(chr, _ODD) if char.isprintable()] == []
