"""rate = part ÷ whole: a named rate or a share against the counts that its name speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from typing import Any, ClassVar, Literal

from auditor.errors import NumberError
from auditor.expression import expression
from auditor.judging import Formula, fields_of, judge, parse
from auditor.judging.repair import mendable
from auditor.meaning import Some
from auditor.model import Mention, MentionKind, Outcome, Severity, Verdict
from auditor.number import Interval
from auditor.record import record, replace
from auditor.relating import Context
from auditor.relating.evident_rate import would_give
from auditor.relating.rate_name import rate_name
from auditor.relating.rated import Binding
from auditor.relating.template import Bound
from auditor.relating.unit import same_unit
from auditor.relating.whole import common_ending
from auditor.rule import STRICT, Rule

# A fraction in words is rounder than it looks: a third is said of 33.1 % and of 34 %
_ABOUT = Fraction(1, 50)
_UNIT = {MentionKind.PERCENT: "percent({} / whole)", MentionKind.PERMILLE: "percent({} / whole) * 10", MentionKind.RATIO: "{} / whole"}
# So many of the figures that a rate may mean as well are tried, the likeliest
_FEW = 4
# "不捕率": what is not done stands beside what is
_BESIDE = expression(r"[不未]\p{Han}{1,2}率$")
# "调整后项目总数为" "扣除后共" before a figure
_CHANGED = expression(r"(?:调整|扣除|剔除|核减|核销|合并|变更|增补|核实)[^,;。]{0,2}后")
# A rate of some of those that another was of
_AMONG, _CLAUSE = ",其中", 20
_NEAR = 60
_JOINTS, _LONGEST_RATE = ("、", "和", "及"), 10
# "合格率" of 企业合格率 and 产品合格率
_KIND = 3
_Mentions = tuple[Mention, ...]
_WHOLE = 100
# "问题全部整改" "均已办结" between a part and its rate — not "全市"
_ALL = expression(r"全部|全数|[均都]已?\p{Han}")
FIELDS = fields_of("part", "rate", "whole")
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    by: Some[Literal["name", "share"]] = ("name", "share")
    """How the numerator is recognised: by the name of the rate (办结率 ↔ 办结), or as the amount before 占."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every bound rate once, with the denominator that fits, or the likeliest where none does."""
    outcomes = [(binding, _outcome(context, binding)) for binding in context.rates if binding.by in rule.params.by]
    proven = {binding.part.start: rate_name(binding.rate.label) for binding, outcome in outcomes if outcome.verdict is Verdict.HOLDS}
    plainer: dict[int, list[str]] = {}
    for binding, _ in outcomes:
        plainer.setdefault(binding.part.start, []).append(rate_name(binding.rate.label))
    for binding, outcome in outcomes:
        name = proven.get(binding.part.start, "")
        # 结案率为95.0%，其中当年立案当年结案率93.0%
        among = bool(name) and _AMONG in context.document.folded[binding.rate.start - _CLAUSE : binding.rate.start]
        says_more = any(_says_more(binding, other) for other in plainer[binding.part.start])
        # 整改178个，整改率95.7%。各领域整改率分别为98.4%、93.8%: of what the part has proven already there is no list
        listed = bool(name) and _is_listed(context, binding.rate)
        narrower = outcome.verdict is Verdict.VIOLATED and (among or says_more or listed or _is_of_another(binding, name))
        yield replace(outcome, verdict=Verdict.UNDECIDED, reason="narrowed") if narrower else outcome
    yield from (outcome for by, outcome in _worth_a_look(context) if by in rule.params.by)


def _worth_a_look(context: Context) -> Iterator[tuple[str, Outcome]]:
    """The rates that nothing else binds and that come near the only counts in sight without being what these give."""
    bound = {binding.rate.start for binding in context.rates}
    held = context.says("占其") and context.says("股本", "股份总数")
    if not held and all(m.kind is not MentionKind.PERCENT or m.start in bound for m in context.mentions):
        return
    from auditor.relating.loose_rate import bind_loose_rates, bind_shares_of_shares, bind_shares_within

    for sentence, before in context.entire:
        found = chain(
            bind_loose_rates(sentence, before, bound),
            bind_shares_within(sentence, bound) if "占" in sentence.text else (),
            bind_shares_of_shares(sentence, before) if held else (),
        )
        for binding in found:
            bound.add(binding.rate.start)
            outcome = judge(context.document, *_meant(binding, binding.wholes[0]), closing="rate", severity=Severity.INFO)
            if outcome.verdict is Verdict.VIOLATED:
                yield binding.by, replace(outcome, loose=True)


