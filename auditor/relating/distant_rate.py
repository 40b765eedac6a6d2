"""Rates bound to counts of earlier sentences.

「参加考试5842人，上线3619人，其中女生1246人。上线率61.9%。」

In one sentence nearness helps to say what a rate divides. Farther off only the words do: the rate's name must say no more than the counts, no
second figure of the same kind may stand in between, no two other figures may give the rate, and it must lie near what the counts give.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import permutations

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import AMOUNTS, Mention
from auditor.number import within
from auditor.record import replace
from auditor.relating.discourse import SURVEYED, Passage, passage
from auditor.relating.naming import bind_rate
from auditor.relating.narrowing import told_base
from auditor.relating.rate_name import rate_name
from auditor.relating.rated import SCALES, Binding, can_be_divided
from auditor.relating.scope import ANOTHER_TIME, parted
from auditor.relating.sentence import Sentence
from auditor.relating.share import is_counted_by, is_said_to_be
from auditor.relating.unit import comparable

# Another time, plan or average than that of the counts beside it: "上年参保率" "计划" — not "今年"
_ELSEWHERE = expression(rf"{ANOTHER_TIME}|计划|平均|全国|以来|其他|其余|另")
# "占全部刑事案件的" "占党员的比重为" — not "占"
_SHARE = expression(
    r"^(?:约|仅|只)?占(?:全部|全县|全市|全区|全省|所有|各类|总)?(?P<of>[^,;:。“”()占]{2,12}?)(?:的|比重|比例|的比重|的比例)(?:约|为|达|达到)*$"
)
# ",占比" of "1163家公司盈利,占比" — not "外资占比"
_BARE = expression(r"^(?:其中)?(?:约|仅|只)?(?:占|占比|占到)(?:约|为|达|达到|仅)*$")
# A year that begins behind the whole is another's: "营业收入12亿元。2023年研发投入"
_YEAR = expression(r"(?:19|20)\d\d年")
_NOUN = 2
_NEAR = 2
_PAIR = 2
# Says how widely it speaks, not of what: 全 of 全村参保率
_WIDE = frozenset("全总本我各该的均率")


def bind_rates_back(sentence: Sentence, before: Sequence[Sentence], bound: Collection[int], lexicon: Lexicon) -> Iterator[Binding]:
    """The rates of a sentence that start at none of the offsets `bound`, with their counts in the sentences, or behind the semicolons, before."""
    free = [m.start for m in sentence.mentions if m.kind in SCALES and not m.quoted and not m.components and m.start not in bound]
    if not free or len(sentence.mentions) > SURVEYED or not (before or "占" in sentence.text):
        return
    passages = [passage(sentence, before), passage(sentence, before, asides=True)]
    for start in free:
        yield from list(filter(None, (_bind(whole, start, lexicon) for whole in passages)))[:1]


def bind_rates_ahead(sentence: Sentence, before: Sequence[Sentence], bound: Collection[int], lexicon: Lexicon) -> Iterator[Binding]:
    """The rates of the sentence before, that start at none of the offsets `bound`, with their counts in this one: 处置率为92%。共收到线索400条，已处置368条."""
    if not before or len(sentence.mentions) > SURVEYED or sum(can_be_divided(sentence, k) for k in range(len(sentence.mentions))) < _PAIR:
        return
    named = {m.start for m in before[-1].mentions if m.kind in SCALES and rate_name(m.label).endswith("率") and m.start not in bound}
    if not named:
        return
    joined = passage(sentence, before[-1:])
    ahead = joined.sentence.mentions[: joined.first]
    for order, rate in enumerate(ahead):
        if rate.start in named and not any(m.kind in AMOUNTS for m in ahead):
            found = _by_name(joined, order, lexicon, ahead=True)
            if found is not None:
                yield found


def _bind(joined: Passage, start: int, lexicon: Lexicon) -> Binding | None:
    order = next((k for k, m in enumerate(joined.sentence.mentions) if m.start == start), None)
    if order is None:
        return None
    return _by_name(joined, order, lexicon) if rate_name(joined.sentence.mentions[order].label) else _by_share(joined, order)


def _by_name(joined: Passage, order: int, lexicon: Lexicon, *, ahead: bool = False) -> Binding | None:
    """The rate at an ordinal of the closing sentence with its counts in the sentences before it, or, `ahead` of them, the other way round."""
    sentence, rate = joined.sentence, joined.sentence.mentions[order]
    binding = bind_rate(sentence, order, lexicon)
    far = binding is not None and (ahead or min(binding.part.start, binding.wholes[0][0].start) < sentence.mentions[joined.first].start)
    if binding is None or not far:
        return None
    if binding.rest:
        return None if _has_rival(joined, order, binding) else binding
    base = told_base(sentence, order)
    told = base and is_said_to_be(base, binding.wholes[0][0].label)
    if base and not told and any(is_said_to_be(base, m.label) for m in joined.aside):
        return None
    if told or any(_gives(rate, binding.part, *whole) for whole in binding.wholes):
        return replace(binding, stated=binding.stated and not told)
    wholes = [whole for whole in binding.wholes if len(whole) > 1 or _near(rate, binding.part, whole[0])]
    binding = replace(binding, wholes=tuple(wholes), stated=False)
    if (
        sum(len(whole) == 1 for whole in wholes) != 1
        or not _says_the_same(sentence, order, binding, lexicon, ahead=ahead)
        or _has_rival(joined, order, binding)
    ):
        return None
    return binding


def _by_share(joined: Passage, order: int) -> Binding | None:
    """占全部刑事案件的39.7%: a share whose whole is named and stands in an earlier sentence, once."""
    sentence = joined.sentence
    match = _SHARE.search(sentence.clause_before(order).strip())
    of = match["of"] if match else ""
    part = order - 1
    if not of:
        return _by_noun(joined, order)
    if part < joined.first or not can_be_divided(sentence, part) or sentence.groups[part] != sentence.groups[order]:
        return None
    named = [
        k
        for k in range(part)
        if can_be_divided(sentence, k)
        and comparable(sentence.mentions[k], sentence.mentions[part])
        and (is_said_to_be(of, sentence.mentions[k].label) or is_counted_by(of, sentence.mentions[k].label))
        and not _ELSEWHERE.search(sentence.clause_before(k))
        and not (_YEAR.search(sentence.mentions[part].period or "") and sentence.mentions[k].period != sentence.mentions[part].period)
    ]
    if len(named) != 1 or _ELSEWHERE.search(sentence.clause_before(part)) or parted(*((sentence.clause_before(k),) for k in (named[0], part))):
        return None
    whole = sentence.mentions[named[0]]
    near = _near(sentence.mentions[order], sentence.mentions[part], whole)
    return Binding(sentence.mentions[order], sentence.mentions[part], ((whole,),), stated=False, by="share") if near else None


def _by_noun(joined: Passage, order: int) -> Binding | None:
    """1163家公司盈利，占比72.1%: a share of nothing named, whose part counts what one figure of an earlier sentence counts (1614家上市公司)."""
    sentence, part = joined.sentence, order - 1
    if part < joined.first or not _BARE.search(sentence.clause_before(order).strip()) or not can_be_divided(sentence, part):
        return None
    rate, counted = sentence.mentions[order], sentence.mentions[part]
    noun = counted.tail[:_NOUN]
    named = [
        mention
        for k, mention in enumerate(sentence.mentions[:part])
        if can_be_divided(sentence, k) and comparable(mention, counted) and noun in mention.tail and not _ELSEWHERE.search(sentence.clause_before(k))
    ]
    alone = len(noun) == _NOUN and len({mention.value.middle for mention in named}) == 1 and sentence.groups[part] == sentence.groups[order]
    if not alone or _ELSEWHERE.search(sentence.clause_before(part)) or not _near(rate, counted, named[-1]) or named[-1].value.below(counted.value):
        return None
    return Binding(rate, counted, ((named[-1],),), stated=False, by="share", supposed=not _gives(rate, counted, named[-1]))


def _gives(rate: Mention, part: Mention, whole: Mention, *further: Mention) -> bool:
    """Whether counts give the printed rate, those of the denominator added up."""
    total = sum((mention.value for mention in further), whole.value)
    return bool(total.low and total.low > 0) and rate.value.meets((part.value / total).scaled(SCALES[rate.kind]))


def _near(rate: Mention, part: Mention, whole: Mention) -> bool:
    """Whether the rate is about what the counts give: figures that have nothing to do with it seldom do."""
    stated, above, below = rate.value.middle, part.value.middle, whole.value.middle
    return stated is not None and above is not None and below is not None and within(above * SCALES[rate.kind], stated * below, _NEAR)


def _says_the_same(sentence: Sentence, order: int, binding: Binding, lexicon: Lexicon, *, ahead: bool) -> bool:
    """Whether the rate's name says nothing that the text before it does not, and none of the three is of another time or place."""
    name = rate_name(sentence.mentions[order].label)
    for word in sorted((*lexicon.words.get("rate-frames", ()), *lexicon.words.get("plain-verbs", ())), key=len, reverse=True):
        name = name.replace(word, "")
    clause = sentence.clause_before(order)
    start = sentence.positions[order] - len(clause)
    before = sentence.text[:start] + (sentence.text[sentence.positions[order] :] if ahead else "")
    bound = [k for k, m in enumerate(sentence.mentions) if m is binding.part or m is binding.wholes[0][0]]
    elsewhere = any(_ELSEWHERE.search(sentence.clause_before(k)) for k in (*bound, order))
    return not elsewhere and all(c in before or c in _WIDE for c in name)


def _has_rival(joined: Passage, order: int, binding: Binding) -> bool:
    """Whether other figures may be meant: of the same kind in the rate's own sentence, or two that give the rate."""
    sentence, rate = joined.sentence, binding.rate
    bound = (binding.part, binding.wholes[0][0])
    own = [sentence.mentions[k] for k in range(joined.first, order) if can_be_divided(sentence, k)]
    if any(m not in bound and comparable(m, binding.part) for m in own):
        return True
    counts = [m for m in (*sentence.mentions, *joined.aside) if m.kind is binding.part.kind and not m.components and m.unit]
    return any(_gives(rate, a, b) for a, b in permutations(counts, 2))
