"""What a figure is said of beside its own words: the clause, the sentence and the heading that name a place, an office or a time of their own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from auditor.expression import expression
from auditor.model import Block, BlockKind, Document, Mention
from auditor.relating.calendar import is_of_the_year

# "全年完成税收收入" of "增长6%,全年完成税收收入" — matches even where it is empty
_CLAUSE = expression(r"(?r)[^,;:、()]*")
# A sentence, a row of a table, or what stands above one: "表1 各支队情况"
_NO_HEADING = expression(r"[。|\t]|^\s*表\s?\d")
# The nearest end of a sentence before a place
_STOP = expression(r"(?r)[。\n\r]")
# Begins with the whole place or the whole year: "全年完成税收收入" "全县建成公园" — not "完成税收收入", which may be a part's
_PLACE = r"[全我](?:省|市|县|区|州|旗|镇|乡|街道|院|校|局|公司)"
_WHOLE = expression(rf"(?:20\d\d年|今年|本年|全年|年[末底内])(?:,|以来)?(?:{_PLACE})?|{_PLACE}|(?:学校|医院|公司|集团)(?=现?有|共)")
# Places and offices whose figures are their own, and other times: "东区" "第二支队" "去年" — not "全县" "我局" "快递进村"
_OFFICE = r"(?<![全我本各进入驻返离\d])(?:县|区(?!生产总值)|镇|乡|村|街道|社区|公司|支行|分行|局|院|校|所(?![示列述在属有以需见])|队(?!伍)|站|厂|部门(?!预算|支出|收支|决算)|中心|机场|航线|小组|委员会)(?!党[组委]|领导|机关|(?<=校)[生园舍外]|\d)"
OWN_OFFICE = expression(_OFFICE)
_OWN = expression(_OFFICE + r"|[上去前]年|同期|[上下]半年|季度|\d月")
# "调度中心提示," names who tells of the figure, not whose it is
_TELLER = expression(r"[^,;:。]*(?:提[示醒]|介绍|表示|指出|获悉|了解到|透露|通报|分析|强调|称|[说讲])[,:]")
# "较上年" says of what a figure is compared with, and not of what it is
_THAN = expression(r"(?:[比较]|[同与])(?:[上去前]年(?:同期|末|底)?|上[月季]|同期|[上下]半年)(?:同期|相比)?")
# "东港区" of "(一)东港区" — not "上半年", and not "两级法院" and "指挥中心", whose work the report itself may be of
_NAMED = expression(r"\p{Han}{2}(?<![全我本各])(?:县|区(?!生产总值)|镇|乡|村|街道|社区|公司|支行|分行|分局|医院|校|队(?!伍)|厂|机场)")
# "市" of "我市" "全市法院" "本市" — not of "城市"
_LEVEL = expression(r"[全我本该](?P<level>省|市|县|区|州|旗|镇|乡|街道|国|村|行(?![业政])|校(?![生园])|院|公司|集团)")
_YEAR = expression(r"20\d\d年")
# "18" of "东城区小区18个" — not "2024年" nor "1." of "1.东城区"
_DIGIT = expression(r"\d(?!\d{0,3}[年月]|\d?[.、]\D)")
ANOTHER_TIME = r"[上去前]年|同期|上[月季期]|往年|历年|目标|力争|预计"
"""Of another time than the text's own, or to come: a part of the expressions that tell what a figure is not of."""
# "将" "力争": what follows is to come — not "将军", "将其持有的股份" "计划生育" and not "今年安排航班"
_TO_COME = expression(
    r"将(?!军|其|所持)|力争|目标|计划(?!生育|单列)|预计|拟|下一步|确保|争取(?!到|了|上级|中央|国家|省|市|资金|项目)|要求|任务|推动|加快(?![,。;、])|预期|规划|(?<!每[年月周天日季期]|[今全]年|已|共|累计)安排|预算"
)
# "现有" "对全市" right before a figure of what is there — not "力争全市"
_THERE, _LONGEST_THERE = expression(r"(?r)(?:现有|已有|现存|对全[省市县区州旗镇乡街道校院系统]{1,2}(?:现有)?)的?$"), 10
# "成果的基础上"
_LONGEST_BASE = 6
# "暑期" "国庆" — times that are no dates
_OCCASION = expression(r"春节|春运|元旦|清明|五一|端午|中秋|国庆|暑[期假运]|寒假|[旺淡]季|高峰|汛期|[供采]暖[期季]|首日")
# "与年初预算相比" says nothing of what is to come
_COMPARED = expression(r"(?:与|同|较|和)[^,。;]{2,12}相比|对照[^,。;]{2,12}(?=,)")
# "调整后" "变更为" "核减至" "后经核实" — not "结构调整" nor "经逐个核查"
_REVISED = expression(r"后经|重新(?:核[算实定]|统计|测算)|复核[后为]|(?:调整|变更|修正|更正|修订|追加|核[减增]|压减|调[增减])(?:后|为|至|到)")
# "一、2025年工作安排" is of the highest level — "(一)" is not
_TOP = expression(r"\s*(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[章部])")
_PLAN = expression(r"安排|思路|下一步|重点工作|任务|打算|计划|目标|明年|下年|总体要求|建议|展望|部署|举措|重点")
# "按常住人口计算" "以不变价计" — not "按计划"
_BASIS = expression(r"[按以依]([^,;。\d]{2,12}?)(?:口径)?(?:计算|核算|统计|测算|口径|折算|计价|计)(?!划)")
# "60岁以上" "500万元及以下" "16-24岁" — not "2024年"
_CLASS = expression(
    r"\d+(?:\.\d+)?(?:-\d+)?(?:[万亿]?元|周?岁|公里|平方米|千瓦|米|吨|小时|分钟|天|人|张|级)(?:\(?[及含]\)?)?(?:以[上下内]|及以[上下])|\d+(?:-|—|至|~)\d+周?岁"
)
# A title that runs into its paragraph is no longer
_RUN_IN = 16
# A heading further up than so many blocks is not looked for
_FARTHEST = 200


