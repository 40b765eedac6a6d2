"""written = calendar: days that do not exist, wrong weekdays, ends before starts, periods and their years, anniversaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar, Literal

from auditor.expression import expression
from auditor.extraction.numerals import chinese, integer
from auditor.model import Member, Outcome, Severity, Verdict
from auditor.record import record
from auditor.relating import Context
from auditor.relating.calendar import Period, Span, courses, days, parts_of_year, plans, spans
from auditor.rule import STRICT, Rule

_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十百]{1,4})"
# "（星期三）" "周三" and "，星期三，" behind a date — not "周边" and not "，周一至周五" "（周六、周日除外）"
_WEEKDAY = expression(
    r" ?(?:\(? ?(?:星期|周|礼拜)(?P<at>[一二三四五六日天])(?![期年、至到])|, ?(?:星期|周|礼拜)(?P<at>[一二三四五六日天])(?=[,。;]|[上下]午))"
)
# "，历时4年" "举行，为期10天" behind a stretch of time — not "，历时较长" and not "，每批为期5天"
_LASTING = expression(
    rf"\)?[^,。;()\d]{{0,8}},?(?:共|前后)?(?<!每\p{{Han}}{{1,2}})(?:历时|为期)(?P<at>(?P<n>{_NUMBER})个?(?P<unit>[年月天日]))(?![多余以])"
)
# "成立30周年（1993—2024年）" — not "30周年庆祝活动"
_FOUNDED = "(?:成立|建[校院厂会所站市县区局店馆社制军港成]|创[办建刊立]|诞辰|通车|开[通业馆办]|运行|投产|组建|设立|颁布|实施|建交|结好)"
_ANNIVERSARY = expression(rf"{_FOUNDED}(?P<at>(?P<n>{_NUMBER})周年)\((?P<from>\d{{4}})年?(?:-|—{{1,2}}|–|~|至)(?P<to>\d{{4}})年?\)")
# "始建于1958年，2023年举行建院60周年" "1984年建院，2024年迎来建院30周年" — not "老院区始建于1958年" and not "2024年庆祝学会成立30周年"
_FOUNDED_THEN = expression(
    rf"(?:(?<![区楼址园桥线][^,;。]{{0,2}})(?:始建|{_FOUNDED})于(?P<from>(?:1[6-9]|20)\d\d)年|(?P<from>(?:1[6-9]|20)\d\d)年[^,。;\d]{{0,8}}?{_FOUNDED}(?=[,、的并(]|开放|投用|至今|以来))"
    r"[^;。\n]{0,40}?,[^,。;\d]{0,6}(?P<to>(?:19|20)\d\d)年,?(?:隆重|热烈|举行|举办|开展|召开|组织|庆祝|纪念|喜?迎来?|恰逢|适逢|正值|[又正]?[是逢]|[该学医我本全]?[校院厂馆]|公司|了|其|的)*"
    rf"{_FOUNDED}(?P<at>(?P<n>{_NUMBER})周年)"
)
_EVENTS = {"中华人民共和国成立": 1949, "新中国成立": 1949, "中国共产党成立": 1921, "建党": 1921, "改革开放": 1978}
# "2024年是新中国成立75周年" — not "2024年是建院75周年"
_EVENT = expression(rf"(?P<to>(?:19|20)\d\d)年,?(?:既?是|恰逢|正值|适逢|迎来)(?P<event>{'|'.join(_EVENTS)})(?P<at>(?P<n>{_NUMBER})周年)")
_MONTHS = {"年": 12, "月": 1}
_LEAP = 2024
Place = tuple[int, int]
FIELDS = frozenset({"against", "computed"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    what: Literal["day", "weekday", "order", "part-of-year", "plan", "duration", "anniversary"]
    """What is compared with the calendar."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each written date that can be compared, once."""
    yield from _CHECKS[rule.params.what](context)


def _outcome(context: Context, at: Place, stated: str, computed: str, *, other: Place | None = None, severity: Severity | None = None) -> Outcome:
    """Holds where what is stated is what the calendar gives."""
    verdict = Verdict.HOLDS if stated == computed else Verdict.VIOLATED
    members = (Member("stated", *at), *((Member("date", *other),) if other else ()))
    fields = {"against": context.document.text[slice(*other)] if other else ""}
    return Outcome(verdict, *at, members, stated=stated, computed=computed, severity=severity, fields=fields)


def _days(context: Context) -> Iterator[Outcome]:
    for day in days(context.document.folded):
        if not day.exists:
            yield Outcome(Verdict.VIOLATED, day.begin, day.stop, stated=context.document.text[day.begin : day.stop], in_ledger=False)


