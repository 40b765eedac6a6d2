"""What a terminal can show: characters that would disturb it, a window of a long line, carets under wide characters, colour."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate

from auditor.record import record
from auditor.text import width, widths

_PICTURES = {code: 0x2400 + code for code in range(32)} | {0x7F: 0x2421}
_DISTURBING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_COLOURS = {"error": "31", "warning": "33", "info": "36", "bold": "1", "violated": "31", "undecided": "33", "holds": "32"}
_CUT = "…"


def visible(text: str) -> str:
    """The text with each tab, line end, control or format character as one visible character that stands in one column."""
    if text.isprintable():
        return text
    return "".join("�" if unicodedata.category(c) in _DISTURBING else c for c in text.translate(_PICTURES))


def painted(text: str, colour: str, on: bool) -> str:
    """The text in a colour, a severity, a verdict or "bold", where colours are `on`."""
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if on else text


@record(frozen=True)
class Excerpt:
    """A part of a line and, in columns of a terminal, where the carets stand: `indent` before them, `carets` of them, one at least."""

    text: str
    indent: int
    carets: int


def excerpt(line: str, start: int, end: int, columns: int) -> Excerpt:
    """The part of a line around a span; the rest of a long line is never looked at.

    Args:
        line: without its end.
        start: of the span, an offset in `line`.
        end: of the span, exclusive; a span that goes on beyond the line is cut.
        columns: of the terminal that the part and its marks of omission may take.
    """
    near, far = max(start - columns, 0), min(end, start + columns) + columns
    shown, start, end = visible(line[near:far]), start - near, min(end, len(line)) - near
    left, middle, right = _window(widths(shown), start, end, max(columns - 2 * width(_CUT), 1))
    first, last = start - left, start + middle + right
    before = (_CUT if near + first else "") + shown[first:start]
    rest = _CUT if near + last < len(line) else ""
    return Excerpt(before + shown[start:last] + rest, width(before), max(width(shown[start : start + middle]), 1))


def _window(widths: list[int], start: int, end: int, room: int) -> tuple[int, int, int]:
    """How many characters fit before, in and after `start`..`end`: the span first, then as much on either side, or more where the other ends."""
    middle = _reach(widths[start:end], room)
    room -= sum(widths[start : start + middle])
    before, after = widths[:start][::-1], widths[start + middle :]
    right = _reach(after, room - sum(before[: _reach(before, room // 2)]))
    return _reach(before, room - sum(after[:right])), middle, right


def _reach(widths: list[int], room: int) -> int:
    """How many of the first characters fit."""
    return bisect_right(list(accumulate(widths)), room)
