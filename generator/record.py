"""Records: frozen dataclasses with slots that are quick to pickle, as the store keeps many."""

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def record(cls: type[T], /) -> type[T]: ...
@overload
def record(*, order: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T] | None = None, /, *, order: bool = False) -> Any:
    """Makes the class such a record."""
    return _made(cls, order) if cls else lambda each: _made(each, order)


def _made(cls: type[T], order: bool) -> type[T]:
    made: Any = dataclass(frozen=True, slots=True, order=order)(cls)
    # What dataclasses do by themselves asks each record anew what its fields are.
    names = tuple(made.__dataclass_fields__)
    if len(names) == 1:
        made.__reduce__ = lambda self: (made, (getattr(self, names[0]),))
    else:
        values = attrgetter(*names)
        made.__reduce__ = lambda self: (made, values(self))
    return made  # type: ignore[no-any-return]
