"""Rates that hardly a word binds: of all pairs of counts in sight none gives the rate, and just one comes near it.

「占会员总数31.6%的36家单位已换证。协会共有会员128家」 has no clause that a name could bind. Yet the rate is told beside one count, only one other of its unit is greater, and
the two give about what is printed: worth a look. Whatever any pair of figures in sight gives, a difference or a sum of two included, is explained and left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, permutations

from auditor.expression import expression
from auditor.model import MentionKind
from auditor.number import Interval
from auditor.record import replace
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.evident_rate import would_give
from auditor.relating.rated import Binding, can_be_divided, is_about
from auditor.relating.scope import ANOTHER_TIME
from auditor.relating.sentence import QUANTITY_SIGNS, Sentence
from auditor.relating.unit import comparable

# "去向落实率达" ",占销售总量的" "不合格率只有" "增长面为" — not "同比增长"
_RATED = expression(r"率|占|比例|比重|建\p{Han}进度|(?:增长|下降|上涨|覆盖|参与|[盈亏][利损])面")
# Another time, a plan or a bound, and rates that are of no counts
_ELSEWHERE = expression(
    rf"{ANOTHER_TIME}|增长(?!面)|增速|增幅|涨(?!面)|跌|下降(?!面)|提高|提升|上升|降低|减少|增加|利率|税率|费率|汇率|(?<![列纳]入)计划|平均|均值|预算|以上|以下|全[国省]|其余|其他|另|贡献|拉动|满意|知晓|好评|认可|产能|利用|分别|依次|[比较超由从原]"
)
_RATE = expression(r"率|比例|面|进度")
# What leaves out: the part of 不合格样品42批次 beside 合格率
_LEFT_OUT = expression(r"[不未缺漏破坏死剩欠逾拒差]")
# "36家" right behind "占⟨31.6%⟩的"
_OF = expression(r"的(?:[^,;:。()]{0,6})?")
# "占全县女学员的" beside what is told of one school
_PLACE = expression(r"全[省市县区国州镇乡村]")
_MOST = 8
_TOLD = 24
_FEWEST = 20
# Of two counts there are two pairs
_PAIR = 2
_FULL = Interval.point(100)
# "民生投入占全年支出⟨14.5亿元⟩的⟨88%⟩": between a whole and its share, and before the whole
_SHARE_OF = expression(r"的(?:比重|比例|份额)?(?:约|仅|为|达到?|是)*")
_WHO = expression(r"(?P<who>\p{Han}{2,12}?)(?:约|仅|只|已|就)?占")
# "占其所持股份的" before what its part is of all: "占公司总股本的"
_OF_HELD = expression(r"占(?:其|该股东|本人)(?:所|直接|合计|累计|及其)*持")
_OF_ALL = expression(r"占[^,;:。占]{0,8}(?:总股本|股份总数|股本总[额数])")
# What somebody holds, and no part of it that is pledged or sold
_HOLDS, _PART_HELD = expression(r"持有|持股"), expression(r"质押|冻结|标记|减持|增持|解除|拍卖|转让|变动")
_STATEMENT = expression(r"[;。]")
_IS = expression(r"(?:为|是|达到?|只有|仅|约)+")


def bind_loose_rates(sentence: Sentence, before: Sequence[Sentence], bound: Collection[int]) -> Iterator[Binding]:
    """The rates of a sentence and of those before it that start at none of the offsets `bound`, each with the only pair of counts that comes near it."""
    for earlier in ((), before) if before else ((),):
        joined = passage(sentence, earlier, asides=True)
        told = joined.sentence
        if len(told.mentions) > SURVEYED:
            return
        free = [k for k, m in enumerate(told.mentions) if m.start not in bound and _is_rate(told, k)]
        counts = [k for k, m in enumerate(told.mentions) if free and can_be_divided(told, k) and m.unit != "分" and m.value.low and m.value.low > 0]
        if not free or not 2 <= len(counts) <= _MOST:
            continue
        for rate in free:
            pairs = [(a, b) for a, b in permutations(counts, 2) if comparable(told.mentions[a], told.mentions[b])]
            # What is near is told at a tenth of the price of what fits, and is seldom there
            found = [binding for pair in pairs if (binding := _near(told, rate, *pair, alone=len(pairs) == _PAIR))]
            if len(found) != 1 or max((rate, *pairs[0])) < joined.first:
                continue
            if not any(_gives(told, rate, *pair) for pair in pairs) and not _of_three(told, rate, counts):
                yield found[0]


def bind_shares_within(sentence: Sentence, bound: Collection[int]) -> Iterator[Binding]:
    """The shares told right behind their whole whose part stands earlier under a name of its own: 投入⟨11.6亿元⟩,…,民生投入占支出⟨14.5亿元⟩的⟨88%⟩."""
    mentions = sentence.mentions
    for k in range(2, len(mentions)):
        whole, rate = mentions[k - 1], mentions[k]
        plain = rate.kind is MentionKind.PERCENT and rate.start not in bound and not (rate.hedges or rate.components)
        if not plain or not can_be_divided(sentence, k - 1) or not _SHARE_OF.fullmatch(sentence.between(k - 1, k)):
            continue
        who = _WHO.match(sentence.clause_before(k - 1))
        parts = [j for j in range(k - 1) if can_be_divided(sentence, j) and comparable(mentions[j], whole)] if who else []
        if who is None or any(_gives(sentence, k, j, k - 1) for j in parts) or _ELSEWHERE.search(who["who"]):
            continue
        shared = {j: _shared(who["who"], mentions[j].label) for j in parts}
        named = [j for j in parts if shared[j] > 1 and shared[j] == max(shared.values())]
        if len(named) == 1 and not _ELSEWHERE.search(sentence.clause_before(named[0])) and is_about(rate, mentions[named[0]], whole):
            yield Binding(rate, mentions[named[0]], ((whole,),), stated=False, by="share", supposed=True)


def _shared(one: str, other: str) -> int:
    """How long the longest piece of one text is that another has, or 0 where it is a single character."""
    return max((n for n in range(2, len(one) + 1) if any(one[i : i + n] in other for i in range(len(one) - n + 1))), default=0)


def bind_shares_of_shares(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Binding]:
    """What part of the shares that somebody holds is, of those and of all, with the share that all he holds are: 占其所持⟨40%⟩,占总股本⟨10.8%⟩ of ⟨27%⟩."""
    told = passage(sentence, before, asides=True).sentence
    rates = [k for k, m in enumerate(told.mentions) if m.kind is MentionKind.PERCENT and not (m.hedges or m.components)]
    pairs = [(a, b) for a, b in pairwise(rates) if b == a + 1 and _OF_HELD.search(told.clause_before(a)) and _OF_ALL.search(told.clause_before(b))]
    held = [told.mentions[k] for k in rates if pairs and _OF_ALL.search(told.clause_before(k)) and _is_holding(told, k)]
    for a, b in pairs:
        if len({m.value.middle for m in held}) == 1 and max(told.mentions[b].start, held[-1].start) >= sentence.offsets[0]:
            yield Binding(told.mentions[a], told.mentions[b], ((held[0],),), stated=False, by="share", supposed=True)


def _is_holding(sentence: Sentence, k: int) -> bool:
    """Whether the clauses right before a share speak of what somebody holds, and of no part of it."""
    said = _STATEMENT.split(sentence.text[: sentence.positions[k]])[-1]
    held = max((match.start() for match in _HOLDS.finditer(said)), default=-1)
    said = said[said.rfind(",", 0, held) + 1 :]
    return held >= 0 and _PART_HELD.search(said) is None and _OF_HELD.search(said) is None


def _named(sentence: Sentence, k: int) -> str:
    """The clause of a rate, with the one before it where it only says that it is: 接入率接近预期,为⟨76.3%⟩."""
    clause = sentence.clause_before(k)
    if not _IS.fullmatch(clause):
        return clause
    before = sentence.words_before(k).removesuffix(clause).rstrip(",")
    return before.rpartition(",")[2]


def _is_rate(sentence: Sentence, k: int) -> bool:
    """Whether a percentage is a rate or a share of the text's own time."""
    mention, clause = sentence.mentions[k], _named(sentence, k)
    plain = mention.kind is MentionKind.PERCENT and not (mention.hedges or mention.components or mention.quoted)
    return plain and _RATED.search(clause) is not None and _ELSEWHERE.search(clause) is None


