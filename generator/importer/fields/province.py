"""The province of the article, by what the page gives away, the surest first.

The keeper of the site (its address, masthead, hosts) comes before what the text speaks of, for a
department's news may visit another province. But a page kept by a successor of the merger still tells of
the old province: there the text decides.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from generator.importer.fields.byline import Byline
from generator.importer.lines.boilerplate import is_masthead
from generator.importer.lines.title import Title, is_agency
from generator.importer.reading.page import CapturedPage
from generator.importer.text.regions import PageRegions
from generator.model.archive import ProvinceRef
from generator.model.values import PartialDate
from generator.provinces.gazetteer import Gazetteer, load_gazetteer
from generator.text.unicode import fold

_MOST_WORDS = 6  # in a province's name, with its hyphens
_WORD = re.compile(r"[^\s,.;:()\"“”\[\]|/!?]+")
_DEPARTMENT = (
    r"(?:Sở|Department)\s+(?:Khoa học\s*(?:và|,|-|&)\s*Công nghệ(?:\s+và Môi trường)?|KH\s*(?:&|và)\s*CN|KHCN"
    r"|KH-CN|of Science and Technology(?: of)?|Công Thương|Tài chính|Nội vụ|[^\W\d_]+(?: [^\W\d_]+){0,3})"
)
_DESIGNATION = r"(?:tỉnh|thành phố|TP\.?|T\.P\.?)"
# What stands before a province's name, and how much it tells.
_ANCHORS: tuple[tuple[re.Pattern[str], int], ...] = (
    (
        re.compile(
            rf"(?i:{_DEPARTMENT})(?:\s*\([^()]{{2,40}}\))?\s+(?:(?i:{_DESIGNATION})\s*)?(?=[^\W\d_a-z])"
        ),
        3,
    ),
    (
        re.compile(
            r"(?i:UBND|HĐND|(?:ủy|uỷ) ban nhân dân|(?:tỉnh|thành) (?:ủy|uỷ))\s+"
            r"(?i:tỉnh|thành phố|TP\.?)?\s*(?=[^\W\d_a-z])"
            r"(?i:tỉnh|thành phố|TP\.?)?\s*(?=[^\W\d_a-z])"
        ),
        2,
    ),
    (re.compile(r"(?i:địa bàn)\s+(?:(?i:tỉnh|thành phố|TP\.?)\s*)(?=[^\W\d_a-z])"), 2),
    (re.compile(r"(?i:\btỉnh)\s+(?=[^\W\d_a-z])"), 1),
)
_BEFORE_ENGLISH = re.compile(
    r"(?P<name>(?:[A-Z][\w-]*\s+){1,4})(?:[Pp]rovince|[Pp]rovincial|[Cc]ity|DOST|Department of Science)"
)
_HOST = re.compile(r"(?:@|https?://|www\.|(?<=[\s:;,]))((?:[\w-]+\.)+vn)\b", re.IGNORECASE)
_HOST_WORDS = re.compile(r"^(?:www|portal|so|skhcn|sokhcn|khcn|dost|kh|bao|stttt|ubnd|tinh|doste)(?=.{3})")


class Province(Struct, frozen=True):
    """The province's name as it was at the article's time; empty when the page does not tell it."""

    name: str = ""
    doubtful: bool = False
    how: str = ""
    certainty: float = 0.0


_SITE = re.compile(r"\b(?:cong thong tin|trang tin)\b")
_CERTAINTY = {
    "address": 0.97,
    "host": 0.97,
    "signature": 0.95,
    "masthead": 0.95,
    "hosts": 0.9,
    "claim": 0.9,
    "text": 0.85,
}


def find_province(
    frame: PageRegions,
    title: Title,
    byline: Byline,
    when: PartialDate | None,
    page: CapturedPage,
    address: str = "",
) -> Province:
    """The province that the page gives away; doubtful where the text speaks of others as much.

    `address`: the page's own on the web, "" if unknown.
    """
    gazetteer = load_gazetteer()
    texts = [title.text, *(line.text for line in (*frame.front, *frame.text))]
    told = _told(texts, gazetteer)
    lines = [line.text for line in (*frame.foot, *frame.signature, *frame.head)]
    banners = [line for line in lines if is_masthead(line) or _SITE.search(fold(line)) or is_agency(line)]
    banners += _named_sites(page, title)
    signed = [byline.affiliation, byline.publisher]
    how, kept = _keeper(signed, lines, banners, address, told, gazetteer)
    if kept:
        inherited = _inherited(kept, told, when, gazetteer)
        if inherited:
            return Province(_name(inherited, when, gazetteer), True, "text", 0.7)
        return Province(_name(kept, when, gazetteer), False, how, _CERTAINTY[how])
    places = {slug for claim in page.claims.of("place") if (slug := _slug(claim.value, gazetteer))}
    if len(places) == 1:
        return Province(_name(places.pop(), when, gazetteer), False, "claim", _CERTAINTY["claim"])
    ranked = [(slug, weight) for slug, weight in told.most_common() if not places or slug in places][:2]
    if not ranked:
        named = _named(texts, gazetteer)
        return Province(_name(named, when, gazetteer), True, "text", 0.6) if named else Province()
    close = len(places) > 1 or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1])
    return Province(_name(ranked[0][0], when, gazetteer), close, "text", 0.6 if close else _CERTAINTY["text"])


def _named_sites(page: CapturedPage, title: Title) -> list[str]:
    """What the page calls its site: of its own account, and behind the article's title in <title>."""
    whole = [claim.value for claim in page.claims.of("title")]
    behind = [claim[len(title.text) :] for claim in whole if claim.startswith(title.text)]
    banners = [claim for claim in whole if is_agency(claim)]
    return [*(claim.value for claim in page.claims.of("publisher")), *behind, *banners]


