"""kiwix-serve, as the tests ask it: what its search finds, what its search box suggests."""

import json
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from tests.support.served import wait_until


class Kiwix:
    """A running kiwix-serve with one ZIM."""

    def __init__(self, address: str, name: str) -> None:
        self._address, self._name = address, name

    def page(self, path: str) -> str:
        with urlopen(f"{self._address}/{path}") as answer:
            text: str = answer.read().decode()
        return text

    def found(self, query: str) -> set[str]:
        """The paths of what the search finds."""
        page = self.page(f"search?content={self._name}&pattern={quote(query)}")
        return set(re.findall(rf'href="/(?:content/)?{self._name}/([^"]+)"', page))

    def suggested(self, query: str) -> list[tuple[str, str]]:
        """Title and path of what the search box suggests."""
        answer = json.loads(self.page(f"suggest?content={self._name}&term={quote(query)}"))
        return [(each["value"], each["path"]) for each in answer if each["kind"] == "path"]

    def answers(self) -> bool:
        try:
            self.page("")
        except (URLError, ConnectionError):
            return False
        return True


@contextmanager
def serving(zim: Path) -> Iterator[Kiwix]:
    """Serves a ZIM on this machine only."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ("kiwix-serve", "--address", "127.0.0.1", "--port", str(port), str(zim))
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        kiwix = Kiwix(f"http://127.0.0.1:{port}", zim.stem)
        wait_until(kiwix.answers)
        yield kiwix
    finally:
        process.kill()
        process.wait()
