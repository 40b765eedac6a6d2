"""Rates bound to their counts by name: 调解成功率 divides what 调解成功 counts, 占…的35% divides by what stands between 占 and 的.

A rate's own name says what its numerator is. A count that the name does not name is no numerator, however near it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import compiled, expression
from auditor.lexicon import Lexicon, RateFamily
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.record import record, replace
from auditor.relating.narrowing import is_narrowed, is_narrower, negates, says_no_more
from auditor.relating.partition import CHANGE, Partition
from auditor.relating.sentence import Sentence
from auditor.relating.share import is_said_to_be
from auditor.relating.unit import alike, comparable, is_average

_RATES = frozenset({MentionKind.PERCENT, MentionKind.PERMILLE})
_SHARES = _RATES | {MentionKind.RATIO}
# "调解成功率" "办结率均" "亏损面" "药占比" — not "增长率" (a change) and not "频率"
_NAMED_RATE = expression(
    r"(?P<name>[^\s,;:。“”()]{1,16}率|[^\s,;:。“”()]{0,14}(?:亏损面|[药耗]占比|(?:支出|执行|拨付)进度))(?:均|都|已|也|则|同样|分别|仅|只|又|提[高升]|上升|稳定|保持)*$"
)
# "占" "约占" "占党员总数的" "占全部支出的比重为": the share of the amount in the clause before — not "工业投资占", whose subject has no figure here
_SHARE = expression(
    r"(?:其中)?(?:约|仅|只)?(?:(?:为|是|完成|达到?)(?P<of>(?:年度|全年|年初|年)?(?:计划|目标|任务|预算)(?:任务|目标|数)?)的|占|占比|占到|所占比例|所占比重|占(?P<of>[^,;:。“”()占]{1,14}?)(?:的|比重|比例|的比重|的比例))(?:约|为|达|达到)*"
)
_OUTCOMES = ("成功率", "检出率", "发生率")
_SEVERAL = expression(r"二者|两者|三者|合计|共计|共同|分别")
# Amounts of this sort are no numerators: ages, stretches of time
_NO_PART = frozenset({"age", "duration", "duration-months", "duration-working", "temperature"})
# "不正常航班" is not what 正常率 counts
_NEGATED = frozenset("不未非没无")


@record(frozen=True, slots=True)
class Binding:
    """A rate with its possible denominators, most likely first; each is one mention or several that are added (carry-over).

    `stated`: nothing but this pair can be meant, so that a contradiction is an error; `by`: "name" or "share";
    `narrowed`: the name picks some of the cases counted, 命案破案率 beside 立案 and 破案 of all sorts, so that a pair that does not fit proves nothing;
    `rest`: the part is what the rate leaves out (不合格63批次 of 合格率).
    """

    rate: Mention
    part: Mention
    wholes: tuple[tuple[Mention, ...], ...]
    stated: bool
    by: str
    narrowed: bool = False
    rest: bool = False


@record(frozen=True, slots=True)
class _Name:
    """What a rate's name asks of the labels: words of the numerator and of the denominator."""

    part: tuple[str, ...]
    whole: tuple[str, ...]
    text: str


def rate_name(label: str) -> str:
    """The name of a rate at the end of a label, "" where the label ends otherwise: "全年案件办结率" → itself."""
    match = _NAMED_RATE.search(label)
    return match["name"] if match else ""


def family_of(name: str, lexicon: Lexicon) -> RateFamily | None:
    """The family of the lexicon whose name is the longest ending of `name`."""
    fitting = [family for family in lexicon.rates if name.endswith(family.name)]
    return max(fitting, key=lambda family: len(family.name)) if fitting else None


def bind_rates(sentence: Sentence, lexicon: Lexicon, listed: Sequence[Partition] = ()) -> Iterator[Binding]:
    """Every rate of a sentence whose name or wording says what it divides; `listed` are the wholes of the sentence with their parts."""
    for order, mention in enumerate(sentence.mentions):
        if mention.kind not in _SHARES or mention.quoted or mention.components:
            continue
        name = rate_name(mention.label)
        named = _by_name(sentence, order, name, lexicon) if name and mention.kind in _RATES else None
        binding = named or (None if name.endswith("率") else _by_share(sentence, order, lexicon, listed))
        if binding is not None:
            yield binding


