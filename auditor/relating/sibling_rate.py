"""Rates bound by their siblings: 及格1596人，及格率95%；优秀420人，优秀率25% divide by the same whole.

Where one rate of a passage is proven by its counts, the next count with a rate right behind it is another part of the whole that the first one has, or
a part of the first one's part: 隐患875处，隐患率7%，已整改840处，整改率96%.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.lexicon import Lexicon
from auditor.model import Mention, MentionKind
from auditor.relating.naming import rate_name
from auditor.relating.narrowing import is_narrowed
from auditor.relating.rated import Binding, can_be_divided, is_about
from auditor.relating.scope import names_its_own
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable


def bind_siblings(sentence: Sentence, before: Sequence[Sentence], found: Sequence[Binding], lexicon: Lexicon) -> Iterator[Binding]:
    """The rates of a sentence that none of `found` binds, with the count before them and the whole of the proven rate before that."""
    bound = {binding.rate.start for binding in found}
    seen = {mention.start for part in (*before, sentence) for mention in part.mentions}
    proven = [(b, whole) for b in found if b.rate.start in seen and not b.rest and (whole := _proven(b)) is not None]
    for order, rate in enumerate(sentence.mentions if proven else ()):
        part = sentence.mentions[order - 1] if order and rate.kind is MentionKind.PERCENT and rate.start not in bound else None
        if part is None or not _follows(sentence, order, lexicon):
            continue
        earlier = [m for b, whole in proven if b.rate.start < part.start for m in (b.part, whole) if comparable(m, part) and m.value.low]
        wholes = [m for m in earlier if not m.value.below(part.value)]
        about = [m for m in wholes if is_about(rate, part, m)] or wholes[-1:]
        named = _is_named(sentence, order)
        sibling = Binding(rate, part, tuple((m,) for m in about), stated=False, by="name", supposed=not named)
        if about and (is_about(rate, part, about[0]) or (named and sibling.is_near((about[0],)))):
            yield sibling


def _proven(binding: Binding) -> Mention | None:
    """The whole that with its part gives the printed rate."""
    fitting = (whole[0] for whole in binding.wholes if len(whole) == 1 and whole[0].value.low)
    return next((m for m in fitting if binding.rate.value.meets((binding.part.value / m.value).scaled(100))), None)


def _follows(sentence: Sentence, order: int, lexicon: Lexicon) -> bool:
    """Whether a named rate stands in the clause right behind a count."""
    name, between = rate_name(sentence.mentions[order].label), sentence.between(order - 1, order)
    apart = between.count(",") != 1 or any(mark in between for mark in ";。:") or sentence.groups[order] != sentence.groups[order - 1]
    own = names_its_own(sentence.clause_before(order)) or is_narrowed(sentence.text, name, lexicon)
    return name.endswith("率") and not apart and not own and can_be_divided(sentence, order - 1)


def _is_named(sentence: Sentence, order: int) -> bool:
    """Whether the count before a rate is called like it: 优秀等次420人，优秀率."""
    part = sentence.mentions[order - 1]
    return any(c in part.label + part.tail for c in rate_name(sentence.mentions[order].label)[-3:-1])
