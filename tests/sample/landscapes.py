"""Four landscapes in flat colours: a delta, a river between rocks, mountain terraces, a forest lake."""

import math
from collections.abc import Sequence
from itertools import pairwise

from PIL import Image

from tests.sample.canvas import HEIGHT, WIDTH, Canvas, Fonts, Noise, Point, blend, smooth

HORIZON = 318.0


def delta(fonts: Fonts) -> Canvas:
    """Nam Định: paddies and a river of the delta at sunrise."""
    canvas = Canvas(fonts, "#b9c972")
    canvas.sky(["#8fc0c4", "#cfe0cf", "#f7e7c4", "#f9d9a4"], HORIZON + 20)
    _sun(canvas, (805, 226), 58, "#fff1c9", "#f4a95b")
    _tree_line(canvas, HORIZON + 6, 26, "#9dbfb0", 7)
    _tree_line(canvas, HORIZON + 18, 20, "#6f9f8c", 19)
    _village(canvas, HORIZON + 14)
    _paddies(canvas)
    _river(canvas)
    for x, y, size in ((300, 150, 20), (352, 176, 15), (250, 196, 13), (404, 132, 11)):
        _bird(canvas, (x, y), size, "#ffffff")
    _rice_ears(canvas, 0, 430, 61)
    _rice_ears(canvas, 870, 1200, 23)
    return canvas


def river(fonts: Fonts) -> Canvas:
    """Hà Nam: limestone hills by a quiet river, with a boat."""
    canvas = Canvas(fonts, "#9fc3c2")
    canvas.sky(["#5e93a5", "#a9c9c4", "#f2dfc0", "#f6c99a"], 430)
    _sun(canvas, (330, 258), 50, "#fff0cf", "#ee9f63")
    rocks = [
        ("#a9c3bd", ((60, 210, 190), (240, 150, 210), (560, 190, 200), (760, 240, 210), (1010, 175, 230))),
        ("#7ba6a0", ((150, 150, 220), (640, 130, 190), (870, 210, 230), (1130, 250, 220))),
        ("#4d8580", ((20, 190, 250), (1010, 150, 240), (1190, 190, 230))),
    ]
    for colour, hills in rocks:
        for index, (x, height, width) in enumerate(hills):
            _karst(canvas, (x, 430), height, width if index % 2 else -width, colour)
    _mirror(canvas, 430)
    _boat(canvas, (560, 548), 1.5, "#27454c")
    _reeds(canvas, 30, 250, "#27544f")
    _reeds(canvas, 1010, 1180, "#27544f")
    return canvas


def terraces(fonts: Fonts) -> Canvas:
    """Lạng Sơn: blue mountains in mist, golden terraces, stilt houses, peach blossom."""
    canvas = Canvas(fonts, "#d8e4d8")
    canvas.sky(["#b9d3d8", "#dfe9e0", "#faf0dc"], 430)
    _sun(canvas, (600, 170), 46, "#fffaf0", "#f6cf8e")
    ranges = (("#a7c3c8", 250, 70, 3.0), ("#83aab1", 310, 62, 8.0), ("#5d8c93", 372, 52, 13.0))
    for colour, level, swing, phase in ranges:
        _range(canvas, level, swing, phase, colour)
        canvas.veil(_band(level + 46, level + 78), "#f4f1e4", 0.34)
    _terrace_steps(canvas)
    _stilt_house(canvas, (330, 476), 1.0)
    _stilt_house(canvas, (480, 446), 0.75)
    _stilt_house(canvas, (900, 470), 1.15)
    _blossom(canvas)
    return canvas


