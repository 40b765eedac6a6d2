"""Rankings: values that the text gives in an order (由高到低, 前三位依次为, 依次位居前三), before or behind them, each behind its name or bare.

Owns which values an order is said of, and which way it runs where the words tell; whether the values do so is for `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import QUANTITIES, Document, Mention, MentionKind
from auditor.record import record
from auditor.relating.noun import shared
from auditor.relating.roster import NEXT
from auditor.relating.sentence import RANKS, SIGNS, Sentence
from auditor.relating.unit import same_unit

if TYPE_CHECKING:
    import regex

    from auditor.relating.tables import Table

_FIGURES = QUANTITIES - {MentionKind.COUNT}
_RANK = SIGNS[MentionKind.RANK]
_FALLS = r"(?:由|从)[高多大长快](?:到|至|往)[低少小短慢]|最[多高大]的(?:前?[二三四五六七八九十两]|[\ue000-\ue0ff])[^,;。]{0,8}?(?:依次|分别)"
_RISES = r"(?:由|从)[低少小短慢](?:到|至|往)[高多大长快]|最[少低小短]的(?:前?[二三四五六七八九十两]|[\ue000-\ue0ff])[^,;。]{0,8}?(?:依次|分别)"
# "排名前三位的依次为" "前三名分别是" — not "前三季度" and not "前三"
_FIRST = rf"(?:前[二三四五六七八九十两](?!者)位?|[靠居]前的|{_RANK})(?!季|年|月|个?季|天)"
# Ahead of the values: "按投诉量由多到少,排在⟨前三位⟩的依次为" "前三位:"
_AHEAD = expression(rf"(?:(?P<falls>{_FALLS})|(?P<rises>{_RISES})|(?P<first>{_FIRST}))")
# "由短到长分别为" right before the values
_WAY = expression(rf"(?:(?P<falls>{_FALLS})|(?P<rises>{_RISES}))[^,;:。\ue000-\uf8ff]{{0,8}}$")
# Between the order and the first value: "依次为", names and marks — not another figure and not ";"
_UP_TO = expression(r"(?P<told>[^;。]{0,40}?(?:依次|分别)[^;。]{0,24})|[^;。]{0,30}")
# Behind the values: ",按得分从高到低排列" ",依次位居全区⟨前三位⟩" "位居前三"
_BEHIND = expression(
    rf"\)?,?(?P<of>[^,;。\ue000-\uf8ff]{{0,8}}?)(?:(?P<falls>{_FALLS})|(?P<rises>{_RISES})|(?P<told>依次|分别)?(?:位居|位列|名列|居|列|排名?在?|获)[^,;。\ue000-\uf8ff]{{0,6}}(?P<first>前[二三四五六七八九]|{SIGNS[MentionKind.RANK]}))"
)
# Between the first few and values that tell how each of them changed: "前两项分别增长" — not "增速前三的分别增长"
_CHANGE_OF_EACH = expression(
    r"(?:[项个类种家]|种作物|个月)?(?:同比|环比|产量|产值|面积)?(?:分别|依次)(?:同比|环比)?(?:增长|下降|增加|减少|上涨|下跌|提高|降低)了?$"
)
_OF_CHANGE = expression(r"增速|增幅|涨幅|降幅|跌幅|增长|下降|上涨|升|降")
# Behind an order that is one of grades: "由高到低分为红、橙、黄、蓝四级" — not "由高到低分别为"
_OF_GRADES = expression(
    r"(?:依次)?(?:被|可)?(?:划?分(?:为|成|作|设)|设(?:为|有|定|置)|评为|定为)(?:[^,;。:()]*[、和])?[^,;。()]*(?:[级档类等层]|等次|级别|区间)"
)
# Between the first few and bare values, which are of a thing of theirs: "前三位的员工分别有" — not "前三位的分别是物业"
_OF_EACH = expression(r"的[^,;。:()]{1,10}(?:分别|依次)(?:为|有|是|达到?)?$")
# Between names in order and values that are of another thing: "依次是甲、乙、丙,增速分别为" — not "依次为:甲县"
_OF_ANOTHER = expression(r"(?:依次|分别)(?:为|是)[^,;。()]*、[^,;。()]*,[^,;。()]{2,8}(?:分别|依次)(?:为|是|达到?)?$")
# What stands before 位居前三 and names nothing: "得分" of values in 分
_FRAME = expression(r"得分|成绩|均|分别|依次|并|在?[全本]?[省市县区国镇]内?|综合|排名|总|[)的]")
# Behind an order that lists names of its own: "销量由高到低为甲、乙" — not "由高到低排列"
_NAMES_AGAIN = expression(r"(?:排列|排序)?(?:依次|分别)?(?:为|是)[^,;。()\ue000-\uf8ff]*、")
# All of a line that tells the order of those below it: "附:各站时长(按时长从低到高排列)" "按得票由多到少排列,各组情况如下:" — not "由低到高加快"
_IN_LINES = expression(
    rf"(?:(?P<falls>{_FALLS}|降序)|(?P<rises>{_RISES}|升序))(?:的?(?:顺序|次序))?(?:排[列序名]|依次|如下|为|是|[:)]|\s)*(?:,[^,。;:\d]{{2,20}}(?:如下|为|是|排名)?[:：])?$"
)
# A line of such a list: "柳园站  1,790小时" "3.二车间:412件;" "1.莲藕,2 860亩;" — not "以上数据截至11月30日。"
_LINE = expression(
    r"[\s*—-]*(?:\(?\d{1,2}[.)、]\)?|[①-⑳])?\s*[^\d,。;]{2,20}?(?:\s|[:,—-])*(?:下降|增长|为|共|达)?\d(?:[\d,.]|\s(?=\d{3}))*\s?[^\d,。;\s]{0,6}[,。;]?\s*"
)
# The same beside a table: "表3 各站用时(按用时由低到高排列)" "注:各县按增速由高到低排序" — not "由高到低逐级上报"
_BESIDE_TABLE = expression(
    rf"(?:按照?|以)?(?P<of>[^,。;:()\s\d]{{0,12}}?)(?:的|数)?(?:(?P<falls>{_FALLS}|降序)|(?P<rises>{_RISES}|升序))(?:的?(?:顺序|次序))?(?:依次)?(?:排[列序名]|列[出示]|如下|[)(]|\s*$)"
)
# Rows that stand at the end whatever their value: "其他" "全市平均"
_AT_END = expression(r"其[他它余]|平均|均值|合计|^\s*(?:全[省市县区国院校]|注[:：])")
_OFF = 120
_LONGEST_LINE = 60
_JOINT = expression(r"[、,和及]{1,2}")
_LEAST = 2


@record(frozen=True)
class Ranking:
    """Values in the order of the text.

    `rises` says which way they run, None where the text tells of an order and not of its way; `told` that it says so itself (由高到低, 依次) and does
    not only list the first few; `words` is all from the order to the last value.
    """

    values: tuple[Mention, ...]
    rises: bool | None
    told: bool
    words: str


def rankings(sentence: Sentence) -> Iterator[Ranking]:
    """Every list of values of which a sentence tells the order."""
    for listed in _lists(sentence):
        found = _ahead(sentence, listed) or _behind(sentence, listed)
        if found is not None:
            yield found


def ranked_lines(blocks: Sequence[tuple[str, Sequence[Mention]]]) -> Iterator[Ranking]:
    """Lists with a name and a value to a line, under a line that tells their order: 附：各站服务时长（从高到低排列）.

    Args:
        blocks: each line as folded, with its quantities.
    """
    for order, (words, _) in enumerate(blocks):
        match = _IN_LINES.search(words) if len(words) <= _LONGEST_LINE else None
        if match is None:
            continue
        run: list[Mention] = []
        for line, figures in blocks[order + 1 :]:
            if _AT_END.search(line):
                break
            if len(figures) != 1 or not _LINE.fullmatch(line) or (run and not same_unit(run[0], figures[0])) or figures[0].components:
                break
            run.append(figures[0])
        if len(run) > _LEAST:
            yield Ranking(tuple(run), bool(match["rises"]), told=True, words=words)


def ranked_rows(document: Document, table: Table) -> Iterator[Ranking]:
    """The column of a table by which the words right above or below it order its rows: the one they name, or the only one of figures."""
    from auditor.relating.totals import is_total

    first, last = table.heads[0].start, table.rows[-1][-1].end
    rows = [row for row in table.rows if not (is_total(table.name(row)) or _AT_END.search(table.name(row)))]
    columns = [column for column in table.columns if any(row[column].figure for row in rows)]
    for around in (document.folded[max(0, first - _OFF) : first].rstrip("\n|"), document.folded[last : last + _OFF // 2]):
        for match in _BESIDE_TABLE.finditer(around):
            said = [column for column in columns if shared(table.head(column), match["of"]) > 1] if match["of"] else []
            of = said if len(said) == 1 else columns
            values = [figure for row in rows for column in of if (figure := row[column].figure) is not None]
            if len(of) == 1 and len(values) == len(rows) > _LEAST and not any(value.digits.startswith("-") for value in values):
                rises = match["rises"] is not None
                # Rows that are out of order in several places are in another
                odd = sum(b.value.below(a.value) if rises else a.value.below(b.value) for a, b in pairwise(values))
                yield Ranking(tuple(values), rises, told=odd < _LEAST, words=match[0])
                return


def _lists(sentence: Sentence) -> Iterator[list[int]]:
    """Runs of values in one unit with nothing but joints or the next names between."""
    run: list[int] = []
    for k, mention in enumerate(sentence.mentions):
        if run and _goes_on(sentence, run[-1], k):
            run.append(k)
            continue
        yield from [run] if len(run) >= _LEAST else []
        run = [k] if mention.kind in QUANTITIES and not mention.components else []
    yield from [run] if len(run) >= _LEAST else []


def _goes_on(sentence: Sentence, last: int, k: int) -> bool:
    between = sentence.between(last, k)
    alike = same_unit(sentence.mentions[last], sentence.mentions[k]) and not sentence.mentions[k].components
    return alike and (_JOINT.fullmatch(between) or NEXT.fullmatch(between)) is not None


def _ahead(sentence: Sentence, listed: Sequence[int]) -> Ranking | None:
    """The order that the words ahead of the values tell, no other figure between."""
    first, one = sentence.positions[listed[0]], sentence.mentions[listed[0]]
    floor = max(
        (sentence.positions[k] + 1 for k in range(listed[0]) if _parts(sentence.mentions[k]) or same_unit(sentence.mentions[k], one)), default=0
    )
    for match in _AHEAD.finditer(sentence.text, floor, first):
        up_to = _UP_TO.fullmatch(sentence.text, match.end(), first)
        if up_to is not None and (match["first"] is None or (_is_span(sentence, match) and not _OF_EACH.search(up_to[0]))):
            if match["first"] is None and (_OF_ANOTHER.search(up_to[0]) or _OF_GRADES.match(up_to[0])):
                continue
            if match["first"] and _CHANGE_OF_EACH.fullmatch(up_to[0]) and not _OF_CHANGE.search(sentence.text, floor, match.start()):
                continue
            told = match["first"] is None or up_to["told"] is not None
            return _ranking(sentence, listed, match, told, sentence.text[floor:first])
    return None


def _parts(mention: Mention) -> bool:
    """Whether an order does not reach over a mention: a figure, or a rank of its own; "三类" and "前三位" it does."""
    return mention.kind in _FIGURES or (mention.kind in RANKS and mention.value.is_point)


def _behind(sentence: Sentence, listed: Sequence[int]) -> Ranking | None:
    """The order that the words right behind the values tell."""
    match = _BEHIND.match(sentence.text, sentence.positions[listed[-1]] + 1)
    if match is None or (match["first"] is not None and not _is_span(sentence, match)):
        return None
    floor = sentence.positions[listed[0] - 1] + 1 if listed[0] else 0
    if not match["first"] and _NAMES_AGAIN.match(sentence.text, match.end()):
        return None
    of = _FRAME.sub("", match["of"])
    if match["first"] is not None and of and of not in sentence.text[floor : sentence.positions[listed[-1]]]:
        return None
    return _ranking(sentence, listed, match, match["first"] is None or match["told"] is not None, sentence.text[floor : match.end()])


def _ranking(sentence: Sentence, listed: Sequence[int], match: regex.Match[str], told: bool, words: str) -> Ranking:
    # 前三名用时由短到长分别为
    told_way = match if match["falls"] or match["rises"] else _WAY.search(words)
    rises = None if told_way is None else bool(told_way["rises"])
    return Ranking(tuple(sentence.mentions[k] for k in listed), rises, told, words)


def _is_span(sentence: Sentence, match: regex.Match[str]) -> bool:
    """Whether 前三 is one of ranks from the first on, where it was read as a rank: not 第三."""
    at = match.start("first")
    return at not in sentence.orders or not sentence.at(at).value.is_point
