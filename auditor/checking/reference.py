"""cited = there: what a document cites of itself by number, tables, figures, attachments, articles and parts, exists in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from auditor.model import Member, Outcome, Verdict
from auditor.record import record
from auditor.relating import Context
from auditor.relating.numbered import citations, targets
from auditor.rule import STRICT, Rule


@record(frozen=True, slots=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    what: tuple[str, ...]
    """The sorts of things: 表, 图, 附件, 附表, 附图, 条, 部分, 项."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each citation of a sort of thing of which the document has at least one."""
    there = targets(context.document)
    for cited in citations(context.document):
        numbers = there.get(cited.word)
        if numbers and cited.word in rule.params.what:
            verdict = Verdict.HOLDS if cited.number in numbers else Verdict.VIOLATED
            quote = context.document.text[cited.start : cited.end]
            last = f"{max(numbers)}{cited.word}" if quote[0] == "第" else f"{cited.word}{max(numbers)}"
            members = (Member("cited", cited.start, cited.end),)
            yield Outcome(verdict, cited.start, cited.end, members, quote, fields={"last": last}, in_ledger=False)
