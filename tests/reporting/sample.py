"""One report made by hand, with everything that a format must cope with; nothing here was computed by the stages before."""

from __future__ import annotations

from fractions import Fraction

from auditor.errors import ReadError
from auditor.model import Coverage, Finding, Hedge, Member, Mention, MentionKind, Relation, Run, Severity, Verdict
from auditor.number import Interval, exact
from auditor.reading import document_from_text
from auditor.reporting import Report

YEARBOOK = (
    "𠮷水区二〇二四年调解年报\n"
    "\n"
    "全区共受理纠纷2400件，较上年有所增加，各镇街均已建立台账并逐件回访，群众满意度稳步提高，"
    "全年调处成功1800件，成功率达到85%，另有近300余件正在办理，其余转入下一年度继续跟踪，各镇街每月通报一次进展。\n"
    "\t其中：\x1b[31m北镇𠮷村\x1b[0m受理1100件、南镇受理1250件。\r\n"
    "全区排名第，位居前列。人员与网格1:6。\n"
)
NOTES = "本月办结31件。\n"


def _span(text: str, quote: str) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)


def _mention(quote: str, kind: MentionKind, low: str | None, high: str | None, *, unit: str = "", label: str = "", hedges: str = "") -> Mention:
    start, end = _span(YEARBOOK, quote)
    value = Interval(None if low is None else exact(low), None if high is None else exact(high))
    found = tuple(Hedge(word, "about", "prefix", start, start + 1) for word in hedges.split())
    return Mention(start, end, kind, value, value, unit=unit, label=label, hedges=found, period="2024年")


_SIXTH = Mention(*_span(YEARBOOK, "1:6"), MentionKind.RATIO, Interval.point(Fraction(1, 6)), Interval.point(Fraction(1, 6)), label="人员与网格")


def _member(role: str, quote: str) -> Member:
    return Member(role, *_span(YEARBOOK, quote))


_RATE = (_member("rate", "85%"), _member("part", "1800件"), _member("whole", "2400件"))
_SUM = (_member("whole", "2400件"), _member("part", "1100件"), _member("part", "1250件"))

_YEARBOOK_RUN = Run(
    document_from_text("甲区/年报.txt", YEARBOOK),
    (
        _mention("二〇二四年", MentionKind.DATE, "2024", "2024"),
        _mention("2400件", MentionKind.COUNT, "2400", "2400", unit="件", label="全区共受理纠纷"),
        _mention("1800件", MentionKind.COUNT, "1800", "1800", unit="件", label="全年调处成功"),
        _mention("85%", MentionKind.PERCENT, "84.5", "85.5", unit="%", label="成功率"),
        _mention("300余件", MentionKind.COUNT, None, "300", unit="件", label='另有"其他"', hedges="近 余"),
        _mention("1100件", MentionKind.COUNT, "1100", "1100", unit="件", label="北镇𠮷村受理"),
        _mention("1250件", MentionKind.COUNT, "1250", "1250", unit="件", label="南镇受理"),
        _SIXTH,
    ),
    (
        Relation("rate-of-counts", "ratio", Verdict.VIOLATED, _RATE, "85%", "75%", None),
        Relation("sum-of-parts", "total", Verdict.UNDECIDED, _SUM, "2400件", "2350件", "未列全"),
        Relation("part-in-whole", "at-most", Verdict.HOLDS, _RATE[1:], "1800件", "2400件", None, sign="≤"),
        Relation("rate-above-hundred", "ceiling", Verdict.HOLDS, _RATE[:1], "85%", None, None),
    ),
    (
        Finding(
            "rate-of-counts",
            "ratio",
            Severity.ERROR,
            *_span(YEARBOOK, "85%"),
            "成功率 85% 与 1800件 ÷ 2400件 = 75% 不符",
            _RATE[1:],
            "85%",
            "75%",
            fingerprint="0123456789abcdef",
        ),
        Finding("double-hedge", "wording", Severity.INFO, *_span(YEARBOOK, "近300余件"), "近与余相抵", suggestion="近300件", fingerprint="1111"),
        Finding(
            "sum-of-parts",
            "total",
            Severity.WARNING,
            *_span(YEARBOOK, "1250件"),
            "各项之和 2350件\n不足",
            _SUM[:2],
            "2400件",
            "2350件",
            fingerprint="2222",
        ),
        Finding("rank-missing", "wording", Severity.ERROR, *_span(YEARBOOK, "排名第"), "排名后缺数", fingerprint="3333"),
    ),
    Coverage(quantities=6, related=3, holds=1, violated=1, undecided=1),
)
_NOTES_RUN = Run(
    document_from_text("乙区.txt", NOTES),
    (Mention(4, 7, MentionKind.COUNT, Interval.point(31), Interval.point(31), unit="件", label="本月办结"),),
    (),
    (),
    Coverage(quantities=1),
)


def report(
    *, lang: str = "zh", colour: bool = False, columns: int = 80, statistics: bool = False, unbound: bool = False, summary: bool = True
) -> Report:
    """The report, told in the way that is asked for."""
    unread = (ReadError("丙区.doc", "是二进制文件"),)
    runs = (_NOTES_RUN, _YEARBOOK_RUN)
    return Report(runs, unread, lang, "9.9.9", colour=colour, columns=columns, statistics=statistics, unbound=unbound, summary=summary)
