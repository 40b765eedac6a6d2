"""What is counted at the end of a report."""

from __future__ import annotations

from collections import Counter

from auditor.model import Coverage, Severity
from auditor.reporting import Report
from auditor.rule import Text

_CHECKED = Text(
    "{files} 个文件，读出 {quantities} 个数量，{related} 个{share}参与复算；关系 {holds} 条相符、{violated} 条不符、{undecided} 条未判；"
    "错误 {error}、警告 {warning}、提示 {info}",
    "{files} files, {quantities} quantities read, {related} of them {share}bound; relations: {holds} hold, {violated} violated, {undecided} undecided; "
    "errors: {error}, warnings: {warning}, infos: {info}",
)
_SHARE = Text("（{0}.{1}%）", "({0}.{1}%) ")
_HIDDEN = Text("（--show info 显示）", " (--show info)")
_UNREAD = Text("；{0} 个文件未能检查", "; not checked: {0}")


def by_severity(report: Report) -> dict[str, int]:
    """The number of findings of each severity, the gravest first."""
    found = Counter(finding.severity for run in report.runs for finding in run.findings)
    return {severity.value: found[severity] for severity in Severity}


def by_rule(report: Report) -> list[tuple[str, int]]:
    """The number of findings of each rule that found something, the most frequent first."""
    found = Counter(finding.rule for run in report.runs for finding in run.findings)
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def share(coverage: Coverage, lang: str) -> str:
    """How much of what was read is bound, in brackets and to one place, rounded half up; empty where nothing was read."""
    if not coverage.quantities:
        return ""
    whole, tenth = divmod((coverage.related * 2000 + coverage.quantities) // (2 * coverage.quantities), 10)
    return _SHARE.to(lang).format(whole, tenth)


def summary(report: Report) -> str:
    """The last line: what was read, bound and recomputed, and what came of it."""
    coverage = report.coverage
    line = _CHECKED.to(report.lang).format(
        files=len(report.runs),
        quantities=coverage.quantities,
        related=coverage.related,
        share=share(coverage, report.lang),
        holds=coverage.holds,
        violated=coverage.violated,
        undecided=coverage.undecided,
        **by_severity(report),
    )
    hidden = _HIDDEN.to(report.lang) if any(len(report.shown(run)) < len(run.findings) for run in report.runs) else ""
    return line + hidden + (_UNREAD.to(report.lang).format(len(report.errors)) if report.errors else "")