def _gives(sentence: Sentence, rate: int, part: int, whole: int) -> bool:
    """Whether two counts give the rate, or what is left of it, or the one beside both together."""
    stated, above, below = (sentence.mentions[k].value for k in (rate, part, whole))
    given = (above / below).scaled(100)
    return stated.meets(given) or stated.meets(_FULL - given) or stated.meets((above / (above + below)).scaled(100))


def _of_three(sentence: Sentence, rate: int, counts: Sequence[int]) -> bool:
    """Whether two counts together, or what one is more than another, are the rate of a third."""
    stated = sentence.mentions[rate].value
    for a, b, c in permutations(counts, 3) if len(counts) <= _MOST - 2 else ():
        one, two, three = (sentence.mentions[k] for k in (a, b, c))
        if comparable(one, two) and comparable(two, three):
            for part in (one.value + two.value, one.value - two.value):
                if stated.meets((part / three.value).scaled(100)):
                    return True
            if stated.meets((one.value / (two.value + three.value)).scaled(100)):
                return True
    return False


def _near(sentence: Sentence, rate: int, part: int, whole: int, *, alone: bool) -> Binding | None:
    """The binding of a rate to two counts that come near it, the first of which is told beside it or called like it."""
    mentions = sentence.mentions
    stated, above, below = mentions[rate], mentions[part], mentions[whole]
    if not above.value.below(below.value) or (below.value.middle or 0) < _FEWEST:
        return None
    if not (alone or is_about(stated, above, below) or _LEFT_OUT.search(above.label)):
        return None
    # "计划上线⟨86项⟩" is what 上线率 is of
    due = f"计划{_named(sentence, rate).partition('率')[0][-2:]}"
    if any(_ELSEWHERE.search(sentence.clause_before(k).removeprefix(due)) for k in (part, whole)) or _is_spent(sentence, rate, part, whole):
        return None
    if not ((alone and _may_stand_alone(sentence, rate)) or _is_told_with(sentence, rate, part)) or _has_nearer(sentence, rate, part, whole):
        return None
    rest = not is_about(stated, above, below) and _LEFT_OUT.search(above.label) is not None and _LEFT_OUT.search(_named(sentence, rate)) is None
    counted = replace(above, value=below.value - above.value) if rest else above
    by = "name" if "率" in _named(sentence, rate) else "share"
    near = is_about(stated, counted, below) or (alone and would_give(stated, counted, below))
    return Binding(stated, above, ((below,),), stated=False, by=by, supposed=True, rest=rest) if near else None


