"""The facts as text, for people: one line each."""

from __future__ import annotations

from auditor.reporting import Report
from auditor.reporting._screen import painted, visible
from auditor.reporting.facts._facts import facts, summary


def render(report: Report) -> str:
    """A line for each number, `path:line:column: kind quote = interval  label`, then the summary."""
    listed = facts(report)
    lines = [_line(fact, report.colour) for fact in listed]
    if report.summary:
        lines.append(summary(report, listed))
    return "".join(f"{line}\n" for line in lines)


def _line(fact: dict[str, object], colour: bool) -> str:
    place = visible(f"{fact['path']}:{fact['line']}:{fact['column']}")
    label = f"  {visible(str(fact['label']))}" if fact["label"] else ""
    return f"{place}: {fact['kind']} {painted(visible(str(fact['quote'])), 'bold', colour)} = {_interval(fact)}{label}"


def _interval(fact: dict[str, object]) -> str:
    """One value, or both bounds with "" where one is open: `137`, `50000..60000`, `..400`."""
    low, high = fact["low"], fact["high"]
    return str(low) if low == high and low is not None else f"{low or ''}..{high or ''}"
