"""Places the captures of one article as a file with media and aliases."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname

from msgspec.structs import replace

from generator.authoring.content_files import known_file, new_file
from generator.importer.addresses import normal_address
from generator.importer.article import Evidence, ImportedArticle, front_matter
from generator.importer.extract import Extraction
from generator.importer.placing.bounds import bounded
from generator.importer.placing.consensus import SiteProvinces
from generator.importer.placing.duplicates import CaptureSummary
from generator.importer.placing.existing import ExistingContent
from generator.importer.placing.file import article_file, with_media_reviewed
from generator.importer.placing.media import ImportedMedia, PlacedMedia
from generator.importer.placing.originals import keep_original
from generator.importer.placing.resources import ResourceIndex
from generator.importer.placing.shingles import containment
from generator.importer.results import Result, Status
from generator.importer.sources.items import CapturedRedirect, import_problem
from generator.importer.spool import Spool
from generator.model.problem import Problem
from generator.model.settings import SectionKind, Settings
from generator.problems.messages import severity
from generator.text.unicode import fold

_FROM_DUPLICATE = 0.8  # certainty of a field from another capture
_SHOWN = 60  # characters of a wrong value
_OWN_TEXT = 0.8  # share of the shorter text for the same article


@dataclass(slots=True)
class Placer:
    """Writes articles into the content of a site.

    `section`: key of the section for all articles, "" to use the section of each page.
    """

    site: Path
    settings: Settings
    section: str
    resources: ResourceIndex
    dry: bool
    keep_originals: bool = False
    _existing: ExistingContent = field(init=False)
    _media: ImportedMedia = field(init=False)
    _provinces: SiteProvinces = field(default_factory=lambda: SiteProvinces(()))
    _redirects: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _shared: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._existing = ExistingContent(self.site, self.settings.default_language, self.dry)
        self._media = ImportedMedia(self.site, self.resources, self.dry)

    def record_redirects(self, redirects: Sequence[CapturedRedirect]) -> None:
        """Records redirects; old URLs become aliases of their target."""
        for each in redirects:
            self._redirects[normal_address(each.target)].append(each.address)

    def record_provinces(self, summaries: Sequence[CaptureSummary]) -> None:
        """Records the provinces that nearly all pages of a site name."""
        self._provinces = SiteProvinces(summaries)

    def record_shared_texts(self, pairs: Sequence[tuple[CaptureSummary, CaptureSummary]]) -> None:
        """Records pairs of articles that share their text."""
        for one, other in pairs:
            self._shared[one.path].append(other.path)
            self._shared[other.path].append(one.path)

    def place(self, group: Sequence[CaptureSummary], spool: Spool[Extraction]) -> Iterator[Result]:
        """Places one article; yields the results of all its captures."""
        pages = [spool.get(summary.offset) for summary in group]
        first = pages[0]
        known = self._existing.find_imported(
            (page.digest for page in pages), filter(None, (summary.page for summary in group))
        )
        if known:
            yield from (Result(page.path, "known", known, page.address) for page in pages)
            return
        article = self._provinces.completed(_merge_captures(pages), group[0].site)
        language = self._language(article)
        if not language:
            known_ones = ", ".join(self.settings.languages)
            wrong = article.language[:_SHOWN]
            for page in pages:
                problem = import_problem(page.path, "import-language", value=wrong, suggestion=known_ones)
                yield _refused(page, problem)
            return
        article = replace(article, language=language)
        section = self._section(article, first)
        occupant = self._existing.occupied_path(article, section)
        if occupant and _has_same_text(self.site, occupant, article):
            yield from (Result(page.path, "known", occupant, page.address) for page in pages)
            return
        path = self._existing.path_for(article, section, first.digest)
        if not path:
            taken = import_problem(first.path, "import-target-exists", target=occupant)
            yield Result(first.path, "refused", occupant, first.address, problems=(taken,))
            return
        file = new_file(self.site, path)
        if file is None:
            for page in pages:
                yield _refused(page, import_problem(page.path, "import-write-refused", target=path))
            return
        yield self._written(pages, article, path, file, group[0].site)
        for page in pages[1:]:
            same = import_problem(page.path, "import-same-article", other=first.path)
            yield Result(page.path, "same", path, page.address, problems=(same,))

    def _language(self, article: ImportedArticle) -> str:
        """The site's code of the article's language ("vi" of "vi-VN"); "" if the site has no such
        language."""
        code = re.split("[-_]", article.language.strip().lower(), maxsplit=1)[0]
        return code if code in self.settings.languages else ""

    def _written(
        self, pages: Sequence[Extraction], article: ImportedArticle, path: str, file: Path, site: str
    ) -> Result:
        first = pages[0]
        article, aliases, cut = bounded(article, self._aliases(pages))
        placed = self._media.place(first, article, dirname(path))
        article = with_media_reviewed(article, placed)
        problems = [*_still_open(first.problems, article), *_missing(first.path, placed)]
        problems += [import_problem(first.path, "import-cut", field=name) for name in cut]
        for other in sorted(self._shared[first.path]):
            problems.append(import_problem(first.path, "import-near-duplicate", other=other))
        if (first.known or {}).get("draft"):
            article = replace(article, draft=True)
        if first.lead_only:
            article = replace(article, draft=True)
        self._existing.write(path, file, article_file(article, path, placed, aliases))
        if self.keep_originals and not self.dry:
            keep_original(self.site, first)
        status: Status = (
            "review"
            if article.review or article.draft or any(severity(p) != "note" for p in problems)
            else "sure"
        )
        missing = tuple(each.reference.reference for each in placed if each.fault)
        return Result(
            first.path,
            status,
            path,
            first.address,
            tuple(problems),
            missing,
            front_matter(article),
            article.evidence,
            site=site,
        )

    def _section(self, article: ImportedArticle, page: Extraction) -> str:
        """Returns the key of the section: as requested, as on the page, else news."""
        if self.section:
            return self.section
        named = fold(str((page.known or {}).get("section", "")) or article.section)
        for section in self.settings.sections:
            own = (section.key, *(t.value for t in (*section.name.texts, *section.slug.texts)))
            if named and named in (fold(name) for name in own):
                return section.key
        news = [section.key for section in self.settings.sections if section.kind is SectionKind.NEWS]
        return (news or [section.key for section in self.settings.sections])[0]

    def _aliases(self, pages: Sequence[Extraction]) -> list[str]:
        """Returns the old URLs of all captures and their redirects, each once."""
        addresses = [page.address for page in pages if page.address.startswith(("http://", "https://"))]
        addresses += [alias for page in pages if page.article for alias in page.article.aliases]
        for address in tuple(addresses):
            addresses += self._redirects.get(normal_address(address), ())
        distinct = {normal_address(address) or address: address for address in reversed(addresses)}
        return list(distinct.values())[::-1]


def _merge_captures(pages: Sequence[Extraction]) -> ImportedArticle:
    """Returns the article of the fullest capture, completed by the others.

    An unknown field is filled if all other captures agree on it.
    """
    article = pages[0].article
    assert article is not None  # only extractions with an article are grouped
    others = [page.article for page in pages[1:] if page.article]
    for name, field_name in (("date", "date"), ("authors", "author"), ("province", "province")):
        values = {getattr(other, name) for other in others if getattr(other, name)}
        sure = all(field_name not in other.review for other in others if getattr(other, name))
        if not getattr(article, name) and len(values) == 1 and sure:
            review = tuple(each for each in article.review if each != field_name)
            evidence = {**article.evidence, field_name: Evidence("twin", _FROM_DUPLICATE)}
            article = replace(article, review=review, evidence=evidence, **{name: values.pop()})
    tags = article.tags or next((other.tags for other in others if other.tags), ())
    return replace(article, tags=tags)


def _still_open(problems: Sequence[Problem], article: ImportedArticle) -> list[Problem]:
    """Returns the problems of fields that no other capture has filled."""
    filled = {"date": article.date, "author": article.authors, "province": article.province}
    closed = {f"import-{name}-unknown" for name, value in filled.items() if value}
    return [problem for problem in problems if problem.code not in closed]


def _missing(path: str, placed: Sequence[PlacedMedia]) -> Iterator[Problem]:
    for each in placed:
        if each.fault:
            yield import_problem(path, each.fault, value=each.reference.reference[:200])


def _refused(page: Extraction, problem: Problem) -> Result:
    return Result(page.path, "refused", "", page.address, problems=(problem,))


def _has_same_text(site: Path, path: str, article: ImportedArticle) -> bool:
    """Whether the existing article has the text of this one."""
    file = known_file(site, path)
    if file is None:
        return False
    text = file.read_text("utf-8", errors="replace")
    return containment(text.partition("\n---")[2], article.body) >= _OWN_TEXT
