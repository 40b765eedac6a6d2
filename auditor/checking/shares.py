"""sum(shares) = 100: percentages that divide one whole, each introduced by 占, or listed behind 占比分别为."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Any, ClassVar

from auditor.expression import compiled, expression
from auditor.lexicon import Lexicon
from auditor.meaning import Whole
from auditor.model import Member, Mention, MentionKind, Outcome, Severity, Verdict
from auditor.number import Interval, decimal_text
from auditor.record import record
from auditor.relating import Context, Sentence
from auditor.relating.bare_share import (
    ANSWERED,
    LAST,
    LISTED,
    OWN,
    PART_OF_ONE,
    are_as_many_as_told,
    bare_shares,
    is_last,
    listed_shares,
    percents,
    said_of,
    shares_each,
    two_ways,
)
from auditor.relating.completeness import mixes
from auditor.relating.opposites import negated, opposed
from auditor.relating.partition import OTHERS
from auditor.relating.sentence import QUANTITY_SIGNS, SIGNS
from auditor.rule import STRICT, Rule

_FULL = Fraction(100)
# Fewer shares than these are a pair, whose names must exclude each other
_LIST = 3
# Shares told from one aspect that reach so much were meant to be all
_ALMOST = Fraction(95)
# Two shares that come so near to the whole were meant to be all
_SLIP = Fraction(3, 2)
_SURE, _DOUBT = Severity.WARNING, Severity.INFO
# "按客源地分," "分学历看," — not "部分"
_DIVIDED = expression(
    r"(?:^|[,;:。(])[^,;:。()]{0,12}(?:按|分)[^,;:。()\ue000-\uf8ff]{1,14}(?:划分|分类|分组|分|看)(?:为|来看)?(?:[\ue000-\uf8ff]\p{Han}{0,3})?[,:]"
)
# "从资金来源看," "学历结构为:" "渠道分布:"
_ASPECT = expression(r"从[^,;:。()\ue000-\uf8ff]{1,16}看[,:]|(?:结构|构成|分布|来源|组成|类型|渠道)(?:上|中|为|是|情况)?[,:]")
# ",其余为建设用地" ",财产收入略有增加": a part without a share
_NO_FIGURE = expression(r"^,(?:其[余他]|[^,;:。()\ue000-\uf8ff]{2,12}(?:略有|有所|较少|极少|小幅|占比))[^,;:。()\ue000-\uf8ff]*[,;。]")
# "位居前三" "主要" — not all are told
_SOME = expression(r"等[,。;占]|位[居列]|前[三四五十两]|为主|主要|居首|多选|分列|较高|较多|较大")
# "满意的比例为": of two that exclude each other
_PROPORTION = expression(rf"{OWN.pattern}|(?:比例|率)(?:为|达|是|达到|仅为)?(?:约)?$")
# "占总办件量的" of two shares of one whole
_OF_WHOLE = expression(r"占(?![全我同本上][省市县区国州行年期])[^,;:。()占]{2,10}的(?:比重|比例)?(?:为|达)$")
_OF = expression(r"占(?:总|全部)[^,;:。()]{0,8}的$")
# Between 赞成 and 反对, 满意 and 不满意 there may be others that the text does not count …
_AMONG = expression(r"满意|赞成|同意|支持|反对|认为|表示")
# … unless it says that there are none
_NO_OTHER = expression(
    r"无弃权|无人弃权|没有弃权|二者|两者|两个选项|两种选择|两项选择|只设|仅设|仅有两|只有两|必选其一|二选一|[无没]有?其[他它](?:选|答|回答|意见|情况)|只分|仅分|分为两"
)
# "在“有用”“没用”两个选项中" behind the number
_CHOICES, _TWO = expression(r"选项|答案|选择|结果"), Interval.point(2)
# "四个选项须择一作答" "结果为:"
_ONE_OF = expression(r"择一|单选|只能选|必选")
_RESULT = expression(r"结果(?:为|是|显示|表明)")
# So near a list a note on it stands
_NOTE = 40
_STOP = expression(r"[;。]")
# ",比上年提高⟨0.7个百分点⟩" ",同比分别下降" — not ",增长⟨3%⟩"
_CHANGED = expression(rf"[,(][^,;。()\ue000-\uf8ff]{{0,16}}[{SIGNS[MentionKind.POINTS]}]\)?")
FIELDS = frozenset({"computed", "shares"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    within: Whole = 10
    """Sums farther than this from 100 divide no whole and are passed over."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every set of three and more shares in one sentence, and of two that leave nothing out (城镇 and 乡村)."""
    for sentence in (*context.sentences, *context.forms):
        # One may have answered with several, as is often said behind the figures
        if "多选" in context.document.folded[max(0, sentence.offsets[0] - _NOTE) : sentence.offsets[-1] + _NOTE]:
            continue
        own = shares_each(sentence)
        listed = listed_shares(sentence)
        lists = ((listed, None if _is_below(sentence, listed) else _SURE), (own, _completeness(context, sentence, own) if own else None))
        several = (
            _outcome(context, shares, rule.params.within, complete, _DOUBT if _may_overlap(context, sentence, shares) else None)
            for shares, complete in lists
            if len(shares) >= _LIST
        )
        outcome = next(filter(None, several), None)
        if outcome is not None:
            yield outcome
            continue
        found = list(_two(sentence, context.lexicon))
        if not found and len(own) == _LIST - 1 and (_is_of_one_aspect(sentence, own) or _are_of_one_noun(sentence, own)):
            found = [(own, _DOUBT, _DOUBT)]
        found = found or list(_of_two_ways(context, sentence))
        if not found and not _SOME.search(sentence.text) and len(bare := bare_shares(context.document, sentence, percents(sentence))) >= _LIST:
            found = [(bare, _DOUBT, _DOUBT)]
        for shares, complete, over in found:
            outcome = _outcome(context, shares, rule.params.within, complete, over)
            yield from [outcome] if outcome is not None else []


