"""Names with their values, and what the next clause says of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.relating import Context
from auditor.relating.roster import ranks, rosters, superlative

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
    found = superlative(sentence, next(rosters(sentence)))
    assert (found.place if found else None) == place


def test_ranks_are_as_many_as_the_names(context: Make) -> None:
    for text, count in (("甲镇得92分、乙镇得95分，分列第二、第一位。", 2), ("甲镇得92分、乙镇得95分，居第一、第二、第三位。", 0)):
        sentence = context(text).sentences[0]
        assert len(ranks(sentence, next(rosters(sentence)))) == count
