"""The form of `khotin edit`, as its own page speaks to the server."""

import hashlib
import json
import re
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.support.served import Served


@dataclass
class Form:
    """A window of the form. `headers` replace those that its page sends."""

    served: Served
    window: str = "window000001"
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.served.port}"

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        return self._send(urllib.request.Request(f"{self.origin}/_edit/{path}", headers=headers))

    def do(self, action: str, **request: Any) -> tuple[int, Any]:
        """Sends an action; its status and its answer."""
        headers = {"Content-Type": "application/json"} | self._own()
        data = json.dumps(request).encode()
        status, body = self._send(urllib.request.Request(f"{self.origin}/_edit/do/{action}", data, headers))
        return status, json.loads(body) if body.startswith(b"{") else {}

    def type(self, action: str, path: str, base: str, body: str, **values: object) -> tuple[int, Any]:
        """Sends the text of this window."""
        return self.do(action, path=path, window=self.window, base=base, values=values, body=body)

    def drop(self, path: str, name: str, content: bytes) -> tuple[int, Any]:
        """Sends a picture."""
        query = urlencode({"path": path, "name": name})
        request = urllib.request.Request(
            f"{self.origin}/_edit/picture?{query}", content, {"Content-Type": "image/jpeg"} | self._own()
        )
        status, body = self._send(request)
        return status, json.loads(body) if body.startswith(b"{") else {}

    def secret(self) -> str:
        found = re.search(r'name="khotin-secret" content="([^"]+)"', self.get("")[1].decode())
        assert found
        return found[1]

    def _own(self) -> dict[str, str]:
        return {"Origin": self.origin, "X-Khotin-Secret": self.secret(), **self.headers}

    def _send(self, request: urllib.request.Request) -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def problems(answer: Mapping[str, Any]) -> list[tuple[str, str, int]]:
    """Code, field and line of each problem."""
    return [(each["code"], each["field"], each["line"]) for each in answer["problems"]]
