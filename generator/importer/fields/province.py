"""Finds the province of the article, most certain evidence first.

Evidence of the site (postal address, masthead, hosts) precedes the text, because news may be about another
province. After a merger the site of the successor has articles of the old province: then the text decides.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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

_MOST_WORDS = 6  # in the name of a province
_WORD = re.compile(r"[^\s,.;:()\"“”\[\]|/!?]+")
_DEPARTMENT = (
    r"(?:Sở|Department)\s+(?:Khoa học\s*(?:và|,|-|&)\s*Công nghệ(?:\s+và Môi trường)?|KH\s*(?:&|và)\s*CN|KHCN"
    r"|KH-CN|of Science and Technology(?: of)?|Công Thương|Tài chính|Nội vụ|[^\W\d_]+(?: [^\W\d_]+){0,3})"
)
_DESIGNATION = r"(?:tỉnh|thành phố|TP\.?|T\.P\.?)"
# Words before the name of a province, and their weight as evidence.
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
_HOST = re.compile(r"(?:@|https?://|www\.|(?<=[\s:;,]))((?:[\w-]+\.)+(?:vn|com|net|org|info))\b", re.I)
# Words beside the name of a province in the host of an agency or newspaper.
_HOST_WORDS = re.compile(
    r"(?:www|portal|cong|trang|so|skhcn|sokhcn|khcn|khoahoc|congnghe|dost|doste|kh|cn|bao|dientu|online|stttt|tttt|ubnd"
    r"|tinh|tp|thanhpho|dai|ptth|pttth|phatthanh|truyenhinh|tv|rtv|radio|news|tin|tintuc|lienhiephoi|lienhiep|lhh"
    r"|hoi|doan|khkt|khuyennong|nongnghiep|snnptnt|sgtvt|sgd|sldtbxh|sct|stc|sxd|snv|syt|stp|sotuphap|sotaichinh"
    r"|soct|socongthuong|sonoivu|soyte|soxaydung|sovhttdl|congthuong|xuctien|dulich|trungtam|ttud|chicuc|tdc|vusta"
    r"|dukcq|dangbo|tuyengiao|tinhuy|thanhuy|dbnd|hdnd|mttq|tinhdoan|congdoan|phunu|nongdan|cuuchienbinh|vn|gov)+"
)
_BEGINNING = 3  # title and first lines, which name the province that an article is about
_SHORT_PLACE = 5  # letters; a shorter name may be part of another word
_SINGLE = 2  # weight of a province that the text names once


class Province(Struct, frozen=True):
    """Name of the province at the date of the article; "" if unknown."""

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
    "frame": 0.9,
    "claim": 0.9,
    "text": 0.85,
}


def find_province(
    regions: PageRegions,
    title: Title,
    byline: Byline,
    when: PartialDate | None,
    page: CapturedPage,
    address: str = "",
) -> Province:
    """Finds the province; doubtful if the text names others as often.

    `address`: URL of the page, "" if unknown.
    """
    gazetteer = load_gazetteer()
    texts = [title.text, *(line.text for line in (*regions.front, *regions.text))]
    mentions = _count_mentions(texts, gazetteer)
    lines = [line.text for line in (*regions.foot, *regions.signature, *regions.head)]
    banners = [line for line in lines if is_masthead(line) or _SITE.search(fold(line)) or is_agency(line)]
    banners += _named_sites(page, title)
    signed = [byline.affiliation, byline.publisher]
    repeated = [line.text for line in page.lines if line.number in page.framed.repeated]
    how, site_province = _site_province(signed, lines, banners, address, mentions, repeated, gazetteer)
    if site_province:
        predecessor = _predecessor(site_province, mentions, when, gazetteer)
        if predecessor:
            return Province(_name(predecessor, when, gazetteer), True, "text", 0.7)
        return Province(_name(site_province, when, gazetteer), False, how, _CERTAINTY[how])
    places = {slug for claim in page.metadata.of("place") if (slug := _slug(claim.value, gazetteer))}
    if len(places) == 1:
        return Province(_name(places.pop(), when, gazetteer), False, "claim", _CERTAINTY["claim"])
    ranked = [(slug, weight) for slug, weight in mentions.most_common() if not places or slug in places][:2]
    if not ranked:
        named = _only_named_place(texts, gazetteer)
        return Province(_name(named, when, gazetteer), True, "text", 0.6) if named else Province()
    if address and not places and _is_passing(ranked[0], texts[:_BEGINNING], gazetteer):
        return Province()
    close = len(places) > 1 or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1])
    return Province(_name(ranked[0][0], when, gazetteer), close, "text", 0.6 if close else _CERTAINTY["text"])


def _is_passing(ranked: tuple[str, int], beginning: list[str], gazetteer: Gazetteer) -> bool:
    """Whether a text names the place only once, and not at its beginning."""
    place, weight = ranked
    return weight < _SINGLE and place not in {
        slug for text in beginning for slug in _names_in(text, gazetteer)
    }


def _named_sites(page: CapturedPage, title: Title) -> list[str]:
    """Returns the site names in the metadata and after the title in <title>."""
    whole = [claim.value for claim in page.metadata.of("title")]
    behind = [claim[len(title.text) :] for claim in whole if claim.startswith(title.text)]
    banners = [claim for claim in whole if is_agency(claim)]
    named = (*page.metadata.of("publisher"), *page.metadata.of("site"))
    return [*(claim.value for claim in named), *behind, *banners]


def _only_named_place(texts: list[str], gazetteer: Gazetteer) -> str | None:
    """Returns the only place in the title, else the only one in the text."""
    for part in (texts[:1], texts[1:]):
        names = {slug for text in part for slug in _names_in(text, gazetteer)}
        if names:
            return names.pop() if len(names) == 1 else None
    return None


def _names_in(text: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Yields the places named in a text. Names of one word are too ambiguous."""
    starts = (found.start() for found in _WORD.finditer(text) if found[0][0].isupper())
    for start in starts:
        two = _WORD.match(text, start)
        slug = _at(text, start, gazetteer) if two else None
        if slug and "-" in slug:
            yield slug