def lake(fonts: Fonts) -> Canvas:
    """Bắc Kạn: a lake between forest hills, an orchard with ripe fruit in front."""
    canvas = Canvas(fonts, "#bcd8cf")
    canvas.sky(["#7fb3bd", "#c3ddd3", "#f4ecd2"], 360)
    canvas.ellipse((930, 120), 44, fill="#fdf4dc")
    for colour, level, swing, phase in (("#9cc2b8", 230, 56, 1.0), ("#74a898", 285, 48, 6.4)):
        _range(canvas, level, swing, phase, colour)
    _forest(canvas, 352, "#4f8a74", "#44796a")
    _water(canvas, 420)
    _boat(canvas, (420, 500), 1.05, "#4a3527")
    _boat(canvas, (640, 462), 0.6, "#4a3527")
    _orchard(canvas)
    return canvas


def _sun(canvas: Canvas, centre: Point, radius: float, disc: str, light: str) -> None:
    canvas.glow(centre, radius * 4.2, light, 0.55)
    canvas.ellipse(centre, radius, fill=disc)


def _band(top: float, bottom: float) -> list[Point]:
    crest = [(x, top + 9 * math.sin(x / 120)) for x in range(0, WIDTH + 30, 30)]
    return [*crest, (WIDTH, bottom), (0, bottom)]


def _tree_line(canvas: Canvas, base: float, height: float, colour: str, seed: int) -> None:
    noise, x = Noise(seed), -20.0
    while x < WIDTH + 20:
        size = noise.between(height * 0.5, height)
        canvas.ellipse((x, base), size * 1.1, size, fill=colour)
        x += size * 0.9
    canvas.box((0, base, WIDTH, base + 30), colour)


def _village(canvas: Canvas, base: float) -> None:
    for x, size in ((180, 20), (222, 15), (985, 19), (1030, 24), (1082, 16)):
        canvas.box((x - size * 0.8, base - size * 0.7, x + size * 0.8, base + 4), "#f6ecd8")
        canvas.polygon(
            [(x - size, base - size * 0.6), (x, base - size * 1.3), (x + size, base - size * 0.6)], "#c4664a"
        )


def _paddies(canvas: Canvas) -> None:
    noise = Noise(5)
    colours = ["#a8c163", "#bccb6c", "#92b35b", "#d3cf76", "#e0c873", "#b7d0b8", "#9fbd5e"]
    rows = [HORIZON + 26 + (HEIGHT - HORIZON - 26) * (i / 9) ** 1.7 for i in range(10)]
    for top, bottom in pairwise(rows):
        shift = noise.between(-150, 150)
        for column in range(-14, 15):
            left, right = column * 260 + shift, (column + 1) * 260 + shift
            field = [_seen(left, top), _seen(right, top), _seen(right, bottom), _seen(left, bottom)]
            canvas.polygon(field, colours[int(noise.between(0, len(colours)))])
            canvas.line([field[0], field[3]], 1 + (bottom - HORIZON) / 110, "#7f9f52")
        canvas.line([(0, top), (WIDTH, top)], 1 + (top - HORIZON) / 120, "#7f9f52")


def _seen(x: float, y: float) -> Point:
    depth = (y - HORIZON) / (HEIGHT - HORIZON)
    return 620 + x * depth, y


def _river(canvas: Canvas) -> None:
    left = smooth([(812, 344), (790, 372), (700, 405), (590, 455), (600, 520), (480, 600), (330, 690)])
    right = smooth([(840, 344), (826, 374), (760, 412), (690, 462), (760, 525), (790, 600), (800, 690)])
    canvas.polygon([(x - 7, y) for x, y in left] + [(x + 7, y) for x, y in reversed(right)], "#7f9f52")
    canvas.polygon([*left, *reversed(right)], "#a9d0cd")
    for y, x, length in ((420, 690, 40), (455, 640, 42), (500, 640, 70), (548, 560, 130), (604, 520, 190)):
        canvas.line([(x, y), (x + length, y)], 2.5 + (y - 400) / 90, "#d6e8df")
    _boat(canvas, (640, 530), 0.62, "#3d4f4a")