def _by_name(sentence: Sentence, order: int, name: str, lexicon: Lexicon) -> Binding | None:
    family = family_of(name, lexicon)
    if family is not None and not family.part and family.may_exceed:
        return None
    changed = sentence.clause_before(order)
    if compiled(r"(?:增长|下降|提高|上升|降低|回落)(?:了)?$").search(changed):
        return None
    key = name[:-1][-2:]
    words = _Name(family.part if family and family.part else (key,), family.whole if family else (), name)
    if (
        name.endswith(_OUTCOMES)
        and name[:-3][-2:]
        and not any(_names(words.part, m) or _is_done(m, words) or negates(words.part, m.label) for m in sentence.mentions if m.kind in AMOUNTS)
    ):
        # 视力不良检出率 of "视力不良1012人": no count is called 检出, the word before it names the numerator
        words = _Name((name[:-3][-2:],), words.whole, name)
    near = [k for k in _near(sentence, order) if not sentence.mentions[k].quoted and not _is_due(sentence.mentions[k], words)]
    parts = [k for k in near if _names(words.part, sentence.mentions[k]) or _is_done(sentence.mentions[k], words)]
    for part in parts:
        wholes = _wholes(sentence, part, order, words, lexicon)
        narrower = wholes and is_narrower(name, words.part, sentence.mentions[part], sentence.mentions[wholes[0][0]], lexicon)
        if wholes and not (narrower and _has_twin(sentence, order, words)):
            stated = says_no_more(sentence.mentions[part], sentence.mentions[wholes[0][0]], name, lexicon)
            return replace(_binding(sentence, order, part, wholes, stated=stated, by="name"), narrowed=is_narrowed(sentence.text, name, lexicon))
    return None if parts else _by_rest(sentence, order, near, words, lexicon)


def _by_rest(sentence: Sentence, order: int, near: Sequence[int], words: _Name, lexicon: Lexicon) -> Binding | None:
    """合格率 beside what was checked and what was found 不合格."""
    for part in near:
        label = sentence.mentions[part].label
        wholes = _wholes(sentence, part, order, words, lexicon) if negates(words.part, label) else []
        if (
            wholes
            and wholes[0][0] < part
            and not is_narrower(words.text, words.part, sentence.mentions[part], sentence.mentions[wholes[0][0]], lexicon)
        ):
            return replace(_binding(sentence, order, part, wholes[:1], stated=False, by="name"), rest=True)
    return None


def _by_share(sentence: Sentence, order: int, lexicon: Lexicon, listed: Sequence[Partition]) -> Binding | None:
    match = _SHARE.fullmatch(sentence.clause_before(order).strip())
    if match is None:
        return None
    of = match["of"] or ""
    before = [k for k in range(order) if can_be_divided(sentence, k) and _reaches(sentence, k, order)]
    if not before or _SEVERAL.search(sentence.mentions[before[-1]].label):
        return None
    part = before[-1]
    if sentence.groups[part] != sentence.groups[order] or any(sentence.mentions[k].kind in AMOUNTS for k in range(part + 1, order)):
        return None
    wholes: list[tuple[int, ...]] = [(k,) for k in reversed(before[:-1]) if comparable(sentence.mentions[k], sentence.mentions[part])]
    wholes = wholes or _listed_under(sentence, part, listed)
    if of and of not in lexicon.words.get("everything", ()):
        wholes = [w for w in wholes if is_said_to_be(of, sentence.mentions[w[0]].label)]
    linked = bool(of) or "其中" in sentence.text[: sentence.positions[part]]
    return _binding(sentence, order, part, wholes, stated=linked and len(wholes) == 1, by="share") if wholes else None


def _listed_under(sentence: Sentence, part: int, listed: Sequence[Partition]) -> list[tuple[int, ...]]:
    """The whole of the list in which a part stands, behind a semicolon too: 收入600万元，其中甲400万元，占67%；乙200万元，占33%."""
    under = [p.whole for p in listed if p.near and any(m is sentence.mentions[part] for m in p.parts)]
    return [(k,) for k, mention in enumerate(sentence.mentions) if any(mention is whole for whole in under)]


def _binding(sentence: Sentence, rate: int, part: int, wholes: Sequence[tuple[int, ...]], *, stated: bool, by: str) -> Binding:
    mentions = sentence.mentions
    return Binding(mentions[rate], mentions[part], tuple(tuple(mentions[k] for k in whole) for whole in wholes), stated, by)


