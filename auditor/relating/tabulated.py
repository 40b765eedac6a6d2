"""Figures of the running text with the cells of tables that their words name: 医疗救助支出8118万元 and the row 医疗救助 under 金额（万元）.

Owns the binding; a pair is bound where words, unit, period and place fit, and where nothing says that the cell is of another column.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from auditor.expression import expression
from auditor.misprint import swapped
from auditor.model import Document, Mention, MentionKind
from auditor.record import record
from auditor.relating.calendar import title
from auditor.relating.scope import clause, scope
from auditor.relating.tables import Table
from auditor.relating.totals import is_total

# Before the name of a figure or a row, and no part of it: "全年" "年末全县" "全市检察机关" "完成" "其中：" "1." — not "全部"
FILLER = expression(
    r"^(?:\s|[、:.,#*]|\d{1,2}[.、]|其中|全年|今年|本年|目前|报告期内?|期内|年内|年末|年底|期末|截至|末"
    r"|[全我本](?:省|市|县|区|州|旗|镇|乡|院|校|局|公司|系统|行)(?:(?:两级|各级)?(?:检察|公安|政法|司法行政|税务)(?:机关|系统|部门)|(?:两级|各级)?(?:法院|检察院))?|公司|集团|共有|共计|累计|总计|合计|已|共|现有|拥有|实现|完成|实际|达到|发生)+"
)
# Heads that say nothing of what is counted: "数值" "金额" "2024年" "本年数" — not "总产量"
_GENERAL = expression(
    r"(?:数值|数据|数额|金额|数量|总数|总量|合计|总计|指标值|完成数|完成值|完成情况|实绩|实际(?:数|值|完成)?|当期|结果|人数|件数|户数|绝对数|"
    r"(?:本年|今年|本期|全年|年末|期末|当年|20\d\d年(?:末|底)?)?(?:数|度|值|金额|发生额|实际|完成数|累计)?)"
)
# Columns of another time or another sort: "上年同期" "年初计划" "比上年增长" — not "本年" and not "增加值"
_OTHER_TIME = r"[上去前常历多]年|上[期月季周]|同期|年初|期初|计划|预算|目标|任务|预计|人均|(?<!率)平均|排名|位次|权重|标准|备注"
OTHER_TIME = expression(_OTHER_TIME)
OTHER = expression(_OTHER_TIME + r"|(?<!新)增(?!加值|值税)|减(?![税免排灾])|升(?!级)|降(?![费水雨雪])|±|同比|环比|较")
# "平均" of "正班载运率平均": no part of a row's name
_TRAILER = expression(r"(?<=率)(?:平均|均)$")
# "利润" of "表2 各板块利润情况" — what a total is of whose column says a year alone
_CAPTION = expression(
    r"^(?:附?表\s?\d*\s*)?(?:(?:19|20)\d\d年度?)?(?:各(?:季度|月份?|年度?|校|村|镇|乡|县)|各?\p{Han}{1,4}?(?:板块|地区|单位|科室|部门|行业|类|县区|镇街|乡镇|线路|分公司|支队|校区))?(?P<noun>\p{Han}{2,8}?)(?:情况|统计|明细|构成|分布|一览|分析)*表?(?:\s|\(|单位|$)"
)
# A noun that the text puts behind the name of a row, where the table says it once above: "支出" in "救助支出情况"
_NOUNS = ("支出", "收入", "投资", "金额", "资金", "经费", "人数", "总数", "数量", "案件", "产量", "面积", "数")
PART = expression(r"[上下]半年|前?[一二三四两1-4]个?季度|\d{1,2}月")
_YEAR = expression(r"(?:19|20)\d\d(?=年)")
# A row of a year: "2024" "2024年度" — not "2024年上半年"
_YEAR_ROW = expression(r"(?P<year>(?:19|20)\d\d)(?:年度?)?")
# "人数" of "培训人数", "批次" of "不合格批次", "额" of "投资额" — not "人均", and not "余额"
_COUNTED = expression(r"(?:总?[人件户次]数|数量|总数|金额|总额|[人批场台班频艘架件]次|(?<=[资易售收支款成消贷缴产])额)$")
_HAN = expression(r"\p{Han}")
_SHORTEST = 3
_TWO = 2
_LONGEST_NAME = 12
# "划分" of "划分网格", "获授权" of "获授权发明专利" — not "夜航"
_VERB = expression(
    r"(?:划分|配[备套]|检[测查验]|抽检|受理|办[理结]|查[处办获]|处[置理]|开展|[举承]办|新[建增设]|建[成设有]|改[造建]|发放|投[入放]|支出|取得|获得?|授权|拥有|设[有立置]|聘用|招[收录聘]|培[训养]"
    r"|接[待收诊]|销售|生产|种植|养殖|出栏|栽[种植]|组织|调解|化解|救[助援]|维修|安[装置]|采[购集]|登记|注册|巡查|走访|整改|排查|收[治到取]|审[结核批]|[输运]送|服务|帮扶|资助|安排|落实|争取|拨付)+"
)
# "人员" of "参训人员" — not of "人员" alone
_WHO = expression(r"(?<=\p{Han}{2})(?:人员|群众|人数)$")
# What rows of the yearly report on disclosure may leave out: "新收政府信息公开申请"
_OFFICIAL = expression(r"政府信息(?:公开)?")
# "18—59岁" — not "2024年"
_NUMBERED = expression(r"\d[^\d年月日季]")
# "数" of 园所数 and "街道" of 湖滨街道 are left out where the text names the same
_TAIL = expression(r"(?<=\p{Han}{2})(?:[数额量值]|[人件户次项场]数|[人件场批]次|街道|[镇乡村县区市类岗])$")
_MANY_HAN = 4
_PlaceInTable = tuple[Table, int, int]


@record(frozen=True)
class Tabulated:
    """A figure of the text, the words by which it was bound, and the cells that they name; `sure` where the words are said of nothing narrower.

    `beside` is what stands before those words: 划分 of 划分网格.
    """

    words: str
    mention: Mention
    cells: tuple[Mention, ...]
    sure: bool
    beside: str = ""


def tabulated(document: Document, mentions: Sequence[Mention], found: Sequence[Table]) -> Iterator[Tabulated]:
    """The figures of the text whose words name a cell, in reading order."""
    index = _index(found)
    spans = [(table.heads[0].start, table.rows[-1][-1].end) for table in found]
    starts = [start for start, _ in spans]
    for mention in mentions if index else ():
        place = bisect_right(starts, mention.start) - 1
        if not mention.is_quantity or mention.components or (place >= 0 and mention.start < spans[place][1]):
            continue
        words = _TRAILER.sub("", FILLER.sub("", "".join(mention.label.split())).removeprefix("的")) or _behind(document, mention, index)
        name = words if words in index else _otherwise(words, index) or _ending(words, index)
        cells = [_cell(place) for place in index.get(name, ()) if _fits(document, mention, place)]
        if cells:
            yield Tabulated(
                name, mention, tuple(cells), not scope(document, mention, years=False), words.removesuffix(name) if words.endswith(name) else ""
            )


def _ending(words: str, index: Mapping[str, Sequence[_PlaceInTable]]) -> str:
    """The name of a cell that the words of a figure are but for a verb."""
    verb = _VERB.match(words)
    return words[verb.end() :] if verb and words[verb.end() :] in index else ""


def _otherwise(words: str, index: Mapping[str, Sequence[_PlaceInTable]]) -> str:
    """The name of a cell that says no more of who or whose they are than the words of a figure: 参训 for 参训人员, 新收申请 for 新收政府信息公开申请."""
    names = (
        _WHO.sub("", words),
        _OFFICIAL.sub("", words),
        *(words[at:] for at in range(1, len(words) - _SHORTEST) if _has(index, words[at:], words[:at])),
    )
    return next((name for name in names if len(name) > 1 and name in index), "")


def _has(index: Mapping[str, Sequence[_PlaceInTable]], name: str, before: str) -> bool:
    """Whether a cell has a name and its table the words before it, as another head: 合作社带动农户 of 合作社 and 带动农户."""
    return any(any(table.head(column) == before for column in table.columns) for table, _, _ in index.get(name, ()))


def _behind(document: Document, mention: Mention, index: Mapping[str, Sequence[_PlaceInTable]]) -> str:
    """The longest name of a cell with which the words behind a figure begin, where none stands before it: 现有的⟨64家⟩机构."""
    behind = document.folded[mention.end : mention.end + _LONGEST_NAME].removeprefix("的")
    return max((name for name in index if len(name) > 1 and behind.startswith(name)), key=len, default="")


def _index(found: Sequence[Table]) -> dict[str, list[_PlaceInTable]]:
    """Every name under which a text may speak of a cell."""
    index: dict[str, list[_PlaceInTable]] = defaultdict(list)
    for table in found:
        for order, row in enumerate(table.rows):
            for column in table.columns:
                if row[column].figure is not None and not OTHER.search(table.head(column)):
                    for name in _names(table, order, column):
                        index[name].append((table, order, column))
    return index


def _names(table: Table, order: int, column: int) -> Iterator[str]:
    """The row alone under a head that says nothing or is the only one; row and head, in either order; the head alone for a total or a quarter: 油菜产量, 受理民事案件."""
    row, head = (FILLER.sub("", words) for words in (table.name(table.rows[order]), table.head(column)))
    if _YEAR_ROW.fullmatch(table.name(table.rows[order])):
        yield from dict.fromkeys((head, _COUNTED.sub("", head).removesuffix("数")) if len(_HAN.findall(head)) > 1 else ())
        return
    if is_total(table.name(table.rows[order])) or PART.fullmatch(row.removeprefix("第")):
        if len(_HAN.findall(head)) > 1 and not _GENERAL.fullmatch(table.head(column)):
            stub = "各" + table.heads[table.stub].text
            noun = _COUNTED.sub("", head).removesuffix("数")
            of_all = _CAPTION.match(table.caption) if is_total(table.name(table.rows[order])) else None
            yield from {
                # 社区卫生服务机构 of the caption where the head says 机构数
                of_all["noun"] if of_all and noun and of_all["noun"].endswith(noun) else "",
                stub + head,
                stub + _COUNTED.sub("", head),
                stub + head.removesuffix("数"),
                head,
                head.removesuffix("数").removesuffix("量"),
                _COUNTED.sub("", head),
                *_of_caption(table, head),
            } - {""}
        elif is_total(table.name(table.rows[order])) and (caption := _CAPTION.match(table.caption)):
            yield from dict.fromkeys((caption["noun"], _COUNTED.sub("", caption["noun"]) or caption["noun"]))
        return
    if len(_HAN.findall(row)) < 2:
        return
    lone = len(table.columns) == 1
    nouns = [noun for noun in _NOUNS if noun in table.caption + table.heads[column].text + table.heads[table.stub].text and not row.endswith(noun)]
    if lone or _GENERAL.fullmatch(table.head(column)) or not head:
        yield from (row + noun for noun in nouns)
        if len(_HAN.findall(row)) >= _SHORTEST or lone:
            yield from {row, _COUNTED.sub("", row) if len(_HAN.findall(row)) > 2 * _SHORTEST - 1 else row}
    if head and not _GENERAL.fullmatch(table.head(column)):
        yield from (row + head, head + row, *(head + row + noun for noun in nouns))


def _of_caption(table: Table, head: str) -> Iterator[str]:
    """A head that says only of what, with what the caption says: 居民用电 of the head 居民 under 各季度用电量."""
    caption = _CAPTION.match(table.caption)
    noun = caption["noun"] if caption else ""
    if noun and noun not in head:
        yield from (name for of in {noun, noun.removesuffix("量").removesuffix("数")} for name in (head + of, of + head))


def _cell(place: _PlaceInTable) -> Mention:
    table, order, column = place
    figure = table.rows[order][column].figure
    assert figure is not None
    return figure


def _fits(document: Document, mention: Mention, place: _PlaceInTable) -> bool:
    """Whether unit and period of a figure are those of a cell."""
    table, order, column = place
    cell = _cell(place)
    plain = not cell.unit and cell.kind is MentionKind.COUNT and mention.kind is MentionKind.COUNT and mention.scale == 1
    # A table may leave its unit out: its digits in another order are a slip whatever it is
    bare = not cell.unit and cell.kind is MentionKind.COUNT and len(cell.digits) > _TWO and mention.digits in swapped(cell.digits)
    if not (plain or bare) and (cell.kind, cell.dimension) != (mention.kind, mention.dimension):
        return False
    words = clause(document, mention)
    when = (mention.period or "") + words
    above = table.caption + "".join(head.text for head in table.heads) + table.name(table.rows[order])
    if OTHER.search(when) or set(PART.findall(when)) != set(PART.findall(above)):
        return False
    if of_year := _YEAR_ROW.fullmatch(table.name(table.rows[order])):
        return _YEAR.findall(words) == [of_year["year"]] or (not _YEAR.search(words) and _YEAR.findall(mention.period or "") == [of_year["year"]])
    return same_year(document, mention, words, table, column)


def same_year(document: Document, mention: Mention, words: str, table: Table, column: int) -> bool:
    """Whether a year that a figure or its words say is that of the column, of the table or of the report; without one the latest column is meant."""
    said = set(_YEAR.findall(words) or _YEAR.findall(mention.period or ""))
    own = set(_YEAR.findall(table.heads[column].text))
    others = {year for head in table.heads for year in _YEAR.findall(head.text)}
    if own:
        return own <= (said or {max(others)})
    known = set(_YEAR.findall(table.caption)) or set(_YEAR.findall(title(document)))
    return not said or not known or bool(said & known)


def core(words: str) -> str:
    """The Han characters of a name, without what a text may leave out."""
    return _TAIL.sub("", "".join(_HAN.findall(FILLER.sub("", words))))


def is_called(name: str, said: str) -> bool:
    """Whether words have the name of a row, or all of its characters, most of them in pairs, in whatever order."""
    han = core(name)
    pairs = [han[i : i + 2] for i in range(len(han) - 1)]
    numbered = _NUMBERED.search(name) is not None and name in said
    return numbered or (
        bool(pairs) and (han in said or (len(han) >= _MANY_HAN and set(han) <= set(said) and 2 * sum(pair in said for pair in pairs) >= len(pairs)))
    )


def shares_words(head: str, said: str) -> bool:
    """Whether a head has two characters together that the words have."""
    han = core(head)
    return any(han[i : i + 2] in said for i in range(len(han) - 1))
