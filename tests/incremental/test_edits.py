"""An editor changes one thing: the pages that show it are written, and no others."""

import os
from datetime import date, timedelta

import pytest

from generator.cache.location import cache_folder
from tests.support.papers import LARGE, png
from tests.support.paths import pages_among, paths, plain
from tests.support.site import BUILD_DATE, Site
from tests.support.stages import built_like_new, edit

SITE = """
-- site.toml --
base_url = "https://khotin.example/"
theme = "rieng"
[name]
vi = "Kho tin"
en = "The Archive"
[sections.tin-tuc]
name = { vi = "Tin tức", en = "News" }
slug = { vi = "tin-tuc", en = "news" }
[sections.anh]
name = { vi = "Ảnh", en = "Photos" }
slug = { vi = "anh", en = "photos" }
kind = "photo"
-- themes/rieng/theme.toml --
extends = "default"
-- themes/rieng/templates/standing.html --
{% extends "default/standing.html" %}
-- themes/rieng/templates/_neighbours.html --
{% include "default/_neighbours.html" %}
-- content/tin-tuc/dong-ho.md --
---
title: Kiểm định đồng hồ
date: 2014-01-08
author: Trần Văn An
province: Nam Định
summary: Hai trăm đồng hồ nước.
---
Đầu năm. Xong.
-- content/tin-tuc/dong-ho.en.md --
---
title: Water meters
summary: Two hundred water meters.
---
In January. Done.
-- content/tin-tuc/ho-so.md --
---
title: Hồ sơ mới
date: 2015-03-10
author: Trần Văn An
province: Nam Định
summary: Hồ sơ theo mẫu mới.
tags: [hồ sơ]
---
Xem [bài trước](dong-ho.md). Xong.
-- content/tin-tuc/cay-mo.md --
---
title: Nuôi cây mô
date: 2017-05-20
author: Lê Thị Bình
province: Bắc Kạn
summary: Phòng nuôi cây mô.
---
Mở cửa. Xong.
-- content/tin-tuc/cam-quyt.md --
---
title: Cam quýt
date: 2017-09-02
author: Phạm Văn Chi
province: Bắc Kạn
summary: Vườn cam sạch bệnh.
---
Mùa quả. Xong.
-- content/anh/trien-lam.md --
---
title: Triển lãm
date: 2017-06-01
author: Lê Thị Bình
province: Lạng Sơn
summary: Ảnh triển lãm.
cover: gian-hang.png
---
Một ảnh.
-- content/gioi-thieu.md --
---
title: Giới thiệu
---
Về kho tin.
"""


NOTHING = ""


@pytest.fixture
def archive(site: Site) -> Site:
    site.write(SITE)
    (site.folder / "content/anh/gian-hang.png").write_bytes(png(0))
    site.build()
    return site


def assert_writes(
    site: Site, written: str, removed: str = NOTHING, *, unseen: int = 0, day: date = BUILD_DATE
) -> None:
    """The next build writes and removes these, and leaves the site that a clean build gives.

    `unseen`: how many pages besides may be rendered, and are found to be what they were, as their views
    hold more than they show.
    """
    report = built_like_new(site, day)
    assert report.impact
    assert plain(report.impact.written) == paths(written)
    assert plain(report.impact.removed) == paths(removed)
    pages = pages_among(report.impact.written)
    assert pages <= report.rendered <= pages + unseen


# --- texts ------------------------------------------------------------------------------------------------


def test_a_sentence_shows_on_the_articles_page_and_in_the_search(archive: Site) -> None:
    edit(archive, "content/tin-tuc/ho-so.md", "Xong.", "Hết.")
    assert_writes(archive, "vi/2015/03/ho-so.html search", "search")


def test_a_title_shows_on_the_neighbours_the_lists_and_the_feeds(archive: Site) -> None:
    edit(archive, "content/tin-tuc/ho-so.md", "title: Hồ sơ mới", "title: Hồ sơ khác")
    written = """
        vi/2015/03/ho-so.html search
        vi/2017/05/cay-mo.html {vi,en}/2014/01/dong-ho.html
        */{,2015/,2015/03/}index.html */ngay-nay-nam-xua/03-10.html
        */muc/tin-tuc{.html,/atom.xml} */the/ho-so.html */tac-gia/tran-van-an.html
        */tinh/{nam-dinh,ninh-binh}{.html,/atom.xml}
        */dieu-chua-biet/chua-dich{.html,.csv}
        vi/{atom.xml,feed.json}
    """
    assert_writes(archive, written, "search")


