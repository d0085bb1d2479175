"""A silent film of eight seconds: the bars of the verification chart grow, one after the other."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from tests.sample.canvas import Fonts
from tests.sample.charts import VERIFICATION, verification_at

SIZE = (960, 540)
RATE = 20  # frames per second
SECONDS = 8.0
GROWTH = 1.6  # seconds that a bar takes


def write_film(target: Path, fonts: Fonts, ffmpeg: str) -> None:
    """Write the film as H.264 in MP4; `ffmpeg` is the program's name or path."""
    command = [
        ffmpeg,
        "-y",
        "-loglevel",
        "error",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "rgb24",
        "-s",
        f"{SIZE[0]}x{SIZE[1]}",
        "-r",
        str(RATE),
        "-i",
        "-",
        "-an",
        "-c:v",
        "libx264",
        "-preset",
        "slow",
        "-crf",
        "25",
        "-pix_fmt",
        "yuv420p",
        "-movflags",
        "+faststart",
        "-threads",
        "1",
        "-fflags",
        "+bitexact",
        "-flags:v",
        "+bitexact",
        "-map_metadata",
        "-1",
        str(target),
    ]
    frames = b"".join(frame.tobytes() for frame in _frames(fonts))
    subprocess.run(command, input=frames, check=True)


def _frames(fonts: Fonts) -> Iterator[Image.Image]:
    drawn: dict[tuple[float, ...], Image.Image] = {}
    for number in range(round(SECONDS * RATE)):
        shares = tuple(_share(number / RATE - 0.6 - index * GROWTH) for index in range(len(VERIFICATION)))
        if shares not in drawn:
            picture = verification_at(fonts, shares).finished()
            drawn = {shares: picture.resize(SIZE, Image.Resampling.LANCZOS)}
        yield drawn[shares]


def _share(seconds: float) -> float:
    """How far a bar has grown: quick first, then slower."""
    time = min(max(seconds / GROWTH, 0.0), 1.0)
    return 1 - (1 - time) ** 3
