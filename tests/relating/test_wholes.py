"""What a whole is called, and the shares that find theirs by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.relating import Context
from auditor.relating.wholes import whole_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("我国同期外贸总值", "进出口"),
        ("全部利息支出", "利息支出"),
        ("全年实现地区生产总值", "生产总值"),
        ("全市公园总数", "公园"),
        ("其所持公司股份总数", "持股"),
        ("累计质押所持股份", ""),
        ("全国", ""),
    ],
)
def test_the_name_of_a_whole(context: Callable[[str], Context], words: str, name: str) -> None:
    assert whole_name(words, context("").lexicon) == name


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("全市出口846亿元。\n机电产品出口482亿元，增长8%，占出口总值的57%。", [("482亿元", "846亿元")]),
        ("新增公园9座、累计达到96座。\n72座公园夜间开放，占全市公园总数的75%。", [("72座", "96座")]),
        ("资产总额860亿元。\n年末贷款净额430亿元。\n贷款净额占资产总额的50%。", [("430亿元", "860亿元")]),
        ("营业收入70.5亿元。\n零部件收入47.9亿元，收入占比67.9%。", [("47.9亿元", "70.5亿元")]),
        ("全市出口846亿元。\n机电产品出口482亿元，占全省出口总值的7%。", []),
        ("上年出口846亿元。\n机电产品出口482亿元，占出口总值的57%。", []),
        ("全市出口846亿元。\n机电产品出口482亿元及农产品出口20亿元，占出口总值的59%。", []),
    ],
)
def test_a_share_finds_its_whole_by_name(context: Callable[[str], Context], text: str, pairs: list[tuple[str, str]]) -> None:
    made = context(text)
    assert [(made.quote(b.part), made.quote(b.wholes[0][0])) for b in made.rates] == pairs
