"""Things that grow, and what the projects brought to the fields: fruit, seedlings, bricks and fish."""

import math

from tests.sample.canvas import HEIGHT, WIDTH, Canvas, Fonts, Noise, Point, smooth
from tests.sample.stage import FOREST, INK, LEAF, MIST, PAPER, STEEL, SUN, TEAL, leaf, shadow, stage

# Foot, tip and breadth of each leaf of the branch.
LEAVES = (
    ((120, 82), (40, 220), 44),
    ((180, 90), (160, 250), 46),
    ((400, 76), (400, 226), 44),
    ((330, 84), (300, 8), 34),
    ((610, 94), (660, 6), 36),
    ((640, 100), (650, 262), 46),
    ((880, 104), (900, 250), 44),
    ((960, 96), (1040, 10), 38),
    ((1010, 104), (1090, 226), 46),
    ((1130, 126), (1180, 250), 40),
    ((100, 74), (60, 4), 30),
)


def mandarins(fonts: Fonts) -> Canvas:
    """Oranges and mandarins on a branch, one of them cut open."""
    canvas = Canvas(fonts, "#e7ecd5")
    canvas.ellipse((420, 280), 330, fill="#d9e4c1")
    canvas.ellipse((1010, 560), 230, fill="#d9e4c1")
    canvas.line(smooth([(-20, 60), (200, 96), (460, 70), (720, 120), (940, 96), (1220, 140)]), 17, "#7a5a3d")
    for x, y in ((250, 92), (520, 76), (760, 118)):
        canvas.line(smooth([(x, y), (x + 14, y + 40), (x + 6, y + 86)]), 9, "#7a5a3d")
    for foot, tip, breadth in LEAVES:
        leaf(canvas, foot, tip, breadth, LEAF if breadth % 4 else FOREST)
    for at, size, colour in (
        ((256, 280), 116, "#ef9a3c"),
        ((526, 272), 122, "#f0a546"),
        ((768, 296), 112, "#ee8f38"),
    ):
        _fruit(canvas, at, size, colour)
    _cut_fruit(canvas, (1000, 470), 150)
    _fruit(canvas, (800, 560), 96, "#f0a546")
    leaf(canvas, (800, 470), (880, 424), 26, LEAF)
    return canvas


def _fruit(canvas: Canvas, at: Point, size: float, colour: str) -> None:
    x, y = at
    canvas.ellipse(at, size, size * 0.93, colour)
    canvas.ellipse((x + size * 0.12, y + size * 0.16), size * 0.8, size * 0.72, "#e98730")
    canvas.ellipse((x - size * 0.04, y - size * 0.02), size * 0.86, size * 0.8, colour)
    canvas.ellipse((x - size * 0.36, y - size * 0.4), size * 0.2, size * 0.14, "#fbd39a")
    noise = Noise(int(x))
    for _ in range(16):
        angle, reach = noise.between(0, 6.28), size * noise.between(0.2, 0.82)
        canvas.ellipse((x + math.cos(angle) * reach, y + math.sin(angle) * reach * 0.9), 3, fill="#e08a33")
    for turn in range(5):
        a = math.radians(turn * 72 - 90)
        tip = (x + math.cos(a) * size * 0.17, y - size * 0.9 + math.sin(a) * size * 0.1)
        canvas.line([(x, y - size * 0.9), tip], 8, FOREST)


def _cut_fruit(canvas: Canvas, at: Point, size: float) -> None:
    canvas.ellipse(at, size, fill="#ef9a3c")
    canvas.ellipse(at, size * 0.9, fill="#fdf0d2")
    for index in range(10):
        middle = math.radians(index * 36 + 8)
        centre = (at[0] + math.cos(middle) * size * 0.09, at[1] + math.sin(middle) * size * 0.09)
        canvas.slice(centre, size * 0.74, (index * 36 - 7.5, index * 36 + 23.5), "#f5ab4c")
        glint = (at[0] + math.cos(middle) * size * 0.58, at[1] + math.sin(middle) * size * 0.58)
        canvas.ellipse(glint, size * 0.055, fill="#fbd08c")
    canvas.ellipse(at, size * 0.09, fill="#fdf0d2")


