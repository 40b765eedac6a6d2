"""The property of the kind: what is written is found to differ from the calendar exactly where it does."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.checking import date
from auditor.extraction import extract
from auditor.model import Outcome, Severity, Verdict
from auditor.reading import document_from_text
from auditor.relating import relate
from auditor.rule import Rule, Text
from auditor.rulebook import load_rulebook

LEXICON = load_rulebook().lexicon
WEEKDAYS = "一二三四五六日"


def outcomes(text: str, what: Any) -> list[Outcome]:
    document = document_from_text("report.txt", text)
    said = Text("", "")
    rule = Rule("r", "date", said, Severity.ERROR, said, "", "date", date.Params(what), said, ())
    return list(date.check(relate(document, extract(document, LEXICON), LEXICON), rule))


def verdicts(text: str, what: Any) -> list[Verdict]:
    return [outcome.verdict for outcome in outcomes(text, what)]


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31)), st.integers(0, 6))
def test_a_weekday_holds_on_its_own_day_alone(day: datetime.date, weekday: int) -> None:
    text = f"会议定于{day.year}年{day.month}月{day.day}日（星期{WEEKDAYS[weekday]}）召开。"
    assert verdicts(text, "weekday") == [Verdict.HOLDS if day.weekday() == weekday else Verdict.VIOLATED]


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31)))
def test_no_day_of_the_calendar_is_impossible(day: datetime.date) -> None:
    assert not outcomes(f"定于{day.year}年{day.month}月{day.day}日、{day.month}月{day.day}日和{day.isoformat()}举行。", "day")


@pytest.mark.parametrize("text", ["2023年2月29日", "２０２４年４月３１日", "13月5日", "6月0日", "2024-02-30", "2024年2月30号"])
def test_a_day_that_does_not_exist(text: str) -> None:
    assert [outcome.stated for outcome in outcomes(f"于{text}办结。", "day")] == [text]


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 1, 1)), st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 1, 1)))
def test_a_stretch_holds_where_it_runs_forward(start: datetime.date, end: datetime.date) -> None:
    text = f"自{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日公示。"
    assert verdicts(text, "order") == [Verdict.HOLDS if start <= end else Verdict.VIOLATED]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("供暖期为11月至3月。", []),
        ("2023年12月25日至1月5日值班。", []),
        ("5月20日至15日公示。", [Verdict.VIOLATED]),
        ("2024年5月至3月。", [Verdict.VIOLATED]),
        ("2021—2025年。", [Verdict.HOLDS]),
    ],
)
def test_a_stretch_may_end_in_the_next_year(text: str, expected: list[Verdict]) -> None:
    assert verdicts(text, "order") == expected


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_quarter_is_its_months(first: int, last: int) -> None:
    text = f"三季度（{first}—{last}月）受理案件320件。"
    assert verdicts(text, "part-of-year") == [Verdict.HOLDS if (first, last) == (7, 9) else Verdict.VIOLATED]


@given(st.integers(2001, 2040), st.integers(2, 20), st.integers(1, 30))
def test_a_duration_is_off_by_less_than_a_year(start: int, years: int, stated: int) -> None:
    text = f"工程自{start}年3月至{start + years}年3月，历时{stated}年。"
    assert verdicts(text, "duration") == [Verdict.HOLDS if stated in (years, years + 1) else Verdict.VIOLATED]


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("举办建院三十周年（1993—2024年）成就展。", "三十一周年"),
        ("2024年是新中国成立74周年。", "75周年"),
        ("2021年恰逢中国共产党成立100周年。", "100周年"),
    ],
)
def test_an_anniversary_is_the_difference_of_two_years(text: str, computed: str) -> None:
    assert [outcome.computed for outcome in outcomes(text, "anniversary")] == [computed]


def test_plans_of_the_state_and_of_legal_education_are_told_apart() -> None:
    text = "“七五”普法规划（2016—2020年）已完成，“七五”计划（1986—1990年）早已完成，“七五”普法（2015—2020年）。"
    assert verdicts(text, "plan") == [Verdict.HOLDS, Verdict.HOLDS, Verdict.VIOLATED]
