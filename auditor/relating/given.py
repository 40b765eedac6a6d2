"""What a document gives twice and counts nothing: dates, honours and ranks.

Owns which two places speak of one; whether they agree is for `checking`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import Document, Mention, MentionKind
from auditor.record import record
from auditor.relating.calendar import periods_differ
from auditor.relating.honour import honours
from auditor.relating.likeness import Words, parted, shared
from auditor.relating.rated import Binding
from auditor.relating.scope import clause, is_to_come

_NUMBER = expression("[0-9]+")
# "全省" of "位居全省第4位", "行业" of "居行业第五位" — ranks among others are other ranks
_AMONG = expression(r"(?r)(?:全(?P<among>[国省市县区州院校系行])|(?P<among>行业|同业|业内))")
# "由第11位" "较去年的第5位": a rank that is past
_PAST = expression(r"(?:由|从|[上去]年|此前|原来|较)[^,]{0,8}$")
# Words of every ranking
_OF_EVERY = expression(r"分别|增速|增幅|总量|均|分列|名次|位次")
# Characters that what is ranked has in common in two places
_LONG = 4
# So many ranks back another place is looked for
_MANY = 40


@record(frozen=True)
class Again:
    """Two places that give one thing, by their offsets, and what it is called; ranks may differ, dates and honours are known by being the same."""

    first: tuple[int, int]
    second: tuple[int, int]
    words: str
    agrees: bool = True


def are_both_worked_out(rates: Sequence[Binding], *starts: int) -> bool:
    """Whether the rates at these offsets each follow from counts of their own, so that they are two: 成功率70.0% of 862件, 成功率72.0% of 1286件."""
    found = {rate.rate.start: rate.part.start for rate in rates if rate.rate.start in starts and rate.gives()}
    return len(found) == len(set(found.values())) == len(starts)


def given_again(document: Document, mentions: Sequence[Mention], words: Callable[[Mention], Words], year: str, lexicon: Lexicon) -> Iterator[Again]:
    """Each date, honour and rank with the place before it that gives it; `words` says what stands on both sides of a mention."""
    yield from _dates(document, mentions)
    yield from _honours(document)
    ranked = [m for m in mentions if m.kind is MentionKind.RANK and not _PAST.search(clause(document, m)) and not is_to_come(document, m)]
    for order, mention in enumerate(ranked):
        near = reversed(ranked[max(0, order - _MANY) : order])
        one = next((m for m in near if _is_one_ranking(document, m, mention, year) and _is_ranked(words(m), words(mention), lexicon)), None)
        if one is not None:
            called = shared(words(one), words(mention))
            yield Again((one.start, one.end), (mention.start, mention.end), called, one.value.meets(mention.value))


def _dates(document: Document, mentions: Sequence[Mention]) -> Iterator[Again]:
    """Whole dates and spans of years that the document gives again, in whatever form."""
    given: dict[tuple[str, ...], Mention] = {}
    for mention in mentions:
        numbers = tuple(n.lstrip("0") for n in _NUMBER.findall(document.folded[mention.start : mention.end]))
        span = mention.kind is MentionKind.PERIOD and len(numbers) == 2 and all(len(n) == 4 for n in numbers)
        if span or (mention.kind is MentionKind.DATE and len(numbers) > 2):
            first = given.setdefault(numbers if span else numbers[:3], mention)
            if first is not mention:
                yield Again((first.start, first.end), (mention.start, mention.end), document.text[mention.start : mention.end])


def _honours(document: Document) -> Iterator[Again]:
    """Honours, each with the next place that names it; two places that do not say the same speak of two honours."""
    given: dict[str, tuple[int, int]] = {}
    for name, start, end in honours(document.folded):
        if name in given:
            yield Again(given[name], (start, end), name)
        given[name] = start, end


def _is_one_ranking(document: Document, one: Mention, other: Mention, year: str) -> bool:
    """Whether two ranks of two sentences are ranks among the same others: in 全省, at one time."""
    among = [_AMONG.search(clause(document, m)) for m in (one, other)]
    between = document.folded[one.end : other.start]
    alike = among[0] is not None and among[1] is not None and among[0]["among"] == among[1]["among"]
    return alike and ("。" in between or "\n" in between) and not periods_differ(one.period, other.period, year)


def _is_ranked(one: Words, other: Words, lexicon: Lexicon) -> bool:
    """Whether one thing is ranked: the words of the one place have all of the other's."""
    less, more = sorted((_OF_EVERY.sub("", words.core) for words in (one, other)), key=len)
    return not (one.picks or other.picks or parted(one, other, lexicon)) and len(less) >= _LONG and less in more
