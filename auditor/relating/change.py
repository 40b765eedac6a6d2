"""Changes bound to the values before and after: by how much (增长15%, 减少65起, 提高2.5个百分点, 增长2倍) from what to what.

The base is recognised by what stands before it: 由…, 上年, 去年同期, 2020年, 较…的. The figure of now is the nearest level before the change
that can be compared with the base and is none itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import compiled, expression
from auditor.lexicon import Lexicon
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.record import record
from auditor.relating.noun import noun, shared
from auditor.relating.partition import CHANGE
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable

_LEVELS = AMOUNTS | {MentionKind.PERCENT}
_YEAR = r"(?:(?:19|20)\d\d年|“?十[一二三四]五”?)(?:同期|底|末|初|度|全年|的)*"
_LAST = r"(?:上年|去年|前年|上期|上月|上季度?|同期|年初)(?:同期|底|末|初|度|全年|的|预期目标)*"
_PERIOD = r"(?:上年|去年|前年|上期|上月|上季度?|同期|年初|(?:19|20)\d\d年|“?十[一二三四]五”?)(?:同期|底|末|初|度|全年|的|预期目标)*"
# The time in which something changed: "一年间", and "间" behind the sign of 五年
IN_YEARS = r"[一二两三四五六七八九十]年(?:时?间|来|内)?|^(?:时?间|来|内)"
# Before a base: "由" "从2020年的" "较上年的" "上年同期为" "比全省" — not "比例为"
_BASE = expression(
    rf"(?:(?:由|从|与(?={_LAST}|{_YEAR}))[^,;。]{{0,14}}|(?:(?<!占)比|较|低于|高于|高出)(?!例|重|率|值)[^,;。]{{0,12}}|(?:而|为)?{_LAST}[^,;。]{{0,6}}|^(?:而)?{_YEAR})(?:为|是|有)?$"
)
# All that may stand between the last mark or figure and the change itself: "同比" "比上年" "净" — not "其中盗窃案件"
_PLAIN = expression(
    rf"(?:的|预期目标|平均水平|水平|平均)?(?:同比|环比|名义|净|共|累计|{IN_YEARS}|(?:比|较)?(?:{_PERIOD})|分别|则|反而|实际|每\p{{Han}}{{1,3}}?)*$"
)
# "比上年增加⟨⟩" "比上年多办⟨⟩" is a change, no base
_CHANGED = expression(
    r"(?:增加|增长|增收|增产|减少|减收|减产|下降|降低|回落|提高|提升|上升|上涨|下跌|下滑|扩大|缩小|缩短|延长|压缩|节约|节省|净增|净减|新增|[多少高]出?|低|快|慢|增|减|(?:比|较)[^,;。]{1,10}[多少]\p{Han}{1,2})(?:了|约|近)?$"
)
_YEARLY = expression(r"同期|同比")
_MONTHLY = expression(r"年初|期初|上月|上季|环比|月初|季初")
# What 多 and 少 may be of: "多收" "少支出", and where the text compares "同比少救助" — not "多媒体"
_MORE_OF = r"(?:收入?|支出?|办理?|产|销售?|征收?|缴|派|发放?|招收?|接[待收]?|查[处获]?|受理|审?结|开|拨付?|投入?|调|用|花费?|完成|生产|(?<=(?:同比|同期|[比较][上去]年)[多少])\p{Han}{2,3})?"
# Behind a change whose own clause names what changed: 社区食堂新增⟨⟩",由原来的"⟨⟩ — not ",员工由"
_LED = expression(rf",(?:总数|总量)?[由从](?:原来|原先|{_PERIOD})?的?")
# Between a change, or the base behind it, and the value that they lead to: "至" ",达到" "增加到" — not ",其中"
_ON_TO = expression(r",?(?:总数|总量|总额)?(?:现|目前)?已?(?:增加?|减少?|上?升|下?降|提高|上?涨|缩短|延长|达)?(?:到|至|为|达)(?:了|今年的?|目前的?)?")
_SKIPPED = expression(r"年均|平均每年|每年|年平均|复合|累计拉动|拉动|贡献")


@record(frozen=True, slots=True)
class Change:
    """A change with the two values that it leads from and to.

    `falls` is its direction, `words` the text from the first value to the change; `far` where they stand in several
    sentences or are known by their names alone.
    """

    change: Mention
    before: Mention
    after: Mention
    falls: bool
    words: str
    far: bool = False


def bind_changes(sentence: Sentence, lexicon: Lexicon) -> Iterator[Change]:
    """Every change of a sentence whose base and present value stand in the same sentence."""
    for order in range(len(sentence.mentions)):
        falls = _direction(sentence, order, lexicon)
        if falls is None:
            continue
        base = _base(sentence, order)
        if base is None or _of_another_time(sentence, order, base):
            continue
        now = _now(sentence, order, base)
        if (
            now is not None
            and _loses(sentence, now) == _loses(sentence, base)
            and not is_set_off(sentence, order, lexicon, falls=falls)
            and not _has_own_level(sentence, max((k for k in (now, base) if k < order), default=order), order)
        ):
            words = sentence.text[sentence.positions[min(now, base)] : sentence.positions[order]]
            yield Change(sentence.mentions[order], sentence.mentions[base], sentence.mentions[now], falls, words)


def _of_another_time(sentence: Sentence, order: int, base: int) -> bool:
    """Whether a change says that it compares with the last year, and its base is of the last month or of January, or the other way round."""
    own, other = sentence.clause_before(order), sentence.clause_before(base)
    return any(a.search(own) and b.search(other) for a, b in ((_YEARLY, _MONTHLY), (_MONTHLY, _YEARLY)))


def is_set_off(sentence: Sentence, order: int, lexicon: Lexicon, *, falls: bool) -> bool:
    """Whether a change is one of two that go against each other, and so is no difference of what was and is: 新增⟨⟩,注销⟨⟩."""
    beside = [k for k in (order - 1, order + 1) if 0 <= k < len(sentence.mentions) and sentence.mentions[k].unit == sentence.mentions[order].unit]
    opposite = lexicon.words["incoming" if falls else "outgoing"]
    return any(sentence.clause_before(k).endswith(opposite) and not _is_base(sentence, k) for k in beside)


def _loses(sentence: Sentence, k: int) -> bool:
    """Whether a figure is a loss: 亏损0.3亿元 is less than nothing."""
    return "亏损" in sentence.clause_before(k)


def _direction(sentence: Sentence, order: int, lexicon: Lexicon) -> bool | None:
    """Whether a mention is said to be a fall, by the word of direction right before it; None where more than connectives stand before that."""
    clause = sentence.clause_before(order).strip()
    if _SKIPPED.search(clause):
        return None
    if clause in ("", "的预期目标", "的平均水平", "的目标") and order and _is_base(sentence, order - 1):
        clause = _leading_comparison(sentence, order - 1)
    led = order + 1 < len(sentence.mentions) and _LED.fullmatch(sentence.between(order, order + 1)) is not None
    return next((falls for falls, before in directions(clause, lexicon) if led or _PLAIN.fullmatch(before.removeprefix(","))), None)


def directions(clause: str, lexicon: Lexicon) -> Iterator[tuple[bool, str]]:
    """Every word of direction that a clause ends with: whether it is a fall, and what stands before it."""
    for falls, words in ((False, lexicon.words["change-up"]), (True, lexicon.words["change-down"])):
        for word in (word for word in words if word in clause):
            verb = _MORE_OF if word in ("多", "少") else ""
            match = compiled(rf"{word}{verb}(?:率|幅|幅度)?(?:分别)?(?:了|为|达|达到|约|近|超过)?$").search(clause)
            if match:
                yield falls, clause[: match.start()]


def _leading_comparison(sentence: Sentence, base: int) -> str:
    """高 or 低 where the direction stands before the base: 高于全市平均(⟨⟩)⟨2.5个百分点⟩."""
    words = sentence.clause_before(base) or _before_bracket(sentence, base)
    return "高" if words.startswith(("高于", "高出")) else "低" if words.startswith("低于") else ""


def can_change(sentence: Sentence, k: int) -> bool:
    """Whether a mention is a value that can change: a figure with a unit, no age and no stretch of time that dates something."""
    mention = sentence.mentions[k]
    before = sentence.text[sentence.positions[k] - 1 : sentence.positions[k]]
    timed = mention.dimension.startswith("age") or (mention.dimension.startswith("duration") and before in ("前", "近", "后", "去", "这", "续"))
    return mention.kind in _LEVELS and not mention.components and bool(mention.unit or mention.scale != 1) and not mention.quoted and not timed


def _base(sentence: Sentence, order: int) -> int | None:
    """The base that stands nearest: before the change, or in brackets or the next clause right behind it."""
    before = [k for k in range(order - 1, max(-1, order - 5), -1) if _is_base(sentence, k)]
    after = [k for k in range(order + 1, min(len(sentence.mentions), order + 2)) if _is_base(sentence, k) and _explains(sentence, order, k)]
    nearest = (before + after)[:1]
    return nearest[0] if nearest and not _divided(sentence, nearest[0], order) else None


def _is_base(sentence: Sentence, k: int) -> bool:
    text = sentence.text[max(0, sentence.positions[k] - 24) : sentence.positions[k]].removesuffix(":")
    clause = compiled(r"[,;:。()\ue000-\uf8ff]").split(text)[-1]
    words = clause or _before_bracket(sentence, k)
    return can_change(sentence, k) and not _CHANGED.search(words) and _BASE.search(words) is not None


def _before_bracket(sentence: Sentence, k: int) -> str:
    """The words before an opening bracket that holds nothing but the figure: 比全省(⟨⟩)."""
    group = sentence.groups[k]
    if group is None or group[0] != sentence.positions[k] - 1:
        return ""
    return compiled(r"[,;:。()\ue000-\uf8ff]").split(sentence.text[: group[0]])[-1]


def _explains(sentence: Sentence, order: int, k: int) -> bool:
    """Whether the base behind a change belongs to it: "(上年同期⟨⟩)", ",上年为⟨⟩"."""
    between = sentence.between(order, k)
    own = between.lstrip("(,、")
    return len(between) <= 12 and between[:1] in ("(", ",", "、") and own[:1] not in ("比", "较")


def _now(sentence: Sentence, order: int, base: int) -> int | None:
    """The value that the change leads to: behind 由…到 the next level, the one that the change is said to reach, else the nearest level before base and change."""
    for k in range(base + 1, order):
        if (
            can_change(sentence, k)
            and comparable(sentence.mentions[k], sentence.mentions[base])
            and not _is_base(sentence, k)
            and not is_change(sentence, k)
        ):
            return k
    reached = max(base, order) + 1
    if reached < len(sentence.mentions) and _ON_TO.fullmatch(sentence.between(reached - 1, reached)):
        return reached if can_change(sentence, reached) and comparable(sentence.mentions[reached], sentence.mentions[base]) else None
    earlier = [
        k for k in range(min(base, order) - 1, -1, -1) if can_change(sentence, k) and comparable(sentence.mentions[k], sentence.mentions[base])
    ]
    nearest = _like_named(sentence, base, [k for k in earlier if not is_change(sentence, k)])
    for k in nearest:
        return None if _is_base(sentence, k) or _divided(sentence, k, order) or sentence.mentions[k].unit != sentence.mentions[base].unit else k
    return None


def _like_named(sentence: Sentence, base: int, candidates: Sequence[int]) -> Sequence[int]:
    """The candidates, or those of them that share most of the noun of the base: 存款余额, not the nearer 贷款余额, with 年初存款余额."""
    common = {k: shared(noun(sentence, base), noun(sentence, k)) for k in candidates}
    most = max(common.values(), default=0)
    return [k for k in candidates if common[k] == most] if most > 1 else candidates


def _has_own_level(sentence: Sentence, last: int, order: int) -> bool:
    """Whether another value stands between the bound ones and the change, which then speaks of that."""
    base = sentence.mentions[last].dimension
    between = [k for k in range(last + 1, order) if not _is_span(sentence, k) or sentence.mentions[k].dimension == base]
    return any(can_change(sentence, k) and not is_change(sentence, k) and sentence.groups[k] is None for k in between)


def _is_span(sentence: Sentence, k: int) -> bool:
    """Whether a mention is a stretch of years or months, in which something changed: 三年增长40%."""
    return sentence.mentions[k].dimension == "duration-months"


def is_change(sentence: Sentence, k: int) -> bool:
    """Whether a mention is itself a change; a rate of growth is a level where rates are compared in points."""
    if sentence.mentions[k].kind is MentionKind.PERCENT:
        return False
    return CHANGE.search(sentence.text[max(0, sentence.positions[k] - 12) : sentence.positions[k]]) is not None and not _is_base(sentence, k)


def _divided(sentence: Sentence, a: int, b: int) -> bool:
    """Whether another statement begins between two mentions."""
    low, high = sorted((sentence.positions[a], sentence.positions[b]))
    return any(mark in sentence.text[low:high] for mark in (";", "。", "其中"))
