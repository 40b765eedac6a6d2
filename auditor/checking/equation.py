"""left = right for any formula over roles that templates bind: growth, difference, balance, price × number, direction.

`closing = opening + received - done` holds when some values within the printed intervals make it true.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from auditor.errors import NumberError
from auditor.judging import judge, parse
from auditor.judging.formula import Formula
from auditor.lexicon import Lexicon
from auditor.model import Mention, Outcome, Severity
from auditor.number import Interval
from auditor.record import field, record, replace
from auditor.relating import Context, Sentence
from auditor.relating.discourse import Passage, passage
from auditor.relating.template import Bound, Fault, Role, awake, template_faults
from auditor.rule import STRICT, Rule


@record(frozen=True, slots=True)
class Case:
    """One way in which the relation is worded."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    patterns: tuple[str, ...]
    """Templates; the first that fits a place is taken."""
    formula: str
    """What must hold between the roles of the templates: rate = growth(after, before); several are joined by `and`."""
    given: str = ""
    """A formula without which the case says nothing, where all its roles are bound: number = count(part)."""
    closing: str = ""
    """The role that a finding points at, where it is not the one alone on the left of the formula."""
    severity: Severity | None = None
    """Weaker than the rule's severity, where this wording proves less."""
    unless: tuple[str, ...] = ()
    """Words of the sentence that make the case not apply."""
    notes: tuple[str, ...] = ()
    """Remarks put behind the message."""
    constant_prices: str = ""
    """A word list of the lexicon; a sentence with one of its words may be speaking of constant prices: info at most."""


@record(frozen=True, slots=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    cases: tuple[Case, ...]
    """The wordings; a figure is judged once by each formula."""
    roles: Mapping[str, Role] = field(default_factory=dict)
    """What each role of the templates must be; a role that is not listed is a count, an amount of money or a measure."""
    across: bool = False
    """Whether the figures may also stand in several sentences of a paragraph, or with 其中 in between; that is a warning at most."""
    behind: bool = False
    """Whether the templates also see the sentence behind, if it has no figures: what it says is said of those before it."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every place where a template fits, once for each closing figure."""
    closed: set[tuple[int, int, str]] = set()
    wordings = [_Wording(case, rule.params, context) for case in rule.params.cases]
    wordings = [wording for wording in wordings if wording.templates]
    told = context.continued if rule.params.behind else context.histories
    for sentence, before in told if wordings else ():
        farther = list(_farther(sentence, before, wordings)) if rule.params.across else []
        for joined, wording in ((joined, wording) for joined in (None, *farther) for wording in wordings):
            for formula, outcome in wording.outcomes(sentence) if joined is None else wording.far_outcomes(joined):
                place = (outcome.start, outcome.end, formula.text)
                if place not in closed:
                    closed.add(place)
                    yield outcome


def _farther(sentence: Sentence, before: Sequence[Sentence], wordings: Sequence[_Wording]) -> Iterator[Passage]:
    """The sentence with those before it and without what 其中 says, where that differs from the sentence alone and may fit a template."""
    if before or "其中" in sentence.text:
        text = "".join(part.text for part in (*before, sentence))
        if not all(template.sleeps(text) for wording in wordings for template in wording.templates):
            yield passage(sentence, before)


def faults(rule: Rule, lexicon: Lexicon) -> Iterator[Fault]:
    """Templates and formulas that cannot be used."""
    for place, case in enumerate(rule.params.cases):
        keyed = ((("check", "cases", place, "patterns", n), pattern) for n, pattern in enumerate(case.patterns))
        yield from template_faults(keyed, rule.params.roles, lexicon)
        try:
            _formulas(case)
        except NumberError as error:
            yield ("check", "cases", place, "formula"), error.reason


def _formulas(case: Case) -> tuple[Formula, ...]:
    """Each of the formulas that `and` joins.

    Raises:
        NumberError: one is no formula.
    """
    return tuple(map(parse, case.formula.split(" and ")))


class _Wording:
    """A case made ready for one document."""

    def __init__(self, case: Case, params: Params, context: Context) -> None:
        self._case = case
        self._context = context
        self._roles = params.roles
        self.templates = awake(case.patterns, params.roles, context, behind=params.behind)
        self._constant = context.lexicon.words.get(case.constant_prices, ())

    @cached_property
    def formulas(self) -> tuple[Formula, ...]:
        """What must hold."""
        return _formulas(self._case)

    def outcomes(self, sentence: Sentence) -> Iterator[tuple[Formula, Outcome]]:
        """What the case says of a sentence, each with the formula that says it."""
        if any(word in sentence.text for word in self._case.unless):
            return
        for template in self.templates:
            for _, bound in template.matches(sentence):
                for formula in (one for one in self.formulas if one.roles <= set(bound)):
                    figures = _in_units(_ordered(bound), self._roles)
                    if not self._is_given(figures):
                        continue
                    outcome = judge(self._context.document, formula, figures, closing=self._case.closing, severity=self._case.severity)
                    yield formula, _weakened(outcome, self._case.notes, constant=any(word in sentence.text for word in self._constant))

    def _is_given(self, figures: Bound) -> bool:
        """Whether what the case takes for given holds, as far as its roles are bound."""
        given = parse(self._case.given) if self._case.given else None
        return given is None or not given.roles <= set(figures) or given.holds({role: [m.value for m in ms] for role, ms in figures.items()})

    def far_outcomes(self, joined: Passage) -> Iterator[tuple[Formula, Outcome]]:
        """What the case says of a passage, if it closes in the last sentence of that."""
        start = joined.sentence.mentions[joined.first].start if joined.first < len(joined.sentence.mentions) else 0
        for formula, outcome in self.outcomes(joined.sentence):
            if outcome.start >= start:
                yield (
                    formula,
                    replace(outcome, severity=max(outcome.severity or Severity.WARNING, Severity.WARNING, key=lambda severity: severity.rank)),
                )


def _ordered(bound: Bound) -> Bound:
    return dict(sorted(bound.items(), key=lambda item: item[1][0].start))


def _in_units(bound: Bound, roles: Mapping[str, Role]) -> Bound:
    """The mentions with those that count in their own unit divided by its worth, and those that were set taken exactly."""
    plain = Role()
    return {name: tuple(_as_meant(mention, roles.get(name, plain)) for mention in mentions) for name, mentions in bound.items()}


def _as_meant(mention: Mention, role: Role) -> Mention:
    if role.own_unit:
        return _in_own_unit(mention)
    middle = mention.printed.middle
    return replace(mention, value=Interval.point(middle)) if role.set and middle is not None and not mention.hedges else mention


def _in_own_unit(mention: Mention) -> Mention:
    share = 1 / mention.factor
    return replace(mention, value=mention.value.scaled(share), printed=mention.printed.scaled(share), scale=mention.scale * share)


def _weakened(outcome: Outcome, notes: tuple[str, ...], *, constant: bool) -> Outcome:
    if constant:
        return replace(outcome, notes=(*outcome.notes, *notes, "constant-prices"), severity=Severity.INFO)
    return replace(outcome, notes=outcome.notes + notes) if notes else outcome
