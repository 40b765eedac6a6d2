"""What a figure is called: its clause without what two places may word otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.relating import Context


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("全年累计接待游客128万人次。", "接待游客"),
        ("我院全年接待游客128万人次。", "接待游客"),
        ("2024年,集团实现利润总额3.8亿元。", "利润"),
        ("全年固定资产投资完成86亿元。", "固定资产投资"),
        ("新增5家省级“绿色工厂”。", "新增省级绿色工厂"),
        ("共查办各类案件12件。", "查处案件"),
    ],
)
def test_the_name_of_a_figure(context: Callable[[str], Context], text: str, name: str) -> None:
    (found,) = context(text).names.values()
    assert found == name


@pytest.mark.parametrize("text", ["同比增长14.2%。", "比上年增加86件。", "占全部支出的12%。", "2024年3月5日。"])
def test_what_has_no_name_of_its_own(context: Callable[[str], Context], text: str) -> None:
    assert not context(text).names
