"""The ledger as text, for people: a line for what was recomputed, and one for its members."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Document, Relation
from auditor.reporting import Report
from auditor.reporting._screen import painted, visible
from auditor.reporting.relations._ledger import VERDICTS, members, summary, where
from auditor.rule import Text

_STATED = Text("印作 {0}", "printed {0}")
_COMPUTED = {
    "=": Text("重算 {0}", "recomputed {0}"),
    "≤": Text("应不超过 {0}", "to be at most {0}"),
    "≥": Text("应不少于 {0}", "to be at least {0}"),
    "<": Text("应小于 {0}", "to be less than {0}"),
    ">": Text("应大于 {0}", "to be more than {0}"),
    "≠": Text("应不等于 {0}", "to be other than {0}"),
}


def render(report: Report) -> str:
    """Two lines for each relation, then the summary."""
    lines = [line for run in report.runs for relation in run.relations for line in _relation(run.document, relation, report)]
    if report.summary:
        lines.append(summary(report))
    return "".join(f"{line}\n" for line in lines)


def _relation(document: Document, relation: Relation, report: Report) -> Iterator[str]:
    verdict = painted(VERDICTS[relation.verdict].to(report.lang), relation.verdict, report.colour)
    yield f"{where(document, relation)}: {verdict} {painted(relation.rule, 'bold', report.colour)}{_arithmetic(relation, report.lang)}"
    if relation.members:
        yield "    " + members(document, relation, report.lang)


def _arithmetic(relation: Relation, lang: str) -> str:
    both = ((_STATED, relation.stated), (_COMPUTED[relation.sign], relation.computed))
    said = [text.to(lang).format(value) for text, value in both if value is not None]
    said += [relation.reason] if relation.reason else []
    joined = (", " if lang == "en" else "，").join(said)
    return f": {visible(joined)}" if joined else ""
