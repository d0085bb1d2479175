"""What becomes of a withdrawn article: a notice, and no word or picture of it in any file."""

import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from generator.archive.errors import CopyRefusedError
from generator.archive.withdrawals import PATH, Withdrawals, read_withdrawals
from generator.check.run import CheckRequest, check
from generator.commands import main
from generator.model.archive import Part
from tests.support.builds import tree
from tests.support.copies import make_copy
from tests.support.papers import LARGE
from tests.support.pdfs import text_file
from tests.support.site import BUILD_DATE, Site
from tests.support.stages import built_like_new

# Each stands in one place of the article, in small letters without accents, as an index has it.
WORDS = (
    "zutitle",
    "zusummary",
    "zubody",
    "zucaption",
    "zualt",
    "zucredit",
    "zuattached",
    "zuauthor",
    "zutag",
    "zucomment",
    "zuenglish",
    "zuenbody",
    "zupicture",
    "zufile",
)
GONE = "{date: 2025-12-01, reason: {vi: Có thông tin cá nhân., en: Personal data.}, authority: Sở KH&CN}"
PAGES = ("vi/2014/01/bai.html", "en/2014/01/bai.html")
_PACKED = re.compile(rb'^khotin\.got\("[^"]+","([A-Za-z0-9+/=]*)"\)$', re.MULTILINE)


@pytest.fixture
def article(site: Site) -> Site:
    """A site with an article that has a word in every place, and one that links to it."""
    folder = site.folder / "content/tin-tuc"
    folder.mkdir(parents=True)
    Image.effect_noise((LARGE, LARGE), 80).save(folder / "zupicture.png")
    (folder / "zufile.pdf").write_bytes(text_file("zuattached word"))
    write(site)
    site.article("tin-tuc/khac.md", "Xem [bài trước](bai.md#phan).", title="Bài khác", date="2014-01-09")
    return site


def write(site: Site, withdrawn: str = "") -> None:
    site.article(
        "tin-tuc/bai.md",
        "## Phan\n\nChữ zubody ở đây. ![zualt](zupicture.png)",
        title="Bài zutitle",
        summary="Lời zusummary.",
        author="Trần Zuauthor",
        tags="[zutag, chung]",
        cover="{src: zupicture.png, alt: zualt, caption: Ảnh zucaption, credit: Zucredit}",
        attachments="[{src: zufile.pdf, title: Tệp}]",
        comments="[{author: Bạn đọc, text: Rất zucomment}]",
        aliases="[/tin/45.html, '/?id=45']",
        withdrawn=withdrawn,
    )
    site.write("-- content/tin-tuc/bai.en.md --\n---\ntitle: Piece zuenglish\n---\n\nThe zuenbody.")


def words_in(files: Mapping[str, bytes]) -> dict[str, set[str]]:
    """The files in which each word is found: in names, bytes, and what index files hold packed.

    In a copy a file of the index has many packed ones.
    """
    found: dict[str, set[str]] = {word: set() for word in WORDS}
    for path, content in files.items():
        packed = (b64decode(each) for each in _PACKED.findall(content))
        inside = b"".join(zlib.decompress(each, -zlib.MAX_WBITS) for each in packed)
        text = (path.encode() + content + inside).lower()
        for word in WORDS:
            if word.encode() in text:
                found[word].add(path)
    return found


def left(files: Mapping[str, bytes]) -> dict[str, set[str]]:
    """The words that are still in some file."""
    return {word: paths for word, paths in words_in(files).items() if paths}


