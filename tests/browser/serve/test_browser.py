"""What an editor sees in the browser while articles are saved, broken, fixed, moved and deleted."""

import shutil
import subprocess
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from PIL import Image
from playwright.sync_api import Page, expect

from generator.serve.inject import inject_scripts
from tests.browser.test_axe import EVERY_RULE, violations
from tests.support.builds import tree
from tests.support.papers import LARGE, png
from tests.support.served import Served, wait_until
from tests.support.site import Site

Serve = Callable[..., Served]
ARTICLE = "vi/2014/01/bai.html"
OVERLAY = "khotin-problems .panel"
_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

# The page says when it has painted which title.
REPORT = """
document.addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => requestAnimationFrame(() =>
  console.log(`seen ${Date.now()} ${document.querySelector("h1").textContent.trim()}`))));
"""


@pytest.fixture
def site(site: Site) -> Site:
    site.article("tin-tuc/bai.md", title="Nhan đề đầu", summary="Tóm tắt đầu.")
    site.article("tin-tuc/khac.md", title="Bài khác", date="2014-02-01")
    return site


def test_an_edit_shows(site: Site, serve: Serve, page: Page) -> None:
    seen: dict[str, float] = {}
    page.on("console", lambda message: seen.update([_seen(message.text)]))
    page.add_init_script(REPORT)
    page.goto(serve().at(ARTICLE))
    latencies = []
    for number in range(3):
        saved = time.time()
        site.article("tin-tuc/bai.md", title=f"Nhan đề {number}")
        expect(page.locator("h1")).to_have_text(f"Nhan đề {number}")
        while f"Nhan đề {number}" not in seen:
            page.wait_for_timeout(5)
        latencies.append(round(seen[f"Nhan đề {number}"] - saved, 3))
    print("Seconds from a save until it is seen:", *latencies)  # noqa: T201
    assert min(latencies) < 2


def _seen(text: str) -> tuple[str, float]:
    _, when, title = text.split(" ", 2) if text.startswith("seen ") else ("", "0", "")
    return title, int(when) / 1000


def test_an_edit_shows_in_lists_too(site: Site, serve: Serve, page: Page) -> None:
    page.goto(serve().at("vi/muc/tin-tuc.html"))
    site.article("tin-tuc/bai.md", title="Đổi tên")
    expect(page.get_by_role("link", name="Đổi tên")).to_be_visible()
    site.article("tin-tuc/moi.md", title="Bài mới tinh", date="2015-01-01")
    expect(page.get_by_role("link", name="Bài mới tinh")).to_be_visible()


def test_a_page_that_does_not_change_is_not_loaded_again(site: Site, serve: Serve, page: Page) -> None:
    page.goto(serve().at(ARTICLE))
    page.evaluate("window.stays = true")
    page.wait_for_timeout(300)
    site.article("anh/xa.md", title="Ở mục khác", date="2001-01-01", province="Hà Nam")
    page.wait_for_timeout(1000)
    assert page.evaluate("window.stays") is True


@pytest.mark.parametrize("saves", [20, pytest.param(100, marks=pytest.mark.long)])
def test_the_last_of_many_saves_is_what_is_seen(saves: int, site: Site, serve: Serve, page: Page) -> None:
    page.goto(serve().at(ARTICLE))
    for number in range(1, saves + 1):
        site.article("tin-tuc/bai.md", title=f"Lần lưu {number}")
        page.wait_for_timeout(90)
    expect(page.locator("h1")).to_have_text(f"Lần lưu {saves}")
    wait_until(lambda: site.has(ARTICLE) and f"Lần lưu {saves}" in site.page(ARTICLE))
    expect(page.locator("h1")).to_have_text(f"Lần lưu {saves}")
    expect(page.locator(OVERLAY)).to_have_count(0)


def test_a_broken_article_is_reported_on_the_page(site: Site, serve: Serve, page: Page) -> None:
    page.goto(serve("--lang", "vi").at(ARTICLE))
    site.article("tin-tuc/bai.md", title="Nhan đề hỏng", date="31/02/2014")
    overlay = page.locator(OVERLAY)
    expect(overlay).to_contain_text("1 lỗi cần sửa")
    expect(overlay).to_contain_text("content/tin-tuc/bai.md · dòng 3, cột 7")
    expect(overlay).to_contain_text("«31/02/2014» ở «date» không phải là ngày có thật.")
    expect(overlay).to_contain_text("Viết ngày trước tháng")
    expect(page.locator("h1")).to_have_text("Nhan đề đầu")  # nothing is published while there is an error
    page.evaluate(AXE_SCRIPT)
    for scheme in _SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert violations(page, EVERY_RULE) == []
    site.article("tin-tuc/bai.md", title="Nhan đề lành")
    expect(page.locator("h1")).to_have_text("Nhan đề lành")
    expect(overlay).to_have_count(0)


