"""Asks other sites whether the addresses that articles link to still answer.

Only `khotin list --online` does this. Each host is asked for one address at a time.
"""

import http.client
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlsplit

_PATIENCE = 15  # seconds for an answer
_HOSTS_AT_ONCE = 8
_AGENT = "Mozilla/5.0 (compatible; Khotin link check)"
# Hosts that answer HEAD in another way than GET are asked again.
_ASK_AGAIN = frozenset({400, 403, 404, 405, 406, 500, 501, 503})
_SAFE = "%/:=&?~#+!$,;'@()*[]"


def unanswered(urls: Iterable[str]) -> Mapping[str, str]:
    """Returns the addresses that lead nowhere, each with what is wrong.

    That is a number of HTTP or the name of a fault. An address whose host refuses machines (401, 403, 429) or
    is out of order (5xx) may be alive; it is not returned.
    """
    by_host: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        by_host.setdefault(urlsplit(url).netloc, []).append(url)
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        found = [pair for pairs in pool.map(_of_host, by_host.values()) for pair in pairs]
    return dict(found)


def _of_host(urls: Sequence[str]) -> list[tuple[str, str]]:
    found = []
    for url in urls:
        fault = _fault(url)
        if fault:
            found.append((url, fault))
        if fault == "dns":  # nothing of this host can be reached
            return [(each, fault) for each in urls]
    return found


def _fault(url: str) -> str:
    """What is wrong with an address; "" if nothing is, or if nobody can tell."""
    try:
        return _asked(url, "HEAD") or ""
    except _AskAgainError:
        try:
            return _asked(url, "GET") or ""
        except _AskAgainError:
            return ""


class _AskAgainError(Exception):
    """The answer to HEAD says nothing."""


def _asked(url: str, method: str) -> str | None:
    request = urllib.request.Request(quote(url, safe=_SAFE), method=method, headers={"User-Agent": _AGENT})
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE):
            return None
    except urllib.error.HTTPError as error:
        error.close()
        if method == "HEAD" and error.code in _ASK_AGAIN:
            raise _AskAgainError from error
        return str(error.code) if error.code in (404, 410) else None
    except urllib.error.URLError as error:
        return _named(error.reason)
    except (http.client.HTTPException, OSError, ValueError) as error:
        return _named(error)


def _named(reason: object) -> str:
    """The name of a fault."""
    if isinstance(reason, socket.gaierror):
        return "dns"
    if isinstance(reason, TimeoutError):
        return "timeout"
    if isinstance(reason, ssl.SSLError):
        return "tls"
    if isinstance(reason, ConnectionRefusedError):
        return "refused"
    return "unreadable" if isinstance(reason, ValueError) else "no answer"
