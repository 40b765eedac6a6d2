"""Amounts: a numeral with its scale (百 千 万 亿) and the hedges inside it, up to its unit: 2100多万元, 5万余份, 3千多."""

from __future__ import annotations

from fractions import Fraction

from auditor.expression import expression
from auditor.extraction.numerals import SCALES, Numeral
from auditor.extraction.scan import Scan
from auditor.extraction.vocabulary import NO_UNIT, Unit
from auditor.model import Hedge, MentionKind
from auditor.number import Interval, exact, last_place, printed_interval
from auditor.record import record, replace

# Matches "万亿", "千万", "百"; does not match "十" alone, which is no scale behind digits.
_SCALE = expression(r"[十百千]?万亿|[十百千]?[万亿]|[百千]")
# Matches "万6千", "亿2000万" and "亿2千万"; does not match "万6个".
_SECOND = expression(r"(?P<scale>[万亿])(?P<digits>[0-9]{1,4})(?P<rest>千万|万|千)(?![0-9瓦米克])")
_SIZES = SCALES | {"十": 10}


@record(frozen=True)
class Figure:
    """A number with its unit, as it stands in the text; no hedges around it yet.

    `start`..`end` covers sign, digits, scale, inner hedges and unit; one of `digits` is worth `scale` base units.
    """

    start: int
    end: int
    numeral: Numeral
    multiplier: int = 1
    unit: Unit = NO_UNIT
    hedges: tuple[Hedge, ...] = ()

    @property
    def scale(self) -> Fraction:
        """Base units in one printed unit."""
        return self.multiplier * self.unit.factor

    @property
    def exact(self) -> Fraction:
        """The printed number in base units."""
        return exact(self.numeral.digits) * self.scale

    @property
    def printed(self) -> Interval:
        """What the digits may mean: a point for a plain whole count and for 0万元, which is nothing at all, else everything that rounds to them."""
        counted = self.unit.kind is MentionKind.COUNT and self.multiplier == 1 and "." not in self.numeral.digits
        if counted or (self.unit.kind is MentionKind.MONEY and self.numeral.digits == "0"):
            return Interval.point(exact(self.numeral.digits))
        return printed_interval(self.numeral.digits, self.scale)

    @property
    def worth(self) -> Fraction:
        """Base units in the last digit that is not zero: 10 of 1830, 1000000 of 600万."""
        return _last_digit(self.numeral.digits) * self.scale

    def measured_in(self, unit: Unit, multiplier: int) -> Figure:
        """The same number, as the first of a range that names its unit at the end."""
        return replace(self, unit=unit, multiplier=multiplier)


def figure(scan: Scan, numeral: Numeral, start: int | None = None) -> Figure:
    """The number that begins with `numeral`, read as far as its unit.

    Args:
        scan: the pass.
        numeral: its digits.
        start: where a sign stands in front of them.

    Returns:
        The figure; its unit is `NO_UNIT` where none follows.
    """
    begin = numeral.start if start is None else start
    numeral = _joined(scan, numeral)
    end, multiplier, hedges = _extended(scan, numeral)
    split = _split_unit(scan, end)
    if split is not None:
        hedge, unit = split
        return Figure(begin, end + 1 + len(unit.text), numeral, multiplier, unit, (*hedges, hedge))
    place = scan.after_gap(end)
    found = scan.vocabulary.unit_at(scan.folded, place)
    if found is None:
        return Figure(begin, end, numeral, multiplier, NO_UNIT, hedges)
    return _per_unit(scan, Figure(begin, place + len(found.text), numeral, multiplier, found, hedges))


def _joined(scan: Scan, numeral: Numeral) -> Numeral:
    """The numeral with a second one in it: of 1万6千多户 and 1亿2000万元 the digits are 1.6 and 1.2000."""
    match = _SECOND.match(scan.folded, numeral.end)
    if match is None or numeral.chinese or "." in numeral.digits:
        return numeral
    parted = match["rest"].startswith("千")
    if (match["scale"] == "亿") != match["rest"].endswith("万") or (parted and len(match["digits"]) > 1):
        return numeral
    places = match["digits"] if parted else match["digits"].zfill(4)
    return Numeral(numeral.start, match.end(), f"{numeral.digits}.{places}", _SIZES[match["scale"]])


