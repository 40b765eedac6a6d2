"""Bounds that hardly a word binds: a mean and the extremes or the members it must lie between, a part and its whole.

「男生16.2秒，女生18.4秒……全年级平均18.9秒」 may be worded in any way: where a passage has one mean, and its other figures of that unit are all that it can be of,
the mean lies between them. Every relation here is one of exactly one figure against all the others in sight that it can be held against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from auditor.expression import expression
from auditor.model import AMOUNTS, Hedge, Mention, MentionKind
from auditor.number import Interval, within
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.scope import ANOTHER_TIME
from auditor.relating.sentence import Sentence
from auditor.relating.unit import same_unit

Found = tuple[str, Mention, tuple[Mention, ...]]
"""Which of the figures must pass which: "most", "least", "members" or "part", the figure that a finding points at, and the others."""

# Another time, a bound, a change, or others than those that the text is of
_ELSEWHERE = expression(
    rf"{ANOTHER_TIME}|增长|增速|增幅|增加|涨|跌|下降|提高|提升|上升|降低|减少|缩短|快了|上[季月次届周]|历史|多年|近[\p{{Han}}\d]年|全[国省]|行业|其余|其他|另|对照|非\p{{Han}}{{1,6}}[区片田户组]|以上|以下|不[低高少多]于|不超|超过|标准|限值|要求|计划|常年|新开|进入|入围|晋级|[比较由从原]"
)
_MEAN = expression(r"平均|均(?:价|值|分|速)|[人户亩日月周单]均")
_TOP, _BOTTOM = expression(r"最[高大多长重快]|峰值|高峰"), expression(r"最[低小少短轻慢]|谷值|低谷")
# "最高的是二班,达⟨⟩" and ",为全年最高" right behind its figure
_BEHIND = 8
_OVERALL = expression(r"^(?:全|总|合计|整体|综合|平均|合并|汇总)|(?:合计|总体|平均|整体|综合|全体)")
_PERCENT_NAME = expression(r"率|比例|比重|度")
# "全院差错率内一科" is of one of them — not "全院差错率为"
_OF_ONE = expression(r"(?:率|比例|比重|度)(?!(?:仅|约|为|达|到|是|只有|总体|平均|整体|综合)*$)")
# "全体考生" beside those who got through
_OTHERS = expression(r"全体|全部|所有|进入|入围|晋级|入选|除[^,;。]{2,}外")
# What is a share of one whole, or of a thing of its own
_NO_MEMBER = expression(r"占|贡献|拉动|构成|其中|增长|下降|同比|比上|较上|第")
# What says that there are members without a figure: "乡村学校相对偏低" "包括高中在内"
_MORE = expression(r"偏[高低]|包括|压减|等\p{Han}?[,;。、]")
_MOST = _LONGEST = 12
_MEMBERS = 2
# Groups that are all there are, besides those that leave nothing out anywhere
_SIDES = "本科/专科 初中/小学 初中/高中 职工/居民 门诊/住院 农村/城区 白班/夜班 早稻/晚稻 文科/理科 客运/货运 内科/外科 一审/二审 初诊/复诊 白天/夜间 汛期/非汛期 上半年/下半年 国有/民营 干部/工人 工作日/节假日"
_SORTS = frozenset("个类种项级档层家所大")
_NO_GROUP = expression(r"占|贡献|拉动|构成|增长|下降|同比|比上|较上|第")
_STOPS = expression(r"[。;]")
# Shares add up to their whole
_ADDED_UP = Fraction(51, 50)

# What may be a whole and, further on, a part of it: "起跑8215人" and "完赛8512人"
_WHOLE = expression(r"共|总|应|起跑|发[出放]|报名|参[赛加训评考]|登记|申[请报]|选民|代表|会员|名单|现有|在[校岗册编]|邀请|送检|受检|收到")
_PART = expression(
    r"到[会场岗校]|实到|出席|投票|完[赛成]|合格|通过|获[得评奖证批]|录[取用]|入围|晋级|结业|毕业|领取|返[回校]|[收交]回|回收|签[到收]|就业|入住|脱贫|及格|达标|有效|优秀|赞成|退赛"
)
# ",未配套的" behind "配套处理设施的⟨⟩"
_REST = expression(r"[,;](?:其余|其中|另有|尚有|对|还有)?(?:尚?未|没有?)(?P<done>\p{Han}{2})")
# "新增企业" and "注销的"
_FLOW = expression(r"新|增|减|退|注销|净|的$")
_NEAR = 13
_TENTH = 10
_NOT_OF_IT = expression(
    r"增长|增速|增加|提高|提升|减少|[上前去]年|同期|上[季月次届周]|往年|其中|其余|其他|另|平均|均|以上|以下|[比较由从原]|占|剩|差|缺|超"
)


def bind_extremes(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Found]:
    """The one mean of a passage with its greatest or least figure of that unit, where it lies beyond."""
    joined = passage(sentence, before, asides=True)
    told = joined.sentence
    if len(told.mentions) > SURVEYED or not _MEAN.search(told.text) or _OTHERS.search(told.text):
        return
    for k, mean in enumerate(told.mentions):
        if not _is_plain(told, k, AMOUNTS | {MentionKind.PERCENT}) or not _MEAN.search(told.clause_before(k)):
            continue
        rivals = [j for j, m in enumerate(told.mentions) if j != k and same_unit(m, mean) and _MEAN.search(told.clause_before(j))]
        if rivals:
            continue
        for name, cue in (("most", _TOP), ("least", _BOTTOM)):
            ends = [j for j, m in enumerate(told.mentions) if j != k and same_unit(m, mean) and _is_called(told, j, cue)]
            plain = len(ends) == 1 and (_is_plain(told, ends[0], AMOUNTS | {MentionKind.PERCENT}) or _bound(told.mentions[ends[0]]) is not None)
            if plain and max(k, ends[0]) >= joined.first:
                yield name, mean, (told.mentions[ends[0]],)


def bind_members(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Found]:
    """The one percentage of a passage that is of all, with the others of its sentence or form, which are of its members."""
    for earlier in ((), before) if before else ((),):
        joined = passage(sentence, earlier, asides=True)
        told = joined.sentence
        rates = [k for k, m in enumerate(told.mentions) if m.kind is MentionKind.PERCENT]
        if not _MEMBERS < len(rates) <= _MOST or any(not _is_plain(told, k, {MentionKind.PERCENT}) for k in rates):
            continue
        clauses = [told.clause_before(k).strip() for k in rates]
        overall = [k for k, clause in zip(rates, clauses, strict=True) if _OVERALL.search(clause) and not _OF_ONE.search(clause)]
        counted = len(overall) == 1 and overall[0] > 0 and told.mentions[overall[0] - 1].kind is MentionKind.COUNT
        if len(overall) != 1 or counted or _MORE.search(told.text) or any(map(_NO_MEMBER.search, clauses)) or overall[0] not in (rates[0], rates[-1]):
            continue
        members = tuple(told.mentions[k] for k in rates if k != overall[0])
        together = sum((m.value.middle or Fraction(0) for m in members), Fraction(0))
        named = [clause for k, clause in zip(rates, clauses, strict=True) if k != overall[0]]
        alike = _are_alike(named) or ("均" in clauses[rates.index(overall[0])] and len(named) > _MEMBERS and max(map(len, named)) < _LONGEST)
        shares = within(together, told.mentions[overall[0]].value.middle or Fraction(0), _ADDED_UP)
        if not shares and alike and rates[-1] >= joined.first:
            yield "members", told.mentions[overall[0]], members
            return


def bind_groups(sentence: Sentence, before: Sequence[Sentence], pairs: Sequence[str]) -> Iterator[Found]:
    """A rate and, behind 其中, those of the groups that make up all it is of: 落实率⟨⟩,其中本科⟨⟩,专科⟨⟩.

    There are no more groups where two of them are one of the `pairs` that exclude each other, or the text says that there are so many.
    """
    rates = [k for k, m in enumerate(sentence.mentions) if m.kind is MentionKind.PERCENT]
    first = next((n for n in range(1, len(rates)) if "其中" in sentence.between(rates[n] - 1, rates[n])), 0)
    whole, members = (rates[first - 1], rates[first : first + _MOST]) if first else (0, [])
    members = members[: next((n for n in range(1, len(members)) if _STOPS.search(sentence.between(members[n] - 1, members[n]))), len(members))]
    if len(members) < _MEMBERS or any(not _is_plain(sentence, k, {MentionKind.PERCENT}) for k in (whole, *members)):
        return
    clauses = [sentence.clause_before(k).strip().removeprefix("其中") for k in members]
    if _MORE.search(sentence.text) or not sentence.clause_before(whole) or any(map(_NO_GROUP.search, (sentence.clause_before(whole), *clauses))):
        return
    told = passage(sentence, before, asides=True).sentence
    counted = any(m.kind is MentionKind.COUNT and m.value == Interval.point(len(members)) and m.unit in _SORTS for m in told.mentions)
    sides = len(members) == _MEMBERS and any(_exclude(clauses, *pair.split("/")) for pair in (*pairs, *_SIDES.split()) if pair.count("/") == 1)
    if (counted and _are_alike(clauses)) or sides:
        yield "members", sentence.mentions[whole], tuple(sentence.mentions[k] for k in members)


def _exclude(clauses: Sequence[str], one: str, other: str) -> bool:
    return (one in clauses[0] and other in clauses[1]) or (other in clauses[0] and one in clauses[1])


def _is_plain(sentence: Sentence, k: int, kinds: frozenset[MentionKind] | set[MentionKind]) -> bool:
    """Whether a mention is a level of the text's own time, no range and no hedged figure."""
    m = sentence.mentions[k]
    return m.kind in kinds and not (m.components or m.hedges or m.quoted) and not _ELSEWHERE.search(sentence.clause_before(k))


