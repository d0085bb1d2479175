"""Redirect rules for web servers: for old addresses at which the output cannot have a page.

If the archive is under a sub-path ("/luu-tru/"), its host may also get requests for the old site's addresses
at its root. There are rules for these, too.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from generator import permalinks
from generator.model.archive import Redirect
from generator.model.views import Page, RulesView
from generator.plan.page_sets import PageSet
from generator.text.old_address import query_pairs

_APACHE_SAFE = "$-_.+!*'(),:;@&=/~"  # characters that Apache's "escape" keeps
_QUERY_SAFE = "/:@!$'()*,;~"  # characters that browsers keep in a query
_TEMPLATES = ("redirects.txt", "redirects.nginx.conf", "redirects.apache.conf", "redirects.apache.txt")
_OUTPUTS = (permalinks.REDIRECTS, permalinks.NGINX, permalinks.APACHE, permalinks.APACHE_MAP)


class _Rule(NamedTuple):
    """A redirect to `target`. `path` is decoded and from the host's root; `query` is as written.

    `host` is empty unless two old sites used the path for different articles.
    """

    host: str
    path: str
    query: str
    target: str


def rules_page_set(base_url: str, redirects: Sequence[Redirect], served: Collection[str]) -> PageSet:
    """The files of rules; `served` are the old addresses at which the output has a page."""
    facts = [
        (
            each.alias.host,
            each.alias.path,
            each.alias.query,
            each.alias.key,
            each.target,
            _is_served(each, served),
        )
        for each in redirects
    ]
    pages = partial(_pages, base_url, facts)
    return PageSet("redirects", _TEMPLATES, pages, (), (base_url, facts), _OUTPUTS)


def _is_served(redirect: Redirect, served: Collection[str]) -> bool:
    return "?" not in redirect.alias.key and permalinks.stub(redirect.alias.path) in served


_Fact = tuple[str, str, str, str, str, bool]


def _pages(base_url: str, facts: Sequence[_Fact]) -> Iterator[Page]:
    """The files of rules; none if there are no rules."""
    rules = sorted(_rules(urlsplit(base_url).path, facts))
    if not rules:
        return
    files: tuple[tuple[str, str, Callable[[str, Sequence[_Rule]], Sequence[str]]], ...] = (
        (permalinks.REDIRECTS, "redirects.txt", _hosted),
        (permalinks.NGINX, "redirects.nginx.conf", _nginx),
        (permalinks.APACHE, "redirects.apache.conf", lambda _, __: ()),
        (permalinks.APACHE_MAP, "redirects.apache.txt", _apache),
    )
    for path, template, written in files:
        lines = tuple(written(base_url, rules))
        longest = max(map(len, (line.encode() for line in lines)), default=0)
        yield Page(path, template, RulesView(path=path, lines=lines, longest=longest))


def _rules(base: str, facts: Sequence[_Fact]) -> Iterator[_Rule]:
    targets: dict[str, set[str]] = defaultdict(set)
    for _, _, _, key, target, _ in facts:
        targets[key].add(target)
    for host, path, query, key, target, served in facts:
        if any(ord(char) < 32 for char in path + query):
            continue
        deciding = host if len(targets[key]) > 1 else ""
        starts = ([] if served else [base]) + (["/"] if base != "/" else [])
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


def _nginx(base_url: str, rules: Sequence[_Rule]) -> list[str]:
    """Lines of a map from host, decoded path and query. nginx refuses duplicate keys."""
    lines: dict[str, str] = {}
    for rule in rules:
        hosts = (rule.host, f"www.{rule.host}") if rule.host else ("",)
        paths = dict.fromkeys((rule.path, f"{rule.path.rstrip('/')}/"))
        for key in (f"{host}{path}?{query}" for host in hosts for path in paths for query in _queries(rule)):
            quoted = key.replace("\\", "\\\\").replace('"', '\\"')
            lines.setdefault(quoted.lower(), f'"{quoted}" "{base_url}{rule.target}";')
    return list(lines.values())


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
