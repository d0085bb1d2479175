"""Answers the requests of the form, on this machine only.

Every request must name this machine as its host. Every action must come from the form itself: from its
origin, with the secret that stands in its page.
"""

import asyncio
import re
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import msgspec
from tornado import web

from generator.edit import history_actions
from generator.edit.actions import (
    Actions,
    FileRequest,
    ListRequest,
    NewRequest,
    RefusedError,
    TextRequest,
    TranslateRequest,
)
from generator.edit.texts import texts
from generator.serve.server import LocalHandler, Rule, SiteHandler, Visit, content_type

HOME = "/_edit/"
_PAGE = Path(__file__).parent / "page"
_STATIC = re.compile(r"[a-z_]+\.(?:js|css)")
_LANGUAGES = ("vi", "en")
_LONGEST = 8 * 1024 * 1024  # bytes of a request that is no picture
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SHOWN_POLICY = "frame-ancestors 'self'"
# What the frame of the page, which runs no scripts, would complain of.
_SCRIPTED = re.compile(rb"<script\b.*?</script>\s*|\sautofocus(?=>)", re.DOTALL | re.IGNORECASE)

Action = Callable[[Actions, bytes, str], dict[str, Any]]


def _typed(kind: type[Any], act: Callable[..., dict[str, Any]], *, worded: bool = False) -> Action:
    """An action whose request is decoded as this type; `worded` ones also get the language."""

    def decoded(actions: Actions, body: bytes, lang: str) -> dict[str, Any]:
        request = msgspec.json.decode(body, type=kind)
        return act(actions, request, lang) if worded else act(actions, request)

    return decoded


_ACTIONS: dict[str, Action] = {
    "start": lambda actions, _body, lang: actions.start(lang),
    "list": _typed(ListRequest, Actions.find),
    "open": _typed(FileRequest, Actions.open, worded=True),
    "check": _typed(TextRequest, Actions.check, worded=True),
    "save": _typed(TextRequest, Actions.save),
    "forget": _typed(FileRequest, Actions.forget),
    "new": _typed(NewRequest, Actions.begin),
    "translate": _typed(TranslateRequest, Actions.translate),
}
# These wait for git or the network, so they have a thread of their own.
_SLOW: dict[str, Action] = {
    "identity": lambda actions, _body, _lang: history_actions.identity(actions),
    "history": _typed(FileRequest, history_actions.history),
    "version": _typed(history_actions.VersionRequest, history_actions.version),
    "publish": _typed(history_actions.PublishRequest, history_actions.publish, worded=True),
}


def routes(site: Path, today: Callable[[], date], lang: str, visit: Visit) -> Sequence[Rule]:
    """The rules of the form's addresses."""
    form = _Form(Actions(site, visit.preview, today), lang, secrets.token_urlsafe(32))
    own = {"preview": visit.preview, "hosts": visit.hosts, "form": form}
    return (
        (r"/_edit/", _PageHandler, own),
        (r"/_edit/static/([^/]+)", _FormFileHandler, own),
        (r"/_edit/do/([a-z]+)", _ActionHandler, own),
        (r"/_edit/picture", _PictureHandler, own),
        (r"/_edit/preview/([a-z0-9]+)/(.*)", _UnsavedPageHandler, own | {"snapshots": visit.snapshots}),
        (r"/_edit.*", _NothingHandler, own),
    )


class _Form:
    """The form of one site: its actions, its language, its secret, and its threads."""

    def __init__(self, actions: Actions, lang: str, secret: str) -> None:
        self.actions, self.lang, self.secret = actions, lang, secret
        self.thread = ThreadPoolExecutor(1, "edit")  # one, so that two saves never meet
        self.slow_thread = ThreadPoolExecutor(1, "git")


