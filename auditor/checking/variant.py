"""here = there: what a document writes twice and not quite alike: names one character apart, marks that stand elsewhere, repeated sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from auditor.expression import expression
from auditor.meaning import Whole, WordList
from auditor.model import Member, Mention, Outcome, Severity, Verdict
from auditor.record import record, replace
from auditor.relating import Context
from auditor.relating.person import namesakes
from auditor.relating.whole import parted
from auditor.rule import STRICT, Rule

if TYPE_CHECKING:
    import regex

# “爱企护企” 《关于加强普法的意见》 — not a lone mark
_NAMED = expression(r"(?<open>[“《])(?P<name>[^“”《》\n]{2,60})[”》]")
# 《关于加强普法的意见》(清府发〔2024〕5号) — not 《民法典》(修订)
_NUMBERED = expression(r"《(?P<title>[^《》\n]{4,80})》\((?P<number>[\p{Han}]{1,12}[〔\[(](?:19|20)\d\d[〕\])]\d+号)\)")
# A sentence with its stop — not a line of a table
_SENTENCE = expression(r"[^。\n]+。")
_SHORTEST_PART = 2
_NEAR = 300
_FAR = 1500
Place = tuple[int, int]
FIELDS = frozenset({"other"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    what: Literal["name", "person", "shortened", "marks", "number", "sentence", "label"]
    """What is compared: quoted names and titles that differ by a character, those of people, those that lack one, the place of their marks, document numbers with their titles, whole sentences, the words before
    one figure."""
    least: Whole = 4
    """The fewest characters of a name, a sentence or the words of a figure that are compared."""
    confusable: WordList = ""
    """A word list of the lexicon whose members are rows of characters that are taken for one another; names must differ by two of one row."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each pair that is not quite alike once, pointing at the rarer one, at the later one where both are as frequent."""
    yield from _CHECKS[rule.params.what](context, rule.params)


def _outcome(context: Context, at: Place, other: Place) -> Outcome:
    text = context.document.text
    return Outcome(
        Verdict.VIOLATED,
        *at,
        (Member("stated", *at), Member("other", *other)),
        stated=text[slice(*at)],
        fields={"other": text[slice(*other)]},
        in_ledger=False,
    )


def _rarer(one: Sequence[Place], other: Sequence[Place]) -> tuple[Place, Place]:
    """The place at fault, and one to compare it with."""
    first, second = sorted((one, other), key=lambda places: places[0])
    return (first[0], second[0]) if len(first) < len(second) else (second[0], first[0])


def _places(found: Iterable[regex.Match[str]], group: str) -> dict[str, list[Place]]:
    places: dict[str, list[Place]] = defaultdict(list)
    for match in found:
        places[match[group]].append(match.span(group))
    return places


def _names(context: Context, params: Params) -> Iterator[Outcome]:
    """Quoted names that are one character apart, at which characters stand that are taken for one another."""
    rows = [set(row) for row in context.lexicon.words.get(params.confusable, ())]
    places = _places(_NAMED.finditer(context.document.folded), "name")
    alike: dict[tuple[int, str], list[str]] = defaultdict(list)
    for name in (name for name in places if len(name) >= params.least):
        for index in range(len(name)):
            alike[index, name[:index] + name[index + 1 :]].append(name)
    for (index, _), names in alike.items():
        for one, other in pairwise(names):
            if any({one[index], other[index]} <= row for row in rows):
                yield _outcome(context, *_rarer(places[one], places[other]))


def _people(context: Context, params: Params) -> Iterator[Outcome]:
    """People whose given names are one character apart, at which characters stand that are taken for one another."""
    for here, there in namesakes(context.document.folded, context.lexicon.words.get(params.confusable, ())):
        yield _outcome(context, *_rarer(here, there))


def _shortened(context: Context, params: Params) -> Iterator[Outcome]:
    """Quoted names that are another one less one character."""
    places = _places(_NAMED.finditer(context.document.folded), "name")
    for name in (name for name in places if len(name) > params.least):
        for shorter in {name[:index] + name[index + 1 :] for index in range(1, len(name) - 1)} & places.keys():
            yield _outcome(context, *_rarer(places[name], places[shorter]))


