"""The slip behind a contradiction: of the nearest kind, and looked for only where it is told."""

from __future__ import annotations

import pytest

from auditor.judging import Formula, judge, parse
from auditor.judging.repair import fitting_slips
from auditor.model import Document, Mention, MentionKind, Verdict
from auditor.number import Interval
from auditor.pipeline import audit
from auditor.reading import document_from_text
from auditor.rulebook import load_rulebook


def count(digits: str) -> Mention:
    value = Interval.point(int(digits))
    return Mention(0, 1, MentionKind.COUNT, value, value, digits=digits)


def test_of_the_slips_that_fit_those_of_the_nearest_kind_are_meant() -> None:
    fitting = [Interval.point(int(meant)) for meant in ("8057", "8076", "80755")]
    assert fitting_slips(count("8075"), lambda _, value: value in fitting) == ["8057"]
    assert fitting_slips(count("8075"), lambda _, value: value in fitting[1:]) == ["8076"]


def test_a_contradiction_knows_the_slip_that_would_explain_it() -> None:
    bound = {"whole": [count("8057")], "part": [count("4028"), count("4047")]}
    outcome = judge(Document("a.txt", "x", ()), parse("whole = sum(part)"), bound)
    assert outcome.verdict is Verdict.VIOLATED
    assert outcome.slip is not None
    assert outcome.slip() == ("8057", "8075")


def test_slips_are_looked_for_only_where_there_is_something_to_report(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def look(formula: Formula, _: object) -> list[object]:
        looked.append(formula.text)
        return []

    monkeypatch.setattr("auditor.judging.verdict.mendable", look)
    run = audit(document_from_text("a.txt", "抽检320批次，合格304批次，合格率91.0%，" * 6), load_rulebook())
    assert 0 < len(looked) <= len(run.findings)
