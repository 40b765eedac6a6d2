"""Parts bound to their whole by what the text says of the rest (交办问题48个，51个已整改，其余正在整改), by its name taken up (提取额中，), or by 其中 below its line.

Whoever says what became of the others has counted some of all. The count before 其余 is that part; the whole is the one count of its unit before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.partition import is_whole_or_part
from auditor.relating.recurrence import SPANS
from auditor.relating.scope import ANOTHER_TIME
from auditor.relating.sentence import Sentence
from auditor.relating.unit import same_unit
from auditor.relating.whole import TOTAL_WORD

if TYPE_CHECKING:
    import regex

# ",其余正在整改" "。剩余问题" ",未缴单位" — not "其余的12个" inside a clause, nor "剩余价值"
_REST = expression(
    r"[,;。]\s*(?:目前|截至目前|对|现)?(?:资金)?(?:其余|其它|余下|剩余|剩下|结余|尚未|仍未|未(?!完成[^,;。]{0,6}(?:任务|目标|计划|指标))[办整完销缴参到检验种签交还改开免领报注登接装拆搬归达]|缺[考席勤检])(?:的|未)?(?P<noun>\p{Han}{0,2})"
)
# "提取额中," takes up an amount by its name — not "其中,"
_AMONG = expression(r"(?:^|[,;。])\s*(?:全部|上述|这些|在)?(?P<noun>\p{Han}{2,12})(?:之?中|里面?)[,:](?<!其中.)")
# "具有高级职称的" "获得奖励者" before a figure — not "教职工"
_TOLD_BY = expression(r"^(?:具有|具备|取得|获得?|拥有|持有?|享受|担任|年龄|学历)\p{Han}{1,14}(?:的|者)(?:有|为|共|达)?$")
# "公用经费占其中的⟨6.8亿元⟩" "就占了其中的" "⟨936人⟩包含在内" — not "占其中的⟨8%⟩", which is no amount
_OF_IT = expression(r"占(?:了|到|去|据)?其中的?$")
# ",其中戒断" and "未复吸" around how long
_AND_OF_THEM = expression(r",其中[^,;:。()、]{1,10}")
_GOES_ON = expression(r"[^,;:。()、]{1,12}")
_INCLUDED = expression(r"(?:也|亦|已|均)?(?:包含|包括|计算|统计|计入|涵盖)在?其?[内中]")
# Another time or plan, and what is added: no whole of what is counted here — but what was put on a plan is one: 列入年检计划的
_ELSEWHERE = expression(rf"{ANOTHER_TIME}|(?<![列纳]入\p{{Han}}{{0,10}})计划(?!共?安排)|全国|新增|净增|另有|此外|解除")
# ",占该类公证的⟨92.8%⟩" — not ",占⟨92.8%⟩" nor ",占总数的⟨92.8%⟩"
_OF_ANOTHER = expression(r"占(?!总|全)[^,;。()\ue000-\uf8ff]{2,14}的[\ue000-\uf8ff]")
# A noun of the whole stands this near behind its figure: "84条问题线索"
_NOUN = 4


def subsets(sentence: Sentence, before: Sequence[Sentence], behind: str = "") -> Iterator[tuple[Mention, Mention]]:
    """Each part of the sentence behind which the text speaks of the rest, with its whole, which may stand in a sentence before.

    `behind` is how the text goes on behind the sentence.
    """
    yield from _within(sentence)
    if len(sentence.mentions) > SURVEYED or not (_REST.search(sentence.text + behind) or _AMONG.search(sentence.text)):
        return
    joined = passage(sentence, before, asides=True)
    whole = joined.sentence
    yield from _among(whole, joined.first)
    for match in _REST.finditer(whole.text + behind):
        ahead = [k for k, position in enumerate(whole.positions) if position < match.start() and whole.mentions[k].kind in AMOUNTS]
        if ahead and ahead[-1] >= joined.first:
            yield from _bind(whole, ahead, match.start(), match["noun"]) or _of_total_behind(whole, ahead[-1], match)


def _among_for(sentence: Sentence) -> Iterator[tuple[Mention, Mention]]:
    """登记在册⟨436人⟩，其中戒断⟨三年⟩未复吸⟨463人⟩: what 其中 tells of, with how long between."""
    for whole, part in zip(range(len(sentence.mentions)), range(2, len(sentence.mentions)), strict=False):
        spoken = _AND_OF_THEM.fullmatch(sentence.between(whole, whole + 1)) and _GOES_ON.fullmatch(sentence.between(whole + 1, part))
        fits = sentence.mentions[whole + 1].dimension in SPANS and same_unit(sentence.mentions[whole], sentence.mentions[part])
        if spoken and fits and all(is_whole_or_part(sentence, k, sentence.mentions[k]) for k in (whole, part)):
            yield sentence.mentions[part], sentence.mentions[whole]


def parts_below(form: Sentence) -> Iterator[tuple[Mention, Mention]]:
    """What 其中 begins and what stands above it: 受理⟨214⟩,其中办结⟨241⟩ — not the second such line, which may be of the same."""
    lines = [(form.clause_before(k), mention) for k, mention in enumerate(form.mentions)] if "其中" in form.text else []
    for (above, whole), (name, part) in pairwise(lines):
        if "其中" in name and "其中" not in above and part.kind in AMOUNTS:
            yield part, whole


def _within(sentence: Sentence) -> Iterator[tuple[Mention, Mention]]:
    """教育支出⟨⟩，公用经费占其中的⟨⟩: the amount right behind another of its unit that is said to be within it."""
    if "其中" not in sentence.text and "在内" not in sentence.text:
        return
    yield from _among_for(sentence)
    for whole, part in pairwise(range(len(sentence.mentions))):
        said = _OF_IT.search(sentence.clause_before(part)) or _INCLUDED.match(sentence.text, sentence.positions[part] + 1)
        clear = all(is_whole_or_part(sentence, k, sentence.mentions[k]) for k in (whole, part)) and not _ELSEWHERE.search(
            sentence.clause_before(whole)
        )
        if said and clear and same_unit(sentence.mentions[whole], sentence.mentions[part]) and ";" not in sentence.between(whole, part):
            yield sentence.mentions[part], sentence.mentions[whole]


def _among(sentence: Sentence, first: int) -> Iterator[tuple[Mention, Mention]]:
    """提取额58.3亿元。提取额中，住房类提取⟨⟩: the amount behind a name that is taken up, in the closing sentence, with the one amount of that name."""
    for match in _AMONG.finditer(sentence.text):
        noun = match["noun"].replace("的", "")
        named = [k for k, m in enumerate(sentence.mentions) if sentence.positions[k] < match.start() and m.label.endswith(noun)]
        behind = [k for k, position in enumerate(sentence.positions) if position >= match.end()]
        # 博士96人；高级职称的386人: those that are told by what they have are of the same
        parts = [*behind[:1], *(k for k in behind[1:] if _TOLD_BY.search(sentence.clause_before(k)))] if len(named) == 1 else []
        for part in (k for k in parts if k >= first and same_unit(sentence.mentions[named[0]], sentence.mentions[k])):
            clear = all(is_whole_or_part(sentence, k, sentence.mentions[k]) and not sentence.groups[k] for k in (named[0], part))
            if clear and not any(_ELSEWHERE.search(sentence.clause_before(k)) for k in (named[0], part)):
                yield sentence.mentions[part], sentence.mentions[named[0]]


def _of_total_behind(sentence: Sentence, at: int, match: regex.Match[str]) -> list[tuple[Mention, Mention]]:
    """已签约的农户1286户，其余农户正在动员，全镇涉及的农户共⟨⟩: the amount before the rest is spoken of, with the total told right behind."""
    part = sentence.mentions[at]
    total = next((k for k, position in enumerate(sentence.positions) if position >= match.end()), None)
    if total is None or ";" in sentence.between(at, total) or not same_unit(sentence.mentions[total], part):
        return []
    clause, noun = sentence.clause_before(total), match["noun"]
    said = TOTAL_WORD.search(clause) and len(noun) > 1 and noun in clause and noun in sentence.clause_before(at)
    clear = is_whole_or_part(sentence, total, sentence.mentions[total]) and not _ELSEWHERE.search(clause + sentence.clause_before(at))
    return [(part, sentence.mentions[total])] if said and clear else []


def _bind(sentence: Sentence, ahead: Sequence[int], at: int, noun: str) -> list[tuple[Mention, Mention]]:
    """The last amount before the rest is spoken of and the only other one of its unit, or the only one of the noun that is left of, in one statement."""
    part = sentence.mentions[ahead[-1]]
    same = [k for k in ahead[:-1] if same_unit(sentence.mentions[k], part)]
    named = [k for k in same if len(noun) > 1 and noun in sentence.mentions[k].label + sentence.mentions[k].tail[:_NOUN]]
    wholes = named if len(same) > 1 else same
    if len(wholes) != 1 or not part.unit or ";" in sentence.text[sentence.positions[wholes[0]] : at]:
        return []
    both = (wholes[0], ahead[-1])
    clear = all(is_whole_or_part(sentence, k, sentence.mentions[k]) and not sentence.groups[k] for k in both)
    # 办结812件,占该类公证的92.8%,其余63件: its whole is named, and by another name
    clear = clear and not _OF_ANOTHER.search(sentence.text, sentence.positions[ahead[-1]], at)
    listed = "、" in (between := sentence.between(*both)) and "," not in between
    said = [*(sentence.clause_before(k) for k in both), sentence.text[sentence.positions[ahead[-1]] : at]]
    return [(part, sentence.mentions[wholes[0]])] if clear and not listed and not any(map(_ELSEWHERE.search, said)) else []
