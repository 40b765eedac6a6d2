"""Changes told before their values: 全年接诊量增长8.6%。上年为320万人次，今年为340万人次.

The next sentence gives the base, and the figure of now too where the change has none before it. All must be of one thing by its name, or the change must say
no name and stand alone; of several figures that could be either nothing is bound.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.relating.change import Change, near
from auditor.relating.discourse import Passage, passage
from auditor.relating.distant_change import direction, is_past, now_of, of_that_time, serves
from auditor.relating.noun import noun as noun_of
from auditor.relating.noun import shared
from auditor.relating.sentence import Sentence

_COMMON = 2
# All of a sentence before a change that names nothing: "同比" "总体来看,较上年" — not "营业收入同比"
_BARE = expression(
    r"(?:[^,]{0,6}来看,|总体上?,?)?(?:同比|环比|(?:[比较]|与)?(?:上年|去年)(?:同期)?(?:相比)?,?|实际|大幅|净|\s)*[增上升下减提回][^,]{0,4}"
)
# What was before is not what was then printed: "上年由⟨⟩重述为⟨⟩"
_RESTATED = expression(r"重述|追溯|重列|口径|调整[为后]|还原|剔除|扣除")


def bind_changes_ahead(sentence: Sentence, before: Sequence[Sentence], bound: Collection[int], lexicon: Lexicon) -> Iterator[Change]:
    """The changes of the sentence before this one that start at none of the offsets `bound`, with a base that this one gives."""
    if (
        not before
        or not sentence.mentions
        or not any(word in sentence.text for word in ("上", "去", "前", "同期"))
        or _RESTATED.search(sentence.text)
    ):
        return
    earlier = before[-1]
    free = [(k, found) for k, m in enumerate(earlier.mentions) if m.start not in bound and (found := direction(earlier, k, lexicon))]
    if not free:
        return
    joined = passage(sentence, (earlier,))
    places = {mention.start: k for k, mention in enumerate(joined.sentence.mentions)}
    for k, found in free:
        order = places.get(earlier.mentions[k].start)
        change = _bind(joined, order, *found) if order is not None else None
        if change is not None:
            yield change


def _bind(joined: Passage, order: int, falls: bool, noun: str, than: str) -> Change | None:
    sentence = joined.sentence
    levels = [k for k in range(len(sentence.mentions)) if serves(sentence, k, order)]
    past = [k for k in levels if is_past(sentence, k, levels)]
    if len(past) != 1 or past[0] < joined.first or not of_that_time(sentence, past[0], than):
        return None
    base = past[0]
    others = [k for k in levels if k != base and sentence.mentions[k].unit == sentence.mentions[base].unit]
    own = [k for k in others if k < order]
    now = own[-1] if own and own[-1] == order - 1 else now_of(sentence, base, others, noun)
    if now is None or not _of_one_thing(sentence, (now, base), order, noun):
        return None
    found = Change(sentence.mentions[order], sentence.mentions[base], sentence.mentions[now], falls, sentence.text, far=True)
    return found if near(found) else None


def _of_one_thing(sentence: Sentence, values: tuple[int, int], order: int, noun: str) -> bool:
    """Whether the values are of what the change is of: by its noun, or by that of the value right before it; one that names nothing stands alone."""
    if not noun and values[0] == order - 1:
        noun = noun_of(sentence, values[0])
    named = [name for k in values if (name := noun_of(sentence, k))]
    if noun:
        return bool(named) and all(shared(noun, name) >= _COMMON for name in named)
    return _BARE.fullmatch(sentence.text[: sentence.positions[order]]) is not None and order + 1 == min(values)
