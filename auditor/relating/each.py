"""Averages and unit prices bound to their total and number: 人均, 户均, 平均每期, 每亩补助, 单价 say what they are for each of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.expression import compiled, expression
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.number import within
from auditor.record import record
from auditor.relating.discourse import passage
from auditor.relating.recurrence import SPANS, divisor, is_mere_part, is_of_before, is_of_each_period, stretches, times_of
from auditor.relating.sentence import QUANTITY_SIGNS, Sentence
from auditor.relating.unit import comparable, is_price

if TYPE_CHECKING:
    import regex

# "平均每个乡镇" "每亩" "户均" "日均投资" "单价" "平均亩产" "水稻单产" "各补助", "年均" beside 三年 — not "月人均", a twelfth of the yearly figure
_EACH = expression(
    r"^\s*(?:\p{Han}{0,8}?|(?!\p{Han}*[比较由从最原])\p{Han}{9,18}?)(?:(?:平均)?每|平均单)(?!月|季|年|日|周|\p{Han}*[日月]均)一?(?P<per>\p{Han}{1,4}?)(?:\p{Han}{0,4}|年均?\p{Han}{2,6}|\p{Han}{2,5}每[年月]\p{Han}{0,2})$"
    r"|^\s*(?:按\p{Han}{2,8}计算?|经?折算|相当于)?(?!\p{Han}?月)\p{Han}{0,4}?(?P<per>人|户|村|亩|日|天|件|校|企|镇|乡|班|次|场|期|店|床|台|车|公里|馆|园|院|队|组|站|点|县|所|社|条|辆|座|株|头|笔|套|宗|单|例|栋|幢|艘|架|间|生|师|卷)均(?!每?月)(?:\p{Han}{0,4}|\p{Han}{2,10}(?:经费|补助|补贴|标准|筹资)(?:为|达|达到|约|是)?)$"
    r"|^\s*平均(?P<per>日)\p{Han}{1,4}$|各(?:补助|补贴|奖励|安排|拨付|资助|投入|下达|给予|拨款|补|奖)\p{Han}{0,4}$"
    r"|(?P<price>单价)(?:为|是|约)?$|(?P<square>单方)(?:建安|综合|土建)?(?:造价|成本|投资)(?:为|约|仅)?$|^\s*(?:平均|(?:小麦|水稻|稻谷|[早晚中]稻|玉米|粮食|大豆|油菜籽?|花生|棉花|马铃薯|高粱|谷子|甘蔗|茶叶|[夏秋]粮)(?:平均)?)?(?P<yield>亩产|单产)(?:量)?(?:为|达|达到|约)?$"
    r"|^\s*(?:平均)?(?:每(?P<period>[年月])|(?P<period>[年月])均)(?P<what>\p{Han}{0,4})$"
)
# "折合平均售价" of a figure whose unit says for each what: 8174元/平方米 — not "最高售价"
_PRICED = expression(r"(?:均价|单价|单方|平均|折合)\p{Han}{0,6}$")
# "单价" "每人补助" — not "人均"; and what it comes to in a later sentence
_PRICE = expression(r"单价|每(?!年|月|日|天|周|季|千|万|百)")
_COMES_TO = expression(r"(?:[发拨支]付|发放|投入|支出|补助|补贴|资金|经费|费用|[租奖]金|工资|金额|货款|价款|合计|共|总)\p{Han}{0,6}[\ue000-\uf8ff]")
# "(市、区)" of "平均每个县(市、区)⟨⟩"
_BRACKETED = expression(r"\([^()\ue000-\uf8ff]{1,12}\)$")
# "每场补助标准不变,仍为⟨⟩"
_STILL = expression(r"(?:标准|单价|价格)?(?:保持|维持)?不变,(?:仍|依然|继续)(?:为|是|按|执行)?$")
_INNER = expression(r"\([^()]*\)")
_MARKS = ",;:。()、“”" + QUANTITY_SIGNS
# What so many years come to: "合同总价" "共支付" — not "总投资"
_TAKEN_TOGETHER = expression(r"^(?!.*投资).*(?:合同|总价|总费|总额|共|合计|累计|总计)")
# Of several numbers one that gives more than this many times the total, or less, is of something else
_FAR = 2
# ",财政补助" between a price and another of its sort — not ",比上年提高" ",最低"
_ADDED = expression(r"[,、](?!.*(?:比|较|最|共|合计|总))\p{Han}{2,10}")
# An amount less than so many times a price is a price too
_LIKE = 5
# "每个村最少配有4名" bounds the number and is no average, "日均由" is one of before
_BOUNDED = expression(r"上限|封顶|最[高低多少](?:不|为|可|每)|至少|最少|不少于|不低于|最多|至多|不超过|[由从]$")
# "上半年已发放" of what each gets a year
_PART_OF_YEAR = expression(r"半年|季度|\d月|[一二三四五六七八九十]月")
_PER_PERSON = frozenset("人名位")
_EARLIER = expression(r"各(?![类种级项])|上年|去年|同期|增加|增长|减少")
_NO_TOTAL = expression(
    r"每|均|最[高低多少大小]|单价|标准|首批|首期|第[一二三四五六]批|预[拨付发支]|[首预垫]付|[定订]金|[余尾]款|先期|先行|上年|去年|同期|增加|增长|减少|下降|降低|降[到至]|提高|上升|升[到至]|综合(?=产|收|效|总)|等共|全产业链|带动|比(?!例|重|率)|较(?!大)"
)


@record(frozen=True)
class Each:
    """What each takes or gives, the number of those, and what it comes to, in so many stretches of time; `far` where it takes more to bind them."""

    each: Mention
    number: Mention
    total: Mention
    far: bool = False
    times: int = 1


def bind_each(sentence: Sentence) -> Iterator[Each]:
    """Every average or price of a sentence with exactly one number of the things it names and a total beside it."""
    for order in _averages(sentence):
        numbers, totals = (_in_statement(sentence, order, found) for found in _candidates(sentence, order))
        if numbers and totals:
            total = _nearest(sentence, order, numbers, totals)
            number = _likeliest(sentence, order, numbers, total)
            times = times_of(sentence, order, total)
            # 春运40天 holds for all that follows
            far = number is not None and sentence.mentions[number].dimension in SPANS
            apart = number is None or _divided(sentence, min(total, order, order if far else number), max(number, total, order))
            if number is not None and times and not apart and not _shared(sentence, order, total):
                yield Each(sentence.mentions[order], sentence.mentions[number], sentence.mentions[total], far, times)


def bind_each_back(sentence: Sentence, before: Sequence[Sentence], bound: Collection[int]) -> Iterator[Each]:
    """The averages of a sentence, none that starts at an offset of `bound`, whose number or total stands before it and is the only one of its sort."""
    own = any(sentence.mentions[k].start not in bound for k in _averages(sentence)) if before else False
    if not own and not (before and _PRICE.search("".join(part.text for part in before)) and _COMES_TO.search(sentence.text)):
        return
    joined = passage(sentence, before)
    for order in _averages(joined.sentence):
        mentions = joined.sentence.mentions
        numbers, totals = _candidates(joined.sentence, order)
        # Either may stand behind a price: 更换水表1200只。水表单价265元，采购费31.8万元
        places = sorted((*numbers, *totals, order))
        single = (
            len(numbers) == len(totals) == 1
            and places[0] < joined.first <= places[-1]
            and (places[-1] == order or _PRICE.search(joined.sentence.clause_before(order)))
        )
        if not single or times_of(joined.sentence, order) != 1 or mentions[order].start in bound or _divided(joined.sentence, places[0], places[-1]):
            continue
        found = Each(mentions[order], mentions[numbers[0]], mentions[totals[0]], far=True)
        asides = [m for m in joined.aside if comparable(m, found.number)]
        if all(is_mere_part(m, found.number, found.each, found.total, joined.sentence.clause_before(order)) for m in asides):
            yield found


def _shared(sentence: Sentence, order: int, total: int) -> bool:
    """Whether a total takes together what several prices come to: 60台，每台4800元，12台，每台2600元，共计⟨⟩; 每人缴费400元，补助670元."""
    each, said = sentence.mentions[order], sentence.clause_before(total)
    others = [k for k in _averages(sentence) if k != order and k < total and comparable(sentence.mentions[k], each)]
    # One whose own total is worded so too (总价5.28亿元；…总价4.17亿元) has it already
    others = [k for k in others if said not in map(sentence.clause_before, range(k + 1, order))]
    if order < total and others and ("总" in said or _TAKEN_TOGETHER.search(said)):
        return True
    beside = sentence.mentions[order + 1] if order + 1 < len(sentence.mentions) else each
    low, high = each.value.middle, beside.value.middle
    alike = beside is not each and (each.kind, each.unit) == (MentionKind.MONEY, beside.unit) and _ADDED.fullmatch(sentence.between(order, order + 1))
    return bool(alike and low and high and high < _LIKE * low)


def _averages(sentence: Sentence) -> list[int]:
    """The ordinals of the averages and prices of a sentence."""
    said = ((k, _match(sentence, k)) for k, m in enumerate(sentence.mentions) if m.kind in AMOUNTS and not m.components)
    return [
        k
        for k, match in said
        if match and not (match.groupdict().get("per") or "").startswith(("月", "年", "季")) and not _BOUNDED.search(sentence.clause_before(k))
    ]


def _candidates(sentence: Sentence, order: int) -> tuple[list[int], list[int]]:
    """The figures that may be the number and those that may be the total of an average."""
    match = _match(sentence, order)
    each = sentence.mentions[order]
    # 单方造价 is of the 造价 alone, not of what the ground cost too
    of = next((word for word in ("造价", "成本", "投资") if word in match[0]), "") if match and "单方" in match[0] else ""
    others = [k for k, m in enumerate(sentence.mentions) if k != order and (m.kind is not MentionKind.MONEY or of in m.label)]
    if is_price(each):
        numerator = each.unit.partition("/")[0]
        measured = [k for k in others if _is_priced(sentence, k, each)]
        return measured, [k for k in others if sentence.mentions[k].unit == numerator and _is_sum(sentence, k)]
    if match and match["period"]:
        return stretches(sentence, order, match["period"]), [k for k in others if _is_of_period(sentence, k, each, match["what"])]
    per = "亩" if match and match["yield"] else "平方米" if match and match["square"] else (match["per"] if match else "") or ""
    said = match[0].rpartition("每")[2] if match else ""
    numbers = [k for k in others if _counts(sentence, k, per, each) or _is_measured_by(sentence.mentions[k], said, each)]
    others = [k for k in others if not (match and "年" in match[0] and _PART_OF_YEAR.search(sentence.clause_before(k)))]
    harvest = bool(match and (match["yield"] or match[0].endswith(("单产", "亩产", "产量"))))
    return numbers, [k for k in others if k not in numbers[:1] and _is_total(sentence, k, each, harvest=harvest)]


def _is_of_period(sentence: Sentence, k: int, each: Mention, what: str) -> bool:
    """Whether a figure is the total of what an average for each year speaks of: 累计投入 of 年均投入, and of 年均 alone."""
    label = sentence.mentions[k].label
    told = what[:2] in label or what[-2:] in label or _TAKEN_TOGETHER.search(sentence.clause_before(k)) is not None
    return _is_total(sentence, k, each, harvest=False) and told


def _match(sentence: Sentence, k: int) -> regex.Match[str] | None:
    """What the words before a figure say that it is for each of, brackets at their end left out."""
    before = sentence.text[: sentence.positions[k]]
    bare = _STILL.sub("", _BRACKETED.sub("", before))
    words = bare[max(map(bare.rfind, _MARKS)) + 1 :]
    return (_PRICED if is_price(sentence.mentions[k]) else _EACH).search(words)


def _is_priced(sentence: Sentence, k: int, each: Mention) -> bool:
    """Whether a figure measures what a price is for each of: 486万平方米 for 元/平方米, 5万吨 for 元/公斤."""
    mention = sentence.mentions[k]
    level = mention.kind in (MentionKind.MEASURE, MentionKind.COUNT) and not mention.components and mention.dimension
    fits = mention.unit == each.unit.partition("/")[2] or each.dimension.endswith(f"-per-{mention.dimension}")
    return bool(level and fits) and not _EARLIER.search(sentence.clause_before(k))


def _is_sum(sentence: Sentence, k: int) -> bool:
    """Whether a figure is an amount of money on the whole, no price, average or change."""
    return sentence.mentions[k].kind is MentionKind.MONEY and not sentence.mentions[k].components and not _NO_TOTAL.search(sentence.clause_before(k))


def _likeliest(sentence: Sentence, order: int, numbers: Sequence[int], total: int) -> int | None:
    """The number, of several the one that comes nearest to the total; None where none of several comes near."""
    if len(numbers) == 1:
        return numbers[0]
    each, amount = (sentence.mentions[k].value.middle for k in (order, total))
    products = {k: count * each for k in numbers if each and (count := divisor(sentence.mentions[order], sentence.mentions[k]).value.middle)}
    parted = sum(products.values()) != amount
    gaps = {k: abs(product - amount) for k, product in products.items() if parted and amount and within(amount, product, _FAR)}
    return min(gaps, key=gaps.__getitem__, default=None)


def _in_statement(sentence: Sentence, order: int, found: list[int]) -> list[int]:
    """Those of some figures that no semicolon parts from an average; all where it parts all of them."""
    return [k for k in found if ";" not in sentence.between(min(k, order), max(k, order))] or found


def _nearest(sentence: Sentence, order: int, numbers: list[int], totals: list[int]) -> int:
    products = [sentence.mentions[order].value * divisor(sentence.mentions[order], sentence.mentions[n]).value for n in numbers]
    return next((k for k in totals if any(map(sentence.mentions[k].value.meets, products))), ([k for k in totals if k < order][-1:] or totals)[0])


def _counts(sentence: Sentence, k: int, per: str, each: Mention) -> bool:
    """Whether mention `k` counts what 每 or 均 names: 12个乡镇 for 每个, 2.4万人 for 人均, 86个村 for 每村12个, 50台 for a price without a name."""
    mention = sentence.mentions[k]
    level = mention.kind in (MentionKind.COUNT, MentionKind.MEASURE) and not mention.components and bool(mention.unit)
    like = comparable(mention, each) and not (per and per in mention.tail[:4])
    if not level or like or _EARLIER.search(sentence.clause_before(k)) or is_of_before(sentence, k):
        return False
    if not per:
        return mention.kind is MentionKind.COUNT
    if per in ("日", "天"):
        return mention.unit in ("天", "日", "个工作日")
    if per[0] in _PER_PERSON:
        return mention.dimension == "person" or (mention.dimension == "person-visit" and not any(m.dimension == "person" for m in sentence.mentions))
    # 公斤 is no 斤, 平方公里 no 公里
    return (
        mention.unit.replace("批次", "批").replace("场次", "场") == per
        or per.startswith(mention.unit)
        or per in mention.tail[:6]
        or _is_of(sentence, k, per)
        or (mention.unit.endswith(per) and mention.kind is MentionKind.COUNT)
        or mention.label.removesuffix("数").removesuffix("伍").endswith(per)
    )


def _is_of(sentence: Sentence, k: int, per: str) -> bool:
    """Whether the noun of a count, up to the next mark and with what brackets add to it, ends with what is averaged: 17个乡镇(街道)执法队 for 每队."""
    words = _INNER.sub("", sentence.text[sentence.positions[k] + 1 :]).partition(",")[0]
    noun = compiled(rf"^\p{{Han}}{{0,12}}{per}(?=共|都|均|已|合计|累计|[,、;。]|$)")
    return noun.search(words) is not None


def _is_measured_by(mention: Mention, said: str, each: Mention) -> bool:
    """Whether an average says the whole unit of a figure: 每平方米补贴 of 26.5万平方米."""
    return mention.kind is MentionKind.MEASURE and len(mention.unit) > 1 and said.startswith(mention.unit) and not comparable(mention, each)


def _is_total(sentence: Sentence, k: int, each: Mention, *, harvest: bool) -> bool:
    mention = sentence.mentions[k]
    if mention.kind not in AMOUNTS or mention.components:
        return False
    level = comparable(mention, each) and "产" in mention.label if harvest else mention.unit in (each.unit, f"{each.unit}次")
    return level and not is_of_before(sentence, k) and (not _NO_TOTAL.search(sentence.clause_before(k)) or is_of_each_period(sentence, k))


def _divided(sentence: Sentence, low: int, high: int) -> bool:
    """Whether something else begins between two figures, or is added to what is divided: 连同运费."""
    text = sentence.text[sentence.positions[low] : sentence.positions[high]]
    return any(mark in text for mark in (";", "。", "其中", "另", "连同", "加上", "外加", "附加", "扣除", "优惠", "折扣"))
