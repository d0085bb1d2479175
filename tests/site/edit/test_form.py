"""What the form of `khotin edit` does to files, and what it refuses."""

import socket
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.support.form import Form, digest, problems
from tests.support.served import Served, serving, wait_until
from tests.support.site import Site

PATH = "content/tin-tuc/bai.md"
Serve = Callable[..., Served]


@pytest.fixture
def file(site: Site) -> Path:
    site.article("tin-tuc/bai.md", title="Nhan đề  # của bài", body="Đoạn một.\n\nĐoạn hai.")
    site.article("tin-tuc/khac.md", title="Đo lường Hà Nam")
    return site.folder / PATH


@pytest.fixture
def form(file: Path, serve: Serve) -> Form:
    return Form(serve(verb="edit"))


def test_opening_and_saving_without_change_writes_nothing(form: Form, file: Path) -> None:
    before, stamp = file.read_bytes(), file.stat().st_mtime_ns
    _, opened = form.do("open", path=PATH)
    status, saved = form.type("save", PATH, opened["base"], opened["body"], **opened["values"])
    assert (status, saved["base"]) == (200, digest(before))
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (before, stamp)


def test_articles_are_found_without_accents(form: Form) -> None:
    _, found = form.do("list", query="do luong ha nam")
    assert [each["title"] for each in found["articles"]] == ["Đo lường Hà Nam"]
    assert form.do("list", query="", only="draft")[1]["count"] == 0


def test_what_is_typed_is_checked_and_shown_before_it_is_saved(form: Form, file: Path) -> None:
    before = file.read_bytes()
    status, found = form.type(
        "check", PATH, digest(before), "Chữ mới ,sai.\n\n![](khong.jpg)", date="31/02/2014"
    )
    assert status == 200
    assert ("date", "date", 0) in problems(found)
    assert found["fresh"] is False
    _, found = form.type("check", PATH, digest(before), "Chữ mới, đúng.", title="Nhan đề mới")
    assert [problem["code"] for problem in found["problems"]] == ["yaml-comment"]  # of the title's line
    assert found["fresh"] is True
    shown = form.get(f"preview/{form.window}/{found['address']}")[1].decode()
    assert "Chữ mới, đúng." in shown
    assert "<h1>Nhan đề mới</h1>" in shown
    assert "<script" not in shown
    assert form.get(f"preview/{form.window}/static/style.css")[0] == 200
    assert file.read_bytes() == before


def test_a_draft_is_shown_beside_its_form_and_nowhere_else(form: Form, site: Site) -> None:
    _, made = form.do("new", title="Bài nháp", section="tin-tuc", date="08/01/2014")
    assert made["path"] == "content/tin-tuc/2014/bai-nhap.md"
    assert "draft: true" in (site.folder / made["path"]).read_text("utf-8")
    wait_until(lambda: form.do("list", only="draft")[1]["count"] == 1)
    _, opened = form.do("open", path=made["path"])
    _, found = form.type("check", made["path"], opened["base"], "Chữ nháp.")
    assert "Chữ nháp." in form.get(f"preview/{form.window}/{found['address']}")[1].decode()
    assert form.get(f"preview/otherwindow/{found['address']}")[0] == 404


def test_typed_text_outlives_the_server_and_waits_until_it_is_saved(file: Path, site: Site) -> None:
    base = digest(file.read_bytes())
    with serving(site.folder, verb="edit") as served:
        Form(served).type("check", PATH, base, "Chữ chưa lưu.", title="Chưa lưu")
        served.process.kill()
        served.process.wait()
    with serving(site.folder, verb="edit") as served:
        form = Form(served, window="window000002")
        assert form.do("list", only="typed")[1]["count"] == 1
        [draft] = form.do("open", path=PATH)[1]["drafts"]
        assert (draft["body"], draft["values"]) == ("Chữ chưa lưu.", {"title": "Chưa lưu"})
        typed = {name: draft[name] for name in ("base", "values", "body")}
        assert form.do("save", path=PATH, window=form.window, adopted=[draft["window"]], **typed)[0] == 200
        assert form.do("open", path=PATH)[1]["drafts"] == []
    assert "title: Chưa lưu  # của bài\n" in file.read_text("utf-8")
    assert file.read_text("utf-8").endswith("---\n\nChữ chưa lưu.\n")