def _extended(scan: Scan, numeral: Numeral) -> tuple[int, int, tuple[Hedge, ...]]:
    """(end, multiplier, inner hedges) behind the digits: hedge, scale, hedge, each where it is there."""
    end, multiplier, hedges = numeral.end, numeral.scale, []
    first = _inner(scan, end)
    if first is not None:
        hedges.append(first)
        end = first.end
    scale = _scale(scan, scan.after_gap(end))
    if scale:
        end = scan.after_gap(end) + len(scale)
        for char in scale:
            multiplier *= _SIZES[char]
        second = None if hedges else _inner(scan, end, scaled=True)
        if second is not None:
            hedges.append(second)
            end = second.end
    return end, multiplier, tuple(hedges)


def _inner(scan: Scan, at: int, *, scaled: bool = False) -> Hedge | None:
    """A hedge at `at`, where what follows is a scale, a unit or the end of the clause, or a scale stands before it: 17万多毕业生; 12多元化 has none."""
    hedge = scan.vocabulary.inner_at(scan.folded, at)
    if hedge is None:
        return None
    follows = _SCALE.match(scan.folded, hedge.end) or scan.vocabulary.unit_at(scan.folded, scan.after_gap(hedge.end))
    return hedge if follows or (hedge.text in "余多" and (scaled or not scan.is_han(hedge.end))) else None


def _scale(scan: Scan, at: int) -> str:
    """The scale word at `at`; 千 of 千瓦 belongs to the unit, and 百 or 千 before another word is none."""
    match = _SCALE.match(scan.folded, at)
    if match is None:
        return ""
    unit = scan.vocabulary.unit_at(scan.folded, at)
    if unit is not None and len(unit.text) > 1:
        return ""
    if match[0] in "百千" and scan.is_han(match.end()) and not _counts(scan, match.end()):
        return ""
    return match[0]


def _counts(scan: Scan, at: int) -> bool:
    return scan.vocabulary.inner_at(scan.folded, at) is not None or scan.vocabulary.unit_at(scan.folded, at) is not None


def _split_unit(scan: Scan, at: int) -> tuple[Hedge, Unit] | None:
    """A unit with the hedge in its middle: 5个多月, 2个多百分点."""
    if scan.char(at) != "个" or scan.char(at + 1) not in ("多", "余"):
        return None
    hedge = Hedge(scan.char(at + 1), "few-more", "inner", at + 1, at + 2)
    unit = scan.vocabulary.unit_at("个" + scan.folded[at + 2 : at + 8], 0)
    return (hedge, unit) if unit is not None and len(unit.text) > 1 else None


def _per_unit(scan: Scan, read: Figure) -> Figure:
    """The figure with the rest of a compound unit: 元/平方米."""
    if scan.char(read.end) != "/" or read.unit.kind not in (MentionKind.MONEY, MentionKind.MEASURE, MentionKind.COUNT):
        return read
    below = scan.vocabulary.unit_at(scan.folded, read.end + 1)
    if below is None:
        return read
    unit = Unit(f"{read.unit.text}/{below.text}", read.unit.kind, f"{read.unit.dimension}-per-{below.dimension}", read.unit.factor / below.factor)
    return replace(read, end=read.end + 1 + len(below.text), unit=unit)


def _last_digit(digits: str) -> Fraction:
    whole, _, places = digits.lstrip("-").partition(".")
    if places.rstrip("0"):
        return last_place(f"0.{places.rstrip('0')}")
    significant = whole.rstrip("0")
    return Fraction(10 ** (len(whole) - len(significant))) if significant else Fraction(1)
