"""Findings as JSON, for programs."""

from __future__ import annotations

from auditor.model import Finding, Run
from auditor.reporting import Report
from auditor.reporting._layout import json_text
from auditor.reporting._places import location, member, place
from auditor.reporting._tally import by_rule, by_severity


def render(report: Report) -> str:
    """One object: schema and version, files, findings, summary by severity, files that could not be read; with statistics, counts by rule."""
    content: dict[str, object] = {
        "schema": 1,
        "version": report.version,
        "files": [_file(run) for run in report.runs],
        "findings": [_finding(run, finding) for run in report.runs for finding in run.findings],
        "summary": by_severity(report),
        "errors": [{"path": error.path, "message": error.reason} for error in report.errors],
    }
    if report.statistics:
        content["statistics"] = dict(by_rule(report))
    return json_text(content)


def _file(run: Run) -> dict[str, object]:
    coverage = run.coverage
    return {
        "path": run.document.path,
        "characters": len(run.document.text),
        "quantities": coverage.quantities,
        "relations": {"holds": coverage.holds, "violated": coverage.violated, "undecided": coverage.undecided},
    }


def _finding(run: Run, finding: Finding) -> dict[str, object]:
    document = run.document
    return {
        "path": document.path,
        "rule": finding.rule,
        "group": finding.group,
        "severity": finding.severity,
        **place(document, finding.start, finding.end),
        "location": location(document, finding.start),
        "quote": document.text[finding.start : finding.end],
        "message": finding.message,
        "stated": finding.stated,
        "computed": finding.computed,
        "suggestion": None if finding.suggestion is None else {"text": finding.suggestion},
        "related": [member(document, part) for part in finding.related],
        "fingerprint": finding.fingerprint,
    }
