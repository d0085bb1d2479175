"""`[data] publish = true`: the archive as data is part of the site, with a page about it."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path

import pytest

from generator.check.run import CheckRequest, check
from generator.verify.request import CopyKind, VerifyRequest
from generator.verify.run import verify
from tests.support.builds import tree
from tests.support.copies import make_copy, write_articles
from tests.support.site import BUILD_DATE, SETTINGS, Site
from tests.support.stages import built_like_new

FILES = ("articles.csv", "articles.jsonl", "datapackage.json", "README.md")
PAGES = {"vi": "vi/du-lieu/index.html", "en": "en/data/index.html"}


@pytest.fixture
def published(site: Site) -> Site:
    site.write(f"-- site.toml --\n{SETTINGS}\n[data]\npublish = true")
    write_articles(site)
    return site


def rows(site: Site) -> list[dict[str, object]]:
    return [json.loads(line) for line in site.page("dataset/articles.jsonl").splitlines()]


def test_a_site_that_does_not_ask_has_no_data(site: Site) -> None:
    write_articles(site)
    site.build()
    assert not [path for path in site.files() if path.startswith("dataset/") or path in PAGES.values()]
    assert "du-lieu" not in site.page("vi/index.html")


def test_the_tables_and_their_descriptions_are_part_of_the_site(published: Site) -> None:
    published.build()
    found = {path for path in published.files() if path.startswith("dataset/")}
    assert found == {f"dataset/{name}" for name in FILES}
    assert {(row["id"], row["language"]) for row in rows(published)} >= {
        ("tin-tuc/hop", "vi"),
        ("tin-tuc/hop", "en"),
    }
    package = json.loads(published.page("dataset/datapackage.json"))
    for resource in package["resources"]:
        content = (published.output / "dataset" / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
    read_me = published.page("dataset/README.md")
    assert "| `province_codes` |" in read_me
    assert "dataset.jsonld" not in read_me  # it stands in the page


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_page_in_each_language_describes_them_and_is_linked(lang: str, published: Site) -> None:
    published.build()
    text = published.page(PAGES[lang])
    for name in FILES:
        assert f'href="../../dataset/{name}"' in text
    described = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)[0])
    assert described["@type"] == "Dataset"
    assert described["url"] == f"https://khotin.example/luu-tru/{PAGES[lang]}"
    assert {each["contentUrl"] for each in described["distribution"]} == {
        f"https://khotin.example/luu-tru/dataset/{name}" for name in FILES[:2]
    }
    link = f'href="../{PAGES[lang]}"'
    assert link in published.page(f"{lang}/index.html")
    site_map = published.page({"vi": "vi/so-do-trang.html", "en": "en/site-map.html"}[lang])
    assert site_map.count(link) == 2  # in the list and at the foot
    assert [path for path in published.files() if "sitemap" in path and PAGES[lang] in published.page(path)]


@pytest.mark.parametrize(
    "edit",
    [
        lambda site: site.article("tin-tuc/moi.md", "Chữ mới.", title="Bài mới", date="2015-02-03"),
        lambda site: site.article("tin-tuc/hop.md", "Văn bản đã sửa.", title="Họp bàn"),
        lambda site: site.delete("content/tin-tuc/sat-lo.md"),
        lambda site: site.write(f"-- site.toml --\n{SETTINGS}"),
        lambda site: site.write(
            f"-- site.toml --\n{SETTINGS}\n[tags]\nchung = {{ en = 'common' }}\n[data]\npublish = true"
        ),
    ],
    ids=["new", "edited", "deleted", "no longer asked", "other words for tags"],
)
def test_an_incremental_build_equals_a_clean_one(edit: object, published: Site) -> None:
    published.article("tin-tuc/the.md", title="Có thẻ", tags="[chung]")
    published.build()
    assert callable(edit)
    edit(published)
    built_like_new(published)


def test_the_data_do_not_change_with_the_day(published: Site) -> None:
    published.build()
    before = tree(published.output)
    published.build(day=date(2026, 1, 2))
    after = tree(published.output)
    assert {path for path in before if path.startswith("dataset/") and before[path] != after[path]} == set()


def test_what_is_no_longer_asked_for_goes(published: Site) -> None:
    published.build()
    published.write(f"-- site.toml --\n{SETTINGS}\n[data]\npublish = false")
    published.build()
    assert not published.has("dataset/articles.csv")
    assert not published.has(PAGES["vi"])


def test_a_value_that_is_neither_true_nor_false_is_refused(site: Site) -> None:
    site.write(f'-- site.toml --\n{SETTINGS}\n[data]\npublish = "có"')
    write_articles(site)
    [problem] = site.build().problems
    assert (problem.path, problem.code) == ("site.toml", "setting-type")
    assert (
        site.folder.joinpath("site.toml")
        .read_text("utf-8")
        .splitlines()[problem.line - 1]
        .startswith("publish")
    )


def test_markup_in_titles_stays_text_in_the_tables(published: Site) -> None:
    published.article("tin-tuc/dau.md", "<b>đậm</b> & thường", title="'A < B & C </script>'")
    published.build()
    assert "A < B & C </script>" in {row["title"] for row in rows(published)}
    assert "A < B & C </script>" in published.page("dataset/articles.csv")


def test_the_site_and_its_copy_are_still_what_they_are(published: Site, tmp_path: Path) -> None:
    published.build()
    report = verify(VerifyRequest(published.output, 1))
    assert (report.kind, report.problems) == (CopyKind.OUTPUT, ())
    make_copy(published, tmp_path / "c.zip")
    report = verify(VerifyRequest(tmp_path / "c.zip", 1))
    assert (report.kind, report.problems) == (CopyKind.ZIP, ())
    found = check(CheckRequest(published.folder, published.output, BUILD_DATE, 1)).problems
    assert {each.code for each in found} == {"to-review"}
