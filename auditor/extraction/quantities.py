"""Quantities: figures with the hedges around them, and ranges of two figures, as mentions."""

from __future__ import annotations

from auditor.expression import expression
from auditor.extraction.amounts import Figure, figure
from auditor.extraction.hedging import applied, hull, prefixes, suffixes
from auditor.extraction.numerals import Numeral, arabic_at, chinese_at, spaced_at
from auditor.extraction.scan import Scan
from auditor.extraction.vocabulary import NO_UNIT
from auditor.model import PERCENTAGES, Mention, MentionKind
from auditor.record import replace

# Matches "—" and "~" between two numbers; does not match "——", which is a dash.
_RANGE = expression(r" ?(?:-(?!-)|—(?!—)|–|~|至|到) ?(?=[0-9一二两三四五六七八九十百])")
# Matches the "由" that opens 由3%至5%, a change and no range; does not match "自来水".
_FROM = expression(r"[从由自](?!来|动|然|主)[^,。;]{0,12}$")
# All that stands between two figures: the "减少" of 由64家减少7家至57家, a change and where it leads, no range; not "收费"
_BY = expression(r"(?:[上下]?[调浮]|增[加长]|[压核削缩精]?减少?|[压]?降低?|下[降跌]|提高|上[升涨]|缩短|压缩|延长|扩大|[增升涨])了?")
_CHANGES = frozenset({"增加", "增长", "减少", "下降", "降低", "回落", "下滑", "下跌", "上升", "提高"})
# What a year may end with a loss of: "净利润-3206万元"
_RESULTS = frozenset({"利润", "净额", "收益", "损益"})
# "12分" behind "1小时", "零5分钟", "20秒" behind "3分" — not "12分厂"
_FINER = expression(r"零?(?P<digits>\d{1,2})(?P<unit>个?小时|分钟|分(?!厂|店|局|公司|会|之)|秒钟?)")
_SECONDS = {"天": 86400, "小时": 3600, "个小时": 3600, "分钟": 60, "分": 60, "秒": 1, "秒钟": 1}
_CURRENCIES = {"¥": "元", "￥": "元", "$": "美元"}


def read(scan: Scan, start: int) -> Mention | None:
    """The quantity at `start`, where a sign or an Arabic digit stands; `None` where the sign is a dash."""
    negative = scan.char(start) in "-负"
    numeral = _numeral(scan, start + negative)
    if numeral is None:
        return None
    first = figure(scan, replace(numeral, digits=f"-{numeral.digits}") if negative else numeral, start)
    if negative and not _is_sign(scan, start, first):
        return None
    return read_range(scan, first) or _in_two_units(scan, first) or mention(scan, _accounted(scan, _priced(scan, first)))


def mention(scan: Scan, read: Figure) -> Mention:
    """A figure as a mention, with the hedges that stand around it."""
    before = prefixes(scan, read.start, read.unit)
    after = suffixes(scan, read.end, read.unit)
    hedges = (*before, *read.hedges, *after)
    printed, scale = read.printed, read.scale
    return Mention(
        start=read.start,
        end=read.end,
        kind=read.unit.kind,
        value=applied(printed, read.exact, read.worth, scale, hedges) if hedges else printed,
        printed=printed,
        digits=read.numeral.digits,
        digits_start=read.numeral.start,
        digits_end=read.numeral.end,
        scale=scale,
        factor=read.unit.factor,
        unit=read.unit.text,
        dimension=read.unit.dimension,
        hedges=hedges,
    )


def _in_two_units(scan: Scan, first: Figure) -> Mention | None:
    """A time told in two units and more as one figure in the finest: 1小时12分 is 72分钟; of 365天24小时 the hours are no part."""
    whole, place = first, scan.folded[first.end - len(first.unit.text) : first.end]
    while match := _FINER.match(scan.folded, whole.end) if place in _SECONDS and first.numeral.digits.isdecimal() and not first.hedges else None:
        finer, ratio = match["unit"], _SECONDS[place] // _SECONDS[match["unit"]]
        unit = scan.vocabulary.unit_at("分钟" if finer == "分" else finer, 0)
        if unit is None or int(match["digits"]) >= ratio:
            break
        total = int(whole.numeral.digits) * ratio + int(match["digits"])
        whole, place = Figure(first.start, match.end(), Numeral(*match.span("digits"), str(total)), 1, unit), finer
    return None if whole is first else replace(mention(scan, whole), digits="")


