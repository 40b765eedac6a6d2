"""Frozen dataclasses that cost next to nothing to define, with `field` and `replace` to go with them.

Importing `dataclasses` and having it compile the methods of a hundred classes takes longer than auditing a page. Here a class gets its constructor when
the first value is made, compiled in an earlier run, and the fields that `dataclasses`, and so pydantic, asks for when they are asked for. Slots are for
what a report has by the thousand. To the type checker all three names are those of `dataclasses`; that a value is never changed is what it says, nothing checks that at run
time.
"""

from __future__ import annotations

import marshal
from functools import cache, cached_property
from operator import attrgetter
from types import FunctionType
from typing import TYPE_CHECKING, Any

from auditor.kept import kept

__all__ = ["field", "record", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
    from dataclasses import field, replace
else:

    def record(*, frozen: bool, slots: bool = False) -> Any:
        """The decorator of a class whose annotations are strings."""
        if not frozen:
            raise TypeError("a record is frozen")
        return lambda kind: _made(kind, slots=slots)

    def field(**options: Any) -> Any:
        """What is to be known of a field besides its type; the options are those of `dataclasses.field`."""
        return _Field(options)

    def replace(value: Any, /, **changes: Any) -> Any:
        """A value with some of its fields changed."""
        given = value.__shape__.given
        return type(value)(**{**dict(zip(given, _got(given)(value), strict=True)), **changes})


class _Field:
    """The options of one field."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options


class _Fields:
    """What `dataclasses` knows of a class, worked out when somebody asks."""

    def __init__(self, kind: type[Any], own: dict[str, Any]) -> None:
        self._kind = kind
        self._own = own

    def __get__(self, _: object, owner: type[Any]) -> Any:
        import dataclasses

        own = {name: dataclasses.field(**value.options) if isinstance(value, _Field) else value for name, value in self._own.items()}
        twin: Any = dataclasses.dataclass(eq=False, repr=False, match_args=False)(type(self._kind.__name__, self._kind.__bases__, own))
        self._kind.__dataclass_params__ = twin.__dataclass_params__
        self._kind.__dataclass_fields__ = twin.__dataclass_fields__
        return twin.__dataclass_fields__


class _Shape:
    """The fields of a record, worked out when its first value is made: most of those that a run imports it never makes."""

    def __init__(self, own: dict[str, Any]) -> None:
        self._own = own

    @cached_property
    def fields(self) -> dict[str, _Field]:
        """The options of each field, in their order."""
        return {name: _field(self._own, name) for name, hint in self._own.get("__annotations__", {}).items() if "ClassVar" not in hint}

    @cached_property
    def given(self) -> tuple[str, ...]:
        """The fields that the constructor takes."""
        return tuple(name for name, its in self.fields.items() if its.options.get("init", True))

    @cached_property
    def values(self) -> Any:
        """The function that gives what makes two values equal."""
        return _got(tuple(name for name, its in self.fields.items() if its.options.get("compare", True)))


def _made(kind: type[Any], *, slots: bool) -> Any:
    own = {name: value for name, value in vars(kind).items() if name not in ("__dict__", "__weakref__")}
    shape = _Shape(own)

    def construct(self: Any, *given: Any, **named: Any) -> None:
        made.__init__ = _constructor(shape.fields, late=hasattr(made, "__post_init__"))
        made.__init__(self, *given, **named)

    def same(self: Any, other: object) -> bool:
        return shape.values(self) == shape.values(other) if other.__class__ is self.__class__ else NotImplemented

    methods = {"__init__": construct, "__eq__": same, "__hash__": lambda self: hash(shape.values(self)), "__repr__": _shown, "__shape__": shape}
    made: Any = kind
    if not slots:
        methods["__getstate__"] = lambda self: _said(self, own)
    if slots:
        # A class has its slots from the beginning, so that this one is made a second time: what a report has by the thousand is worth it
        body = {name: value for name, value in own.items() if name not in shape.fields}
        made = type(kind.__name__, kind.__bases__, body | methods | {"__slots__": tuple(shape.fields)})
        made.__qualname__ = kind.__qualname__
    else:
        for name, method in methods.items():
            setattr(made, name, method)
    made.__dataclass_fields__ = _Fields(made, own)
    return made


@cache
def _got(names: tuple[str, ...]) -> Any:
    """The function that gives the values of these fields, as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _field(own: dict[str, Any], name: str) -> _Field:
    value = own.get(name)
    return value if isinstance(value, _Field) else _Field({"default": value} if name in own else {})


def _constructor(fields: dict[str, _Field], *, late: bool) -> Any:
    """The function that takes the fields in their order; `late` where the class has a `__post_init__`."""
    parameters, lines = [], []
    values = {}
    for name, its in fields.items():
        if not its.options.get("init", True):
            continue
        values[name] = its.options.get("default_factory", its.options.get("default"))
        optional = "default" in its.options or "default_factory" in its.options
        parameters.append(f"{name}=values[{name!r}]" if optional else name)
        made = f"{name}() if {name} is values[{name!r}] else {name}" if "default_factory" in its.options else name
        lines.append(f"        self.{name} = {made}\n")
    lines.append("        self.__post_init__()\n" if late else "        return None\n")
    source = f"def given(values):\n    def __init__(self, {', '.join(parameters)}):\n{''.join(lines)}    return __init__\n"
    return FunctionType(marshal.loads(kept(f"record {source}", lambda: _compiled(source))), {})(values)


def _compiled(source: str) -> bytes:
    found: dict[str, Any] = {}
    exec(source, found)
    return marshal.dumps(found["given"].__code__)


def _said(self: Any, own: dict[str, Any]) -> dict[str, Any]:
    """What a pickle holds of a record: a field that has its default is found in the class."""
    return {name: value for name, value in vars(self).items() if name not in own or value != own[name]}


def _shown(self: Any) -> str:
    pairs = ", ".join(f"{name}={getattr(self, name)!r}" for name, its in self.__shape__.fields.items() if its.options.get("repr", True))
    return f"{type(self).__qualname__}({pairs})"
