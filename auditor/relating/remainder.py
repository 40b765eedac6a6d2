"""Remainders bound to what they are left of: 预算520万元，支出478万元，结余42万元; 出口83.2亿元，进口47.6亿元，顺差35.6亿元.

A word says that a figure is left over (the list `rest` of the lexicon); the two amounts of its unit before it are what it is left of. More amounts than
two prove nothing: one of them may be carried over, or a part of another. Where the two beside it are named as a pair of which it is the difference (the
list `rest-pairs`: 收入/支出/顺差) it is of those, whatever stands around them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from re import escape
from typing import TYPE_CHECKING

from auditor.expression import compiled, expression
from auditor.lexicon import Lexicon
from auditor.model import AMOUNTS, Mention
from auditor.record import record, replace
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.noun import shared
from auditor.relating.partition import is_whole_or_part
from auditor.relating.rated import follows
from auditor.relating.sentence import Sentence
from auditor.relating.stock import behind
from auditor.relating.unit import same_unit

if TYPE_CHECKING:
    import regex

# A remainder of other years, one that has a change of its own, and a level: "累计结余" "结余比上年" "年末贷款余额" — not "年末结余"
_OTHER = expression(r"[年月季期][末底].*余额|[上去]年|[年期]初|累计|滚存|历年|其中|比|较|同比|均|每")
# The same amount once more: "⟨32400万元⟩,即⟨3.24亿元⟩"
_AGAIN = expression(r"[,(](?:即|合|折合|约合|也就是|相当于)(?:人民币)?")
# What is less or more than what was set is of the two beside it: "较预算节省" "比限价低"
_THAN_SET = r"(?!(?:招标|投标|最高|财政|项目|采购|工程|设计|初步|批复|年初|原)*(?:预算|概算|估算|计划|限价|控制价|标底|目标|任务|送审|底价|评估|起[拍始]|挂牌|批复))"
# "扣除120万股后的⟨⟩"
_TAKEN = expression(r"后的?")
# The same beside a pair, whose list may begin with 其中
_OTHER_REST = expression(rf"累计|滚存|历年|[比较]{_THAN_SET}|同比|人均|平均|每|归[属母]")
# "年末结余" may hold what earlier years left
_WITH_EARLIER = expression(r"[年期]末|年终|结[余存]|节余|盈余")
# "外贸" of 外贸顺差, "当期" of 当期结余: what says nothing of whose it is
_OF_ALL = expression(
    r"全[省市县区国州镇乡]|户籍|常住|贸易|外贸|进出口|收支|[当本全][年期月日]|实现|形成|为|相抵|人口|个人|代表|委员|考生|单日|存在|产生|出现|面临|公开市场|央行|其中|现|仍|尚|有|后|资金"
)
_COMMON = 2
# "尚差⟨⟩" "短缺⟨⟩" "比限价节省⟨⟩": what two amounts may differ by, in whatever words
DIFFERS = expression(r"(?:缺|差|短|余|剩|空|省(?![级直属市])|节约|节支|压降|低|高|超|富裕|欠|亏|逾|透支|不足)\p{Han}{0,6}[\ue000-\uf8ff]")
# 上年结转32万元，收入200万元，结转下年⟨⟩: what was carried over is added, not taken away
_CARRIED, _HAD = expression(r"结转"), expression(r"[上去]年|[年期]初|结[转余]|旧存")
# "核定岗位⟨420个⟩" for "⟨386人⟩"
_POSTS, _PEOPLE = expression(r"岗位|编制|职数|空[缺编岗]|缺[编员岗]"), frozenset({"个", "人", "名"})
# ",其他原因未参加⟨8人⟩" behind 请假⟨36人⟩, among the next two figures
_MORE = expression(r"其[他它余]|另|未|缺|旷")
_NEXT = 3
# "比年初预算数" — not "比上年"
_SET = expression(r"^[比较](?:年初|全年|原|年度|调整)?(?:预算|计划|目标|任务|定额)数?的?$")
# Between two amounts and their difference: another statement, or what is carried over
_PARTED = expression(r"[;。]|上年|结转|其中|调[入出]|动用")
_MAY_BE_TO_DO = expression(r"[待未]\p{Han}{2}(?:的|数量|任务)?[有为达约]?[\ue000-\uf8ff]")
# "仍存在" — not "尚有未到位资金"
_THERE_IS = expression(r"(?:存在|形成|产生|出现|面临)(?:约|近)?$")
_CLOSING = expression(
    r"(?:人口)?(?:[至到转]*(?:下一?|次|明|20\d\d)年度?(?:继续)?(?:使用|支出|安排|列支)?)?(?:资金|投资|费用|经费|支出|成本|面积|款项?|[人户件套栋台辆]数|额|数|为|达|达到|共|约|了|人口)*$"
)


@record(frozen=True)
class Remainder:
    """What is left, of which amount, and what was taken from it; `far` over several sentences, `paired` by their names, `loose` by no more than a word like 差."""

    rest: Mention
    whole: Mention
    part: Mention
    far: bool = False
    paired: bool = False
    loose: bool = False


def remainders(sentence: Sentence, before: Sequence[Sentence], lexicon: Lexicon) -> Iterator[Remainder]:
    """The remainders of a sentence; the amounts may stand in the sentences before it."""
    named = list(_pairs(sentence, lexicon)) if len(sentence.mentions) > 2 else []
    yield from named
    bound = {found.rest.start for found in named}
    if before and not named and _any_rest(lexicon.words["rest-pairs"]).search(sentence.text):
        joined = passage(sentence, before[-1:], asides=True).sentence
        told = [replace(found, far=True) for found in _pairs(joined, lexicon, far=True) if found.rest.start >= sentence.offsets[0] > found.part.start]
        yield from told
        bound |= {found.rest.start for found in told}
    left = [found for found in _left(sentence, before, lexicon) if found.rest.start not in bound]
    yield from left
    if DIFFERS.search(sentence.text):
        from auditor.relating.differing import differences

        for rest, one, other, far in differences(sentence, before, bound | {found.rest.start for found in left}):
            yield Remainder(rest, one, other, far, loose=True)


def _pairs(sentence: Sentence, lexicon: Lexicon, *, far: bool = False) -> Iterator[Remainder]:
    """The remainders right behind the two amounts whose difference they are by their names, or right before them; with `far` sentences may end between."""
    for order, rest in enumerate(sentence.mentions):
        clause = _said(sentence, order)
        if not _any_rest(lexicon.words["rest-pairs"]).search(clause):
            continue
        rows = [row for row in map(_row, lexicon.words["rest-pairs"]) if row[2].search(clause)]
        if not _can_be_left(rest) or _OTHER_REST.search(clause) or any(_left_too(sentence, order + 1, row[2]) for row in rows):
            continue
        for two in _beside(sentence, order, far=far):
            if any(row[n].search(_third(sentence, order, two)) for row in rows for n in (0, 1)):
                continue
            if any(_are_named(sentence, two, row) for row in rows) and _is_of(clause, rows, [sentence.clause_before(k) for k in two]):
                yield Remainder(rest, sentence.mentions[two[0]], sentence.mentions[two[1]], paired=not _WITH_EARLIER.search(clause))
                break


def _said(sentence: Sentence, order: int) -> str:
    """The words of a figure, with those behind it where they only say that it is there: 存在⟨⟩的缺口."""
    clause = sentence.clause_before(order)
    return clause + behind(sentence, order).removeprefix("的") if _THERE_IS.search(clause) else clause


def _third(sentence: Sentence, order: int, two: tuple[int, int]) -> str:
    """The clause of the amount of a remainder's unit right before the two that it is of; "" where a statement ends between: 收入⟨⟩,支出⟨⟩,补助收入⟨⟩,缺口⟨⟩."""
    like = [
        k for k in range(two[0]) if same_unit(sentence.mentions[k], sentence.mentions[order]) and is_whole_or_part(sentence, k, sentence.mentions[k])
    ]
    apart = not like or _PARTED.search(sentence.between(like[-1], two[0])) or sentence.groups[like[-1]]
    return "" if apart else sentence.clause_before(like[-1])


