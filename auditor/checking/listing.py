"""stated count = number of items: A、B、C三项, A、B等5类, 「三项工作」 with 一是 … 三是."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from auditor.expression import compiled, expression
from auditor.model import Block, Member, Mention, MentionKind, Outcome, Verdict
from auditor.record import record, replace
from auditor.relating import Context, Sentence
from auditor.relating.announced import Announced, announced
from auditor.relating.enumeration import LONGEST_ITEM, alike, even, item_counts, items, joints
from auditor.relating.sentence import QUANTITY_SIGNS
from auditor.relating.slogan import slogans, taken_up
from auditor.rule import STRICT, Rule

if TYPE_CHECKING:
    import regex

# Items end right before the count: "A、B和C⟨三项⟩" "“A”“B”⟨四个⟩" — the run may not cross a clause
_RUN = expression(r"(?P<run>[^,;:。!?()\ue000-\uf8ff]*?)(?P<open>等)?(?P<all>共|一共|这|以上|上述)?(?:的)?[“]?$")
_QUOTED_ITEMS = expression(r"(?:“[^“”]+”|《[^《》]+》)(?:[、和及与]?(?:“[^“”]+”|《[^《》]+》))+$")
# "“建、管、护、运”": one pair of quotation marks around all of the list
_QUOTED_LIST = expression(r"“(?P<items>[^“”、]{1,8}(?:、[^“”、]{1,8})+)”$")
# The nearest mark before a count that no list crosses: "," in "来访,A、B和C⟨三项⟩" — not "、"
_STOP = expression(r"(?r)[,;:。!?()\ue000-\uf8ff]")
# "⟨5个⟩专项行动,即A、B、C。" "⟨3个⟩(东岭村、西坪村)" — not "(东岭村等)" and no list with numbers in it
_EXPLAINED = expression(
    r"(?:[^,;:。()、\ue000-\uf8ff]{0,8}(?:,(?:即|分别是)|(?P<colon>:))(?P<items>[^,;:。()等\d\ue000-\uf8ff]+)(?=[。;]|$)"
    r"|\((?P<items>[^,;:。()等\d\ue000-\uf8ff+]+)\))"
)
# "工作:" between a count and its series — not "工作。一是"
_UP_TO_COLON = expression(r"[^。;\n]*[:]\s*")


@record(frozen=True, slots=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    units: tuple[str, ...]
    """Classifiers that announce a list when a number stands before them: 项 个 大 类 方面 级."""
    most: int = 20
    """Counts above this announce no list that stands beside them."""
    slogans: tuple[str, ...] = ()
    """Words that behind a numeral make a slogan even without quotation marks: 下降 (双下降), 位一体 (三位一体)."""
    opposites: tuple[str, ...] = ()
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
    for found in announced(context.document, context.markers) if rule.params.series else ():
        if found.at[0] not in seen:
            seen.add(found.at[0])
            yield _numbered(context, found)
    for sentence in context.sentences:
        for order, mention in enumerate(sentence.mentions):
            if mention.start in seen or not _announces(mention, rule.params):
                continue
            outcome = (
                _before(context, sentence, order)
                or _right_behind(context, sentence, order)
                or (_behind(context, mention) if rule.params.series else None)
            )
            if outcome is not None:
                seen.add(mention.start)
                yield outcome


def _numbered(context: Context, found: Announced) -> Outcome:
    """A count and the numbered items that follow it."""
    members = (Member("count", *found.at), *(Member("item", *place) for place in found.items))
    quote, items = context.document.text[slice(*found.at)], str(found.listed)
    verdict = Verdict.HOLDS if found.stated == found.listed else Verdict.VIOLATED
    return Outcome(verdict, *found.at, members, quote, items, fields={"count": quote, "items": items}, severity=found.severity)


def _worded(context: Context, params: Params) -> Iterator[Outcome]:
    """Slogans and the things that they stand for; but for lists that explain them only agreement counts: they may name what is known."""
    for slogan in slogans(context.document.folded, params.slogans):
        taken = taken_up(context.document.folded, slogan, params.opposites)
        if taken is None:
            continue
        agrees = bool(taken.counts & set(slogan.numbers))
        members = (Member("count", slogan.start, slogan.end), *(Member("items", *span) for span in taken.spans))
        quote = context.document.text[slogan.start : slogan.end]
        fields = {"count": quote, "items": str(max(taken.counts))}
        verdict = Verdict.HOLDS if agrees else Verdict.VIOLATED
        yield Outcome(verdict, slogan.start, slogan.end, members, quote, str(max(taken.counts)), fields=fields)


def _announces(mention: Mention, params: Params) -> bool:
    value = mention.value.low
    return (
        mention.kind is MentionKind.COUNT
        and mention.unit in params.units
        and mention.value.is_point
        and value is not None
        and 2 <= value <= params.most
    )


def _before(context: Context, sentence: Sentence, order: int) -> Outcome | None:
    """The list that ends at the count, if one does."""
    mention = sentence.mentions[order]
    at = sentence.positions[order]
    match = _run(sentence, at)
    if match is None or not match["run"]:
        return None
    # An earlier list that 等 has closed is another one: "部门等通过甲、乙等五维度"
    run = match["run"].rpartition("等")[2]
    # "⟨9个⟩科室和⟨12个⟩": words behind another figure are counted by it
    first = match.end("run") - len(run)
    if first and sentence.text[first - 1] in QUANTITY_SIGNS:
        return None
    quoted = _QUOTED_ITEMS.search(run) or _QUOTED_LIST.search(run)
    counts = _quoted_counts(quoted) if quoted else item_counts(run)
    if not counts or (max(counts) < 2 and not match["open"]):
        return None
    start = first + (quoted.start() if quoted else 0)
    members = (_member(sentence, start, match.end("run")), Member("count", mention.start, mention.end))
    stated = int(mention.value.low or 0)
    if stated not in counts and "、" not in run and not quoted and not match["open"]:
        return None
    holds = stated in counts or (bool(match["open"]) and min(counts) <= stated)
    fields = {"count": context.quote(mention), "items": str(max(counts))}
    verdict = Verdict.HOLDS if holds else Verdict.VIOLATED
    outcome = Outcome(verdict, mention.start, mention.end, members, context.quote(mention), str(max(counts)), fields=fields)
    # A plain list may begin anywhere before its last items: only quoted items can be counted for sure
    return outcome if holds or quoted or even(run) else replace(outcome, verdict=Verdict.UNDECIDED)


def _quoted_counts(quoted: regex.Match[str]) -> set[int]:
    """The number of quotations, or the numbers of items that one quotation may have."""
    inside = quoted.groupdict().get("items")
    return item_counts(inside) if inside else {len(compiled("“[^“”]+”|《[^《》]+》").findall(quoted[0]))}


def _run(sentence: Sentence, at: int) -> regex.Match[str] | None:
    """What stands before an index, back to the nearest mark that no list crosses."""
    stop = _STOP.search(sentence.text, 0, at)
    return _RUN.search(sentence.text, stop.end() if stop else 0, at)


def _right_behind(context: Context, sentence: Sentence, order: int) -> Outcome | None:
    """The list that explains a count: 5个专项行动，即A、B、C, 示范村3个（东岭村、西坪村）."""
    mention = sentence.mentions[order]
    at = sentence.positions[order] + 1
    match = _EXPLAINED.match(sentence.text, at)
    if match is None:
        return None
    listed = items(match["items"])
    if len(listed) < 2 or any(not 1 < len(item) <= LONGEST_ITEM for item in listed) or (match["colon"] and not alike(listed)):
        return None
    members = (Member("count", mention.start, mention.end), _member(sentence, *match.span("items")))
    stated, more = int(mention.value.low or 0), joints(listed[-1])
    fields = {"count": context.quote(mention), "items": str(len(listed))}
    verdict = Verdict.HOLDS if len(listed) <= stated <= len(listed) + more else Verdict.VIOLATED
    return Outcome(verdict, mention.start, mention.end, members, context.quote(mention), str(len(listed)), fields=fields)


def _member(sentence: Sentence, start: int, end: int) -> Member:
    low, high = sentence.span(start, max(end, start + 1))
    return Member("items", low, high)


def _behind(context: Context, mention: Mention) -> Outcome | None:
    """The series 一是 二是 that follows in the block, or in the blocks up to the next heading where the count stands in a heading."""
    markers = _series_after(context, mention)
    if len(markers) < 2:
        return None
    members = (Member("count", mention.start, mention.end), *(Member("item", m.start, m.end) for m in markers))
    stated = int(mention.value.low or 0)
    fields = {"count": context.quote(mention), "items": str(len(markers))}
    verdict = Verdict.HOLDS if stated == len(markers) else Verdict.VIOLATED
    return Outcome(verdict, mention.start, mention.end, members, context.quote(mention), str(len(markers)), fields=fields)


def _series_after(context: Context, mention: Mention) -> list[Mention]:
    """The markers 一是 二是 … that a count announces: right behind a colon in its sentence, or under the heading in which it stands."""
    text = context.document.folded
    later = bisect_right(context.markers, mention.end, key=lambda m: m.start)
    block = context.block_at(mention.start)
    if block is None or later == len(context.markers):
        return []
    heads = _heads(context, block)
    inline: list[Mention] = []
    for marker in (context.markers[k] for k in range(later, len(context.markers))):
        if text[marker.end - 1] == "是" and (heads or marker.start < block.end):
            inline.append(marker)
        elif heads or marker.start >= block.end:
            break
    # 五项改革中抓好前三项：一是 … — the count nearest to the series announces it
    if inline and any(m.unit and mention.end <= m.start < inline[0].start and not heads for m in context.mentions):
        return []
    if not inline or inline[0].value.low != 1 or not (heads or _UP_TO_COLON.fullmatch(text, mention.end, inline[0].start)):
        return []
    series = [m for place, m in enumerate(inline) if m.value.low == place + 1]
    return series if series == inline[: len(series)] else []


def _heads(context: Context, block: Block) -> bool:
    """Whether a block is a numbered heading: a marker, then one phrase."""
    whole = context.document.folded[block.start : block.end]
    text = whole.strip()
    head = block.start + whole.find(text)
    first = bisect_left(context.markers, head, key=lambda m: m.start)
    return first < len(context.markers) and context.markers[first].start == head and "。" not in text[:-1]