def _named(texts: list[str], gazetteer: Gazetteer) -> str | None:
    """The only place that the title names, else the only one that the text names."""
    for part in (texts[:1], texts[1:]):
        names = {slug for text in part for slug in _names_in(text, gazetteer)}
        if names:
            return names.pop() if len(names) == 1 else None
    return None


def _names_in(text: str, gazetteer: Gazetteer) -> Iterator[str]:
    """The places whose names stand in a text, whatever is said of them; names of one word are too common."""
    starts = (found.start() for found in _WORD.finditer(text) if found[0][0].isupper())
    for start in starts:
        two = _WORD.match(text, start)
        slug = _at(text, start, gazetteer) if two else None
        if slug and "-" in slug:
            yield slug


def _keeper(
    signed: list[str],
    lines: list[str],
    banners: list[str],
    address: str,
    told: Counter[str],
    gazetteer: Gazetteer,
) -> tuple[str, str | None]:
    """The place of who keeps the site, and how it was found: postal address, host, agencies, other hosts.

    Lists of linked sites name many places; then the one that the text speaks of most, if any, is meant.
    """
    for how, places in (
        ("address", (slug for line in lines if _is_address(line) for slug in _in_address(line, gazetteer))),
        ("host", _in_hosts(address, gazetteer)),
        ("signature", (slug for text in signed if text for slug in _in_agency(text, gazetteer))),
        ("masthead", (slug for line in banners for slug in _in_agency(line, gazetteer))),
        ("hosts", (slug for line in lines for slug in _in_hosts(line, gazetteer))),
    ):
        distinct = set(places)
        spoken = max(distinct, key=lambda slug: (told[slug], slug), default=None)
        if spoken and (len(distinct) == 1 or told[spoken]):
            return how, spoken
    return "", None


def _is_address(line: str) -> bool:
    return re.match(r"\W*(?:dia chi|address|toa soan|tru so|d/?c\s*:|lien he)", fold(line)) is not None