def unpacked(copy: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(copy) as container:
        return {name: container.read(name) for name in container.namelist()}


def checked(site: Site) -> set[tuple[str, str]]:
    return {
        (each.path, each.code)
        for each in check(CheckRequest(site.folder, site.output, BUILD_DATE, 1)).problems
    }


def payload(copy: Path) -> dict[str, bytes]:
    inside = "kho-tin/data/"
    found = unpacked(copy).items()
    return {path.removeprefix(inside): content for path, content in found if path.startswith(inside)}


def listed(copy: Path) -> Withdrawals:
    return read_withdrawals(unpacked(copy)[f"kho-tin/{PATH}"], PATH)


def test_every_word_of_the_article_is_found_before(article: Site) -> None:
    assert article.build().problems == ()
    assert left(tree(article.output)).keys() == set(WORDS)
    assert any("zupicture" in path and path.endswith(".webp") for path in article.files())


def test_no_word_of_a_withdrawn_article_is_in_any_file(article: Site) -> None:
    article.build()
    before = tree(article.output)
    own = {sha256(content).hexdigest() for path, content in before.items() if "zu" in path}
    write(article, GONE)
    assert not built_like_new(article).problems
    after = tree(article.output)
    assert left(after) == {}
    assert own & {sha256(content).hexdigest() for content in after.values()} == set()


def test_a_notice_stands_at_the_addresses_and_links_lead_to_it(article: Site) -> None:
    write(article, GONE)
    assert article.build().problems == ()
    for page in PAGES:
        text = article.page(page)
        for words in (
            "Có thông tin cá nhân.",
            "Personal data.",
            "Sở KH&amp;CN",
            "1 December 2025",
            "noindex",
        ):
            assert words in text
    assert '/2014/01/bai.html">bài trước</a>' in article.page("vi/2014/01/khac.html")
    assert f'url=../{PAGES[0]}"' in article.page("tin/45.html")
    listed = [path for path, content in article.files().items() if b"2014/01/bai.html" in content]
    assert not [path for path in listed if "atom" in path or "sitemap" in path or path.startswith("search/")]


def test_no_word_is_in_a_new_copy(article: Site, tmp_path: Path) -> None:
    make_copy(article, tmp_path / "one.zip")
    assert left(unpacked(tmp_path / "one.zip")).keys() == set(WORDS)
    write(article, GONE)
    make_copy(article, tmp_path / "two.zip")
    assert left(unpacked(tmp_path / "two.zip")) == {}


def test_a_part_has_the_notices_too(article: Site, tmp_path: Path) -> None:
    write(article, GONE)
    make_copy(article, tmp_path / "part.zip", part=Part(languages=("vi",), years=(2014, 2014)))
    files = payload(tmp_path / "part.zip")
    assert left(files) == {}
    assert "Có thông tin cá nhân." in files[PAGES[0]].decode()
    assert PAGES[1] not in files
    assert "/2014/01/bai.html" in files["vi/2014/01/khac.html"].decode()


def test_a_copy_lists_what_must_leave_older_copies(article: Site, tmp_path: Path) -> None:
    make_copy(article, tmp_path / "one.zip")
    old = payload(tmp_path / "one.zip")
    write(article, GONE)
    article.delete("content/tin-tuc/zufile.pdf")
    make_copy(article, tmp_path / "two.zip", previous=tmp_path / "one.zip")
    new = payload(tmp_path / "two.zip")
    found = listed(tmp_path / "two.zip")
    [record] = found.withdrawals
    assert record.addresses == (*PAGES, "tin/45.html", "?id=45")
    assert record.files == tuple(sorted([*PAGES, "tin/45.html"]))
    assert (record.date, record.title) == ("2025-12-01", {})
    assert record.reason == {"vi": "Có thông tin cá nhân.", "en": "Personal data."}
    going = {path for path, content in old.items() if found.must_go(path, sha256(content).hexdigest())}
    pictures = {path for path in old if "zupicture" in path or "zufile" in path}
    assert len(pictures) > 2
    assert going == {*PAGES, "tin/45.html", *pictures}
    assert not [path for path, content in new.items() if sha256(content).hexdigest() in record.sha256]
    make_copy(article, tmp_path / "three.zip", previous=tmp_path / "two.zip")
    assert listed(tmp_path / "three.zip") == found


def test_a_copy_tells_of_records_without_a_file_too(article: Site, tmp_path: Path) -> None:
    article.write(
        "-- ledger/tombstones/cu.yml --\naddresses: [/vi/2013/01/cu.html, /static/media/tin-tuc/cu.jpg]\n"
        "date: 2025-11-20\nreason: Sai\nauthority: Sở\ntitle: Bài cũ"
    )
    make_copy(article, tmp_path / "c.zip")
    found = listed(tmp_path / "c.zip")
    gone = ("vi/2013/01/cu.html", "static/media/tin-tuc/cu.jpg", "static/media/tin-tuc/cu.jpg.480.webp")
    assert all(found.must_go(path, "") for path in gone)
    assert not found.must_go("vi/2013/01/khac.html", "")
    page = unpacked(tmp_path / "c.zip")["kho-tin/DA-GO.html"].decode()
    for words in ("Bài cũ", "Sai", "20 tháng 11 năm 2025", "20 November 2025", "vi/2013/01/cu.html"):
        assert words in page


def applied(given: Path, copy: Path) -> Result:
    return CliRunner().invoke(main, ["archive", "apply", str(given), str(copy), "--lang", "en"])


def test_a_list_alone_changes_nothing_and_says_that_a_delta_is_needed(article: Site, tmp_path: Path) -> None:
    old, new, delta, list_file = (tmp_path / name for name in ("1.zip", "2.zip", "d.zip", "withdrawals.json"))
    make_copy(article, old)
    write(article, GONE)
    make_copy(article, new, previous=old)
    make_copy(article, delta, since=old)
    list_file.write_bytes(unpacked(new)[f"kho-tin/{PATH}"])
    before = old.read_bytes()
    said = applied(list_file, old)
    assert said.exit_code == 2
    assert "still has 1 withdrawn articles" in said.stderr
    assert "--since manifest-sha256.txt" in said.stderr
    assert old.read_bytes() == before
    assert applied(delta, old).exit_code == 0  # the remedy
    assert left(unpacked(old)) == {}
    said = applied(list_file, old)
    assert (said.exit_code, "nothing in" in said.stderr) == (0, True)


def test_a_damaged_list_is_not_applied(article: Site, tmp_path: Path) -> None:
    make_copy(article, tmp_path / "1.zip")
    (tmp_path / "w.json").write_text('{"format_version": "1.0"}')
    said = applied(tmp_path / "w.json", tmp_path / "1.zip")
    assert (said.exit_code, "cannot be read" in said.stderr) == (1, True)


def test_a_standing_page_cannot_be_withdrawn_in_silence(article: Site) -> None:
    article.write(f"-- content/gioi-thieu.md --\n---\ntitle: Giới thiệu\nwithdrawn: {GONE}\n---\n\nVề.")
    found = [(each.path, each.line, each.code) for each in article.build().problems]
    assert found == [("content/gioi-thieu.md", 3, "withdrawn-page")]
    file = article.folder / "content/gioi-thieu.md"
    text = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([*text[:2], "draft: true", *text[3:]]), "utf-8")  # the remedy
    assert article.build().problems == ()
    assert not article.has("vi/gioi-thieu.html")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"format_version": "1.0"}',
        b"\xff",
        b'{"format_version": "2.0", "base_url": "", "date": "", "withdrawals": []}',
        b'{"format_version": "1.0", "base_url": "", "date": "", '
        b'"withdrawals": [{"date": "", "reason": {}, "authority": {}, "addresses": [], "files": ["../x"]}]}',
    ],
)
def test_a_damaged_list_is_refused(content: bytes) -> None:
    with pytest.raises(CopyRefusedError):
        read_withdrawals(content, "withdrawals.json")


