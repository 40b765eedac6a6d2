"""stated count = number of items: A、B、C三项, A、B等5类, 「三项工作」 with 一是 … 三是."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, ClassVar

from auditor.expression import expression
from auditor.meaning import Row, Some, Whole, Word
from auditor.model import Member, Mention, MentionKind, Outcome, Severity, Verdict
from auditor.record import record, replace
from auditor.relating import Context, Sentence
from auditor.relating.announced import Announced, announced
from auditor.relating.compound import compounds
from auditor.relating.enumeration import (
    LONGEST_ITEM,
    SLIP,
    alike,
    divided,
    even,
    is_nearly,
    item_counts,
    items,
    joined,
    names_places,
    of_levels,
    quoted_counts,
    quoted_list,
    run_before,
    whole_counts,
)
from auditor.relating.itemised import itemised
from auditor.relating.sentence import QUANTITY_SIGNS
from auditor.relating.series import series_behind
from auditor.relating.slogan import slogans, taken_up
from auditor.relating.titled import titles_of
from auditor.rule import STRICT, Rule

# "先后与" "又与" before the first of a list that is no joint of two items — not "文化和旅游、教育"
_JOINS = expression(
    r"^(?:\p{Han}{0,8}(?:先后|陆续|相继|分别|又|另|已|还)|学校|医院|公司|集团|[我全本该][局院校市县区镇乡行]|已|还|再|另|并|主动|积极|持续|继续|深化|加强|同时)*[与和同](?!步|业|意|期)"
)
# "⟨3处⟩公园——A、B和C," "⟨5个⟩专项行动,即A、B、C。" "⟨6项⟩:A、B和C。" "⟨3个⟩示范村(东岭村、西坪村)" — not "(东岭村等)", "⟨6项⟩:A、B,另有C" and no list with numbers in it
_EXPLAINED = expression(
    r"[^,;:。()、\s\ue000-\uf8ff]{0,12}(?:,即(?P<items>[^,;:。()等的\d\s\ue000-\uf8ff]+、[^,;:。()等的\d\s\ue000-\uf8ff]+)(?=,(?!以?及|还|并|和|另|包括))|(?:,即|,?分别[是为]|,?依次[是为])(?P<items>[^,;:。()等\d\s\ue000-\uf8ff]+)(?=[。;]|\s*$)"
    r"|(?P<colon>:)(?P<items>[^,;:。()等\d\s\ue000-\uf8ff]+)(?=。|\s*$)|\((?P<items>[^,;:。()等\d\s\ue000-\uf8ff+]+)\)|——(?P<items>[^,;:。()、等\d\s\ue000-\uf8ff—]+(?:[、和与及][^,;:。()等\d\s\ue000-\uf8ff—]+)+)(?=[,。;]))"
)
# "(除城关、东岗外)" "(含中医院、妇幼保健院)": some of what is counted, or none — not "(东岗、西岗)"
_PARTLY = expression(r"除|不?[包含]|其中|另|例?如|主要|均|全部|以")
# "对东岭、西河开展检查" behind a colon: what is done — not "对外服务组"
_DOING = expression(r"[对为向在由从到给把将](?!外|内|口)|分别|要")
# "大事" "民生实事" behind 四件: things to do — not 四件案子
_THING = expression(r"(?:民生)?[大实好要难]?事")
# "》等" "》共" before a count, whatever its classifier
_TITLES_END = expression(r"》[等共这]*$")
# "部分组成" before a colon
_MADE = expression(r"[组构]成:")
# How many items and marks a list has at least that may be about another thing
_TELLING = 3
# Without any of these a text has no list that only lies behind a count
_MARKS = (":", "分别", "依次", ",即", ",包括", "一是", "第一", "(一)", "\n一、", "\n1")
# So far back is seen whether a list began in the line above
_BACK = 20
FIELDS = frozenset({"computed", "count", "items"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    units: Some[Word]
    """Classifiers that announce a list when a number stands before them: 项 个 大 类 方面 级."""
    most: Whole = 20
    """Counts above this announce no list that stands beside them."""
    slogans: tuple[Word, ...] = ()
    """Words that behind a numeral make a slogan even without quotation marks: 下降 (双下降), 位一体 (三位一体)."""
    opposites: tuple[Row, ...] = ()
    """Pairs of words that a slogan of two may stand for: 对内/对外."""
    series: bool = True
    """Whether a count before a series 一是 … 二是, or before numbered items, is compared with it."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every count that a list stands right before, or a series right behind."""
    seen: set[int] = set()
    for worded in _worded(context, rule.params):
        # A slogan in quotation marks may begin with a count: “四项制度”
        seen |= {worded.start, worded.start + 1}
        yield worded
    for found in (*announced(context.document, context.markers), *itemised(context.document)) if rule.params.series else ():
        if found.at[0] not in seen:
            seen.add(found.at[0])
            yield _numbered(context, found)
    for sentence in context.sentences:
        for order, mention in enumerate(sentence.mentions):
            if mention.start in seen or not _counts_items(mention, rule.params.most):
                continue
            announces = mention.unit in rule.params.units
            thing = mention.unit == "件" and _THING.match(context.document.folded, mention.end) is not None
            ways = [
                _before(context, sentence, order) if announces or _TITLES_END.search(sentence.text, 0, sentence.positions[order]) else None,
                _titled(context, mention),
                _right_behind(context, sentence, order, announces=announces),
                _behind(context, mention) if (announces or thing) and rule.params.series else None,
            ]
            # A list before the count that may be of another thing says nothing of the one behind it
            told = [outcome for outcome in ways if outcome is not None]
            if told:
                outcome = next((one for one in told if one.verdict is not Verdict.UNDECIDED), told[0])
                seen.add(mention.start)
                yield outcome
    if rule.params.series and (context.tables or any(mark in context.document.folded for mark in _MARKS)):
        from auditor.relating.loose_list import loose_lists

        yield from (replace(_numbered(context, found), loose=True) for found in loose_lists(context.document, context.tables, seen))


