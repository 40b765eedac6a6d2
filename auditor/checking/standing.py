"""value of the highest = the greatest value, first place = the greatest or least: superlatives and ranks against the values listed before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, ClassVar, Literal

from auditor.expression import compiled, expression, says
from auditor.meaning import Pattern
from auditor.model import Member, Mention, Outcome, Severity, Verdict
from auditor.record import record, replace
from auditor.relating import Context, Sentence
from auditor.relating.alone import Alone, claims
from auditor.relating.discourse import passage
from auditor.relating.extremes import Extreme, extremes
from auditor.relating.peaks import peaks
from auditor.relating.places import Places, holders_of, lines, places, ranked_lines
from auditor.relating.roster import Roster, rosters, spelled
from auditor.relating.sentence import RANKS
from auditor.relating.standings import Standing, ranks, standings
from auditor.rule import STRICT, Rule

# Ranks that so many characters each hold, on the average, are one list: "第一、第二和第三名"
_JOINED = 6
# So many ranks are a list
_FEWEST = 3
# A sentence that begins with a claim: "其中内科满意度最高" "2023年为五年来最低" — not one whose first clause is of something else
_OPENS = expression(r"[^,;:。]{0,6},?[^,;:。]{2,24}(?:最|居首|首位|垫底|新[高低]|[峰谷])")
# So far before its first name a list may say what it counts: 本科上线率,一中42.6%,二中44.1%
_AHEAD, _CLAUSE_ENDS = 24, expression(r"[。;\n]")
# "各镇完成率" of "现将各镇完成率通报如下:" — not "完成率及增速:", of which a line has one
_TITLE = expression(r"(?<![和及与、\p{Han}])(?P<of>(?:(?![和及与])\p{Han}){2,16}?)(?:\([^()\n]*\))?(?:情况|通报|如下|排名|统计表?|为|表)*[:。]?\s*$")
FIELDS = frozenset({"claim", "claimed", "others", "ranks", "values"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    of: Literal["superlatives", "ranks", "places", "directions"]
    """What is held against the values: who is said to be highest or lowest, the ranks given to all, or who alone rose; or ranks one by one, by themselves."""
    rivals: Pattern = ""
    """A regular expression that the names must end with to be ranked against each other: 县 镇 队 and not 投资 收入."""
    greater_first: Pattern = ""
    """A regular expression that the names or units have where the greater value ranks first; elsewhere either order may be meant."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every list of values of which one is called the greatest or the least, or to which ranks belong."""
    if rule.params.of == "places":
        yield from _places(context, rule.params)
        return
    if rule.params.of == "directions":
        yield from _directions(context, rule.params)
        return
    found = _extremes if rule.params.of == "superlatives" else _rankings
    for sentence, before in context.entire:
        if len(sentence.mentions) > 1:
            yield from found(context, spelled(sentence), rule.params)
        if rule.params.of == "superlatives" and before and _OPENS.match(sentence.text):
            yield from _looking_back(context, sentence, before[-1:], rule.params)
    if rule.params.of == "superlatives":
        for form in context.forms:
            yield from _looking_back(context, line, (*_line_above(context, form), form), rule.params) if (line := _line_behind(context, form)) else ()
    if rule.params.of == "ranks":
        yield from (outcome for standing in ranked_lines(context) if (outcome := _ranked(context, standing, rule.params)) is not None)


def _extremes(context: Context, sentence: Sentence, params: Params) -> Iterator[Outcome]:
    for extreme in (*extremes(sentence, params.rivals), *peaks(sentence)):
        yield _extreme(context, sentence, extreme)


def _looking_back(context: Context, sentence: Sentence, before: Sequence[Sentence], params: Params) -> Iterator[Outcome]:
    """What a sentence that begins with its claim says of the values of the one before it."""
    joined = passage(sentence, before, asides=True).sentence
    start = sentence.offsets[0]
    for extreme in (*extremes(joined, params.rivals), *peaks(joined)):
        if joined.span(extreme.start, extreme.end)[0] >= start > extreme.claimed.start:
            yield _extreme(context, joined, extreme)


