"""total = times × periods, periods ≤ those of a year: 每月2期 … 共21期, 每月通报 … 通报8次, 每季度对84家检查一轮 … 共252家次."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from auditor.expression import expression
from auditor.extraction.numerals import integer
from auditor.model import Member, Mention, MentionKind, Outcome, Severity, Verdict
from auditor.record import record
from auditor.relating import Context
from auditor.rule import STRICT, Rule

if TYPE_CHECKING:
    import regex

# The most periods in a year
_PERIODS = {
    "月": 12,
    "季度": 4,
    "季": 4,
    "周": 53,
    "星期": 53,
    "半年": 2,
    "旬": 36,
    "半月": 24,
    "半个月": 24,
    "两月": 6,
    "两个月": 6,
    "双月": 6,
    "学期": 2,
}
_EVERY = rf"(?<![人户亩吨平天])(?:每个?|按|逐)(?P<every>{'|'.join(sorted(_PERIODS, key=len, reverse=True))})(?![度末底报刊计])"
# "每月开展2期" "每季度召开一次" — not "每月补贴200元" and not "每月至少2期"
_STATED = expression(
    rf"{_EVERY}(?P<what>[^。;\d\n]{{0,16}}?)(?P<n>\d{{1,2}}|[一两二三四五])(?P<unit>期|次|场|篇|讲|轮|批|份|堂|课)(?![多余以])(?P<behind>[^,。;\d\n]{{0,10}})"
)
_ONCE = r"[^,。;\d\n]{0,20}?(?P<n>\d|[一两二三四])(?:轮|次|遍)(?![多余以])"
# "每季度对⟨84家⟩机构开展一轮" "对⟨84家⟩机构每季度检查一次" — not "每季度从⟨84家⟩中抽查一次"
_ROUNDS = expression(
    rf"{_EVERY}[^,。;\d\n]{{0,6}}?[对为给][^,。;\d\n]{{0,12}}?(?P<each>\d+)(?!\.){_ONCE}|[对为给][^,。;\d\n]{{0,12}}?(?P<each>\d+)(?!\.)[^,。;\d\n]{{0,12}}?{_EVERY}{_ONCE}"
)
# "以每月通报的方式" "每月组织党员集中学习" — the words behind say what is done
_PLAIN = expression(rf"{_EVERY}(?P<what>[^。;\d\n]{{2,40}})")
# "从2024年3月份起" — not "到3月"
_FROM = expression(r"[从自](?:\d{4}年)?(?P<m>\d{1,2})月份?(?:起|开始)")
# "自7月创刊以来" "从3月起" "1至9月" — not "一年来"
_SINCE = expression(r"\d月|以来|季度末|截至|开始|[从自]\p{Han}{0,4}起")
_TOTAL = expression(r"共|累计|已|全年|总计|合计")
# What is counted so far is no sum of the year
_SO_FAR = expression(r"已|目前|截至")
_LOOSE = expression(r"至少|不少于|不低于|原则上|最多|不超过|以上|约")
# The share of a year's periods below which a total of the whole year is no rounding of "every": ten months of twelve may be
_SHORT = Fraction(4, 5)
# What 12个 may be counted as when they are visited
_ANYTHING = "个家站点所处户村校店场院"
_NEAR = 60
_FAR = 400
FIELDS = frozenset({"computed", "frequency", "periods", "times"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    numbered: bool = True
    """Whether the frequency has its own number (每月2期); without it (每月通报) once each period is meant, and a smaller total is only worth a look."""
    rounds: bool = False
    """Whether so many are visited each time (每季度对84家检查一轮), so that the total is of visits."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each frequency with the total that follows it in the same paragraph."""
    found = _rounds(context) if rule.params.rounds else _numbered(context) if rule.params.numbered else _plain(context)
    judged: set[int] = set()
    for outcome in found:
        if outcome.start not in judged:
            judged.add(outcome.start)
            yield outcome


def _numbered(context: Context) -> Iterator[Outcome]:
    for match in _STATED.finditer(context.document.folded):
        total = next((m for m in _counts(context, match.end("unit"), _NEAR) if m.unit == match["unit"]), None)
        if total is None or not _is_sum(total, match["what"] + match["behind"]) or _LOOSE.search(match["what"]):
            continue
        times, most = integer(match["n"]) or 1, _PERIODS[match["every"]]
        fits = _number(total) % times == 0 and _number(total) <= times * most and not _is_short(context, match, total, times * most)
        yield _outcome(context, (match.start(), match.end("unit")), total, times, most, fits=fits)


