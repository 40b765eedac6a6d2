"""The property of the kind: two neighbouring digits in the other order are found, every other difference is not."""

from __future__ import annotations

import pytest

from auditor.checking import swapped
from auditor.extraction import extract
from auditor.model import Severity
from auditor.reading import document_from_text
from auditor.relating import relate
from auditor.rule import Rule, Text
from auditor.rulebook import load_rulebook

LEXICON = load_rulebook().lexicon


def quotes(text: str) -> list[str]:
    document = document_from_text("report.txt", text)
    said = Text("", "")
    rule = Rule("r", "text", said, Severity.WARNING, said, "", "swapped", swapped.Params(), said, ())
    return [text[outcome.start : outcome.end] for outcome in swapped.check(relate(document, extract(document, LEXICON), LEXICON), rule)]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("1358", "1385", ["1385户"]),
        ("1358", "1358", []),
        ("1358", "1538", ["1538户"]),
        ("1358", "1853", ["1853户"]),
        ("1358", "1953", []),
        ("12", "21", ["21户"]),
        ("1358", "13580", ["13580户"]),
        ("1200", "12000", []),
        ("135", "1358", []),
        ("86.4万", "84.6万", ["84.6万户"]),
    ],
)
def test_digits_that_changed_places(one: str, other: str, found: list[str]) -> None:
    assert quotes(f"全县核查低保家庭{one}户。复核时全县核查低保家庭{other}户。") == found


@pytest.mark.parametrize(
    "text",
    [
        "全省新增就业38.62万人。全市新增就业36.82万人。",
        "上半年实现利润3.68亿元。全年实现利润3.86亿元。",
        "全年计划接诊14.6万人次。全年实际接诊16.4万人次。",
        "城区新建站点42个。乡镇新建站点24个。",
        "受理仲裁案件372件。审结仲裁案件327件。",
        "东岭县产茶3264吨，西坪县产茶3624吨。",
    ],
)
def test_figures_of_two_things(text: str) -> None:
    assert not quotes(text)