def _bird(canvas: Canvas, at: Point, size: float, colour: str) -> None:
    x, y = at
    wings = [
        (x - size, y - size * 0.35),
        (x - size * 0.4, y - size * 0.55),
        (x, y),
        (x + size * 0.4, y - size * 0.55),
        (x + size, y - size * 0.35),
    ]
    canvas.line(smooth(wings), 3.2, colour)


def _rice_ears(canvas: Canvas, left: float, right: float, seed: int) -> None:
    noise, x = Noise(seed), left
    edge = left == 0
    while x < right:
        near = (right - x) / (right - left) if edge else (x - left) / (right - left)
        height = 40 + 150 * near * noise.between(0.6, 1)
        lean = noise.between(-34, 34)
        stem = smooth([(x, HEIGHT + 5), (x + lean * 0.3, HEIGHT - height * 0.6), (x + lean, HEIGHT - height)])
        canvas.line(stem, 4, blend("#4d7d3f", "#6f9a48", noise.between(0, 1)))
        for step in range(4):
            drop = (x + lean + math.copysign(7 + step * 5, lean), HEIGHT - height + 3 + step * step * 2.4)
            canvas.ellipse(drop, 5, 4, "#e7c25c" if step % 2 else "#d9ae49")
        x += noise.between(7, 15)


def _karst(canvas: Canvas, foot: Point, height: float, width: float, colour: str) -> None:
    x, y = foot
    shape = [
        (-0.55, 0),
        (-0.44, 0.38),
        (-0.36, 0.62),
        (-0.22, 0.9),
        (-0.04, 1),
        (0.14, 0.95),
        (0.27, 0.72),
        (0.36, 0.52),
        (0.47, 0.3),
        (0.58, 0),
    ]
    canvas.polygon(smooth([(x + a * width, y - b * height) for a, b in shape]), colour)
    light = [(-0.3, 0.6), (-0.2, 0.8), (-0.06, 0.93), (-0.1, 0.7), (-0.2, 0.45), (-0.26, 0.3)]
    canvas.polygon(
        smooth([(x + a * width, y - b * height) for a, b in light]), blend(colour, "#ffffff", 0.13)
    )


def _mirror(canvas: Canvas, level: float) -> None:
    top = round(level * 2)
    upside_down = canvas.image.crop((0, top - (canvas.image.height - top), canvas.image.width, top))
    canvas.image.paste(upside_down.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (0, top))
    canvas.veil([(0, level), (WIDTH, level), (WIDTH, HEIGHT), (0, HEIGHT)], "#7fb0b3", 0.5)
    noise = Noise(11)
    for _ in range(46):
        y = level + 8 + (HEIGHT - level) * noise.between(0, 1) ** 1.2
        x, length = noise.between(-40, WIDTH), noise.between(40, 190)
        canvas.line([(x, y), (x + length, y)], 1 + (y - level) / 90, "#b9d6d1")
    canvas.box((0, level - 4, WIDTH, level + 4), "#3f736e", 3)


def _boat(canvas: Canvas, at: Point, scale: float, colour: str) -> None:
    x, y = at

    def placed(points: Sequence[Point]) -> list[Point]:
        return [(x + a * scale, y + b * scale) for a, b in points]

    canvas.veil(placed([(-92, 12), (92, 12), (60, 26), (-60, 26)]), "#27454c", 0.25)
    hull = [(-100, -12), (-70, 8), (0, 14), (70, 8), (100, -12), (60, -4), (0, 0), (-60, -4)]
    canvas.polygon(smooth(placed(hull)), colour)
    canvas.polygon(placed([(-6, -2), (22, -2), (16, -34), (0, -36)]), "#b5573f")
    canvas.ellipse((x + 8 * scale, y - 41 * scale), 8 * scale, fill="#e3b58f")
    canvas.polygon(placed([(-14, -42), (30, -42), (8, -60)]), "#f1dfae")
    canvas.line(placed([(14, -26), (44, -20), (74, 26)]), 3.4 * scale, "#6d5037")


