"""Prepares the shapes of a DOCX for conversion: text boxes of every form, and embedded files."""

from collections.abc import Iterator

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = f"{_W}txbxContent"
_READ = frozenset({"group", "rect", "roundrect", "shape", "textbox"})  # shapes whose text the converter reads
_FORMULA, _FILE = "formula", "embedded file"


def open_text_boxes(document: etree._Element) -> None:
    """Turns every shape with text into a box that can be read.

    Shapes that only new programs show have no other form, and are given one.
    """
    for text in list(document.iter(_TEXT)):
        for around in text.iterancestors():
            if str(around.tag).startswith(_VML) and etree.QName(around).localname not in _READ:
                around.tag = f"{_VML}shape"
    for alternative in list(document.iter(f"{_MC}AlternateContent")):
        choice, fallback = alternative.find(f"{_MC}Choice"), alternative.find(f"{_MC}Fallback")
        if choice is None or (fallback is not None and len(fallback)):
            continue
        texts = list(choice.iter(_TEXT))
        if texts:
            fallback = etree.SubElement(alternative, f"{_MC}Fallback") if fallback is None else fallback
            picture = etree.SubElement(fallback, f"{_W}pict")
            for text in texts:
                etree.SubElement(etree.SubElement(picture, f"{_VML}shape"), f"{_VML}textbox").append(text)


def embedded_files(document: etree._Element) -> Iterator[str]:
    """Yields what the embedded objects are. Of them only a picture is seen."""
    for found in document.iter(f"{_OFFICE}OLEObject"):
        if found.get("Type", "Embed") == "Embed":
            yield _FORMULA if found.get("ProgID", "").startswith("Equation") else _FILE