def _numeral(scan: Scan, start: int) -> Numeral | None:
    """The digits at `start`; thousands may be parted by spaces where a unit follows."""
    spaced = spaced_at(scan.folded, start)
    if spaced is not None and figure(scan, spaced).end > spaced.end:
        return spaced
    return arabic_at(scan.folded, start) or chinese_at(scan.folded, start)


def _is_sign(scan: Scan, start: int, read: Figure) -> bool:
    """Whether the mark in front makes the number negative: 增长-3.2%, 负5%, and -22.5 in a table; not 3-5, not 浙江-5家."""
    if scan.char(start) == "负":
        return read.unit is not NO_UNIT or "." in read.numeral.digits
    previous = scan.char(start - 1)
    if previous.isspace() or previous in "(,:;、±/":
        return scan.char(read.end) != "-"
    # "净利润为-320万元" — not "浙江-5家"
    if previous == "为":
        return read.unit is not NO_UNIT
    said = scan.before(start, 2)
    changed = said in _CHANGES or (said in _RESULTS and read.unit.kind is MentionKind.MONEY)
    return scan.is_han(start - 1) and (changed or read.unit.kind in PERCENTAGES or "." in read.numeral.digits)


def _priced(scan: Scan, read: Figure) -> Figure:
    """The figure with the currency that stands in front of it: ￥500."""
    unit = _CURRENCIES.get(scan.char(read.start - 1))
    if unit is None or read.unit is not NO_UNIT:
        return read
    return replace(read, unit=scan.vocabulary.unit_at(unit, 0) or NO_UNIT)


def _accounted(scan: Scan, read: Figure) -> Figure:
    """The figure as a loss where it stands in brackets as accountants write it: (13,794)."""
    written = scan.folded[read.start : read.end]
    if read.unit is not NO_UNIT or "," not in written or scan.char(read.start - 1) != "(" or scan.char(read.end) != ")":
        return read
    return replace(read, numeral=replace(read.numeral, digits=f"-{read.numeral.digits}"))


def read_range(scan: Scan, first: Figure) -> Mention | None:
    """The range that `first` opens, such as 3—5万元 or 3%~5%; `None` where the numbers beside each other are none."""
    sign = _RANGE.match(scan.folded, first.end)
    numeral = sign and (arabic_at(scan.folded, sign.end()) or chinese_at(scan.folded, sign.end()))
    if not sign or not numeral:
        return None
    last = figure(scan, numeral)
    low = _below(first, last)
    if low is None or not _is_range(scan, first, last, sign[0].strip()):
        return None
    whole = Figure(first.start, last.end, last.numeral, last.multiplier, last.unit, (*first.hedges, *last.hedges))
    hedged = mention(scan, whole)
    span = hull(low.printed, last.printed)
    return replace(hedged, value=span, printed=span, digits="", digits_start=first.numeral.start, components=(low.printed, last.printed))


def _below(first: Figure, last: Figure) -> Figure | None:
    """The lower end in the unit of the upper one: of 3—5万元 it is 3万元, of 5000—1万元 it is 5000元; `None` where it is not lower."""
    if first.unit is not NO_UNIT:
        return first if first.unit.dimension == last.unit.dimension and first.exact < last.exact else None
    for multiplier in (first.multiplier,) if first.multiplier != 1 else (last.multiplier, 1):
        low = first.measured_in(last.unit, multiplier)
        if low.exact < last.exact:
            return low
    return None


def _is_range(scan: Scan, first: Figure, last: Figure, sign: str) -> bool:
    if sign in "至到" and first.unit is not NO_UNIT:
        before = scan.folded[max(scan.floor, first.start - 14) : first.start]
        return not (_FROM.search(before) or _BY.fullmatch(scan.folded, scan.floor, first.start))
    return last.unit is not NO_UNIT or (sign not in ("-", "到") and first.unit is NO_UNIT)
