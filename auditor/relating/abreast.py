"""What a passage says of two figures, or of many and a bound, and whether they are so: 均超过⟨90%⟩ beside 西镇⟨88%⟩, 高于二中的⟨9.3%⟩, 未完成计划, 占⟨四分之三以上⟩.

Owns which figures such words may be of when hardly anything is asked of the wording. Each reading tells the figures that it found against the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.number import Interval
from auditor.record import record
from auditor.relating.rivals import ELSEWHERE, MOST, Entry, entries, runs
from auditor.relating.sentence import RANKS, Sentence
from auditor.relating.unit import same_unit

_SHARES = frozenset({MentionKind.PERCENT, MentionKind.RATIO})
_MOVED = expression(r"[增升降减涨跌高低快慢多少]|提前|同比|环比|(?<![占对])[比较](?!例|重|率|值)|[上去前]年|拉动|贡献|目标|计划|任务")
# "⟨46.3%⟩的单位,过半" between a fraction in words and a share — not "占三成,其余企业占"
_APART = expression(r"[。;\n]|其[中余他]|另|而|[上去前]年|同期|分别")
_HALF = expression(r"(?:超过?|过|逾|多)(?:一?半数?|[\ue000-\uf8ff])(?!年|个|天|月)|(?<![一大])大半|过半|超半数|半数以上|一半以上")
_SHARE_WORD = expression(r"占|率|比例|比重|达|为|[(,:]")
_FAR, _NEAR = 40, 10
_UP_TO, _NO_NAME = (
    expression(r"[。;\n\ue000-\uf8ff]"),
    expression(r"^其中|的?占(?:比|全部\p{Han}*)?(?:为|达)?$|比[例重]|问题|\p{Han}类?诉求|企业|项目"),
)
_SHARED = 4
# "各镇均超过" "三个校区都在" before a bound
_ALL = expression(r"(?:均|全部|都|皆|全都)[^,;:。()、\ue000-\uf8ff]{0,8}$")
_SPREAD, _LISTED = expression(r"(?:以上|以下)?,(?:分别|依次)(?:为|是|达到?)?"), expression(r"[、和及与]{1,2}")
_GROWS = expression(r"增|降|减|涨|升|跌")
_SOLE = expression(r"唯一[^,;:。()、\ue000-\uf8ff]{0,8}$")
_BOUNDS = frozenset({"above", "below", "at-least", "at-most"})
# "高于二中的" "不及西区" before the figure that another is held against
_ABOVE = expression(r"(?<![不未])(?:高于|高过|多于|快于|大于|长于|优于|强于|领先于?|超过了?)(?P<whom>[^,;。、\ue000-\uf8ff]{2,14}?)(?P<of>的|\()?$")
_BELOW = expression(r"(?:低于|低过|少于|慢于|小于|短于|不及|落后于?|仅次于|逊于)(?P<whom>[^,;。、\ue000-\uf8ff]{2,14}?)(?P<of>的|\()?$")
_PLAN = expression(r"计划|目标|任务|预算|指标|预期|下达|应")
_DONE = expression(r"完成|实际|实现|达到?|累计|已|共|建成|收入|征收|投入|采|产|销|招|培训|新增|改造|支出|到位|发放|办理")
_OVER = expression(r"超额(?:完成|实现)(?!\p{Han}{0,4}(?:序时|进度|上年))|超(?:出|过)?(?:年度?|年初|全年)?(?:计划|目标|任务)")
_NOT = r"(?:未能?|没有?能?|尚未|仍未)(?:如期|按期|按时|全面|足额)?(?:完成|达到|实现|达成)"
_UNDER = expression(rf"{_NOT}[^,;。\ue000-\uf8ff]{{0,8}}(?:计划|目标|任务|指标|预期)|(?:计划|目标|任务|指标)(?:仍|最终|均|尚)?{_NOT}")
_ASKED = expression(r"的?(?:年度|全年|建设|改造)?(?:计划|目标|任务|指标)(?!的)")
_PLAIN = expression(
    r"全年|年度|年初|年底|最终|提前|圆满|均|已|顺利|任务|目标|计划|工作|总体|整体|[上下]半年|\p{Han}?季度|截至|目前|并|仍|而|但|公司|[我全本]\p{Han}|连续.*年|的|各项"
)
_CAPPED = expression(r"控制|以内|以下|不超过|不高于|下降|减|压|能耗|死亡|事故|成本|支出|占|剩余|尚")
_RANKED = expression(r"(?:列(?!入)|排(?!除)|居|位次|名次|名)[^,;:。()、\ue000-\uf8ff]{0,6}$")
_MANY = expression(r"[^,;:。()、\ue000-\uf8ff]{0,10}(?:中|里|内|参[评赛加与考检]|之中)")
_FEW_OF = expression(r"(?:全[省市县区国州镇乡校院系]|共有?|参[评赛加与考检]|各|辖|对)[^,;:。()、\ue000-\uf8ff]{0,6}$")
_SCOPE = expression(r"全(?P<of>[省市县区国州镇乡校院系])")
_WIDE = expression(r"全国|全球|世界|亚洲|[百千]强|榜|[上去前]年|曾|原|此前|由第|从第|前移|后移|进位")


@record(frozen=True)
class Doubt:
    """Words at `start` and `end` of the sentence's text, and the figures that are against them; the first is what they are said of."""

    start: int
    end: int
    figures: tuple[Mention, ...]