def _near(sentence: Sentence, order: int) -> list[int]:
    """Ordinals of the amounts that a rate may speak of: those before it, nearest first, then those behind it in its own or the next brackets."""
    before = [k for k in range(order - 1, -1, -1) if _reaches(sentence, k, order)]
    after = [k for k in range(order + 1, len(sentence.mentions)) if _follows(sentence, order, k) or (not before and _reaches(sentence, k, order))]
    return [k for k in before + after if can_be_divided(sentence, k)]


def _reaches(sentence: Sentence, k: int, order: int) -> bool:
    """Whether mention `k` is in view of mention `order`: in the same brackets or in none, no other brackets' content."""
    return sentence.groups[k] in (sentence.groups[order], None) and not _crosses_statement(sentence, k, order)


def _crosses_statement(sentence: Sentence, k: int, order: int) -> bool:
    """Whether a semicolon of their own level stands between two mentions."""
    low, high = sorted((sentence.positions[k], sentence.positions[order]))
    if ";" not in sentence.text[low:high]:
        return False
    inner = [b for b in sentence.brackets if low < b[0] and b[1] < high]
    return any(c == ";" and not any(b[0] < i < b[1] for b in inner) for i, c in enumerate(sentence.text[low:high], low))


def _follows(sentence: Sentence, order: int, k: int) -> bool:
    """Whether mention `k` explains the rate before it: in brackets that open right behind the rate."""
    group = sentence.groups[k]
    return group is not None and group[0] == sentence.positions[order] + 1


def _names(words: Sequence[str], mention: Mention) -> bool:
    return any(_says(word, mention.label) or _says(word, mention.tail[:8]) for word in words)


def _is_due(mention: Mention, words: _Name) -> bool:
    """Whether a label says what ought to be: 应参保 for 参保率, 应种 for 接种率."""
    return any("应" + part[-1] in mention.label or "应" + part in mention.label for part in words.part)


def _is_done(mention: Mention, words: _Name) -> bool:
    """Whether a label says what really is: 实种 for 接种率."""
    return any("实" + part[-1] in mention.label or "实际" + part in mention.label for part in words.part)


def _says(word: str, text: str) -> bool:
    """Whether a text has a word that is not negated: 正常 in 正常航班, not in 不正常航班."""
    at = text.find(word)
    return at == 0 or (at > 0 and text[at - 1] not in _NEGATED)


def _wholes(sentence: Sentence, part: int, rate: int, words: _Name, lexicon: Lexicon) -> list[tuple[int, ...]]:
    """Denominators of a numerator: amounts of its sort that its name does not name, before it, or with it in brackets behind the rate."""
    mentions = sentence.mentions
    numerator = mentions[part]
    same = [
        k
        for k in range(len(mentions))
        if k not in (part, rate)
        and can_be_divided(sentence, k)
        and mentions[k].kind == numerator.kind
        and (comparable(mentions[k], numerator) or (alike(mentions[k], numerator) and _names(words.whole, mentions[k])))
        and (_reaches(sentence, k, part) or _follows(sentence, rate, k) or (bool(words.whole) and k < part and _names(words.whole, mentions[k])))
        and (not _names(words.part, mentions[k]) or _names(words.whole, mentions[k]) or _is_due(mentions[k], words))
    ]
    asked = [k for k in same if _names(words.whole, mentions[k]) or _is_due(mentions[k], words)]
    pool = asked or same
    ordered = [k for k in reversed(pool) if k < part] or [k for k in pool if _follows(sentence, rate, k)]
    carried = [k for k in same if _names(lexicon.words.get("carried-over", ()), mentions[k])]
    single: list[tuple[int, ...]] = [(k,) for k in ordered if k not in carried]
    return single + [(k, c) for k in ordered for c in carried if k != c]


def _has_twin(sentence: Sentence, order: int, words: _Name) -> bool:
    """Whether another rate of the sentence is named by the same word, so that the counts may be that one's."""
    others = [m for k, m in enumerate(sentence.mentions) if k != order and m.kind in _RATES]
    return any(name and any(word in name for word in words.part) for name in (rate_name(m.label) for m in others))


def can_be_divided(sentence: Sentence, k: int) -> bool:
    """Whether a mention is an amount that can be divided: no range, no age, no average, no change against another period."""
    mention = sentence.mentions[k]
    if mention.kind not in AMOUNTS or mention.components or mention.dimension in _NO_PART or not mention.unit or is_average(mention):
        return False
    return not CHANGE.search(sentence.text[max(0, sentence.positions[k] - 12) : sentence.positions[k]])
