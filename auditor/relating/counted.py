"""Lists that are complete because the text counts them: 三个方面9个问题：政治建设2个，作风建设3个，财务管理4个."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.expression import expression
from auditor.model import Mention
from auditor.relating.partition import Partition
from auditor.relating.sentence import Sentence
from auditor.relating.unit import alike

_SORT = r"(?:方面|大?类|领域|层面|环节|部分|板块)"
# The number of sorts and what joins it to the whole: "方面" of "三个方面9个", "类共" of "三类共9个" — not "个单位9个"
_SORTED = expression(rf"个?{_SORT}[共计的合,、]{{0,3}}")
# Behind the whole: "问题:" — not "问题,其中"
_INTRODUCED = expression(r"[^,;:。()\ue000-\uf8ff]{0,12}:")
# Behind a part: ",作风建设" "。" — not "(占20%)"
_ITEM = expression(r"[^,;:。()\ue000-\uf8ff]{0,6}[,、;]?[^,;:。()\ue000-\uf8ff]{0,16}")


def counted(sentence: Sentence) -> Iterator[Partition]:
    """The wholes of a sentence behind the number of their parts, with exactly so many parts."""
    for order in range(len(sentence.mentions) - 3):
        number, whole = sentence.mentions[order : order + 2]
        if number.value.is_point and _SORTED.fullmatch(number.unit + sentence.between(order, order + 1)):
            parts = _parts(sentence, order + 1)
            if len(parts) > 1 and len(parts) == number.value.low:
                yield Partition(whole, parts, "named", open=False, others=False)


def _parts(sentence: Sentence, whole: int) -> tuple[Mention, ...]:
    """The figures of a list behind a colon, each alike its whole; none where something else stands among them."""
    if not _INTRODUCED.match(sentence.text, sentence.positions[whole] + 1):
        return ()
    parts: list[Mention] = []
    for k in range(whole + 1, len(sentence.mentions)):
        if parts and not _ITEM.fullmatch(sentence.between(k - 1, k)):
            break
        if not alike(sentence.mentions[k], sentence.mentions[whole]):
            return ()
        parts.append(sentence.mentions[k])
    return tuple(parts)
