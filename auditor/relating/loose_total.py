"""Totals that hardly a word binds to their parts: 出口186.4亿元，增长7.2%；进口73.9亿元，下降1.8%。进出口合计263.0亿元.

Each part has a sentence, a change and other figures of its own, so that no list can be seen. Yet the amounts of one unit before a total are all that it
can be of; where none of them, by twos or more, make it up, and all come near it or a slip away, it is worth a look. Owns which amounts those are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from auditor.expression import expression
from auditor.misprint import crossed, mistaken, mixed, swapped
from auditor.model import AMOUNTS, Mention
from auditor.number import Interval, decimal_text
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.partition import is_whole_or_part
from auditor.relating.scope import ANOTHER_TIME
from auditor.relating.sentence import Sentence
from auditor.relating.unit import is_average, is_price

# "两项合计参保" "进出口总值" "在校生总数" — not "公共" nor "总结"
_SURE = expression(
    r"合计|总计|共计|总共|进出口|总(?:产?[量值额数]|产量|收入|支出|投资|规模|里程|面积)|(?:两|二|三|四|五|六)(?:项|者|类|块|部分)(?:相加|加总|之和|共)|加起来"
)
_TOTAL = expression(
    r"(?<!公)共(?!同|享|建|青|产|有产)|总[数量额值产人收支投里面长](?!理|监|部|结)|全[校院局区市县乡镇村厂年港站线段馆行所场]|[上下]半年|前[两二三]个?季度"
)
# Another time, a plan, a balance, some of it, or what was done with it
_ELSEWHERE = expression(
    rf"{ANOTHER_TIME}|计划|预[计算]|其中|平均|人均|每|年[初末底]|[月季期][初末底]|截[至止]|以来|余额|结余|存|净|剩|未|扣|差|节|[办审执]结|整改|退(?!休|伍|役)|[比较超由从]|最[多高大]|分别|同时|包括|含"
)
_JOINTS = expression(r"[、,;:。()和及与\s]|合计|总计|共计|总共|总|全[省市县区年校院局镇乡村]|完成|实现|共|累计|[今本全]年|达到?|为|有")
# Opens the list of parts
_OPENS = expression(r"^\s*(?:其中|包括|含)")
_MOST, _MANY = 8, 3
_CLOSE, _WIDE, _FINE = Fraction(1, 25), Fraction(1, 10), Fraction(1, 4)


def bind_totals(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[tuple[Mention, tuple[Mention, ...]]]:
    """The totals of a sentence, each with the only amounts before it that may be its parts, which do not make it up."""
    if not (_SURE.search(sentence.text) or _TOTAL.search(sentence.text)):
        return
    joined = passage(sentence, before)
    text = joined.sentence
    if len(text.mentions) > SURVEYED:
        return
    for k in range(max(joined.first, 2), len(text.mentions)):
        parts = _parts(text, k) if _is_total(text, k) else []
        if len(parts) > 1 and not _is_explained(text, k, parts):
            sure = _SURE.search(text.clause_before(k)) is not None
            near = [
                few for few in (parts[-n:] for n in range(2, len(parts) + 1)) if _comes_near(text, k, few, _WIDE if sure and few == parts else _CLOSE)
            ]
            # Of several that come near all are meant: a small one makes no difference
            if near and (len(near) == 1 or near[-1] == parts) and _is_of(text, k, near[-1]):
                yield text.mentions[k], tuple(text.mentions[p] for p in near[-1])


def bind_divided(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[tuple[Mention, tuple[Mention, ...]]]:
    """The amounts that those behind them, up to a sentence that closes the list, miss by two digits that changed places."""
    units = Counter(m.unit for m in sentence.mentions if m.kind in AMOUNTS and m.unit)
    if not before or not any(number > 1 for number in units.values()):
        return
    for asides in (False, True):
        joined = passage(sentence, before, asides=asides)
        text = joined.sentence
        if len(text.mentions) > SURVEYED:
            return
        for k in range(joined.first):
            parts = _behind(text, k) if units[text.mentions[k].unit] > 1 and _is_level(text, k) else []
            parts = parts if parts[-1:] and parts[-1] >= joined.first else []
            if len(parts) > 1 and not _is_explained(text, k, parts) and _has_turned(text.mentions[k], [text.mentions[p] for p in parts]):
                yield text.mentions[k], tuple(text.mentions[p] for p in parts)


def _behind(text: Sentence, k: int) -> list[int]:
    """The amounts behind a whole in its unit, each less than it or a slip away from that, up to what is none of its parts."""
    found: list[int] = []
    for part in range(k + 1, len(text.mentions)):
        if text.mentions[part].unit != text.mentions[k].unit or not is_whole_or_part(text, part, text.mentions[part]):
            continue
        clause = _OPENS.sub("", text.clause_before(part))
        if not _is_level(text, part) or _ELSEWHERE.search(clause) or _SURE.search(clause) or len(found) == _MOST:
            break
        found.append(part)
    return found


def _has_turned(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether two digits of one of the figures, set the other way round, make amounts add up; fewer than three digits do so by chance."""
    total = _sum(parts)
    for m in (whole, *parts):
        for digits in (*swapped(m.digits), *crossed(m.digits)) if len(m.digits.replace(".", "")) >= _MANY else ():
            meant = m.printed + Interval.point((Fraction(digits) - Fraction(m.digits)) * m.scale)
            if total.meets(meant) if m is whole else (total - m.value + meant).meets(whole.value):
                return True
    return False


