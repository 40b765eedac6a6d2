"""Rates bound by their figures: what no name binds, the arithmetic does.

「毕业生共1356名，已落实去向1221名，去向落实率达91.04%。」 names nothing that the counts say. Yet one pair of the few counts beside it gives the printed
rate, or would with one digit of the rate mended (90.04%): chance does that for one rate in fifty. Only rates of three digits and more are bound so,
only where a single pair does it, and never for sure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import permutations

from auditor.expression import expression
from auditor.misprint import slips
from auditor.model import Mention, MentionKind
from auditor.number import decimal_text
from auditor.relating.discourse import SURVEYED, Passage, passage
from auditor.relating.rated import Binding, can_be_divided
from auditor.relating.scope import names_its_own
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable

# "去向落实率达" "阴性占比为" ",占" — not "增长率", "同比增长" or "利率"
_RATED = expression(r"(?:率|占|占比|比例|比重)(?:为|达|达到|约|仅|均|提高到|上升到|是)*$")
_NO_RATE = expression(r"增长率|增速|增幅|下降率|利率|税率|费率|汇率|增长|下降|提高了|上年|去年|同期|计划|目标|力争|平均|以上|以下")
_FEWEST_DIGITS = 3
# With more counts in sight one of their many pairs fits by chance
_MOST_COUNTS = 5


def bind_rates_by_figures(sentence: Sentence, before: Sequence[Sentence], bound: Collection[int]) -> Iterator[Binding]:
    """The rates of a sentence that start at none of the offsets `bound`, each with the one pair of counts in sight that gives or nearly gives it."""
    free = [m.start for k, m in enumerate(sentence.mentions) if m.start not in bound and _is_rate(sentence, k)]
    if not free or len(sentence.mentions) > SURVEYED:
        return
    near, far = passage(sentence, ()), passage(sentence, before)
    for start in free:
        found = _bind(near, start) or (_bind(far, start) if before else None)
        if found is not None:
            yield found


def _is_rate(sentence: Sentence, k: int) -> bool:
    mention, clause = sentence.mentions[k], sentence.clause_before(k)
    plain = mention.kind is MentionKind.PERCENT and not (mention.hedges or mention.components or mention.quoted)
    told = len(mention.digits.replace(".", "").strip("0")) >= _FEWEST_DIGITS
    return plain and told and bool(_RATED.search(clause)) and not _NO_RATE.search(clause)


def _bind(joined: Passage, start: int) -> Binding | None:
    """The pair of counts for a rate; None where no pair, or more than one, gives it."""
    sentence = joined.sentence
    rate = next((m for m in sentence.mentions if m.start == start), None)
    counts = [m for k, m in enumerate(sentence.mentions) if can_be_divided(sentence, k) and m.value.low]
    pairs = [(a, b) for a, b in permutations(counts, 2) if comparable(a, b) and (b.value.middle or 0) >= (a.value.middle or 0) > 0]
    if rate is None or len(counts) > _MOST_COUNTS:
        return None
    fitting = [pair for pair in pairs if _gives(rate, *pair)]
    if not fitting and not names_its_own(sentence.clause_before(sentence.mentions.index(rate))):
        fitting = [pair for pair in pairs if _would_give(rate, *pair) and _are_the_matter(joined, pair)]
    return Binding(rate, fitting[0][0], ((fitting[0][1],),), stated=False, by="name") if len(fitting) == 1 else None


def _are_the_matter(joined: Passage, pair: tuple[Mention, Mention]) -> bool:
    """Whether two counts are of the text's own time and plan, and no other count stands in the sentence of the rate that looks back to them."""
    sentence = joined.sentence
    own = [m for k, m in enumerate(sentence.mentions) if k >= joined.first and can_be_divided(sentence, k)]
    rivals = any(m not in pair and comparable(m, pair[0]) for m in own)
    return not rivals and not any(_NO_RATE.search(sentence.clause_before(k)) for k, m in enumerate(sentence.mentions) if m in pair)


def _gives(rate: Mention, part: Mention, whole: Mention) -> bool:
    return bool(whole.value.low and whole.value.low > 0) and rate.value.meets((part.value / whole.value).scaled(100))


def _would_give(rate: Mention, part: Mention, whole: Mention) -> bool:
    """Whether the rate, rounded as printed, is one slip from what the counts give."""
    above, below = part.value.middle, whole.value.middle
    if not above or not below or part.value.width != 0 or whole.value.width != 0:
        return False
    places = len(rate.digits.partition(".")[2])
    return decimal_text(above / below * 100, places) in set(slips(rate.digits))
