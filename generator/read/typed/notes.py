"""Numbers footnotes in the order of their marks, wherever they are written."""

import re
from xml.etree.ElementTree import Element

from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor

_MARK = re.compile(r"\[\^([^\]]*)\]")


class NotesInOrder(Treeprocessor):
    """Puts the notes of a text into the order in which readers meet their marks.

    Python-Markdown meets the marks in the notes and in lists in another order.
    """

    def run(self, root: Element) -> None:
        """Orders the notes that the parser found."""
        notes = next((each for each in self.md.registeredExtensions if _has_notes(each)), None)
        if not isinstance(notes, FootnoteExtension):
            return
        written = dict(notes.footnotes)
        waiting = [text for element in root.iter() for text in (element.text, element.tail) if text]
        order: list[str] = []
        while waiting:
            for name in _MARK.findall(waiting.pop(0)):
                if name in written and name not in order:
                    order.append(name)
                    waiting.append(written[name])  # a note may have marks
        order += [name for name in written if name not in order]
        notes.footnotes.clear()
        notes.footnotes.update((name, written[name]) for name in order)
        notes.footnote_order = order


def _has_notes(extension: object) -> bool:
    return isinstance(extension, FootnoteExtension) and len(extension.footnotes) > 1