class _FormHandler(LocalHandler):
    """Answers requests that name this machine and come from no other site."""

    def initialize(self, form: _Form, **own: Any) -> None:  # type: ignore[override]
        super().initialize(**own)
        self.form = form

    async def prepare(self) -> None:
        """Refuses requests of other hosts and other sites."""
        super().prepare()
        if self.request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            raise web.HTTPError(403)

    def set_default_headers(self) -> None:
        """Sets the headers of every answer."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Content-Security-Policy", _POLICY)

    def check_form(self) -> None:
        """Refuses what the form itself did not send."""
        if self.request.headers.get("Origin", "").lower() not in {f"http://{host}" for host in self.hosts}:
            raise web.HTTPError(403)
        given = self.request.headers.get("X-Khotin-Secret", "")
        if not secrets.compare_digest(given.encode(), self.form.secret.encode()):
            raise web.HTTPError(403)

    @property
    def lang(self) -> str:
        """The language that the form asks for."""
        asked = self.request.headers.get("X-Khotin-Language", "") or self.get_query_argument("lang", "")
        return asked if asked in _LANGUAGES else self.form.lang

    async def answer(self, thread: ThreadPoolExecutor, act: Callable[[], dict[str, Any]]) -> None:
        """Sends what an action returns, or why it was refused."""
        try:
            result = await asyncio.get_running_loop().run_in_executor(thread, act)
        except RefusedError as refused:
            self.set_status(refused.status)
            result = {
                "reason": refused.reason,
                "message": texts(self.lang).get(refused.reason, ""),
                **refused.more,
            }
        except msgspec.DecodeError:
            self.set_status(400)
            result = {"reason": "bad-request", "message": texts(self.lang)["bad-request"]}
        except OSError as error:
            self.set_status(507)
            result = {"reason": "disk", "message": f"{texts(self.lang)['disk']} {error.strerror or error}"}
        self.set_header("Content-Type", "application/json")
        self.finish(msgspec.json.encode(result))


class _PageHandler(_FormHandler):
    """Serves the page of the form."""

    def get(self) -> None:
        page = Template((_PAGE / "edit.html").read_text("utf-8"))
        words = texts(self.lang)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(
            page.substitute(
                lang=self.lang,
                secret=self.form.secret,
                title=escape(words["page-title"]),
                skip=escape(words["skip"]),
            )
        )


class _FormFileHandler(_FormHandler):
    """Serves the scripts and the style of the form."""

    def get(self, name: str) -> None:
        if not _STATIC.fullmatch(name) or not (_PAGE / name).is_file():
            raise web.HTTPError(404)
        self.set_header("Content-Type", content_type(name))
        self.finish((_PAGE / name).read_bytes())


class _ActionHandler(_FormHandler):
    """Does what the form asks for."""

    async def post(self, name: str) -> None:
        self.check_form()
        if self.request.headers.get("Content-Type", "").partition(";")[0] != "application/json":
            raise web.HTTPError(415)
        if len(self.request.body) > _LONGEST:
            raise web.HTTPError(413)
        action = _ACTIONS.get(name) or _SLOW.get(name)
        if action is None:
            raise web.HTTPError(404)
        thread = self.form.thread if name in _ACTIONS else self.form.slow_thread
        body, lang = self.request.body, self.lang
        await self.answer(thread, lambda: action(self.form.actions, body, lang))


class _PictureHandler(_FormHandler):
    """Takes a picture."""

    async def post(self) -> None:
        self.check_form()
        path, name, content = (
            self.get_query_argument("path"),
            self.get_query_argument("name"),
            self.request.body,
        )
        await self.answer(self.form.thread, lambda: self.form.actions.store_picture(path, name, content))


class _UnsavedPageHandler(SiteHandler):
    """Serves the site with the unsaved text of a window, without its scripts."""

    def initialize(self, form: _Form, **own: Any) -> None:  # type: ignore[override]
        super().initialize(**own)
        self.form = form

    def set_default_headers(self) -> None:
        """Sets the headers of every answer."""
        super().set_default_headers()
        self.set_header("Content-Security-Policy", _SHOWN_POLICY)

    async def get(self, window: str, path: str = "", include_body: bool = True) -> None:  # type: ignore[override]
        content, status = await self._content(window, path or "index.html")
        if isinstance(content, Path):
            await self.send_file(content, include_body)
            return
        self.set_status(status)
        is_page = status != 200 or path.endswith(".html") or not path
        self.set_header("Content-Type", content_type("page.html" if is_page else path))
        await self.finish(_SCRIPTED.sub(b"", content) if is_page else content)

    async def _content(self, window: str, path: str) -> tuple[bytes | Path, int]:
        """The page or the file at a path, and the HTTP status."""
        live_site = self.form.actions.live_site(window)
        if live_site is not None:
            run = asyncio.get_running_loop().run_in_executor
            page = await run(self.form.thread, live_site.page, path) if path.endswith(".html") else None
            found = page if page is not None else live_site.copies.at(path)
            if found is not None:
                return found, 200
        response = self.preview.response(path)
        return response.content, response.status


class _NothingHandler(_FormHandler):
    """Answers at all other addresses of the form."""

    def get(self) -> None:
        if self.request.path == HOME.rstrip("/"):
            self.redirect(HOME)
            return
        raise web.HTTPError(404)
