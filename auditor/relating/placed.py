"""Ranks and values of rivals, one of each in a statement, in whatever order: 排第1位的是甲农场,亩产⟨⟩;排第2位的是乙农场,亩产⟨⟩.

Owns which rank goes with which value by the statement alone; `standings` reads those that stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.expression import expression
from auditor.model import Mention
from auditor.record import record
from auditor.relating.abreast import Doubt
from auditor.relating.rivals import SORT, bare
from auditor.relating.sentence import RANKS, Sentence
from auditor.relating.unit import same_unit

_STATEMENT = expression(r"[;。\n]")
_CLAUSE = expression(r"[,:、()]")
_SIGN = expression(r"[\ue000-\uf8ff]")
# "我市" "本院": the one whose report it is
_OWN = expression(r"(?:我|本)(?P<sort>[省市州县区镇乡院校局行所队厂站])")
_OF_RANK = expression(r"^.*?(?:的是|的为|[是为]|的)(?=\p{Han}{2})")
_ELSE = expression(r"倒数|[上去前]年|同期|由第|从第|下降|上升|[前后]移|退|进位|曾|原|[高低]于|[比较](?!例|重|率|赛|武)")
_LESS_FIRST = expression(r"由?[低少小短][到至往]|浓度|PM|用时|耗时|时[长间]|扣分|失分|能耗|成本|投诉|发案|事故|不良|违约|逾期|指数|空置|费用|支出")
_SCORED = expression(r"(?:由|从)[高多大][到至往]|得分|总分|分数|满意|合格率|达标率|完成率")
_SCOPE = expression(r"全\p{Han}")


@record(frozen=True)
class Placing:
    """A statement with one rank and one value: the sorts of the names in it with each name, and the place that it is ranked in."""

    rank: Mention
    value: Mention
    holders: tuple[tuple[str, str], ...]
    scope: str
    at: int


def misplaced(sentence: Sentence) -> Iterator[Doubt]:
    """Ranks of rivals that no order of their values allows; of two the greater comes first where they are scored."""
    text = sentence.text
    if sum(m.kind in RANKS for m in sentence.mentions) < 2 or _LESS_FIRST.search(text):
        return
    run: list[Placing] = []
    for placing in _placings(sentence):
        if run and not _are_rivals(run[-1], placing):
            run = []
        run.append(placing)
    ranked = sorted(run, key=lambda one: one.rank.value.low or 0)
    numbers = {one.rank.value.low for one in ranked}
    if len(ranked) < 2 or len(numbers) < len(ranked) or (len(ranked) == 2 and not (_SCORED.search(text) or ranked[0].value.unit == "分")):
        return
    falls = all(not a.value.value.printed_below(b.value.value) for a, b in pairwise(ranked))
    rises = all(not b.value.value.printed_below(a.value.value) for a, b in pairwise(ranked))
    if not falls and not (rises and len(ranked) > 2):
        yield Doubt(run[-1].at, run[-1].at + 1, (run[-1].rank, *(m for one in run for m in (one.value, one.rank))))


def _placings(sentence: Sentence) -> Iterator[Placing]:
    """The statements with one exact rank and one value that is no change, of the unit of those before; a statement may have one of each after the other."""
    low = 0
    unit: Mention | None = None
    for high in (*(m.start() for m in _STATEMENT.finditer(sentence.text)), len(sentence.text)):
        inside = [k for k, p in enumerate(sentence.positions) if low <= p < high and not _ELSE.search(sentence.clause_before(k))]
        kept = [
            k
            for k in inside
            if _is_rank(sentence.mentions[k]) or (_is_value(sentence.mentions[k]) and same_unit(sentence.mentions[k], unit or sentence.mentions[k]))
        ]
        pairs = [*zip(kept[::2], kept[1::2], strict=False)]
        paired = len(kept) % 2 == 0 and len({_is_rank(sentence.mentions[k]) for k in kept[::2]}) == 1 == len(
            {_is_rank(sentence.mentions[k]) for k in kept[1::2]}
        )
        if not paired or "倒数" in sentence.text[low:high] or any(_is_rank(sentence.mentions[a]) == _is_rank(sentence.mentions[b]) for a, b in pairs):
            pairs = []
        for a, b in pairs:
            rank, value = (sentence.mentions[k] for k in ((a, b) if _is_rank(sentence.mentions[a]) else (b, a)))
            # What is said behind both is a comment
            told = sentence.text[low : sentence.positions[b]]
            scope, unit = _SCOPE.search(told), value
            yield Placing(rank, value, tuple(_holders(told)), scope[0] if scope else "", sentence.positions[b])
            low = sentence.positions[b] + 1
        low = high + 1


def _is_rank(mention: Mention) -> bool:
    return mention.kind in RANKS and mention.value.is_point


def _is_value(mention: Mention) -> bool:
    return (
        mention.is_quantity and bool(mention.unit) and mention.unit not in ("位", "名", "个", "家") and not mention.hedges and not mention.components
    )


def _holders(words: str) -> Iterator[tuple[str, str]]:
    """The sort and the name of all that the clauses of a statement name."""
    for clause in _CLAUSE.split(_SIGN.sub(",", words)):
        for said in {clause, _OF_RANK.sub("", clause)}:
            own, named = _OWN.search(said), SORT.match(bare(said))
            if own is not None:
                yield own["sort"], own[0]
            elif named is not None and len(named["name"]) > 1:
                yield named["name"][-1], named["name"]


def _are_rivals(one: Placing, other: Placing) -> bool:
    """Whether two placings are of two names of one sort, and of one ranking."""
    pairs = [(a, b) for sort, a in one.holders for kind, b in other.holders if sort == kind]
    return any(a != b for a, b in pairs) and not any(a == b for a, b in pairs) and (not one.scope or not other.scope or one.scope == other.scope)


def statements(joined: Sequence[Sentence]) -> Sentence:
    """Sentences that follow each other as one, each a statement of its own."""
    text, offsets, mentions, positions = "", list[int](), list[Mention](), list[int]()
    for one in joined:
        mentions += one.mentions
        positions += [p + len(text) for p in one.positions]
        text += one.text.rstrip("。") + "。"
        offsets += [*one.offsets[: len(one.text.rstrip("。"))], one.offsets[-1]]
    return Sentence.of(text, offsets, mentions, positions)