def test_the_second_of_two_windows_does_not_overwrite_the_first(form: Form, file: Path) -> None:
    base = digest(file.read_bytes())
    other = Form(form.served, window="window000002")
    form.type("check", PATH, base, "Của cửa sổ một.")
    other.type("check", PATH, base, "Của cửa sổ hai.")
    assert form.type("save", PATH, base, "Của cửa sổ một.")[0] == 200
    status, refused = other.type("save", PATH, base, "Của cửa sổ hai.")
    assert (status, refused["reason"]) == (409, "changed-elsewhere")
    assert refused["current"]["body"] == "Của cửa sổ một."
    assert [draft["body"] for draft in form.do("open", path=PATH)[1]["drafts"]] == ["Của cửa sổ hai."]
    assert other.type("save", PATH, refused["current"]["base"], "Của cửa sổ hai.")[0] == 200
    assert "Của cửa sổ hai." in file.read_text("utf-8")


def test_a_translation_is_begun_from_its_original(form: Form, site: Site) -> None:
    status, made = form.do("translate", path=PATH, to="en", title="A title")
    assert (status, made["path"]) == (200, "content/tin-tuc/bai.en.md")
    text = (site.folder / made["path"]).read_text("utf-8")
    assert "title: A title\n" in text
    assert "translated_from: {sha256: " in text
    assert form.do("translate", path=PATH, to="en", title="Again")[0] == 409


def test_a_draft_can_be_translated_before_it_is_published(form: Form, site: Site) -> None:
    draft = form.do("new", title="Bài mới", section="tin-tuc", author="A", province="Nam Định")[1]["path"]
    assert "draft: true\n" in (site.folder / draft).read_text("utf-8")
    assert form.do("translate", path=draft, to="en", title="A new article")[0] == 200
    translated = draft.replace(".md", ".en.md")
    assert form.do("open", path=translated)[0] == 200
    while not (found := form.do("list", query="A new article")[1]["articles"]):
        pass
    assert [(each["path"], each["title"], each["languages"]) for each in found] == [
        (draft, "Bài mới", ["vi", "en"])
    ]
    assert form.do("open", path=draft)[1]["original"] == "vi"


def test_a_dropped_photograph_lies_beside_the_article(form: Form, site: Site) -> None:
    made = BytesIO()
    Image.effect_noise((2600, 1300), 40).convert("RGB").save(made, "JPEG", quality=95)
    status, stored = form.drop(PATH, "Ảnh Đại biểu.JPG", made.getvalue())
    assert (status, stored["src"], stored["width"]) == (200, "anh-dai-bieu.jpg", 2000)
    assert stored["size"] < stored["before"]
    base = digest((site.folder / PATH).read_bytes())
    _, found = form.type("check", PATH, base, "![Đại biểu](anh-dai-bieu.jpg)")
    assert [problem["code"] for problem in found["problems"]] == ["yaml-comment"]
    shown = form.get(f"preview/{form.window}/{found['address']}")[1].decode()
    assert "static/media/tin-tuc/anh-dai-bieu.jpg" in shown
    assert form.get(f"preview/{form.window}/static/media/tin-tuc/anh-dai-bieu.jpg")[0] == 200
    assert form.drop(PATH, "a.jpg", b"\0\0\0\x18ftypheic" + bytes(40))[1]["reason"] == "heic"


# --- attacks ----------------------------------------------------------------------------------------------

FOREIGN = [
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"X-Khotin-Secret": ""},
    {"X-Khotin-Secret": "đoán"},
    {"Sec-Fetch-Site": "cross-site"},
]