def beside_fractions(sentence: Sentence) -> Iterator[Doubt]:
    """A fraction in words and the one share near it that it cannot be: 占四分之三以上,为⟨68.2%⟩."""
    shares = [k for k, m in enumerate(sentence.mentions) if _is_share(sentence, k)]
    for start, end, value in _fractions(sentence):
        near = [k for k in shares if _joins(sentence, start, end, sentence.positions[k])]
        near = near or _namesakes(sentence, start, end, shares)
        if len(near) == 1 and not sentence.mentions[near[0]].value.meets(value):
            yield Doubt(start, end, (sentence.mentions[near[0]],))


def _is_share(sentence: Sentence, k: int) -> bool:
    mention = sentence.mentions[k]
    plain = mention.kind is MentionKind.PERCENT and mention.unit != "成" and not mention.components and not mention.hedges
    return plain and not _MOVED.search(sentence.clause_before(k)) and not sentence.text.startswith(("个", "的增", "的降"), sentence.positions[k] + 1)


def _fractions(sentence: Sentence) -> Iterator[tuple[int, int, Interval]]:
    """The fractions that are bounds, where they stand, as percentages."""
    for k, mention in enumerate(sentence.mentions):
        tenths = mention.kind is MentionKind.PERCENT and mention.unit == "成"
        parted = mention.kind is MentionKind.RATIO and not mention.components and ":" not in mention.digits
        at = sentence.positions[k]
        if mention.hedges and (tenths or parted) and not _MOVED.search(sentence.clause_before(k)):
            yield at, at + 1, mention.value if tenths else mention.value.scaled(100)
    for match in _HALF.finditer(sentence.text):
        inner = [sentence.at(p) for p in range(match.start(), match.end()) if p in sentence.orders]
        if not inner or (inner[0].digits in ("半", "半数", "一半") and not inner[0].hedges):
            yield match.start(), match.end(), Interval(Interval.point(50).low, None, low_open=True)


def _joins(sentence: Sentence, start: int, end: int, at: int) -> bool:
    """Whether a share at a place is told of what a fraction is told of: near, in one statement, with no other share between."""
    low, high = (end, at) if at >= end else (at + 1, start)
    between = sentence.text[low:high]
    if len(between) > _FAR or _APART.search(between) or any(p in sentence.orders for p in range(low, high)):
        return False
    return (at < start and len(between) < _NEAR and sum(m.kind is MentionKind.PERCENT for m in sentence.mentions) < 3) or (
        at > start and _SHARE_WORD.search(between) is not None
    )


