"""Changes, trends, steps and yearly growth: which values they are bound to, in whatever order these stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.relating import Context
from auditor.relating.ranking import rankings
from auditor.relating.trend import trends

Make = Callable[[str], Context]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("卸货量较上年末的320吨增长15.0%，年末达368吨。", [("320吨", "368吨")]),
        ("冷库库容增长15.0%，达到23.0万吨（上年同期20.0万吨）。", [("20.0万吨", "23.0万吨")]),
        ("2022年、2023年卸货量分别为12.0万吨、15.0万吨，后一年比前一年增长25.0%。", [("12.0万吨", "15.0万吨")]),
        ("较上年多受理66件，去年受理320件，今年受理386件。", [("320件", "386件")]),
        ("今年立案412件，前年为356件，同比增长6.2%。", []),
        ("门诊46.2万人次，较上年的42.0万人次增长10.0%，住院3.2万人次，增长4.1%。", [("42.0万人次", "46.2万人次")]),
    ],
)
def test_changes(context: Make, text: str, ends: list[tuple[str, str]]) -> None:
    made = context(text)
    assert [(made.quote(change.before), made.quote(change.after)) for change in made.changes] == ends


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("农药使用量降至320吨，上年为336吨。", [("336吨", "320吨")]),
        ("失业率较上年的3.5%有所降低，为3.2%。", [("3.5%", "3.2%")]),
        ("办理时限由5天压缩至3天，上年加急件为2天。", [("5天", "3天")]),
        ("CPI涨幅回落至2%，PPI涨幅下降至11%。", []),
    ],
)
def test_steps(context: Make, text: str, ends: list[tuple[str, str]]) -> None:
    made = context(text)
    assert [(made.quote(step.before), made.quote(step.after)) for step in made.steps] == ends


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("年均递增10.0%，产值从2019年的50.0亿元增加到2023年的73.2亿元。", [4]),
        ("三年间从100.0万元增加到133.1万元，年均递增10.0%。", [3]),
        ("企业由500家发展到805家，近三年年均增长12.2%。", []),
        ("产值由2019年的50亿元增至2023年的73亿元，工业增加值年均增长6.5%。", []),
    ],
)
def test_yearly(context: Make, text: str, years: list[int]) -> None:
    assert [one.years for one in context(text).yearly] == years


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2021年860件、2022年790件、2023年812件，信访量逐年下降。", 3),
        ("粮食产量连续两年增长，2021—2024年分别为34万吨、30万吨、32万吨和35万吨。", 3),
        ("东区、西区、南区销量分别为12万台、15万台、11万台，总销量逐年增长。", 0),
    ],
)
def test_trends(context: Make, text: str, count: int) -> None:
    assert sum(len(trend.values) for trend in trends(context(text).sentences[0], (), "")) == count


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲校92.1%、乙校93.4%、丙校88.2%，按优秀率从高到低排列。", [True]),
        ("得分前三的是东河站（98.2分）、西河站（97.6分）、南河站（97.1分）。", [False]),
        ("前三位的员工分别有3200人、4100人、2800人。", []),
    ],
)
def test_rankings(context: Make, text: str, told: list[bool]) -> None:
    assert [ranking.told for ranking in rankings(context(text).sentences[0])] == told


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("列全省第8位，比上年前移3位，上年为第11位。", [("第11位", "第8位")]),
        ("由第11位上升3位，居第8位。", [("第11位", "第8位")]),
        ("乙指标由第9位升至第7位，丙指标前移4位。", [("第9位", "第7位")]),
    ],
)
def test_rank_changes(context: Make, text: str, ranks: list[tuple[str, str]]) -> None:
    made = context(text)
    assert [(made.quote(change.before), made.quote(change.after)) for change in made.rank_changes] == ranks
