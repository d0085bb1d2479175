"""An editor's whole path in the form, in Chromium: from an empty window to a commit."""

import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.conftest import PATIENCE
from tests.browser.test_axe import EVERY_RULE, violations
from tests.support.served import Served
from tests.support.site import Site

Serve = Callable[..., Served]
SHEET = """<html><head><style>td { color: red }</style></head><body><table>
<tr><td>Chỉ tiêu</td><td>Năm 2013</td></tr>
<tr><td>Đề tài</td><td>1.250</td></tr>
<tr><td>Dự án | khác</td><td>7</td></tr>
</table></body></html>"""
PASTE = """([area, html, text]) => {
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", text);
  area.focus();
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose console must stay silent, and which asks nothing of another origin."""
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    context.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("request", lambda request: _outside(request.url, faults))
    yield context.new_page()
    context.close()
    assert faults == []


def _outside(url: str, faults: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
        faults.append(url)


@pytest.fixture
def repository(site: Site) -> Path:
    site.article("tin-tuc/cu.md", title="Bài cũ")
    site.write("-- .gitignore --\n/output/\n/.*.khotin/\n")
    git(site.folder, "init", "--quiet", "--initial-branch", "main")
    git(site.folder, "add", ".")
    git(
        site.folder,
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@khotin.example",
        "commit",
        "--quiet",
        "-m",
        "Bắt đầu",
    )
    return site.folder


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, encoding="utf-8")
    return done.stdout


def photo(colour: str) -> bytes:
    made = BytesIO()
    Image.new("RGB", (2600, 1300), colour).save(made, "JPEG")
    return made.getvalue()


def paste(page: Page, html: str, text: str) -> None:
    area = page.get_by_label("Text", exact=True).element_handle()
    page.evaluate(PASTE, [area, html, text])


TABLE = "| Chỉ tiêu | Năm 2013 |\n| --- | ---: |\n| Đề tài | 1.250 |\n| Dự án \\| khác | 7 |\n"
PATH = "content/tin-tuc/2014/hoi-nghi-tong-ket-1-do-luong.md"
HEADER = """\
---
title: 'Hội nghị tổng kết #1: đo lường'
date: 2014-01-08
author: Trần Văn An
province: Nam Định
summary:
---
"""


def assert_accessible(page: Page) -> None:
    page.evaluate(AXE_SCRIPT)
    assert violations(page, EVERY_RULE) == []


def begin(page: Page) -> None:
    """The dialog of a new article, filled in."""
    page.get_by_role("button", name="New article").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Hội nghị tổng kết #1: đo lường")
    dialog.get_by_label("Date").fill("08/01/2014")
    dialog.get_by_label("Author").fill("Trần Văn An")
    dialog.get_by_label("Province").fill("Nam Định")
    assert_accessible(page)
    dialog.get_by_role("button", name="Begin").click()


