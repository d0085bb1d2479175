"""Labelled pages: invented pages with the expected fields and text.

A file in pages/ has the expected fields, a line "---", and the page. In the page ⟦ and ⟧ stand around all
that is the article's text; they are taken out before the page is imported. `encoding` says in which bytes the
page comes: utf-8, nfd (UTF-8, decomposed), tcvn3, tcvn3-utf8 (its Western letters as UTF-8), vni,
windows-1258, utf-16, mojibake (UTF-8 read as Windows-1252).
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from generator.importer.capture import Capture

PAGES = Path(__file__).parents[1] / "importing" / "pages"
_TEXT = re.compile(r"⟦(.*?)⟧", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_BORDER = re.compile(r"(?i)</?(?:p|div|li|td|th|tr|br|h\d|figcaption|blockquote)\b[^>]*>")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-z]|[“\"])|\n")
_VNI_LETTERS = {"ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ", "Đ": "Ñ"}
_VNI_MARKS = {
    "": {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"},
    "\u0302": {"": "â", "\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"},
    "\u0306": {"": "ê", "\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"},
}
_TCVN3 = (
    "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\xadư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßòáỏâõãóäọ"
    "åồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ"
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page with the fields, the sentences and the lines of text that must be found in it."""

    name: str
    fields: Mapping[str, str]
    capture: Capture
    text: str
    sentences: tuple[str, ...]


def load(pattern: str = "*.page") -> list[Labelled]:
    """The labelled pages by name."""
    return [_labelled(path) for path in sorted(PAGES.glob(pattern))]


def letters(text: str) -> str:
    """The letters and digits of a text, whatever its spaces, signs and case."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _labelled(path: Path) -> Labelled:
    header, _, marked = path.read_text("utf-8").partition("\n---\n")
    return labelled(
        path.stem, dict(line.split(": ", 1) for line in header.splitlines() if ": " in line), marked
    )


def labelled(name: str, fields: Mapping[str, str], marked: str) -> Labelled:
    """The page with these fields. In `marked`, ⟦ and ⟧ stand around the text."""
    page = marked.replace("⟦", "").replace("⟧", "")
    text = "\n".join(_shown(found) for found in _TEXT.findall(marked))
    sentences = tuple(part for part in _SENTENCE.split(text) if len(letters(part)) >= 2)
    capture = Capture(
        f"{name}.html",
        _encoded(page, fields.get("encoding", "utf-8")),
        "text/html",
        address=fields.get("address", ""),
        captured=fields.get("captured", ""),
    )
    return Labelled(name, fields, capture, text, sentences)


def _shown(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", _BORDER.sub("\n", html.replace("\n", " ")))).split(" "))


def _encoded(page: str, encoding: str) -> bytes:
    match encoding:
        case "nfd":
            return unicodedata.normalize("NFD", page).encode()
        case "tcvn3" | "tcvn3-utf8":
            table = {letter: code for code, letter in zip(_TCVN3[::2], _TCVN3[1::2], strict=True)}
            written = "".join(table.get(letter, letter) for letter in page)
            return written.encode("utf-8" if encoding.endswith("utf8") else "latin-1", "xmlcharrefreplace")
        case "vni":
            return "".join(map(_vni, page)).encode("latin-1", "xmlcharrefreplace")
        case "windows-1258":
            return b"".join(_windows(letter) for letter in page)
        case "mojibake":
            return "".join(bytes([byte]).decode("cp1252", "replace") if byte not in _UNDEFINED else chr(byte)
                           for byte in page.encode()).encode()  # fmt: skip
        case _:
            return page.encode(encoding)


_UNDEFINED = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})


def _vni(letter: str) -> str:
    if letter in "ìíÌÍ":
        return letter
    if letter in _VNI_LETTERS:
        return _VNI_LETTERS[letter]
    marks = list(unicodedata.normalize("NFD", letter)[1:])
    base = unicodedata.normalize("NFD", letter)[0]
    if "\u031b" in marks:
        marks.remove("\u031b")
        base = {"o": "ô", "u": "ö", "O": "Ô", "U": "Ö"}[base]
    if not marks:
        return base
    shape = next((mark for mark in marks if mark in ("\u0302", "\u0306")), "")
    tone = next((mark for mark in marks if mark != shape), "")
    sign = _VNI_MARKS[shape][tone]
    return base + (sign.upper() if letter.isupper() else sign)


def _windows(letter: str) -> bytes:
    """Encodes a letter in Windows-1258, where tones are combining marks."""
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in parts if mark in "\u0300\u0301\u0309\u0303\u0323"]
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
        return base.encode("cp1258", "xmlcharrefreplace") + "".join(tones).encode("cp1258")
