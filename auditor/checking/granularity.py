"""Some whole k gives the printed rate: k ÷ n for a stated n, or last year's whole count for a growth rate."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from auditor.errors import NumberError
from auditor.expression import expression, says
from auditor.lexicon import Lexicon
from auditor.meaning import Pattern, Said, Some
from auditor.model import Member, Mention, MentionKind, Outcome, Severity, Verdict
from auditor.number import Interval, decimal_text
from auditor.record import record, replace
from auditor.relating import Context, Sentence
from auditor.relating.discourse import passage
from auditor.relating.known import known
from auditor.relating.level import is_change
from auditor.relating.template import Bound, Role, Template, awake
from auditor.rule import STRICT, Rule

if TYPE_CHECKING:
    from auditor.relating.template_faults import Fault

_ROLES = {"count": Role(kind=(MentionKind.COUNT,), exact=True), "rate": Role(kind=(MentionKind.PERCENT,), exact=True)}
# A count is whole if it has no scale word: "3691件" — not "3.7万件"
_EARLIER = expression(r"上年|去年|同期|上期|上月|前年")
# "优良的占" "优良等次的行政村占" "优秀案卷占比" — not "的金额和人数占"
_SHARED = expression(r"(?P<of>的)?(?P<what>[^的占\ue000-\uf8ff]{0,8})占(?P<ratio>比)?(?:为|约为|达到?|是|约)?$")
# One sheet is one person's: 收回问卷⟨32份⟩,表示满意的群众占
_SHEETS = expression(r"[问答]卷|(?:测评|调查|评议|登记)表")
# Those who are asked, of whom there are many in each place: "学生满意率" — not "企业满意率"
_VOICES = expression(r"(?:学生|家长|师生|教师|群众|居民|村民|职工|员工|患者|业主|旅客|乘客|游客|用户|考生)[^,;。]{0,6}(?:满意|知晓|好评|认可|支持)")
# Whoever and whatever there are many of in each place: "从业人员健康证持有率" of 120家, "处方合格率" of 14家医院
_PEOPLE_IN = expression(
    r"人员|[医教]师|护士|护理员|[职员民]工|教工|学生|学员|新生儿|儿童|幼儿|居民|村民|群众|老[年]?人|患者|驾驶员|工人|业主|用户|党员|干部"
)
_THINGS_IN = expression(
    r"处方|病[历案]|药品|食品|农产品|商品|产品|样品|餐饮?具|快检|电梯|设备|车辆|器械|水样|试卷|合同|台账|摊位|客房|床位|农户|住户|航班|班次|案卷|卷宗|检测项目|菜品"
)
_PLACES = frozenset({"家", "所", "个", "座", "处", "间"})
_ONE_VOICE = frozenset({"户", "份", "张", "票"})
_OPINION = expression(r"满意|知晓|好评|认可|支持")
# "线上、线下两种渠道测评": many are counted in each
_SORTS = frozenset({"种", "类", "轮", "部分", "块", "板块", "方面", "大类"})
# Who is counted as 人 or 名
_PEOPLE = "人员生者师工民童"
_PLACE_ENDS = frozenset("店校院厂站所企馆")
# "," between two counts of which the second stands alone — not "村25个、社区"
_PARTED = expression(r"[,;:]")
# "干部和" between two counts of people who are asked together
_JOINED = expression(r"[^,;:。()]{0,10}(?:和|及|与|以及)[^,;:。()]{0,6}")
_SHORT = 4
_LARGEST_COUNT = 10**7
FIELDS = frozenset({"computed", "count", "nearest", "rate"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    of: Literal["share", "rise", "fall"]
    """What the rate is: a share of the count, or the growth or fall that led to it."""
    patterns: Some[Said]
    """Templates with the roles `count` and `rate`."""
    count_label: Pattern = ""
    """A regular expression that the words before the count must contain."""
    rate_label: Pattern = ""
    """A regular expression that the words before the rate must contain."""
    farther: tuple[Said, ...] = ()
    """Templates that may span the sentences of a paragraph: 全县16个乡镇…… and, sentences later, 93.5%的乡镇."""
    loose: bool = False
    """Whether a rate that no template binds is held against the one small count in sight, where no figure in sight gives it."""
    echoed: bool = False
    """Whether the rate is of the count only where the words before it name what is counted, or nothing: 行政村25个……优良的占, 优良的村占, not 面积占."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every pair of a whole count and a rate, once; a rate that is bound to two counts needs no such test."""
    seen: set[int] = {binding.rate.start for binding in context.rates}
    params: Params = rule.params
    templates, farther = (
        [*awake(patterns, _ROLES, context.lexicon, known(context.wording), context.sieves.units).values()]
        for patterns in (params.patterns, params.farther)
    )
    for sentence, bound, far in _each_rate(_found(context, templates, farther)):
        count, rate = bound["count"][0], bound["rate"][0]
        earlier = _EARLIER.search(sentence.clause_before(sentence.mentions.index(count)))
        # A count between may only say the same again: 对26人回访,26人均作了评价
        if (
            any(other.value != count.value for other in bound["count"])
            or _is_listed(sentence, count)
            or (params.echoed and not _is_echoed(sentence, count, rate))
        ):
            continue
        # 学生满意率 of 8所学校: many answer in each
        many = (_many_answer(sentence, rate) and count.dimension != "person" and count.unit not in _ONE_VOICE) or (
            not params.echoed and _are_in_each(rate, count)
        )
        # 较2021年少218户，同比增长8.2%: grown is the level, not what it was less by
        less_by = params.of != "share" and is_change(sentence, sentence.mentions.index(count))
        labelled = (
            not earlier
            and not less_by
            and not many
            and says(params.count_label, count.label)
            and (far or says(params.rate_label, rate.label or _ahead(sentence, rate)))
        )
        if labelled and rate.start not in seen and _is_whole(count) and not (params.of == "share" and _is_given(sentence, rate)):
            seen.add(rate.start)
            yield _outcome(context, params, count, rate)
    if params.loose and any(m.kind is MentionKind.PERCENT and m.start not in seen for m in context.mentions):
        from auditor.relating.loose_count import small_counts

        for sentence, count, rate in small_counts(context.entire, seen):
            if not _many_answer(sentence, rate) and not _are_in_each(rate, count) and _is_whole(count):
                yield replace(_outcome(context, params, count, rate), severity=Severity.INFO, loose=True)


