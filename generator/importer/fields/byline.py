"""Finds the author among the signatures of a page, by their position."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.lines.boilerplate import is_masthead, marker_of
from generator.importer.lines.dateline import DateLine
from generator.importer.lines.shape import is_caption, is_label, is_long_enough, is_person
from generator.importer.lines.signature import (
    Signature,
    is_credit,
    labelled,
    named,
    source_named,
    unlabelled,
)
from generator.importer.lines.title import key
from generator.importer.reading.page import Line, PageMetadata, PagePart
from generator.importer.text.regions import END_MARK, PageRegions
from generator.provinces.gazetteer import load_gazetteer
from generator.text.unicode import fold

_ADJACENT = 2  # lines from one author to the next
_PUSHED_RIGHT = 20  # columns
_SOURCE_LABEL = re.compile(r"[(\s]*(?:nguon\b[^:]{0,20}:|source\s*:|theo\b)")
_SAMPLE = 4000  # characters
_VIETNAMESE = re.compile(r"[ăđĩũơưạ-ỹ]", re.IGNORECASE)  # other languages have few of them


class Byline(Struct, frozen=True):
    """Authors, translator, publisher, and the line numbers of their signatures.

    `doubtful`: a role (PV) replaces the name. `how`, `certainty`: how the name was found, 0 to 1.
    """

    authors: tuple[str, ...] = ()
    translator: str = ""
    publisher: str = ""
    affiliation: str = ""
    doubtful: bool = False
    how: str = ""
    certainty: float = 0.0
    lines: frozenset[int] = frozenset()


@dataclass
class _FoundSignatures:
    """Signatures in order of trust, and the numbers of their lines."""

    signatures: list[tuple[str, Signature]] = field(default_factory=list)
    publisher: str = ""
    lines: set[int] = field(default_factory=set)

    def take(self, line: Line, signature: Signature, how: str) -> None:
        """Adds the signature of a line."""
        self.signatures.append((how, signature))
        self.lines.add(line.number)


_CERTAINTY = {
    "label": 0.97, "end": 0.93, "end mark": 0.92, "markup": 0.88, "above": 0.85, "beside the date": 0.82,
    "claim": 0.8,
}  # fmt: skip


def find_byline(regions: PageRegions, dates: tuple[DateLine, ...], metadata: PageMetadata) -> Byline:
    """Finds the byline; without authors if there is no signature.

    In this order: label at the end, bare name at the end, above the text, beside the date. Authors in the
    markup follow the signatures of the text, because they often name the person who posted the page.
    """
    found = _FoundSignatures()
    _sources(regions, found)
    _labelled(regions.signature + regions.text, found)
    _bare_at_end(regions, found)
    _glued_to_end(regions, found)
    _labelled(regions.front, found)
    _marked_up(regions, found)
    _bare_above(regions, found)
    _labelled(regions.head, found)
    beside_date = [named(date.name, single=True) or Signature((date.name,)) for date in dates if date.name]
    found.signatures += [("beside the date", signature) for signature in beside_date if not signature.login]
    found.signatures += [("claim", signature) for signature in _claimed(metadata)]
    return _chosen(found)


def byline_of_container(names: Sequence[str]) -> Byline:
    """Returns the authors that a container names. Several may stand in one name, accounts are none.

    Labels, as portals store them, are no part of a name; "Nguồn: X" names the publisher.
    """
    authors: list[str] = []
    publisher = ""
    for name in names:
        source = source_named(name) if _SOURCE_LABEL.match(fold(name)) else ""
        if source and not is_person(source):
            publisher = publisher or source
            continue
        bare = unlabelled(name)
        signature = named(bare, single=True)
        if bare and (signature is None or not signature.login):
            said = signature is not None and signature.authors and not signature.affiliation
            authors += signature.authors if said and signature else (bare,)
            publisher = publisher or (signature.publisher if signature else "")
    if not authors:
        return Byline(publisher=publisher)
    return Byline(tuple(dict.fromkeys(authors)), publisher=publisher, how="container", certainty=1.0)


def _chosen(found: _FoundSignatures) -> Byline:
    signatures = [signature for _, signature in found.signatures]
    people = [(how, s) for how, s in found.signatures if s.authors and not s.role]
    roles = [(how, s) for how, s in found.signatures if s.role]
    how, best = next(iter(people or roles), ("", Signature()))
    # If each author has a line, only the first is found. The metadata list them all.
    fuller = (s for how_, s in people if how_ == "claim" and set(best.authors) < set(s.authors))
    best = next(fuller, best) if best.authors else best
    publishers = [s.publisher for s in signatures if s.publisher]
    return Byline(
        authors=tuple(dict.fromkeys(best.authors)),
        translator=next((s.translator for s in signatures if s.translator), ""),
        publisher=found.publisher or next(iter(publishers), ""),
        affiliation=next((s.affiliation for s in signatures if s.affiliation), ""),
        doubtful=best.role,
        how=how,
        certainty=0.6 if best.role else _CERTAINTY.get(how, 0.0),
        lines=frozenset(found.lines),
    )


def _claimed(metadata: PageMetadata) -> Iterator[Signature]:
    """Yields the authors in the metadata, except accounts and the site itself."""
    site = {key(claim.value) for claim in metadata.of("publisher")}
    listed: dict[str, list[str]] = {}
    for claim in metadata.of("author"):
        if key(claim.value) not in site:
            listed.setdefault(claim.how.partition(" ")[0] if "json" in claim.how else claim.how, []).append(
                claim.value
            )
    for names in listed.values():
        if together := _together(names):
            yield together
    for claim in metadata.of("author"):
        signature = labelled(claim.value) or named(_of_source(claim.value))
        if not signature or not signature.authors or signature.login or key(claim.value) in site:
            continue
        if signature.authors != (signature.affiliation,):
            yield signature


def _of_source(name: str) -> str:
    """Returns the person that a claim takes a text from: "Theo X"."""
    bare = unlabelled(name)
    return bare if is_person(bare) else name


def _together(names: list[str]) -> Signature | None:
    """Returns several authors as one signature; None if one is no person."""
    signatures = [named(_of_source(name)) for name in dict.fromkeys(names)]
    people = [each for each in signatures if each and each.authors and not each.login]
    if len(people) < 2 or len(people) < len(signatures):
        return None
    return replace(people[0], authors=tuple(name for each in people for name in each.authors))


def _marked_up(regions: PageRegions, found: _FoundSignatures) -> None:
    """Finds names in author elements; adjacent ones sign together."""
    last = 0
    for line in (*regions.front, *regions.text[:2], *regions.signature, *regions.head[-3:]):
        if line.part is not PagePart.AUTHOR or line.number in found.lines:
            continue
        signature = labelled(line.text) or named(line.text.strip(" |-–"), single=True)
        if not signature or not (signature.authors or signature.login) or _is_place(line.text):
            continue
        found.take(line, signature, "markup")
        if last and line.number - last <= _ADJACENT:
            _join_last_two(found)
        last = line.number


def _join_last_two(found: _FoundSignatures) -> None:
    """Makes one signature of two that stand together."""
    how, first = found.signatures[-2]
    second = found.signatures[-1][1]
    if first.authors and second.authors and not first.role and not second.role:
        found.signatures[-2:] = [(how, replace(first, authors=(*first.authors, *second.authors)))]


def _sources(regions: PageRegions, found: _FoundSignatures) -> None:
    """Finds lines that name the original publisher, after or before the text."""
    for line in (*regions.signature, *regions.text[-1:], *regions.front):
        publisher = source_named(line.text)
        if publisher:
            found.publisher = found.publisher or publisher
            found.lines.add(line.number)


def _labelled(lines: tuple[Line, ...], found: _FoundSignatures) -> None:
    for line in lines:
        signature = labelled(line.text)
        if signature and line.number not in found.lines:
            found.take(line, signature, "label")


def _bare_at_end(regions: PageRegions, found: _FoundSignatures) -> None:
    """Finds a bare name after the text. Captions may precede it."""
    vietnamese = _is_vietnamese(regions)
    for line in _after_text(regions, found):
        signature = named(line.text, single=line.indent >= _PUSHED_RIGHT or _closed(regions))
        if line.picture and signature and signature.affiliation:
            continue  # an agency below a picture is what it shows
        if signature and not vietnamese and not signature.login:
            return  # elsewhere articles do not end with a bare name
        if signature and not _is_place(line.text):
            found.take(line, signature, "end")
            if signature.authors:
                _affiliation_below(regions, line, found)
                _others_below(regions, line, found)
            return
        between = is_caption(line.text) or is_credit(line.text) or is_long_enough(line.text)
        if signature is None and not between:
            return


def _is_vietnamese(regions: PageRegions) -> bool:
    """Whether the text has Vietnamese letters."""
    text = " ".join(line.text for line in regions.text)[:_SAMPLE]
    return len(_VIETNAMESE.findall(text)) > len(text) / 50


def _others_below(regions: PageRegions, name: Line, found: _FoundSignatures) -> None:
    """Adds further authors on the lines directly below the first."""
    at = next(i for i, (how, s) in enumerate(found.signatures) if how == "end" and s.authors)
    how, first = found.signatures.pop(at)
    names = list(first.authors)
    last = name.number
    for line in regions.signature:
        together = last < line.number <= last + 2 and is_person(line.text) and len(names) < 4
        if together and line.number not in found.lines and not _is_place(line.text):
            names.append(line.text)
            found.lines.add(line.number)
            last = line.number
    found.signatures.insert(at, (how, replace(first, authors=tuple(names))))


def _after_text(regions: PageRegions, found: _FoundSignatures) -> Iterator[Line]:
    return (line for line in regions.signature if line.number not in found.lines)


def _closed(regions: PageRegions) -> bool:
    return bool(regions.text) and END_MARK in regions.text[-1].text[-12:]


def _affiliation_below(regions: PageRegions, name: Line, found: _FoundSignatures) -> None:
    """Finds the organisation of an author on the next line."""
    below = next((line for line in regions.signature if line.number > name.number), None)
    if below is None or marker_of(below.text) or is_masthead(below.text):
        return
    signature = named(below.text)
    if signature and signature.affiliation and signature.authors == (signature.affiliation,):
        found.take(below, signature, "affiliation")


def _glued_to_end(regions: PageRegions, found: _FoundSignatures) -> None:
    """Finds a name behind the end mark of the last line."""
    last = regions.text[-1].text if regions.text else ""
    after = last.rpartition(END_MARK)[2] if END_MARK in last else ""
    signature = (labelled(after) or named(after, single=True)) if after.strip() else None
    if signature:
        found.signatures.append(("end mark", signature))


def _bare_above(regions: PageRegions, found: _FoundSignatures) -> None:
    """Finds a bare name between title and text, with a bar or not ("X |").

    Outside of Vietnam such a line is as often the name of a column.
    """
    if not _is_vietnamese(regions):
        return
    for line in regions.front:
        barred = line.text.startswith("|") or line.text.endswith("|")
        name = line.text.strip(" |")
        if line.number in found.lines or is_label(name) or is_caption(name):
            continue
        signature = named(name, single=barred)
        if signature and not _is_place(name) and not signature.affiliation:
            found.take(line, signature, "above")


def _is_place(text: str) -> bool:
    return load_gazetteer().resolve(text, None) is not None
