"""One page of every kind, in both languages: what the tests of single pages walk through."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of page: the site that has it, and its path; `str` is the test's name."""

    site: str
    path: str

    def __str__(self) -> str:
        return f"{self.site}:{self.path}"


_BOTH_LANGUAGES = {
    "sample": (
        ("vi/index.html", "en/index.html"),
        ("vi/2017/07/bac-kan-niem-phong-205-cot-do.html", "en/2017/07/bac-kan-seals-205-fuel-columns.html"),
        ("vi/2025/06/bon-vung-dat.html", "en/2025/06/four-lands.html"),
        ("vi/2017/07/kiem-dinh-bac-kan.html", "en/2017/07/bac-kan-verification-film.html"),
        ("vi/2017/07/cam-quyt-bac-kan.html", "en/2017/07/bac-kan-oranges-and-mandarins.html"),
        ("vi/2017/07/bang-so-lieu-bac-kan.html", "en/2017/07/bac-kan-figures-2017.html"),
        ("vi/muc/tin-tuc.html", "en/sections/news.html"),
        ("vi/tinh/bac-kan.html", "en/provinces/bac-kan.html"),
        ("vi/2017/index.html", "en/2017/index.html"),
        ("vi/2017/07/index.html", "en/2017/07/index.html"),
        ("vi/gioi-thieu.html", "en/about.html"),
        ("vi/tro-nang.html", "en/accessibility.html"),
        ("vi/tinh/index.html", "en/provinces/index.html"),
    ),
    "stress": (
        ("vi/index.html", "en/index.html"),
        ("vi/2014/01/du-moi-thu.html", "en/2014/01/du-moi-thu.html"),
        ("vi/2016/05/nam-nghin-chu.html", "en/2016/05/nam-nghin-chu.html"),
        ("vi/2016/05/tieu-de-dai.html", "en/2016/05/tieu-de-dai.html"),
        ("vi/2016/06/bo-anh.html", "en/2016/06/bo-anh.html"),
        ("vi/2016/06/noi-khac.html", "en/2016/06/noi-khac.html"),
        ("vi/2015/index.html", "en/2015/index.html"),
        ("vi/muc/tin-tuc.html", "en/sections/news.html"),
        ("vi/muc/tin-tuc/2015.html", "en/sections/news/2015.html"),
        ("vi/muc/sang-kien.html", "en/sections/sang-kien.html"),
        ("vi/muc/san-pham.html", "en/sections/san-pham.html"),
        ("vi/muc/index.html", "en/sections/index.html"),
        ("vi/tinh/ninh-binh.html", "en/provinces/ninh-binh.html"),
        ("vi/tinh/can-tho.html", "en/provinces/can-tho.html"),
        ("vi/tac-gia/index.html", "en/authors/index.html"),
        ("vi/the/index.html", "en/tags/index.html"),
        ("vi/the/do-luong-18d30f.html", "en/tags/do-luong-18d30f.html"),
        ("vi/nam/index.html", "en/years/index.html"),
        ("vi/thong-ke/index.html", "en/statistics/index.html"),
        ("vi/dieu-chua-biet/index.html", "en/what-we-do-not-know/index.html"),
        ("vi/dieu-chua-biet/chua-xac-minh.html", "en/what-we-do-not-know/not-verified.html"),
        ("vi/dinh-chinh/index.html", "en/corrections/index.html"),
        ("vi/so-do-trang.html", "en/site-map.html"),
        ("vi/khong-ro-ngay/index.html", "en/undated/index.html"),
        ("vi/tac-gia/to-kiem-thu-fda83d.html", "en/authors/to-kiem-thu-fda83d.html"),
    ),
}
_ONE_LANGUAGE = {
    "sample": ("index.html", "404.html"),
    "stress": (
        "vi/khong-ro-ngay/chua-ro-gi.html",
        "vi/2016/06/phim.html",
        "vi/gioi-thieu.html",
        "en/2016/05/only-in-english.html",
        "en/2015/03/index.html",  # two hundred articles, most of them in the other language
    ),
}

# The page in English of each kind in Vietnamese.
TWINS = {Kind(site, vi): Kind(site, en) for site, pairs in _BOTH_LANGUAGES.items() for vi, en in pairs}
KINDS = (
    *(kind for pair in TWINS.items() for kind in pair),
    *(Kind(site, path) for site, paths in _ONE_LANGUAGE.items() for path in paths),
)
