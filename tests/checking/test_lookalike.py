"""The property of the kind: what stands once beside a term that stands often is a slip if it makes no word; what makes sense is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.checking import lookalike
from auditor.extraction import extract
from auditor.model import Severity
from auditor.reading import document_from_text
from auditor.relating import relate
from auditor.rule import Rule, Text
from auditor.rulebook import load_rulebook

LEXICON = replace(load_rulebook().lexicon, words={"rows": ("护互", "矫娇", "权全")})


def quotes(text: str, often: int = 3) -> list[tuple[str, str]]:
    document = document_from_text("report.txt", text)
    said = Text("", "")
    rule = Rule("r", "text", said, Severity.WARNING, said, "", "lookalike", lookalike.Params("rows", often=often), said, ())
    found = lookalike.check(relate(document, extract(document, LEXICON), LEXICON), rule)
    return [(text[outcome.start : outcome.end], outcome.fields["usual"]) for outcome in found]


@given(st.integers(0, 5))
def test_a_term_must_stand_often_before_another_is_a_slip(times: int) -> None:
    text = "开展爱企护企行动。" * times + "推进爱企互企工作。"
    assert quotes(text) == ([("爱企互企", "爱企护企")] if times >= 3 else [])


@pytest.mark.parametrize(
    ("often", "once", "found"),
    [
        ("推进分级诊疗工作。", "完善分诊级疗政策。", [("分诊级疗", "分级诊疗")]),
        ("管理社区矫正对象。", "走访社区矫对象家庭。", [("区矫对象", "区矫正对象")]),
        ("落实社区矫正措施。", "规范社区娇正流程。", [("社区娇正", "社区矫正")]),
        ("推进信息化建设工程。", "成立信息建设专班。", []),
        ("保障公民权利落实。", "维护公民全力以赴。", []),
        ("开展法治宣传活动。", "开展宣传法治讲座。", []),
    ],
)
def test_one_that_differs(often: str, once: str, found: list[tuple[str, str]]) -> None:
    assert quotes(often * 3 + once) == found


def test_a_text_of_one_character_has_no_terms() -> None:
    assert quotes("一") == quotes("") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("落实安全生责任制。", ["全生责任"]),
        ("提高人民群众满度，", ["群众满度"]),
        ("为群众办实，解难题。", ["群众办实"]),
        ("提高人民群众满意，", []),
        ("为群众办实事，解难题。", []),
    ],
)
def test_a_known_term_need_not_stand_often(text: str, found: list[str]) -> None:
    known = replace(LEXICON, words={"rows": (), "known": ("安全生产责任制", "人民群众满意度", "为群众办实事")})
    document = document_from_text("report.txt", text)
    said = Text("", "")
    rule = Rule("r", "text", said, Severity.WARNING, said, "", "lookalike", lookalike.Params("rows", "known"), said, ())
    outcomes = lookalike.check(relate(document, extract(document, known), known), rule)
    assert [text[outcome.start : outcome.end] for outcome in outcomes] == found
