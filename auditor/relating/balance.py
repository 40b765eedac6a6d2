"""Balances: what was there, what came, what went, and what is there now, in one sentence or in a few, in any order.

「2023年末在册志愿者512人。2024年新注册338人，退出361人，2024年末在册489人。」 Every figure of the unit must say which of the four it is; one that does
not may be a part of another, and then nothing is bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.expression import compiled, expression
from auditor.lexicon import Lexicon
from auditor.model import Mention
from auditor.record import record
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.partition import is_whole_or_part
from auditor.relating.sentence import Sentence
from auditor.relating.unit import same_unit

# The level of a time that is over, whatever it counts: "年初在册" "较期初的" "上年末" "2023年末"
_THEN = expression(r"年初|期初|月初|季初|学期初|[上去]年[末底]?|上[期月季][末底]?")
_STOCK = r"在[册押院职校岗园管训矫编库建]|存栏|余额|库存|结存|结余|存量|实有|现有|未结|共有"
# A level told with its date: "2023年末在册" "6月底在押" "年末" — not "全年"
_LEVEL = expression(rf"[年月季期][末底]|{_STOCK}")
# The level of before stands behind that of now: "较年初的⟨⟩"
_COMPARED = expression(r"[较比](?:年初|期初|月初|上年[末底]|去年[末底]|上期末|上月末)的?$")
# "2023年末," before the clause of a figure
_DATED = expression(r"(?:[\d去上]年[末底]?|\d月[末底]|[年月季期][初末底]|截至[^,;。]{1,12}),$")
# A sum of others, or of other years, is neither of the four
_NEITHER = expression(r"(?<!公)共(?!有)|合计|总计|(?<![本当全]年)累计(?!收回|偿还|归还|支取|提取)|历年|其中|含|净增|净减|同比|平均|每")


@record(frozen=True, slots=True)
class Balance:
    """The level before, what came and what went, and the level after; `far` where they stand in several sentences or not in this order."""

    opening: Mention
    received: tuple[Mention, ...]
    done: tuple[Mention, ...]
    closing: Mention
    far: bool = False


def balances(sentence: Sentence, before: Sequence[Sentence], lexicon: Lexicon) -> Iterator[Balance]:
    """The balances that close in a sentence."""
    if len(sentence.mentions) > SURVEYED or not _LEVEL.search(sentence.text):
        return
    plain = _bind(sentence, 0, lexicon)
    joined = passage(sentence, before) if before or "其中" in sentence.text else None
    found = plain or (_bind(joined.sentence, joined.first, lexicon) if joined else None)
    if found is not None:
        yield found


def _bind(sentence: Sentence, first: int, lexicon: Lexicon) -> Balance | None:
    """The balance of the last level at or behind the ordinal `first`, with all figures of its unit up to it, or behind it up to the first that is no part."""
    amounts = _amounts(sentence)
    roles = {k: _role(sentence, k, lexicon) for k in amounts}
    levels = [k for k in amounts if k >= first and (roles[k] == "level" or _is_carried_on(sentence, k, lexicon))]
    for last in levels[-1:]:
        unit = [k for k in amounts if same_unit(sentence.mentions[k], sentence.mentions[last])]
        if unit[0] != last:
            roles[last] = "level"
            roles[unit[0]] = "opening" if roles[unit[0]] == "level" else roles[unit[0]]
        roles |= _decided({k: roles[k] for k in unit})
        found = {role: [sentence.mentions[k] for k in unit if roles[k] == role] for role in ("opening", "in", "out", "level", "")}
        single = len(found["opening"]) == len(found["level"]) == 1
        if single and found["in"] and found["out"] and not found[""]:
            ordered = roles[unit[0]] == "opening" and unit[-1] == last
            far = not ordered or found["opening"][0].start < sentence.mentions[first].start
            return Balance(found["opening"][0], tuple(found["in"]), tuple(found["out"]), sentence.mentions[last], far)
    return None


def _decided(roles: Mapping[int, str]) -> dict[int, str]:
    """What figures are that may come or go, as 收回 for stores and for loans: what the others are not; where there are but two, the first comes."""
    way = {role for role in roles.values() if role in ("in", "out")}
    open_ones = [k for k, role in roles.items() if role == "either"]
    if not way and len(open_ones) == len(("in", "out")):
        return dict(zip(open_ones, ("in", "out"), strict=True))
    return dict.fromkeys(open_ones, {"in": "out", "out": "in"}.get("".join(way), ""))


def _is_carried_on(sentence: Sentence, k: int, lexicon: Lexicon) -> bool:
    """Whether a figure is carried on to the next time, behind others: 结转60件 — not 上年结转60件."""
    words = sentence.clause_before(k)
    return k > 1 and not _THEN.search(words) and bool(_has(words, lexicon, "closing"))


def _amounts(sentence: Sentence) -> list[int]:
    """The figures that may stand in a balance."""
    return [
        k
        for k, m in enumerate(sentence.mentions)
        if m.unit and not sentence.groups[k] and (is_whole_or_part(sentence, k, m) or _COMPARED.search(sentence.clause_before(k)))
    ]


def _role(sentence: Sentence, k: int, lexicon: Lexicon) -> str:
    """Which of the four a figure is: opening, in, out, level (before or after); "" where its words say none, or a sum."""
    words = _words(sentence, k)
    if _COMPARED.search(words):
        return "opening"
    if _NEITHER.search(words):
        return ""
    if _THEN.search(words) or (_has(words, lexicon, "opening") and not _LEVEL.search(words)):
        return "opening"
    came, went = _has(words, lexicon, "incoming"), _has(words, lexicon, "outgoing")
    if _LEVEL.search(words) and not (came > 1 or went > 1):
        return "level"
    if came or went:
        return "in" if came > went else "out" if went > came else "either"
    return "level" if _has(words, lexicon, "closing") else ""


def _words(sentence: Sentence, k: int) -> str:
    """The words of a figure with the date that stands before them behind a comma: 2023年末，全市有协会862家."""
    words = sentence.clause_before(k)
    before = sentence.text[: sentence.positions[k] - len(words)]
    dated = _DATED.search(before)
    return (dated[0] if dated else "") + words


def _has(words: str, lexicon: Lexicon, named: str) -> int:
    """How long the longest word of a list is that the words hold; 0 where they hold none."""
    return max(map(len, compiled(r"\L<words>", words=lexicon.words.get(named, ())).findall(words)), default=0)