def test_an_error_elsewhere_vanishes_without_loading_the_page_again(
    site: Site, serve: Serve, page: Page
) -> None:
    page.goto(serve().at(ARTICLE))
    page.evaluate("window.stays = true")
    site.write("-- content/tin-tuc/hong.md --\n---\ntitle: [\n---\n")
    expect(page.locator(OVERLAY)).to_contain_text("content/tin-tuc/hong.md")
    site.delete("content/tin-tuc/hong.md")
    expect(page.locator(OVERLAY)).to_have_count(0)
    assert page.evaluate("window.stays") is True


def test_a_site_that_begins_with_an_error_appears_once_it_is_fixed(
    site: Site, serve: Serve, page: Page
) -> None:
    site.write("-- content/tin-tuc/hong.md --\n---\ntitle: [\n---\n")
    page.goto(f"http://127.0.0.1:{serve().port}/")
    expect(page.locator(OVERLAY)).to_contain_text("1 error to fix")
    site.delete("content/tin-tuc/hong.md")
    expect(page.locator("h1").first).to_contain_text("Kho tin")


def test_hints_are_folded_and_belong_to_the_page(site: Site, serve: Serve, page: Page) -> None:
    site.article("tin-tuc/bai.md", title="Nhan đề đầu", review="[province]")
    served = serve()
    page.goto(served.at(ARTICLE))
    expect(page.locator(OVERLAY)).to_contain_text("1 thing to look at in this article")
    expect(page.get_by_text("waits for a person")).not_to_be_visible()
    page.locator("khotin-problems summary").click()
    expect(page.locator("khotin-problems .message")).to_be_visible()
    with page.expect_response("**/livereload/problems?**"):
        page.goto(served.at("vi/2014/02/khac.html"))
    expect(page.locator(OVERLAY)).to_have_count(0)


def test_settings_that_cannot_be_read_are_reported_and_fixed(site: Site, serve: Serve, page: Page) -> None:
    good = (site.folder / "site.toml").read_text("utf-8")
    page.goto(serve().at(ARTICLE))
    site.write("-- site.toml --\nbase_url = \n")
    expect(page.locator(OVERLAY)).to_contain_text("site.toml · line 1")
    site.write("-- site.toml --\n" + good.replace("The Archive", "A New Name"))
    expect(page.locator(OVERLAY)).to_have_count(0)
    page.goto(page.url.replace(ARTICLE, "en/index.html"))
    expect(page).to_have_title("A New Name")


def test_a_theme_of_the_sites_own_shows_its_changes_and_its_faults(
    site: Site, serve: Serve, page: Page
) -> None:
    site.write('-- themes/own/theme.toml --\nextends = "default"\n')
    template = '-- themes/own/templates/article.html --\n{{% extends "default/article.html" %}}\n{}\n'
    site.write(template.format("{% block body_class %}one{% endblock %}"))
    good = (site.folder / "site.toml").read_text("utf-8")
    site.write(f'-- site.toml --\ntheme = "own"\n{good}')
    page.goto(serve().at(ARTICLE))
    expect(page.locator("body")).to_have_class("one")
    site.write(template.format("{% block body_class %}two{% endblock %}"))
    expect(page.locator("body")).to_have_class("two")
    site.write(template.format("{% block body_class %}"))
    expect(page.locator(OVERLAY)).to_contain_text("themes/own/templates/article.html · line 2")
    expect(page.locator("body")).to_have_class("two")
    site.write(template.format("{% block body_class %}{{ 1 // 0 }}{% endblock %}"))
    expect(page.locator("h1")).to_have_text("A template of the theme has an error")
    expect(page.locator("p")).to_contain_text("themes/own/templates/article.html:2")
    site.write(template.format("{% block body_class %}three{% endblock %}"))
    expect(page.locator("body")).to_have_class("three")
    site.write("-- themes/own/static/print.css --\nbody { color: black }\n")
    sheet = page.url.replace(ARTICLE, "static/print.css")
    wait_until(lambda: "black" in page.request.get(sheet).text())


def test_a_record_of_what_was_withdrawn_shows(site: Site, serve: Serve, page: Page) -> None:
    record = """
-- ledger/tombstones/cu.yml --
addresses: [/vi/2014/01/cu.html]
date: 20/11/2025
reason: {}
authority: Sở Khoa học và Công nghệ
"""
    page.goto(serve().at("vi/2014/01/cu.html"))
    site.write(record.format("Bài có thông tin cá nhân."))  # in a folder that is new
    expect(page.locator("main")).to_contain_text("Bài có thông tin cá nhân.")
    site.write(record.format("Bài sai."))
    expect(page.locator("main")).to_contain_text("Bài sai.")
    site.write(record.format("[]"))
    expect(page.locator(OVERLAY)).to_contain_text("ledger/tombstones/cu.yml")
    shutil.rmtree(site.folder / "ledger")
    expect(page.locator(OVERLAY)).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("Bài sai.")