def _is_listed(context: Context, rate: Mention) -> bool:
    """Whether a rate is one of several: 98.4%、93.8%和95.0%."""
    beside = context.mentions_in(rate.outer_end, rate.outer_end + 2), context.mentions_in(rate.outer_start - _LONGEST_RATE, rate.outer_start)
    folded = context.document.folded
    return any(
        m.kind is rate.kind and folded[min(m.outer_end, rate.outer_end) : max(m.start, rate.start)].strip(" ") in _JOINTS
        for m in (*beside[0], *beside[1])
    )


def _says_more(binding: Binding, name: str) -> bool:
    """Whether a rate is narrower than another of the same part: 调解结案率 beside 结案率."""
    own = rate_name(binding.rate.label)
    return len(name) > 1 and len(own) > len(name) + 1 and own.endswith(name)


def _is_of_another(binding: Binding, name: str) -> bool:
    """Whether the part proves another rate, and this one says more (涉农贷款不良率 beside 不良率), is of others (企业合格率 beside 产品合格率) or not surely of these counts."""
    own = rate_name(binding.rate.label)
    same = common_ending(own, name)
    return bool(name) and own != name and (same == len(name) or _KIND <= same < len(own) or not binding.stated)


def _outcome(context: Context, binding: Binding) -> Outcome:
    """A pair that fits proves the relation; one that does not proves nothing unless it is the only one that can be meant."""
    severity = None if binding.stated else Severity.WARNING
    outcomes: list[Outcome] = []
    for whole in binding.wholes:
        outcomes.append(judge(context.document, *_meant(binding, whole), closing="rate", severity=severity))
        if outcomes[-1].verdict is Verdict.HOLDS:
            return outcomes[-1]
    for formula, bound in (_meant(binding, whole, parts) for whole, parts in (*_together(binding), *_doubly(context, binding))):
        if _possible(formula, bound) and (outcome := judge(context.document, formula, bound, closing="rate")).verdict is Verdict.HOLDS:
            return outcome
    # A rate that may be of some cases only, and that one slip of the pen keeps from being that of all, most likely is
    if binding.narrowed and not binding.carried and any(len(w) == 1 and would_give(binding.rate, binding.part, w[0]) for w in binding.wholes[:1]):
        return replace(outcomes[0], severity=Severity.INFO, loose=True)
    if binding.narrowed or binding.carried or _all_of_it(context, binding) or _beside_sibling(context, binding):
        return replace(outcomes[0], verdict=Verdict.UNDECIDED, reason="carried-over" if binding.carried and not binding.narrowed else "narrowed")
    if both := _of_both(context, binding, severity):
        return both
    found = _of_changed_whole(context, binding) or next((o for o in outcomes if o.severity is Severity.INFO), outcomes[0])
    doubted = found.verdict is Verdict.VIOLATED and (binding.supposed or _is_of_other_counts(binding))
    return replace(found, severity=Severity.INFO) if doubted else found


def _all_of_it(context: Context, binding: Binding) -> bool:
    """Whether a rate of a hundred is of the part itself: 到期的198个问题全部整改到位，到期问题整改率100%."""
    between = context.document.folded[binding.part.end : binding.rate.start]
    return binding.rate.value.middle == _WHOLE and len(between) < _CLAUSE * 2 and _ALL.search(between) is not None


def _beside_sibling(context: Context, binding: Binding) -> bool:
    """Whether the denominator has a rate of its own, and both are of the one before it: 回访2510件;满意2380件,满意率94.8%,解决1960件,解决率⟨⟩."""
    (whole, *_), *_ = binding.wholes
    between = context.mentions_in(whole.end, binding.part.start)
    if binding.by != "name" or not any(m.kind is binding.rate.kind and rate_name(m.label).startswith(whole.label[-2:] or "-") for m in between):
        return False
    before = context.mentions_in(binding.rate.start - _NEAR, whole.start)
    return any(same_unit(m, whole) and replace(binding, wholes=((m,),)).gives() for m in before)


def _is_of_other_counts(binding: Binding) -> bool:
    """Whether a rate is far from what any of its counts give, and no single slip of the pen explains it, or its part is more than all of these."""
    more = all(sum((m.value for m in w), Interval.point(0)).below(binding.part.value) for w in binding.wholes)
    slip = any(map(binding.is_near, binding.wholes)) or any(mendable(*_meant(binding, whole)) for whole in binding.wholes[:_FEW])
    return not slip or (more and (binding.rate.value.high or 0) <= _WHOLE)