def test_the_notice_gives_the_title_that_the_withdrawal_allows(article: Site) -> None:
    write(article, GONE[:-1] + ", title: Bài zutitle}")
    article.build()
    found = left(tree(article.output))
    assert found.keys() == {"zutitle"}
    # The pages about what the archive does not know list what was withdrawn, with the title that is allowed.
    lists = ("vi/dieu-chua-biet/da-rut.", "en/what-we-do-not-know/withdrawn.")
    allowed = {*PAGES, "tin/45.html", "old/p.js"}
    assert {path for path in found["zutitle"] if not path.startswith(("old/", *lists))} <= allowed


def test_a_text_that_is_kept_stays_with_its_notice(article: Site) -> None:
    article.build()
    write(article, GONE[:-1] + ", text: kept}")
    built_like_new(article)
    assert left(tree(article.output)).keys() == set(WORDS)
    assert "Có thông tin cá nhân." in article.page(PAGES[0])


def test_a_translation_alone_can_withdraw_the_text(article: Site) -> None:
    write(article, GONE[:-1] + ", text: giữ}")
    article.write(
        "-- content/tin-tuc/bai.en.md --\n---\ntitle: Piece zuenglish\n"
        f"withdrawn: {GONE[:-1]}, text: gỡ}}\n---\n\nThe zuenbody."
    )
    article.build()
    assert left(tree(article.output)) == {}


