"""value = value: one figure that a document gives twice, recognised by its words, its unit and its period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, ClassVar, Literal

from auditor.expression import expression
from auditor.meaning import Whole
from auditor.misprint import mistaken, mixed, swapped
from auditor.model import AMOUNTS, Member, Mention, MentionKind, Outcome, Severity, Verdict
from auditor.record import record
from auditor.relating import Context
from auditor.relating.calendar import periods_differ
from auditor.relating.given import are_both_worked_out, given_again
from auditor.relating.likeness import Words, parted, shared
from auditor.relating.loose_again import told_as_known
from auditor.relating.recurring import BEHIND, LONG, SHORT, TELLING, digit_keys, han, keys, longest, turned, with_dates_in_labels
from auditor.relating.referred import Reference, references
from auditor.relating.restated import Restated, restated
from auditor.relating.retold import retold, shuffled
from auditor.relating.scope import clause, is_to_come, names_its_own, place, scopes, speaks_for_all, speaks_of_plans, stands_under_plans
from auditor.relating.unit import in_scale_of
from auditor.rule import STRICT, Rule

_KINDS = AMOUNTS | {MentionKind.PERCENT}
# An average and a total may have the same digits
_EACH, _TEN = expression(r"均|每|单价"), 10
# Words with which sections of a report speak each of its own figures: "办理案件" — not "税收收入"
_COMMON = expression(
    r"[受办]理|审结|办结|开展|组织|培训|检查|走访|现有|拥有|共有|案件|人员|群众|项目|企业|活动|资金|工作|单位|各类|投入|发放|接待|床位|职工"
)
# What a figure before it cuts off, or a time: "的机场" of "百万人次以上的机场84个" — not "目的地"
_CUT = expression(r"^的|年的?$|[0-9]年?$")
# Opens what is said of a smaller place: "东山街道民生支出" — not "全县民生支出" nor "县财政支出"
_PLACE = expression(r"(?!\p{Han}?[全本我])\p{Han}{2,3}(?:县|区|镇|乡|街道|社区|村)")
# "当天该景区接待" "单日" — not "当年"
_OF_A_DAY = expression(r"[当单首][天日]|日均|[每各该](?:景区|场馆|门店|户|人)")
FIELDS = frozenset({"computed", "first", "second", "words"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    by: Literal["words", "digits"] = "words"
    """How two mentions of one figure are recognised: by the same words, or by the same digits with another scale (1200万元, 1200元)."""
    least: Whole = 8
    """Han characters that the words of two figures must share to be called one figure when they differ."""
    whole: Whole = 4
    """The same for the names of figures that are said of the whole place or year, less the words that every section has."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each figure with its next mention."""
    seen: set[tuple[int, int]] = set()
    figures = [m for m in with_dates_in_labels(context) if m.kind in _KINDS and not m.components]
    if rule.params.by == "words":
        yield from _again(context)
    sided: list[tuple[Mention, Mention]] = []
    for (sort, words, *_), mentions in _grouped(context, figures, rule.params):
        if sort == BEHIND:
            sided += [(a, b) for a, b in _pairs(mentions) if turned(words, a, b) and "其中" not in context.document.folded[b.start - 8 : b.start]]
            continue
        for first, second in _pairs(mentions):
            outcome = _outcome(context, rule.params, words, first, second)
            if outcome is not None and (first.start, second.start) not in seen and not are_both_worked_out(context.rates, first.start, second.start):
                seen.add((first.start, second.start))
                yield outcome
    if rule.params.by == "digits":
        found = {second for _, second in seen}
        again = [one for one in restated(context.document, context.mentions) if one.second.start not in found]
        yield from (outcome for one in again for outcome in _told_again(context, one))
        found |= {one.second.start for one in again}
        others = {pair[1].start: pair for pair in sided if pair[1].start not in found and _sure(context, rule.params, "", *pair)}
        yield from (_loose(context, *pair, longest(*pair)) for pair in others.values())
    if rule.params.by == "words":
        yield from _otherwise(context, {second for _, second in seen})


def _otherwise(context: Context, found: set[int]) -> Iterator[Outcome]:
    """Figures that are told again in other words, but for those already `found`."""
    for reference in references(context):
        if reference.again.start not in found and (severity := _referring(reference)):
            found.add(reference.again.start)
            yield _loose(context, reference.told, reference.again, reference.noun, severity)
    for one, other, *said in (*retold(context, _differ), *shuffled(context), *told_as_known(context)):
        if other.start not in found:
            found.add(other.start)
            yield _loose(context, one, other, shared(*said) or said[1].core)


