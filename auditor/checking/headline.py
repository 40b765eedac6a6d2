"""figure of a heading = figure of the text below it: a title or a heading that gives a figure which the first paragraphs under it give again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, ClassVar

from auditor.expression import expression
from auditor.meaning import Whole
from auditor.misprint import mixed, slips
from auditor.model import Member, Mention, Outcome, Severity, Verdict
from auditor.number import decimal_text, last_place
from auditor.record import record
from auditor.relating import Context
from auditor.relating.announcement import announcements
from auditor.relating.calendar import periods_differ
from auditor.relating.headed import Headed, headings
from auditor.relating.likeness import Words, parted, shared, told
from auditor.relating.noun import shared as common
from auditor.relating.scope import is_to_come, place, sentence_start
from auditor.relating.streaks import streaks
from auditor.rule import STRICT, Rule

_SHARED = 2
# So many characters that two figures share make them one though their digits have nothing in common
_TELLING = 4
# "乡镇作了交流" behind "12个" — not "居民"
_BEHIND = expression(r"\p{Han}{5,}")
_GOES_ON = 5
_HAN = expression(r"\p{Han}+")
# "我校共获得" — not "公共"
_IN_ALL = expression(r"(?<!公)共|累计|合计|总计")
# Fewer digits are in another order by chance
_DIGITS = 3
# The year that a headline looks back at is that of the report below it
_LAST_YEAR = frozenset(("去年", "上年"))
_ALL_YEAR = frozenset(("全年", "年内"))
FIELDS = frozenset({"above", "below", "computed", "name"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    least: Whole = 4
    """The fewest characters of a name by which two figures are one though their values differ."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each figure of a heading with the one below that has its value, else with the only one that has its name or its words."""
    announced = list(_announced(context))
    yield from announced
    told = {outcome.start for outcome in announced}
    for headed in headings(context.document):
        yield from _streaks(context, headed)
        above = _figures(context, headed.start, headed.end)
        below = _figures(context, headed.below, headed.far) if above else []
        for mention in above if below else ():
            outcome = _outcome(context, rule.params, mention, below, headed)
            if outcome is not None and outcome.start not in told:
                yield outcome


def _announced(context: Context) -> Iterator[Outcome]:
    """How many measures, things or campaigns the title announces, with how many the text says: 十条措施 over 提出以下九条措施."""
    for announced, said in announcements(context.document):
        members = Member("below", *said.at), Member("above", *announced.at)
        below, above = (context.document.text[slice(*one.at)] for one in (said, announced))
        verdict = Verdict.HOLDS if announced.number == said.number else Verdict.VIOLATED
        severity = None if announced.of == said.of else Severity.INFO
        yield Outcome(verdict, *said.at, members, below, above, fields={"name": said.noun, "below": below, "above": above}, severity=severity)


def _streaks(context: Context, headed: Headed) -> Iterator[Outcome]:
    """How long something has lasted (二十一连丰) with what the text says of it: worth a look, where the two may be of two things."""
    for above, below in streaks(context.document, headed):
        members = Member("below", *below.at), Member("above", *above.at)
        shown = context.document.text[slice(*below.at)], context.document.text[slice(*above.at)]
        fields = {"name": below.shared, "below": shown[0], "above": shown[1]}
        verdict = Verdict.HOLDS if above.number == below.number else Verdict.VIOLATED
        yield Outcome(verdict, *below.at, members, *shown, fields=fields, severity=Severity.INFO)


def _figures(context: Context, start: int, end: int) -> list[Mention]:
    return [m for m in context.mentions_in(start, end) if m.is_quantity and m.unit and not m.components]


def _outcome(context: Context, params: Params, mention: Mention, below: Sequence[Mention], headed: Headed) -> Outcome | None:
    alike = [m for m in below if (m.kind, m.dimension or m.unit) == (mention.kind, mention.dimension or mention.unit)]
    near = [m for m in alike if m.start < headed.near]
    equal = next((m for m in near if m.value.meets(mention.value) and _are_named_alike(context, mention, m)), None)
    if equal is not None:
        return _judged(context, Verdict.HOLDS, mention, equal)
    if any(m.value.meets(mention.value) or _cut_off(mention, m) for m in alike):
        return None
    if any((a.value + b.value).meets(mention.value) for a, b in pairwise(alike)):
        return None
    near = [m for m in near if not _apart(context, mention, m)]
    one, severity = (
        _named(context, params, mention, near)
        or _slipped(context, mention, near)
        or _worded(context, mention, near)
        or _continued(context, mention, near, headed)
        or _turned_round(context, mention, near)
        or (None, None)
    )
    if one is None:
        return None
    # 预计⟨⟩ of 预计⟨⟩: what is not there yet may be told of several things
    return _judged(context, Verdict.VIOLATED, mention, one, Severity.INFO if is_to_come(context.document, one) else severity)


def _are_named_alike(context: Context, above: Mention, below: Mention) -> bool:
    names = [context.names.get(m.start, "") for m in (above, below)]
    return common(*names) >= _SHARED or len(shared(context.words(above), context.words(below))) >= _SHARED


def _named(context: Context, params: Params, above: Mention, below: Sequence[Mention]) -> tuple[Mention, Severity | None] | None:
    """The only figure that has the name of that of the heading, in whatever order of its characters."""
    name = context.names.get(above.start, "")
    named = [m for m in below if sorted(context.names.get(m.start, "")) == sorted(name)] if len(name) >= params.least else []
    return (named[0], None) if len(named) == 1 else None


def _slipped(context: Context, above: Mention, below: Sequence[Mention]) -> tuple[Mention, Severity | None] | None:
    """The only figure that has the digits of that of the heading in another order, or all but one of them, and some of its words."""
    found = [m for m in below if _is_slip(above, m)]
    if len(found) != 1 or not _is_said_of_the_same(context, above, found[0], mixed(above.digits, _as_printed(above, found[0]))):
        return None
    return found[0], None


