"""The amounts of a report by their names, so that a share may find its whole anywhere: 进出口11.84万亿元 in the first paragraph for 占我国进出口总值的57.3%.

Owns what a whole is called, which is the name of a figure (`figure`) without the words that only say that it is all of it, in one wording, and what
place and time it is of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import AMOUNTS, Document, Mention
from auditor.record import record, replace
from auditor.relating.calendar import is_of_the_year, months
from auditor.relating.figure import bare, in_one_wording
from auditor.relating.partition import tells_change
from auditor.relating.scope import clause, is_to_come, parted, place, scope
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable, is_average

# "其所持公司股份总数" "持有总额" and "张三共持有公司股份", "合计持股": what one holder has — not "持有人", "质押的股份" nor "增持股份"
_HOLDING = expression(r"(?:持有|所持|持股)(?![人期])")
_PLEDGED = expression(r"质押|冻结|增持|减持|解除|回购|转让")
HOLDING = "持股"
# A holder may have a part of it through others: no whole of 其持有的
_HELD_HOW = expression(r"直接|间接")
# "全部利息支出" "同期外贸总值" "年度销售总额" "当年支出总额" "总支出" — not "总理"
_ALL = expression(
    r"^(?:全部|所有|同期|年度|当年|本年|各项|各类|总计|累计|规划|[一二三四]季度|[上下]半年|前[三两]季度|(?:本行|本集团|本公司|公司)(?=\p{Han}{2})|经审计的?|总(?=\p{Han}{2}))+"
)
# "进出口总值" "资产总额" — not "生产总值", which is no sum of 生产
_SUM = expression(r"(?<!生产)(?<=\p{Han}{2})(?:总值|总规模|规模|合计|总计|总和|余额|总额|总量|总数|(?<=进出口|出口|进口)值|额|数量|数)$")
# "新增公园141座、累计达到973座": what was added, and how much there is now
_ADDED = expression(r"^(?:新增|新建|净增|新设|新认定)")
_CUMULATED = expression(r"^(?:目前|现)?(?:累计|总数|总量|总计|合计|共)(?:已)?(?:达到?|为|有)*$")
# Of another time, or only planned: "上年支出" "预算支出" — not "今年", "一般公共预算支出"
_ELSEWHERE = expression(
    r"上年|去年|前年|上月|上期|上季|上一|计划|目标|力争|预计|预期|(?<!公共|财政|基金)预算|规划|将达|将实现|往年|历年|其他|其余|另|以来"
)
# The place that something is said to be of: 国 of "全国" and "我国", 市 of "本市"
_LEVEL = expression(r"[全我本](?P<level>省|市|县|区|州|旗|镇|乡|国|村)")
# Figures with these say only roughly how much: "超11万亿元" "近2000公里"
_ROUGH = frozenset({"above", "below", "at-least", "at-most", "few-more", "almost"})
_SAME_TIME = "同期"
# Of the figures of one name so many are kept; a report has few, and in a list of thousands no one is the whole
_MOST = 24


def whole_name(words: str, lexicon: Lexicon) -> str:
    """What is meant by the words between 占 and 的, or by the name of a figure: 进出口 of 我国同期外贸总值; "" where they name nothing."""
    rows = lexicon.words.get("wholes-alike", ())
    if _HOLDING.search(words):
        return "" if _PLEDGED.search(words) else HOLDING
    alike = lexicon.words.get("said-alike", ())
    name = bare(_ALL.sub("", bare(words.strip(), alike)), alike)
    name = in_one_wording(_SUM.sub("", in_one_wording(name, rows)), rows)
    return name if len(name) > 1 else ""


def speaks_of_another(words: str) -> bool:
    """Whether words say that a figure is of another time or planned."""
    return _ELSEWHERE.search(words) is not None


def level(words: str) -> str:
    """国 of 我国进出口总值; "" where the words name no place."""
    match = _LEVEL.search(words)
    return match["level"] if match else ""


@record(frozen=True)
class Wholes:
    """The amounts of one report that may be wholes; `named` has them by name, in reading order."""

    document: Document
    named: Mapping[str, Sequence[Mention]]
    year: str

    def of(self, name: str, said: str, part: Mention) -> list[Mention]:
        """The amounts of a name, said to be of `said`, that a part may be a part of, in reading order; those before it where there are any."""
        # 占同期外贸总值的: the time of what it is a share of
        part = replace(part, period=None) if part.period == _SAME_TIME and _SAME_TIME in said else part
        found = [m for m in self.named.get(name, ()) if m.start != part.start and comparable(m, part) and not m.value.below(part.value)]
        found = [m for m in found if self._in_one_place(m, said, part) and self._at_one_time(m, part)]
        if name == HOLDING:
            found = [m for m in found if set(_HELD_HOW.findall(m.label)) <= set(_HELD_HOW.findall(said))]
        plain = [m for m in found if not any(hedge.sense in _ROUGH for hedge in m.hedges)]
        return [m for m in plain if m.start < part.start] or plain or found

    def are_apart(self, whole: Mention, part: Mention) -> bool:
        """Whether two figures are of two places or offices, by their clauses or by their headings."""
        return parted(*((clause(self.document, mention), *scope(self.document, mention)) for mention in (whole, part)))

    def are_both_to_come(self, whole: Mention, part: Mention) -> bool:
        """Whether both figures stand in plans, or neither does."""
        return is_to_come(self.document, whole) == is_to_come(self.document, part)

    def are_of_one_period(self, whole: Mention, part: Mention) -> bool:
        """Whether two figures tell one period, or none but the year: of a half-year beside a figure without a period nobody knows."""
        told = [period for period in (whole.period, part.period) if period]
        return len(told) != 1 or is_of_the_year(told[0], self.year) or not months(told[0])

    def _in_one_place(self, whole: Mention, said: str, part: Mention) -> bool:
        """Whether a figure may be of the place that the share is said to be of: of the report's own, where neither names one."""
        of_whole = place(self.document, whole)
        return (of_whole or self._level) == level(said) if level(said) else of_whole in ("", self._level, place(self.document, part))

    def _at_one_time(self, whole: Mention, part: Mention) -> bool:
        one, other = whole.period, part.period
        if not one or not other:
            return _years_agree(one or other or "", self.year, self.year)
        if one == other or (is_of_the_year(one, self.year) and is_of_the_year(other, self.year)):
            return True
        return bool(months(one)) and months(one) == months(other) and _years_agree(one, other, self.year)

    @cached_property
    def _level(self) -> str:
        """The level of the place that the report speaks of most."""
        return next((found for found, _ in Counter(_LEVEL.findall(self.document.folded)).most_common(1)), "")


