"""Whatever the values of a source say, an import makes files in content/ alone, under names that every system
can hold, and tells of a value that it cannot use."""

import json
import os
import stat
from collections.abc import Mapping
from html import escape
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from generator.problems.messages import severity
from generator.text.file_names import is_portable
from tests.importing.test_hostile import record, zip_of
from tests.support.amounts import examples, sample
from tests.support.docx_files import docx
from tests.support.import_samples import BODY, articles, only_article, page, picture, run, written
from tests.support.site import SETTINGS, Site

HOSTILE = (
    "../../../pwned",
    "/../../../../../pwned",
    "/tmp/khotin-pwned",
    "C:\\pwned",
    "C:pwned",
    "..\\..\\pwned",
    "\\\\host\\share\\pwned",
    "a\0b",
    "a\nb\r\nc",
    "CON",
    "nul.txt",
    "com1",
    "LPT9.md",
    "con .en",
    "a. . .",
    ".hidden",
    "...",
    " ",
    'a<b>c:d"e|f?g*h',
    "x" * 300,
    "ộ" * 300,
    "😀" * 100,
    "\u202emd.exe",
    "index",
    "tim-kiem",
    "vi",
    "en",
    "EN",
    "vi-VN",
    "fr",
    "Vietnamese",
    "0000-00-00",
    "=cmd|'/c calc'!A1",
)
FIELDS = (
    *("title", "date", "updated", "author", "province", "summary", "tags", "section", "language", "slug"),
    *("draft", "publisher", "translator", "cover", "images", "attachments", "source", "aliases", "address"),
)
_TEXT = "\n\n".join(BODY)
values = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from((*HOSTILE, "..", "/", "\\", ".", "tin", "\u200b")), max_size=4).map("/".join),
    st.text(max_size=60),
)


def around(folder: Path) -> dict[str, bytes]:
    """Every file below a folder that is not in content/, with its bytes."""
    files = (file for file in folder.rglob("*") if file.is_file() and "content" not in file.parts)
    return {str(file): file.read_bytes() for file in files}


def contained(archive: Path, *sources: str | Path) -> Result:
    """The import of these sources, after which nothing but content/ may be other than before."""
    before, known = around(archive.parent), set((archive / "content").rglob("*"))
    result = run(archive, *sources)
    assert result.exit_code in (0, 1), result.stderr
    assert around(archive.parent) == before
    for path in set((archive / "content").rglob("*")) - known:
        names = path.relative_to(archive).parts
        assert all(map(is_portable, names)), names
        assert path.name.isascii()
        assert names[1] in ("tin-tuc", "anh")
    return result


def row(number: int, **fields: object) -> str:
    body = f"Bài số {number}. " + _TEXT.replace("2013", str(1900 + number)).replace("26", f"{number * 7}")
    return json.dumps({"title": f"Hội nghị thứ {number}", "date": "2014-01-08", "body": body, **fields})


def wxr(value: str) -> str:
    text = escape("".join(c for c in value if c.isprintable()))
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        f"<title>Sở</title><wp:wxr_version>1.2</wp:wxr_version><item><title>{text}</title><link>{text}</link>"
        f"<dc:creator>{text}</dc:creator><content:encoded>{escape(_TEXT)}</content:encoded>"
        f"<wp:post_id>1</wp:post_id><wp:post_date>{text}</wp:post_date><wp:post_name>{text}</wp:post_name>"
        f'<category domain="category" nicename="{text}">{text}</category><wp:status>publish</wp:status>'
        "<wp:post_type>post</wp:post_type></item></channel></rss>"
    )


def sources(value: str) -> Mapping[str, str | bytes]:
    """The same value as every kind of source carries it."""
    text = escape(value.replace("\0", ""))
    saved = page(text or "Tin", author=text, extra=f'<p><img src="{text}" alt="{text}"></p>')
    saved = saved.replace('lang="vi"', f'lang="{text}"')
    rows = "\n".join(row(number, **{name: value}) for number, name in enumerate(FIELDS, 1))
    return {
        "rows.jsonl": rows,
        "fixed/rows.csv": 'title,body\nMột bài,"' + _TEXT.replace('"', "") + '"\n',
        "fixed/rows.toml": '[fields]\ntitle = "title"\nbody = "body"\n[constants]\nlanguage = '
        + json.dumps(value.replace("\x7f", ""))
        + "\n",
        "page.html": saved,
        "page.docx": docx([f"**{text or 'x'}", *BODY]) if text.isprintable() else docx(list(BODY)),
        "page.warc": record(saved.encode()),
        "feed.rss": f'<rss version="2.0"><channel><item><title>{escape(text)}</title></item></channel></rss>',
        "export.xml": wxr(value),
    }


