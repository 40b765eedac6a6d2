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
_SORTED = expression(rf"个?{_SORT}(?:[共计的合,、]{{0,3}}|,(?:合计|总计|累计|共)[^,;:。()\ue000-\uf8ff]{{0,8}})")
# Between the whole and the number of its parts: ",资金由" ",分为" — not ";另建"
_DIVIDED = expression(r"[^;:。()\ue000-\uf8ff]{0,12}(?:由|分为|分成|分|包括|包含|来自|来源于)(?:以下)?")
# The number's unit and what stands behind it: "部分组成:" "类:" "个渠道:" — not "项工程:"
_DIVISION = expression(rf"个?(?:{_SORT}|块|渠道|种类型)[^,;:。()、\ue000-\uf8ff]{{0,4}}:")
# Behind the whole: "问题:" — not "问题,其中"
_INTRODUCED = expression(r"[^,;:。()\ue000-\uf8ff]{0,12}:")
# Behind a part: ",作风建设" "。" — not "(占20%)"
_ITEM = expression(r"[^,;:。()\ue000-\uf8ff]{0,6}[,、;]?[^,;:。()\ue000-\uf8ff]{0,16}")


def counted(sentence: Sentence) -> Iterator[Partition]:
    """The wholes of a sentence behind the number of their parts, with exactly so many parts."""
    for order in range(len(sentence.mentions) - 3):
        first, second = sentence.mentions[order : order + 2]
        if first.value.is_point and _SORTED.fullmatch(first.unit + sentence.between(order, order + 1)):
            yield from _exactly(first, second, _parts(sentence, order + 1, order + 1))
        elif second.value.is_point and _DIVIDED.fullmatch(sentence.between(order, order + 1)) and _divides(sentence, order + 1):
            yield from _exactly(second, first, _parts(sentence, order, order + 1))


def _exactly(number: Mention, whole: Mention, parts: tuple[Mention, ...]) -> Iterator[Partition]:
    if len(parts) > 1 and len(parts) == number.value.low:
        yield Partition(whole, parts, "named", open=False, others=False)


def _divides(sentence: Sentence, order: int) -> bool:
    """Whether a number says into how many parts, as in 三部分组成 before a colon."""
    return bool(_DIVISION.match(sentence.mentions[order].unit + sentence.text[sentence.positions[order] + 1 :]))


def _parts(sentence: Sentence, whole: int, head: int) -> tuple[Mention, ...]:
    """The figures of a list behind the colon that follows `head`, each alike its whole; none where something else stands among them."""
    if not _INTRODUCED.match(sentence.text, sentence.positions[head] + 1):
        return ()
    parts: list[Mention] = []
    for k in range(head + 1, len(sentence.mentions)):
        if parts and not _ITEM.fullmatch(sentence.between(k - 1, k)):
            break
        if not alike(sentence.mentions[k], sentence.mentions[whole]):
            return ()
        parts.append(sentence.mentions[k])
    return tuple(parts)