def _weekdays(context: Context) -> Iterator[Outcome]:
    for day in days(context.document.folded):
        match = _WEEKDAY.match(context.document.folded, day.stop)
        if match and day.year and day.exists:
            import datetime

            right = "一二三四五六日"[datetime.date(day.year, day.month, day.day).weekday()]
            yield _outcome(context, match.span("at"), match["at"].replace("天", "日"), right, other=(day.begin, day.stop))


def _order(context: Context) -> Iterator[Outcome]:
    for span in spans(context.document.folded):
        forward = _runs_forward(span)
        if forward is not None:
            text = context.document.text[span.begin : span.stop]
            severity = None if span.end[0] or not span.end[1] else Severity.WARNING
            yield _outcome(context, (span.begin, span.stop), text, text if forward else "", severity=severity)


def _runs_forward(span: Span) -> bool | None:
    """Whether a stretch ends no earlier than it starts; None where it may end in the next year: 11月至3月."""
    (year, month, day), (end_year, end_month, end_day) = span.start, span.end
    if end_year is not None:
        return None if year is None else [year, month or 0, day or 0] <= [end_year, end_month or month or 0, end_day or day or 0]
    if end_month is None or end_month == month:
        return None if day is None or end_day is None else day <= end_day
    if month is None or month < end_month:
        return month is not None
    return None if year is None or (month > 8 and end_month < 5) else False


def _periods(found: Callable[[str], Iterable[Period]]) -> Callable[[Context], Iterator[Outcome]]:
    def checked(context: Context) -> Iterator[Outcome]:
        for period in found(context.document.folded):
            stated, right = (f"{first}—{last}" if first != last else str(first) for first, last in (period.stated, period.right))
            yield _outcome(context, period.at, stated, right, other=period.name)

    return checked


def _durations(context: Context) -> Iterator[Outcome]:
    for span in (*spans(context.document.folded), *courses(context.document.folded)):
        match = _LASTING.match(context.document.folded, span.stop)
        right = match and (_days_fit if match["unit"] in "天日" else _months_fit)(span, integer(match["n"]), match["unit"])
        if match and right is not None:
            yield _outcome(context, match.span("at"), match["at"], right or match["at"], other=(span.begin, span.stop))


def _months_fit(span: Span, stated: int, unit: str) -> str | None:
    """What a stretch lasts in months or years; "" where that is what is stated, None where it is not known."""
    lasting, worth = _lasting(span), _MONTHS[unit]
    if lasting is None:
        return None
    fits = lasting[0] - worth < stated * worth < lasting[1] + worth
    return "" if fits else f"{lasting[0] // worth}{'年' if worth > 1 else '个月'}"


def _days_fit(span: Span, stated: int, _: str) -> str | None:
    """What a stretch lasts in days, first and last counted; fewer may be stated, down to its working days."""
    (year, month, day), (end_year, end_month, end_day) = span.start, span.end
    if month is None or day is None or end_day is None:
        return None
    import datetime

    try:
        first = datetime.date(year or _LEAP, month, day)
        days = (datetime.date(end_year or year or _LEAP, end_month or month, end_day) - first).days + 1
    except ValueError:
        return None
    return None if days < 1 else "" if days * 5 // 7 - 2 < stated <= days else f"{days}天"


def _lasting(span: Span) -> tuple[int, int] | None:
    """The least and the most months that a stretch may last, counted without and with its last month or year."""
    (year, month, _), (end_year, end_month, _) = span.start, span.end
    if (year is None and (month is None or end_year is not None)) or (month is None) != (end_month is None):
        return None
    between = 12 * ((end_year or year or 0) - (year or 0)) + (end_month or 0) - (month or 0)
    return (between, between + (12 if month is None else 1)) if between >= 0 else None


def _anniversaries(context: Context) -> Iterator[Outcome]:
    folded = context.document.folded
    for match in (*_ANNIVERSARY.finditer(folded), *_FOUNDED_THEN.finditer(folded), *_EVENT.finditer(folded)):
        first = int(match["from"]) if "from" in match.re.groupindex else _EVENTS[match["event"]]
        right = int(match["to"]) - first
        if 0 < right < 1000:
            shown = match["n"] if integer(match["n"]) == right else str(right) if match["n"].isdecimal() or right > 99 else chinese(right)
            yield _outcome(context, match.span("at"), match["n"] + "周年", shown + "周年", other=match.span("to"))


_CHECKS: dict[str, Callable[[Context], Iterator[Outcome]]] = {
    "day": _days,
    "weekday": _weekdays,
    "order": _order,
    "part-of-year": _periods(parts_of_year),
    "plan": _periods(plans),
    "duration": _durations,
    "anniversary": _anniversaries,
}
