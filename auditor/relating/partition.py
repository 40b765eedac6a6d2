"""A whole and its parts, and which figures can be either: levels, not changes, averages or steps.

Owns what all lists of parts share; how a list is announced is for `bracketed`, `cued` and `summed`, who its whole is for `whole`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.record import record, replace
from auditor.relating.sentence import SIGNS, Sentence

Cue = Literal["brackets", "named", "summed", "announced", "among", "bare", "includes", "divided", "introduced", "evident", "adjacent"]
# "比上年增加⟨⟩" "增长了⟨⟩" "比预算数⟨⟩" "由⟨⟩增长了⟨⟩" — not "新增就业⟨⟩" nor "比较满意的⟨⟩"
_CHANGE = expression(  # read from its end, where all of it is anchored: that is six times as fast
    r"(?r)(?:(?:比|较)[^,;。]{0,8}|同比|环比|[,、(]|^)(?:净?增加|净?增长|净增|净?减少|少支|多支|少收|多收|下降|降低|回落|上升|提高|多|少|增|减|高出?|低)(?:了|约|近|超)*$"
    r"|[,、(](?:一年|同比|共|净)*[多少](?!媒|层|儿|年|数|年|次|种|元|个|功)\p{Han}{1,2}$"
    r"|(?:[低高快慢少多小大]于|超出|高出)[^,;:。()]{1,10}$|[\ue000-\uf8ff](?:增加|增长|提[高升]|上升|扩[大充]|减少|下降|降低|压[缩减]|缩[短减]|精简)了?$"
    r"|[亩户人]均[增减][产收]了?$|(?<!占)[比较](?!例|重|率|值|为|强|好|大|较?(?:满意|了解|认可|支持|赞成|熟悉|认同|好))[^,;:。]{0,10}$"
)
# Nor are two streaks parts of each other: 全院连续⟨9年⟩,其中财务科连续⟨12年⟩
# "上年同期分别为⟨⟩" is no part of this year's — not "上年同期⟨⟩的"
_FORMER = expression(r"(?:[上去前]年同[期月]|[上去]年[末底]|年初)(?:仅|则)?(?:分别)?[为是]$")
_EACH = expression(
    r"每|[人户]均(?!衡|匀|[已有未不无])|[生师班校亩床车次件笔店村]均(?!衡|匀|[已有未不无可])|平均|满分|日均|月均|年均|单价|均价|(?<!高)标准(?!化)|限额|上限|下限|(?:连续|蝉联)\p{Han}{0,2}$"
)
# "由⟨⟩提高到⟨⟩": steps of one figure are no parts — not "由单位捐赠⟨⟩、个人捐赠⟨⟩"
_STEP = expression(r"(?:提高到|增加到|增至|提高至|增加至|降至|降到|减少到|减至|上升到|上升至|扩大到)[^,;。]{0,4}$")
_FROM = expression(r"(?:由|从)[^,;。]{0,4}$")
_TO = expression(r"[^,;:。、\ue000-\uf8ff]{0,12}[到至升降增减扩压缩涨跌成]")
# "甲、乙等" — not "一等奖" and not "利息等其他收入"
_OPEN = expression(r"(?<![一二三四特高中初同平对])等(?!其[他它余]|奖|级|候|同|于|价|次|待)")
# What is taken from the whole stands in its list too: "其中主业盈利2.9亿元,新公司亏损0.5亿元"
LOSS = expression(r"亏损|亏(?=[\ue000-\uf8ff])|逆差|净流出")
_LOST = expression(rf"(?:减少|净减|下降)了?[{''.join(SIGNS[kind] for kind in sorted(AMOUNTS))}]")
OTHERS = expression(r"其他|其余|其它")
# "。其余为合作社" behind a list: what is left has no figure — not "其余⟨12户⟩"
_REST = expression(r"[,;。](?:其[余他它]|剩余)[^,;。()\ue000-\uf8ff]*(?:[,;。]|$)")
# "⟨10亿元以上⟩项目⟨6个⟩" "⟨一至两年⟩⟨86万元⟩" — not "⟨10亿元以上⟩,新增⟨6个⟩"
_CLASS = expression(r"的?\p{Han}{0,6}")
# What is told twice is counted once: "1起重复通报,按一起计" — not "不重复计算"
_OVERLAP = expression(
    r"(?<![不无有免止])(?:重复|交叉|重叠)(?:的|计|统计|部分|登记|通报|享受|参加|报名|申报|线索)|[与同和][^,;。]{1,8}(?:重复|交叉|重叠)|去重|剔重|(?<!不)同时(?:属于|计入|享受)|按\p{Han}?[一\ue000-\ue0ff]\p{Han}?计"
)
# ",约" behind an amount, the hedge being part of the figure; "(合"
_AGAIN = expression(r"[,(](?:即|合|折合|约合|相当于)?")
_LEFT_OVER = expression(r"节约|节省|节支|结余|剩余|缺口|差|缺|逆差|顺差|[比较]")
_MAX_PARTS = 16
_EXACT = 4


@record(frozen=True)
class Partition:
    """A whole and the parts that the text puts under it.

    `cue` is what announces the list: brackets around it; named (分别为, 分为); summed (parts first, then 合计); announced (共 … 其中); among (其中
    alone); bare (共 and a list without a word between); includes (含, 包括); divided (分产业看, 按经营地分); introduced (a colon); evident (only the
    names of the parts); adjacent (nothing but that they follow it). `near` unless other amounts
    stand between it and the list; `far` where they stand in several sentences. `open` where the list says 等; `others` where it names 其他.
    """

    whole: Mention
    parts: tuple[Mention, ...]
    cue: Cue
    open: bool
    others: bool
    rivals: tuple[Mention, ...] = ()
    near: bool = True
    far: bool = False


def is_whole_or_part(sentence: Sentence, k: int, mention: Mention) -> bool:
    """Whether a mention can be a whole or a part: a level, no change against another period, no average for each, no index."""
    if k not in sentence.levels:
        sentence.levels[k] = _is_whole_or_part(sentence, k, mention)
    return sentence.levels[k]


def _is_whole_or_part(sentence: Sentence, k: int, mention: Mention) -> bool:
    if mention.kind not in AMOUNTS or mention.quoted or mention.components or "/" in mention.unit or mention.label.endswith("指数"):
        return False
    if names_class(sentence, k):
        return False
    before = sentence.text[max(0, sentence.positions[k] - 12) : sentence.positions[k]]
    step = _STEP.search(before) or (_FROM.search(before) and _TO.match(sentence.text, sentence.positions[k] + 1))
    each = _EACH.search(sentence.clause_of_list(k)) or is_per(sentence, k)
    return not (tells_change(before) or _FORMER.search(before) or each or step)


def is_per(sentence: Sentence, k: int) -> bool:
    """Whether a mention, or the list that it goes on with, says how many there are in each so many: 每⟨10万人⟩⟨564例⟩和⟨123例⟩."""
    while k > 1 and sentence.mentions[k].unit == sentence.mentions[k - 1].unit and sentence.between(k - 1, k) in ("、", "和", "及"):
        k -= 1
    return k > 0 and not sentence.between(k - 1, k) and sentence.clause_before(k - 1).endswith("每")


@lru_cache(maxsize=8192)
def tells_change(before: str) -> bool:
    """Whether the words before a figure say that it is a change: 比上年增加, 增长了; one binder after the other asks it of the same figure."""
    return _CHANGE.search(before) is not None


def hedged_in_vain(mention: Mention) -> bool:
    """Whether 约 stands before a figure of so many digits that it says nothing: 约9026.20万股."""
    return len(mention.digits.replace(".", "")) >= _EXACT and bool(mention.hedges) and all(hedge.sense == "about" for hedge in mention.hedges)


def as_printed(partition: Partition) -> Partition | None:
    """The partition without its hedges, where 约 stands before figures of so many digits that it says nothing; None where nothing is hedged so."""
    mentions = (partition.whole, *partition.parts)
    vague = any(m.hedges and not hedged_in_vain(m) for m in mentions)
    if vague or not any(m.hedges for m in mentions) or any(len(m.digits.replace(".", "")) < _EXACT for m in mentions):
        return None
    whole, *parts = (replace(m, value=m.printed, hedges=()) for m in mentions)
    return replace(partition, whole=whole, parts=tuple(parts))


def are_below(partition: Partition) -> bool:
    """Whether nothing says that parts stand beside their whole: 牛奶产量 is called like 肉类产量, and what is left over is no part."""
    return not any(part.label.endswith(partition.whole.label[-2:]) or _LEFT_OVER.search(part.label) for part in partition.parts)


def names_class(sentence: Sentence, k: int) -> bool:
    """Whether a figure tells what another counts: 10亿元以上 of 10亿元以上项目6个, 一至两年 of 一至两年86万元."""
    if not 0 <= k < len(sentence.mentions) - 1:
        return False
    mention = sentence.mentions[k]
    bounded = bool(mention.components) or any(hedge.position == "suffix" and hedge.sense in ("at-least", "at-most") for hedge in mention.hedges)
    return bounded and _CLASS.fullmatch(sentence.between(k, k + 1)) is not None


def restates(sentence: Sentence, k: int) -> bool:
    """Whether a mention says the one before it again in another unit: 126亩,约8.4公顷."""
    one, again = sentence.mentions[k - 1], sentence.mentions[k]
    converted = one.dimension == again.dimension != "" and one.unit != again.unit and one.value.meets(again.value)
    return converted and _AGAIN.fullmatch(sentence.between(k - 1, k)) is not None


def partition(sentence: Sentence, whole: int, parts: Sequence[int], cue: Cue, content: str) -> Partition:
    """The partition of mentions given by their ordinals; `content` is the text of the list, which may say that it is open (等) or names 其他."""
    parts = [k for k in parts if k - 1 not in parts or not restates(sentence, k)]
    mentions = tuple(sentence.mentions[k] for k in parts[:_MAX_PARTS])
    # 新增贷款36亿元,其中住户贷款14亿元,票据融资减少3亿元: what was lost is taken away
    lost = _LOST.search(content) and not _LOST.search(sentence.clause_before(whole) + "\ue000")
    left = lost or _REST.search(sentence.text, sentence.positions[parts[-1]] + 1) is not None or _OVERLAP.search(sentence.text) is not None
    return Partition(
        sentence.mentions[whole],
        mentions,
        cue,
        bool(left or _OPEN.search(content) or (sentence.mentions[whole].kind is MentionKind.MONEY and LOSS.search(content))),
        bool(OTHERS.search(content)),
    )
