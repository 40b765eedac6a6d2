"""One YAML file as plain values, with the line of every key: stricter than YAML, because a rule file is data that people mistype.

Scalars follow the YAML 1.2 core schema, not 1.1: `no` is a word and `12:30` is not 750. Decimals come from their digits and are never floats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from auditor.record import field, record
from auditor.rulebook.source import MAX_BYTES, SourceFile

Key = tuple[str | int, ...]
"""A place in a file: the mapping keys and list positions (from 0) that lead there."""

MAX_DEPTH = 20
"""No rule nests deeper; a file that does is broken or hostile."""

# matches -12, not 007
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,30})")
# matches 99.50, not 1.2.3
_DECIMAL = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)")
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}


@record(frozen=True, slots=True)
class Fault:
    """Something wrong in a rule file: its 1-based line, the place in the file, and what is wrong and what is allowed."""

    line: int
    key: Key
    reason: str

    @property
    def dotted(self) -> str:
        """The place as messages write it: `examples[2].find`."""
        return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in self.key).removeprefix(".")


@record(frozen=True, slots=True)
class Tree:
    """What a file says: values of str, int, Decimal, bool, None, list and dict; the 1-based line of each place; what is wrong with its form."""

    value: Any
    lines: dict[Key, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, key: Key) -> int:
        """The line of a place, or of the nearest place around it that the file has."""
        while key not in self.lines and key:
            key = key[:-1]
        return self.lines.get(key, 1)

    def has(self, key: Key) -> bool:
        """Whether the file says something at that place."""
        return key in self.lines

    def fault(self, key: Key, reason: str) -> Fault:
        """A fault at a place."""
        return Fault(self.line(key), key, reason)


def read_tree(file: SourceFile) -> Tree:
    """The file as values; never raises: what is wrong stands in `faults`."""
    if len(file.data) > MAX_BYTES:
        return Tree(None, {}, [Fault(1, (), f"too large; at most {MAX_BYTES // 1024} KB")])
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Tree(None, {}, [Fault(file.data.count(b"\n", 0, error.start) + 1, (), "not UTF-8; save the file as UTF-8")])
    return _parse(text)


def _parse(text: str) -> Tree:
    import yaml

    reading = _Reading({}, [])
    try:
        # Events and not nodes: composing nodes recurses in C, and a deep enough file ends the process.
        value = reading.document(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return Tree(None, {}, [Fault(mark.line + 1 if mark else 1, (), f"not YAML: {error.problem or error.context}")])
    except yaml.reader.ReaderError as error:
        return Tree(None, {}, [Fault(text.count("\n", 0, int(error.position)) + 1, (), f"not YAML: {error.reason}")])
    except _BeyondReadingError as error:
        return Tree(None, {}, [error.fault])
    return Tree(value, reading.lines, reading.faults)


class _BeyondReadingError(Exception):
    """A file whose rest is not worth reading."""

    def __init__(self, line: int, key: Key, reason: str) -> None:
        super().__init__(reason)
        self.fault = Fault(line, key, reason)


@record(frozen=True, slots=True)
class _Reading:
    """The walk through the events of one file."""

    lines: dict[Key, int]
    faults: list[Fault]

    def document(self, events: Iterator[Any]) -> Any:
        """The value of the one document of the file."""
        next(events)
        if _kind(next(events)) != "DocumentStart":
            raise _BeyondReadingError(1, (), "empty; a mapping (key: value) is needed")
        value = self.value(next(events), events, ())
        next(events)
        further = next(events)
        if _kind(further) != "StreamEnd":
            raise _BeyondReadingError(_line(further), (), "a second document (---); a file holds one")
        return value

    def value(self, event: Any, events: Iterator[Any], key: Key) -> Any:
        """What begins with `event`."""
        line, kind = _line(event), _kind(event)
        self.lines.setdefault(key, line)
        if len(key) > MAX_DEPTH:
            raise _BeyondReadingError(line, key[:3], f"nested too deeply; at most {MAX_DEPTH} levels")
        if kind == "Alias":
            self.faults.append(Fault(line, key, "is an alias (*name); write the text out"))
            return None
        if event.tag is not None:
            self.faults.append(Fault(line, key, f"has the tag {event.tag}; tags are not allowed"))
        if kind == "Scalar":
            return _scalar(event.value) if event.implicit[0] else event.value
        return dict(self.items(events, key)) if kind == "MappingStart" else list(self.elements(events, key))

    def elements(self, events: Iterator[Any], key: Key) -> Iterator[Any]:
        """The elements of the list whose start was read."""
        position = 0
        while _kind(event := next(events)) != "SequenceEnd":
            yield self.value(event, events, (*key, position))
            position += 1

    def items(self, events: Iterator[Any], key: Key) -> Iterator[tuple[str, Any]]:
        """The items of the mapping whose start was read; of two with one key the first."""
        while _kind(event := next(events)) != "MappingEnd":
            line = _line(event)
            if _kind(event) != "Scalar":
                raise _BeyondReadingError(line, key, "has a key that is no word; keys are plain texts")
            place = (*key, event.value)
            if place in self.lines:
                self.faults.append(Fault(line, place, f"is given twice, first in line {self.lines[place]}; once is enough"))
                self.value(next(events), events, (*place, ""))
                continue
            self.lines[place] = line
            yield event.value, self.value(next(events), events, place)


def _kind(event: Any) -> str:
    """What an event is; its class lives in a module that is imported late."""
    return type(event).__name__.removesuffix("Event")


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _scalar(text: str) -> str | int | Decimal | bool | None:
    """An unquoted scalar."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text
