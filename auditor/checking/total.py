"""whole = sum(parts): lists that the text gives as complete; lists that may be open prove nothing unless a slip explains the difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, ClassVar

from auditor.expression import compiled, expression
from auditor.extraction.numerals import integer
from auditor.judging import fields_of, judge, parse
from auditor.judging.repair import mendable
from auditor.meaning import WordList
from auditor.model import Mention, MentionKind, Outcome, Severity, Verdict
from auditor.record import record, replace
from auditor.relating import Context
from auditor.relating.calendar import months
from auditor.relating.nesting import nested
from auditor.relating.partition import OTHERS, Partition
from auditor.relating.scope import clause
from auditor.rule import STRICT, Rule

_FORMULA = parse("whole = sum(part)")
_CLOSED = frozenset({"brackets", "named", "summed"})
# A closed list that reaches less than half or more than twice its whole was not meant to be added up
_FAR = Fraction(2)
# An announced list that reaches nearly all of its total was meant to be complete; one that a slip would complete, if it reaches most of it
_NEARLY_ALL, _MOSTLY, _SOME = Fraction(20, 19), Fraction(10, 9), Fraction(3)
# Parts that divide a whole by their names come about as near
_ROUGHLY = Fraction(5, 4)
# Lists behind 共, and behind 按渠道分
_MEANT = frozenset({"announced", "bare", "divided"})
_UNANNOUNCED = frozenset({"introduced", "evident", "adjacent"})
_TELLING = 4
# Two parts come near a whole by chance
_FEW = 2
# "这也包括在国营企业收入以内" "此外还包括" — not "其中包括"
_ELSE = expression(r"(?:也|还|亦|均|已)(?:都)?(?:包括|包含|计入|列入|算在|含在)")
# "(9人同时获得省、市奖励)" behind a list — not "同时" of what was done besides
_BOTH = expression(r"^\p{Han}{0,4}[(,;][^()。;\n]{0,12}?(?:同时(?:获|属|为|是|持|兼|参加|享受)|(?:有)?重[复叠]|交叉|兼[有任得]|既[^,。]{1,8}又|双重)")
# "三、四季度投放最多,分别为": a list of some parts of the year
_SOME_PERIODS = expression(r"(?:[一二三四]、?){1,3}季度|(?:\d{1,2}、?)+月|上半年(?![、和]下)|(?<!上(?:半年)?[、和])下半年")
# "中央、省、县三级补助" "公路、铁路和水路货运量" before a figure
_NAMES = expression(r"\p{Han}{1,12}(?:[、和及与]\p{Han}{1,12})+")
_JOINT = expression(r"[、和及与]")
# "十种" "12个" of what a whole is of
_SORTS = expression(r"(?<!第)(?P<n>[二两三四五六七八九十]{1,3}|\d{1,2})(?:大|个|种|类|项|家)")
# "三类" of "三类案件⟨⟩", of which three are listed — not "12个", which may count anything
_SORTED = expression(
    r"(?<!第)(?P<n>[二两三四五六七八九十]|\d)(?:大类?|种|类|级|方面|渠道|板块|批次?|期|个(?:季度|阶段|板块|方面|渠道|片区|等级|批次))"
)
# "(其中" ",含" ",女性" before a part of a part — not ",包装"
_UNDER = expression(r"其中|[(,、](?:含|包括|女|男|少数民族)|\(")
# So many characters behind a list are searched for what else belongs to its whole
_AFTER = 200
# A remark on a list stands right behind it
_NOTE = 40
FIELDS = fields_of("part", "whole")
"""What a message may name."""


@record(frozen=True, slots=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    schemes: WordList = "partition-schemes"
    """The word list of complete divisions (城镇、农村): a list that names one is complete without saying so."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every list of two and more parts under a whole; the parts of parts are recognised, one level down."""
    seen: set[tuple[int, ...]] = set()
    settled: set[int] = set()
    for partition in sorted(context.partitions, key=lambda partition: partition.whole.start):
        key = (partition.whole.start, *(m.start for m in partition.parts))
        if len(partition.parts) > 1 and key not in seen:
            seen.add(key)
            yield from _outcomes(context, partition, rule.params.schemes, settled)