def test_nothing_is_done_for_another_site(form: Form, file: Path) -> None:
    before = file.read_bytes()
    for headers in FOREIGN:
        form.headers = {name: value.encode().decode("latin-1") for name, value in headers.items()}
        assert form.type("save", PATH, digest(before), "Bị sửa.")[0] == 403, headers
        assert form.drop(PATH, "a.png", b"x")[0] == 403, headers
    assert file.read_bytes() == before


def test_nothing_is_told_to_another_host(form: Form) -> None:
    for path in ("", "static/main.js", "preview/window000001/vi/index.html"):
        assert form.get(path, Host="evil.example")[0] == 421
    assert form.get("", **{"Sec-Fetch-Site": "cross-site"})[0] == 403


def test_a_form_of_another_site_cannot_pass_for_an_action(form: Form) -> None:
    form.headers = {"Content-Type": "text/plain"}
    assert form.do("start")[0] == 415


OUTSIDE = [
    "site.toml",
    "../secret.md",
    "content/../../secret.md",
    "content/tin-tuc/../../../secret.md",
    "/etc/hostname",
    "content/tin-tuc/lien-ket.md",
    "content/thu-muc/secret.md",
    "content/tin-tuc/anh.jpg",
    "content/tin-tuc/\0.md",
    "content/tin-tuc",
    "",
]


def test_no_file_outside_content_is_read_or_written(site: Site, serve: Serve, file: Path) -> None:
    secret = site.folder.parent / "secret.md"
    secret.write_text("---\ntitle: Bí mật\n---\n", encoding="utf-8")
    (site.folder / "content/tin-tuc/lien-ket.md").symlink_to(secret)
    (site.folder / "content/thu-muc").symlink_to(site.folder.parent)
    form = Form(serve(verb="edit"))
    before = secret.read_bytes()
    for path in OUTSIDE:
        assert form.do("open", path=path)[0] == 404, path
        assert form.type("check", path, digest(before), "x")[0] == 404, path
        assert form.type("save", path, digest(before), "x")[0] == 404, path
        assert form.drop(path, "a.png", b"x")[0] == 404, path
        assert form.do("history", path=path)[0] in (404, 424), path
    assert secret.read_bytes() == before


def test_the_name_of_a_window_is_no_path(form: Form, file: Path) -> None:
    for form.window in ("", "../../../x", "a", "x" * 40, "window/0001"):
        assert form.type("check", PATH, digest(file.read_bytes()), "x")[0] == 400
        assert form.do("forget", path=PATH, window=form.window)[0] == 400


def test_only_the_forms_own_files_are_sent(form: Form) -> None:
    for name in (
        "../x.py",
        "static/../routes.py",
        "static/%2e%2e%2froutes.py",
        "static/edit.html",
        "static/",
    ):
        assert form.get(name)[0] == 404, name


def test_odd_requests_are_refused(form: Form, file: Path) -> None:
    base = digest(file.read_bytes())
    assert form.do("nothing")[0] == 404
    assert form.do("open", path=7)[0] == 400
    assert form.do("open", path=PATH, more="x")[0] == 400
    assert form.type("check", PATH, base, "x", title=7)[0] == 400
    assert form.type("check", PATH, base, "x" * (1024 * 1024 + 1))[0] == 413
    assert form.type("save", PATH, base, "é" * (1024 * 1024))[0] == 413
    assert form.type("check", PATH, base, "x" * (9 * 1024 * 1024))[0] == 413
    assert digest(file.read_bytes()) == base
    assert form.do("open", path=PATH)[0] == 200


def test_a_huge_request_is_cut_off(form: Form) -> None:
    with socket.create_connection(("127.0.0.1", form.served.port)) as connection:
        lines = (
            "POST /_edit/do/save HTTP/1.1",
            f"Host: {form.origin[7:]}",
            "Content-Length: 999999999",
            "",
            "",
        )
        connection.sendall("\r\n".join(lines).encode())
        connection.settimeout(30)
        assert connection.recv(100) in (b"", b"HTTP/1.1 400 Bad Request\r\n\r\n")
    assert form.do("open", path=PATH)[0] == 200
