"""rate ≤ 100 %: named rates that count a part of a whole; those that may pass it (完成率, 增长率) stand in the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import Member, Mention, MentionKind, Outcome, Verdict
from auditor.number import Interval
from auditor.record import record
from auditor.relating import Context
from auditor.relating.rate_name import family_of, rate_name, told_name
from auditor.rule import STRICT, Rule

if TYPE_CHECKING:
    from auditor.relating.tables import Table

_FULL = {MentionKind.PERCENT: Fraction(100), MentionKind.PERMILLE: Fraction(1000)}
# "合格率提高" of "合格率提高到98%" — not "提高合格率"
_RISEN = expression(r"(?:提高|上升|提升|扩大|升|高)$")
# "最低的也" of "接种率最低的也达到": what the least of them has
_EXTREME = expression(r"(?<=率)(?:最[高低](?:[的者]\p{Han}{0,5}?)?|均值|平均值?)(?:也|仍|已|都|就)*$")
# "填报完整率" before its bracket
_BEFORE_BRACKET = expression(r"\p{Han}{2,14}率$")
_LONGEST_NAME = 16
# "县城人口占县域人口比重" "桥隧比" "占全县总面积的" — not "占预算的", and not "占比提高"
_SHARE_OF_ALL = expression(
    r"(?:占[^,;:。“”()占]{0,12}(?:人口|总数|总量|总面积|总户数|总产量|总人数)(?:的|的?比重|的?比例)?|占比|比重|桥隧比|占(?:在[校岗册籍职]|全[校县市区镇乡村厂院班体]|适龄)[^,;:。“”()占]{0,6}(?:学生|职工|员工|农户|家庭|企业|干部|教师|党员|儿童|老人|学校)的?|占(?:全部|所有)[^,;:。“”()占]{1,12}?的?)$"
)
# What a share may be more than the whole of: "占年初预算比重" "债务占生产总值比重"
_UNBOUNDED = expression(r"预算|计划|目标|任务|去年|上年|同期|上月|净资产|生产总值|GDP|资本|全年|年度|债|贷|担保|基数")
# What people say of themselves, out of all of them: "门诊患者满意度"
_OPINION = expression(r"(?:满意|知晓|认可|支持|赞成)度$")
# "优良水体比例": never below nothing nor above all — not "投资回报比例"
_PROPORTION = expression(r"(?:优[良秀质]|合格|达标|及格|良好|满意|办结|参保|参训|整改|覆盖)\p{Han}{0,4}(?:比例|比重)$")
# "毛利率" "投资回报率" "增长率" — not "使用率", which may pass 100 % and is never below nothing
_MAY_FALL = expression(r"[增降涨利变净差跌]|收益|回报|贡献|溢价|[市汇]\p{Han}?率")
# "比上年" over a column of changes
_THAN = expression(r"^[比较][上去年]")
FIELDS = frozenset({"label", "rate"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every rate that cannot pass 100 %."""
    told = {m.start: told_name(sentence, k) for sentence in context.sentences for k, m in enumerate(sentence.mentions) if m.kind in _FULL}
    for mention in context.mentions:
        full = _FULL.get(mention.kind)
        label = told.get(mention.start) or mention.label or _ahead_of_bracket(context, mention)
        if full is not None and not mention.quoted and _is_capped(mention, label, context.lexicon, reached=_is_reached(context, mention)):
            yield _outcome(context, mention, label, Interval(Fraction(0), full))
    for figure, name in (cell for table in context.tables for cell in _cells(table)):
        if _is_capped(figure, name, context.lexicon) and not told.get(figure.start):
            yield _outcome(context, figure, name, Interval(Fraction(0), _FULL[figure.kind]))


def _cells(table: Table) -> Iterator[tuple[Mention, str]]:
    """The percentages of a table that the name of their row, or else the head of their column, calls a rate, but for columns of changes."""
    from auditor.relating.heads import CHANGE

    for column in (column for column in table.columns if not (CHANGE.search(table.heads[column].text) or _THAN.search(table.head(column)))):
        for row in table.rows:
            name = next((name for name in (table.name(row), table.head(column)) if rate_name(name)), "")
            if name and (figure := row[column].figure) is not None and figure.kind is MentionKind.PERCENT:
                yield figure, name


def _ahead_of_bracket(context: Context, mention: Mention) -> str:
    """The name of a rate before the bracket that holds its figure alone: 完整率(98.1%)."""
    folded = context.document.folded
    alone = folded[mention.outer_start - 1 : mention.outer_start] == "(" and folded[mention.outer_end : mention.outer_end + 1] == ")"
    found = _BEFORE_BRACKET.search(folded, max(0, mention.outer_start - _LONGEST_NAME), mention.outer_start - 1) if alone else None
    return found[0] if found else ""


def _is_reached(context: Context, mention: Mention) -> bool:
    return context.document.folded[mention.outer_start - 1 : mention.outer_start] in ("到", "至", "达")


def _outcome(context: Context, mention: Mention, label: str, allowed: Interval) -> Outcome:
    verdict = Verdict.HOLDS if mention.value.meets(allowed) else Verdict.VIOLATED
    members = (Member("rate", mention.start, mention.end),)
    return Outcome(verdict, mention.start, mention.end, members, context.quote(mention), fields={"label": label, "rate": context.quote(mention)})


def _is_capped(mention: Mention, label: str, lexicon: Lexicon, *, reached: bool = False) -> bool:
    """Whether a percentage cannot pass 100: a named rate that is no change and of no family that may exceed, or a share of all.

    `reached` says that 到, 至 or 达 stands before the number, so that a verb of rising at the end of the label names no change.
    """
    label = _EXTREME.sub("", _RISEN.sub("", label) if reached else label)
    name = rate_name(label)
    below = mention.value.high is not None and mention.value.high < 0
    if not name and (_OPINION.search(label) or _PROPORTION.search(label)):
        return True
    if not name:
        return _SHARE_OF_ALL.search(label) is not None and _UNBOUNDED.search(label) is None
    if below and not _MAY_FALL.search(name):
        return True
    family = family_of(name, lexicon)
    return not (family is not None and family.may_exceed)