def _outcomes(context: Context, partition: Partition, schemes: str, settled: set[int]) -> Iterator[Outcome]:
    """The sum of a partition and those of its parts that have parts; `settled` gathers the starts of parts whose lists end where the outer list says."""
    parts = _in_scope(context, partition)
    tops = _tops(context, partition.whole, parts)
    if tops is None and partition.whole.start in settled:
        return
    if tops is None:
        partition = replace(partition, parts=parts)
        outcome = _summed(context, partition.whole, parts)
        if outcome.verdict is Verdict.VIOLATED:
            yield _weighed(context, partition, outcome, schemes)
        return
    settled |= {part.start for part in parts}
    yield _summed(context, partition.whole, [parts[i] for i in tops])
    for top, after in zip(tops, [*tops[1:], len(parts)], strict=True):
        if after - top > 2:
            yield _summed(context, parts[top], parts[top + 1 : after])


def _tops(context: Context, whole: Mention, parts: Sequence[Mention]) -> tuple[int, ...] | None:
    """Those of the parts that add up to the whole; a lone part of another part is one only where the text says so."""
    said = [n for n, pair in enumerate(pairwise(parts), 1) if _UNDER.search(_words(context, *pair))]
    return nested(whole.value, [m.value for m in parts], said)


def _in_scope(context: Context, partition: Partition) -> tuple[Mention, ...]:
    """The parts as far as the list goes: without brackets it may run into what is no part any more.

    The list ends where its first items already add up, else before an item that alone passes the whole.
    """
    parts, whole = partition.parts, partition.whole.value
    if partition.cue in ("brackets", "summed"):
        return parts
    for end in range(2, len(parts)):
        if not OTHERS.search(_words(context, parts[end - 1], parts[end])) and _tops(context, partition.whole, parts[:end]) is not None:
            return parts[:end]
    listed = compiled(r"[、和及](?!其中)[^,;。]*").fullmatch
    passing = (i for i, m in enumerate(parts) if i > 1 and whole.below(m.value) and not listed(_words(context, parts[i - 1], m)))
    return parts[: next(passing, len(parts))]


def _words(context: Context, before: Mention, part: Mention) -> str:
    """What stands between two parts."""
    return context.document.folded[before.end : part.start]


def _summed(context: Context, whole: Mention, parts: Sequence[Mention]) -> Outcome:
    return judge(context.document, _FORMULA, {"whole": (whole,), "part": tuple(parts)})


def _weighed(context: Context, partition: Partition, outcome: Outcome, schemes: str) -> Outcome:
    """The severity of a sum that does not come out: how surely the list was meant to be complete."""
    whole, total = partition.whole.value.middle or Fraction(0), sum((m.value.middle or Fraction(0) for m in partition.parts), Fraction(0))
    short, near = total < whole, total * _NEARLY_ALL > whole and whole * _NEARLY_ALL > total
    roughly = total * _ROUGHLY > whole and whole * _ROUGHLY > total
    far = total * _FAR < whole or whole * _FAR < total
    slips = mendable(_FORMULA, {"whole": (partition.whole,), "part": partition.parts})
    slip = bool(slips)
    mostly = near or (slip and total * _MOSTLY > whole)
    # So long a figure is one digit off by chance in one list of some hundred
    long = any(len(m.digits.replace(".", "")) >= _TELLING and any(len(better) == len(m.digits) for better in found) for m, found in slips)
    telling = long and not partition.whole.hedges and total * 2 > whole
    complete_by_name = partition.others or _divides(context, partition, schemes) or _covers(partition) or _as_the_whole_says(context, partition)
    # A point set wrong makes one part of a division by name pass the whole
    passed = complete_by_name and partition.near and any(partition.whole.value.below(part.value) for part in partition.parts)
    notes = (*outcome.notes, "open-list" if short else "overlap")
    warning = replace(outcome, severity=outcome.severity or Severity.WARNING, notes=notes)
    undecided = replace(outcome, verdict=Verdict.UNDECIDED, reason="open-list")
    if (
        not partition.near
        or partition.open
        or (short and _names_more(context, partition))
        or (partition.cue not in _CLOSED and short and _goes_on(context, partition))
        or (partition.cue == "includes" and short and not mostly)
        or _of_some_periods(context, partition, short)
        or (not short and _counted_twice(context, partition))
        or (far and ((partition.far and not complete_by_name) or not (slip or passed or partition.cue == "summed")))
    ):
        return undecided
    partial = partition.cue == "brackets" and short and not (complete_by_name or slip or near)
    if partial or (partition.cue != "named" and not short and not complete_by_name and _overlaps(context, partition)):
        return undecided
    if partition.cue in _CLOSED:
        return warning if partition.far else outcome
    if partition.cue in _UNANNOUNCED:
        named = partition.cue != "adjacent"
        sure = complete_by_name and named and (near or (roughly and not short and slip))
        if sure or (near and named and (telling or partition.cue == "introduced")):
            return warning
        likely = (near and (slip or named)) or (complete_by_name and roughly and slip) or (telling and named)
        return replace(warning, severity=Severity.INFO) if likely else undecided
    if (complete_by_name and (short or roughly or slip or passed)) or (
        partition.cue in _MEANT and (mostly or not short or _is_slip(partition, slip, total))
    ):
        return warning
    if telling or (not short and slip):
        return warning
    return replace(warning, severity=Severity.INFO) if mostly and len(partition.parts) > _FEW else undecided


