"""Sentences in which every quantity and rank is one sign, so that templates can speak of numbers without knowing how they were printed.

「受理8081件，化解8075件，成功率99.93%」 becomes 「受理⟨count⟩,化解⟨count⟩,成功率⟨percent⟩」 where each ⟨…⟩ is a single private-use character; prefix and
suffix hedges belong to the sign. A sentence whose lists run in parallel (分别) is also given once for each place of the lists.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property

from auditor.expression import expression
from auditor.model import AMOUNTS, QUANTITIES, Document, Mention, MentionKind
from auditor.number import printed_interval
from auditor.record import record, replace
from auditor.relating.statement import passages, spans

_FIRST_SIGN = 0xE000
SIGNS = {kind: chr(_FIRST_SIGN + order) for order, kind in enumerate(MentionKind)}
# Dates, markers and codes stay as they are written: templates name them in words (年初, 上年)
_SIGNED = QUANTITIES | {MentionKind.RANK, MentionKind.ORDINAL}
QUANTITY_SIGNS = "".join(SIGNS[kind] for kind in MentionKind if kind in QUANTITIES)
_PRIVATE = expression("[\ue000-\uf8ff]")
# Between the members of a parallel list: "120件、80件和60件" — not "120件,受理80件"
_JOINT = expression(r"[、,和及与以]{1,2}")
# Before the values of an earlier time: "上年分别为" "2023年分别为" — not "分别为"
_EARLIER = expression(r"(?:上年|去年|前年|同期|年初|上月|上季度?|上期|(?:19|20)\d\d年)[^,;。]{0,6}(?:分别|依次)(?:为|是|有|达)?$")
# Between the figures of now: "、直接财产损失" ",死亡" — not ",其中" and not ";"
_NEXT_NOUN = expression(r"[、,和及](?!其中|同比|比|较|增|下降|占)[^,;:。()\ue000-\uf8ff]{1,14}")
_CLAUSE_MARKS = ",;:。()、“”"
# "(" and "】" — not "《"
_BRACKET = expression(r"[()\[\]〔〕【】]")
_BRACKETS = {"(": ")", "[": "]", "〔": "〕", "【": "】"}
_LONGEST_RUN = 12
_MOST_MENTIONS = 100


@record(frozen=True)
class Sentence:
    """One sentence.

    `text` is folded, each mention one sign; `offsets[i]` is the document offset of `text[i]`; `mentions[k]` stands at `text[positions[k]]`;
    `groups[k]` is the innermost pair of brackets around it as (open, close) indices of `text`, or None outside all brackets.
    """

    text: str
    offsets: Sequence[int]
    mentions: tuple[Mention, ...]
    positions: tuple[int, ...]
    groups: tuple[tuple[int, int] | None, ...]
    brackets: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str, offsets: Sequence[int], mentions: Sequence[Mention], positions: Sequence[int]) -> Sentence:
        """A sentence whose brackets are found in its text."""
        brackets = tuple(_bracket_pairs(text))
        groups = tuple(_innermost(brackets, position) for position in positions)
        # A tuple would take forty bytes for every character of the document
        return cls(text, array("q", offsets), tuple(mentions), tuple(positions), groups, brackets)

    def at(self, position: int) -> Mention:
        """The mention whose sign stands at `text[position]`."""
        return self.mentions[self.orders[position]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the document of `text[start:end]`, which is not empty; a sign stands for its whole mention, hedges included."""
        low = self.at(start).outer_start if start in self.orders else self.offsets[start]
        high = self.at(end - 1).outer_end if end - 1 in self.orders else self.offsets[end - 1] + 1
        return low, high

    @cached_property
    def orders(self) -> dict[int, int]:
        """The ordinal of the mention at each place of `text` that is a sign."""
        return {position: order for order, position in enumerate(self.positions)}

    def clause_before(self, order: int) -> str:
        """The words between a mention and the mark or mention before it."""
        words = self.text[self.positions[order - 1] + 1 if order else 0 : self.positions[order]]
        return words[max(map(words.rfind, _CLAUSE_MARKS)) + 1 :]

    def between(self, left: int, right: int) -> str:
        """The text between the signs of two mentions, given by their ordinals."""
        return self.text[self.positions[left] + 1 : self.positions[right]]


