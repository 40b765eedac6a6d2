"""The five seed reports against their answer key, and the clean samples against silence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor.model import Document, Finding, Run, Severity
from auditor.pipeline import audit
from auditor.reading import Source, collect, read
from auditor.rulebook import load_rulebook

SEEDS = Path(__file__).parent.parent / "seeds"
ANSWERS: dict[str, list[dict[str, Any]]] = yaml.safe_load((SEEDS / "answers.yaml").read_text(encoding="utf-8"))
CLEAN = sorted(path.name for path in (SEEDS / "clean").glob("*.txt"))
LOUD = (Severity.ERROR, Severity.WARNING)

MUST = 23
"""Entries of tier must in the key."""
MUST_FOUND = 20
"""How many of them are promised; raised whenever more are found, never lowered."""


@cache
def run_of(name: str) -> Run:
    return audit(read(Source(str(SEEDS / name), None)), load_rulebook())


def entries(tier: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    return ((name, entry) for name, listed in ANSWERS.items() for entry in listed if tier in ("", entry["tier"]))


def span(document: Document, entry: dict[str, Any]) -> tuple[int, int]:
    """The offsets of an entry's quote."""
    lines = document.text.split("\n")
    start = sum(len(line) + 1 for line in lines[: entry["line"] - 1]) + entry["column"] - 1
    return start, start + len(entry["quote"])


def touches(finding: Finding, start: int, end: int) -> bool:
    """Whether a finding, or a figure that it was computed from, overlaps a span or lies right beside it."""
    places = [(finding.start, finding.end), *((member.start, member.end) for member in finding.related)]
    return any(low <= end and high >= start for low, high in places)


def loud(run: Run) -> list[Finding]:
    return [finding for finding in run.findings if finding.severity in LOUD]


def test_key_speaks_of_every_seed_and_of_nothing_else() -> None:
    assert sorted(ANSWERS) == sorted(path.name for path in SEEDS.glob("*.txt"))
    assert len(list(entries("must"))) == MUST
    assert {entry["tier"] for _, entry in entries()} == {"must", "should", "could"}


@pytest.mark.parametrize(("name", "entry"), list(entries()))
def test_entry_quotes_what_stands_at_its_place(name: str, entry: dict[str, Any]) -> None:
    text = (SEEDS / name).read_bytes().decode()
    line = text.split("\n")[entry["line"] - 1]
    assert line[entry["column"] - 1 :].startswith(entry["quote"])
    assert entry["wrong"]


def test_must_entries_are_found() -> None:
    missed = [
        f"{name}:{entry['line']}:{entry['column']} {entry['quote']}"
        for name, entry in entries("must")
        if not any(touches(finding, *span(run_of(name).document, entry)) for finding in loud(run_of(name)))
    ]
    assert len(missed) <= MUST - MUST_FOUND, missed


def test_nothing_else_is_called_an_error_or_a_warning() -> None:
    strays = [
        f"{name}:{run_of(name).document.lines.place(finding.start)} {finding.rule}: {finding.message}"
        for name in ANSWERS
        for finding in loud(run_of(name))
        if not any(touches(finding, *span(run_of(name).document, entry)) for entry in ANSWERS[name])
    ]
    assert strays == []


@pytest.mark.parametrize("name", CLEAN)
def test_clean_sample_has_no_finding_and_is_really_read(name: str) -> None:
    """Silence counts only where something was recomputed."""
    run = run_of(f"clean/{name}")
    assert [finding.message for finding in run.findings] == []
    assert run.coverage.holds >= 2


def test_a_folder_gives_its_reports_and_not_the_key() -> None:
    sources, errors = collect([str(SEEDS)])
    assert [source.path for source in sources] == sorted(str(path) for path in SEEDS.rglob("*.txt"))
    assert errors == []
