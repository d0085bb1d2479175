"""Resolves the short codes of WordPress into HTML. Unknown ones are named.

Codes of layout leave what stands between them, codes of media become links, unknown ones leave their content.
"""

import re
from collections.abc import Mapping
from html import escape, unescape

_CODE = re.compile(
    r"(?<!\[)\[(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<attributes>(?:\s+(?:[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'"
    r"|[“”″][^“”″]*[“”″]|[^\s\[\]\"']+)|[^\s\[\]=]+))*|=[^\s\[\]]+)\s*(?P<self>/?)\](?!\])"
)
_ESCAPED = re.compile(r"\[(\[/?[A-Za-z][\w-]*[^\[\]]*\])\]")
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|[“”″]([^“”″]*)[“”″]|([^\s\]\"']+))")
_ADDRESS = re.compile(r"https?://[^\s<>\"'\]]+")
_LONE_ADDRESS = re.compile(r"(?m)^[ \t]*(https?://[^\s<>\"']+)[ \t]*$")
_LAYOUT = re.compile(
    r"(?:vc|et_pb|fusion|su|av|cs|mk|kc|fl|tie|td|wpb|x|dt|ult|bs|elementor|layout)_\w+|(?:row|columns?|col|section|"
    r"container|tabs?|tabgroup|toggles?|accordions?|box|panel|spacer|divider|clear|clearfix|hr|dropcap|highlight|"
    r"one_(?:half|third|fourth|fifth|sixth)(?:_last)?|two_(?:third|fifth)s?(?:_last)?|three_(?:fourth|fifth)s?(?:_last)?"
    r"|center|align\w*|pullquote|blockquote|quote|note|info|alert|message|list|li|icon|span|div|p|b|i|u|strong"
    r"|font|size|color|raw|html|text|wpcol_\w+|end_columns|padding|animate|boxed|content|more|br)[\w-]*"
)
_MEDIA = frozenset(
    {
        "embed",
        "video",
        "audio",
        "youtube",
        "vimeo",
        "dailymotion",
        "soundcloud",
        "facebook",
        "tiktok",
        "flash",
        "wpvideo",
    }
)
_MEDIA_ATTRIBUTES = (
    "src",
    "url",
    "mp4",
    "m4v",
    "webm",
    "ogv",
    "mp3",
    "m4a",
    "ogg",
    "wav",
    "link",
    "href",
    "id",
)
_VERBATIM = frozenset(
    {"code", "sourcecode", "source", "php", "css", "javascript", "js", "html5", "python", "sql", "xml"}
)
_FILMS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
}
_SHOWN = 12  # names in a problem


def resolve_shortcodes(text: str) -> tuple[str, tuple[str, ...]]:
    """Returns the text as HTML, and the names of unknown codes."""
    pairs = {found["name"].lower() for found in _CODE.finditer(text) if found["close"]}
    unknown: dict[str, None] = {}
    text = _with_media(_with_code(text))

    def resolved(found: re.Match[str]) -> str:
        """Returns what stands for a code; a bracketed word that is no code stays."""
        name = found["name"].lower()
        attributes = _attributes(found["attributes"])
        known = bool(_LAYOUT.fullmatch(name))
        if not (known and (attributes or name in pairs or "_" in name)) and not (attributes or name in pairs):
            return found[0]
        if not known:
            unknown.setdefault(name)
        return "" if found["close"] else _said(name, attributes)

    text = _CODE.sub(resolved, text)
    text = _ESCAPED.sub(lambda found: found[1], text)
    return _LONE_ADDRESS.sub(lambda found: _link(found[1]), text), tuple(unknown)[:_SHOWN]


def _attributes(text: str) -> Mapping[str, str]:
    return {
        found[1].lower(): unescape(next(filter(None, found.groups()[1:]), ""))
        for found in _ATTRIBUTE.finditer(text)
    }


def _said(name: str, attributes: Mapping[str, str]) -> str:
    """Returns the words and addresses in the attributes of a code."""
    words = next((attributes[key] for key in ("text", "heading", "title") if attributes.get(key)), "")
    address = next((attributes[key] for key in ("url", "link", "href") if attributes.get(key)), "")
    found = _ADDRESS.search(address.replace("%3A", ":").replace("%2F", "/").split("|")[0])
    if found:
        return f'\n\n<a href="{escape(found[0])}">{escape(words or found[0])}</a>\n\n'
    if words and "heading" in name:
        return f"\n\n<h3>{escape(words)}</h3>\n\n"
    return f"\n\n<strong>{escape(words)}</strong>\n\n" if words else ""


def _with_media(text: str) -> str:
    """Replaces codes of films and sounds by links to them."""

    def linked(found: re.Match[str]) -> str:
        """Returns the link of a code with its content."""
        name = found["name"].lower()
        attributes = _attributes(found["attributes"])
        inner = (found["inner"] or "").strip()
        stated = [attributes[key] for key in _MEDIA_ATTRIBUTES if attributes.get(key)]
        bare = found["attributes"].strip(" =\t\"'“”")
        for each in (*stated, re.sub(r"<[^>]*>", "", inner), bare):
            address = _ADDRESS.search(each)
            if address:
                return f"\n\n{_link(address[0])}\n\n"
            if name in _FILMS and re.fullmatch(r"[\w-]{4,20}", each):
                return f"\n\n{_link(_FILMS[name].format(each))}\n\n"
            if re.fullmatch(r"[^\s<>\"']+\.(?:mp4|m4v|webm|ogv|mp3|m4a|ogg|wav|flv|wmv)", each):
                return f"\n\n{_link(each)}\n\n"
        return found[0]

    names = "|".join(sorted(_MEDIA))
    code = re.compile(
        rf"\[(?P<name>{names})\b(?P<attributes>[^\]]*)\](?:(?P<inner>[^\[]{{0,2000}})\[/(?P=name)\])?",
        re.IGNORECASE,
    )
    return code.sub(linked, text)


def _with_code(text: str) -> str:
    """Replaces codes of programs by preformatted text."""
    for name in sorted(_VERBATIM):
        if f"[/{name}]" in text:  # else the search would read the rest of the text for every code
            code = re.compile(rf"\[{name}\b[^\[\]]*\](.*?)\[/{name}\]", re.DOTALL)
            text = code.sub(lambda found: f"\n\n<pre>{escape(unescape(found[1]).strip())}</pre>\n\n", text)
    return text


def _link(address: str) -> str:
    return f'<p><a href="{escape(unescape(address))}">{escape(unescape(address))}</a></p>'
