"""The manual page and the list of rules, letter by letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from auditor.model import Severity
from auditor.reporting.manual import render_rule, render_rule_list
from auditor.rule import Example, Rule, Text


@dataclass(frozen=True, slots=True)
class Range:
    low: Decimal
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Params:
    words: tuple[str, ...]
    level: Severity | None = None
    strict: bool = False
    ranges: Mapping[str, Range] = field(default_factory=dict)


RULE = Rule(
    id="fee-implausible",
    group="plausibility",
    title=Text("收费离谱", "implausible fee"),
    severity=Severity.WARNING,
    why=Text("单价有常见区间。\n超出多为漏字。", "Fees have a usual range."),
    source="observation",
    kind="range",
    params=Params(("收费", "人均"), Severity.INFO, ranges={"元/人": Range(Decimal("0.50"), Decimal("1E+3"))}),
    message=Text("{quote} 超出常见区间", "{quote} is out of range"),
    examples=(
        Example("人均收费\n9900元。", ("9900元",)),
        Example("人均收费90元。", note="常见"),
        Example("收费玖仟元。", ("玖仟元",), "todo"),
    ),
    trigger=("收费",),
)

PAGE_ZH = """\
fee-implausible  收费离谱

分组: plausibility
级别: warning
预设: figures
依据: observation
触发词: 收费

说明:
  单价有常见区间。
  超出多为漏字。

检查:
  kind: range
  words:
  - 收费
  - 人均
  level: info
  ranges:
    元/人:
      low: 0.5
      high: 1000

提示:
  {quote} 超出常见区间

示例:

  人均收费
  9900元。
    → 应查出: “9900元”

  人均收费90元。
    → 不应查出  # 常见

  收费玖仟元。
    → 已知缺口: 应查出: “玖仟元”
"""

LIST_ZH = """\
规则             分组          级别     预设     名称      依据
---------------  ------------  -------  -------  --------  -----------
fee-implausible  plausibility  warning  figures  收费离谱  observation
"""


def test_a_manual_page() -> None:
    assert render_rule(RULE) == PAGE_ZH


@pytest.mark.parametrize(
    "told", ["fee-implausible  implausible fee\n\ngroup: plausibility\n", "\n    → known gap: finds: “玖仟元”\n", "→ stays clean  #"]
)
def test_a_manual_page_in_english(told: str) -> None:
    assert told in render_rule(RULE, "en")


def test_a_list_of_rules() -> None:
    assert render_rule_list([RULE]) == LIST_ZH


def test_a_list_of_no_rules_is_its_heading() -> None:
    heading, rule_line = render_rule_list([], "en").splitlines()
    assert heading.split() == ["rule", "group", "severity", "preset", "title", "source"]
    assert set(rule_line) == {"-", " "}
