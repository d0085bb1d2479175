"""Vietnamese syllables: which spellings the language allows.

This is stricter than the search (see `search/analysis/terms.py`), because every vowel needs its right
diacritics. Source: the rimes of standard Vietnamese spelling as listed in schoolbooks, without tones.
"""

import re
import unicodedata
from functools import lru_cache

_RIME_LIST = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu
    iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong
    ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uac uach uai uan uang uanh uao uat uau uay uăc uăn uăng uăp uăt uân uâng uât uây uc ue uen ueo uet
    uê uêch uên uênh uêt ui uit um un ung up ut uơ uôc uôi uôm uôn uông uôt uy uya uych uyên uyêt uynh uyp
    uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
"""
_RIMES = frozenset(_RIME_LIST.split())
_PARTS = re.compile(r"(ngh|[cgknpt]h|gi|ng|qu|tr|[bcdđghklmnprstvx])?(.+)")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


@lru_cache(maxsize=65536)
def is_vietnamese(word: str) -> bool:
    """Whether the word is spelled like a Vietnamese syllable, in any case."""
    plain = _toneless(word.lower())
    parts = _PARTS.fullmatch(plain)
    if parts is None or len(plain) > 7:
        return False
    initial, rime = parts[1] or "", parts[2]
    if initial == "qu":
        return f"u{rime}" in _RIMES
    if initial == "gi":
        return rime in _RIMES or f"i{rime}" in _RIMES
    return rime in _RIMES or (initial == "g" and plain[1:] in _RIMES)


def has_marks(word: str) -> bool:
    """Whether the word has letters or tones beyond ASCII."""
    return any(not char.isascii() for char in word)


def _toneless(word: str) -> str:
    """The word in NFC without its tone. Two tones are kept, because no syllable has two."""
    decomposed = unicodedata.normalize("NFD", word)
    bare = decomposed.translate(_TONES)
    return unicodedata.normalize("NFC", bare if len(decomposed) - len(bare) <= 1 else decomposed)
