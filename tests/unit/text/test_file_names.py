"""File names: those that Windows, macOS and Linux can all hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.file_names import MAX_BYTES, is_device, is_portable
from generator.text.slug import slugify


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            ".",
            "..",
            ".an",
            " a",
            "a ",
            "a.",
            "a/b",
            "a\\b",
            "a:b",
            "C:",
            "a\0",
            "a\n",
            "a\x7f",
            "a?",
            "a*",
        ),
        *("CON", "con.txt", "Nul .md", "COM1", "lpt9.tar.gz", "com¹", "CONIN$", "\ud800", "é" * 128),
    ],
)
def test_a_name_that_some_system_cannot_hold_is_not_portable(name: str) -> None:
    assert not is_portable(name)


@pytest.mark.parametrize(
    "name", ["a.md", "Ảnh 1.JPG", "đo-lường.en.md", "console.md", "com10", "a..b", "x" * MAX_BYTES]
)
def test_an_ordinary_name_is_portable(name: str) -> None:
    assert is_portable(name)


@given(st.text())
def test_a_slug_is_always_a_portable_name(text: str) -> None:
    slug = slugify(text)
    assert is_portable(slug)
    assert not is_device(f"{slug}.en.md")
