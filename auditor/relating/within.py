"""Lists under a whole that they take up by its name: 法人单位1268个，从业人员1.2万人。法人单位中，企业960个，机关事业单位308个."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from auditor.expression import expression
from auditor.model import Mention
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.partition import Partition, is_whole_or_part, partition
from auditor.relating.sentence import Sentence

# ";法人单位中," "。在全部从业人员中:" — not ",其中", nor "过程中,"
_WITHIN = expression(r"(?:^|[,;。])\s*(?:在)?(?:全部|上述|这些|所有)?(?P<of>\p{Han}{2,14}?)(?:总[数量额])?(?:[中里])(?:[,:]|(?=\p{Han}))")
_STOP = expression("[;。]")
_FEWEST = 2


def lists_within(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Partition]:
    """The lists of a sentence behind the name of an amount that stands before them, in it or in the sentences before, and is the only one so named."""
    if len(sentence.mentions) > SURVEYED or not ("中" in sentence.text or "里" in sentence.text):
        return
    joined = passage(sentence, before)
    text, mentions = joined.sentence, joined.sentence.mentions
    amounts = [k for k, m in enumerate(mentions) if m.unit and is_whole_or_part(text, k, m) and text.groups[k] is None]
    for match in _WITHIN.finditer(text.text):
        named = [k for k in amounts if text.positions[k] < match.start() + 1 and _is_called(mentions[k], match["of"])]
        stop = _STOP.search(text.text, match.end())
        end = stop.start() if stop else len(text.text)
        behind = [k for k in amounts if match.end() <= text.positions[k] < end]
        if len(named) != 1 or not behind or behind[0] < joined.first:
            continue
        whole = mentions[named[0]]
        parts = list(takewhile(lambda k: mentions[k].unit == whole.unit, behind))  # noqa: B023
        if len(parts) >= _FEWEST:
            yield partition(text, named[0], parts, "among", text.text[match.end() : end])


def _is_called(mention: Mention, name: str) -> bool:
    """Whether an amount is of what a name says, before it or behind: 登记法人单位⟨⟩, ⟨⟩法人单位."""
    label = mention.label.removesuffix("总数")
    return label.endswith(name) or mention.tail.startswith(name) or (len(label) >= _FEWEST and name.startswith(label.removeprefix("共")))
