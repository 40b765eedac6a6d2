"""Frozen dataclasses that cost a tenth of the usual to define: an audit of one page is over before ninety of the ordinary kind are made.

`dataclasses` compiles source for every method of every class. Here it writes the constructor alone, and that when the first value is made; comparing,
hashing and showing are one function each for all classes. That a value is never changed is what the type checker says: nothing checks it at run time.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen: bool, slots: bool = False) -> Any:
        """The decorator; to the type checker it is `dataclasses.dataclass`, whose other options are not on offer."""
        if not frozen:
            raise TypeError("a record is frozen")
        return lambda kind: _made(kind, slots=slots)


def _made(kind: type[Any], *, slots: bool) -> type[Any]:
    own = {name: value for name, value in vars(kind).items() if name not in ("__dict__", "__weakref__")}
    made = dataclasses.dataclass(init=False, eq=False, repr=False, match_args=False, slots=slots)(kind)
    compared = tuple(item.name for item in dataclasses.fields(made) if item.compare)

    def values(self: Any) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in compared])

    def same(self: Any, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def first(self: Any, *given: Any, **named: Any) -> None:
        twin: Any = dataclasses.dataclass(eq=False, repr=False, match_args=False)(type(kind.__name__, kind.__bases__, own))
        made.__init__ = vars(twin)["__init__"]
        made.__init__(self, *given, **named)

    for name, method in (("__init__", first), ("__eq__", same), ("__hash__", lambda self: hash(values(self))), ("__repr__", _shown)):
        if name not in own:
            setattr(made, name, method)
    return made


def _shown(self: Any) -> str:
    pairs = ", ".join(f"{item.name}={getattr(self, item.name)!r}" for item in dataclasses.fields(self) if item.repr)
    return f"{type(self).__qualname__}({pairs})"