def _bound(mention: Mention) -> Hedge | None:
    """What reads like a bound and calls a figure an extreme: 单日⟨最多为2.31万人次⟩ — not ⟨最多3人⟩以上."""
    return mention.hedges[0] if len(mention.hedges) == 1 and mention.hedges[0].text.startswith("最") and not mention.components else None


def _is_called(sentence: Sentence, k: int, cue: object) -> bool:
    """Whether a figure is called an extreme in the clauses before it or right behind it."""
    if (bound := _bound(sentence.mentions[k])) is not None:
        return cue.match(bound.text) is not None  # type: ignore[attr-defined]
    ahead = sentence.words_before(k)[-_BEHIND * 3 :]
    behind = sentence.text[sentence.positions[k] + 1 :][:_BEHIND].partition("。")[0]
    alone = not sentence.text[sentence.positions[k] + 1 + len(behind) :][:1].isdigit()
    return bool(cue.search(ahead) or (alone and behind.startswith((",为", "为", ",是", "最", "(最")) and cue.search(behind)))  # type: ignore[attr-defined]


def _are_alike(clauses: Sequence[str]) -> bool:
    """Whether the names of members are of one sort: they end alike once the rate's own name is left off, or have two characters in common."""
    names = [_PERCENT_NAME.split(clause)[0] if _PERCENT_NAME.search(clause) else clause for clause in clauses]
    short = all(1 < len(name) <= _LONGEST for name in names)
    one = names[0]
    return short and (len({name[-1] for name in names}) == 1 or any(all(one[i : i + 2] in name for name in names) for i in range(len(one) - 1)))


