"""Wholes and the lists of their parts, found in every way in which a sentence may put one under the other."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.relating.bracketed import in_brackets
from auditor.relating.cued import behind_cue
from auditor.relating.partition import Partition, is_whole_or_part
from auditor.relating.sentence import Sentence
from auditor.relating.summed import before_total


def partitions(sentence: Sentence) -> Iterator[Partition]:
    """The wholes of a sentence that a list of one or more parts follows or precedes."""
    amounts = [k for k, m in enumerate(sentence.mentions) if is_whole_or_part(sentence, k, m)]
    for bracket in sentence.brackets:
        yield from in_brackets(sentence, amounts, bracket)
    for k in [k for k in amounts if sentence.mentions[k].unit]:
        yield from behind_cue(sentence, amounts, k)
        yield from before_total(sentence, amounts, k)