# --- many changes at once ---------------------------------------------------------------------------------


@pytest.mark.parametrize("files", [40, pytest.param(1000, marks=pytest.mark.long)])
def test_a_checkout_of_many_files_settles(files: int, site: Site, serve: Serve, page: Page) -> None:
    for number in range(files):
        day = f"{2000 + number % 20}-{number % 12 + 1:02d}-01"
        site.article(f"tin-tuc/{number % 20}/b{number}.md", title=f"Bài {number}", date=day)
    _git(site.folder, "init", "--quiet", "--initial-branch", "main")
    (site.folder / ".gitignore").write_text("/output/\n/.*.khotin/\n", encoding="utf-8")
    _commit(site.folder, "main")
    _git(site.folder, "checkout", "--quiet", "-b", "sửa")
    for number in range(files):
        path = site.folder / f"content/tin-tuc/{number % 20}/b{number}.md"
        path.write_text(path.read_text("utf-8").replace("title: Bài", "title: Bản sửa"), encoding="utf-8")
    _commit(site.folder, "edited")
    _git(site.folder, "checkout", "--quiet", "main")
    page.goto(serve().at("vi/2007/08/b7.html"))
    expect(page.locator("h1")).to_have_text("Bài 7")
    _git(site.folder, "checkout", "--quiet", "sửa")
    expect(page.locator("h1")).to_have_text("Bản sửa 7")
    wait_until(lambda: site.has("vi/2007/08/b7.html") and "Bản sửa 7" in site.page("vi/2007/08/b7.html"))
    again = site.folder.parent / "again"
    assert site.build(again).impact
    assert _differing(tree(site.output), tree(again)) == []


def _git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Trần Văn A", "-c", "user.email=a@khotin.example")
    subprocess.run(("git", *identity, *arguments), cwd=folder, check=True, capture_output=True)


def _commit(folder: Path, message: str) -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "-m", message)


def _differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [path for path in one.keys() | other.keys() if one.get(path) != other.get(path)]


def test_a_folder_may_go_and_come_back(site: Site, serve: Serve, page: Page) -> None:
    site.article("tin-tuc/2014/cu.md", title="Trong thư mục")
    page.goto(serve().at("vi/2014/01/cu.html"))
    expect(page.locator("h1")).to_have_text("Trong thư mục")
    shutil.rmtree(site.folder / "content/tin-tuc/2014")
    expect(page.locator("h1")).not_to_have_text("Trong thư mục")
    (site.folder / "content/tin-tuc/bai.md").rename(site.folder / "kept.md")
    shutil.move(site.folder / "content", site.folder.parent / "elsewhere")
    page.goto(page.url.replace("vi/2014/01/cu.html", "vi/2014/02/khac.html"))
    expect(page.get_by_role("heading", name="Bài khác")).to_have_count(0)
    shutil.move(site.folder.parent / "elsewhere", site.folder / "content")
    expect(page.locator("h1")).to_have_text("Bài khác")
    site.article("tin-tuc/khac.md", title="Vẫn theo dõi", date="2014-02-01")
    expect(page.locator("h1")).to_have_text("Vẫn theo dõi")


@pytest.mark.parametrize("side", [3, LARGE])
def test_a_picture_that_is_replaced_is_loaded_again(side: int, site: Site, serve: Serve, page: Page) -> None:
    picture = site.folder / "content/tin-tuc/anh.png"
    picture.write_bytes(png(10, side))
    site.article("tin-tuc/bai.md", body="![Ảnh](anh.png)")
    page.goto(serve().at(ARTICLE))
    with page.expect_event("load"):
        picture.write_bytes(png(200, side))
    source = page.locator("main img").first.evaluate("image => image.src")
    shown = page.request.get(source)
    assert Image.open(BytesIO(shown.body())).convert("L").getpixel((1, 1)) == 200
    assert shown.headers["content-type"] == ("image/png" if side == 3 else "image/webp")


# --- bytes ------------------------------------------------------------------------------------------------


def test_what_is_served_is_what_is_built_and_the_scripts(site: Site, serve: Serve, page: Page) -> None:
    (site.folder / "content/tin-tuc/anh.png").write_bytes(png(10, LARGE))
    site.article("tin-tuc/bai.md", body="![Ảnh](anh.png)")
    served = serve()
    assert site.build(site.folder.parent / "again").impact
    built = tree(site.folder.parent / "again")
    wait_until(lambda: site.has("manifest-sha256.txt") and not (site.output / ".khotin").exists())
    assert tree(site.output).keys() == built.keys()
    for path, content in built.items():
        body = page.request.get(served.at(path)).body()
        expected = inject_scripts(content, f"127.0.0.1:{served.port}") if path.endswith(".html") else content
        assert body == expected, path
