"""Wholes and parts that the lexicon names (出口 and 进口 of 进出口), told in sentences and paragraphs next to each other, in whatever order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import Mention, MentionKind
from auditor.record import record
from auditor.relating.calendar import periods_differ
from auditor.relating.partition import Partition, is_whole_or_part
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable

# What names of one row may have besides: "全市实现" "总额" — not "机电产品"
_FRAME = expression(
    r"其中|全[年市县省区国州旗乡镇]|今年|本年|我[市县省区国州旗]|上半年|前?[一二三]季度|地区|累计|实现|完成|达到?|货物|外贸|对外贸易|总[额值量]|[额值为是约,:的]|\s"
)
# "性" of 工资性收入, "净" of 转移净收入 — not of 净出口
_SORT = expression(r"性?净?(?=收入)")
# What each has, which may be said of whom: 农村居民人均可支配收入
_EACH = "人均"
# So far from a whole its parts may stand
_REACH = 240
# Names of a row at least
_FEWEST = 2


@record(frozen=True)
class _Named:
    """An amount and what it is called, without what says nothing."""

    name: str
    mention: Mention


def named_wholes(sentences: Sequence[Sentence], lexicon: Lexicon) -> Iterator[Partition]:
    """Every whole with the parts that stand near it, each called by its name alone, once, and in one unit."""
    rows = [row.split("/") for row in lexicon.words.get("growth-wholes", ())]
    wanted = {name for row in rows for name in row}
    told = [one for sentence in sentences for one in _told(sentence, wanted)]
    if len(told) <= _FEWEST:
        return
    for *parts, whole in rows:
        wholes = [one.mention for one in told if one.name == whole]
        for one in wholes:
            found = [[two.mention for two in told if two.name == part and _is_near(one, two.mention, wholes)] for part in parts]
            if all(len(mentions) == 1 for mentions in found):
                yield Partition(one, tuple(mentions[0] for mentions in found), "evident", open=False, others=False)


def _told(sentence: Sentence, wanted: set[str]) -> Iterator[_Named]:
    """The amounts of a sentence that bear one of the names wanted."""
    if not any(name[:_FEWEST] in sentence.text for name in wanted):
        return
    for k, mention in enumerate(sentence.mentions):
        clause = _SORT.sub("", _FRAME.sub("", sentence.clause_before(k)))
        each = clause.find(_EACH)
        name = clause[each:] if each >= 0 else clause
        level = is_whole_or_part(sentence, k, mention) or (each >= 0 and mention.kind is MentionKind.MONEY)
        if name in wanted and mention.unit and not mention.hedges and level:
            yield _Named(name, mention)


def _is_near(whole: Mention, part: Mention, wholes: Sequence[Mention]) -> bool:
    """Whether a part may be of a whole: in its unit and time, near it, and with no other whole between them."""
    alike = comparable(whole, part) and whole.unit == part.unit and not periods_differ(whole.period, part.period)
    low, high = sorted((whole.start, part.start))
    return alike and high - low <= _REACH and not any(low < other.start < high for other in wholes)