def _each_rate(found: Iterator[tuple[Sentence, Bound, bool]]) -> Iterator[tuple[Sentence, Bound, bool]]:
    """The same places, once for each of the rates of a list: 问卷60份,认为优的占83.3%,认为良的占15.0%."""
    return ((sentence, {**bound, "rate": (rate,)}, far) for sentence, bound, far in found for rate in bound["rate"])


def _found(context: Context, templates: Sequence[Template], farther: Sequence[Template]) -> Iterator[tuple[Sentence, Bound, bool]]:
    """The places that templates fit, and whether it is one of `farther`, which see a sentence with what stands before it."""
    near = context.sieves.of(context.histories).sorted((template, template.needs) for template in templates)
    for place, (sentence, before) in enumerate(context.histories):
        yield from ((sentence, bound, False) for template in near.get(place, ()) for _, bound in template.fitting(sentence))
        if farther:
            joined = passage(sentence, before, asides=True).sentence
            yield from ((joined, bound, True) for template in farther for _, bound in template.matches(joined))


def faults(rule: Rule, lexicon: Lexicon) -> Iterator[Fault]:
    """Templates that cannot be used."""
    from auditor.relating.template_faults import template_faults

    params: Params = rule.params
    keyed = (
        (("check", key, n), pattern)
        for key, patterns in (("patterns", params.patterns), ("farther", params.farther))
        for n, pattern in enumerate(patterns)
    )
    yield from template_faults(keyed, _ROLES, lexicon, needed=_ROLES)


def _many_answer(sentence: Sentence, rate: Mention) -> bool:
    """Whether a rate is of those who are asked, by its name or by the sheets that they filled in: 发放问卷1200份,50个班级参评,好评率."""
    sheets = _OPINION.search(rate.label) and any(mention.unit in _ONE_VOICE and _SHEETS.search(mention.label) for mention in sentence.mentions)
    return bool(sheets or _VOICES.search(rate.label))


def _are_in_each(rate: Mention, count: Mention) -> bool:
    """Whether a rate is by its name of people or things of which each of the places counted has several."""
    thing = _THINGS_IN.search(rate.label)
    another = thing is not None and thing[0] not in count.label + count.tail
    return count.unit in _PLACES and count.dimension != "person" and (another or _PEOPLE_IN.search(rate.label) is not None)


