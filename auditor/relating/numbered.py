"""What a document numbers and cites by number: captions of tables and figures, attachments, articles, parts and items.

Owns how such things and their citations are recognised; whether one is missing is for `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.extraction.numerals import integer
from auditor.model import Document
from auditor.record import record

if TYPE_CHECKING:
    import regex

_N = r"(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})"
# "表1 各镇投资" "附件2" "**图3：走势**" as a block — not "表3所列各项" and not "表1-2", which is numbered by chapter
_CAPTION = expression(rf"[#*\s>]*(?P<at>(?P<word>附件|附表|附图|表|图) ?{_N})(?![\d.\-—、是]|[所中列显为可反表]|张|份|人)(?P<title>[^。\n]{{0,48}})")
# "附件：1.任务分工" and the lines below it, "2.时间安排", or "附件：" over "1.任务分工" — not "附件：任务分工"
_LISTED = expression(r"附件:\s*(?P<at>(?P<n>\d{1,2}))[.、]")
_LIST_HEAD = expression(r"[#*\s]*附件:[*\s]*")
_FURTHER = expression(r"(?P<at>(?P<n>\d{1,2}))[.、]")
# "第十条 各镇应当" "第十条　" at the head of a block — not "第十条规定"
_ARTICLE = expression(rf"(?P<at>第{_N}条)(?=[ \u4e00-\u9fff]|$)(?!的?规定|第|所|之|和|、|至)")
# "三、保障措施" "第三部分 保障措施" — not "三、四季度"
_PART = expression(rf"[#\s]*(?P<at>(?:第{_N}部分|{_N}、))(?![二三四五六七八九十])")
_CUE = r"(?:详?见|参见|参照|如|列于|列入|载于|填写|填报|附于|根据|依据|按照?|对照|(?<!\p{Han})[从由])(?:下|上|本文|文后)?"
# "表1、表2和" between a cue and one more of them
_MORE = r"(?:(?:附件|附表|附图|表|图) ?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、,和及与至])+"
# "见表3" "（附件4）" "见表1、表2和表4" "如图2所示" "根据表5" "，图3显示" — not "附件3" behind the title of another document
_CITED = expression(
    rf"(?:{_CUE}|(?<=\()|(?<=(?:{_CUE}|\(){_MORE}))(?P<at>(?P<word>附件|附表|附图|表|图) ?{_N})(?![\d.\-—张份])"
    rf"|(?<=[,。;\n])(?P<at>(?P<word>附件|附表|附图|表|图) ?{_N})(?=显示|表明|列出|反映|所示|所列|给出|中可以看出)"
)
_OWN = r"本(?:制度|办法|规定|细则|条例|规则|章程|准则|规程|规范|方案|通知|公约|守则|协议|合同|实施细则|实施办法|管理办法|暂行办法|暂行规定)"
# "本办法第六条" "按照第六条处理" — not "《道路交通安全法》第六条"
_OWN_ARTICLE = expression(rf"(?:{_OWN}|(?<=[,。;])(?:违反|按照?|依照|依据|根据|适用|参照|符合))(?P<at>第{_N}条)(?!例)")
# "第三章 监督管理" at the head of a block — not "第三章规定"
_CHAPTER = expression(rf"[#\s]*(?P<at>第{_N}章)(?=[ \u3000]|$)")
# "本办法第三章" — not "《招标投标法》第三章"
_OWN_CHAPTER = expression(rf"(?:{_OWN}|(?:详见|参见|见)本文)(?P<at>第{_N}章)")
# "详见第五部分" "见本报告第五部分" — not "见规划第五部分"
_OWN_PART = expression(rf"(?:详见|参见|见)(?:本(?:报告|文|方案|总结|材料))?(?P<at>第{_N}部分)")
# "（三）扶持政策" — not "第（三）项", which cites
_ITEM = expression(r"(?<!第)(?P<at>\((?P<n>[一二三四五六七八九十]{1,3})\))")
# "前述第（三）项" "本条第（二）项" — not "《办法》第二条第（三）项"
_OWN_ITEM = expression(r"(?:前述|上述|本条|本款|前款|前条|见本(?:方案|通知|意见|办法|文))(?P<at>第\((?P<n>[一二三四五六七八九十]{1,3})\)项)")


@record(frozen=True)
class Numbered:
    """Something with a number, or a citation of it: the sort of thing (表, 附件, 条, 部分), its number, its place and the words behind it."""

    word: str
    number: int
    start: int
    end: int
    title: str = ""


def captions(document: Document) -> Iterator[Numbered]:
    """The captions of tables, figures and attachments, in reading order."""
    for block in document.blocks:
        match = _CAPTION.fullmatch(document.folded, block.start, block.end)
        if match:
            yield _numbered(match, match["word"], match["title"].strip("*:： "))


def listed(document: Document) -> Iterator[Numbered]:
    """The attachments that a note below the text lists, each with its title."""
    inside = False
    for block in document.blocks:
        match = (_FURTHER if inside else _LISTED).match(document.folded, block.start, block.end) or _LISTED.match(
            document.folded, block.start, block.end
        )
        inside = match is not None or _LIST_HEAD.fullmatch(document.folded, block.start, block.end) is not None
        if match:
            yield _numbered(match, "附件", document.folded[match.end() : block.end].strip())


def articles(document: Document) -> Iterator[Numbered]:
    """The articles (第三条) that head a block."""
    return _heading(document, _ARTICLE, "条")


def chapters(document: Document) -> Iterator[Numbered]:
    """The chapters (第三章) that head a block."""
    return _heading(document, _CHAPTER, "章")


def parts(document: Document) -> Iterator[Numbered]:
    """The parts of the highest level (三、, 第三部分) that head a block."""
    return _heading(document, _PART, "部分")


def items(document: Document) -> Iterator[Numbered]:
    """The items （三）, wherever they stand."""
    return (_numbered(match, "项") for match in _ITEM.finditer(document.folded))


def targets(document: Document) -> Mapping[str, frozenset[int]]:
    """The numbers that each sort of thing has in a document; a sort whose numbers do not run from one is left out, for the text may be an excerpt."""
    found: dict[str, set[int]] = {}
    for thing in (*captions(document), *listed(document), *articles(document), *chapters(document), *parts(document), *items(document)):
        found.setdefault(thing.word, set()).add(thing.number)
    whole = {word: frozenset(numbers) for word, numbers in found.items() if 1 in numbers}
    return {word: numbers for word, numbers in whole.items() if word not in ("条", "章", "部分") or len(numbers) == max(numbers) > 1}


def citations(document: Document) -> Iterator[Numbered]:
    """The places that cite one of the document's own numbered things."""
    for pattern, word in ((_CITED, ""), (_OWN_ARTICLE, "条"), (_OWN_CHAPTER, "章"), (_OWN_PART, "部分"), (_OWN_ITEM, "项")):
        for match in pattern.finditer(document.folded):
            yield _numbered(match, word or match["word"])


def _heading(document: Document, pattern: regex.Pattern[str], word: str) -> Iterator[Numbered]:
    for block in document.blocks:
        match = pattern.match(document.folded, block.start, block.end)
        if match:
            yield _numbered(match, word)


def _numbered(match: regex.Match[str], word: str, title: str = "") -> Numbered:
    return Numbered(word, integer(match["n"]), *match.span("at"), title)
