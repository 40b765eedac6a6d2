"""One YAML file as plain values, with the line of every key: stricter than YAML, because a rule file is data that people mistype.

Scalars follow the YAML 1.2 core schema, not 1.1: `no` is a word and `12:30` is not 750. Decimals come from their digits and are never floats.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from auditor.record import field, record
from auditor.rule import Text
from auditor.rulebook.source import MAX_BYTES, SourceFile

Key = tuple[str | int, ...]
"""A place in a file: the mapping keys and list positions (from 0) that lead there."""

MAX_DEPTH = 20
"""No rule nests deeper; a file that does is broken or hostile."""

# matches -12, not 007
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,30})")
# matches 99.50, not 1.2.3
_DECIMAL = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)")
_TOO_LARGE = Text("文件太大，最多 {0} KB", "too large; at most {0} KB")
_NOT_UTF8 = Text("不是 UTF-8 编码，请另存为 UTF-8", "not UTF-8; save the file as UTF-8")
_NOT_YAML = Text("不是有效的 YAML：{0}", "not YAML: {0}")
_NOTHING = Text("空文件，应写键值对（键: 值）", "empty; a mapping (key: value) is needed")
_SECOND = Text("又开始一份文档（---），一个文件只写一份", "a second document (---); a file holds one")
_TOO_DEEP = Text("嵌套太深，最多 {0} 层", "nested too deeply; at most {0} levels")
_ALIAS = Text("是别名（*name），请把内容写出来", "is an alias (*name); write the text out")
_TAG = Text("带有标签 {0}，不能用标签", "has the tag {0}; tags are not allowed")
_NO_WORD = Text("有一个键不是文字，键只能是文字", "has a key that is no word; keys are plain texts")
_TWICE = Text("写了两次，前一次在第 {0} 行，只写一次", "is given twice, first in line {0}; once is enough")
_HIDDEN = Text(
    "含有看不见、或与常用字貌似而不同的字符 {0}，永远对不上；请删去重新输入",
    "has {0}: invisible, or only like a usual character, and so never found; delete it and type it anew",
)
_IN_CHINESE = {
    "mapping values are not allowed in this context": "这里多了一个冒号；文字里有“冒号加空格”的，整段加引号；全角冒号不能作键的冒号",
    "could not find expected ':'": "键的后面缺少半角冒号和空格",
    "did not find expected key": "缩进不齐，或引号、括号后面多了文字",
    "did not find expected '-' indicator": "列表的缩进不齐，或缺少 -",
    "did not find expected ',' or ']'": "方括号没有成对，或缺少半角逗号",
    "did not find expected ',' or '}'": "大括号没有成对，或缺少半角逗号",
    "found character that cannot start any token": "以 @ ` % 或制表符开头；文字请加引号，缩进用空格",
    "found unexpected end of stream": "引号没有成对",
    "found unknown escape character": "双引号里的 \\ 有特殊含义，请改用单引号",
    "block sequence entries are not allowed in this context": "- 要另起一行",
    "control characters are not allowed": "有控制字符",
}
"""The commonest faults of YAML; the others are told in the words of the library."""
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}


@record(frozen=True)
class Fault:
    """Something wrong in a rule file: its 1-based line, the place in the file, and what is wrong and what is allowed."""

    line: int
    key: Key
    reason: Text

    @property
    def dotted(self) -> str:
        """The place as messages write it: `examples[2].find`."""
        return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in self.key).removeprefix(".")


@record(frozen=True)
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

    def fault(self, key: Key, reason: Text) -> Fault:
        """A fault at a place."""
        return Fault(self.line(key), key, reason)


def read_tree(file: SourceFile) -> Tree:
    """The file as values; never raises: what is wrong stands in `faults`."""
    if len(file.data) > MAX_BYTES:
        return Tree(None, {}, [Fault(1, (), _TOO_LARGE.filled(MAX_BYTES // 1024))])
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Tree(None, {}, [Fault(file.data.count(b"\n", 0, error.start) + 1, (), _NOT_UTF8)])
    return _parse(text)


def _parse(text: str) -> Tree:
    import yaml

    reading = _Reading({}, [])
    try:
        # Events and not nodes: composing nodes recurses in C, and a deep enough file ends the process.
        value = reading.document(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return Tree(None, {}, [Fault(mark.line + 1 if mark else 1, (), _not_yaml(error.problem or error.context))])
    except yaml.reader.ReaderError as error:
        return Tree(None, {}, [Fault(text.count("\n", 0, int(error.position)) + 1, (), _not_yaml(error.reason))])
    except _BeyondReadingError as error:
        return Tree(None, {}, [error.fault])
    return Tree(value, reading.lines, reading.faults)


def _not_yaml(problem: object) -> Text:
    return _NOT_YAML.filled(Text(_IN_CHINESE.get(str(problem), str(problem)), str(problem)))


class _BeyondReadingError(Exception):
    """A file whose rest is not worth reading."""

    def __init__(self, line: int, key: Key, reason: Text) -> None:
        super().__init__(reason.en)
        self.fault = Fault(line, key, reason)


@record(frozen=True)
class _Reading:
    """The walk through the events of one file."""

    lines: dict[Key, int]
    faults: list[Fault]

    def document(self, events: Iterator[Any]) -> Any:
        """The value of the one document of the file."""
        next(events)
        if _kind(next(events)) != "DocumentStart":
            raise _BeyondReadingError(1, (), _NOTHING)
        value = self.value(next(events), events, ())
        next(events)
        further = next(events)
        if _kind(further) != "StreamEnd":
            raise _BeyondReadingError(_line(further), (), _SECOND)
        return value

    def value(self, event: Any, events: Iterator[Any], key: Key) -> Any:
        """What begins with `event`."""
        line, kind = _line(event), _kind(event)
        self.lines.setdefault(key, line)
        if len(key) > MAX_DEPTH:
            raise _BeyondReadingError(line, key[:3], _TOO_DEEP.filled(MAX_DEPTH))
        if kind == "Alias":
            self.faults.append(Fault(line, key, _ALIAS))
            return None
        if event.tag is not None:
            self.faults.append(Fault(line, key, _TAG.filled(event.tag)))
        if kind == "Scalar":
            self.looked_through(event.value, line, key)
            return _scalar(event.value) if event.implicit[0] else event.value
        return dict(self.items(events, key)) if kind == "MappingStart" else list(self.elements(events, key))

    def looked_through(self, text: str, line: int, key: Key) -> None:
        """Complains of characters that nobody sees or tells apart; what an example says is a report, in which anything may stand."""
        plain = key[:1] == ("examples",) or (text.isascii() and text.isprintable())
        hidden = {} if plain else dict.fromkeys(f"U+{ord(c):04X}" for c in text if _is_hidden(c))
        if hidden:
            self.faults.append(Fault(line, key, _HIDDEN.filled(" ".join(hidden))))

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
                raise _BeyondReadingError(line, key, _NO_WORD)
            place = (*key, event.value)
            self.looked_through(event.value, line, place)
            if place in self.lines:
                self.faults.append(Fault(line, place, _TWICE.filled(self.lines[place])))
                self.value(next(events), events, (*place, ""))
                continue
            self.lines[place] = line
            yield event.value, self.value(next(events), events, place)


def _kind(event: Any) -> str:
    """What an event is; its class lives in a module that is imported late."""
    return type(event).__name__.removesuffix("Event")


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _is_hidden(character: str) -> bool:
    """Whether a character has no look of its own, or only that of another: a zero-width space, a radical ⼈ that is not 人, an accent set apart from its letter."""
    radical = "\u2e80" <= character <= "\u2fdf"
    if character in "\n\t":
        return False
    return radical or unicodedata.category(character) in ("Cc", "Cf", "Mn") or unicodedata.normalize("NFC", character) != character


def _scalar(text: str) -> str | int | Decimal | bool | None:
    """An unquoted scalar."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text
