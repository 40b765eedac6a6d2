"""Formulas of rules: `rate = percent(part / whole)`, `closing = opening + received - done`, `after > before`.

A formula is read with Python's own parser and evaluated over intervals; only the operators and functions below exist.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache, reduce

from auditor.errors import NumberError
from auditor.number import Interval, exact
from auditor.record import record

_BINARY: dict[type[ast.operator], tuple[str, Callable[[Interval, Interval], Interval]]] = {
    ast.Add: ("+", lambda a, b: a + b),
    ast.Sub: ("-", lambda a, b: a - b),
    ast.Mult: ("×", lambda a, b: a * b),
    ast.Div: ("÷", lambda a, b: a / b),
}
_COMPARE: dict[type[ast.cmpop], tuple[str, Callable[[Interval, Interval], bool]]] = {
    ast.Eq: ("=", lambda a, b: a.meets(b)),
    ast.LtE: ("≤", lambda a, b: not b.below(a)),
    ast.GtE: ("≥", lambda a, b: not a.below(b)),
    ast.Lt: ("<", lambda a, b: a.may_be_less(b)),
    ast.Gt: (">", lambda a, b: b.may_be_less(a)),
    ast.NotEq: ("≠", lambda a, b: a.middle != b.middle),
}
_FUNCTIONS = ("percent", "sum", "growth", "least", "most", "compound")
_MOST_YEARS = 60
Values = Mapping[str, Sequence[Interval]]


@record(frozen=True, slots=True)
class Formula:
    """A comparison of two expressions over roles; `closing` is the role alone on the left, or "" where an expression stands there."""

    text: str
    left: ast.expr
    right: ast.expr
    operator: type[ast.cmpop]
    closing: str

    def holds(self, values: Values) -> bool:
        """Whether the comparison is possible for some values within the intervals.

        Raises:
            NumberError: an expression divides by a figure that may be zero.
        """
        return _COMPARE[self.operator][1](_value(self.left, values), _value(self.right, values))

    def computed(self, values: Values) -> Interval:
        """What the right side gives."""
        return _value(self.right, values)

    def arithmetic(self, quotes: Mapping[str, Sequence[str]]) -> str:
        """The right side as a reader would write it: 137件 ÷ 308件."""
        return _shown(self.right, quotes)

    @property
    def sign(self) -> str:
        """The comparison as printed: = ≤ > and so on."""
        return _COMPARE[self.operator][0]

    @property
    def roles(self) -> frozenset[str]:
        """The roles that the formula mentions."""
        names = {n.id for side in (self.left, self.right) for n in ast.walk(side) if isinstance(n, ast.Name)}
        return frozenset(names - set(_FUNCTIONS))


@lru_cache(maxsize=512)
def parse(text: str) -> Formula:
    """The formula of a rule.

    Args:
        text: "rate = percent(part / whole)"; one of = <= >= < > != between two expressions of + - * /, numbers, roles and
            percent(x) (times 100), sum(role), least(role), most(role) (over all its mentions), growth(after, before) (percent by which after
            passes before), compound(before, rate, years) (what before becomes in so many years).

    Raises:
        NumberError: it is anything else.
    """
    source = text if any(sign in text for sign in ("<=", ">=", "!=", "<", ">", "==")) else text.replace("=", "==", 1)
    try:
        tree = ast.parse(source.strip(), mode="eval").body
    except SyntaxError as error:
        raise NumberError(text, "no formula; write e.g. rate = percent(part / whole)") from error
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or type(tree.ops[0]) not in _COMPARE:
        raise NumberError(text, "a formula compares two sides with one of = <= >= < > !=")
    for side in (tree.left, tree.comparators[0]):
        _refuse_foreign(side, text)
    closing = tree.left.id if isinstance(tree.left, ast.Name) else ""
    return Formula(text, tree.left, tree.comparators[0], type(tree.ops[0]), closing)


def _refuse_foreign(node: ast.expr, text: str) -> None:
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        _refuse_foreign(node.left, text)
        _refuse_foreign(node.right, text)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS and not node.keywords:
        for argument in node.args:
            _refuse_foreign(argument, text)
    elif not (isinstance(node, ast.Name) or (isinstance(node, ast.Constant) and isinstance(node.value, int))):
        raise NumberError(text, f"{ast.unparse(node)} is not allowed; use + - * /, whole numbers, roles, {', '.join(_FUNCTIONS)}")


def _value(node: ast.expr, values: Values) -> Interval:
    if isinstance(node, ast.Name):
        return values[node.id][0]
    if isinstance(node, ast.Constant):
        return Interval.point(exact(str(node.value)))
    if isinstance(node, ast.BinOp):
        return _BINARY[type(node.op)][1](_value(node.left, values), _value(node.right, values))
    assert isinstance(node, ast.Call)
    return _called(node, values)


def _called(node: ast.Call, values: Values) -> Interval:
    assert isinstance(node.func, ast.Name)
    if node.func.id in _OVER_ROLE:
        assert isinstance(node.args[0], ast.Name)
        return reduce(_OVER_ROLE[node.func.id], values[node.args[0].id])
    arguments = [_value(argument, values) for argument in node.args]
    if node.func.id == "percent":
        return arguments[0].scaled(100)
    if node.func.id == "growth":
        return (arguments[0] / arguments[1] - Interval.point(1)).scaled(100)
    before, rate, years = arguments
    step = Interval.point(1) + rate.scaled(Fraction(1, 100))
    return reduce(lambda total, _: total * step, range(_whole(years)), before)


def _least(a: Interval, b: Interval) -> Interval:
    return a if (a.middle or 0) <= (b.middle or 0) else b


def _most(a: Interval, b: Interval) -> Interval:
    return b if _least(a, b) is a else a


_OVER_ROLE: dict[str, Callable[[Interval, Interval], Interval]] = {"sum": lambda a, b: a + b, "least": _least, "most": _most}


def _whole(years: Interval) -> int:
    if not years.is_point or years.low is None or years.low.denominator != 1 or not 0 < years.low <= _MOST_YEARS:
        raise NumberError("compound", "not a small whole number of years")
    return int(years.low)


def _shown(node: ast.expr, quotes: Mapping[str, Sequence[str]]) -> str:
    if isinstance(node, ast.Name):
        return quotes[node.id][0]
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.BinOp):
        sides = [_shown(side, quotes) for side in (node.left, node.right)]
        tight = isinstance(node.op, ast.Mult | ast.Div)
        wrapped = [f"({s})" if tight and isinstance(n, ast.BinOp) else s for n, s in zip((node.left, node.right), sides, strict=True)]
        return f"{wrapped[0]} {_BINARY[type(node.op)][0]} {wrapped[1]}"
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    if node.func.id in _OVER_ROLE:
        assert isinstance(node.args[0], ast.Name)
        return (" + " if node.func.id == "sum" else "、").join(quotes[node.args[0].id])
    if node.func.id == "compound":
        before, rate, years = (_shown(argument, quotes) for argument in node.args)
        return f"{before} × (1 + {rate})^({years})"
    if node.func.id == "growth":
        return " ÷ ".join(_shown(argument, quotes) for argument in node.args) + " - 1"
    return _shown(node.args[0], quotes)
