"""What the heads of a table say of its columns: of now or of before, what came and what went, what is done and what was due.

Owns the words; which figures follow from which is for `columns` and `worked`.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.expression import expression
from auditor.relating.tables import Table, bare

# "增长（%）" "同比" "增减%" "净增数" "提高" — not "新增"
CHANGE = expression(
    r"增长|增速|增幅|增减|净[增减]|增量|增加额|增加数|同比|升降|进退|变动|变化|(?:比|较).{0,4}(?:年|期|初|月).{0,2}[增减升降]|降幅|减幅|提高$"
)
# "降幅" "比上年下降" — not "增减" and not "升降"
FALLS = expression(r"^[^增升长变]*[减降][^增升长变]*$")
# "排名" "增速位次" "全市排名" — not "排名变化"
RANK = expression(r"(?P<of>\p{Han}*?)(?:全[省市县区国])?(?:排名|位次|名次|排位|排序)")
DONE = expression(r"完成|实际|实现|执行|实收|实支|实有|已")
DUE = expression(r"计划|目标|任务|预算|应|核定|编制")
_AFTER = expression(r"本年|本期|今年|当期|本月|本季|期末|年末|月末|季末|年底|现[有在]?|整治后|改造后|调整后")
_BEFORE = expression(r"[上去前]年(?:同期|末)?|[上去]期|同期|上月|上季|期初|年初|月初|季初|原[有来]?|整治前|改造前|调整前")
_YEAR = expression(r"(?:19|20)\d\d")
# What is at the beginning: "期初库存" "上年结转" "上月末在册" — not "年初计划"
OPENING = expression(r"期初|年初(?!预)|月初|季初|[上去].{0,2}[年期月季]?(?:末|底|结[转余存])|旧存|原[有存]|结转上|上期余|上年余")
CLOSING = expression(r"期末|年末|月末|季末|年底|结[余存]|未[结办]|余额|现[有存]|库存|滚存|结转下")
CAME = expression(r"入|收|新[增收立]|增|购|拨|受理|发生|发放|采购|补充|进|出生|招录|来|贷方")
WENT = expression(r"出(?!生)|支|[已办审]结|减|领|报废|注销|消耗|损(?![溢益])|使用|死亡|归还|偿还|收回|退|离|销|处置|借方|拨付")


def year_of(head: str) -> int | None:
    """The year that a head is of; none where it names none or several."""
    years = _YEAR.findall(head)
    return int(years[0]) if len(years) == 1 else None


def ends(table: Table, columns: Sequence[int]) -> tuple[int, int] | None:
    """The column of before and that of now, where the heads leave no choice: 年初数 and 年末数, 2023年 and 2024年."""
    heads = {column: table.heads[column].text for column in columns}
    before = [column for column, head in heads.items() if _BEFORE.search(head)]
    after = [column for column, head in heads.items() if _AFTER.search(head) and column not in before]
    if len(before) == 1 and (len(after) == 1 or len(columns) == 2):
        return before[0], after[0] if after else next(column for column in columns if column not in before)
    if len(before) == 1:
        named = _BEFORE.sub("", bare(heads[before[0]]))
        same = [column for column in columns if len(named) > 1 and column not in before and bare(heads[column]) == named]
        return (before[0], same[0]) if len(same) == 1 else None
    years = {column: year for column, head in heads.items() if (year := year_of(head)) is not None}
    if not before and not after and len(years) == 2 and abs(max(years.values()) - min(years.values())) == 1:
        return min(years, key=years.__getitem__), max(years, key=years.__getitem__)
    return None
