"""Whose figures they are: names of one list that stand before several lists of figures, 甲、乙、丙分别⟨⟩、⟨⟩、⟨⟩,其中甲、乙分别⟨⟩、⟨⟩."""

from __future__ import annotations

from auditor.model import Outcome
from auditor.relating import Context
from auditor.relating.roster import Roster, rosters
from auditor.relating.whole import common_ending

# So long a common ending makes one name
_NAME = 2


def are_of_different_names(context: Context, outcome: Outcome) -> bool:
    """Whether the figure pointed at and another one belong to different names of one list: 甲、乙、丙分别⟨⟩、⟨⟩、⟨⟩,其中甲、乙分别⟨⟩、⟨⟩."""
    text, starts = context.document.folded, {member.start for member in outcome.members}
    if "分别" not in text:
        return False
    listed: list[Roster] = []
    for sentence, _ in context.entire:
        if "分别" in sentence.text and sentence.offsets[0] <= outcome.start <= sentence.offsets[-1]:
            listed += rosters(sentence)
    of = {m.start: (roster, name) for roster in listed for m, name in zip(roster.mentions, roster.names, strict=True) if m.start in starts}
    own = of.get(outcome.start)
    return own is not None and any(roster is not own[0] and _differ(own, (roster, name)) for roster, name in of.values())


def _differ(one: tuple[Roster, str], other: tuple[Roster, str]) -> bool:
    """Whether two names of two lists are different, and one of them stands in both."""
    both = any(_is_name(one[1], name) for name in other[0].names) or any(_is_name(other[1], name) for name in one[0].names)
    return both and not _is_name(one[1], other[1])


def _is_name(one: str, other: str) -> bool:
    """Whether two names are one, what leads in to them apart: 对东盟, 其中对东盟."""
    return common_ending(one, other) >= min(len(one), len(other), _NAME)