def _may_overlap(context: Context, sentence: Sentence, shares: Sequence[Mention]) -> bool:
    """Whether shares may be of groups with members in common, or of several wholes: answers of a survey; women and members of the party; lines."""
    answered = ANSWERED.search(sentence.clause_before(sentence.mentions.index(shares[0]))) or any(form is sentence for form in context.forms)
    starts = [shares[0].start - len(sentence.clause_before(sentence.mentions.index(shares[0]))), *(m.end for m in shares)]
    return bool(answered) or mixes(context, [context.document.folded[start : m.start] for start, m in zip(starts, shares, strict=False)])


def _is_of_one_aspect(sentence: Sentence, shares: Sequence[Mention]) -> bool:
    """Whether two shares are told right behind an aspect: 从就诊方式看,预约占⟨⟩,现场占⟨⟩."""
    told = sentence.text[: sentence.positions[sentence.mentions.index(shares[0])]]
    return bool(_ASPECT.search(told) or _DIVIDED.search(told)) and not _SOME.search(sentence.text)


def _are_of_one_noun(sentence: Sentence, shares: Sequence[Mention]) -> bool:
    """Whether two shares next to each other end alike and are all but the whole: 预约挂号占68.3%,现场挂号占32.7%."""
    one, other = (said_of(sentence, sentence.mentions.index(m)).partition("占")[0] for m in shares)
    total = sum((m.value.middle or Fraction(0) for m in shares), Fraction(0))
    return one != other and one[-2:] == other[-2:] != "" and len(one) > 2 and abs(total - _FULL) <= _SLIP and not _SOME.search(sentence.text)


def _of_two_ways(context: Context, sentence: Sentence) -> Iterator[tuple[list[Mention], Severity | None, Severity | None]]:
    """Shares of the two ways that the text has said there are: 采用焚烧、填埋两种方式。……焚烧处理率⟨⟩，填埋处理率⟨⟩."""
    ways = two_ways(context.document, sentence)
    for a, b in pairwise(percents(sentence)) if ways else ():
        one, other = (said_of(sentence, k).removeprefix("其中") for k in (a, b))
        named = b == a + 1 and _PROPORTION.search(one) and _PROPORTION.search(other)
        if named and any(one[:2] in x and other[:2] in y for x, y in ways):
            total = sum((sentence.mentions[k].value.middle or Fraction(0) for k in (a, b)), Fraction(0))
            yield [sentence.mentions[a], sentence.mentions[b]], _DOUBT, None if abs(total - _FULL) <= _SLIP else _DOUBT


def _two(sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[list[Mention], Severity | None, Severity | None]]:
    """Two shares next to each other whose groups exclude each other, and how much a sum below the whole says, and one above: 男职工占⟨⟩,女职工占⟨⟩."""
    figures, paired = percents(sentence), -1
    for a, b in pairwise(figures):
        # 甲合格率⟨⟩、不合格率⟨⟩,乙合格率⟨⟩、不合格率⟨⟩
        if a == paired:
            continue
        behind = sentence.between(b, b + 1) if b != figures[-1] else ";"
        further = not (_STOP.search(behind) or PART_OF_ONE.match(behind)) and OWN.search(sentence.clause_before(b + 1))
        joint = _CHANGED.sub("", sentence.between(a, b))
        if not set(QUANTITY_SIGNS).isdisjoint(joint) or further:
            continue
        pairs = lexicon.words.get("complements", ())
        complete = _exclude(sentence, a, b, pairs)
        # Behind a semicolon only the other of the two goes on with what stands before: 城镇占⟨⟩;乡村占⟨⟩
        if "。" in joint or (";" in joint and not complete):
            continue
        if complete is not None:
            paired = b
            yield [sentence.mentions[a], sentence.mentions[b]], _SURE if complete else None, None
        elif _differ(said_of(sentence, a), said_of(sentence, b), pairs):
            yield [sentence.mentions[a], sentence.mentions[b]], None, _DOUBT


