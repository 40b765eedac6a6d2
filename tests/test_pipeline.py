"""The pipeline on texts that nobody would write: it ends, at whatever length, and no rule breaks."""

from __future__ import annotations

import pytest

from auditor.model import Finding, Severity, Verdict
from auditor.pipeline import _fingerprinted, audit
from auditor.reading import document_from_text
from auditor.rulebook import load_rulebook

_UNITS = (
    *(
        "7",
        "1,234,",
        "0.5",
        "1:1",
        "1-",
        "亿",
        "万亿",
        "十",
        "一是",
        "千分之",
        "第一",
        "(",
        "(1)",
        "（办结12件",
        "“",
        "《",
        "，",
        "、",
        "_",
        "壹",
        "X",
    ),
    *(
        "2024年",
        "增长5%，",
        "受理308件，办结137件，办结率45.48%，",
        "参与12人次",
        "收文3件，",
        "甲、乙分别收文1件、2件，",
        "1\t2\n",
        "一、工作\n",
        "| 1 | 2 |\n",
        "A1",
        " ",
        "\n",
    ),
)


@pytest.mark.parametrize("unit", _UNITS)
def test_a_text_of_one_thing_over_and_over_is_audited_to_its_end(unit: str) -> None:
    text = unit * (6000 // len(unit))
    run = audit(document_from_text("test.txt", text), load_rulebook())
    assert all(text[finding.start : finding.end] for finding in run.findings)


def test_nothing_is_said_to_be_computed_where_nothing_was() -> None:
    run = audit(document_from_text("test.txt", "展期为2024年5月10日至2024年5月8日。"), load_rulebook())
    assert [(relation.verdict, relation.computed) for relation in run.relations] == [(Verdict.VIOLATED, None)]
    assert [finding.computed for finding in run.findings] == [None]


def test_findings_at_one_place_stay_in_the_order_in_which_they_were_made() -> None:
    document = document_from_text("a.txt", "办结12件")
    made = [Finding("r", "g", Severity.ERROR, 0, 2, message) for message in "丙甲乙丁戊己庚辛"]
    assert [finding.message for finding in _fingerprinted(document, [*made, made[0]])] == list("丙甲乙丁戊己庚辛")
