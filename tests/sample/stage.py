"""The stage on which the single objects stand, and the small shapes that several of them share."""

import math
from collections.abc import Sequence

from tests.sample.canvas import HEIGHT, WIDTH, Canvas, Fonts, Point, smooth

INK = "#24424a"
DEEP = "#2f6668"
TEAL = "#4f918c"
MIST = "#cfe2da"
PAPER = "#fbf7ec"
SAND = "#f1e3c6"
SUN = "#eeb156"
CORAL = "#d8694e"
BRICK = "#b5543f"
LEAF = "#5c9157"
FOREST = "#3d6f50"
STEEL = "#9db4b6"
SHADOW = "#8aa5a0"


def stage(fonts: Fonts, wall: str, disc: str, floor: str, level: float = 548) -> Canvas:
    """An empty stage: a wall, a large disc behind the object, a floor that begins at `level`."""
    canvas = Canvas(fonts, wall)
    canvas.ellipse((600, 330), 290, fill=disc)
    canvas.box((0, level, WIDTH, HEIGHT), floor)
    return canvas


def shadow(canvas: Canvas, centre: Point, half_width: float, fill: str = SHADOW) -> None:
    """The flat shadow of an object on the floor."""
    x, y = centre
    points = [
        (x + half_width * math.cos(a / 20 * math.pi), y + 13 * math.sin(a / 20 * math.pi)) for a in range(40)
    ]
    canvas.veil(points, fill, 0.55)


def check(canvas: Canvas, at: Point, size: float, fill: str, width: float = 9) -> None:
    """A check mark."""
    x, y = at
    canvas.line([(x - size, y), (x - size * 0.25, y + size * 0.7), (x + size, y - size * 0.75)], width, fill)


def mark_published(canvas: Canvas, at: Point, radius: float, fill: str = CORAL, inside: str = PAPER) -> None:
    """A stamped seal with a scalloped edge and a check mark."""
    for tooth in range(18):
        angle = math.radians(tooth * 20)
        point = (at[0] + math.cos(angle) * radius, at[1] + math.sin(angle) * radius)
        canvas.ellipse(point, radius * 0.17, fill=fill)
    canvas.ellipse(at, radius, fill=fill)
    canvas.ring(at, radius * 0.8, max(2.0, radius * 0.05), inside)
    check(canvas, at, radius * 0.38, inside, radius * 0.15)


def leaf(canvas: Canvas, foot: Point, tip: Point, breadth: float, fill: str) -> None:
    """A pointed leaf from its foot to its tip."""
    (x, y), (u, v) = foot, tip
    length = math.hypot(u - x, v - y)
    side = (-(v - y) / length * breadth, (u - x) / length * breadth)
    middle = (x + (u - x) * 0.45, y + (v - y) * 0.45)
    one = smooth([foot, (middle[0] + side[0], middle[1] + side[1]), tip])
    other = smooth([tip, (middle[0] - side[0], middle[1] - side[1]), foot])
    canvas.polygon([*one, *other], fill)
    canvas.line([foot, (x + (u - x) * 0.86, y + (v - y) * 0.86)], max(1.5, breadth * 0.09), "#a9cb95")


def sheet(
    canvas: Canvas, box: tuple[float, float, float, float], lines: Sequence[float], ink: str = MIST
) -> None:
    """A sheet of paper with lines of writing, each a share of the sheet's width."""
    left, top, right, _ = box
    canvas.box((left + 8, top + 10, right + 8, box[3] + 10), "#b9c9bf", 10)
    canvas.box(box, PAPER, 10)
    for index, share in enumerate(lines):
        y = top + 96 + index * 34
        canvas.box((left + 36, y, left + 36 + (right - left - 72) * share, y + 12), ink, 6)
