"""Which items belong to an announced count, and which lists a count makes complete."""

from __future__ import annotations

import pytest

from auditor.extraction import extract
from auditor.reading import document_from_text
from auditor.relating import relate
from auditor.relating.announced import announced
from auditor.rulebook import load_rulebook

LEXICON = load_rulebook().lexicon


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("护苗三条措施\n一、巡查。\n二、宣传。", [(3, 2)]),
        ("重点抓好三个方面工作。\n（一）巡查。\n说明。\n（二）宣传。", [(3, 2)]),
        ("完成了三个方面工作。\n（一）巡查。\n说明。\n（二）宣传。", []),
        ("重点抓好以下两项工作：\n（一）巡查。\n说明。\n（二）宣传。", [(2, 2)]),
        ("护苗四条措施\n一、巡查\n1.白天。\n2.夜间。\n二、宣传\n3.进校。\n4.入户。", [(4, 4)]),
        ("办了三件实事。第一件，修路。第二件，通水。", [(3, 2)]),
        ("开展“四个一”活动：一次演练、一堂课、一封信。", [(4, 3)]),
        ("本市推出三项措施方便船员\n一、巡查。\n二、宣传。", [(3, 2)]),
        ("关于“护苗”三条措施的通告\n一、巡查。\n二、宣传。", [(3, 2)]),
    ],
)
def test_counts_and_their_items(text: str, found: list[tuple[int, int]]) -> None:
    document = document_from_text("a.txt", text)
    context = relate(document, extract(document, LEXICON), LEXICON)
    assert [(a.stated, a.listed) for a in announced(document, context.markers)] == found


@pytest.mark.parametrize(
    "text",
    [
        "“三条措施”落实情况\n一、巡查。\n二、宣传。",
        "落实第三条措施\n一、巡查。\n二、宣传。",
        "本市推出六项措施方便船员\n一、起草经过\n二、主要内容",
        "抓好三项工作：\n一要巡查。\n二要宣传。三要督查。",
        "开展“四个一”活动：一次演练、一堂课、一封信等。",
        "四件实事中的第一件，已经办成，第二件正在办。",
    ],
)
def test_what_announces_nothing(text: str) -> None:
    document = document_from_text("a.txt", text)
    context = relate(document, extract(document, LEXICON), LEXICON)
    assert not list(announced(document, context.markers))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("反馈三个方面9个问题：政治2个，作风3个，财务4个。", 3),
        ("反馈两类共5个问题：政治2个，作风3个。", 2),
        ("反馈三个方面9个问题：政治2个，作风3个。", 0),
        ("收入86万元，由三部分组成：租金42万元，分红28万元，服务16万元。", 3),
        ("收入86万元，租出三处房屋：旧校42万元，粮站28万元，仓库16万元。", 0),
        ("反馈两类5个问题：整改2人，追责3人。", 0),
    ],
)
def test_counted_lists_are_complete(text: str, parts: int) -> None:
    document = document_from_text("a.txt", text)
    context = relate(document, extract(document, LEXICON), LEXICON)
    assert [len(p.parts) for p in context.partitions if p.cue == "named"] == ([parts] if parts else [])
