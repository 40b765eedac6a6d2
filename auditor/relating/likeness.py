"""How much alike two figures are called, however the two places word it: 受理案件3856件, and of 3685件新收的各类案件.

Owns the words of a figure on both sides of it and what parts two of them; what it means for their values is for `checking`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import Document, Mention
from auditor.number import Interval
from auditor.record import record, replace
from auditor.relating.figure import bare, in_one_wording
from auditor.relating.scope import sentence_start

# What begins the words of a figure, and what ends those behind it: "全县新增就业" of ",全县新增就业", "名农民工" of "名农民工,"
_BEFORE = expression(r"(?r)[^,;:()【】。!?\n\r|\t]*")
_BEHIND = expression(r"[^,;:、()【】。!?\n\r|\t\d]*")
_LONGEST = 40
# Among so many mentions stands the quantity beside another; the rest are dates, ordinals and marks
_NEAR = 4
_LONGEST_BEHIND = 20
# Says nothing of what is counted: "全年" "位居全省" "的" — not "全科"
_EMPTY = expression(
    r"[\s“”‘’《》的#*了]+|(?:19|20)\d\d年[度末底]?|\d+月[末底份]?|\d+|全[年省市县区州镇乡院校局]|[今去上]年|年[末底初]|[上下]半年[末底]?|前?[一二三四两]个?季度[末底]?|前(?:\d{1,2}|[一二三四五六七八九十]{1,2})个?月|各[类项种级地]?|[同环]比|比上|增长|下降|增加|减少|上升"
    r"|提高|达到?|实现|完成|共有?|其中|期间|开展|组织|工作|以[来上]|累计|总计|合计|截至|目前|平均|每|占比?|(?<!保)有|为|约|近|超过?|位[居列]|排名|排|居(?![民住家])|列|在|对|将|已经?"
    r"|虽然?|尽管|全部|均|重点|新增|国家|启动|实施"
)
# Words of every section, which alone name no figure: "项目" — not "重点项目"
_COMMON = frozenset(("项目", "企业", "人员", "群众", "活动", "资金", "单位", "服务", "任务", "问题", "建设", "投资", "金额", "情况", "支出", "收入"))
# Picks some of what is counted: "其中" "占" "人均" — not "占地"
_PICKS = expression(
    r"其中|占(?!地)|[人户亩日月]均|(?<!今)年均|[过近]去?[三五十\d]年|平均|每|[多少]数|部分|之一|除|另|包括|含|上年|同期|比(?![例重率])|较|增长|下降|提高|不低于|不少于|不超过"
)
# Says that all of it is meant: "62支队伍全部到岗" "这62支队伍" — not "均衡"
_ALL = expression(r"全部|均(?!衡)|都(?!市)|(?:这|上述|以上)$")
# "县医院" of "县医院|床位" — not "乡镇卫生院" where nothing stands behind it
_SUBJECT = expression(r"[^|]+(?:院|局|校|[中小大]学|公司|支队|大队|中心|所|站|馆|[县区镇乡村市]|街道)(?=..)")
# "第一" "二期" "甲班" "十月份": one of several
_NUMBERED = expression(r"第[一二三四五六七八九十\d]+|[一二三四五六七八九十]{1,2}月|[一二三四五六]期|[甲乙丙丁]\p{Han}|[东南西北中][区片线院]")
# "该项目概算总投资" "本会发放" — not "本科生"
_POINTED = expression(r"(?:该|此|上述|本(?![科地土级溪钢]))(?=\p{Han}{2})")
_HAN = expression(r"\P{Han}")
# "同比增长" at the end of "全市出口同比增长" and of ",同比增长" — not "环比增长", a change of another time
_CHANGE = expression(
    r"(?:同比|[比较](?:上年|去年)(?:同期|同比)?(?:相比)?)?(?:增长|大增|增速|增幅|涨幅|上[涨升]|提高|(?P<fall>下[降跌滑]|减少|[降跌]幅|回落))(?:率|了|为|达到?|约)*$"
)
# ",达到" ",总量升至" — not ",其中"
_LEVEL = expression(r",(?:总[量数额值]|总规模|规模)?(?:已|首次|累计)*(?:达到?|升至|增至|增加到|提高到|降至|减至|下降到|减少到|回落至)")
# "已突破百万" right before a comma
_ROUGH = expression(r"(?:已|首次)*(?:突破|超过?|近|逾|接近|跨[过上]|迈[上过])了?[十百千万亿]+(?:大关|台阶|关口)?(?=,$)")
_SIDE = 8
# Before so many characters behind a count its noun begins: "64个乡村书屋" — not "64个村设有乡村书屋"
_NEXT = 3


@record(frozen=True)
class Words:
    """What stands on both sides of a figure, in one wording and with a bar for what says nothing.

    A figure `picks` where it is said of some of what its words name alone, and is of `all` where its words say so; it `moves` by so much where it
    is a change: "增长", "下降", "" for what is none; `of` is the amount behind which a change stands, if it has its words from it.
    """

    before: str
    behind: str
    picks: bool
    all: bool
    moves: str = ""
    of: Interval | None = None

    @property
    def core(self) -> str:
        """What is counted, without the bars; "" where it stands behind."""
        return self.before.replace("|", "")


def is_level(between: str) -> bool:
    """Whether what stands between a change and a figure says that it comes to that: ",达到"."""
    return _LEVEL.fullmatch(between) is not None


def beside(document: Document, mentions: Sequence[Mention], mention: Mention, lexicon: Lexicon) -> tuple[Mention | None, Words]:
    """The quantity before a mention, and the words between the two and up to the next."""
    order = bisect_left(mentions, mention.start, key=lambda one: one.start)
    before = next((m for m in reversed(mentions[max(0, order - _NEAR) : order]) if m.is_quantity), None)
    ceiling = next((m.outer_start for m in mentions[order + 1 : order + _NEAR] if m.is_quantity), len(document.text))
    return before, words(document, mention, before.outer_end if before else 0, ceiling, lexicon)


def words_of(document: Document, mentions: Sequence[Mention], mention: Mention, lexicon: Lexicon) -> Words:
    """The words on both sides of a mention; a change that is said behind its amount has the words of that."""
    before, found = beside(document, mentions, mention, lexicon)
    if found.moves and not found.core and before is not None and not any(c in document.folded[before.end : mention.start] for c in "。;\n"):
        amount = beside(document, mentions, before, lexicon)[1]
        return replace(found, before="" if amount.moves else amount.before, picks=found.picks or amount.picks, of=before.value)
    if before is not None and is_level(document.folded[before.outer_end : mention.outer_start]):
        # 售水量增长2.4%,达到⟨⟩: what has grown comes to that level
        amount = beside(document, mentions, before, lexicon)[1]
        moved = amount.moves or document.folded.endswith(("增加", "减少", "净增"), 0, before.outer_start)
        if amount.core and (moved or before.hedges):
            return replace(found, before=amount.before, picks=found.picks or amount.picks)
    return found


def words(document: Document, mention: Mention, floor: int, ceiling: int, lexicon: Lexicon) -> Words:
    """The words of a mention between `floor` and `ceiling`, the ends of its neighbours."""
    low = max(floor, mention.outer_start - _LONGEST, sentence_start(document, mention.outer_start))
    match = own = _BEFORE.search(document.folded, low, mention.outer_start)
    if own is not None and own.start() > low and document.folded[own.start() - 1] == "(" and not _EMPTY.sub("", own[0]):
        # "(9月末为⟨⟩)" is what the words before the bracket count
        match = _BEFORE.search(document.folded, low, own.start() - 1)
    elif (
        own is not None
        and own.start() > low
        and (rough := _ROUGH.search(document.folded, low, own.start()))
        and is_level(document.folded[own.start() - 1 : own.end()])
    ):
        # "保有量已近百万,达⟨⟩"
        match = _BEFORE.search(document.folded, low, rough.start())
    after = _BEHIND.match(document.folded, mention.outer_end, max(mention.outer_end, min(ceiling, mention.outer_end + _LONGEST_BEHIND)))
    before, behind = (match[0].rstrip() if match else "").replace("、", ""), after[0] if after else ""
    change = _CHANGE.search(before)
    before = before[: change.start()] if change else before
    rows = lexicon.words.get("said-alike", ())
    whole = bool(_ALL.search(before) or _ALL.search(behind))
    picks = bool(_PICKS.search(before if match is own else own[0] if own else "")) or document.folded.endswith(
        ("其中,", "其中:"), 0, match.start() if match else low
    )
    moves = ("下降" if change["fall"] else "增长") if change else ""
    return Words(_EMPTY.sub("|", bare(before, rows)), _EMPTY.sub("|", in_one_wording(behind, rows)), picks, whole, moves)


def core_of(text: str, lexicon: Lexicon) -> str:
    """What words that stand by themselves say of what is counted, as `Words.core` has it."""
    return _EMPTY.sub("", bare(text, lexicon.words.get("said-alike", ())))


def shared(one: Words, other: Words) -> str:
    """The longest words that two figures have in common, "" where they are those of every section."""
    both = [((words.before, len(words.before)), (words.behind.lstrip("|"), _NEXT)) for words in (one, other)]
    runs = (_run(a, b, i, j) for a, i in both[0] for b, j in both[1])
    return max((run for run in runs if run not in _COMMON), key=len, default="")


def told(one: Words) -> tuple[str, ...]:
    """The words of a figure before it that say something, piece by piece."""
    return tuple(piece for piece in one.before.split("|") if len(piece) > 1 and piece not in _COMMON)


def have_their_own(one: Words, other: Words) -> bool:
    """Whether two figures have subjects of their own, or words of their own on one side of those that they share: 机关参保职工 and 企业参保职工.

    A heading words its subject otherwise than the text below it, so this says nothing of those.
    """
    here, there = (_SUBJECT.match(text.before) for text in (one, other))
    if here and there and not here[0].endswith(there[0]) and not there[0].endswith(here[0]):
        return True
    run = _run(one.before, other.before, len(one.before), len(other.before))
    if not run:
        return False
    (head, tail), (head_, tail_) = (tuple(_HAN.sub("", words.before.partition(run)[side]) for side in (0, 2)) for words in (one, other))
    # 该项目 is the project that was told of
    pointed = any(_POINTED.match(words.before) for words in (one, other))
    heads = (
        head
        and head_
        and not pointed
        and (set(head).isdisjoint(head_) or (min(len(head), len(head_)) > 1 and not _run(head, head_, len(head), len(head_))))
    )
    return bool(heads or (tail and tail_ and tail not in tail_ and tail_ not in tail))


def _run(a: str, b: str, until: int, other: int) -> str:
    """The longest piece of two characters and more that two texts share, no bar in it, which begins before `until` in the one and `other` in the other."""
    best = ""
    for start in range(min(until, len(a))):
        while start + len(best) < len(a) and -1 < b.find(piece := a[start : start + len(best) + 1]) < other and "|" not in piece:
            best = piece
    return best if len(best) > 1 else ""


def parted(one: Words, other: Words, lexicon: Lexicon) -> bool:
    """Whether two figures are of two sides of one thing: 男 and 女, 受理 and 办结, 城镇 and 农村."""
    rows = (row.split("/") for name in ("contrasts", "partition-schemes", "complements") for row in lexicon.words.get(name, ()))
    if one.moves != other.moves or (one.of is not None and other.of is not None and not one.of.meets(other.of)):
        return True
    if _apart(*(set(_NUMBERED.findall(text.before)) for text in (one, other))):
        return True
    texts = [text.before + "|" + text.behind[:_SIDE] for text in (one, other)]
    return any(_apart(*({side for side in sides if side in text} for text in texts)) for sides in rows)


def narrowed(one: Words, other: Words, lexicon: Lexicon) -> bool:
    """Whether one figure alone is said of a side or a sort of the thing: 农村公路 beside 公路."""
    here, there = (text.before + "|" + text.behind[:_SIDE] for text in (one, other))
    return any((side in here) is not (side in there) for side in _sides(lexicon, "contrasts"))


def is_narrow(words: str, lexicon: Lexicon) -> bool:
    """Whether words name a side or a sort of a thing: 公办."""
    return any(side in words for side in _sides(lexicon))


def _sides(lexicon: Lexicon, *more: str) -> Iterator[str]:
    names = "partition-schemes", "complements", "attributes", "umbrella"
    return (side for name in (*more, *names) for row in lexicon.words.get(name, ()) for side in row.split("/"))


def _apart(one: set[str], other: set[str]) -> bool:
    return bool(one and other and one.isdisjoint(other))
