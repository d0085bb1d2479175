"""Measuring and testing: a fuel pump, scales, a laboratory, an earth tester, a taxi, things under a lens."""

import math

from tests.sample.canvas import HEIGHT, WIDTH, Canvas, Fonts, Letters, smooth
from tests.sample.stage import (
    BRICK,
    CORAL,
    DEEP,
    FOREST,
    INK,
    LEAF,
    MIST,
    PAPER,
    STEEL,
    SUN,
    TEAL,
    check,
    mark_published,
    shadow,
    stage,
)


def pump(fonts: Fonts) -> Canvas:
    """A fuel pump with its display and a seal."""
    canvas = stage(fonts, "#dbe9e2", "#c4dcd2", "#a9c5b9")
    canvas.box((0, 0, WIDTH, 78), CORAL)
    canvas.box((0, 78, WIDTH, 92), "#b9523c")
    canvas.box((236, 92, 262, 548), "#eef3ec")
    canvas.box((938, 92, 964, 548), "#eef3ec")
    shadow(canvas, (600, 556), 220)
    canvas.box((440, 176, 720, 548), DEEP, 22)
    canvas.box((440, 176, 720, 236), "#245254", 22)
    canvas.box((472, 256, 688, 372), PAPER, 12)
    canvas.text((668, 318), "0,00 lít", Letters(44, INK, bold=True, anchor="rs"))
    canvas.box((492, 340, 668, 352), MIST, 6)
    canvas.box((492, 340, 548, 352), SUN, 6)
    canvas.box((420, 530, 740, 556), "#1f4547", 8)
    canvas.line(smooth([(716, 300), (800, 330), (812, 450), (770, 500), (742, 440), (770, 350)]), 13, INK)
    canvas.polygon([(744, 356), (758, 292), (800, 300), (792, 362)], CORAL)
    canvas.line([(764, 300), (752, 256), (716, 238)], 11, INK)
    mark_published(canvas, (580, 452), 56)
    return canvas


def scale(fonts: Fonts) -> Canvas:
    """A common scale with fruit in its pan, check weights beside it."""
    canvas = stage(fonts, "#f3ead6", "#ead9b4", "#cdb88f")
    shadow(canvas, (560, 556), 250, "#8d7a55")
    canvas.polygon([(440, 548), (470, 330), (650, 330), (680, 548)], DEEP)
    canvas.box((420, 528, 700, 556), INK, 10)
    canvas.ellipse((560, 430), 84, fill=PAPER)
    canvas.ring((560, 430), 84, 9, "#1f4547")
    for tick in range(24):
        angle = math.radians(tick * 15)
        inner = 58 if tick % 6 == 0 else 66
        canvas.line(
            [
                (560 + math.cos(angle) * inner, 430 + math.sin(angle) * inner),
                (560 + math.cos(angle) * 72, 430 + math.sin(angle) * 72),
            ],
            3,
            INK,
        )
    canvas.line([(560, 430), (604, 394)], 7, CORAL)
    canvas.ellipse((560, 430), 10, fill=CORAL)
    canvas.box((540, 282, 580, 334), INK)
    _loaded_pan(canvas)
    return canvas


def _loaded_pan(canvas: Canvas) -> None:
    for x, y, size in ((478, 240, 38), (642, 240, 38), (560, 232, 44), (520, 196, 36), (600, 194, 36)):
        canvas.ellipse((x, y), size, fill="#ee9a3f")
        canvas.ellipse((x - size * 0.3, y - size * 0.35), size * 0.24, fill="#f7bd75")
        canvas.ellipse((x, y - size * 0.9), size * 0.13, fill=FOREST)
    canvas.polygon([(410, 262), (710, 262), (668, 298), (452, 298)], STEEL)
    canvas.box((398, 254, 722, 268), "#b9cccb", 7)
    for x, width, height in ((800, 110, 120), (920, 86, 92), (1016, 64, 68)):
        _weight(canvas, x, width, height)


def _weight(canvas: Canvas, x: float, width: float, height: float) -> None:
    canvas.box((x + width * 0.34, 552 - height * 1.22, x + width * 0.66, 552 - height), "#b98a3a", 6)
    canvas.box((x, 552 - height, x + width, 552), SUN, 12)
    canvas.box((x + width * 0.12, 552 - height * 0.9, x + width * 0.26, 552 - height * 0.12), "#f6cc86", 6)


