"""The ledger as JSON, for programs."""

from __future__ import annotations

from auditor.model import Relation, Run
from auditor.reporting import Report
from auditor.reporting._layout import json_text
from auditor.reporting._places import member


def render(report: Report) -> str:
    """One object: the schema and the relations by file, in reading order."""
    return json_text({"schema": 1, "relations": [_relation(run, relation) for run in report.runs for relation in run.relations]})


def _relation(run: Run, relation: Relation) -> dict[str, object]:
    return {
        "path": run.document.path,
        "rule": relation.rule,
        "kind": relation.kind,
        "verdict": relation.verdict,
        "members": [member(run.document, part) for part in relation.members],
        "stated": relation.stated,
        "computed": relation.computed,
        "reason": relation.reason,
    }
