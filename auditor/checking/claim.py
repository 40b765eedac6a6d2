"""Words and figures of one passage = each other: who is called first, what all or half are said to pass, a plan said to be met, by few words and as infos."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar, Literal

from auditor.model import Member, Mention, MentionKind, Outcome, Severity, Verdict
from auditor.record import record
from auditor.relating import Context, Sentence
from auditor.relating.discourse import passage
from auditor.relating.sentence import RANKS, SIGNS
from auditor.rule import STRICT, Rule

FIELDS = frozenset({"claim", "figures"})
"""What a message may name."""
_RANKS = tuple(SIGNS[kind] for kind in RANKS)
# So much of what stands above a form may be its heading
_ABOVE, _LINES = 60, 3
_TOPS = ("最", "首", "垫底", "末位", "领跑")
_BOUNDS = ("均", "都", "全部", "皆", "唯一")
_SIDES = ("于", "不及", "超过", "领先", "落后", "高过", "低过")
_PLANS = (
    "超额",
    "超计划",
    "超目标",
    "超出",
    "超过计划",
    "超年",
    "超全年",
    "未能",
    "未完",
    "未达",
    "未实",
    "未如",
    "未按",
    "没有完",
    "没完",
    "没能",
    "尚未",
    "仍未",
)


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    of: Literal["order", "bound"]
    """What is held against the figures: who comes first or before whom, or what they are said to reach."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every claim that the figures of its passage contradict; what they bear out is for stricter rules."""
    found = _orders if rule.params.of == "order" else _bounds
    seen: set[tuple[int, int]] = set()
    for sentence, before in context.entire:
        for outcome in found(context, sentence, before):
            if (outcome.start, outcome.end) not in seen:
                seen.add((outcome.start, outcome.end))
                yield outcome


def _orders(context: Context, sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Outcome]:
    placed: list[Outcome] = []
    if any(sign in sentence.text for sign in _RANKS):
        from auditor.relating.placed import misplaced, statements

        placed += _doubts(context, statements((*before, sentence)) if before else sentence, misplaced)
    yield from placed
    if any(word in sentence.text for word in _TOPS) or any(sign in sentence.text for sign in _RANKS):
        told = {(m.start, m.end) for outcome in placed for m in outcome.members}
        yield from (one for one in _vaunted(context, sentence, before) if not any((m.start, m.end) in told for m in one.members))
    if len(sentence.mentions) > 1 and any(word in sentence.text for word in _SIDES):
        from auditor.relating.abreast import beside_others

        yield from _doubts(context, sentence, beside_others)


def _vaunted(context: Context, sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Outcome]:
    """Those who are called first or last in a sentence and are not, by it and those before it."""
    from auditor.relating.vaunted import vaunts, vaunts_of_form

    joined = passage(sentence, before, asides=True).sentence
    first = next((at for at, offset in enumerate(joined.offsets) if offset >= sentence.offsets[0]), 0)
    found = [(joined, vaunt) for vaunt in vaunts(joined, first)]
    for form in context.forms if not found and any(word in sentence.text for word in _TOPS) else ():
        above = context.document.folded[: form.offsets[0]].rstrip()[-_ABOVE:]
        # What is said of a table is for those who read its heads
        if sentence.offsets[0] not in range(form.offsets[0], form.offsets[-1] + 1) and not any(mark in above for mark in "|\t"):
            found += [(sentence, vaunt) for vaunt in vaunts_of_form(sentence, form, "".join(above.splitlines()[-_LINES:]))]
    for told, vaunt in found:
        own = vaunt.claimed.value
        passing = [m for m in vaunt.others if (m.value.printed_below(own) if vaunt.lowest else own.printed_below(m.value))]
        if passing:
            yield _outcome(context, told.span(vaunt.start, vaunt.end), (vaunt.claimed, *passing))


def _bounds(context: Context, sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Outcome]:
    all_pass = any(word in sentence.text for word in _BOUNDS) and any(mention.hedges for mention in sentence.mentions)
    part_of = any(mention.unit == "成" or mention.kind is MentionKind.RATIO for mention in sentence.mentions) or "半" in sentence.text
    planned = any(word in sentence.text for word in _PLANS)
    ranked = any(sign in sentence.text for sign in _RANKS)
    if not (all_pass or part_of or planned or ranked):
        return
    from auditor.relating.abreast import beside_bounds, beside_fractions, beside_plans, beside_populations

    near = passage(sentence, before[-1:], asides=True).sentence
    joined = passage(sentence, before).sentence
    gates = (
        (all_pass, near, beside_bounds),
        (part_of, near, beside_fractions),
        (planned, joined, beside_plans),
        (ranked, joined, beside_populations),
    )
    for awake, told, binder in gates:
        yield from _doubts(context, told, binder) if awake else ()


def _doubts(context: Context, sentence: Sentence, binder: Callable[[Sentence], Iterator[Any]]) -> Iterator[Outcome]:
    for doubt in binder(sentence):
        yield _outcome(context, sentence.span(doubt.start, doubt.end), doubt.figures)


def _outcome(context: Context, span: tuple[int, int], figures: Sequence[Mention]) -> Outcome:
    members = tuple(Member("figure", m.start, m.end) for m in figures)
    claim = context.document.text[span[0] : span[1]]
    fields = {"claim": claim, "figures": "、".join(map(context.quote, figures))}
    return Outcome(Verdict.VIOLATED, *span, members, claim, fields=fields, severity=Severity.INFO, loose=True)
