"""Injects scripts into the pages that the server sends. The output has none of them."""

import re
from html import escape, unescape

from generator.model.fingerprints import fingerprint

_HEAD_END = b"</head>"
_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")', re.IGNORECASE)
_NONE = "'none'"


def inject_scripts(page: bytes, host: str) -> bytes:
    """Adds the scripts of livereload and of the overlay to a page.

    The page's content security policy is extended to allow them. `host` is the server's name with its port.
    """
    name, _, port = host.partition(":")
    scripts = (
        f'<script src="/livereload/page.js" data-page="{digest(page)}" defer></script>\n'
        f'<script src="/livereload.js?host={name}&amp;port={port}" defer></script>\n'
    )
    needs = {
        "script-src": ("'self'",),
        "style-src": ("'self'",),
        "connect-src": ("'self'", f"ws://{host}"),
    }
    allowed = _POLICY.sub(
        lambda found: found[1] + _widened(found[2].decode(), needs).encode() + found[3], page, count=1
    )
    return allowed.replace(_HEAD_END, scripts.encode() + _HEAD_END, 1)


def digest(page: bytes) -> str:
    """Hash of a page's bytes."""
    return fingerprint(page)


def _widened(policy: str, needs: dict[str, tuple[str, ...]]) -> str:
    """Extends a content security policy by these sources."""
    parts = (part.split() for part in unescape(policy).split(";"))
    directives = {part[0].lower(): part[1:] for part in parts if part}
    for name, wanted in needs.items():
        present = directives.get(name, directives.get("default-src"))
        if present is not None and "*" not in present:
            remaining = [source for source in present if source != _NONE]
            directives[name] = list(dict.fromkeys((*remaining, *wanted)))
    text = "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
    return escape(text, quote=False).replace('"', "&quot;")
