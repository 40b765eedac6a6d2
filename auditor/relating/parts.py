"""Wholes and the lists of their parts, found in every way in which a sentence may put one under the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import expression
from auditor.record import replace
from auditor.relating.bracketed import in_brackets
from auditor.relating.cued import behind_cue
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.partition import Partition, is_whole_or_part
from auditor.relating.sentence import Sentence
from auditor.relating.summed import before_total
from auditor.relating.whole import TOTAL_WORD

# "检测总次数⟨62928⟩" "出入境人次达⟨1436.6万⟩": a number that needs no unit — not "编号⟨62928⟩"
_NUMBER = expression(r"[人批车辆班]次$|[次人户件例起份总]数$|数量$|总量$")

_AFORESAID = expression(r"(?:上述|以上|前述)")


def partitions(sentence: Sentence) -> Iterator[Partition]:
    """The wholes of a sentence that a list of one or more parts follows or precedes."""
    amounts = [k for k, m in enumerate(sentence.mentions) if is_whole_or_part(sentence, k, m)]
    for bracket in sentence.brackets:
        yield from in_brackets(sentence, amounts, bracket)
    for k in [k for k in amounts if sentence.mentions[k].unit or _NUMBER.search(sentence.mentions[k].label)]:
        yield from behind_cue(sentence, amounts, k)
        yield from before_total(sentence, amounts, k)


def partitions_back(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Partition]:
    """The totals of a sentence whose parts stand in the sentences before it: 民事512件，增长2%。行政86件，下降1%。两类合计598件."""
    if (
        not before
        or len(sentence.mentions) > SURVEYED
        or not (TOTAL_WORD.search(sentence.text) or _AFORESAID.search(sentence.text) or "全年" in sentence.text)
    ):
        return
    joined = passage(sentence, before)
    amounts = [k for k, m in enumerate(joined.sentence.mentions) if m.unit and is_whole_or_part(joined.sentence, k, m)]
    # A total of what was said before opens its sentence, behind the number of its parts at most
    for whole in (k for k in amounts if joined.first <= k <= joined.first + 1):
        for found in before_total(joined.sentence, amounts, whole):
            if found.parts[0].start < joined.sentence.mentions[joined.first].start:
                yield replace(found, far=True)