def test_a_picture_that_others_use_stays_and_check_says_so(article: Site) -> None:
    write(article, GONE)
    article.article("tin-tuc/khac.md", "![Hình](zupicture.png)", title="Bài khác", date="2014-01-09")
    assert not article.build().problems
    assert article.has("static/media/tin-tuc/zupicture.png")
    assert not article.has("static/media/tin-tuc/zufile.pdf")
    assert ("content/tin-tuc/bai.md", "withdrawal-media") in checked(article)


def test_check_tells_what_may_still_repeat_the_article(article: Site) -> None:
    write(article, GONE)
    found = checked(article)
    assert ("content/tin-tuc/khac.md", "withdrawal-linked") in found
    assert ("content/tin-tuc/bai.md", "withdrawal-unsaid") in found
    write(article, GONE[:-1] + ", text: gone}")
    assert "withdrawal-unsaid" not in {code for _, code in checked(article)}


def test_its_files_may_be_deleted(article: Site) -> None:
    write(article, GONE)
    article.delete("content/tin-tuc/zupicture.png")
    article.delete("content/tin-tuc/zufile.pdf")
    assert article.build().problems == ()


def test_what_was_withdrawn_can_come_back(article: Site) -> None:
    write(article, GONE)
    article.build()
    write(article)
    built_like_new(article)
    assert left(tree(article.output)).keys() == set(WORDS)


def test_a_withdrawn_draft_has_no_page(article: Site) -> None:
    write(article, GONE)
    file = article.folder / "content/tin-tuc/bai.md"
    file.write_text(file.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1), "utf-8")
    article.article("tin-tuc/khac.md", title="Bài khác", date="2014-01-09")
    assert article.build().problems == ()
    assert not article.has(PAGES[0])


# --- khotin withdraw --------------------------------------------------------------------------------------


def run(site: Site, *arguments: str) -> Result:
    options = ("--site", str(site.folder), "--date", "2025-12-01", "--lang", "en")
    return CliRunner().invoke(main, ["withdraw", *arguments, *options])


def test_the_command_withdraws_from_any_file_of_the_article(article: Site) -> None:
    original = article.folder / "content/tin-tuc/bai.md"
    before = original.read_text("utf-8")
    english = str(article.folder / "content/tin-tuc/bai.en.md")
    said = run(article, english, "--reason", 'Có "tên" người', "--reason-en", "Names.", "--authority", "Sở")
    assert said.exit_code == 0, said.output
    assert "content/tin-tuc/bai.md" in said.output
    line = (
        'withdrawn: { date: 2025-12-01, reason: { vi: "Có \\"tên\\" người", en: "Names." }, '
        'authority: { vi: "Sở" }, text: gone }\n'
    )
    assert original.read_text("utf-8") == before.replace("\n---\n", f"\n{line}---\n", 1)
    assert article.build().problems == ()
    assert left(tree(article.output)) == {}
    assert "Names." in article.page(PAGES[1])
    again = run(article, english, "--reason", "x", "--authority", "Sở")
    assert again.exit_code == 1
    assert "withdrawn-already" in again.output


def test_the_command_keeps_the_text_if_it_is_told_to(article: Site) -> None:
    file = str(article.folder / "content/tin-tuc/bai.md")
    assert run(article, file, "--reason", "Sai", "--authority", "Sở", "--text", "kept").exit_code == 0
    article.build()
    assert left(tree(article.output)).keys() == set(WORDS)


def test_the_command_refuses_what_is_no_article_and_what_nobody_decided(article: Site) -> None:
    article.write("-- content/gioi-thieu.md --\n---\ntitle: Giới thiệu\n---\n\nVề.")
    page = run(article, str(article.folder / "content/gioi-thieu.md"), "--reason", "x", "--authority", "Sở")
    assert "not-an-article" in page.output
    file = str(article.folder / "content/tin-tuc/bai.md")
    assert run(article, file, "--reason", "x").exit_code == 2  # site.toml names no agency either
