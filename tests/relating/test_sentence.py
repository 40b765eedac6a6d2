"""Sentences: every quantity one sign, every sign at its place in the original."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.model import MentionKind
from auditor.relating import Context
from auditor.relating.sentence import SIGNS

COUNT, PERCENT = SIGNS[MentionKind.COUNT], SIGNS[MentionKind.PERCENT]
Make = Callable[[str], Context]


def test_quantities_are_signs_and_dates_stay_words(context: Make) -> None:
    (sentence,) = context("2023年受理近400余件，办结率９８％。").sentences
    assert sentence.text == f"2023年受理{COUNT},办结率{PERCENT}。"


def test_a_full_stop_before_among_does_not_end_the_sentence(context: Make) -> None:
    assert len(context("报告病例58例。其中境外18例。另有3例。").sentences) == 2


def test_parallel_lists_are_unrolled_place_by_place(context: Make) -> None:
    whole, first, second = context("甲、乙两县分别受理120件、80件，分别办结114件、72件。").sentences
    assert COUNT not in whole.text.replace(whole.text[: whole.text.index("分别")], "")
    assert [m.value.low for m in first.mentions if m.unit == "件"] == [120, 114]
    assert [m.value.low for m in second.mentions if m.unit == "件"] == [80, 72]


def test_a_list_shares_the_unit_and_scale_of_its_last_member(context: Make) -> None:
    (sentence,) = context("产量为12、15和14万吨。").sentences
    assert [m.value.middle for m in sentence.mentions] == [12 * 10**7, 15 * 10**7, 14 * 10**7]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    st.lists(
        st.sampled_from(["受理", "12件", "，", "其中", "（", "）", "5.5%", "、", "。", "；", "\n", "分别为", "3亿元", "\ue000", "𠮷", "近", "余"])
    ).map("".join)
)
def test_every_character_of_a_sentence_has_its_place(context: Make, text: str) -> None:
    for sentence in context(text).sentences:
        assert len(sentence.text) == len(sentence.offsets)
        assert list(sentence.offsets) == sorted(sentence.offsets)
        for position, mention in zip(sentence.positions, sentence.mentions, strict=True):
            assert sentence.text[position] == SIGNS[mention.kind]
            assert sentence.offsets[position] == mention.start


def test_a_sentence_with_more_figures_than_a_drafter_writes_comes_in_portions(context: Make) -> None:
    found = context("".join(f"收文{number}件，" for number in range(1, 251))).sentences
    assert [len(sentence.mentions) for sentence in found] == [100, 100, 50]
    assert all(sentence.text.startswith("收文") and sentence.text.endswith(",") for sentence in found)