def _is_slip(partition: Partition, slip: bool, total: Fraction) -> bool:
    """Whether a slip, rather than an open list, is why announced parts miss an exact whole; of many that reach little of it one is by chance a digit off."""
    whole = partition.whole.value.middle or Fraction(0)
    reaches = total * _MOSTLY > whole or (total * _SOME > whole and not partition.whole.hedges and len(partition.parts) == _FEW)
    return slip and (reaches or partition.cue == "bare")


def _names_more(context: Context, partition: Partition) -> bool:
    """Whether the words before a whole say that it has more parts than are listed: 十种有色金属产量, of which four."""
    said = _SORTS.search(clause(context.document, partition.whole))
    return said is not None and integer(said["n"]) > len(partition.parts)


def _counted_twice(context: Context, partition: Partition) -> bool:
    """Whether the text behind a list says that some stand in two of its parts."""
    end = partition.parts[-1].end
    return bool(_BOTH.search(context.document.folded[end : end + _NOTE]))


def _of_some_periods(context: Context, partition: Partition, short: bool) -> bool:
    """Whether the words between a whole and a list name a part of its time, so that the list says nothing of the rest."""
    between = context.document.folded[partition.whole.end : partition.parts[0].start]
    return short and partition.cue == "named" and bool(_SOME_PERIODS.search(between)) and not _covers(partition)


def _goes_on(context: Context, partition: Partition) -> bool:
    """Whether the paragraph says further on what else the whole holds."""
    end = partition.parts[-1].end
    return bool(_ELSE.search(context.document.folded[end : end + _AFTER].partition("\n")[0]))


def _as_the_whole_says(context: Context, partition: Partition) -> bool:
    """Whether the whole names or counts its parts, and they are those: 中央、省、县三级补助1200万元，其中中央…，省级…，县级…; 受理投诉举报86件，其中投诉…，举报…."""
    if (sorts := _SORTED.search(clause(context.document, partition.whole))) is not None and integer(sorts["n"]) == len(partition.parts) > _FEW:
        return True
    said = _NAMES.search(clause(context.document, partition.whole))
    names = _JOINT.split(said[0]) if said else []
    labels = [(m.label or m.tail).removeprefix("其中") for m in partition.parts]
    if "".join(labels) in partition.whole.label and all(labels):
        return True
    if len(names) != len(labels):
        return False
    first, *inner, last = zip(names, labels, strict=True)
    ends = any(first[1].startswith(first[0][-n:]) for n in range(1, len(first[0]) + 1)) and last[1][:1] == last[0][:1]
    return ends and all(label.startswith(name) for name, label in inner)


def _overlaps(context: Context, partition: Partition) -> bool:
    """Whether the parts are named by what one member can be at once: 女干部, 少数民族干部, 35岁以下; or by what others are part of: 民生支出."""
    labels, whole = [m.label + m.tail for m in partition.parts], partition.whole.label + partition.whole.tail
    if any(word in label for label in labels for word in context.lexicon.words.get("umbrella", ())):
        return True
    telling = [word for word in context.lexicon.words.get("attributes", ()) if word not in whole]
    # What is paid to one is not paid to another, though one may be both
    return partition.whole.kind is not MentionKind.MONEY and sum(any(word in label for word in telling) for label in labels) > 1


def _covers(partition: Partition) -> bool:
    """Whether the parts' periods follow one another and together are the period of the whole: 一季度 and 二季度 of 上半年."""
    whole = months(partition.whole.period or "")
    spans = [months(part.period or "") for part in partition.parts]
    if whole is None or None in spans:
        return False
    listed = [m for first, last in filter(None, spans) for m in range(first, last + 1)]
    return listed == list(range(whole[0], whole[1] + 1))


def _divides(context: Context, partition: Partition, schemes: str) -> bool:
    """Whether the parts' labels are the members of a known complete division, each named once."""
    labels = [clause(context.document, m) or m.tail for m in partition.parts]
    for scheme in context.lexicon.words.get(schemes, ()):
        members = scheme.split("/")
        named = [[w for w in members if w in label] for label in labels]
        if all(named) and len({w[0] for w in named}) == len(labels) >= 2:
            return True
    return False
