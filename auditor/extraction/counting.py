"""Quantities in Chinese numerals: 两家律师事务所, 三项制度, 二百三十名, 近千次.

A Chinese numeral is a quantity only before a unit, outside set phrases, and where it counts rather than names: 五马街, 一体化 and 三皇庙 are left alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from auditor.extraction.amounts import Figure, figure
from auditor.extraction.compounds import idiom_at
from auditor.extraction.hedging import prefixes
from auditor.extraction.numerals import Numeral, chinese_at, chinese_run
from auditor.extraction.quantities import mention, read_range
from auditor.extraction.scan import Scan
from auditor.extraction.vocabulary import NO_UNIT
from auditor.model import Hedge, Mention, MentionKind

# Behind a Chinese numeral these name or number more often than they count: 一期工程, 三门, 五台, 八度.
_NAMING = frozenset("期届度号分门节面口道头行把包车对股台班团队镇乡村区市县日周角方重首章室站段块集桶担角字位数点版本页样根眼票")
_ALWAYS_COUNTED = frozenset({"倍", "个百分点", "成"})
_COMPOUND_HEADS = frozenset("第周期初高丙甲乙丁几星礼")
# Matches "县、镇、村" before 三级; does not match "晋升".
_TIERS = re.compile(r"[省市区县乡镇村州盟院司局站级]$")
# Matches "共" and "新增" before 一家; does not match "有" or "是".
_COUNTING = re.compile(r"(?:[共各仅均达]|只有|新增|聘请|减少|增加)$")
# Matches "年" of 半年 and "个月" of 半个月.
_HALVED = re.compile(r"年|个月|天|小时|个小时|个百分点")
_MORE = Fraction(10)


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
    """数百人, 几十家: some, from two to nearly ten, of a scale."""
    numeral = chinese_at(scan.folded, start + 1)
    if numeral is None or (not numeral.bare and numeral.digits != "10"):
        return None
    read = figure(scan, numeral, start)
    if read.unit is NO_UNIT:
        return None
    hedge = Hedge(scan.char(start), "few-more", "inner", start, start + 1)
    size = read.printed if read.printed.is_point else type(read.printed).point(read.exact)
    value = type(size)(size.low * 2 if size.low is not None else None, size.low * _MORE if size.low is not None else None, high_open=True)
    return replace(mention(scan, read), value=value, hedges=(hedge, *read.hedges))


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
    run = chinese_run(scan.folded, read.numeral.start)
    if read.numeral.bare:
        return bool(prefixes(scan, read.start, read.unit)) and unit != "年"
    if run in ("一", "二"):
        return run == "一" and unit not in _NAMING and _COUNTING.search(scan.before(read.start, 2)) is not None
    if unit == "级":
        return run == "两" or _TIERS.search(scan.before(read.start, 1)) is not None
    if unit == "大":
        return len(run) == 1
    return unit not in _NAMING or read.numeral.scale > 1


def _and_a_half(scan: Scan, read: Figure) -> Figure:
    """两年半: the figure with its half; 两年半数 has none."""
    if scan.char(read.end) != "半" or not read.unit.is_duration or scan.char(read.end + 1) in ("数", "个", "年"):
        return read
    return replace(read, end=read.end + 1, numeral=replace(read.numeral, digits=f"{read.numeral.digits}.5"))
