"""Lists that run in parallel (分别): the sentence once for each place of the lists, in which every list is its member at that place.

「火灾186起、损失412万元，上年分别为231起、538万元，分别下降19.5%、23.4%」 is also 「火灾⟨186起⟩,上年分别为⟨231起⟩,分别下降⟨19.5%⟩」, and so on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from auditor.expression import expression
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.record import replace
from auditor.relating.sentence import Sentence

# Between the members of a parallel list: "120件、80件和60件" — not "120件,受理80件"
_JOINT = expression(r"[、,和及与以]{1,2}")
# "、下降" between changes that go two ways, each with its word: "分别增长⟨⟩、⟨⟩、下降⟨⟩"
_TURN = expression(r"[、,和及与]{1,2}(?:同比)?(?P<way>(?:增长|上升|提高|上涨|增加|下降|减少|降低|回落|下跌)了?)")
_WAY = expression(r"(?:增长|上升|提高|上涨|增加|下降|减少|降低|回落|下跌)了?$")
# Before the values of an earlier time: "上年分别为" "2023年为" "比上年的" — not "分别为"
_EARLIER = expression(r"(?:上年|去年|前年|同期|年初|上月|上季度?|上期|(?:19|20)\d\d年)[^,;。]{0,6}(?:(?:分别|依次)(?:为|是|有|达)?|为|的)$")
# Before the members of a list that may each have a unit of its own: "分别新增" "分别达到"
_ONE_BY_ONE = expression(r"(?:分别|依次)\p{Han}{1,4}$")
# Between the figures of now: "、直接财产损失" ",死亡" — not ",其中" and not ";"
_NEXT_NOUN = expression(r"[、,和及](?!其中|同比|比|较|增|下降|占)[^,;:。()\ue000-\uf8ff]{1,14}")
# ",笔数和金额" of ",笔数和金额同比分别下降": what each of the changes is of, in the order of the values — not ",同比分别下降"
_OF_EACH = expression(
    r"[,;。]\s*(?P<names>(?P<name>[^,;:。()、\ue000-\uf8ff]{1,10}?)(?:[、和及与](?P<name>[^,;:。()、\ue000-\uf8ff]{1,10}?))+)"
    r"(?=(?:均|则)?(?:同比|环比|[比较](?:[上去]年|20\d\d年|年初|上月|上季度?)(?:同期|末)?)?(?:分别|依次)\p{Han}{2,4}$)"
)
_MONEY = expression(r"[额款值费]|资金|收入|支出|投资")
_LONGEST_RUN = 12
_CHANGES = frozenset({MentionKind.PERCENT, MentionKind.POINTS})


def _runs(sentence: Sentence) -> list[tuple[int, ...]]:
    """Ordinals of maximal runs of two and more mentions of one kind and dimension that only joints separate, where the sentence says 分别.

    Behind 分别为, or where another run has the same, the members may be of several kinds: 由⟨86起⟩、⟨12人⟩降至⟨72起⟩、⟨9人⟩.
    """
    if "分别" not in sentence.text and "依次" not in sentence.text:
        return []
    runs: list[list[int]] = []
    twice = _units_twice(sentence)
    for order, mention in enumerate(sentence.mentions):
        previous = sentence.mentions[order - 1] if order else None
        joined = previous is not None and previous.is_quantity and _is_joint(sentence, order)
        if previous is not None and joined and (_is_like(previous, mention) or _of_kinds(sentence, runs[-1], mention) or {order - 1, order} <= twice):
            runs[-1].append(order)
        else:
            runs.append([order])
    return [tuple(run) for run in runs if 2 <= len(run) <= _LONGEST_RUN]


def _is_joint(sentence: Sentence, order: int) -> bool:
    """Whether nothing but a joint, or between two changes a joint and a word of direction, stands before a mention."""
    between = sentence.between(order - 1, order)
    changes = {sentence.mentions[k].kind for k in (order - 1, order)} <= _CHANGES
    return _JOINT.fullmatch(between) is not None or (changes and _TURN.fullmatch(between) is not None)


def _is_like(previous: Mention, mention: Mention) -> bool:
    return previous.kind == mention.kind and (previous.unit == mention.unit or not previous.unit)


def _of_kinds(sentence: Sentence, run: Sequence[int], mention: Mention) -> bool:
    """Whether a run behind the values of an earlier time, or behind 分别 and a verb, may go on with another unit."""
    clause = sentence.clause_before(run[0])
    several = _EARLIER.search(clause) or _ONE_BY_ONE.search(clause)
    return mention.kind in AMOUNTS and sentence.mentions[run[0]].kind in AMOUNTS and several is not None


def _units_twice(sentence: Sentence) -> set[int]:
    """The ordinals of amounts in joint lists whose kinds and units, one after the other, are those of another list of the sentence."""
    lists: list[list[int]] = []
    for k, mention in enumerate(sentence.mentions):
        amount = mention.kind in AMOUNTS and bool(mention.unit)
        if lists and amount and lists[-1][-1] == k - 1 and _JOINT.fullmatch(sentence.between(k - 1, k)):
            lists[-1].append(k)
        elif amount:
            lists.append([k])
    units = [tuple((sentence.mentions[k].kind, sentence.mentions[k].unit) for k in one) for one in lists]
    mixed = [one for one, of in zip(lists, units, strict=True) if len(set(of)) > 1 and units.count(of) > 1]
    return {k for one in mixed for k in one}


def _parallel(sentence: Sentence) -> list[tuple[int, ...]]:
    """The runs of the one length that at least two runs of the sentence share, else none."""
    runs = _runs(sentence)
    lengths = [len(run) for run in runs]
    shared = next((n for n in lengths if lengths.count(n) > 1), 0)
    return [run for run in runs if len(run) == shared]


def _row_before(sentence: Sentence, run: Sequence[int]) -> tuple[int, ...]:
    """The figures of now, each behind its own noun, to which those of an earlier time belong: 火灾⟨⟩、损失⟨⟩,上年分别为⟨⟩、⟨⟩."""
    row = tuple(range(run[0] - len(run), run[0]))
    if row[0] < 0 or not _EARLIER.search(sentence.clause_before(run[0])):
        return ()
    listed = all(_NEXT_NOUN.fullmatch(sentence.between(k, k + 1)) for k in row[:-1])
    units = [(sentence.mentions[k].kind, sentence.mentions[k].unit) for k in row]
    return row if listed and units == [(sentence.mentions[k].kind, sentence.mentions[k].unit) for k in run] else ()


def unrolled(sentence: Sentence) -> Iterator[Sentence]:
    """One sentence for each place of the parallel lists, in which every list is its member at that place, with the label of the list."""
    parallel = _parallel(sentence)
    row = next((row for run in parallel if (row := _row_before(sentence, run))), ())
    named = {place for run in parallel for place in _names_of_changes(sentence, run, row or parallel[0])}
    for place in range(len(parallel[0]) if parallel else 0):
        dropped = {order for run in (*parallel, row) for order in run if order != run[place]}
        labels = {run[place]: sentence.mentions[run[0]].label for run in parallel}
        yield _reduced(sentence, dropped, labels, parallel, named)


def _names_of_changes(sentence: Sentence, run: Sequence[int], values: Sequence[int]) -> range:
    """Where the names of what changed stand before a run of changes, if they are those of the values one by one: their place tells the same."""
    text = sentence.text[: sentence.positions[run[0]]]
    match = _OF_EACH.search(text) if sentence.mentions[run[0]].kind in _CHANGES and "分别" in text and values[0] < run[0] else None
    names = match.captures("name") if match else []
    if match is None or len(names) != len(run) or not all(_names(sentence, k, values[0], name) for k, name in zip(values, names, strict=True)):
        return range(0)
    return range(*match.span("names"))


def _names(sentence: Sentence, k: int, first: int, name: str) -> bool:
    """Whether a name is that of a value: by its unit (起数, 金额) or by the words before it or its list."""
    mention = sentence.mentions[k]
    by_unit = any(char in name for char in mention.unit) if mention.kind is not MentionKind.MONEY else _MONEY.search(name) is not None
    return by_unit or any(name in sentence.clause_before(order) for order in (k, first))


def without_runs(sentence: Sentence) -> Sentence:
    """The sentence with its parallel lists left out, so that their members are bound place by place only."""
    parallel = _parallel(sentence)
    return _reduced(sentence, {order for run in parallel for order in run}, {}, [])


def _with_its_way(sentence: Sentence, within: set[int], first: int, order: int) -> set[int]:
    """The places that go when a later member of a run is kept: its own word of direction stays, and then that of the first goes."""
    own, other = _WAY.search(sentence.clause_before(order)), _WAY.search(sentence.clause_before(first))
    if own is None or other is None:
        return within
    at, start = sentence.positions[order], sentence.positions[first]
    return (within - set(range(at - len(own[0]), at))) | set(range(start - len(other[0]), start))


def _reduced(sentence: Sentence, dropped: set[int], labels: dict[int, str], runs: Sequence[tuple[int, ...]], named: Collection[int] = ()) -> Sentence:
    """The sentence without the dropped mentions and the places of names; within a run the joints go too."""
    gone = {*(sentence.positions[order] for order in dropped), *named}
    for run in runs:
        kept_here = next(order for order in run if order not in dropped)
        within = set(range(sentence.positions[run[0]], sentence.positions[run[-1]] + 1)) - {sentence.positions[kept_here]}
        gone.update(within if kept_here == run[0] else _with_its_way(sentence, within, run[0], kept_here))
    keep = [i for i in range(len(sentence.text)) if i not in gone]
    moved = {old: new for new, old in enumerate(keep)}
    kept = [order for order in range(len(sentence.mentions)) if order not in dropped]
    positions = [moved[sentence.positions[order]] for order in kept]
    mentions = [replace(sentence.mentions[o], label=labels[o]) if o in labels else sentence.mentions[o] for o in kept]
    return Sentence.of("".join(sentence.text[i] for i in keep), [sentence.offsets[i] for i in keep], mentions, positions)
