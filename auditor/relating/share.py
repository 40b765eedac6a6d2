"""Shares bound to their counts: 占…的35% divides by what stands between 占 and 的, 占35% alone by the whole of the amount before it."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import AMOUNTS, MentionKind
from auditor.relating.dated import years
from auditor.relating.partition import Partition
from auditor.relating.rated import Binding, binding, can_be_divided, follows, is_about, reaches
from auditor.relating.sentence import RATES, Sentence
from auditor.relating.unit import comparable, is_average, same_unit
from auditor.relating.whole import TOTAL_WORD

# "占" "约占" "占党员总数的" "占全部支出的比重为": the share of the amount in the clause before — not "工业投资占", whose subject has no figure here
_SHARE = expression(
    r"(?:其中)?(?:约|仅|只|[刚正恰]好|已)?(?:(?:为|是|完成|达到?)(?P<of>(?:年度|全年|年初|年|[省市县区]定|上级下达|调整后?的?|总)?(?:计划|目标|任务|预算|指标)(?:任务|目标|数)?)的|占|占比|占到|(?:所占)?比[例重]|在(?P<of>[^,;:。“”()占]{2,14}?)(?:中|里)的?(?:占比|比[例重]|份额|占)|占(?P<of>[^,;:。“”()占]{1,14}?)(?:的|比重|比例|的比重|的比例))(?:约|仅|只|高|为|达|达到|是|只有)*"
)
# "风电占比" behind "风电82万千瓦": the subject is said again
_OWN_SHARE = expression(rf"(?P<subject>[^,;:。“”()占]{{2,10}}?)(?:{_SHARE.pattern})")
# "二者占" "共同占" — not "单独或共同负责"
_SEVERAL = expression(r"二者|两者|三者|(?<!或)共同|分别")
# "党员总数" counts 党员; "所持股份总数" counts what somebody holds
_TOTALS = expression(r"(?:总数|总量|总额|总计|合计|总人数|总和|余额|数量|数)$")
# "一般公共预算支出完成" is called 一般公共预算支出
_CAME_TO = expression(r"(?:(?<!公)共|累计|合计|总计|完成|实现|达到?|为|计)+$")
# "起诉人数" counts what 起诉 did
_NUMBERS = expression(r"(?:总人数|总数|总量|总额|总计|合计|人数|件数|户数|[总数量])$")
# "总人口" "全行业收入" "年度营业收入" say of all what "人口" and "收入" say
_ALL = expression(r"^(?:全部|所有|年度|(?:全|本|当)年度?|全(?:行业|系统|社会|[国省市县区镇乡村校院局])|总|各[类项种])+(?=\p{Han}{2})")
# "占其所持公司股份总数的" speaks of what the holder has: "直接持有公司股份" — not "累计质押股份" nor "将其持有的公司", a part that is pledged
_OWN_SHARES = expression(r"其[^,;。]{0,6}持")
_HOLDING = expression(r"^(?!.*将).*持(?:有|股)(?!人)(?!.*质押)")
# "全体职工" "全部案件" "全校教师共" — not "职工"
_OF_ALL = expression(r"全体|全部|所有|全[省市县区镇村校院局公]|总")
# Opens the statement of a part and says what it is part of: "在工业用电中,高技术制造业用电" "税收收入中,增值税" — not "年内," nor "其中,"
_WITHIN = expression(
    r"(?:^|[;。])\s*(?:而)?(?:在(?P<of>[^,;:。“”()\ue000-\uf8ff]{2,14}?)(?:当?中|里|之?内)|(?P<of>[^,;:。“”()\ue000-\uf8ff]{2,14})中),[^;。\ue000-\uf8ff]*$"
)
# "餐饮店中有" between a number and those of it, and ",存在问题," up to the fraction — not "中,上年有"
_AMONG = expression(r"[^,;:。()\ue000-\uf8ff]{0,10}[中里],?(?:共|已|就|只|仅)?有")
# ",占" "(约占主营业务收入的" between an amount and its share
_SHORT = expression(r"[,(][^,;:。()\ue000-\uf8ff]{1,20}")
_NO_FIGURE = expression(r"[^,;:。()\ue000-\uf8ff]{0,14},")
# ",占比最高," before "为⟨⟩"
_MOST = expression(r"[,(]?占比(?:最[高大多]|居首位?|居第一位?|领先|较[高大]|过半),")
_IS = frozenset({"为", "达", "达到", "高达", "是"})
# "2023年税收收入"
_YEAR = expression(r"(?:19|20)\d\d年")
_NOUN = 2
_PLANS = frozenset(
    period + word
    for period in ("", "年度", "全年", "年初", "省定", "市定", "县定", "区定", "上级下达")
    for word in ("计划", "目标", "任务", "预算", "目标任务", "计划任务")
)
_HELD = expression(r"持有|持股|质押|冻结|减持|增持")


def is_said_to_be(of: str, label: str) -> bool:
    """Whether the label of a whole ends with what the share is said to be of: 占党员总数的 and 全县共有党员."""
    noun = _ALL.sub("", _TOTALS.sub("", of))
    if _OWN_SHARES.match(of):
        return bool(_HOLDING.search(label))
    if noun.startswith("调整"):
        return "调整" in label
    if noun in _PLANS:
        return any(word in label for word in ("计划", "目标", "任务", "预算"))
    named = _TOTALS.sub("", _CAME_TO.sub("", label))
    both = noun.startswith("出口") and named.endswith("进" + noun)
    return len(noun) > 1 and named.endswith(noun) and not both and not (_HELD.search(label) and "持" not in of)


def is_counted_by(of: str, label: str) -> bool:
    """Whether a total is called by what was done to count it: 占排查总数的 and 共排查自建房, 占起诉人数的 and 提起公诉."""
    verb = _NUMBERS.sub("", of).removesuffix("案件")
    return verb != of and len(verb) > 1 and (verb in label or (len(verb) == len("起诉") and _in_order(verb, label)))


def _in_order(short: str, words: str) -> bool:
    """Whether words hold the characters of a short form, in its order: 起诉 of 提起公诉."""
    at = iter(words)
    return all(c in at for c in short)


def bind_share(sentence: Sentence, order: int, lexicon: Lexicon, listed: Sequence[Partition]) -> Binding | None:
    """A share with the amount before it, or with the one whose name it says again, and the wholes that it may be of."""
    clause = sentence.clause_before(order).strip()
    if order and clause in _IS and _MOST.match(sentence.text, sentence.positions[order - 1] + 1, sentence.positions[order]):
        clause = "占比"
    match = _SHARE.fullmatch(clause)
    again = _OWN_SHARE.fullmatch(clause) if match is None else None
    said = match or again
    if said is None:
        return _of_some(sentence, order) if not clause else None
    if sentence.mentions[order].hedges and not said["of"] and sentence.text[sentence.positions[order] + 1 :].startswith("的"):
        return None  # 占比过半的乡镇: a class of its own, no share of what stands before
    of = said["of"] or ""
    before = [k for k in range(order) if can_be_divided(sentence, k) and reaches(sentence, k, order)]
    levels = before
    if again:
        before = _up_to(sentence, before, again["subject"])
    if not before or _SEVERAL.search(sentence.mentions[before[-1]].label):
        return None
    part = before[-1]
    apart = not again and any(sentence.mentions[k].kind in AMOUNTS for k in range(part + 1, order))
    # 基层就诊1420人次（占39.2%）
    explained = follows(sentence, part, order)
    if (sentence.groups[part] != sentence.groups[order] and not explained) or apart:
        return None
    wholes: list[tuple[int, ...]] = [
        (k,) for k in reversed(levels if of else before) if k != part and comparable(sentence.mentions[k], sentence.mentions[part])
    ]
    if not of and "其中" not in sentence.text[: sentence.positions[part]].rpartition(";")[2].rpartition("占")[2]:
        # 甲6420元，占41.4%，乙5870元，占⟨⟩: what has its own share beside is no whole of the next one
        wholes = [w for w in wholes if not _has_its_share(sentence, w[0])]
    within = None if of else _WITHIN.search(sentence.text, 0, sentence.positions[part])
    said_above = [(k,) for k in range(part - 1, -1, -1) if within and is_said_to_be(within["of"], sentence.mentions[k].label)]
    if said_above:
        wholes = [w for w in said_above if comparable(sentence.mentions[w[0]], sentence.mentions[part])]
    told_before = [] if wholes or of or again else _of_the_last(sentence, part)
    wholes = (
        wholes or _averaged_under(sentence, part) or [*told_before, *_listed_under(sentence, part, listed)] or _told_behind(sentence, part, order)
    )
    if of and of not in lexicon.words.get("everything", ()):
        named = [w for w in wholes if is_said_to_be(of, sentence.mentions[w[0]].label)]
        wholes = named or [w for w in wholes if is_counted_by(of, sentence.mentions[w[0]].label)]
    wholes = _of_its_year(sentence, part, wholes)
    linked = bool(of) or "其中" in sentence.text[: sentence.positions[part]]
    return binding(sentence, order, part, wholes, stated=linked and len(wholes) == 1, by="share") if wholes else None


def _has_its_share(sentence: Sentence, k: int) -> bool:
    """Whether the share of an amount stands right behind it, 6420元，占41.4%, as in a list of what makes up one whole."""
    behind = k + 1 < len(sentence.mentions) and sentence.mentions[k + 1].kind in RATES
    return behind and _SHARE.fullmatch(sentence.clause_before(k + 1).strip()) is not None and _SHORT.fullmatch(sentence.between(k, k + 1)) is not None


def _of_its_year(sentence: Sentence, part: int, wholes: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The wholes but for those of another year than the part says: 2024年收入⟨⟩,其中2023年税收收入⟨⟩."""
    if not _YEAR.search(sentence.clause_before(part)):
        return wholes
    dated = years(sentence)
    return [whole for whole in wholes if dated.get(whole[0], dated[part]) == dated[part]]


