"""Rates bound by their siblings: 及格1596人，及格率95%；优秀420人，优秀率25% divide by the same whole.

Where one rate of a passage is proven by its counts, the next count with a rate right behind it is another part of the whole that the first one has, or
a part of the first one's part: 隐患875处，隐患率7%，已整改840处，整改率96%.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import Mention, MentionKind
from auditor.relating.narrowing import is_narrowed, is_of_a_lot
from auditor.relating.rate_name import rate_name
from auditor.relating.rated import Binding, can_be_divided, is_about
from auditor.relating.scope import names_its_own
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable

_WORD = 2
_LIST = 2
# "完成率分别为" before the first of several rates; "任务数均为" before the whole of each — not "今年均"
_IN_TURN = expression(r"率(?:均|也)?(?:分别|依次)(?:为|达|达到|是)?$")
# ",占比" behind the next part of the whole that the first share proves — not "占同期的"
_SHARE = expression(r"(?:约|仅)?占(?:比)?(?:为|达|达到|约)*")
_SAME_FOR_ALL = expression(r"(?:均|都|各)(?:为|是|有|达)$")


def bind_siblings(sentence: Sentence, before: Sequence[Sentence], found: Sequence[Binding], lexicon: Lexicon) -> Iterator[Binding]:
    """The rates of a sentence that none of `found` binds, with the count before them and the whole of the proven rate before that."""
    bound = {binding.rate.start for binding in found}
    seen = {mention.start for part in (*before, sentence) for mention in part.mentions}
    proven = [(b, whole) for b in found if b.rate.start in seen and not b.rest and (whole := _proven(b)) is not None]
    for order, rate in enumerate(sentence.mentions if proven else ()):
        at = _part(sentence, order, lexicon) if rate.kind is MentionKind.PERCENT and rate.start not in bound else None
        if at is None:
            continue
        part = sentence.mentions[at]
        earlier = [m for b, whole in proven if b.rate.start < part.start for m in (b.part, whole) if comparable(m, part) and m.value.low]
        wholes = [m for m in earlier if not m.value.below(part.value) and not is_of_a_lot(sentence.clause_before(at), m)]
        about = [m for m in wholes if is_about(rate, part, m)] or wholes[-1:]
        # 出庭率100%。审结131件,败诉9件,败诉率⟨⟩: a count that has come in between is nearer than the whole of the first rate
        fresh = at > 0 and can_be_divided(sentence, at - 1) and sentence.mentions[at - 1].start > max(b.rate.start for b, _ in proven)
        rival = fresh and comparable(sentence.mentions[at - 1], part) and part.value.below(sentence.mentions[at - 1].value)
        named = _is_named(rate, part) and not rival
        sibling = Binding(rate, part, tuple((m,) for m in about), stated=False, by="name", supposed=not named)
        if about and (is_about(rate, part, about[0]) or (named and sibling.is_near((about[0],)))):
            yield sibling


def bind_rates_of_one(sentence: Sentence, bound: Collection[int]) -> Iterator[Binding]:
    """The rates of a list that starts at none of the offsets `bound`, each with the count at its place and the one whole that all have: 任务数均为8000人."""
    rates = [k for k, m in enumerate(sentence.mentions) if m.kind is MentionKind.PERCENT and m.start not in bound and not m.quoted]
    if len(rates) < _LIST or rates != list(range(rates[0], rates[0] + len(rates))) or not _IN_TURN.search(sentence.clause_before(rates[0])):
        return
    before = [k for k in range(rates[0]) if can_be_divided(sentence, k)]
    wholes = [k for k in before if _SAME_FOR_ALL.search(sentence.clause_before(k))]
    parts = [k for k in before if k not in wholes and len(wholes) == 1 and comparable(sentence.mentions[k], sentence.mentions[wholes[0]])]
    for rate, part in zip(rates, parts, strict=True) if len(parts) == len(rates) else ():
        yield Binding(sentence.mentions[rate], sentence.mentions[part], ((sentence.mentions[wholes[0]],),), stated=False, by="name")


def _proven(binding: Binding) -> Mention | None:
    """The whole that with its part gives the printed rate."""
    fitting = (whole[0] for whole in binding.wholes if len(whole) == 1 and whole[0].value.low)
    return next((m for m in fitting if binding.rate.value.meets((binding.part.value / m.value).scaled(100))), None)


def _part(sentence: Sentence, order: int, lexicon: Lexicon) -> int | None:
    """The count in the clause before a named rate, or the one right behind it that repeats its word: 适用率25%，适用159人."""
    name = rate_name(sentence.mentions[order].label)
    shared = _SHARE.fullmatch(sentence.clause_before(order)) is not None
    if not (name.endswith("率") or shared) or names_its_own(sentence.clause_before(order)):
        return None
    if order + 1 < len(sentence.mentions) and can_be_divided(sentence, order + 1):
        said = sentence.between(order, order + 1)
        if said[:1] == "," and len(said) > _WORD and said[1:] in name:
            return order + 1
    between = sentence.between(order - 1, order) if order else ";"
    apart = between.count(",") != 1 or any(mark in between for mark in ";。:") or sentence.groups[order] != sentence.groups[order - 1]
    narrowed = apart or is_narrowed(sentence.text, name, lexicon)
    return order - 1 if not narrowed and can_be_divided(sentence, order - 1) else None


def _is_named(rate: Mention, part: Mention) -> bool:
    """Whether a count is called like a rate: 优秀等次420人，优秀率."""
    return any(c in part.label + part.tail for c in rate_name(rate.label)[-3:-1])
