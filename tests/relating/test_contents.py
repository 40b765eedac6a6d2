"""Which heading an entry of a list belongs to, and when the two are alike."""

from __future__ import annotations

import pytest

from auditor.reading import document_from_text
from auditor.relating.contents import attachments, contents


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("目录\n一、概况 ..... 1\n二、做法……2\n一、概况\n平稳。\n二、主要做法。扎实。", [("概况", "概况", True), ("做法", "主要做法", True)]),
        (
            "目  录\n一、概况\n（一）机构\n二、做法\n一、概况\n（一）人员\n二、做法",
            [("概况", "概况", True), ("机构", "人员", False), ("做法", "做法", True)],
        ),
        ("目录\n一、概况\n二、做法\n正文另附。", []),
        ("一、概况\n二、做法\n一、概述", []),
    ],
)
def test_contents(text: str, pairs: list[tuple[str, str, bool]]) -> None:
    assert [(e.listed, e.name, e.agrees) for e in contents(document_from_text("a.txt", text))] == pairs


def test_attachments_have_their_title_below_their_number() -> None:
    text = "附件：1.任务分工表\n2.时间安排\n附件1\n全县任务分工表\n附件2\n人员名单\n附件2 人员名单"
    found = attachments(document_from_text("a.txt", text))
    assert [(e.listed, e.name, e.agrees) for e in found] == [("任务分工表", "全县任务分工表", True), ("时间安排", "人员名单", False)]
