"""The state of one pass over a text, and the questions about position that readers share."""

from __future__ import annotations

from collections.abc import Callable

from auditor.extraction.vocabulary import Vocabulary
from auditor.model import Mention

_ENDS_SENTENCE = frozenset("。;!?\n\r")
_PUNCTUATION = frozenset("。;!?\n\r,:、()[]“”‘’《》「」【】—…·•|>\"'")


class Scan:
    """One pass: the folded text, the vocabulary, and `floor`, the end of the last mention, before which nothing may be claimed."""

    def __init__(self, folded: str, vocabulary: Vocabulary) -> None:
        self.folded = folded
        self.vocabulary = vocabulary
        self.floor = 0

    def char(self, at: int) -> str:
        """The character at an offset; outside the text a line end."""
        return self.folded[at] if 0 <= at < len(self.folded) else "\n"

    def before(self, at: int, count: int) -> str:
        """Up to `count` characters that end at `at`."""
        return self.folded[max(0, at - count) : at]

    def is_han(self, at: int) -> bool:
        """Whether a Chinese character stands at an offset."""
        return "\u4e00" <= self.char(at) <= "\u9fff"

    def opens_line(self, at: int) -> bool:
        """Whether only blanks stand before an offset on its line."""
        return self._previous(at) in "\n\r"

    def opens_sentence(self, at: int) -> bool:
        """Whether a line or a sentence begins at an offset."""
        return self._previous(at) in _ENDS_SENTENCE

    def opens_clause(self, at: int) -> bool:
        """Whether a line, or some mark of punctuation or a blank, stands before an offset."""
        return at == 0 or self.folded[at - 1] in _PUNCTUATION or self.folded[at - 1].isspace()

    def after_gap(self, at: int) -> int:
        """The offset behind one blank that a drafter left between number and unit, or `at` itself."""
        return at + 1 if self.char(at) == " " and self.char(at + 1) not in " \n" else at

    def _previous(self, at: int) -> str:
        while at > 0 and self.folded[at - 1] in " \t\ufeff":
            at -= 1
        return self.char(at - 1)


Reader = Callable[[Scan, int], Mention | None]
