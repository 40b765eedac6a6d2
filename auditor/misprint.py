"""What may have been meant where a numeral was printed: one slip of the hand away, in digits alone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator


def swapped(digits: str) -> list[str]:
    """The numeral with two neighbouring digits in the other order, once for each pair that differs; none over a decimal point."""
    pairs = [(i, a + b) for i, (a, b) in enumerate(itertools.pairwise(digits)) if a != b and "." not in (a, b)]
    return [digits[:i] + pair[::-1] + digits[i + 2 :] for i, pair in pairs]


def slips(digits: str) -> Iterator[str]:
    """What may have been meant where `digits` was printed, nearest slip first: swapped neighbours, one other digit, one more, one less.

    Shape: numerals of the form of `digits`, without it, without a leading zero before another digit; finite, unordered within a kind.
    """
    places = [i for i, c in enumerate(digits) if c.isdigit()]
    made = swapped(digits)
    made += [digits[:i] + d + digits[i + 1 :] for i in places for d in "0123456789"]
    made += [digits[:i] + digits[i + 1 :] for i in places if len(places) > 1]
    made += [digits[:i] + d + digits[i:] for i in range(len(digits) + 1) for d in "0123456789"]
    seen = {digits}
    for candidate in made:
        if (
            candidate not in seen
            and candidate[0] != "."
            and candidate[-1] != "."
            and not (len(candidate) > 1 and candidate[0] == "0" and candidate[1] != ".")
        ):
            seen.add(candidate)
            yield candidate
