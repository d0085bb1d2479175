"""The words in the paths of pages. They are permanent, as the paths are."""

from collections.abc import Mapping

from msgspec import Struct


class PathWords(Struct, frozen=True):
    """The words in the paths of a language."""

    provinces: str
    one_name: str
    timeline: str
    authors: str
    sections: str
    tags: str
    series: str
    years: str
    days: str
    undated: str
    site_map: str
    search: str
    verify: str
    old_address: str
    withdrawn: str
    data: str
    statistics: str
    gaps: str
    corrections: str
    letter: str
    organisations: str
    translations: str


def name_in(names: Mapping[str, str], lang: str) -> str:
    """The name in a language; the English one if it has none."""
    return names.get(lang, names["en"])


class _Words(dict[str, PathWords]):
    """Words by language. A language without its own has the English ones."""

    def __missing__(self, lang: str) -> PathWords:
        return self["en"]


WORDS: Mapping[str, PathWords] = _Words(
    {
        "vi": PathWords(
            provinces="tinh",
            one_name="chi-ten-nay",
            timeline="dong-thoi-gian",
            authors="tac-gia",
            sections="muc",
            tags="the",
            series="loat-bai",
            years="nam",
            days="ngay-nay-nam-xua",
            undated="khong-ro-ngay",
            site_map="so-do-trang",
            search="tim-kiem",
            verify="kiem-chung",
            old_address="dia-chi-cu",
            withdrawn="da-go",
            data="du-lieu",
            statistics="thong-ke",
            gaps="dieu-chua-biet",
            corrections="dinh-chinh",
            letter="chu-cai",
            organisations="co-quan",
            translations="ban-dich",
        ),
        "en": PathWords(
            provinces="provinces",
            one_name="this-name-only",
            timeline="timeline",
            authors="authors",
            sections="sections",
            tags="tags",
            series="series",
            years="years",
            days="this-day",
            undated="undated",
            site_map="site-map",
            search="search",
            verify="verify",
            old_address="old-address",
            withdrawn="withdrawn",
            data="data",
            statistics="statistics",
            gaps="what-we-do-not-know",
            corrections="corrections",
            letter="letter",
            organisations="organisations",
            translations="translations",
        ),
    }
)