def laboratory(fonts: Fonts) -> Canvas:
    """Flasks and samples of building materials on a bench."""
    canvas = stage(fonts, "#d9e7e6", "#c2d9d8", "#8fb0ae")
    canvas.box((120, 120, 420, 132), "#a9c4c3")
    canvas.box((780, 150, 1090, 162), "#a9c4c3")
    for x, colour in ((170, SUN), (240, TEAL), (310, CORAL)):
        canvas.box((x, 66, x + 44, 120), colour, 8)
        canvas.box((x + 9, 52, x + 35, 70), PAPER, 4)
    for x in (830, 900, 970):
        canvas.box((x, 102, x + 54, 150), "#c9bda6", 4)
        canvas.box((x, 102, x + 54, 116), "#d9cfba", 4)
    _cone_flask(canvas, 376, 1.1, TEAL, "#79b3ad")
    _round_flask(canvas)
    _cone_flask(canvas, 820, 0.9, CORAL, "#e48f77")
    for x, y in ((930, 486), (1000, 486), (965, 424)):
        canvas.box((x, y, x + 64, y + 62), "#b7ab95", 5)
        canvas.box((x, y, x + 64, y + 16), "#cbc1ad", 5)
        canvas.ellipse((x + 20, y + 36), 4, fill="#998d78")
        canvas.ellipse((x + 44, y + 46), 5, fill="#998d78")
    for x, height in ((104, 150), (150, 118), (196, 170)):
        canvas.box((x, 548 - height, x + 30, 548), "#eef5f2", 13)
        canvas.box((x, 548 - height * 0.6, x + 30, 548), SUN if height < 160 else LEAF, 13)
    canvas.box((80, 470, 250, 486), "#7d6448", 6)
    return canvas


def _cone_flask(canvas: Canvas, x: float, size: float, liquid: str, light: str) -> None:
    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + dx * size, 548 + dy * size

    canvas.polygon(
        [
            at(-26, -230),
            at(26, -230),
            at(26, -150),
            at(104, -18),
            at(92, 0),
            at(-92, 0),
            at(-104, -18),
            at(-26, -150),
        ],
        "#f1f7f4",
    )
    canvas.polygon([at(-62, -88), at(62, -88), at(103, -18), at(92, 0), at(-92, 0), at(-103, -18)], liquid)
    canvas.box((*at(-36, -240), *at(36, -224)), "#dfeae6", 6)
    for dx, dy, radius in ((-34, -40, 12), (10, -58, 8), (40, -28, 10)):
        canvas.ellipse(at(dx, dy), radius * size, fill=light)


def _round_flask(canvas: Canvas) -> None:
    canvas.box((574, 196, 626, 350), "#f1f7f4", 6)
    canvas.ellipse((600, 424), 112, fill="#f1f7f4")
    canvas.slice((600, 424), 100, (0, 180), SUN)
    canvas.polygon([(500, 424), (700, 424), (700, 430), (500, 430)], SUN)
    canvas.box((562, 188, 638, 206), "#dfeae6", 8)
    canvas.box((500, 530, 700, 550), INK, 8)
    for x, y, radius in ((560, 460, 13), (620, 480, 9), (598, 444, 7), (645, 448, 11)):
        canvas.ellipse((x, y), radius, fill="#f6cf8e")


def grounding(fonts: Fonts) -> Canvas:
    """A house with a lightning rod, its earth rods, and the tester between them."""
    canvas = Canvas(fonts, "#6d97a3")
    canvas.sky(["#3f6472", "#6d97a3", "#a9c3c0"], 420)
    for x, y, size in ((760, 90, 60), (830, 76, 78), (910, 96, 58), (980, 108, 40)):
        canvas.ellipse((x, y), size, size * 0.7, "#dfe8e4")
    canvas.polygon([(868, 136), (818, 236), (862, 232), (834, 318), (926, 208), (876, 212), (912, 136)], SUN)
    canvas.box((0, 418, WIDTH, HEIGHT), "#a3784f")
    canvas.box((0, 418, WIDTH, 440), LEAF)
    for x, y, radius in ((90, 560, 22), (540, 616, 16), (760, 640, 24), (1110, 600, 18), (980, 500, 12)):
        canvas.ellipse((x, y), radius, radius * 0.7, "#8c6440")
    canvas.box((150, 240, 420, 420), "#f4ead3")
    canvas.polygon([(118, 248), (285, 138), (452, 248)], BRICK)
    canvas.box((252, 318, 318, 420), "#8a6047")
    for x in (178, 344):
        canvas.box((x, 280, x + 50, 336), "#9cc4c6", 4)
    canvas.line([(285, 142), (285, 66)], 7, INK)
    canvas.ellipse((285, 62), 9, fill=SUN)
    canvas.line([(290, 140), (442, 240), (442, 470)], 5, "#c97b3a")
    _earth_tester(canvas)
    return canvas


def _earth_tester(canvas: Canvas) -> None:
    for x in (442, 700, 960):
        canvas.box((x - 8, 400 if x > 450 else 462, x + 8, 590), "#d69551", 6)
        for wave in (26, 48, 70):
            canvas.arc((x, 560), wave, (20, 160), 4, "#e9c79b")
    canvas.line(smooth([(600, 374), (640, 350), (700, 404)]), 5, CORAL)
    canvas.line(smooth([(630, 374), (800, 320), (960, 404)]), 5, INK)
    canvas.line(smooth([(560, 374), (500, 360), (442, 430)]), 5, "#3f7a52")
    canvas.box((540, 340, 660, 432), SUN, 14)
    canvas.box((560, 356, 640, 394), PAPER, 6)
    canvas.arc((600, 400), 32, (215, 325), 4, INK)
    canvas.line([(600, 394), (616, 368)], 4, CORAL)


