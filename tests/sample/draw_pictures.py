"""Draws the pictures, the film and the document of the sample archive.

Run by hand; the results are committed.

    .venv/bin/python -m tests.sample.draw_pictures                       # all pictures
    .venv/bin/python -m tests.sample.draw_pictures --only taxi,mo-hinh  # only these files
    .venv/bin/python -m tests.sample.draw_pictures --film ffmpeg --document chromium

Pictures need Pillow alone (its FreeType reads the theme's WOFF2 fonts). The film needs an ffmpeg with libx264
(Debian's, or that of the package imageio-ffmpeg), the document needs Chromium. Nothing here runs in a build
or in a test, and nothing of it is left to chance: the same Pillow draws the same bytes.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
from PIL import Image

from tests.sample import charts, instruments, landscapes, papers, produce
from tests.sample.canvas import Canvas, Fonts
from tests.sample.film import write_film
from tests.sample.summary import write_summary

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
FONTS = ROOT / "themes/default/static/fonts"

# PNG for charts (sharp letters), WebP for pictures (soft skies).
PICTURES: dict[str, Callable[[Fonts], Canvas]] = {
    "anh/2025/dong-bang-nam-dinh.webp": landscapes.delta,
    "anh/2025/song-nui-ha-nam.webp": landscapes.river,
    "anh/2025/ruong-bac-thang-lang-son.webp": landscapes.terraces,
    "anh/2025/ho-rung-bac-kan.webp": landscapes.lake,
    "san-pham/2017/cam-quyt.webp": produce.mandarins,
    "tin-tuc/2014/hoi-nghi.webp": papers.conference,
    "tin-tuc/2014/mo-hinh.webp": produce.models,
    "tin-tuc/2014/thanh-tra.webp": instruments.inspection,
    "tin-tuc/2017/bieu-do-de-tai.png": charts.projects,
    "tin-tuc/2017/bieu-do-kiem-tra.png": charts.checks,
    "tin-tuc/2017/chart-of-checks.png": partial(charts.checks, words=charts.CHECKS_IN_ENGLISH),
    "tin-tuc/2017/chart-of-projects.png": partial(charts.projects, words=charts.PROJECTS_IN_ENGLISH),
    "tin-tuc/2017/can-thong-dung.webp": instruments.scale,
    "tin-tuc/2017/cot-do-xang-dau.webp": instruments.pump,
    "tin-tuc/2017/dien-tro-tiep-dat.webp": instruments.grounding,
    "tin-tuc/2017/phong-thu-nghiem.webp": instruments.laboratory,
    "tin-tuc/2017/thu-tuc-truc-tuyen.webp": papers.online,
    "tin-tuc/2018/nhan-dac-san.webp": papers.label,
    "tin-tuc/2018/taxi.webp": instruments.taxi,
    "tin-tuc/2021/bon-con-so.png": charts.year_in_figures,
    "tin-tuc/2021/four-figures.png": partial(charts.year_in_figures, words=charts.YEAR_IN_ENGLISH),
    "tin-tuc/2021/sang-kien.webp": papers.ideas,
    "tin-tuc/2023/ho-so-iso.webp": papers.certificate,
    "van-ban/2017/cay-mo.webp": produce.seedlings,
    "van-ban/2021/giai-thuong.webp": papers.award,
    "video/2017/kiem-dinh-bac-kan.png": charts.verification,
}
FILM = "video/2017/kiem-dinh-bac-kan.mp4"
DOCUMENT = "van-ban/2017/bang-so-lieu-bac-kan.pdf"


@click.command()
@click.option(
    "--fonts", "folder", type=click.Path(path_type=Path), default=FONTS, help="Folder of the fonts."
)
@click.option("--only", default="", help="File names without suffix, separated by commas.")
@click.option("--film", "ffmpeg", default="", help="Draw the film with this ffmpeg.")
@click.option("--document", "browser", default="", help="Print the document with this Chromium.")
def main(folder: Path, only: str, ffmpeg: str, browser: str) -> None:
    """Draw what the sample archive shows."""
    fonts = Fonts(folder / "be-vietnam-pro-400.woff2", folder / "be-vietnam-pro-600.woff2")
    wanted = set(filter(None, only.split(",")))
    for name, draw in PICTURES.items():
        if not (ffmpeg or browser) and (not wanted or Path(name).stem in wanted):
            _save(draw(fonts).finished(), _target(name))
    if ffmpeg:
        write_film(_target(FILM), fonts, ffmpeg)
    if browser:
        write_summary(_target(DOCUMENT), fonts, browser)


def _target(name: str) -> Path:
    target = CONTENT / name
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _save(picture: Image.Image, target: Path) -> None:
    if target.suffix == ".webp":
        picture.save(target, quality=84, method=6)
    else:
        picture.quantize(64, dither=Image.Dither.NONE).save(target, optimize=True)
    click.echo(f"{target.relative_to(CONTENT)}: {target.stat().st_size:,} bytes", err=True)


if __name__ == "__main__":
    main()
