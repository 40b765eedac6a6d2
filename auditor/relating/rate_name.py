"""What a rate is called, where its name stands right before it, in a list of names, or before the value that it rose from."""

from __future__ import annotations

from functools import lru_cache

from auditor.expression import expression
from auditor.lexicon import Lexicon, RateFamily
from auditor.relating.sentence import RATES, Sentence

# "调解成功率" "办结率均" "亏损面" "药占比" — not "增长率" (a change) and not "频率"
_NAMED_RATE = expression(
    r"(?P<name>[^\s,;:。“”()]{1,16}率|[^\s,;:。“”()]{0,14}(?:(?:亏损|盈利|增长|上涨|下降|覆盖|受益)面|[药耗]占比|免疫密度|(?:支出|执行|拨付|出库|播种|收购)进度))(?:均|都|已|也|则|同样|分别|依次|仅|只|又|提[高升]|上升|升|降|稳定|保持|控制|维持|仍|依然)*$"
)
# "参检率、优秀率分别达" before the first of its figures
_LISTED_NAMES = expression(
    r"(?P<name>[^\s,;:。、和及与“”()\ue000-\uf8ff]{1,14}率)(?:[、和及与](?P<name>[^\s,;:。、和及与“”()\ue000-\uf8ff]{1,14}率))+(?:均|也)?(?:分别|依次)[为达是到]{0,2}$"
)
_JOINED = expression(r"[、,和及与]{1,2}")
# "甲班、乙班的优良率分别为" before the first of its figures
_IN_TURN = expression(r"(?:分别|依次)(?:为|达|达到|是)*$")
# "由79.4%提高到⟨⟩" and what stands before the value it comes from: "数字化率由年初的⟨⟩"
_RISEN = expression(
    r"(?:进一步|稳步|大幅|逐步)?(?:提高|上升|提升|增长|增加|下降|降低|回落|跃升|攀升|升|降)?(?:到|至|为)(?:了|约|目前的|年底的|今年的|现在的)?"
)
_ONCE = expression(r"[由从](?:[上去前年季月期初\p{N}]\p{Han}{0,6}|\d{4}年的?)?$")


@lru_cache(maxsize=8192)
def rate_name(label: str) -> str:
    """The name of a rate at the end of a label, "" where the label ends otherwise: "全年案件办结率" → itself; many binders ask it of the same rate."""
    match = _NAMED_RATE.search(label)
    return match["name"] if match else ""


def told_name(sentence: Sentence, order: int) -> str:
    """The name of the rate at an ordinal, by its place in a list, by its label, or by that of what it rose from; "" where it has none or is itself what one rose from."""
    mention = sentence.mentions[order]
    if _ONCE.search(sentence.clause_before(order)):
        return ""
    risen = (
        order and mention.kind in RATES and sentence.mentions[order - 1].kind is mention.kind and _RISEN.fullmatch(sentence.between(order - 1, order))
    )
    label = _ONCE.sub("", sentence.clause_before(order - 1)) if risen else mention.label
    first = run_start(sentence, order)
    shared = sentence.mentions[first].label if first < order and _IN_TURN.search(sentence.clause_before(first)) else ""
    return _listed_name(sentence, order) or rate_name(label) or rate_name(shared)


def _listed_name(sentence: Sentence, order: int) -> str:
    """The name of a rate by its place in a list of names: 优秀率 of the second figure behind 参检率、优秀率分别达."""
    first = run_start(sentence, order)
    match = _LISTED_NAMES.search(sentence.text, 0, sentence.positions[first])
    names = match.captures("name") if match else []
    return str(names[order - first]) if order - first < len(names) else ""


def run_start(sentence: Sentence, order: int) -> int:
    """The ordinal of the first of the rates that nothing but joints divide from a rate: of 98.2% where 98.2%、45.8% are listed."""
    while order and sentence.mentions[order - 1].kind in RATES and _JOINED.fullmatch(sentence.between(order - 1, order)):
        order -= 1
    return order


def is_listed(sentence: Sentence, order: int) -> bool:
    """Whether a rate is one of several that stand in a row: 98.2%、45.8%."""
    following = order + 1
    goes_on = following < len(sentence.mentions) and sentence.mentions[following].kind in RATES
    return run_start(sentence, order) < order or (goes_on and run_start(sentence, following) == order)


_known: dict[int, tuple[tuple[RateFamily, ...], dict[str, RateFamily]]] = {}


def family_of(name: str, lexicon: Lexicon) -> RateFamily | None:
    """The family of the lexicon whose name is the longest ending of `name`."""
    families = _families(lexicon.rates)
    return next((families[name[start:]] for start in range(len(name)) if name[start:] in families), None)


def _families(rates: tuple[RateFamily, ...]) -> dict[str, RateFamily]:
    """The families by their names, of one name the first, which may be an office's own; the rows are held, so that no others come to have their id."""
    if id(rates) not in _known:
        _known.clear()
        _known[id(rates)] = rates, {family.name: family for family in reversed(rates)}
    return _known[id(rates)][1]