def test_a_summary_shows_in_the_lists_and_the_feeds_but_not_on_the_neighbours(archive: Site) -> None:
    edit(archive, "content/tin-tuc/ho-so.md", "theo mẫu mới", "theo mẫu cũ")
    written = """
        vi/2015/03/ho-so.html search
        */{2015/,2015/03/}index.html */ngay-nay-nam-xua/03-10.html
        */muc/tin-tuc{.html,/atom.xml} */the/ho-so.html */tac-gia/tran-van-an.html
        */tinh/{nam-dinh,ninh-binh}{.html,/atom.xml}
        vi/{atom.xml,feed.json}
    """
    assert_writes(archive, written, "search", unseen=2)


def test_a_sentence_of_a_translation_shows_on_its_page(archive: Site) -> None:
    edit(archive, "content/tin-tuc/dong-ho.en.md", "Done.", "Finished.")
    assert_writes(archive, "en/2014/01/dong-ho.html search", "search")


def test_the_title_of_a_translation_shows_in_its_language(archive: Site) -> None:
    edit(archive, "content/tin-tuc/dong-ho.en.md", "title: Water meters", "title: Meters")
    written = """
        en/2014/01/dong-ho.html search
        en/{{,2014/,2014/01/}index,this-day/01-08}.html
        en/sections/news{.html,/atom.xml} en/authors/tran-van-an.html
        en/provinces/{nam-dinh,ninh-binh}{.html,/atom.xml}
        en/{atom.xml,feed.json}
    """
    assert_writes(archive, written, "search")


def test_a_translation_that_is_added_takes_its_place_in_the_lists_of_its_language(archive: Site) -> None:
    archive.write("-- content/tin-tuc/cay-mo.en.md --\n---\ntitle: Tissue culture\n---\nOpened.\n")
    written = """
        {vi,en}/2017/05/cay-mo.html search
        en/{{,2017/,2017/05/}index,this-day/05-20}.html
        en/sections/news{.html,/atom.xml} en/authors/le-thi-binh.html
        en/provinces/{bac-kan,thai-nguyen}{.html,/atom.xml}
        */thong-ke/{index.html,ban-dich.csv}
        */dieu-chua-biet/{index,chua-dich}.html */dieu-chua-biet/{tong-hop,chua-dich}.csv
        en/{atom.xml,feed.json} sitemap-2017.xml
    """
    assert_writes(archive, written, "search")


def test_a_translation_that_is_deleted_leaves_the_original_in_the_lists(archive: Site) -> None:
    archive.delete("content/tin-tuc/dong-ho.en.md")
    written = """
        vi/2014/01/dong-ho.html search
        en/{{,2014/,2014/01/}index,this-day/01-08}.html
        en/sections/news{.html,/atom.xml} en/authors/tran-van-an.html
        en/provinces/{nam-dinh,ninh-binh}{.html,/atom.xml}
        */thong-ke/{index.html,ban-dich.csv}
        */dieu-chua-biet/{index,chua-dich}.html */dieu-chua-biet/{tong-hop,chua-dich}.csv
        en/{atom.xml,feed.json} sitemap-2014.xml
    """
    assert_writes(archive, written, "en/2014/01/dong-ho.html search")


# --- articles that come, go and move ----------------------------------------------------------------------


def test_a_new_article_stands_in_the_lists_of_its_time_place_and_section(archive: Site) -> None:
    archive.article("tin-tuc/moi.md", date="2025-11-20", author="Đỗ Văn Em", province="Lạng Sơn")
    written = """
        vi/2025/11/moi.html vi/2017/09/cam-quyt.html search
        */{,2025/,2025/11/,2017/,2017/09/}index.html */ngay-nay-nam-xua/{index,11-20}.html
        */{nam,tinh,tac-gia,muc}/index.html */so-do-trang.html */nam/nam.csv
        */thong-ke/{index.html,nam.csv,tinh.csv,muc.csv,tac-gia.csv,ban-dich.csv}
        */dieu-chua-biet/{index.html,tong-hop.csv,thang-trong.csv,chua-dich.html,chua-dich.csv}
        */muc/tin-tuc{.html,/atom.xml} */tinh/lang-son{.html,/atom.xml,/dong-thoi-gian.csv}
        */tinh/dong-thoi-gian.html
        vi/{atom.xml,feed.json} sitemap{,-2025,-pages}.xml
    """
    assert_writes(archive, written, "search")


