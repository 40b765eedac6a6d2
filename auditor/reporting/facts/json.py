"""The facts as JSON, for programs."""

from __future__ import annotations

from auditor.reporting import Report
from auditor.reporting._layout import json_text
from auditor.reporting.facts._facts import facts


def render(report: Report) -> str:
    """One object: the schema and the facts by file, in reading order."""
    return json_text({"schema": 1, "facts": facts(report)})