def _reeds(canvas: Canvas, left: float, right: float, colour: str) -> None:
    noise, x = Noise(int(left) + 3), left
    while x < right:
        height, lean = noise.between(60, 190), noise.between(-30, 30)
        stem = smooth([(x, HEIGHT + 6), (x + lean * 0.3, HEIGHT - height * 0.6), (x + lean, HEIGHT - height)])
        canvas.line(stem, 3.6, colour)
        if noise.between(0, 1) > 0.6:
            canvas.line([stem[-6], stem[-1]], 10, "#8a6a45")
        x += noise.between(8, 20)


def _range(canvas: Canvas, level: float, swing: float, phase: float, colour: str) -> None:
    crest: list[Point] = []
    for x in range(0, WIDTH + 6, 6):
        slow, quick = math.sin(x / 143 + phase), math.sin(x / 57 + phase * 2.3)
        crest.append((x, level - swing * (0.75 * slow + 0.3 * quick + 0.09 * math.sin(x / 17 + phase))))
    canvas.polygon([*crest, (WIDTH, HEIGHT), (0, HEIGHT)], colour)


def _terrace_steps(canvas: Canvas) -> None:
    colours = [
        "#7fa260",
        "#a5b760",
        "#c9c465",
        "#e2c660",
        "#eecf72",
        "#d9bb56",
        "#b9b458",
        "#8fa553",
        "#6f9150",
    ]
    for index, colour in enumerate(colours):
        level = 430 + index * 25 + index * index * 1.2
        crest = [
            (x, level + (26 + index) * math.sin(x / 190 + index * 0.23) - 16 * math.cos(x / 83 + index * 0.4))
            for x in range(0, WIDTH + 10, 10)
        ]
        canvas.polygon([*crest, (WIDTH, HEIGHT), (0, HEIGHT)], blend(colour, "#5d7a3f", 0.35))
        canvas.polygon([*((x, y + 6) for x, y in crest), (WIDTH, HEIGHT), (0, HEIGHT)], colour)


def _stilt_house(canvas: Canvas, foot: Point, scale: float) -> None:
    x, y = foot
    for leg in (-46, -16, 16, 46):
        canvas.box((x + (leg - 3) * scale, y - 30 * scale, x + (leg + 3) * scale, y), "#5b4030")
    canvas.box((x - 54 * scale, y - 66 * scale, x + 54 * scale, y - 26 * scale), "#9a6b45")
    for window in (-30, 0, 30):
        box = (x + (window - 8) * scale, y - 56 * scale, x + (window + 8) * scale, y - 36 * scale)
        canvas.box(box, "#f3d79b")
    roof = [(-74, -60), (-44, -104), (44, -104), (74, -60)]
    canvas.polygon([(x + a * scale, y + b * scale) for a, b in roof], "#6e4a3a")
    canvas.polygon(
        [(x + a * scale, y + b * scale) for a, b in ((-44, -104), (44, -104), (50, -94), (-50, -94))],
        "#8a6048",
    )


def _blossom(canvas: Canvas) -> None:
    branch = smooth([(1210, 60), (1120, 84), (1030, 70), (930, 118), (850, 104)])
    canvas.line(branch, 9, "#5f4438")
    canvas.line(smooth([(1085, 80), (1030, 130), (985, 150)]), 6, "#5f4438")
    canvas.line(smooth([(1150, 76), (1120, 150), (1128, 196)]), 6, "#5f4438")
    flowers = (
        (850, 104, 15),
        (892, 110, 19),
        (935, 116, 22),
        (985, 150, 18),
        (1024, 132, 22),
        (1030, 72, 20),
        (1080, 78, 24),
        (1128, 196, 17),
        (1122, 152, 22),
        (1150, 84, 24),
        (1186, 64, 20),
        (962, 92, 13),
        (1062, 110, 13),
        (1160, 128, 13),
    )
    for x, y, size in flowers:
        _flower(canvas, (x, y), size)


