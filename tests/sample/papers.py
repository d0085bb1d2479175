"""Offices and papers: a conference, quality documents, an award, ideas, online forms, a protected label."""

import math

from tests.sample.canvas import HEIGHT, WIDTH, Canvas, Fonts, Letters, Point, smooth
from tests.sample.stage import (
    BRICK,
    CORAL,
    DEEP,
    INK,
    LEAF,
    MIST,
    PAPER,
    STEEL,
    SUN,
    TEAL,
    check,
    leaf,
    mark_published,
    shadow,
    sheet,
    stage,
)


def conference(fonts: Fonts) -> Canvas:
    """People without faces at a long table; a chart on the wall."""
    canvas = Canvas(fonts, "#e9e3d1")
    canvas.box((0, 0, WIDTH, 36), "#d9d0b8")
    canvas.box((330, 70, 870, 318), PAPER, 12)
    canvas.box((330, 70, 870, 104), TEAL, 12)
    for index, height in enumerate((52, 84, 70, 118, 150)):
        x = 416 + index * 80
        canvas.box((x, 292 - height, x + 46, 292), SUN if index == 4 else TEAL, 6)
    canvas.line([(390, 292), (820, 292)], 4, INK)
    for x in (90, 980):
        canvas.box((x, 70, x + 130, 330), "#b9d3cf", 8)
        canvas.box((x + 61, 70, x + 69, 330), PAPER)
        canvas.box((x, 192, x + 130, 200), PAPER)
    colours = (DEEP, BRICK, "#7d8f5a", INK, "#8a6b4d", TEAL, "#a0564a")
    for index, colour in enumerate(colours):
        _sitter(canvas, 150 + index * 150, colour, ("#e2b48c", "#d6a27a")[index % 2], index % 2 == 1)
    _long_table(canvas)
    return canvas


def _long_table(canvas: Canvas) -> None:
    canvas.polygon([(60, 500), (1140, 500), (1200, 600), (0, 600)], "#a97c50")
    canvas.polygon([(0, 600), (1200, 600), (1200, HEIGHT), (0, HEIGHT)], "#86603c")
    canvas.line([(60, 500), (1140, 500)], 4, "#c59a6a")
    for x in (170, 330, 480, 620, 770, 920, 1060):
        canvas.polygon([(x - 34, 560), (x - 24, 522), (x + 40, 522), (x + 34, 560)], PAPER)
    for x in (250, 550, 850):
        canvas.box((x, 512, x + 20, 562), "#cfe5e4", 6)
    for x, size in ((600, 30), (570, 22), (632, 22)):
        canvas.ellipse((x, 520 - size * 0.3), size, size * 0.8, LEAF)
    for x, y in ((586, 500), (612, 494), (600, 514), (634, 508), (568, 510)):
        canvas.ellipse((x, y), 9, fill=CORAL)


def _sitter(canvas: Canvas, x: float, coat: str, skin: str, long_hair: bool) -> None:
    if long_hair:
        canvas.box((x - 35, 338, x + 35, 430), "#3a2e2a", 30)
    canvas.box((x - 12, 386, x + 12, 430), skin)
    canvas.polygon(
        [
            *smooth(
                [
                    (x - 64, 510),
                    (x - 58, 444),
                    (x - 22, 416),
                    (x, 424),
                    (x + 22, 416),
                    (x + 58, 444),
                    (x + 64, 510),
                ]
            )
        ],
        coat,
    )
    canvas.polygon([(x - 16, 418), (x + 16, 418), (x, 454)], PAPER)
    canvas.ellipse((x, 366), 32, 37, skin)
    canvas.slice((x, 360), 37, (180, 360), "#3a2e2a")


def certificate(fonts: Fonts) -> Canvas:
    """The documents of a quality management system, checked off."""
    canvas = stage(fonts, "#dde8e4", "#c8dcd6", "#a9c4bb")
    shadow(canvas, (600, 574), 300)
    sheet(canvas, (330, 130, 610, 540), ())
    canvas.box((330, 130, 610, 186), "#b9d2ca", 10)
    sheet(canvas, (450, 96, 790, 566), ())
    canvas.box((450, 96, 790, 190), DEEP, 10)
    canvas.text((620, 142), "TCVN ISO", Letters(40, PAPER, bold=True, anchor="ms"))
    canvas.text((620, 178), "9001:2015", Letters(32, SUN, bold=True, anchor="ms"))
    for index, share in enumerate((0.9, 0.7, 0.85, 0.6)):
        y = 236 + index * 66
        canvas.box((486, y, 526, y + 40), MIST, 8)
        check(canvas, (506, y + 20), 13, DEEP, 6)
        canvas.box((546, y + 4, 546 + 200 * share, y + 14), "#9fbab2", 5)
        canvas.box((546, y + 24, 546 + 140 * share, y + 34), MIST, 5)
    canvas.polygon([(772, 520), (760, 620), (796, 596), (820, 628), (836, 520)], BRICK)
    mark_published(canvas, (800, 484), 76)
    return canvas


