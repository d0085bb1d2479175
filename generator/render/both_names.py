"""Captions with the names that provinces had, and those of today beside them."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from generator.model.views.article import ProvinceNote
from generator.render.unbroken import unbroken

# A town or district may bear the name of its province, and keeps it when the province loses it.
_SMALLER = r"(?<!thành phố )(?<!thị xã )(?<!huyện )(?<!TP )(?<!TP\. )(?<!Thành phố )(?<!Thị xã )(?<!Huyện )"
_KINDS = {"province": "tỉnh", "municipality": "thành phố"}


def renamed(provinces: Sequence[ProvinceNote]) -> list[ProvinceNote]:
    """The provinces that ended and whose land is one province of another name today."""
    return [each for each in provinces if len(each.successors) == 1 and each.successors[0].name != each.name]


def ended_alike(provinces: Sequence[ProvinceNote]) -> list[list[ProvinceNote]]:
    """The provinces that have ended; those that became the same provinces on the same day together."""
    groups: dict[tuple[object, ...], list[ProvinceNote]] = {}
    for each in provinces:
        if each.ended:
            alone = each.name if any(each.name == after.name for after in each.successors) else ""
            groups.setdefault((each.ended, each.successors, alone), []).append(each)
    return list(groups.values())


def both_names(text: str, provinces: Sequence[ProvinceNote]) -> Markup:
    """The text with each old name beside the new one. The theme shows one of them."""
    found = Markup("")
    names = {each.name: each for each in renamed(provinces)}
    if not names:
        return unbroken(text)
    end = 0
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    for match in re.finditer(rf"{_SMALLER}(?<!\w)([Tt]ỉnh )?({alternatives})(?!\w)", text):
        note = names[match[2]]
        then, now = match[0], note.successors[0].name
        if match[1]:
            now = f"{_KINDS.get(note.successors[0].kind, 'tỉnh')} {now}"
            now = now.capitalize()[0] + now[1:] if match[1][0] == "T" else now
        found += unbroken(text[end : match.start()])
        found += Markup('<span class="then">{}</span><span class="now" hidden>{}</span>').format(
            unbroken(then), unbroken(now)
        )
        end = match.end()
    return found + unbroken(text[end:])
