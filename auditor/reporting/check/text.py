"""Findings as text, for people: where, what, the line with carets under the characters, and a last line of what was covered."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Document, Finding
from auditor.reporting import Report
from auditor.reporting._places import address
from auditor.reporting._screen import excerpt, painted, visible
from auditor.reporting._tally import by_rule, summary
from auditor.rule import Text
from auditor.wording import role_name

_INDENT = "    "
_RELATED = Text("另见 {address}：{role}「{quote}」", "see {address}: {role} {quote}")
_SUGGESTION = Text("建议改为「{text}」", "suggestion: {text}")


def render(report: Report) -> str:
    """A paragraph for each finding that is shown, then the counts by rule where they are asked for, then the summary."""
    lines = [line for run in report.runs for finding in report.shown(run) for line in _finding(run.document, finding, report)]
    if report.statistics:
        lines += [f"{count:6} {rule}" for rule, count in by_rule(report)]
    if report.summary:
        lines.append(summary(report))
    return "".join(f"{line}\n" for line in lines)


def _finding(document: Document, finding: Finding, report: Report) -> Iterator[str]:
    severity = painted(finding.severity, finding.severity, report.colour)
    rule = painted(finding.rule, "bold", report.colour)
    yield f"{visible(address(document, finding.start))}: {severity} {rule}: {visible(finding.message)}"
    yield from _source(document, finding, report)
    yield from (_INDENT + note for note in _notes(document, finding, report.lang))


def _source(document: Document, finding: Finding, report: Report) -> Iterator[str]:
    row, column = document.lines.place(finding.start)
    start = column - 1
    part = excerpt(document.lines.line(row), start, start + finding.end - finding.start, report.columns - len(_INDENT))
    yield _INDENT + part.text
    yield _INDENT + " " * part.indent + painted("^" * part.carets, finding.severity, report.colour)


def _notes(document: Document, finding: Finding, lang: str) -> Iterator[str]:
    """What the line shown does not say: members on other lines, and the text that would be right."""
    row, _ = document.lines.place(finding.start)
    for part in finding.related:
        if document.lines.place(part.start)[0] != row:
            quote = visible(document.text[part.start : part.end])
            yield _RELATED.to(lang).format(address=visible(address(document, part.start)), role=role_name(part.role, lang), quote=quote)
    if finding.suggestion is not None:
        yield _SUGGESTION.to(lang).format(text=visible(finding.suggestion))
