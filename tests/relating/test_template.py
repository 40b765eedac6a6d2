"""Templates: what a slot takes, what a gap steps over, when a template stays asleep."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import MentionKind
from auditor.relating import Context
from auditor.relating.known import met
from auditor.relating.literal import needs
from auditor.relating.template import Role, Template

Make = Callable[[str], Context]


def bound(context: Context, text: str, **roles: Role) -> list[dict[str, list[str]]]:
    template = Template(text, roles, context.lexicon)
    found = [b for sentence in context.sentences for _, b in template.matches(sentence)]
    return [{name: [context.quote(m) for m in mentions] for name, mentions in b.items()} for b in found]


def test_a_role_takes_only_its_kinds(context: Make) -> None:
    made = context("由40亿元增至46亿元，增长15%。")
    assert bound(made, "由{a}增至{b}") == [{"a": ["40亿元"], "b": ["46亿元"]}]
    assert bound(made, "由{a}增至{b}", a=Role(kind=(MentionKind.PERCENT,))) == []


def test_like_asks_for_one_dimension(context: Make) -> None:
    assert bound(context("由3亿元增至500万元"), "由{a}增至{b}", b=Role(like="a")) == [{"a": ["3亿元"], "b": ["500万元"]}]
    assert bound(context("由3人增至5人次"), "由{a}增至{b}", b=Role(like="a")) == []


def test_gaps_hold_no_number_but_step_over_brackets(context: Make) -> None:
    made = context("收到30件（含旧存5件），其中受理20件。")
    assert bound(made, "收到{a}{~}受理{b}") == [{"a": ["30件"], "b": ["20件"]}]
    assert bound(made, "收到{a}{-}受理{b}") == []


def test_a_repeated_role_holds_all_its_mentions(context: Make) -> None:
    assert bound(context("分别为3件、4件和5件。"), "为{a}(?:[、和]{a})+") == [{"a": ["3件", "4件", "5件"]}]


def test_a_negated_class_never_swallows_a_number(context: Make) -> None:
    assert bound(context("共5件、6件，合计11件"), "共[^，。]{0,6}合计{a}") == []


def test_a_number_slot_reads_the_year_of_a_date(context: Make) -> None:
    assert bound(context("2020年100亿元，增长"), "{#year}年{a}")[0]["year"] == ["2020"]


def test_an_unknown_word_list_is_refused(context: Make) -> None:
    with pytest.raises(KeyError):
        _ = Template("{@no-such-list}{a}", {}, context("").lexicon).pattern


@pytest.mark.parametrize(
    ("pattern", "text", "awake"),
    [
        ("增长(?:率)?为", "增长为", True),
        ("增长(?:率)?为", "增长", False),
        ("(?:上升|提高)到", "提高到", True),
        ("(?:上升|提高)到", "下降到", False),
        ("(?<=甲)乙", "乙", True),
        ("(?!甲)乙", "乙", True),
        ("[甲乙]丙+", "丙", False),
        ("[甲乙]丙+", "乙丙", True),
        ("[^甲乙]丙", "丙", True),
        ("[，,甲]丙", "丙", True),
        ("[甲-乙]丙", "丙", True),
        ("甲?乙", "乙", True),
        ("甲{0,3}乙", "乙", True),
        (r"\d{2}年", "年", True),
        ("（甲）", "(甲)", True),
        ("甲|乙", "丙", False),
    ],
)
def test_needs_are_read_off_the_pattern(pattern: str, text: str, awake: bool) -> None:
    assert met(needs(pattern, lambda _: frozenset()), text) is awake


@given(st.text(alphabet="甲乙丙()[]|?*+{}\\^.", max_size=12))
def test_reading_needs_never_fails(pattern: str) -> None:
    needs(pattern, lambda _: frozenset())
