"""Properties of intervals: what was printed can always mean what was meant."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import NumberError
from auditor.number import Interval, decimal_text, exact, last_place, printed_interval, within

values = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=6)
places = st.integers(min_value=0, max_value=4)
fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=997)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    a, b = sorted((draw(fractions), draw(fractions)))
    is_point = a == b
    return Interval(a, b, not is_point and draw(st.booleans()), not is_point and draw(st.booleans()))


def members(interval: Interval) -> list[Fraction]:
    """Some values of a bounded interval."""
    assert interval.low is not None
    assert interval.high is not None
    steps = [interval.low + (interval.high - interval.low) * Fraction(k, 4) for k in range(5)]
    return [value for value in steps if interval.holds(value)]


@given(values, places, st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_a_value_lies_in_what_its_rounding_prints(value: Decimal, digits: int, rounding: str) -> None:
    printed = str(value.quantize(Decimal(1).scaleb(-digits), rounding=rounding))
    assert printed_interval(printed).holds(Fraction(value))


@given(values, places, st.sampled_from([10, 100, 10_000, 100_000_000]))
def test_scaling_commutes_with_printing(value: Decimal, digits: int, scale: int) -> None:
    printed = str(value.quantize(Decimal(1).scaleb(-digits)))
    assert printed_interval(printed, scale) == printed_interval(printed).scaled(scale)


@given(intervals(), intervals())
def test_arithmetic_contains_the_arithmetic_of_members(a: Interval, b: Interval) -> None:
    for x in members(a):
        for y in members(b):
            assert (a + b).holds(x + y)
            assert (a - b).holds(x - y)
            assert (a * b).holds(x * y)
            if not b.holds(Fraction(0)):
                assert (a / b).holds(x / y)


@given(intervals(), intervals())
def test_two_signs_cancel_out_to_the_last_bound(a: Interval, b: Interval) -> None:
    assert -a * -b == a * b


@given(intervals(), intervals())
def test_meeting_is_symmetric_and_means_that_neither_is_below(a: Interval, b: Interval) -> None:
    assert a.meets(b) == b.meets(a)
    assert a.meets(b) != (a.below(b) or b.below(a))


@given(intervals())
def test_an_interval_meets_itself(a: Interval) -> None:
    assert a.meets(a)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_true_rate_meets_its_counts_however_it_is_printed(part: int, whole: int, digits: int) -> None:
    rate = Fraction(part, whole) * 100
    printed = decimal_text(rate, digits)
    assert printed_interval(printed).meets((Interval.point(part) / Interval.point(whole)).scaled(100))


@pytest.mark.parametrize(
    ("a", "b", "meets"),
    [
        (printed_interval("99.8"), Interval.point(Fraction("99.75")), True),
        (printed_interval("99.8"), Interval.point(Fraction("99.749")), False),
        (Interval(Fraction(50000), Fraction(60000), True, True), Interval.point(50000), False),
        (Interval(None, Fraction(400), high_open=True), Interval.point(400), False),
        (Interval(None, Fraction(400), high_open=True), Interval.point(-7), True),
        (Interval(Fraction(1), None), Interval(None, Fraction(1)), True),
    ],
)
def test_bounds_count_only_where_they_are_closed(a: Interval, b: Interval, meets: bool) -> None:
    assert a.meets(b) is meets


def test_division_by_what_may_be_zero_is_refused() -> None:
    with pytest.raises(NumberError, match="may be zero"):
        Interval.point(1) / printed_interval("0.0")


def test_division_by_an_open_end_stays_bounded_where_it_can() -> None:
    above = Interval(Fraction(400), None, low_open=True)
    assert Interval.point(200) / above == Interval(Fraction(0), Fraction(1, 2), True, True)


def test_no_numeral() -> None:
    with pytest.raises(NumberError, match="not a decimal numeral"):
        exact("12.3.4")


@pytest.mark.parametrize(("digits", "place"), [("12.30", Fraction(1, 100)), ("500", Fraction(1)), ("0.5", Fraction(1, 10))])
def test_last_place(digits: str, place: Fraction) -> None:
    assert last_place(digits) == place


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(-1, 2), None, "-0.5"),
        (Fraction(10, 3), None, "3.3333333333…"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(12), 0, "12"),
    ],
)
def test_decimal_text(value: Fraction, digits: int | None, text: str) -> None:
    assert decimal_text(value, digits) == text


@pytest.mark.parametrize(("a", "b", "near"), [(2, 3, True), (3, 2, True), (2, 4, False), (0, 0, False), (-2, 3, False)])
def test_near_is_within_a_factor_either_way(a: int, b: int, *, near: bool) -> None:
    assert within(Fraction(a), Fraction(b), Fraction(3, 2)) is near