def test_a_back_dated_article_touches_no_other_year(archive: Site) -> None:
    archive.article("tin-tuc/cu.md", date="2014-01-20", author="Đỗ Văn Em", province="Lạng Sơn")
    written = """
        vi/2014/01/cu.html {vi,en}/2014/01/dong-ho.html vi/{2015/03/ho-so,2017/06/trien-lam}.html search
        */{,2014/,2014/01/}index.html */ngay-nay-nam-xua/{index,01-20}.html
        */{nam,tinh,tac-gia,muc}/index.html */so-do-trang.html */nam/nam.csv
        */thong-ke/{index.html,nam.csv,tinh.csv,muc.csv,tac-gia.csv,ban-dich.csv}
        */dieu-chua-biet/{index.html,tong-hop.csv,chua-dich.html,chua-dich.csv}
        */muc/tin-tuc{.html,/atom.xml} */tinh/lang-son{.html,/atom.xml,/dong-thoi-gian.csv}
        */tinh/dong-thoi-gian.html
        vi/{atom.xml,feed.json} sitemap-{2014,pages}.xml
    """
    assert_writes(archive, written, "search")


def test_a_deleted_article_leaves_no_trace(archive: Site) -> None:
    archive.delete("content/tin-tuc/cam-quyt.md")
    written = """
        vi/2017/05/cay-mo.html search
        */{,2017/,2017/06/}index.html */ngay-nay-nam-xua/index.html
        */{nam,tinh,tac-gia,muc}/index.html */so-do-trang.html */nam/nam.csv
        */thong-ke/{index.html,nam.csv,tinh.csv,muc.csv,tac-gia.csv,ban-dich.csv}
        */dieu-chua-biet/{index.html,tong-hop.csv,thang-trong.csv,chua-dich.html,chua-dich.csv}
        */muc/tin-tuc{.html,/atom.xml}
        */tinh/{bac-kan,thai-nguyen}{.html,/atom.xml,/dong-thoi-gian.csv} */tinh/dong-thoi-gian.html
        vi/{atom.xml,feed.json} sitemap-{2017,pages}.xml
    """
    assert_writes(
        archive, written, "vi/2017/09/cam-quyt.html */2017/09/index.html */ngay-nay-nam-xua/09-02.html search"
    )


LINKS_TO_TISSUE_CULTURE = """
    {vi/2015/03/ho-so,vi/2017/09/cam-quyt}.html search
    */{,2017/,2017/05/}index.html */ngay-nay-nam-xua/05-20.html
    */muc/tin-tuc{.html,/atom.xml} */tac-gia/le-thi-binh.html
    */tinh/{bac-kan,thai-nguyen}{.html,/atom.xml}
    */dieu-chua-biet/chua-dich{.html,.csv}
    vi/{atom.xml,feed.json} sitemap-2017.xml
"""


def test_a_renamed_file_has_another_address_wherever_something_links_to_it(archive: Site) -> None:
    (archive.folder / "content/tin-tuc/cay-mo.md").rename(archive.folder / "content/tin-tuc/nuoi-cay.md")
    written = f"vi/2017/05/nuoi-cay.html {LINKS_TO_TISSUE_CULTURE}"
    assert_writes(archive, written, "vi/2017/05/cay-mo.html search")


def test_a_slug_has_another_address_wherever_something_links_to_it(archive: Site) -> None:
    edit(archive, "content/tin-tuc/cay-mo.md", "summary:", "slug: nuoi-cay\nsummary:")
    written = f"vi/2017/05/nuoi-cay.html {LINKS_TO_TISSUE_CULTURE}"
    assert_writes(archive, written, "vi/2017/05/cay-mo.html search")


def test_an_address_changes_in_the_texts_that_link_to_it(archive: Site) -> None:
    edit(archive, "content/tin-tuc/dong-ho.md", "summary:", "slug: cong-to\nsummary:")
    report = built_like_new(archive)
    assert report.impact
    assert "vi/2015/03/ho-so.html" in report.impact.written
    assert 'href="../../../vi/2014/01/cong-to.html"' in archive.page("vi/2015/03/ho-so.html")


def test_a_date_that_moves_concerns_both_years_and_their_neighbours(archive: Site) -> None:
    edit(archive, "content/tin-tuc/cay-mo.md", "2017-05-20", "2016-05-20")
    written = """
        vi/2016/05/cay-mo.html {vi/2015/03/ho-so,vi/2017/09/cam-quyt}.html search
        */{,2016/,2016/05/,2017/,2017/06/,2015/,2015/03/}index.html */ngay-nay-nam-xua/05-20.html
        */nam/index.html */so-do-trang.html */nam/nam.csv
        */thong-ke/{index.html,nam.csv,tinh.csv,tac-gia.csv,ban-dich.csv}
        */dieu-chua-biet/{index.html,thang-trong.csv,chua-dich.html,chua-dich.csv}
        */muc/tin-tuc{.html,/atom.xml} */tac-gia/le-thi-binh.html
        */tinh/{bac-kan,thai-nguyen}{.html,/atom.xml}
        vi/{atom.xml,feed.json} sitemap{,-2016,-2017,-pages}.xml
    """
    assert_writes(archive, written, "vi/2017/05/cay-mo.html */2017/05/index.html search")


