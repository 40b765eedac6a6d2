"""Proportions that are written as words or pairs: 百分之七点八, 三分之二, 1∶20, 翻两番, 一半."""

from __future__ import annotations

from fractions import Fraction

from auditor.expression import expression
from auditor.extraction.amounts import Figure
from auditor.extraction.hedging import applied, hull, prefixes, suffixes
from auditor.extraction.numerals import DIGITS, HAN, Numeral, arabic_at, chinese_at
from auditor.extraction.quantities import mention
from auditor.extraction.scan import Scan
from auditor.extraction.vocabulary import NO_UNIT, Unit
from auditor.model import Hedge, Mention, MentionKind
from auditor.number import Interval, exact, printed_interval

_PARTS = {"百": Unit("%", MentionKind.PERCENT, "percent"), "千": Unit("‰", MentionKind.PERMILLE, "permille")}
# Matches "百分之" and "三分之"; does not match "部分之".
_PART_OF = expression(rf"(?P<whole>[{HAN}0-9]+)分之(?P<sign>负)?")
# Matches "1:20" and "6.8:42.7:50.5"; does not match "2.76:".
_RATIO = expression(r"[0-9]+(?:\.[0-9]+)?(?: ?: ?[0-9]+(?:\.[0-9]+)?)+(?![0-9.:])")
# Matches "2/3"; does not match "10/2024".
_FRACTION = expression(r"[1-9]/[1-9][0-9]?(?![0-9/.年月%-])")
# Matches "翻了一番", "翻了近两番" and "翻番"; does not match "翻译".
_DOUBLED = expression(r"翻了?(?P<hedge>接近|将近|近|约|超过?|不止)?(?P<times>[一两二三四五六七八九1-9])?番(?P<more>还?多|有余)?")
_SENSES = {"近": "almost", "约": "about", "超": "above", "止": "above", "过": "above"}
# 翻了一番 is said of what is 1.97 times as much, and of 2.2 times too
_DOUBLED_FROM, _DOUBLED_BELOW = Fraction(39, 40), Fraction(5, 4)
# Matches "一半" and "半数"; does not match "半数字化".
_HALF = expression(r"一半|半数(?![字据])")
# "占比过" before 半 — not "任务过" — and what 半 then goes on with: "半年"
_PAST_HALF = expression(r"(?:占比?|比重|比例|份额|[,(]|均|已|首次)过$")
_NO_SHARE = expression(r"数[据字]|年|载|个|月|天|日|小|程|场|[百生路山]")
# An expression that has to hold 分之 is looked for as far as the end that it is given, before anything of it is matched
_LONGEST = 200
_RATIO_UNIT = Unit("", MentionKind.RATIO)
# 近一半 and 一半多 keep within a fifth of the fraction: a fraction has no last place that would bound them
_LEEWAY = Fraction(1, 5)


def read_part(scan: Scan, start: int) -> Mention | None:
    """百分之七点八 as percent, 千分之三 as permille, 三分之二 as a ratio."""
    match = _PART_OF.match(scan.folded, start, start + _LONGEST)
    if match is None:
        return None
    numeral = arabic_at(scan.folded, match.end()) or chinese_at(scan.folded, match.end())
    if numeral is None:
        return None
    unit = _PARTS.get(match["whole"])
    if unit is None:
        return _fraction(scan, start, numeral, match["whole"])
    if numeral.bare:
        numeral = Numeral(numeral.start, numeral.end, str(int(exact(numeral.digits) * numeral.scale)))
    if match["sign"]:
        numeral = Numeral(numeral.start, numeral.end, f"-{numeral.digits}")
    return mention(scan, Figure(start, numeral.end, numeral, numeral.scale, unit))


def _fraction(scan: Scan, start: int, part: Numeral, written: str) -> Mention | None:
    whole = arabic_at(scan.folded, start) or chinese_at(scan.folded, start)
    if whole is None or whole.end - whole.start != len(written) or exact(whole.digits) == 0:
        return None
    value = exact(part.digits) * part.scale / (exact(whole.digits) * whole.scale)
    return _ratio(scan, start, part.end, Interval.point(value))


def read_ratio(scan: Scan, start: int) -> Mention | None:
    """1∶20 and 6.8∶42.7∶50.5, and the fraction 2/3; `None` where no pair of numbers stands."""
    match = _RATIO.match(scan.folded, start, start + _LONGEST)
    if match:
        members = tuple(_member(part.strip()) for part in match[0].split(":"))
        if len(members) > 2 or members[1].holds(Fraction(0)):
            span = members[0]
            for member in members[1:]:
                span = hull(span, member)
            return _ratio(scan, start, match.end(), span, members)
        return _ratio(scan, start, match.end(), members[0] / members[1], members)
    match = _FRACTION.match(scan.folded, start)
    if match is None:
        return None
    part, _, whole = match[0].partition("/")
    return _ratio(scan, start, match.end(), Interval.point(exact(part) / exact(whole))) if int(part) < int(whole) else None


def _member(digits: str) -> Interval:
    return printed_interval(digits) if "." in digits else Interval.point(exact(digits))


def read_doubling(scan: Scan, start: int) -> Mention | None:
    """翻一番 is twice as much, 翻两番 four times."""
    match = _DOUBLED.match(scan.folded, start)
    if match is None:
        return None
    times = match["times"] or "一"
    number = Fraction(2 ** (DIGITS[times] if times in DIGITS else int(times)))
    inner = [Hedge(match["hedge"], _SENSES[match["hedge"][-1]], "inner", *match.span("hedge"))] if match["hedge"] else []
    inner += [Hedge(match["more"], "few-more", "inner", *match.span("more"))] if match["more"] else []
    hedges = (*prefixes(scan, start, NO_UNIT), *inner)
    printed = Interval(number * _DOUBLED_FROM, number * _DOUBLED_BELOW, high_open=True)
    value = applied(printed, number, number, number, hedges)
    return Mention(start, match.end(), MentionKind.MULTIPLE, value, printed, digits=str(number), unit="番", dimension="multiple", hedges=hedges)


def read_half(scan: Scan, start: int) -> Mention | None:
    """一半 and 半数 as the ratio one half, 过半 behind 占比 as more than that."""
    match = _HALF.match(scan.folded, start)
    if _PAST_HALF.search(scan.before(start, 4)) and not _NO_SHARE.match(scan.folded, start + 1):
        half = Interval(Fraction(1, 2), None, low_open=True)
        hedge = Hedge("过", "above", "prefix", start - 1, start)
        return Mention(
            start, match.end() if match else start + 1, MentionKind.RATIO, half, Interval.point(Fraction(1, 2)), dimension="ratio", hedges=(hedge,)
        )
    return _ratio(scan, start, match.end(), Interval.point(Fraction(1, 2))) if match else None


def _ratio(scan: Scan, start: int, end: int, value: Interval, members: tuple[Interval, ...] = ()) -> Mention:
    hedges = (*prefixes(scan, start, _RATIO_UNIT), *suffixes(scan, end, _RATIO_UNIT))
    number = value.low or Fraction(0)
    hedged = applied(value, number, number * _LEEWAY, number * _LEEWAY, hedges) if value.is_point else value
    return Mention(start, end, MentionKind.RATIO, hedged, value, dimension="ratio", hedges=hedges, components=members)
