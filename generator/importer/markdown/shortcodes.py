"""Resolves the short codes of Hugo and Liquid in Markdown. Unknown ones are named."""

import re
from collections.abc import Callable, Mapping

_HUGO = re.compile(
    r"\{\{(?P<kind>[<%])\s*(?P<close>/?)\s*(?P<name>[\w./-]+)(?P<args>.*?)(?P<self>/?)\s*[>%]\}\}", re.DOTALL
)
_HUGO_COMMENT = re.compile(r"\{\{([<%])/\*(.*?)\*/([>%])\}\}", re.DOTALL)
_HUGO_CODE = re.compile(
    r"\{\{[<%]\s*highlight\s+\"?([\w+#-]*)\"?.*?[>%]\}\}(.*?)\{\{[<%]\s*/\s*highlight\s*[>%]\}\}", re.DOTALL
)
_LIQUID_CODE = re.compile(  # of Jekyll, and of Hexo, which names the language behind a title
    r"\{%-?\s*(?:highlight\s+(?=\w)|code(?:block)?\b(?:[^%]*?\blang:)?)([\w+#-]*)[^%]*%\}"
    r"(.*?)\{%-?\s*end(?:highlight|code(?:block)?)\s*-?%\}",
    re.DOTALL,
)
_LIQUID_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_LIQUID_TAG = re.compile(r"\{%-?\s*(?P<name>[\w-]+)(?P<args>.*?)-?%\}", re.DOTALL)
_LIQUID_VALUE = re.compile(r"\{\{-?\s*(?P<value>[^{}<%].*?)-?\}\}", re.DOTALL)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
# Program text and comments, in which nothing has a meaning.
_VERBATIM = re.compile(
    r"(^(?P<fence>```+|~~~+)[\s\S]*?^(?P=fence)[ \t]*$|`[^`\n]+`|<!--[\s\S]*?-->)", re.MULTILINE
)
_RAW_TAG = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_KRAMDOWN = re.compile(r"\{:[^{}\n]*\}|\{::[^{}\n]*/?\}")
_TABLE_OF_CONTENTS = re.compile(r"^[*-] .*\n\{:\s*toc\s*\}|^\[TOC\]\s*$", re.MULTILINE | re.IGNORECASE)
_ARGUMENT = re.compile(r"(?:([\w-]+)\s*=\s*)?(?:\"((?:\\.|[^\"\\])*)\"|'([^']*)'|`([^`]*)`|([^\s\"'`=>]+))")
_MEDIA = ("src", "image_path", "url", "image", "file", "path", "img", "link")
_FILMS: Mapping[str, str] = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "youtubelite": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "gist": "https://gist.github.com/{}/{}",
    "tweet": "https://x.com/{}/status/{}",
    "twitter": "https://x.com/{}/status/{}",
    "x": "https://x.com/{}/status/{}",
}
_EMBEDDED = re.compile(r"https?:(//(?:www\.)?youtube(?:-nocookie)?\.com)/embed/([\w-]+).*")
_DROPPED = frozenset({"raw", "endraw", "toc", "assign", "capture", "endcapture"})
_SHOWN = 12  # names in a problem
_QUOTED = re.compile(r"""\s*["']([^"']*)["'](?:\s*\|\s*\w+\s*:\s*(?:"([^"]*)"|'([^']*)')\s*$)?""")


class PutAside:
    """Pieces of a text that are set aside while the rest of it is converted."""

    def __init__(self, mark: str) -> None:
        """Sets the control character around the number of a piece."""
        self._pieces: list[str] = []
        self._mark = mark

    def put(self, piece: str) -> str:
        """Returns what stands for a piece."""
        self._pieces.append(piece)
        return f"{self._mark}{len(self._pieces) - 1}{self._mark}"

    def restored(self, text: str) -> str:
        """Returns the text with its pieces."""
        found = re.compile(f"{self._mark}(\\d+){self._mark}")
        return found.sub(lambda piece: self.restored(self._pieces[int(piece[1])]), text)


def _without_verbatim(text: str, aside: PutAside) -> str:
    """Sets program text and comments aside, as readers see them: without marks that protect short codes."""

    def shown(found: re.Match[str]) -> str:
        """Keeps a piece without the marks of Liquid and Hugo for program text."""
        return aside.put(_HUGO_COMMENT.sub(r"{{\1\2\3}}", _RAW_TAG.sub("", found[0])))

    return _VERBATIM.sub(shown, text)


def watched(address: str) -> str:
    """Returns the address at which people watch an embedded film."""
    return _EMBEDDED.sub(r"https:\1/watch?v=\2", address)


