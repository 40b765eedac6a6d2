"""Counts that a title, a heading or a sentence announces, with the numbered items that follow: 助企纾困八条措施 over 一、 to 七、.

Owns which items belong to a count; whether they are as many is for `checking`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.expression import compiled, expression
from auditor.extraction.numerals import integer
from auditor.model import Block, BlockKind, Document, Mention, Severity
from auditor.record import record
from auditor.relating.marking import form_of, numbered

if TYPE_CHECKING:
    import regex

# "26" of "26件" — not of "1,426件"
_N = r"(?P<n>(?<!\d|\d[,.\s])\d{1,2}|[一二两三四五六七八九十]{1,3})"
_NOUNS = "措施|举措|服务|办法|实事|意见|任务|政策|承诺|禁令|禁止|要求|建议|招|硬招|新政|难题"
# "助企纾困八条措施" "2024年十件民生实事（试行）" — not "“十条措施”落实情况" and not "第八条措施"
_TITLE = expression(
    rf"(?<!第)(?P<at>{_N}(?P<unit>条|项|个|大|件|点|招))(?:[\p{{Han}}]{{0,8}})?(?:{_NOUNS})(?:\([^()]{{1,8}}\))?(?:的(?:公告|通告|通知|意见|决定))?$"
)
# "2024年十件民生实事完成情况的通报": a report of the things, which may leave some out — not "落实十条措施情况"
_REPORTED = expression(
    rf"(?<!第)(?P<at>{_N}(?P<unit>条|项|个|大|件|点))(?:[\p{{Han}}]{{0,6}})?(?:{_NOUNS})[”]?(?:全部|均|已|如期|圆满|全面){{0,3}}(?:完成|办理|办结|办成|落实|兑现|进展|推进|实施)(?:进展|推进|落实)?(?:情况|完毕)?(?:的?(?:通报|报告|公告|公示|汇报|总结|说明))?$"
)
# "我市出台六项措施支持个体户发展": a title that tells of them — not "我市落实六项措施成效明显"
_TOLD = expression(
    rf"(?:出台|推出|发布|制定|公布|推行|提出|打出)[\p{{Han}}“]{{0,6}}?(?P<at>{_N}(?P<unit>条|项|个|大|招))[\p{{Han}}]{{0,6}}?(?:{_NOUNS})[^。;\d]{{1,24}}$"
)
# The items below such a title are its own if they are nearly as many: the news may be in sections
_SLIP = 2
# "聚焦五个重点,抓实安全" of a heading — not "五个重点项目开工"
_HEAD = expression(
    rf"(?:聚焦|抓[住好实]?|紧盯|突出|围绕|把握|强化|坚持|实施|推进|补齐|破解|解决)(?P<at>{_N}(?P<unit>个|项|大|条))(?:重点|关键|方面|环节|难题|短板|任务|行动|工程|着力点|抓手)(?=[,、 ]|$)"
)
# "落实八条措施": what a title says of somebody's measures — not "助企八条措施"
_OF_OTHERS = expression(r"落实|贯彻|执行|学习|对照|围绕|解读|“[^”]*$")
# "4.其他事项另行通知" is no measure any more — not "4.其他镇的措施"
_REST = expression(r"\s*(?:其[他它](?!镇|乡|县|市|单位|部门)|另|附|联系)")
# "现制定以下八条措施：" "重点抓好九个方面工作。" at the end of a block — not "八条措施；" and not "完成了八项工作。"
_COUNT = rf"(?P<at>{_N}个?(?P<unit>条|项|个|大|件|点|方面|类|种|步骤))"
_COUNTED = expression(rf"(?<![第\d.]){_COUNT}")
_COLON = expression(
    rf"(?<!第){_COUNT}(?:[^。:;,\d]{{0,10}}):\s*$"
    rf"|(?:以下|下列|如下|重点抓[好住实]|突出抓[好住实]|着力抓[好住实]|着重抓[好住实]|(?:重点|组织|深入|全面|着力|大力)(?:实施|推进|开展)|重点做好|全力抓好|切实抓好|扎实做好)[^。:;,\d]{{0,4}}{_COUNT}[^。:;,\d]{{0,8}}。\s*$"
)
# "办了四件实事。第一件，" — not "四件事中的第一件"
_THINGS = expression(
    rf"(?<!第)(?P<at>{_N}(?P<unit>件|项|条|个|步|点|招|类|方面|轮|批))[^。;:，,第]{{0,12}}[。:;，,](?=第一(?P=unit)(?:[,是:为、]|侧重|聚焦|突出|重点|主要|集中|针对|面向))"
)
# "“六个一”活动内容：一次演练、一堂课" — not "“六个一”落实到位"
_ONES = expression(rf"“(?P<at>{_N}个一)”")
_ONE = r"[^、,。;:“”]{0,5}一[次堂封场批个份套支张本项轮名件组条部台][^、,。;:]{1,14}"
_LISTED_ONES = expression(rf"[:即](?P<list>{_ONE}(?:[、,]{_ONE}){{2,}})(?=[。;]|$)")
_OPEN = expression(r"等[^、,。]{0,4}$")
_FIRST_BLOCKS = 4
_LONGEST_TITLE = 40
_FEWEST = 2
# Blocks below a count in which its items are looked for
_FARTHEST = 3000
_Place = tuple[int, int]


@record(frozen=True)
class Announced:
    """A count as stated and as listed, its place, the places of the items that follow, and a weaker severity where the items may be another list."""

    stated: int
    listed: int
    at: _Place
    items: tuple[_Place, ...]
    severity: Severity | None = None


def announced(document: Document, markers: Sequence[Mention]) -> Iterator[Announced]:
    """The announced counts of a document, each with the two and more items that follow it."""
    heads = {marker.start: marker for marker in markers}
    marks = [heads.get(block.start) for block in document.blocks]
    for order, block in enumerate(document.blocks):
        if block.end - block.start <= _LONGEST_TITLE * 3:
            yield from _above(document, order, marks)
        yield from _things(document, block)
    yield from _ones(document)


def _above(document: Document, order: int, marks: Sequence[Mention | None]) -> Iterator[Announced]:
    """The count at the end of a title, a heading or a sentence, and the items of one level that head the blocks below it."""
    block = document.blocks[order]
    titled = order < _FIRST_BLOCKS and not any(marks[:order]) and block.end - block.start <= _LONGEST_TITLE
    headed = block.kind is BlockKind.HEADING
    lined = _is_line(document, block, marks[order])
    patterns = (
        *((_TITLE, _COLON, _TOLD, _REPORTED) if titled else (_TITLE, _COLON) if headed else (_COLON,)),
        *((_HEAD,) if headed or lined else ()),
    )
    form, match = next(((p, m) for p in patterns if (m := p.search(document.folded, block.start, block.end))), (None, None))
    if match is None or _OF_OTHERS.search(document.folded, match.start() if form is _COLON else block.start, match.start("at")):
        return
    items, forms = _below(document, order, marks, whole=titled)
    # "问题4类17个:" over a list of the four
    match = min((match, *_COUNTED.finditer(document.folded, block.start, match.start("at"))), key=lambda m: abs(integer(m["n"]) - len(items)))
    stated = integer(match["n"])
    if len(items) > stated and _REST.match(document.folded, items[-1][1]):
        items = items[:-1]
    if min(len(items), stated) < _FEWEST or (form in (_TOLD, _REPORTED, _HEAD) and abs(len(items) - stated) > _SLIP):
        return
    if len(items) == stated or stated in forms.values():
        yield Announced(stated, stated, match.span("at"), items)
    elif not _goes_on(document, items) and (form is _COLON or len(forms) == 1):
        yield Announced(stated, len(items), match.span("at"), items, None if (titled and form is not _REPORTED) or form is _COLON else Severity.INFO)


def _is_line(document: Document, block: Block, mark: Mention | None) -> bool:
    """Whether a block is a short numbered line without a full stop."""
    return mark is not None and block.end - block.start <= _LONGEST_TITLE and "。" not in document.folded[block.start : block.end]


def _goes_on(document: Document, items: Sequence[_Place]) -> bool:
    """Whether the number behind the last item stands further down, inside a paragraph or under other headings."""
    start, end = items[-1]
    return document.folded.find(numbered(form_of(document.text[start:end]), len(items) + 1), end) >= 0


def _below(document: Document, order: int, marks: Sequence[Mention | None], *, whole: bool) -> tuple[tuple[_Place, ...], Counter[str]]:
    """The markers of the level that begins right below a block, and how many markers there are of each form up to its end."""
    own = marks[order]
    ends = form_of(_quote(document, own)) if own else ""
    found: list[Mention] = []
    forms: Counter[str] = Counter()
    level = ""
    for place in range(order + 1, min(len(marks), order + _FARTHEST)):
        mark = marks[place]
        if mark is None:
            if not found and place > order + (_FIRST_BLOCKS if whole else 1):
                break
            continue
        form = form_of(_quote(document, mark))
        level = level or form
        if form == ends or (form == level and mark.value.low != len(found) + 1):
            break
        forms[form] += 1
        found += [mark] if form == level else []
    return tuple((mark.start, mark.end) for mark in found), forms


def _things(document: Document, block: Block) -> Iterator[Announced]:
    """四件实事 with 第一件, 第二件 in the same paragraph."""
    for match in _THINGS.finditer(document.folded, block.start, block.end):
        nth = compiled(rf"(?<=[。;,:])第(?P<n>[一二三四五六七八九十]{{1,3}}){match['unit']}(?=[,是:为、]|侧重|聚焦|突出|重点|主要|集中|针对|面向)")
        items = list(nth.finditer(document.folded, match.end() - 1, block.end))
        if len(items) >= _FEWEST and [integer(item["n"]) for item in items] == list(range(1, len(items) + 1)):
            yield Announced(integer(match["n"]), len(items), match.span("at"), tuple(item.span() for item in items))


def _ones(document: Document) -> Iterator[Announced]:
    """“六个一” with the ones that a colon introduces, in its own block or in the next."""
    for order, block in enumerate(document.blocks):
        match = _ONES.search(document.folded, block.start, block.end)
        last = document.blocks[min(order + 1, len(document.blocks) - 1)]
        listed = _LISTED_ONES.search(document.folded, match.end(), last.end) if match else None
        if match and listed and not _OPEN.search(listed["list"]):
            pieces = tuple(_pieces(listed))
            yield Announced(integer(match["n"]), len(pieces), match.span("at"), pieces)


def _pieces(listed: regex.Match[str]) -> Iterator[_Place]:
    start = listed.start("list")
    for piece in compiled("[^、,]+").finditer(listed["list"]):
        yield start + piece.start(), start + piece.end()


def _quote(document: Document, mark: Mention) -> str:
    return document.text[mark.start : mark.end]