def _referring(reference: Reference) -> Severity | None:
    """How surely a figure that takes up one before it is another by mistake: by its digits, else where it points at it and is near."""
    told, again = reference.told, reference.again
    digits = told.digits if told.scale == again.scale else in_scale_of(told, again)
    shifted = digits != again.digits and digits.replace(".", "") == again.digits.replace(".", "")
    slip = mistaken(digits, again.digits) or mixed(digits, again.digits) or (shifted and told.scale == again.scale)
    a, b = (m.value.middle or Fraction(0) for m in (told, again))
    near = 2 * abs(a - b) <= max(abs(a), abs(b))
    if slip and len(again.digits) > 1:
        return Severity.WARNING if reference.points and near and han(reference.noun) > 2 else Severity.INFO
    return Severity.INFO if reference.points and near else None


def _differ(first: Mention, second: Mention, one: Words, other: Words) -> bool:
    """Whether two figures that may be one differ by a digit, or are called the same and differ by a quarter at most."""
    if first.value.meets(second.value) or (first.scale != second.scale and not (first.hedges or second.hedges)):
        return False
    one_slip = len(first.digits) > 1 and mistaken(first.digits, second.digits)
    a, b = (m.value.middle or Fraction(0) for m in (first, second))
    named = one.core == other.core and han(one.core) >= SHORT and not any(_CUT.search(m.label) for m in (first, second))
    return (one_slip and not (first.hedges or second.hedges)) or (named and 4 * abs(a - b) <= max(abs(a), abs(b)))


def _told_again(context: Context, one: Restated) -> Iterator[Outcome]:
    """An amount told again at another scale; where nothing points back to it, both must be of one time and place."""
    if one.sure or (
        not periods_differ(one.first.period, one.second.period, context.year)
        and len(scopes(one.first, one.second, map(context.scope, (one.first, one.second)))) == 1
        and not names_its_own(one.second.label.removeprefix("全年").lstrip("所"))
    ):
        yield _loose(context, one.first, one.second, one.words, None if one.sure else Severity.INFO)


def _loose(context: Context, first: Mention, second: Mention, words: str, severity: Severity | None = Severity.INFO) -> Outcome:
    members = Member("first", first.start, first.end), Member("second", second.start, second.end)
    fields = {"words": words, "first": context.quote(first), "second": context.quote(second)}
    return Outcome(Verdict.VIOLATED, second.start, second.end, members, fields["second"], fields["first"], fields=fields, severity=severity)