def _is_level(text: Sentence, k: int) -> bool:
    mention = text.mentions[k]
    plain = bool(mention.unit) and not (mention.hedges or is_average(mention) or is_price(mention))
    return plain and text.groups[k] is None and is_whole_or_part(text, k, mention)


def _is_total(text: Sentence, k: int) -> bool:
    clause = text.clause_before(k)
    said = _SURE.search(clause) or _TOTAL.search(clause)
    return said is not None and _is_level(text, k) and not _ELSEWHERE.search(clause)


def _parts(text: Sentence, k: int) -> list[int]:
    """The amounts before a total in its unit, up to another total or what is none of its time; each less than it."""
    found: list[int] = []
    whole = text.mentions[k]
    for part in range(k - 1, -1, -1):
        mention, clause = text.mentions[part], text.clause_before(part)
        if mention.unit != whole.unit or not is_whole_or_part(text, part, mention):
            continue
        # 每10股派⟨2.102元⟩ beside 亿元
        strange = (
            (mention.value.middle or 0) < (whole.value.width or 0)
            or not _is_level(text, part)
            or _ELSEWHERE.search(clause)
            or _SURE.search(clause)
            or not mention.value.below(whole.value)
        )
        if strange or not _JOINTS.sub("", clause) or len(found) == _MOST:
            break
        found.insert(0, part)
    return found


def _is_explained(text: Sentence, k: int, parts: Sequence[int]) -> bool:
    """Whether some amounts make a total up, or two of all in sight, a difference or the amounts behind it do."""
    value, unit = text.mentions[k].value, text.mentions[k].unit
    sums = (few for n in range(2, len(parts) + 1) for few in combinations(parts, n))
    if any(_sum([text.mentions[p] for p in few]).meets(value) for few in sums):
        return True
    others = [m for i, m in enumerate(text.mentions) if i != k and m.unit == unit][: 2 * _MOST]
    if any(m.value.meets(value) for m in others):
        return True
    behind = [m for m in text.mentions[k + 1 :] if m.unit == unit]
    ahead = any(_sum(behind[:n]).meets(value) for n in range(2, len(behind) + 1))
    return ahead or any((a.value + b.value).meets(value) or (a.value - b.value).meets(value) for a, b in combinations(others, 2))


def _sum(mentions: Sequence[Mention]) -> Interval:
    return sum((m.value for m in mentions[1:]), mentions[0].value)


def _comes_near(text: Sentence, k: int, parts: Sequence[int], width: Fraction) -> bool:
    """Whether amounts miss a total by no more than a part of it, or by a slip of its digits."""
    whole = text.mentions[k]
    total, value = _sum([text.mentions[p] for p in parts]).middle, whole.value.middle
    if not total or not value:
        return False
    told = decimal_text(total / whole.scale, len(whole.digits.partition(".")[2]))
    many = len(whole.digits.replace(".", "")) >= _MANY
    slip = many and (mistaken(told, whole.digits) or mixed(told, whole.digits)) and abs(total - value) <= _FINE * value
    return slip or (many and abs(total - value) <= width * value)


def _is_of(text: Sentence, k: int, parts: Sequence[int]) -> bool:
    """Whether a total says that it takes together what is before it, or is called like one of the parts that no other name has."""
    names = [_name(text, part) for part in parts]
    if len(set(names)) < len(names):
        return False
    if _SURE.search(text.clause_before(k)):
        return True
    own = _name(text, k)
    return any(own[i : i + 2] in name for name in names for i in range(len(own) - 1)) and len(parts) == len(_parts(text, k))


def _name(text: Sentence, k: int) -> str:
    """What an amount is called, with what it counts behind it."""
    behind = text.text[text.positions[k] + 1 :][:_MOST]
    return str(_JOINTS.sub("", text.clause_before(k))) + (behind if behind[:1].isalpha() and not behind[:1].isascii() else "").split(",")[0]
