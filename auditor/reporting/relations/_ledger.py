"""What the formats for people say of a relation, and of all of them."""

from __future__ import annotations

from auditor.model import Document, Relation, Verdict
from auditor.reporting import Report
from auditor.reporting._places import address
from auditor.reporting._screen import visible
from auditor.reporting._tally import share
from auditor.rule import Text
from auditor.wording import role_name

VERDICTS = {Verdict.HOLDS: Text("相符", "holds"), Verdict.VIOLATED: Text("不符", "violated"), Verdict.UNDECIDED: Text("未判", "undecided")}
_SUMMARY = Text(
    "{files} 个文件，读出 {quantities} 个数量，{related} 个{share}参与复算；关系 {holds} 条相符、{violated} 条不符、{undecided} 条未判",
    "{files} files, {quantities} quantities read, {related} of them {share}bound; relations: {holds} hold, {violated} violated, {undecided} undecided",
)


def where(document: Document, relation: Relation) -> str:
    """The place of the first member."""
    return visible(address(document, relation.members[0].start) if relation.members else document.path)


def members(document: Document, relation: Relation, lang: str) -> str:
    """The members in the order of their roles: `rate 44.48%  part 137件  whole 308件`."""
    return "  ".join(f"{role_name(part.role, lang)} {visible(document.text[part.start : part.end])}" for part in relation.members)


def summary(report: Report) -> str:
    """The last line: how much was read, and the verdicts."""
    c = report.coverage
    return _SUMMARY.to(report.lang).format(
        files=len(report.runs),
        quantities=c.quantities,
        related=c.related,
        share=share(c, report.lang),
        holds=c.holds,
        violated=c.violated,
        undecided=c.undecided,
    )
