"""left = right for any formula over roles that templates bind: growth, difference, balance, price × number, direction.

`closing = opening + received - done` holds when some values within the printed intervals make it true.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from auditor.errors import NumberError
from auditor.judging import fields_of, judge, parse
from auditor.judging.formula import Formula, FormulaError
from auditor.lexicon import Lexicon
from auditor.meaning import Note, Said, Some, Word, WordList
from auditor.model import Mention, Outcome, Severity
from auditor.number import Interval
from auditor.record import field, record, replace
from auditor.relating import Context, Sentence
from auditor.relating.discourse import Passage, passage
from auditor.relating.known import known
from auditor.relating.template import Bound, Role, Template, awake, roles_of
from auditor.rule import STRICT, Rule, Text
from auditor.wording import advice

if TYPE_CHECKING:
    from auditor.relating.template_faults import Fault

_UNBOUND = Text("{0} 不在这些模板里", "no template here has {0}")
FIELDS = fields_of()
"""What a message may name."""


@record(frozen=True)
class Case:
    """One way in which the relation is worded."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    patterns: Some[Said]
    """Templates; the first that fits a place is taken."""
    formula: Said
    """What must hold between the roles of the templates: rate = growth(after, before); several are joined by `and`."""
    given: str = ""
    """A formula without which the case says nothing, where all its roles are bound: number = count(part)."""
    closing: str = ""
    """The role that a finding points at, where it is not the one alone on the left of the formula."""
    severity: Severity | None = None
    """Weaker than the rule's severity, where this wording proves less."""
    unless: tuple[Word, ...] = ()
    """Words of the sentence that make the case not apply."""
    notes: tuple[Note, ...] = ()
    """Remarks put behind the message."""
    constant_prices: WordList = ""
    """A word list of the lexicon; a sentence with one of its words may be speaking of constant prices: info at most."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    cases: Some[Case]
    """The wordings; a figure is judged once by each formula."""
    roles: Mapping[str, Role] = field(default_factory=dict)
    """What each role of the templates must be; a role that is not listed is a count, an amount of money or a measure."""
    across: bool = False
    """Whether the figures may also stand in several sentences of a paragraph, or with 其中 in between; that is a warning at most."""
    behind: bool = False
    """Whether the templates also see the sentence behind, if it has no figures: what it says is said of those before it."""
    listed: bool = False
    """Whether the templates also see the lists that 分别 joins to names as they stand, not only place by place."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every place where a template fits, once for each closing figure."""
    closed: set[tuple[int, int, str]] = set()
    for formula, outcome in _found(context, rule.params):
        place = (outcome.start, outcome.end, formula.text)
        if place not in closed:
            closed.add(place)
            yield outcome


def _found(context: Context, params: Params) -> Iterator[tuple[Formula, Outcome]]:
    """What the cases say of each sentence, and of the sentences before it and it together, with the formula that says it."""
    wordings = [_Wording(case, params, context) for case in params.cases]
    woken = awake(
        [pattern for case in params.cases for pattern in case.patterns], params.roles, context.lexicon, known(context.wording), context.sieves.units
    )
    # Most templates find nothing in most sentences: only those that may are called
    worded = [((wording, woken[pattern]), woken[pattern].needs) for wording in wordings for pattern in wording.patterns if pattern in woken]
    lists = [context.continued if params.behind else context.histories]
    lists += [context.entire] if params.listed and context.entire is not context.continued else []
    for told in lists if worded else ():
        near = context.sieves.of(told).sorted(worded)
        far = context.sieves.of(told, joined=True).sorted(worded) if params.across else {}
        for place in sorted({*near, *far}):
            sentence, before = told[place]
            for wording, template in near.get(place, ()):
                yield from wording.outcomes(template, sentence)
            if place in far and (before or "其中" in sentence.text):
                joined = passage(sentence, before)
                for wording, template in far[place]:
                    if not template.sleeps(joined.sentence.text):
                        yield from wording.far_outcomes(template, joined, sentence.text)


