"""Findings as a table, one row each."""

from __future__ import annotations

from auditor.reporting import Report
from auditor.reporting._layout import grid
from auditor.reporting._places import address
from auditor.reporting._tally import by_rule, summary
from auditor.rule import Text

_HEAD = Text("位置 级别 规则 原文 说明", "place severity rule quote message")
_COUNTS = Text("规则 条数", "rule findings")


def render(report: Report) -> str:
    """The table of findings that are shown, where there are any, then the counts by rule where they are asked for, then the summary."""
    rows = [
        (address(run.document, found.start), found.severity.value, found.rule, run.document.text[found.start : found.end], found.message)
        for run in report.runs
        for found in report.shown(run)
    ]
    parts = [grid(_HEAD.to(report.lang).split(), rows)] if rows else []
    if report.statistics and rows:
        parts.append(grid(_COUNTS.to(report.lang).split(), by_rule(report)))
    if report.summary:
        parts.append(summary(report) + "\n")
    return "\n".join(parts)
