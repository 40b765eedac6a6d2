"""Rates bound to their counts by name: 调解成功率 divides what 调解成功 counts.

A rate's own name says what its numerator is. A count that the name does not name is no numerator, however near it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from re import escape

from auditor.expression import compiled, expression
from auditor.lexicon import Lexicon
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.record import replace
from auditor.relating.narrowing import fails, is_its_own, is_narrowed, is_narrower, is_of_a_batch, is_of_a_lot, negates, says_no_more, told_base
from auditor.relating.partition import Partition
from auditor.relating.rate_name import family_of, rate_name, run_start, told_name
from auditor.relating.rate_words import RateWords, names
from auditor.relating.rated import Binding, binding, can_be_divided, follows, is_overtaken, reaches
from auditor.relating.sentence import RATES, Sentence
from auditor.relating.share import bind_share, is_said_to_be
from auditor.relating.unit import alike, comparable

_SHARES = RATES | {MentionKind.RATIO}
# "共办结" "已全部办结" — not "公共"
_OF_ALL = expression(r"(?<!公)共|合计|总计|累计|全部")
# "、达到合格标准的" between two figures of one list — not ",办结"
_LISTED_WITH = expression(r"、[^,;:。、()\ue000-\uf8ff]+")
# "应搬迁" of 签约率 — not "应急"
_DUE = expression(r"应(?![急用对])\p{Han}")
# So many characters of a rate's name tell what it is of
_HEAD, _OUTCOMES = 2, ("成功率", "检出率", "发生率")
# "不起诉" "未成年犯罪" ends not so — the negated word that a rate is named by
_NEGATED_NAME = expression(r"[不未]\p{Han}{1,2}$")


def bind_rates(sentence: Sentence, lexicon: Lexicon, listed: Sequence[Partition] = ()) -> Iterator[Binding]:
    """Every rate of a sentence whose name or wording says what it divides; `listed` are the wholes of the sentence with their parts."""
    return filter(None, (bind_rate(sentence, order, lexicon, listed) for order in range(len(sentence.mentions))))


def bind_rate(sentence: Sentence, order: int, lexicon: Lexicon, listed: Sequence[Partition] = ()) -> Binding | None:
    """The rate at an ordinal."""
    mention = sentence.mentions[order]
    if mention.kind not in _SHARES or mention.quoted or mention.components:
        return None
    name = told_name(sentence, order)
    named = _by_name(sentence, order, name, lexicon) if name and mention.kind in RATES else None
    return named or (None if name.endswith("率") else bind_share(sentence, order, lexicon, listed))


def _by_name(sentence: Sentence, order: int, name: str, lexicon: Lexicon) -> Binding | None:
    family = family_of(name, lexicon)
    if family is not None and not family.part and family.may_exceed:
        return None
    changed = sentence.clause_before(order)
    if compiled(r"(?:增长|下降|提高|上升|降低|回落)(?:了)?$").search(changed):
        return None
    key = _NEGATED_NAME.search(name[:-1])
    if key and family and key[0] not in family.name:
        # 不起诉率 counts what is 不起诉, whatever 起诉率 counts
        family = None
    words = RateWords(
        family.part if family and family.part else (key[0] if key else name[:-1][-2:],),
        family.whole if family else (),
        name,
        bool(family and family.named),
    )
    if (
        name.endswith(_OUTCOMES)
        and name[:-3][-2:]
        and not any(words.names_part(m) or words.is_done(m) or negates(words.part, m.label) for m in sentence.mentions if m.kind in AMOUNTS)
    ):
        # 视力不良检出率 of "视力不良1012人": no count is called 检出, the word before it names the numerator
        words = RateWords((name[:-3][-2:],), words.whole, name)
    near = [k for k in _near(sentence, order, words) if not sentence.mentions[k].quoted and not words.is_due(sentence.mentions[k])]
    parts = [k for k in near if words.names_part(sentence.mentions[k]) or words.is_done(sentence.mentions[k])]
    for part in parts:
        wholes = _wholes(sentence, part, order, words, lexicon)
        narrower = wholes and is_narrower(name, words.part, sentence.mentions[part], sentence.mentions[wholes[0][0]], lexicon)
        beside = abs(part - order) == 1 and bool(wholes) and binding(sentence, order, part, wholes, stated=False, by="name").gives()
        if wholes and (beside or not (narrower and _has_twin(sentence, order, words))):
            behind = part < wholes[0][0] < order
            head = name.removesuffix(family.name) if family and family.may_exceed and family.whole else ""
            # 鱼油产能利用率 beside 鱼粉产能
            if head and head not in sentence.mentions[wholes[0][0]].label:
                continue
            of_it = behind and is_its_own(words.whole, sentence.mentions[part], sentence.mentions[wholes[0][0]])
            if behind and not of_it and is_narrower(name, words.part, sentence.mentions[part], sentence.mentions[wholes[0][0]], lexicon, most=0):
                continue
            stated = not behind and says_no_more(sentence.mentions[part], sentence.mentions[wholes[0][0]], name, lexicon)
            others = tuple(sentence.mentions[k] for k in parts if k != part and comparable(sentence.mentions[k], sentence.mentions[part]))
            found = replace(
                binding(sentence, order, part, wholes, stated=stated, by="name"),
                # All that follows a rate is told of it: 来信来访办结率 before 登记的1264件中有1216件办结
                supposed=order < part and is_narrowed(sentence.text, name, lexicon),
                narrowed=is_narrowed(sentence.text, name, lexicon, sorts=order > part)
                or _is_of_another(sentence, part, wholes[0][0], words, lexicon)
                or is_of_a_lot(sentence.clause_before(part), sentence.mentions[wholes[0][0]])
                or is_of_a_batch(sentence, order, part),
                carried=_carries(sentence, wholes[0][0], lexicon),
                others=others,
            )
            found = found if found.gives() else replace(found, wholes=(*found.wholes, *_taken_up(sentence, part, found)))
            left = None if found.gives() else _by_rest(sentence, order, near, words, lexicon)
            return left if left is not None and left.gives() else found
    return None if parts else _by_rest(sentence, order, near, words, lexicon)


def _taken_up(sentence: Sentence, part: int, found: Binding) -> Iterator[tuple[Mention]]:
    """The count that the clause of a part takes up behind a semicolon, and that with it gives the rate: 已审结65件;审结案件中败诉的2件,败诉率3.1%."""
    for k in range(part):
        mention, clause = sentence.mentions[k], sentence.clause_before(part)
        taken = "中" in clause and mention.label[-2:] in clause.partition("中")[0]
        if taken and can_be_divided(sentence, k) and comparable(mention, found.part) and replace(found, wholes=((mention,),)).gives():
            yield (mention,)


def _is_of_another(sentence: Sentence, part: int, whole: int, words: RateWords, lexicon: Lexicon) -> bool:
    """Whether a rate is called by what neither of its counts is, but another one: 重点项目开工率 beside 重点项目12个."""
    head = words.text.removesuffix("率")
    for word in sorted((*words.part, *lexicon.words.get("rate-frames", ())), key=len, reverse=True):
        head = head.replace(word, "")
    if len(head) < _HEAD or any(head in sentence.mentions[k].label + sentence.mentions[k].tail for k in (part, whole)):
        return False
    return any(k not in (part, whole) and head in m.label for k, m in enumerate(sentence.mentions) if m.kind in AMOUNTS)


def _carries(sentence: Sentence, whole: int, lexicon: Lexicon) -> bool:
    """Whether a count includes cases carried over and does not say how many: 执结2906件(含旧存); the whole may, of 受理3126件(含旧存) they are some."""
    carried = "|".join(map(escape, lexicon.words.get("carried-over", ())))
    said = compiled(rf"\(?含[^,;。()\ue000-\uf8ff]{{0,6}}(?:{carried})[^,;。()\ue000-\uf8ff]{{0,4}}[),;。]").search(sentence.text)
    return said is not None and (said[0][0] != "(" or said.start() != sentence.positions[whole] + 1)


def _by_rest(sentence: Sentence, order: int, near: Sequence[int], words: RateWords, lexicon: Lexicon) -> Binding | None:
    """合格率 beside what was checked and what was found 不合格."""
    for part in near:
        label = sentence.mentions[part].label
        wholes = _wholes(sentence, part, order, words, lexicon) if negates(words.part, label) or fails(words.part, label, lexicon) else []
        if (
            wholes
            and (wholes[0][0] < part and not is_overtaken(sentence, part, order))
            and not is_narrower(words.text, words.part, sentence.mentions[part], sentence.mentions[wholes[0][0]], lexicon)
        ):
            frame = words.text.replace(words.part[0], "")
            single = (binding(sentence, order, part, [whole], stated=False, by="name") for whole in wholes if len(whole) == 1)
            found = [replace(one, rest=True) for one in single]
            narrowed = is_narrowed(sentence.text, frame, lexicon)
            return replace(next(filter(Binding.gives, found), found[0]), narrowed=narrowed) if found else None
    return None


def _near(sentence: Sentence, order: int, words: RateWords) -> list[int]:
    """Ordinals of the amounts that a rate may speak of: those before it, nearest first, then those behind it in its own or the next brackets.

    What its word names alone right behind it, 适用率89%，适用456人, comes first.
    """
    before = [k for k in range(run_start(sentence, order) - 1, -1, -1) if reaches(sentence, k, order)]
    after = [k for k in range(order + 1, len(sentence.mentions)) if follows(sentence, order, k) or (not before and reaches(sentence, k, order))]
    own = [order + 1] if before and order + 1 < len(sentence.mentions) and _is_told_next(sentence, order, words) else []
    return [k for k in own + before + after if can_be_divided(sentence, k)]


def _is_told_next(sentence: Sentence, order: int, words: RateWords) -> bool:
    """Whether the clause right behind a rate is its word and a figure: ,适用⟨⟩."""
    said = sentence.between(order, order + 1)
    return said[:1] == "," and said[1:].removeprefix("共").removeprefix("已") in words.part and bool(said[1:])


def _wholes(sentence: Sentence, part: int, rate: int, words: RateWords, lexicon: Lexicon) -> list[tuple[int, ...]]:
    """Denominators of a numerator: amounts of its sort that its name does not name, before it, or with it in brackets behind the rate."""
    mentions = sentence.mentions
    numerator = mentions[part]
    old = lexicon.words.get("carried-over", ())
    same = [
        k
        for k in range(len(mentions))
        if k not in (part, rate)
        and can_be_divided(sentence, k)
        and mentions[k].kind == numerator.kind
        and (comparable(mentions[k], numerator) or (alike(mentions[k], numerator) and words.names_whole(mentions[k])))
        and (
            reaches(sentence, k, part)
            or follows(sentence, rate, k)
            or (follows(sentence, part, k) and _is_old(sentence, k, old))
            or (bool(words.whole) and k < part and (words.names_whole(mentions[k]) or _is_old(sentence, k, old)))
        )
        and (not words.names_part(mentions[k]) or words.names_whole(mentions[k]) or words.is_due(mentions[k]))
    ]
    base = told_base(sentence, rate)
    same = (
        [k for k in same if base and is_said_to_be(base, mentions[k].label)]
        or _without_siblings(sentence, part, same, words)
        or _only_mentioning(sentence, part, rate, words)
    )
    asked = [k for k in same if words.names_whole(mentions[k]) or words.is_due(mentions[k]) or _DUE.match(mentions[k].label)]
    pool = asked or ([] if words.named else same)
    # 不良贷款余额3.2亿元，各项贷款余额216亿元，不良率⟨⟩: what is named for the denominator may stand behind its part
    behind = [k for k in asked if part < k < rate and not mentions[k].value.below(numerator.value)]
    # 药品86件、器械42件，合计⟨⟩，结案⟨⟩: what they come to together is what was closed
    pool += [k for k in same if k not in pool and pool and pool[0] < k < part and _OF_ALL.fullmatch(sentence.clause_before(k))]
    ordered = [k for k in reversed(pool) if k < part] or behind or [k for k in pool if follows(sentence, rate, k) or words.is_due(mentions[k])]
    carried = [k for k in same if _is_old(sentence, k, old)]
    single: list[tuple[int, ...]] = [(k,) for k in ordered if k not in carried]
    listed = _taken_together(sentence, part, same)
    if listed:
        single = [*(one for one in single if not mentions[one[0]].value.below(numerator.value)), listed]
    return single + [(k, c) for k in ordered for c in carried if k != c]


def _is_old(sentence: Sentence, k: int, words: Sequence[str]) -> bool:
    """Whether a count is of cases carried over: 上年未结的⟨⟩, of which the label has the period no more."""
    return names(words, sentence.mentions[k]) or any(word in sentence.clause_before(k) for word in words)


def _taken_together(sentence: Sentence, part: int, wholes: Sequence[int]) -> tuple[int, ...]:
    """The list right before a part that is of all of it: 投诉286件，举报134件，咨询320件，共办结⟨⟩; none where 共 does not stand, or 其中 does."""
    run: list[int] = []
    for k in range(part - 1, -1, -1) if _OF_ALL.search(sentence.clause_before(part)) else ():
        if k not in wholes or _OF_ALL.search(sentence.clause_before(k)) or "其中" in sentence.clause_before(k):
            break
        run.insert(0, k)
    return tuple(run) if len(run) > 1 else ()


def _without_siblings(sentence: Sentence, part: int, wholes: list[int], words: RateWords) -> list[int]:
    """The wholes but for what stands in one list with the part, 优良78个、合格36个, where others are left; no sibling is 计划24万吨、完成21万吨."""
    others = [
        k
        for k in wholes
        if k > part
        or (words.names_whole(sentence.mentions[k]) and not words.names_part(sentence.mentions[k]))
        or not _LISTED_WITH.fullmatch(sentence.text, sentence.positions[k] + 1, sentence.positions[part])
    ]
    return others or wholes


def _only_mentioning(sentence: Sentence, part: int, rate: int, words: RateWords) -> list[int]:
    """The one count before a part whose noun has the rate's word within: 整改通知书156份 beside 按期整改148份."""
    mentions = sentence.mentions
    found = [k for k in range(part) if can_be_divided(sentence, k) and comparable(mentions[k], mentions[part]) and reaches(sentence, k, part)]
    whole = found[0] if len(found) == 1 and words.is_noun(mentions[found[0]]) else None
    return [] if whole is None or any(mentions[k].kind in RATES for k in range(whole, rate)) else [whole]


def _has_twin(sentence: Sentence, order: int, words: RateWords) -> bool:
    """Whether another rate of the sentence is named by the same word, so that the counts may be that one's."""
    others = [m for k, m in enumerate(sentence.mentions) if k != order and m.kind in RATES]
    return any(name and any(word in name for word in words.part) for name in (rate_name(m.label) for m in others))
