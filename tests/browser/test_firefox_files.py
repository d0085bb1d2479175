"""The Firefox of the tests is as strict as a reader's own, and offline.

What it must refuse is also tried in a Firefox without the origin check and the block: there it must succeed.
"""

import base64
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.firefox import Firefox, FirefoxError, firefox
from tests.support.site import Site
from tests.support.static_server import serving

pytestmark = pytest.mark.long

FETCH = "return fetch(arguments[0]).then(answer => answer.text(), error => `refused: ${error.name}`)"
IMAGE = """return new Promise(done => {
    const image = new Image();
    image.onload = () => done("loaded");
    image.onerror = () => done("refused");
    image.src = arguments[0];
})"""
# From file:, Firefox takes no address for 'self': without the word "file:", the form would lead nowhere.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self' file:"
HEAD = f"""<!doctype html><html lang="vi"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>Tìm kiếm</title>"""
DEFLATE = zlib.compressobj(wbits=-zlib.MAX_WBITS)
PACKED = base64.b64encode(DEFLATE.compress("công nghệ".encode()) + DEFLATE.flush()).decode()
PAGES = {
    "bare.html": "<!doctype html><title>Bare</title>",
    "sibling.txt": "the sibling",
    "pixel.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>',
    "en/index.html": f"""{HEAD}<form action="../vi/tim-kiem.html"><input name="q"><button>Tìm</button></form>
<p> một </p><p hidden>hai</p><script>document.title = 'inline'</script>""",
    "vi/tim-kiem.html": f"""{HEAD}<output></output><a href="../en/index.html">Về</a>
<script src="a.js"></script>""",
    "vi/a.js": """const script = document.createElement("script");
script.src = "b/c.js";
document.head.append(script);""",
    "vi/b/c.js": f"""const packed = Uint8Array.from(atob("{PACKED}"), letter => letter.charCodeAt(0));
const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
new Response(stream).text().then(text => {{ document.querySelector("output").textContent = text; }});""",
}


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("strict")) as window:
        yield window


@pytest.fixture(scope="module")
def lax(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    prefs = {"security.fileuri.strict_origin_policy": False, "network.proxy.type": 0}
    with firefox(tmp_path_factory.mktemp("lax"), prefs) as window:
        yield window


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with a page that has no policy, what it may ask for, and two pages with a policy."""
    for name, text in PAGES.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_page_may_not_read_its_sibling(strict: Firefox, lax: Firefox, pages: Path) -> None:
    for window, answer in ((strict, "refused: TypeError"), (lax, "the sibling")):
        window.open((pages / "bare.html").as_uri())
        assert window.run(FETCH, "sibling.txt") == answer
    assert strict.pref("security.fileuri.strict_origin_policy") is True


def test_not_even_this_machine_is_reached(strict: Firefox, lax: Firefox, pages: Path) -> None:
    with serving(pages, "/") as server:
        for window, answer in ((strict, "refused"), (lax, "loaded")):
            window.open((pages / "bare.html").as_uri())
            assert window.run(IMAGE, f"{server}/pixel.svg") == answer
            # A file from the disk is no request.
            assert window.run(IMAGE, "pixel.svg") == "loaded"
        with pytest.raises(FirefoxError, match="proxyConnectFailure"):
            strict.open(f"{server}/bare.html")


def test_the_home_page_of_a_site_opens(strict: Firefox, site: Site) -> None:
    site.article("tin-tuc/hop.md", title="Họp về nông nghiệp")
    site.build()
    strict.open((site.output / "vi/index.html").as_uri())
    assert strict.title() == "Kho tin"
    assert strict.text("h1") == "Kho tin"
    strict.click("main a[href$='/hop.html']")
    assert strict.text("h1") == "Họp về nông nghiệp"


@pytest.mark.parametrize("end", ["", "\ue007"], ids=["click", "Enter"])
def test_a_form_leads_to_a_file_whose_scripts_inflate(end: str, strict: Firefox, pages: Path) -> None:
    start, result = (pages / "en/index.html").as_uri(), (pages / "vi/tim-kiem.html").as_uri()
    strict.open(start)
    assert strict.title() == "Tìm kiếm", "the policy let an inline script run"
    strict.type("input", f"Điện Biên{end}")
    if not end:
        strict.click("button")
    strict.wait_for("location.search")
    assert strict.run("return location.href") == f"{result}?q=%C4%90i%E1%BB%87n+Bi%C3%AAn"
    assert strict.wait_for("document.querySelector('output')?.textContent") == "công nghệ"
    strict.click("a")
    assert strict.run("return location.href") == start


def test_texts_are_those_that_show(strict: Firefox, pages: Path) -> None:
    strict.open((pages / "en/index.html").as_uri())
    assert strict.texts("p") == ["một", ""]
    assert strict.texts("ol") == []


def test_errors_carry_the_words_of_firefox(strict: Firefox, pages: Path) -> None:
    strict.open((pages / "bare.html").as_uri())
    with pytest.raises(FirefoxError, match=r"javascript error: ReferenceError: nothing is not defined"):
        strict.run("return nothing")
    with pytest.raises(FirefoxError, match="Unable to locate element: main"):
        strict.click("main")
    with pytest.raises(FirefoxError, match="no such element: main"):
        strict.text("main")
    with pytest.raises(FirefoxError, match="fileNotFound"):
        strict.open((pages / "missing.html").as_uri())
    with pytest.raises(FirefoxError, match=r"still False after 0\.1 seconds: 1 > 2"):
        strict.wait_for("1 > 2", timeout=0.1)


def test_a_firefox_ends_with_its_block(tmp_path: Path) -> None:
    with firefox(tmp_path) as window:
        assert window.pref("remote.prefs.recommended") is False
        assert window.pref("no.such.preference") is None
        # Firefox's lock on its profile names its address and process: 127.0.0.1:+1234.
        process = int((tmp_path / "profile/lock").readlink().name.rpartition("+")[2])
        os.kill(process, 0)
    with pytest.raises(FirefoxError, match="does not answer"):
        window.title()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
