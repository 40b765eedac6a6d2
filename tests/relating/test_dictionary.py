"""The dictionary: a word is found where its line stands, and what has no line is not found."""

from __future__ import annotations

from importlib.resources import files

import pytest

from auditor.relating.dictionary import is_listed


def test_every_word_is_found() -> None:
    lines = (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines()
    words = [line.split(" ")[0] for line in lines]
    asked = [word for word in words if 1 < len(word) < 4 and all("一" <= c <= "鿿" for c in word)]
    assert len(asked) > 100_000
    assert [word for word in (*asked[::11], "一一", "吉林", "高富帅") if not is_listed(word)] == []
    assert is_listed(asked[0])
    assert is_listed(asked[-1])


@pytest.mark.parametrize("row", ["众办实", "区矫", "一鿿", "鿿鿿", "的的的"])
def test_a_row_that_is_no_word_is_not_found(row: str) -> None:
    assert not is_listed(row)
