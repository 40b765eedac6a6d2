"""What hedges around a number make of its value."""

from __future__ import annotations

from fractions import Fraction

from auditor.expression import expression
from auditor.extraction.scan import Scan
from auditor.extraction.vocabulary import Unit
from auditor.model import Hedge, MentionKind
from auditor.number import Interval

_LINKS = "了达到为至 "
# "从2019年的30台" before 起步
# Before a 多 that is of the next word: "9.8亿元" of "比上年的9.8亿元多收" — not "9亿元多", nor "9.8亿元多的"
_EXACT, _MORE_OF = expression(r"\.\d+[万亿]?\p{Han}{1,4}$"), expression(r"(?![的以]|左右)\p{Han}{1,3}")
_FROM = expression(r"[从由][^,;:。()\n]*$")
_TOLERANCE = Fraction(1, 10)
_NEARLY = Fraction(8, 10)
_SPANNABLE = frozenset("年月天日周")


def prefixes(scan: Scan, start: int, unit: Unit) -> tuple[Hedge, ...]:
    """The hedges in front of the number at `start`, outermost first; a link between (超过了, 约为) is stepped over.

    近 before a stretch of time is no hedge: 近三年 are the last three years.
    """
    found: list[Hedge] = []
    end = start
    for _ in range(3):
        hedge = scan.vocabulary.prefix_before(scan.folded, end, scan.floor)
        if hedge is None and not found and end > scan.floor and scan.folded[end - 1] in _LINKS and start - end < 2:
            end -= 1
            continue
        if hedge is None or _is_noun(scan, hedge) or (hedge.sense == "almost" and unit.is_duration and unit.text[-1] in _SPANNABLE):
            break
        found.insert(0, hedge)
        end = hedge.start
    return tuple(found)


def _is_noun(scan: Scan, hedge: Hedge) -> bool:
    """Whether a hedge is the end of a noun: 商超112家 are supermarkets."""
    return hedge.text == "超" and scan.char(hedge.start - 1) in ("商", "农")


def suffixes(scan: Scan, end: int, unit: Unit) -> tuple[Hedge, ...]:
    """The hedges that follow at `end`; 多 and 有余 count behind a measure or a tenth alone (三年多, 三成多)."""
    found: list[Hedge] = []
    for _ in range(2):
        hedge = scan.vocabulary.suffix_at(scan.folded, end)
        if hedge is None or (hedge.sense == "few-more" and not _takes_more(scan, hedge, unit)) or _is_origin(scan, hedge):
            break
        found.append(hedge)
        end = hedge.end
    return tuple(found)


def _is_origin(scan: Scan, hedge: Hedge) -> bool:
    """Whether a suffix says where something began: 从30台起步 are thirty, and not thirty at least."""
    return hedge.text == "起步" and _FROM.search(scan.before(hedge.start, 16)) is not None


def _takes_more(scan: Scan, hedge: Hedge, unit: Unit) -> bool:
    measured = unit.kind in (MentionKind.MEASURE, MentionKind.MONEY, MentionKind.MULTIPLE) or unit.text == "成"
    if _EXACT.search(scan.before(hedge.start, 12)) and _MORE_OF.match(scan.folded, hedge.end):
        return False
    return measured and scan.vocabulary.unit_at(scan.folded, hedge.end) is None and scan.char(hedge.end) not in ("元", "样", "种", "数")


def applied(printed: Interval, exact: Fraction, worth: Fraction, unit_worth: Fraction, hedges: tuple[Hedge, ...]) -> Interval:
    """The values that a hedged number can mean.

    Args:
        printed: what the bare digits may mean, in base units.
        exact: the printed number itself, in base units.
        worth: base units in its last digit that is not zero; 余 stays below one more of it.
        unit_worth: base units in one printed unit; a 多 behind the unit stays below one more of it.
        hedges: all of them, in the order of the text.

    Returns:
        What all hedges allow together; where they contradict each other (近400余), everything that any of them allows.
    """
    if not hedges or exact == 0:
        return printed
    allowed: Interval | None = None
    for hedge in hedges:
        more = unit_worth if hedge.position == "suffix" else worth
        bound = -_bound(hedge.sense, -exact, more) if exact < 0 else _bound(hedge.sense, exact, more)
        allowed = bound if allowed is None else _both(allowed, bound)
    return allowed or printed


def _bound(sense: str, number: Fraction, worth: Fraction) -> Interval:
    zero = Fraction(0)
    match sense:
        case "above":
            return Interval(number, None, low_open=True)
        case "below":
            return Interval(zero, number, low_open=True, high_open=True)
        case "at-least":
            return Interval(number, None)
        case "at-most":
            return Interval(zero, number)
        case "few-more":
            return Interval(number, number + worth, low_open=True, high_open=True)
        case "almost":
            return Interval(max(number * _NEARLY, number - worth), number, low_open=True, high_open=True)
        case _:
            return Interval(number * (1 - _TOLERANCE), number * (1 + _TOLERANCE))


def _both(a: Interval, b: Interval) -> Interval:
    """The values in both; where there are none, the smallest interval around both."""
    if not a.meets(b):
        return hull(a, b)
    low = max((x for x in (a, b) if x.low is not None), key=lambda x: (x.low, x.low_open), default=a)
    high = min((x for x in (a, b) if x.high is not None), key=lambda x: (x.high, not x.high_open), default=a)
    return Interval(low.low, high.high, low.low_open, high.high_open)


def hull(a: Interval, b: Interval) -> Interval:
    """The smallest interval around both."""
    low = a if a.low is None or (b.low is not None and (a.low, a.low_open) <= (b.low, b.low_open)) else b
    high = a if a.high is None or (b.high is not None and (a.high, not a.high_open) >= (b.high, not b.high_open)) else b
    return Interval(low.low, high.high, low.low_open, high.high_open)
