"""Numbers as intervals: what a printed figure can mean, and whether figures can meet.

Owns the arithmetic and nothing else: no text, no units, no rules. Bounds are `Fraction`, an exact ratio of decimals, because a quotient of two
decimals is in general no decimal; `None` is an open end. There is no epsilon: two figures agree when their intervals share a value.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from auditor.errors import NumberError
from auditor.record import record


@record(frozen=True, slots=True)
class Interval:
    """A set of reals between two bounds.

    Shape: one interval, never empty. `low` and `high` are in base units; `None` is unbounded; an `open` bound is not itself included.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def point(cls, value: int | Fraction | Decimal) -> Interval:
        """The interval that holds `value` alone."""
        exact = Fraction(value)
        return cls(exact, exact)

    @property
    def is_point(self) -> bool:
        """Whether one value alone is possible."""
        return self.low is not None and (self.low is self.high or _order(self.low, self.high) == 0)

    @property
    def middle(self) -> Fraction | None:
        """The midpoint; the finite bound of a half-open interval; `None` where both ends are open."""
        if self.low is None or self.high is None or self.low is self.high:
            return self.high if self.low is None else self.low
        return (self.low + self.high) / 2

    @property
    def width(self) -> Fraction | None:
        """The distance between the bounds, `None` where one end is open."""
        return None if self.low is None or self.high is None else self.high - self.low

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return not self.below(other) and not other.below(self)

    def below(self, other: Interval) -> bool:
        """Whether every value here is smaller than every value of `other`."""
        if self.high is None or other.low is None:
            return False
        order = _order(self.high, other.low)
        return order < 0 or (order == 0 and (self.high_open or other.low_open))

    def printed_below(self, other: Interval) -> bool:
        """Whether the value is less than the other's, or the two, printed as finely, meet in one point only: no rounding prints that as 8 and as 9."""
        return self.below(other) or (self.high is not None and self.high == other.low and bool(self.width) and self.width == other.width)

    def may_be_less(self, other: Interval) -> bool:
        """Whether some value here is strictly smaller than some value of `other`."""
        return self.low is None or other.high is None or self.low < other.high

    def holds(self, value: Fraction) -> bool:
        """Whether `value` is one of the possible values."""
        return self.meets(Interval(value, value))

    def scaled(self, factor: Fraction | int) -> Interval:
        """Every value times a constant."""
        if factor == 1:
            return self
        if factor > 0 and self.low is not None and self.high is not None:
            return Interval(self.low * factor, self.high * factor, self.low_open, self.high_open)
        return self * Interval.point(factor)

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        """The products; unbounded on a side where a factor is, unless the other factor is the point zero."""
        if self.low is None or self.high is None or other.low is None or other.high is None:
            return _unbounded_product(self, other)
        if self.low >= 0 and other.low >= 0:
            low, low_open = _corner(self.low, other.low, self.low_open, other.low_open)
            high, high_open = _corner(self.high, other.high, self.high_open, other.high_open)
            return Interval(low, high, low_open, high_open)
        mine, others = ((self.low, self.low_open), (self.high, self.high_open)), ((other.low, other.low_open), (other.high, other.high_open))
        corners = [_corner(a, b, a_open, b_open) for a, a_open in mine for b, b_open in others]
        low = min(value for value, _ in corners)
        high = max(value for value, _ in corners)
        return Interval(
            low,
            high,
            all(is_open for value, is_open in corners if value == low),
            all(is_open for value, is_open in corners if value == high),
        )

    def __truediv__(self, other: Interval) -> Interval:
        """The quotients.

        Raises:
            NumberError: zero is a possible divisor.
        """
        if other.meets(_ZERO):
            raise NumberError("0", "division by a figure that may be zero")
        if other.low is not None and other.low >= 0:
            low = None if other.high is None else 1 / other.high
            high = None if other.low == 0 else 1 / other.low
            return self * Interval(Fraction(0) if low is None else low, high, other.high_open or low is None, other.low_open)
        return -(self / -other)


