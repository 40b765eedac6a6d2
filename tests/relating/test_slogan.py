"""Slogans and what they stand for; and those that only stand near a list."""

from __future__ import annotations

import pytest

from auditor.relating.slogan import slogans, taken_up
from auditor.text import fold

HEADS = ("下降", "位一体")
OPPOSITES = ("对内/对外", "线上/线下")


def bound(text: str) -> list[tuple[str, list[str], bool]]:
    """Each slogan that is taken up: its words, the things that it stands for, and whether their number agrees."""
    folded = fold(text)
    found = [taken_up(folded, slogan, OPPOSITES) for slogan in slogans(folded, HEADS)]
    return [(t.slogan.text, [text[slice(*span)] for span in t.spans], bool(t.counts & set(t.slogan.numbers))) for t in found if t]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("推行公示、记录、审核“三项制度”。", [("三项制度", ["推行公示、记录、审核"], True)]),
        ("发病率、病死率双下降。", [("双下降", ["发病率、病死率"], True)]),
        ("发病率和病死率“双下降”。", [("双下降", ["发病率和病死率"], True)]),
        ("设置“受理窗口”“办理窗口”“两个窗口”。", [("两个窗口", ["“受理窗口”“办理窗口”"], True)]),
        ("落实“三率”（知晓率、参与率、满意率）。", [("三率", ["知晓率、参与率、满意率"], True)]),
        ("落实“三率”（知晓率、参与率）。", [("三率", ["知晓率、参与率"], False)]),
        ("推行“三会一课”（大会、委员会、小组会、党课）。", [("三会一课", ["大会、委员会、小组会、党课"], True)]),
        ("“三基地”建设成形，建成帮教基地43个（教育+就业+公益）。", [("三基地", ["教育+就业+公益"], True)]),
        ("健全“两级平台”，建成县级调度平台，延伸镇级调度平台。", [("两级平台", ["县级", "镇级"], True)]),
        ("“双向制”落地，对内轮岗，对外跟班。", [("双向制", ["对内", "对外"], True)]),
        ("做到“三个聚焦”，聚焦主业，聚焦实业，聚焦创新。", [("三个聚焦", ["聚焦", "聚焦", "聚焦"], True)]),
        ("“三率”齐升，知晓率、参与率、满意率均超九成。", [("三率", ["知晓率、参与率、满意率均超九成"], True)]),
    ],
)
def test_slogans_are_taken_up(text: str, found: list[tuple[str, list[str], bool]]) -> None:
    assert bound(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "坚决拥护“两个确立”、做到“两个维护”。",
        "落实和完善“双创”政策。",
        "最低工资标准、残疾人“两项补贴”标准提高。",
        "推进“三农”工作（含水利）。",
        "实现粮食产量“二十一连丰”。",
        "完善机制和“四项制度”。",
    ],
)
def test_what_only_stands_near_is_not_taken_up(text: str) -> None:
    assert bound(text) == []