def names_its_own(words: str) -> bool:
    """Whether words name a place, an office or a time with figures of its own: 甲校上线率 beside the 上线率 of all."""
    return bool(_OWN.search(words))


def parted(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two scopes name places or offices and none in common: 东港区 and 西山区 — not 民政局 and nothing, nor two times."""
    here, there = ({name for text in texts for name in _NAMED.findall(text)} for texts in (one, other))
    return bool(here and there and here.isdisjoint(there))


def sentence_start(document: Document, at: int) -> int:
    """Where the sentence of an offset begins."""
    match = _STOP.search(document.folded, 0, at)
    return match.end() if match else 0


def clause(document: Document, mention: Mention) -> str:
    """The folded words of its clause before a mention; "" where it opens the clause."""
    match = _CLAUSE.search(document.folded, sentence_start(document, mention.start), mention.start)
    return match[0] if match else ""


def is_of_the_whole(words: str) -> bool:
    """Whether a clause begins by saying that it speaks of the whole place or year: 全年, 全县."""
    return bool(_WHOLE.match(words))


def speaks_of_plans(words: str) -> bool:
    """Whether words speak of what is to come: 将, 力争, 计划."""
    return bool(_TO_COME.search(words))


def place(document: Document, mention: Mention) -> str:
    """The level of the place that the clause of a mention says it is of: 市 of 全市 and 我市; "" where it says none."""
    match = _LEVEL.search(clause(document, mention))
    return match["level"] if match else ""


def speaks_for_all(document: Document, mention: Mention, year: str) -> bool:
    """Whether a figure is said of the whole place, by its clause, or of the whole of the report's year, by its period."""
    return is_of_the_whole(clause(document, mention)) or bool(mention.period and is_of_the_year(mention.period, year))


def is_to_come(document: Document, mention: Mention) -> bool:
    """Whether the sentence up to a mention speaks of a plan; what is said to be there already is none of it: 将现有⟨126家⟩全部接入."""
    # Without a floor the text would be looked through up to its beginning for an end that it has only here
    if _THERE.search(document.folded, max(0, mention.outer_start - _LONGEST_THERE), mention.outer_start):
        return False
    # 在签约率⟨82.6%⟩的基础上
    if "基础上" in document.folded[mention.outer_end : mention.outer_end + _LONGEST_BASE]:
        return False
    return speaks_of_plans(_COMPARED.sub("", document.folded[sentence_start(document, mention.start) : mention.start]))


def is_of_another_occasion(document: Document, one: Mention, later: Mention) -> bool:
    """Whether the sentence of the later of two mentions names a holiday or season that is not the last before the other: 暑期."""
    times = [_OCCASION.findall(document.folded, sentence_start(document, m.start), m.start)[-1:] for m in (one, later)]
    return bool(times[1]) and times[0] != times[1]


def is_revised(document: Document, mention: Mention) -> bool:
    """Whether the sentence up to a mention says that what was told before is changed: 调整后."""
    return bool(_REVISED.search(document.folded[sentence_start(document, mention.start) : mention.start]))


def is_of_another_basis(document: Document, one: Mention, other: Mention) -> bool:
    """Whether two figures say on what two bases they are reckoned, or of what two classes they are: 按常住人口计算 and 按户籍人口计算, 60岁以上 and 65岁以上."""
    bases = [_BASIS.findall(document.folded, sentence_start(document, m.start), m.start)[-1:] for m in (one, other)]
    classes = [_CLASS.findall(clause(document, m)) for m in (one, other)]
    return bases[0] != bases[1] or classes[0] != classes[1]


def stands_under_plans(document: Document, mention: Mention) -> bool:
    """Whether a mention stands under a heading that speaks of what is to be done."""
    main = [document.folded[b.start : b.end] for b in document.blocks if b.start <= mention.start and b.kind is BlockKind.HEADING]
    top = next((text for text in reversed(main) if _TOP.match(text)), main[-1] if main else "")
    return bool(_PLAN.search(top))


def stands_under_among(document: Document, mention: Mention) -> bool:
    """Whether the statement up to a mention picks some of what was told: 其中城区站点26个,配备社工⟨⟩."""
    start = sentence_start(document, mention.start)
    return "其中" in document.folded[max(start, document.folded.rfind(";", start, mention.start)) : mention.start]


def scope(document: Document, mention: Mention, *, years: bool = True) -> tuple[str, ...]:
    """What stands above and before a figure and its clause and names a place, an office or a time of its own; nothing for the report's own.

    Without `years` a year alone is no time of its own, for whoever compares the years of figures anyway.
    """
    folded = document.folded
    line = mention.start - document.lines.place(mention.start)[1] + 1
    places = [(line, folded.find("。", line, min(mention.start, line + _RUN_IN)))]
    places.append((sentence_start(document, mention.start), mention.start - len(clause(document, mention))))
    above = range(bisect_right(document.blocks, mention.start, key=lambda b: b.start) - 1, -1, -1)[:_FARTHEST]
    heading = next((document.blocks[n] for n in above if _is_heading(document, document.blocks[n])), None)
    if heading is not None:
        places.append((heading.start, heading.end))
    texts = [folded[start : max(start, end)] for start, end in places]
    # A sentence with a figure is no title that runs into its paragraph
    texts = texts[_DIGIT.search(texts[0]) is not None :]
    return tuple(text for text in texts if _OWN.search(_TELLER.sub("", _THAN.sub("", text))) or (years and _YEAR.search(text)))


def scopes(one: Mention, other: Mention, said: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """The scopes `said` of two figures whose periods do not differ: where both have one, what names a time alone parts them no more."""
    timed = bool(one.period and other.period)
    return {tuple(text for text in texts if not timed or OWN_OFFICE.search(text)) for texts in said}


def _is_heading(document: Document, block: Block) -> bool:
    """Whether a block is a heading, with a number or, as the name of an office above its figures, without."""
    short = block.end - block.start <= _RUN_IN and not _NO_HEADING.search(document.folded, block.start, block.end)
    return block.kind is BlockKind.HEADING or short
