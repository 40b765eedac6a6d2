"""What a figure is called, so that two places that speak of it in other words can be held against one another.

Owns the name: the words of its clause without time, the report's own place, verbs of doing, words of counting and quotation marks, and the noun
that stands behind its unit instead of before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from re import escape
from typing import TYPE_CHECKING

from auditor.expression import compiled, expression
from auditor.lexicon import Lexicon
from auditor.model import Document, Mention, MentionKind

if TYPE_CHECKING:
    import regex

# "全年累计完成" "截至年底,全县共有" "我院现有" "记者获悉" — not "全部", "公司债券", "实现率" and "达标"
_FRAME = expression(
    r"^(?:虽然?|尽管|在册|在|其中|全年|[今去上]年(?:以来)?|本年度?|年内|年[末底]|[末底]|20\d\d年度?|目前|截至|至今|本?报告期[内末]?|期[内末]|(?:过去)?一年来?|"
    r"[全我本该](?:省|市|县|区|州|旗|镇|乡|街道|院|校|局|公司|系统|行|集团|厂|所|馆|矿|站|社|支?队|司|部|中心|国)(?:法院|检察机关|公安机关|各级)?|"
    r"(?:公司|集团|学校|医院)(?!债|治)|(?:街道|支行|分行|法院|检察院)(?=全年|累?计?共|累计|新增|现有)|[局院厅](?=党组)|各[级地]|共计?|累计|合计|总计|总共|一共|已经?|现有|有|拥有|实现(?!率)|完成(?!率)|实际|达到?(?!标)|"
    r"发生(?!率)|实施|开展|组织|举办|召开|各[类项种]|[的了为,:])+"
)
# "总量" of "粮食总产量", "完成" of "固定资产投资完成" — not "余额"
_ENDING = expression(
    r"(?:总[额量数]|人数|总人数|数量|(?<=[^总余])额|量|数|共计?|累计|合计|总计|现有|共有|已有|拥有|实现|完成|达到?|突破|为|是|约|近|有|超|的|各[类项种])+$"
)
# Changes and shares, which have no name of their own: "比上年增加" "占" — not "新增就业" and not "增加值"
_CHANGE = expression(r"增长|下降|(?:比|较|同期|净)[^,]*[增减升降]|提高|上升|降低|[增降]幅|增速|同比|环比|占|其余")
_INNER = expression(r"各[类项种]|[\s“”‘’《》的#*]|全年|[今去上]年")
# "民生项目" of "27个民生项目," and "27个民生项目全部完工" — not of "27个民生项目开工" and not "民生项目中期评估"
_BEHIND = expression(r"[^,。;:!?、()【】\d\n]{1,20}?(?<![中里内时后])(?=[,。;:!?\n(]|$|全部|均(?!衡)|都(?!市)|的|中[,有])")
# What begins the words of a figure
_CLAUSE = expression(r"(?r)[^,;:、()【】。!?\n\r|\t]*")
_LONGEST = 60
_DATED = (MentionKind.DATE, MentionKind.PERIOD)


def names(document: Document, mentions: Sequence[Mention], lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """The start of each quantity that is neither change nor share with its name, in reading order; "" where its clause says nothing of its own."""
    rows = lexicon.words.get("said-alike", ())
    floor = 0
    for index, mention in enumerate(mentions):
        if mention.is_quantity:
            ceiling = mentions[index + 1].outer_start if index + 1 < len(mentions) else len(document.text)
            words = _before(document.folded, max(floor, mention.outer_start - _LONGEST), mention.outer_start)
            # 占公司总股本⟨⟩的: what the share is of has a name, as what has it does
            words = words.removeprefix("占") if document.folded.startswith("的", mention.outer_end) else words
            if not _CHANGE.search(words):
                yield mention.start, bare(words, rows) + in_one_wording(_behind(document.folded, mention, ceiling), rows)
        if mention.kind not in _DATED:
            floor = mention.outer_end


def _before(folded: str, floor: int, end: int) -> str:
    match = _CLAUSE.search(folded, floor, end)
    return match[0] if match else ""


@lru_cache(maxsize=8192)
def bare(words: str, rows: tuple[str, ...]) -> str:
    """The words of a figure without those that name nothing, in one wording: 利润 of 全年累计实现利润总额."""
    words = in_one_wording(_FRAME.sub("", _INNER.sub("", words)), rows)
    return _ENDING.sub("", words) or words


@lru_cache(maxsize=8192)
def in_one_wording(words: str, rows: tuple[str, ...]) -> str:
    """The words with the first of a row "受理/新收" for any other of it."""
    first, any_other = _wordings(rows)
    return any_other.sub(lambda match: first[match[0]], words) if first else words


@cache
def _wordings(rows: tuple[str, ...]) -> tuple[dict[str, str], regex.Pattern[str]]:
    """What stands for each word of the rows, and a pattern of them all, longest first; "再调解" is another thing than "调解"."""
    first = {word: row.partition("/")[0] for row in rows for word in row.split("/")}
    return first, compiled("(?<!再)(?:" + "|".join(map(escape, sorted(first, key=len, reverse=True))) + ")")


def _behind(folded: str, mention: Mention, ceiling: int) -> str:
    """The noun behind a count, where nothing else follows in its clause."""
    if mention.kind is not MentionKind.COUNT or not mention.unit:
        return ""
    match = _BEHIND.match(folded, mention.outer_end, ceiling)
    return _INNER.sub("", match[0]) if match else ""
