"""Shares told before their counts: 电动车占新登记车辆的43.8%。全年新登记车辆12.4万辆，其中电动车4.81万辆; and in brackets behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from auditor.expression import expression
from auditor.model import Mention, MentionKind
from auditor.relating.discourse import SURVEYED, Passage, passage
from auditor.relating.evident_rate import would_give
from auditor.relating.figure import bare
from auditor.relating.rated import Binding, can_be_divided, is_about
from auditor.relating.sentence import Sentence
from auditor.relating.share import is_said_to_be
from auditor.relating.unit import comparable

# "占全市新登记车辆的" before a percentage — not "占"
_SHARE = expression(
    r"(?P<who>[^,;:。“”()占\ue000-\uf8ff]{0,14})占(?P<of>[^,;:。“”()占\ue000-\uf8ff]{2,16}?)(?:的|比重|比例|的比重|的比例)(?:约|为|达|达到|仅|高)*$"
)
_SHORTEST = 2
# "总额里" behind "21.8亿元税收"
_TOTAL = expression(r"(?:总[额量数值])?(?:之?中|里|当中)?$")


def bind_shares_ahead(sentence: Sentence, before: Sequence[Sentence], bound: Collection[int]) -> Iterator[Binding]:
    """The shares that start at none of the offsets `bound`, whose part and whole are named behind them in the sentence, once each."""
    told = any("占" in text.text for text in (*before, sentence))
    if not _SHORTEST < len(sentence.mentions) + len(before) <= SURVEYED or not told:
        return
    joined = passage(sentence, before, asides=True)
    for order in range(len(joined.sentence.mentions)):
        rate = joined.sentence.mentions[order]
        said = _SHARE.search(joined.sentence.clause_before(order))
        if rate.kind is MentionKind.PERCENT and said and rate.start not in bound:
            yield from _bind(joined, order, said["who"], said["of"])


def _bind(joined: Passage, order: int, who: str, of: str) -> Iterator[Binding]:
    sentence, rate = joined.sentence, joined.sentence.mentions[order]
    counts = [sentence.mentions[k] for k in range(max(joined.first, order + 1), len(sentence.mentions)) if can_be_divided(sentence, k)]
    wholes = [m for m in counts if is_said_to_be(of, m.label) or is_said_to_be(of, _TOTAL.sub("", m.tail))]
    wholes = [m for m in wholes if of in m.label] or wholes
    told = sentence.text[: sentence.positions[order]]
    parts = [m for m in counts if m not in wholes and _is_named(m, who, told)]
    # 工业用电⟨⟩,占全社会用电量的⟨⟩ has its part before it
    own = [m for k, m in enumerate(sentence.mentions[:order]) if "。" not in sentence.between(k, order) and can_be_divided(sentence, k)]
    if any(comparable(m, whole) for m in own for whole in wholes):
        return
    others = [m for m in counts if m not in wholes and comparable(m, wholes[0])] if len(wholes) == 1 else []
    # Where only one other amount can be meant it need not be named again
    supposed = not parts and len(others) == 1
    parts = others if supposed else parts
    if (
        len(wholes) == len(parts) == 1
        and comparable(parts[0], wholes[0])
        and (is_about(rate, parts[0], wholes[0]) or would_give(rate, parts[0], wholes[0]))
    ):
        yield Binding(rate, parts[0], ((wholes[0],),), stated=False, by="share", supposed=supposed)


def _is_named(part: Mention, who: str, told: str) -> bool:
    """Whether an amount is called what the share was said to be of, or what stands right before the share begins it: 一般贸易占 and 一般贸易进出口."""
    name = bare(part.label, ()).removesuffix("余额")
    return (len(name) >= _SHORTEST and name in told) or (len(who) > _SHORTEST and part.label.removeprefix("其中").startswith(who))
