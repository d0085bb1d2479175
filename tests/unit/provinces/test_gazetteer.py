"""The provinces: complete, consistent data, and a gazetteer that tells the units of a name apart by time."""

import unicodedata
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.archive import ProvinceRef
from generator.model.values import PartialDate
from generator.provinces.gazetteer import Gazetteer, NamedPlace, load_gazetteer
from generator.provinces.units import EventKind, Unit, UnitKind
from generator.text.collation import sort_key
from generator.text.slug import slugify

GAZETTEER = load_gazetteer()
UNITS = tuple(GAZETTEER.units.values())
PLACES = tuple(GAZETTEER.places.values())
LAST_DAY_OF_63 = date(2025, 6, 30)
FIRST_DAY_OF_34 = date(2025, 7, 1)
AFTER_DONG_NAI = date(2026, 4, 30)

# The 34 of today and which of the 63 names went into each, as Resolution 202/2025/QH15 has it.
PARTS_OF_SUCCESSORS = {
    "An Giang": "An Giang, Kiên Giang",
    "Bắc Ninh": "Bắc Ninh, Bắc Giang",
    "Cà Mau": "Cà Mau, Bạc Liêu",
    "Cao Bằng": "Cao Bằng",
    "Cần Thơ": "Cần Thơ, Hậu Giang, Sóc Trăng",
    "Đà Nẵng": "Đà Nẵng, Quảng Nam",
    "Đắk Lắk": "Đắk Lắk, Phú Yên",
    "Điện Biên": "Điện Biên",
    "Đồng Nai": "Đồng Nai, Bình Phước",
    "Đồng Tháp": "Đồng Tháp, Tiền Giang",
    "Gia Lai": "Gia Lai, Bình Định",
    "Hà Nội": "Hà Nội",
    "Hà Tĩnh": "Hà Tĩnh",
    "Hải Phòng": "Hải Phòng, Hải Dương",
    "Hồ Chí Minh": "Hồ Chí Minh, Bà Rịa - Vũng Tàu, Bình Dương",
    "Huế": "Thừa Thiên Huế",
    "Hưng Yên": "Hưng Yên, Thái Bình",
    "Khánh Hòa": "Khánh Hòa, Ninh Thuận",
    "Lai Châu": "Lai Châu",
    "Lạng Sơn": "Lạng Sơn",
    "Lào Cai": "Lào Cai, Yên Bái",
    "Lâm Đồng": "Lâm Đồng, Bình Thuận, Đắk Nông",
    "Nghệ An": "Nghệ An",
    "Ninh Bình": "Ninh Bình, Hà Nam, Nam Định",
    "Phú Thọ": "Phú Thọ, Hòa Bình, Vĩnh Phúc",
    "Quảng Ngãi": "Quảng Ngãi, Kon Tum",
    "Quảng Ninh": "Quảng Ninh",
    "Quảng Trị": "Quảng Trị, Quảng Bình",
    "Sơn La": "Sơn La",
    "Tây Ninh": "Tây Ninh, Long An",
    "Thái Nguyên": "Thái Nguyên, Bắc Kạn",
    "Thanh Hóa": "Thanh Hóa",
    "Tuyên Quang": "Tuyên Quang, Hà Giang",
    "Vĩnh Long": "Vĩnh Long, Bến Tre, Trà Vinh",
}
SUCCESSOR = {part: name for name, parts in PARTS_OF_SUCCESSORS.items() for part in parts.split(", ")}


# Every part of the land, by the name of a unit that held it alone.
PARTS = {part for unit in UNITS for part in unit.land}


def start_key(unit: Unit) -> date:
    return unit.start.first_day if unit.start else date.min


