"""The nouns that travel between the stages; all frozen, none knows a stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction

from auditor.number import Interval
from auditor.record import field, record
from auditor.text import LineIndex, fold


class Severity(StrEnum):
    """How sure a finding is: arithmetic that nobody can dispute, very likely wrong, or worth a look."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Verdict(StrEnum):
    """What recomputing a relation says."""

    HOLDS = "holds"
    VIOLATED = "violated"
    UNDECIDED = "undecided"


class MentionKind(StrEnum):
    """What sort of number a mention is; the first eight are quantities."""

    COUNT = "count"
    MONEY = "money"
    MEASURE = "measure"
    PERCENT = "percent"
    PERMILLE = "permille"
    POINTS = "points"
    RATIO = "ratio"
    MULTIPLE = "multiple"
    RANK = "rank"
    ORDINAL = "ordinal"
    DATE = "date"
    PERIOD = "period"
    MARKER = "marker"
    CODE = "code"


QUANTITIES = frozenset(list(MentionKind)[:8])
AMOUNTS = frozenset({MentionKind.COUNT, MentionKind.MONEY, MentionKind.MEASURE})
PERCENTAGES = frozenset({MentionKind.PERCENT, MentionKind.PERMILLE, MentionKind.POINTS})


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"


@record(frozen=True, slots=True)
class Block:
    """A run of text that a reader sees as one piece: offsets half-open, `location` is a place that is not a line (第3页), or None."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    location: str | None = None


@record(frozen=True)
class Document:
    """A report as read: the decoded text, its blocks in reading order, and how its bytes were encoded.

    Offsets everywhere are code points of `text`. `folded` is the same text in half-width forms, offset for offset.
    """

    path: str
    text: str
    blocks: tuple[Block, ...]
    encoding: str = "utf-8"
    folded: str = field(init=False, repr=False)
    lines: LineIndex = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", fold(self.text))
        object.__setattr__(self, "lines", LineIndex(self.text))


@record(frozen=True, slots=True)
class Hedge:
    """A word that widens or bounds a number: 约 余 超过 以上.

    `sense` is one of: about, above, below, at-least, at-most, few-more (余 多 几), almost (近).
    `position` is prefix, inner or suffix; offsets are those of the word.
    """

    text: str
    sense: str
    position: str
    start: int
    end: int


@record(frozen=True, slots=True)
class Mention:
    """One number as printed.

    `start`..`end` covers numeral, inner hedge and unit (5万余份), not the hedges around it (see `hedges`). `value` is in the base of the unit
    (yuan for money, 1 for counts, percent for percentages) with hedges applied; `printed` is what the bare digits may mean. A range 3—5万元 and a
    structure 6.8∶42.7∶50.5 have their members in `components`. `label` are the words before that say what is counted, `tail` those after.
    """

    start: int
    end: int
    kind: MentionKind
    value: Interval
    printed: Interval
    digits: str = ""
    digits_start: int = 0
    digits_end: int = 0
    scale: Fraction = Fraction(1)
    unit: str = ""
    dimension: str = ""
    factor: Fraction = Fraction(1)
    hedges: tuple[Hedge, ...] = ()
    label: str = ""
    tail: str = ""
    period: str | None = None
    components: tuple[Interval, ...] = ()
    quoted: bool = False

    @property
    def is_quantity(self) -> bool:
        """Whether it measures something, rather than names, orders or dates it."""
        return self.kind in QUANTITIES

    @property
    def outer_start(self) -> int:
        """Where the expression begins, prefix hedges included."""
        return min([self.start, *(h.start for h in self.hedges)]) if self.hedges else self.start

    @property
    def outer_end(self) -> int:
        """Where the expression ends, suffix hedges included."""
        return max([self.end, *(h.end for h in self.hedges)]) if self.hedges else self.end


@record(frozen=True, slots=True)
class Member:
    """A part of a relation: its role in the rule and its place."""

    role: str
    start: int
    end: int


@record(frozen=True, slots=True)
class Outcome:
    """What a check kind says of one place: its verdict, where a finding would point, and what the message may quote.

    `sign` is what ought to stand between `stated` and `computed`: = ≤ ≥ < > ≠. `reason`, a key of `wording.REASONS`, says why nothing is decided; `severity` lowers the rule's where this case is weaker; `notes` name remarks of `wording.NOTES` that are put behind the message; `slip` gives the digits of the one slip that would explain it, printed and meant; it is slow, so only findings ask. A purely textual check states no relation: `in_ledger` is false. `loose` is bound by figures alone: what another finding speaks of is left to that.
    """

    verdict: Verdict
    start: int
    end: int
    members: tuple[Member, ...] = ()
    stated: str | None = None
    computed: str | None = None
    reason: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    slip: Callable[[], tuple[str, str] | None] | None = field(default=None, compare=False, repr=False)
    severity: Severity | None = None
    suggestion: str | None = None
    in_ledger: bool = True
    sign: str = "="
    loose: bool = False


@record(frozen=True, slots=True)
class Relation:
    """One line of the ledger: a relation that was recomputed, and its verdict; `sign` as in `Outcome`."""

    rule: str
    kind: str
    verdict: Verdict
    members: tuple[Member, ...]
    stated: str | None
    computed: str | None
    reason: str | None
    sign: str = "="


@record(frozen=True)
class Finding:
    """A place where the report contradicts itself or a convention."""

    rule: str
    group: str
    severity: Severity
    start: int
    end: int
    message: str
    related: tuple[Member, ...] = ()
    stated: str | None = None
    computed: str | None = None
    suggestion: str | None = None
    fingerprint: str = ""


@record(frozen=True)
class Coverage:
    """What was read and how much of it was recomputed; `related` counts the quantities that stand in a relation which holds or is violated."""

    quantities: int = 0
    related: int = 0
    holds: int = 0
    violated: int = 0
    undecided: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        counted = (self.quantities + other.quantities, self.related + other.related)
        return Coverage(*counted, self.holds + other.holds, self.violated + other.violated, self.undecided + other.undecided)


@record(frozen=True)
class Run:
    """Everything that auditing one document gave; findings by position, then rule; mentions and relations in reading order."""

    document: Document
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage
