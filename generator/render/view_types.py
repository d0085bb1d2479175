"""What templates may ask of views: their fields, and the types of these."""

import types
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from generator.model.views import (
    addresses,
    article,
    data,
    files,
    gaps,
    indexes,
    lists,
    media,
    page,
    provinces,
    statistics,
)
from generator.model.views.output_page import View

Types = frozenset[Any]  # empty if nothing is known

MODULES = (page, lists, article, media, provinces, indexes, statistics, gaps, addresses, data, files)


@cache
def page_types() -> Types:
    """The views that a template may get as `page`."""
    roots = members(View)
    return frozenset(each for each in records().values() if any(issubclass(each, root) for root in roots))


@cache
def records() -> dict[str, type[Struct]]:
    """The records that templates receive, by name."""
    return {
        name: value
        for module in MODULES
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, Struct) and value.__module__ == module.__name__
    }


def members(hint: Any) -> Types:
    """The types of a union but None, or the type itself."""
    if get_origin(hint) in (Union, types.UnionType):
        return frozenset(each for part in get_args(hint) for each in members(part))
    return frozenset() if hint is type(None) else frozenset({hint})


def attribute(owners: Types, name: str) -> Types | None:
    """The types of an attribute of one of these types; None if none of them has it."""
    found: list[Types] = []
    for owner in owners:
        cls = get_origin(owner) or owner
        if not isinstance(cls, type) or cls is object:
            return frozenset()
        if name in hints(cls):
            found.append(members(hints(cls)[name]))
        elif hasattr(cls, name) or (not issubclass(cls, Struct) and cls is not str):
            found.append(frozenset())
    if not found:
        return None
    return frozenset().union(*found) if all(found) else frozenset()


def element(owners: Types) -> Types:
    """The types of the elements of these tuples; empty if that is not known."""
    known = [get_args(owner)[0] for owner in owners if _is_tuple(owner)]
    return frozenset().union(*map(members, known)) if known and len(known) == len(owners) else frozenset()


def fields(owners: Types) -> list[str]:
    """The names of the attributes that these types have, sorted."""
    return sorted({name for owner in owners if isinstance(owner, type) for name in hints(owner)})


@cache
def hints(cls: type) -> dict[str, Any]:
    """The fields and properties of a record with their types."""
    if not issubclass(cls, Struct):
        return {}
    computed = {
        name: get_type_hints(value.fget).get("return", object)
        for each in reversed(cls.__mro__)
        for name, value in vars(each).items()
        if isinstance(value, property) and value.fget
    }
    return get_type_hints(cls) | computed


def _is_tuple(owner: Any) -> bool:
    return get_origin(owner) is tuple and len(get_args(owner)) == 2 and get_args(owner)[1] is ...
