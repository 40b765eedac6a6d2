"""Lists of parts behind a word that announces them (其中, 包括, 分别为), behind 共 without one, and those that end with 其余."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.record import record, replace
from auditor.relating.paired import are_called, column, goes_on, is_paired, things, twins
from auditor.relating.partition import OTHERS, Cue, Partition, partition
from auditor.relating.sentence import Sentence
from auditor.relating.statement import DIVISION
from auditor.relating.unit import alike, comparable
from auditor.relating.whole import SHARED_ENDING, TOTAL, announces, antecedent, common_ending, lists_other_years, statement_end, takes_up

# Behind a whole: ",其中" "件,分别为" ",⟨4个季度⟩依次为" "三类航线分别完成" "。分产业看," ",由…构成" — not ",占其中", nor ",上年同期分别为" of the same figures at another time
_CUE = expression(
    rf"[^,;:。()]{{0,10}}?[,:;。]?\s*(?:(?:这)?(?P<cue>其中|(?<=这)当中|包括|分为|含(?![税油水糖氧盐硫]|[^,;:。()]{{1,8}}后的)|内含|由(?=[^;。]{{4,90}}[构组]成)|{DIVISION})"
    r"|(?![^,;:。()]{0,20}(?:同期|上年|去年|年初|(?<![、和至—-])(?:19|20)\d\d年(?![、和至—-])))(?:[^,;:。()\ue000-\uf8ff]{0,10}[\ue000-\uf8ff](?=\p{Han}))?[^,;:。()\ue000-\uf8ff]{0,24}?(?P<cue>(?:分别|依次|逐[月季旬周日])[为是]|各(?:为|是|\p{Han}{2,4})(?=[\ue000-\uf8ff]、)|分别\p{Han}{2,4}(?=[\ue000-\uf8ff](?:[、,][\ue000-\uf8ff])*[、,]?[和及与、][\ue000-\uf8ff])))"
)
_IN_OTHER_WORDS = {"当中": "其中", "内含": "包括"}
# Cues that may stand far from their whole
_FAR = expression(rf"(?:^|[,;:。])\s*(?P<cue>其中|{DIVISION})")
_DIVIDED = expression(rf"[。;]\s*(?P<cue>{DIVISION})")
# A semicolon that ends what can be said of a whole — not the one of "618家;其中"
_CLOSED = expression(r";(?!\s*其中)")
# "企业等,另有": what 等 has closed goes on with another thing — not "民事28件,另有行政27件"
_ADDED = expression(r"等[^,;:。]{0,4}[,;](?:另|此外|除此)")
# "全年有望突破" "预计" behind a list of what was done — not "将军"
_FORECAST = expression(r"有望|预计|预期|力争|将(?!军)")
# "累计报告" behind what was new, "合计出院" "共计受理" — not "共青团员"
_SO_FAR = expression(r"\s*(?:目前)?(?:已)?累计")
_TOGETHER = expression(r"\s*(?:合计|共计|总计|总共)")
# "按期应办结" — not "应急处置"
_DUE = expression(r"应(?:办|到|缴|收|参|检|改|结|还|付|整|种|报)")
# What comes to more is no part: "甲队92分,乙队95分,总分分别为" "总值为" — not "总部"
_OF_ALL = expression(r"(?<![其之])总(?:分|值|额|量|数|成绩)")
# "产值最大的是东院,达" before one of a list, which is not the whole of the others
_THE_MOST = expression(r"最[大小高低多少][^,;。\ue000-\uf8ff]{0,4}的?[是为][^;。\ue000-\uf8ff]{0,16}$")
_AGAIN, _FARTHEST = expression(r";全[国省市州县区镇乡村校院局]\p{Han}*[\ue000-\uf8ff]"), 160
# "、律师行业" — not "、其中"
_IN_ROW = expression(r"[、和及](?!其中)[^,;:。()\ue000-\uf8ff]{1,12}")
# "等" behind the last of a list
_REMARK = expression(r"[^,;:。]*")
# A list without names of its own may begin with what is none of it
_IN_TURN = ("分别", "依次", "各", "逐")


@record(frozen=True)
class _List:
    """A cue word, where it ends, and where what it announces ends at the latest."""

    word: str
    start: int
    end: int


def behind_cue(sentence: Sentence, amounts: Sequence[int], whole: int) -> Iterator[Partition]:
    """Lists behind 其中, 分别为, 包括; behind 共 without any word; and those that end with 其余."""
    end = statement_end(sentence, whole)
    level = sentence.groups[whole]
    peers = [k for k in amounts if sentence.groups[k] == level]
    listed = [k for k in peers if k > whole and sentence.positions[k] < end]
    cue = _cue_behind(sentence, whole, end)
    first = level is None and not any(sentence.mentions[k].unit == sentence.mentions[whole].unit for k in peers if k < whole)
    first = first and not _FAR.search(sentence.text, 0, sentence.positions[whole])
    if first and (cue is None or not listed or cue[1] > sentence.positions[listed[0]]):
        yield from _with_rest(sentence, whole, listed)
    if cue is not None:
        # Of two divisions of one whole the second divides no part of the first
        if _cue(cue[0], announced=False) == "divided" and _FAR.search(sentence.text, 0, sentence.positions[whole]):
            return
        before = [k for k in peers if sentence.positions[k] < cue[1]]
        added = _ADDED.search(sentence.text, cue[1], end)
        end = added.start() if added else end
        for found in _lists(sentence, cue, end):
            members = [k for k in listed if found.start <= sentence.positions[k] < found.end]
            yield from _announced(sentence, whole, before, members, found)
        return
    yield from _bare(sentence, whole, listed) if announces(sentence, whole) else ()


def _lists(sentence: Sentence, cue: tuple[str, int], end: int) -> Iterator[_List]:
    """What a cue announces; and where one division of a whole follows another, each of them."""
    word, at = cue
    while True:
        following = _DIVIDED.search(sentence.text, at, end)
        yield _List(word, at, following.start() if following else end)
        if following is None:
            return
        word, at = following["cue"], following.end()


def _announced(sentence: Sentence, whole: int, before: Sequence[int], listed: Sequence[int], cue: _List) -> Iterator[Partition]:
    """The list behind a cue word, if its first member can be a part of this whole rather than of another."""
    total, announced = sentence.mentions[whole], announces(sentence, whole)
    if _THE_MOST.search(sentence.text, 0, sentence.positions[whole]) and cue.word.startswith(_IN_TURN):
        return
    belongs = alike if announced or not total.unit else comparable
    listed = column(sentence, whole, before, listed) or _until_forecast(sentence, _until_next_total(sentence, listed), whole)
    # 由三类人员组成,分别为⟨⟩、⟨⟩、⟨⟩: how many there are is none of them
    parts = [k for k in listed if belongs(total, sentence.mentions[k])]
    listed = listed[1:] if cue.word == "由" and parts and _only_tells(sentence.mentions[listed[0]], len(parts)) else listed
    # 其中税收增长⟨⟩;全县总支出⟨⟩: behind a semicolon the whole place is spoken of again
    parts = list(takewhile(lambda k: not _AGAIN.search(sentence.text, cue.start, sentence.positions[k] + 1), parts))
    if not _OF_ALL.search(total.label):
        parts = list(takewhile(lambda k: not _OF_ALL.search(sentence.clause_before(k)), parts))
    if parts and total.kind is MentionKind.COUNT and sentence.mentions[parts[0]].unit == total.unit:
        # What is counted otherwise behind parts that are counted like their whole is another thing
        parts = list(takewhile(lambda k: sentence.mentions[k].unit == total.unit, parts))
    if not parts and cue.word == "其中" and whole == before[-1]:
        parts = things(sentence, whole, listed)
        if len(parts) > 1:
            yield partition(sentence, whole, parts, "among", sentence.text[cue.start : cue.end])
        return
    beside = twins(sentence, whole)
    paired = bool(parts) and listed[0] != parts[0] and (is_paired(sentence, beside, listed, parts) or are_called(sentence, whole, parts))
    if (
        not parts
        or lists_other_years(sentence, whole, parts[0])
        or antecedent(sentence, before, parts[0]) != whole
        or (not cue.word.startswith(_IN_TURN) and listed[0] != parts[0] and not paired)
    ):
        return
    # What a semicolon ended before the whole began is nothing that 其中 may mean; nor is anything else where the part is named by its whole
    opened = sentence.text.rfind(";", 0, sentence.positions[whole])
    others = [k for k in before if k != whole and sentence.positions[k] > opened and alike(sentence.mentions[k], sentence.mentions[parts[0]])]
    others = [] if takes_up(total.label, sentence.mentions[parts[0]].label) else others
    # What a clause behind the list says is not said of the list: ",过火面积同比下降⟨⟩"
    content = sentence.text[cue.start : _REMARK.search(sentence.text, sentence.positions[parts[-1]] + 1, cue.end).end()]  # type: ignore[union-attr]
    found = partition(sentence, whole, parts[:1] if cue.word == "含" else parts, _cue(cue.word, announced=announced), content)
    yield replace(
        found,
        rivals=tuple(sentence.mentions[k] for k in others),
        near=not any(k > whole and k not in beside and not _only_tells(sentence.mentions[k], len(found.parts)) for k in before),
    )


def _only_tells(mention: Mention, parts: int) -> bool:
    """Whether a figure before a list tells its time or how many it has: 两年平均增长, 三个片区分别为."""
    return mention.dimension.startswith("duration") or (mention.kind is MentionKind.COUNT and mention.digits == str(parts))


def _cue(word: str, *, announced: bool) -> Cue:
    if word in ("其中", "包括") and announced:
        return "announced"
    if word.endswith((",", ":")):
        return "divided"
    # 三类航线分别完成⟨⟩、⟨⟩和⟨⟩ may be of another thing
    other: Cue = "evident" if word.startswith("分别") and word[2:] not in "为是" else "named"
    return {"其中": "among", "包括": "includes", "含": "includes"}.get(word, other)  # type: ignore[return-value]


def _cue_behind(sentence: Sentence, whole: int, end: int) -> tuple[str, int] | None:
    """The cue word behind a whole and where it ends; before 分别为, 包括 and 含 rates and growth may stand, other amounts not."""
    at = sentence.positions[whole] + 1
    while at < end:
        match = _CUE.match(sentence.text, at, end)
        if match:
            return _IN_OTHER_WORDS.get(match["cue"], match["cue"]), match.end()
        skipped = _next_clause(sentence, at, end)
        if skipped is None:
            break
        at = skipped
    start = sentence.positions[whole]
    closed = _CLOSED.search(sentence.text, start, end)
    far = _FAR.search(sentence.text, start, min(closed.start() if closed else end, start + _FARTHEST))
    return (far["cue"], far.end()) if far else None


def _next_clause(sentence: Sentence, at: int, end: int) -> int | None:
    """Where the next clause begins, if this one and its brackets hold no amount; None where one does or nothing follows."""
    brackets = dict(sentence.brackets)
    if at in brackets:
        return brackets[at] + 1
    for i in range(at, end):
        if i in brackets or (sentence.text[i] in ",;。" and i > at):
            return i
        if i in sentence.orders and sentence.at(i).kind in AMOUNTS:
            return None
    return None


def _until_next_total(sentence: Sentence, listed: Sequence[int]) -> list[int]:
    """The listed ordinals before the next figure that is itself announced as a total."""
    totals = [
        i
        for i, k in enumerate(listed)
        if (i and TOTAL.search(sentence.text[: sentence.positions[k]]))
        or _TOGETHER.match(clause := sentence.clause_before(k))
        or (i and _SO_FAR.match(clause))
    ]
    return list(listed[: totals[0]] if totals else listed)


def _until_forecast(sentence: Sentence, listed: Sequence[int], whole: int) -> list[int]:
    """The listed ordinals before the first that is a forecast or of the whole year, where the whole is neither."""
    other = (
        n for n, k in enumerate(listed) if n and _FORECAST.search(sentence.clause_before(k)) and not _FORECAST.search(sentence.clause_before(whole))
    )
    return list(listed[: next(other, len(listed))])


def _bare(sentence: Sentence, whole: int, listed: Sequence[int]) -> Iterator[Partition]:
    """共300项,负面清单216条,承诺清单84条: a list right behind its total whose labels end alike."""
    parts: list[int] = []
    mixed = False
    for k in listed if listed and listed[0] == whole + 1 else []:
        label = sentence.mentions[k].label
        # 编制总数286名，在编268名，另有编外36名: what there is besides is none of the whole
        alone = label.startswith("另") or _DUE.search(label) is not None or not alike(sentence.mentions[whole], sentence.mentions[k])
        # "公安机关⟨⟩、律师行业⟨⟩" of one row need not end alike
        unlike = bool(parts) and common_ending(label, sentence.mentions[parts[0]].label) < SHARED_ENDING
        if alone or (unlike and not _IN_ROW.fullmatch(sentence.between(parts[-1], k))):
            break
        mixed = mixed or unlike
        parts.append(k)
    # "共发现安全隐患⟨⟩,一般隐患⟨⟩,重大隐患⟨⟩": parts that end like their total may be others beside it
    if len(parts) > 1:
        beside = TOTAL.sub("", sentence.mentions[whole].label).endswith(sentence.mentions[parts[0]].label[-SHARED_ENDING:])
        yield partition(sentence, whole, parts, "adjacent" if mixed else "evident" if beside else "bare", "")


def _with_rest(sentence: Sentence, whole: int, listed: Sequence[int]) -> Iterator[Partition]:
    """线索342条，查实87条，查否214条，其余41条: a list that ends with what is left has left nothing out."""
    total, parts = sentence.mentions[whole], []
    # "终止29件;维持24件,撤销11件,其他7件": the first of several
    # "增值税12.6亿元、契税8.4亿元、其他4.2亿元": one of the row
    if listed and (";" in (between := sentence.between(whole, listed[0])) or between.startswith("、")):
        return
    for k in listed:
        part = sentence.mentions[k]
        sibling = common_ending(part.label, total.label) >= SHARED_ENDING
        if part.unit != total.unit or sibling or total.value.below(part.value) or "其中" in sentence.clause_before(k):
            return
        parts.append(k)
        even = any(sentence.mentions[n].tail.startswith("持平") for n in parts[-2:]) and not goes_on(sentence, k)
        if OTHERS.match(sentence.clause_before(k).strip()) or even:
            yield from [partition(sentence, whole, parts, "named", "其余")] if len(parts) > 1 else []
            return