def faults(rule: Rule, lexicon: Lexicon) -> Iterator[Fault]:
    """Templates and formulas that cannot be used, and roles that one has and the other lacks."""
    from auditor.relating.template_faults import role_faults, template_faults

    params: Params = rule.params
    for place, case in enumerate(params.cases):
        at = ("check", "cases", place)
        there = frozenset[str]().union(*map(roles_of, case.patterns))
        named: dict[str, list[frozenset[str]]] = {"closing": [frozenset(filter(None, [case.closing]))]}
        for key, text in (("formula", case.formula), ("given", case.given)):
            try:
                named[key] = [formula.roles for formula in _formulas(text)] if text else []
            except FormulaError as error:
                yield (*at, key), error.told
        for key, role in ((key, role) for key, sets in named.items() for role in sorted(frozenset[str]().union(*sets) - there)):
            yield (*at, key), _UNBOUND.filled(role) + advice(role, there)
        for n, pattern in enumerate(case.patterns):
            # Of several formulas one is enough for a template
            lacking = sorted((roles - roles_of(pattern) for roles in named.get("formula", [])), key=len)
            asked = frozenset[str]().union(named["closing"][0], *lacking[:1])
            yield from template_faults([((*at, "patterns", n), pattern)], params.roles, lexicon, asked & there)
    yield from role_faults(params.roles, [pattern for case in params.cases for pattern in case.patterns])


def bound(params: Params) -> frozenset[str]:
    """What a message may name of the roles: those that every template binds, and the words before them."""
    return fields_of(*frozenset[str].intersection(*(roles_of(pattern) for case in params.cases for pattern in case.patterns)))


def _formulas(text: str) -> tuple[Formula, ...]:
    """Each of the formulas that `and` joins.

    Raises:
        FormulaError: one is no formula.
    """
    return tuple(map(parse, text.split(" and ")))


class _Wording:
    """A case made ready for one document."""

    def __init__(self, case: Case, params: Params, context: Context) -> None:
        self._case = case
        self._context = context
        self._roles = params.roles
        self.patterns = case.patterns
        self._constant = context.lexicon.words.get(case.constant_prices, ())

    @cached_property
    def formulas(self) -> tuple[Formula, ...]:
        """What must hold."""
        return _formulas(self._case.formula)

    def outcomes(self, template: Template, sentence: Sentence, aside: str = "") -> Iterator[tuple[Formula, Outcome]]:
        """What the case says of a sentence by one of its templates, with the formula; `aside` is text whose words can make it not apply, too."""
        for _, bound in template.fitting(sentence):
            if any(word in sentence.text or word in aside for word in self._case.unless):
                return
            for formula in (one for one in self.formulas if one.roles <= set(bound)):
                figures = _in_units(_ordered(bound), self._roles)
                if not self._is_given(figures):
                    continue
                outcome = judge(self._context.document, formula, figures, closing=self._case.closing, severity=self._case.severity)
                yield formula, _weakened(outcome, self._case.notes, constant=any(word in sentence.text for word in self._constant))

    def _is_given(self, figures: Bound) -> bool:
        """Whether what the case takes for given holds, as far as its roles are bound; what cannot be computed does not."""
        given = parse(self._case.given) if self._case.given else None
        try:
            return given is None or not given.roles <= set(figures) or given.holds({role: [m.value for m in ms] for role, ms in figures.items()})
        except NumberError:
            return False

    def far_outcomes(self, template: Template, joined: Passage, closing: str) -> Iterator[tuple[Formula, Outcome]]:
        """What the case says of a passage by one of its templates, if it closes in the last sentence of that."""
        start = joined.sentence.mentions[joined.first].start if joined.first < len(joined.sentence.mentions) else 0
        for formula, outcome in self.outcomes(template, joined.sentence, closing):
            # What is judged may stand ahead of what makes it up
            if max(member.start for member in outcome.members) >= start:
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
    if role.unhedged:
        return replace(mention, value=mention.printed)
    middle = mention.printed.middle
    return replace(mention, value=Interval.point(middle)) if role.set and middle is not None and not mention.hedges else mention


def _in_own_unit(mention: Mention) -> Mention:
    share = 1 / mention.factor
    return replace(mention, value=mention.value.scaled(share), printed=mention.printed.scaled(share), scale=mention.scale * share)


def _weakened(outcome: Outcome, notes: tuple[str, ...], *, constant: bool) -> Outcome:
    if constant:
        return replace(outcome, notes=(*outcome.notes, *notes, "constant-prices"), severity=Severity.INFO)
    return replace(outcome, notes=outcome.notes + notes) if notes else outcome
