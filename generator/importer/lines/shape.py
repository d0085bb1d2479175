"""Classifies a line by its shape: paragraph, caption, list item, name, label."""

import re
from functools import lru_cache

from generator.text.names import is_organisation
from generator.text.unicode import fold

PARAGRAPH = 60  # characters; a shorter line may be a caption even with a full stop
_SHORT_CAPTION = 100  # characters; a longer line with the words of captions may be a lead
_LONG = 300  # characters; a longer line is a paragraph whatever its end
_END = re.compile(r"[.…;:!?/][\"'”’»)\]*]*$")
_WHOLE = re.compile(r"[.…;:][\"'”’»)\]*]*$")
_STOP = re.compile(r"[.…;][\"'”’»)\]*]*$")
# The end of a sentence inside a line; not after an abbreviation (TS., TP., ThS.) or an initial.
_INNER_STOP = re.compile(r"(?:\d|[^\W\d_]{4,}|[”\")])[.!?…]+[\"”)]?\s+(?=[^\W\d_a-z])")
_BULLET = re.compile(r"[-+•*·●▪■◦✓–—]\s+(?=\S)|[•●▪■◦✓](?=\w)|-(?=[^\W\d_])")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)/]|[IVX]{1,4}[.)]|[a-zđ][.)])\s")
_CREDITED = re.compile(r"[.(|–-]\s*(?:Ảnh|ảnh|Photo|Source|Nguồn ảnh)\s*:\s*[^:]{1,40}[.)]*$")
_CAPTION_START = re.compile(
    r"(?:quang canh|toan canh|anh|hinh|hinh anh|mot so hinh anh|cac dai bieu|d/ ?c|dai bieu|photo|picture)\b"
)
_CAPTION_WORDS = re.compile(
    r"\b(?:quang canh|toan canh|phat bieu|chup anh|luu niem|trao (?:qua|bang|giay|thuong|tang|giai)|ky ket"
    r"|tham quan|kiem tra|bao cao|khai mac|be mac|hoi nghi|hoi thao|buoi|minh hoa|anh:|chu tri|le trao"
    r"|dai bieu|trinh bay|gioi thieu|speaks?|speaking|delegates|overview|at the (?:conference|workshop))\b"
)
_INITIALS = re.compile(r"(?:[A-ZĐÂÊÔƠƯ][a-z]?\. ?){1,3}(?:[A-ZĐÂÊÔƠƯ]\.?|[^\W\d_]{2,7})")
_DEGREE = re.compile(r"(?:(?:PGS|GS|TS|ThS|Th\.S|KS|CN|BS|CVC|Mr|Mrs|Ms|Dr)\.? ?)+")
_NOT_NAMES = re.compile(
    r"\b(?:khoa hoc|cong nghe|tin tuc|su kien|thong tin|van ban|hoat dong|trang chu|lien he|gioi thieu"
    r"|thong bao|so huu|tri tue|doi moi|sang tao|chuyen muc|dich vu|thu vien|hinh anh|ban do|san pham"
    r"|danh muc|viet nam|tim kiem|dien tu|hoi dap|quang cao|du lieu|tieu chuan|do luong|chat luong|dang nhap"
    r"|chuyen doi|phap luat|chinh sach|quoc te|lien ket|trung tam|phong|so|about us|home|contact|news|sign"
    r"|search|login|site ?map|the|of|and"
    # offices and their signs in official documents, organisers, and stations of a commune
    r"|(?:pho )?(?:chu tich|giam doc|truong phong|bo truong|thu truong|cuc truong|tong bien tap)"
    r"|tong cuc|chi cuc|ten (?:co quan|cq)|noi nhan|dai dien|ban to chuc|tram y te|uy ban|hoi dong"
    r"|trao (?:giai|qua|tang|bang)|ky ten|dong dau|thua lenh|cong hoa|doc lap|hanh phuc)\b"
)
_LABEL_START = re.compile(
    r"(?:ban )?(?:tin tuc|tin|hoat dong|thong tin|trang chu|chuyen muc|chuyen de|danh muc|su kien|van ban"
    r"|thong bao|news|home|events?|category|muc|the loai|chi tiet|noi dung|linh vuc|nghien cuu|doi moi"
    r"|khoa hoc|quan ly|so huu|tieu chuan|an toan|chuyen doi|trong tinh|trong nuoc|the gioi)\b"
)
_LABEL_PATH = re.compile(
    r"(?:tin tuc|tin|chuyen muc|danh muc|muc|su kien)(?: ?[-–&] ?[a-z ]{3,20})? ?:.{2,60}$"
)

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_UNSPACED_WORDS = 6  # letters


