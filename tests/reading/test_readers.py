"""What is text of the report, and which kind of block each line is."""

from __future__ import annotations

import pytest

from auditor.model import BlockKind, Document
from auditor.reading import document_from_text, readers

HEADING, PARAGRAPH, ITEM, CELL = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL


def _blocks(document: Document) -> list[tuple[str, BlockKind]]:
    return [(document.text[block.start : block.end], block.kind) for block in document.blocks]


def test_each_ending_has_one_reader() -> None:
    assert list(readers()) == [".markdown", ".md", ".text", ".txt"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("一、总体情况", HEADING),
        ("（二）主要做法", HEADING),
        ("(十二)存在的问题", HEADING),
        ("第三章 附则", HEADING),
        ("一、今年以来，全县办件120件。", PARAGRAPH),
        ("一是加强领导", ITEM),
        ("1.加强领导", ITEM),
        ("（3）加强领导", ITEM),
        ("②加强领导", ITEM),
        ("1.5万件已办结。", PARAGRAPH),
        ("-3.5%是今年的增速。", PARAGRAPH),
        ("- 加强领导", ITEM),
        ("某县2023年工作总结", PARAGRAPH),
    ],
)
def test_kind_of_a_line(line: str, kind: BlockKind) -> None:
    assert _blocks(document_from_text("a.txt", line)) == [(line, kind)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_blocks_without_the_white_space_around_them(end: str) -> None:
    document = document_from_text("a.txt", f"\u3000\u3000办件12件。 {end}{end} \t{end}结案3件。")
    assert _blocks(document) == [("办件12件。", PARAGRAPH), ("结案3件。", PARAGRAPH)]
    assert document.lines.place(document.blocks[0].start) == (1, 3)
    assert document.lines.place(document.blocks[1].start) == (4, 1)


def test_plain_text_has_no_marks_of_markdown() -> None:
    assert len(document_from_text("a.txt", "---\na\n---\n```\nb\n```\n").blocks) == 6


@pytest.mark.parametrize("path", ["a.md", "A.MD", "b.markdown"])
def test_markdown_goes_by_the_ending(path: str) -> None:
    assert _blocks(document_from_text(path, "```\n12件\n```\n")) == []


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("# 总体情况\n\n办件12件。\n", [("# 总体情况", HEADING), ("办件12件。", PARAGRAPH)]),
        ("#1号楼\n", [("#1号楼", PARAGRAPH)]),
        ("- 办件12件\n> 1. 结案3件\n", [("- 办件12件", ITEM), ("> 1. 结案3件", ITEM)]),
        ("| 镇 | 件 |\n|---|---|\n", [("| 镇 | 件 |", CELL)]),
        ("---\ndate: 2024\n---\n正文。\n", [("正文。", PARAGRAPH)]),
        ("+++\r\nn = 1\r\n+++\r\n正文。\r\n", [("正文。", PARAGRAPH)]),
        ("---\n正文。\n", [("正文。", PARAGRAPH)]),
        ("前。\n---\n中。\n---\n", [("前。", PARAGRAPH), ("中。", PARAGRAPH)]),
        ("前。\n```python\nx = 12\n```\n后。\n", [("前。", PARAGRAPH), ("后。", PARAGRAPH)]),
        ("前。\r~~~\rx\r```\r~~~~\r后。\r", [("前。", PARAGRAPH), ("后。", PARAGRAPH)]),
        ("````\n```\n12\n````\n后。", [("后。", PARAGRAPH)]),
        ("前。\n```\n没有结束12\n", [("前。", PARAGRAPH)]),
        ("用 ``` `12` ``` 表示。\n", [("用 ``` `12` ``` 表示。", PARAGRAPH)]),
        ("办件<!-- 待核\n99 -->12件。\n", [("办件", PARAGRAPH), ("12件。", PARAGRAPH)]),
        ("办件<!-- 没有结束 12件。\n后。", [("办件<!-- 没有结束 12件。", PARAGRAPH), ("后。", PARAGRAPH)]),
        ("```\n<!--\n```\n正文-->。\n", [("正文-->。", PARAGRAPH)]),
        ("<!--\n```\n-->\n正文。\n", [("正文。", PARAGRAPH)]),
    ],
)
def test_what_is_no_text_of_a_markdown_report_is_left_out(text: str, blocks: list[tuple[str, BlockKind]]) -> None:
    document = document_from_text("a.md", text)
    assert document.text == text
    assert _blocks(document) == blocks


def test_many_marks_take_no_longer_than_their_length() -> None:
    text = "<!-- a --> 1件\n" * 20000 + "<!--" * 20000 + "\n```\n" * 20001
    assert len(document_from_text("a.md", text).blocks) == 20001