def _flower(canvas: Canvas, at: Point, size: float) -> None:
    for petal in range(5):
        angle = math.radians(petal * 72 - 90 + size * 7)
        centre = (at[0] + math.cos(angle) * size * 0.55, at[1] + math.sin(angle) * size * 0.55)
        canvas.ellipse(centre, size * 0.5, fill="#efa3a3" if petal % 2 else "#f4b6b2")
    canvas.ellipse(at, size * 0.24, fill="#c9525d")


def _forest(canvas: Canvas, level: float, light: str, dark: str) -> None:
    noise, x = Noise(int(level)), -30.0
    crest = [
        (v, level - 46 * math.sin(v / 210 + 2.2) - 14 * math.sin(v / 70)) for v in range(0, WIDTH + 10, 10)
    ]
    canvas.polygon([*crest, (WIDTH, HEIGHT), (0, HEIGHT)], dark)
    while x < WIDTH + 30:
        y = level - 46 * math.sin(x / 210 + 2.2) - 14 * math.sin(x / 70)
        for row in range(4):
            size = noise.between(17, 28)
            centre = (x + noise.between(-12, 12), y + row * 25)
            canvas.ellipse(centre, size, size * 0.92, blend(dark, light, noise.between(0, 1)))
        x += 24


def _water(canvas: Canvas, level: float) -> None:
    canvas.polygon(_band(level, HEIGHT), "#8fc1bd")
    for step in range(1, 7):
        top = level + step * step * 5.5
        canvas.polygon(_band(top, HEIGHT), blend("#8fc1bd", "#4f918f", step / 7))
    noise = Noise(29)
    for _ in range(38):
        y, x = noise.between(level + 24, HEIGHT - 60), noise.between(0, WIDTH)
        canvas.line([(x, y), (x + noise.between(30, 120), y)], 2, "#c4e0d6")


def _orchard(canvas: Canvas) -> None:
    crest = [
        (x, 690 - 165 * max(0.0, x / WIDTH - 0.22) ** 0.7 - 6 * math.sin(x / 60)) for x in range(0, 1210, 10)
    ]
    canvas.polygon([*crest, (WIDTH, HEIGHT), (0, HEIGHT)], "#6c8f4a")
    canvas.polygon([*((x, y + 22) for x, y in crest), (WIDTH, HEIGHT), (0, HEIGHT)], "#86a655")
    trees = (
        (520, 600, 38),
        (620, 576, 44),
        (735, 556, 52),
        (870, 536, 60),
        (1010, 520, 68),
        (1150, 506, 76),
        (690, 632, 48),
        (830, 622, 58),
        (980, 612, 66),
        (1130, 604, 76),
    )
    for x, y, size in trees:
        _fruit_tree(canvas, (x, y), size)


def _fruit_tree(canvas: Canvas, at: Point, size: float) -> None:
    x, y = at
    noise = Noise(int(x))
    canvas.box((x - size * 0.08, y, x + size * 0.08, y + size * 1.02), "#6b4a33")
    for dx, dy, part in ((-0.45, 0.12, 0.6), (0.45, 0.1, 0.6), (0, -0.3, 0.75), (0, 0.15, 0.7)):
        canvas.ellipse((x + dx * size, y + dy * size), part * size, part * size * 0.86, "#3f7350")
    for dx, dy, part in ((-0.4, -0.05, 0.42), (0.3, -0.1, 0.45), (-0.05, -0.45, 0.45)):
        canvas.ellipse((x + dx * size, y + dy * size), part * size, part * size * 0.8, "#528a5b")
    for _ in range(11):
        angle, reach = noise.between(0, 6.28), noise.between(0.1, 0.78) * size
        fruit = (x + math.cos(angle) * reach, y - size * 0.08 + math.sin(angle) * reach * 0.8)
        canvas.ellipse(fruit, size * 0.105, fill="#f09a3e")
