"""NewsArticle in JSON-LD (schema.org), as text that is safe inside a script element."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import json

from generator.model.settings import Settings
from generator.model.values import PartialDate
from generator.model.views.page import SiteView
from generator.plan.listings import last_modified
from generator.plan.localised import LocalisedArticle

_UNSAFE = re.compile("[<>&\u2028]")


def _timestamp(when: PartialDate, time_zone: str) -> str:
    """The date in ISO 8601, as far as it is known; with the offset of the zone if it has a time."""
    if when.time is None:
        return when.iso
    return datetime.fromisoformat(when.iso).replace(tzinfo=ZoneInfo(time_zone)).isoformat()


def json_ld(
    localised: LocalisedArticle, url: str, images: list[str], site: SiteView, settings: Settings
) -> str:
    """The article at this URL as a NewsArticle; `images` are the URLs of its pictures."""
    facts, translation = localised.article.facts, localised.translation
    modified = last_modified(facts)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": translation.title,
        "inLanguage": translation.lang,
        "mainEntityOfPage": url,
        "url": url,
        "isAccessibleForFree": True,
    }
    optional: dict[str, Any] = {
        "description": translation.summary,
        "datePublished": _timestamp(facts.date, settings.time_zone) if facts.date else None,
        "dateModified": _timestamp(modified, settings.time_zone) if modified else None,
        "author": [
            {"@type": "Organization" if author.organisation else "Person", "name": author.name}
            for author in facts.authors
        ],
        "publisher": _organisation(localised.publisher.value or site.masthead.agency.value),
        "contentLocation": [{"@type": "Place", "name": name} for name in localised.provinces],
        "keywords": [name.value for _, name in localised.tags],
        "image": images,
        "isBasedOn": facts.source.url if facts.source else None,
        "translator": {"@type": "Person", "name": translation.translator} if translation.translator else None,
        "correction": [notice.text.value for notice in localised.corrections],
    }
    data |= {key: value for key, value in optional.items() if value}
    return script_text(data)


def script_text(data: Mapping[str, Any]) -> str:
    """The data as JSON that is safe inside a script element."""
    return _UNSAFE.sub(_escaped, json.encode(data, order="sorted").decode())


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _organisation(name: str) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None
