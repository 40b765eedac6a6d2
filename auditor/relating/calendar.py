"""What written dates mean: days, stretches between two of them, named periods with their months or years, and the title with its years.

Owns the calendar and its words; whether a date is wrong is for `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.extraction.numerals import chinese_number
from auditor.model import Document
from auditor.record import record

if TYPE_CHECKING:
    import regex

_Y = r"(?:19|20)\d\d"
_JOIN = r" ?(?:-|—{1,2}|–|~|至|到) ?"
# "2024年12月至2024年3月" "5月20日—15日" "1日零时至8日24时" "2021—2025年" — not "3-5个月" and not the telephone number "2021-31287"
_SPAN = expression(
    rf"(?<![\d.\-])(?:(?:(?P<y>{_Y})年)?(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号]?(?:零时|\d{{1,2}}时)?(?:\)?起)?{_JOIN}(?:(?P<ey>{_Y})年)?(?:(?P<em>\d{{1,2}})月)?(?P<ed>\d{{1,2}})[日号]"
    rf"|(?:(?P<y>{_Y})年)?(?P<m>\d{{1,2}})月?份?{_JOIN}(?:(?P<ey>{_Y})年)?(?P<em>\d{{1,2}})月(?!\d)"
    rf"|(?P<y>{_Y})年?{_JOIN}(?P<ey>{_Y})年(?!\d))"
)
# "自2020年5月启动，至2024年5月结束" "2020年立项，2024年验收" — not "2020年5月启动，预计2024年结束"
_COURSE = expression(
    rf"(?P<y>{_Y})年(?:(?P<m>\d{{1,2}})月份?)?(?:正式|全面|率先)?(?:启动|开工|动工|立项|开始|开建|奠基|建设|实施|组建|试点)(?:建设|实施|试点)?,?"
    rf"(?:至|到|于|并于)?(?P<ey>{_Y})年(?:(?P<em>\d{{1,2}})月份?)?(?:底|正式|全面|圆满|顺利)?(?:结束|竣工|完工|完成|建成|验收|投用|投产|通车|收官)(?:验收|投用|通车)?"
)
# "2024年2月30日" "13月5日" "2023-02-29" — not "4月31号文件" and not the version "2.0.13.1"
_DAY = expression(
    rf"(?<![\d.\-/])(?:(?P<y>{_Y}) ?年 ?)?(?P<m>\d{{1,2}}) ?月 ?(?P<d>\d{{1,2}}) ?(?:日|号(?![文令楼线院]))"
    rf"|(?<![\d.\-/])(?P<y>{_Y})(?P<sep>[-/])(?P<m>\d{{2}})(?P=sep)(?P<d>\d{{2}})(?![\d\-/])"
)
_PART_NAME = "[上下]半年|第?[一二三四1-4]季度|前[三两]季度|全年"
_PART_MONTHS = rf"(?P<from>\d{{1,2}})月?份?{_JOIN}(?P<to>\d{{1,2}})月份?"
# "上半年（1—7月）" "一季度（1至3月）" "1—7月（上半年）" — not "上半年（同比）"
_PART = expression(
    rf"(?P<name>{_PART_NAME})\((?:即|指)?(?P<at>{_PART_MONTHS})\)|(?<![\d年])(?P<at>{_PART_MONTHS})(?:\(|,即)(?P<name>{_PART_NAME})(?=[),])"
)
_PLAN_NAME = r"(?P<n>十?[一二三四五六七八九十])五”"
_PLAN_BARE = r"(?<![一二三四五六七八九十第“])(?P<n>十?[一二三四五六七八九十])五(?=时期|期间|规划|普法)"
# "“十四五”时期（2021—2025年）" "十四五规划（2021—2025年）" "“八五”普法规划（2021年至2025年）" — not "“十四五”规划（草案）", "“十四五”前三年（2021—2023年）"
_PLAN = expression(
    rf"(?P<name>(?:“{_PLAN_NAME}|{_PLAN_BARE})(?![^,。;()]{{0,12}}(?:前|后|以来|中期|初|末|头))[^,。;()\d]{{0,12}})\((?P<at>(?P<from>{_Y})年?{_JOIN}(?P<to>{_Y})年?)\)"
)
# "2025年是“十四五”规划收官之年" — not "2024年是规划实施的关键之年"
_PLAN_YEAR = expression(
    rf"(?P<at>(?P<from>{_Y}))年,?(?:既?是|作为|为)(?:全面)?(?:实施)?(?P<name>“{_PLAN_NAME}[^,。;\d]{{0,8}}?的?(?P<edge>开局|起步|收官|收尾)之年)"
)
_PARTS = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "前三季度": (1, 9),
    "前两季度": (1, 6),
    "全年": (1, 12),
    **{f"{word}季度": (3 * n - 2, 3 * n) for n, words in enumerate(("一1", "二2", "三3", "四4"), 1) for word in words},
}
# "一季度" "上半年" "3月"
TIMES = expression(r"第?[一二三四1-4]季度|[上下]半年|\d{1,2}月份?|[一二三四五六七八九十]{1,2}月份?")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# "1—9月" "2024年1至6月份" "7月" — not "7月5日"
_MONTHS = expression(rf"(?:{_Y}年)?(?P<from>\d{{1,2}})(?:月?份?{_JOIN}(?P<to>\d{{1,2}}))?月份?")
# "前十个月" "前10个月" — not "前三季度"
_FIRST_MONTHS = expression(r"前(?P<to>\d{1,2}|[一二两三四五六七八九十]{1,2})个?月")
# "9月底" "2024年三季度末" "6月30日" — not "9月" and not "6月29日"
_CLOSE = expression(
    rf"(?P<year>(?:{_Y}|今|去|上)年)?(?:(?P<month>\d{{1,2}})月(?:[末底]|3[01]日)|(?P<part>第?[一二三四1-4]季度|上半年|前[三两]季度)[末底])"
)
# "2024年" of "2024年上半年" — not "年上半年"
_YEAR_BEFORE = expression(rf"^(?:{_Y}年|今年|去年|上年)")
_STATE_PLANS = {"一": 1953, "二": 1958}
_THIRD_PLAN = 1966
_LAW_CAMPAIGN = 1986
_LAST_PLAN = 20
# "2023年工作总结和2024年工作思路" at the head of a report — not a sentence of it, not "12023年工作总结"
_TITLE = expression(rf"(?<!\d){_Y}年[^。,;]{{0,30}}?(?:总结|报告|汇报|情况|公报|计划|要点|思路|打算|安排|回顾)")
_HEAD = 12
_LONGEST_TITLE = 60
# What a figure without a period is never of
_EARLIER = expression(r"去年|上年|前年|同期")
Date = tuple[int | None, int | None, int | None]


# "今年以来" "全年" "2024年末" "12月底" of the year of the report, less its number — not "上年" and not "上半年"
_THE_YEAR = expression(r"(?:今年|本年|全年|年内|一年来|当年)?(?:度|以来)?|(?:今年|本年)?(?:年?[末底]|12月(?:[末底]|31日))")
# "2024年" of "2024年,全市" and of "2024年末" — not of "比2023年增长", "至2030年" and "2021—2025年"
_YEAR_NAMED = expression(rf"(?<![比较同与到\-—–~]|(?<!截)至)(?P<year>{_Y})年(?!{_JOIN})")


def periods_differ(one: str | None, other: str | None, year: str = "") -> bool:
    """Whether the periods of two figures are two; the year of a report has many names, 今年上半年 is 上半年, and a figure without a period may be of any."""
    if bool(one) is not bool(other) and _EARLIER.match(one or other or ""):
        return True
    if not one or not other or one == other or (is_of_the_year(one, year) and is_of_the_year(other, year)):
        return False
    part, whole = sorted((one, other), key=len)
    if whole in {f"{named}{part}" for named in ("今年", "本年", f"{year}年")}:
        return False
    # 前10月 is 今年1—10月, of one year
    one, other = (_of_this_year(period, year) for period in (one, other))
    if _ends_with(one, other) or _ends_with(other, one):
        return False
    return months(one) is None or months(one) != months(other) or _YEAR_BEFORE.findall(one) != _YEAR_BEFORE.findall(other)


def _ends_with(close: str, period: str) -> bool:
    """Whether one period is the end of another, 9月底 of 1—9月, or the same end in other words: 三季度末."""
    match, same = _CLOSE.fullmatch(close), _CLOSE.fullmatch(period)
    if match is None:
        return False
    if same is not None:
        return (match["year"], _last_month(match)) == (same["year"], _last_month(same))
    return months(period) == (1, _last_month(match)) and (match["year"] or "") == "".join(_YEAR_BEFORE.findall(period))


def _last_month(close: regex.Match[str]) -> int:
    return int(close["month"]) if close["month"] else _PARTS[close["part"].removeprefix("第")][1]


def _of_this_year(period: str, year: str) -> str:
    """A period without the name of the report's own year."""
    return next(
        (period.removeprefix(name) for name in ("今年", "本年", *([f"{year}年"] if year else ())) if period.startswith(name) and period != name),
        period,
    )