def _is_listed(sentence: Sentence, count: Mention) -> bool:
    """Whether a count is one of several of its sort, 45名干部和80名代表, so that a rate may be of all."""
    order = sentence.mentions.index(count)
    before = sentence.mentions[order - 1] if order else count
    return before is not count and before.unit == count.unit and _JOINED.fullmatch(sentence.between(order - 1, order)) is not None


def _ahead(sentence: Sentence, rate: Mention) -> str:
    """The end of what stands before a rate that a mark stands right before: 17个村中,⟨92.6%⟩的村."""
    at = sentence.positions[sentence.mentions.index(rate)]
    return sentence.text[max(0, at - _SHORT) : at]


def _is_given(sentence: Sentence, rate: Mention) -> bool:
    """Whether two counts beside a rate give it, whatever their units: 向85名学员发放问卷,收回79份,回收率92.9%."""
    counts = [m.value for m in sentence.mentions if m.kind is MentionKind.COUNT and m.value.low and m.value.low > 0]
    return any(rate.value.meets((part / whole).scaled(100)) for part in counts for whole in counts if part.below(whole))


def _is_echoed(sentence: Sentence, count: Mention, rate: Mention) -> bool:
    """Whether the words before a share speak of what the count counts, and of no more than this one count."""
    order, to = sentence.mentions.index(count), sentence.mentions.index(rate)
    alone = not order or bool(_PARTED.search(sentence.between(order - 1, order)))
    said = _SHARED.search(sentence.clause_before(to))
    around = sentence.clause_before(order) + sentence.between(order, to).partition(",")[0]
    if not alone or said is None:
        return False
    what = said["what"]
    if not what:
        # 取得证书的占 is said of those counted, 境外收入的占比 of the income
        return bool(said["of"]) and not said["ratio"]
    # 门店 of 药店23家
    kind = what[-1:] in _PLACE_ENDS and (count.label + count.tail).endswith(what[-1:])
    named = len(what) > 1 and (what[-2:] in around or kind or (count.dimension == "person" and what[-1] in _PEOPLE))
    return named or bool(said["of"] and _SHEETS.search(around))


def _is_whole(count: Mention) -> bool:
    return count.value.is_point and count.scale == 1 and count.unit not in _SORTS and 0 < (count.value.low or 0) <= _LARGEST_COUNT


def _outcome(context: Context, params: Params, count: Mention, rate: Mention) -> Outcome:
    try:
        possible = _possible(params.of, count.value, rate.value.scaled(Fraction(1, 100)))
    except NumberError:
        return Outcome(Verdict.UNDECIDED, rate.start, rate.end, _members(count, rate), context.quote(rate), reason="no-result")
    wholes = _wholes(possible)
    nearest = _nearest(params.of, count.value.low or Fraction(1), possible)
    verdict = Verdict.HOLDS if wholes else Verdict.VIOLATED
    fields = {"count": context.quote(count), "rate": context.quote(rate), "nearest": nearest}
    computed = f"{wholes[0]}" if wholes else nearest
    return Outcome(verdict, rate.start, rate.end, _members(count, rate), context.quote(rate), computed, fields=fields)


def _members(count: Mention, rate: Mention) -> tuple[Member, ...]:
    return Member("rate", rate.start, rate.end), Member("count", count.start, count.end)


def _possible(of: str, count: Interval, rate: Interval) -> Interval:
    """The values that the unprinted count may have."""
    one = Interval.point(1)
    return count * rate if of == "share" else count / (one + rate if of == "rise" else one - rate)


def _wholes(possible: Interval) -> list[int]:
    """Up to two whole numbers that are possible."""
    low = math.ceil(possible.low or 0)
    return [k for k in (low, low + 1) if possible.holds(Fraction(k))]


def _nearest(of: str, count: Fraction, possible: Interval) -> str:
    """What the whole numbers on both sides would give: "95.00% (38) / 97.50% (39)"."""
    middle = possible.middle or Fraction(0)
    shown = []
    for k in (math.floor(middle), math.floor(middle) + 1):
        if of == "share" or k > 0:
            value = k / count if of == "share" else abs(count / k - 1)
            shown.append(f"{decimal_text(value * 100, 2)}%（{k}）")
    return "、".join(shown)