@cache
def _any_rest(rows: tuple[str, ...]) -> regex.Pattern[str]:
    """What is left in any of the rows; most clauses name nothing of the sort."""
    return compiled("|".join(row.rpartition("/")[2] for row in rows))


@cache
def _row(row: str) -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    one, other, rest = row.split("/")
    return compiled(one), compiled(other), compiled(rf"(?:{rest})(?:{_CLOSING.pattern})")


def _are_named(sentence: Sentence, two: tuple[int, int], row: Sequence[regex.Pattern[str]]) -> bool:
    """Whether the clauses of two amounts have the two names of a row, in whatever order."""
    # "以3.1亿元成交" is named behind
    names = [sentence.clause_before(k) + behind(sentence, k) for k in two]
    return any(row[0].search(a) and row[1].search(b) for a, b in (names, names[::-1]))


def _is_of(clause: str, rows: Sequence[Sequence[regex.Pattern[str]]], names: Sequence[str]) -> bool:
    """Whether what is left names nothing of its own, or something of its amounts: no 服务贸易逆差 of 货物出口 and 货物进口."""
    own = _OF_ALL.sub("", min((row[2].sub("", clause) for row in rows), key=len))
    return len(own) < _COMMON or any(shared(own, name) >= _COMMON for name in names)


def _is_of_another(own: str, names: Iterable[str]) -> bool:
    """Whether what is left is of a rival of what it follows: 会议费预算⟨⟩,支出⟨⟩,培训费节约⟨⟩."""
    name = _OF_ALL.sub("", own)
    return len(name) >= _COMMON and any(name[-1] in told and shared(name, told) < _COMMON for told in names)


def _left_too(sentence: Sentence, order: int, said: regex.Pattern[str]) -> bool:
    """Whether a figure, the one behind what is left, is left over too: neither is all of it."""
    mentions = sentence.mentions
    return order < len(mentions) and same_unit(mentions[order], mentions[order - 1]) and said.search(sentence.clause_before(order)) is not None