_ZERO = Interval.point(0)


def _order(a: Fraction, b: Fraction | None) -> int:
    """Below, at or above nought as the first is below, at or above the second: `Fraction` takes four times as long to say so, for it may meet floats."""
    return 1 if b is None else a.numerator * b.denominator - b.numerator * a.denominator


def _corner(a: Fraction, b: Fraction, a_open: bool, b_open: bool) -> tuple[Fraction, bool]:
    """A product of bounds, and whether it is not reached: zero is, as soon as one factor reaches zero."""
    reaches_zero = (a == 0 and not a_open) or (b == 0 and not b_open)
    return a * b, (a_open or b_open) and not reaches_zero


def _unbounded_product(a: Interval, b: Interval) -> Interval:
    """The product where a bound is missing: exact for non-negative factors, all reals otherwise."""
    if _ZERO in (a, b):
        return _ZERO
    if a.low is None or b.low is None or a.low < 0 or b.low < 0:
        return Interval(None, None)
    low, low_open = _corner(a.low, b.low, a.low_open, b.low_open)
    return Interval(low, None, low_open)


def within(a: Fraction | int, b: Fraction | int, factor: Fraction | int) -> bool:
    """Whether two positive values differ by no more than a factor; never where one is zero or below."""
    return a > 0 and b > 0 and a <= b * factor and b <= a * factor


def exact(digits: str) -> Fraction:
    """The value of a decimal numeral.

    Args:
        digits: ASCII digits with at most one point and an optional sign, no separators: "12.30".

    Returns:
        Its value; trailing zeros do not count here, they do in `last_place`.

    Raises:
        NumberError: `digits` is no decimal numeral.
    """
    try:
        return Fraction(Decimal(digits))
    except (ArithmeticError, ValueError) as error:
        raise NumberError(digits, "not a decimal numeral") from error


def last_place(digits: str) -> Fraction:
    """The worth of the last printed place: "12.30" gives 1/100, "500" gives 1. Never raises."""
    return Fraction(1, 10 ** len(digits.partition(".")[2]))


def printed_interval(digits: str, scale: Fraction | int = 1) -> Interval:
    """The values that print as `digits`.

    Args:
        digits: as printed, e.g. "12.30"; trailing zeros after the point count.
        scale: base units in 1 of the printed number; 万 is 10000.

    Returns:
        Closed interval in base units, half the last printed place on either side, so that both rounding half up and
        rounding half to even fall inside.

    Raises:
        NumberError: `digits` is no decimal numeral.
    Source: GB/T 8170-2008, rounding to a stated place.
    """
    value, half = exact(digits), last_place(digits) / 2
    return Interval(value - half, value + half).scaled(scale)


def decimal_text(value: Fraction, places: int | None = None) -> str:
    """A value in plain digits.

    Args:
        value: any.
        places: digits after the point, rounded half up; without it the exact decimal, or ten places and "…" where there is none.
    """
    if value.denominator == 1:
        return ("-" if value < 0 else "") + _placed(abs(value.numerator) * 10 ** (places or 0), places or 0)
    if places is not None:
        step = Fraction(1, 10**places)
        whole = (abs(value) / step + Fraction(1, 2)).__floor__()
        sign = "-" if value < 0 and whole else ""
        return sign + _placed(whole, places)
    for exact_places in range(31):
        if (value * 10**exact_places).denominator == 1:
            return ("-" if value < 0 else "") + _placed(abs(int(value * 10**exact_places)), exact_places)
    return ("-" if value < 0 else "") + _placed((abs(value) * 10**10).__floor__(), 10) + "…"


def _placed(whole: int, places: int) -> str:
    digits = str(whole).rjust(places + 1, "0")
    return digits if places == 0 else f"{digits[:-places]}.{digits[-places:]}"
