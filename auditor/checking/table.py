"""cell = cell: figures of the text and the cells they name, rows and columns and their totals, rates and the columns they divide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, ClassVar, Literal

from auditor.model import Member, Mention, Outcome, Verdict
from auditor.record import record
from auditor.relating import Context
from auditor.relating.scope import is_to_come
from auditor.relating.tabulated import Tabulated, tabulated
from auditor.rule import STRICT, Rule

# Figures further apart than a quarter are of two things
_NEAR = Fraction(1, 4)


@record(frozen=True, slots=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    what: Literal["text"]
    """What is compared with what: the figures of the text with the cells that their words name."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each relation of the document's tables once."""
    if context.tables:
        yield from _CHECKS[rule.params.what](context)


def _texts(context: Context) -> Iterator[Outcome]:
    for bound in tabulated(context.document, context.mentions, context.tables):
        outcome = _text(context, bound)
        if outcome is not None:
            yield outcome


def _text(context: Context, bound: Tabulated) -> Outcome | None:
    """Holds where one of the cells agrees; violated where there is one value alone, near enough to be the same figure."""
    mention = bound.mention
    agreeing = next((cell for cell in bound.cells if cell.value.meets(mention.value)), None)
    cell = agreeing or bound.cells[0]
    shown = context.quote(mention), context.document.text[cell.start : cell.end]
    members = (Member("text", mention.start, mention.end), Member("cell", cell.start, cell.end))
    if agreeing is not None:
        return Outcome(Verdict.HOLDS, mention.start, mention.end, members, *shown)
    single = len({other.value for other in bound.cells}) == 1
    if not (single and bound.sure and not mention.hedges and _near(mention, cell)) or is_to_come(context.document, mention):
        return None
    fields = {"words": bound.words, "cell": shown[1]}
    return Outcome(Verdict.VIOLATED, mention.start, mention.end, members, *shown, fields=fields)


def _near(one: Mention, other: Mention) -> bool:
    a, b = one.value.middle, other.value.middle
    return a is not None and b is not None and abs(a - b) <= _NEAR * max(abs(a), abs(b))


_CHECKS: dict[str, Callable[[Context], Iterator[Outcome]]] = {"text": _texts}
