"""The author of the article, chosen among the signatures of its page by where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.lines.boilerplate import is_masthead, marker_of
from generator.importer.lines.dateline import DateLine
from generator.importer.lines.shape import is_caption, is_label, is_long_enough, is_person
from generator.importer.lines.signature import Signature, is_credit, labelled, named, source_named
from generator.importer.lines.title import key
from generator.importer.reading.page import Claims, Line, PagePart
from generator.importer.text.regions import END_MARK, PageRegions
from generator.provinces.gazetteer import load_gazetteer

_PUSHED_RIGHT = 20  # columns


class Byline(Struct, frozen=True):
    """Who wrote and translated it, who published it first, and the lines (by number) that said so.

    `doubtful`: a word stands in place of a name (PV). `how`, `certainty`: where the name was found, how sure.
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
class _Found:
    """Signatures in the order of trust, and the lines that they were found on."""

    signatures: list[tuple[str, Signature]] = field(default_factory=list)
    publisher: str = ""
    lines: set[int] = field(default_factory=set)

    def take(self, line: Line, signature: Signature, how: str) -> None:
        self.signatures.append((how, signature))
        self.lines.add(line.number)


_CERTAINTY = {
    "label": 0.97, "end": 0.93, "end mark": 0.92, "markup": 0.88, "above": 0.85, "beside the date": 0.82,
    "claim": 0.8,
}  # fmt: skip


def find_byline(frame: PageRegions, dates: tuple[DateLine, ...], claims: Claims) -> Byline:
    """The byline: at the end with a label, at the end bare, above the text, beside the date; else nobody.

    What the markup names as the author comes after what the text is signed with: it is often who posted it.
    """
    found = _Found()
    _sources(frame, found)
    _labelled(frame.signature + frame.text, found)
    _bare_at_end(frame, found)
    _glued_to_end(frame, found)
    _labelled(frame.front, found)
    _marked_up(frame, found)
    _bare_above(frame, found)
    _labelled(frame.head, found)
    in_background = [named(date.name, single=True) or Signature((date.name,)) for date in dates if date.name]
    found.signatures += [("beside the date", signature) for signature in in_background if not signature.login]
    found.signatures += [("claim", signature) for signature in _claimed(claims)]
    return _chosen(found)


def _chosen(found: _Found) -> Byline:
    signatures = [signature for _, signature in found.signatures]
    people = [(how, s) for how, s in found.signatures if s.authors and not s.role]
    roles = [(how, s) for how, s in found.signatures if s.role]
    how, best = next(iter(people or roles), ("", Signature()))
    # Where each author has a line, the first is found alone; the page's own list has them all.
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


def _claimed(claims: Claims) -> Iterator[Signature]:
    """Whom the page claims as its author for machines, unless that is an account or the site itself."""
    site = {key(claim.value) for claim in claims.of("publisher")}
    listed = [claim.value for claim in claims.of("author") if claim.how.startswith("json-ld")]
    together = _together([name for name in listed if key(name) not in site])
    if together:
        yield together
    for claim in claims.of("author"):
        signature = labelled(claim.value) or named(claim.value)
        if not signature or not signature.authors or signature.login or key(claim.value) in site:
            continue
        if signature.authors != (signature.affiliation,):
            yield signature


def _together(names: list[str]) -> Signature | None:
    """Several authors whom a page names one by one; None where one is none."""
    signatures = [named(name) for name in dict.fromkeys(names)]
    people = [each for each in signatures if each and each.authors and not each.login]
    if len(people) < 2 or len(people) < len(signatures):
        return None
    return replace(people[0], authors=tuple(name for each in people for name in each.authors))


def _marked_up(frame: PageRegions, found: _Found) -> None:
    """A name in an element that the markup names as the author's."""
    for line in (*frame.front, *frame.text[:2], *frame.signature, *frame.head[-3:]):
        if line.part is not PagePart.AUTHOR or line.number in found.lines:
            continue
        signature = labelled(line.text) or named(line.text.strip(" |-–"), single=True)
        if signature and (signature.authors or signature.login) and not _is_place(line.text):
            found.take(line, signature, "markup")


def _sources(frame: PageRegions, found: _Found) -> None:
    """Lines that name where the article was taken from: after the text, or in front of it."""
    for line in (*frame.signature, *frame.text[-1:], *frame.front):
        publisher = source_named(line.text)
        if publisher:
            found.publisher = found.publisher or publisher
            found.lines.add(line.number)


def _labelled(lines: tuple[Line, ...], found: _Found) -> None:
    for line in lines:
        signature = labelled(line.text)
        if signature and line.number not in found.lines:
            found.take(line, signature, "label")


def _bare_at_end(frame: PageRegions, found: _Found) -> None:
    """A name alone after the text; captions may stand between."""
    for line in _after_text(frame, found):
        signature = named(line.text, single=line.indent >= _PUSHED_RIGHT or _closed(frame))
        if signature and not _is_place(line.text):
            found.take(line, signature, "end")
            _affiliation_below(frame, line, found)
            _others_below(frame, line, found)
            return
        between = is_caption(line.text) or is_credit(line.text) or is_long_enough(line.text)
        if signature is None and not between:
            return


def _others_below(frame: PageRegions, name: Line, found: _Found) -> None:
    """Further people on the lines right below the first one wrote it together."""
    at = next(i for i, (how, s) in enumerate(found.signatures) if how == "end" and s.authors)
    how, first = found.signatures.pop(at)
    names = list(first.authors)
    last = name.number
    for line in frame.signature:
        together = last < line.number <= last + 2 and is_person(line.text) and len(names) < 4
        if together and line.number not in found.lines and not _is_place(line.text):
            names.append(line.text)
            found.lines.add(line.number)
            last = line.number
    found.signatures.insert(at, (how, replace(first, authors=tuple(names))))


def _after_text(frame: PageRegions, found: _Found) -> Iterator[Line]:
    return (line for line in frame.signature if line.number not in found.lines)


def _closed(frame: PageRegions) -> bool:
    return bool(frame.text) and END_MARK in frame.text[-1].text[-12:]


def _affiliation_below(frame: PageRegions, name: Line, found: _Found) -> None:
    """An organisation on the line after a person's name is where the person works."""
    below = next((line for line in frame.signature if line.number > name.number), None)
    if below is None or marker_of(below.text) or is_masthead(below.text):
        return
    signature = named(below.text)
    if signature and signature.affiliation and signature.authors == (signature.affiliation,):
        found.take(below, signature, "affiliation")


def _glued_to_end(frame: PageRegions, found: _Found) -> None:
    """A name behind the end mark on the text's last line."""
    last = frame.text[-1].text if frame.text else ""
    after = last.rpartition(END_MARK)[2] if END_MARK in last else ""
    signature = (labelled(after) or named(after, single=True)) if after.strip() else None
    if signature:
        found.signatures.append(("end mark", signature))


def _bare_above(frame: PageRegions, found: _Found) -> None:
    """A name alone between the title and the text, perhaps with a bar behind it ("X |")."""
    for line in frame.front:
        barred = line.text.startswith("|") or line.text.endswith("|")
        name = line.text.strip(" |")
        if line.number in found.lines or is_label(name) or is_caption(name):
            continue
        signature = named(name, single=barred)
        if signature and not _is_place(name) and not signature.affiliation:
            found.take(line, signature, "above")


def _is_place(text: str) -> bool:
    return load_gazetteer().resolve(text, None) is not None
