"""Outdated translations: translations whose original has changed since."""

from generator.model.archive import Translation
from generator.model.values import PartialDate
from generator.model.views import Link, Outdated


def outdated(translation: Translation, original: Translation, changed: PartialDate | None) -> Outdated | None:
    """The notice for readers of a translation; None if it is up to date.

    `changed` is the day on which the original last changed, if it is known.
    """
    if not translation.outdated:
        return None
    link = Link(original.title, original.address, original.lang)
    made_from = translation.translated_from
    return Outdated(link, made_from.date if made_from else None, changed)
