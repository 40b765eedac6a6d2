"""Leads in percentage points over a rate that stands in an earlier sentence: 全国出口增长6.1%。…我市出口增长8.4%，高于全国2.3个百分点.

Both rates are known by their names alone: the one led by the clause of the lead or by standing right before it, the other by the name that the
lead gives it, or by the level of the place (全国) and the name of the first. Where the text tells two values of a name nothing is bound. Two leads
over one base (分别快2.1、1.4个百分点) say the same of it, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import Document, Mention, MentionKind
from auditor.record import record
from auditor.relating.calendar import periods_differ
from auditor.relating.change import Change
from auditor.relating.comparison import LOWER, NAME
from auditor.relating.figure import in_one_wording
from auditor.relating.likeness import Words, core_of
from auditor.relating.noun import is_short_for
from auditor.relating.scope import sentence_start
from auditor.relating.sentence import Sentence

# All of a clause before its points: "增速高于全国" "进口增速高出出口" "比规模以上工业快" "领先全省平均水平" — not "比重提高"
_LEADS = expression(
    rf"(?P<who>{NAME}{{0,16}}?)(?:增速|增幅|涨幅|增长速度)?(?:均|也|又|仍|分别|依次|整体)*(?:(?P<way>[高快多低慢少])[于出]|(?P<way>领先|落后|跑赢)于?|(?<![同环])[比较](?=\p{{Han}}+[高快多低慢少]))"
    rf"(?P<whom>{NAME}{{2,16}}?)(?P<way>[高快多低慢少])?(?:出|了|分别|依次|约)*"
)
# A base that is of another time or a plan
_OTHER = expression(r"上年|去年|前年|年初|年末|上月|上季|同期|季度|月|目标|预期|计划|任务|时序|[一二两三四五六七八九十\d]年")
# "平均水平" of 全国平均水平, "增速" of 全国整体增速: no part of a name
_FRAME = expression(r"平均|整体|总体|水平|增速|增幅|涨幅|速度|全部|同口径|分别|增长|面上")
# "国" of "全国" and "我国"
_LEVEL = expression(r"[全我](?P<level>国|省|市|县|区|州|旗)")
# "中部地区" of "中部地区进出口", "青湖市" — the place that leads
_PLACE = expression(r"^\p{Han}{1,4}?(?:地区|自治区|省|市|县|区|州|旗|镇)(?!域|场|政)")
_ENDING = expression(r"(?:增加值|总[值额量]|贸易|余额|额|量|值)+$")
# A change that is said in the clause of the lead itself: "增长" of "进口增长", "年均"
_YEARLY = expression(r"年均|平均|拉动|贡献")
# So many characters back is the other rate looked for
_FAR = 2400
_SHORT = 2

Told = Callable[[Mention], Words]


@record(frozen=True)
class Paired:
    """Two rates with their leads, in points, over the same base."""

    rate: Mention
    lead: Mention
    other: Mention
    other_lead: Mention
    lower: bool


@record(frozen=True)
class _Lead:
    """A lead as its clause tells it: its rate if the sentence has it, else the name of that."""

    lead: Mention
    rate: Mention | None
    who: str
    whom: str
    lower: bool
    words: str


def bind_leads(
    document: Document, sentences: Sequence[Sentence], bound: Collection[int], told: Told, lexicon: Lexicon, year: str
) -> Iterator[Change]:
    """The leads, bound to none of the offsets `bound`, whose two rates are told once before them."""
    rates: list[Mention] = []
    for sentence in sentences:
        rates += [m for m in sentence.mentions if m.kind is MentionKind.PERCENT and not m.components and not m.hedges]
        for found in (lead for lead in _leads(sentence) if lead.lead.start not in bound):
            near = [m for m in rates if 0 < found.lead.start - m.start < _FAR]
            yield from _bound(document, found, near, told, lexicon, year)


def paired(sentences: Sequence[Sentence]) -> Iterator[Paired]:
    """The leads over one base that a list gives for two rates: 分别增长8.2%、7.5%，分别比全市快2.1、1.4个百分点."""
    for one, other in pairwise(sentences):
        if one.text == other.text and one.offsets[0] == other.offsets[0]:
            for a, b in zip(_leads(one), _leads(other), strict=False):
                if a.rate and b.rate and a.rate is not b.rate and a.lead is not b.lead:
                    yield Paired(a.rate, a.lead, b.rate, b.lead, a.lower)


def _leads(sentence: Sentence) -> Iterator[_Lead]:
    for order, mention in enumerate(sentence.mentions):
        said = _LEADS.fullmatch(sentence.clause_before(order).strip()) if mention.kind is MentionKind.POINTS and not mention.hedges else None
        if said is None or not said["way"] or _OTHER.search(said["whom"]) or sentence.groups[order]:
            continue
        before = order - 1 if order and sentence.mentions[order - 1].kind is MentionKind.PERCENT else None
        if before is not None and (";" in sentence.between(before, order) or _YEARLY.search(sentence.clause_before(before))):
            before = None
        rate = sentence.mentions[before] if before is not None else None
        yield _Lead(mention, rate, said["who"], said["whom"], said["way"] in LOWER, sentence.text[: sentence.positions[order]])


def _bound(document: Document, found: _Lead, rates: Sequence[Mention], told: Told, lexicon: Lexicon, year: str) -> Iterator[Change]:
    who, whom = (_ENDING.sub("", core_of(_FRAME.sub("", name), lexicon)) for name in (found.who, found.whom))
    rate = found.rate
    if len(who) >= _SHORT and (rate is None or not _name(document, rate, told, lexicon).endswith(who)):
        names = [(_name(document, m, told, lexicon), m) for m in rates]
        rate = _only([m for name, m in names if name == who]) or _only([m for name, m in names if is_short_for(who, name)])
    if rate is None:
        return
    own = told(rate)
    if own.moves == "下降" or (own.picks and not own.moves):
        return
    bases = [m for m in rates if told(m).moves == own.moves and _of_one_time(m, rate, year) and m is not rate]
    base = _of_name(document, bases, whom, found.whom, told, lexicon) if whom else _of_level(document, bases, rate, found.whom, told, lexicon)
    if base is None and whom:
        own_name = _name(document, rate, told, lexicon)
        base = _only([m for m in bases if _is_counterpart(_name(document, m, told, lexicon), whom, own_name)])
    if base is not None:
        yield Change(found.lead, base, rate, found.lower, found.words, far=True)


def _of_one_time(one: Mention, other: Mention, year: str) -> bool:
    """Whether two rates are of one time; 同期 is that of the sentences before."""
    return "同期" in (one.period, other.period) or not periods_differ(one.period, other.period, year)


def _of_name(document: Document, rates: Sequence[Mention], whom: str, said: str, told: Told, lexicon: Lexicon) -> Mention | None:
    """The only rate of that name, and of the level of a place where the lead gives one."""
    level = _LEVEL.search(said)
    return _only([m for m in rates if _name(document, m, told, lexicon) == whom and (not level or _level(document, m) == level["level"])])


def _is_counterpart(name: str, whom: str, other: str) -> bool:
    """Whether a name is that of another holder and of the same thing: 城镇居民人均可支配收入 for 城镇居民, beside 农村居民人均可支配收入."""
    thing = name.removeprefix(whom)
    return len(whom) > 1 and len(thing) > 1 and name.startswith(whom) and other.endswith(thing) and other != thing


def _of_level(document: Document, rates: Sequence[Mention], rate: Mention, said: str, told: Told, lexicon: Lexicon) -> Mention | None:
    """The only rate of that level of place with the name of the rate that leads."""
    level, own = _LEVEL.search(said), _PLACE.sub("", _name(document, rate, told, lexicon))
    if level is None or len(own) < _SHORT:
        return None
    of_level = [m for m in rates if _level(document, m) == level["level"]]
    return _only([m for m in of_level if _name(document, m, told, lexicon).endswith(own)])


def _only(rates: Sequence[Mention]) -> Mention | None:
    """The nearest of the rates, where they all say the same."""
    return rates[-1] if rates and all(m.value.meets(rates[-1].value) for m in rates) else None


def _level(document: Document, rate: Mention) -> str:
    """The level of the place that the sentence last names before a rate."""
    found = [match["level"] for match in _LEVEL.finditer(document.folded, sentence_start(document, rate.start), rate.start)]
    return found[-1] if found else ""


def _name(document: Document, rate: Mention, told: Told, lexicon: Lexicon) -> str:
    """What a rate is of, or the amount before it of which it is the change."""
    return _ENDING.sub("", in_one_wording(told(rate).core, lexicon.words.get("said-alike", ())))
