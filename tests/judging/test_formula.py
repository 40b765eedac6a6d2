"""Formulas are read strictly and evaluated over intervals."""

from __future__ import annotations

from fractions import Fraction

import pytest

from auditor.errors import NumberError
from auditor.judging import parse
from auditor.number import Interval, printed_interval


def values(**given: str) -> dict[str, list[Interval]]:
    return {
        role: [printed_interval(digits) if "." in digits else Interval.point(int(digits)) for digits in texts.split()]
        for role, texts in given.items()
    }


@pytest.mark.parametrize(
    ("text", "given", "holds"),
    [
        ("rate = percent(part / whole)", values(rate="44.48", part="137", whole="308"), True),
        ("rate = percent(part / whole)", values(rate="45.48", part="137", whole="308"), False),
        ("whole = sum(part)", values(whole="52", part="27 22 3"), True),
        ("whole = sum(part)", values(whole="52", part="27 22 4"), False),
        ("closing = opening + received - done", values(closing="50", opening="120", received="80", done="150"), True),
        ("rate = growth(after, before)", values(rate="15.0", after="46", before="40"), True),
        ("after > before", values(after="5", before="5"), False),
        ("after > before", values(after="5.2", before="5.2"), True),
        ("part <= whole", values(part="126", whole="120"), False),
        ("fall >= 0", values(fall="3"), True),
        ("100 = yes + no", values(yes="95.2", no="5.8"), False),
        ("change != before - after", values(change="3", before="95", after="92"), False),
    ],
)
def test_a_formula_holds_when_some_values_make_it_true(text: str, given: dict[str, list[Interval]], holds: bool) -> None:
    assert parse(text).holds(given) is holds


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        ("rate = percent(part / whole)", "137件 ÷ 308件"),
        ("rate = percent((whole - part) / whole)", "(308件 - 137件) ÷ 308件"),
        ("whole = sum(part)", "137件"),
        ("rate = growth(whole, part)", "308件 ÷ 137件 - 1"),
        ("rate = whole - (part - 3)", "308件 - (137件 - 3)"),
        ("rate = whole - part - 3", "308件 - 137件 - 3"),
        ("rate = whole + (part - 3)", "308件 + 137件 - 3"),
        ("rate = whole / (part / 3)", "308件 ÷ (137件 ÷ 3)"),
        ("rate = 2 * growth(whole - 3, part * 3)", "2 × ((308件 - 3) ÷ (137件 × 3) - 1)"),
        ("rate = whole - sum(item)", "308件 - (4件 + 5件)"),
        ("rate = compound(whole + 1, part, 3) / 2", "(308件 + 1) × (1 + 137件)^(3) ÷ 2"),
    ],
)
def test_arithmetic_reads_like_a_sum_on_paper(text: str, arithmetic: str) -> None:
    assert parse(text).arithmetic({"part": ["137件"], "whole": ["308件"], "item": ["4件", "5件"]}) == arithmetic


@pytest.mark.parametrize(
    "text",
    ["rate", "rate = part +", "rate = __import__('os')", "rate = part.whole", "rate = part ** 2", "a = b = c", "rate = open(part)", "rate = 'x'"],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NumberError):
        parse(text)


def test_the_closing_role_stands_alone_on_the_left() -> None:
    assert parse("rate = part / whole").closing == "rate"
    assert parse("part / whole = rate").closing == ""
    assert parse("rate = percent(part / whole)").roles == {"rate", "part", "whole"}


def test_division_by_a_possible_zero_is_an_error_to_the_caller() -> None:
    with pytest.raises(NumberError):
        parse("rate = part / whole").holds({"rate": [Interval.point(1)], "part": [Interval.point(1)], "whole": [Interval.point(Fraction(0))]})
