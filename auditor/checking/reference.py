"""cited = there: what a document cites of itself by number exists in it, and what a list in it names is so named where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from auditor.model import Member, Outcome, Verdict
from auditor.record import record
from auditor.relating import Context
from auditor.relating.contents import attachments, contents
from auditor.relating.numbered import citations, targets
from auditor.rule import STRICT, Rule

FIELDS = frozenset({"computed", "last", "listed"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    what: tuple[Literal["表", "图", "附件", "附表", "附图", "章", "条", "部分", "项"], ...] = ()
    """The sorts of things whose citations are looked up."""
    names: tuple[Literal["contents", "attachments"], ...] = ()
    """The lists whose names are compared: the table of contents with the headings, the note of attachments with their titles."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each citation of a sort of thing of which the document has at least one, and each entry of the lists."""
    if rule.params.what:
        yield from _cited(context, rule.params.what)
    for names in rule.params.names:
        yield from _named(context, names)


def _cited(context: Context, what: tuple[str, ...]) -> Iterator[Outcome]:
    there = targets(context.document)
    for cited in citations(context.document):
        numbers = there.get(cited.word)
        if numbers and cited.word in what:
            verdict = Verdict.HOLDS if cited.number in numbers else Verdict.VIOLATED
            quote = context.document.text[cited.start : cited.end]
            last = f"{max(numbers)}{cited.word}" if quote[0] == "第" else f"{cited.word}{max(numbers)}"
            members = (Member("cited", cited.start, cited.end),)
            yield Outcome(verdict, cited.start, cited.end, members, quote, fields={"last": last}, in_ledger=False)


def _named(context: Context, names: Literal["contents", "attachments"]) -> Iterator[Outcome]:
    """The entries of a list; where most of them disagree, the list is of something else."""
    entries = list((contents if names == "contents" else attachments)(context.document))
    wrong = [entry for entry in entries if not entry.agrees]
    for entry in wrong if 2 * len(wrong) <= len(entries) + 1 else ():
        members = (Member("name", *entry.at), Member("listed", *entry.listed_at))
        fields = {"listed": entry.listed}
        yield Outcome(Verdict.VIOLATED, *entry.at, members, context.document.text[slice(*entry.at)], entry.listed, fields=fields, in_ledger=False)
