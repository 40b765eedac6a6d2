"""What a rate's name asks of the labels of counts: 办结 of what is divided, 受理 of what divides it, and what ought to be or really is."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model import Mention
from auditor.record import record
from auditor.relating.narrowing import NEGATIONS

# "不正常航班" is not what 正常率 counts
_NEGATED = frozenset("不未非没无")
_TAIL = 8


@record(frozen=True)
class RateWords:
    """The words of the numerator and of the denominator, and the name itself; `named` where nothing but what `whole` names is the denominator."""

    part: tuple[str, ...]
    whole: tuple[str, ...]
    text: str
    named: bool = False

    def names_part(self, mention: Mention) -> bool:
        """Whether a count is called like the numerator."""
        return names(self.part, mention)

    def names_whole(self, mention: Mention) -> bool:
        """Whether a count is called like the denominator."""
        return names(self.whole, mention)

    def is_due(self, mention: Mention) -> bool:
        """Whether a label says what ought to be: 应参保 for 参保率, 应种 for 接种率, 应签 for 签订率, 接种对象."""
        return any(
            not part.startswith("应")
            and any(due in mention.label for due in ("应" + part[-1], "应" + part[0], "应" + part, part + "对象", part + "任务"))
            for part in self.part
        )

    def is_done(self, mention: Mention) -> bool:
        """Whether a label says what really is: 实种 for 接种率, 已签 for 签订率."""
        return any(
            "实" + part[-1] in mention.label or "实际" + part in mention.label or mention.label.endswith(("已" + part[0], "已" + part[-1]))
            for part in self.part
        )

    def is_noun(self, mention: Mention) -> bool:
        """Whether a label goes on behind the rate's word, so that this is no verb at its end: 整改通知书, not 已整改."""
        ends = [mention.label.rpartition(word)[2] for word in self.part if word in mention.label]
        return bool(ends) and all(len(end) > 1 for end in ends)


def names(words: Sequence[str], mention: Mention) -> bool:
    """Whether a count is called by one of these words, before or behind its figure."""
    return any(_says(word, mention.label) or _says(word, mention.tail[:_TAIL]) for word in words)


def _says(word: str, text: str) -> bool:
    """Whether a text has a word that is not negated nor says a degree: 正常 in 正常航班, not in 不正常航班 and not in 正常度."""
    at = text.find(word)
    said = at == 0 or (at > 0 and text[at - 1] not in _NEGATED and text[max(0, at - 2) : at] not in NEGATIONS)
    return said and text[at + len(word) : at + len(word) + 1] not in ("度", "率")
