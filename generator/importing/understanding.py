"""The understanding of one find: what a worker process does with it."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from generator.importing.addresses import is_print_view
from generator.importing.article import Article
from generator.importing.capture import Capture
from generator.importing.importer import import_page
from generator.importing.lists import is_error_page, is_list, says_article
from generator.importing.sketch import sketch
from generator.importing.sources.finds import Find, SavedFile, refused
from generator.model import Outcome, Problem
from generator.record import record

_DEEPEST = 2000  # elements inside one another; browsers stop at 512
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Elements without an end, and those whose end is often left to the reader.
_UNENDING = frozenset(
    {
        b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source",
        b"track", b"wbr", b"p", b"li", b"td", b"th", b"tr", b"dt", b"dd", b"option", b"thead", b"tbody", b"colgroup",
    }
)  # fmt: skip


@record
class Understood:
    """What was understood of a find. `article` is None where it is refused, or skipped as a list of others.

    `digest`: SHA-256 of the captured file; `original`: its bytes where they are to be kept and lie in no file
    of their own.
    """

    path: str
    source: SavedFile
    digest: str
    article: Article | None
    problems: tuple[Problem, ...]
    address: str = ""
    known: Mapping[str, object] | None = None
    skipped: bool = False
    lead_only: bool = False
    printed: bool = False
    marked: bool = False  # the page tells machines that it is an article
    sketch: bytes = b""
    original: bytes = b""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the keeper says of all pages: "" where nothing."""

    province: str = ""
    language: str = ""
    keep_originals: bool = False


def understander(wishes: Wishes) -> Callable[[Find], Understood]:
    """The function that worker processes call. What they import is imported before they fork."""
    return partial(_understood, wishes)


def lost(find: Find) -> Understood:
    """A find that broke its process, by the time or memory that it took."""
    return _refused(find, refused(find.capture.path, "import-costly"))


def _understood(wishes: Wishes, find: Find) -> Understood:
    try:
        return _read(find, wishes)
    except RecursionError:
        return _refused(find, refused(find.capture.path, "import-too-deep"))
    except MemoryError:
        return lost(find)
    except Exception as error:  # noqa: BLE001  (a fault of ours must not cost the other thousands of pages)
        reason = f"{type(error).__name__}: {error}"[:200]
        return _refused(find, refused(find.capture.path, "import-fault", reason=reason))


def _refused(find: Find, problem: Problem) -> Understood:
    digest = find.digest or hashlib.sha256(find.capture.data).hexdigest()
    capture = find.capture
    return Understood(
        capture.path,
        find.source,
        digest,
        None,
        (problem,),
        capture.address,
        lead_only=capture.lead_only,
    )


def _read(find: Find, wishes: Wishes) -> Understood:
    capture = _capture(find)
    if isinstance(capture, Problem):
        return _refused(find, capture)
    if capture.media_type == "text/html" and depth(capture.data) > _DEEPEST:
        return _refused(find, refused(capture.path, "import-too-deep"))
    digest = find.digest or hashlib.sha256(capture.data).hexdigest()
    if _lists_others(capture):
        return _skipped(find, capture, "import-list-page")
    outcome: Outcome[Article | None] = import_page(capture, wishes.province, wishes.language)
    article = outcome.value
    if article is None and any(problem.code == "import-list" for problem in outcome.problems):
        return _skipped(find, capture, "import-list-page")
    if article is not None and is_error_page(article.title):
        return _skipped(find, capture, "import-error-page")
    if article is not None and find.digest:
        article = replace(article, source={**article.source, "sha256": find.digest})
    address = (article.source.get("url", "") if article else "") or capture.address
    return Understood(
        capture.path,
        find.source,
        digest,
        article,
        outcome.problems,
        address,
        dict(capture.known),
        lead_only=capture.lead_only,
        printed=is_print_view(capture.address, find.source.inside),
        marked=article is not None and capture.media_type == "text/html" and says_article(capture.data),
        sketch=sketch(article.body) if article else b"",
        original=capture.data if wishes.keep_originals and article and not find.digest else b"",
    )


def depth(data: bytes) -> int:
    """How deep the elements of a page can lie in one another, told from its tags before it is parsed."""
    here = deepest = 0
    for end, name in _TAG.findall(data):
        if name.lower() not in _UNENDING:
            here = max(0, here - 1) if end else here + 1
            deepest = max(deepest, here)
    return deepest


def _skipped(find: Find, capture: Capture, code: str) -> Understood:
    digest = find.digest or hashlib.sha256(capture.data).hexdigest()
    problem = refused(capture.path, code)
    return Understood(capture.path, find.source, digest, None, (problem,), capture.address, skipped=True)


def _capture(find: Find) -> Capture | Problem:
    """The capture as a page; documents of Word are converted here."""
    if find.capture.data or not find.digest:
        return find.capture
    from generator.importing.sources.docx import converted

    return converted(find)


def _lists_others(capture: Capture) -> bool:
    if capture.media_type != "text/html" or capture.known:
        return False
    return is_list(capture.data, capture.address)
