"""Rates bound because nothing else can be meant: the only pair of counts in sight, and no other rate that it gives.

「适用率达到87.4%。年内审结1260人，其中从宽处理的1140人。」 The rate's word stands in neither count. Yet the text says that one of the two is a part of the other, no third
figure of their unit is near, and the rate is about what they give: worth a look where it is not quite that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import MentionKind
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.evident_rate import OPINION, would_give
from auditor.relating.narrowing import is_narrowed
from auditor.relating.rate_name import family_of, is_listed, told_name
from auditor.relating.rated import Binding, can_be_divided, follows, is_about
from auditor.relating.scope import ANOTHER_TIME, names_its_own
from auditor.relating.sentence import RATES, Sentence
from auditor.relating.unit import comparable
from auditor.relating.whole import TOTAL_WORD

# Another time, a plan or a bound: what is said of it is not said of the counts beside it
_ELSEWHERE = expression(
    rf"{ANOTHER_TIME}|增长率|增速|增幅|下降率|利率|税率|费率|汇率|增长|下降|提高了|(?<![列纳]入)计划(?!应|共?安排)|平均|以上|以下|全国|其余|其他|另"
)
# "其中法院采纳的⟨⟩" "编码无误的有⟨⟩" "实际发出⟨⟩": a part of what stands before it
_PART = expression(r"其中|(?:的|者)(?:有|为|达|共)*$|^(?:现?已|实际|实|共?有)\p{Han}|中[,有]?")
# "其中评价为“满意”的", what is quoted too
_CLAUSE = expression(r"(?r)[^,;:。()\ue000-\uf8ff]*")
_BEHIND = expression(r"[^,;:。()\ue000-\uf8ff]{0,8}")
# "诉前化解比例为" — not "占比", which is of what stands before it
_PROPORTION = expression(r"(?P<name>\p{Han}{2,8}比)例(?:约|为|达|达到|是|仅)*$")
_FEWEST = 20
_HEAD = 4
_MOST_PAIRS = 6
_SENTENCES = 2


def bind_lone_rates(sentence: Sentence, before: Sequence[Sentence], found: Sequence[Binding], lexicon: Lexicon) -> Iterator[Binding]:
    """The rates of a sentence, and of the two before it, that none of `found` binds, each with the only pair of counts in sight."""
    if len(sentence.mentions) > SURVEYED or not any(can_be_divided(sentence, k) or m.kind in RATES for k, m in enumerate(sentence.mentions)):
        return
    bound = {binding.rate.start for binding in found}
    # What is bound needs no pair
    if not any(m.kind in RATES and m.start not in bound for told in (*before[-_SENTENCES:], sentence) for m in told.mentions):
        return
    for joined in [passage(sentence, earlier, asides=True) for earlier in (before[-_SENTENCES:], ()) if before or not earlier]:
        explained = list(_explained(joined.sentence, bound, sentence.offsets[0]))
        yield from explained
        bound |= {binding.rate.start for binding in explained}
    spent = [binding for binding in found if not binding.narrowed]
    wholes, parts = {m.start for binding in spent for m in binding.wholes[0]}, {binding.part.start for binding in spent}
    for joined in [passage(sentence, earlier, asides=True) for earlier in ((), before[-_SENTENCES:]) if before or not earlier]:
        mentions = joined.sentence.mentions
        pairs = list(_pairs(joined.sentence, wholes, parts))
        rates = [k for k, m in enumerate(mentions) if m.start not in bound and m.kind in RATES] if pairs else []
        bindings = [
            (k, pair) for k in rates for pair in pairs if _is_next(joined.sentence, k, pair) and _may_be_of(joined.sentence, k, pair, lexicon)
        ]
        if len(bindings) == 1:
            order, (whole, part) = bindings[0]
            if mentions[order].start >= sentence.offsets[0] or mentions[part].start >= sentence.offsets[0]:
                yield Binding(mentions[order], mentions[part], ((mentions[whole],),), stated=False, by="name", supposed=True)
                return


def _explained(sentence: Sentence, bound: Collection[int], start: int) -> Iterator[Binding]:
    """The rates behind the offset `start` with their part right behind in brackets: 测试的1250人。优良率45.0%（优良563人）."""
    for order, rate in enumerate(sentence.mentions[:-1]):
        part, name = sentence.mentions[order + 1], told_name(sentence, order)
        own = rate.start >= start and rate.start not in bound and rate.kind is MentionKind.PERCENT and not (rate.hedges or rate.components)
        if not (own and name and follows(sentence, order, order + 1) and can_be_divided(sentence, order + 1)):
            continue
        alone = order + 2 == len(sentence.mentions) or sentence.groups[order + 2] != sentence.groups[order + 1]
        if not (alone and any(part.label[i : i + 2] in name[:-1] for i in range(len(part.label) - 1))):
            continue
        wholes = [k for k in range(order) if can_be_divided(sentence, k) and comparable(sentence.mentions[k], part)]
        wholes = [k for k in reversed(wholes) if not (sentence.groups[k] or _ELSEWHERE.search(sentence.clause_before(k)))]
        fitting = tuple((m,) for k in wholes if not (m := sentence.mentions[k]).value.below(part.value) and m.value.low)
        about = any(is_about(rate, part, whole) for (whole,) in fitting)
        clause = sentence.clause_before(order)
        if about and not _ELSEWHERE.search(clause) and not names_its_own(clause):
            yield Binding(rate, part, fitting[:_MOST_PAIRS], stated=False, by="name", supposed=len(fitting) > 1)


def _pairs(sentence: Sentence, wholes: Collection[int], parts: Collection[int]) -> Iterator[tuple[int, int]]:
    """The counts of one unit of which the first may be the whole and the second its part; none where there are too many.

    What is the whole or the part of another rate, at the offsets `wholes` and `parts`, is neither; but the part of one is the whole of the next:
    of 收回 those that are 满意.
    """
    counts = [k for k, m in enumerate(sentence.mentions) if can_be_divided(sentence, k) and m.value.low]
    pairs = [(a, b) for a, b in combinations(counts, 2) if comparable(sentence.mentions[a], sentence.mentions[b])]
    for whole, part in (_whole_first(sentence, *pair) for pair in (pairs if len(pairs) <= _MOST_PAIRS else ())):
        sizes = [sentence.mentions[k].value for k in (whole, part)]
        elsewhere = any(_ELSEWHERE.search(sentence.clause_before(k)) or sentence.mentions[k].start in wholes for k in (whole, part))
        if not elsewhere and sentence.mentions[part].start not in parts and not sizes[0].below(sizes[1]) and (sizes[0].middle or 0) >= _FEWEST:
            yield whole, part


def _whole_first(sentence: Sentence, first: int, second: int) -> tuple[int, int]:
    """Two counts in their order, or, where the second says that it is the total, in the other: 漏损水量126万立方米,供水总量1400万立方米."""
    one, other = sentence.mentions[first], sentence.mentions[second]
    return (second, first) if one.value.below(other.value) and TOTAL_WORD.search(other.label) else (first, second)


def _is_next(sentence: Sentence, order: int, pair: tuple[int, int]) -> bool:
    """Whether a rate stands before both counts or behind both, and no third one of their unit in between."""
    low, high = sorted(pair)
    between = range(high + 1, order) if order > high else range(order + 1, low)
    mentions = sentence.mentions
    outside = not low < order < high and not is_listed(sentence, order)
    return outside and not any(can_be_divided(sentence, k) and comparable(mentions[k], mentions[pair[0]]) for k in between)


def _may_be_of(sentence: Sentence, order: int, pair: tuple[int, int], lexicon: Lexicon) -> bool:
    """Whether a percentage is a rate that two counts may give, the second of which is said to be a part or is called like the rate."""
    rate, clause = sentence.mentions[order], sentence.clause_before(order)
    proportion = _PROPORTION.search(clause)
    name = told_name(sentence, order) or (proportion["name"] if proportion else "")
    if rate.hedges or rate.components or rate.quoted or not name or _ELSEWHERE.search(clause):
        return False
    whole, part = (sentence.mentions[k] for k in pair)
    if not (is_about(rate, part, whole) or would_give(rate, part, whole)):
        return False
    family = family_of(name, lexicon)
    behind = order > max(pair)
    # 公办学校就读比例 of 在公办学校就读的11160人: the part says the place too
    elsewhere = behind and names_its_own(clause) and name[:_HEAD] not in sentence.clause_before(pair[1])
    alien = is_narrowed(sentence.text, name, lexicon, sorts=behind) or elsewhere
    return not alien and _is_told(sentence, pair[1], name, lexicon, twice=family is not None and family.may_exceed)


def _is_told(sentence: Sentence, part: int, name: str, lexicon: Lexicon, *, twice: bool) -> bool:
    """Whether a count says that it is a part, or has a character of the rate's name; of what people think only the latter will do, or `twice` as many."""
    match = _CLAUSE.search(sentence.text, 0, sentence.positions[part])
    said = match[0] if match else ""
    behind = _BEHIND.match(sentence.text, sentence.positions[part] + 1)
    words = said + (behind[0] if behind else "")
    for word in lexicon.words.get("rate-frames", ()):
        name = name.replace(word, "")
    if twice:
        return any(name[i : i + 2] in words for i in range(len(name) - 2))
    return any(c in words for c in name[:-1]) or bool(_PART.search(said) and not OPINION.search(name))