# --- facts ------------------------------------------------------------------------------------------------


def test_an_author_who_is_renamed_has_another_page_and_stands_in_the_feeds(archive: Site) -> None:
    for path in ("tin-tuc/cay-mo.md", "anh/trien-lam.md"):
        edit(archive, f"content/{path}", "Lê Thị Bình", "Lê Thị Bích")
    written = """
        vi/2017/{05/cay-mo,06/trien-lam}.html search
        */tac-gia/{index,le-thi-bich}.html
        */muc/{tin-tuc,anh}/atom.xml */tinh/{bac-kan,lang-son,thai-nguyen}/atom.xml
        */thong-ke/{index.html,tac-gia.csv}
        vi/{atom.xml,feed.json} sitemap-pages.xml
    """
    assert_writes(archive, written, "*/tac-gia/le-thi-binh.html search")


def test_an_author_who_is_an_organisation_stands_with_the_organisations(archive: Site) -> None:
    """The name alone tells authors apart: what is compared by it alone would miss this edit."""
    edit(archive, "content/anh/trien-lam.md", "author: Lê Thị Bình", "author: {organisation: Lê Thị Bình}")
    assert_writes(archive, "vi/2017/06/trien-lam.html */tac-gia/index.html", unseen=2)


def test_a_province_shows_on_the_pages_of_both_and_of_their_kin(archive: Site) -> None:
    edit(archive, "content/tin-tuc/cam-quyt.md", "Bắc Kạn", "Hà Nam")
    written = """
        vi/2017/09/cam-quyt.html search
        */{,2017/,2017/09/}index.html */ngay-nay-nam-xua/09-02.html
        */muc/tin-tuc{.html,/atom.xml}
        */tinh/{bac-kan,ha-nam,ninh-binh,thai-nguyen}{.html,/atom.xml,/dong-thoi-gian.csv}
        */tinh/{index,dong-thoi-gian}.html */so-do-trang.html
        */thong-ke/{index.html,tinh.csv}
        vi/{atom.xml,feed.json} sitemap-pages.xml
    """  # and Nam Định's history, which now leads to a page of Hà Nam
    assert_writes(archive, f"{written} */tinh/nam-dinh.html", "search", unseen=3)


def test_a_tag_shows_on_its_own_list_and_the_index(archive: Site) -> None:
    edit(archive, "content/tin-tuc/cay-mo.md", "summary:", "tags: [hồ sơ]\nsummary:")
    assert_writes(
        archive,
        "vi/2017/05/cay-mo.html */the/{index,ho-so}.html */thong-ke/{index.html,the.csv} search",
        "search",
    )


# --- media ------------------------------------------------------------------------------------------------