def _of_some(sentence: Sentence, order: int) -> Binding | None:
    """A fraction in words right behind the number that some of a number are: ⟨86家⟩店中有⟨39家⟩存在问题,超过⟨一半⟩."""
    if (
        order < 2
        or not sentence.mentions[order].hedges
        or not (sentence.mentions[order].unit == "成" or sentence.mentions[order].kind is MentionKind.RATIO)
    ):
        return None
    at = sentence.positions[order] + 1
    if sentence.text[at : at + 1] not in ("", *",;。 "):
        return None
    of_them = _AMONG.fullmatch(sentence.between(order - 2, order - 1)) and _NO_FIGURE.fullmatch(sentence.between(order - 1, order))
    fits = all(can_be_divided(sentence, k) for k in (order - 2, order - 1)) and comparable(*sentence.mentions[order - 2 : order])
    return binding(sentence, order, order - 1, [(order - 2,)], stated=False, by="share") if of_them and fits else None


def _told_behind(sentence: Sentence, part: int, order: int) -> list[tuple[int, ...]]:
    """The figure of all, behind the share of some of them: 女职工420人，占38%；全体职工1100人, or behind the shares of several, 全年共登记656件, that fits or nearly does."""
    if order + 1 >= len(sentence.mentions):
        return []
    k, noun = order + 1, sentence.mentions[part].label[-_NOUN:]
    label = sentence.mentions[k].label
    if comparable(sentence.mentions[k], sentence.mentions[part]) and _OF_ALL.match(label) and len(noun) == _NOUN and label.endswith(noun):
        return [(k,)]
    behind = [k for k in range(order + 1, len(sentence.mentions)) if comparable(sentence.mentions[k], sentence.mentions[part])]
    totals = [k for k in behind if can_be_divided(sentence, k) and TOTAL_WORD.search(sentence.clause_before(k)) and sentence.groups[k] is None]
    about = [k for k in totals if is_about(sentence.mentions[order], sentence.mentions[part], sentence.mentions[k])]
    return [(about[0],)] if len(totals) == len(about) == 1 else []


