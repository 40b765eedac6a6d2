"""Rates bound by their figures: what no name binds, the arithmetic does.

「毕业生共1356名，已落实去向1221名，去向落实率达91.04%。」 names nothing that the counts say. Yet one pair of the few counts beside it gives the printed
rate, or would with one digit of the rate mended (90.04%): chance does that for one rate in fifty. Only rates of three digits and more are bound so,
only where a single pair does it, and never for sure. What is farther off is for `lone_rate`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from auditor.expression import expression
from auditor.misprint import slips, swapped
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.number import decimal_text, printed_interval
from auditor.relating.discourse import SURVEYED, Passage, passage
from auditor.relating.narrowing import is_of_a_lot
from auditor.relating.rated import SCALES, Binding, can_be_divided
from auditor.relating.scope import names_its_own
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable

# "去向落实率达" "阴性占比为" ",占" "增长面为" — not "增长率", "同比增长" or "利率"
_RATED = expression(r"(?:率|占|占比|比例|比重|(?:增长|下降|上涨|覆盖|参与|[盈亏][利损])面)(?:为|达|达到|约|仅|均|提高到|上升到|是)*$")
_NO_RATE = expression(
    r"(?:里程|产能|设备|运力)利用率|负荷率|增长率|增速|增幅|下降率|利率|税率|费率|汇率|增长(?!面)|下降(?!面)|提高了|上年|去年|同期|计划|目标|力争|平均|以上|以下"
)
# "由79.4%提高到⟨⟩" and what stands before the value it comes from: "数字化率由年初的⟨⟩"
_RISEN = expression(r"(?:提高|上升|提升|增长|增加|下降|降低|回落)?(?:到|至|为)(?:了|约|目前的|年底的)?")
_ONCE = expression(r"[由从](?:年初|上年|去年|上年末|年初的|上年的|去年的|上年末的|去年底的|\d{4}年的?)?$")
# What is asked of people is seldom asked of those that the counts are of
OPINION = expression(r"满意|知晓|好评|认可|支持|安全感|获得感")
# "、报废率" between two of a row of rates, which seldom are of the counts before them all — not ",报废率"
_NEXT_RATE = expression(r"、\p{Han}{2,10}率")
# "音体美教师占比" is of others than 交流轮岗教师 told behind it
_WHO = expression(r"^(?P<who>\p{Han}{3,})占比?(?:为|达到?|约|仅)*$")
# What came in is no part of what was done: 新收2874件 of 审结2901件
_TAKEN_IN = expression(r"新收|受理|收案|收到|接[收到]|立案")
_FEWEST_DIGITS, _ALL = 3, 100
_SWAPPED = 2
# With more counts in sight one of their many pairs fits by chance
_MOST_COUNTS = 5
# Out of fewer than these a rate that has nothing to do with them may be near what they give
_FEWEST = 20


def bind_rates_by_figures(sentence: Sentence, before: Sequence[Sentence], found: Sequence[Binding]) -> Iterator[Binding]:
    """The rates of a sentence that none of `found` binds, each with the one pair of counts in sight that gives or nearly gives it."""
    bound = {binding.rate.start for binding in found}
    free = [m.start for k, m in enumerate(sentence.mentions) if m.start not in bound and _is_rate(sentence, k)]
    if not free or len(sentence.mentions) > SURVEYED:
        return
    near, far, whole = passage(sentence, ()), passage(sentence, before), passage(sentence, (), asides=True)
    passages = (near, far, whole) if before else (near, whole)
    for start in free:
        # What one passage gives is no slip in another
        tried = (_bind(joined, start, slipped=slipped) for slipped in (False, True) for joined in passages)
        yield from list(filter(None, tried))[:1]


def _is_rate(sentence: Sentence, k: int) -> bool:
    """Whether a percentage is called a rate; one that it was brought to is called what it was brought from."""
    mention, clause = sentence.mentions[k], sentence.clause_before(k)
    risen = k and sentence.mentions[k - 1].kind is MentionKind.PERCENT and _RISEN.fullmatch(sentence.between(k - 1, k))
    clause = _ONCE.sub("", sentence.clause_before(k - 1)) if risen else clause
    plain = mention.kind is MentionKind.PERCENT and not (mention.hedges or mention.components or mention.quoted)
    return plain and bool(_RATED.search(clause)) and not _NO_RATE.search(clause)


def _bind(joined: Passage, start: int, *, slipped: bool) -> Binding | None:
    """The pair of counts for a rate; None where no pair, or more than one, gives it, or, where a digit `slipped`, would give it."""
    sentence = joined.sentence
    rate = next((m for m in sentence.mentions if m.start == start and len(m.digits.replace(".", "").lstrip("0")) >= _FEWEST_DIGITS), None)
    if rate is None:
        return None
    counts = [m for k, m in enumerate(sentence.mentions) if can_be_divided(sentence, k) and m.value.low]
    pairs = [(a, b) for a, b in permutations(counts, 2) if comparable(a, b) and (b.value.middle or 0) >= (a.value.middle or 0) > 0]
    members = {m.start for pair in pairs for m in pair}
    if len(members) > _MOST_COUNTS:
        return None
    fitting = [pair for pair in pairs if _gives(rate, *pair)]
    if slipped and not fitting and not names_its_own(sentence.clause_before(sentence.mentions.index(rate))):
        fitting = [pair for pair in pairs if would_give(rate, *pair) and _are_the_matter(joined, pair) and _is_asked_of(sentence, rate, *pair)]
    alone = len(fitting) == 1 and not _is_told(sentence, rate, *fitting[0])
    return Binding(rate, fitting[0][0], ((fitting[0][1],),), stated=False, by="name") if alone else None


def _are_the_matter(joined: Passage, pair: tuple[Mention, Mention]) -> bool:
    """Whether two counts are of the text's own time and plan, and no other count stands in the sentence of the rate that looks back to them."""
    sentence = joined.sentence
    own = [m for k, m in enumerate(sentence.mentions) if k >= joined.first and can_be_divided(sentence, k)]
    rivals = any(m not in pair and comparable(m, pair[0]) for m in own)
    of_a_lot = is_of_a_lot(sentence.clause_before(sentence.mentions.index(pair[0])), pair[1])
    came_in = _TAKEN_IN.search(pair[0].label) and not _TAKEN_IN.search(pair[1].label)
    return not (rivals or of_a_lot or came_in) and not any(
        _NO_RATE.search(sentence.clause_before(k)) for k, m in enumerate(sentence.mentions) if m in pair
    )