def _exclude(sentence: Sentence, a: int, b: int, pairs: Sequence[str]) -> bool | None:
    """Whether two groups that exclude each other are all there are; None where they need not exclude each other."""
    one, other = (_OF.sub("占", said_of(sentence, k)) for k in (a, b))
    # "非税收入占预算收入的比重为" and "税收收入占比为"
    wholes = {match[0] for match in map(_OF_WHOLE.search, (one, other)) if match}
    one, other = (_OF_WHOLE.sub("占比为", words) if len(wholes) == 1 else words for words in (one, other))
    if LISTED.search(one) and compiled("[、,和及]{1,2}").fullmatch(sentence.between(a, b)):
        return True if any(pair.replace("/", joint) in one for pair in pairs for joint in ("", "、", "和")) else None
    if not (_PROPORTION.search(one) and _PROPORTION.search(other)):
        return None
    alone = _NO_OTHER.search(sentence.text) is not None or any(
        m.value == _TWO and _CHOICES.match(sentence.text, at + 1) for m, at in zip(sentence.mentions, sentence.positions, strict=True)
    )
    # 赞成率 and 反对率 divide one whole, 男生近视率 and 女生近视率 are of two groups
    groups = [pair for pair in pairs if "率" not in one[-_LIST:] or one.partition("率")[0].endswith(tuple(pair.split("/")))]
    if any(opposed(one, other, *pair.split("/")) for pair in groups):
        return alone or _AMONG.search(one) is None
    return alone or ("率" in one[-_LIST:] and _AMONG.search(one) is None) if negated(one, other) else None


def _differ(one: str, other: str, pairs: Sequence[str]) -> bool:
    """Whether two shares are of two sides of one thing, each in words of its own: 表示赞成的占 and 持反对意见的占."""
    if not (OWN.search(one) and OWN.search(other)):
        return False
    return any((a in one and b in other) or (b in one and a in other) for a, b in (pair.split("/") for pair in pairs if len(pair) > _LIST))


def _is_below(sentence: Sentence, shares: Sequence[Mention]) -> bool:
    """Whether a list stands behind a colon: 占营收比例分别为：, which may tell the greatest alone."""
    return bool(shares) and sentence.text[: sentence.positions[sentence.mentions.index(shares[0])]].endswith(":")


def _completeness(context: Context, sentence: Sentence, shares: Sequence[Mention]) -> Severity | None:
    """How much a sum below the whole says: much where the list divides it or names what is left, something where it is told from one aspect."""
    orders = [sentence.mentions.index(m) for m in shares]
    told = sentence.text[: sentence.positions[orders[-1]]]
    total = sum((m.value.middle or Fraction(0) for m in shares), Fraction(0))
    if are_as_many_as_told(context.document.folded[max(0, shares[0].start - _NOTE) : shares[0].start], len(shares)):
        return None if _SOME.search(told) else _SURE
    if total < _ALMOST or _SOME.search(told) or _NO_FIGURE.search(sentence.text[sentence.positions[orders[-1]] + 1 :]):
        return None
    if (
        any(OTHERS.match(sentence.clause_before(k).strip()) for k in orders)
        or _DIVIDED.search(told)
        or _ONE_OF.search(told)
        or LAST.search(sentence.clause_before(orders[-1]))
    ):
        return _SURE
    return _DOUBT if _ASPECT.search(told) or _RESULT.search(told) or is_last(sentence, orders[-1]) else None


def _outcome(context: Context, shares: Sequence[Mention], within: int, complete: Severity | None, over: Severity | None = None) -> Outcome | None:
    # 职工占28.4%,居民占71.6%,异地占2.6%: what follows the whole is another way to divide it
    sums = list(accumulate(m.value for m in shares))
    full = next((n for n, one in enumerate(sums[1:], 2) if one.middle == _FULL), len(shares))
    total, shares = sums[full - 1], shares[:full]
    if (middle := total.middle) is None or abs(middle - _FULL) > within:
        return None
    # Groups that each say 占 need not be all there are: only a sum above the whole contradicts itself
    short = middle < _FULL
    verdict = Verdict.HOLDS if total.holds(_FULL) else Verdict.UNDECIDED if short and complete is None else Verdict.VIOLATED
    last = shares[-1]
    return Outcome(
        verdict,
        last.start,
        last.end,
        tuple(Member("share", m.start, m.end) for m in shares),
        context.quote(last),
        decimal_text(middle) + "%",
        reason="open-list" if verdict is Verdict.UNDECIDED else None,
        fields={"shares": "、".join(context.quote(m) for m in shares)},
        severity=complete if short else over,
    )
