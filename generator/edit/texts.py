"""Loads the words of the form, in Vietnamese or in English, from `texts.toml`."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def texts(lang: str) -> dict[str, str]:
    """All words, in one language, by name."""
    tables = tomllib.loads(Path(__file__).with_name("texts.toml").read_text("utf-8"))
    return {name: words[lang] for name, words in tables.items()}
