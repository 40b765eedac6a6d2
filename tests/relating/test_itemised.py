"""Which list below a title is of what it counts, to which figures 这 and 上述 point, and what a slogan of two numbers stands for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.reading import document_from_text
from auditor.relating import Context
from auditor.relating.compound import compounds
from auditor.relating.itemised import itemised
from auditor.relating.referred import references
from auditor.text import fold


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("渔港推出五项服务\n服务包括：加油、收件、义诊、代售。", [(5, 4)]),
        ("渔港推出五项服务\n服务包括：1.加油；2.收件；3.义诊；4.代售。", [(5, 4)]),
        ("渔港推出五项服务\n服务包括：1.加油；2.收件；3.义诊；4.代售。\n5.淋浴。", []),
        ("渔港推出五项服务\n服务包括：加油、收件、义诊等。", []),
        ("渔港推出九项服务\n服务包括：加油、收件、义诊、代售。", []),
    ],
)
def test_lists_below_titles(text: str, found: list[tuple[int, int]]) -> None:
    assert [(one.stated, one.listed) for one in itemised(document_from_text("a.txt", text))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("举办展销会17场。这14场展销会成交活跃。", ["14场"]),
        ("排查隐患43个。目前，34个隐患全部整改。", ["34个"]),
        ("新增渔业企业12家。新增的15家渔业企业已投产。", ["15家"]),
        ("东港建渔市3个，西港建渔市4个。这7个渔市已开业。", []),
        ("举办展销会17场。其中这14场展销会在城区。", []),
        ("举办展销会17场。应该14场展销会就够。", []),
    ],
)
def test_figures_that_take_up_others(context: Callable[[str], Context], text: str, found: list[str]) -> None:
    of = context(text)
    assert [of.quote(one.again) for one in references(of)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("实行“一办两组”机制，下设办公室、巡航组、抢险组、保障组。", [(3, 4)]),
        ("推行一站三区模式，即服务站、装卸区、仓储区、交易区。", [(4, 4)]),
        ("推行一站三区，即服务站、装卸区、仓储区。", []),
        ("推行“一站三区”，即服务站、装卸区、码头。", []),
    ],
)
def test_slogans_of_two_numbers(text: str, found: list[tuple[int, int]]) -> None:
    assert [(slogan.numbers[0], *taken.counts) for slogan, taken in compounds(fold(text))] == found
