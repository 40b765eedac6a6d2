"""The verdict on one bound relation: can the printed intervals meet, and if not, what was printed, what comes out, what would mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from auditor.errors import NumberError
from auditor.judging.formula import Formula
from auditor.judging.repair import mendable
from auditor.model import AMOUNTS, PERCENTAGES, Document, Member, Mention, MentionKind, Outcome, Severity, Verdict
from auditor.number import Interval, decimal_text, exact, last_place

Bound = Mapping[str, Sequence[Mention]]
_SHOWN_PLACES = 2


def fields_of(*roles: str) -> frozenset[str]:
    """What `judge` gives messages to name, where these roles are bound."""
    return frozenset({"computed", "arithmetic", "sign", *roles, *(f"{role}_label" for role in roles)})


def judge(document: Document, formula: Formula, bound: Bound, *, closing: str = "", severity: Severity | None = None) -> Outcome:
    """The outcome of a formula over bound mentions.

    Args:
        document: what the mentions stand in.
        formula: of the rule.
        bound: role → its mentions, one or more; roles that the formula does not use are shown only.
        closing: the role that a finding points at; without it the role alone on the left of the formula, else the last in reading order.
        severity: lower than the rule's, where this binding is weaker.

    Returns:
        HOLDS, VIOLATED with the arithmetic, or UNDECIDED where the formula divides by a figure that may be zero. A figure that is off by no more
        than its own last place is rounded oddly, not wrong: then the severity is INFO and the note `last-place`.
    """
    pointed = bound[closing or formula.closing or _last_role(bound)][0]
    members = _members(bound)
    quotes = {role: [_quote(document, m) for m in mentions] for role, mentions in bound.items()}
    try:
        held = formula.holds({role: [m.value for m in mentions] for role, mentions in bound.items()})
        computed = formula.computed({role: [m.value for m in mentions] for role, mentions in bound.items()})
    except NumberError:
        return Outcome(Verdict.UNDECIDED, pointed.start, pointed.end, members, quotes[_role_of(bound, pointed)][0], reason="no-result")
    shown = show(document, computed, bound[formula.closing][0] if formula.closing in bound else pointed)
    stated = document.text[pointed.outer_start : pointed.outer_end]
    fields = {role: "、".join(texts) for role, texts in quotes.items()}
    fields |= {"stated": stated, "computed": shown, "arithmetic": formula.arithmetic(quotes), "sign": formula.sign}
    fields |= {f"{role}_label": mentions[0].label for role, mentions in bound.items()}
    touching = held and "sum(" in formula.text and _only_touch(formula.computed(_nominal(bound)), pointed)
    if held and not touching and not (formula.sign == "=" and _needs_rounding(formula, bound)):
        return Outcome(Verdict.HOLDS, pointed.start, pointed.end, members, stated, shown, fields=fields, sign=formula.sign)
    notes: tuple[str, ...]
    if touching:
        notes, severity = ("all-rounded",), Severity.INFO
    elif held:
        notes, severity = ("rounded",), max(severity or Severity.WARNING, Severity.WARNING, key=lambda s: s.rank)
    elif formula.sign == "=" and _off_by_last_place(pointed, formula.computed(_nominal(bound))):
        notes, severity = ("last-place",), Severity.INFO
    else:
        notes = ()
    return Outcome(
        Verdict.VIOLATED,
        pointed.start,
        pointed.end,
        members,
        stated,
        shown,
        fields=fields,
        notes=notes,
        severity=severity,
        sign=formula.sign,
        slip=partial(_slip, formula, bound) if not notes else None,
    )


def _only_touch(computed: Interval, pointed: Mention) -> bool:
    """Whether a sum reaches its total only if each of its figures was rounded by a whole half, all one way: 3.2 + 1.4 + 0.6 printed as 5.4.

    Whole figures are none that were rounded: 1.2亿元 + 8000万元 printed as 2.1亿元.
    """
    stated = pointed.printed
    ends = computed.high is not None and (computed.high == stated.low or computed.low == stated.high)
    return ends and bool(stated.width) and bool(computed.width) and not pointed.hedges


def _needs_rounding(formula: Formula, bound: Bound) -> bool:
    """Whether the relation holds only if whole figures with a scale word (40亿元) are rounded ones; sums of rounded figures are usual."""
    if "sum(" in formula.text:
        return False
    values = _nominal(bound)
    if formula.holds(values):
        return False
    pointed = bound[formula.closing][0] if formula.closing in bound else None
    return pointed is None or not _off_by_last_place(pointed, formula.computed(values))


def _nominal(bound: Bound) -> dict[str, list[Interval]]:
    """What the figures say if whole ones, such as 40亿元, are meant exactly; decimals stay the values that round to them."""
    return {role: [_exactly(m) if _is_whole(m) else m.value for m in mentions] for role, mentions in bound.items()}


def _is_whole(mention: Mention) -> bool:
    return not mention.hedges and not mention.components and "." not in mention.digits and mention.kind in AMOUNTS


def _exactly(mention: Mention) -> Interval:
    return mention.value if mention.printed.middle is None else Interval.point(mention.printed.middle)


def show(document: Document, value: Interval, like: Mention) -> str:
    """A computed value in the unit, scale and precision in which `like` was printed, with at least two places where it is not whole."""
    middle = value.middle
    if middle is None:
        return "…"
    if like.kind is MentionKind.RATIO and not like.components:
        return decimal_text(middle * 100, 1) + "%"
    if like.unit == "番":
        return decimal_text(middle, 0 if middle.denominator == 1 else _SHOWN_PLACES) + "倍"
    scaled = middle / like.scale
    places = max(len(like.digits.partition(".")[2]), 0 if scaled.denominator == 1 else _SHOWN_PLACES)
    suffix = document.text[max(like.digits_end, like.start) : like.end]
    for hedge in like.hedges:
        if hedge.position == "inner":
            suffix = suffix.replace(hedge.text, "", 1)
    return decimal_text(scaled, places) + suffix


def _slip(formula: Formula, bound: Bound) -> tuple[str, str] | None:
    """The digits printed and those that would fit, 8075 and 8057: only where one figure alone can be mended, in one way."""
    found = mendable(formula, bound)
    if len(found) != 1 or len(found[0][1]) != 1:
        return None
    mention, better = found[0]
    return mention.digits, better[0]


def _off_by_last_place(pointed: Mention, computed: Interval) -> bool:
    """Whether cutting off, rounding up or rounding an already rounded figure explains the difference: less than one printed place."""
    coarse = "." not in pointed.digits and pointed.kind not in PERCENTAGES
    if coarse or pointed.hedges or pointed.printed.is_point or not pointed.digits or pointed.components:
        return False
    step = last_place(pointed.digits) * pointed.scale
    value = exact(pointed.digits) * pointed.scale
    return Interval(value - step, value + step, low_open=True, high_open=True).meets(computed)


def _members(bound: Bound) -> tuple[Member, ...]:
    return tuple(Member(role, m.start, m.end) for role, mentions in bound.items() for m in mentions)


def _quote(document: Document, mention: Mention) -> str:
    return document.text[mention.outer_start : mention.outer_end]


def _last_role(bound: Bound) -> str:
    return max(bound, key=lambda role: bound[role][0].start)


def _role_of(bound: Bound, mention: Mention) -> str:
    return next(role for role, mentions in bound.items() if mention in mentions)
