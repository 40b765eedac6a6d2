"""Dates, times and periods: 2023年9月5日, 2024-05-17 09:40, 1-8月, 上半年, “十四五”, 今年."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.extraction.numerals import HAN
from auditor.extraction.scan import Scan
from auditor.model import Mention, MentionKind
from auditor.number import Interval

if TYPE_CHECKING:
    import regex

_SPAN = r" ?(?:-|—{1,2}|–|~|至|到) ?"
_YEAR = r"(?:(?:1[89]|20)[0-9]{2} ?年|[今去上前明本当]年)"
_MONTH = r"(?:1[0-2]|0?[1-9]) ?月份?"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9]) ?[日号](?!线)"
# "全年" — not "全年无休", which counts nothing
_ALL_YEAR = "全年(?!无休|候|龄|不打烊)"
_PART = rf"(?:[上下]半年|第?[一二三四1-4]季度|(?<!提)前[一二三两2-3]个?季度|(?<!提)前[0-9一二三四五六七八九十两]{{1,3}}个?月|同期|{_ALL_YEAR}|度)"
_EDGE = r"(?:初(?![步次级期始中])|末(?!端)|底(?![线层部数])|[上中下]旬)?"
_CLOCK = r"(?:[01]?[0-9]|2[0-4])(?::[0-5][0-9](?::[0-5][0-9])?(?![0-9:])|[时点](?:[0-5]?[0-9]分|整|许)|时(?!间|代|长|期|效|段))"
_POINT = rf"(?:{_YEAR} ?(?:{_MONTH}(?: ?{_DAY})?|{_PART})?|{_MONTH}(?: ?{_DAY})?)"
# Matches "2023年", "2024年3月份", "5月11日", "去年同期", "2023年末"; does not match "2000多年" or "13月".
_WRITTEN = expression(rf"{_POINT}{_EDGE}(?: ?{_CLOCK})?")
# Matches "2021年1月1日至2023年12月31日", "1月-8月"; does not match "2023年".
_FROM_TO = expression(rf"{_POINT}{_EDGE}{_SPAN}(?:{_POINT}{_EDGE}|{_DAY})")
# Matches "2021—2025年", "2023-2024年度", "2019-2020学年"; does not match "2021-31287".
_YEARS = expression(rf"(?:1[89]|20)[0-9]{{2}}{_SPAN}(?:1[89]|20)?[0-9]{{2}}(?: ?(?:年度|学年|年|赛季)|(?![0-9.\-/]))")
# Matches "1-8月", "2023年1至8月份", "5月1-7日", "今年前8个月"; does not match "3-5个月".
_MONTHS = expression(rf"(?:{_YEAR} ?)?(?:1[0-2]|0?[1-9]){_SPAN}{_MONTH}|(?:{_YEAR} ?)?{_MONTH} ?[0-9]{{1,2}}{_SPAN}{_DAY}")
# Matches "2024-05-17 09:40", "2024/5/17", "2024.5.17", "2024-05"; does not match "2021-31287" or "2024.5".
_NUMERIC = expression(
    r"(?:19|20)[0-9]{2}([-/.])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:[ T]*(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?)?"
    r"|(?:19|20)[0-9]{2}[-/](?:1[0-2]|0[1-9])(?![0-9\-/年])"
)
# Matches "09:40", "9时30分", "9点整"; does not match "6.8:42.7".
_TIME = expression(_CLOCK)
# Matches "15日"; does not match "32日".
_LONE_DAY = expression(r"(?:3[01]|[12][0-9]|0?[1-9]) ?日(?!均|常)")
# Matches "二〇二四年五月三日" and "二○二四年"; does not match "二十四年".
_HAN = expression(
    r"[一二][一二三四五六七八九〇零○]{3}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?"
    r"|[一二三四]季度[末底]?"
)
# Matches "上半年", "同期", "全年", "年初", "三季度末", "前8个月"; does not match "以上年龄", "全年无休" and "提前8个月".
_RELATIVE = expression(rf"{_YEAR}[同]期|同期|{_ALL_YEAR}|年[初末底]|首季度?|{_PART}(?:[末底](?![端线层部数]))?|[本上当]月")
# Matches “十四五” and 十四五 before 规划; does not match “八五”普法.
_FIVE_YEARS = expression(
    r"“(?:十[一二三四五六]|九|八|七)五”(?=时期|期间|规划|计划|以来|末|开局|收官|目标|发展)|“十[一二三四五六]五”"
    r"|十[一二三四五六]五(?=时期|期间|规划|计划|末|开局|收官)"
)
# Matches "2025" of 中国制造2025; does not match "1544" or "2025.5".
_BARE_YEAR = expression(r"20[0-3][0-9](?![0-9.,多余来几万亿%年版])")
# Matches "为期", "缩短至" and "近" before 11日, which is then a stretch of time; does not match "5月".
_LASTING = expression(
    r"(?:历时|为期|持续|连续|近|约|提前|缩[短减]|压缩|延长|至少|最多|超过|不少于|不超过|减少|增加|限|满|每|前|后|达|[从由])[至到为了]?$"
)
# Matches "内" and "缩" behind 7日 and 30日; does not match "上午".
_WITHIN = expression(r"内|以[内上下]|之内|左右|缩|压|后|游|龄|行")
# Matches "比值为" and "按" before 1:20; does not match "时间".
_BEFORE_CLOCK = expression(r"[比率按例]\D{0,3}$")
# Matches "上半年", "一季度" and "同期"; does not match "年初".
_PARTIAL = expression(r"半年|季|前|期|全年")
# Matches what every date in Arabic digits begins with: "2023年", "1-", "09:", "2025"; does not match "137件", which is tried no further.
_DATED = expression(r"[0-9]{1,4} ?[年月日号时点:/.~–—至到\-]|20[0-3][0-9]")
# Matches "2023" of "2023年"; does not match "二〇".
_DIGITS = expression(r"[0-9]+")
NO_VALUE = Interval(None, None)
# What can begin with a Chinese numeral, and with any other word
_NAMED = (_FIVE_YEARS, _HAN, _RELATIVE)
_WORDED = (_FIVE_YEARS, _HAN, _MONTHS, _FROM_TO, _WRITTEN, _RELATIVE)


def read(scan: Scan, start: int) -> Mention | None:
    """The date, time or period at an Arabic digit; `None` where the digits count something."""
    if not _DATED.match(scan.folded, start):
        return None
    for pattern in (_NUMERIC, _YEARS, _MONTHS, _FROM_TO):
        match = pattern.match(scan.folded, start)
        if match:
            return _mention(match, MentionKind.DATE if pattern is _NUMERIC else MentionKind.PERIOD)
    match = _WRITTEN.match(scan.folded, start)
    if match:
        return _mention(match, _kind(match[0]))
    return _time(scan, start) or _day(scan, start) or _bare_year(scan, start)


def read_words(scan: Scan, start: int) -> Mention | None:
    """A date or period that begins with a word: 今年5月, 去年同期, 上半年, 一季度, “十四五”, 二〇二四年."""
    for pattern in _NAMED if scan.char(start) in HAN else _WORDED:
        match = pattern.match(scan.folded, start)
        if match:
            spanning = pattern in (_FIVE_YEARS, _MONTHS, _FROM_TO)
            return _mention(match, MentionKind.PERIOD if spanning else _kind(match[0]))
    return None


def _kind(text: str) -> MentionKind:
    """A named part of a year is a period, a year or a day a date."""
    return MentionKind.PERIOD if _PARTIAL.search(text.removeprefix("前年")) else MentionKind.DATE


def _time(scan: Scan, start: int) -> Mention | None:
    """A time of day; 50:30 and 比值为1:20 are ratios, and 3点 is a time only behind a date or 上午."""
    match = _TIME.match(scan.folded, start)
    if match is None:
        return None
    pair = ":" in match[0]
    if pair and ((match[0].index(":") < 2 and not scan.before(start, 1).isspace()) or _BEFORE_CLOCK.search(scan.before(start, 5))):
        return None
    return _mention(match, MentionKind.DATE)


def _day(scan: Scan, start: int) -> Mention | None:
    """15日 as a day of the month, unless the words around it make it a stretch of time."""
    match = _LONE_DAY.match(scan.folded, start)
    if match is None or _LASTING.search(scan.before(start, 5)) or _WITHIN.match(scan.folded, match.end()):
        return None
    return _mention(match, MentionKind.DATE)


def _bare_year(scan: Scan, start: int) -> Mention | None:
    """A year without 年 between words: 中国制造2025, 透过2025回望."""
    match = _BARE_YEAR.match(scan.folded, start)
    if match is None or not (scan.is_han(start - 1) or scan.char(start - 1) in "“《—"):
        return None
    if scan.vocabulary.unit_at(scan.folded, match.end()) or not (scan.is_han(match.end()) or scan.char(match.end()) in "”》"):
        return None
    return _mention(match, MentionKind.DATE)


def _mention(match: regex.Match[str], kind: MentionKind) -> Mention:
    """The match as a mention; a date is worth the first number in it, a period nothing."""
    first = _DIGITS.search(match[0]) if kind is MentionKind.DATE else None
    value = Interval.point(int(first[0])) if first else NO_VALUE
    return Mention(match.start(), match.end(), kind, value, value)
