"""Faults of form in the words of a rule author: the place, what is wrong, what is allowed."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache, reduce
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from auditor.lexicon import Lexicon
from auditor.rule import Text
from auditor.rulebook.tree import Fault, Key, Tree
from auditor.wording import CHOICES, advice

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_TEXT, _NUMBER, _SWITCH = Text("文字", "a text"), Text("数", "a number"), Text("true 或 false", "true or false")
_LIST, _MAPPING, _EMPTY = Text("列表", "a list"), Text("键值对", "a mapping"), Text("空的", "empty")
_PAIRS = Text("键值对（键: 值）", "a mapping (key: value)")
_WANTED = {
    "string": _TEXT,
    "int": Text("整数", "a whole number"),
    "decimal": _NUMBER,
    "bool": _SWITCH,
    "tuple": _LIST,
    "dict": _PAIRS,
    "mapping": _PAIRS,
    "dataclass": _PAIRS,
}
_MISSING = Text("缺少，这一项必须写", "missing; this key is required")
_UNKNOWN = Text("没有这个键", "unknown key")
_NOT_ALLOWED = Text("不能是 {0}", "is {0}")
_WRONG = Text("是{0}，应为{1}", "is {0}; must be {1}")
_QUOTE = Text("；请加引号", "; put it in quotes")
_TOO_LONG = Text("多了，只能有 {0} 项", "too many; {0} are allowed")
_OR = Text("；或者", " or ")


def typed(kind: Any, tree: Tree, under: Key = (), value: Any = None, lexicon: Lexicon | None = None) -> tuple[Any, list[Fault]]:
    """A value of a file as an instance of a dataclass.

    Args:
        kind: what it must be.
        tree: the file, for lines.
        under: where in the file the value stands.
        value: the value; without it the whole file.
        lexicon: the vocabulary that the value may name.

    Returns:
        The instance and no faults, or `None` and the faults.
    """
    from pydantic import ValidationError

    try:
        return _adapter(kind).validate_python(tree.value if value is None else value, context=lexicon), []
    except ValidationError as error:
        return None, list(_faults(kind, tree, under, error.errors(include_url=False)))


def kind_of_value(value: Any) -> Text:
    """What a value of a file is, in words."""
    if isinstance(value, bool):
        return _SWITCH
    if isinstance(value, int | Decimal):
        return _NUMBER
    return next((words for kind, words in ((str, _TEXT), (list, _LIST), (dict, _MAPPING)) if isinstance(value, kind)), _EMPTY)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _faults(kind: Any, tree: Tree, under: Key, errors: Sequence[Any]) -> Iterator[Fault]:
    """One fault for each place, of which the alternatives of a union may have raised several."""
    reasons: dict[Key, list[Text]] = {}
    for error in errors:
        place = _place(tree, under, error)
        reason = _reason(kind, error)
        if reason not in reasons.setdefault(place, []):
            reasons[place].append(reason)
    told_already = {fault.key for fault in tree.faults}
    for place, told in reasons.items():
        if place not in told_already and not _deeper(place, reasons):
            yield tree.fault(place, reduce(lambda one, other: one + _OR + other, told))


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


def _reason(kind: Any, error: Mapping[str, Any]) -> Text:
    name, context, given = error["type"], error.get("ctx", {}), error["input"]
    if name == "missing":
        return _MISSING
    if name == "unexpected_keyword_argument":
        return _UNKNOWN + advice(str(error["loc"][-1]), _allowed(kind, error["loc"][:-1]))
    if name in {"literal_error", "enum"}:
        names = context["expected"].replace(chr(39), "").replace(" or ", ", ")
        return _NOT_ALLOWED.filled(given) + CHOICES.filled(Text(names.replace(", ", "、"), names))
    if name == "value_error":
        (told,) = context["error"].args
        return told if isinstance(told, Text) else Text(str(told), str(told))
    if name == "too_long":
        return _TOO_LONG.filled(context["max_length"])
    # int_type, int_parsing, int_from_float
    wanted = _WANTED.get(name.partition("_")[0])
    if wanted is None:
        return Text(error["msg"], f"{error['msg'][:1].lower()}{error['msg'][1:]}")
    told = _WRONG.filled(kind_of_value(given), wanted)
    return told + _QUOTE if wanted is _TEXT and not isinstance(given, list | dict) and given is not None else told


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
