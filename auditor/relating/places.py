"""Places: ranks given one by one, each to its holder, from the first on (东镇第一、西镇第二; 第1名 …, 第2名 …), in one sentence or line by line.

Owns which ranks are of one list, who holds each, and whether the text says how many there are; whether a number is missing is for `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.expression import compiled, expression
from auditor.model import Document, Mention, MentionKind
from auditor.number import Interval
from auditor.record import record, replace
from auditor.relating.forms import MARK
from auditor.relating.sentence import RANKS, SIGNS, Sentence
from auditor.relating.standings import INDICATOR, Standing
from auditor.relating.unit import same_unit

if TYPE_CHECKING:
    import regex

    from auditor.relating import Context

_VALUE = rf"[(,]?(?:得|为|以)?[\ue000-\uf8ff](?<![{SIGNS[MentionKind.RANK]}{SIGNS[MentionKind.ORDINAL]}])\)?"
_NAME = r"[^,;:。()、\d\ue000-\uf8ff]{2,14}?"
# From one rank to the next where the name leads: ")、南湖所(" ",乙镇以⟨96分⟩列" — not "、居全国" and not ",比上年的"
_NEXT_NAMED = expression(
    rf"\)?[、,;和及]{{1,2}}(?P<name>(?!其中|[比较由从]|同比|上年|去年|今年|并列)(?:(?!全[国省市县区州]){_NAME}))(?:{_VALUE},?)?(?:位列|位居|名列|排名?在?|分列|列|居|获得?|为|得|\()*"
)
# Where the rank leads: ",望江镇(⟨97.2分⟩);" ":李某、"
_NEXT_RANKED = expression(rf"[,:\s]?(?:是|为)?(?P<name>[^,;:。()\d\ue000-\uf8ff]{{2,16}}?)(?:{_VALUE}|\([^()]{{1,12}}\))?[、,;和及]")
# Before the first rank where the name leads
_HOLDER = expression(rf"(?:^|[,;:。、\ue000-\uf8ff])(?P<name>{_NAME})(?:{_VALUE},?)?(?:位列|位居|名列|排名?在?|分列|列|居|获得?|为|得|\()*$")
_TIED = expression(r"并列|同分|相同")
# "甲镇、乙镇" "甲镇和乙镇" — not "太和乡"
_SEVERAL = expression(r"、|(?<=\p{Han}{2})[和与及](?=\p{Han}{2})")
_LEAST = 3
# "二等奖" "季军": a rank without a number, at the head of its line
_TITLE = expression(r"\s*(?:(?P<n>\d{1,2})[.、](?!\d)|(?P<first>一等奖|金奖|冠军)|(?P<second>二等奖|银奖|亚军)|(?P<third>三等奖|铜奖|季军))")
# "满意度测评排名:" — not "排名靠后的问题"
_RANKING = expression(r"(?:排名|名次|排行榜?)(?:情况|结果|表|如下|为)*[:)]?\s*$")
# "1." before 第一名 — not before "1.2"
_MARKED = expression(rf"\s*(?:{MARK}\s*(?=第))?")
# Behind a rank: "第一名:" "列第1位" — not "第一组:"
_RANKED = expression(r"[,:;、\s()是为|。]|$")
# A line of a rank and its value has no more characters
_LINE = 60


@record(frozen=True)
class Places:
    """Ranks in the order of the text and the words of each holder.

    `numbered` says that the text tells how many are listed; `leading` that the ranks stand before their holders; `tied` that it speaks of ties.
    """

    ranks: tuple[Mention, ...]
    holders: tuple[str, ...]
    numbered: bool
    leading: bool
    tied: bool


def places(sentence: Sentence, rivals: str) -> Iterator[Places]:
    """The lists of ranks of a sentence, three and more places each, that begin with the first."""
    rival = compiled(f".*(?:{rivals})")
    at = 0
    while at < len(sentence.mentions):
        found = (
            (_listed(sentence, at, _NEXT_NAMED, leading=False) or _listed(sentence, at, _NEXT_RANKED, leading=True))
            if _is_first(sentence.mentions[at])
            else None
        )
        listed = found is not None and (found.numbered or found.leading or all(rival.fullmatch(name) for name in found.holders))
        if found is not None and listed and not any(INDICATOR.search(name) for name in found.holders):
            yield found
            at += len(found.ranks)
        at += 1


def lines(document: Document, mentions: Sequence[Mention]) -> Iterator[Places]:
    """The lists of ranks at the heads of lines, from the first on."""
    heads = {mention.start: mention for mention in mentions if _is_place(mention)}
    run: list[tuple[Mention, str]] = []
    above = ""
    for block in document.blocks:
        words = document.folded[block.start : block.end]
        head = heads.get(_MARKED.match(document.folded, block.start, block.end).end())  # type: ignore[union-attr]
        if head is not None and (run or _is_first(head)):
            run.append((head, document.folded[head.end : block.end].strip(" \u3000:,.、\t")))
            continue
        yield from _lined(run, above)
        run, above = [], words
    yield from _lined(run, above)


def _lined(run: Sequence[tuple[Mention, str]], above: str) -> Iterator[Places]:
    if len(run) >= _LEAST:
        tied = any(_TIED.search(words) for _, words in run) or (_TIED.search(above) is not None and "无并列" not in above)
        yield Places(tuple(mention for mention, _ in run), tuple(words for _, words in run), numbered=True, leading=True, tied=tied)


def ranked_lines(context: Context) -> Iterator[Standing]:
    """Lists with a rank and its value to a line: 第1名：甲队（95.6分） over 第2名：乙队（93.8分）; numbers are ranks below a line that calls them so."""
    run: list[tuple[Mention, Mention]] = []
    above = ""
    for block in context.document.blocks:
        words = context.document.folded[block.start : block.end]
        found = [m for m in context.mentions_in(block.start, min(block.end, block.start + _LINE)) if m.is_quantity or _is_place(m)]
        values = [m for m in found if m.is_quantity and m.unit and not m.components and not m.hedges]
        ranks = [m for m in found if _is_place(m) and _RANKED.match(words, m.end - block.start)] or _told_rank(
            words, values, numbered=_RANKING.search(above) is not None
        )
        single = len(ranks) == len(values) == 1 and {*found} <= {*ranks, *values} and len(words) < _LINE
        if run and not (single and same_unit(run[0][1], values[0]) and _is_second(run[-1][0], ranks[0])):
            yield from _of_run(context.document, run)
            run = []
        run += [(ranks[0], values[0])] if single and (run or _is_first(ranks[0])) else []
        above = above if run else words
    yield from _of_run(context.document, run)


def _told_rank(words: str, values: Sequence[Mention], *, numbered: bool) -> list[Mention]:
    """The rank that a line begins with, in a word or as its number."""
    match = _TITLE.match(words) if len(values) == 1 else None
    if match is None or (match["n"] and not numbered):
        return []
    place = int(match["n"]) if match["n"] else next(n for n, group in enumerate(("first", "second", "third"), 1) if match[group])
    return [replace(values[0], kind=MentionKind.RANK, value=Interval.point(Fraction(place)), unit="")]


def _is_second(before: Mention, after: Mention) -> bool:
    return (before.value.low or 0) < (after.value.low or 0)


def _of_run(document: Document, run: Sequence[tuple[Mention, Mention]]) -> Iterator[Standing]:
    if len(run) >= _LEAST:
        ranks, values = zip(*run, strict=True)
        names = tuple(document.folded[min(rank.start, value.start) : max(rank.end, value.end)] for rank, value in run)
        yield Standing(names, values, ranks, None, sure=ranks[0].start != values[0].start)


def _listed(sentence: Sentence, first: int, following: regex.Pattern[str], *, leading: bool) -> Places | None:
    """The list that begins with a rank."""
    holder = None if leading else _HOLDER.search(sentence.text[: sentence.positions[first]])
    if not leading and holder is None:
        return None
    found, holders = [first], [holder["name"]] if holder else []
    k = first + 1
    while k < len(sentence.mentions):
        if not _is_place(sentence.mentions[k]):
            k += 1
            if k - found[-1] > _LEAST:
                break
            continue
        match = following.fullmatch(sentence.between(found[-1], k))
        if match is None or (_is_first(sentence.mentions[k]) and ";" in sentence.between(found[-1], k)):
            break
        holders.append(match["name"])
        found.append(k)
        k += 1
    if leading:
        holders.append(compiled(r"[^。;]*").match(sentence.text, sentence.positions[found[-1]] + 1)[0])  # type: ignore[index]
    if len(found) < _LEAST:
        return None
    ahead = sentence.text[: sentence.positions[first]]
    counts = {m.value.middle for m in sentence.mentions[:first] if m.kind is MentionKind.COUNT and m.value.is_point}
    span = sentence.text[: sentence.positions[found[-1]]]
    numbered = len(found) in counts or any(m.kind in RANKS and not m.value.is_point and m.value.high == len(found) for m in sentence.mentions[:first])
    return Places(
        tuple(sentence.mentions[n] for n in found), tuple(holders), numbered or _says(ahead, len(found)), leading, _TIED.search(span) is not None
    )


def _says(ahead: str, number: int) -> bool:
    return any(f"前{sign}" in ahead for sign in (str(number), "零一二三四五六七八九十"[number] if number <= 10 else str(number)))


def holders_of(words: str) -> int:
    """How many hold one place by its words: 2 for 甲镇、乙镇."""
    return len([name for name in _SEVERAL.split(words.strip()) if name])


def _is_place(mention: Mention) -> bool:
    return mention.kind in RANKS and mention.value.is_point and mention.unit in ("", "位", "名")


def _is_first(mention: Mention) -> bool:
    return _is_place(mention) and mention.value.low == 1