def _site_province(
    signed: list[str],
    lines: list[str],
    banners: list[str],
    address: str,
    mentions: Counter[str],
    repeated: list[str],
    gazetteer: Gazetteer,
) -> tuple[str, str | None]:
    """Returns how the province of the site was found, and its slug or None.

    In this order: postal address, host, agencies, other hosts, lines that repeat on all pages of the site. If
    there are several places, as in lists of links, the one that the text mentions most is chosen.
    """
    for how, places in (
        ("address", (slug for line in lines if _is_address(line) for slug in _in_address(line, gazetteer))),
        ("host", _in_hosts(address, gazetteer)),
        ("signature", (slug for text in signed if text for slug in _in_agency(text, gazetteer))),
        ("masthead", (slug for line in banners for slug in _in_agency(line, gazetteer))),
        ("hosts", (slug for line in lines for slug in _in_hosts(line, gazetteer))),
        ("frame", _in_frame(repeated, gazetteer)),
    ):
        distinct = set(places)
        spoken = max(distinct, key=lambda slug: (mentions[slug], slug), default=None)
        if spoken and (len(distinct) == 1 or mentions[spoken]):
            return how, spoken
    return "", None


def _in_frame(repeated: list[str], gazetteer: Gazetteer) -> Iterator[str]:
    """Yields the provinces that lines on all pages of the site name."""
    yield from _count_mentions(repeated, gazetteer)


def _is_address(line: str) -> bool:
    """Whether a line is a postal address."""
    return re.match(r"\W*(?:dia chi|address|toa soan|tru so|d/?c\s*:|lien he)", fold(line)) is not None


def _in_address(line: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Yields the last part of a postal address that is a place."""
    for part in reversed(re.split(r"[,;|:()]|\s[-–—]\s", line)):
        slug = _slug(part.strip(" ."), gazetteer)
        if slug:
            yield slug
            return


def _in_agency(text: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Yields the place in an agency name ("SỞ … TỈNH X", "Báo X")."""
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
    """Yields the places in host names: laocai.gov.vn, baokhanhhoa.vn, x.baria-vungtau.gov.vn."""
    hosts = _HOST.findall(line)
    compact = {slug.replace("-", ""): slug for slug in gazetteer.places} if hosts else {}
    for host in hosts:
        for label in host.lower().split("."):
            for part in (label.replace("-", ""), *(label.split("-") if "-" in label else ())):
                known = compact.get(part) or _beside_words(part, compact)
                if known:
                    yield known
                    break


def _beside_words(label: str, compact: Mapping[str, str]) -> str | None:
    """Returns the place in a label that else has only words of agencies."""
    found = [
        name
        for name in compact
        if len(name) >= _SHORT_PLACE
        and (
            (label.endswith(name) and _HOST_WORDS.fullmatch(label[: -len(name)]))
            or (label.startswith(name) and _HOST_WORDS.fullmatch(label[len(name) :]))
        )
    ]
    return compact[max(found, key=len)] if found else None


def _count_mentions(texts: Iterable[str], gazetteer: Gazetteer) -> Counter[str]:
    """Counts how often the text names each place as the province of an agency."""
    mentions: Counter[str] = Counter()
    for text in texts:
        for anchor, weight in _ANCHORS:
            for found in anchor.finditer(text):
                slug = _at(text, found.end(), gazetteer)
                if slug:
                    mentions[slug] += weight
        for found in _BEFORE_ENGLISH.finditer(text):
            slug = _last_words(found["name"].split(), gazetteer)
            if slug:
                mentions[slug] += 2
    return mentions


def _at(text: str, start: int, gazetteer: Gazetteer) -> str | None:
    """Returns the place with the longest name from this offset."""
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
    """Returns the name at the date of the article, else the present name."""
    place = gazetteer.places[slug]
    ref = gazetteer.resolve(place.name, when) or ProvinceRef(slug, None)
    return gazetteer.units[ref.unit].name if ref.unit else place.name


def _predecessor(
    site_province: str, mentions: Counter[str], when: PartialDate | None, gazetteer: Gazetteer
) -> str | None:
    """Returns the old province in the text if the site belongs to its successor."""
    if when is None or not mentions:
        return None
    spoken = mentions.most_common(1)[0][0]
    later = [
        unit
        for unit in gazetteer.places[site_province].units
        if unit.start and unit.start.first_day > when.first_day
    ]
    ancestors = {before.slug for unit in later for before in gazetteer.ancestors(unit.id)}
    return (
        spoken
        if spoken != site_province and spoken in ancestors and mentions[spoken] > mentions[site_province]
        else None
    )
