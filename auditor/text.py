"""Positions and forms of characters: folding one to one, lines and columns, display width.

Published text mixes half-width and full-width forms and both are right, so matching is done on a folded copy whose every character stands at the
offset of the original. NFKC is not usable for that: it changes lengths (㎡ becomes m2).
"""

from __future__ import annotations

import bisect
import unicodedata
from functools import lru_cache

from auditor.expression import expression

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_OTHERS = dict(zip(map(ord, "\u3000\xa0﹪∶﹣−～〜｡﹐﹑"), map(ord, "  %:--~~。,、"), strict=True))
_FOLD = _FULL_WIDTH | _OTHERS
_LINE_END = expression(r"\r\n|\n|\r")


def fold(text: str) -> str:
    """The text with full-width letters, digits and marks as their half-width twins; same length, same offsets."""
    return text.translate(_FOLD)


@lru_cache(maxsize=4096)
def fold_pattern(pattern: str) -> str:
    """A regular expression for folded text, from one that may be written with full-width marks: `（５％）` matches "(5%)"."""
    return "".join(("\\" + fold(c) if ord(c) in _FOLD and not fold(c).isalnum() else fold(c)) for c in pattern)


class LineIndex:
    """Offsets of a text to lines and columns, both 1-based, in code points; a line ends at LF, CRLF or CR."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._text = text

    def place(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset; the end of the text is a valid offset."""
        row = bisect.bisect_right(self._starts, offset) - 1
        return row + 1, offset - self._starts[row] + 1

    def line(self, number: int) -> str:
        """The text of a line without its end; `number` is 1-based."""
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[self._starts[number - 1] : end].rstrip("\r\n")


def width(text: str) -> int:
    """Columns of a terminal that the text takes: wide and full-width characters count two, combining marks none."""
    return sum(widths(text))


def widths(text: str) -> list[int]:
    """Columns of a terminal that each character takes."""
    return list(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    return 0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
