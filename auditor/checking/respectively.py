"""names = values: 甲、乙、丙分别增长5%、6% names three and gives two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import regex

from auditor.expression import expression
from auditor.model import Member, Outcome, Severity, Verdict
from auditor.record import record
from auditor.relating import Context, Sentence
from auditor.relating.sentence import QUANTITY_SIGNS
from auditor.rule import STRICT, Rule

# "甲、乙和丙分别增长⟨⟩、⟨⟩" — names without numbers or brackets, values that only joints divide
_RESPECTIVELY = expression(
    rf"(?:^|[,;:。])(?P<names>[^,;:。()、\ue000-\uf8ff]{{1,14}}(?:、[^,;:。()、\ue000-\uf8ff]{{1,14}})+)分别"
    rf"[^,;:。()\ue000-\uf8ff]{{0,10}}(?P<values>[{QUANTITY_SIGNS}](?:[、和及与]{{1,2}}[{QUANTITY_SIGNS}])+)"
)
_JOINT = expression(r"和|及|以及|与")


@record(frozen=True, slots=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every list of names with 分别 and a list of values."""
    for sentence in context.sentences:
        if "分别" in sentence.text:
            for match in _RESPECTIVELY.finditer(sentence.text):
                yield _outcome(context, sentence, match)


def _outcome(context: Context, sentence: Sentence, match: regex.Match[str]) -> Outcome:
    names = match["names"].count("、") + 1
    possible = {names + extra for extra in range(len(_JOINT.findall(match["names"])) + 1)}
    values = sum(c in QUANTITY_SIGNS for c in match["values"])
    start, end = sentence.span(*match.span("values"))
    members = (Member("names", *sentence.span(*match.span("names"))), Member("values", start, end))
    quote = context.document.text[start:end]
    fields = {"names": str(max(possible)), "values": str(values)}
    verdict = Verdict.HOLDS if values in possible else Verdict.VIOLATED
    severity = Severity.INFO if len(possible) > 1 else None
    return Outcome(verdict, start, end, members, quote, str(max(possible)), fields=fields, severity=severity)