@pytest.mark.parametrize("value", sample(HOSTILE, 2))
def test_no_value_of_a_source_makes_a_file_elsewhere(archive: Path, tmp_path: Path, value: str) -> None:
    written(tmp_path / "in", sources(value))
    files = [file for file in (tmp_path / "in").rglob("*") if file.is_file() and file.suffix != ".toml"]
    contained(archive, *sorted(files))
    assert articles(archive)


@examples(20)
@given(st.dictionaries(st.sampled_from(FIELDS), values, min_size=1, max_size=6))
def test_nor_do_many_at_once(tmp_path_factory: pytest.TempPathFactory, fields: dict[str, str]) -> None:
    folder = tmp_path_factory.mktemp("site")
    written(folder / "archive", {"site.toml": SETTINGS})
    (folder / "archive/content").mkdir()
    written(folder / "in", {"a.jsonl": row(1, **fields)})
    contained(folder / "archive", folder / "in/a.jsonl")


def test_half_a_character_costs_its_row_alone(archive: Path, tmp_path: Path) -> None:
    rows = [row(number, **{name: "a\ud800b"}) for number, name in enumerate(FIELDS, 1)]
    written(tmp_path / "in", {"a.jsonl": "\n".join([*rows, row(40), row(41, body="a\ud800b " + _TEXT)])})
    contained(archive, tmp_path / "in/a.jsonl")
    assert "Hội nghị thứ 40" in {article.fields["title"] for article in articles(archive)}


@pytest.mark.parametrize("language", ["fr", "../x", "/../../../../../pwned", "Vietnamese", "vi/../en"])
def test_a_language_that_the_site_lacks_is_reported_with_its_remedy(
    archive: Path, tmp_path: Path, language: str
) -> None:
    written(tmp_path / "in", {"a.jsonl": row(1, language=language) + "\n" + row(2, language="vi")})
    result = contained(archive, tmp_path / "in/a.jsonl")
    assert "import-language" in result.stderr
    assert "--language" in result.stderr
    assert result.exit_code == 1
    assert [article.fields["title"] for article in articles(archive)] == ["Hội nghị thứ 2"]


@pytest.mark.parametrize(("language", "suffix"), [("EN", ".en.md"), ("en-US", ".en.md"), ("vi_VN", "u-1.md")])
def test_a_language_is_known_by_its_code(archive: Path, tmp_path: Path, language: str, suffix: str) -> None:
    written(tmp_path / "in", {"a.jsonl": row(1, language=language)})
    contained(archive, tmp_path / "in/a.jsonl")
    assert only_article(archive).path.endswith(suffix)


def test_a_title_that_is_a_page_of_the_archive_gets_an_address_of_its_own(
    archive: Path, tmp_path: Path
) -> None:
    written(tmp_path / "in", {"a.jsonl": row(1, title="Index") + "\n" + row(2, title="Tìm kiếm")})
    contained(archive, tmp_path / "in/a.jsonl")
    assert sorted(Path(article.path).name[:-10] for article in articles(archive)) == ["index", "tim-kiem"]