def _is_asked_of(sentence: Sentence, rate: Mention, part: Mention, whole: Mention) -> bool:
    """Whether a rate is no opinion, or one that the counts speak of too, and no other count is called like it: 满意率 is of no case that was 转派.

    应到45人,实到41人,同意39票,同意率⟨⟩ is of those who came.
    """
    clause = sentence.clause_before(sentence.mentions.index(rate))
    asked, head = OPINION.search(clause), clause.partition("率")[0][-2:]
    others = any(head in m.label for m in sentence.mentions if m.kind in AMOUNTS and m is not part)
    listed = any(m.kind is rate.kind and _NEXT_RATE.fullmatch(words) for m, words in _beside(sentence, rate))
    who = _WHO.search(clause)
    if who is not None and part.start > rate.start and who["who"][:2] not in f"{part.label}{part.tail}":
        return False
    return (
        not listed and not (others and head not in part.label) and (asked is None or any(OPINION.search(f"{m.label}{m.tail}") for m in (part, whole)))
    )


def _is_told(sentence: Sentence, rate: Mention, part: Mention, whole: Mention) -> bool:
    """Whether another rate is that of the two counts, the other way round: 造林⟨4.6万亩⟩,为计划⟨4万亩⟩的⟨115.0%⟩,成活率⟨⟩."""
    others = [m for m in sentence.mentions if m.kind is rate.kind and m is not rate]
    return any(_gives(other, whole, part) for other in others)


def _beside(sentence: Sentence, rate: Mention) -> Iterator[tuple[Mention, str]]:
    """What stands before and behind a rate, each with the words between."""
    k = sentence.mentions.index(rate)
    for low in (low for low in (k - 1, k) if 0 <= low < len(sentence.mentions) - 1):
        yield sentence.mentions[low + (low == k)], sentence.between(low, low + 1)


def _gives(rate: Mention, part: Mention, whole: Mention) -> bool:
    return bool(whole.value.low and whole.value.low > 0) and rate.value.meets((part.value / whole.value).scaled(100))


def would_give(rate: Mention, part: Mention, whole: Mention) -> bool:
    """Whether the rate, rounded as printed, is one slip from what the counts give."""
    above, below = part.value.middle, whole.value.middle
    # All of a thing is seldom a slip for a tenth of it
    telling = len(rate.digits.replace(".", "").lstrip("0")) >= _FEWEST_DIGITS and rate.value.middle != _ALL
    if not telling or not above or not below or below < _FEWEST:
        return False
    if part.value.is_point and whole.value.is_point:
        printed = decimal_text(above / below * SCALES.get(rate.kind, 100), len(rate.digits.partition(".")[2]))
        # 60.0 is no slip for 0.0
        return bool(printed.strip("0.")) and _may_be_slip(printed, rate.digits) and printed in set(slips(rate.digits))
    given = (part.value / whole.value).scaled(SCALES.get(rate.kind, 100))
    if given.width is None or given.width > 1:
        return False
    # Rounded counts leave several rates: then they must be fine enough, and two digits of the rate have changed places
    fine = all(len(m.digits.replace(".", "").strip("0")) >= _FEWEST_DIGITS for m in (part, whole)) and rate.digits.replace(".", "").isdecimal()
    return fine and any(printed_interval(digits, Fraction(1)).meets(given) for digits in swapped(rate.digits))


def _may_be_slip(one: str, other: str) -> bool:
    """Whether two numerals are of about one length and not different throughout: quickly told of most that are no slips of each other."""
    return abs(len(one) - len(other)) == 1 or (len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= _SWAPPED)