def _marks(context: Context, params: Params) -> Iterator[Outcome]:
    """“郑能量”法治堂 beside “郑能量法治堂”: a quoted name that stands elsewhere with its marks round a part of it."""
    folded = context.document.folded
    found = [match for match in _NAMED.finditer(folded) if match["open"] == "“"]
    places = _places(found, "name")
    for name in (name for name in places if len(name) >= params.least):
        for index in range(_SHORTEST_PART, len(name) - _SHORTEST_PART + 1):
            head, tail = name[:index], name[index:]
            partly = [(a - 1, b + 1 + len(tail)) for a, b in places.get(head, ()) if folded.startswith(tail, b + 1)]
            partly += [(a - 1 - len(head), b + 1) for a, b in places.get(tail, ()) if folded.endswith(head, 0, a - 1)]
            if partly:
                yield _outcome(context, *_rarer([(a - 1, b + 1) for a, b in places[name]], sorted(partly)))


def _numbers(context: Context, _: Params) -> Iterator[Outcome]:
    """One title with two document numbers, or one number with two titles."""
    found = list(_NUMBERED.finditer(context.document.folded))
    for key, value in (("title", "number"), ("number", "title")):
        first: dict[str, regex.Match[str]] = {}
        for match in found:
            earlier = first.setdefault(match[key], match)
            if earlier[value] != match[value]:
                yield _outcome(context, match.span(value), earlier.span(value))


def _sentences(context: Context, params: Params) -> Iterator[Outcome]:
    """Sentences that stand twice word for word; those that follow one another are one finding."""
    first: dict[str, Place] = {}
    run: tuple[Place, Place] | None = None
    for block in context.document.blocks:
        for match in _SENTENCE.finditer(context.document.folded, block.start, block.end):
            words = "".join(match[0].split())
            earlier = first.setdefault(words, match.span())
            repeated = len(words) >= params.least and earlier != match.span()
            if repeated and run and run[1][1] == earlier[0]:
                run = ((run[0][0], match.end()), (run[1][0], earlier[1]))
                continue
            if run:
                yield _repeated(context, *run)
            run = (match.span(), earlier) if repeated else None
    if run:
        yield _repeated(context, *run)


def _repeated(context: Context, at: Place, other: Place) -> Outcome:
    """Weaker where it may be said again on purpose: neither a paragraph that stands twice nor figures that are told again a few lines below."""
    first, last = (bisect_left(context.mentions, offset, key=lambda m: m.start) for offset in at)
    again = any(m.is_quantity for m in context.mentions[first:last])
    apart = at[0] - other[1]
    pasted = apart < _FAR and all(_is_paragraph(context, place) for place in (at, other))
    return replace(_outcome(context, at, other), severity=None if pasted or (again and apart < _NEAR) else Severity.INFO)


def _is_paragraph(context: Context, place: Place) -> bool:
    block = context.block_at(place[0])
    return block is not None and context.document.folded[block.start : block.end].strip() == context.document.folded[slice(*place)].strip()


def _by_figure(context: Context) -> dict[tuple[str, str, str], list[Mention]]:
    """Figures of two and more digits by what they are, as printed."""
    figures: dict[tuple[str, str, str], list[Mention]] = defaultdict(list)
    for mention in context.mentions:
        if mention.is_quantity and len(mention.digits.strip("0.")) > 1 and not mention.components:
            figures[mention.digits, str(mention.scale), mention.unit].append(mention)
    return figures


def _labels(context: Context, _: Params) -> Iterator[Outcome]:
    """One figure whose words begin and end alike and differ in the middle: 减轻企业负担 beside 减轻群众负担."""
    for mentions in _by_figure(context).values():
        for one, other in pairwise(mentions):
            spans = parted(one.label, other.label)
            if spans and "。" in context.document.folded[one.end : other.start]:
                first, second = ((m.start - length, m.end) for m, length in zip((one, other), spans, strict=True))
                yield _outcome(context, second, first)


_CHECKS: dict[str, Callable[[Context, Params], Iterator[Outcome]]] = {
    "name": _names,
    "person": _people,
    "shortened": _shortened,
    "marks": _marks,
    "number": _numbers,
    "sentence": _sentences,
    "label": _labels,
}
