"""The ledger as a table, one row for each relation."""

from __future__ import annotations

from auditor.reporting import Report
from auditor.reporting._layout import grid
from auditor.reporting.relations._ledger import VERDICTS, members, summary, where
from auditor.rule import Text

_HEAD = Text("位置 规则 判定 印作 重算 成员 未判原因", "place rule verdict stated computed members reason")


def render(report: Report) -> str:
    """The table of relations, where there are any, then the summary."""
    rows = [
        (
            where(run.document, relation),
            relation.rule,
            VERDICTS[relation.verdict].to(report.lang),
            relation.stated,
            relation.computed if relation.sign == "=" else f"{relation.sign} {relation.computed}",
            members(run.document, relation, report.lang),
            relation.reason,
        )
        for run in report.runs
        for relation in run.relations
    ]
    parts = [grid(_HEAD.to(report.lang).split(), rows)] if rows else []
    if report.summary:
        parts.append(summary(report) + "\n")
    return "\n".join(parts)