def _numbered(context: Context, found: Announced) -> Outcome:
    """A count and the numbered items that follow it."""
    members = (Member("count", *found.at), *(Member("item", *place) for place in found.items))
    verdict = Verdict.HOLDS if found.stated == found.listed else Verdict.VIOLATED
    return _outcome(context, verdict, found.at, members, found.listed, found.severity)


def _outcome(
    context: Context, verdict: Verdict, count: tuple[int, int], members: tuple[Member, ...], listed: int, severity: Severity | None = None
) -> Outcome:
    """What is said of a count, by its offsets, and of so many items."""
    quote, items = context.document.text[slice(*count)], str(listed)
    return Outcome(verdict, *count, members, quote, items, fields={"count": quote, "items": items}, severity=severity)


def _worded(context: Context, params: Params) -> Iterator[Outcome]:
    """Slogans and the things that they stand for; lists that may name some of what is known are worth a look, if they disagree."""
    found = list(compounds(context.document.folded))
    known = {slogan.start for slogan, _ in found}
    plain = (slogan for slogan in slogans(context.document.folded, params.slogans) if slogan.start not in known)
    taken_up_by = ((slogan, taken_up(context.document.folded, slogan, params.opposites)) for slogan in plain)
    for slogan, taken in (*found, *taken_up_by):
        if taken is None:
            continue
        agrees = bool(taken.counts & set(slogan.numbers))
        members = (Member("count", slogan.start, slogan.end), *(Member("items", *span) for span in taken.spans))
        verdict = Verdict.HOLDS if agrees else Verdict.VIOLATED
        yield _outcome(context, verdict, (slogan.start, slogan.end), members, max(taken.counts), None if agrees or taken.surely else Severity.INFO)


def _counts_items(mention: Mention, most: int) -> bool:
    return mention.kind is MentionKind.COUNT and mention.value.is_point and 2 <= (mention.value.low or 0) <= most


def _before(context: Context, sentence: Sentence, order: int) -> Outcome | None:
    """The list that ends at the count, if one does."""
    mention = sentence.mentions[order]
    at = sentence.positions[order]
    match = run_before(sentence.text, at)
    if match is None or not match["run"]:
        return None
    run = _JOINS.sub("", match["run"])
    # An earlier list that 等 has closed is another one: "部门等通过甲、乙等五维度"
    run = run.rpartition("等")[2]
    first = match.end("run") - len(run)
    # "⟨9个⟩科室和⟨12个⟩": words behind another figure are counted by it — not behind 和 in "⟨5个⟩镇和青山、云雾⟨3个⟩乡"
    if first and sentence.text[first - 1] in QUANTITY_SIGNS:
        run = joined(run)
        first = match.end("run") - len(run)
        if not run:
            return None
    quoted = quoted_list(run)
    counts = quoted_counts(quoted) if quoted else item_counts(run)
    if not counts or (max(counts) < 2 and not match["open"]):
        return None
    start = first + (quoted.start() if quoted else 0)
    members = (_member(sentence, start, match.end("run")), Member("count", mention.start, mention.end))
    stated = int(mention.value.low or 0)
    if stated not in counts and "、" not in run and not quoted and not match["open"]:
        return None
    holds = stated in counts or (bool(match["open"]) and min(counts) <= stated)
    verdict = Verdict.HOLDS if holds else Verdict.VIOLATED
    outcome = _outcome(context, verdict, (mention.start, mention.end), members, max(counts))
    # A plain list may begin anywhere before its last items: only quoted items can be counted for sure, and those that are too few even with the first
    levels = of_levels(run) and mention.unit != "级"
    few = max(counts) < stated <= max(counts) + SLIP and (even(run, headed=True) or names_places(mention.unit + sentence.text[at + 1 :], run))
    surely = quoted or (not levels and (few or even(run)))
    if not holds and not surely and not _goes_on(context, sentence, first) and is_nearly(run, stated):
        return replace(outcome, severity=Severity.INFO)
    return outcome if holds or surely else replace(outcome, verdict=Verdict.UNDECIDED)


