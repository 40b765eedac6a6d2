"""Remainders bound to what they are left of: 预算520万元，支出478万元，结余42万元; 出口83.2亿元，进口47.6亿元，顺差35.6亿元.

A word says that a figure is left over (the list `rest` of the lexicon); the two amounts of its unit before it are what it is left of. More amounts than
two prove nothing: one of them may be carried over, or a part of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import compiled, expression
from auditor.lexicon import Lexicon
from auditor.model import AMOUNTS, Mention
from auditor.record import record
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.partition import is_whole_or_part
from auditor.relating.sentence import Sentence
from auditor.relating.unit import same_unit

# A remainder of other years, or one that has a change of its own: "累计结余" "结余比上年"
_OTHER = expression(r"累计|滚存|历年|其中|比|较|同比|人均|平均|每")
# "扣除120万股后的⟨⟩"
_TAKEN = expression(r"后的?")
_CLOSING = expression(r"(?:人口)?(?:资金|额|数|为|达|达到|共|约|了|人口)*$")


@record(frozen=True, slots=True)
class Remainder:
    """What is left, of which amount, and what was taken from it; `far` where they stand in several sentences."""

    rest: Mention
    whole: Mention
    part: Mention
    far: bool = False


def remainders(sentence: Sentence, before: Sequence[Sentence], lexicon: Lexicon) -> Iterator[Remainder]:
    """The remainders of a sentence; the amounts may stand in the sentences before it."""
    if len(sentence.mentions) > SURVEYED or not any(word in sentence.text for word in (*lexicon.words["rest"], "扣")):
        return
    words = "|".join(sorted(lexicon.words["rest"], key=len, reverse=True))
    said = compiled(rf"(?:{words})(?:{_CLOSING.pattern})")
    joined = passage(sentence, before)
    whole = joined.sentence
    left = [k for k in range(len(whole.mentions)) if said.search(clause := whole.clause_before(k)) and not _OTHER.search(clause)]
    for order in range(joined.first, len(whole.mentions)):
        # 请假5人，缺席2人: neither is all that is left
        alone = order in left and not any(k > order and same_unit(whole.mentions[k], whole.mentions[order]) for k in left)
        found = _bind(whole, order, joined.first) if (alone or _is_deducted(whole, order)) and not whole.groups[order] else None
        if found is not None:
            yield found


def _is_deducted(sentence: Sentence, order: int) -> bool:
    """Whether a figure is what is left behind a deduction: 扣除120万股后的8480万股."""
    deducted = order > 1 and "扣" in sentence.between(order - 2, order - 1)
    return deducted and _TAKEN.match(sentence.clause_before(order)) is not None


def _bind(sentence: Sentence, order: int, first: int) -> Remainder | None:
    """The amounts that a remainder is of: the only two of its unit before it."""
    rest = sentence.mentions[order]
    if rest.kind not in AMOUNTS or rest.hedges or rest.components or not rest.unit:
        return None
    ahead = [k for k in range(order) if same_unit(sentence.mentions[k], rest)]
    if any(not is_whole_or_part(sentence, k, sentence.mentions[k]) or sentence.groups[k] for k in ahead):
        return None
    if len(ahead) != 2:
        return None
    return Remainder(rest, sentence.mentions[ahead[0]], sentence.mentions[ahead[1]], far=ahead[0] < first)
