"""Peaks: a year or quarter that the text calls the highest or lowest of a series (2024年为五年来最低, 2021年达到峰值), and the values of the series.

Owns which series a claim is of and which value it claims; whether that one is the greatest or the least is for `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import MentionKind
from auditor.relating.dated import years
from auditor.relating.extremes import Extreme
from auditor.relating.noun import shared, stripped
from auditor.relating.sentence import QUANTITY_SIGNS, SIGNS, Sentence
from auditor.relating.unit import same_unit

if TYPE_CHECKING:
    import regex

_SPAN = f"[{SIGNS[MentionKind.MEASURE]}{SIGNS[MentionKind.COUNT]}]"
_TOP = r"最(?:[高多大快](?:峰|点)?|[低少小慢](?:谷|点)?)|新[高低]|峰值|顶峰|高峰|谷底|低谷|低点|高点"
_HINTS = ("最", "新高", "新低", "峰", "谷", "低点", "高点")
"""One of these is in every claim."""
# "2024年事故起数为五年来最低" "⟨44起⟩,为近五年最低" "2021年达到峰值" "创历年新高" — not "最高人民法院" and not "最大限度"
_CLAIM = expression(
    rf"(?:^|[,;:。、(]|(?P<value>[{QUANTITY_SIGNS}]),?)(?:其中,?|但|而)?(?:(?P<year>(?:19|20)\d\d)年|第?(?P<quarter>[一二三四])季度|(?P<now>今年|本年|当年))?(?P<who>[^,;:。()、\d\ue000-\uf8ff]{{0,14}}?)"
    rf"(?P<claim>(?:为|是|系|创下?|处于|跌至|降至|升至|达到?|达成|出现|回落至|创造|呈)*,?(?:(?P<all>历年|历史|历次|有统计)(?:以?来)?|(?P<few>(?:近|这)?(?:{_SPAN}|[几两三四五六七]个?年(?:份|度)?))(?:以?来|间|中|里|内)?|(?P<bare>))(?:的|同期)?(?P<top>{_TOP}))"
    r"(?=(?:的?(?:水平|年份|值|点|纪录|记录|一年|之年|位))?(?:[,;。)\s]|$)|,?(?:达到?|为|有))"
)
# "四个季度产值分别为⟨⟩、⟨⟩、⟨⟩和⟨⟩"
_FOUR = expression(
    rf"(?:{SIGNS[MentionKind.MEASURE]}|各季度|一至四季度)[^,;。\ue000-\uf8ff]{{0,24}}(?P<value>[{QUANTITY_SIGNS}])(?:[、,和及与]{{1,2}}(?P<value>[{QUANTITY_SIGNS}])){{3}}(?![、和及与])"
)
_LEAST = 3
_COMMON = 2
_GENERIC = frozenset({"", "数量", "总量", "数", "规模", "水平", "起数", "件数", "人数", "数值", "全年"})


def peaks(sentence: Sentence) -> Iterator[Extreme]:
    """Every claim that a year is the highest or the lowest of years of which the sentence gives the values."""
    claims = list(_CLAIM.finditer(sentence.text)) if any(word in sentence.text for word in _HINTS) else []
    dated = (years(sentence) or _quarters(sentence)) if claims else {}
    for claim in claims:
        series = _series(sentence, claim, dated)
        own = _own(sentence, claim, series)
        if own is None or not _is_of(sentence, claim, series):
            continue
        spanned = _spanned(sentence, claim, series, series[own])
        others = tuple(sentence.mentions[k] for k in spanned if k != own)
        if len(others) + 1 >= _LEAST:
            yield Extreme(sentence.mentions[own], others, any(word in claim["top"] for word in "低少小慢谷"), claim.start("claim"), claim.end("top"))


def _quarters(sentence: Sentence) -> dict[int, int]:
    """The quarter of each of four values behind 四个季度分别为, by its ordinal."""
    match = _FOUR.search(sentence.text)
    return {sentence.orders[start]: n for n, start in enumerate(match.starts("value"), 1)} if match else {}


def _series(sentence: Sentence, claim: regex.Match[str], dated: Mapping[int, int]) -> dict[int, int]:
    """The nearest run of values in one unit with a year each, before or behind a claim, by ordinal."""
    values = [k for k in dated if sentence.mentions[k].is_quantity and not sentence.mentions[k].components and sentence.mentions[k].unit != "年"]
    before = [k for k in values if sentence.positions[k] < claim.end()]
    last = next((k for k in sorted(before, reverse=True)), None)
    first = last if last is not None else min((k for k in values if sentence.positions[k] >= claim.end()), default=None)
    if first is None:
        return {}
    found: dict[int, int] = {}
    for k in sorted(values, reverse=last is not None):
        in_reach = k <= first if last is not None else k >= first
        if in_reach and same_unit(sentence.mentions[k], sentence.mentions[first]):
            if dated[k] in found.values():
                return {}
            found[k] = dated[k]
    return found


def _own(sentence: Sentence, claim: regex.Match[str], series: Mapping[int, int]) -> int | None:
    """The ordinal of the value that is claimed to be the peak: of the year named, of this year, or right before the claim."""
    by_year = {year: k for k, year in series.items()}
    if claim["quarter"]:
        return by_year.get("一二三四".index(claim["quarter"]) + 1)
    if claim["year"]:
        return by_year.get(int(claim["year"]))
    if claim["now"]:
        return by_year[max(by_year)] if by_year else None
    if claim["value"]:
        k = sentence.orders[claim.start("value")]
        return k if k in series and not claim["who"] else None
    return None


def _is_of(sentence: Sentence, claim: regex.Match[str], series: Mapping[int, int]) -> bool:
    """Whether what is called the highest is what the series counts."""
    who = stripped(claim["who"])
    first = sentence.positions[min(series)]
    return who in _GENERIC or shared(who, sentence.text[max(0, first - 40) : first]) >= min(_COMMON, len(who))


def _spanned(sentence: Sentence, claim: regex.Match[str], series: Mapping[int, int], year: int) -> list[int]:
    """The years that a claim is of: the last five of a longer series where it says 五年来 of the last of them."""
    if not claim["few"] or claim.start("few") not in range(len(sentence.text)):
        return list(series)
    spans = [k for k, position in enumerate(sentence.positions) if claim.start("few") <= position < claim.end("few")]
    span = sentence.mentions[spans[0]] if spans else None
    if span is None or span.value.middle is None:
        return list(series)
    number = round(span.value.middle / span.factor)
    return [k for k, told in series.items() if year - number < told <= max(year, min(series.values()) + number - 1)]
