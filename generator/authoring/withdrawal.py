"""Withdraws an article: writes when, why and by whom into its original's own file."""

import codecs
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.authoring.files import Located, read_article_files
from generator.authoring.front_matter_text import with_field
from generator.model.content import SourceFile, Withdrawal
from generator.model.problem import Outcome, Problem
from generator.model.settings import Settings
from generator.model.values import FILE_START, Position
from generator.read.files import file_reader, read_file
from generator.schema.field_forms import GONE, KEPT

_FIELD = "withdrawn"
_POSITION = re.compile(rf"{Position.__name__}\(line=\d+, column=\d+\)")


class WithdrawalWords(Struct, frozen=True):
    """What is said of a withdrawal. Texts are by language; `title` is empty if the notice must give none."""

    day: date
    reason: Mapping[str, str]
    authority: Mapping[str, str]
    title: Mapping[str, str]
    kept: bool

    def yaml(self) -> str:
        """The value of the field, on one line."""
        parts = {
            "date": self.day.isoformat(),
            "reason": _flow(self.reason),
            "authority": _flow(self.authority),
            "text": KEPT[0] if self.kept else GONE[0],
        }
        if self.title:
            parts["title"] = _flow(self.title)
        return f"{{ {', '.join(f'{name}: {value}' for name, value in parts.items())} }}"


def read_withdrawable(site: Path, settings: Settings, file: Path) -> Outcome[Located | None]:
    """Returns the original of a file's article, if it is not withdrawn yet.

    Raises OSError if a file cannot be read.
    """
    outcome = read_article_files(site, settings, file)
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    original = outcome.value.original
    path = original.source.path
    if not original.source.section:
        return Outcome(None, (Problem.at(path, FILE_START, "not-an-article"),))
    for each in outcome.value.files:
        if each.source.front_matter.withdrawn:
            place = each.source.front_matter.positions[_FIELD]
            return Outcome(None, (Problem.at(each.source.path, place, "withdrawn-already"),))
    return Outcome(original)


def withdrawn(settings: Settings, original: Located, words: WithdrawalWords) -> Outcome[bytes | None]:
    """Returns the original's file, as bytes, with the withdrawal in its front matter.

    Returns None and a problem if the field cannot be added safely.
    """
    data, source = original.actual.read_bytes(), original.source
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    value = words.yaml()
    text = with_field(data.removeprefix(mark).decode("utf-8"), _FIELD, value)
    if text is not None:
        made = mark + text.encode("utf-8")
        reader = file_reader(Path(), settings)
        now = read_file(reader, source.path, made).value
        if now and _without(now) == _without(source) and _is_meant(now.front_matter.withdrawn, words):
            return Outcome(made)
    return Outcome(None, (Problem.at(source.path, FILE_START, "not-accepted", line=f"{_FIELD}: {value}"),))


def _flow(texts: Mapping[str, str]) -> str:
    """Texts by language as YAML on one line."""
    parts = (f"{lang}: {json.dumps(text, ensure_ascii=False)}" for lang, text in texts.items())
    return f"{{ {', '.join(parts)} }}"


def _without(source: SourceFile) -> tuple[str, object]:
    """What a file says beside the field, apart from positions."""
    plain = replace(source.front_matter, positions={}, withdrawn=None)
    return _POSITION.sub("", repr(plain)), source.body.parts


def _is_meant(found: Withdrawal | None, words: WithdrawalWords) -> bool:
    """Whether the file says what was meant."""
    return found is not None and found.kept is words.kept and found.date.first_day == words.day
