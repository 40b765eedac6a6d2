"""cell = cell: figures of the text and the cells they name, ranks and the values they rank."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from auditor.misprint import crossed, mistaken, mixed, swapped
from auditor.model import Member, Mention, Outcome, Severity, Verdict
from auditor.number import decimal_text
from auditor.record import record, replace
from auditor.relating import Context
from auditor.relating.likeness import is_narrow
from auditor.relating.scope import is_to_come
from auditor.relating.unit import as_printed
from auditor.rule import STRICT, Rule

if TYPE_CHECKING:
    # A page without tables needs none of these
    from auditor.relating.grown_row import GrownRow
    from auditor.relating.rowed import Rowed
    from auditor.relating.tabulated import Tabulated

# Figures further apart than a quarter are of two things
_NEAR = Fraction(1, 4)
_TEN = 10
# Fewer rows prove no order
_RANKED = 4
# Of three rows ranked 1, 2, 3 one pair may be the wrong way round
_ODD_OF_THREE = 2
FIELDS = frozenset({"cell", "computed", "name", "other", "rank", "value", "words"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    what: Literal["text", "rank", "gap", "claim"]
    """What is compared: the figures of the text with the cells that their words name, ranks with the values that they rank, ranks in order with the next, or what the text claims of rows with their cells."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each relation of the document's tables once."""
    if context.tables:
        yield from _CHECKS[rule.params.what](context)


def _texts(context: Context) -> Iterator[Outcome]:
    """Figures that name row and column, then those that name their row alone."""
    from auditor.relating.grown_row import grown_rows
    from auditor.relating.rowed import rowed
    from auditor.relating.tabulated import tabulated

    seen: set[int] = set()
    for bound in tabulated(context.document, context.mentions, context.tables):
        outcome = _text(context, bound)
        if outcome is not None:
            seen.add(bound.mention.start)
            yield outcome
    for by_row in rowed(context.document, context.mentions, context.tables):
        outcome = _of_row(context, by_row) if by_row.mention.start not in seen else None
        if outcome is not None:
            seen.add(by_row.mention.start)
            yield outcome
    for grown in grown_rows(context):
        outcome = _of_growth(context, grown) if grown.mention.start not in seen else None
        if outcome is not None:
            seen.add(grown.mention.start)
            yield outcome
    yield from _loosely(context, seen)


def _loosely(context: Context, seen: set[int]) -> Iterator[Outcome]:
    """Figures that nothing but their nearness to one cell, or to what a column adds up to, binds."""
    from auditor.relating.loose_cell import loose_cells

    for bound in loose_cells(context.document, context.mentions, context.tables, seen):
        mention, cells = bound.mention, bound.cells
        members = (Member("text", mention.start, mention.end), *(Member("cell", cell.start, cell.end) for cell in cells))
        shown = context.quote(mention), " + ".join(context.document.text[cell.start : cell.end] for cell in cells)
        fields = {"words": bound.name, "cell": shown[1]}
        yield Outcome(Verdict.VIOLATED, mention.start, mention.end, members, *shown, fields=fields, severity=Severity.INFO, loose=True)


def _of_growth(context: Context, bound: GrownRow) -> Outcome | None:
    """Holds where the cell has the change, with or without a minus for a fall; violated where one slip makes the two one."""
    mention, cell = bound.mention, bound.cell
    shown = context.quote(mention), context.document.text[cell.start : cell.end]
    members = (Member("text", mention.start, mention.end), Member("cell", cell.start, cell.end))
    told = cell.digits.removeprefix("-")
    if as_printed(mention, cell) or as_printed(mention, replace(cell, value=-cell.value, digits=told)):
        against = bound.falls is not cell.digits.startswith("-") and (bound.one_way or not bound.falls)
        fields = {"words": bound.name, "cell": shown[1]}
        verdict = Verdict.VIOLATED if against else Verdict.HOLDS
        return Outcome(verdict, mention.start, mention.end, members, *shown, fields=fields, severity=Severity.INFO if against else None)
    slipped = mistaken(mention.digits, told) or mixed(mention.digits, told)
    # All of its words are the table's: another change of that row is hardly meant
    if (
        mention.hedges
        or not (slipped or (bound.sure and _near(mention, cell)))
        or bound.falls is not cell.digits.startswith("-")
        or is_to_come(context.document, mention)
    ):
        return None
    severity = None if bound.sure and mention.digits in (*swapped(told), *crossed(told)) else Severity.INFO
    fields = {"words": bound.name, "cell": shown[1]}
    return Outcome(Verdict.VIOLATED, mention.start, mention.end, members, *shown, fields=fields, severity=severity)