def _of_the_last(sentence: Sentence, part: int) -> list[tuple[int, ...]]:
    """The figure that shares of the statements before are surely of: 84件中，公开51件，占60.7%；不予处理18件，占24.1%."""
    if ";" not in sentence.text[: sentence.positions[part]]:
        return []
    told = [k for k in range(2, part) if sentence.mentions[k].kind is MentionKind.PERCENT and _SHARE.fullmatch(sentence.clause_before(k).strip())]
    wholes = [k for k in range(part) if can_be_divided(sentence, k) and comparable(sentence.mentions[k], sentence.mentions[part])]
    fitting = (k for k in wholes if any(k < n - 1 and binding(sentence, n, n - 1, [(k,)], stated=False, by="share").gives() for n in told))
    return [(k,) for k in [*fitting][:1]]


def _up_to(sentence: Sentence, before: Sequence[int], subject: str) -> list[int]:
    """The levels up to the nearest one that counts the subject; none where no figure does."""
    names = [sentence.mentions[k].label.removeprefix("其中") for k in before]
    # 税收 of 税收收入, where no other begins so
    short = [n for n, name in enumerate(names) if name.startswith(subject) and len(name) - len(subject) <= _NOUN]
    named = [n for n, name in enumerate(names) if name == subject] or (short if len(short) == 1 else [])
    return list(before[: named[-1] + 1]) if named else []


def _averaged_under(sentence: Sentence, part: int) -> list[tuple[int, ...]]:
    """The average that 其中 divides right before a part: 人均可支配收入18600元，其中工资性收入9486元."""
    average = part > 0 and sentence.mentions[part].label.startswith("其中") and is_average(sentence.mentions[part - 1])
    return [(part - 1,)] if average and same_unit(sentence.mentions[part - 1], sentence.mentions[part]) else []


def _listed_under(sentence: Sentence, part: int, listed: Sequence[Partition]) -> list[tuple[int, ...]]:
    """The whole of the list in which a part stands, behind a semicolon too: 收入600万元，其中甲400万元，占67%；乙200万元，占33%."""
    under = [p.whole for p in listed if p.near and any(m is sentence.mentions[part] for m in p.parts)]
    return [(k,) for k, mention in enumerate(sentence.mentions) if any(mention is whole for whole in under)]
