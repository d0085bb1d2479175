"""The same archive for Hugo: the articles of a Khotin site under templates of like richness.

    python -m tests.benchmarks.hugo_peer SITE HUGO_SITE

SITE is what corpus.py wrote. Khotin's English lists show untranslated articles, too; so here each of them has
an English stub, which Hugo lists and does not render.
"""

import argparse
import json
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import frontmatter

from generator.model.values import PartialDate
from generator.provinces.gazetteer import load_gazetteer
from generator.read.theme import read_theme
from generator.read.theme_styles import joined

_HERE = Path(__file__).parent
_STATIC = _HERE.parents[1] / "themes" / "default" / "static"
_LANGUAGES = ("vi", "en")
_NAMES = {
    "provinces": {"vi": "Tỉnh, thành phố", "en": "Provinces"},
    "authors": {"vi": "Tác giả", "en": "Authors"},
    "tags": {"vi": "Chủ đề", "en": "Subjects"},
    "years": {"vi": "Theo năm", "en": "Years"},
    "months": {"vi": "Theo tháng", "en": "Months"},
}
_WITH_FEED = {"cascade": [{"target": {"kind": "term"}, "outputs": ["html", "rss"]}]}


def write_hugo_site(site: Path, folder: Path) -> None:
    """Writes the Hugo site of a Khotin site into the folder."""
    shutil.copytree(_HERE / "hugo", folder, dirs_exist_ok=True)
    shutil.copytree(_STATIC, folder / "static" / "static", dirs_exist_ok=True)
    theme = read_theme(site, "default").value
    assert theme
    for made, parts in theme.made:
        (folder / "static" / made).write_bytes(joined(made, parts))
    settings = tomllib.loads((site / "site.toml").read_text("utf-8"))
    places: set[str] = set()
    for file in sorted((site / "content").rglob("*.md")):
        if not file.name.endswith(".en.md"):
            places.add(_write_article(site / "content", file, folder / "content"))
    for path, fields in _index_pages(settings, places):
        _write(folder / "content" / path, fields, "")


def _write_article(content: Path, file: Path, target: Path) -> str:
    """Writes the article in both languages; the slug of its province."""
    original = frontmatter.load(str(file))
    translated = file.with_name(file.name.replace(".md", ".en.md"))
    inner = file.relative_to(content)
    english = inner.with_name(translated.name)
    facts = _facts(original.metadata)
    _write(target / inner, facts | _texts(original.metadata, "vi"), original.content)
    if translated.is_file():
        translation = frontmatter.load(str(translated))
        texts = {"slug": translation["slug"]} | _texts(translation.metadata, "en")
        _write(target / english, facts | texts, translation.content)
    else:
        address = f"/vi/{facts['months'][0].replace('-', '/')}/{file.stem}.html"
        stub = {"stub": True, "original": address, "build": {"render": "link"}}
        stub["sitemap"] = {"disable": True}
        _write(target / english, facts | _texts(original.metadata, "en") | stub, "")
    return str(facts["provinces"][0])


def _facts(metadata: Mapping[str, Any]) -> dict[str, Any]:
    gazetteer = load_gazetteer()
    day = metadata["date"]
    ref = gazetteer.resolve(metadata["province"], PartialDate(day.year, day.month, day.day))
    if ref is None or ref.unit is None:
        raise ValueError(f"no province: {metadata['province']}")
    heirs = [unit.slug for unit in gazetteer.final_successors(ref.unit) if unit.slug != ref.slug]
    return {
        "date": f"{day.isoformat()}T00:00:00+07:00",
        "provinces": [ref.slug],
        "authors": [metadata["author"]],
        "tags": list(metadata.get("tags", ())),
        "years": [str(day.year)],
        "months": [f"{day.year}-{day.month:02d}"],
        "place": metadata["province"],
    } | ({"heir": heirs[0]} if heirs else {})


def _texts(metadata: Mapping[str, Any], lang: str) -> dict[str, Any]:
    texts = {"title": metadata["title"], "description": metadata["summary"]}
    province = metadata.get("province")
    return texts | ({"place": province} if lang == "vi" and province else {})


def _index_pages(settings: Mapping[str, Any], places: set[str]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The titles of sections, taxonomies, provinces and tags in each language."""
    gazetteer = load_gazetteer()
    for lang in _LANGUAGES:
        name = f"_index.{lang}.md"
        for key, section in settings["sections"].items():
            yield Path(key, name), {"title": section["name"][lang]}
        for key, names in _NAMES.items():
            yield Path(key, name), {"title": names[lang]} | (_WITH_FEED if key == "provinces" else {})
        for slug in sorted(places):
            place = gazetteer.places[slug]
            yield Path("provinces", slug, name), {"title": place.name if lang == "vi" else place.name_en}
        for tag, names in settings["tags"].items():
            yield Path("tags", tag, name), {"title": tag if lang == "vi" else names[lang]}


def _write(file: Path, fields: Mapping[str, Any], body: str) -> None:
    """A content file; its front matter is JSON, which is YAML as well."""
    file.parent.mkdir(parents=True, exist_ok=True)
    header = json.dumps(fields, ensure_ascii=False)
    file.write_text(f"---\n{header}\n---\n\n{body}\n", encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes a Khotin site again as a Hugo site.")
    parser.add_argument("site", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    write_hugo_site(arguments.site, arguments.folder)


if __name__ == "__main__":
    main()
