"""change = after − before, in units, percent, points or times, as the change was printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar, Literal

from auditor.expression import compiled
from auditor.judging import Formula, fields_of, judge, mendable, parse
from auditor.meaning import Pattern, WordList
from auditor.model import AMOUNTS, Mention, MentionKind, Outcome, Severity, Verdict
from auditor.number import Interval, within
from auditor.record import record, replace
from auditor.relating import Context
from auditor.relating.change import Change
from auditor.relating.recurrence import as_quotient
from auditor.relating.sentence import SIGNS
from auditor.rule import STRICT, Rule

_SIZES = {
    "rate": (MentionKind.PERCENT,),
    "points": (MentionKind.POINTS,),
    "percent-of-rates": (MentionKind.PERCENT,),
    "times": (MentionKind.MULTIPLE,),
}
_FORMULAS = {
    ("rate", False): "change = growth(after, before)",
    ("rate", True): "change = percent((before - after) / before)",
    ("points", False): "change = after - before",
    ("points", True): "change = before - after",
    ("difference", False): "change = after - before",
    ("difference", True): "change = before - after",
    ("percent-of-rates", False): "change != after - before",
    ("percent-of-rates", True): "change != before - after",
    ("times", False): "change = after / before - 1",
    ("quotient", False): "change = after / before",
}
# "降幅较1-6月(-4.7%)收窄" "降幅扩大" "跌势趋缓" — not "增速回升" and not "降幅为-3%,增速提高"
_DEPTH = compiled(r"(?:[降跌]幅|[降跌]势)[^,;。]{0,30}$|(?:收窄|缩小|扩大)了?$")
_CLAUSE = 40
# What a change by its figures alone may be off by; one that is off by more is of something else
_NEAR = Fraction(3, 2)
_ROLES = {"increase": ("after", "increase", "rate"), "direction": ("after", "before"), "places": ("after", "before")}
FIELDS = fields_of()
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    size: Literal[
        "rate",
        "difference",
        "points",
        "percent-of-rates",
        "times",
        "direction",
        "yearly",
        "yearly-points",
        "yearly-amount",
        "increase",
        "places",
        "claimed",
    ]
    """How the change is printed: in percent, in the unit of the values, in percentage points, in percent where points are meant, in multiples; by its
    direction alone (降至); as an average of several years (年均), in percent, in points or in the unit of the values; twice, in
    the unit of the level and in percent (增加36件，增长16.5%); in
    places of a ranking; by a word that no figure follows (继续下降, 与上年持平)."""
    unless: Pattern = ""
    """A regular expression; values of a direction whose words match are left out: 精度 is better the less it is."""
    constant_prices: WordList = ""
    """A word list of the lexicon: figures with one of its words before them may grow at constant prices; info at most."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every bound change of that size, once."""
    words = context.lexicon.words.get(rule.params.constant_prices, ())
    size = rule.params.size
    if size == "direction":
        yield from _directions(context, rule.params)
    elif size == "places":
        yield from _places(context)
    elif size == "claimed":
        yield from _claimed(context)
    elif size == "increase":
        yield from _increases(context, words)
    elif size in _RATES:
        yield from _yearly(context, size, words)
    else:
        yield from _leads(context) if size == "points" else ()
        yield from _changes(context, rule.params, words)


def _changes(context: Context, params: Params, words: Sequence[str]) -> Iterator[Outcome]:
    """Every level before and after with the change between them."""
    for change in (*context.changes, *context.lone_changes):
        size = "quotient" if params.size == "times" and change.is_quotient else params.size
        formula = _FORMULAS.get((size, change.falls))
        if formula is None or not _fits(change, params.size):
            continue
        bound = {"change": (change.change,), "before": (change.before,), "after": (change.after,)}
        if _tells_depth(context, change):
            formula = _FORMULAS[size, not change.falls]
        severity = Severity.INFO if change.loose else Severity.WARNING if change.far else None
        outcome = judge(context.document, parse(formula), bound, closing="change", severity=severity)
        named = f"{change.after.label}{change.before.label}{change.words}"
        constant = params.size == "rate" and "名义" not in change.change.label and any(word in named for word in words)
        if not change.loose or _is_believed(outcome, parse(formula), bound):
            yield _at_constant_prices(outcome) if constant else outcome