def _titled(context: Context, mention: Mention) -> Outcome | None:
    """The titles 《…》《…》 that 上述3个文件 points back to: the last run of them, else all of the paragraph so far."""
    block = context.block_at(mention.start)
    found = titles_of(context.document.folded, block.start, mention) if block is not None else None
    if found is None:
        return None
    stated = int(mention.value.low or 0)
    members = Member("items", *found.at), Member("count", mention.start, mention.end)
    verdict = Verdict.HOLDS if stated in (found.last, found.all) else Verdict.VIOLATED
    return _outcome(context, verdict, (mention.start, mention.end), members, found.last, Severity.INFO)


def _goes_on(context: Context, sentence: Sentence, first: int) -> bool:
    """Whether a list began in the line above, which ends in no mark."""
    before = context.document.folded[max(0, sentence.offsets[first] - _BACK) : sentence.offsets[first]]
    return before.rstrip() != before.rstrip(" ") and not before.rstrip().endswith(("。", ":", ";", "!", "?"))


def _right_behind(context: Context, sentence: Sentence, order: int, *, announces: bool) -> Outcome | None:
    """The list that explains a count: 5个专项行动，即A、B、C, 荣誉6项：A、B和C, 示范村3个（东岭村、西坪村）."""
    mention = sentence.mentions[order]
    match = _EXPLAINED.match(sentence.text, sentence.positions[order] + 1)
    if match is None:
        return None
    listed = items(match["items"]) if "、" in match["items"] or "——" not in match[0] else divided(match["items"])
    if len(listed) < 2 or _PARTLY.match(match["items"]) or any(not 1 < len(item) <= LONGEST_ITEM for item in (*listed[:-1], *divided(listed[-1]))):
        return None
    members = (Member("count", mention.start, mention.end), _member(sentence, *match.span("items")))
    stated, (sure, possible) = int(mention.value.low or 0), whole_counts(match["items"])
    # What stands behind a colon may be another thing, and what bears no classifier of lists another sort: a list that is nearly as long is of it
    known = announces and (not match["colon"] or alike(listed) or bool(_MADE.match(match[0])))
    if not known and (min(abs(stated - n) for n in sure) > 1 or len(listed) < _TELLING or _DOING.match(match["items"])):
        return None
    verdict = Verdict.HOLDS if stated in sure else Verdict.UNDECIDED if stated in possible else Verdict.VIOLATED
    return _outcome(context, verdict, (mention.start, mention.end), members, min(sure))


def _member(sentence: Sentence, start: int, end: int) -> Member:
    low, high = sentence.span(start, max(end, start + 1))
    return Member("items", low, high)


def _behind(context: Context, mention: Mention) -> Outcome | None:
    """The series 一是 二是 that follows in the block, or in the blocks up to the next heading where the count stands in a heading."""
    block = context.block_at(mention.start)
    later = bisect_right(context.markers, mention.end, key=lambda m: m.start)
    if block is None or later == len(context.markers):
        return None
    between = context.mentions_in(mention.end, context.markers[later].start)
    markers, sure = series_behind(context.document, context.markers, block, mention, between)
    stated = int(mention.value.low or 0)
    # What only stands before a series may be another thing, unless it is nearly as long
    if len(markers) < 2 or not (sure or abs(stated - len(markers)) <= 1):
        return None
    members = (Member("count", mention.start, mention.end), *(Member("item", m.start, m.end) for m in markers))
    verdict = Verdict.HOLDS if stated == len(markers) else Verdict.VIOLATED
    return _outcome(context, verdict, (mention.start, mention.end), members, len(markers))
