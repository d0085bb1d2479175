"""Examines files of a copy: the SHA-256 of each, and what pages and style sheets point to."""

import hashlib
from collections.abc import Set

from msgspec import Struct

from generator.model.problem import Problem
from generator.verify.files import finding
from generator.verify.links import Fragment, check_links
from generator.verify.references import facts_of_page, references_of_style
from generator.verify.source import DamagedMemberError, Member, Source, read

_PAGE = 32_000_000  # bytes: what is larger is not looked through for links


class Examined(Struct, frozen=True):
    """A file: its SHA-256 (None if it cannot be read), its problems, its references to other pages' anchors.

    Of a page: its title, whether search engines shall leave it out, the root of its search index.
    """

    path: str
    digest: str | None
    problems: tuple[Problem, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    title: str = ""
    noindex: bool = False
    search_root: str = ""


class Examiner(Struct, frozen=True):
    """Examines one file after the other. `media` is the folder of what editors attached, as it came.

    Worker processes take it along. Raises OSError if the disk fails.
    """

    source: Source
    paths: Set[str]
    media: str

    def __call__(self, member: Member) -> Examined:
        is_page = member.path.endswith(".html") and not member.path.startswith(self.media)
        is_style = member.path.endswith(".css") and not member.path.startswith(self.media)
        kept: list[bytes] = []
        content = hashlib.sha256()
        try:
            for piece in self.source.pieces(member):
                content.update(piece)
                if (is_page or is_style) and member.size <= _PAGE:
                    kept.append(piece)
        except DamagedMemberError:
            return Examined(member.path, None, (finding(member.path, "member-damaged"),))
        text = b"".join(kept).decode("utf-8", errors="replace")
        digest = content.hexdigest()
        if (is_page or is_style) and member.size > _PAGE:
            return Examined(member.path, digest, (finding(member.path, "page-too-large"),))
        if is_page:
            return self._page(member.path, digest, text)
        if is_style:
            links = check_links(member.path, text, references_of_style(text), frozenset(), self.paths)
            return Examined(member.path, digest, links.problems)
        return Examined(member.path, digest)

    def _page(self, path: str, digest: str, html: str) -> Examined:
        facts = facts_of_page(html)
        links = check_links(path, html, facts.references, facts.anchors, self.paths)
        return Examined(
            path,
            digest,
            links.problems,
            links.fragments,
            facts.title,
            facts.noindex,
            facts.search_root,
        )


class AnchorReader(Struct, frozen=True):
    """Reads which anchors a page has."""

    source: Source

    def __call__(self, member: Member) -> Set[str]:
        try:
            content = read(self.source, member, _PAGE)
        except DamagedMemberError:  # told already
            return frozenset()
        return facts_of_page(content.decode("utf-8", errors="replace")).anchors if content else frozenset()
