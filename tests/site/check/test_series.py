"""Series: parts that stand alone, and names in one language only."""

import pytest

from generator.check.run import CheckRequest, check
from tests.support.site import BUILD_DATE, Site, where

CODES = ("series-alone", "series-spelling", "words-untranslated")


def codes(site: Site) -> set[tuple[str, int, str]]:
    report = check(CheckRequest(site.folder, site.output, BUILD_DATE, 1))
    return {where(each) for each in report.problems if each.code in CODES}


def test_a_name_that_is_nearly_that_of_a_series_is_named(site: Site) -> None:
    site.article("tin-tuc/a.md", series="Chuyện nghề đo lường")
    site.article("tin-tuc/b.md", series="Chuyện nghề đo lường")
    site.article("tin-tuc/c.md", series="Chuyện nghề đo luờng")
    assert codes(site) == {("content/tin-tuc/c.md", 6, "series-spelling")}
    site.article("tin-tuc/c.md", series="Chuyện nghề đo lường")
    assert not codes(site)


def test_a_series_with_one_part_is_noted(site: Site) -> None:
    site.article("tin-tuc/a.md", series="Chuyện nghề đo lường")
    site.article("tin-tuc/b.md", series="Sáng kiến quanh ta")
    assert codes(site) == {(f"content/tin-tuc/{name}.md", 6, "series-alone") for name in "ab"}


@pytest.mark.parametrize("other", ["series: Stories of metrology\n", ""])
def test_a_series_has_a_name_in_each_language_of_its_articles(other: str, site: Site) -> None:
    for name in "ab":
        site.article(f"tin-tuc/{name}.md", series="Chuyện nghề đo lường")
        site.write(f"-- content/tin-tuc/{name}.en.md --\n---\ntitle: One\n{other}---\n\nText.\n")
    found = {(path, code) for path, _, code in codes(site)}
    expected = set() if other else {(f"content/tin-tuc/{name}.md", "words-untranslated") for name in "ab"}
    assert found == expected