def _pairs(mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Each mention with the one before it, or with the last one that was the same: of three the odd one is at fault, not the third."""
    last: dict[tuple[str, object], Mention] = {}
    for number, mention in enumerate(mentions):
        key = mention.digits, mention.scale
        if number:
            yield last.get(key, mentions[number - 1]), mention
        last[key] = mention


def _again(context: Context) -> Iterator[Outcome]:
    """Dates, honours and ranks; a rank that differs need not be of one time."""
    for again in given_again(context.document, context.mentions, context.words, context.year, context.lexicon):
        first, second = (context.document.text[slice(*place)] for place in (again.first, again.second))
        members = Member("first", *again.first), Member("second", *again.second)
        fields = {"words": again.words, "first": first, "second": second}
        verdict, severity = (Verdict.HOLDS, None) if again.agrees else (Verdict.VIOLATED, Severity.INFO)
        yield Outcome(verdict, *again.second, members, second, first, fields=fields, severity=severity)


def _grouped(context: Context, figures: list[Mention], params: Params) -> Iterator[tuple[tuple[str, ...], list[Mention]]]:
    """Mentions that may be one figure, in reading order, with the key that they share: its sort, words and more."""
    groups: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in figures:
        named = (keys if params.by == "words" else digit_keys)(mention, context.names.get(mention.start, ""))
        for key in dict.fromkeys(named):
            groups[key].append(mention)
    return ((key, mentions) for key, mentions in groups.items() if len(mentions) > 1)


def _outcome(context: Context, params: Params, words: str, first: Mention, second: Mention) -> Outcome | None:
    if first.value.meets(second.value):
        members = Member("first", first.start, first.end), Member("second", second.start, second.end)
        return Outcome(Verdict.HOLDS, second.start, second.end, members, context.quote(second), context.quote(first))
    sure = _sure(context, params, words, first, second)
    return None if sure is None else _loose(context, first, second, words if han(words) >= SHORT else second.label or words, sure)


def _sure(context: Context, params: Params, words: str, first: Mention, second: Mention) -> Severity | None:
    """How surely two differing figures are one: same words, period and part of the report, and digits that a slip turns into each other; None where they need not be."""
    if not first.unit or not _in_prose(context, second):
        return None
    if params.by == "digits":
        alone = not first.hedges and not second.hedges and not _EACH.search(first.label + second.label)
        slipped = _scaled(first, second) if first.digits == second.digits else _point_slipped(context, first, second)
        return _scale_severity(context, first, second) if alone and slipped else None
    planned = {speaks_of_plans(clause(context.document, mention)) for mention in (first, second)}
    if (han(words) <= SHORT and len(planned) > 1) or parted(context.words(first), context.words(second), context.lexicon):
        return None
    if han(words) <= SHORT and second.digits in swapped(first.digits) and len(first.digits) > LONG:
        return Severity.WARNING if han(words) == SHORT or not _one_statement(context, first, second) else None
    if periods_differ(first.period, second.period, context.year) or _one_statement(context, first, second):
        return None
    one_slip = len(first.digits) > 1 and mistaken(first.digits, second.digits)
    like = bool(first.hedges) == bool(second.hedges) and stands_under_plans(context.document, first) == stands_under_plans(context.document, second)
    if one_slip and like and han(words) >= params.least and len(first.digits) >= TELLING:
        return Severity.WARNING
    if not like or not _whole_twice(context, params, first, second):
        return None
    named_before = all(context.words(mention).before.strip("|") for mention in (first, second))
    return Severity.WARNING if one_slip and named_before else Severity.INFO if one_slip or named_before else None


def _scale_severity(context: Context, first: Mention, second: Mention) -> Severity:
    """How surely two figures of the same digits are one: less where the second is of a day or of one of many."""
    return Severity.INFO if _OF_A_DAY.search(clause(context.document, second)) else Severity.WARNING


def _scaled(first: Mention, second: Mention) -> bool:
    """Whether two figures of the same digits have two scales, and the second is of no place or office of its own: 全市支出38亿元, 东街支出38万元."""
    return first.scale != second.scale and _PLACE.match(second.label) is None


def _point_slipped(context: Context, first: Mention, second: Mention) -> bool:
    """Whether two figures with one row of digits and the point at two places are one: 1420万元 and 0.142万元; by ten, where they have one name too."""
    values = sorted(m.value.middle or Fraction(0) for m in (first, second))
    if periods_differ(first.period, second.period, context.year) or _one_statement(context, first, second) or not values[0]:
        return False
    named = context.names.get(first.start) and context.names.get(first.start) == context.names.get(second.start)
    return (bool(named) or values[1] / values[0] > _TEN * _TEN / 2) and len(scopes(first, second, map(context.scope, (first, second)))) == 1


def _whole_twice(context: Context, params: Params, first: Mention, second: Mention) -> bool:
    """Whether two differing figures are said of the whole place or year under one name: 全年完成税收收入9.8亿元 and 9.6亿元."""
    document, both = context.document, (first, second)
    name, other = (context.names.get(mention.start) for mention in both)
    if (
        not name
        or name != other
        or any(_CUT.search(mention.label) for mention in both)
        or han(_COMMON.sub("", name)) < params.whole
        or first.hedges
        or second.hedges
    ):
        return False
    if any(is_to_come(document, mention) or not speaks_for_all(document, mention, context.year) for mention in both):
        return False
    if len({*(place(document, mention) for mention in both), ""}) > 2 or any(context.words(mention).picks for mention in both):
        return False
    return len(scopes(first, second, map(context.scope, both))) == 1


def _in_prose(context: Context, mention: Mention) -> bool:
    """Whether a mention stands in a sentence, not in a row of a table."""
    line = context.document.lines.line(context.document.lines.place(mention.start)[0])
    return "。" in line and "  " not in line.strip()


def _one_statement(context: Context, first: Mention, second: Mention) -> bool:
    """Whether two mentions stand in one sentence, where a list may repeat its words on purpose."""
    return not any(c in context.document.folded[first.end : second.start] for c in "。\n")
