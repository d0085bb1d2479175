"""What a copy says of its origin: from which content, by which program, as of which day, after which copy."""

import hashlib
from collections import Counter
from pathlib import Path

from msgspec import Struct, json

from generator import __version__
from generator.archive.built_site import BuiltSite
from generator.archive.copy_file import CopyFile, made_file
from generator.archive.request import ArchiveRequest
from generator.git.command import ask_git
from generator.model.archive import Part
from generator.model.settings import Settings
from generator.provinces.gazetteer import load_gazetteer
from generator.read.scan import SETTINGS

PATH = "provenance.json"
FORMAT_VERSION = "1.1"  # of the copies: a reader of version 1 can read every 1.x


class PartRecord(Struct, frozen=True):
    """What a part of the archive is confined to. What is empty does not confine it.

    `provinces` are names by slug, `sections` names by key, each by language. `years` are the first and last.
    """

    provinces: dict[str, dict[str, str]] = {}
    years: tuple[int, ...] = ()
    sections: dict[str, dict[str, str]] = {}
    languages: tuple[str, ...] = ()


class Provenance(Struct, frozen=True):
    """The origin of a copy. Empty strings and None mean that something is not known.

    `source_commit` is the commit of the content in git, with "+changes" if files differ from it.
    `settings_sha256` is the hash of site.toml. `translations` counts articles by language, `provinces` by the
    slug of the province. `previous_manifest_sha256` is the hash of the manifest of the copy before. `signed`
    tells that a signature belongs to the copy. `part` is None for a copy of the whole archive, which has
    `articles_of_the_whole`.
    """

    format_version: str
    generator: str
    name: dict[str, str]
    publisher: dict[str, str]
    licence: dict[str, str]
    base_url: str
    date: str
    source_commit: str
    settings_sha256: str
    part: PartRecord | None
    articles: int
    articles_of_the_whole: int
    translations: dict[str, int]
    provinces: dict[str, int]
    withdrawn: int
    previous_manifest_sha256: str = ""
    signed: bool = False

    def file(self) -> CopyFile:
        """The file of a copy that holds it, as JSON."""
        return made_file(PATH, json.format(json.encode(self), indent=1) + b"\n")


def provenance_of(request: ArchiveRequest, site: BuiltSite, previous_manifest: bytes | None) -> Provenance:
    """The origin of the copy that is requested; `previous_manifest` is None for the first copy.

    Raises OSError if site.toml cannot be read.
    """
    settings, articles = site.ctx.settings, site.ctx.archive.articles
    whole = site.ctx.archive.whole
    languages = Counter(t.lang for article in articles for t in article.translations)
    provinces = Counter(
        slug for article in articles for slug in {ref.slug for ref in article.facts.provinces}
    )
    previous = hashlib.sha256(previous_manifest).hexdigest() if previous_manifest else ""
    return Provenance(
        format_version=FORMAT_VERSION,
        generator=f"Khotin {__version__}",
        name={text.lang: text.value for text in settings.name.texts},
        publisher={text.lang: text.value for text in settings.masthead.agency.texts},
        licence={text.lang: text.value for text in settings.masthead.licence.texts},
        base_url=settings.base_url,
        date=request.build_date.isoformat(),
        source_commit=source_commit(request.site),
        settings_sha256=hashlib.sha256((request.site / SETTINGS).read_bytes()).hexdigest(),
        part=part_record(whole.part, settings) if whole else None,
        articles=len(articles),
        articles_of_the_whole=whole.articles if whole else len(articles),
        translations=dict(sorted(languages.items())),
        provinces=dict(sorted(provinces.items())),
        withdrawn=sum(article.facts.withdrawn is not None for article in articles)
        + len(site.ctx.archive.withdrawn)
        + len(site.ctx.archive.ledger.tombstones),
        previous_manifest_sha256=previous,
        signed=request.secret_key is not None,
    )


def part_record(part: Part, settings: Settings) -> PartRecord:
    """The part with the names of what it is confined to."""
    places = load_gazetteer().places
    return PartRecord(
        provinces={slug: {"vi": places[slug].name, "en": places[slug].name_en} for slug in part.provinces},
        years=part.years or (),
        sections={
            section.key: {text.lang: text.value for text in section.name.texts}
            for section in settings.sections
            if section.key in part.sections
        },
        languages=part.languages,
    )


def source_commit(site: Path) -> str:
    """The commit of the content, with "+changes" if files differ from it; empty without git or a commit."""
    commit = ask_git(site, "rev-parse", "--verify", "HEAD").strip()
    if not commit:
        return ""
    changed = ask_git(site, "status", "--porcelain", "--", "content", SETTINGS, "themes", "ledger")
    return f"{commit}+changes" if changed.strip() else commit