def test_nothing_is_written_through_a_link_of_the_content(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (archive / "content/tin-tuc").symlink_to(tmp_path / "elsewhere")
    result = contained(archive, *written_page(tmp_path))
    assert "import-write-refused" in result.stderr
    assert not list((tmp_path / "elsewhere").iterdir())


def written_page(folder: Path) -> list[Path]:
    written(folder / "in", {"a.html": page(extra='<p><img src="a.png"></p>'), "a.png": picture()})
    return [folder / "in"]


def test_a_link_that_lies_ready_for_a_file_is_not_followed(archive: Path, tmp_path: Path) -> None:
    run(archive, *written_page(tmp_path))
    article = archive / only_article(archive).path
    (copied,) = article.parent.glob("*.png")
    victim = tmp_path / "victim"
    victim.write_text("ours", "utf-8")
    for file in (article, copied):
        file.unlink()
        file.symlink_to(victim)
        file.with_name(f".{file.name}.part").symlink_to(victim)
    article.with_name(".khotin.part").symlink_to(victim)
    article.with_suffix(".en.md").symlink_to("nowhere.md")
    contained(archive, tmp_path / "in")
    assert victim.read_text("utf-8") == "ours"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_a_pipe_or_a_link_to_nothing_in_the_content_stops_no_import(archive: Path, tmp_path: Path) -> None:
    (archive / "content/tin-tuc/2014").mkdir(parents=True)
    os.mkfifo(archive / "content/tin-tuc/2014/pipe.md")
    os.mkfifo(archive / "content/tin-tuc/2014/anh-12345678.png")
    (archive / "content/tin-tuc/2014/gone.md").symlink_to("nowhere.md")
    (archive / "content/tin-tuc/zero.md").symlink_to("/dev/zero")
    result = run(archive, *written_page(tmp_path), "--table", tmp_path / "table.csv")
    assert result.exit_code == 0, result.stderr
    assert run(archive, "--table", tmp_path / "open.csv").exit_code == 0
    assert stat.S_ISFIFO((archive / "content/tin-tuc/2014/pipe.md").stat().st_mode)


def test_a_member_of_a_zip_with_an_endless_name_is_imported(archive: Path, tmp_path: Path) -> None:
    written(tmp_path / "in", {"a.zip": zip_of({f"{'Hội nghị ' * 30}.html": page().encode()})})
    contained(archive, tmp_path / "in/a.zip")
    assert only_article(archive)


@pytest.mark.parametrize(
    "path",
    ["../outside.md", "content/../outside.md", "content/tin-tuc/l.md", "content/link/o.md",
     "content/a\\..\\b.md", "/etc/passwd.md", "content/zero.md", "content//tin-tuc/a.md"],
)  # fmt: skip
def test_a_table_changes_no_file_outside_content(archive: Path, tmp_path: Path, path: str) -> None:
    article = "---\ntitle: Bài\ndraft: true\n---\n\nMột.\n"
    written(tmp_path, {"archive/outside.md": article, "out/o.md": article})
    (archive / "content/tin-tuc").mkdir()
    (archive / "content/tin-tuc/l.md").symlink_to(tmp_path / "out/o.md")
    (archive / "content/link").symlink_to(tmp_path / "out")
    (archive / "content/zero.md").symlink_to("/dev/zero")
    table = f"path,title,state\n{json.dumps(path)},Khác,x1\n"
    written(tmp_path / "in", {"table.csv": table.replace("\\\\", "\\")})
    before = around(archive.parent)
    result = run(archive, "--apply", tmp_path / "in/table.csv")
    assert "import-table-path" in result.stderr
    assert around(archive.parent) == before


def test_a_table_moves_no_article_through_a_link(archive: Path, tmp_path: Path) -> None:
    run(archive, *written_page(tmp_path), "--table", tmp_path / "table.csv")
    (tmp_path / "out").mkdir()
    (archive / "content/anh").symlink_to(tmp_path / "out")
    text = (tmp_path / "table.csv").read_text("utf-8-sig").replace(",tin-tuc,", ",anh,")
    (tmp_path / "table.csv").write_text(text, "utf-8")
    assert "import-write-refused" in run(archive, "--apply", tmp_path / "table.csv").stderr
    assert not list((tmp_path / "out").iterdir())
    assert only_article(archive)


@examples(15)
@given(st.dictionaries(st.sampled_from(FIELDS), values, min_size=1, max_size=3))
def test_what_an_import_made_can_be_built(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, str]
) -> None:
    site = Site(tmp_path_factory.mktemp("site"))
    written(site.folder, {"site.toml": SETTINGS, "in/a.jsonl": row(1, **fields)})
    (site.folder / "content").mkdir()
    run(site.folder, site.folder / "in/a.jsonl")
    assert [problem for problem in site.build().problems if severity(problem) == "error"] == []


def test_more_tags_and_longer_names_than_may_be_are_left_out_and_reported(
    archive: Path, tmp_path: Path
) -> None:
    tags = [f"thẻ {number}" for number in range(80)]
    written(tmp_path / "in", {"a.jsonl": row(1, tags=tags, author="Trần " * 60)})
    result = contained(archive, tmp_path / "in/a.jsonl")
    article = only_article(archive)
    assert result.stderr.count("import-cut") == 2
    assert article.fields["tags"] == tags[:50]
    assert article.fields["author"] == "unknown"
    assert {"author", "tags"} <= set(article.fields["review"])


def test_a_picture_of_too_many_pixels_is_left_out_and_reported(archive: Path, tmp_path: Path) -> None:
    saved = page(extra='<p><img src="a.png"></p>')
    written(tmp_path / "in", {"a.html": saved, "a.png": picture(size=(8000, 7000))})
    assert "import-media-pixels" in contained(archive, tmp_path / "in").stderr
    assert not list((archive / "content").rglob("*.png"))
