"""Headings and what they stand over."""

from __future__ import annotations

import pytest

from auditor.reading.plain import read
from auditor.relating.headed import headings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新增书屋35家\n全区新增书屋35家。", [("新增书屋35家", "全区新增书屋35家。")]),
        ("原标题：湖光股份减持    来源：某网\n某网讯，减持。", [("湖光股份减持", "某网讯，减持。")]),
        ("【书屋达35家】全区书屋35家。\n另有书亭。", [("【书屋达35家】", "全区书屋35家。")]),
        ("总体平稳。\n（一）收入增长3%。\n收入8亿元。", [("（一）收入增长3%。", "收入8亿元。")]),
        ("总体平稳。\n（一）收入增长3%。收入8亿元。", [("（一）收入增长3%。", "收入8亿元。")]),
        ("工作总结\n一、新增书屋\n新增35家。", [("工作总结", "新增35家。"), ("一、新增书屋", "新增35家。")]),
        ("总体平稳。\n1.甲持股1465万股，乙持股3500万\n股。", []),
        ("总体平稳。\n各项工作有序。", []),
    ],
)
def test_headings(text: str, found: list[tuple[str, str]]) -> None:
    document = read("a.txt", text.encode())
    assert [(text[h.start : h.end], text[h.below : h.near]) for h in headings(document)] == found
