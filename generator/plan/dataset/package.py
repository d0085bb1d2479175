"""Descriptions of the data: as a Frictionless data package, as a schema.org Dataset, and for people."""

from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined
from msgspec import json

from generator.plan.dataset.files import CSV, LINES, DataFile, data_file
from generator.plan.dataset.origin import DataOrigin
from generator.plan.dataset.origin import in_language as _in
from generator.plan.dataset.table import FIELDS, Field

PACKAGE, DATASET, READ_ME = "datapackage.json", "dataset.jsonld", "README.md"
PROFILE_VERSION = "1.0.0"  # of the fields: a program for 1.0 can read every 1.x
_DESCRIPTION = {
    "vi": "Mỗi dòng là một bài trong một ngôn ngữ, kèm toàn văn.",
    "en": "A row is an article in one language, with its whole text.",
}
_FORMATS = {CSV: ("csv", "text/csv"), LINES: ("jsonl", "application/jsonl")}


def _description(lang: str) -> str:
    """What a row of the table is, in a language; in English if nobody has said it."""
    return _DESCRIPTION.get(lang, _DESCRIPTION["en"])


def descriptions(origin: DataOrigin, tables: Sequence[DataFile]) -> list[DataFile]:
    """The files that describe the tables to programs and people."""
    return [json_file(PACKAGE, _package(origin, tables)), data_file(READ_ME, _read_me(origin).encode())]


def json_file(name: str, value: Mapping[str, Any]) -> DataFile:
    """A file with this value as JSON, indented."""
    return data_file(name, json.format(json.encode(value), indent=2) + b"\n")


def _package(origin: DataOrigin, tables: Sequence[DataFile]) -> Mapping[str, Any]:
    """The data package. Its titles and descriptions are Vietnamese; the English ones have names in "_en"."""
    vi, en = _in(origin.name, "vi"), _in(origin.name, "en")
    created = {"created": f"{origin.day}T00:00:00Z"} if origin.day else {}
    return {
        "profile": "tabular-data-package",
        "name": "kho-tin",
        "title": f"{vi}: dữ liệu",
        "title_en": f"{en}: data",
        "description": _DESCRIPTION["vi"],
        "description_en": _DESCRIPTION["en"],
        "homepage": origin.base_url,
        "version": PROFILE_VERSION,
        **created,
        "licenses": _licences(origin),
        "contributors": [
            {"title": title, "role": "publisher"}
            for title in dict.fromkeys(origin.publisher.values())
            if title
        ],
        "resources": [_resource(table) for table in tables],
    }


def _licences(origin: DataOrigin) -> list[Mapping[str, str]]:
    """The licence, in the words of the settings; the form wants a name."""
    words = _in(origin.licence, "vi")
    if not words:
        return [{"name": "unstated", "title": "Chưa nêu giấy phép", "title_en": "No licence is stated"}]
    return [{"name": "other", "title": words, "title_en": _in(origin.licence, "en")}]


def _resource(table: DataFile) -> Mapping[str, Any]:
    form, media_type = _FORMATS[table.name]
    is_csv = form == "csv"
    resource: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": f"articles-{form}",
        "path": table.name,
        "format": form,
        "mediatype": media_type,
        "encoding": "utf-8",
        "bytes": table.size,
        "hash": f"sha256:{table.sha256}",
        "schema": {
            "fields": [_field(field, is_csv=is_csv) for field in FIELDS],
            "primaryKey": ["id", "language"],
            "missingValues": [""],
        },
    }
    if is_csv:
        dialect = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}
        resource["dialect"] = {**dialect, "header": True}
    return resource


def _field(field: Field, *, is_csv: bool) -> Mapping[str, Any]:
    more = ("", "")
    if field.many and is_csv:
        more = (" Các giá trị cách nhau bằng «; ».", " Values are parted by “; ”.")
    return {
        "name": field.name,
        "type": "array" if field.many and not is_csv else field.kind,
        "title": field.titles[0],
        "title_en": field.titles[1],
        "description": field.descriptions[0] + more[0],
        "description_en": field.descriptions[1] + more[1],
    }


def dataset(
    origin: DataOrigin, tables: Sequence[DataFile], lang: str, url: str, folder: str
) -> Mapping[str, Any]:
    """The data as a Dataset of schema.org, for search engines.

    It is described in one language first. `url` is that of the page about it, `folder` that of the tables.
    """
    publishers = [title for title in dict.fromkeys(origin.publisher.values()) if title]
    names = dict.fromkeys((_in(origin.name, lang), *origin.name.values()))
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": list(names),
        "description": " / ".join(dict.fromkeys((_description(lang), *_DESCRIPTION.values()))),
        "url": url,
        "dateModified": origin.day or origin.changed,
        "version": PROFILE_VERSION,
        "isAccessibleForFree": True,
        "inLanguage": list(origin.rows),
        "creator": [{"@type": "Organization", "name": name} for name in publishers],
        "license": _in(origin.licence, lang),
        "temporalCoverage": "/".join(origin.years),
        "spatialCoverage": [{"@type": "Place", "name": name} for name in origin.places],
        "variableMeasured": [field.name for field in FIELDS],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": table.name,
                "contentUrl": f"{folder}{table.name}",
                "encodingFormat": _FORMATS[table.name][1],
                "contentSize": f"{table.size} B",
                "sha256": table.sha256,
            }
            for table in tables
        ],
    }
    return {key: value for key, value in found.items() if value}


def _read_me(origin: DataOrigin) -> str:
    env = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)
    source = resources.files("generator.plan.dataset").joinpath("README.md.jinja").read_text("utf-8")
    return env.from_string(source).render(
        fields=FIELDS,
        name={lang: _in(origin.name, lang) for lang in ("vi", "en")},
        publisher={lang: _in(origin.publisher, lang) for lang in ("vi", "en")},
        licence={lang: _in(origin.licence, lang) for lang in ("vi", "en")},
        base_url=origin.base_url,
        day=origin.day,
        generator=origin.generator,
        articles=origin.articles,
        rows=sum(origin.rows.values()),
    )
