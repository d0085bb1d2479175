"""A real Firefox that opens files and reaches no network, driven by the protocol that it speaks itself.

Neither geckodriver nor a client library is needed: Firefox listens for Marionette's messages, each a length
in bytes, a colon and JSON (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BufferedReader
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.support.fonts import Face, only_face

Prefs = Mapping[str, bool | int | str]

PATIENCE = 60.0  # seconds for a start or an answer: a busy machine is slow, not wrong
PREFS: Prefs = MappingProxyType(
    {
        # Port 0 lets Firefox choose one; it then writes the number into the profile.
        "marionette.port": 0,
        # Marionette's recommendations make Firefox laxer than a reader's: the origin check of files is off in
        # them. Without them it is on by default; the second line says so against any other default.
        "remote.prefs.recommended": False,
        "security.fileuri.strict_origin_policy": True,
        # Requests go to a proxy that is not there; by default, those to this machine would go past it.
        "network.proxy.type": 1,
        "network.proxy.allow_hijacking_localhost": True,
        "network.proxy.no_proxies_on": "",
        "network.proxy.failover_direct": False,
        **{f"network.proxy.{scheme}": "127.0.0.1" for scheme in ("http", "ssl", "socks")},
        **{f"network.proxy.{scheme}_port": 9 for scheme in ("http", "ssl", "socks")},
        "network.dns.disabled": True,
        # No first page, no questions, no reports, no updates.
        "browser.startup.page": 0,
        "browser.startup.homepage_override.mstone": "ignore",
        "browser.aboutwelcome.enabled": False,
        "browser.shell.checkDefaultBrowser": False,
        "datareporting.policy.dataSubmissionEnabled": False,
        "toolkit.telemetry.server": "data:,",
        "app.normandy.enabled": False,
        "app.update.disabledForTesting": True,
        "extensions.update.enabled": False,
    }
)

_NO_PREFS: Prefs = MappingProxyType({})
_NAMES = ("firefox", "firefox-esr")
_ELEMENT = (
    "element-6066-11e4-a52e-4f735466cecf"  # the key of an element's id, fixed by the WebDriver standard
)
_TEXTS = """return Array.from(document.querySelectorAll(arguments[0]),
    node => node.checkVisibility({visibilityProperty: true}) ? node.innerText.trim() : "")"""
_PREF = """const {prefs} = Services, [name] = arguments;
    return {[prefs.PREF_BOOL]: () => prefs.getBoolPref(name), [prefs.PREF_INT]: () => prefs.getIntPref(name),
        [prefs.PREF_STRING]: () => prefs.getStringPref(name)}[prefs.getPrefType(name)]?.()"""


class FirefoxError(Exception):
    """Firefox is missing, does not start or answer, or answers with the error that this says."""


@dataclass(frozen=True)
class Firefox:
    """The window of a running Firefox. Elements are named by CSS selectors."""

    _connection: socket.socket
    _answers: BufferedReader
    _numbers: Iterator[int] = field(default_factory=count)

    def open(self, url: str) -> None:
        """Goes to an address and waits until it is loaded; an error if it shows Firefox's error page."""
        self._command("WebDriver:Navigate", url=url)

    def title(self) -> str:
        return str(self._command("WebDriver:GetTitle"))

    def text(self, css: str) -> str:
        """The visible text of the first element that is found."""
        if not (texts := self.texts(css)):
            raise FirefoxError(f"no such element: {css}")
        return texts[0]

    def texts(self, css: str) -> list[str]:
        """The visible texts of all elements that are found, in the page's order."""
        return [str(text) for text in self.run(_TEXTS, css)]

    def type(self, css: str, text: str) -> None:
        """Types after what the element holds. Enter is `\\ue007`, Esc `\\ue00c`, as in WebDriver."""
        self._command("WebDriver:ElementSendKeys", id=self._element(css), text=text)

    def click(self, css: str) -> None:
        """Clicks on the element, and waits for the page that a link leads to."""
        self._command("WebDriver:ElementClick", id=self._element(css))

    def run(self, script: str, *args: object) -> Any:
        """What a function with this body returns for these `arguments`; a promise is waited for."""
        return self._command("WebDriver:ExecuteScript", script=script, args=args)

    def wait_for(self, script: str, timeout: float = 20.0) -> Any:
        """The first truthy value of a JavaScript expression; an error after `timeout` seconds without one."""
        end = time.monotonic() + timeout
        while not (value := self.run(f"return ({script})")):
            if time.monotonic() > end:
                raise FirefoxError(f"still {value!r} after {timeout} seconds: {script}")
            time.sleep(0.05)
        return value

    def pref(self, name: str) -> bool | int | str | None:
        """The preference that is in force; None if there is none of that name."""
        self._command("Marionette:SetContext", value="chrome")
        try:
            value: bool | int | str | None = self.run(_PREF, name)
        finally:
            self._command("Marionette:SetContext", value="content")
        return value

    def _element(self, css: str) -> str:
        return str(self._command("WebDriver:FindElement", using="css selector", value=css)[_ELEMENT])

    def _command(self, name: str, **parameters: object) -> Any:
        number = next(self._numbers)
        message = json.dumps([0, number, name, parameters]).encode()
        try:
            self._connection.sendall(b"%d:%s" % (len(message), message))
            _, answered, error, result = _message(self._answers)
        except OSError as fault:
            raise FirefoxError(f"{name}: Firefox does not answer ({fault})") from fault
        if error:
            raise FirefoxError(f"{name}: {error['error']}: {error['message']}")
        assert answered == number
        return result.get("value")


