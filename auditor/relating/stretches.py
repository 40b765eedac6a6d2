"""Figures since January, each in a line or a row of its own: 1—3月：31.2万头 over 1—6月：60.8万头, 3月 and 4月 under 累计.

Owns which lines and cells count from the beginning of one year and are of one thing; that they do not fall is for `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import AMOUNTS, Document, Mention
from auditor.record import record, replace
from auditor.relating.calendar import months
from auditor.relating.forms import MARK
from auditor.relating.partition import tells_change
from auditor.relating.unit import is_price, same_unit

if TYPE_CHECKING:
    import regex

    from auditor.relating import Context
    from auditor.relating.tables import Table

_DASH = r"\s?(?:-|—{1,2}|–|~|至|到)\s?"
# "1—3月" "截至6月底" "前三季度" "4月份" "全年" — not "第二季度" and not "3—5月"
_TIME = rf"(?:(?P<year>今年|本年|(?:19|20)\d\d年)?(?P<till>截[至止]到?)?(?P<time>1月?{_DASH}\d{{1,2}}月|\d{{1,2}}月|第?[一二三四]季度|上半年|前[两二三]个?季度|前[\d一二三四五六七八九十]{{1,2}}个月|全年)份?(?P<end>[底末])?)"
_STUB = expression(_TIME)
# "2.1—6月，累计" before the figure of a line
_HEAD = expression(rf"[\s|]*(?:{MARK}(?!{_DASH}\d))?\s*{_TIME}(?P<words>[,:\s]?[^,;。:\d]{{0,16}}[,:\s]?)")
# "3月15日" of a column that counts up
_DAY = expression(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_FLOW = expression(
    r"累计|完成|新[增开建签]|受理|办[理结]|产[量值]|[产销]|出[口栏]|进口|发[放电送]|投[资放产]|收入|支出|税|立案|接待|到位|运|成交|查处|入库|植树|用电|货值|营业额"
)
# "到位资金(累计)" "累计数:" "累计完成投资(万元)" — not "累计受理86件的" and not "上年累计"
_TO_DATE = expression(r"累计")
_EARLIER = expression(r"上年|去年|同期|计划|目标|任务|预计")
# What stands at a time and need not rise, or is of one month
_LEVEL = expression(r"当月|本月|单月|当期|价|均|净|利润|[盈差率占]|指数|排名|[名位]次|规模|最[高低]")
# The same, unless they are said to be counted up
_STOCK = expression(r"末|余额|存量|存款|贷款|在[册岗建校院职编读逃押]|参保|用户|会员|库存|现有|保有|人口|户数")
_TITLE, _DAYS, _FEWEST = 40, 31, 2


@record(frozen=True)
class Stretch:
    """A figure that counts from January on, up to a month and a day, and the words around it; `sure` where they say that it counts what comes in."""

    mention: Mention
    last: int
    words: str
    sure: bool


def stretches(context: Context) -> Iterator[tuple[Stretch, Stretch]]:
    """Each figure since January with the next of its list or column."""
    if "月" in context.document.folded or "季度" in context.document.folded:
        yield from _of_lines(context.document, context)
        for table in context.tables:
            for side in (table, table.turned):
                yield from _of_columns(side)


def _of_lines(document: Document, context: Context) -> Iterator[tuple[Stretch, Stretch]]:
    title, before = "", None
    for block in document.blocks:
        found = _line(context, block.start, block.end, title)
        if found is None:
            words = document.folded[block.start : block.end]
            title = words if len(words) <= _TITLE and "。" not in words else ""
        elif before is not None and before.last < found.last and before.words == found.words and same_unit(before.mention, found.mention):
            yield before, found
        before = found


def _line(context: Context, start: int, end: int, title: str) -> Stretch | None:
    """The figure of a line that begins with its time."""
    amount = next((m for m in context.mentions_in(start, min(end, start + _TITLE)) if m.kind in AMOUNTS and m.unit), None)
    match = _HEAD.fullmatch(context.document.folded, start, amount.outer_start) if amount is not None else None
    if amount is None or match is None or amount.components or is_price(amount) or tells_change(match["words"]):
        return None
    words = match["words"].strip(" ,:\t\u3000")
    said = title + words
    last = _last(match, to_date=_TO_DATE.search(said) is not None)
    return Stretch(replace(amount, period=match["time"]), last, words, _FLOW.search(said) is not None) if last and not _is_level(said) else None


def _is_level(words: str) -> bool:
    # Most pages have no figure since January in a line or a row of its own
    from auditor.relating.heads import CHANGE

    return any(form.search(words) for form in (_LEVEL, _EARLIER, CHANGE)) or (_STOCK.search(words) is not None and not _TO_DATE.search(words))


def _last(match: regex.Match[str], *, to_date: bool) -> int | None:
    """The month and the day up to which a time counts from January on; a month or a quarter by itself does where the text says so."""
    period = months("".join(match["time"].split()))
    if period is None or not (to_date or (period[0] == 1 and period[1] > 1)):
        return None
    one_of_several = period[0] > 1 and "季" in match["time"]
    return None if one_of_several and not (match["till"] or match["end"]) else period[1] * _DAYS


def _of_columns(table: Table) -> Iterator[tuple[Stretch, Stretch]]:
    names = [table.name(row) for row in table.rows]
    rows = [_STUB.fullmatch(name) for name in names]
    days = [_DAY.fullmatch(name) for name in names]
    if sum(map(bool, (*rows, *days))) < _FEWEST:
        return
    for column in table.columns:
        head = table.heads[column].text
        to_date = _TO_DATE.search(head) is not None
        if _is_level(head) or (_is_level(table.caption) and not to_date):
            continue
        sure = _FLOW.search(table.caption + head) is not None
        lasts = [_last(match, to_date=to_date) if match else _day(day) if day and to_date else None for match, day in zip(rows, days, strict=True)]
        figures = [row[column].figure for row in table.rows]
        yield from _pairs(
            [
                Stretch(replace(figure, period=name), last, "", sure) if last and figure is not None and figure.kind in AMOUNTS else None
                for figure, last, name in zip(figures, lasts, names, strict=True)
            ]
        )


def _day(match: regex.Match[str]) -> int:
    return int(match["month"]) * _DAYS - _DAYS + int(match["day"])


def _pairs(found: Sequence[Stretch | None]) -> Iterator[tuple[Stretch, Stretch]]:
    for before, after in pairwise(found):
        if before is not None and after is not None and before.last < after.last and before.mention.unit == after.mention.unit:
            yield before, after