def _beside(sentence: Sentence, order: int, *, far: bool) -> Iterator[tuple[int, int]]:
    """The two amounts of its unit next before a remainder, then those next behind it, if nothing parts them from it."""
    like = [
        k for k, m in enumerate(sentence.mentions) if m.kind in AMOUNTS and (same_unit(m, sentence.mentions[order]) or _is_post(sentence, k, order))
    ]
    place = like.index(order)
    for two in (like[max(0, place - 2) : place], like[place + 1 : place + 3]):
        span = sorted((order, *two))
        # "结余137万元(收入3485万元,支出3312万元)"
        explained = all(follows(sentence, order, k) for k in two)
        alone = all(
            (is_whole_or_part(sentence, k, sentence.mentions[k]) or _SET.search(sentence.clause_before(k)))
            and (explained or sentence.groups[k] == sentence.groups[order])
            for k in two
        )
        stretch = sentence.text[sentence.positions[span[0]] : sentence.positions[span[-1]]]
        # "结余⟨⟩,其中收入⟨⟩,支出⟨⟩"
        stretch = stretch.replace("其中", "", 1) if two[:1] > [order] else stretch
        # A semicolon parts two statements, but 出生⟨⟩,出生率⟨⟩;死亡⟨⟩ are a pair by their names
        parted = _PARTED.search(stretch.replace(";", ",").replace("。", "," if far else "。"))
        if len(two) == 2 and alone and not parted and not any(sentence.mentions[k].hedges for k in two):
            yield two[0], two[1]


def _is_post(sentence: Sentence, k: int, order: int) -> bool:
    """Whether a figure counts the posts for the people that another counts: 核定岗位420个，在岗386人，缺口⟨⟩."""
    units = {sentence.mentions[k].unit, sentence.mentions[order].unit}
    return units <= _PEOPLE and _POSTS.search(sentence.clause_before(k) + sentence.clause_before(order)) is not None


def _left(sentence: Sentence, before: Sequence[Sentence], lexicon: Lexicon) -> Iterator[Remainder]:
    """The remainders that are of the only two amounts of their unit before them."""
    if len(sentence.mentions) > SURVEYED or (
        not any(word in sentence.text for word in (*lexicon.words["rest"], "扣", "还有", "仍有")) and not _MAY_BE_TO_DO.search(sentence.text)
    ):
        return
    from auditor.relating.undone import is_still_to_do

    words = "|".join(map(escape, sorted(lexicon.words["rest"], key=len, reverse=True)))
    said = compiled(rf"(?:{words})(?:{_CLOSING.pattern})")
    joined = passage(sentence, before)
    whole = joined.sentence
    left = [k for k in range(len(whole.mentions)) if said.search(clause := whole.clause_before(k)) and not _OTHER.search(clause)]
    for order in range(joined.first, len(whole.mentions)):
        # 请假5人，缺席2人: neither is all that is left
        alone = (order in left or is_still_to_do(whole, order)) and not any(
            k > order and same_unit(whole.mentions[k], whole.mentions[order]) and (k in left or _MORE.search(whole.clause_before(k)))
            for k in range(order + 1, min(order + _NEXT, len(whole.mentions)))
        )
        found = _bind(whole, order, joined.first) if (alone or _is_deducted(whole, order)) and not whole.groups[order] else None
        if found is not None and not _is_of_another(said.sub("", whole.clause_before(order)), map(whole.clause_before, range(order))):
            yield found


def _is_deducted(sentence: Sentence, order: int) -> bool:
    """Whether a figure is what is left behind a deduction: 扣除120万股后的8480万股."""
    deducted = order > 1 and "扣" in sentence.between(order - 2, order - 1)
    return deducted and _TAKEN.match(sentence.clause_before(order)) is not None


def _bind(sentence: Sentence, order: int, first: int) -> Remainder | None:
    """The amounts that a remainder is of: the only two of its unit before it."""
    like = range(order if _can_be_left(rest := sentence.mentions[order]) else 0)
    ahead = [k for k in like if same_unit(sentence.mentions[k], rest) and not (k and _AGAIN.fullmatch(sentence.between(k - 1, k)))]
    if any(not is_whole_or_part(sentence, k, sentence.mentions[k]) or sentence.groups[k] for k in ahead):
        return None
    if len(ahead) != 2 or (_CARRIED.search(sentence.clause_before(order)) and any(_HAD.search(sentence.clause_before(k)) for k in ahead)):
        return None
    whole, part = map(sentence.mentions.__getitem__, ahead)
    # 甲项收入352万元;全部收入618万元。可分配盈余142万元: the first of two in other sentences is the greater
    return None if ahead[0] < first and whole.value.below(part.value) else Remainder(rest, whole, part, far=ahead[0] < first)


def _can_be_left(rest: Mention) -> bool:
    return rest.kind in AMOUNTS and not rest.hedges and not rest.components and bool(rest.unit)
