"""How long something has lasted, as a heading tells it and as the text below does: 二十一连丰 over 连续20年获得丰收.

Owns which two tell of one thing; whether they agree is for `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.expression import expression
from auditor.extraction.numerals import integer
from auditor.model import Document
from auditor.record import record
from auditor.relating.headed import Headed

_N = r"(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})"
# "连续九年" "十八连丰" "连涨五日" — not "连续第九年", "连续多年" and "三连冠军"
_STREAK = expression(
    rf"连续{_N}个?(?P<unit>年|月|季度?|日|天|周|届)|(?<![一二三四五六七八九十百第]){_N}连(?:丰|增|升|降|涨|跌|冠(?!军)|胜|优)|连[涨升跌降增丰]{_N}个?(?P<unit>年|月|季度?|日|天|周|届)"
)
_SENTENCE = expression(r"[^。;\n]+")
_WORDS = expression(r"\p{Han}{2,}")
_SAME_UNIT = {"天": "日", "季": "季度"}


@record(frozen=True)
class Streak:
    """How long, the word of its time or "", where it stands, and the words that both places share."""

    number: int
    unit: str
    at: tuple[int, int]
    shared: str = ""


def streaks(document: Document, headed: Headed) -> Iterator[tuple[Streak, Streak]]:
    """The only streak of a heading with the only one below it, where the two have words in common."""
    above = [*_told(document, headed.start, headed.end)]
    below = [*_told(document, headed.below, headed.far)] if len(above) == 1 else []
    if below and len({one.number for one in below}) == 1:
        shared = _shared(document.folded[headed.start : headed.end], _around(document, below[0]))
        units = {_SAME_UNIT.get(one.unit, one.unit) for one in (above[0], below[0])} - {""}
        if shared and len(units) < 2:
            yield above[0], Streak(below[0].number, below[0].unit, below[0].at, shared)


def _told(document: Document, start: int, end: int) -> Iterator[Streak]:
    for match in _STREAK.finditer(document.folded, start, end):
        yield Streak(integer(match["n"].replace("两", "二")), match["unit"] or "", match.span())


def _around(document: Document, streak: Streak) -> str:
    """The sentence in which a streak stands, with the one before it."""
    sentences = [match[0] for match in _SENTENCE.finditer(document.folded, 0, streak.at[1] + 20) if match.end() > streak.at[0] - 80]
    return "".join(sentences)


def _shared(one: str, other: str) -> str:
    """The longest word of two characters and more, none of them of the streak itself, that both texts have."""
    pieces = (word[i:j] for word in _WORDS.findall(_STREAK.sub(" ", one)) for i in range(len(word)) for j in range(i + 2, len(word) + 1))
    return max((piece for piece in pieces if piece in other), key=len, default="")