def bind_parts(sentence: Sentence) -> Iterator[Found]:
    """Two neighbouring counts of one unit, the second by its words what some of the first did, and a little greater."""
    counts = [k for k, m in enumerate(sentence.mentions) if m.kind is MentionKind.COUNT and m.unit and not (m.components or m.hedges)]
    for whole, part in pairwise(counts):
        one, other = sentence.mentions[whole], sentence.mentions[part]
        clauses = sentence.clause_before(whole), sentence.clause_before(part)
        third = any(same_unit(sentence.mentions[k], one) for k in counts if k not in (whole, part))
        if third or not same_unit(one, other) or not one.value.below(other.value) or any(map(_NOT_OF_IT.search, clauses)):
            continue
        near = (other.value.middle or 0) * _TENTH <= (one.value.middle or 0) * _NEAR
        if (
            near
            and (_WHOLE.search(clauses[0]) or clauses[0].endswith(other.unit))
            and (_PART.search(clauses[1]) or _is_half_of(sentence, part, clauses[1]) or (clauses[1].endswith("的") and not _FLOW.search(clauses[0])))
            and not _PART.search(clauses[0])
            and sentence.groups[part] == sentence.groups[whole]
        ):
            yield "part", other, (one,)


def _is_half_of(sentence: Sentence, part: int, clause: str) -> bool:
    """Whether what is said right behind a count is of those that have not done what it counts."""
    rest = _REST.match(sentence.text, sentence.positions[part] + 1)
    return rest is not None and rest["done"] in clause
