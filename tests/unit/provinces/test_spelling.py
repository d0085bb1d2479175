"""The spellings of provinces: every way of writing a name leads to it, a wrong one to a suggestion."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.values import PartialDate
from generator.provinces.gazetteer import load_gazetteer
from generator.provinces.spelling import names_meant, spelling_table
from generator.provinces.units import load_aliases
from generator.text.unicode import fold

GAZETTEER = load_gazetteer()
PLACES = tuple(GAZETTEER.places.values())


def slug(spelling: str) -> str | None:
    ref = GAZETTEER.resolve(spelling, None)
    return ref.slug if ref else None


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("Hoà Bình", "hoa-binh"),
        ("KHÁNH HOÀ", "khanh-hoa"),
        ("Thanh Hoá", "thanh-hoa"),
        ("Bắc Cạn", "bac-kan"),
        ("Đắc Lắc", "dak-lak"),
        ("Đăk Lăk", "dak-lak"),
        ("Daklak", "dak-lak"),
        ("Đắc Nông", "dak-nong"),
        ("Đăk Nông", "dak-nong"),
        ("Kontum", "kon-tum"),
        ("Công Tum", "kon-tum"),
        ("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau"),
        ("Bà Rịa-Vũng Tàu", "ba-ria-vung-tau"),
        ("Bà Rịa Vũng Tàu", "ba-ria-vung-tau"),
        ("BRVT", "ba-ria-vung-tau"),
        ("Thừa Thiên - Huế", "thua-thien-hue"),
        ("TT-Huế", "thua-thien-hue"),
        ("TP.HCM", "ho-chi-minh"),
        ("TPHCM", "ho-chi-minh"),
        ("Tp HCM", "ho-chi-minh"),
        ("T.P Hồ Chí Minh", "ho-chi-minh"),
        ("thành phố Hồ Chí Minh", "ho-chi-minh"),
        ("Ho Chi Minh City", "ho-chi-minh"),
        ("HCMC", "ho-chi-minh"),
        ("Sài Gòn", "ho-chi-minh"),
        ("Saigon", "ho-chi-minh"),
        ("TP. Đà Nẵng", "da-nang"),
        ("Ðà Nẵng", "da-nang"),  # eth in place of đ
        ("Danang", "da-nang"),
        ("Hanoi", "ha-noi"),
        ("Thủ đô Hà Nội", "ha-noi"),
        ("Haiphong City", "hai-phong"),
        ("tỉnh Nam Định", "nam-dinh"),
        ("Tỉnh: Nam Định", "nam-dinh"),
        ("tinh nam dinh", "nam-dinh"),
        ("Nam\u00a0Định", "nam-dinh"),
        ("Nam Dinh province", "nam-dinh"),
        ("Nam Định Province", "nam-dinh"),
        ("Province of Nam Dinh", "nam-dinh"),
        ("nam-dinh", "nam-dinh"),
        ("VN-67", "nam-dinh"),
        ("vn-67", "nam-dinh"),
        ("VN-HN", "ha-noi"),
    ],
)
def test_known_spellings_resolve(spelling: str, expected: str) -> None:
    assert slug(spelling) == expected


def test_every_alias_name_slug_and_code_resolves_to_its_own_place() -> None:
    for alias in load_aliases():
        assert slug(alias.spelling) == ("hue" if alias.spelling == "Huế" else alias.slug)
    for unit in GAZETTEER.units.values():
        assert {slug(unit.name), slug(unit.name_en), slug(unit.slug)} == {unit.slug}
        assert not unit.iso or slug(unit.iso) == unit.slug


def test_only_hue_means_two_places() -> None:
    shared = {spelling for spelling, slugs in GAZETTEER.spellings.items() if len(slugs) > 1}
    assert shared == {"huế", "hue"}


def test_names_stay_apart_without_their_diacritics() -> None:
    assert len({fold(place.name).replace(" ", "") for place in PLACES}) == len(PLACES)


def test_where_two_names_fold_alike_only_the_accented_spelling_resolves() -> None:
    table = spelling_table([("Hà Bằng", "one"), ("Hạ Bàng", "two")])
    assert names_meant(table, "Hà Bằng") == ("one",)
    assert names_meant(table, "hạ bàng") == ("two",)
    assert names_meant(table, "Ha Bang") == ()


@pytest.mark.parametrize(
    "spelling",
    [
        "",
        " ",
        "tỉnh",
        "Hà Giáng",
        "Nam Đinh",
        "Thanh Hoà",
        "Quảng Nam, Đà Nẵng",
        "Bắc Giang/Bắc Ninh",
        "VN-99",
        "67",
    ],
)
def test_what_is_no_known_spelling_does_not_resolve(spelling: str) -> None:
    assert GAZETTEER.resolve(spelling, PartialDate(2014)) is None


@pytest.mark.parametrize(
    ("spelling", "first"),
    [
        ("Nam Đinh", "Nam Định"),
        ("Ha Nan", "Hà Nam"),
        ("Bắc Kan", "Bắc Kạn"),
        ("Hà Giáng", "Hà Giang"),
        ("Sóc Trắng", "Sóc Trăng"),
        ("tỉnh Bình Đinh", "Bình Định"),
        ("Thanh Hoà", "Thanh Hóa"),
        ("Đà Nẳng", "Đà Nẵng"),
        ("Lào Kai", "Lào Cai"),
        ("Hà Tây (cũ)", "Hà Tây"),
        ("Hà Nội, Việt Nam", "Hà Nội"),
        ("Bà Rịa", "Bà Rịa - Vũng Tàu"),
    ],
)
def test_a_near_miss_suggests_the_name_meant(spelling: str, first: str) -> None:
    assert GAZETTEER.suggest(spelling)[0] == first


def test_suggestions_are_few_and_each_resolves() -> None:
    suggestions = GAZETTEER.suggest("Bình Dinh")
    assert 1 <= len(suggestions) <= 3
    assert all(slug(name) for name in suggestions)


@pytest.mark.parametrize(
    "spelling", ["", "unknown", "Cộng hòa", "VN-99", "tỉnh", pytest.param("Hà Nam " * 15000, id="long")]
)
def test_what_is_like_no_name_suggests_nothing(spelling: str) -> None:
    assert GAZETTEER.suggest(spelling) == ()


@st.composite
def spellings(draw: st.DrawFn) -> tuple[str, str]:
    """A spelling of a name as people may write it, and the name's slug."""
    place = draw(st.sampled_from(PLACES))
    name = draw(st.sampled_from([place.name, fold(place.name), place.name_en]))
    name = name.replace(" ", draw(st.sampled_from([" ", "  ", "-", " – ", "\u00a0", "_"])))
    text = draw(st.sampled_from(["", "tỉnh ", "Tinh ", "thành phố ", "TP. ", "TP.", "T.P "])) + name
    upper = draw(st.lists(st.booleans(), min_size=len(text), max_size=len(text)))
    text = "".join(c.upper() if up else c.lower() for c, up in zip(text, upper, strict=True))
    return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), text), place.slug


@given(spellings())
def test_case_form_separators_and_designations_do_not_matter(case: tuple[str, str]) -> None:
    spelling, expected = case
    assert slug(spelling) == expected


@given(st.text(max_size=40), st.dates())
def test_any_text_gets_an_answer(text: str, day: date) -> None:
    ref = GAZETTEER.resolve(text, PartialDate(day.year, day.month, day.day))
    assert ref is None or ref.unit in GAZETTEER.units
    assert len(GAZETTEER.suggest(text)) <= 3