def _is_short(context: Context, match: regex.Match[str], total: Mention, most: int) -> bool:
    """Whether a total of the whole year is far below what the frequency gives; weeks are counted without holidays."""
    folded = context.document.folded
    opening = max(folded.rfind(mark, 0, match.start()) for mark in "。\n")
    of_the_year = "全年" in folded[match.end("unit") : total.start] and not _SINCE.search(folded, opening + 1, total.start)
    return of_the_year and match["every"] not in ("周", "星期") and _number(total) < _SHORT * most


def _rounds(context: Context) -> Iterator[Outcome]:
    """每季度对84家机构检查一轮 with the visits of the year, or of so many rounds."""
    folded = context.document.folded
    for match in _ROUNDS.finditer(folded):
        each = next(_counts(context, match.start("each"), 1), None)
        later = list(_counts(context, match.end(), _NEAR))
        total = next((m for m in later if each and _visited(folded, m) in (_ANYTHING if each.unit == "个" else each.unit)), None)
        if each is None or total is None:
            continue
        said = next((m for m in later if m.unit in ("轮", "次", "遍") and m.start < total.start), None)
        periods = _number(said) if said else _PERIODS[match["every"]] * (integer(match["n"]) or 1)
        if said or ("全年" in folded[match.end() : total.start] and match["every"] not in ("周", "星期")):
            yield _outcome(context, match.span(), total, _number(each), periods, fits=_number(total) == _number(each) * periods)


def _plain(context: Context) -> Iterator[Outcome]:
    folded = context.document.folded
    for match in _PLAIN.finditer(folded):
        total = next((m for m in _counts(context, match.start(), _FAR) if _same_doing(m, match["what"])), None)
        if total is None or _LOOSE.search(match["what"]) or ("," not in match["what"] and total.start <= match.end() + 1):
            continue
        opening = max(folded.rfind(mark, 0, match.start()) for mark in "。\n")
        since = _FROM.search(folded, opening + 1, total.start)
        periods = _PERIODS[match["every"]]
        expected = 13 - int(since["m"]) if since and match["every"] == "月" else periods
        yield _outcome(context, match.span("every"), total, 1, expected, fits=_number(total) >= expected, severity=Severity.INFO)


def _counts(context: Context, start: int, far: int) -> Iterator[Mention]:
    """The exact counts of the paragraph of `start` that begin at most `far` characters behind it."""
    line = context.document.folded.find("\n", start)
    end = min(start + far, line if line >= 0 else start + far)
    first = bisect.bisect_left(context.mentions, start, key=lambda mention: mention.start)
    near = itertools.takewhile(lambda mention: mention.start < end, itertools.islice(context.mentions, first, None))
    return (mention for mention in near if mention.kind is MentionKind.COUNT and mention.value.is_point)


def _is_sum(mention: Mention, what: str) -> bool:
    """Whether a count is said to be of the whole year, by 共 or by 全年 with the words of the frequency."""
    return bool(_TOTAL.search(mention.label)) or (mention.period == "全年" and (mention.label[-2:] in what or not what))


def _visited(folded: str, total: Mention) -> str:
    """What visits are counted of: 家 of 252家次, 站 of 132站次; a blank where a count is of no visits."""
    unit = folded[total.end - len(total.unit) : total.end + 1]
    return unit[: unit.find("次")] or " "


def _same_doing(mention: Mention, what: str) -> bool:
    """Whether a count is of what the frequency speaks of: 集中学习10次 behind 每月组织党员集中学习."""
    return (
        not _SO_FAR.search(mention.label)
        and mention.unit in ("次", "期", "场", "场次")
        and len(mention.label) > 1
        and mention.label[-2:] in what
        and _number(mention) > 1
    )


def _number(mention: Mention) -> int:
    return int(mention.value.low or 0)


def _outcome(
    context: Context, at: tuple[int, int], total: Mention, times: int, periods: int, *, fits: bool, severity: Severity | None = None
) -> Outcome:
    members = (Member("total", total.start, total.end), Member("frequency", *at))
    stated = context.quote(total)
    fields = {"frequency": context.document.text[slice(*at)], "times": str(times), "periods": str(periods)}
    verdict = Verdict.HOLDS if fits else Verdict.VIOLATED
    return Outcome(verdict, total.start, total.end, members, stated, f"{times} × {periods}", fields=fields, severity=severity)
