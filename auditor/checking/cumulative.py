"""value(1—n月) ≤ value(1—m月) for n < m: a figure since the beginning of the year, given again for a longer stretch in the same paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from auditor.expression import expression, says
from auditor.meaning import Pattern, Word
from auditor.model import AMOUNTS, Member, Mention, Outcome, Severity, Verdict
from auditor.record import field, record, replace
from auditor.relating import Context
from auditor.relating.calendar import months
from auditor.relating.partition import tells_change
from auditor.relating.scope import parted
from auditor.relating.stretches import stretches
from auditor.relating.unit import same_unit
from auditor.rule import STRICT, Rule
from auditor.text import fold

# The words around what is counted: 全县, 累计, 完成 of 全县累计完成外贸出口
_WORDS = r"以来|全[省市县区镇乡国]|我[省市县区]|累计|共计?|完成|实现|达到?|已|新增|办理|发放|到[账位]"
_FRAME = expression(_WORDS)
# ",1—7月累计完成" ",同比增长6.7%;1—9月,全市累计发放" — not ",完成投资"
_NEXT = expression(
    rf"(?:[,(]?(?:同比|[比较][上去]年(?:同期)?)(?:增长|下降|增加|减少)[\d.]+%\)?)?[,;。](?:1(?:-|—{{1,2}}|–|~|至|到)\d{{1,2}}月|前[三两]季度|前[一二三四五六七八九十\d]{{1,2}}个月|上半年)(?:份|为|到|,|{_WORDS})*"
)
# "20日" of 截至11月20日
_DAY = expression(r"(?<=月)(?P<day>\d{1,2})日$")
# Before a date that ends a stretch: 截至6月底, 到三季度末
_UP_TO = expression(r"截[至止]$|(?:^|[,;。\s])到$")
_SINCE_JANUARY = expression(r"(?:年初|1月1日)[至到]$")
# "上年" of 上年1—7月, "2023年" of 2023年1—7月 — not "今年"
_OTHER_YEAR = expression(r"(?:上年|去年|前年|同期|[比较]|\d{4}年)的?$")
# What may stand before a stretch whose figure belongs to what was named before: ";" "截至" — not "甲县" of 甲县1—10月
_OPENS = expression(r"(?:^|[,;:。!?()\s]|全[省市县区国]|我[省市县区])(?:截[至止]|到|年初[至到])?$")
# "2024年" of "2024年全年" and "2024年1—9月" — not of "2024年" alone
_OF_YEAR = expression(r"(?P<year>(?:19|20)\d\d)年(?=.)")
# What another paragraph goes on with is no level by one of these words
_SINCE = ("累计", "新设", "新增", "受理", "查处", "办结", "审结", "发放", "完成", "化解", "培训", "接待")
_NEARBY = 40
_SHORTEST, _LEAST_SHARED, _FAR, _CLOSE, _DAYS = 2, 3, 160, 5, 31
FIELDS = frozenset({"early", "first", "late", "second"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    unless: Pattern = ""
    """A regular expression; labels that match name what can fall: 利润, 净, 余额."""
    words: tuple[Word, ...] = field(default_factory=tuple)
    """Words of a label behind 截至, without which a figure is a level and not cumulative: 累计."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every later figure against the last shorter stretch of the same thing, unit and paragraph."""
    seen: dict[tuple[str, int], tuple[Mention, int]] = {}
    above: dict[tuple[str, str], tuple[Mention, int]] = {}
    latest: dict[str, tuple[Mention, int]] = {}
    for mention in context.mentions:
        last = _last_day(context, mention, rule.params)
        block = context.block_at(mention.start)
        if last is None or block is None:
            continue
        key = (_FRAME.sub("", mention.label), block.start)
        near = latest.get(mention.unit)
        before = (seen.get(key) if key[0] else None) or (near if near and _continues(context, near, mention, last) else None)
        latest[mention.unit] = seen[key] = (mention, last)
        told = above.get((key[0], mention.unit))
        if any(word in mention.label for word in _SINCE) and len(key[0]) >= _SHORTEST:
            above[key[0], mention.unit] = (mention, last)
        if before is None and told is not None and told[1] < last and not _of_others(context, told[0], mention):
            yield replace(_outcome(context, mention, told[0], mention), severity=Severity.INFO)
        years = [_year(before[0]), _year(mention)] if before is not None else []
        if (
            before is not None
            and not (all(years) and years[0] != years[1])
            and (len(key[0]) >= _SHORTEST or _adjoins(context, before[0], mention))
            and before[1] != last
            and same_unit(before[0], mention)
        ):
            shorter, longer = (before[0], mention) if before[1] < last else (mention, before[0])
            outcome = _outcome(context, mention, shorter, longer)
            # 前三季度…。2024年全年…: the year may be the one before
            yield replace(outcome, severity=Severity.INFO) if years[1] not in ("", years[0], context.year) else outcome
        elif before is not None and not key[0] and before[1] != last and _is_taken_up(context, before[0], mention):
            shorter, longer = (before[0], mention) if before[1] < last else (mention, before[0])
            yield replace(_outcome(context, mention, shorter, longer), severity=Severity.INFO)
    for earlier, later in stretches(context):
        outcome = _outcome(context, later.mention, earlier.mention, later.mention)
        yield outcome if later.sure else replace(outcome, severity=Severity.INFO)