def _is_believed(outcome: Outcome, formula: Formula, bound: Mapping[str, Sequence[Mention]]) -> bool:
    """Whether a change of the only two figures in sight is about theirs, or one slip of the pen away."""
    if outcome.verdict is not Verdict.VIOLATED or mendable(formula, bound):
        return True
    computed = formula.computed({role: [mention.value for mention in mentions] for role, mentions in bound.items()})
    given, stated = (value.middle or Fraction(0) for value in (computed, bound["change"][0].value))
    return within(abs(given), abs(stated), _NEAR)


def _tells_depth(context: Context, change: Change) -> bool:
    """Whether rates below zero are told by how deep they lie: 增速为-3.2%, 降幅较上月(-4.7%)收窄1.5个百分点."""
    if not all(m.value.high is not None and m.value.high < 0 for m in (change.before, change.after)):
        return False
    return _DEPTH.search(context.document.folded[max(0, change.change.start - _CLAUSE) : change.change.start]) is not None


def _leads(context: Context) -> Iterator[Outcome]:
    """Every two leads over one base."""
    if not context.says(SIGNS[MentionKind.POINTS]):
        return
    from auditor.relating.lead import paired

    for one in paired(context.sentences):
        bound = {"rate": (one.rate,), "lead": (one.lead,), "other": (one.other,), "other_lead": (one.other_lead,)}
        formula = "lead = other - rate + other_lead" if one.lower else "lead = rate - other + other_lead"
        outcome = judge(context.document, parse(formula), bound, closing="lead")
        yield replace(outcome, fields={**outcome.fields, "change": context.quote(one.lead)})


def _at_constant_prices(outcome: Outcome) -> Outcome:
    return replace(outcome, severity=Severity.INFO, notes=(*outcome.notes, "constant-prices"))


def bound(params: Params) -> frozenset[str]:
    """What a message may name of the roles, which depend on how the change is printed."""
    if params.size == "claimed":
        return fields_of() | {"claim", "figures"}
    return fields_of(*_ROLES.get(params.size, ("after", "before", "change")))


_RATES = {"yearly": (MentionKind.PERCENT,), "yearly-points": (MentionKind.POINTS,), "yearly-amount": tuple(AMOUNTS)}


def _yearly(context: Context, size: str, words: Sequence[str]) -> Iterator[Outcome]:
    """Every average yearly change of the size; in percent it compounds."""
    for one in context.yearly:
        if one.change.kind not in _RATES[size]:
            continue
        change = as_quotient(one.change) if size == "yearly-amount" else one.change
        bound = {"change": (change,), "before": (one.before,), "after": (one.after,)}
        rate = "0 - change" if one.falls else "change"
        gained = "before - after" if one.falls else "after - before"
        formula = "after = compound(before, {rate}, {years})" if size == "yearly" else "change = ({gained}) / {years}"
        severity = Severity.INFO if one.loose else Severity.WARNING if one.far else None
        judged = [
            judge(context.document, parse(formula.format(rate=rate, gained=gained, years=years)), bound, closing="change", severity=severity)
            for years in (one.years, *((one.years - 1, one.years + 1) if one.loose else ()))
        ]
        if any(outcome.verdict is not Verdict.VIOLATED for outcome in judged[1:]):
            continue
        outcome = judged[0]
        if size == "yearly-amount" and "rounded" in outcome.notes:
            outcome = replace(outcome, verdict=Verdict.HOLDS, notes=(), severity=None)
        constant = size == "yearly" and any(word in one.words for word in words)
        yield _at_constant_prices(outcome) if constant else outcome