@contextmanager
def firefox(folder: Path, prefs: Prefs = _NO_PREFS) -> Iterator[Firefox]:
    """A Firefox with a new profile in this folder, as long as the block runs.

    Its preferences are PREFS, changed by `prefs`. Takes a second or two to start: share one among tests.
    """
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise FirefoxError("no Firefox found: run tests/install-system-packages.sh python3 firefox")
    with _process(program, folder, {**PREFS, **prefs}) as process:
        address = ("127.0.0.1", _port(process, folder))
        with socket.create_connection(address, PATIENCE) as connection, connection.makefile("rb") as answers:
            _message(answers)  # the greeting
            window = Firefox(connection, answers)
            window._command("WebDriver:NewSession")
            yield window


@contextmanager
def _process(program: str, folder: Path, prefs: Prefs) -> Iterator[subprocess.Popen[bytes]]:
    """Firefox in a process group of its own, which is ended with the block."""
    (folder / "profile").mkdir(parents=True)
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in prefs.items()]
    (folder / "profile/user.js").write_text("".join(lines), encoding="utf-8")
    # Reading preferences needs system access, a right of its own since Firefox 138.
    (folder / "fonts").mkdir()
    options = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access"]
    command = [program, *options, "--profile", str(folder / "profile")]
    # Root may not use another user's home or runtime folder; nothing else of ours matters to it either.
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1"}
    environment |= only_face(Face.OWN, folder / "fonts")
    with (folder / "firefox.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _port(process: subprocess.Popen[bytes], folder: Path) -> int:
    """The port that Firefox listens on, as soon as it has written it into its profile."""
    file = folder / "profile/MarionetteActivePort"
    end = time.monotonic() + PATIENCE
    while not file.is_file() or not (port := file.read_text()):
        if process.poll() is not None or time.monotonic() > end:
            log = (folder / "firefox.log").read_text(encoding="utf-8", errors="replace")
            raise FirefoxError(f"Firefox did not start (exit code {process.returncode}):\n{log}")
        time.sleep(0.05)
    return int(port)


def _message(answers: BufferedReader) -> Any:
    """The next message; a ConnectionError when Firefox has gone."""
    length = b""
    while (byte := answers.read(1)) != b":":
        if not byte:
            raise ConnectionError("it has closed the connection")
        length += byte
    return json.loads(answers.read(int(length)))