def unit_id(spelling: str, year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The unit that a spelling means at a date; the test fails where it is unknown."""
    ref = GAZETTEER.resolve(spelling, PartialDate(year, month, day))
    assert ref is not None, spelling
    return ref.unit


def names(units: tuple[Unit, ...]) -> set[str]:
    return {unit.name for unit in units}


# --- the data ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(1997, 1, 1), 61),
        (date(2004, 1, 1), 64),
        (date(2008, 8, 1), 63),
        (date(2024, 12, 31), 63),
        (LAST_DAY_OF_63, 63),
        (FIRST_DAY_OF_34, 34),
        (AFTER_DONG_NAI, 34),
    ],
)
def test_as_many_units_as_there_were_provinces(day: date, count: int) -> None:
    assert len(GAZETTEER.units_on(day)) == count
    assert len(names(GAZETTEER.units_on(day))) == count


def test_the_units_without_an_end_are_the_34_of_today() -> None:
    today = tuple(unit for unit in UNITS if unit.end is None)
    assert names(today) == set(PARTS_OF_SUCCESSORS)
    assert today == GAZETTEER.units_on(AFTER_DONG_NAI)


def test_the_seven_centrally_run_cities_of_today() -> None:
    cities = {unit.name for unit in UNITS if unit.end is None and unit.kind is UnitKind.MUNICIPALITY}
    assert cities == {"Cần Thơ", "Đà Nẵng", "Đồng Nai", "Hà Nội", "Hải Phòng", "Hồ Chí Minh", "Huế"}


def test_every_one_of_the_63_has_the_successor_that_the_resolution_gives_it() -> None:
    before = GAZETTEER.units_on(date(2024, 12, 31))
    assert len(SUCCESSOR) == len(before) == 63
    for unit in before:
        heirs = GAZETTEER.final_successors(unit.id) or (unit,)
        assert [heir.name for heir in heirs] == [SUCCESSOR[unit.name]]


def test_twenty_three_successors_are_new_units_and_ten_went_on_unchanged() -> None:
    new = [unit for unit in UNITS if unit.start == PartialDate(2025, 7, 1)]
    unchanged = [unit for unit in GAZETTEER.units_on(date(2024, 12, 31)) if unit.end is None]
    assert (len(new), len(unchanged)) == (23, 10)
    assert all(len(GAZETTEER.predecessors(unit.id)) > 1 for unit in new)


def test_each_of_the_63_has_its_own_iso_code() -> None:
    codes = [unit.iso for unit in GAZETTEER.units_on(date(2024, 12, 31))]
    assert all(code.startswith("VN-") for code in codes)
    assert len(set(codes)) == 63


def test_units_of_one_name_follow_one_another_without_overlap() -> None:
    for place in PLACES:
        for older, newer in pairwise(place.units):
            assert older.end is not None, older.id
            assert newer.start is not None, newer.id
            assert older.end.first_day <= newer.start.first_day, newer.id


def test_a_period_that_has_two_ends_has_them_in_order() -> None:
    closed = [(unit.start, unit.end) for unit in UNITS if unit.start and unit.end]
    assert all(start.first_day < end.first_day for start, end in closed)


def test_a_name_has_one_slug_and_one_english_name_both_ascii() -> None:
    for place in PLACES:
        assert place.slug == slugify(place.name)
        assert place.name_en.isascii()
        assert {(unit.name, unit.name_en, unit.slug) for unit in place.units} == {
            (place.name, place.name_en, place.slug)
        }
    assert len({place.name for place in PLACES}) == len(PLACES)


def test_names_are_in_normal_form_and_in_vietnamese_order() -> None:
    all_names = [place.name for place in PLACES]
    assert all_names == [unicodedata.normalize("NFC", name) for name in all_names]
    assert all_names == sorted(all_names, key=sort_key)


def test_an_id_is_the_slug_and_the_year_of_a_known_start() -> None:
    for unit in UNITS:
        assert unit.id == (f"{unit.slug}-{unit.start.year}" if unit.start else unit.slug)


# --- events -----------------------------------------------------------------------------------------------


def test_events_name_known_units_and_are_sorted_by_date() -> None:
    assert all(GAZETTEER.units[unit] for event in GAZETTEER.events for unit in event.before + event.after)
    keys = [event.date.sort_key for event in GAZETTEER.events]
    assert keys == sorted(keys)


def test_an_event_ends_the_units_before_it_and_begins_those_after_it() -> None:
    for event in GAZETTEER.events:
        if event.kind is EventKind.TRANSFERRED:
            continue
        assert {GAZETTEER.units[unit].end for unit in event.before} == {event.date}
        if event.kind is not EventKind.ABSORBED:
            assert {GAZETTEER.units[unit].start for unit in event.after} == {event.date}


def test_every_unit_that_ended_did_so_in_one_event_and_has_heirs_of_today() -> None:
    for unit in UNITS:
        ending = [e for e in GAZETTEER.events if unit.id in e.before and e.kind is not EventKind.TRANSFERRED]
        assert len(ending) == (unit.end is not None), unit.id
        heirs = GAZETTEER.final_successors(unit.id)
        assert bool(heirs) == (unit.end is not None), unit.id
        assert all(heir.end is None for heir in heirs)


def test_no_unit_is_its_own_ancestor() -> None:
    for unit in UNITS:
        assert unit not in GAZETTEER.ancestors(unit.id)


def test_successors_and_predecessors_mirror_each_other() -> None:
    for unit in UNITS:
        assert all(unit in GAZETTEER.predecessors(later.id) for later in GAZETTEER.successors(unit.id))
        assert all(unit in GAZETTEER.successors(earlier.id) for earlier in GAZETTEER.predecessors(unit.id))


def test_only_transfers_say_what_was_transferred() -> None:
    for event in GAZETTEER.events:
        assert (event.transfer is not None) == (event.kind is EventKind.TRANSFERRED)
        if event.transfer:
            assert len(event.transfer.names) == len(event.transfer.names_en)
            assert all(name.isascii() for name in (*event.transfer.names_en, event.transfer.within_en))


def test_a_transfer_is_between_units_alive_before_and_after_it() -> None:
    transfers = [event for event in GAZETTEER.events if event.transfer]
    assert len(transfers) == 8
    for event in transfers:
        day_before = date.fromordinal(event.date.first_day.toordinal() - 1)
        assert all(GAZETTEER.units[unit].alive_on(day_before) for unit in event.before)
        assert all(GAZETTEER.units[unit].alive_on(event.date.first_day) for unit in event.after)


def test_ha_tay_and_the_parts_of_its_neighbours_went_to_ha_noi_in_2008() -> None:
    events = [event for event in GAZETTEER.events_of_line("ha-noi") if event.date.year == 2008]
    assert [(event.kind, event.before) for event in events] == [
        (EventKind.ABSORBED, ("ha-tay-1991",)),
        (EventKind.TRANSFERRED, ("hoa-binh-1991",)),
        (EventKind.TRANSFERRED, ("vinh-phuc-1997",)),
    ]
    communes, district = events[1].transfer, events[2].transfer
    assert communes is not None
    assert (communes.kind, communes.count, communes.within) == ("communes", 4, "Lương Sơn")
    assert district is not None
    assert (district.kind, district.names, district.names_en) == ("districts", ("Mê Linh",), ("Me Linh",))


def test_the_acts_of_the_latest_events_have_their_numbers() -> None:
    acts = {event.act.number for event in GAZETTEER.events if event.act and event.date.year >= 2025}
    assert acts == {"175/2024/QH15", "202/2025/QH15", "30/2026/QH16"}


def test_only_the_mergers_of_the_south_in_1975_and_1976_are_without_an_act() -> None:
    without = {event.after[0] for event in GAZETTEER.events if event.act is None}
    assert without == {"phu-khanh-1975", "binh-tri-thien-1976", "nghia-binh-1976"}


def test_an_act_has_a_number_or_a_date_and_was_passed_before_it_took_effect() -> None:
    for event in GAZETTEER.events:
        if event.act is None:
            continue
        assert event.act.number or event.act.date
        passed = event.act.date
        assert passed is None or passed.year <= event.date.year
        assert not (passed and event.date.day) or passed.first_day <= event.date.first_day


def test_sources_differ_on_the_day_on_which_ha_nam_ninh_ended() -> None:
    event = next(event for event in GAZETTEER.events if event.before == ("ha-nam-ninh-1975",))
    assert event.date == PartialDate(1991, 8, 12)
    assert event.other_date == PartialDate(1991, 12, 26)
    assert event.other_act is not None


# --- land -------------------------------------------------------------------------------------------------


def test_todays_units_hold_every_part_of_the_land_once() -> None:
    held = [part for unit in UNITS if unit.end is None for part in unit.land]
    assert len(held) == len(set(held))
    assert set(held) == PARTS


def test_the_two_sides_of_an_event_hold_the_same_land() -> None:
    for event in GAZETTEER.events:
        if event.kind in (EventKind.TRANSFERRED, EventKind.ABSORBED):
            continue
        before = sorted(part for unit in event.before for part in GAZETTEER.units[unit].land)
        after = sorted(part for unit in event.after for part in GAZETTEER.units[unit].land)
        assert before == after, event


def test_a_unit_that_took_in_another_holds_its_land() -> None:
    for event in GAZETTEER.events:
        if event.kind is EventKind.ABSORBED:
            (ended,), (taker,) = event.before, event.after
            assert set(GAZETTEER.units[ended].land) < set(GAZETTEER.units[taker].land)


@given(day=st.dates(date(1945, 9, 2), date(2035, 12, 31)))
def test_a_part_of_the_land_never_has_two_holders(day: date) -> None:
    held = [part for unit in GAZETTEER.units_on(day) for part in GAZETTEER.land_on(unit.id, day)]
    assert len(held) == len(set(held))
    assert day < date(1997, 1, 1) or set(held) == PARTS


def test_the_history_of_a_part_has_no_gap_since_its_first_known_day() -> None:
    for part in PARTS:
        line = sorted((u for u in UNITS if part in u.land and u.id != "ha-noi"), key=start_key)
        for older, newer in pairwise(line):
            assert older.end == newer.start, (part, older.id, newer.id)
        last = line[-1] if line else GAZETTEER.units["ha-noi"]
        assert last.end is None or part in {"ha-dong", "son-tay"}, part


@pytest.mark.parametrize(
    ("slug", "years"),
    [
        ("nam-dinh", [1965, 1975, 1991, 1997, 2025]),
        ("ha-nam", [1965, 1975, 1991, 1997, 2025]),
        ("ninh-binh", [1965, 1975, 1991, 1997, 2025]),
        ("lang-son", [1975, 1978]),
        ("bac-kan", [1965, 1997, 2025]),
        ("hau-giang", [1992, 2004, 2025]),
        ("hue", [1976, 1989, 2025]),
        ("quang-ninh", []),
    ],
)
def test_a_line_has_every_step_of_its_history(slug: str, years: list[int]) -> None:
    assert sorted({event.date.year for event in GAZETTEER.events_of_line(slug)}) == years


@pytest.mark.parametrize(
    ("name", "spans"),
    [
        ("Nam Hà", ["1965–1975", "1991–1997"]),
        ("Hậu Giang", ["1976–1992", "2004–2025"]),
        ("Hà Tây", ["1965–1975", "1991–2008"]),
        ("Lạng Sơn", ["–1975", "1978–"]),
        ("Cần Thơ", ["1992–2004", "2004–2025", "2025–"]),
    ],
)
def test_a_name_that_lived_twice_has_two_spans(name: str, spans: list[str]) -> None:
    (place,) = (place for place in PLACES if place.name == name)
    assert [f"{u.start.year if u.start else ''}–{u.end.year if u.end else ''}" for u in place.units] == spans


def test_a_line_leaves_out_what_lay_beside_the_land() -> None:
    assert names(GAZETTEER.line("hoa-binh")) == {"Hòa Bình", "Hà Sơn Bình", "Phú Thọ"}
    assert names(GAZETTEER.ancestors("nam-dinh-1997")) == {"Nam Định", "Nam Hà", "Hà Nam Ninh"}
    assert "Hà Nam" not in names(GAZETTEER.line("nam-dinh"))


@pytest.mark.parametrize(
    ("unit", "heirs"),
    [
        ("ha-nam-ninh-1975", {"Ninh Bình"}),
        ("nam-ha-1965", {"Ninh Bình"}),
        ("ha-son-binh-1975", {"Hà Nội", "Phú Thọ"}),
        ("binh-tri-thien-1976", {"Quảng Trị", "Huế"}),
        ("hau-giang-1976", {"Cần Thơ"}),
        ("cao-lang-1975", {"Cao Bằng", "Lạng Sơn"}),
        ("lai-chau", {"Lai Châu", "Điện Biên"}),
        ("dak-lak", {"Đắk Lắk", "Lâm Đồng"}),
        ("vung-tau-con-dao", {"Hồ Chí Minh"}),
        ("song-be-1976", {"Hồ Chí Minh", "Đồng Nai"}),
        ("ha-noi", set()),
    ],
)
def test_heirs_are_the_units_of_today(unit: str, heirs: set[str]) -> None:
    assert names(GAZETTEER.final_successors(unit)) == heirs


def test_lineage_goes_step_by_step() -> None:
    ids = [unit.id for unit in GAZETTEER.predecessors("ninh-binh-2025")]
    assert ids == ["ninh-binh-1991", "ha-nam-1997", "nam-dinh-1997"]
    assert [unit.id for unit in GAZETTEER.successors("thua-thien-hue-1989")] == ["hue-2025"]
    assert [unit.id for unit in GAZETTEER.successors("dong-nai-2025")] == ["dong-nai-2026"]
    ancestors = names(GAZETTEER.ancestors("ninh-binh-2025"))
    assert ancestors == {"Ninh Bình", "Hà Nam", "Nam Định", "Nam Hà", "Hà Nam Ninh"}


def test_a_transfer_makes_no_predecessor() -> None:
    assert [unit.id for unit in GAZETTEER.predecessors("ha-noi")] == ["ha-tay-1991"]
    assert names(GAZETTEER.predecessors("ba-ria-vung-tau-1991")) == {"Vũng Tàu - Côn Đảo"}


def test_unknown_ids_are_bugs() -> None:
    with pytest.raises(KeyError):
        GAZETTEER.final_successors("nam-dinh-2014")
    with pytest.raises(KeyError):
        GAZETTEER.events_of_line("nam-dinh-1997")


# --- names over time --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spelling", "when", "expected"),
    [
        ("Hậu Giang", (1985,), "hau-giang-1976"),
        ("Hậu Giang", (2010,), "hau-giang-2004"),
        ("Hậu Giang", (2004,), "hau-giang-2004"),
        ("Cần Thơ", (1995, 6), "can-tho-1992"),
        ("Cần Thơ", (1992,), "can-tho-1992"),
        ("Cần Thơ", (2010, 3, 1), "can-tho-2004"),
        ("Cần Thơ", (2026, 1, 1), "can-tho-2025"),
        ("Huế", (2014, 5), "thua-thien-hue-1989"),
        ("Hue", (2014, 5), "thua-thien-hue-1989"),
        ("TP. Huế", (2025, 1, 1), "hue-2025"),
        ("Huế", (2026,), "hue-2025"),
        ("Thừa Thiên Huế", (2014,), "thua-thien-hue-1989"),
        ("Thừa Thiên Huế", (2026,), "thua-thien-hue-1989"),
        ("Ninh Bình", (1970,), "ninh-binh"),
        ("Ninh Bình", (2014, 1, 8), "ninh-binh-1991"),
        ("Ninh Bình", (2025, 6, 30), "ninh-binh-1991"),
        ("Ninh Bình", (2025, 7, 1), "ninh-binh-2025"),
        ("Ninh Bình", (2025, 7), "ninh-binh-2025"),
        ("Ninh Bình", (2025,), "ninh-binh-1991"),
        ("Ninh Bình", (2026,), "ninh-binh-2025"),
        ("Nam Hà", (1970,), "nam-ha-1965"),
        ("Nam Hà", (1993,), "nam-ha-1991"),
        ("Nam Hà", (1991,), "nam-ha-1991"),
        ("Nam Hà", (1991, 8), "nam-ha-1991"),
        ("Nam Hà", (1976,), "nam-ha-1965"),
        ("Nam Hà", (2014,), "nam-ha-1991"),
        ("Nam Định", (1960,), "nam-dinh"),
        ("Nam Định", (1996, 12, 31), "nam-dinh-1997"),
        ("Nam Định", (2026, 2, 1), "nam-dinh-1997"),
        ("Hà Nội", (1955,), "ha-noi"),
        ("Hà Tây", (2014,), "ha-tay-1991"),
        ("Lai Châu", (2003,), "lai-chau"),
        ("Lai Châu", (2004,), "lai-chau-2004"),
        ("Đắk Lắk", (1999,), "dak-lak"),
        ("Đồng Nai", (2025, 12), "dong-nai-2025"),
        ("Đồng Nai", (2026, 5), "dong-nai-2026"),
        ("Huế", (1980,), "thua-thien-hue-1989"),
        ("VN-67", (2014,), "nam-dinh-1997"),
    ],
)
def test_the_date_tells_the_unit(spelling: str, when: tuple[int, ...], expected: str) -> None:
    assert unit_id(spelling, *when) == expected


def test_the_slug_is_the_one_of_the_unit_meant() -> None:
    assert GAZETTEER.resolve("Huế", PartialDate(2014)) == ProvinceRef("thua-thien-hue", "thua-thien-hue-1989")
    assert GAZETTEER.resolve("Huế", PartialDate(2026)) == ProvinceRef("hue", "hue-2025")


def test_without_a_date_only_a_name_of_one_unit_tells_the_unit() -> None:
    assert GAZETTEER.resolve("Nam Định", None) == ProvinceRef("nam-dinh", None)
    assert GAZETTEER.resolve("Huế", None) == ProvinceRef("hue", None)
    assert GAZETTEER.resolve("Bến Tre", None) == ProvinceRef("ben-tre", "ben-tre")


def test_unit_at_knows_only_times_when_the_name_was_in_use() -> None:
    in_use = GAZETTEER.unit_at("nam-ha", PartialDate(1993))
    assert in_use is not None
    assert in_use.id == "nam-ha-1991"
    assert GAZETTEER.unit_at("nam-ha", PartialDate(1980)) is None
    assert GAZETTEER.unit_at("nam-ha", PartialDate(2014)) is None


@given(st.sampled_from(PLACES), st.dates())
def test_a_dated_name_always_tells_a_unit_and_one_alive_where_there_is_any(
    place: NamedPlace, day: date
) -> None:
    when = PartialDate(day.year, day.month, day.day)
    ref = GAZETTEER.resolve(place.name, when)
    assert ref is not None
    assert ref.unit is not None
    alive = GAZETTEER.unit_at(place.slug, when)
    assert alive is None or ref.unit == alive.id


def test_the_gazetteer_is_loaded_once() -> None:
    assert isinstance(GAZETTEER, Gazetteer)
    assert load_gazetteer() is GAZETTEER