def _years_agree(one: str, other: str, year: str) -> bool:
    """Whether two periods are of one year; one that names none is of the report's."""
    first, second = (expression(r"(?:19|20)\d\d").search(period) for period in (one, other))
    return (first[0] if first else year) == (second[0] if second else year) or not year


def find_wholes(document: Document, sentences: Sequence[Sentence], names: Mapping[int, str], lexicon: Lexicon, year: str) -> Wholes:
    """The amounts of a report by name."""
    named: dict[str, list[Mention]] = {}
    seen: set[int] = set()
    for sentence in sentences:
        for k, mention in _levels(sentence):
            name = whole_name(_called(sentence, k, names), lexicon) if mention.start not in seen else ""
            if name and len(named.setdefault(name, [])) < _MOST:
                named[name].append(mention)
            seen.add(mention.start)
    return Wholes(document, named, year)


def _levels(sentence: Sentence) -> Iterator[tuple[int, Mention]]:
    """The amounts of a sentence that say how much there is: no change, no average, nothing of another time."""
    for k, mention in enumerate(sentence.mentions):
        if mention.kind not in AMOUNTS or not mention.unit or mention.components or mention.quoted or is_average(mention):
            continue
        before = sentence.text[max(0, sentence.positions[k] - 12) : sentence.positions[k]]
        if not tells_change(before) and not speaks_of_another(sentence.clause_before(k)):
            yield k, mention


def _called(sentence: Sentence, k: int, names: Mapping[int, str]) -> str:
    """The name of a figure; that of what was added, for a figure that says how much there is now."""
    if k and _CUMULATED.fullmatch(sentence.clause_before(k)) and comparable(sentence.mentions[k - 1], sentence.mentions[k]):
        return str(_ADDED.sub("", names.get(sentence.mentions[k - 1].start, "")))
    return names.get(sentence.mentions[k].start, "")
