"""The facts as CSV, for spreadsheets: the columns of the JSON, an open bound as an empty cell."""

from __future__ import annotations

import csv
import io

from auditor.reporting import Report
from auditor.reporting.facts._facts import COLUMNS, facts


def render(report: Report) -> str:
    """A head and a row for each fact; cells are quoted where they must be."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(facts(report))
    return out.getvalue()
