"""The sentences of a document with its mentions as signs; one whose lists run in parallel (分别) is also given once for each place of the lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import expression
from auditor.model import QUANTITIES, Document, Mention, MentionKind
from auditor.number import printed_interval
from auditor.record import replace
from auditor.relating.parallel import unrolled, without_runs
from auditor.relating.sentence import SIGNS, Sentence
from auditor.relating.statement import passages, spans

# Dates, markers and codes stay as they are written: templates name them in words (年初, 上年)
_SIGNED = QUANTITIES | {MentionKind.RANK, MentionKind.ORDINAL}
_PRIVATE = expression("[\ue000-\uf8ff]")
# Between the members of a list: "120件、80件和60件" — not "120件,受理80件"
_JOINT = expression(r" ?[、,和及与以]{1,2} ?")
# The spaces of "2023 年为 3900 件": they set figures off and say nothing — not those of "表 A 续" nor two, which divide cells
SET_OFF = expression(r"(?<=[\p{Han},、:;(]) (?=[\d“])|(?<=[\d%‰]) (?=[\p{Han},、;。)])")
"""A space that sets a figure off."""
_MOST_MENTIONS = 100


def sentences(document: Document, mentions: Sequence[Mention], *, unroll: bool = True) -> Iterator[Sentence]:
    """The sentences of a document that hold at least one mention, block by block; parallel lists are unrolled after their sentence, or left in it."""
    pending = list(reversed(mentions))
    for first, last in passages(document):
        for start, end in spans(document.folded, first, last):
            inside = [m for m in _taken(pending, start, end) if m.kind in _SIGNED]
            for low, high, near in _portions(document.folded, start, end, inside):
                whole = _sentence(document.folded, low, high, _with_shared_units(document.folded, near))
                places = list(unrolled(whole)) if unroll else []
                yield without_runs(whole) if places else whole
                yield from places


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
    rounded = mention.printed if other.printed.is_point or "." in mention.digits else printed_interval(mention.digits, mention.scale)
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
        _append(text, at, left, pieces, offsets)
        positions.append(len(offsets))
        pieces.append(SIGNS[mention.kind])
        offsets.append(mention.start)
        at = max(left, mention.outer_end)
    _append(text, at, max(at, end), pieces, offsets)
    return Sentence.of("".join(pieces), offsets, mentions, positions)


def _append(text: str, start: int, end: int, pieces: list[str], offsets: list[int]) -> None:
    """Adds the words of a stretch of the text without the spaces that set figures off; what stands between two figures alone, 18岁以下 34.6%, parts them."""
    words = text[start:end]
    spaced = " " in words and not words.isspace()
    spaces = [match.start() for match in SET_OFF.finditer(text, max(0, start - 1), min(len(text), end + 1))] if spaced else []
    for stop in (*(space for space in spaces if start <= space < end), end):
        pieces.append(_PRIVATE.sub("\ufffd", text[start:stop]))
        offsets.extend(range(start, stop))
        start = stop + 1
