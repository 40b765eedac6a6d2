"""What counts as numbered, and what as a citation of it."""

from __future__ import annotations

import pytest

from auditor.reading import document_from_text
from auditor.relating.numbered import captions, citations, listed, targets


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("表1 各镇投资\n附件二\n图3：走势", [("表", 1), ("附件", 2), ("图", 3)]),
        ("表3所列各项均已完成\n表1-2 各镇投资\n表2张\n表1 收入增长较快。", []),
    ],
)
def test_captions(text: str, found: list[tuple[str, int]]) -> None:
    assert [(c.word, c.number) for c in captions(document_from_text("a.txt", text))] == found


def test_the_note_lists_attachments_up_to_the_next_other_line() -> None:
    text = "附件：1.任务分工\n2.时间安排\n县司法局\n3.落款以后"
    assert [(a.number, a.title) for a in listed(document_from_text("a.txt", text))] == [(1, "任务分工"), (2, "时间安排")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("见表3，（附件4），如图2所示。", [("表", 3), ("附件", 4), ("图", 2)]),
        ("依照《规范》附件3和《道路交通安全法》第六条。", []),
        ("本办法第十二条，前述第（三）项，详见第五部分。", [("条", 12), ("部分", 5), ("项", 3)]),
    ],
)
def test_citations(text: str, found: list[tuple[str, int]]) -> None:
    assert [(c.word, c.number) for c in citations(document_from_text("a.txt", text))] == found


def test_articles_of_an_excerpt_are_no_targets() -> None:
    assert "条" in targets(document_from_text("a.txt", "第一条 总则\n第二条 附则"))
    assert "条" not in targets(document_from_text("a.txt", "第一条 总则\n第九条 附则"))
