"""Folding keeps every offset; lines and columns count code points."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from auditor.text import LineIndex, fold, fold_pattern, width


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"), [("１２．５％", "12.5%"), ("（５　件）", "(5 件)"), ("1∶20", "1:20"), ("“四”《五》、。", "“四”《五》、。")]
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("mark", list("（）［］｛｝＋＊？．｜＾＄"))
def test_a_full_width_mark_in_a_pattern_is_no_operator(mark: str) -> None:
    assert regex.fullmatch(fold_pattern(mark), fold(mark))
    assert regex.fullmatch(fold_pattern(f"[{mark}甲]"), fold(mark))


@given(st.lists(st.sampled_from(["甲乙", "\n", "\r\n", "\r", "𠮷", "a"])).map("".join), st.data())
def test_places_count_back_to_offsets(text: str, data: st.DataObject) -> None:
    index = LineIndex(text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = index.place(offset)
    starts = [0]
    for position, character in enumerate(text):
        if character == "\n" or (character == "\r" and text[position + 1 : position + 2] != "\n"):
            starts.append(position + 1)
    assert starts[line - 1] + column - 1 == offset


def test_lines_have_no_ends() -> None:
    index = LineIndex("甲\r\n乙\r丙")
    assert [index.line(n) for n in (1, 2, 3)] == ["甲", "乙", "丙"]


@pytest.mark.parametrize(("text", "columns"), [("甲乙", 4), ("ab", 2), ("％", 2), ("é", 1), ("e\u0301", 1)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns
