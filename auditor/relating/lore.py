"""What is known of terms before a text is read: those that every text writes in one way, and what a slip of the pen makes of a term.

Worked out once and kept for later runs; where a text has such a slip is for `checking`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import cast

from auditor.expression import digest
from auditor.kept import kept
from auditor.record import record

TERM = 4
"""Characters of a term; one of a character more may have lost one."""
INSIDE = range(2, TERM)
"""Where the lost character may stand, so that the term still has its ends."""
Torn = Mapping[int, set[str]]
"""The pairs of characters that only a slip puts into a term, by how far off a slip at such a pair may also be found."""


@record(frozen=True)
class Lore:
    """What every text is held against."""

    rows: Mapping[str, str]
    """For each character, those that it is taken for, itself among them."""
    pairs: frozenset[str]
    """Of the known terms."""
    terms: frozenset[str]
    """Rows of four and five characters of the known terms."""
    torn: Torn
    """What a slip makes of these."""
    last: Mapping[str, str]
    """The last character of known terms, by the three or four before it."""


def lore_of(known: tuple[str, ...], confusable: tuple[str, ...], loose: frozenset[str]) -> Lore:
    """The lore, from this run or an earlier one.

    Args:
        known: terms that every text writes in one way.
        confusable: rows of characters that are taken for one another.
        loose: characters that a term may lose at its end without a slip.
    """

    def work_out() -> Lore:
        rows, terms = _neighbours(confusable), _rows(known, TERM) | _rows(known, TERM + 1)
        last = {term[-length:-1]: term[-1] for term in known for length in (TERM, TERM + 1) if term[-1] not in loose}
        return Lore(rows, _rows(known, 2), terms, torn_from(terms, rows), last)

    return cast("Lore", kept(f"lore {digest({'known': known, 'confusable': confusable, 'loose': sorted(loose)})}", work_out))


def torn_from(terms: Iterable[str], rows: Mapping[str, str]) -> Torn:
    """What a slip makes of terms of four and five characters."""
    inside: set[str] = set()
    first: set[str] = set()
    later: set[str] = set()
    for term in terms:
        if len(term) > TERM:
            inside |= {term[at - 1] + term[at + 1] for at in INSIDE}
            continue
        inside.add(term[2] + term[1])
        first |= {other + term[1] for other in rows.get(term[0], ())}
        later |= {left + other for left, right in pairwise(term) for other in rows.get(right, ())}
    return {0: inside, -1: first, 1: later}


def _rows(terms: Iterable[str], length: int) -> frozenset[str]:
    """All rows of so many characters in the terms."""
    return frozenset(term[i : i + length] for term in terms for i in range(len(term) - length + 1))


def _neighbours(words: tuple[str, ...]) -> Mapping[str, str]:
    found: dict[str, str] = defaultdict(str)
    for row in words:
        for char in row:
            found[char] += row
    return dict(found)
