"""Examines this machine and this site.

The only change is a test file, which is written and removed again.
"""

from collections.abc import Iterator
from pathlib import Path

from generator.doctor.finding import Finding
from generator.doctor.folders import output_findings, user_folder_findings
from generator.doctor.hosts import hosts_finding
from generator.doctor.machine import (
    disk_finding,
    git_findings,
    port_finding,
    terminal_finding,
    version_findings,
)
from generator.doctor.site import base_url_finding, font_finding, load_settings, settings_findings


def examine(site: Path, output: Path) -> Iterator[Finding]:
    """Yields all findings about the machine and the site."""
    yield from version_findings()
    yield from git_findings(site)
    settings = load_settings(site)
    yield from settings_findings(site, settings)
    if settings and settings.value:
        yield base_url_finding(settings.value)
        yield font_finding(site, settings.value.theme)
    yield port_finding()
    yield from output_findings(site, output)
    yield from user_folder_findings()
    yield disk_finding(output)
    yield hosts_finding(output)
    yield terminal_finding()