def _of_changed_whole(context: Context, binding: Binding) -> Outcome | None:
    """A rate of a whole that was changed and stands near: 48个项目中完工31个,调整后共45个,完工率68.9%; None where that does not give it."""
    near = context.mentions_in(binding.rate.start - _NEAR, binding.rate.start)
    wholes = [(m,) for m in near if _CHANGED.search(m.label) and same_unit(m, binding.wholes[0][0])]
    meant = next((meant for whole in wholes if _possible(*(meant := _meant(binding, whole)))), None)
    return judge(context.document, *meant, closing="rate") if meant else None


def _of_both(context: Context, binding: Binding, severity: Severity | None) -> Outcome | None:
    """A rate that is nearly the part of both figures together was meant so: 不捕率36.0% of 批捕298人 and 不捕168人."""
    whole, part, rate = binding.wholes[0], binding.part.value.middle, binding.rate.value.middle
    total = sum((m.value.middle or 0 for m in whole), Fraction(0))
    if (
        binding.by != "name"
        or binding.rest
        or not _BESIDE.search(rate_name(binding.rate.label))
        or not part
        or not rate
        or total <= 0
        or binding.rate.kind is not MentionKind.PERCENT
    ):
        return None
    return (
        judge(context.document, *_meant(binding, (*whole, binding.part)), closing="rate", severity=severity)
        if abs(part / (total + part) * 100 - rate) < 1 < abs(part / total * 100 - rate)
        else None
    )


def _together(binding: Binding) -> Iterator[tuple[_Mentions, _Mentions]]:
    """Denominators and numerators that may be meant too: 批捕320人, 不捕86人, 不捕率21.2% of both; 治愈298人, 好转18人, 治愈好转率98.8% of all."""
    first = rate_name(binding.rate.label)[:-1][-4:-2]
    also = [whole for whole in binding.wholes if first and any(first in mention.label for mention in whole)][:_FEW]
    for whole in binding.wholes if binding.by == "name" and not binding.rest else ():
        if _BESIDE.search(rate_name(binding.rate.label)):
            yield (*whole, binding.part), (binding.part,)
        for other in binding.others[:_FEW]:
            yield from (((*whole, *more), (other,)) for more in ((), (other,)))
        if binding.others:
            yield whole, (binding.part, *binding.others)
        yield from ((whole, (binding.part, *more)) for more in also if more != whole)


def _doubly(context: Context, binding: Binding) -> Iterator[tuple[_Mentions, _Mentions]]:
    """The same counts in the unit told right behind: 批捕148件231人, 不捕56件92人, 不捕率28.5% of the people."""
    part = _second(context, binding.part) if binding.by == "name" else None
    for whole in binding.wholes if part else ():
        others = [_second(context, mention) for mention in whole]
        found = tuple(other for other in others if other is not None and part is not None and same_unit(other, part))
        if part is not None and len(found) == len(whole):
            yield found, (part,)
            if _BESIDE.search(rate_name(binding.rate.label)):
                yield (*found, part), (part,)


def _second(context: Context, mention: Mention) -> Mention | None:
    """The count that stands right behind another one of another unit: 231人 of 148件231人."""
    behind = next(iter(context.mentions_in(mention.outer_end, mention.outer_end + 1)), None)
    return behind if behind is not None and behind.start == mention.outer_end and not same_unit(behind, mention) else None


def _meant(binding: Binding, whole: _Mentions, parts: _Mentions = ()) -> tuple[Formula, Bound]:
    """What must hold between a rate and these counts, and the figures in their roles."""
    bound = {"rate": (_rounded(binding.rate),), "part": parts or (binding.part,), "whole": whole}
    numerator = "(whole - part)" if binding.rest else "sum(part)" if parts else "part"
    right = _UNIT[binding.rate.kind].format(numerator).replace("whole", "sum(whole)" if len(whole) > 1 else "whole")
    return parse(f"rate = {right}"), bound


def _possible(formula: Formula, bound: Bound) -> bool:
    """Whether it is worth the while to judge what may be meant: of what does not hold nobody hears."""
    try:
        return formula.holds({role: [mention.value for mention in mentions] for role, mentions in bound.items()})
    except NumberError:
        return False


def _rounded(rate: Mention) -> Mention:
    if rate.kind is not MentionKind.RATIO or not rate.value.is_point:
        return rate
    low, high = rate.value.low or Fraction(0), rate.value.high or Fraction(0)
    return replace(rate, value=Interval(low - _ABOUT, high + _ABOUT), printed=Interval(low - _ABOUT, high + _ABOUT))
