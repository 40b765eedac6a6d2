"""What the text says of a direction, or that nothing changed, beside the only two levels that it can mean: 受理量继续下降。今年受理⟨⟩,去年⟨⟩.

Owns the claims that no figure follows; which of two levels is the earlier one is for `lone_change`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.record import record
from auditor.relating.discourse import passage
from auditor.relating.lone_change import GROWN, said_of
from auditor.relating.lone_level import base_of, is_level, of_one_thing, thing
from auditor.relating.sentence import Sentence

if TYPE_CHECKING:
    import regex

# "继续下降," "有所提高。" "与上年持平," "保持不变" — not "下降的", "增长点", "基本持平" nor "不变价"
_UP, _DOWN = r"上升|增长|提高|提升|增加|回升|攀升|上涨|走高|增多|扩大|加快|延长", r"下降|减少|降低|回落|下滑|下跌|走低|缩小|收窄|放缓|缩短|缩减"
CLAIM = expression(
    rf"(?P<how>继续|有所|略有|明显|大幅|稳步|持续|进一步|小幅|显著|又有|再次|稳中有|均?较\p{{Han}}{{2,4}})(?:的)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?=[,;。:)、]|$)"
    r"|(?<!基本|大致|大体|总体|几乎|略|相对)(?:(?P<same>持平)|(?P<same>(?:保持|维持|没有|未有?|并无|无)(?:发生)?(?:变化|变动|增减)|(?:保持|维持|水平|数量|总数|标准)不变|不增不减))(?=[,;。:)、]|$)"
)
_MONTHLY, _YEARLY = expression(r"环比|上个?月|上季|上周|上旬"), expression(r"同比|同期|[上去]年")
_OF_RATES = expression(r"率|速|[降增涨]幅|比重|占比|比例|度")
_MARKS, _STOPS = ",;:。()、", ";。"
_MOST = 24


@record(frozen=True)
class Claimed:
    """A claim of direction (`falls`), or of no change where that is None, with what contradicts or bears it: two levels, or a size of change alone."""

    words: str
    falls: bool | None
    figures: tuple[Mention, ...]


def bind_claims(told: Sequence[tuple[Sentence, Sequence[Sentence]]], lexicon: Lexicon) -> Iterator[Claimed]:
    """Every claim with the only two levels, or for no change the only size, that it can be of; the nearest passage counts."""
    done: set[int] = set()
    for sentence, before in told:
        if not 0 < len(sentence.mentions) <= _MOST or not any(CLAIM.search(one.text) for one in (*before[-1:], sentence)):
            continue
        for reach in range(min(len(before), 1) + 1):
            joined = passage(sentence, before[len(before) - reach :]).sentence
            for match in CLAIM.finditer(joined.text):
                found = _bind(joined, match, lexicon) if joined.offsets[match.start()] not in done else None
                if found is not None:
                    done.add(joined.offsets[match.start()])
                    yield found


def _bind(sentence: Sentence, claim: regex.Match[str], lexicon: Lexicon) -> Claimed | None:
    start = max(sentence.text.rfind(mark, 0, claim.start()) for mark in _MARKS) + 1
    clause = sentence.text[start : claim.end()]
    if any(position in sentence.orders for position in range(start, claim.end())):
        start = max(p for p in sentence.positions if p < claim.end()) + 1
        clause = sentence.text[start : claim.end()]
    near = _statement(sentence, claim)
    name = "" if sentence.text[claim.end() : claim.end() + 1] == ":" else thing(sentence.text[start : claim.start()])
    if claim["same"]:
        size = _size(sentence, near, claim, clause, name, lexicon)
        if size is not None:
            return Claimed(clause, None, (sentence.mentions[size],))
    pair = _levels(sentence, near, clause, name)
    falls = None if claim["same"] else bool(claim["down"])
    return Claimed(clause, falls, tuple(sentence.mentions[k] for k in pair)) if pair else None


def _statement(sentence: Sentence, claim: regex.Match[str]) -> list[int]:
    """The ordinals of the mentions that no stop parts from a claim."""
    low = max(sentence.text.rfind(mark, 0, claim.start()) for mark in _STOPS)
    high = min((at for mark in _STOPS if (at := sentence.text.find(mark, claim.end())) >= 0), default=len(sentence.text))
    return [k for k, position in enumerate(sentence.positions) if low < position < high]


def _levels(sentence: Sentence, near: Sequence[int], clause: str, name: str) -> tuple[int, int] | None:
    """Base and level of now, where just two figures of one unit stand in the statement and the claim names nothing else."""
    units: dict[str, list[int]] = {}
    for k in near:
        if is_level(sentence, k) and sentence.mentions[k].kind in AMOUNTS | {MentionKind.PERCENT}:
            units.setdefault(sentence.mentions[k].unit, []).append(k)
    found = []
    for levels in units.values():
        base = base_of(sentence, levels, clause) if len(levels) == 2 else None
        now = levels[levels[0] == base] if base is not None else 0
        if (
            base is not None
            and _are_told_of(sentence, levels, clause)
            and of_one_thing(sentence, (now, base), name)
            and not _of_other_times(clause, sentence.clause_before(base))
        ):
            found.append((base, now))
    return found[0] if len(found) == 1 else None


def _are_told_of(sentence: Sentence, levels: Sequence[int], clause: str) -> bool:
    """Whether a claim may be of two figures: rates rise where the claim is of a rate."""
    if sentence.mentions[levels[0]].kind is not MentionKind.PERCENT:
        return True
    grown = {GROWN.search(sentence.clause_before(k)) is not None for k in levels}
    return len(grown) == 1 and _OF_RATES.search(f"{clause},{sentence.clause_before(levels[0])}") is not None


def _of_other_times(one: str, other: str) -> bool:
    return any(a.search(one) and b.search(other) and not b.search(one) for a, b in ((_MONTHLY, _YEARLY), (_YEARLY, _MONTHLY)))


def _size(sentence: Sentence, near: Sequence[int], claim: regex.Match[str], clause: str, name: str, lexicon: Lexicon) -> int | None:
    """The size of change in the clause behind a claim of no change, or right before it, that names nothing else."""
    ahead = [k for k in near if sentence.positions[k] > claim.end()][:1]
    for k in ahead:
        said = said_of(sentence, k, lexicon)
        if said is None or ":" in sentence.text[claim.end() : sentence.positions[k]]:
            continue
        own, words = said[1], sentence.clause_before(k)
        next_clause = sentence.text[claim.end() : sentence.positions[k]].strip(",") == words.strip()
        if next_clause and not own and not name_of_other(words) and not _of_other_times(words, clause):
            return k
    return None


def name_of_other(words: str) -> bool:
    """Whether words before a size name a thing: 降幅达 does not."""
    return len(thing(words).strip("降增涨跌升幅达为度")) > 1
