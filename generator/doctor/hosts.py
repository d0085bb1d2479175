"""Says which hosts the built site fits: some limit the files of a site, or their bytes.

The limits are those of the hosts' own documentation in November 2026. A server of one's own has none.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from generator.doctor.finding import Finding

_GIGABYTE = 1_000_000_000


class Host(Struct, frozen=True):
    """A host with the most files and bytes of a site; `source` is the page that says so."""

    name: str
    source: str
    files: int = 0  # 0: no limit is known
    bytes: int = 0

    def takes(self, files: int, size: int) -> bool:
        """Tells whether a site of so many files and bytes fits."""
        return (not self.files or files <= self.files) and (not self.bytes or size <= self.bytes)


_CLOUDFLARE = "https://developers.cloudflare.com/changelog/post/2026-01-23-pages-file-limit-increase/"
_GITHUB = "https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits"
_GITLAB = "https://gitlab.com/gitlab-org/gitlab/-/issues/405048"
HOSTS = (
    Host("Cloudflare Pages Free", _CLOUDFLARE, files=20_000),
    Host("Cloudflare Pages Paid", _CLOUDFLARE, files=100_000),
    Host("GitHub Pages", _GITHUB, bytes=_GIGABYTE),
    Host("GitLab.com Pages", _GITLAB, files=200_000, bytes=_GIGABYTE),
)


def hosts_finding(output: Path) -> Finding:
    """How large the output is, and which hosts it fits."""
    sizes = list(_sizes(output))
    if not sizes:
        return Finding("hosts", "ok", ("Trang chưa được dựng.", "The site has not been built yet."))
    files, size = len(sizes), sum(sizes)
    fitting = [host.name for host in HOSTS if host.takes(files, size)]
    others = [host.name for host in HOSTS if host.name not in fitting]
    shown = f"{size / 1_000_000:.0f} MB"
    counted = f"{files:,}".replace(",", ".")
    vi = [f"{counted} tệp, {shown}.", *_said("Vừa với", fitting), *_said("Quá lớn cho", others)]
    en = [f"{files:,} files, {shown}.", *_said("Fits", fitting), *_said("Too large for", others)]
    return Finding("hosts", "ok", (" ".join(vi), " ".join(en)))


def _said(what: str, names: list[str]) -> list[str]:
    return [f"{what} {', '.join(names)}."] if names else []


def _sizes(folder: Path) -> Iterable[int]:
    for path, _, names in os.walk(folder):
        for name in names:
            yield os.stat(f"{path}/{name}", follow_symlinks=False).st_size  # noqa: PTH116 (there are very many)