def drop(page: Page, name: str, colour: str, alt: str) -> None:
    """A picture, taken by the toolbar."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Picture", exact=True).click()
    chooser.value.set_files({"name": name, "mimeType": "image/jpeg", "buffer": photo(colour)})
    page.get_by_label("What does it show?").fill(alt)
    page.get_by_role("button", name="Put it in").click()


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publish").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your name").fill("Lê Thị Bình")
    dialog.get_by_label("Your email").fill("binh@khotin.example")
    dialog.get_by_role("button", name="Publish").click()
    expect(page.locator("#status")).to_contain_text("Committed on this machine")


def test_an_article_from_an_empty_window_to_a_commit(repository: Path, serve: Serve, page: Page) -> None:
    page.goto(f"http://127.0.0.1:{serve(verb='edit').port}/_edit/")
    expect(page.get_by_role("link", name="Bài cũ")).to_be_visible()
    assert_accessible(page)
    begin(page)
    area, shown = page.get_by_label("Text", exact=True), page.frame_locator("iframe")
    area.fill("Sở họp tổng kết.\n\n")
    area.press("Control+End")
    paste(page, SHEET, "Chỉ tiêu\tNăm 2013\nĐề tài\t1.250")
    expect(area).to_have_value(f"Sở họp tổng kết.\n\n{TABLE}")
    for number, colour in enumerate(("navy", "maroon"), 1):
        area.press("Control+End")
        drop(page, f"Ảnh {number}.JPG", colour, f"Đại biểu {number}")
    expect(shown.get_by_role("cell", name="1.250")).to_be_visible()
    expect(shown.get_by_alt_text("Đại biểu 2")).to_have_count(1)

    date, fault = page.locator("[data-field=date] input"), page.locator("[data-field=date] .problems .error")
    date.fill("31/02/2014")
    expect(fault).to_be_visible()
    assert_accessible(page)
    date.fill("2014-01-08")
    expect(fault).to_have_count(0)
    expect(page.locator(".summary")).not_to_contain_text("Error")
    text = area.input_value()
    publish(page)
    assert git(repository, "show", f"HEAD:{PATH}") == f"{HEADER}\n{text.strip()}\n"
    assert git(repository, "log", "-1", "--format=%an <%ae> %s").strip() == (
        "Lê Thị Bình <binh@khotin.example> Hội nghị tổng kết #1: đo lường"
    )
    names = git(repository, "show", "--name-only", "--format=", "HEAD").split()
    folder = PATH.rpartition("/")[0]
    assert names == [f"{folder}/anh-1.jpg", f"{folder}/anh-2.jpg", PATH]
    assert git(repository, "status", "--porcelain") == ""


def test_several_pictures_at_once_stand_in_their_order_at_the_cursor(
    repository: Path, serve: Serve, page: Page
) -> None:
    page.goto(f"http://127.0.0.1:{serve(verb='edit').port}/_edit/#content/tin-tuc/cu.md")
    area = page.get_by_label("Text", exact=True)
    area.fill("Một.\n\nHai.")
    area.press("Control+Home")
    area.press("End")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Picture", exact=True).click()
    names = [f"Ảnh {number}.JPG" for number in (1, 2, 3)]
    chooser.value.set_files(
        [
            FilePayload(name=name, mimeType="image/jpeg", buffer=photo(colour))
            for name, colour in zip(names, ("navy", "maroon", "teal"), strict=True)
        ]
    )
    for number in (1, 2, 3):
        page.get_by_role("dialog").get_by_text(f"anh-{number}.jpg").wait_for()
        page.get_by_label("What does it show?").fill(f"Ảnh {number}")
        page.get_by_role("button", name="Put it in").click()
    expect(area).to_have_value(
        "Một.\n\n" + "".join(f"![Ảnh {number}](anh-{number}.jpg)\n\n" for number in (1, 2, 3)) + "Hai."
    )


def test_a_translation_on_a_narrow_window(repository: Path, serve: Serve, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"http://127.0.0.1:{serve(verb='edit').port}/_edit/#content/tin-tuc/cu.md")
    page.get_by_role("button", name="Translate into English").click()
    page.get_by_role("dialog").get_by_label("Title in English").fill("A review of the year")
    page.get_by_role("dialog").get_by_role("button", name="Begin").click()
    expect(page.locator("h1.path")).to_contain_text("cu.en.md")
    page.get_by_label("Text", exact=True).fill("The department reviewed the year.")
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_contain_text("Saved in the file")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert_accessible(page)
    page.get_by_role("button", name="Preview").click()
    expect(page.frame_locator("iframe").get_by_text("The department reviewed the year.")).to_be_visible()


def test_by_keyboard_alone(repository: Path, serve: Serve, page: Page) -> None:
    page.goto(f"http://127.0.0.1:{serve(verb='edit').port}/_edit/")
    expect(page.get_by_role("link", name="Bài cũ")).to_be_visible()
    keys = page.keyboard
    _tab_to(page, "New article")
    keys.press("Enter")
    keys.type("Bài gõ phím")
    for typed in ("", "08/01/2014", "Trần Văn An", "Nam Định"):
        keys.press("Tab")
        if typed:
            keys.press("Control+a")
            keys.type(typed)
    keys.press("Tab")  # to the button that begins
    keys.press("Enter")
    _tab_to(page, "Text")
    keys.type("Chữ gõ bằng phím.")
    keys.press("Control+Shift+Home")
    keys.press("Control+b")
    keys.press("Tab")
    expect(page.get_by_label("Text", exact=True)).not_to_be_focused()  # Tab leaves the field
    keys.press("Control+s")
    expect(page.locator("#status")).to_contain_text("Saved in the file")
    file = repository / "content/tin-tuc/2014/bai-go-phim.md"
    assert file.read_text("utf-8").endswith("\n---\n\n**Chữ gõ bằng phím.**\n")


def _tab_to(page: Page, name: str) -> None:
    """Presses Tab until the element of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent"
        )
        if found.strip() == name:
            return
    pytest.fail(f"{name} cannot be reached")
