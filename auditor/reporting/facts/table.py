"""The facts as a table, one row each."""

from __future__ import annotations

from auditor.reporting import Report
from auditor.reporting._layout import grid
from auditor.reporting.facts._facts import facts, summary
from auditor.rule import Text

_SHOWN = ("quote", "kind", "low", "high", "unit", "label", "hedge", "period")
_HEAD = Text("位置 原文 类型 下限 上限 单位 所指 模糊词 时期", "place quote kind low high unit label hedge period")


def render(report: Report) -> str:
    """The table of numbers, where there are any, then the summary."""
    listed = facts(report)
    rows = [(f"{fact['path']}:{fact['line']}:{fact['column']}", *(fact[column] for column in _SHOWN)) for fact in listed]
    parts = [grid(_HEAD.to(report.lang).split(), rows)] if rows else []
    if report.summary:
        parts.append(summary(report, listed) + "\n")
    return "\n".join(parts)