def is_of_the_year(period: str, year: str) -> bool:
    """Whether a period is the whole of the year of a report or its end: 全年, 年末, and 2024年 where `year` is 2024."""
    return _THE_YEAR.fullmatch(period.removeprefix(f"{year}年") if year else period) is not None


def report_year(document: Document) -> str:
    """The four digits of the year that a report is of: the first of its title, else the first that its text names; "" without either."""
    match = _YEAR_NAMED.search(title(document) or document.folded)
    return match["year"] if match else ""


@record(frozen=True)
class Span:
    """A stretch from one written date to another: `start` and `end` are (year, month, day), each part None where it is not written."""

    begin: int
    stop: int
    start: Date
    end: Date


@record(frozen=True)
class Day:
    """A written day at `begin`..`stop`; `year` is None where only month and day are written."""

    begin: int
    stop: int
    year: int | None
    month: int
    day: int

    @property
    def exists(self) -> bool:
        """Whether the calendar has it; 29 February does, where no year is given."""
        leap = self.year is None or (self.year % 4 == 0 and (self.year % 100 != 0 or self.year % 400 == 0))
        return 1 <= self.month <= 12 and 1 <= self.day <= (28 if self.month == 2 and not leap else _LONGEST[self.month - 1])


@record(frozen=True)
class Period:
    """A named period: where its name and its figures stand, the first and last month or year that are `stated`, and those that are `right`."""

    name: tuple[int, int]
    at: tuple[int, int]
    stated: tuple[int, int]
    right: tuple[int, int]


