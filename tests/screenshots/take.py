"""Takes pictures of the kinds of pages of three sites, to be looked at and kept.

    python -m tests.screenshots.take 21 OUTPUT [--kind home]… [--to FOLDER] [--all]

OUTPUT is a built site: the sample of this checkout (21 articles), or tests.benchmarks.corpus with 300
or 10,000 articles. A page is taken in both languages, by light and by dark, on a phone and on a desktop;
without --all in four of these eight ways, which are small enough to keep.
"""

import argparse
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.support.browsers import chromium
from tests.support.static_server import serving

_SUB_PATH = "/luu-tru/"
_WIDTHS = {"phone": 360, "desktop": 1280}
_HEIGHT, _TALLEST = 740, {"phone": 1480, "desktop": 1600}  # pixels of the window, and of a picture at most
_PATIENCE = 500  # milliseconds for what comes when it is seen
_READ = 840  # pixels across, at most
_QUALITY = 24  # of WebP: words can be read

_PAGES: dict[str, tuple[str, ...]] = {
    "home": ("vi/index.html", "en/index.html"),
    "lines": ("vi/tinh/dong-thoi-gian.html", "en/provinces/timeline.html"),
    "years": ("vi/nam/index.html", "en/years/index.html"),
    "statistics": ("vi/thong-ke/index.html", "en/statistics/index.html"),
    "search": ("vi/tim-kiem.html?q=nam+dinh", "en/search.html?q=nam+dinh"),
    "unknown": ("vi/dieu-chua-biet/index.html", "en/what-we-do-not-know/index.html"),
    "province": ("vi/tinh/ninh-binh.html", "en/provinces/ninh-binh.html"),
}
_ARTICLES: dict[str, dict[str, tuple[str, ...]]] = {
    "21": {
        "article": (
            "vi/2017/07/bac-kan-niem-phong-205-cot-do.html",
            "en/2017/07/bac-kan-seals-205-fuel-columns.html",
        ),
        "story": ("vi/2025/06/bon-vung-dat.html", "en/2025/06/four-lands.html"),
    },
    "300": {
        "article": ("vi/2025/10/*00210.html", "en/2025/10/*00210.html"),
        "story": ("vi/2023/02/*00189.html",),
    },
    "10000": {
        "article": ("vi/2025/10/*06210.html", "en/2025/10/*06210.html"),
        "story": ("vi/2025/10/*00696.html",),
    },
}


class Shot(NamedTuple):
    """A picture to take: the kind of page, its path, its language, "light" or "dark", the device."""

    kind: str
    path: str
    lang: str
    scheme: str
    device: str

    @property
    def name(self) -> str:
        """The name of its file, without the ending."""
        return f"{self.kind}-{self.lang}-{self.scheme}-{self.device}"


def shots(size: str, output: Path, every: bool) -> Iterator[Shot]:
    """The pictures to take of a site of this size."""
    for kind, paths in sorted((_PAGES | _ARTICLES[size]).items()):
        for path, lang in zip(paths, ("vi", "en"), strict=False):
            for scheme in ("light", "dark"):
                for device in _WIDTHS:
                    # Vietnamese on a desktop and English on a phone by light, the others by dark.
                    if every or (lang == "vi") == ((scheme == "light") == (device == "desktop")):
                        yield Shot(kind, _found(output, path), lang, scheme, device)


def _found(output: Path, path: str) -> str:
    """The path of the page, where its name is given in part."""
    page, mark, query = path.partition("?")
    return next(output.glob(page)).relative_to(output).as_posix() + mark + query


def take(browser: Browser, address: str, shot: Shot) -> bytes:
    """A picture of a page as PNG, from its head on, down to the height of the tallest."""
    width = _WIDTHS[shot.device]
    page = browser.new_page(viewport={"width": width, "height": _HEIGHT}, color_scheme=shot.scheme)  # type: ignore[arg-type]
    page.goto(f"{address}{_SUB_PATH}{shot.path}", wait_until="networkidle")
    if "?q=" in shot.path:
        page.wait_for_selector('form[data-state="results"]')
    tall = min(page.evaluate("document.documentElement.scrollHeight"), _TALLEST[shot.device])
    page.set_viewport_size({"width": width, "height": tall})  # so that lazy pictures come
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(_PATIENCE)
    content = page.screenshot()
    page.close()
    return content


def small(content: bytes) -> bytes:
    """The picture at reading size, in few bytes."""
    written, picture = BytesIO(), Image.open(BytesIO(content)).convert("RGB")
    picture.thumbnail((_READ, _READ * 10))
    picture.save(written, "WEBP", quality=_QUALITY, method=6)
    return written.getvalue()


def main() -> None:
    """Reads the command line and takes the pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("size", choices=sorted(_ARTICLES))
    parser.add_argument("output", type=Path)
    parser.add_argument("--kind", action="append")
    parser.add_argument("--to", type=Path, default=Path(__file__).parent)
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    folder = given.to / given.size
    folder.mkdir(parents=True, exist_ok=True)
    with serving(given.output, _SUB_PATH) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        for shot in shots(given.size, given.output, given.all):
            if not given.kind or shot.kind in given.kind:
                (folder / f"{shot.name}.webp").write_bytes(small(take(browser, address, shot)))
        browser.close()


if __name__ == "__main__":
    main()
