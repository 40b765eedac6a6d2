"""Levels: figures that can change, those that say of an earlier time that they are what something is compared with, and those that are changes themselves.

Owns the words of a base (由…, 上年, 去年同期, 2020年, 较…的) and of a change; which level belongs to which change is for `change` and its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.expression import compiled, expression
from auditor.lexicon import Lexicon
from auditor.model import AMOUNTS, MentionKind
from auditor.relating.partition import tells_change
from auditor.relating.sentence import Sentence

_LEVELS = AMOUNTS | {MentionKind.PERCENT, MentionKind.PERMILLE}
_YEAR = r"(?:(?:19|20)\d\d年|“?十[一二三四]五”?)(?:同期|底|末|初|度|全年|的)*"
_LAST = r"(?:上一?年|去年|前年|上一?期|上一?个?月|上一?季度?|上一?届|上一?个?学[期年]|上周|常年|同期|[年期]初)(?:同期|底|末|初|度|全年|的|预期目标)*"
PERIOD = r"(?:上一?年|去年|前年|上一?期|上一?个?月|上一?季度?|上一?届|上一?个?学[期年]|上周|常年|同期|[年期]初|(?:19|20)\d\d年|“?十[一二三四]五”?)(?:同期|底|末|初|度|全年|的|预期目标)*"
# Before a base: "由" "从2020年的" "较上年的" "上年同期为" "比全省" "快于城镇" "而2023年只有" — not "比例为"
_BASE = expression(
    rf"(?:(?:由|从|与(?={_LAST}|{_YEAR}))[^,;。]{{0,14}}|(?:(?<![占环债]|收入|存贷|性别|医护|[师生]|城乡|支出|资本|能效|容积|投入)(?<!同(?!比[上去]年))比|较|[低高快慢]于|高出)(?!例|重|率|值)[^,;。]{{0,12}}"
    rf"|(?:而|为)?{_LAST}[^,;。]{{0,6}}|^(?:而)?{_YEAR})(?:分别|依次)?(?:则)?(?:为|是|只?有|仅有?)?$"
)
# "比⟨五年⟩前的" "⟨五年⟩前全村只有" "建园之初,年产值仅为" "改造前日均接待" — not "⟨五年⟩前的" and not "此前"
_AGO = expression(
    r"(?:(?<!占)比|较|由|从|与)(?:[\ue000-\uf8ff]|[\d一二三四五六七八九十]{1,2}年)(?:以?前)的?$"
    r"|(?:^|[,;。])(?:(?:[\ue000-\uf8ff]|[\d一二两三四五六七八九十]{1,2}年)以?前|\p{Han}{1,3}之初|最初|起初|(?:刚|\p{Han}{2}刚)(?:成立|建成|起步|开业|投用)时"
    r"|(?:改造|整治|实施|改革|扩建|搬迁|投用|合作|试点|建[园厂馆社校])前),?[^,;。()\ue000-\uf8ff]{0,12}(?:只?有|仅有|不过|才有|仅?为|仅|是|不足)$"
)
# "今年同期为" is what there is now
_OF_NOW = expression(r"(?:今年|本年)同期[^,;。]{0,6}$")
# "签发" of "2024年上半年签发"
_DONE_AGAIN = expression(r"而?(?:19|20)\d\d年(?:[上下]半年|前?[一二三四]季度|\d{1,2}[—–-]\d{1,2}月|同期|全年|共)*(?P<verb>\p{Han}{2,4})")
# "上年增长" before a rate of growth, which is a level to points — not "比上年增长"
_GREW = expression(rf"(?:而)?(?:{_LAST}|{_YEAR})为?(?:同比)?(?:增长|增速为?|增幅为?|涨幅为?|上涨)")
# "增速回落" behind the growth of last year — not "收入增速回落"
_OF_GROWTH = expression(r"(?P<of>(?:同比)?(?:增速|增幅|涨幅)(?:同比)?)(?:回落|放缓|下降|降低|提高|提升|加快|上升|回升)了?")
# "比上年增加⟨⟩" "比上年多办⟨⟩" is a change, no base
_CHANGED = expression(
    r"(?:增加|增长|增收|增产|减少|减收|减产|下降|降低|回落|提高|提升|上升|上涨|下跌|下滑|扩大|缩小|缩短|延长|压缩|节约|节省|净增|净减|新增|[多少高]出?|低|快|慢|增|减|(?:比|较)[^,;。]{1,10}[多少]\p{Han}{1,2})(?:了|约|近)?$"
)
# "法官人均结案": an average is no part of what came and went
_EACH = expression(r"均|每")
_YEARLY = expression(r"同期|同比")
_MONTHLY = expression(r"年初|期初|上月|上季|环比|月初|季初|上周|上旬")
# "去年三季度为" — not "上年末为", which is the beginning of this year
_A_YEAR_AGO = expression(r"同期|同比|(?:上年|去年)(?!年?[末底]|四季|12月)")
# "比年初" against a base "比3月末的"
_SINCE_JANUARY = expression(r"年初|期初")
_WITHIN_YEAR = expression(r"(?<![\d一二])(?:[1-9]|1[01]|[一二三四五六七八九十])月(?:份)?[末底]|[一二三]季度?[末底]|上月|上季")
# Says that the year before is meant, so that no older base is
_LAST_YEAR, _OLDER = expression(r"同期|同比|[比较][上去]年"), expression(r"前年")
# "由一季度的" "由上半年" of this year — not "由上年一季度的"
_EARLIER_THIS_YEAR = expression(r"^(?!.*(?:[上去前]年(?!来)|同期|(?:19|20)\d\d)).*(?:第?[一二三1-3]季度|上半年|\d{1,2}月份?)")
# "比上年回落" behind a base "低于全省" that is of another place
_THAN_BEFORE, _THAN_OTHERS = expression(r"[比较](?:[上去前]年|上月|上季|同期|年初)|同比|环比"), expression(r"[高低快慢]于|高出|领先|落后")
_TIMES_APART = (
    (_THAN_BEFORE, _THAN_OTHERS),
    (_YEARLY, _EARLIER_THIS_YEAR),
    (_YEARLY, _MONTHLY),
    (_MONTHLY, _A_YEAR_AGO),
    (_LAST_YEAR, _OLDER),
    (_SINCE_JANUARY, _WITHIN_YEAR),
)
_OF_A_YEAR = expression(r"同比|[比较][上去]年")
# What was carried out, and a plan of it: "年初计划新增" — not "比计划"
_NEW = expression(r"新增|实际|新建|新开|新招")
_PLANNED = expression(r"(?<!比|较)(?:计划|任务|目标|预算|安排|下达|指标)")
_DATED = expression(r"(?:19|20)\d\d(?=年)")
# Behind a stretch of years or months in which something happened: "三年前" "五年间" "三年增长" — not "保质期三年," nor "9个月提升到"
_IN_WHICH = expression(r"(?!\p{Han}{1,2}[到至为])(?:前|过|来|间|内|后|以来|中|里|增|降|减|升|下|提|翻|累计|共|净|年?平?均|分别|涨|上)")
_DATING = frozenset("前近后去这续")
_FELL = expression(r"下降|降幅|下跌|跌幅|回落|减少|下滑")
# What gets better where it falls: "PM2.5浓度" — not "合格率"
_LESS_IS_BETTER = expression(r"浓度|PM|指数|能耗")
# What 多 and 少 may be of: "多收" "少支出", and where the text compares "同比少救助" "较2023年多售" — not "多媒体"
_MORE_OF = r"(?:收入?|支出?|办理?|产|销售?|征收?|缴|派|发放?|招收?|接[待收]?|查[处获]?|受理|审?结|开|拨付?|投入?|调|用|花费?|完成|生产|(?<=(?:同比|同期|相比|[比较](?:[上去前往常]年|(?:19|20)\d\d年|年初|上个?月|上季度?|上周|上一?届)的?)[多少])\p{Han}{1,3})?"
# "多收治" where the sentence says 收治 before — not "多媒体"
_MORE_OF_IT = expression(r"[多少](?P<verb>\p{Han}{2,3})")
# Units of a multiple that is a quotient of two values: 翻两番 is four times as much
DOUBLINGS = frozenset({"番", "一番", "两番", "翻番"})
# "是原来的" "达到2021年的" before a multiple — not "是全市平均的"
_AS_MANY = expression(
    rf"(?:是|为|达到?了?|相当于|[增升扩提][加长大充高]?[到至])(?:(?P<than>{PERIOD})|(?:当时|当初|当年|那时|原来|原先|此前|之前|以前|最初|起初|\p{{Han}}{{1,4}}[前初]))的?$"
)
# "是⟨三年⟩前的" before a multiple
_AS_ONCE, _NEAR = (
    expression(r"(?P<of>[^,;:。()\ue000-\uf8ff]*?)(?:是|为|达到?了?|相当于)(?:[\ue000-\uf8ff]|[\d一二两三四五六七八九十]{1,2}年)以?前的$"),
    24,
)
# Before 翻两番 and of no meaning: "总量实现" — not "利润"
_MERELY = expression(r"(?:总量|规模|总数|已经?|成功|实现了?|接?近|整整|足足)+$")


def can_change(sentence: Sentence, k: int) -> bool:
    """Whether a mention is a value that can change: a figure with a unit, no age, no stretch of time that dates something, no 每⟨10万人⟩."""
    mention = sentence.mentions[k]
    before = sentence.text[sentence.positions[k] - 1 : sentence.positions[k]]
    timed = before == "每" or mention.dimension.startswith("age") or (mention.dimension.startswith("duration") and before in _DATING)
    timed = timed or (mention.dimension == "duration-months" and _IN_WHICH.match(sentence.text, sentence.positions[k] + 1) is not None)
    return mention.kind in _LEVELS and not mention.components and bool(mention.unit or mention.scale != 1) and not mention.quoted and not timed


def is_base(sentence: Sentence, k: int) -> bool:
    """Whether a level is what another is compared with, by the words before it."""
    text = sentence.text[max(0, sentence.positions[k] - 24) : sentence.positions[k]].removesuffix(":")
    clause = compiled(r"[,;:。()\ue000-\uf8ff]").split(text)[-1]
    # "(增长⟨⟩)" of 比6月(增长⟨⟩), beside a rate that grew as well
    grown = clause in ("增长", "上涨") and k > 0 and not _FELL.search(sentence.clause_before(k - 1))
    words = (before_bracket(sentence, k, clause) if grown else clause) or clause or before_bracket(sentence, k)
    if _OF_NOW.search(words) or (words != clause and _glosses_time(sentence, k)):
        return False
    if sentence.text.startswith("相比", sentence.positions[k] + 1):
        return can_change(sentence, k)
    if _has_grown(sentence, k, words) or _is_done_before(sentence, k, words):
        return can_change(sentence, k)
    return can_change(sentence, k) and not _CHANGED.search(words) and (_BASE.search(words) or _AGO.search(text)) is not None


def _glosses_time(sentence: Sentence, k: int) -> bool:
    """Whether a figure in brackets says how long a time was, and the figure of that time follows: 比去年国庆(8天)日均⟨203起⟩."""
    span, behind = sentence.mentions[k], next(iter(sentence.mentions[k + 1 : k + 2]), None)
    told = behind is not None and behind.kind in AMOUNTS and span.dimension.startswith("duration") and behind.unit != span.unit
    return told and not any(mark in sentence.between(k, k + 1) for mark in ",;。、")


def _grew(sentence: Sentence, k: int) -> bool:
    """Whether a rate is that of growth of last year, beside one that is no fall: 增长⟨⟩,上年同期增长⟨⟩."""
    return k > 0 and _has_grown(sentence, k, sentence.clause_before(k)) and not _FELL.search(sentence.clause_before(k - 1))


def _has_grown(sentence: Sentence, k: int, words: str) -> bool:
    return sentence.mentions[k].kind is MentionKind.PERCENT and _GREW.fullmatch(words) is not None


def _is_done_before(sentence: Sentence, k: int, words: str) -> bool:
    """Whether a level is of an earlier year, what was done in which the sentence has said of now: 签发⟨⟩,2024年上半年签发⟨⟩."""
    again = _DONE_AGAIN.fullmatch(words) if k else None
    return again is not None and again["verb"] in sentence.clause_before(k - 1) and _DATED.search(sentence.clause_before(k - 1)) is None


def is_of_once(sentence: Sentence, k: int) -> bool:
    """Whether a level is of a time long ago: 五年前仅有⟨⟩, 建园之初,年产值为⟨⟩."""
    return _AGO.search(sentence.text[max(0, sentence.positions[k] - 24) : sentence.positions[k]]) is not None


def before_bracket(sentence: Sentence, k: int, led: str = "") -> str:
    """The words before an opening bracket that holds nothing but the figure, and what it is led in by: 比全省(⟨⟩), 比全省(增长⟨⟩)."""
    group = sentence.groups[k]
    if group is None or group[0] != sentence.positions[k] - 1 - len(led):
        return ""
    return compiled(r"[,;:。()\ue000-\uf8ff]").split(sentence.text[: group[0]])[-1]


def is_change(sentence: Sentence, k: int) -> bool:
    """Whether a mention is itself a change; a rate of growth is a level where rates are compared in points."""
    if sentence.mentions[k].kind is MentionKind.PERCENT:
        return False
    return tells_change(sentence.text[max(0, sentence.positions[k] - 12) : sentence.positions[k]]) and not is_base(sentence, k)


def divided(sentence: Sentence, a: int, b: int) -> bool:
    """Whether another statement begins between two mentions."""
    low, high = sorted((sentence.positions[a], sentence.positions[b]))
    return any(mark in sentence.text[low:high] for mark in (";", "。", "其中"))


def beside_plan(sentence: Sentence, order: int, base: int) -> bool:
    """Whether what is new was planned and is no difference of two plans: 年初计划新增⟨⟩,调增为⟨⟩,实际新增⟨⟩."""
    return _NEW.search(sentence.clause_before(order)) is not None and _PLANNED.search(sentence.clause_before(base)) is not None


def of_other_years(sentence: Sentence, order: int, now: int, base: int) -> bool:
    """Whether the value of now is of a year before its base, or of one farther off than a change of one year says.

    2019年为⟨⟩,2024年为⟨⟩,增长⟨⟩; 由2020年的⟨⟩增至2024年的⟨⟩,同比增长⟨⟩.
    """
    then, after = (_DATED.findall(sentence.clause_before(k)) for k in (base, now))
    if not (then and after):
        return False
    years = int(after[-1]) - int(then[-1])
    return years < 0 or (years > 1 and _OF_A_YEAR.search(sentence.clause_before(order)) is not None)


def of_unlike_signs(sentence: Sentence, now: int, base: int) -> bool:
    """Whether one of two figures is less than nothing and the other is not, or both are, the one by its minus, the other by its word.

    盈利2亿元,上年亏损0.3亿元; 涨幅为-7.8%,上月下降9.5%.
    """
    clauses = [sentence.clause_before(k) for k in (now, base)]
    lost = ["亏损" in clause for clause in clauses]
    negative = [(sentence.mentions[k].value.high or 0) < 0 for k in (now, base)]
    by_word = any(_FELL.search(clause) for clause, below in zip(clauses, negative, strict=True) if not below)
    return lost[0] is not lost[1] or (any(negative) and by_word)


def ways(sentence: Sentence, order: int, lexicon: Lexicon) -> Iterator[tuple[bool, str]]:
    """Like `directions` for a mention; 翻两番 is its own word of direction, and 是2021年的3倍 is read as what it compares with, 较2021年."""
    mention, clause = sentence.mentions[order], sentence.clause_before(order).strip()
    if mention.unit in DOUBLINGS:
        yield False, _MERELY.sub("", clause)
    elif mention.kind is MentionKind.MULTIPLE and (match := _AS_MANY.search(clause)):
        yield False, clause[: match.start()] + (f"较{match['than'].rstrip('的')}" if match["than"] else "")
    elif mention.kind is MentionKind.MULTIPLE and (once := _AS_ONCE.search(sentence.text[: sentence.positions[order]][-_NEAR:])):
        yield False, once["of"]
    elif clause.endswith("改善") and _LESS_IS_BETTER.search(sentence.text[: sentence.positions[order]]):
        yield True, clause[: -len("改善")]
    elif (more := _MORE_OF_IT.fullmatch(clause)) and more["verb"] in sentence.text[: sentence.positions[order] - len(clause)]:
        yield clause[0] == "少", ""
    elif order and mention.kind is MentionKind.POINTS and (sped := _OF_GROWTH.fullmatch(clause)) and _grew(sentence, order - 1):
        yield from directions(clause[sped.end("of") :], lexicon)
    else:
        yield from directions(clause, lexicon)


def directions(clause: str, lexicon: Lexicon) -> Iterator[tuple[bool, str]]:
    """Every word of direction that a clause ends with: whether it is a fall, and what stands before it."""
    for falls, words in ((False, lexicon.words["change-up"]), (True, lexicon.words["change-down"])):
        for word in sorted((word for word in words if word in clause), key=len, reverse=True):
            verb = _MORE_OF if word in ("多", "少") else ""
            match = compiled(rf"{word}{verb}(?:率|幅|幅度|比例|比率)?(?:分别)?(?:了|为|达|达到|高达|约|近|超过)?$").search(clause)
            if match:
                yield falls, clause[: match.start()]


def is_set_off(sentence: Sentence, order: int, lexicon: Lexicon, *, falls: bool) -> bool:
    """Whether a change is one of two that go against each other, and so is no difference of what was and is: 新增⟨⟩,注销⟨⟩."""
    beside = [k for k in (order - 1, order + 1) if 0 <= k < len(sentence.mentions) and sentence.mentions[k].unit == sentence.mentions[order].unit]
    opposite = lexicon.words["incoming" if falls else "outgoing"]
    clauses = [sentence.clause_before(k) for k in beside if not is_base(sentence, k)]
    return any(clause.endswith(opposite) and not _EACH.search(clause) for clause in clauses)


def of_another_time(sentence: Sentence, order: int, base: int) -> bool:
    """Whether a change says that it compares with the last year, and its base is of the last month or of January, or the other way round."""
    own, other = sentence.clause_before(order), sentence.clause_before(base)
    return any(a.search(own) and b.search(other) for a, b in _TIMES_APART)


def has_own_level(sentence: Sentence, last: int, order: int) -> bool:
    """Whether another value stands between the bound ones and the change, which then speaks of that."""
    base = sentence.mentions[last].dimension
    between = [k for k in range(last + 1, order) if not is_span(sentence, k) or sentence.mentions[k].dimension == base]
    return any(can_change(sentence, k) and not is_change(sentence, k) and sentence.groups[k] is None for k in between)


def is_span(sentence: Sentence, k: int) -> bool:
    """Whether a mention is a stretch of years or months, in which something changed: 三年增长40%."""
    return sentence.mentions[k].dimension == "duration-months"
