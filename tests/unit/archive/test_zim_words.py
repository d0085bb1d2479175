"""The words of a ZIM: all forms in which its readers may look for one, and titles within its limits."""

import pytest

from generator.archive.zim.metadata import shortened
from generator.archive.zim.search_text import search_text, short_words, suggested_title


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sạt lở", "sat lo sạt lở"),
        ("Đường", "duong đuong đường"),
        ("đi đi", "di di đi đi"),
        ("rail-way 8.1", "rail way 8 1"),
        ("a\u0323n", "an ạn"),
        ("", ""),
    ],
)
def test_a_word_stands_in_every_form_in_which_readers_ask_for_it(text: str, words: str) -> None:
    found = search_text(text).split()
    assert set(found) == set(words.split())
    assert found[: len(text.split())] == words.split()[: len(text.split())]


def test_words_without_accents_count_as_often_as_they_stand() -> None:
    assert search_text("mưa mưa mưa").split().count("mua") == 3


@pytest.mark.parametrize(
    ("title", "suggested"),
    [
        ("Đường sắt qua Đắk Lắk", "Đường sắt qua Đắk Lắk (duong dak)"),
        ("Đi, đi!", "Đi, đi! (di)"),
        ("Sạt lở", ""),
        ("", ""),
    ],
)
def test_a_title_with_a_bar_is_suggested_without_it_too(title: str, suggested: str) -> None:
    assert suggested_title(title) == suggested


def test_only_words_of_no_language_are_cut() -> None:
    assert short_words("Việt Nam " + "ê" * 61) == "Việt Nam " + "ê" * 59 + "…"
    assert short_words("ê" * 60) == "ê" * 60


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Kho tin", 30, "Kho tin"),
        ("Kho tin khoa học và công nghệ của tỉnh", 30, "Kho tin khoa học và công nghệ…"),
        ("Kho tin, khoa học", 9, "Kho tin…"),
        ("K" * 40, 30, "K" * 29 + "…"),
        ("Kho\n tin", 30, "Kho tin"),
    ],
)
def test_what_is_too_long_is_cut_between_words(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short
    assert len(short) <= most
