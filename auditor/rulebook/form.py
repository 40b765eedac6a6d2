"""The form of the files themselves: what a rule file and a lexicon file may say at the top level.

The rest is said elsewhere: the parameters of a check by the `Params` of its kind, rows of the lexicon by `auditor.lexicon`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from auditor.lexicon import HedgeWord, RateFamily, UnitFamily
from auditor.meaning import Listed, ListName, Some, Word
from auditor.model import Severity
from auditor.record import field, record
from auditor.rule import STRICT, Example, Preset, Text


@record(frozen=True)
class RuleFile:
    """One rule: its documentation, its check and its tests."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    id: str
    """Names the fault in kebab-case and equals the file name."""
    title: Text
    """The fault in a few words."""
    severity: Severity
    """error: arithmetic that nobody can dispute; warning: very likely wrong; info: worth a look."""
    why: Text
    """Why it matters, and when the rule does not apply."""
    source: str
    """The standard, identity or observation behind the rule."""
    check: Mapping[str, Any]
    """The kind of check and its parameters."""
    message: Text
    """What a finding says; {stated}, {computed}, {quote} and the fields of the kind are filled in."""
    examples: tuple[Example, ...]
    """At least one text in which the rule must find something, and one that must stay clean."""
    preset: Preset = "figures"
    """Who runs the rule: figures by default, official for reports of authorities, all for everything."""
    trigger: tuple[Word, ...] = ()
    """Words of which a document must contain one before the rule wakes; none: always awake."""


@record(frozen=True)
class LexiconFile:
    """Shared vocabulary: any of the four sections."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    units: tuple[UnitFamily, ...] = ()
    """Units by what they measure; of two rows that list one unit the first counts."""
    hedges: tuple[HedgeWord, ...] = ()
    """Words that widen or bound a number."""
    rates: tuple[RateFamily, ...] = ()
    """Rates whose names do not say what they divide."""
    words: Mapping[ListName, Some[Listed]] = field(default_factory=dict)
    """Named lists that patterns refer to."""
