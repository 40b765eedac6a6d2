"""Quantities in Chinese numerals: 两家律师事务所, 三项制度, 二百三十名, 近千次.

A Chinese numeral is a quantity only before a unit, outside set phrases, and where it counts rather than names: 五马街, 一体化 and 三皇庙 are left alone.
"""

from __future__ import annotations

from auditor.expression import expression
from auditor.extraction.amounts import Figure, figure
from auditor.extraction.compounds import idiom_at
from auditor.extraction.hedging import prefixes
from auditor.extraction.numerals import DIGITS, Numeral, chinese_at, chinese_run
from auditor.extraction.quantities import mention, read_range
from auditor.extraction.scan import Scan
from auditor.extraction.vocabulary import NO_UNIT
from auditor.model import Hedge, Mention, MentionKind
from auditor.number import Interval
from auditor.record import replace

# Behind a Chinese numeral these name or number more often than they count: 一期工程, 三门, 五台, 八度.
_NAMING = frozenset("期届度号分门节面口道头金银铜把包车对股台班团队镇乡村区市县日周角方重首章室站段块集桶担角字数点版本页样根眼票")
_COMPOUND_HEADS = frozenset("第周期几")
# Matches "县、镇、村" before 三级; does not match "晋升".
_TIERS = expression(r"[省市区县乡镇村州盟院司局站级]$")
# "主任一名、": in a list the classifier ends its item
_LISTED = frozenset("名件家所台辆座份宗起例户")
_LIST_MARKS = frozenset("、,。;)")
# Matches "共" and "新增" before 一家; does not match "有" or "是".
_COUNTING = expression(r"(?:[共各仅均达]|只有|新增|聘请|减少|增加)$")
# Matches "十四届全国人大" before 二次会议; does not match "召开".
_SESSION = expression(r"(?:届|人大|大会|政协|委员会)[^,。;、]*$")
# Matches "次会议" and "次全体会议"; does not match "次讨论".
_MEETING = expression(r"次(?:全体)?(?:会议|全会)")
# "三支部" "四支队" are names — not "三支部队" and "四支队伍"
_BRANCH = expression(r"支(?:部(?!队)|队(?!伍|员))")
# Matches "年" of 半年 and "个月" of 半个月.
_HALVED = expression(r"年(?![度报])|个月|天|小时|个小时|个百分点")
# Matches "三四百" and "七八"; does not match "一二三".
_EITHER = expression(r"(?P<low>[一两二三四五六七八])(?P<high>[二三四五六七八九])(?![一二三四五六七八九])")
# "五点要求" "三点体会" — not "五点集合", a time
_REMARKS = expression(r"(?:具体|主要|明确)?(?:要求|意见|建议|希望|体会|启示|思考|经验|原因|做法|说明|感受)")
# "五" of "九成五" — not of "九成五万元以上的"
_TENTHS = expression(r"[一二三四五六七八九半](?=[,。;、()的以左多人户家企群居受学教]|$)")
_PLACES = frozenset("网线会晚早以路地街桌船车手身楼")


def read(scan: Scan, start: int) -> Mention | None:
    """The quantity whose Chinese numeral begins at `start`; `None` where the numeral counts nothing."""
    numeral = _numeral(scan, start)
    if numeral is None or idiom_at(scan.folded, start):
        return None
    read = figure(scan, numeral)
    ranged = read_range(scan, read)
    if ranged is not None:
        return ranged
    if read.unit is NO_UNIT or not _is_counted(scan, read):
        return None
    return mention(scan, _and_a_half(scan, read))


def read_half(scan: Scan, start: int) -> Mention | None:
    """半年, 半个月: half of a unit; `None` behind 上, 下, 大 or another number."""
    if scan.char(start - 1) in "上下大多前后近" or not _HALVED.match(scan.folded, start + 1):
        return None
    read = figure(scan, Numeral(start, start + 1, "0.5", chinese=True))
    return None if read.unit is NO_UNIT else mention(scan, read)


