"""Changes of rank: how many places up or down (前移3位), with the rank before and the rank after, in any order; and ranks said to have risen or fallen to what they are.

「由第8位升至第5位，前移3位」 「列第5位，比上年前移3位，上年为第8位」 「由第8位上升3位，居第5位」 「较上年（第8位）上升3位，列第5位」
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import compiled, expression
from auditor.lexicon import Lexicon
from auditor.model import Mention, MentionKind
from auditor.record import record
from auditor.relating.discourse import passage
from auditor.relating.sentence import RANKS, Sentence
from auditor.relating.standings import is_from_last

_PLACES = frozenset(("位", "名", "个", "席", "个位次", "个名次", "位次", "名次"))
_PERIOD = r"(?:上年|去年|上期|上月|上季度?|同期|前年|原来|原先|此前|年初)"
_YEAR = expression(r"((?:19|20)\d\d)(?=年)")
# Before a rank of an earlier time: "由全省" "较上年的" "上年为" "(上年" — not "居全省"
_BEFORE = expression(rf"(?:(?:由|从|(?<!占)比|较)[^,;。()]{{0,16}}|{_PERIOD}[^,;。()]{{0,12}})$")
# Between a change and the rank that it leads to: "至" ",居全省" ",列" — not ",生态环保列"
_LEADS = expression(
    r"\)?,?(?:现|目前|今年|本年|现在)?(?:名次|排名|位次)?(?:上?升|下?降|前移|提升|后退|退|滑落|下?[跌滑]|跃升?|前?进|晋升?|攀升)?(?:[到至居列为]|名列|排名?在?|跃居|退居|位[列居]|位于|达到?|为)[^,;。()\ue000-\uf8ff]{0,8}"
)
# "升至" and "退至" right before a rank, up to the place that it is in
_UP = expression(r"(?:升|上升|前移|提升|跃升|攀升|晋升|前进|进|冲|进位|晋)(?:到|至|为)[^,;。()]{0,6}$|跃居[^,;。()]{0,6}$")
_DOWN = expression(r"(?:降|下降|后移|退|后退|下滑|滑落|跌|回落|倒退|下移|退后)(?:到|至|为)[^,;。()]{0,6}$|退居[^,;。()]{0,6}$")
# Behind a change this begins another: ",比2020年的第9位"
_COMPARES = expression(r"[比较]")
# The words of a base from which a rank moves: "利用外资排名则由" — what stands before 由 may name another thing
_MOVES = expression(r"(?P<of>[^,;。]*)(?:由|从)")
# What may stand before the word of a change and names nothing: "比上年" "排名" — not "丙指标"
_FRAME = expression(
    r"同比|环比|(?:[比较]|与)?(?:上年度?|去年|上期|上月|上季度?|同期|年初|前年|上一?年度?)(?:同期|末|底)?(?:相比)?|累计|一共|共|名次|排名|位次|排位|一举|又|再|分别|连续|均|一年|一次|一下|直接|净|大幅|整体|总体|则|\s"
)
# "百强县排名由" "位次已从" before a figure — not "排名前列的企业由"
_PLACED = expression(r"(?:排名|位次|名次|排位|排行)(?:已|也|均)?(?:由|从)[^,;。()]{0,10}$")
# "累计" before so many places gained over several years
_OVERALL = expression(r"累计|总共|一共")
# Between the ranks of several years, and of a rise in several steps: "、" ",2024年" "升至2024年的" ",再升至全省" — not ",居全市"
_NEXT = expression(
    r"[、,和及]{1,2}(?:20\d\d年的?[位排]?[列居为名]{0,2})?|,?(?:又|再|并|继而|进而|随后)?(?:进一步|一举|继续|再)?[升跃降退滑跌前进攀移位提上后下]{1,2}[到至为居][^,;。()\ue000-\uf8ff]{0,10}"
)
# "PM2.5浓度由" before a rank: who ranks lower has less of it, and 降至 may be said of that — not "投诉处置名次由"
_OF_ILLS = expression(r"(?:浓度|排放量?|发案[率数]?|事故[率数]|投诉[率量]|信访量|负债率?|能耗|死亡率?)(?:排名|位次|名次)?(?:由|从)")
# "2022年、2023年和2024年" "2022—2024年" "近三年" before ranks, one for each — not "三个县"
_YEARS = expression(r"近[\ue000-\uf8ff一二三四五六]|年[^,;。]{0,20}年|\d{4}[—~-]{1,2}\d{4}年")
_STOPS = ";。"
_FAR = 3


# "分别比上年前进1位和6位": of two ranks, each with its own number
_RESPECTIVELY = expression(r"分别|各自")


@record(frozen=True)
class RankChange:
    """Two ranks of one thing, and the places between them where the text gives them; `falls` that it says so; `far` where they stand in several sentences."""

    before: Mention
    after: Mention
    places: Mention | None
    falls: bool
    far: bool = False


def bind_rank_changes(sentence: Sentence, earlier: Sequence[Sentence], lexicon: Lexicon) -> Iterator[RankChange]:
    """Every change of rank of a sentence, with and without its places."""
    for order, mention in enumerate(sentence.mentions):
        if mention.kind in RANKS or (order and _counted(sentence, order - 1, order)):
            yield from _step(sentence, order)
            continue
        falls = _falls(sentence, order, lexicon)
        if falls is None:
            continue
        found = _ends(sentence, order)
        if found is not None:
            yield from _changed(sentence, *found, mention, falls=falls)
        elif earlier:
            yield from _back(sentence, earlier, order, falls=falls)


def _changed(sentence: Sentence, base: int, after: int, places: Mention | None, *, falls: bool) -> Iterator[RankChange]:
    """The change from a rank to another; of two that count from the last (倒数第3位) the greater is the better, of two that count otherwise nothing is known."""
    last = {is_from_last(sentence, k) for k in (base, after)}
    if len(last) == 1:
        yield RankChange(sentence.mentions[base], sentence.mentions[after], places, falls != last.pop())


def _falls(sentence: Sentence, k: int, lexicon: Lexicon) -> bool | None:
    """Whether a mention is so many places down, or up; None where it is no number of places gained or lost."""
    mention = sentence.mentions[k]
    if mention.kind is not MentionKind.COUNT or mention.unit not in _PLACES or mention.hedges:
        return None
    clause = sentence.clause_before(k)
    if _RESPECTIVELY.match(clause):
        return None
    words = [(word, falls) for name, falls in (("rank-up", False), ("rank-down", True)) for word in lexicon.words[name]]
    said = [(word, falls) for word, falls in words if clause.endswith((word, f"{word}了"))]
    word, falls = max(said, key=lambda pair: len(pair[0]), default=("", False))
    own = _FRAME.sub("", clause.rpartition(word)[0]) if word else ""
    return (
        falls
        if word
        and (
            not own
            or _spelled_out(sentence, k)
            or not any(_is_rank(sentence, n) for n in range(k))
            or own in sentence.text[: sentence.positions[k] - len(clause)]
        )
        else None
    )


def _spelled_out(sentence: Sentence, k: int) -> bool:
    """Whether the next clause says from which rank to which: 考核名次下滑4位,从第3位跌到第7位."""
    behind = k + 2 < len(sentence.mentions) and _is_before(sentence, k + 1) and not _begins_another(_words(sentence, k + 1))
    return behind and _is_rank(sentence, k + 2) and not _apart(sentence, k, k + 2) and _LEADS.fullmatch(sentence.between(k + 1, k + 2)) is not None


def _is_rank(sentence: Sentence, k: int) -> bool:
    mention = sentence.mentions[k]
    return mention.kind in RANKS and mention.value.is_point and mention.unit in ("", "位", "名")


def _words(sentence: Sentence, k: int) -> str:
    """The words before a rank, back to the mark or figure before it; in brackets that hold nothing else, those before the brackets."""
    words = sentence.clause_before(k)
    group = sentence.groups[k]
    return words if words or group is None else compiled(r"[,;:。()\ue000-\uf8ff]").split(sentence.text[: group[0]])[-1]


def _is_before(sentence: Sentence, k: int) -> bool:
    return _is_rank(sentence, k) and _BEFORE.search(_words(sentence, k)) is not None


def _apart(sentence: Sentence, a: int, b: int) -> bool:
    """Whether another statement begins between two mentions."""
    low, high = sorted((sentence.positions[a], sentence.positions[b]))
    return any(mark in sentence.text[low:high] for mark in _STOPS)


def _ends(sentence: Sentence, order: int) -> tuple[int, int] | None:
    """The ordinals of the rank before and the rank after of so many places: the nearest base, and the rank that it leads to or that stands next to it."""
    near = [k for k in range(max(0, order - _FAR), min(len(sentence.mentions), order + _FAR)) if k != order and not _apart(sentence, k, order)]
    bases = [k for k in near if _is_before(sentence, k) and (k < order or not _begins_another(_words(sentence, k)))]
    bases.sort(key=lambda k: (abs(k - order), k > order))
    if _YEAR.search(sentence.clause_before(order)):
        return None
    if (run := _series(sentence, order)) is not None:
        return run
    if not bases:
        dated = {year[-1]: k for k in near if _is_rank(sentence, k) and (year := _YEAR.findall(sentence.words_before(k)))}
        return (dated[min(dated)], dated[max(dated)]) if len(dated) == 2 else None
    base = bases[0]
    between = [k for k in range(min(base, order) + 1, max(base, order)) if _is_rank(sentence, k)]
    behind = max(base, order) + 1
    leads = behind < len(sentence.mentions) and _is_rank(sentence, behind) and _LEADS.fullmatch(sentence.between(behind - 1, behind)) is not None
    ahead = min(base, order) - 1
    if between:
        after = between[0] if len(between) == 1 else None
    elif leads and sentence.groups[order] is None and not _apart(sentence, behind, order) and not _is_before(sentence, behind):
        after = behind
    else:
        after = ahead if ahead >= 0 and _is_rank(sentence, ahead) and not _is_before(sentence, ahead) and not _apart(sentence, ahead, order) else None
    return (base, after) if after is not None else None


def _series(sentence: Sentence, order: int) -> tuple[int, int] | None:
    """The first and the last of the ranks of several years right before so many places over all of them: 近三年分别列第8、第6、第5位,三年累计前移3位."""
    overall = _OVERALL.search(sentence.clause_before(order)) is not None
    last = order - 1 - any(m.dimension.startswith("duration") for m in sentence.mentions[order - 1 : order])
    first = last
    while first > 0 and _is_rank(sentence, first - 1) and _NEXT.fullmatch(sentence.between(first - 1, first)):
        first -= 1
    ranked = last >= 0 and last - first + 1 >= _FAR and _is_rank(sentence, last) and not _apart(sentence, last, order)
    timed = ranked and (
        _is_before(sentence, first) or _YEAR.search(sentence.words_before(first)) or _YEARS.search(sentence.text[: sentence.positions[first]])
    )
    return (first, last) if timed and (overall or last < order - 1) else None


def _begins_another(words: str) -> bool:
    """Whether the words of a base behind a change are of another one: 比2020年的, 利用外资排名则由 — not 由, 名次由."""
    moves = _MOVES.match(words)
    return _COMPARES.match(words) is not None or (moves is not None and bool(_FRAME.sub("", moves["of"])))


def _step(sentence: Sentence, k: int) -> Iterator[RankChange]:
    """A rank said to have risen or fallen to what it is, right behind the rank it comes from."""
    words = sentence.clause_before(k)
    up, down = _UP.search(words), _DOWN.search(words)
    if not (up or down) or not k or _OF_ILLS.search(sentence.clause_before(k - 1)):
        return
    base = k - 1
    ranked = _is_rank(sentence, k) and _is_before(sentence, base)
    if (ranked or _counted(sentence, base, k)) and not _apart(sentence, base, k):
        yield from _changed(sentence, base, k, None, falls=down is not None)


def _counted(sentence: Sentence, base: int, k: int) -> bool:
    """Whether two figures without 第 are ranks, by the noun before the first: 排名由⟨56位⟩上升到⟨65位⟩."""
    both = all(m.unit in ("位", "名") and m.value.is_point and not m.hedges for m in (sentence.mentions[base], sentence.mentions[k]))
    return both and _PLACED.search(sentence.clause_before(base)) is not None


def _back(sentence: Sentence, earlier: Sequence[Sentence], order: int, *, falls: bool) -> Iterator[RankChange]:
    """The two ranks before so many places, the only ones of the sentence and of the one before it: 2022年列第8位。2023年升至第5位，前移3位."""
    joined = passage(sentence, earlier[-1:])
    place = joined.first + order
    ranks = [k for k in range(place) if k < len(joined.sentence.mentions) and _is_rank(joined.sentence, k)]
    if len(ranks) == 2 and ranks[0] < joined.first <= ranks[1] and not _apart(joined.sentence, ranks[1], place):
        mentions = joined.sentence.mentions
        yield RankChange(mentions[ranks[0]], mentions[ranks[1]], sentence.mentions[order], falls, far=True)
