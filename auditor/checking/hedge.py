"""One number, one hedge: words around a number that contradict each other (近…余) or say a thing twice (约…左右)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from re import escape
from typing import Any, ClassVar

from auditor.expression import compiled, expression
from auditor.lexicon import Sense
from auditor.meaning import Some
from auditor.model import Hedge, Mention, Outcome, Verdict
from auditor.record import record
from auditor.relating import Context
from auditor.rule import STRICT, Rule

_REACH = 8
_CATEGORIES = ("岁", "级")
# "老人" "医院的标准" behind 60岁以上, 2级以上 — not "的人员" and not "方可报名"
_NAMED = expression(r"(?!方|才|可|的)\p{Han}")
_VERBS = "要?有|拥有|配备|配有|配|设立|设置|设|建立|建成|开展|安排|组织|举办|召开|参加|完成|培养|培育|联系|走访|保证|保持|保留|提供|抽取|抽查|学习|轮训|储备|配置|落实|投入|新建|种植|存放|留存"
FIELDS = frozenset({"first", "second"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    pairs: Some[tuple[Sense, Sense]]
    """Senses that must not meet on one number: [almost, few-more]."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each number whose hedges hold such a pair."""
    forbidden = {frozenset(pair) for pair in rule.params.pairs}
    for mention in context.mentions:
        for a, b in combinations(mention.hedges, 2):
            if {a.sense, b.sense} in forbidden and a.position != b.position and not _compares(mention, a, b):
                yield _outcome(context, mention, mention.outer_start, a.text, b.text)
                break
        else:
            yield from _behind_verb(context, mention, forbidden)


def _compares(mention: Mention, first: Hedge, last: Hedge) -> bool:
    """Whether what follows the first hedge is one thing that has the last in its name: 低于13%左右的目标, 高于60岁以上老人的平均水平."""
    goal = mention.tail.startswith("的") and first.sense in ("above", "below") and last.sense == "about"
    return goal or (mention.unit in _CATEGORIES and bool(_NAMED.match(mention.tail)))


def _outcome(context: Context, mention: Mention, start: int, first: str, second: str) -> Outcome:
    fields = {"first": first, "second": second}
    return Outcome(Verdict.VIOLATED, start, mention.outer_end, stated=context.quote(mention), fields=fields, in_ledger=False)


def _behind_verb(context: Context, mention: Mention, forbidden: set[frozenset[str]]) -> Iterator[Outcome]:
    """A bound said again across a verb: 至少配备3名以上 — not 至少约谈100人以上的企业, where 以上 picks the firms."""
    for hedge in mention.hedges:
        if hedge.position == "suffix" and frozenset((hedge.sense,)) in forbidden and not mention.tail.startswith("的"):
            words = "|".join(escape(word) for row in context.lexicon.hedges if row.sense == hedge.sense for word in row.prefix)
            before = context.document.folded[max(0, mention.outer_start - _REACH) : mention.outer_start]
            match = compiled(rf"(?P<word>{words})(?:{_VERBS})$").search(before) if words else None
            if match:
                yield _outcome(context, mention, mention.outer_start - len(match[0]), match["word"], hedge.text)
