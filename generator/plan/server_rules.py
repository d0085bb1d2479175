"""Redirect rules for web servers: for old addresses at which the output cannot have a page.

If the archive is under a sub-path ("/luu-tru/"), its host may also get requests for the old site's addresses
at its root. There are rules for these, too.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterator, Sequence
from functools import partial
from html import escape
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from generator import permalinks
from generator.model.archive import Redirect
from generator.model.content import Alias
from generator.model.settings import Settings
from generator.model.views.files import RulesView
from generator.model.views.output_page import Page
from generator.plan.page_sets import PageSet
from generator.text.old_address import host_key, parse_old_address, query_pairs

_APACHE_SAFE = "$-_.+!*'(),:;@&=/~"  # characters that Apache's "escape" keeps
_OWN = "[a-z0-9._/-]"  # characters of the archive's own addresses
_QUERY_SAFE = "/:@!$'()*,;~"  # characters that browsers keep in a query
_OUTPUTS = (
    permalinks.REDIRECTS, permalinks.NGINX, permalinks.CADDY, permalinks.APACHE, permalinks.APACHE_MAP,
    permalinks.IIS_MAP,
)  # fmt: skip
_TEMPLATES = ("redirects.txt", *_OUTPUTS[1:])


class _Rule(NamedTuple):
    """A redirect to `target`. `path` is decoded and from the host's root; `query` is as written.

    `host` is empty unless two old sites used the path for different articles.
    """

    host: str
    path: str
    query: str
    target: str


def rules_page_set(
    settings: Settings, redirects: Sequence[Redirect], served: Collection[str], taken: Container[str]
) -> PageSet:
    """The files of rules; `served` are the old addresses at which the output has a page that leads on.

    `taken` are the paths of the site's own files. An old address with such a path, or of a former archive,
    counts on its host only.
    """
    facts = _facts(settings, redirects, served, taken)
    bases = settings.base_url, settings.former_base_urls
    pages = partial(_pages, *bases, facts, "iis-rewrite" in settings.hosting.servers)
    return PageSet("redirects", _TEMPLATES, pages, (), (bases, facts), _OUTPUTS)


def redirected_addresses(
    settings: Settings, redirects: Sequence[Redirect], files: Collection[str]
) -> Iterator[tuple[str, str]]:
    """The old addresses that only servers redirect, each with the path that it leads to.

    At the old addresses that are `files` of the output, there is a page.
    """
    base = urlsplit(settings.base_url)
    found: dict[str, str] = {}
    for rule in sorted(_rules(base.path, _facts(settings, redirects, files, ()))):
        query = f"?{_queries(rule)[0]}" if rule.query else ""
        address = f"{base.scheme}://{rule.host or base.netloc}{quote(rule.path)}{query}"
        found.setdefault(address, rule.target)
    yield from found.items()


def _is_served(redirect: Redirect, served: Collection[str]) -> bool:
    return "?" not in redirect.alias.key and permalinks.stub(redirect.alias.path) in served


def _is_inside(alias: Alias, former: Sequence[str]) -> bool:
    """Whether an old address belongs to one of the former archives."""
    homes = filter(None, map(parse_old_address, former))
    return any(
        alias.host == home.host and f"{alias.path}/".startswith(f"{home.path}/" if home.path else "")
        for home in homes
    )


_Fact = tuple[str, str, str, str, str, bool, bool]


def _facts(
    settings: Settings, redirects: Sequence[Redirect], served: Collection[str], taken: Container[str]
) -> list[_Fact]:
    return [
        (
            each.alias.host,
            each.alias.path,
            each.alias.query,
            each.alias.key,
            each.target,
            _is_served(each, served),
            permalinks.stub(each.alias.path) in taken or _is_inside(each.alias, settings.former_base_urls),
        )
        for each in redirects
    ]


def _pages(base_url: str, former: Sequence[str], facts: Sequence[_Fact], for_iis: bool) -> Iterator[Page]:
    """The files of rules; none if there are no rules. `web.config` names the one for IIS in any case."""
    rules = sorted(_rules(urlsplit(base_url).path, facts))
    if for_iis:
        lines = tuple(_iis(base_url, rules))
        yield Page(
            permalinks.IIS_MAP,
            "redirects.iis.config",
            RulesView(path=permalinks.IIS_MAP, lines=lines, longest=0),
        )
    if not rules and not former:
        return
    files: tuple[tuple[str, str, Callable[[str, Sequence[_Rule]], Sequence[str]]], ...] = (
        (permalinks.REDIRECTS, "redirects.txt", _hosted),
        (permalinks.NGINX, "redirects.nginx.conf", partial(_nginx, former)),
        (permalinks.CADDY, "redirects.caddy", partial(_caddy, former)),
        (permalinks.APACHE, "redirects.apache.conf", lambda base, _: _apache_former(base, former)),
        (permalinks.APACHE_MAP, "redirects.apache.txt", _apache),
    )
    for path, template, written in files:
        lines = tuple(written(base_url, rules))
        longest = max(map(len, (line.encode() for line in lines)), default=0)
        yield Page(path, template, RulesView(path=path, lines=lines, longest=longest))


def _rules(base: str, facts: Sequence[_Fact]) -> Iterator[_Rule]:
    targets: dict[str, set[str]] = defaultdict(set)
    for _, _, _, key, target, *_ in facts:
        targets[key].add(target)
    for host, path, query, key, target, served, own in facts:
        if any(ord(char) < 32 for char in path + query):
            continue
        deciding = host if own or len(targets[key]) > 1 else ""
        # The page that leads on stands on the archive's own host alone.
        starts = ([] if served else [base]) + (["/"] if base != "/" or (served and deciding) else [])
        for start in starts:
            yield _Rule(deciding, start + path, query.replace("&amp;", "&"), target)


def _queries(rule: _Rule) -> tuple[str, ...]:
    """The query as written, and in the spellings that browsers and programs use."""
    pairs = query_pairs(rule.query)
    found = [quote(rule.query, safe=f"{_QUERY_SAFE}&=+%?")]
    for safe in (_QUERY_SAFE, ""):
        found.append("&".join("=".join(quote(each, safe=safe) for each in pair if each) for pair in pairs))
    return tuple(dict.fromkeys(found))


# --- nginx ------------------------------------------------------------------------------------------------


def _nginx(former: Sequence[str], base_url: str, rules: Sequence[_Rule]) -> list[str]:
    """Lines of a map from host, decoded path and query. nginx refuses duplicate keys.

    It tries exact lines before the patterns, which are those of former archives.
    """
    lines: dict[str, str] = {}
    for rule in rules:
        hosts = (rule.host, f"www.{rule.host}") if rule.host else ("",)
        paths = dict.fromkeys((rule.path, f"{rule.path.rstrip('/')}/"))
        for key in (f"{host}{path}?{query}" for host in hosts for path in paths for query in _queries(rule)):
            quoted = key.replace("\\", "\\\\").replace('"', '\\"')
            lines.setdefault(quoted.lower(), f'"{quoted}" "{base_url}{rule.target}";')
    for number, (host, path) in enumerate(map(_patterns, former)):
        pattern = rf"~*^(?:www\.)?{host}{path}(?<khotin_rest{number}>{_OWN}*)\?"
        lines[pattern] = f'"{pattern}" "{base_url}$khotin_rest{number}";'
    return list(lines.values())


def _patterns(base_url: str) -> tuple[str, str]:
    """Patterns of the host and the path of a former archive."""
    parts = urlsplit(base_url)
    return re.escape(host_key(parts.netloc)), re.escape(parts.path)


# --- Caddy ------------------------------------------------------------------------------------------------


def _caddy(former: Sequence[str], base_url: str, rules: Sequence[_Rule]) -> list[str]:
    """Lines of a map from host, decoded path and query.

    They are patterns, since only those let case aside. Caddy takes the first line that matches.
    """
    lines: dict[str, str] = {}
    for rule in rules:
        host = rf"(?:www\.)?{re.escape(rule.host)}" if rule.host else ""
        for query in _queries(rule):
            pattern = rf"~(?i)^{host}{_quoted(rule.path.rstrip('/'))}/?\?{_quoted(query)}$"
            lines.setdefault(pattern.lower(), f"`{pattern}` {base_url}{rule.target}")
    for host, path in map(_patterns, former):
        lines[host + path] = rf"`~(?i)^(?:www\.)?{host}{path}({_OWN}*)\?` {base_url}${{1}}"
    return list(lines.values())


def _quoted(text: str) -> str:
    """A pattern of this text for Go. A mark that would end the quoted pattern is written as its number."""
    return re.escape(text).replace("`", r"\x60")


# --- Apache -----------------------------------------------------------------------------------------------


def _apache(base_url: str, rules: Sequence[_Rule]) -> list[str]:
    """Lines of an Apache text map from old addresses to new ones.

    The key is host, path and query in lower case. The path is escaped as Apache does.
    """
    lines: dict[str, str] = {}
    for rule in rules:
        hosts = (rule.host, f"www.{rule.host}") if rule.host else ("",)
        paths = dict.fromkeys((rule.path, f"{rule.path.rstrip('/')}/"))
        for path in (quote(each, safe=_APACHE_SAFE) for each in paths):
            for key in (f"{host}{path}?{query}".lower() for host in hosts for query in _queries(rule)):
                lines.setdefault(key, f"{key} {base_url}{rule.target}")
    return list(lines.values())


def _apache_former(base_url: str, former: Sequence[str]) -> list[str]:
    """Lines that lead the addresses of former archives to the same path of this one."""
    lines = []
    for host, path in map(_patterns, former):
        lines.append(rf"RewriteCond %{{HTTP_HOST}} ^(?:www\.)?{host}(?::\d+)?$ [NC]")
        lines.append(f"RewriteRule ^{path}({_OWN}*)$ {base_url}$1 [R=301,L,NE,QSD]")
    return lines


# --- IIS --------------------------------------------------------------------------------------------------


def _iis(base_url: str, rules: Sequence[_Rule]) -> list[str]:
    """Lines of a map for URL Rewrite, from addresses as they come over the line."""
    lines: dict[str, str] = {}
    for rule in rules:
        hosts = (rule.host, f"www.{rule.host}") if rule.host else ("",)
        paths = dict.fromkeys((rule.path, f"{rule.path.rstrip('/')}/"))
        for path in (quote(each, safe=_APACHE_SAFE) for each in paths):
            for key in (f"{host}{path}{query}" for host in hosts for query in _question(rule)):
                target, found = _attribute(f"{base_url}{rule.target}"), _attribute(key)
                lines.setdefault(key.lower(), f'<add key="{found}" value="{target}" />')
    return list(lines.values())


def _attribute(text: str) -> str:
    return escape(text, quote=False).replace('"', "&quot;")


def _question(rule: _Rule) -> tuple[str, ...]:
    return tuple(f"?{query}" for query in _queries(rule)) if rule.query else ("",)


# --- hosts that read _redirects ---------------------------------------------------------------------------


def _hosted(base_url: str, rules: Sequence[_Rule]) -> list[str]:
    """Lines of a _redirects file.

    Cloudflare and GitLab skip lines with a query. Netlify uses the first line that matches, so that a path
    comes after the lines with its queries. None of them supports rules for one host, which are left out.
    """
    base = urlsplit(base_url).path
    with_query = {rule.path for rule in rules if rule.query}
    lines: dict[str, int] = {}
    for rule in rules:
        if rule.host:
            continue
        source = quote(rule.path, safe="/!$'(),;@=~+").replace("/:", "/%3A")
        pairs = [f" {quote(name)}={quote(value)}" for name, value in query_pairs(rule.query) if name]
        if rule.query and not pairs:
            continue
        order = 1 if rule.query else 2 if rule.path in with_query else 0
        lines.setdefault(f"{source}{''.join(pairs)} {base}{rule.target} 301", order)
    return sorted(lines, key=lambda line: (lines[line], line))