def award(fonts: Fonts) -> Canvas:
    """A cup and a decision with a seal: the rules of an award."""
    canvas = stage(fonts, "#f2e7d1", "#eddcb5", "#c9ad7c")
    for index in range(16):
        angle = math.radians(index * 22.5)
        a, b = angle - 0.07, angle + 0.07
        canvas.veil(
            [
                (470, 300),
                (470 + 900 * math.cos(a), 300 + 900 * math.sin(a)),
                (470 + 900 * math.cos(b), 300 + 900 * math.sin(b)),
            ],
            "#f8edd2",
            0.55,
        )
    canvas.box((0, 548, WIDTH, HEIGHT), "#c9ad7c")
    _cup(canvas)
    _decision(canvas)
    return canvas


def _cup(canvas: Canvas) -> None:
    shadow(canvas, (470, 556), 180, "#8d7344")
    for x in (352, 588):
        canvas.ring((x, 236), 66, 20, "#d59a3c")
    canvas.polygon(
        smooth([(346, 150), (356, 290), (420, 376), (470, 392), (520, 376), (584, 290), (594, 150)]), SUN
    )
    canvas.polygon(
        smooth([(376, 164), (384, 280), (428, 350), (440, 352), (412, 280), (404, 164)]), "#f8d491"
    )
    canvas.box((330, 136, 610, 166), "#d59a3c", 12)
    canvas.box((446, 386, 494, 466), "#d59a3c")
    canvas.box((400, 456, 540, 482), SUN, 8)
    canvas.box((372, 478, 568, 552), DEEP, 10)
    canvas.box((416, 500, 524, 532), "#f3d49a", 6)
    _star(canvas, (470, 246), 52, PAPER)


def _decision(canvas: Canvas) -> None:
    shadow(canvas, (830, 562), 160, "#8d7344")
    sheet(canvas, (700, 180, 960, 548), (0.95, 0.8, 0.9, 0.7, 0.85, 0.5), "#dcd5bf")
    canvas.box((744, 220, 916, 242), DEEP, 6)
    mark_published(canvas, (886, 490), 46)


def _star(canvas: Canvas, at: Point, size: float, fill: str) -> None:
    points = []
    for index in range(10):
        angle, reach = math.radians(index * 36 - 90), size * (1 if index % 2 == 0 else 0.42)
        points.append((at[0] + math.cos(angle) * reach, at[1] + math.sin(angle) * reach))
    canvas.polygon(points, fill)


def ideas(fonts: Fonts) -> Canvas:
    """A light bulb over cogwheels: initiatives at work."""
    canvas = stage(fonts, "#23474d", "#2b565b", "#1c3a40")
    _cog(canvas, (392, 438), 116, "#4f918c", "#2b565b")
    _cog(canvas, (806, 452), 98, CORAL, "#2b565b")
    _cog(canvas, (938, 322), 62, "#7fb3ad", "#23474d")
    canvas.glow((600, 270), 300, "#f6cf8e", 0.55)
    canvas.ellipse((600, 260), 136, fill="#f9d98f")
    canvas.polygon([(496, 346), (704, 346), (652, 444), (548, 444)], "#f9d98f")
    canvas.arc((600, 260), 104, (190, 262), 15, "#fdf0c9")
    filament = [(568, 440), (556, 330), (578, 296), (600, 330), (622, 296), (644, 330), (632, 440)]
    canvas.line(smooth(filament), 7, "#d08a34")
    for index in range(3):
        canvas.box((548 + index * 6, 448 + index * 30, 652 - index * 6, 472 + index * 30), STEEL, 10)
    canvas.box((580, 534, 620, 552), "#6d8385", 8)
    for angle in (-160, -135, -108, -72, -45, -20):
        a = math.radians(angle)
        canvas.line(
            [
                (600 + 168 * math.cos(a), 260 + 168 * math.sin(a)),
                (600 + 208 * math.cos(a), 260 + 208 * math.sin(a)),
            ],
            10,
            SUN,
        )
    return canvas


def _cog(canvas: Canvas, at: Point, radius: float, fill: str, hole: str) -> None:
    for tooth in range(10):
        a = math.radians(tooth * 36 + radius)
        inner, outer = (radius * 0.8, 0.2), (radius * 1.2, 0.13)
        canvas.polygon(
            [
                (at[0] + reach * math.cos(a + s), at[1] + reach * math.sin(a + s))
                for reach, s in (
                    (inner[0], -inner[1]),
                    (outer[0], -outer[1]),
                    (outer[0], outer[1]),
                    (inner[0], inner[1]),
                )
            ],
            fill,
        )
    canvas.ellipse(at, radius, fill=fill)
    canvas.ellipse(at, radius * 0.46, fill=hole)


