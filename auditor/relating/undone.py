"""What is still to be done of what was: 已筛查6420人，还有2180人未筛查; 交付2615套，待交付245套."""

from __future__ import annotations

from auditor.expression import expression
from auditor.relating.sentence import Sentence
from auditor.relating.unit import same_unit

# "还有⟨86人⟩尚未筛查" — not "还有⟨86人⟩正在复查"
_STILL = expression(r"(?:还|仍|尚)有$")
_UNDONE = expression(r"\p{Han}{0,3}?(?:尚|还|仍)?[未没](?:有|能)?(?:参加|进行|完成)?(?P<verb>\p{Han}{2})")
# "待交付" "仍未验收的" behind "交付⟨⟩": what was not yet done — not "待遇", nor "未成年"
_TO_DO = expression(r"(?:尚|仍|还|有)*(?:待|未)(?P<verb>(?!遇|成年|来)\p{Han}{2})(?:的|数量|任务)?(?:有|为|达|约)?$")


def is_still_to_do(sentence: Sentence, order: int) -> bool:
    """Whether a figure is what the one before it leaves to do, by its verb: 已筛查6420人，还有2180人未筛查; 交付2615套，待交付245套."""
    ahead = _TO_DO.fullmatch(sentence.clause_before(order).strip()) if order else None
    more = any(same_unit(mention, sentence.mentions[order]) for mention in sentence.mentions[order + 1 :])
    if ahead is not None:
        return not more and sentence.clause_before(order - 1).removeprefix("已").endswith(ahead["verb"])
    match = _UNDONE.match(sentence.text, sentence.positions[order] + 1) if order and _STILL.search(sentence.clause_before(order)) else None
    return match is not None and not more and match["verb"] in sentence.clause_before(order - 1)
