"""Maps the front matter of Hugo, Jekyll and Pelican to that of Khotin."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from generator.schema.front_matter import BY_NAME
from generator.text.dates import parse_date
from generator.text.unicode import one_line

# Their name -> ours. The first that has a value is taken.
_SAME: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "name"),
    "date": (
        "date", "pubdate", "published_at", "created", "created_at", "publishdate", "published",
        "pubdatetime", "datepublished", "published_date", "date_published", "posted",
    ),
    "updated": (
        "updated", "lastmod", "modified", "last_modified_at", "lastmodified", "updated_at",
        "date_modified", "datemodified", "moddatetime", "updateddate",
    ),
    "author": ("author", "authors", "byline", "writer"),
    "summary": ("summary", "description", "excerpt", "abstract", "lead", "intro"),
    "language": ("language", "lang", "locale"),
    "publisher": ("publisher",),
    "cover": (
        "cover", "featured_image", "featuredimage", "feature_image", "featureimage", "image", "thumbnail",
        "banner", "header", "hero", "og_image", "splash", "resources", "images", "thumb", "preview",
    ),
    "expires": ("expires", "expirydate", "unpublishdate", "expiry_date"),
    "translator": ("translator", "translated_by"),
    "slug": ("slug",),
}  # fmt: skip
_TAGS = ("tags", "tag", "keywords", "topics")
_SECTIONS = ("section", "category", "categories", "chuyen_muc")
_ADDRESSES = ("aliases", "alias", "redirect_from", "url", "permalink", "old_url")
# Fields that say how a page looks and nothing about the article.
_OF_LAYOUT = frozenset(
    {
        "layout", "type", "weight", "toc", "math", "mathjax", "katex", "share", "featured", "cascade",
        "menu",
        "outputs", "template", "save_as", "url", "permalink", "pinned", "sticky", "comments", "comment",
        "draft",
        "published", "status", "linktitle", "markup", "build", "_build", "headless", "sitemap", "showtoc",
        "hidden", "series_order", "slug", "iscjklanguage", "aliases", "usepageslugs", "license", "classes",
        "sidebar", "related", "read_time", "author_profile", "ispost", "id", "guid", "post_id",
        "disableshare",
        "translationkey", "publishdate", "resources", "images", "header", "image", "cover",
    }
)  # fmt: skip
# Fields of Khotin that name something of its own site: a template, a permission to read a text as it stands.
_OF_SITE = frozenset({"layout", "silence"})
_NAME_DATE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(?=.)")
_DRAFTS = frozenset({"_drafts", "drafts"})
_GENERIC = frozenset(
    {"posts", "post", "blog", "content", "_posts", "articles", "pages", "page", "news", "vi", "en"}
)
_LANGUAGE = re.compile(r"\.([a-z]{2})(?:-[A-Za-z]{2})?\.\w+$")
_TRUE, _FALSE = ("true", "yes", "1"), ("false", "no", "0")
_LONGEST = 200  # characters of a remark


class ForeignFields(Struct, frozen=True):
    """Fields of Khotin that were found, and remarks about the others."""

    known: Mapping[str, object]
    remarks: tuple[str, ...] = ()


def known_fields(values: Mapping[str, object], inside: str) -> ForeignFields:
    """Maps the values of front matter. `inside`: path of the file, which tells what they do not."""
    own = {str(name).strip().lower().replace("-", "_"): value for name, value in values.items()}
    taken: set[str] = set()
    known: dict[str, object] = {}
    for name, theirs in _SAME.items():
        for each in theirs:
            value = _value(name, own.get(each))
            if value:
                known[name] = value
                taken.add(each)
                break
    known |= {name: own[name] for name in BY_NAME if name not in known and _is_own(name, own.get(name))}
    known |= _listed(own, taken)
    known |= _from_path(inside, known)
    known["draft"] = _is_draft(own, inside)
    taken |= {*known, *_TAGS}
    others = {
        name: value for name, value in own.items() if name not in taken and value not in (None, "", [], {})
    }
    unknown = [name for name in others if name not in _OF_LAYOUT]
    known["review"] = [*_texts(own.get("review")), *unknown]
    remarks = tuple(f"{name}: {one_line(str(value))}"[:_LONGEST] for name, value in others.items())
    return ForeignFields({name: value for name, value in known.items() if value}, remarks)


def _is_own(name: str, value: object) -> bool:
    """Whether a value stands for a field of Khotin. Jekyll has a switch "comments"."""
    return (
        value not in (None, "", [], {})
        and not (isinstance(value, bool) and name != "draft")
        and name not in _OF_SITE
    )


def _value(name: str, value: object) -> object:
    """Returns a value in the form of a field of Khotin; None if it is not one."""
    if value in (None, "", [], {}) or isinstance(value, bool):
        return None
    match name:
        case "author":
            return _people(value)
        case "date" | "updated" | "expires":
            text = str(value)
            return text if parse_date(text) else None
        case "cover":
            return _cover(value)
        case "language":
            return str(value).split("-")[0].split("_")[0].lower()
        case _:
            return one_line(str(value)) if isinstance(value, str | int | float) else None


def _people(value: object) -> list[str]:
    """Returns the names of authors: a text, a list, or mappings with `name`."""
    if isinstance(value, Mapping):
        return _texts(value.get("name") or value.get("title") or value.get("display_name"))
    if isinstance(value, list):
        return [name for item in value for name in _people(item)]
    return [name for part in str(value).split(";") if (name := one_line(part))]


def _cover(value: object) -> object:
    """Returns the cover picture: a path, or a mapping with its path."""
    if isinstance(value, list):
        return next((found for item in value if (found := _cover(item))), None)
    if isinstance(value, Mapping):
        words = {
            str(key).lower(): one_line(str(text)) for key, text in value.items() if isinstance(text, str)
        }
        source = next(
            (words[key] for key in ("src", "image", "url", "path", "teaser", "feature") if words.get(key)), ""
        )
        kept = {key: words[key] for key in ("alt", "caption") if words.get(key)}
        return {"src": source, **kept} if source else None
    text = one_line(str(value))
    return (
        text
        if re.search(r"\.(?:jpe?g|png|gif|webp|bmp|tiff?|avif|svg)(?:\?|$)", text, re.IGNORECASE)
        else None
    )


def _listed(own: Mapping[str, object], taken: set[str]) -> dict[str, object]:
    """Returns tags, section and old addresses."""
    tags = [tag for name in _TAGS for tag in _split(own.get(name))]
    sections = [text for name in _SECTIONS for text in _split(own.get(name))]
    addresses = [
        text
        for name in _ADDRESSES
        for text in _texts(own.get(name))
        if text.startswith(("/", "http://", "https://"))
    ]
    taken |= {name for name in _SECTIONS if own.get(name)}
    taken |= {name for name in _ADDRESSES if _texts(own.get(name))} if addresses else set()
    return {
        "tags": list(dict.fromkeys((*tags, *sections[1:]))),
        "section": sections[0] if sections else "",
        "aliases": list(dict.fromkeys(addresses)),
    }


def _split(value: object) -> list[str]:
    """Returns the texts of a list, or of a text with commas."""
    if isinstance(value, str):
        return [
            text for part in re.split(r"[,;]", value.strip("[]")) if (text := one_line(part).strip("\"'"))
        ]
    return _texts(value)


def _texts(value: object) -> list[str]:
    items = value if isinstance(value, list | tuple) else [value]
    return [
        one_line(str(item)) for item in items if isinstance(item, str | int | float) and str(item).strip()
    ]


def _from_path(inside: str, known: Mapping[str, object]) -> dict[str, object]:
    """Returns what the path tells and the front matter does not: date, language and section."""
    path, found = PurePosixPath(inside), dict[str, object]()
    name = path.parent.name if path.stem.split(".")[0] == "index" else path.name
    dated = _NAME_DATE.match(name)
    if dated and "date" not in known and parse_date(dated[1]):
        found["date"] = dated[1]
    language = _LANGUAGE.search(path.name)
    if language and not known.get("language"):
        found["language"] = language[1]
    if not known.get("section"):
        folders = [part for part in path.parts[:-1] if part.lower() not in _GENERIC and not part.isdigit()]
        below = path.parts.index("content") + 1 if "content" in path.parts[:-1] else 0
        inner = [part for part in path.parts[below:-1] if part in folders and part != name]
        if below and inner:
            found["section"] = inner[0]
    return found


def _is_draft(own: Mapping[str, object], inside: str) -> bool:
    stated = str(own.get("draft", "")).lower() in _TRUE or str(own.get("published", "")).lower() in _FALSE
    status = str(own.get("status", "")).lower() in ("draft", "hidden", "private")
    return stated or status or bool(_DRAFTS & {part.lower() for part in PurePosixPath(inside).parts[:-1]})
