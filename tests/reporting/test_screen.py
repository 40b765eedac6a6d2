"""Windows of long lines and carets under wide characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.reporting._screen import excerpt, visible
from auditor.text import width


@pytest.mark.parametrize(
    ("line", "start", "end", "columns", "text", "indent", "carets"),
    [
        ("共12件", 1, 4, 80, "共12件", 2, 4),
        ("abc", 3, 3, 80, "abc", 3, 1),
        ("", 0, 0, 80, "", 0, 1),
        ("共\t12件", 2, 4, 80, "共␉12件", 3, 2),
        ("a\x1b[1mb", 5, 6, 80, "a␛[1mb", 5, 1),
        ("零一二三四五六七八九", 4, 5, 8, "…三四五…", 3, 2),
        ("零一二三四五六七八九", 0, 1, 8, "零一二…", 0, 2),
        ("零一二三四五六七八九", 9, 10, 8, "…七八九", 5, 2),
        ("零一二三四五六七八九", 2, 9, 8, "…二三四…", 1, 6),
        ("共12件", 1, 99, 80, "共12件", 2, 4),
    ],
)
def test_excerpt(line: str, start: int, end: int, columns: int, text: str, indent: int, carets: int) -> None:
    part = excerpt(line, start, end, columns)
    assert (part.text, part.indent, part.carets) == (text, indent, carets)


@given(st.text(st.sampled_from("a1中，𠮷\t\x1b"), max_size=60), st.integers(0, 60), st.integers(0, 60), st.integers(6, 40))
def test_excerpt_fits_and_points_at_the_span(line: str, start: int, length: int, columns: int) -> None:
    start = min(start, len(line))
    end = min(start + length, len(line))
    part = excerpt(line, start, end, columns)
    assert width(part.text) <= columns
    assert part.indent + part.carets <= columns
    pointed = _between(part.text, part.indent, part.indent + part.carets)
    assert visible(line[start:end]).startswith(pointed) or start == end


def _between(text: str, first: int, last: int) -> str:
    """The characters of the text that begin in these columns."""
    column, out = 0, ""
    for c in text:
        out += c if first <= column < last else ""
        column += width(c)
    return out


@pytest.mark.parametrize(
    ("text", "shown"), [("中文", "中文"), ("a\nb", "a␊b"), ("\x7f", "␡"), ("a\u202eb", "a�b"), ("\u200b", "�"), ("\u3000", "\u3000")]
)
def test_visible_keeps_what_can_be_seen(text: str, shown: str) -> None:
    assert visible(text) == shown