def _may_stand_alone(sentence: Sentence, rate: int) -> bool:
    """Whether a rate that neither count is called like is of them all the same, as nothing else can be meant: a 率, and not all of it."""
    return _RATE.search(_named(sentence, rate)) is not None and not sentence.mentions[rate].value.meets(_FULL)


def _has_nearer(sentence: Sentence, rate: int, part: int, whole: int) -> bool:
    """Whether another count of their unit stands nearer to a rate than both, or the rate is of all of a place that the whole does not name."""
    mentions = sentence.mentions
    nearest = min(abs(rate - k) for k in (part, whole))
    reach = range(max(0, rate - nearest), min(len(mentions), rate + nearest + 1))
    rivals = any(k not in (part, whole) and can_be_divided(sentence, k) and comparable(mentions[k], mentions[part]) for k in reach)
    place = _PLACE.search(_named(sentence, rate))
    return rivals or bool(place and place[0] not in sentence.clause_before(whole))


def _is_spent(sentence: Sentence, rate: int, part: int, whole: int) -> bool:
    """Whether two counts give another percentage in sight, or its rest: then they are of that."""
    others = (k for k, m in enumerate(sentence.mentions) if m.kind is MentionKind.PERCENT and k != rate)
    return any(_gives(sentence, k, part, whole) for k in others)


def _is_told_with(sentence: Sentence, rate: int, part: int) -> bool:
    """Whether a count stands right before or behind a rate, no other count between, or shares two characters with its name."""
    low, high = sorted((rate, part))
    between = sentence.between(low, high)
    others = [k for k in range(low + 1, high) if can_be_divided(sentence, k)]
    beside = not others and len(between) <= _TOLD and "。" not in between and (part < rate or _OF.fullmatch(between) is not None)
    name = _named(sentence, rate)
    if beside or "占" in name:
        return beside
    words = _around(sentence, part)
    return any(name[i : i + 2] in words for i in range(len(name) - 1) if "率" not in name[i : i + 2])


def _around(sentence: Sentence, k: int) -> str:
    """The clause of a count, with what it counts behind it."""
    behind = sentence.text[sentence.positions[k] + 1 :][: _FEWEST // 2]
    ends = [behind.find(mark) for mark in (*QUANTITY_SIGNS, ",", ";", "。", "(") if mark in behind]
    return sentence.clause_before(k) + behind[: min(ends, default=len(behind))]
