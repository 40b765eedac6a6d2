"""The property of the kind: a report speaks of no time beyond its title, its signature and its publication."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.checking import period
from auditor.extraction import extract
from auditor.model import Outcome, Severity, Verdict
from auditor.reading import document_from_text
from auditor.relating import relate
from auditor.rule import Rule, Text
from auditor.rulebook import load_rulebook

LEXICON = load_rulebook().lexicon


def outcomes(text: str, what: Any) -> list[Outcome]:
    document = document_from_text("report.txt", text)
    said = Text("", "")
    rule = Rule("r", "date", said, Severity.ERROR, said, "", "period", period.Params(what), said, ())
    return list(period.check(relate(document, extract(document, LEXICON), LEXICON), rule))


@pytest.mark.parametrize(
    ("as_of", "signed", "late"),
    [
        ("2024年12月31日", "2024年11月5日", True),
        ("2024年底", "2024年12月30日", False),
        ("2024年10月", "2024年10月25日", False),
        ("2024年9月30日", "２０２４年１０月５日", False),
    ],
)
def test_a_report_is_signed_after_what_it_counts(as_of: str, signed: str, late: bool) -> None:
    text = f"年度报告\n截至{as_of}，全县共受理案件320件。\n县司法局\n{signed}\n"
    assert [outcome.verdict for outcome in outcomes(text, "signature")] == [Verdict.VIOLATED if late else Verdict.HOLDS]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("县司法局2024年工作总结\n今年（2023年）以来受理320件。\n", ["2023"]),
        ("县司法局2024年工作总结\n2023年，我局受理320件。\n", ["2023"]),
        ("县司法局2024年工作总结\n二、2024年工作思路\n", ["2024"]),
        ("县司法局2024年工作总结和2025年工作思路\n2024年，我局受理320件。\n二、2025年工作思路\n", []),
        ("今年（2023年）受理320件。今年（2024年）受理360件。", ["2024"]),
        ("县政府工作报告\n2025年工作安排\n今年（2025年）", []),
    ],
)
def test_a_year_left_over(text: str, wrong: list[str]) -> None:
    assert [outcome.stated for outcome in outcomes(text, "year") if outcome.verdict is Verdict.VIOLATED] == wrong


@pytest.mark.parametrize(
    ("title", "said", "beyond"),
    [
        ("2024年上半年工作总结", "1—7月办结320件。", ["1—7月"]),
        ("2024年上半年工作总结", "1—6月办结320件。", []),
        ("2024年前三季度工作汇报", "全年共办结320件。", ["全年共"]),
        ("2024年前三季度工作汇报", "预计全年共办结420件。", []),
        ("2024年工作总结", "全年共办结320件。", []),
        ("2024年上半年工作总结和下半年计划", "全年共办结320件。", []),
    ],
)
def test_a_part_of_a_year_ends_with_its_last_month(title: str, said: str, beyond: list[str]) -> None:
    assert [outcome.stated for outcome in outcomes(f"县林业局{title}\n{said}", "beyond")] == beyond


@pytest.mark.parametrize(("signed", "early"), [("2023年12月28日", True), ("2024年12月28日", False), ("2025年1月8日", False)])
def test_a_summary_is_not_signed_before_its_year(signed: str, early: bool) -> None:
    assert bool(outcomes(f"县林业局2024年工作总结\n造林12万亩。\n县林业局\n{signed}\n", "signature")) == early


def test_a_number_of_five_digits_is_no_year_of_a_title() -> None:
    assert outcomes("12023年工作总结\n2023年，我局受理320件。\n", "year") == []
