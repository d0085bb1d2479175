"""The source in a copy: all that the archive can be built from again, and nothing that is not published.

It is one tar, since names of content have letters that zips and sticks spell in two ways. What is not shown
on the day of the copy is left out: drafts, articles whose day has not come, media that nothing shows. Of an
article that is gone (withdrawn or expired) its files keep only the fields that its notice is made of.
"""

import io
import re
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from html import escape
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import yaml

from generator import __version__
from generator.archive.built_site import BuiltSite
from generator.archive.copy_file import CopyFile, disk_file
from generator.archive.request import ArchiveRequest
from generator.archive.written_file import written_file
from generator.build.published_media import published
from generator.join.ledger import used_media
from generator.metadata.clean import patched
from generator.model.archive import Archive
from generator.model.output import Rendered
from generator.read.scan import CONTENT, LEDGER, SETTINGS, ScannedFile, scan
from generator.read.theme import theme_files

SOURCE = "source.tar"  # in the payload
_FOLDER = "source"
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
# The fields from which the notice of an article that is gone is made, and its addresses.
_OF_A_NOTICE = ("date", "slug", "original", "aliases", "publish", "expires", "withdrawn")
# The words of a translation that is not published. Its other fields are facts of the published article.
_WORDS = ("title", "summary", "slug", "aliases", "draft", "translator", "translated_from")


class _Medium(NamedTuple):
    """A medium of the content. It goes into the tar as it is published; the same site is built from that."""

    file: Path

    def content(self) -> bytes | Path:
        made = published("", self.file)
        if isinstance(made, Rendered):
            return made.content
        return patched(self.file.read_bytes(), made.writes) if made.writes else self.file


def source_tar(request: ArchiveRequest, site: BuiltSite, folder: Path) -> CopyFile:
    """Writes the tar into a folder. Raises OSError."""
    draft = folder / SOURCE
    with tarfile.open(draft, "w", format=tarfile.PAX_FORMAT) as container:
        for path, content in _contents(request, site):
            _add(container, f"{_FOLDER}/{path}", content, request.build_date)
    return disk_file(SOURCE, draft, written_file(draft, 1).sha256)


def _add(container: tarfile.TarFile, path: str, source: bytes | Path | _Medium, day: date) -> None:
    """Adds a file: its owner, mode and time are the same on every machine."""
    content = source.content() if isinstance(source, _Medium) else source
    info = tarfile.TarInfo(path)
    info.mode = 0o644
    info.mtime = int(datetime.combine(day, time(), UTC).timestamp())
    if isinstance(content, bytes):
        info.size = len(content)
        container.addfile(info, io.BytesIO(content))
        return
    with content.open("rb") as stream:
        info.size = content.stat().st_size
        container.addfile(info, stream)


def _contents(request: ArchiveRequest, site: BuiltSite) -> Iterator[tuple[str, bytes | Path | _Medium]]:
    """The files by their path, sorted."""
    files = {file.path: file for file in scan(request.site) if file.problem is None}
    found: dict[str, bytes | Path | _Medium] = {
        SETTINGS: request.site / SETTINGS,
        "README.md": _read_me(request),
    }
    found |= dict(_markdown(request.site, site, files))
    for path in used_media(site.ctx.archive):
        found[path] = _Medium(request.site / site.ctx.archive.media[path].actual)
    found |= {
        path: request.site / file.actual for path, file in files.items() if path.startswith(f"{LEDGER}/")
    }
    for path, file in theme_files(request.site, site.ctx.settings.theme):
        found[f"themes/{path}"] = file
    yield from sorted(found.items())


def _markdown(
    folder: Path, site: BuiltSite, files: Mapping[str, ScannedFile]
) -> Iterator[tuple[str, bytes | Path]]:
    """The Markdown files: whole where they are shown, else with the fields that count there."""
    archive = site.ctx.archive
    pages = [page.translations for page in archive.standing_pages]
    shown = {t.source_path for each in (*(a.translations for a in archive.articles), *pages) for t in each}
    articles = [*(e.article for e in archive.expired), *(w.article for w in archive.withdrawn)]
    gone = {t.source_path: t.title for article in articles for t in article.translations}
    suffixes = (".md", *(f".{lang}.md" for lang in archive.settings.languages))
    of_gone = {f"{CONTENT}/{article.key}{suffix}" for article in articles for suffix in suffixes}
    for path in sorted(archive.digests.keys() | (of_gone & files.keys())):
        actual = folder / files[path].actual
        if path in shown:
            yield path, actual
        elif path in gone:
            kept = _fields(actual, _OF_A_NOTICE)
            yield path, _front_matter(_notice(gone[path], kept)) + _places(archive, path)
        elif path in of_gone:
            yield path, _front_matter(_fields(actual, _OF_A_NOTICE))
        else:
            fields = _fields(actual)
            yield path, _front_matter({name: fields[name] for name in fields if name not in _WORDS})


def _places(archive: Archive, path: str) -> bytes:
    """The places of an article that is gone, to which shown articles link."""
    links = (link for uses in archive.uses.values() for link in uses.links)
    anchors = sorted({link.fragment for link in links if link.target == path and link.fragment})
    return "".join(f'\n<span id="{escape(anchor)}"></span>\n' for anchor in anchors).encode()


def _notice(title: str, fields: Mapping[str, object]) -> Mapping[str, object]:
    """The fields of an article that is gone. Those that every article must have say nothing."""
    nothing = {"title": title or "–", "author": "unknown", "province": "unknown"}
    undated = ["date"] if fields.get("date") == "unknown" else []
    return {**nothing, **fields, "review": ["author", "province", *undated]}


def _fields(file: Path, names: Iterable[str] = ()) -> Mapping[str, object]:
    """The fields of a file's front matter as they are spelled; of these names, if any are given."""
    found = _FRONT_MATTER.match(file.read_text("utf-8"))
    fields = yaml.load(found[1], Loader=yaml.BaseLoader) if found else {}
    wanted = tuple(names)
    return {name: value for name, value in (fields or {}).items() if not wanted or name in wanted}


def _front_matter(fields: Mapping[str, object]) -> bytes:
    text = yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False)
    return f"---\n{text}---\n".encode()


def _read_me(request: ArchiveRequest) -> bytes:
    text = resources.files("generator.archive.pages").joinpath("source-README.md").read_text("utf-8")
    words = {"VERSION": __version__, "DATE": request.build_date.isoformat()}
    for name, value in words.items():
        text = text.replace(f"@{name}@", value)
    return text.encode()
