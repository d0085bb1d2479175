"""The files of a new site: settings, folders, first articles, pipelines, a handbook.

They are made from `generator/starter/`, for the languages that are asked for.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable

SECTIONS = ("tin-tuc", "anh", "video", "san-pham", "van-ban")
_KEPT = ".gitkeep"  # git forgets an empty folder
# Packaging tools drop names with a leading dot, and not every system packs diacritics.
_NAMES: Mapping[str, str] = {
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "editorconfig": ".editorconfig",
    "vscode": ".vscode",
    "github": ".github",
    "gitlab-ci.yml": ".gitlab-ci.yml",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
}
_PROGRAMS: Mapping[str, tuple[str, str]] = {
    "dung-trang.bat": ("Dựng trang.bat", "Build site.bat"),
    "viet-bai.bat": ("Viết bài.bat", "Write articles.bat"),
}
_ENGLISH_PROGRAM = (
    ("--lang vi", "--lang en"),
    (
        'Máy này chưa có Khotin. Xem HUONG-DAN.md, phần "Cài đặt".',
        'Khotin is not installed here. See HANDBOOK.md, "Install".',
    ),
)
# Comments of site.toml, in English for who works in English.
_COMMENTS: Mapping[str, str] = {
    "# Thiết đặt của kho tin. Settings of the archive.": "# Settings of the archive.",
    "# Sửa base_url và các tên; những phần còn lại dùng được ngay.": (
        "# Change base_url and the names; the rest can stay as it is."
    ),
    "# nơi trang sẽ được đặt trên mạng": "# where the site will be on the web",
    "# ngôn ngữ đầu là ngôn ngữ chính": "# the first is the main language",
    "# Chân trang: cơ quan chịu trách nhiệm. Dòng nào để trống thì không hiện.": (
        "# The foot of each page: who answers for the site. Empty lines are not shown."
    ),
    "# Mỗi mục là một thư mục trong content/.": "# Each section is a folder in content/.",
}
_WRITTEN = ("vi", "en")  # languages that the starter is written in
_TRANSLATION = re.compile(r"\.([a-z]{2})\.md$")
_HEADER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_OF_TRANSLATIONS = ("translated_from:",)
_ON_TRANSLATIONS = re.compile(
    r"^## (?:Thêm bản tiếng Anh|Add a translation)\n.*?(?=^## )", re.DOTALL | re.MULTILINE
)
_OF_ORIGINALS = ("date:", "author:", "province:")


def site_files(languages: Sequence[str], talk: str) -> Iterator[tuple[str, bytes]]:
    """Yields (path, content) of each file of a new site.

    The first of `languages` is the main one. `talk` is the language of comments and of names of programs.
    """
    content: dict[str, str] = {}
    for path, data in _files(resources.files("generator").joinpath("starter"), ""):
        if path.startswith("content/"):
            content[path] = data.decode()
        elif path == "site.toml":
            yield path, _settings(data.decode(), languages, talk).encode()
        elif path in _PROGRAMS:
            yield _PROGRAMS[path][0 if talk == "vi" else 1], _program(data.decode(), talk)
        else:
            yield path, data
    for path, text in _articles(content, languages).items():
        yield path, text.encode()
    for section in SECTIONS:
        yield f"content/{section}/{_KEPT}", b""


def _files(folder: Traversable, inside: str) -> Iterator[tuple[str, bytes]]:
    """Yields (path, content) of all files of the package's folder."""
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        path = f"{inside}{_NAMES.get(entry.name, entry.name)}"
        if entry.is_dir():
            yield from _files(entry, f"{path}/")
        else:
            yield path, entry.read_bytes()


def _program(text: str, talk: str) -> bytes:
    """A program for Windows, which wants its own line ends."""
    for vi, en in _ENGLISH_PROGRAM if talk == "en" else ():
        text = text.replace(vi, en)
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode()


def _settings(text: str, languages: Sequence[str], talk: str) -> str:
    """site.toml for these languages."""
    named = ", ".join(f'"{lang}"' for lang in languages)
    text = text.replace('languages = ["vi", "en"]', f"languages = [{named}]")
    for lang in _WRITTEN:
        if lang not in languages:
            text = re.sub(rf'^{lang} = ".*"\n', "", text, flags=re.MULTILINE)
            text = re.sub(rf'(?:, )?\b{lang} = "[^"]*"', "", text)
    text = text.replace("{ , ", "{ ")
    for vi, en in _COMMENTS.items() if talk == "en" else ():
        text = text.replace(vi, en)
    return text


def _articles(content: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    """The articles in these languages, each named for the main one."""
    found = {}
    main = next((lang for lang in languages if lang in _WRITTEN), _WRITTEN[0])
    for path, text in content.items():
        match = _TRANSLATION.search(path)
        lang, stem = (match[1], path[: match.start()]) if match else (_WRITTEN[0], path.removesuffix(".md"))
        if lang == main:
            found[f"{stem}.md"] = text if lang == _WRITTEN[0] else _as_original(text, content[f"{stem}.md"])
        elif lang in languages:
            is_same = main == _WRITTEN[0]
            found[f"{stem}.{lang}.md"] = text if is_same else _without(text, _OF_ORIGINALS)
    if len(languages) == 1:
        found = {path: _ON_TRANSLATIONS.sub("", text) for path, text in found.items()}
    return found


def _as_original(translation: str, original: str) -> str:
    """A translation with the facts of its original, which it replaces."""
    header = _HEADER.match(original)
    facts = [
        line.partition(" #")[0].rstrip()
        for line in (header[1].splitlines() if header else ())
        if line.startswith(_OF_ORIGINALS)
    ]
    text = _without(translation, _OF_TRANSLATIONS)
    added = "".join(f"{line}\n" for line in facts)
    return re.sub(r"^(title:.*\n)", lambda found: f"{found[1]}{added}", text, count=1, flags=re.MULTILINE)


def _without(text: str, fields: tuple[str, ...]) -> str:
    """The text of a file without the lines of these fields."""
    header = _HEADER.match(text)
    if header is None:
        return text
    kept = "".join(line for line in header[1].splitlines(keepends=True) if not line.startswith(fields))
    return f"---\n{kept}---\n{text[header.end() :]}"
