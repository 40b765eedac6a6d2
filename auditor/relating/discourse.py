"""What a sentence may look back to: the sentences before it in its paragraph, asides left out, joined into one for the binders.

「抽取样品486批次，其中蔬菜120批次。不合格17批次。不合格率为3.5%。」 is to the last sentence 「抽取样品⟨⟩,不合格⟨⟩,不合格率为⟨⟩」. Brackets explain and 其中 steps aside:
neither is what a later sentence goes back to. How far it may look is bounded, so that the work of a document stays linear in its length.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import cast

from auditor.expression import expression
from auditor.model import Document, Mention
from auditor.record import record
from auditor.relating.sentence import QUANTITY_SIGNS, Sentence

_SENTENCES = 3
_CHARACTERS = 260
_MENTIONS = 24
# So much of a sentence without figures is seen with the one before it
_COMMENT = 48
# ",其中女性386人" up to the next mark behind its figure, and what is said of that figure: ",占16.7%" ",比上年增长3%" — not ",其中:"
_ASIDE = expression(
    rf",?\s?其中(?![:：])[^,;。{QUANTITY_SIGNS}]*(?:,[^,;。{QUANTITY_SIGNS}]*)?[{QUANTITY_SIGNS}][^,;。]*"
    rf"(?:,(?:约|仅|同比|环比|(?:比|较)[^,;。]{{1,6}}?|分别)?(?:占|增长|下降|增加|减少|上升|提高)[^,;。]*)*"
)
# "。其中,出口112亿元,占68%;…" with all that follows: a sentence that begins so is of parts alone
_PARTS = expression(r"[。;]\s?其中(?![:：])[^\n]*")
# A sentence of more figures is a list or a table; going through all its pairs would cost the square of its length
SURVEYED = 48
# "从全年看,超额完成计划。" in the line below the last figure of a form — not "| 其他 | — |", and not "完成36件。"
_BELOW = expression(r"[^\S\n]*(?:\([^()\n]{0,20}\))?[|;。,\s]*\n\s*(?P<said>[^\d|\t\n#]{6,48}。)(?=\s|$)")
_STOPS = "。!?！？ \n\r"


@record(frozen=True)
class Passage:
    """A sentence with those before it.

    `sentence` reads like one sentence; the mentions from ordinal `first` on are those of the closing sentence; `aside` holds the figures left out.
    """

    sentence: Sentence
    first: int
    aside: tuple[Mention, ...]


def histories(document: Document, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, tuple[Sentence, ...]]]:
    """Every sentence with those of its paragraph that it may look back to, in reading order; a sentence unrolled from lists looks back to none."""
    ends = iter([block.end for block in document.blocks])
    block_end, behind = -1, -1
    before: list[Sentence] = []
    for sentence in sentences:
        start = sentence.offsets[0]
        while start >= block_end:
            block_end = next(ends, len(document.text) + 1)
            before, behind = [], -1
        if start < behind:
            before = []
            yield sentence, ()
            continue
        yield sentence, tuple(_in_sight(sentence, before))
        behind = sentence.offsets[-1]
        before = [*before[1 - _SENTENCES :], sentence]


def with_comments(document: Document, told: Sequence[tuple[Sentence, tuple[Sentence, ...]]]) -> Iterator[tuple[Sentence, tuple[Sentence, ...]]]:
    """The same sentences, each with what follows it up to the next one: a sentence without figures, which speaks of those before it."""
    for place, (sentence, before) in enumerate(told):
        start = max([sentence.offsets[-1] + 1, *(mention.outer_end for mention in sentence.mentions[-1:])])
        following = told[place + 1][0].offsets[0] if place + 1 < len(told) else len(document.folded)
        # The sentences unrolled from lists stand for one place
        behind = document.folded[start : min(following, start + _COMMENT)].partition("\n")[0].partition("\r")[0]
        if behind.strip() and following > start:
            offsets = [*sentence.offsets, *range(start, start + len(behind))]
            yield Sentence.of(sentence.text + behind, offsets, sentence.mentions, sentence.positions), before
        else:
            yield sentence, before


def told_below(document: Document, form: Sentence) -> Sentence:
    """A form of lines or rows with the line below it, where that has no figures: 计划⟨86亿元⟩,完成⟨81.7亿元⟩ and 超额完成计划."""
    line = _BELOW.match(document.folded, form.mentions[-1].outer_end)
    if line is None:
        return form
    offsets = [*form.offsets, *range(*line.span("said"))]
    return Sentence.of(form.text.rstrip("。") + "," + line["said"], offsets, form.mentions, form.positions)


def _in_sight(sentence: Sentence, before: Sequence[Sentence]) -> list[Sentence]:
    """The sentences before it that are near, as many as do not hold too many figures."""
    seen: list[Sentence] = []
    room = _MENTIONS - len(sentence.mentions)
    for earlier in reversed(before):
        room -= len(earlier.mentions)
        if room < 0 or sentence.offsets[0] - earlier.offsets[0] > _CHARACTERS:
            break
        seen.insert(0, earlier)
    return seen


def passage(sentence: Sentence, before: Sequence[Sentence], *, asides: bool = False) -> Passage:
    """The sentence joined to those before it.

    Args:
        sentence: the one that closes the passage.
        before: what it may look back to, in reading order; may be empty.
        asides: whether what 其中 says stays in; brackets before the closing sentence never do.
    """
    key = (asides, *map(id, before))
    known = sentence.joined.get(key)
    if known is None:
        # The sentences before are kept with it, so that their identities stay theirs
        known = sentence.joined[key] = (_join(sentence, before, asides=asides), tuple(before))
    return cast("tuple[Passage, tuple[Sentence, ...]]", known)[0]


def _join(sentence: Sentence, before: Sequence[Sentence], *, asides: bool) -> Passage:
    pieces = [*(_piece(part, asides=asides, closing=False) for part in before), _piece(sentence, asides=asides, closing=True)]
    offsets = array("q")
    positions: list[int] = []
    for piece in pieces:
        at = len(offsets)
        positions += [position + at for position in piece.positions]
        offsets += piece.offsets
    mentions = [mention for piece in pieces for mention in piece.mentions]
    whole = Sentence.of("".join([piece.text for piece in pieces]), offsets, mentions, positions)
    return Passage(whole, len(mentions) - len(pieces[-1].mentions), tuple([mention for piece in pieces for mention in piece.left]))


@record(frozen=True)
class _Piece:
    """What a sentence gives to a passage, and the figures that it leaves out."""

    text: str
    offsets: array[int]
    mentions: tuple[Mention, ...]
    positions: tuple[int, ...]
    left: tuple[Mention, ...]


def _piece(part: Sentence, *, asides: bool, closing: bool) -> _Piece:
    key = asides, closing
    if key not in part.joined:
        part.joined[key] = _cut(part, asides=asides, closing=closing)
    return cast("_Piece", part.joined[key])


def _cut(part: Sentence, *, asides: bool, closing: bool) -> _Piece:
    end = len(part.text) if closing else len(part.text.rstrip(_STOPS))
    kept = list(_kept(end, _left_out(part, asides=asides, brackets=not closing)))
    text, offsets = "", array("q")
    inside: list[tuple[int, Mention]] = []
    for low, high in kept:
        inside += [(p - low + len(text), m) for p, m in zip(part.positions, part.mentions, strict=True) if low <= p < high]
        text += part.text[low:high]
        offsets += part.offsets[low:high]
    if not closing:
        text += ","
        offsets.append(part.offsets[-1])
    mentions = tuple([mention for _, mention in inside])
    left = tuple([m for p, m in zip(part.positions, part.mentions, strict=True) if not any(low <= p < high for low, high in kept)])
    return _Piece(text, offsets, mentions, tuple([position for position, _ in inside]), left)


def _kept(end: int, gone: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches before `end` that lie in none of the stretches `gone`, which may overlap."""
    at = 0
    for low, high in sorted(gone):
        if at < min(low, end):
            yield at, min(low, end)
        at = max(at, high)
    if at < end:
        yield at, end


def _left_out(sentence: Sentence, *, asides: bool, brackets: bool) -> list[tuple[int, int]]:
    """The stretches of a sentence that no later figure goes back to."""
    gone = [(low, high + 1) for low, high in sentence.brackets] if brackets else []
    if not asides and "其中" in sentence.text:
        gone += [match.span() for match in (*_PARTS.finditer(sentence.text), *_ASIDE.finditer(sentence.text))]
    return gone
