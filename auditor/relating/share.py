"""What a share is said to be of: 占党员总数的 speaks of the figure that counts 党员."""

from __future__ import annotations

from auditor.expression import expression

# "党员总数" counts 党员; "所持股份总数" counts what somebody holds
_TOTALS = expression(r"(?:总数|总量|总额|总计|合计|总人数|总和|数量|数)$")
_PLANS = frozenset(period + word for period in ("", "年度", "全年", "年初") for word in ("计划", "目标", "任务", "预算", "目标任务", "计划任务"))
_HELD = expression(r"持有|持股|质押|冻结|减持|增持")


def is_said_to_be(of: str, label: str) -> bool:
    """Whether the label of a whole ends with what the share is said to be of: 占党员总数的 and 全县共有党员."""
    noun = _TOTALS.sub("", of)
    if noun in _PLANS:
        return any(word in label for word in ("计划", "目标", "任务", "预算"))
    return len(noun) > 1 and _TOTALS.sub("", label).endswith(noun) and not (_HELD.search(label) and "持" not in of)