def read_several(scan: Scan, start: int) -> Mention | None:
    """数百人 and 几十家, from two to nearly ten of a scale; 上千名, a scale at least; 网上百余人 is none of these."""
    numeral = chinese_at(scan.folded, start + 1)
    word = scan.char(start)
    if numeral is None or not (numeral.bare or numeral.digits == "10") or (word == "上" and scan.char(start - 1) in _PLACES):
        return None
    read = figure(scan, numeral, start)
    if read.unit is NO_UNIT:
        return None
    some = Interval(read.exact * 2, read.exact * 10, high_open=True)
    value, sense = (Interval(read.exact, None), "at-least") if word == "上" else (some, "few-more")
    return replace(mention(scan, read), value=value, hedges=(Hedge(word, sense, "inner", start, start + 1), *read.hedges))


def read_either(scan: Scan, start: int) -> Mention | None:
    """三四百人, one or the other: a range between two numerals that follow each other."""
    match = _EITHER.match(scan.folded, start)
    if match is None or DIGITS[match["high"]] != DIGITS[match["low"]] + 1:
        return None
    numeral = chinese_at(scan.folded, start + 1)
    read = figure(scan, numeral) if numeral else None
    if numeral is None or read is None or read.unit is NO_UNIT or read.unit.text in _NAMING or read.unit.text in ("级", "大", "次"):
        return None
    low = read.exact * DIGITS[match["low"]] / DIGITS[match["high"]]
    span = Interval(low, read.exact)
    ends = (Interval.point(low), Interval.point(read.exact))
    return replace(mention(scan, read), start=start, digits="", digits_start=start, value=span, printed=span, components=ends)


def _numeral(scan: Scan, start: int) -> Numeral | None:
    """The numeral at `start`, if it is no part of a longer word: not 周三, not 星期五, not 零."""
    if scan.char(start) in "零〇○" or (start > 0 and scan.char(start - 1) in _COMPOUND_HEADS):
        return None
    return chinese_at(scan.folded, start)


def _is_counted(scan: Scan, read: Figure) -> bool:
    unit = read.unit.text
    if read.unit.kind in (MentionKind.POINTS, MentionKind.MULTIPLE, MentionKind.PERCENT):
        return True
    if read.hedges:
        return True
    if _is_named(scan, read):
        return False
    run = chinese_run(scan.folded, read.numeral.start)
    if read.numeral.bare:
        return bool(prefixes(scan, read.start, read.unit)) and unit != "年"
    if run in ("一", "二"):
        listed = unit in _LISTED and scan.is_han(read.start - 1) and scan.char(read.end) in _LIST_MARKS
        return run == "一" and unit not in _NAMING and (listed or _COUNTING.search(scan.before(read.start, 2)) is not None)
    if unit == "级":
        return run == "两" or _TIERS.search(scan.before(read.start, 1)) is not None
    if unit == "大":
        return len(run) == 1
    remarks = unit == "点" and _REMARKS.match(scan.folded, read.end) is not None
    return remarks or unit not in _NAMING or read.numeral.scale > 1


def _is_named(scan: Scan, read: Figure) -> bool:
    """Whether the numeral numbers a meeting, a plan or a branch: 十四届全国人大二次会议, 第十五个五年规划, 三支部."""
    place = read.end - len(read.unit.text)
    if _MEETING.match(scan.folded, place):
        return _SESSION.search(scan.before(read.start, 8)) is not None
    if _BRANCH.match(scan.folded, place):
        return True
    return scan.char(read.start - 1) == "个" and scan.folded.startswith(("年规划", "年计划"), place)


def _and_a_half(scan: Scan, read: Figure) -> Figure:
    """两年半: the figure with its half; 两年半数 has none. 九成五 and 八成半 are ninety-five and eighty-five in a hundred."""
    tenth = _TENTHS.match(scan.folded, read.end) if read.unit.text == "成" else None
    if tenth and len(read.numeral.digits) == 1:
        digit = 5 if tenth[0] == "半" else DIGITS[tenth[0]]
        return replace(read, end=read.end + 1, numeral=replace(read.numeral, digits=f"{read.numeral.digits}.{digit}"))
    if scan.char(read.end) != "半" or not read.unit.is_duration or scan.char(read.end + 1) in ("数", "个", "年"):
        return read
    return replace(read, end=read.end + 1, numeral=replace(read.numeral, digits=f"{read.numeral.digits}.5"))
