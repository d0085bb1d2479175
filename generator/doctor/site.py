"""Examines the settings, the base URL and the fonts of a site."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from generator.doctor.finding import Finding, same_text
from generator.model.problem import Outcome
from generator.model.settings import Settings
from generator.problems.messages import message, remedy
from generator.read.scan import SETTINGS
from generator.read.settings import read_settings
from generator.read.theme import read_theme

_EXAMPLES = (".example", ".invalid", ".test", "localhost", "127.0.0.1")
_EXAMPLE_DOMAINS = ("example.com", "example.org", "example.net")
_FONTS = (".woff2", ".woff")


def load_settings(site: Path) -> Outcome[Settings | None] | None:
    """The settings with their problems, or None if there is no site.toml."""
    return read_settings(site) if (site / SETTINGS).is_file() else None


def settings_findings(site: Path, settings: Outcome[Settings | None] | None) -> Iterator[Finding]:
    """Whether site.toml exists and has no problems."""
    if settings is None:
        yield Finding(
            "site",
            "error",
            (
                f"Không có {SETTINGS} trong {site.resolve()}.",
                f"There is no {SETTINGS} in {site.resolve()}.",
            ),
            (
                "Chạy trong thư mục của trang, dùng --site, hoặc tạo trang bằng «khotin init».",
                "Run it in the site's folder, use --site, or make a site with “khotin init”.",
            ),
        )
        return
    for problem in settings.problems:
        yield Finding(
            "site",
            "error",
            (
                f"{SETTINGS}:{problem.line}: {message(problem, 'vi')}",
                f"{SETTINGS}:{problem.line}: {message(problem, 'en')}",
            ),
            (remedy(problem, "vi"), remedy(problem, "en")),
        )
    if not settings.problems:
        yield Finding("site", "ok", same_text(str(site.resolve())))


def base_url_finding(settings: Settings) -> Finding:
    """Whether the base URL is a real address."""
    url = settings.base_url
    host = urlsplit(url).hostname or ""
    example = host.endswith(_EXAMPLES) or host in _EXAMPLE_DOMAINS
    if example or any(host.endswith(f".{domain}") for domain in _EXAMPLE_DOMAINS):
        return Finding(
            "base_url",
            "warning",
            (f"{url} chỉ là ví dụ.", f"{url} is only an example."),
            (
                f"Viết địa chỉ thật của trang vào base_url trong {SETTINGS} trước khi đăng.",
                f"Write the site's real address into base_url in {SETTINGS} before you publish it.",
            ),
        )
    if url.startswith("http://"):
        return Finding(
            "base_url",
            "warning",
            same_text(url),
            ("Dùng https:// nếu máy chủ cho phép.", "Use https:// if the host offers it."),
        )
    return Finding("base_url", "ok", same_text(url))


def font_finding(site: Path, name: str) -> Finding:
    """Whether the theme has usable fonts."""
    theme = read_theme(site, name)
    if theme.value is None:
        problem = theme.problems[0]
        return Finding(
            "fonts",
            "error",
            (message(problem, "vi"), message(problem, "en")),
            (remedy(problem, "vi"), remedy(problem, "en")),
        )
    fonts = [file for path, file in theme.value.static if path.endswith(_FONTS)]
    broken = [file.name for file in fonts if file.stat().st_size == 0]
    if fonts and not broken:
        return Finding("fonts", "ok", same_text(", ".join(file.name for file in fonts)))
    return Finding(
        "fonts",
        "warning",
        (
            f"Giao diện «{name}» không có phông chữ dùng được.",
            f"The theme “{name}” has no font that can be used.",
        ),
        (
            "Đặt phông .woff2 có đủ chữ Việt vào static/fonts của giao diện, hoặc cài lại Khotin.",
            "Put a .woff2 with all Vietnamese letters into the theme's static/fonts, or reinstall Khotin.",
        ),
    )
