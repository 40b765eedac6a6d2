"""value of the highest = the greatest value, first place = the greatest or least: superlatives and ranks against the values listed before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, ClassVar, Literal

from auditor.expression import compiled
from auditor.model import Member, Mention, Outcome, Verdict
from auditor.record import record
from auditor.relating import Context, Sentence
from auditor.relating.roster import Roster, ranks, rosters, superlative
from auditor.rule import STRICT, Rule
from auditor.text import fold_pattern


@record(frozen=True, slots=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    of: Literal["superlatives", "ranks"]
    """What is held against the values: who is said to be highest or lowest, or the ranks given to all."""
    rivals: str = ""
    """A regular expression that the names must end with to be ranked against each other: 县 镇 队 and not 投资 收入."""
    greater_first: str = ""
    """A regular expression that the names or units have where the greater value ranks first; elsewhere either order may be meant."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every roster that a superlative or ranks follow."""
    wakes = ("最", "居") if rule.params.of == "superlatives" else ("列", "居", "名", "获", "排")
    for sentence in context.sentences:
        if len(sentence.mentions) > 1 and any(word in sentence.text for word in wakes):
            for roster in rosters(sentence):
                found = _extreme(context, sentence, roster) if rule.params.of == "superlatives" else _ranked(context, sentence, roster, rule.params)
                if found is not None:
                    yield found


def _extreme(context: Context, sentence: Sentence, roster: Roster) -> Outcome | None:
    claim = superlative(sentence, roster)
    if claim is None:
        return None
    claimed = claim.value or roster.mentions[claim.place or 0]
    passing = [m for m in roster.mentions if (m.value.below(claimed.value) if claim.lowest else claimed.value.below(m.value))]
    start, end = sentence.span(claim.start, claim.end)
    members = (Member("claimed", claimed.start, claimed.end), *(Member("other", m.start, m.end) for m in passing))
    fields = {"claimed": context.quote(claimed), "others": "、".join(context.quote(m) for m in passing), "claim": context.document.text[start:end]}
    verdict = Verdict.VIOLATED if passing else Verdict.HOLDS
    return Outcome(verdict, start, end, members, context.document.text[start:end], fields=fields)


def _ranked(context: Context, sentence: Sentence, roster: Roster, params: Params) -> Outcome | None:
    placed = ranks(sentence, roster)
    if not placed or any(not m.value.is_point for m in placed) or not _rival(roster, params.rivals):
        return None
    ordered = [m for _, m in sorted(zip(placed, roster.mentions, strict=True), key=lambda pair: pair[0].value.low or 0)]
    counted = "".join(roster.names) + roster.mentions[0].unit + roster.mentions[0].label
    must_fall = bool(params.greater_first) and compiled(fold_pattern(params.greater_first)).search(counted) is not None
    holds = _falls(ordered) or (not must_fall and _falls(ordered[::-1]))
    members = (*(Member("value", m.start, m.end) for m in roster.mentions), *(Member("rank", m.start, m.end) for m in placed))
    stated = context.document.text[placed[0].start : placed[-1].end]
    fields = {"values": "、".join(context.quote(m) for m in roster.mentions), "ranks": stated}
    return Outcome(Verdict.HOLDS if holds else Verdict.VIOLATED, placed[0].start, placed[-1].end, members, stated, fields=fields)


def _rival(roster: Roster, rivals: str) -> bool:
    """Whether the names are of one sort; the last may go on with what is counted: 甲镇、乙镇得分."""
    pattern = compiled(f"(?:{fold_pattern(rivals)})")
    anchored = compiled(f"(?:{fold_pattern(rivals)})(?:得|得分|综合得分|考核得分|满意度|满意率|完成率|为)?$")
    return all(anchored.search(name) for name in roster.names[:-1]) and pattern.search(roster.names[-1]) is not None


def _falls(values: Sequence[Mention]) -> bool:
    return all(not a.value.below(b.value) for a, b in pairwise(values))
