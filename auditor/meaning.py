"""What a value of a rule file stands for: a word, a regular expression, a word list. The type of a field says it, and so it is checked alike in every kind.

The forms of files are plain dataclasses; the markers below tell pydantic, which alone reads them, what a value must be beyond its type.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from auditor.expression import compiled, expression
from auditor.rule import Text
from auditor.text import fold, fold_pattern
from auditor.wording import NOTES, advice

if TYPE_CHECKING:
    import regex

_K = TypeVar("_K")
_T = TypeVar("_T")
_BLANK = Text("是空的，应写出文字", "is empty; must say something")
_NONE = Text("是空的，至少写一项", "is empty; at least one is needed")
_NOT_ABOVE_ZERO = Text("是 {0}，应大于 0", "is {0}; must be above 0")
NO_WORD = Text("{0} 是正则表达式，这里只能写词，一词一项", "{0} is an expression; words stand here, each by itself")
_HALF = Text("{0} 的斜杠两边都要有字", "{0} has nothing on one side of its stroke")
_NO_ROW = Text("{0} 应为用斜杠隔开的词，如 对内/对外", "{0} must be words with a stroke between them: 对内/对外")
_NO_UNIT = Text("{0} 以数字或标点开头，不能作单位", "{0} begins with a numeral or a mark and is no unit")
_FAR = Text("是 {0}，应在 0 到 {1} 之间", "is {0}; must be from 0 to {1}")
_MOST = 100_000
_STRAY = Text(
    "{0} 是什么？大括号里在这里只能写次数，如 {{2,3}}；大括号本身写作 \\{{",
    "what is {0}? braces hold a number of times here, such as {{2,3}}; a brace itself is written \\{{",
)
_NO_PATTERN = Text("不是正则表达式：{0}", "no regular expression: {0}")
_NO_LIST = Text("没有词表 {0}", "no word list {0}")
_NO_NAME = Text("词表不能叫 {0}，名称用小写字母、数字和单个连字符", "no word list can be called {0}; use small letters, digits and single hyphens")
_NO_DIMENSION = Text("没有单位属于 {0} 类", "no unit is of the sort {0}")
_NO_NOTE = Text("没有附注 {0}", "no note {0}")
# "{率}" "{@rise}" and "{nope" — not "{2,3}", "\\{", "\\p{Han}" and "[{}]"
_BRACES = expression(r"\\[pPNx]\{[^{}]*\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(?:\d+(?:,\d*)?|,\d+)\}|(?P<stray>\{[^{}]*\}?)")
MATCHES_ALL = Text(
    "什么都没有也算符合，等于没写；至少要有一个必须出现的字", "fits where there is nothing, and so everywhere; let it ask for one character"
)
_TOO_DEEP = Text("括号套得太深", "brackets too deep inside one another")
_IN_CHINESE = {
    "missing )": "缺少右括号",
    "unbalanced parenthesis": "多了一个右括号",
    "unterminated character set": "缺少 ]",
    "missing ]": "缺少 ]",
    "nothing to repeat": "* + ? 前面没有可重复的文字",
    "multiple repeat": "* + ? 连写了两个",
    "bad escape (end of pattern)": "末尾多了一个 \\",
    "bad character range": "[ ] 里的范围首尾颠倒",
    "undefined named list": "没有这个词表，词表写作 {@名称}",
    "unknown group": "没有这个名称的组",
}
"""The commonest faults of regular expressions; the others are told in the words of the library."""


def broken(error: regex.error | RecursionError) -> Text:
    """What is said of a regular expression that is none, or too deep for its reader."""
    if isinstance(error, RecursionError):
        return _TOO_DEEP
    # "missing ) at position 5": positions are those of what was made of the pattern
    said = str(error).rpartition(" at position ")[0] or str(error)
    return _NO_PATTERN.filled(Text(_IN_CHINESE.get(said, said), said))


def stray_braces(pattern: str) -> list[str]:
    """What stands in braces in a regular expression and is no number of times."""
    return [match["stray"] for match in _BRACES.finditer(pattern) if match["stray"]]


def no_list(name: str, lexicon: Any) -> Text:
    """What is said of a word list that the lexicon does not have."""
    return _NO_LIST.filled(name) + advice(name, lexicon.words)


class Meaning:
    """A marker: a function that gives the value as it is used, from the value as written and the lexicon, `None` where there is none yet.

    The function raises `ValueError` with a `Text` for a value that can be no such thing.
    """

    def __init__(self, read: Callable[[Any, Any], Any]) -> None:
        self._read = read

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """The schema of the type that is marked, with the function behind it."""
        from pydantic_core import core_schema

        return core_schema.with_info_after_validator_function(lambda value, info: self._read(value, info.context), handler(source))


def _said(text: str, _: Any) -> str:
    if not text.strip():
        raise ValueError(_BLANK)
    return text


def _pattern(text: str, _: Any) -> str:
    import regex

    try:
        compiled(fold_pattern(text))
    except (regex.error, RecursionError) as error:
        raise ValueError(broken(error)) from error
    for stray in stray_braces(text):
        raise ValueError(_STRAY.filled(stray))
    if text and compiled(fold_pattern(text)).search("", timeout=1):
        raise ValueError(MATCHES_ALL)
    return fold_pattern(text)


def _word(text: str, _: Any) -> str:
    if is_expression(text):
        raise ValueError(NO_WORD.filled(text))
    return _listed(text, _)


def is_expression(text: str) -> bool:
    """Whether what should be a word is written as a regular expression: 增长|下降."""
    return any(sign in text for sign in "|\\")


def _listed(text: str, _: Any) -> str:
    # "城镇/农村" and "元/平方米" — not "城镇/"
    if not all(part.strip() for part in _said(text, _).split("/")):
        raise ValueError(_HALF.filled(text))
    return fold(text)


def _unit(text: str, _: Any) -> str:
    # "件" "两" "千瓦" "℃" — not "3件" "一" "。"
    if compiled(r"[\d一二三四五六七八九十亿\p{P}]").match(text):
        raise ValueError(_NO_UNIT.filled(text))
    return text


def _row(text: str, _: Any) -> str:
    if "/" not in text:
        raise ValueError(_NO_ROW.filled(text))
    return text


def _some(values: Any, _: Any) -> Any:
    if not values:
        raise ValueError(_NONE)
    return values


def _within(fault: Text, names: Callable[[Any], Any]) -> Meaning:
    """The name of something that there must be; an empty one names nothing on purpose."""

    def read(name: str, lexicon: Any) -> str:
        if name and lexicon is not None and name not in (known := names(lexicon)):
            raise ValueError(fault.filled(name) + advice(name, known))
        return name

    return Meaning(read)


def _above_zero(value: Decimal, _: Any) -> Decimal:
    if value <= 0:
        raise ValueError(_NOT_ABOVE_ZERO.filled(value))
    return value


def _whole(value: int, _: Any) -> int:
    if not 0 <= value <= _MOST:
        raise ValueError(_FAR.filled(value, _MOST))
    return value


def _list_name(name: str, _: Any) -> str:
    # "partition-schemes", which a template can name — not "增长"
    if compiled("[a-z][a-z0-9]*(?:-[a-z0-9]+)*").fullmatch(name) is None:
        raise ValueError(_NO_NAME.filled(name))
    return name


Said = Annotated[str, Meaning(_said)]
"""Text that is not empty."""
Word = Annotated[str, Meaning(_word)]
"""A word that is looked for in folded text; it may be written with full-width marks."""
UnitName = Annotated[Word, Meaning(_unit)]
"""A unit as it stands behind a number."""
Row = Annotated[Word, Meaning(_row)]
"""Words that belong together, with strokes between them: 对内/对外."""
Listed = Annotated[str, Meaning(_listed)]
"""A row of a word list: a word, words with strokes between them, or what else its list is of."""
Pattern = Annotated[str, Meaning(_pattern)]
"""A regular expression over folded text; it may be written with full-width marks."""
Some = Annotated[tuple[_T, ...], Meaning(_some)]
"""A list that has at least one member."""
Filled = Annotated[Mapping[_K, _T], Meaning(_some)]
"""A mapping that says something."""
Whole = Annotated[int, Meaning(_whole)]
"""A number of things."""
Size = Annotated[Decimal, Meaning(_above_zero)]
"""A number above zero."""
ListName = Annotated[str, Meaning(_list_name)]
"""The name of a word list, where it is given."""
WordList = Annotated[str, _within(_NO_LIST, lambda lexicon: lexicon.words)]
"""The name of a word list, where it is used; "" for none."""
Dimension = Annotated[str, _within(_NO_DIMENSION, lambda lexicon: {family.dimension for family in lexicon.units})]
"""What units measure, as a row of the lexicon calls it."""
Note = Annotated[str, _within(_NO_NOTE, lambda _: NOTES)]
"""A remark that the program can put behind a message."""
