"""The importer: from the bytes of a saved page to an article, or to the reason why not."""

from dataclasses import dataclass

from generator.importing.article import Article
from generator.importing.body import body_markdown, find_blocks
from generator.importing.byline import Byline, find_byline
from generator.importing.capture import Capture
from generator.importing.frame import Frame, frame_page
from generator.importing.language import language_of
from generator.importing.lines import Line, Undecodable, decode, read_lines
from generator.importing.origin import origin_of, publisher_of
from generator.importing.posted import Posted, find_posted
from generator.importing.province import Province, find_province
from generator.importing.title import Title, find_title
from generator.model import Outcome, Problem

MAX_BYTES = 1024 * 1024


def import_page(capture: Capture, province: str = "", language: str = "") -> Outcome[Article | None]:
    """The article of a captured page; None where there is none to be had.

    `province` and `language` (vi, en), if given, are taken as true.
    """
    data, path = capture.data, capture.path
    text = _text(data, path)
    if isinstance(text, Problem):
        return Outcome(None, (text,))
    lines = read_lines(text)
    title = find_title(lines)
    if title is None:
        return _refused(path, "import-no-title")
    page = _Page(path, data, lines, title, frame_page(lines, title))
    return _article(page, province, language) if page.frame.text else _refused(path, "import-no-body")


@dataclass(frozen=True, slots=True)
class _Page:
    """A saved page, its title and its parts."""

    path: str
    data: bytes
    lines: tuple[Line, ...]
    title: Title
    frame: Frame


def _article(page: _Page, province: str, language: str) -> Outcome[Article | None]:
    """What the parts of the page say, put together."""
    posted = find_posted(page.frame, page.title)
    byline = find_byline(page.frame, posted.all)
    blocks = find_blocks(page.frame, byline.lines | posted.lines)
    if not blocks:
        return _refused(page.path, "import-no-body")
    date = posted.line.date if posted.line else None
    place = Province(province) if province else find_province(page.frame, page.title, byline, date)
    doubts = _Doubts(page.path, page.lines[page.title.lines[0]].number, posted, byline, place).problems()
    article = Article(
        title=page.title.text,
        date=date,
        updated=posted.updated,
        authors=byline.authors,
        province=place.name,
        review=tuple(dict.fromkeys(_field(problem) for problem in doubts)),
        publisher=publisher_of(page.frame, byline),
        translator=byline.translator,
        source=origin_of(page.lines, page.data),
        language=language or language_of(blocks),
        body=body_markdown(blocks),
    )
    return Outcome(article, tuple(doubts))


def _text(data: bytes, path: str) -> str | Problem:
    """The page's text, or the problem for which it is refused."""
    if len(data) > MAX_BYTES:
        return Problem(path, 1, 1, "import-too-large", (("size", f"{len(data) / MAX_BYTES:.1f}"),))
    text = decode(data)
    if isinstance(text, Undecodable):
        return Problem(path, text.line, text.column, "import-not-utf8")
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype html", "<html", "<?xml", "<head")):
        return Problem(path, 1, 1, "import-html")
    return text if text.strip() else Problem(path, 1, 1, "import-empty")


def _refused(path: str, code: str) -> Outcome[Article | None]:
    return Outcome(None, (Problem(path, 1, 1, code),))


def _field(problem: Problem) -> str:
    """The field of the front matter that a warning is about."""
    word = problem.code.split("-")[1]
    return "date" if word == "weekday" else word


@dataclass(frozen=True, slots=True)
class _Doubts:
    """What a person must still look at."""

    path: str
    line: int
    posted: Posted
    byline: Byline
    place: Province

    def problems(self) -> list[Problem]:
        return [*self._date(), *self._author(), *self._province()]

    def _problem(self, code: str, **details: str) -> Problem:
        return Problem(self.path, self.line, 1, code, tuple(details.items()))

    def _date(self) -> list[Problem]:
        chosen = self.posted.line
        if chosen is None:
            return [self._problem("import-date-unknown")]
        found = []
        if self.posted.doubtful:
            found.append(self._problem("import-date-doubtful", value=chosen.date.iso, line=chosen.text))
        if chosen.weekday_agrees is False:
            found.append(self._problem("import-weekday", value=chosen.date.iso, line=chosen.text))
        return found

    def _author(self) -> list[Problem]:
        if not self.byline.authors:
            return [self._problem("import-author-unknown")]
        if self.byline.doubtful:
            return [self._problem("import-author-doubtful", value=", ".join(self.byline.authors))]
        return []

    def _province(self) -> list[Problem]:
        if not self.place.name:
            return [self._problem("import-province-unknown")]
        if self.place.doubtful:
            return [self._problem("import-province-doubtful", value=self.place.name)]
        return []