def _in_address(line: str, gazetteer: Gazetteer) -> Iterator[str]:
    """The place that an address ends with: the last of its parts that is one."""
    for part in reversed(re.split(r"[,;|:()]|\s[-–—]\s", line)):
        slug = _slug(part.strip(" ."), gazetteer)
        if slug:
            yield slug
            return


def _in_agency(text: str, gazetteer: Gazetteer) -> Iterator[str]:
    """The place in the name of an agency ("SỞ … TỈNH X", "Báo X", "X Department of …"); none in another."""
    folded = fold(text)
    if len(text) > 200 or not re.search(
        r"\b(?:so|bao|dai|ubnd|uy ban|(?:cong|trang) (?:thong tin|ttdt)|trung tam|chi cuc|vien|tram"
        r"|department|dost|portal|newspaper)\b",
        folded,
    ):
        return
    words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    after = 0
    for i, (start, _) in enumerate(words):
        for j in range(min(len(words), i + _MOST_WORDS), max(i, after), -1):
            slug = _slug(text[start : words[j - 1][1]], gazetteer)
            if slug:
                after = j
                yield slug
                break


def _in_hosts(line: str, gazetteer: Gazetteer) -> Iterator[str]:
    """The place in a host's name: laocai.gov.vn, khcnlaocai.gov.vn."""
    hosts = _HOST.findall(line)
    compact = {slug.replace("-", ""): slug for slug in gazetteer.places} if hosts else {}
    for host in hosts:
        for label in re.split(r"[.-]", host.lower()):
            bare = _HOST_WORDS.sub("", _HOST_WORDS.sub("", label))
            known = compact.get(label) or compact.get(bare)
            if known:
                yield known


def _told(texts: Iterable[str], gazetteer: Gazetteer) -> Counter[str]:
    """How much the text speaks of each place as the province of its agencies."""
    told: Counter[str] = Counter()
    for text in texts:
        for anchor, weight in _ANCHORS:
            for found in anchor.finditer(text):
                slug = _at(text, found.end(), gazetteer)
                if slug:
                    told[slug] += weight
        for found in _BEFORE_ENGLISH.finditer(text):
            slug = _last_words(found["name"].split(), gazetteer)
            if slug:
                told[slug] += 2
    return told


def _at(text: str, start: int, gazetteer: Gazetteer) -> str | None:
    """The place whose name begins here, the longest one."""
    words = list(islice(_WORD.finditer(text, start), _MOST_WORDS))
    for word in reversed(words):
        name = text[start : word.end()]
        slug = _slug(name, gazetteer) if not re.search(r"[,.;:()]", name) else None
        if slug:
            return slug
    return None


def _last_words(words: list[str], gazetteer: Gazetteer) -> str | None:
    return next((slug for i in range(len(words)) if (slug := _slug(" ".join(words[i:]), gazetteer))), None)


def _slug(name: str, gazetteer: Gazetteer) -> str | None:
    ref = gazetteer.resolve(name, None) if (name and not name[0].islower()) or " " in name else None
    return ref.slug if ref else None


def _name(slug: str, when: PartialDate | None, gazetteer: Gazetteer) -> str:
    """The name as it was then; that of the place where the date does not tell the unit."""
    place = gazetteer.places[slug]
    ref = gazetteer.resolve(place.name, when) or ProvinceRef(slug, None)
    return gazetteer.units[ref.unit].name if ref.unit else place.name


def _inherited(kept: str, told: Counter[str], when: PartialDate | None, gazetteer: Gazetteer) -> str | None:
    """The old province that the text speaks of, where the site's keeper is a later successor of it."""
    if when is None or not told:
        return None
    spoken = told.most_common(1)[0][0]
    later = [
        unit for unit in gazetteer.places[kept].units if unit.start and unit.start.first_day > when.first_day
    ]
    ancestors = {before.slug for unit in later for before in gazetteer.ancestors(unit.id)}
    return spoken if spoken != kept and spoken in ancestors and told[spoken] > told[kept] else None