def _year(mention: Mention) -> str:
    """The year that the period of a figure names, "" without one."""
    match = _OF_YEAR.match(fold(mention.period or ""))
    return match["year"] if match else ""


def _of_others(context: Context, first: Mention, second: Mention) -> bool:
    """Whether two figures of different paragraphs are of different places."""
    return parted(*((*context.scope(m), m.label) for m in (first, second)))


def _continues(context: Context, before: tuple[Mention, int], mention: Mention, last: int) -> bool:
    """Whether a figure right after one of a shorter stretch names nothing, or leaves off where and of whom it is: 客运站发送旅客, 发送旅客."""
    name = _FRAME.sub("", mention.label)
    if not name:
        return True
    text, near = context.document.folded, max(0, mention.start - _FAR, before[0].end)
    at = text.rfind(fold(mention.period or ""), near, mention.start)
    least = _SHORTEST if all("累计" in m.label for m in (before[0], mention)) else _LEAST_SHARED
    left_off = len(name) >= least and name in _FRAME.sub("", before[0].label)
    # 到位资金 of 招商引资到位资金
    left_off = left_off or (len(mention.label) > _LEAST_SHARED and before[0].label.endswith(mention.label))
    shortened = before[1] < last and left_off
    return (
        shortened
        and at >= 0
        and _OPENS.search(text, max(0, at - 6), at) is not None
        and context.block_at(before[0].start) == context.block_at(mention.start)
    )


def _adjoins(context: Context, first: Mention, second: Mention) -> bool:
    """Whether a figure without a name of its own goes on where the one before it stood: 1—6月完成⟨⟩，1—7月累计完成⟨⟩."""
    return _NEXT.fullmatch(context.document.folded, first.end, second.start) is not None


def _is_taken_up(context: Context, first: Mention, second: Mention) -> bool:
    """Whether a figure without a name can only go on with the one before it: 前三季度累计发放贷款⟨⟩,惠及⟨⟩;截至11月末累计发放⟨⟩."""
    done = second.label.replace("累计", "")[-_SHORTEST:]
    between = context.mentions_in(first.end, second.start)
    alone = not any(m.kind in AMOUNTS and m.unit and (not done or done not in first.label or same_unit(m, second)) for m in between)
    near = second.start - first.end <= _NEARBY
    return alone and near and same_unit(first, second) and "累计" in second.label


def _outcome(context: Context, pointed: Mention, shorter: Mention, longer: Mention) -> Outcome:
    members = (Member("first", shorter.start, shorter.end), Member("second", longer.start, longer.end))
    fields = {"first": context.quote(shorter), "second": context.quote(longer), "early": shorter.period or "", "late": longer.period or ""}
    verdict = Verdict.VIOLATED if longer.value.below(shorter.value) else Verdict.HOLDS
    return Outcome(verdict, pointed.start, pointed.end, members, context.quote(pointed), fields=fields)


def _last_day(context: Context, mention: Mention, params: Params) -> int | None:
    """The day, of months of 31, up to which a mention counts from January on; None where it is no such figure."""
    if mention.kind not in AMOUNTS or mention.components or mention.quoted or not mention.unit or not mention.period:
        return None
    label, text = mention.label, context.document.folded
    if tells_change(text[max(0, mention.start - 12) : mention.start]) or (params.unless and says(params.unless, label)):
        return None
    named = _OF_YEAR.sub("", fold(mention.period), 1).replace(" ", "").removeprefix("今年").removeprefix("本年")
    day = _DAY.search(named)
    period = months(_DAY.sub("", named).removesuffix("底").removesuffix("末")) if named else None
    if period is None or "年" in named.replace("半年", "").replace("全年", ""):
        return None
    at = text.rfind(fold(mention.period), max(0, mention.start - _FAR), mention.start)
    if at < 0 or _OTHER_YEAR.search(text, max(0, at - 5), at):
        return None
    said = label + text[max(0, mention.start - _CLOSE) : mention.start]
    before = text[max(0, at - 5) : at].rstrip(" ")
    # "10月15日累计接种" counts up to that day without 截至
    until = _UP_TO.search(before) or (day and text.startswith("累计", at + len(mention.period)))
    if _SINCE_JANUARY.search(before) or (until and any(word in said for word in params.words)):
        return period[1] * _DAYS - (_DAYS - int(day["day"]) if day else 0)
    return period[1] * _DAYS if period[0] == 1 and period[1] > 1 else None
