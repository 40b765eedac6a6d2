"""own = home: the place that a text speaks of as its own is the one in its title, and not that of a report from which it was copied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from auditor.model import Member, Outcome, Severity, Verdict
from auditor.record import record
from auditor.relating import Context
from auditor.relating.locality import claimed, home
from auditor.rule import STRICT, Rule

FIELDS = frozenset({"home"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say: nothing yet."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


def check(context: Context, _: Rule) -> Iterator[Outcome]:
    """Each place that is spoken of as the report's own and is another one of its level.

    A city may stand under another city, whose name is then no slip: that is worth a look only.
    """
    own = home(context.document)
    text = context.document.text
    for place in claimed(context.document) if own else ():
        if own and place.differs(own):
            severity = Severity.INFO if place.level == "市" else None
            members = (Member("stated", place.start, place.end), Member("home", own.start, own.end))
            fields = {"home": text[own.start : own.end]}
            yield Outcome(
                Verdict.VIOLATED, place.start, place.end, members, text[place.start : place.end], fields=fields, severity=severity, in_ledger=False
            )
