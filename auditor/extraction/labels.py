"""What surrounds a mention: its label before it, its tail behind it, the period that governs it, and whether it stands in quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import compiled, expression
from auditor.model import Document, Mention, MentionKind
from auditor.record import replace

_STOPS = r"[。;!?\n\r,:、()\[\]“”‘’《》「」【】…|\t•]"
# Matches the first and the last of "，其中：" — neither "其" nor a blank
_STOP = expression(_STOPS)
_LAST_STOP = expression(f"(?r){_STOPS}")
# Matches the last mark but those of quotations: what is counted may be quoted, as in “满意”或“基本满意”的有12户
_LAST_STOP_UNQUOTED = expression(r"(?r)[。;!?\n\r,:、()\[\]《》【】…|\t•]")
_QUOTED_ENDS = frozenset({"", "的", "有", "票", "类", "等次", "档"})
# Longest first: what joins a label to its figure and is no part of it.
_LINKS = (
    *("分别达到", "达到了", "已累计", "分别为", "分别是", "分别有", "分别达"),
    *("分别", "达到", "高达", "多达", "已达", "累计", "总计", "合计", "共计"),
    *("共有", "共为", "总共", "一共", "已有", "仅有", "只有", "均为", "就有", "就达", "总数"),
    *"达共计已为是有约了等的至到仅只均各也则就还又近超及和与将由从自在",
)
# Words that end like a link and are none: 参与2000人次 has the label 参与.
_WHOLE = (
    *("统计", "设计", "审计", "预计", "估计", "会计", "参与", "拥有", "持有", "现有", "所有", "占有", "国有", "享有", "具有"),
    *("含有", "节约", "签约", "集约", "条约", "合约", "履约", "预约", "违约", "存在", "所在", "现在", "附近"),
    *("最近", "认为", "作为", "成为", "行为", "平等", "同等", "高等", "中等", "理由", "自由", "目的", "抵达"),
    *("平均", "人均", "户均", "亩均", "件均", "村均"),
    *("应到", "实到", "收到", "签到", "报到", "接到", "未到", "缺到"),
)
_TAIL = 16
_LABEL = 60
# Matches every mark that opens or closes a quotation or a title, and the end of a line, where unpaired ones are forgotten.
_QUOTES = expression(r"[“”「」『』《》〈〉\n]")
_OPENING = frozenset("“「『《〈")
_COMPARES = frozenset("比较同与")
# Matches "2023年", "1-8月" and "同期"; does not match "23:59".
_CALENDAR = expression(r"[年月季期五日\-/]")
_DATED = (MentionKind.DATE, MentionKind.PERIOD)
# Matches what may stand between 比上年的 and its figure; does not match "增长".
_OWN_FIGURE = expression(r"(?:末|底)?(?:同期)?的?(?:约|近|超过)?\Z")
# "今年" ",今年" right behind 截至10月底, which says more — not "件,今年"
_THIS_YEAR_TOO = expression(r"止?,?(?:今|本)年")


def surrounded(document: Document, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, in the same order, with label, tail, period and quotation filled in."""
    periods = _Periods(document.folded)
    quotations = _Quotations(document.folded)
    floor = 0
    for index, mention in enumerate(mentions):
        ceiling = mentions[index + 1].outer_start if index + 1 < len(mentions) else len(document.text)
        yield replace(
            mention,
            label=label(document, mention.outer_start, floor),
            tail=tail(document, mention.outer_end, ceiling),
            period=periods.governing(mention, document.text),
            quoted=quotations.hold(mention.start),
        )
        floor = mention.outer_end


def label(document: Document, end: int, floor: int) -> str:
    """The words before a number, back to punctuation or to `floor`, without the linking words at their end.

    A colon right before the number is stepped over, so that 受理案件：500件 has the label 受理案件.
    """
    stop = end
    if end > floor and document.folded[end - 1] in ": " and document.folded[floor:end].rstrip(": "):
        stop = floor + len(document.folded[floor:end].rstrip(": "))
    low = max(floor, stop - _LABEL)
    mark = _LAST_STOP.search(document.folded, low, stop)
    words = _unlinked(document.text[mark.end() if mark else low : stop].strip())
    if mark and mark[0] == "”" and words in _QUOTED_ENDS:
        mark = _LAST_STOP_UNQUOTED.search(document.folded, low, stop)
        words = _unlinked(compiled("[“”]").sub("", document.text[mark.end() if mark else low : stop]).strip())
    return words


def _unlinked(words: str) -> str:
    """The words without links at their end; a link that stands alone (共12件) is kept."""
    while words not in _LINKS and words.endswith(_LINKS) and not words.endswith(_WHOLE):
        words = next(words[: -len(link)] for link in _LINKS if words.endswith(link)).rstrip()
    return words


def tail(document: Document, start: int, ceiling: int) -> str:
    """The words behind a number, up to punctuation or to the next mention, at most sixteen characters."""
    high = min(ceiling, start + _TAIL)
    mark = _STOP.search(document.folded, start, high)
    return document.text[start : mark.start() if mark else max(start, high)].strip()


class _Periods:
    """The last date or period of the paragraph; one that is only compared with (比上年) governs its own figure alone."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._last: str | None = None
        self._compared: Mention | None = None
        self._at = 0

    def governing(self, mention: Mention, text: str) -> str | None:
        if "\n" in self._folded[self._at : mention.start]:
            self._last, self._compared = None, None
        governed = self._last
        if self._compared is not None and _OWN_FIGURE.fullmatch(self._folded, self._compared.end, mention.start):
            governed = text[self._compared.start : self._compared.end]
        self._compared = None
        if mention.kind in _DATED and _CALENDAR.search(text, mention.start, mention.end):
            if mention.start and self._folded[mention.start - 1] in _COMPARES:
                self._compared = mention
            elif not (self._last and text.endswith(self._last, 0, self._at) and _THIS_YEAR_TOO.fullmatch(self._folded, self._at, mention.end)):
                self._last = text[mention.start : mention.end]
        self._at = mention.end
        return governed


class _Quotations:
    """Whether an offset stands inside quotation marks or a title; asked in reading order, so that the text is gone through once."""

    def __init__(self, folded: str) -> None:
        self._marks = _QUOTES.finditer(folded)
        self._next = next(self._marks, None)
        self._depth = 0

    def hold(self, offset: int) -> bool:
        while self._next is not None and self._next.start() <= offset:
            self._turn(self._next[0])
            self._next = next(self._marks, None)
        return self._depth > 0

    def _turn(self, mark: str) -> None:
        if mark == "\n":
            self._depth = 0
        elif mark in _OPENING:
            self._depth += 1
        else:
            self._depth = max(0, self._depth - 1)