def _is_slip(above: Mention, below: Mention) -> bool:
    digits = _as_printed(above, below)
    return mixed(above.digits, digits) or (len(digits) == len(above.digits) >= _DIGITS and digits in set(slips(above.digits)))


def _as_printed(above: Mention, below: Mention) -> str:
    """The digits of a figure of the text as a heading would give them: 19.68 for 196847股 over which it says 16.98万股."""
    middle, places = below.value.middle, len(above.digits.partition(".")[2])
    return decimal_text(middle / above.scale, places) if middle is not None else ""


def _is_said_of_the_same(context: Context, above: Mention, below: Mention, in_other_order: bool) -> bool:
    """Whether the words of two figures, or where digits changed places those of a whole sentence, have something in common."""
    one, other = context.words(above), context.words(below)
    if parted(one, other, context.lexicon):
        return False
    if len(shared(one, other)) >= _SHARED:
        return True
    sentence = context.document.folded[sentence_start(context.document, below.start) : below.start]
    telling = in_other_order and len(above.digits.replace(".", "")) >= _DIGITS
    return telling and any(common(piece, sentence) >= _SHARED for piece in told(one))


def _worded(context: Context, above: Mention, below: Sequence[Mention]) -> tuple[Mention, Severity | None] | None:
    """The only figure that shares many words with that of the heading, where it is no part of it: worth a look."""
    words = context.words(above)
    others = [(m, context.words(m)) for m in below]
    ranked = [(m, (_alike(words, other), common(words.before, other.before))) for m, other in others if not parted(words, other, context.lexicon)]
    most = max((size for _, size in ranked), default=(0, 0))
    found = [m for m, size in ranked if size == most]
    if most[0] < _TELLING or len(found) != 1 or words.picks != context.words(found[0]).picks:
        return None
    # Many reports cross a round figure, 突破6亿件, by little
    if any(m.hedges for m in (above, *found)) and not _nearly(above, found[0]):
        return None
    return found[0], Severity.INFO


def _continued(context: Context, above: Mention, below: Sequence[Mention], headed: Headed) -> tuple[Mention, Severity | None] | None:
    """The only figure behind which the text goes on as the heading does: 12个乡镇作了交流 over 14个乡镇作了交流发言; worth a look."""
    folded = context.document.folded
    rest = _BEHIND.match(folded, above.end)
    # 共获7个奖项 under 获9个奖项: all of a thing that the heading ends with
    noun = folded[above.end : headed.end].strip()
    ends = rest[0][:_GOES_ON] if rest else noun if len(noun) >= _SHARED and _HAN.fullmatch(noun) else ""
    found = [m for m in below if ends and folded.startswith(ends, m.end) and not any(one.hedges for one in (above, m))]
    found = [m for m in found if rest or _IN_ALL.search(m.label)]
    return (found[0], Severity.INFO) if len(found) == 1 else None


def _turned_round(context: Context, above: Mention, below: Sequence[Mention]) -> tuple[Mention, Severity | None] | None:
    """The first change of the text, where its two digits are those of the heading's in the other order: 增长6.3% over 增长3.6%; worth a look."""
    changes = [m for m in below if context.words(m).moves]
    moves = context.words(above).moves
    turned = bool(moves and changes) and context.words(changes[0]).moves == moves and mixed(above.digits, changes[0].digits)
    return (changes[0], Severity.INFO) if turned and not above.hedges else None


def _alike(one: Words, other: Words) -> int:
    """How many characters two figures share in a row, or all of the shorter words where the longer have them in their order: 快递业务 and 快递企业业务."""
    less, more = sorted((one.core, other.core), key=len)
    if less.endswith("率") and len(less) > _SHARED and more.endswith(less):
        return max(len(less), _TELLING)
    rest = iter(more)
    return max(len(shared(one, other)), len(less) if less[:2] == more[:2] and all(c in rest for c in less) else 0)


def _nearly(above: Mention, below: Mention) -> bool:
    """Whether a figure of the text comes near the round one of a heading."""
    one, other = above.printed.middle, below.value.middle
    return one is not None and other is not None and not below.hedges and 10 * abs(one - other) <= one


def _cut_off(above: Mention, below: Mention) -> bool:
    """Whether a heading gives only the first digits of a figure: 16万亿元 for 168713亿元."""
    one, other = above.value.middle, below.value.middle
    return one is not None and other is not None and 0 <= other - one < last_place(above.digits) * above.scale and not above.printed.is_point


def _apart(context: Context, above: Mention, below: Mention) -> bool:
    """Whether two figures are of two periods or levels, or one is yet to come."""
    document, both = context.document, (above, below)
    looks_back = above.period in _LAST_YEAR or (above.period in _ALL_YEAR and below.period in _LAST_YEAR)
    if not looks_back and periods_differ(above.period, below.period, context.year):
        return True
    return len({is_to_come(document, m) for m in both}) > 1 or len({*(place(document, m) for m in both), ""}) > 2


def _judged(context: Context, verdict: Verdict, above: Mention, below: Mention, severity: Severity | None = None) -> Outcome:
    members = Member("below", below.start, below.end), Member("above", above.start, above.end)
    shown = context.quote(below), context.quote(above)
    fields = {"name": _called(context, above, below), "below": shown[0], "above": shown[1]}
    return Outcome(verdict, below.start, below.end, members, *shown, fields=fields, severity=severity)


def _called(context: Context, above: Mention, below: Mention) -> str:
    """What a message calls the figure: its name, else the words that both have."""
    return context.names.get(below.start) or context.names.get(above.start) or shared(context.words(above), context.words(below)) or below.label