def _of_row(context: Context, bound: Rowed) -> Outcome | None:
    """Holds where one of the cells agrees; violated where its column is known and the cell near: surely where its neighbours agree or two digits changed places."""
    mention = bound.mention
    agreeing = next((cell for cell in bound.cells if as_printed(mention, cell)), None)
    cell = agreeing or bound.cell or next((cell for cell in bound.cells if _swapped(mention, cell)), None)
    if cell is None:
        return None
    shown = context.quote(mention), context.document.text[cell.start : cell.end]
    members = (Member("text", mention.start, mention.end), Member("cell", cell.start, cell.end))
    if agreeing is not None:
        return Outcome(Verdict.HOLDS, mention.start, mention.end, members, *shown)
    if (
        mention.hedges
        or not mention.unit
        or not _near(mention, cell)
        or is_to_come(context.document, mention)
        or _says_what_it_includes(context, mention)
    ):
        return None
    if bound.beside and is_narrow(bound.beside, context.lexicon):
        return None
    sure = (bound.borne or _swapped(mention, cell)) and not (bound.narrowed or cell.value.meets(mention.value))
    fields = {"words": bound.name, "cell": shown[1]}
    return Outcome(Verdict.VIOLATED, mention.start, mention.end, members, *shown, fields=fields, severity=None if sure else Severity.INFO)


def _text(context: Context, bound: Tabulated) -> Outcome | None:
    """Holds where one of the cells agrees; violated where there is one value alone, near enough to be the same figure."""
    mention = bound.mention
    agreeing = next((cell for cell in bound.cells if as_printed(mention, cell)), None)
    cell = agreeing or bound.cells[0]
    shown = context.quote(mention), context.document.text[cell.start : cell.end]
    members = (Member("text", mention.start, mention.end), Member("cell", cell.start, cell.end))
    if agreeing is not None:
        return Outcome(Verdict.HOLDS, mention.start, mention.end, members, *shown)
    single = len({other.value for other in bound.cells}) == 1
    if not (single and bound.sure and not mention.hedges and _near(mention, cell)) or is_to_come(context.document, mention):
        return None
    if bound.beside and (not _swapped(mention, cell) or is_narrow(bound.beside, context.lexicon)):
        return None
    fields = {"words": bound.words, "cell": shown[1]}
    severity = Severity.INFO if bound.beside or cell.value.meets(mention.value) else None
    return Outcome(Verdict.VIOLATED, mention.start, mention.end, members, *shown, fields=fields, severity=severity)


def _swapped(one: Mention, other: Mention) -> bool:
    """Whether two digits changed places, in whatever scale the two are written: 0.58亿元 and 8500万元."""
    if one.digits in swapped(other.digits):
        return True
    a, b = one.value.middle, other.value.middle
    if one.scale == other.scale or a is None or b is None:
        return False
    places = len(one.digits.partition(".")[2])
    return decimal_text(b / one.scale, places) in (*swapped(one.digits), *crossed(one.digits))


def _near(one: Mention, other: Mention) -> bool:
    """Whether two figures that differ may be one: by a quarter at most, by two digits that changed places, or by a scale word beside one unit."""
    a, b = one.value.middle, other.value.middle
    turned = one.unit == other.unit and len(_bare(one)) > 1 and _bare(one) == _bare(other)[::-1]
    return _rescaled(one, other) or _swapped(one, other) or turned or (a is not None and b is not None and abs(a - b) <= _NEAR * max(abs(a), abs(b)))


def _rescaled(one: Mention, other: Mention) -> bool:
    """Whether two figures of one unit have the same digits and the point elsewhere: 38.2万元 and 38,200元, and by a hundred where two digits are all."""
    a, b = _bare(one), _bare(other)
    values = sorted(m.value.middle or Fraction(0) for m in (one, other))
    return a == b and one.unit == other.unit != "" and (_TEN if len(a) > 2 else _TEN**2) * values[0] <= values[1]