def _namesakes(sentence: Sentence, start: int, end: int, shares: Sequence[int]) -> list[int]:
    """The share whose words the clauses around a fraction take up: 室温不达标的占⟨47.2%⟩…超过五成集中在室温不达标上."""
    words = str(_UP_TO.split(sentence.text[max(0, start - _FAR) : start])[-1] + _UP_TO.split(sentence.text[end : end + _FAR])[0])
    names = {k: _NO_NAME.sub("", sentence.clause_before(k)) for k in shares if not start <= sentence.positions[k] < end}
    return [k for k, name in names.items() if any(name[n : n + _SHARED] in words for n in range(len(name) - _SHARED + 1))]


def beside_bounds(sentence: Sentence) -> Iterator[Doubt]:
    """What all are said to pass, and the figures of a list beside it that do not: 均超过⟨90%⟩,东镇⟨92%⟩,西镇⟨88%⟩."""
    if not 2 < len(sentence.mentions) <= MOST:
        return
    listed = runs(entries(sentence))
    for k, bound in enumerate(sentence.mentions):
        before = sentence.text[: sentence.positions[k]]
        if not any(hedge.sense in _BOUNDS for hedge in bound.hedges) or not (_ALL.search(before) or _SOLE.search(before)):
            continue
        grows = _GROWS.search(sentence.clause_before(k)) is not None
        spread = _spread(sentence, k)
        fitting = (run for run in listed if same_unit(run[0].mention, bound) and grows == (_GROWS.search(run[0].name) is not None))
        near = [spread] if spread else [[e.mention for e in run] for run in fitting if _is_next(sentence, k, run)]
        if len(near) == 1:
            outside = [m for m in near[0] if not m.value.meets(bound.value)]
            if _SOLE.search(before):
                inside = [m for m in near[0] if m not in outside]
                outside = inside if len(inside) > 1 else []
            if outside:
                yield Doubt(sentence.positions[k], sentence.positions[k] + 1, tuple(outside))


def _spread(sentence: Sentence, k: int) -> list[Mention]:
    """The figures of a list without names right behind a bound: ,分别为⟨⟩、⟨⟩和⟨⟩."""
    last = k
    while last + 1 < len(sentence.mentions) and (_LISTED if last > k else _SPREAD).fullmatch(sentence.between(last, last + 1)):
        last += 1
    listed = sentence.mentions[k + 1 : last + 1]
    return [*listed] if len(listed) > 1 and all(same_unit(m, sentence.mentions[k]) for m in listed) else []


def _is_next(sentence: Sentence, k: int, run: Sequence[Entry]) -> bool:
    """Whether a list ends right before a figure, or begins right behind it, in one statement."""
    if run[-1].order == k - 1:
        return not _APART.search(sentence.between(k - 1, k).replace("分别", "").replace(";", "", 1))
    return run[0].order == k + 1 and not _APART.search(sentence.between(k, k + 1).replace("分别", "").replace("其中", "").replace(";", "", 1))


def beside_others(sentence: Sentence) -> Iterator[Doubt]:
    """A figure and the one that it is said to be above or below: 甲县增长⟨8.1%⟩,高于乙县的⟨9.3%⟩."""
    for k in range(1, len(sentence.mentions)):
        own, other = sentence.mentions[k - 1], sentence.mentions[k]
        words = sentence.between(k - 1, k)
        above, below = _ABOVE.search(words), _BELOW.search(words)
        match = above or below
        either = match is not None and own.dimension.startswith("duration") and match[0][0] in "快慢优强领落逊仅"
        if (
            match is None
            or either
            or not _can_compare(own, other)
            or ELSEWHERE.search(words[: match.start()])
            or any(mark in words for mark in "。;")
        ):
            continue
        if (above is not None and own.value.printed_below(other.value)) or (above is None and match["of"] and other.value.printed_below(own.value)):
            yield _pair(sentence, k)


