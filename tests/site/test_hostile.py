"""What must never get through: markup that acts, paths that escape, nesting without end."""

import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import html5lib
import pytest
from PIL import Image

from tests.support.site import SETTINGS, Site, where

GOOD = "---\ntitle: Bài\ndate: 2014-01-08\nauthor: Trần Văn A\nprovince: Nam Định\n---\n\nNội dung.\n"
PAGE = "vi/2014/01/a.html"


def put(site: Site, content: bytes, path: str = "content/tin-tuc/a.md") -> None:
    file = site.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def draw(site: Site, path: str, size: tuple[int, int] = (4, 3)) -> None:
    file = site.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, "red").save(file)


def problems(site: Site) -> list[tuple[str, int, str]]:
    return [where(problem) for problem in site.build().problems]


def codes(site: Site) -> list[str]:
    return [problem.code for problem in site.build().problems]


def test_a_yaml_bomb_is_refused_before_it_grows(site: Site) -> None:
    layers = "".join(
        f"{name}: &{name} [{', '.join([f'*{below}'] * 9)}]\n"
        for below, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    put(site, GOOD.replace("---\n\n", f"a: &a [x, x]\n{layers}---\n\n").encode())
    started = time.process_time()
    assert codes(site) == ["yaml-alias"]
    assert time.process_time() - started < 2


NESTED = {
    "quotes": ">" * 10_000,
    "spaced quotes": "> " * 10_000 + "x",
    "opened brackets": "[" * 10_000,
    "brackets": "[" * 10_000 + "]" * 10_000,
    "pictures": "![" * 10_000,
    "links": "[a](" * 10_000,
    "open tags": "<b>\n\n" * 10_000,
    "list": "\n".join("    " * level + "- x" for level in range(400)),
    "numbered list": "\n".join("\t" * level + "1. x" for level in range(400)),
}


@pytest.mark.parametrize("body", NESTED.values(), ids=NESTED.keys())
def test_deeply_nested_text_is_a_problem_and_no_wait(site: Site, body: str) -> None:
    site.article("tin-tuc/a.md", body=body)
    site.article("tin-tuc/b.md", title="Bài khác", body="> Trích\n\n- một\n    - hai\n\nHết.")
    started = time.process_time()
    ((path, line, code),) = problems(site)
    assert (path, code) == ("content/tin-tuc/a.md", "too-deep")
    assert line >= 8
    assert time.process_time() - started < 3


@pytest.mark.parametrize("deep", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_deeply_nested_yaml_is_a_problem_and_no_crash(site: Site, deep: str) -> None:
    put(site, f"---\ntags: x\n? y\n: {deep}\n---\n".encode())
    ((path, line, code),) = problems(site)
    assert (path, line) == ("content/tin-tuc/a.md", 4)
    assert code in ("too-deep", "yaml-syntax")


def test_a_thousand_open_tags_and_ten_thousand_stars_do_no_harm(site: Site) -> None:
    site.article("tin-tuc/a.md", body="<div>" * 1_000 + "x" + "\n\n" + "*" * 10_000)
    assert not site.build().problems
    assert site.has(PAGE)


def test_text_with_ordinary_depth_is_read(site: Site) -> None:
    quotes = "\n".join(">" * level + f" bậc {level}\n" + ">" * level for level in range(1, 9))
    brackets = "(một (hai [ba](a.md) [^1]))\n\n" * 200 + "[^1]: chú thích"
    site.article("tin-tuc/a.md", body=f"{quotes}\n\n{brackets}\n")
    assert not site.build().problems
    assert site.page(PAGE).count("<blockquote>") == 8


ATTACKS = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java&#10;script:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<style>body{display:none}</style>",
    '<p style="position:fixed">x</p>',
    '<iframe src="https://evil.example/"></iframe>',
    '<object data="x"></object><embed src="x">',
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<form action="https://evil.example/"><input name=a><button>x</button></form>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<base href="https://evil.example/"><link rel="stylesheet" href="https://evil.example/a.css">',
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    '"><script>alert(1)</script>',
    "</script><script>alert(1)</script>",
    "{{ 7 * 191 }}{% raw %}",
    "]]><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](vbscript:alert(1))",
    "&#31;0&#31; \x1f0\x1f",
)
_FORBIDDEN = {
    "iframe",
    "object",
    "embed",
    "base",
    "form",
    "input",
    "button",
    "svg",
    "math",
    "style",
    "template",
}


def dangers(page: str) -> Iterator[str]:
    """Everything in a page that acts: elements, attributes, addresses. The theme's own are among them."""
    document = html5lib.parse(page, namespaceHTMLElements=False)
    for element in document.iter():
        if not isinstance(element.tag, str):
            yield f"comment {element.text}"
            continue
        if element.tag in _FORBIDDEN:
            yield element.tag
        if element.tag == "script":
            address = re.sub(r"search/\w\w/\w+", "search/", element.get("src", "").replace("../", ""))
            yield f"script {address} {element.get('type', '')}"
        if element.tag == "link" and element.get("rel") == "stylesheet" and ":" in element.get("href", ""):
            yield "stylesheet"
        if element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
            yield "refresh"
        for name, value in element.attrib.items():
            address = "".join(value.split()).lower()
            if (
                name.startswith("on")
                or name == "style"
                or address.startswith(("javascript:", "data:", "vbscript:"))
            ):
                yield f"{element.tag} {name}"


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def write_articles(site: Site, attacks: Iterable[str]) -> None:
    """Articles that have an attack in each of their fields."""
    for number, attack in enumerate(attacks):
        text = quoted(f"N{number} {attack}")
        site.article(
            f"tin-tuc/bai-{number}.md",
            title=text,
            summary=text,
            author=f"[{text}, {quoted('Sở ' + attack)}]",
            tags=f"[{text}]",
            publisher=text,
            source=f"{{name: {text}, url: https://a.example/}}",
            translator=text,
            cover=f"{{src: a.png, alt: {text}, caption: {text}, credit: {text}}}",
            attachments=f"[{{src: a.png, title: {text}}}]",
            corrections=f"[{{date: 2014-02-02, text: {text}}}]",
            withdrawn=f"{{date: 2014-02-02, reason: {text}, authority: {text}, text: kept}}",
            comments=f"[{{author: {text}, text: {text}}}]",
            poll=f"{{question: {text}, answers: {{{text}: 3}}}}",
        )


def acting(site: Site) -> dict[str, Counter[str]]:
    """What acts on each page. The address of a page about an author or a subject holds its name."""
    pages: dict[str, Counter[str]] = {}
    for path, content in site.files().items():
        if path.endswith(".html"):
            kind = re.sub(r"/(tac-gia|authors|the|tags)/(?!index)[^/]+$", r"/\1/", path)
            pages[kind] = pages.get(kind, Counter()) | Counter(dangers(content.decode()))
    return pages


def test_a_hostile_article_cannot_act_on_any_page(site: Site) -> None:
    draw(site, "content/tin-tuc/a.png")
    write_articles(site, [f"chữ thường {number}" for number in range(len(ATTACKS))])
    assert not site.build().problems
    harmless = acting(site)
    write_articles(site, ATTACKS)
    assert not site.build().problems
    hostile = acting(site)
    assert hostile.keys() == harmless.keys()
    assert {path: more for path, found in hostile.items() if (more := found - harmless[path])} == {}
    assert not any(
        "1337" in content.decode() for path, content in site.files().items() if path.endswith(".html")
    )


@pytest.fixture(scope="module")
def plain_page(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """What acts on the page of an article whose text is harmless."""
    site = Site(tmp_path_factory.mktemp("plain"))
    site.write(f"-- site.toml --\n{SETTINGS}")
    site.article("tin-tuc/a.md", body="Đầu chữ cuối.\n\nChữ.\n\n- Chữ\n\n> Chữ\n\nHết.")
    assert not site.build().problems
    return Counter(dangers(site.page(PAGE)))


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_in_a_body_cannot_act(site: Site, attack: str, plain_page: Counter[str]) -> None:
    site.article("tin-tuc/a.md", body=f"Đầu {attack} cuối.\n\n{attack}\n\n- {attack}\n\n> {attack}\n\nHết.")
    codes_found = set(codes(site))
    said = {code for code in codes_found if code.startswith("html-") and code != "html-unclosed"}
    assert codes_found - said <= {"external-picture", "missing-media"}
    if codes_found:
        return
    page = site.page(PAGE)
    assert Counter(dangers(page)) - plain_page == Counter()
    assert "Đầu" in page


def test_json_ld_cannot_be_broken_out_of_and_still_says_the_title(site: Site) -> None:
    title = "</script><script>alert(1)</script><!-- & ]]> \u2028 '\""
    site.article("tin-tuc/a.md", title=quoted(title), author=quoted(title), tags=f"[{quoted(title)}]")
    assert not site.build().problems
    document = html5lib.parse(site.page(PAGE), namespaceHTMLElements=False)
    (script,) = (each for each in document.iter("script") if each.get("type") == "application/ld+json")
    data = json.loads(script.text or "")
    assert data["headline"].startswith("</script><script>alert(1)</script><!-- & ]]>")
    assert data["author"][0]["name"] == data["headline"]


@pytest.mark.parametrize(
    "path",
    [
        "../../etc/passwd",
        "../../../../../etc/passwd",
        "/../site.toml",
        "..\\\\..\\\\site.toml",
        "../../site.toml",
    ],
)
def test_no_path_leaves_content(site: Site, path: str) -> None:
    (site.folder / "etc").mkdir()
    (site.folder / "etc/passwd").write_text("root", encoding="utf-8")
    site.article("tin-tuc/a.md", attachments=f'"{path}"')
    site.article("tin-tuc/b.md", body=f"[x]({path})")
    site.article("tin-tuc/c.md", body=f"![x]({path.replace('.', '%2e').replace('/', '%2f')})")
    assert [(p, code) for p, _, code in problems(site)] == [
        ("content/tin-tuc/a.md", "path-escapes"),
        ("content/tin-tuc/b.md", "path-escapes"),
        ("content/tin-tuc/c.md", "path-escapes"),
    ]


def test_a_posters_path_does_not_leave_content_either(site: Site) -> None:
    site.article("tin-tuc/a.md", video="{url: https://a.example/v, poster: ../../x.png}")
    assert problems(site) == [("content/tin-tuc/a.md", 6, "path-escapes")]


def test_a_symlink_out_of_content_is_refused(site: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(GOOD, encoding="utf-8")
    draw(Site(tmp_path), "secret.png")
    site.article("tin-tuc/b.md", body="Chữ.")
    (site.folder / "content/tin-tuc/a.md").symlink_to(secret)
    (site.folder / "content/tin-tuc/a.png").symlink_to(tmp_path / "secret.png")
    (site.folder / "content/tin-tuc/c.md").symlink_to("b.md")
    assert [(p, code) for p, _, code in problems(site)] == [
        ("content/tin-tuc/a.md", "symlink-outside"),
        ("content/tin-tuc/a.png", "symlink-outside"),
    ]


@pytest.mark.parametrize("target", ["khong-co.md", "a.md"], ids=["to nothing", "to itself"])
def test_a_symlink_that_leads_nowhere_is_a_problem(site: Site, target: str) -> None:
    (site.folder / "content/tin-tuc").mkdir()
    (site.folder / "content/tin-tuc/a.md").symlink_to(target)
    assert problems(site) == [("content/tin-tuc/a.md", 1, "symlink-outside")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.svg", "media-type"),
        ("a.html", "media-type"),
        ("a.js", "media-type"),
        ("a.png", "picture-unreadable"),
    ],
)
def test_a_file_that_could_act_or_cannot_be_shown_is_refused(site: Site, name: str, code: str) -> None:
    site.write(f"-- content/tin-tuc/{name} --\n<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    site.article("tin-tuc/a.md", body=f"[tệp]({name})")
    assert problems(site) == [("content/tin-tuc/a.md", 8, code)]


def test_a_picture_serves_as_a_picture_and_a_film_as_a_film(site: Site) -> None:
    site.write("-- content/tin-tuc/a.docx --\ndocx\n-- content/tin-tuc/a.mp4 --\nfilm")
    site.article("tin-tuc/a.md", cover="a.docx", video="a.docx")
    site.article(
        "tin-tuc/b.md",
        cover="a.mp4",
        body="![phim](a.mp4)",
        video="{url: https://a.example/v, poster: a.docx}",
    )
    assert [(p, line, code) for p, line, code in problems(site)] == [
        ("content/tin-tuc/a.md", 6, "media-kind"),
        ("content/tin-tuc/a.md", 7, "media-kind"),
        ("content/tin-tuc/b.md", 6, "media-kind"),
        ("content/tin-tuc/b.md", 7, "media-kind"),
        ("content/tin-tuc/b.md", 10, "media-kind"),
    ]


def test_only_media_that_shown_articles_use_are_published(site: Site) -> None:
    for name in ("a", "b", "c"):
        draw(site, f"content/tin-tuc/{name}.png")
    site.article("tin-tuc/a.md", body="![a](a.png)")
    site.article("tin-tuc/b.md", body="![b](b.png)", draft="true")
    assert not site.build().problems
    media = [path for path in site.files() if path.startswith("static/media/")]
    assert media == ["static/media/tin-tuc/a.png"]
