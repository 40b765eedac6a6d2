"""Formulas of rules: `rate = percent(part / whole)`, `closing = opening + received - done`, `after > before`.

A formula is read with Python's own parser and evaluated over intervals; only the operators and functions below exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING, TypeAlias, cast

from auditor.errors import NumberError
from auditor.kept import kept
from auditor.number import Interval
from auditor.record import record
from auditor.rule import Text
from auditor.text import fold

if TYPE_CHECKING:
    import ast

_BINARY: dict[str, Callable[[Interval, Interval], Interval]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "×": lambda a, b: a * b,
    "÷": lambda a, b: a / b,
}
_COMPARE: dict[str, Callable[[Interval, Interval], bool]] = {
    "=": lambda a, b: a.meets(b),
    "≤": lambda a, b: not b.below(a),
    "≥": lambda a, b: not a.below(b),
    "<": lambda a, b: a.may_be_less(b),
    ">": lambda a, b: b.may_be_less(a),
    "≠": lambda a, b: a.middle != b.middle,
}
_FUNCTIONS = {"percent": 1, "sum": 1, "growth": 2, "least": 1, "most": 1, "count": 1, "compound": 3}
"""How many things each function is given."""
_USES = "percent(x), sum(role), least(role), most(role), count(role), growth(after, before), compound(before, rate, years)"
# What Python's parser calls the operators
_SIGNS = {"Add": "+", "Sub": "-", "Mult": "×", "Div": "÷", "Eq": "=", "LtE": "≤", "GtE": "≥", "Lt": "<", "Gt": ">", "NotEq": "≠"}
_MOST_YEARS = 60
_NO_FORMULA = Text("不是公式；例如 rate = percent(part / whole)", "no formula; write e.g. rate = percent(part / whole)")
_NO_SIGN = Text("公式两边要用 = <= >= < > != 之一比较", "a formula compares two sides with one of = <= >= < > !=")
_NOT_ALLOWED = Text("不能写 {0}；可用 + - * /、整数、角色名和 {1}", "{0} is not allowed; use + - * /, whole numbers, roles, {1}")
_BY_ZERO = Text("除以 0", "divides by 0")
# How firmly what is printed hangs together: 3 + 4, 3 × 4, 34
_SUM, _PRODUCT, _WHOLE = range(3)
Values = Mapping[str, Sequence[Interval]]
Expression: TypeAlias = "int | str | Operation"
"""A whole number, a role, or an operation."""


class FormulaError(NumberError):
    """A text that is no formula, and why, in both languages."""

    def __init__(self, text: str, told: Text) -> None:
        super().__init__(text, told.en)
        self.told = told


@record(frozen=True)
class Operation:
    """An operator with its two sides, or a function with its arguments."""

    name: str
    given: tuple[Expression, ...]


@record(frozen=True)
class Formula:
    """A comparison of two expressions over roles, its sign as printed: = ≤ ≥ < > ≠.

    `closing` is the role alone on the left, or "" where an expression stands there.
    """

    text: str
    left: Expression
    right: Expression
    sign: str
    closing: str

    def holds(self, values: Values) -> bool:
        """Whether the comparison is possible for some values within the intervals.

        Raises:
            NumberError: an expression divides by a figure that may be zero.
        """
        return _COMPARE[self.sign](_value(self.left, values), _value(self.right, values))

    def computed(self, values: Values) -> Interval:
        """What the right side gives."""
        return _value(self.right, values)

    def arithmetic(self, quotes: Mapping[str, Sequence[str]]) -> str:
        """The right side as a reader would write it: 137件 ÷ 308件."""
        return _shown(self.right, quotes)

    @property
    def roles(self) -> frozenset[str]:
        """The roles that the formula mentions."""
        return _roles(self.left) | _roles(self.right)


def parse(text: str) -> Formula:
    """The formula of a rule.

    Args:
        text: "rate = percent(part / whole)"; one of = <= >= < > != between two expressions of + - * /, numbers, roles and
            percent(x) (times 100), sum(role), least(role), most(role), count(role) (over all its mentions), growth(after, before) (percent by which after
            passes before), compound(before, rate, years) (what before becomes in so many years).

    Raises:
        FormulaError: it is anything else.
    """
    return cast("Formula", kept(f"formula {text}", lambda: _read(text)))


def _read(text: str) -> Formula:
    # Python's parser costs a run more than all of its formulas, which are kept
    import ast

    # What a Chinese keyboard types: ＝ （ ） × ÷ ≤
    typed = fold(text).replace("×", "*").replace("÷", "/").replace("≤", "<=").replace("≥", ">=").replace("≠", "!=")
    source = typed if any(sign in typed for sign in ("<=", ">=", "!=", "<", ">", "==")) else typed.replace("=", "==", 1)
    try:
        tree = ast.parse(source.strip(), mode="eval").body
        sign = _SIGNS.get(type(tree.ops[0]).__name__) if isinstance(tree, ast.Compare) and len(tree.ops) == 1 else None
        if not isinstance(tree, ast.Compare) or sign is None:
            raise FormulaError(text, _NO_SIGN)
        left, right = (_expression(side, text) for side in (tree.left, tree.comparators[0]))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError(text, _NO_FORMULA) from error
    return Formula(typed, left, right, sign, left if isinstance(left, str) else "")


def _expression(node: ast.expr, text: str) -> Expression:
    import ast

    match node:
        case ast.Name(id=role):
            return role
        case ast.Constant(value=int(number)) if not isinstance(number, bool):
            return number
        case ast.BinOp(op=ast.Div(), right=ast.Constant(value=0)):
            raise FormulaError(text, _BY_ZERO)
        case ast.BinOp(left=left, op=operator, right=right) if type(operator).__name__ in _SIGNS:
            return Operation(_SIGNS[type(operator).__name__], (_expression(left, text), _expression(right, text)))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if _FUNCTIONS.get(name) == len(arguments):
            if name not in _OVER_ROLE or isinstance(arguments[0], ast.Name):
                return Operation(name, tuple(_expression(argument, text) for argument in arguments))
    raise FormulaError(text, _NOT_ALLOWED.filled(ast.unparse(node), _USES))


def _roles(side: Expression) -> frozenset[str]:
    if isinstance(side, Operation):
        return frozenset().union(*map(_roles, side.given))
    return frozenset({side}) if isinstance(side, str) else frozenset()


def _value(side: Expression, values: Values) -> Interval:
    if isinstance(side, str):
        return values[side][0]
    if isinstance(side, int):
        return Interval.point(side)
    if side.name == "count":
        return Interval.point(len(values[_role(side)]))
    if side.name in _OVER_ROLE:
        return reduce(_OVER_ROLE[side.name], values[_role(side)])
    given = [_value(one, values) for one in side.given]
    if side.name in _BINARY:
        return _BINARY[side.name](*given)
    if side.name == "percent":
        return given[0].scaled(100)
    if side.name == "growth":
        return (given[0] / given[1] - Interval.point(1)).scaled(100)
    before, rate, years = given
    step = Interval.point(1) + rate.scaled(Fraction(1, 100))
    return reduce(lambda total, _: total * step, range(_whole(years)), before)


def _role(over: Operation) -> str:
    """The role over all of whose mentions a function goes."""
    assert isinstance(over.given[0], str)
    return over.given[0]


def _least(a: Interval, b: Interval) -> Interval:
    return a if (a.middle or 0) <= (b.middle or 0) else b


def _most(a: Interval, b: Interval) -> Interval:
    return b if _least(a, b) is a else a


_OVER_ROLE: dict[str, Callable[[Interval, Interval], Interval]] = {"sum": lambda a, b: a + b, "least": _least, "most": _most}


def _whole(years: Interval) -> int:
    if not years.is_point or years.low is None or years.low.denominator != 1 or not 0 < years.low <= _MOST_YEARS:
        raise NumberError("compound", "not a small whole number of years")
    return int(years.low)


def _shown(side: Expression, quotes: Mapping[str, Sequence[str]], least: int = _SUM) -> str:
    """An expression as written on paper, in brackets where it binds less than `least`: _SUM, _PRODUCT or _WHOLE."""
    text, binding = _written(side, quotes)
    return text if binding >= least else f"({text})"


def _written(side: Expression, quotes: Mapping[str, Sequence[str]]) -> tuple[str, int]:
    """An expression without brackets of its own, and how it binds."""
    if not isinstance(side, Operation):
        return (quotes[side][0] if isinstance(side, str) else str(side)), _WHOLE
    if side.name == "count":
        return str(len(quotes[_role(side)])), _WHOLE
    if side.name in _OVER_ROLE:
        texts = quotes[_role(side)]
        return ("、".join(texts), _WHOLE) if side.name != "sum" else (" + ".join(texts), _SUM if len(texts) > 1 else _WHOLE)
    if side.name == "percent":
        return _written(side.given[0], quotes)
    if side.name == "compound":
        before, rate, years = side.given
        return f"{_shown(before, quotes, _PRODUCT)} × (1 + {_shown(rate, quotes)})^({_shown(years, quotes)})", _PRODUCT
    left, right = side.given
    if side.name == "growth":
        return f"{_shown(left, quotes, _PRODUCT)} ÷ {_shown(right, quotes, _WHOLE)} - 1", _SUM
    binding = _PRODUCT if side.name in "×÷" else _SUM
    return f"{_shown(left, quotes, binding)} {side.name} {_shown(right, quotes, binding + (side.name != '+'))}", binding