def test_a_picture_of_the_same_measures_is_written_alone(archive: Site) -> None:
    picture = archive.folder / "content/anh/gian-hang.png"
    stat = picture.stat()
    picture.write_bytes(png(1))
    os.utime(picture, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert picture.stat().st_size == stat.st_size
    assert_writes(archive, "static/media/anh/gian-hang.png")


def test_a_large_picture_of_the_same_measures_is_written_with_its_smaller_sizes(archive: Site) -> None:
    picture = archive.folder / "content/anh/gian-hang.png"
    picture.write_bytes(png(0, side=LARGE))
    archive.build()
    picture.write_bytes(png(1, side=LARGE))
    assert_writes(archive, "static/media/anh/gian-hang.png{,.240.webp,.300.webp}")


def test_the_measures_of_a_picture_stand_on_the_pages_that_show_it(archive: Site) -> None:
    (archive.folder / "content/anh/gian-hang.png").write_bytes(png(0, side=3))
    written = """
        static/media/anh/gian-hang.png vi/2017/06/trien-lam.html
        */{2017/,2017/06/}index.html */ngay-nay-nam-xua/06-01.html
        */muc/anh.html */tinh/lang-son.html */tac-gia/le-thi-binh.html
    """
    assert_writes(archive, written, unseen=2)  # the home pages, which begin with larger pictures only


# --- settings and theme -----------------------------------------------------------------------------------


def pages(site: Site, prefix: str, suffixes: tuple[str, ...]) -> str:
    """The pages of the site whose paths begin and end so, but those of the search."""
    found = (path for path in site.files() if path.startswith(prefix) and path.endswith(suffixes))
    return " ".join(plain(found) - {"search"})


def test_the_sites_name_stands_on_every_page_of_its_language(archive: Site) -> None:
    edit(archive, "site.toml", 'vi = "Kho tin"', 'vi = "Kho mới"')
    assert_writes(
        archive, f"{pages(archive, 'vi/', ('.html', '.xml', 'feed.json'))} index.html 404.html search"
    )


def test_a_standing_pages_title_stands_at_the_foot_of_its_language(archive: Site) -> None:
    edit(archive, "content/gioi-thieu.md", "title: Giới thiệu", "title: Về chúng tôi")
    assert_writes(archive, f"{pages(archive, 'vi/', ('.html',))} search", unseen=2)


def test_a_standing_pages_text_stands_on_it_alone(archive: Site) -> None:
    edit(archive, "content/gioi-thieu.md", "Về kho tin", "Về kho tin này")
    assert_writes(archive, "vi/gioi-thieu.html")


def test_a_template_concerns_the_pages_made_with_it(archive: Site) -> None:
    template = '{% extends "default/standing.html" %}{% block body_class %}own{% endblock %}'
    archive.write(f"-- themes/rieng/templates/standing.html --\n{template}")
    assert_writes(archive, "vi/gioi-thieu.html")


def test_a_template_within_others_concerns_the_pages_made_with_those(archive: Site) -> None:
    archive.write("-- themes/rieng/templates/_neighbours.html --\nNo neighbours.")
    articles = "{2014/01/dong-ho,2015/03/ho-so,2017/{05/cay-mo,06/trien-lam,09/cam-quyt}}"
    assert_writes(archive, f"vi/{articles}.html en/2014/01/dong-ho.html")


def test_a_style_concerns_no_page(archive: Site) -> None:
    archive.write("-- themes/rieng/static/style.css --\nbody { color: black }")
    assert_writes(archive, "static/style.css")


def test_nothing_changed(archive: Site) -> None:
    assert_writes(archive, NOTHING)


def test_files_that_are_only_touched_change_nothing(archive: Site) -> None:
    cache = cache_folder(archive.folder, archive.output)  # a touched one is not as the last build left it
    for file in archive.folder.rglob("*.*"):
        if not (file.is_relative_to(archive.output) or file.is_relative_to(cache)) and file.is_file():
            os.utime(file)
    assert_writes(archive, NOTHING)


def test_a_draft_concerns_nobody(archive: Site) -> None:
    archive.article("tin-tuc/nhap.md", draft="true")
    assert_writes(archive, NOTHING)
    edit(archive, "content/tin-tuc/nhap.md", "Một bài", "Một bài khác")
    assert_writes(archive, NOTHING)


def test_the_next_day_changes_nothing(archive: Site) -> None:
    """No page shows the day of the build: neither the home pages, nor the feeds without entries."""
    feeds = {path: content for path, content in archive.files().items() if path.endswith("atom.xml")}
    assert [path for path, content in feeds.items() if b"<entry>" not in content]
    assert_writes(archive, NOTHING, day=BUILD_DATE + timedelta(days=1))


def test_an_article_whose_day_has_come_is_what_the_next_day_changes(archive: Site) -> None:
    archive.article(
        "tin-tuc/moi.md", date="2017-05-21", publish="2026-01-02", author="Đỗ Văn Em", province="Lạng Sơn"
    )
    assert_writes(archive, NOTHING)
    written = """
        vi/2017/05/moi.html vi/2017/{05/cay-mo,06/trien-lam,09/cam-quyt}.html search
        */{,2017/,2017/05/}index.html */ngay-nay-nam-xua/{index,05-21}.html
        */{nam,tinh,tac-gia,muc}/index.html */so-do-trang.html */nam/nam.csv
        */thong-ke/{index.html,nam.csv,tinh.csv,muc.csv,tac-gia.csv,ban-dich.csv}
        */dieu-chua-biet/{index.html,tong-hop.csv,chua-dich.html,chua-dich.csv}
        */muc/tin-tuc{.html,/atom.xml} */tinh/lang-son{.html,/atom.xml,/dong-thoi-gian.csv}
        */tinh/dong-thoi-gian.html
        vi/{atom.xml,feed.json} sitemap-{2017,pages}.xml
    """
    assert_writes(archive, written, "search", day=BUILD_DATE + timedelta(days=1))
