"""The facts of a report: every number that was read, as the columns of the contract."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from auditor.model import Mention, Run, Verdict
from auditor.number import decimal_text
from auditor.reporting import Report
from auditor.reporting._places import place
from auditor.rule import Text

_PLACES = 12
COLUMNS = ("path", "line", "column", "end_line", "end_column", "quote", "kind", "low", "high", "unit", "label", "hedge", "period")
_SUMMARY = Text("{0} 个文件，{1} 个数，其中数量 {2} 个", "{0} files, {1} numbers, {2} of them quantities")
_UNBOUND = Text("{0} 个文件，{1} 个数量未参与任何已判定的关系", "{0} files, {1} quantities in no relation that was decided")


def facts(report: Report) -> list[dict[str, object]]:
    """The facts by file, in reading order; the keys are `COLUMNS`, a bound that is open and a hedge that is absent are `None`."""
    return [_fact(run, mention) for run in report.runs for mention in (_unbound(run) if report.unbound else run.mentions)]


def summary(report: Report, listed: list[dict[str, object]]) -> str:
    """The last line: how many numbers are listed."""
    if report.unbound:
        return _UNBOUND.to(report.lang).format(len(report.runs), len(listed))
    return _SUMMARY.to(report.lang).format(len(report.runs), len(listed), report.coverage.quantities)


def _fact(run: Run, mention: Mention) -> dict[str, object]:
    return {
        "path": run.document.path,
        **place(run.document, mention.start, mention.end),
        "quote": run.document.text[mention.start : mention.end],
        "kind": mention.kind.value,
        "low": _bound(mention.value.low),
        "high": _bound(mention.value.high),
        "unit": mention.unit,
        "label": mention.label,
        "hedge": "、".join(hedge.text for hedge in mention.hedges) or None,
        "period": mention.period,
    }


def _bound(value: Fraction | None) -> str | None:
    """The exact decimal; of a ratio that is none, as many places as any reader keeps, for a program cannot read "…"."""
    if value is None:
        return None
    text = decimal_text(value)
    return decimal_text(value, _PLACES) if text.endswith("…") else text


def _unbound(run: Run) -> Iterator[Mention]:
    """The quantities that stand in no relation which holds or is violated."""
    decided = (part for relation in run.relations if relation.verdict is not Verdict.UNDECIDED for part in relation.members)
    covered = {offset for part in decided for offset in range(part.start, part.end)}
    return (m for m in run.mentions if m.is_quantity and covered.isdisjoint(range(m.start, m.end)))
