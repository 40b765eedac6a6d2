"""Counts and the lists that stand somewhere behind them, however they are joined: 以下5类问题 over lines with dashes, 6家公司，分别为A、B和C，….

A list that is one or two items off, where no list of the text is as long as the count says and no other count stands nearer to it, is worth a look.
Owns which list a count may be of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.extraction.numerals import integer
from auditor.model import Document, Severity
from auditor.relating.announced import Announced
from auditor.relating.enumeration import alike, divided, whole_counts
from auditor.relating.marking import form_of

if TYPE_CHECKING:
    import regex

    from auditor.relating.tables import Table

# "6家" "八条" "四个" before what they count — not "第六家", "60家" nor "6.5个"
_COUNT = expression(
    r"(?<![第\d.,:“一二三四五六七八九十百])(?P<at>(?P<n>\d{1,2}|[两三四五六七八九十]|十[一二三四五六]) ?(?P<unit>个方面|个|家|条|项|类|种|名|位|所|座|处|支|批次?|点|招|件|大|款|门|场|起|次|环节|方面|部门|部))(?P<noun>\p{Han}{0,12})"
)
# What names a part of what is counted, or leaves some out
_SOME = expression(r"其中|主要|等|例?如|部分|重点(?:为|是|有)|另|除|还|以上|以下的|不少于|至少|多|余|左右|每|各")
# ",分别为" "，即" "：" "（" before the items
_CUE = expression(r"[^,;:。()、\n\d]{0,10}(?P<cue>,?(?:分别|依次)(?:为|是|有)?[:]?|,即[:]?|,?(?:包括|为|是)[:]|,(?:包括|涉及)|[:](?!\s*\n)|\()")
# "上述" right before "四项材料"
_POINTING_BACK = ("以上", "上述", "前述", "上述这", "以上这")
_ITEMS = expression(r"(?P<items>[^,;:。()\n]{2,}?)(?P<end>[,;。)\n]|$)")
# "- 接待超标" "● 公车私用" "案例一:" at the head of a line
_BULLET = expression(r"[ \t　]*(?P<mark>[-•●■◆►▪·*○◇□☆★✓√—]+|\p{Han}{1,4}(?=[一二三四五六七八九十\d]{1,2}[:、. 之]))[ \t　]*(?=\S)[^\n]*(?:\n|$)")
# "问题:" "措施如下" at the end of the line above them
_ANNOUNCES = expression(r":\s*$|[以如]下[^,;。]*$")
# "四个标段" counts what stands over the rows
_FEWEST, _SLIP, _LONGEST, _NEAR, _FARTHEST = 3, 2, 16, 20, 400
_PAGE = 1500
# "11路" "3号线" — not "东岭2户"
_NAMED = expression(r"\D+|[A-Z]?\d{1,4}(?:路|号\p{Han}{0,4}|线|班|组|栋|区|队|期)")
_UNITED = frozenset(("条", "项", "招", "点", "个方面", "方面", "大", "类", "件", "个"))
# "八条措施" of what the marks below are
_NOUN = expression(
    r"\p{Han}{0,8}?(?:措施|举措|政策|办法|意见|任务|要求|建议|问题|原因|做法|工作|实事|规定|承诺|禁令|对策|特点|成效|经验|内容|重点|方面|流程|步骤|环节|原则|事项|条件|不足|变化|亮点|行动|工程|服务|阶段|步)"
)
_INLINE = expression(
    r"(?:(?<=[:;。,\n\s])|^)(?P<mark>\((?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})\)|(?P<n>\d{1,2})[.、](?!\d)|(?P<n>[一二三四五六七八九十]{1,3})[、是]|第(?P<n>[一二三四五六七八九十]{1,3})(?:(?:阶段|步|方面|批|期|组|类|轮)[,、:是]|[,、是])|(?P<n>[①-⑳]))"
)


def loose_lists(document: Document, tables: Sequence[Table], bound: Collection[int]) -> Iterator[Announced]:
    """The counts that start at none of the offsets `bound`, each with a list that is nearly as long."""
    folded = document.folded
    counts = [match for match in _COUNT.finditer(folded) if match.start() not in bound]
    series = None
    for match in counts:
        stated = integer(match["n"])
        if stated < 2 or _SOME.match(match["noun"]):
            continue
        if folded.endswith(_POINTING_BACK, 0, match.start()):
            series = list(_series(folded)) if series is None else series
            found = _before(folded, match, series) or _rows_before(tables, match)
            if found is not None and 0 < abs(stated - max(found[0])) <= _SLIP:
                yield Announced(stated, max(found[0]), match.span("at"), found[1], Severity.INFO)
            continue
        found = _listed(folded, match, stated) or _bulleted(folded, match, stated) or _tabled(tables, match, stated)
        if found is None and match["unit"] in _UNITED and _NOUN.match(match["noun"]):
            series = list(_series(folded)) if series is None else series
            found = _numbered(folded, match, stated, series)
        if found is not None and len(found[1]) and stated not in found[0]:
            yield Announced(stated, max(found[0]), match.span("at"), found[1], Severity.INFO)


_Found = tuple[Collection[int], tuple[tuple[int, int], ...]]


def _listed(folded: str, match: regex.Match[str], stated: int) -> _Found | None:
    """The names behind a count in its sentence."""
    cue = _CUE.match(folded, match.end("at"))
    found = _ITEMS.match(folded, cue.end()) if cue else None
    if cue is None or found is None or "、" not in found["items"] or _SOME.search(found["items"]) or _SOME.search(folded, match.end("at"), cue.end()):
        return None
    pieces = divided(found["items"])
    sure, possible = whole_counts(found["items"])
    counts = {*sure, *possible}
    # 重点专科3个:心血管内科、骨科。
    short = len(pieces) < _FEWEST and not (found["end"] == "。" and cue["cue"] == ":" and _end_alike(pieces))
    if short or any(not (1 < len(piece) <= _LONGEST and _NAMED.fullmatch(piece)) for piece in pieces) or min(abs(stated - n) for n in counts) > _SLIP:
        return None
    # 走访船厂5家:了解用工、融资和物流情况
    if cue["cue"] in (":", "(") and len(pieces) >= _FEWEST and not alike(pieces):
        return None
    # Behind a comma the sentence goes on, perhaps with what the last of them do
    if found["end"] == "," and (not cue["cue"].strip(",").startswith(("分别", "依次", "即")) or len(pieces[-1]) > max(map(len, pieces[:-1])) + _SLIP):
        return None
    return counts, (found.span("items"),)


def _end_alike(pieces: Sequence[str]) -> bool:
    """Whether two names are of one sort by their last character."""
    return len(pieces) > 1 and len({piece[-1] for piece in pieces}) == 1


def _bulleted(folded: str, match: regex.Match[str], stated: int) -> _Found | None:
    """The lines with one mark below a count that closes its own."""
    end = folded.find("\n", match.end())
    if end < 0 or end - match.end() > _NEAR or not _ANNOUNCES.search(folded, max(0, match.start() - _NEAR), end):
        return None
    at, marks = end + 1, list[tuple[int, int]]()
    first = ""
    while (line := _BULLET.match(folded, at)) is not None and (not first or line["mark"] == first):
        first = line["mark"]
        marks.append(line.span("mark"))
        at = line.end()
    return ({len(marks)}, tuple(marks)) if len(marks) >= _FEWEST and abs(stated - len(marks)) <= _SLIP else None


def _tabled(tables: Sequence[Table], match: regex.Match[str], stated: int) -> _Found | None:
    """The rows of the table below a count, which are named as what it counts."""
    if not tables:
        return None
    from auditor.relating.totals import is_total

    for table in tables:
        stub = table.heads[table.stub].text
        start = table.heads[0].start
        # 四个标段长 are no 标段
        called = match["noun"].startswith(stub) and match["noun"][len(stub) :][:1] not in ("长", "员", "组")
        named = len(stub) > 1 and (called or (match["unit"] in ("批", "批次") and stub in ("批次", "批")))
        if named and match.end() < start <= match.end() + _FARTHEST:
            rows = tuple((row[table.stub].start, row[table.stub].end) for row in table.rows if not is_total(table.name(row)))
            return ({len(rows)}, rows) if len(rows) > 1 and abs(stated - len(rows)) <= _SLIP else None
    return None


def _before(folded: str, match: regex.Match[str], series: Sequence[tuple[tuple[int, int], ...]]) -> _Found | None:
    """The numbered list that a count points back to: the only one right before it; no other count of things stands between."""
    if match["unit"] not in _UNITED:
        return None
    near = [places for places in series if len(places) >= _FEWEST and match.start() - _PAGE < places[0][0] and places[-1][1] < match.start()]
    near = [places for places in near if match.start() - places[-1][1] < _FARTHEST]
    if len(near) != 1 or _COUNT.search(folded, near[0][-1][1], match.start() - 1):
        return None
    return {len(near[0])}, near[0]


def _rows_before(tables: Sequence[Table], match: regex.Match[str]) -> _Found | None:
    """The rows of the table that a count points back to, which are of what it counts: 以上5个项目 below 项目名称."""
    from auditor.relating.totals import is_total

    for table in reversed(tables):
        rows = tuple((row[table.stub].start, row[table.stub].end) for row in table.rows if not is_total(table.name(row)))
        if rows and rows[-1][1] < match.start() < rows[-1][1] + _FARTHEST // 2:
            called = len(match["noun"]) > 1 and table.heads[table.stub].text.startswith(match["noun"][:2])
            return ({len(rows)}, rows) if called and len(rows) > 1 else None
    return None


def _series(folded: str) -> Iterator[tuple[tuple[int, int], ...]]:
    """The numbered lists of a text, each of one form of marks that count from one on, with their places."""
    running: dict[str, list[tuple[int, int]]] = {}
    for mark in _INLINE.finditer(folded):
        form, number = form_of(mark["mark"]), _ordinal(mark["n"])
        known = running.get(form, [])
        if number == len(known) + 1:
            running.setdefault(form, []).append(mark.span("mark"))
        elif number == 1:
            yield tuple(known)
            running[form] = [mark.span("mark")]
    yield from (tuple(places) for places in running.values())


def _ordinal(numeral: str) -> int:
    return ord(numeral) - 0x245F if "①" <= numeral <= "⑳" else integer(numeral)


def _numbered(folded: str, match: regex.Match[str], stated: int, series: Sequence[tuple[tuple[int, int], ...]]) -> _Found | None:
    """The only numbered list behind a count, of a text that has none of its length; no other count of things stands between."""
    if _SOME.search(folded, max(0, match.start() - 2), match.start()) or any(len(places) == stated for places in series):
        return None
    behind = [places for places in series if len(places) >= _FEWEST and match.end() <= places[0][0] <= match.end() + _FARTHEST]
    if len(behind) != 1 or abs(len(behind[0]) - stated) > _SLIP or _COUNT.search(folded, match.end(), behind[0][0][0]):
        return None
    return {len(behind[0])}, behind[0]
