"""The digest of a file's words: what makes a translation outdated, and what does not."""

import hashlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.read.files import FileReader, read_file
from generator.read.translation_digest import digest_of_words
from generator.schema.settings import DEFAULT_EXTENSIONS

READER = FileReader(Path(), ("vi", "en"), DEFAULT_EXTENSIONS)
ARTICLE = """---
title: Bốn nơi thanh tra
date: 2014-01-08
author: Trần Văn An
province: Nam Định
summary: Cây xăng, phòng X-quang.
cover:
  src: a.png
  alt: {vi: Một ô đỏ, en: A red square}
  caption: Ô đỏ
images:
- {src: b.png, credit: Ảnh của Sở}
---

**Cây xăng.** Cột đo
có đong đủ không?

Hàng đóng gói.
"""


def digest(text: str | bytes, path: str = "content/tin-tuc/a.md") -> str:
    data = text if isinstance(text, bytes) else text.encode()
    source = read_file(READER, path, data).value
    assert source
    return digest_of_words(source)


def test_the_digest_is_the_one_that_the_reference_describes() -> None:
    lines = [
        "title: Bốn nơi thanh tra",
        "summary: Cây xăng, phòng X-quang.",
        "cover.alt: Một ô đỏ",
        "cover.caption: Ô đỏ",
        "images.credit: Ảnh của Sở",
        "body: **Cây xăng.** Cột đo có đong đủ không? Hàng đóng gói.",
    ]
    assert digest(ARTICLE) == hashlib.sha256("\n".join(lines).encode()).hexdigest()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Bốn nơi", "title: Năm nơi"),
        ("Cây xăng, phòng", "Cây xăng và phòng"),
        ("Một ô đỏ", "Một ô vàng"),
        ("caption: Ô đỏ", "caption: Ô vàng"),
        ("Ảnh của Sở", "Ảnh của báo"),
        ("đong đủ", "đong thiếu"),
        ("**Cây xăng.**", "Cây xăng."),
        ("Hàng đóng gói.", ""),
        ("summary: Cây xăng, phòng X-quang.\n", ""),
    ],
)
def test_another_word_is_another_digest(old: str, new: str) -> None:
    assert ARTICLE.count(old) == 1
    assert digest(ARTICLE.replace(old, new)) != digest(ARTICLE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2014-01-08", "09/01/2014"),
        ("Trần Văn An", "Lê Thị Bình"),
        ("Nam Định\n", "Hà Nam\ntags: [đo lường]\nupdated: 2015-01-01\n"),
        ("A red square", "A square in red"),
        ("src: a.png", "src: c.png"),
        ("Cột đo\ncó đong", "Cột đo có\n   đong"),
        ("title: Bốn nơi thanh tra", 'title: "Bốn  nơi thanh tra"'),
        ("Hàng đóng gói.", "Hàng đóng gói.   \n\n\n"),
    ],
)
def test_what_is_no_word_of_the_original_leaves_the_digest(old: str, new: str) -> None:
    assert ARTICLE.count(old) == 1
    assert digest(ARTICLE.replace(old, new)) == digest(ARTICLE)


def test_how_windows_and_macs_write_text_leaves_the_digest() -> None:
    assert digest(b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode()) == digest(ARTICLE)
    assert digest(unicodedata.normalize("NFD", ARTICLE)) == digest(ARTICLE)


def test_a_translation_has_words_of_its_own() -> None:
    english = "---\ntitle: A\ncover: {src: a.png, alt: Red}\n---\nText."
    lines = "title: A\ncover.alt: Red\nbody: Text."
    expected = hashlib.sha256(lines.encode()).hexdigest()
    assert digest(english, "content/tin-tuc/a.en.md") == expected


@given(st.lists(st.text(alphabet="ab ằễ\n\t.", min_size=1), min_size=2, max_size=2))
def test_two_bodies_share_a_digest_only_if_their_words_are_the_same(bodies: list[str]) -> None:
    one, other = (digest(f"---\ntitle: A\n---\n\n{body}") for body in bodies)
    assert (one == other) == (bodies[0].split() == bodies[1].split())
