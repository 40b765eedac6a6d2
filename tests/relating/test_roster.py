"""Names with their values, and what the next clause says of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.relating import Context
from auditor.relating.extremes import extremes
from auditor.relating.roster import rosters
from auditor.relating.standings import ranks, standings

Make = Callable[[str], Context]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲线、乙线、丙线里程分别为12公里、15公里、9公里。", [("甲线", "乙线", "丙线里程")]),
        ("甲镇得92分、乙镇得95分。", [("甲镇得", "乙镇得")]),
        ("其中甲线12公里，同比增长5%。", []),
        ("甲线12公里，培训31人。", []),
    ],
)
def test_rosters(context: Make, text: str, names: list[tuple[str, ...]]) -> None:
    assert [roster.names for roster in rosters(context(text).sentences[0])] == names


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("甲线12公里，乙线15公里，其中乙线最长。", 1),
        ("甲线、乙线里程分别为12公里、15公里，甲线里程最短。", 0),
        ("甲线12公里，乙线15公里，乙线客流最大。", None),
        ("甲窗口42分钟，乙窗口65分钟，甲窗口最快。", None),
    ],
)
def test_who_is_highest(context: Make, text: str, place: int | None) -> None:
    sentence = context(text).sentences[0]
    found = next(extremes(sentence, "线|口"), None)
    assert (sentence.mentions.index(found.claimed) if found else None) == place


def test_ranks_are_as_many_as_the_names(context: Make) -> None:
    for text, count in (("甲镇得92分、乙镇得95分，分列第二、第一位。", 2), ("甲镇得92分、乙镇得95分，居第一、第二、第三位。", 0)):
        sentence = context(text).sentences[0]
        found = ranks(sentence, next(rosters(sentence)))
        assert len(found.ranks if found else ()) == count


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲镇得92分，位列第二；乙镇得95分，位列第一。", ("甲镇", "乙镇")),
        ("第一名甲镇（95分），第二名乙镇（92分），第三名丙镇（90分）。", ("甲镇", "乙镇", "丙镇")),
        ("甲镇以总分92分夺得亚军，乙镇95分摘得桂冠。", ("甲镇", "乙镇")),
        ("甲镇92分（第2名）、乙镇95分（第1名）。", ("甲镇", "乙镇")),
        ("甲镇增长9.2%，列山区镇第1位；乙镇增长9.5%，列平原镇第1位。", ()),
        ("甲镇得92分，位列第二；培训31人。", ()),
        ("工业增长6.1%，列全市第2位；投资增长9.8%，列全市第5位。", ()),
    ],
)
def test_each_with_its_value_and_rank(context: Make, text: str, names: tuple[str, ...]) -> None:
    found = next(standings(context(text).sentences[0], "镇"), None)
    assert (found.names if found else ()) == names


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("得分最低的镇为甲镇（92分），乙镇90分、丙镇95分。", 2),
        ("甲镇产值最高，达12亿元；乙镇产值13亿元，丙镇9亿元。", 2),
        ("甲镇产值12亿元，居全县首位；乙镇、丙镇分别为13亿元、9亿元。", 2),
        ("甲镇12%最高，乙镇15%。", 1),
        ("甲镇产值12亿元，居全县首位；乙镇税收13亿元。", 0),
        ("甲镇产值12亿元，总量居全县首位；乙镇13亿元。", 0),
        ("产值最大的是甲镇，达12亿元，全年培训31人。", 0),
    ],
)
def test_a_claim_with_its_own_figure(context: Make, text: str, others: int) -> None:
    found = next(extremes(context(text).sentences[0], "镇"), None)
    assert len(found.others if found else ()) == others
