"""Trends: values of several years or quarters that the text says to rise or fall one after the other (连续三年增长, 逐年下降, 三连增), before or behind them.

Owns which series a claim speaks of; whether the values do so is for `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.extraction.numerals import integer
from auditor.model import AMOUNTS, Block, Document, Mention, MentionKind
from auditor.record import record
from auditor.relating.dated import years
from auditor.relating.discourse import passage
from auditor.relating.noun import is_spread, shared, stripped
from auditor.relating.sentence import QUANTITY_SIGNS, SIGNS, Sentence
from auditor.relating.unit import comparable

if TYPE_CHECKING:
    import regex

    from auditor.relating.tables import Table

_SPAN = f"[{SIGNS[MentionKind.MEASURE]}{SIGNS[MentionKind.COUNT]}]"
_UP = r"加快|回升|好转|增长|增加|上升|提高|提升|攀升|递增|扩大|上涨|走高|升高|增多|上扬|[连双]?增(?!速|幅|长)|上行|壮大"
_DOWN = r"放缓|下降|减少|降低|下滑|回落|缩短|收窄|递减|走低|缩小|压减|连降|下跌|下行"
# "连续⟨三年⟩保持增长" "逐年下降" "呈逐季上升" "实现三连增" — not "连续⟨三年⟩增速第一" and not "持续增长点"
_CLAIM = expression(
    rf"(?P<way>(?P<loose>节节|稳步|逐步|逐渐)[^,。;:(){QUANTITY_SIGNS}]{{0,4}}?(?:(?P<up>{_UP})|(?P<down>{_DOWN})))(?!点|极|速|幅|量|值|额|率|的)|(?P<up>一年一个台阶)"
    rf"|(?P<way>(?:(?:连续|已?连年|持续|不断|一路)第?(?P<span>{_SPAN})?|逐年|逐季|逐月|年年)[^,。;:(){QUANTITY_SIGNS}]{{0,6}}?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
    rf"|(?P<way>一年比一年)(?:(?P<up>多|高|大|好)|(?P<down>少|低|小))|[两二三四五六七]连(?:(?P<up>[增升涨])|(?P<down>[降跌])))(?!点|极|速|幅|量|值|额|率|的(?!\p{{Han}}{{0,6}}(?:态势|趋势|势头|格局|局面|走势|目标|成绩|佳绩)))"
)
# Between a claim and the series behind it, or the series and the claim behind it
_NEAR_BEHIND, _NEAR_AHEAD = (
    expression(rf"[^。;{QUANTITY_SIGNS}]{{0,36}}(?:{_SPAN}(?:分别|依次)[^,。;{QUANTITY_SIGNS}]{{0,4}})?"),
    expression(
        rf"(?:[^。;{QUANTITY_SIGNS}]|{SIGNS[MentionKind.MEASURE]}){{0,20}}(?:。(?:[^。;,{QUANTITY_SIGNS}]|{SIGNS[MentionKind.MEASURE]}){{0,10}})?"
    ),
)
# A colon right behind a claim: what follows shows it — not ", "
_EXPLAINED = expression(r"的?(?:良好|较好|强劲|稳定)?的?(?:态势|势头|趋势|格局|局面|走势)?[:：]")
# All of the words before a series that name nothing of their own: "受理" — not "受理举报"
_VERBS = expression(r"受理|审结|办结|收治|接待|查处|办理|新增|生产|销售|发放|培训|录取|招收|破获|登记|投入|处置")
# "立案" of "立案数", which 立行政案件 says at length
_COUNT_OF = expression(r"(?P<of>\p{Han}{2,4})[总件起]?[数量]")
# What no figure measures: "办案质量"
_UNCOUNTED = expression(r"质量|水平|力度|能力|成效|效[率益能果]|环境|形势|结构|活力|实力|竞争力|影响力|基础")
# A sentence that begins with the first value of a series: "2022年⟨⟩" "分别为⟨⟩"
_OPENS_SERIES = expression(r"\s?(?:其中[,:]?)?(?:(?:19|20)\d\d(?:年|[-—–~至到])|[前去今]年|(?:第?一|[1-4一二三])季度|[1一]月|分别[为是]|依次[为是])")
# Between the values of a run, of dated values and of those of quarters: "、" ",2022年" "件到2022年的" "、二季度"
_STEP = expression(
    r"[、,和及]{1,2}|,?(?:分别|依次|逐步|进一步|继续)?(?:[升降增减]|上升|下降|提高|增加|减少)[到至]了?|(?:[、,;]|再?(?:[升降增减]|上升|下降|增加|减少|提高)?(?:到|至))(?:再?到)?(?:(?:19|20)\d\d年的?|[去今]年的?|第?[一二三四]季度|\d{1,2}月份?)(?:的|分别为|(?:又|再|则|进一步|继续)?(?:为|是|达到?|[增减升降涨跌][到至]|(?:增加|减少|上升|下降|提高|降低|回升|回落)[到至]))?"
)
# ",2023年受理" behind "2022年受理案件"
_NAMED = expression(r"[、,;](?:(?:19|20)\d\d年|第?[一二三四]季度|\d{1,2}月份?)(?P<noun>[^,;。()\ue000-\uf8ff]{1,8})")
_OF_RATES = expression(r"增速|增幅|涨幅|降幅|跌幅|增长率|下降率|增量|增加额")
# "率" of what is a rate itself and can fall for years; the percentages of other things that grow are their growth
_RATE = expression(r"率|占比|比重|比例|[意知]度|覆盖面")
# What stands before a claim and names nothing: "呈" "已" "总体"
_LINKS = expression(
    r"的?(?:良好|较好|强劲|稳定|可喜)?的?(?:态势|势头|趋势|格局|局面|走势|目标|成绩|佳绩)|[\s,、():\ue000-\uf8ff]|分别|依次|达到?|态势|趋势|势头|增至|呈现?|已经?|均|实现|各年|每年|历年|总体|整体|总量|数量|保持|由|从|的|也|都|且|并|则|近年来|近[几两三四五]年|已?连续|较好|稳步"
)
# Times, alone or in lists: "一季度、二季度" "2021—2023年" "近五年"
_TIMES = expression(
    r"(?:第?[一二三四]季度|\d{1,2}月份?|(?:19|20)\d\d年?|[上下]半年|前?[近这]?[\d一二两三四五六七八九十]年来?|[去今]年)[、,和及至到与—–~-]*"
)
_NAMES = expression(r"\p{Han}、\p{Han}|\p{Han}[和与]\p{Han}")
_CLAUSE = expression(r"[,;:。()]")
_YEAR_NAME = expression(r"(?:19|20)\d\d(?=年|$)")
_NUMBER = expression(r"连续(?P<n>[两二三四五六七八九十]{1,2}|\d{1,2})年")
# A line of a year and its value: "2020年 8.12万件" "· 2021年:846件;" — not "2021年受理案件846件,办结812件"
_DATED_LINE = expression(
    r"\s*(?:[-•·*]|\(?\d{1,2}[.)、])?\s*(?P<year>(?:19|20)\d\d)年?度?[\s:,为|—–-]*[^,;。:]{0,8}?[\d,. ]+[^\d,;。]{0,6}[,;。]?\s*"
)
# A sentence about a table stands no more characters off
_OFF = 160
_COMMON, _LEAST, _LABEL = 2, 2, 40


@record(frozen=True)
class Trend:
    """Values in their order and whether they are said to rise; `sure` unless the claim and the values have names of their own."""

    values: tuple[Mention, ...]
    rises: bool
    sure: bool = True


def trends(sentence: Sentence, before: Sequence[Sentence], lead: str) -> Iterator[Trend]:
    """Every trend that is claimed of values which a sentence gives; `lead` is the sentence right before it, if that has no figures, else ""."""
    yield from _claimed(sentence)
    opens = _OPENS_SERIES.match(sentence.text) is not None
    if opens and lead and _CLAIM.search(lead):
        text = f"{lead}:{sentence.text}"
        shift = len(text) - len(sentence.text)
        offsets = [sentence.offsets[0]] * shift + list(sentence.offsets)
        yield from _claimed(Sentence.of(text, offsets, sentence.mentions, [position + shift for position in sentence.positions]))
    elif before and _CLAIM.search(before[-1].text if opens else sentence.text):
        joined = passage(sentence, before[-1:])
        within = frozenset(m.start for m in (sentence if opens else before[-1]).mentions)
        yield from (trend for trend in _claimed(joined.sentence) if all(m.start in within for m in trend.values))


def tabled(document: Document, table: Table) -> Iterator[Trend]:
    """Every trend that the text right above or below a table claims of a row or column that runs through its years."""
    first, last = table.heads[0].start, table.rows[-1][-1].end
    around = document.folded[max(0, first - _OFF) : first], document.folded[last : last + _OFF]
    claims = [(claim, _CLAUSE.split(text[: claim.start()])[-1].rpartition("\n")[2]) for text in around for claim in _CLAIM.finditer(text)]
    for way in (table, table.turned) if claims else ():
        times = [int(match[0]) for row in way.rows if (match := _YEAR_NAME.match(row[way.stub].text))]
        named = [column for column in way.columns if all(row[column].figure for row in way.rows)] if len(times) == len(way.rows) > _LEAST else []
        if all(a < b for a, b in pairwise(times)):
            yield from (trend for claim, subject in claims for trend in _of_columns(way, named, claim, subject))


def lined(document: Document, blocks: Sequence[tuple[Block, Sequence[Mention]]]) -> Iterator[Trend]:
    """Every trend that is claimed right above lines with a year and one value each: 近五年收案连续四年增长: over 2020年 812件; `blocks` are all lines with their quantities."""
    run, above = list[tuple[int, Mention]](), ""
    for block, figures in (*blocks, (None, ())):
        line = document.folded[block.start : block.end] if block else ""
        match = _DATED_LINE.fullmatch(line)
        if match and len(figures) == 1 and _is_value(figures[0]) and (not run or comparable(run[-1][1], figures[0])):
            run.append((int(match["year"]), figures[0]))
            continue
        if len(run) > _LEAST and all(a[0] < b[0] for a, b in pairwise(run)):
            yield from _of_lines(above, [value for _, value in run])
        run, above = [], line


def _of_lines(above: str, values: Sequence[Mention]) -> Iterator[Trend]:
    """The trend that the words above lines end with."""
    for claim in _CLAIM.finditer(above[-_OFF:]):
        subject, behind = above[-_OFF:][: claim.start()], above[-_OFF:][claim.end() :]
        growth = _OF_RATES.search(_CLAUSE.split(subject)[-1]) is None and values[0].kind is MentionKind.PERCENT and not _RATE.search(subject)
        if not growth and not _CLAUSE.search(behind.rstrip(":。 ")):
            number = _NUMBER.search(claim[0])
            span = integer(number["n"].replace("两", "二")) + 1 if number else len(values)
            yield Trend(tuple(values[-span:]), bool(claim["up"]), sure=claim["loose"] is None)


def _of_columns(table: Table, columns: Sequence[int], claim: regex.Match[str], subject: str) -> Iterator[Trend]:
    """The trend of the one column that a claim names, or of the only one."""
    said = [column for column in columns if shared(_plain(table.head(column)), subject) >= _COMMON]
    fitting = [column for column in said or columns if bool(_OF_RATES.search(table.head(column))) == bool(_OF_RATES.search(subject))]
    if len(fitting) == 1 and (said or len(columns) == 1):
        values = [figure for row in table.rows if (figure := row[fitting[0]].figure) is not None]
        number = _NUMBER.search(claim[0])
        yield Trend(tuple(values[-1 - integer(number["n"].replace("两", "二")) :] if number else values), bool(claim["up"]), sure=bool(said))


def _claimed(sentence: Sentence) -> Iterator[Trend]:
    """Every trend that a sentence claims of values which it gives."""
    claims = list(_CLAIM.finditer(sentence.text))
    if not claims:
        return
    listed = list(_series(sentence))
    for claim in claims:
        values = next((values for values in listed if _speaks_of(sentence, claim, values)), None)
        if values is None:
            continue
        span = sentence.at(claim.start("span")) if claim["span"] else None
        sure = claim["loose"] is None and _one_name(*_labels(sentence, claim, values))
        yield Trend(tuple(_spanned(span, [sentence.mentions[k] for k in values])), bool(claim["up"]), sure)


def _series(sentence: Sentence) -> Iterator[list[int]]:
    """The runs of comparable values that follow one another in time, with nothing but joints, years and quarters between."""
    run: list[int] = []
    for k in range(len(sentence.mentions)):
        joined = run and _goes_on(sentence, run[-1], k) and comparable(sentence.mentions[run[-1]], sentence.mentions[k])
        if joined:
            run.append(k)
        else:
            yield from [run] if len(run) >= _LEAST else []
            run = [k] if _is_value(sentence.mentions[k]) else []
    yield from [run] if len(run) >= _LEAST else []


def _goes_on(sentence: Sentence, last: int, k: int) -> bool:
    """Whether a value is of the next time: behind a joint, its time alone, or its time and the verb or noun of the value before it."""
    between = sentence.between(last, k)
    if _STEP.fullmatch(between):
        return True
    same = _NAMED.fullmatch(between)
    return same is not None and same["noun"] in sentence.clause_before(last)


def _is_value(mention: Mention) -> bool:
    return mention.kind in (*AMOUNTS, MentionKind.PERCENT, MentionKind.PERMILLE) and not mention.components and not mention.quoted


def _speaks_of(sentence: Sentence, claim: regex.Match[str], values: Sequence[int]) -> bool:
    """Whether a claim stands near a series that follows time, and names no other thing than it."""
    first, last = sentence.positions[values[0]], sentence.positions[values[-1]]
    ahead = claim.end() <= first
    between = sentence.text[claim.end() : first] if ahead else sentence.text[last + 1 : claim.start()]
    if (not ahead and claim.start() <= last) or (_NEAR_BEHIND if ahead else _NEAR_AHEAD).fullmatch(between) is None:
        return False
    label, subject = _labels(sentence, claim, values)
    if not _follows_time(sentence, values, label, spanned=bool(claim["span"])):
        return False
    if _OF_RATES.search(label) and not _OF_RATES.search(subject):
        return False
    if sentence.mentions[values[0]].kind is MentionKind.PERCENT and not _RATE.search(label + subject) and not _OF_RATES.search(subject):
        return False
    return (
        _one_name(label, subject)
        or not _VERBS.sub("", _plain(label))
        or (ahead and _EXPLAINED.match(between) is not None and not _UNCOUNTED.search(subject))
    )


def _labels(sentence: Sentence, claim: regex.Match[str], values: Sequence[int]) -> tuple[str, str]:
    """The words before a series, and those of its claim."""
    first, last = sentence.positions[values[0]], sentence.positions[values[-1]]
    if claim.end() <= first:
        return sentence.text[claim.end() : first], _CLAUSE.split(sentence.text[max(0, claim.start() - _LABEL) : claim.start()])[-1]
    return sentence.text[max(0, first - _LABEL) : first], _CLAUSE.split(sentence.text[last + 1 : claim.start()])[-1]


def _one_name(label: str, subject: str) -> bool:
    """Whether a series and a claim have a noun in common, or one of them has none."""
    named, said = _plain(label), _plain(subject)
    verb = _COUNT_OF.fullmatch(said)
    return not named or not said or shared(named, said) >= _COMMON or (verb is not None and is_spread(verb["of"], named))


def _plain(words: str) -> str:
    """The noun among the words, without times, verbs and what a claim is led in by."""
    return _LINKS.sub("", stripped(_TIMES.sub("", words)))


def _follows_time(sentence: Sentence, values: Sequence[int], label: str, *, spanned: bool) -> bool:
    """Whether the values are of one time after another: by their years, or as a list behind no list of names, three or more where no number of years is told."""
    dated = years(sentence)
    if all(k in dated for k in values):
        return all(dated[a] < dated[b] for a, b in pairwise(values))
    if any(k in dated for k in values[1:]):
        return False
    listed = _NAMES.search(_TIMES.sub("", _CLAUSE.split(label)[-1])) is None
    return listed and (spanned or len(values) > _LEAST)


def _spanned(span: Mention | None, values: Sequence[Mention]) -> Sequence[Mention]:
    """The values that the text speaks of: for 连续两年增长 the last three of a longer series."""
    middle = span.value.middle if span is not None else None
    return values if span is None or middle is None else values[-1 - round(middle / span.factor) :]
