"""Series inside a paragraph that a count announces: 突出三项改革。一是…；二是…；三是…."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from auditor.expression import expression
from auditor.model import Block, Document, Mention
from auditor.relating.marking import form_of

# "工作:" and "环节。" between a count and its series — not "示范点建设。一是"
_UP_TO_COLON = expression(
    r"[^。;\n]*[:]\s*|[^。;:,\n]{0,4}(?:方面|环节|重点|问题|原因|特点|举措|措施|做法|关系|层面|要求|任务|要点|关键|到位|结合)。\s*"
)
# "工作。" "改革," "发力," between a count and 一是: what is done, not where — not "示范点建设。" and not "项目。下一步,"
_UP_TO_SERIES = expression(
    r"[^。;:,\n\d]{0,8}(?:工作|改革|工程|行动|措施|举措|办法|机制|计划|战役?|攻坚|经验|亮点|变化|成效|转变|突破|提升|创新|不足|困难|短板|弱项|挑战|原因|意见|建议|事项|[实大好要]事"
    r"|要求|体会|启示|做法|任务|方面|环节|问题|重点|特点|关系|[发用]力|入手|着手|抓手|坚持|强化|突出|聚焦|功夫|文章|优势|原则|目标|路径|方向|希望|思路)[。,;]\s*"
)


def series_behind(
    document: Document, markers: Sequence[Mention], block: Block, count: Mention, between: Sequence[Mention]
) -> tuple[list[Mention], bool]:
    """The markers 一是 二是 … that a count announces, right behind it in its block or under the heading in which it stands; and whether it surely does.

    Args:
        document: what they stand in.
        markers: all of the document.
        block: of the count.
        count: the number of things.
        between: what stands between the count and the next marker.
    """
    later = bisect_right(markers, count.end, key=lambda m: m.start)
    heads, first = _heads(document, markers, block), markers[later]
    # 五项改革中抓好前三项：一是 … — the count nearest to the series announces it
    if first.value.low != 1 or (not heads and any(m.unit for m in between)):
        return [], False
    sure = heads or _UP_TO_COLON.fullmatch(document.folded, count.end, first.start) is not None
    near = sure or _UP_TO_SERIES.fullmatch(document.folded, count.end, first.start) is not None
    inline = [m for m in _of_one_form(document, markers[later:], heads=heads) if heads or m.start < block.end] if near else []
    series = [m for place, m in enumerate(inline) if m.value.low == place + 1]
    return (series if series == inline[: len(series)] else []), sure


def _of_one_form(document: Document, markers: Sequence[Mention], *, heads: bool) -> Iterator[Mention]:
    """The markers that are like the first, those of a level below left out; under a heading only 一是, up to another sort."""
    form = form_of(document.folded[markers[0].start : markers[0].end])
    for marker in markers:
        if form_of(document.folded[marker.start : marker.end]) == form and (document.folded[marker.end - 1] == "是" or not heads):
            yield marker
        elif heads:
            return


def _heads(document: Document, markers: Sequence[Mention], block: Block) -> bool:
    """Whether a block is a numbered heading: a marker, then one phrase."""
    whole = document.folded[block.start : block.end]
    text = whole.strip()
    head = block.start + whole.find(text)
    first = bisect_left(markers, head, key=lambda m: m.start)
    return first < len(markers) and markers[first].start == head and "。" not in text[:-1]
