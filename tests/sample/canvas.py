"""A canvas for flat pictures: coordinates of a 1200 x 675 picture, drawn at twice that size and made smaller.

Colours are "#rrggbb". The same calls give the same pixels: there is no chance in it but `Noise`, which is
a fixed sequence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 675
OVERSAMPLING = 2

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Fonts:
    """The two weights of the theme's typeface, as font files that hold the Vietnamese letters."""

    regular: Path
    bold: Path

    def load(self, size: float, bold: bool) -> ImageFont.FreeTypeFont:
        """The font in pixels of the canvas."""
        return ImageFont.truetype(str(self.bold if bold else self.regular), round(size * OVERSAMPLING))


@dataclass(frozen=True, slots=True)
class Letters:
    """How a line of text looks; `anchor` as Pillow names it (ls: its left end on the base line)."""

    size: float
    fill: str
    bold: bool = False
    anchor: str = "ls"


class Noise:
    """A fixed sequence of numbers that looks like chance (a linear congruential generator)."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def between(self, low: float, high: float) -> float:
        """The next number, from low to high."""
        self._state = (self._state * 1103515245 + 12345) % 2**31
        return low + (high - low) * self._state / 2**31


class Canvas:
    """A picture being drawn."""

    def __init__(self, fonts: Fonts, background: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> None:
        self.fonts = fonts
        self.image = Image.new("RGB", (size[0] * OVERSAMPLING, size[1] * OVERSAMPLING), background)
        self._draw = ImageDraw.Draw(self.image)

    def finished(self) -> Image.Image:
        """The picture at its own size."""
        size = (self.image.width // OVERSAMPLING, self.image.height // OVERSAMPLING)
        return self.image.resize(size, Image.Resampling.LANCZOS)

    def polygon(self, points: Iterable[Point], fill: str) -> None:
        """A filled polygon."""
        self._draw.polygon([_scaled(p) for p in points], fill=fill)

    def ellipse(self, centre: Point, rx: float, ry: float | None = None, fill: str = "#000000") -> None:
        """A filled circle or ellipse."""
        ry = rx if ry is None else ry
        x, y = centre
        self._draw.ellipse([_scaled((x - rx, y - ry)), _scaled((x + rx, y + ry))], fill=fill)

    def ring(self, centre: Point, radius: float, width: float, fill: str) -> None:
        """A circle without its inside."""
        x, y = centre
        box = [_scaled((x - radius, y - radius)), _scaled((x + radius, y + radius))]
        self._draw.ellipse(box, outline=fill, width=round(width * OVERSAMPLING))

    def arc(self, centre: Point, radius: float, angles: tuple[float, float], width: float, fill: str) -> None:
        """Part of a circle; angles in degrees, clockwise from three o'clock."""
        x, y = centre
        box = [_scaled((x - radius, y - radius)), _scaled((x + radius, y + radius))]
        self._draw.arc(box, angles[0], angles[1], fill=fill, width=round(width * OVERSAMPLING))

    def slice(self, centre: Point, radius: float, angles: tuple[float, float], fill: str) -> None:
        """A slice of a round cake; angles as in `arc`."""
        x, y = centre
        box = (*_scaled((x - radius, y - radius)), *_scaled((x + radius, y + radius)))
        self._draw.pieslice(box, angles[0], angles[1], fill=fill)

    def box(self, box: Box, fill: str, radius: float = 0) -> None:
        """A filled rectangle (left, top, right, bottom), its corners rounded."""
        corners = [_scaled(box[:2]), _scaled(box[2:])]
        self._draw.rounded_rectangle(corners, radius * OVERSAMPLING, fill=fill)

    def line(self, points: Sequence[Point], width: float, fill: str) -> None:
        """A line with round joints and ends."""
        scaled = [_scaled(p) for p in points]
        self._draw.line(scaled, fill=fill, width=round(width * OVERSAMPLING), joint="curve")
        for end in (points[0], points[-1]):
            self.ellipse(end, width / 2, fill=fill)

    def text(self, at: Point, text: str, letters: Letters) -> None:
        """A line of text."""
        font = self.fonts.load(letters.size, letters.bold)
        self._draw.text(_scaled(at), text, fill=letters.fill, font=font, anchor=letters.anchor)

    def sky(self, stops: Sequence[str], bottom: float = HEIGHT) -> None:
        """A vertical gradient from the top edge to `bottom` through the colours, evenly spaced."""
        last = round(bottom * OVERSAMPLING)
        for y in range(last):
            place = y / max(last - 1, 1) * (len(stops) - 1)
            index = min(int(place), len(stops) - 2)
            colour = blend(stops[index], stops[index + 1], place - index)
            self._draw.line([(0, y), (self.image.width, y)], fill=colour)

    def veil(self, points: Iterable[Point], fill: str, opacity: float) -> None:
        """A polygon through which the picture shines; opacity from 0 to 1."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon([_scaled(p) for p in points], fill=round(opacity * 255))
        self.image.paste(fill, (0, 0), mask)

    def glow(self, centre: Point, radius: float, fill: str, opacity: float) -> None:
        """A round light that fades towards its edge."""
        mask = Image.new("L", self.image.size, 0)
        draw = ImageDraw.Draw(mask)
        steps = 60
        for step in range(steps):
            part = radius * (1 - step / steps)
            box = [
                _scaled((centre[0] - part, centre[1] - part)),
                _scaled((centre[0] + part, centre[1] + part)),
            ]
            draw.ellipse(box, fill=round(255 * opacity * ((step + 1) / steps) ** 2))
        self.image.paste(fill, (0, 0), mask)


def blend(first: str, second: str, share: float) -> str:
    """The colour that lies `share` (0 to 1) of the way from the first to the second."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def smooth(points: Sequence[Point], steps: int = 14) -> list[Point]:
    """A curve through the points (Catmull-Rom spline)."""
    padded = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for i in range(len(points) - 1):
        a, b, c, d = padded[i : i + 4]
        curve += [
            (_spline(a[0], b[0], c[0], d[0], s / steps), _spline(a[1], b[1], c[1], d[1], s / steps))
            for s in range(steps)
        ]
    return [*curve, points[-1]]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _scaled(point: Sequence[float]) -> tuple[float, float]:
    return point[0] * OVERSAMPLING, point[1] * OVERSAMPLING