def _line_behind(context: Context, form: Sentence) -> Sentence | None:
    """The line without figures right behind lines with a name and a figure each, if it begins with a claim: 本月东镇得分最高."""
    last = form.mentions[-1]
    block = next((block for block in context.document.blocks if block.start > last.end), None)
    if block is None or any(mention.is_quantity for mention in context.mentions_in(block.start, block.end)):
        return None
    text, between = context.document.folded[block.start : block.end], context.document.folded[last.end : block.start]
    # What is said of a table is for those who read tables, and of this month nothing by what has been added up
    summed = "累计" in context.document.folded[max(0, form.offsets[0] - _AHEAD) : block.start]
    apart = summed or "|" in between or "\t" in context.document.folded[form.offsets[0] : last.end] or _OPENS.match(text) is None
    return None if apart else Sentence.of(text, [*range(block.start, block.end)], [], [])


def _line_above(context: Context, form: Sentence) -> Sequence[Sentence]:
    """The title of lines with a name and a figure each, which says what their figures are: 各镇完成率."""
    above = next((block for block in reversed(context.document.blocks) if block.end <= form.offsets[0]), None)
    title = _TITLE.search(context.document.folded, above.start, above.end) if above is not None else None
    return (Sentence.of(title["of"], [*range(*title.span("of"))], [], []),) if title is not None else ()


def _rankings(context: Context, sentence: Sentence, params: Params) -> Iterator[Outcome]:
    """Ranks that a list of values follows or that stand with each value; of two values in an order that may run either way nothing is said."""
    if not any(mention.kind in RANKS for mention in sentence.mentions):
        return
    listed = [standing for roster in rosters(sentence) if (standing := ranks(sentence, roster)) and _rival(roster, params.rivals)]
    for standing in (*listed, *standings(sentence, params.rivals)):
        outcome = _ranked(context, standing, params)
        if outcome is not None:
            yield outcome


def _extreme(context: Context, sentence: Sentence, extreme: Extreme) -> Outcome:
    claimed = extreme.claimed
    passing = [m for m in extreme.others if (m.value.printed_below(claimed.value) if extreme.lowest else claimed.value.printed_below(m.value))]
    start, end = sentence.span(extreme.start, extreme.end)
    members = (Member("claimed", claimed.start, claimed.end), *(Member("other", m.start, m.end) for m in passing or extreme.others))
    fields = {"claimed": context.quote(claimed), "others": "、".join(context.quote(m) for m in passing), "claim": context.document.text[start:end]}
    verdict = Verdict.VIOLATED if passing else Verdict.HOLDS
    return Outcome(verdict, start, end, members, context.document.text[start:end], fields=fields)


def _places(context: Context, params: Params) -> Iterator[Outcome]:
    """Every list of ranks one by one, whose numbers follow one another but for ties."""
    listed = [one for sentence, _ in context.entire if len(sentence.mentions) >= _FEWEST for one in places(sentence, params.rivals)]
    for one in (*listed, *lines(context.document, context.mentions)):
        broken = _missing(one)
        pointed = one.ranks[broken or 0]
        verdict = Verdict.HOLDS if broken is None else Verdict.VIOLATED
        severity = None if one.numbered or one.leading else Severity.INFO
        members = tuple(Member("rank", m.start, m.end) for m in one.ranks)
        fields = {"ranks": "、".join(map(context.quote, one.ranks))}
        yield Outcome(verdict, pointed.start, pointed.end, members, context.quote(pointed), fields=fields, severity=severity)


def _directions(context: Context, params: Params) -> Iterator[Outcome]:
    """What is said of the direction of all or of one alone, of the changes of its sentence or else of the one before it."""
    for sentence, before in context.entire:
        found = list(claims(sentence, params.rivals)) if len(sentence.mentions) > 1 else []
        yield from (_direction(context, sentence, one) for one in found)
        if before and not found and "唯一" in sentence.text:
            joined = passage(sentence, before[-1:]).sentence
            for one in claims(joined, params.rivals):
                if joined.span(one.start, one.end)[0] >= sentence.offsets[0]:
                    yield replace(_direction(context, joined, one), severity=Severity.INFO)


def _direction(context: Context, sentence: Sentence, alone: Alone) -> Outcome:
    start, end = sentence.span(alone.start, alone.end)
    members = tuple(Member("other", m.mention.start, m.mention.end) for m in alone.contrary or alone.changes)
    fields = {"claim": context.document.text[start:end], "others": "、".join(context.quote(m.mention) for m in alone.contrary)}
    verdict = Verdict.VIOLATED if alone.contrary else Verdict.HOLDS
    return Outcome(verdict, start, end, members, fields["claim"], fields=fields)


def _missing(listed: Places) -> int | None:
    """The first rank that is none after those before it: one more, or as many more as hold the one before."""
    numbers = [int(rank.value.low or 0) for rank in listed.ranks]
    for k in range(1, len(numbers)):
        before, number = numbers[k - 1], numbers[k]
        held = numbers[:k].count(before) + max(0, holders_of(listed.holders[k - 1]) - 1) * listed.leading
        follows = before < number <= before + held or (number == before and before > 1) or (listed.tied and number in (before, before + 1))
        if not follows or (number == before and not listed.tied and numbers[k + 1 : k + 2] == [number + 1]):
            return k
    return None


def _ranked(context: Context, standing: Standing, params: Params) -> Outcome | None:
    ranked = sorted(zip(standing.ranks, standing.values, strict=True), key=lambda place: place[0].value.low or 0)
    one = standing.values[0]
    ahead = context.document.folded[max(0, one.start - _AHEAD) : one.start]
    counted = _CLAUSE_ENDS.split(ahead)[-1] + "".join(standing.names) + one.unit + one.label
    # Of times now the longest comes first, now the shortest
    greater_first = bool(params.greater_first) and not one.dimension.startswith("duration") and says(params.greater_first, counted)
    rises = False if standing.rises is None and greater_first else standing.rises
    if rises is None and len(ranked) == 2:
        return None
    broken = [_first_broken(ranked, rises=way) for way in ((False, True) if rises is None else (rises,))]
    odd = None if None in broken else ranked[broken[0] or 0][0]
    first, last = standing.ranks[0], standing.ranks[-1]
    joined = last.start - first.start <= len(ranked) * _JOINED
    start, end = (odd.start, odd.end) if odd and not joined else (first.start, last.end)
    members = (*(Member("value", m.start, m.end) for m in standing.values), *(Member("rank", m.start, m.end) for m in standing.ranks))
    stated = context.document.text[start:end]
    fields = {"values": "、".join(map(context.quote, standing.values)), "ranks": "、".join(map(context.quote, standing.ranks))}
    return Outcome(
        Verdict.VIOLATED if odd else Verdict.HOLDS, start, end, members, stated, fields=fields, severity=None if standing.sure else Severity.INFO
    )


def _first_broken(places: Sequence[tuple[Mention, Mention]], *, rises: bool) -> int | None:
    """The first place, by rank, whose value the one before does not allow."""
    pairs = pairwise(value.value for _, value in places)
    return next((n for n, (a, b) in enumerate(pairs, 1) if (b.printed_below(a) if rises else a.printed_below(b))), None)


def _rival(roster: Roster, rivals: str) -> bool:
    """Whether the names are of one sort; each, or the last, may go on with what is counted, all with the same: 甲镇得分, 乙镇得分; 甲镇、乙镇得分."""
    rival = compiled(f".*(?:{rivals})(?P<rest>.{{0,8}})")
    named = [rival.fullmatch(name) for name in roster.names]
    return (
        all(named)
        and len({match["rest"] for match in named[:-1] if match} - {""}) < 2
        and (not (named[0] and named[0]["rest"]) or bool(named[-1] and named[-1]["rest"].endswith(named[0]["rest"])))
    )