def resolve_codes(text: str, aside: PutAside) -> tuple[str, tuple[str, ...]]:
    """Returns the text without short codes, and the names of those that are unknown."""
    unknown: dict[str, None] = {}
    text = _within_limits(text, "{{", _HUGO_CODE, _fenced)
    text = _within_limits(text, "{%", _LIQUID_CODE, _fenced)
    text = _without_verbatim(_TABLE_OF_CONTENTS.sub("", text), aside)
    text = _within_limits(text, "endcomment", _LIQUID_COMMENT, lambda found: "")
    text = _RAW.sub(lambda found: aside.put(found[1]), text)
    text = _HUGO_COMMENT.sub(lambda found: aside.put(f"{{{{{found[1]}{found[2]}{found[3]}}}}}"), text)
    text = _HUGO.sub(lambda found: _hugo(found, unknown), text)
    text = _LIQUID_TAG.sub(lambda found: _liquid(found, unknown), text)
    text = _LIQUID_VALUE.sub(lambda found: _liquid_value(found, unknown), text)
    return _KRAMDOWN.sub("", text), tuple(unknown)[:_SHOWN]


def _within_limits(
    text: str, mark: str, pattern: re.Pattern[str], replaced: Callable[[re.Match[str]], str]
) -> str:
    """Replaces a pattern if its end is anywhere in the text."""
    closing = {"{{": ("highlight",), "{%": ("endhighlight", "endcode")}.get(mark, (mark,))
    return pattern.sub(replaced, text) if any(end in text for end in closing) else text


def _fenced(found: re.Match[str]) -> str:
    code = found[2].strip("\n")
    return f"\n```{found[1]}\n{code}\n```\n"


def _arguments(text: str) -> tuple[dict[str, str], list[str]]:
    """Returns the named and the other arguments of a short code."""
    named: dict[str, str] = {}
    others: list[str] = []
    for found in _ARGUMENT.finditer(text):
        value = next((group for group in found.groups()[1:] if group is not None), "").strip()
        if found[1]:
            named[found[1].lower()] = value
        elif value and value != "/":
            others.append(value)
    return named, others


def _hugo(found: re.Match[str], unknown: dict[str, None]) -> str:
    name = found["name"].lower()
    named, others = _arguments(found["args"])
    if found["close"]:
        return ""
    if name in ("ref", "relref"):
        return (others or [named.get("path", "")])[0]
    return _shown(name, named, others, unknown)


def _liquid(found: re.Match[str], unknown: dict[str, None]) -> str:
    name = found["name"].lower()
    named, others = _arguments(found["args"])
    if name in ("post_url", "link"):
        return (others or [""])[0].removesuffix(".md") + ".md"
    if name in _DROPPED or name.startswith("end"):
        return ""
    if name == "include" and others:
        return _shown(re.sub(r"\.\w+$", "", others[0]).rpartition("/")[2], named, others[1:], unknown)
    return _shown(name, named, others, unknown)


def _liquid_value(found: re.Match[str], unknown: dict[str, None]) -> str:
    """Returns a value of Liquid: a quoted text; the address of the site is nothing.

    An address with words for a filter is a link, as filters embed films.
    """
    value = found["value"].strip()
    quoted = _QUOTED.match(value)
    if quoted:
        words = quoted[2] or quoted[3] or ""
        linked = words and quoted[1].startswith(("http://", "https://"))
        return f"[{' '.join(words.split())}](<{watched(quoted[1])}>)" if linked else quoted[1]
    if value.partition("|")[0].strip() not in ("site.baseurl", "site.url", "site.github.url", "base_path"):
        unknown.setdefault(value[:40])
    return ""


def _shown(name: str, named: Mapping[str, str], others: list[str], unknown: dict[str, None]) -> str:
    """Returns the picture or link that a short code shows. Others are named."""
    if name in _FILMS:
        values = [named[key] for key in ("user", "id") if named.get(key)] or others
        wanted = _FILMS[name].count("{}")
        if len(values) >= wanted and all(re.fullmatch(r"[\w-]{1,60}", value) for value in values[:wanted]):
            address = _FILMS[name].format(*values)
            return f"\n\n[{address}]({address})\n\n"
    source = next((named[key] for key in _MEDIA if named.get(key)), "")
    if not source and re.search(r"(?:fig|im(?:g|age)|picture|photo)", name) and others:
        source, *rest = others
        named = {"alt": rest[0], **named} if rest and " " in rest[0] else named
    if source and re.search(r"\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg|avif)(?:$|\?)", source, re.IGNORECASE):
        return _picture(source, named)
    if source and re.search(r"\.(?:mp4|webm|ogv|mov|mp3|ogg|wav|pdf|docx?|xlsx?)$", source, re.IGNORECASE):
        words = named.get("title") or named.get("caption") or source.rpartition("/")[2]
        return f"\n\n[{words}](<{source}>)\n\n"
    unknown.setdefault(name)
    return ""


def _picture(source: str, named: Mapping[str, str]) -> str:
    caption = (named.get("caption") or named.get("title") or "").replace('"', "'")
    alt = (named.get("alt") or "").replace("]", ")").replace("[", "(")
    title = f' "{caption}"' if caption else ""
    return f"\n\n![{alt}](<{source}>{title})\n\n"
