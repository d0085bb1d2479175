"""Metadata: what a ZIM must say of itself, after openZIM's list, in the lengths that it allows."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from generator.archive.built_site import BuiltSite
from generator.archive.errors import CopyRefusedError
from generator.archive.provenance import Provenance

ILLUSTRATION = "static/favicon-48.png"  # in the theme
ILLUSTRATION_SIDE = 48  # pixels
_TITLE, _DESCRIPTION, _LONG_DESCRIPTION = 30, 80, 4000  # characters at most
_ISO_639_3 = {"vi": "vie", "en": "eng"}
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def metadata_of(site: BuiltSite, provenance: Provenance) -> Mapping[str, str]:
    """The metadata by name. One language is declared: kiwix-serve finds nothing in a ZIM that has two."""
    settings = site.ctx.settings
    lang = settings.default_language
    name = settings.name.best(lang).value
    agency = settings.masthead.agency.best(lang).value or name
    description = settings.description.best(lang).value or name
    metadata = {
        "Name": f"{urlsplit(settings.base_url).hostname}_{lang}",
        "Title": shortened(name, _TITLE),
        "Description": shortened(description, _DESCRIPTION),
        "LongDescription": shortened(
            " / ".join(dict.fromkeys(text.value for text in settings.description.texts)), _LONG_DESCRIPTION
        ),
        "Creator": agency,
        "Publisher": agency,
        "Language": _ISO_639_3.get(lang, lang),
        "Date": provenance.date,
        "License": settings.masthead.licence.best(lang).value,
        "Source": provenance.base_url,
        "Scraper": provenance.generator,
        "Tags": "_ftindex:yes",
    }
    return {key: value for key, value in metadata.items() if value}


def shortened(text: str, most: int) -> str:
    """The text with at most `most` characters, cut between words."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    start = text[: most - 1]
    words = start.rpartition(" ")[0] if text[most - 1] != " " else start
    return f"{(words or start).rstrip(' ,.;:–-')}…"


def illustration_of(site: BuiltSite) -> bytes:
    """The picture that a reader shows for the ZIM. Raises CopyRefusedError if the theme has none, OSError."""
    file = dict(site.theme.static).get(ILLUSTRATION)
    content = file.read_bytes() if file else b""
    side = ILLUSTRATION_SIDE.to_bytes(4, "big")
    if not content.startswith(_PNG + side + side):
        raise CopyRefusedError("no-illustration", {"path": ILLUSTRATION, "theme": site.ctx.settings.theme})
    return content