def has_words(text: str) -> bool:
    """Whether a text has two words, or as many letters of a script without spaces."""
    return len(text.split()) >= 2 or len(_UNSPACED.findall(text)) >= _UNSPACED_WORDS


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence or list item."""
    return bool(_STOP.search(text))


def is_sentence(text: str) -> bool:
    """Whether a line has at least four words and ends as a sentence."""
    return len(text.split()) >= 4 and ends_sentence(text)


@lru_cache(maxsize=16384)
def is_paragraph(text: str) -> bool:
    """Whether a line is running text, not a title, caption or menu."""
    if len(text) >= _LONG:
        return True
    if is_credited(text):
        return False
    if _INNER_STOP.search(text) and len(text) >= PARAGRAPH + 20:
        return True
    if len(text) >= 200:
        return bool(_END.search(text))
    return len(text) >= PARAGRAPH and bool(_WHOLE.search(text)) and not is_bracketed(text)


def is_credited(text: str) -> bool:
    """Whether a line ends with a picture credit, as captions do."""
    return len(text) <= 250 and bool(_CREDITED.search(text))


def is_bracketed(text: str) -> bool:
    """Whether a line is in brackets."""
    return text.startswith("(") and text.endswith((")", ").")) and text.count("(") == text.count(")")


def bullet_text(text: str) -> str | None:
    """Returns the text after a bullet or dash; None for another line."""
    found = _BULLET.match(text)
    return text[found.end() :].strip() or None if found else None


def is_numbered(text: str) -> bool:
    """Whether a line begins with a number or letter of a list."""
    return bool(_NUMBERED.match(text))


def is_caption(text: str) -> bool:
    """Whether a line has the words of a caption."""
    if len(text) > 250:
        return False
    folded = fold(text).strip("( ")
    by_words = len(text) <= _SHORT_CAPTION and _CAPTION_WORDS.search(folded)
    return is_bracketed(text) or bool(_CAPTION_START.match(folded) or by_words)


def is_long_enough(text: str) -> bool:
    """Whether a line is long enough for a caption before a signature."""
    return len(text.split()) >= 4


def is_label(text: str) -> bool:
    """Whether a short line may be a section name or menu entry."""
    folded = fold(text)
    return bool(_LABEL_PATH.match(folded)) or (len(text.split()) <= 6 and bool(_LABEL_START.match(folded)))


def is_person(text: str) -> bool:
    """Whether a text has the form of a person's name or initials."""
    bare = without_degree(text)
    if len(bare) > 40 or is_organisation(bare) or _NOT_NAMES.search(fold(bare)):
        return False
    words = bare.split(" ")
    return (2 <= len(words) <= 5 and all(map(_is_name_word, words))) or bool(_INITIALS.fullmatch(bare))


def is_single_name(text: str) -> bool:
    """Whether a text may be a pen name of one word. The position of the line must confirm it."""
    short = 2 <= len(text) <= (3 if text.isupper() else 7)
    return short and _is_name_word(text) and not _NOT_NAMES.search(fold(text))


def _is_name_word(word: str) -> bool:
    word = word.replace("’", "").replace("'", "")  # K’ Mây, H'Hen
    return word.isalpha() and len(word) <= 10 and word[0].isupper() and (word[1:].islower() or word.isupper())


def without_degree(text: str) -> str:
    """Removes academic degrees before a name."""
    return _DEGREE.sub("", text, count=1) if _DEGREE.match(text) else text
