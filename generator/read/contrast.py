"""The colours of a site: as CSS, and whether text can be read (WCAG 2.2, 1.4.3)."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.model.appearance import Appearance

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# The colours of the default theme by name: by light, by dark. `styles/colours.css` has the same.
DEFAULTS: Mapping[str, tuple[str, str]] = {
    "paper": ("#fbf8f2", "#171311"),
    "tint": ("#f4ede2", "#231d19"),
    "ink": ("#211b17", "#ece4d9"),
    "muted": ("#645a51", "#b3a799"),
    "line": ("#dfd5c7", "#3c342d"),
    "mark": ("#f6e3b4", "#4d3a14"),
    "accent": ("#8f1d1a", "#b23a31"),
    "link": ("#8f1d1a", "#f2a28f"),
    "visited": ("#6b3357", "#d5a7c6"),
}
_PROPERTY = {"accent": "red"}  # what the styles call it
_LEAST = 4.5
_WHITE = "#ffffff"
# The text and what it stands on.
_PAIRS = (
    *((text, ground) for text in ("ink", "muted", "link", "visited") for ground in ("paper", "tint")),
    ("ink", "mark"),
    ("", "accent"),  # white words
)


class ContrastFault(Struct, frozen=True):
    """Two colours that are too alike. `name` is the given one, in the table `table`."""

    table: str
    name: str
    text: str
    ground: str
    ratio: float
    suggestion: str

    def details(self) -> dict[str, str]:
        """The details of the problem."""
        ratio = f"{self.ratio:.1f}"
        return {"text": self.text, "ground": self.ground, "ratio": ratio, "colour": self.suggestion}


def colours_of(appearance: Appearance) -> tuple[dict[str, str], dict[str, str]]:
    """All colours by light and by dark; links have the accent's unless they are given."""
    light, dark = dict(appearance.colours), dict(appearance.dark)
    if "accent" in light:
        light.setdefault("link", light["accent"])
    defaults = ({name: each[at] for name, each in DEFAULTS.items()} for at in (0, 1))
    first, second = defaults
    return first | light, second | dark


def contrast_faults(appearance: Appearance) -> Iterator[ContrastFault]:
    """The pairs of colours that cannot be read, of which the site gave one."""
    tables = (
        ("appearance.colours", dict(appearance.colours)),
        ("appearance.dark", dict(appearance.dark)),
    )
    for (table, given), colours in zip(tables, colours_of(appearance), strict=True):
        for text, ground in _PAIRS:
            name = text if text in given else ground
            if name not in given and not (text == "link" and "accent" in given):
                continue
            one, other = colours.get(text, _WHITE), colours[ground]
            ratio = contrast(one, other)
            if ratio < _LEAST:
                changed, kept = (one, other) if name == text else (other, one)
                shown = "accent" if name not in given else name
                yield ContrastFault(table, shown, one, other, ratio, _readable(changed, kept))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def colour_rules(appearance: Appearance) -> str:
    """The rules for the colours that the site gives."""
    light, dark = dict(appearance.colours), dict(appearance.dark)
    if "accent" in light:
        light.setdefault("link", light["accent"])
    rules = "\n/* Colours of this site */\n"
    if light:
        rules += f"@media not (prefers-color-scheme: dark) {{ :root {{ {_values(light)} }} }}\n"
    if dark:
        rules += f"@media (prefers-color-scheme: dark) {{ :root {{ {_values(dark)} }} }}\n"
    if "accent" in light:
        rules += f".choice, .choice:visited {{ background: {light['accent']}; }}\n"
    return (
        rules + "@media (prefers-contrast: more) { :root { --muted: var(--ink); --line: currentColor; } }\n"
    )


def _values(colours: Mapping[str, str]) -> str:
    return " ".join(f"--{_PROPERTY.get(name, name)}: {value};" for name, value in colours.items())


def _readable(colour: str, ground: str) -> str:
    """The colour made darker or lighter, until it can be read on the ground."""
    aims = sorted(("#000000", _WHITE), key=lambda aim: -contrast(aim, ground))
    for step in range(1, 101):
        mixed = _mixed(colour, aims[0], step / 100)
        if contrast(mixed, ground) >= _LEAST:
            return mixed
    return aims[0]


def _mixed(one: str, other: str, share: float) -> str:
    parts = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (p / 255 for p in _parts(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
