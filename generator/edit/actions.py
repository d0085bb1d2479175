"""What the form asks for: lists, opens, checks, keeps, saves, begins and publishes articles.

Each action takes a typed request and returns what is sent as JSON. A path of a request is checked before a
file is read or written.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from generator.authoring.content_files import known_file, new_file, replace_file, write_new
from generator.authoring.files import read_article_files
from generator.authoring.front_matter_text import with_field
from generator.authoring.new_article import NewArticle
from generator.authoring.new_translation import translation_path, translation_text
from generator.edit.articles import PAGE, ArticleList, authors_and_tags, faulty_paths
from generator.edit.checking import Checked, check_unsaved, problem_records
from generator.edit.document import FormDocument, read_document, written
from generator.edit.drafts import Draft, Drafts, is_window
from generator.edit.form import form_fields, provinces, sections
from generator.edit.pictures import free_file, smaller
from generator.edit.texts import texts
from generator.edit.values import Value, is_value
from generator.model.settings import Settings
from generator.read.files import key_and_language
from generator.read.scan import CONTENT, MAX_BYTES
from generator.schema.field_forms import UNKNOWN
from generator.serve.live_content import LiveContent
from generator.serve.live_site import LiveSite
from generator.serve.preview import Preview
from generator.text.dates import parse_date
from generator.text.unicode import one_line

_TRIES, _BETWEEN = 200, 0.05  # attempts, and seconds between them
_TRIALS = 12  # windows whose unsaved texts are shown


class RefusedError(Exception):
    """An action that cannot be done: HTTP status, the name of its words, and what else is sent."""

    def __init__(self, status: int, reason: str, **more: object) -> None:
        super().__init__(reason)
        self.status, self.reason, self.more = status, reason, more


class ListRequest(Struct, forbid_unknown_fields=True):
    """Asks for the articles that match a query and a filter."""

    query: str = ""
    only: str = ""
    begin: int = 0


class FileRequest(Struct, forbid_unknown_fields=True):
    """Asks for something about a file, or about the draft of one window."""

    path: str
    window: str = ""


class TextRequest(Struct, forbid_unknown_fields=True):
    """Text typed in a window, on top of the file whose SHA-256 was `base`."""

    path: str
    window: str
    base: str
    values: dict[str, Any]
    body: str
    adopted: tuple[str, ...] = ()


class NewRequest(Struct, forbid_unknown_fields=True):
    """Asks for a new article. What is empty is not known."""

    title: str
    section: str
    date: str = ""
    author: str = ""
    province: str = ""


class TranslateRequest(Struct, forbid_unknown_fields=True):
    """Asks for a new translation of the article of a file."""

    path: str
    to: str
    title: str = ""
    translator: str = ""


class _Trial(Struct, frozen=True):
    """The last shown text of a window, and the saved site below it."""

    saved: LiveSite
    checked: Checked


class Actions:
    """The actions of the form on one site."""

    def __init__(self, site: Path, preview: Preview, today: Callable[[], date]) -> None:
        self.site, self.preview, self.drafts = site, preview, Drafts(site)
        self._today = today
        self._list = ArticleList()
        self._trials: OrderedDict[str, _Trial] = OrderedDict()

    # --- reading ------------------------------------------------------------------------------------------

    def start(self, lang: str) -> dict[str, Any]:
        """All that the form needs to know once."""
        content = self.content
        settings = content.settings
        self._list.update(content)  # so that the list itself answers at once
        authors, tags = authors_and_tags(content)
        return {
            "lang": lang,
            "texts": texts(lang),
            "fields": form_fields(lang),
            "languages": settings.languages,
            "sections": sections(settings, lang),
            "provinces": provinces(settings.default_language),
            "authors": authors,
            "tags": tags,
            "today": f"{self._today():%d/%m/%Y}",
            "root": self.preview.root,
        }

    def find(self, request: ListRequest) -> dict[str, Any]:
        """A page of the list of articles."""
        content = self.content
        self._list.update(content)
        typed = self.drafts.paths()
        faulty = faulty_paths(self.preview.state.problems)
        count = len(content.settings.languages)
        found = self._list.find(request.query, request.only, count, faulty, typed)
        begin = max(0, request.begin)
        shown = [
            {
                "path": each.path,
                "title": each.title,
                "day": each.day,
                "section": each.section,
                "languages": each.languages,
                "draft": each.draft,
                "typed": each.path in typed,
                "error": each.path in faulty,
            }
            for each in found[begin : begin + PAGE]
        ]
        return {"articles": shown, "count": len(found), "begin": begin}

    def open(self, request: FileRequest, lang: str) -> dict[str, Any]:
        """A file as the form shows it, with its translations and drafts."""
        data = self._file(request.path).read_bytes()
        document = read_document(data)
        if document is None:
            raise RefusedError(422, "unreadable", problems=self._problems(request.path, lang))
        settings = self.content.settings
        key, own = key_and_language(request.path, settings.default_language)
        entry = self.content.entries.get(key)
        files = (
            {key_and_language(path, settings.default_language)[1]: path for path, _ in entry.digests}
            if entry
            else {}
        )
        item = entry.article or entry.page if entry else None
        original = entry.article.original if entry and entry.article else settings.default_language
        if entry and entry.draft:  # the site knows only the files that are no drafts
            found = read_article_files(self.site, settings, self._file(request.path)).value
            original = found.original.source.lang if found else original
        return {
            "path": request.path,
            "base": _digest(data),
            "lang": own,
            "original": original,
            "article": "/" in key,
            "files": {**files, own: request.path},
            "title": next((each.title for each in item.translations), "") if item else "",
            "values": dict(document.values),
            "body": document.body,
            "drafts": [asdict(each) for each in self._useful_drafts(request.path, data)],
        }

    # --- writing ------------------------------------------------------------------------------------------

    def check(self, request: TextRequest, lang: str) -> dict[str, Any]:
        """Keeps what was typed, and returns its problems and where its page is shown."""
        file = self._file(request.path)
        self._keep(request)
        data = file.read_bytes()
        made = _made(data, request)
        if made is None:
            raise RefusedError(422, "not-writable")
        if made == data and request.base == _digest(data):
            self.drafts.drop(request.path, request.window)
        document = read_document(made)
        saved = self.preview.state.live_site
        if saved is None:
            return {"problems": self._problems(request.path, lang), "address": "", "fresh": False}
        trial = self._trials.get(request.window)
        before = trial.checked.live_site if trial and trial.saved is saved else None
        checked = check_unsaved(before or saved, request.path, made, self._today())
        if checked.live_site:
            self._trials[request.window] = _Trial(saved, checked)
            self._trials.move_to_end(request.window)
            while len(self._trials) > _TRIALS:
                self._trials.popitem(last=False)
        return {
            "problems": problem_records(checked.problems, request.path, document, lang),
            "address": checked.address,
            "fresh": checked.live_site is not None,
            "changed": _digest(data) != request.base,
        }

    def save(self, request: TextRequest) -> dict[str, Any]:
        """Writes what was typed into the file, unless it was changed by others meanwhile."""
        file = self._file(request.path)
        self._keep(request)
        data = file.read_bytes()
        if _digest(data) != request.base:
            document = read_document(data) or FormDocument({}, "", {}, 1)
            now = {"base": _digest(data), "values": dict(document.values), "body": document.body}
            raise RefusedError(409, "changed-elsewhere", current=now)
        made = _made(data, request)
        if made is None:
            raise RefusedError(422, "not-writable")
        if len(made) > MAX_BYTES:
            raise RefusedError(413, "text-too-large")
        if made != data:
            replace_file(file, made)
        for window in {request.window, *filter(is_window, request.adopted)}:
            self.drafts.drop(request.path, window)
        document = read_document(made) or FormDocument({}, "", {}, 1)
        return {"base": _digest(made), "values": dict(document.values), "body": document.body}

    def forget(self, request: FileRequest) -> dict[str, Any]:
        """Deletes what was typed in a window and not saved."""
        if not is_window(request.window):
            raise RefusedError(400, "bad-request")
        self.drafts.drop(request.path, request.window)
        self._trials.pop(request.window, None)
        return {}

    def begin(self, request: NewRequest) -> dict[str, Any]:
        """Creates the file of a new article, a draft."""
        settings = self.content.settings
        title, when = one_line(request.title), one_line(request.date)
        is_known = bool(when) and when.casefold() != UNKNOWN
        day = parse_date(when) if is_known else None
        if not title:
            raise RefusedError(422, "title-needed")
        if is_known and day is None:
            raise RefusedError(422, "date-wrong")
        if request.section not in {section.key for section in settings.sections}:
            raise RefusedError(400, "bad-request")
        author, province = one_line(request.author), one_line(request.province)
        names = (author,) if author else ()
        article = NewArticle(title, request.section, day, names, province)
        text = with_field(article.text, "draft", "true") or article.text
        self._create(article.path, text)
        return {"path": article.path}

    def translate(self, request: TranslateRequest) -> dict[str, Any]:
        """Creates the file of a translation."""
        settings = self.content.settings
        found = read_article_files(self.site, settings, self._file(request.path)).value
        if found is None or request.to not in settings.languages:
            raise RefusedError(422, "unreadable")
        path, _ = translation_path(found.original, request.to, settings.default_language)
        title, translator = one_line(request.title), one_line(request.translator)
        self._create(path, translation_text(found.original, request.to, self._today(), title, translator))
        return {"path": path}

    def store_picture(self, path: str, name: str, content: bytes) -> dict[str, Any]:
        """Stores a picture beside an article, made smaller."""
        self._file(path)
        picture = smaller(content)
        if isinstance(picture, str):
            raise RefusedError(422, picture)
        free = free_file(self.site, path, name, picture)
        if free is None:
            raise RefusedError(403, "outside")
        if not free[1].exists():
            with free[1].open("xb") as file:
                file.write(picture.content)
        size = len(picture.content)
        return {
            "src": free[0],
            "width": picture.width,
            "height": picture.height,
            "size": size,
            "before": len(content),
        }

    # --- the page of an unsaved text ----------------------------------------------------------------------

    def live_site(self, window: str) -> LiveSite | None:
        """The site with the unsaved text of a window, else as it is saved."""
        trial = self._trials.get(window)
        return trial.checked.live_site if trial else self.preview.state.live_site

    @property
    def content(self) -> LiveContent:
        """The content as it is saved. Raises RefusedError while site.toml cannot be read."""
        content = self.preview.state.content
        if content is None:
            raise RefusedError(503, "no-settings")
        return content

    @property
    def settings(self) -> Settings:
        """The site's settings."""
        return self.content.settings

    def title_of(self, path: str) -> str:
        """The title of the article of a file, or the file's name."""
        entry = self.content.entries.get(key_and_language(path, self.settings.default_language)[0])
        item = entry.article or entry.page if entry else None
        titles = {each.source_path: each.title for each in item.translations} if item else {}
        return titles.get(path) or next(iter(titles.values()), path.rpartition("/")[2])

    def file_on_disk(self, path: str) -> str:
        """The path of a file as the disk has it, from the site's folder. Raises RefusedError."""
        known = self.content.files.get(path)
        actual = known.actual if known else path
        if known_file(self.site, actual) is None or not path.endswith(".md"):
            raise RefusedError(404, "no-file")
        return actual

    def wait_until_read(self, path: str) -> None:
        """Waits until the site knows a file as it is on disk. Raises RefusedError."""
        wanted = _digest(self._file(path).read_bytes())
        key, _ = key_and_language(path, self.settings.default_language)
        for _ in range(_TRIES):
            entry = self.content.entries.get(key)
            if entry and dict(entry.digests).get(path) == wanted:
                return
            time.sleep(_BETWEEN)
        raise RefusedError(503, "not-read-yet")

    # --- paths --------------------------------------------------------------------------------------------

    def _file(self, path: str) -> Path:
        """The existing Markdown file of content/ at a path. Raises RefusedError."""
        file = known_file(self.site, self.file_on_disk(path))
        if file is None:
            raise RefusedError(404, "no-file")
        return file

    def _create(self, path: str, text: str) -> None:
        """Writes a new Markdown file. Raises RefusedError."""
        file = new_file(self.site, path)
        if file is None or not path.startswith(f"{CONTENT}/"):
            raise RefusedError(403, "outside")
        try:
            write_new(file, text)
        except FileExistsError as error:
            raise RefusedError(409, "file-taken", path=path) from error

    def _keep(self, request: TextRequest) -> None:
        """Keeps what was typed as the draft of its window."""
        typed: object = request.values
        if not is_window(request.window) or not is_value(typed):
            raise RefusedError(400, "bad-request")
        if len(request.body) > MAX_BYTES:
            raise RefusedError(413, "text-too-large")
        self.drafts.keep(Draft(request.path, request.window, request.base, request.values, request.body))

    def _useful_drafts(self, path: str, data: bytes) -> list[Draft]:
        """The drafts of a file. Those that say the same as the file are deleted."""
        found = []
        for draft in self.drafts.of(path):
            if _made(data, draft) == data:
                self.drafts.drop(path, draft.window)
            else:
                found.append(draft)
        return found

    def _problems(self, path: str, lang: str) -> list[dict[str, object]]:
        """The known problems of a saved file."""
        found = tuple(problem for problem in self.preview.state.problems if problem.path == path)
        return problem_records(found, path, None, lang)


def _made(data: bytes, typed: TextRequest | Draft) -> bytes | None:
    """The file with what was typed."""
    values: dict[str, Value] = {name: value for name, value in typed.values.items() if is_value(value)}
    return written(data, values, typed.body)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
