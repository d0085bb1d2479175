"""Charts of the figures that the articles tell, with labels large enough for a telephone."""

from dataclasses import dataclass

from tests.sample.canvas import WIDTH, Canvas, Fonts, Letters
from tests.sample.stage import CORAL, DEEP, INK, MIST, PAPER, STEEL, SUN, TEAL

QUIET = "#54696c"
MARGIN = 70.0


@dataclass(frozen=True, slots=True)
class Bar:
    """What was done of what was planned."""

    label: str
    done: int
    planned: int
    colour: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says in a language."""

    title: str
    subtitle: str
    labels: tuple[str, ...]
    figure: str = ""


VERIFICATION = (
    Bar("Cột đo xăng dầu", 88, 156, TEAL),
    Bar("Cân thông dụng", 162, 180, SUN),
    Bar("Mẫu vật liệu xây dựng", 250, 300, CORAL),
)


def verification(fonts: Fonts) -> Canvas:
    """Bắc Kạn 2017: verified and tested in six months, against the plan."""
    return verification_at(fonts, (1.0, 1.0, 1.0))


def verification_at(fonts: Fonts, shares: tuple[float, ...]) -> Canvas:
    """The same chart while its bars grow; each share from 0 to 1."""
    canvas = _page(fonts, "Kiểm định và thử nghiệm", "Bắc Kạn, 6 tháng đầu năm 2017, so với kế hoạch")
    for index, (bar, share) in enumerate(zip(VERIFICATION, shares, strict=True)):
        _bar(canvas, 226 + index * 146, bar, share)
    return canvas


def _bar(canvas: Canvas, top: float, bar: Bar, share: float) -> None:
    full = WIDTH - 2 * MARGIN
    canvas.text((MARGIN, top + 44), bar.label, Letters(44, INK))
    done = round(bar.done * share)
    percent = f"{done / bar.planned * 100:.1f}".replace(".", ",").removesuffix(",0")
    canvas.text(
        (WIDTH - MARGIN, top + 44),
        f"{done}/{bar.planned} · {percent}%",
        Letters(44, INK, bold=True, anchor="rs"),
    )
    canvas.box((MARGIN, top + 64, MARGIN + full, top + 104), MIST, 20)
    width = full * bar.done / bar.planned * share
    if width > 40:
        canvas.box((MARGIN, top + 64, MARGIN + width, top + 104), bar.colour, 20)


PROJECTS = Words(
    "26 đề tài, dự án",
    "Bắc Kạn, 6 tháng đầu năm 2017",
    ("chuyển tiếp", "mới, thuộc danh mục 2016", "mới, duyệt năm 2017"),
)
PROJECTS_IN_ENGLISH = Words(
    "26 projects",
    "Bac Kan, first six months of 2017",
    ("continued", "new, from the list of 2016", "new, approved in 2017"),
)


def projects(fonts: Fonts, words: Words = PROJECTS) -> Canvas:
    """Bắc Kạn 2017: twenty-six projects by where they come from."""
    canvas = _page(fonts, words.title, words.subtitle)
    groups = tuple(zip((11, 6, 9), (TEAL, SUN, CORAL), words.labels, strict=True))
    colours = [colour for count, colour, _ in groups for _ in range(count)]
    for index, colour in enumerate(colours):
        x, y = MARGIN + (index % 13) * 82.5, 232 + index // 13 * 88
        canvas.box((x, y, x + 70, y + 74), colour, 12)
    _legend(canvas, groups, 466)
    return canvas


CHECKS = Words(
    "47 cơ sở được kiểm tra",
    "Bắc Kạn, 6 tháng đầu năm 2017: không cơ sở nào vi phạm",
    ("kinh doanh xăng dầu, gas", "đồ điện, điện tử", "nguồn không nêu lĩnh vực"),
)
CHECKS_IN_ENGLISH = Words(
    "47 places were checked",
    "Bac Kan, first six months of 2017: none broke the rules",
    ("fuel and gas", "electrical and electronic goods", "trade not named by the source"),
)


def checks(fonts: Fonts, words: Words = CHECKS) -> Canvas:
    """Bắc Kạn 2017: the forty-seven places that were checked, by trade."""
    canvas = _page(fonts, words.title, words.subtitle)
    groups = tuple(zip((35, 6, 6), (DEEP, SUN, STEEL), words.labels, strict=True))
    colours = [colour for count, colour, _ in groups for _ in range(count)]
    for index, colour in enumerate(colours):
        canvas.ellipse((MARGIN + 30 + (index % 16) * 66.6, 258 + index // 16 * 68), 27, fill=colour)
    _legend(canvas, groups, 472)
    return canvas


YEAR = Words(
    "Hà Nam 2021 qua bốn con số",
    "Quản lý khoa học và công nghệ trong năm",
    ("hội đồng nghiệm thu", "hội nghị tư vấn", "sáng kiến cấp tỉnh", "cuộc thanh tra"),
    "gần 300",
)
YEAR_IN_ENGLISH = Words(
    "Ha Nam 2021 in four figures",
    "A year of managing science and technology",
    ("acceptance councils", "advisory conferences", "provincial initiatives", "inspections"),
    "nearly 300",
)


def year_in_figures(fonts: Fonts, words: Words = YEAR) -> Canvas:
    """Hà Nam 2021: four figures of the year."""
    canvas = _page(fonts, words.title, words.subtitle)
    colours = (DEEP, "#3d6f50", "#b5503a", "#8a6a2b")
    cards = zip(("08", "04", words.figure, "03"), words.labels, colours, strict=True)
    for index, (figure, label, colour) in enumerate(cards):
        x, y = MARGIN + index % 2 * 540, 218 + index // 2 * 214
        canvas.box((x, y, x + 520, y + 194), "#ffffff", 20)
        canvas.box((x, y, x + 16, y + 194), colour, 8)
        canvas.text((x + 46, y + 104), figure, Letters(88 if len(figure) < 8 else 80, colour, bold=True))
        canvas.text((x + 46, y + 162), label, Letters(36, INK))
    return canvas


def _page(fonts: Fonts, title: str, subtitle: str) -> Canvas:
    canvas = Canvas(fonts, PAPER)
    canvas.box((0, 0, WIDTH, 14), DEEP)
    canvas.text((MARGIN, 104), title, Letters(62, INK, bold=True))
    canvas.text((MARGIN, 164), subtitle, Letters(38, QUIET))
    return canvas


def _legend(canvas: Canvas, groups: tuple[tuple[int, str, str], ...], top: float) -> None:
    for index, (count, colour, words) in enumerate(groups):
        y = top + index * 62
        canvas.box((MARGIN, y, MARGIN + 40, y + 40), colour, 10)
        canvas.text((MARGIN + 118, y + 36), str(count), Letters(44, INK, bold=True, anchor="rs"))
        canvas.text((MARGIN + 140, y + 36), words, Letters(42, INK))