def sentences(document: Document, mentions: Sequence[Mention]) -> Iterator[Sentence]:
    """The sentences of a document that hold at least one mention, block by block; parallel lists are unrolled after their sentence."""
    pending = list(reversed(mentions))
    for first, last in passages(document):
        for start, end in spans(document.folded, first, last):
            inside = [m for m in _taken(pending, start, end) if m.kind in _SIGNED]
            for low, high, near in _portions(document.folded, start, end, inside):
                whole = _sentence(document.folded, low, high, _with_shared_units(document.folded, near))
                unrolled = list(_unrolled(whole))
                yield _without_runs(whole) if unrolled else whole
                yield from unrolled


def _with_shared_units(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of a list whose last member alone carries the unit (12、15、14万吨, 1.5个和0.8个百分点) with that unit, and its scale where they have none."""
    done = list(mentions)
    for order in range(len(done) - 2, -1, -1):
        mention, following = done[order], done[order + 1]
        bare = (
            mention.kind is MentionKind.COUNT
            and mention.digits
            and (not mention.unit or (mention.unit == "个" and following.kind is MentionKind.POINTS))
            and not mention.components
            and following.unit
            and following.is_quantity
        )
        if bare and _JOINT.fullmatch(text[mention.end : following.start]) and not following.components:
            done[order] = _in_unit_of(mention, following)
    return done


def _in_unit_of(mention: Mention, other: Mention) -> Mention:
    share = other.factor if mention.scale != 1 else other.scale
    rounded = mention.printed if other.printed.is_point or "." in mention.digits else printed_interval(mention.digits)
    value = mention.value if mention.hedges else rounded
    return replace(
        mention,
        kind=other.kind,
        unit=other.unit,
        dimension=other.dimension,
        factor=other.factor,
        scale=mention.scale * share,
        value=value.scaled(share),
        printed=rounded.scaled(share),
    )


def _taken(pending: list[Mention], start: int, end: int) -> list[Mention]:
    """Takes the mentions that begin before `end` off the end of `pending`; those before `start` belong to no block and are dropped."""
    taken = []
    while pending and pending[-1].outer_start < end:
        taken.append(pending.pop())
    return [m for m in taken if m.outer_start >= start]


def _portions(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[tuple[int, int, Sequence[Mention]]]:
    """A sentence whole, or in portions at its commas where it has more figures than any drafter's: every check then takes bounded time for each."""
    at = start
    for first in range(0, len(mentions), _MOST_MENTIONS):
        near, following = mentions[first : first + _MOST_MENTIONS], mentions[first + _MOST_MENTIONS : first + _MOST_MENTIONS + 1]
        stop = text.rfind(",", near[-1].outer_end, following[0].outer_start) + 1 or following[0].outer_start if following else end
        yield at, stop, near
        at = stop


def _sentence(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Sentence:
    pieces: list[str] = []
    offsets: list[int] = []
    positions: list[int] = []
    at = start
    for mention in mentions:
        left = max(at, mention.outer_start)
        pieces.append(_PRIVATE.sub("\ufffd", text[at:left]))
        offsets.extend(range(at, left))
        positions.append(len(offsets))
        pieces.append(SIGNS[mention.kind])
        offsets.append(mention.start)
        at = max(left, mention.outer_end)
    pieces.append(_PRIVATE.sub("\ufffd", text[at:end]))
    offsets.extend(range(at, max(at, end)))
    return Sentence.of("".join(pieces), offsets, mentions, positions)


def _bracket_pairs(text: str) -> list[tuple[int, int]]:
    stack: list[tuple[int, str]] = []
    pairs: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        if match[0] in _BRACKETS:
            stack.append((match.start(), _BRACKETS[match[0]]))
        elif stack and match[0] == stack[-1][1]:
            pairs.append((stack.pop()[0], match.start()))
    return sorted(pairs)


def _innermost(brackets: Sequence[tuple[int, int]], position: int) -> tuple[int, int] | None:
    around = [pair for pair in brackets if pair[0] < position < pair[1]]
    return max(around) if around else None


def _runs(sentence: Sentence) -> list[tuple[int, ...]]:
    """Ordinals of maximal runs of two and more mentions of one kind and dimension that only joints separate, where the sentence says 分别.

    Right behind 分别为 the members may be of several kinds: 上年分别为⟨231起⟩、⟨538万元⟩.
    """
    if "分别" not in sentence.text and "依次" not in sentence.text:
        return []
    runs: list[list[int]] = []
    for order, mention in enumerate(sentence.mentions):
        previous = sentence.mentions[order - 1] if order else None
        joined = previous is not None and previous.is_quantity and _JOINT.fullmatch(sentence.between(order - 1, order)) is not None
        if previous is not None and joined and (_is_like(previous, mention) or _of_kinds(sentence, runs[-1], mention)):
            runs[-1].append(order)
        else:
            runs.append([order])
    return [tuple(run) for run in runs if 2 <= len(run) <= _LONGEST_RUN]


def _is_like(previous: Mention, mention: Mention) -> bool:
    return previous.kind == mention.kind and (previous.unit == mention.unit or not previous.unit)


def _of_kinds(sentence: Sentence, run: Sequence[int], mention: Mention) -> bool:
    """Whether a run behind the values of an earlier time may go on with another unit."""
    return mention.kind in AMOUNTS and sentence.mentions[run[0]].kind in AMOUNTS and _EARLIER.search(sentence.clause_before(run[0])) is not None


def _parallel(sentence: Sentence) -> list[tuple[int, ...]]:
    """The runs of the one length that at least two runs of the sentence share, else none."""
    runs = _runs(sentence)
    lengths = [len(run) for run in runs]
    shared = next((n for n in lengths if lengths.count(n) > 1), 0)
    return [run for run in runs if len(run) == shared]


def _row_before(sentence: Sentence, run: Sequence[int]) -> tuple[int, ...]:
    """The figures of now, each behind its own noun, to which those of an earlier time belong: 火灾⟨⟩、损失⟨⟩,上年分别为⟨⟩、⟨⟩."""
    row = tuple(range(run[0] - len(run), run[0]))
    if row[0] < 0 or not _EARLIER.search(sentence.clause_before(run[0])):
        return ()
    listed = all(_NEXT_NOUN.fullmatch(sentence.between(k, k + 1)) for k in row[:-1])
    units = [(sentence.mentions[k].kind, sentence.mentions[k].unit) for k in row]
    return row if listed and units == [(sentence.mentions[k].kind, sentence.mentions[k].unit) for k in run] else ()


def _unrolled(sentence: Sentence) -> Iterator[Sentence]:
    """One sentence for each place of the parallel lists, in which every list is its member at that place, with the label of the list."""
    parallel = _parallel(sentence)
    row = next((row for run in parallel if (row := _row_before(sentence, run))), ())
    for place in range(len(parallel[0]) if parallel else 0):
        dropped = {order for run in (*parallel, row) for order in run if order != run[place]}
        labels = {run[place]: sentence.mentions[run[0]].label for run in parallel}
        yield _reduced(sentence, dropped, labels, parallel)


def _without_runs(sentence: Sentence) -> Sentence:
    """The sentence with its parallel lists left out, so that their members are bound place by place only."""
    parallel = _parallel(sentence)
    return _reduced(sentence, {order for run in parallel for order in run}, {}, [])


def _reduced(sentence: Sentence, dropped: set[int], labels: dict[int, str], runs: Sequence[tuple[int, ...]]) -> Sentence:
    """The sentence without the dropped mentions; within a run the joints go too."""
    gone = {sentence.positions[order] for order in dropped}
    for run in runs:
        gone.update(
            set(range(sentence.positions[run[0]], sentence.positions[run[-1]] + 1)) - {sentence.positions[o] for o in run if o not in dropped}
        )
    keep = [i for i in range(len(sentence.text)) if i not in gone]
    moved = {old: new for new, old in enumerate(keep)}
    kept = [order for order in range(len(sentence.mentions)) if order not in dropped]
    positions = [moved[sentence.positions[order]] for order in kept]
    mentions = [replace(sentence.mentions[o], label=labels[o]) if o in labels else sentence.mentions[o] for o in kept]
    return Sentence.of("".join(sentence.text[i] for i in keep), [sentence.offsets[i] for i in keep], mentions, positions)