def _says_what_it_includes(context: Context, mention: Mention) -> bool:
    """Whether brackets behind a figure say what it includes, which the table may leave out: 284人(含外聘36人)."""
    return context.document.folded.startswith(("(含", "(不含", "(包括"), mention.outer_end)


def _bare(mention: Mention) -> str:
    return mention.digits.replace(",", "").replace(".", "").strip("0")


def _ranks(context: Context) -> Iterator[Outcome]:
    """Columns of ranks, falling or rising with their values as all but a few pairs of rows do; the row that most pairs are against."""
    from auditor.relating.columns import ranked

    for table in context.tables:
        for rows in ranked(table):
            odd = min((_discordant(rows, rises=way) for way in (False, True)), key=len)
            if not _is_ranking(rows, len(odd)):
                continue
            rank, value = max(rows, key=lambda row: sum(row in pair for pair in odd)) if odd else rows[0]
            members = tuple(Member(role, m.start, m.end) for row in rows for role, m in zip(("rank", "value"), row, strict=True))
            shown = context.quote(value), context.quote(rank)
            fields = {"value": shown[0], "rank": shown[1]}
            yield Outcome(Verdict.VIOLATED if odd else Verdict.HOLDS, value.start, value.end, members, *shown, fields=fields)


def _is_ranking(rows: Sequence[tuple[Mention, Mention]], odd: int) -> bool:
    """Whether the ranks are those of the rows among themselves, from the first to the last, or of so many rows that their order is no chance."""
    ranks, pairs = {rank.value.low for rank, _ in rows}, len(rows) * (len(rows) - 1) // 2
    whole = ranks == set(range(1, len(rows) + 1))
    if len(rows) == _RANKED - 1:
        in_order = [rank.value.low or 0 for rank, _ in rows] == [1, 2, 3]
        return in_order and odd < _ODD_OF_THREE
    return len(rows) >= _RANKED and len(ranks) == len(rows) and (4 * odd <= pairs if whole else len(rows) > _RANKED + 1 and 8 * odd <= pairs)


def _discordant(rows: Sequence[tuple[Mention, Mention]], *, rises: bool) -> list[tuple[tuple[Mention, Mention], ...]]:
    """The pairs of rows whose values run against their ranks."""
    ordered = sorted(rows, key=lambda row: row[0].value.low or 0)
    return [(a, b) for a, b in combinations(ordered, 2) if (b[1].value.below(a[1].value) if rises else a[1].value.below(b[1].value))]


def _gaps(context: Context) -> Iterator[Outcome]:
    """Columns of ranks in order from the first that leave one out."""
    from auditor.relating.columns import in_order

    for ranks in (ranks for table in context.tables for ranks in in_order(table)):
        odd = next(((a, b) for a, b in pairwise(ranks) if (b.value.low or 0) - (a.value.low or 0) > 1), None)
        before, after = odd or ranks[:2]
        members = Member("rank", before.start, before.end), Member("rank", after.start, after.end)
        fields = {"rank": context.quote(after), "other": context.quote(before)}
        yield Outcome(Verdict.VIOLATED if odd else Verdict.HOLDS, after.start, after.end, members, context.quote(after), fields=fields)


def _claims(context: Context) -> Iterator[Outcome]:
    """What the text says of rows without a figure, 只有场地费超出预算, with the cells that decide it."""
    from auditor.relating.claims import claims

    for claim in claims(context.document, context.tables):
        members = Member("value", claim.cell.start, claim.cell.end), Member("cell", claim.other.start, claim.other.end)
        value, other = (context.quote(m) for m in (claim.cell, claim.other))
        fields = {"words": context.document.text[claim.start : claim.end], "name": claim.name, "value": value, "other": other}
        verdict, severity = Verdict.HOLDS if claim.holds else Verdict.VIOLATED, None if claim.sure else Severity.INFO
        yield Outcome(verdict, claim.start, claim.end, members, fields=fields, severity=severity)


_CHECKS: dict[str, Callable[[Context], Iterator[Outcome]]] = {"text": _texts, "rank": _ranks, "gap": _gaps, "claim": _claims}
