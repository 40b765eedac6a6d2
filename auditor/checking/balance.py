"""closing = opening + received − done: stocks and what came and went, in any order and over a few sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from auditor.judging import fields_of, judge, parse
from auditor.model import Outcome, Severity
from auditor.record import record
from auditor.relating import Context
from auditor.relating.balance import balances
from auditor.rule import STRICT, Rule

_FORMULA = parse("closing = opening + sum(received) - sum(done)")
FIELDS = fields_of("closing", "done", "opening", "received")
"""What a message may name."""


@record(frozen=True, slots=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every balance once."""
    seen: set[int] = set()
    for sentence, before in context.histories:
        for found in balances(sentence, before, context.lexicon):
            if found.closing.start not in seen:
                seen.add(found.closing.start)
                bound = {"closing": (found.closing,), "opening": (found.opening,), "received": found.received, "done": found.done}
                yield judge(context.document, _FORMULA, bound, closing="closing", severity=Severity.WARNING if found.far else None)
