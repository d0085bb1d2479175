"""What the form asks of git: who writes, what a file was, and to publish it."""

from typing import Any

from msgspec import Struct

from generator.edit import git
from generator.edit.actions import Actions, FileRequest, RefusedError
from generator.edit.document import read_document
from generator.edit.publishing import files_of
from generator.edit.publishing import publish as publish_files
from generator.edit.texts import texts
from generator.problems.messages import has_errors, message, severity
from generator.read.files import key_and_language
from generator.text.unicode import one_line


class PublishRequest(Struct, forbid_unknown_fields=True):
    """Asks to publish the article of a file, in the name of an editor."""

    path: str
    name: str
    email: str
    message: str = ""


class VersionRequest(Struct, forbid_unknown_fields=True):
    """Asks for a file as it was in a commit."""

    path: str
    commit: str


def identity(actions: Actions) -> dict[str, Any]:
    """The name under which git would commit; empty if it knows none."""
    person = git.identity(actions.site)
    return {"name": person.name if person else "", "email": person.email if person else ""}


def history(actions: Actions, request: FileRequest) -> dict[str, Any]:
    """The commits of a file."""
    return {"versions": _versions(actions, request.path)}


def version(actions: Actions, request: VersionRequest) -> dict[str, Any]:
    """A file as it was in one of its commits."""
    known = next((each for each in _versions(actions, request.path) if each.commit == request.commit), None)
    if known is None:
        raise RefusedError(404, "no-version")
    text = git.text_at(actions.site, known)
    document = read_document(text.encode())
    return {"text": text, "body": document.body if document else "", "readable": document is not None}


def publish(actions: Actions, request: PublishRequest, lang: str) -> dict[str, Any]:
    """Commits the files of an article, and pushes. Errors of the article must be mended first."""
    actions.wait_until_read(request.path)
    content = actions.content
    key, _ = key_and_language(request.path, content.settings.default_language)
    entry = content.entries.get(key)
    if entry is None:
        raise RefusedError(404, "no-file")
    paths = {path for path, _ in entry.digests}
    found = [problem for problem in actions.preview.state.problems if problem.path in paths]
    if has_errors(found):
        first = next(problem for problem in found if severity(problem) == "error")
        raise RefusedError(422, "errors-left", said=message(first, lang))
    person = git.Person(one_line(request.name), one_line(request.email))
    files = files_of(content, entry)
    subject = one_line(request.message) or actions.title_of(request.path)
    done = publish_files(actions.site, files, person, subject)
    words = texts(lang)[f"published-{done.outcome}"]
    return {"outcome": done.outcome, "message": words, "said": done.said, "commit": done.commit}


def _versions(actions: Actions, path: str) -> list[git.Version]:
    """The commits of a file of content/. Raises RefusedError."""
    if not git.is_installed():
        raise RefusedError(424, "published-no-git")
    if not git.is_repository(actions.site):
        raise RefusedError(424, "published-no-repository")
    return git.history(actions.site, actions.file_on_disk(path))
