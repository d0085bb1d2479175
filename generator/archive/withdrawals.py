"""The list of withdrawals in a copy: what holders of older copies must take out of them.

Files are named by their path in the payload, or by SHA-256 alone where the name itself had to go.
"""

import hashlib
from collections.abc import Iterable, Mapping, Set
from pathlib import Path, PurePosixPath

from msgspec import Struct, json
from msgspec.structs import replace

from generator import permalinks
from generator.archive.built_site import BuiltSite
from generator.archive.copy_file import CopyFile, made_file
from generator.archive.errors import CopyRefusedError
from generator.archive.foreign_json import decoded
from generator.build.published_media import published
from generator.join.ledger import pages_of
from generator.metadata.clean import patched
from generator.model.archive import Archive, Withdrawn
from generator.model.content import Alias, Withdrawal
from generator.model.ledger import Tombstone
from generator.model.output import Rendered
from generator.model.values import LocalText

PATH = "withdrawals.json"
FORMAT_VERSION = "1.0"  # a reader of version 1 can read every 1.x


class WithdrawalRecord(Struct, frozen=True):
    """A withdrawal: when, why and by whom, in each language, and what must go.

    `title` is empty if it must not be given. `addresses` are those that led to the article, from the root of
    the archive; one of another host begins with "//". `files` are paths in the payload: each must be replaced
    by the file of this copy with its path, or deleted if there is none. `sha256` are the hashes of files that
    must be deleted wherever they are.
    """

    date: str
    reason: dict[str, str]
    authority: dict[str, str]
    addresses: tuple[str, ...]
    files: tuple[str, ...]
    sha256: tuple[str, ...] = ()
    title: dict[str, str] = {}


class Withdrawals(Struct, frozen=True):
    """All withdrawals of an archive as of a day."""

    format_version: str
    base_url: str
    date: str
    withdrawals: tuple[WithdrawalRecord, ...]

    def file(self) -> CopyFile:
        """The file of a copy that holds them, as JSON."""
        return made_file(PATH, json.format(json.encode(self), indent=1) + b"\n")

    def must_go(self, path: str, sha256: str) -> bool:
        """Whether a file of an older copy's payload, with this path and hash, must go."""
        original = path.rsplit(".", 2)[0] if _is_derivative(path) else path
        return any(
            sha256 in each.sha256 or path in each.files or original in each.files for each in self.withdrawals
        )


def naming_source(withdrawals: Withdrawals, source: str) -> Withdrawals:
    """The withdrawals, each with the source, which has the text in older copies."""
    named = tuple(
        replace(each, files=tuple(sorted({*each.files, source}))) for each in withdrawals.withdrawals
    )
    return replace(withdrawals, withdrawals=named)


def read_withdrawals(content: bytes, name: str) -> Withdrawals:
    """Reads the list in these bytes; `name` is that of its file. Raises CopyRefusedError."""
    found = decoded(content, Withdrawals)
    if found is None:
        raise CopyRefusedError("withdrawals-damaged", {"path": name})
    sound = all(_is_inside(path) for each in found.withdrawals for path in each.files)
    if not sound or not found.format_version.startswith("1."):
        raise CopyRefusedError("withdrawals-damaged", {"path": name})
    return found


def withdrawals_of(
    site: BuiltSite, folder: Path, previous: Withdrawals | None, manifest: Mapping[str, str]
) -> Withdrawals:
    """The withdrawals of the site in this folder.

    `previous` are those of the copy before, or None. `manifest` has the hashes of that copy's payload by
    path. Hashes of files that are no longer in the content come from both. Raises OSError.
    """
    archive = site.ctx.archive
    known = {each.addresses: each.sha256 for each in previous.withdrawals} if previous else {}
    kept = frozenset(site.files.values())
    records = [_of_article(each, archive, folder, manifest) for each in archive.withdrawn]
    records += [_of_tombstone(each, archive) for each in archive.ledger.tombstones]
    with_known = (
        replace(each, sha256=tuple(sorted({*each.sha256, *known.get(each.addresses, ())} - kept)))
        for each in records
    )
    ordered = tuple(sorted(with_known, key=lambda each: (each.date, each.addresses)))
    return Withdrawals(FORMAT_VERSION, archive.settings.base_url, archive.build_date.isoformat(), ordered)


