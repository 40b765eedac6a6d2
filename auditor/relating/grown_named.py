"""A whole and its parts, each with its growth, by their names alone: 出口增长10%，进口增长15%，进出口总额增长12%.

The lexicon says which names make up which whole (出口/进口/进出口), so that nothing need add up. A part of a part (机电产品出口) is none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from auditor.expression import compiled, expression
from auditor.lexicon import Lexicon
from auditor.model import Mention, MentionKind
from auditor.record import replace
from auditor.relating.discourse import passage
from auditor.relating.grown import Grown
from auditor.relating.sentence import Sentence

# "出口同比增长" "农村居民收入比上年增长" "增长" — not "环比增长"
_GROWS = expression(
    r"(?P<name>.*?)(?:同比|(?:比|较)(?:上年|去年)(?:同期)?)?(?:名义|实际|分别)*(?P<way>增长|上升|增加|提高|下降|减少|降低|回落)(?:了|约)?"
)
_FALLS = frozenset(("下降", "减少", "降低", "回落"))
_OTHER_TIME = expression(r"环比|年均|季度|月份?|拉动|[上去]年|目标|预期|预计")
# What names of one row may have besides: "全年" "实现" "总额"
_FRAME = expression(r"其中|全[年市县省区国]|今年|本年|我[市县省区国]|实现|完成|货物|贸易|总[额值量]|[额值]|[,:的和与及、]")
# What grew beside the parts is another thing than they: 稻谷生产成本 of 早稻 and 晚稻
_OTHER_MATTER = expression(r"成本|价|补[贴助]|资金|投资|消费|收购|销|加工")
# Behind a name whose noun stands behind the last of its list only: 城镇、农村居民
_SHORT = "、"
_PARTS = 2
_JOINT = expression(r"[、,和及与]{1,2}")


def bind_named(sentence: Sentence, before: Sequence[Sentence], lexicon: Lexicon) -> Iterator[Grown]:
    """Every growth of a whole with those of all its parts, as far as a sentence or those before it tell each once; falls below zero."""
    # A whole and two parts at least
    if sum(mention.kind is MentionKind.PERCENT for one in (*before, sentence) for mention in one.mentions) <= _PARTS:
        return
    rows = [row.split("/") for row in lexicon.words.get("growth-wholes", ())]
    if not any(row[0] in sentence.text or row[-1] in sentence.text for row in rows):
        return
    told = list(_told(passage(sentence, before, asides=True).sentence))
    for *parts, whole in rows:
        overall = [(name, growth) for name, growth in told if whole in name]
        of_parts = [[(name, growth) for name, growth in told if _is_part(name, part, whole)] for part in parts]
        if len(overall) == 1 and all(len(found) == 1 for found in of_parts):
            whole_names = [(found[0][0], part) for found, part in zip(of_parts, parts, strict=True) if not found[0][0].endswith(_SHORT)]
            rests = {_FRAME.sub("", name.replace(part, "", 1)) for name, part in whole_names}
            if len(rests) == 1 and _is_of_all(overall[0][0], whole, rests):
                yield Grown(overall[0][1], tuple(found[0][1] for found in of_parts), moving="居民" in overall[0][0])


def _is_of_all(name: str, whole: str, rests: set[str]) -> bool:
    """Whether what grew is what its parts did, and no cost or price of it, where only 全体 or 全市 says that it is the whole: 全体居民收入 of 城镇居民, not 全市生产总值."""
    if _OTHER_MATTER.search(name) and not any(_OTHER_MATTER.search(rest) for rest in rests):
        return False
    return not whole.startswith("全") or all(rest and all(c in name for c in rest) for rest in rests)


def _is_part(name: str, part: str, whole: str) -> bool:
    return part in name and whole not in name


def _told(sentence: Sentence) -> Iterator[tuple[str, Mention]]:
    """What grew, and by how much."""
    k = 0
    while k < len(sentence.mentions):
        said = _GROWS.fullmatch(sentence.clause_before(k).strip()) if sentence.mentions[k].kind is MentionKind.PERCENT else None
        if said is None or _OTHER_TIME.search(said["name"]) or sentence.mentions[k].components or sentence.mentions[k].hedges:
            k += 1
            continue
        names = _names(sentence, k, said["name"])
        for name, mention in islice(zip(names, sentence.mentions[k:], strict=False), len(names)):
            yield name, replace(mention, value=-mention.value, printed=-mention.printed) if said["way"] in _FALLS else mention
        k += len(names)


def _names(sentence: Sentence, k: int, name: str) -> list[str]:
    """The names of a growth and of those joined to it: 出口、进口分别增长⟨⟩、⟨⟩; that of the amount before it where it has none: 出口80亿元,增长⟨⟩."""
    if not name and k:
        beside = sentence.between(k - 1, k).startswith((",", "(")) and sentence.mentions[k - 1].kind is MentionKind.MONEY
        return [sentence.clause_before(k - 1)] if beside else [""]
    start = sentence.positions[k] - len(sentence.clause_before(k))
    listed = compiled(r"(?r)(?:[^,;:。()、和\ue000-\uf8ff]{1,10}[、和])+").match(sentence.text, 0, start)
    names = [*(f"{one}{_SHORT}" for one in compiled("[、和]").split(listed[0] if listed else "") if one), name]
    joined = sum(1 for _ in _joined(sentence, k)) + 1
    return names if len(names) == joined else [name]


def _joined(sentence: Sentence, k: int) -> Iterator[int]:
    while k + 1 < len(sentence.mentions) and _JOINT.fullmatch(sentence.between(k, k + 1)) and sentence.mentions[k + 1].kind is MentionKind.PERCENT:
        k += 1
        yield k
