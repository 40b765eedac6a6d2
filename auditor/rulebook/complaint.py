"""Faults of form in the words of a rule author: the place, what is wrong, what is allowed."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from auditor.rulebook.tree import Fault, Key, Tree

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_WANTED = {
    "string": "a text",
    "int": "a whole number",
    "decimal": "a number",
    "fraction": "a number",
    "bool": "true or false",
    "tuple": "a list",
    "list": "a list",
    "frozen_set": "a list",
    "dict": "a mapping (key: value)",
    "mapping": "a mapping (key: value)",
    "dataclass": "a mapping (key: value)",
}


def typed(kind: Any, tree: Tree, under: Key = (), value: Any = None) -> tuple[Any, list[Fault]]:
    """A value of a file as an instance of a dataclass.

    Args:
        kind: what it must be.
        tree: the file, for lines.
        under: where in the file the value stands.
        value: the value; without it the whole file.

    Returns:
        The instance and no faults, or `None` and the faults.
    """
    from pydantic import ValidationError

    try:
        return _adapter(kind).validate_python(tree.value if value is None else value), []
    except ValidationError as error:
        return None, list(_faults(kind, tree, under, error.errors(include_url=False)))


def nearest(word: str, known: Iterable[str]) -> str:
    """Advice on a word that is not known: the nearest that is, or all of them."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, 1)
    return f"did you mean {close[0]}?" if close else f"allowed: {', '.join(names)}"


def kind_of_value(value: Any) -> str:
    """What a value of a file is, in words."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | Decimal):
        return "a number"
    return next((words for kind, words in ((str, "a text"), (list, "a list"), (dict, "a mapping")) if isinstance(value, kind)), "empty")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _faults(kind: Any, tree: Tree, under: Key, errors: Sequence[Any]) -> Iterator[Fault]:
    """One fault for each place, of which the alternatives of a union may have raised several."""
    reasons: dict[Key, list[str]] = {}
    for error in errors:
        place = _place(tree, under, error)
        reason = _reason(kind, error)
        if reason not in reasons.setdefault(place, []):
            reasons[place].append(reason)
    told_already = {fault.key for fault in tree.faults}
    for place, told in reasons.items():
        if place not in told_already and not _deeper(place, reasons):
            yield tree.fault(place, " or ".join(told))


def _deeper(place: Key, places: Iterable[Key]) -> bool:
    """Whether another fault lies inside this place: then this is the alternative that the author did not choose."""
    return any(len(other) > len(place) and other[: len(place)] == place for other in places)


def _place(tree: Tree, under: Key, error: Mapping[str, Any]) -> Key:
    """Where the author sees the fault: pydantic's path without the names of union members, which no file has."""
    place = under
    parts: Key = error["loc"]
    for part in parts:
        if tree.has((*place, part)):
            place = (*place, part)
    return (*place, parts[-1]) if error["type"] == "missing" else place


def _reason(kind: Any, error: Mapping[str, Any]) -> str:
    name, context, given = error["type"], error.get("ctx", {}), error["input"]
    if name == "missing":
        return "missing; this key is required"
    if name == "unexpected_keyword_argument":
        return f"unknown key; {nearest(str(error['loc'][-1]), _allowed(kind, error['loc'][:-1]))}"
    if name in {"literal_error", "enum"}:
        return f"is {given}; allowed: {context['expected'].replace(chr(39), '').replace(' or ', ', ')}"
    if name == "value_error":
        return str(context["error"])
    wanted = _WANTED.get(name.removesuffix("_type").removesuffix("_parsing"))
    if wanted is None:
        return f"{error['msg'][:1].lower()}{error['msg'][1:]}"
    advice = "; put it in quotes" if wanted == "a text" and not isinstance(given, list | dict) and given is not None else ""
    return f"is {kind_of_value(given)}; must be {wanted}{advice}"


def _allowed(kind: Any, loc: Iterable[str | int]) -> set[str]:
    """The keys that the mapping at `loc` may have."""
    types_here = _alternatives(kind)
    for part in loc:
        types_here = [inner for outer in types_here for inner in _step(outer, part)] or types_here
    return {item.name for here in types_here if is_dataclass(here) for item in fields(here)}


def _step(kind: Any, part: str | int) -> list[Any]:
    """The types of what lies at `part` of a value of type `kind`."""
    if is_dataclass(kind):
        return _alternatives(get_type_hints(kind, include_extras=True).get(str(part)))
    arguments = get_args(kind)
    if isinstance(part, int) and arguments:
        return _alternatives(arguments[0])
    return _alternatives(arguments[1]) if len(arguments) == 2 and issubclass(get_origin(kind) or object, Mapping) else []


def _alternatives(kind: Any) -> list[Any]:
    """A type, or the types of a union."""
    if get_origin(kind) is Annotated:
        return _alternatives(get_args(kind)[0])
    if get_origin(kind) in {Union, types.UnionType}:
        return [inner for member in get_args(kind) for inner in _alternatives(member)]
    return [] if kind is None else [kind]
