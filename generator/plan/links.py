"""Links of pages: a label and the language that it is in."""

from generator.model.values import Text
from generator.model.views.page import Link


def text_link(text: Text, path: str, lang: str) -> Link:
    """Link with this label, for a page in the language `lang`."""
    return Link(text.value, path, "" if text.lang == lang else text.lang)
