"""What may have been meant where a numeral was printed: one slip of the hand away, in digits alone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator


def swapped(digits: str) -> list[str]:
    """The numeral with two neighbouring digits in the other order, once for each pair that differs; none over a decimal point."""
    pairs = [(i, a + b) for i, (a, b) in enumerate(itertools.pairwise(digits)) if a != b and "." not in (a, b)]
    return [digits[:i] + pair[::-1] + digits[i + 2 :] for i, pair in pairs]


def mixed(a: str, b: str) -> bool:
    """Whether two numerals have the same digits in two orders, and as many behind the point."""
    return a != b and a.find(".") == b.find(".") and sorted(a) == sorted(b)


def crossed(digits: str) -> list[str]:
    """The numeral with the digits on both sides of its decimal point in the other order, 53.7 for 57.3: what `swapped` leaves out."""
    before, point, behind = digits.partition(".")
    return [f"{before[:-1]}{behind[0]}.{before[-1]}{behind[1:]}"] if point and before and behind and before[-1] != behind[0] else []


def mistaken(one: str, other: str) -> bool:
    """Whether two numerals of one length differ by one digit, or by two neighbours that changed places."""
    if len(one) != len(other) or one == other:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1 or other in swapped(one)


def slips(digits: str) -> Iterator[str]:
    """What may have been meant where `digits` was printed, nearest slip first.

    Shape: numerals of the form of `digits`, without it, without a leading zero before another digit; finite, unordered within a kind.
    """
    return itertools.chain.from_iterable(slips_by_kind(digits))


def slips_by_kind(digits: str) -> Iterator[list[str]]:
    """The slips of each kind, those of an earlier kind left out: swapped neighbours, one other digit, one less, one more."""
    places = [i for i, c in enumerate(digits) if c.isdigit()]
    seen = {digits}
    for made in (
        swapped(digits),
        [digits[:i] + d + digits[i + 1 :] for i in places for d in "0123456789"],
        [digits[:i] + digits[i + 1 :] for i in places if len(places) > 1],
        [digits[:i] + d + digits[i:] for i in range(len(digits) + 1) for d in "0123456789"],
    ):
        new = [candidate for candidate in dict.fromkeys(made) if candidate not in seen and _written(candidate)]
        seen.update(new)
        yield new


def _written(numeral: str) -> bool:
    """Whether a numeral is written as one is: not ".5" or "5.", not "05"."""
    return "." not in (numeral[0], numeral[-1]) and not (len(numeral) > 1 and numeral[0] == "0" and numeral[1] != ".")