def online(fonts: Fonts) -> Canvas:
    """A laptop and a telephone with a form on the screen."""
    canvas = stage(fonts, "#e3ebe8", "#cfdfdb", "#b1c7c0")
    shadow(canvas, (560, 560), 350)
    canvas.box((290, 150, 830, 510), INK, 22)
    canvas.box((312, 172, 808, 488), PAPER, 8)
    canvas.box((312, 172, 808, 222), TEAL, 8)
    for x, colour in ((338, CORAL), (364, SUN), (390, MIST)):
        canvas.ellipse((x, 197), 9, fill=colour)
    for row, share in enumerate((0.62, 0.8, 0.5)):
        y = 254 + row * 56
        canvas.box((350, y, 470, y + 14), "#9fbab2", 6)
        canvas.box((350, y + 20, 350 + 330 * share, y + 44), MIST, 8)
        check(canvas, (746, y + 28), 15, LEAF, 7)
    canvas.box((350, 430, 520, 470), CORAL, 12)
    canvas.box((382, 444, 488, 456), PAPER, 6)
    canvas.polygon([(230, 510), (890, 510), (930, 552), (190, 552)], STEEL)
    canvas.box((500, 510, 620, 524), "#7f9799", 6)
    canvas.box((900, 270, 1060, 560), INK, 24)
    canvas.box((914, 294, 1046, 534), PAPER, 8)
    canvas.box((914, 294, 1046, 340), TEAL, 8)
    for row, share in enumerate((0.9, 0.65, 0.8)):
        canvas.box((930, 360 + row * 30, 930 + 100 * share, 372 + row * 30), MIST, 6)
    canvas.ellipse((980, 488), 30, fill=LEAF)
    check(canvas, (980, 488), 13, PAPER, 6)
    return canvas


def label(fonts: Fonts) -> Canvas:
    """A basket of produce with a label, and a shield that stands for its protected name."""
    canvas = stage(fonts, "#f1e8d8", "#e5d7ba", "#c3b08a")
    shadow(canvas, (470, 560), 250, "#85734e")
    for x, y, size, colour in (
        (350, 330, 54, CORAL),
        (440, 300, 60, "#ee9a3f"),
        (540, 296, 58, "#c8cf6a"),
        (620, 332, 52, CORAL),
        (490, 340, 60, SUN),
        (400, 350, 50, "#ee9a3f"),
        (580, 352, 52, "#d98a5d"),
    ):
        canvas.ellipse((x, y), size, fill=colour)
        canvas.ellipse((x - size * 0.3, y - size * 0.35), size * 0.22, fill=PAPER)
        leaf(canvas, (x, y - size * 0.9), (x + 34, y - size * 1.5), 12, LEAF)
    _basket(canvas)
    _shield(canvas, (920, 340), 130)
    return canvas


def _basket(canvas: Canvas) -> None:
    canvas.polygon([(250, 360), (720, 360), (660, 556), (310, 556)], "#b88a52")
    for row in range(4):
        top, inset = 372 + row * 46, row * 14
        for column in range(8):
            step = (446 - 2 * inset) / 8
            left = 262 + inset + column * step
            fill = "#cfa368" if (row + column) % 2 else "#a2763f"
            canvas.box((left, top, left + step - 8, top + 36), fill, 8)
    canvas.box((236, 344, 734, 380), "#d4aa6e", 16)
    canvas.line(smooth([(676, 372), (720, 420), (742, 470)]), 5, INK)
    canvas.polygon([(700, 470), (742, 440), (790, 470), (790, 560), (700, 560)], PAPER)
    canvas.ellipse((743, 466), 8, fill=INK)
    canvas.box((718, 496, 772, 508), TEAL, 5)
    canvas.box((718, 522, 756, 534), "#9fbab2", 5)


def _shield(canvas: Canvas, at: Point, size: float) -> None:
    x, y = at
    outline = [(0, -1.15), (0.45, -0.95), (0.95, -0.86), (0.9, 0.1), (0.55, 0.75), (0, 1.2)]
    right = smooth([(x + a * size, y + b * size) for a, b in outline])
    left = [(2 * x - a, b) for a, b in reversed(right)]
    canvas.polygon([*right, *left], DEEP)
    canvas.polygon([(x + (a - x) * 0.84, y + (b - y) * 0.84) for a, b in (*right, *left)], TEAL)
    canvas.ring((x, y - 10), size * 0.5, 12, PAPER)
    canvas.text((x, y - 8), "R", Letters(size * 0.62, PAPER, bold=True, anchor="mm"))
