"""Places: equal for the pages of one template, whatever their numbers."""

from generator.importer.frame.place import place_within, shared_place, slot_of, text_hash


def test_numbers_of_articles_and_web_parts_make_no_other_place() -> None:
    assert place_within(0, "div", {"id": "node-12"}) == place_within(0, "div", {"id": "node-3456"})
    assert place_within(0, "article", {"class": "post-123 post category-a"}) == place_within(
        0, "article", {"class": "post-987 post category-b"}
    )
    assert place_within(0, "div", {"id": "ctl00_m_g_0adb2f31_6d5d_lbl"}) == place_within(
        0, "div", {"id": "ctl00_m_g_99ac2f31_8d5d_lbl"}
    )


def test_names_and_tags_make_another_place() -> None:
    places = {
        place_within(0, "div", {"class": "left"}),
        place_within(0, "div", {"class": "right"}),
        place_within(0, "td", {"class": "left"}),
        place_within(1, "div", {"class": "left"}),
        place_within(0, "div", {}),
    }
    assert len(places) == 5


def test_columns_of_a_grid_are_told_apart_by_their_name() -> None:
    assert place_within(0, "div", {"class": "c1"}) != place_within(0, "div", {"class": "c2"})


def test_the_place_of_a_line_is_that_of_what_surrounds_all_its_pieces() -> None:
    assert shared_place([(1, 2, 3), (1, 2, 4)]) == 2
    assert shared_place([(1, 2), (1, 2)]) == 2
    assert shared_place([(1,), (2,)]) == 0
    assert shared_place([()]) == 0


def test_spaces_make_no_other_text() -> None:
    assert text_hash("Tin  tức\n") == text_hash("Tin tức")
    assert text_hash("Tin tức") != text_hash("Tin túc")


def test_a_heading_has_another_slot_than_a_paragraph() -> None:
    assert len({slot_of(7, 0, False), slot_of(7, 0, True), slot_of(7, 1, False), slot_of(7, 2, False)}) == 4
