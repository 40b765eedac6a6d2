"""Who is the whole: figures that say so (共, 合计), what 其中 refers to, and how far a statement about it reaches."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.relating.sentence import Sentence
from auditor.relating.unit import alike, is_average

if TYPE_CHECKING:
    from auditor.relating import Context
    from auditor.relating.partition import Partition

# Right before a total: "共" "合计" "总数为" — not "公共"
TOTAL = expression(r"(?:(?<!公)共有?|合计|总计|共计|总共|累计|总数|总量|总额|(?:[合加](?:起来|在一起)|算下来))(?:为|达|达到|是|有)?$")
TOTAL_WORD = expression(r"(?<!公)共|(?:[合加](?:起来|在一起)|算下来)|合计|总计|总数|总量|总额|全部")
# "全年共办理" "前三季度累计完成" — not "公共", nor "截至3月底累计", which counts from earlier on
SUMS_UP = expression(
    r"^(?!.*(?:截至|目前|历年|已累计)).*(?:(?<!公)共|合计|总计|总[数量额]|总(?:面积|长度|里程|人[数口次]|产[量值]|投资|收入|支出|规模|客运量|运量)|(?:[合加](?:起来|在一起)|算下来)|全部|累计|合并(?=利润|营收|营业|收入|净利))"
)
# "2021" of "2021年为⟨⟩" and of "2022—2024年" — not "2021份"
_YEAR = expression(r"(?:19|20)\d\d(?=年|[-—–~、和及与至])")
# What may have come in over years: "截至2024年底累计"
_TO_DATE = expression(r"累计|共|截[至止]|以来|[末底]")
# "实有个体工商户" behind a semicolon — not "农村居民消费"
_OF_ITS_OWN = expression(r"[实现共]有|拥有|全[省市县区]")
# So many characters before a list another whole of it may stand; a whole of so few digits may be a sum by chance
_BACK, _DIGITS = 200, 2
SHARED_ENDING = 2
_TAIL = 4
_MIDDLES = range(2, 5)


def announces(sentence: Sentence, k: int) -> bool:
    """Whether a whole says that it is one: 共受理86件, 总额为."""
    before = sentence.text[: sentence.positions[k]]
    return bool(TOTAL.search(before) or TOTAL_WORD.search(sentence.mentions[k].label))


def antecedent(sentence: Sentence, before: Sequence[int], part: int) -> int | None:
    """What 其中 refers to: of the amounts before it that the first part can be a part of, the nearest with a like name, else the nearest."""
    fitting = [k for k in before if alike(sentence.mentions[k], sentence.mentions[part]) and not _is_each(sentence, k, part)]
    label = sentence.mentions[part].label
    named = [k for k in fitting if common_ending(sentence.mentions[k].label, label) >= SHARED_ENDING or takes_up(sentence.mentions[k].label, label)]
    return (named or fitting)[-1] if fitting else None


def _is_each(sentence: Sentence, k: int, part: int) -> bool:
    """Whether a figure is what each gives and another is no such: 亩产⟨435公斤⟩ before 其中夏粮⟨38万吨⟩."""
    one, other = sentence.mentions[k], sentence.mentions[part]
    return one.unit != other.unit and is_average(one) and not is_average(other)


def takes_up(whole: str, part: str) -> bool:
    """Whether a part is named by its whole and something more: 处分 and 其中处分厅局级干部."""
    return len(whole) >= SHARED_ENDING and part.removeprefix("其中").startswith(whole)


def lists_other_years(sentence: Sentence, whole: int, part: int) -> bool:
    """Whether what is listed is of other years than its whole would be: 2021年为⟨⟩,2022—2024年分别为⟨⟩、⟨⟩和⟨⟩."""
    words = sentence.words_before(whole)
    own, listed = _YEAR.findall(words), _YEAR.findall(sentence.clause_before(part))
    if not own or not listed or min(listed) <= own[-1] <= max(listed):
        return False
    return bool(own[-1] < min(listed) or not _TO_DATE.search(words))


def statement_end(sentence: Sentence, k: int) -> int:
    """Where the statement of a mention ends: its brackets, a semicolon of its own sentence where that already had one before it, or the sentence."""
    group = sentence.groups[k]
    end = group[1] if group else len(sentence.text)
    start = group[0] if group else 0
    if ";" in sentence.text[start : sentence.positions[k]]:
        semicolon = sentence.text.find(";", sentence.positions[k])
        end = semicolon if 0 <= semicolon < end and "。" not in sentence.text[sentence.positions[k] : semicolon] else end
    return end


def common_ending(a: str, b: str) -> int:
    """How many characters two names have in common at their ends: 民事案件 and 行政案件 two."""
    return next((i for i, (x, y) in enumerate(zip(reversed(a), reversed(b), strict=False)) if x != y), min(len(a), len(b)))


def parted(a: str, b: str) -> tuple[int, int] | None:
    """How many characters from their ends two texts reach back to where they are alike again, behind middles of two to four characters."""
    tail = common_ending(a, b)
    for i, j in itertools.product(_MIDDLES, repeat=2) if tail >= _TAIL else ():
        head = common_ending(a[: -tail - i], b[: -tail - j])
        if head >= SHARED_ENDING and set(a[-tail - i : -tail]).isdisjoint(b[-tail - j : -tail]):
            return tail + i + head, tail + j + head
    return None


def is_of_another(context: Context, partition: Partition) -> bool:
    """Whether the parts make up another figure of the paragraph exactly, so that they are its parts: 立案286件，移送12件。其中食品186件，药品100件."""
    first, whole = partition.parts[0], partition.whole
    if partition.cue in ("brackets", "summed") or any(m.hedges for m in partition.parts):
        return False
    folded, second = context.document.folded, partition.parts[1]
    begin = folded.rfind("\n", 0, first.start) + 1
    total = sum((m.value.middle or 0 for m in partition.parts), Fraction(0))
    # 问题86个，已整改78个。其中财务62个、工程24个: the list begins further on; 企业862户，其中规上86户；个体工商户1862户: it has ended
    begins = first.label.startswith("已") and total - (first.value.middle or 0) == whole.value.middle
    ended = whole.value.below(second.value) and ";" in folded[first.end : second.start] and _OF_ITS_OWN.match(second.label)
    if begins or ended:
        return True
    near = context.mentions_in(max(begin, first.start - _BACK), first.start)
    return any(m.value.middle == total and m is not whole and alike(m, whole) and len(m.digits) > _DIGITS and not m.hedges for m in near)
