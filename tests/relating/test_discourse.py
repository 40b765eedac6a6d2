"""What a sentence may look back to in its paragraph, and what is bound there; and what only stands near."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.relating import Context
from auditor.relating.discourse import passage

Make = Callable[[str], Context]


def shown(made: Context, place: int) -> str:
    """The text of the passage that the sentence at a place closes, its figures as they were printed."""
    sentence, before = made.histories[place]
    whole = passage(sentence, before).sentence
    figures = iter(whole.mentions)
    return "".join(made.quote(next(figures)) if i in whole.positions else c for i, c in enumerate(whole.text))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("抽检486批次，合格470批次。合格率96.7%。", "抽检486批次,合格470批次,合格率96.7%。"),
        ("抽检486批次，其中蔬菜120批次，占24.7%，合格470批次。合格率96.7%。", "抽检486批次,合格470批次,合格率96.7%。"),
        ("抽检486批次（上年450批次）。合格率96.7%（全省95%）。", "抽检486批次,合格率96.7%(全省95%)。"),
        ("抽检486批次。\n合格率96.7%。", "合格率96.7%。"),
    ],
)
def test_a_passage_leaves_asides_out_and_ends_with_its_paragraph(context: Make, text: str, seen: str) -> None:
    assert shown(context(text), -1) == seen


def test_a_passage_is_bounded(context: Make) -> None:
    made = context("新建道路12公里。" * 40)
    assert max(len(before) for _, before in made.histories) == 3


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("参加考试5842人，上线3619人，其中女生1246人。上线率为63.9%。", [("3619人", "5842人")]),
        ("全年共立刑事案件1864起；破案1136起。其中诈骗案件689起，占全部刑事案件的39.7%。", [("689起", "1864起")]),
        ("参加考试5842人，上线3619人。甲校上线率为63.9%。", []),
        ("参加考试5842人，上年上线3619人。上线率为63.9%。", []),
        ("参加考试5842人，上线3619人。上线率为23.9%。", []),
        ("参加考试5842人，上线3619人。复读生报考320人，上线率为63.9%。", []),
    ],
)
def test_a_rate_looks_back_for_its_counts(context: Make, text: str, pairs: list[tuple[str, str]]) -> None:
    made = context(text)
    assert [(made.quote(b.part), made.quote(b.wholes[0][0])) for b in made.rates] == pairs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("存款余额186.3亿元，贷款余额142.6亿元。年初存款余额169.8亿元，较年初增加17.5亿元。", [("17.5亿元", "169.8亿元", "186.3亿元")]),
        ("浓度2023年为36微克/立方米。2024年降至31微克/立方米，下降6微克/立方米。", [("6微克/立方米", "36微克/立方米", "31微克/立方米")]),
        ("接待游客1286.5万人次，门票收入2.1亿元。与上年的1124.8万人次相比，接待量增长12.6%。", [("12.6%", "1124.8万人次", "1286.5万人次")]),
        ("接待游客1286.5万人次。上年为1124.8万人次，门票收入增长12.6%。", []),
        ("甲县接待86万人次，乙县接待92万人次。与上年的80万人次相比，接待量增长12.6%。", []),
        ("存款余额186.3亿元。年初存款余额169.8亿元，较上月增加17.5亿元。", []),
    ],
)
def test_a_change_looks_back_for_its_values(context: Make, text: str, found: list[tuple[str, str, str]]) -> None:
    made = context(text)
    assert [(made.quote(c.change), made.quote(c.before), made.quote(c.after)) for c in made.changes] == found
