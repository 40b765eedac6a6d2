"""closing = opening + received − done: stocks and what came and went, in any order and over a few sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, ClassVar

from auditor.judging import fields_of, judge, mendable, parse
from auditor.judging.repair import is_as_long
from auditor.model import Mention, Outcome, Severity, Verdict
from auditor.number import within
from auditor.record import record, replace
from auditor.relating import Context
from auditor.relating.balance import Balance, balances
from auditor.rule import STRICT, Rule

# A level that is off by more is that of something else
_FAR = Fraction(3, 2)
_RISEN = parse("closing = opening + sum(received)")
_FALLEN = parse("closing = opening - sum(done)")
_FORMULA = parse("closing = opening + sum(received) - sum(done)")
_ROLES = ("closing", "done", "opening", "received")
FIELDS = fields_of(*_ROLES)
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every balance once, in the reading in which it is right, if there is one."""
    found: dict[int, list[Balance]] = {}
    for sentence, before in context.histories:
        for one in balances(sentence, before, context.lexicon):
            found.setdefault(one.closing.start, []).append(one)
    for readings in found.values():
        outcomes = [_outcome(context, one) for one in readings]
        yield next((outcome for outcome in outcomes if outcome.verdict is Verdict.HOLDS), min(outcomes, key=_is_undecided))


def _outcome(context: Context, found: Balance) -> Outcome:
    bound: dict[str, tuple[Mention, ...]] = {"closing": (found.closing,), "opening": (found.opening,)}
    bound |= {role: ways for role, ways in (("received", found.received), ("done", found.done)) if ways}
    formula = _FORMULA if len(bound) == len(_ROLES) else _RISEN if found.received else _FALLEN
    weak = Severity.INFO if found.guessed or not _is_near(found) else Severity.WARNING if found.far else None
    outcome = judge(context.document, formula, bound, closing="closing", severity=weak)
    if found.loose:
        # Where any way of counting will do, some slip in one of so many figures would help nearly any
        return _believed(outcome, [slip for slip in mendable(formula, bound) if slip[0] is found.closing or not found.guessed])
    # What no slip of the pen explains may have come or gone without being told
    untold = outcome.slip is not None and not found.complete and not mendable(formula, bound)
    if untold and not _is_near(found):
        return replace(outcome, verdict=Verdict.UNDECIDED, reason="open-list")
    return replace(outcome, severity=Severity.INFO) if untold else outcome


def _is_undecided(outcome: Outcome) -> bool:
    return outcome.verdict is Verdict.UNDECIDED


def _believed(outcome: Outcome, slips: Sequence[tuple[Mention, list[str]]]) -> Outcome:
    """A balance of which only its figures tell: worth a look where one digit, or two in another order, keep it from coming out."""
    if outcome.verdict is not Verdict.VIOLATED or any(is_as_long(mention, better) for mention, better in slips):
        return replace(outcome, severity=Severity.INFO)
    return replace(outcome, verdict=Verdict.UNDECIDED, reason="open-list")


def _is_near(found: Balance) -> bool:
    """Whether the level now is about what comes out; of a list that is not complete, or of other things, it seldom is."""
    opening, closing = (m.value.middle or Fraction(0) for m in (found.opening, found.closing))
    came, went = (sum((m.value.middle or Fraction(0) for m in ways), Fraction(0)) for ways in (found.received, found.done))
    return found.complete or within(closing, opening + came - went, _FAR)