def _can_compare(own: Mention, other: Mention) -> bool:
    exact = not own.hedges and not other.hedges and not own.components and not other.components
    return exact and own.is_quantity and same_unit(own, other)


def _pair(sentence: Sentence, k: int) -> Doubt:
    return Doubt(sentence.positions[k - 1], sentence.positions[k] + 1, (sentence.mentions[k - 1], sentence.mentions[k]))


def beside_plans(sentence: Sentence) -> Iterator[Doubt]:
    """The one plan of a passage and the one figure in its unit, against what is said of them: 计划⟨⟩…完成⟨⟩…超额完成."""
    over, under = _OVER.search(sentence.text), _UNDER.search(sentence.text)
    match = over or under
    if match is None or (over and under) or _CAPPED.search(sentence.text):
        return
    amounts = [k for k, m in enumerate(sentence.mentions) if m.kind in AMOUNTS and not m.hedges and not m.components and m.unit != "年"]
    plans = [k for k in amounts if _is_plan(sentence, k)]
    done = [k for k in amounts if k not in plans and plans and same_unit(sentence.mentions[k], sentence.mentions[plans[0]])]
    subject = _PLAIN.sub("", _UP_TO.split(sentence.text[: match.start()])[-1].rpartition(",")[2])
    if subject[-2:] not in sentence.text[: match.start() - len(subject)]:
        return
    if len(plans) == 1 and len(done) == 1 and _DONE.search(sentence.clause_before(done[0])):
        plan, figure = sentence.mentions[plans[0]], sentence.mentions[done[0]]
        if figure.printed.below(plan.printed) if over else plan.printed.below(figure.printed):
            rates = [m for k, m in enumerate(sentence.mentions) if m.kind is MentionKind.PERCENT and "率" in sentence.clause_before(k)]
            yield Doubt(match.start(), match.end(), (figure, plan, *rates))


def _is_plan(sentence: Sentence, k: int) -> bool:
    clause = sentence.clause_before(k)
    asked = _ASKED.match(sentence.text, sentence.positions[k] + 1) is not None
    return (asked or _PLAN.search(clause) is not None) and not clause.endswith("完成")


def beside_populations(sentence: Sentence) -> Iterator[Doubt]:
    """A rank beyond every number of those ranked that the passage tells, of one place."""
    told = [k for k, m in enumerate(sentence.mentions) if _is_population(sentence, k)]
    total = sum(sentence.mentions[k].value.low or 0 for k in told)
    if not told or _WIDE.search(sentence.text):
        return
    scope = _whole(sentence, told[0])
    for k, rank in enumerate(sentence.mentions):
        beyond = rank.kind in RANKS and rank.value.is_point and (rank.value.low or 0) > total
        if beyond and _RANKED.search(sentence.clause_before(k)) and _whole(sentence, k) in ("", scope):
            yield Doubt(sentence.positions[k], sentence.positions[k] + 1, (rank, *(sentence.mentions[n] for n in told)))


def _whole(sentence: Sentence, k: int) -> str:
    """The place, 省 of 全省, that the words right before a figure are of."""
    match = _SCOPE.search(sentence.clause_before(k))
    return match["of"] if match else ""


def _is_population(sentence: Sentence, k: int) -> bool:
    mention, at = sentence.mentions[k], sentence.positions[k]
    counted = mention.kind is MentionKind.COUNT and mention.value.is_point and (mention.value.low or 0) > 1 and mention.unit not in ("位", "次", "项")
    around = _MANY.match(sentence.text, at + 1) or _FEW_OF.search(sentence.text[max(0, at - 12) : at])
    return counted and around is not None and not mention.hedges