def _of_article(
    withdrawn: Withdrawn, archive: Archive, folder: Path, manifest: Mapping[str, str]
) -> WithdrawalRecord:
    pages = [t.address for t in withdrawn.article.translations]
    aliases = [each.alias for each in archive.redirects if each.target in pages]
    return _record(
        withdrawn.withdrawal,
        withdrawn.withdrawal.title,
        [*pages, *(alias.name for alias in aliases)],
        [*pages, *_files_at(aliases, archive)],
        _hashes(withdrawn.media, archive, folder, manifest),
    )


def _of_tombstone(tombstone: Tombstone, archive: Archive) -> WithdrawalRecord:
    aliases = [each.alias for each in archive.redirects if each.source == tombstone.path]
    addresses = [alias.name for alias in aliases]
    return _record(tombstone.withdrawn, tombstone.title, addresses, _files_at(aliases, archive), frozenset())


def _record(
    withdrawal: Withdrawal, title: LocalText, addresses: list[str], files: Iterable[str], hashes: Set[str]
) -> WithdrawalRecord:
    return WithdrawalRecord(
        date=withdrawal.date.iso,
        reason=_by_language(withdrawal.reason),
        authority=_by_language(withdrawal.authority),
        addresses=tuple(dict.fromkeys(addresses)),
        files=tuple(sorted(set(files))),
        sha256=tuple(sorted(hashes)),
        title=_by_language(title),
    )


def _by_language(text: LocalText) -> dict[str, str]:
    return {each.lang: each.value for each in text.texts}


def _files_at(aliases: Iterable[Alias], archive: Archive) -> list[str]:
    """The files of a payload that may stand at these old addresses.

    At an address of another host the archive itself may have another page, which stays.
    """
    own = (alias.path for alias in aliases if "?" not in alias.key)
    paths = (permalinks.stub(each) or each for each in own)
    others = {address for address, _ in pages_of(archive)}
    return [
        path
        for path in paths
        if _is_inside(path) and path not in others and not permalinks.reserved_place(path)
    ]


def _hashes(media: Set[str], archive: Archive, folder: Path, manifest: Mapping[str, str]) -> frozenset[str]:
    """The hashes of media and of their derivatives: as they are, and as the copy before had them."""
    found: set[str] = set()
    for path in media:
        file = archive.media.get(path)
        if file:
            content = (folder / file.actual).read_bytes()
            made = published("", folder / file.actual)
            shown = made.content if isinstance(made, Rendered) else patched(content, made.writes)
            # Copies of older versions hold the file as the editors have it.
            found |= {hashlib.sha256(each).hexdigest() for each in (content, shown)}
            found |= {file.converted} - {""}
            found |= {each.digest for each in file.derivatives}
        address = permalinks.media(path)
        found |= {
            digest for name, digest in manifest.items() if name == address or _is_derived(name, address)
        }
    return frozenset(found)


def _is_derived(path: str, address: str) -> bool:
    return path.startswith(f"{address}.") and _is_derivative(path)


def _is_derivative(path: str) -> bool:
    """Whether a path is that of a smaller picture (see `permalinks.derivative`)."""
    suffixes = PurePosixPath(path).suffixes
    return path.startswith(f"{permalinks.MEDIA}/") and len(suffixes) > 2 and suffixes[-2][1:].isdigit()


def _is_inside(path: str) -> bool:
    """Whether a path stays within the payload."""
    parts = path.split("/")
    return bool(path) and "\\" not in path and "\0" not in path and not {"", ".", ".."} & set(parts)