def seedlings(fonts: Fonts) -> Canvas:
    """Plantlets in test tubes: biotechnology."""
    canvas = stage(fonts, "#dbeade", "#c6dfcb", "#9dbfa6")
    for angle in range(0, 360, 30):
        y = 90 + angle * 1.12
        shift = math.sin(math.radians(angle)) * 46
        canvas.line([(1040 - shift, y), (1040 + shift, y)], 6, "#a9ccb2")
        canvas.ellipse((1040 - shift, y), 13, fill=TEAL)
        canvas.ellipse((1040 + shift, y), 13, fill=SUN)
    shadow(canvas, (540, 560), 340, "#6f9479")
    for index in range(5):
        x = 300 + index * 120
        canvas.box((x - 38, 190, x + 38, 536), "#f3faf4", 36)
        canvas.box((x - 32, 430, x + 32, 530), "#d8c48f", 30)
        canvas.box((x - 46, 182, x + 46, 204), MIST, 9)
        height = (150, 190, 120, 210, 165)[index]
        top = 436 - height
        canvas.line([(x, 440), (x, top)], 8, FOREST)
        for step in range(3):
            y = 420 - step * height / 3
            leaf(canvas, (x, y), (x - 31, y - 44), 13, LEAF)
            leaf(canvas, (x, y - 16), (x + 31, y - 60), 13, LEAF)
    canvas.box((220, 350, 860, 376), "#8a6b4d", 8)
    canvas.box((220, 520, 860, 552), "#8a6b4d", 8)
    for x in (226, 828):
        canvas.box((x, 350, x + 26, 552), "#75583c", 6)
    return canvas


def models(fonts: Fonts) -> Canvas:
    """Unfired bricks, a bed of winter vegetables and a fish pond."""
    canvas = Canvas(fonts, "#e4ecdd")
    canvas.sky(["#c9dfdb", "#eef1df"], 320)
    canvas.ellipse((1010, 120), 50, fill="#fbe3b0")
    canvas.box((0, 316, WIDTH, HEIGHT), "#a9c07a")
    _bricks(canvas)
    _beds(canvas)
    _pond(canvas)
    return canvas


def _bricks(canvas: Canvas) -> None:
    shadow(canvas, (210, 560), 200, "#6f8a4d")
    for row in range(6):
        y = 506 - row * 46
        for column in range(6 - row):
            x = 16 + column * 68 + row * 34
            canvas.box((x, y, x + 62, y + 40), ("#b9b2a4", "#a8a192", "#c6c0b2")[(row * 2 + column) % 3], 5)
            for hole in (18, 44):
                canvas.ellipse((x + hole, y + 20), 6, fill="#857e70")


def _beds(canvas: Canvas) -> None:
    for row in range(5):
        y, half = 350 + row * 62, 118 + row * 16
        canvas.box((600 - half, y, 600 + half, y + 36), "#8a6443", 18)
        for plant in range(5 + row // 2):
            x = 600 - half + 36 + plant * (2 * half - 72) / (4 + row // 2)
            for tip in (-22, 0, 22):
                colour = FOREST if tip else LEAF
                leaf(canvas, (x, y + 16), (x + tip, y - 22 + abs(tip) * 0.3), 9, colour)


def _pond(canvas: Canvas) -> None:
    canvas.ellipse((1000, 520), 236, 140, "#8a9c5e")
    canvas.ellipse((1000, 520), 222, 128, "#7fb5b6")
    canvas.ellipse((990, 508), 186, 100, "#93c4c2")
    for x, y, turn in ((930, 478, 1), (1070, 520, -1), (960, 560, 1)):
        body = [(x - 52 * turn, y), (x - 10 * turn, y - 24), (x + 40 * turn, y), (x - 10 * turn, y + 24)]
        canvas.polygon(smooth([*body, body[0]]), INK if turn < 0 else "#3f6f78")
        canvas.polygon(
            [(x - 40 * turn, y), (x - 76 * turn, y - 22), (x - 68 * turn, y), (x - 76 * turn, y + 22)],
            INK if turn < 0 else "#3f6f78",
        )
        canvas.ellipse((x + 20 * turn, y - 4), 4, fill=PAPER)
    for x, y, radius in ((1100, 446, 9), (1116, 426, 6), (880, 440, 8)):
        canvas.ring((x, y), radius, 3, STEEL if radius > 8 else PAPER)