def spans(folded: str) -> Iterator[Span]:
    """The stretches of a folded text, in order."""
    for match in _SPAN.finditer(folded):
        parts = [int(value) if (value := match[name]) else None for name in ("y", "m", "d", "ey", "em", "ed")]
        yield Span(match.start(), match.end(), (parts[0], parts[1], parts[2]), (parts[3], parts[4], parts[5]))


def courses(folded: str) -> Iterator[Span]:
    """The stretches that a text tells by what began and what ended: 2019年3月开工，2024年3月竣工."""
    for match in _COURSE.finditer(folded):
        year, month, end_year, end_month = (int(value) if (value := match[name]) else None for name in ("y", "m", "ey", "em"))
        yield Span(match.start(), match.end(), (year, month, None), (end_year, end_month, None))


def days(folded: str) -> Iterator[Day]:
    """The days of a folded text, in order, whether they exist or not."""
    for match in _DAY.finditer(folded):
        yield Day(match.start(), match.end(), int(match["y"]) if match["y"] else None, int(match["m"]), int(match["d"]))


def parts_of_year(folded: str) -> Iterator[Period]:
    """Named parts of a year with their months in brackets: 上半年（1—6月）."""
    for match in _PART.finditer(folded):
        yield Period(match.span("name"), match.span("at"), (int(match["from"]), int(match["to"])), _PARTS[match["name"].removeprefix("第")])


def months(period: str) -> tuple[int, int] | None:
    """The first and last month of a named period, both inclusive: 一季度, 上半年, 1—9月, 7月, 前十个月, 全年, 2024年; None for any other."""
    name = period.strip()
    match = _MONTHS.fullmatch(name)
    if match:
        first, last = int(match["from"]), int(match["to"] or match["from"])
        return (first, last) if 1 <= first <= last <= 12 else None
    name = _YEAR_BEFORE.sub("", name).removeprefix("第")
    match = _FIRST_MONTHS.fullmatch(name)
    if match:
        return 1, int(match["to"]) if match["to"].isdecimal() else chinese_number(match["to"]) or 1
    return _PARTS.get(name) or ((1, 12) if not name else None)


def plans(folded: str) -> Iterator[Period]:
    """Five-year plans with their years in brackets, and years called the first or last of a plan."""
    for match in (*_PLAN.finditer(folded), *_PLAN_YEAR.finditer(folded)):
        edge = match.groupdict().get("edge")
        years = plan_years(match["n"], of_law="普法" in match["name"] or "法治宣传" in match["name"])
        if years and edge:
            year = years[edge in ("收官", "收尾")]
            yield Period(match.span("name"), match.span("at"), (int(match["from"]), int(match["from"])), (year, year))
        elif years:
            yield Period(match.span("name"), match.span("at"), (int(match["from"]), int(match["to"])), years)


def plan_years(ordinal: str, *, of_law: bool) -> tuple[int, int] | None:
    """First and last year of a five-year plan, both inclusive; None where `ordinal` is no Chinese numeral up to 19.

    Args:
        ordinal: what stands before 五: 十四 in “十四五”.
        of_law: whether it is a plan of legal education (“八五”普法) and not one of the state.

    Source: the plans themselves; the state's have begun in years that end in 1 or 6 since 1966, those of legal education since 1986.
    """
    number = chinese_number(ordinal) or 0
    if not 0 < number < _LAST_PLAN:
        return None
    first = _LAW_CAMPAIGN + 5 * (number - 1) if of_law else _STATE_PLANS.get(ordinal, _THIRD_PLAN + 5 * (number - 3))
    return first, first + 4


def title(document: Document) -> str:
    """The title of a report, folded, if it names a year; "" where none of its first blocks looks like one."""
    heads = (document.folded[block.start : block.end] for block in document.blocks[:_HEAD])
    return next((text for text in heads if len(text) <= _LONGEST_TITLE and "。" not in text and _TITLE.search(text)), "")