def taxi(fonts: Fonts) -> Canvas:
    """A taxi on a mountain road; its meter shows in a bubble."""
    canvas = Canvas(fonts, "#cfe0dc")
    canvas.sky(["#bcd6d6", "#e4ecdf", "#f7ecd4"], 470)
    for points, colour in (
        ([(-20, 470), (120, 300), (250, 380), (400, 240), (560, 400), (700, 330), (860, 470)], "#9fbfbd"),
        ([(380, 480), (620, 360), (800, 410), (1000, 270), (1220, 420), (1220, 480)], "#7ba6a1"),
    ):
        canvas.polygon([*smooth(points), (points[-1][0], 520), (points[0][0], 520)], colour)
    canvas.box((0, 466, WIDTH, 540), "#7fa260")
    canvas.box((0, 530, WIDTH, HEIGHT), "#5f6f73")
    for x in range(-40, WIDTH, 170):
        canvas.box((x, 606, x + 90, 616), "#dfe3d8", 4)
    shadow(canvas, (430, 588), 260, "#37474b")
    _car(canvas)
    canvas.polygon([(640, 330), (720, 290), (730, 350)], PAPER)
    canvas.box((690, 100, 1110, 350), PAPER, 28)
    canvas.box((726, 136, 1074, 314), INK, 16)
    canvas.box((750, 160, 1050, 240), "#17323a", 10)
    canvas.text((1034, 226), "0.00 km", Letters(56, "#f2c46d", bold=True, anchor="rs"))
    for index, colour in enumerate((LEAF, SUN, CORAL)):
        canvas.box((750 + index * 104, 258, 840 + index * 104, 294), colour, 10)
    mark_published(canvas, (1096, 330), 50)
    return canvas


def _car(canvas: Canvas) -> None:
    roof = smooth([(240, 470), (290, 392), (350, 366), (470, 364), (540, 396), (592, 466)])
    canvas.polygon([*roof, (592, 490), (240, 490)], "#efe8d6")
    canvas.polygon(
        [*smooth([(282, 462), (312, 408), (354, 388), (404, 386), (404, 462)]), (282, 462)], "#8fb6ba"
    )
    canvas.polygon(
        [*smooth([(424, 462), (424, 386), (468, 386), (516, 408), (552, 462)]), (424, 462)], "#8fb6ba"
    )
    canvas.box((170, 456, 690, 556), "#f6f0e0", 34)
    canvas.box((170, 500, 690, 530), LEAF)
    canvas.box((350, 336, 470, 368), SUN, 8)
    canvas.text((410, 361), "TAXI", Letters(26, INK, bold=True, anchor="ms"))
    canvas.ellipse((672, 486), 14, fill=SUN)
    canvas.ellipse((184, 486), 11, fill=CORAL)
    canvas.box((430, 480, 470, 488), STEEL, 4)
    for x in (286, 572):
        canvas.ellipse((x, 556), 50, fill="#27363a")
        canvas.ellipse((x, 556), 25, fill="#c9d4d2")
        canvas.ellipse((x, 556), 9, fill="#6d7f82")


def inspection(fonts: Fonts) -> Canvas:
    """A helmet, a packet and a fuel can, the helmet under a magnifying glass."""
    canvas = stage(fonts, "#e6ebdf", "#d3decb", "#b0bfa3")
    shadow(canvas, (300, 556), 150, "#7f9072")
    canvas.box((190, 330, 410, 552), "#e8c98f", 8)
    canvas.box((190, 330, 410, 384), "#d9b06a", 8)
    canvas.box((226, 412, 374, 500), PAPER, 6)
    canvas.text((300, 474), "500 g", Letters(44, INK, bold=True, anchor="ms"))
    shadow(canvas, (940, 556), 130, "#7f9072")
    canvas.box((850, 340, 1030, 552), CORAL, 18)
    canvas.polygon([(850, 372), (900, 312), (960, 312), (960, 372)], CORAL)
    canvas.box((966, 312, 1016, 346), "#8f3f30", 6)
    canvas.line([(884, 400), (996, 510)], 12, "#b9523c")
    canvas.line([(996, 400), (884, 510)], 12, "#b9523c")
    _helmet_under_lens(canvas)
    return canvas


def _helmet_under_lens(canvas: Canvas) -> None:
    shadow(canvas, (610, 556), 190, "#7f9072")
    canvas.slice((610, 520), 176, (180, 360), TEAL)
    canvas.box((434, 500, 790, 536), DEEP, 16)
    canvas.line(smooth([(476, 456), (540, 404), (610, 392), (690, 410)]), 14, "#8fc0b8")
    canvas.box((500, 532, 520, 552), INK)
    canvas.box((690, 532, 710, 552), INK)
    canvas.line([(776, 330), (880, 200)], 30, "#8a6047")
    canvas.ring((690, 420), 122, 20, INK)
    check(canvas, (690, 424), 48, PAPER, 18)
    canvas.arc((690, 420), 88, (190, 250), 9, "#e9f4f0")
