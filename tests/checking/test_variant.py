"""The property of the kind: of two spellings the rarer one is pointed at, of two as frequent the later; what is alike is none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.checking import variant
from auditor.extraction import extract
from auditor.model import Outcome, Severity
from auditor.reading import document_from_text
from auditor.relating import relate
from auditor.rule import Rule, Text
from auditor.rulebook import load_rulebook

LEXICON = replace(load_rulebook().lexicon, words={"rows": ("护互", "健建")})


def outcomes(text: str, what: Any, least: int = 4) -> list[Outcome]:
    document = document_from_text("report.txt", text)
    said = Text("", "")
    rule = Rule("r", "text", said, Severity.WARNING, said, "", "variant", variant.Params(what, least, "rows"), said, ())
    return list(variant.check(relate(document, extract(document, LEXICON), LEXICON), rule))


def quotes(text: str, what: Any, least: int = 4) -> list[str]:
    return [text[outcome.start : outcome.end] for outcome in outcomes(text, what, least)]


@given(st.integers(1, 4), st.integers(1, 4))
def test_the_rarer_name_is_pointed_at(right: int, wrong: int) -> None:
    text = "组建“爱企护企”队。" * right + "组建“爱企互企”队。" * wrong
    assert quotes(text, "name") == ["爱企护企" if right < wrong else "爱企互企"]


@pytest.mark.parametrize(
    "text",
    [
        "组建“爱企护企”队和“爱企助企”队。",
        "组建“护企”队和“互企”队。",
        "组建“爱企护企”队，《爱企护企》一书。",
        "组建“爱企护企队”和“爱企互利队”。",
    ],
)
def test_names_that_are_one_or_two(text: str) -> None:
    assert not outcomes(text, "name")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“郑能量”法治堂。“郑能量法治堂”。", ["“郑能量法治堂”"]),
        ("村级“法治小院”。“村级法治小院”。“村级法治小院”。", ["村级“法治小院”"]),
        ("“郑能量”法治堂。“郑能量”法治堂。", []),
    ],
)
def test_marks_that_stand_elsewhere(text: str, found: list[str]) -> None:
    assert quotes(text, "marks", 5) == found


def test_a_name_that_lacks_a_character() -> None:
    assert quotes("《关于健全调处机制的意见》《关于健全调处机制意见》《关于健全调处机制的意见书》", "shortened", 9)[:1] == ["关于健全调处机制意见"]


def test_one_title_with_two_numbers_and_one_number_with_two_titles() -> None:
    text = "《关于普法的意见》（清府发〔2024〕1号）《关于普法的意见》（清府发〔2024〕2号）《关于调解的意见》（清府发〔2024〕2号）"
    assert quotes(text, "number") == ["清府发〔2024〕2号", "关于调解的意见"]


@given(st.integers(1, 3))
def test_sentences_that_follow_one_another_are_one_repeat(length: int) -> None:
    run = "".join(f"第{n}组走访企业并逐户登记台账。" for n in range(length))
    assert quotes(f"{run}\n另有说明。{run}另有其他说明的事项若干。", "sentence", 10) == [run]


def test_one_figure_under_two_names() -> None:
    text = "减轻当事人经济负担2100多万元。减轻企业经济负担2100多万元。减轻企业经济负担1800多万元。"
    assert quotes(text, "label") == ["减轻企业经济负担2100多万元"]
