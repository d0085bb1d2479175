"""Merges the settings: the first site's file, with what the others add."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.container import OutOfOrderTableProxy
from tomlkit.items import AoT, Table

from generator.merger.member import Member
from generator.merger.request import Finding
from generator.read.scan import SETTINGS

_TEXTS = ("name", "description", "theme", "time_zone")
_Table = TOMLDocument | Table | OutOfOrderTableProxy | Mapping[str, Any]


def merged_settings(members: Sequence[Member], base_url: str) -> tuple[str, list[Finding]]:
    """Returns the text of the new site.toml, and what it lacks of the others.

    Raises OSError if a file cannot be read.
    """
    documents = [tomlkit.parse((each.folder / SETTINGS).read_text("utf-8-sig")) for each in members]
    merged = documents[0]
    merged["base_url"] = base_url
    merged["languages"] = list(dict.fromkeys(lang for each in members for lang in each.settings.languages))
    former = [url for each in members for url in (each.settings.base_url, *each.settings.former_base_urls)]
    merged["former_base_urls"] = list(dict.fromkeys(url for url in former if url != base_url))
    extensions = dict.fromkeys(name for each in members for name in each.settings.markdown_extensions)
    if tuple(extensions) != members[0].settings.markdown_extensions:
        merged.setdefault("markdown", tomlkit.table())["extensions"] = list(extensions)
    findings: list[Finding] = []
    for member, document in zip(members[1:], documents[1:], strict=True):
        findings += _add(merged, document, member)
    return tomlkit.dumps(merged), findings


def _add(merged: TOMLDocument, document: TOMLDocument, member: Member) -> Iterator[Finding]:
    """Adds what the first settings lack, and yields what differs."""
    yield from _differing({name: merged.get(name) for name in _TEXTS}, document, _TEXTS, "", member)
    yield from _add_entries(merged, document, "masthead", member)
    yield from _add_entries(merged, document, "tags", member)
    yield from _add_sections(merged, document, member)
    _add_tables(merged, document, "links")
    _add_list(merged, document, "search", "synonyms")
    check = document.get("check", {})
    for each in check.get("silence", ()):
        yield Finding("setting-left", member.key, f"check.silence: {each.get('code', '')}")
    if "founded" in check:
        yield Finding("setting-left", member.key, f"check.founded: {check['founded']}")


def _differing(
    ours: _Table, theirs: _Table, names: Sequence[str], before: str, member: Member
) -> Iterator[Finding]:
    for name in names:
        if name in theirs and theirs[name] != ours.get(name):
            yield Finding(
                "setting-kept", member.key, before + name, _shown(ours.get(name)), _shown(theirs[name])
            )


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return " / ".join(str(each) for each in value.values())
    return "" if value is None else str(value)


def _add_entries(
    merged: TOMLDocument, document: TOMLDocument, name: str, member: Member
) -> Iterator[Finding]:
    """Adds the entries of a table that are not in the first one."""
    theirs = document.get(name, {})
    if not theirs:
        return
    if name not in merged:
        merged[name] = tomlkit.table()
    ours = merged[name]
    yield from _differing(ours, theirs, [key for key in theirs if key in ours], f"{name}.", member)
    for key in theirs:
        if key not in ours:
            ours[key] = _plain(theirs[key])


def _add_sections(merged: TOMLDocument, document: TOMLDocument, member: Member) -> Iterator[Finding]:
    ours, theirs = merged["sections"], document["sections"]
    for key in theirs:
        if key in ours:
            parts = [*theirs[key]]
            yield from _differing(ours[key], theirs[key], parts, f"sections.{key}.", member)
        else:
            ours[key] = _plain(theirs[key])


def _add_tables(merged: TOMLDocument, document: TOMLDocument, name: str) -> None:
    """Adds the tables of a list that are not in the first one, as `[[links]]`."""
    theirs = document.get(name, ())
    ours = merged.get(name)
    if ours is None and theirs:
        ours = merged[name] = tomlkit.aot()
    for each in theirs:
        if isinstance(ours, AoT) and all(each.get("url") != known.get("url") for known in ours):
            ours.append(tomlkit.item(_plain(each)))


def _add_list(merged: TOMLDocument, document: TOMLDocument, table: str, name: str) -> None:
    """Adds the items of a list that are not in the first one."""
    theirs = document.get(table, {}).get(name)
    if not theirs:
        return
    if table not in merged:
        merged[table] = tomlkit.table()
    ours = list(merged[table].get(name, ()))
    merged[table][name] = _plain([*ours, *(each for each in theirs if each not in ours)])


def _plain(value: Any) -> Any:
    """The value without the layout of its file."""
    return value.unwrap() if hasattr(value, "unwrap") else value