def _fits(change: Change, size: str) -> bool:
    """Whether change and values are of the kinds that the size speaks of: points between percentages, a difference in their own unit."""
    kind = MentionKind.PERMILLE if "千分点" in change.change.unit else MentionKind.PERCENT
    rates = change.before.kind is kind
    if size == "difference":
        return change.change.kind in AMOUNTS and change.change.kind == change.before.kind and change.change.unit == change.before.unit
    return change.change.kind in _SIZES[size] and rates == (size in ("points", "percent-of-rates"))


def _directions(context: Context, params: Params) -> Iterator[Outcome]:
    """Every level that is said to have risen or fallen to what it is."""
    odd = compiled(params.unless) if params.unless else None
    for step in context.steps:
        if odd is not None and odd.search(f"{step.before.label}{step.words.rpartition(';')[2]}"):
            continue
        bound = {"before": (step.before,), "after": (step.after,)}
        formula = parse("after < before" if step.falls else "after > before")
        outcome = judge(context.document, formula, bound, closing="after", severity=Severity.WARNING if step.far else None)
        turned = outcome.verdict is Verdict.HOLDS and _as_printed(step.after).value != _as_printed(step.before).value
        nominal = {role: tuple(map(_as_printed, mentions)) for role, mentions in bound.items()}
        yield judge(context.document, formula, nominal, closing="after", severity=Severity.INFO) if turned else outcome


def _as_printed(mention: Mention) -> Mention:
    """The figure as if it were exact: 0.56 below 0.565, though it may stand for 0.5649."""
    middle = mention.printed.middle
    return mention if mention.hedges or middle is None else replace(mention, value=Interval.point(middle))


def _increases(context: Context, words: Sequence[str]) -> Iterator[Outcome]:
    """Every increase that is printed in its unit and in percent beside the level that it led to."""
    for one in context.increases:
        bound = {"increase": (one.increase,), "rate": (one.rate,), "after": (one.after,)}
        formula = parse(f"rate = percent({'0 - ' if one.turned else ''}increase / (after {'+' if one.falls else '-'} increase))")
        severity = None if one.sure and not one.far else Severity.WARNING if one.sure else Severity.INFO
        outcome = judge(context.document, formula, bound, severity=severity)
        yield _at_constant_prices(outcome) if any(word in one.words for word in words) else outcome


# Less than that is no change to speak of
_UNMOVED = Fraction(101, 100)


def _claimed(context: Context) -> Iterator[Outcome]:
    """Every word of direction, or of no change, beside figures that it can be of."""
    from auditor.relating.lone_step import bind_claims

    for one in bind_claims(context.histories, context.lexicon):
        roles = ("change",) if len(one.figures) == 1 else ("before", "after")
        formula = (
            "change = 0" if len(one.figures) == 1 else "after = before" if one.falls is None else "after < before" if one.falls else "after > before"
        )
        if one.falls is None and len(one.figures) > 1 and within(one.figures[0].value.middle or 0, one.figures[1].value.middle or 0, _UNMOVED):
            continue
        bound = {role: (_as_printed(mention),) for role, mention in zip(roles, one.figures, strict=True)}
        outcome = judge(context.document, parse(formula), bound, closing=roles[-1])
        figures = "、".join(map(context.quote, one.figures))
        yield replace(outcome, fields={**outcome.fields, "claim": one.words, "figures": figures})


def _places(context: Context) -> Iterator[Outcome]:
    """Every change of rank: by its places, or by the direction alone."""
    for one in context.rank_changes:
        first, last = ("after", "before") if one.falls else ("before", "after")
        bound = {"before": (one.before,), "after": (one.after,)} | ({"places": (one.places,)} if one.places else {})
        formula = f"places = {first} - {last}" if one.places else f"{first} > {last}"
        closing = "places" if one.places else "after"
        yield judge(context.document, parse(formula), bound, closing=closing, severity=Severity.WARNING if one.far else None)
