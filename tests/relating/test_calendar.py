"""The calendar: plans and parts of a year."""

from __future__ import annotations

import pytest

from auditor.reading import document_from_text
from auditor.relating.calendar import days, parts_of_year, periods_differ, plan_years, report_year, spans, title


@pytest.mark.parametrize(
    ("ordinal", "of_law", "years"),
    [
        ("一", False, (1953, 1957)),
        ("三", False, (1966, 1970)),
        ("十四", False, (2021, 2025)),
        ("十五", False, (2026, 2030)),
        ("八", True, (2021, 2025)),
        ("七", True, (2016, 2020)),
        ("百", False, None),
    ],
)
def test_the_years_of_a_plan(ordinal: str, of_law: bool, years: tuple[int, int] | None) -> None:
    assert plan_years(ordinal, of_law=of_law) == years


@pytest.mark.parametrize(("name", "months"), [("上半年", (1, 6)), ("第二季度", (4, 6)), ("前三季度", (1, 9)), ("4季度", (10, 12))])
def test_the_months_of_a_part_of_the_year(name: str, months: tuple[int, int]) -> None:
    (period,) = parts_of_year(f"{name}(1-3月)")
    assert period.right == months


@pytest.mark.parametrize("text", ["3-5个月", "电话2021-31287", "2.0.13.1版", "上级4月31号文件", "条款5-3"])
def test_what_is_no_date(text: str) -> None:
    assert not [*spans(text), *days(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("县司法局2024年工作总结\n正文。", "县司法局2024年工作总结"),
        ("首页\n2024年，我局完成总结。\n正文。", ""),
        ("工作总结\n正文。", ""),
    ],
)
def test_the_title_of_a_report(text: str, found: str) -> None:
    assert title(document_from_text("report.txt", text)) == found


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("全年", "2024年", False),
        ("年末", "2024年底", False),
        ("12月末", "今年", False),
        (None, "上半年", False),
        ("2023年", "全年", True),
        ("上半年", "2024年", True),
    ],
)
def test_the_many_names_of_the_year_of_a_report(one: str | None, other: str, differ: bool) -> None:
    assert periods_differ(one, other, "2024") is differ


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("县司法局2024年工作总结\n比2022年增长。", "2024"),
        ("比2023年增长的案件,2024年减少。", "2024"),
        ("截至2024年底办结。", "2024"),
        ("到2030年建成。", ""),
    ],
)
def test_the_year_of_a_report(text: str, year: str) -> None:
    assert report_year(document_from_text("report.txt", text)) == year
