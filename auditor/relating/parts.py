"""Wholes and the lists of their parts: brackets, 其中, 分别为, 共 … 合计; two levels deep, columns of several figures included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from auditor.expression import compiled, expression
from auditor.model import Mention, MentionKind
from auditor.number import Interval
from auditor.record import record, replace
from auditor.relating.sentence import QUANTITY_SIGNS, Sentence
from auditor.relating.unit import alike, comparable

Cue = Literal["brackets", "named", "summed", "announced", "among", "bare", "includes"]
_AMOUNTS = frozenset({MentionKind.COUNT, MentionKind.MONEY, MentionKind.MEASURE})
# Behind a whole: ",其中" "件,分别为" "，包括" — not ",占其中", nor ",上年同期分别为" of the same figures at another time
_CUE = expression(
    r"[^,;:。()]{0,10}?[,:;。]?\s?(?:(?P<cue>其中|包括|分为|含)"
    r"|(?![^,;:。()]{0,20}(?:同期|上年|去年|年初|(?<![、和至—-])(?:19|20)\d\d年(?![、和至—-])))[^,;:。()\ue000-\uf8ff]{0,24}?(?P<cue>分别[为是]))"
)
# Right before a total: "共" "合计" "总数为" — not "公共"
_TOTAL = expression(r"(?:(?<!公)共有?|合计|总计|共计|总共|累计|总数|总量|总额)(?:为|达|达到|是|有)?$")
# What may stand before a total of its own: ",合计", ",三项合计"
_STANDS_ALONE = expression(r"[,、;:(]\s*(?:[一二三四五六七八九十两\d]{1,3}(?:项|者|家|类|县|市|区|个|所|地|月)|以上|上述|各项)?$")
_TOTAL_WORD = expression(r"(?<!公)共|合计|总计|总数|总量|总额|全部")
# "比上年增加⟨⟩" "增长了⟨⟩" "比预算数⟨⟩" "由⟨⟩增长了⟨⟩" — not "新增就业⟨⟩"
CHANGE = expression(
    r"(?:(?:比|较)[^,;。]{0,8}|同比|环比|[,、(]|^)(?:净?增加|净?增长|净增|净?减少|少支|多支|少收|多收|下降|降低|回落|上升|提高|多|少|增|减|高出?|低)(?:了|约|近|超)*$"
    r"|[\ue000-\uf8ff](?:增加|增长|提高|上升|减少|下降|降低)了?$"
    r"|(?<!占)[比较](?!例|重|率|值|为|强|好|大)[^,;:。]{0,10}$"
)
_EACH = expression(r"每|人均|户均|平均|日均|月均|年均|单价|均价|标准|限额|上限|下限")
# "由⟨⟩提高到⟨⟩": steps of one figure are no parts
_STEP = expression(r"(?:由|从|提高到|增加到|增至|提高至|增加至|降至|降到|减少到|减至|上升到|上升至|扩大到)[^,;。]{0,4}$")
# Brackets that compare or explain: "(2019年:⟨⟩)" "(上年同期⟨⟩)"
_COMPARES = expression(r"上年|去年|同期|上期|同比|环比|比|较|增长|下降|占|每|约合|折合|\d{4}年|\d月")
_OPEN = expression(r"等(?!级|候|同|于|价|次|待)")
_OTHERS = expression(r"其他|其余|其它")
_MAX_PARTS = 16
_SHARED_ENDING = 2


@record(frozen=True, slots=True)
class Partition:
    """A whole and the parts that the text puts under it.

    `cue` is what announces the list: brackets around it; named (分别为, 分为); summed (parts first, then 合计); announced (共 … 其中); among (其中
    alone); bare (共 and a list without a word between); includes (含, 包括). `open` where the list says 等; `others` where it names 其他.
    """

    whole: Mention
    parts: tuple[Mention, ...]
    cue: Cue
    open: bool
    others: bool
    rivals: tuple[Mention, ...] = ()


def partitions(sentence: Sentence) -> Iterator[Partition]:
    """The wholes of a sentence that a list of one or more parts follows or precedes."""
    amounts = [k for k, m in enumerate(sentence.mentions) if _is_amount(sentence, k, m)]
    for bracket in sentence.brackets:
        yield from _in_brackets(sentence, amounts, bracket)
    for k in [k for k in amounts if sentence.mentions[k].unit]:
        yield from _behind_cue(sentence, amounts, k)
        yield from _before_total(sentence, amounts, k)


def _is_amount(sentence: Sentence, k: int, mention: Mention) -> bool:
    """Whether a mention can be a whole or a part: a level, no change against another period, no average for each."""
    if mention.kind not in _AMOUNTS or mention.quoted or mention.components:
        return False
    before = sentence.text[max(0, sentence.positions[k] - 12) : sentence.positions[k]]
    return not (CHANGE.search(before) or _EACH.search(sentence.clause_before(k)) or _STEP.search(before))


def _in_brackets(sentence: Sentence, amounts: Sequence[int], bracket: tuple[int, int]) -> Iterator[Partition]:
    """Lists in brackets; where each item has several figures, the k-th of each belong to the k-th of those before the brackets."""
    inside = [k for k in amounts if sentence.groups[k] == bracket]
    rows = _rows(sentence, inside)
    width = len(rows[0]) if rows else 0
    if not width or any(len(row) != width for row in rows):
        return
    level = _level_of(sentence, bracket)
    before = [k for k in amounts if sentence.positions[k] < bracket[0] and sentence.groups[k] == level][-width:]
    if len(before) < width or not _adjoins(sentence, before[-1], bracket[0], wide=width > 1):
        return
    content = sentence.text[bracket[0] + 1 : bracket[1]]
    # A figure alone in brackets says the same in another way; it is no part
    included = compiled("含|包括|包含").match(content)
    if (_COMPARES.search(content) and not included) or len(content.strip()) == 1:
        return
    cue: Cue = "includes" if included else "announced" if content.startswith("其中") else "brackets"
    for column, whole in enumerate(before):
        parts = [row[column] for row in rows]
        united = sentence.mentions[whole].unit and all(sentence.mentions[k].unit for k in parts)
        if united and all(alike(sentence.mentions[whole], sentence.mentions[k]) for k in parts):
            yield _partition(sentence, whole, parts, cue, content)


def _rows(sentence: Sentence, inside: Sequence[int]) -> list[list[int]]:
    """The ordinals in brackets by semicolons, or one a row where there is none."""
    rows: list[list[int]] = []
    for previous, k in zip([None, *inside], inside, strict=False):
        divided = previous is None or ";" in sentence.between(previous, k)
        if divided:
            rows.append([])
        rows[-1].append(k)
    return rows if len(rows) > 1 else [[k] for k in inside]


def _level_of(sentence: Sentence, bracket: tuple[int, int]) -> tuple[int, int] | None:
    around = [b for b in sentence.brackets if b[0] < bracket[0] and bracket[1] < b[1]]
    return max(around) if around else None


def _adjoins(sentence: Sentence, whole: int, opening: int, *, wide: bool) -> bool:
    """Whether brackets open right behind a whole, a few words of its noun allowed; behind a row of figures a rate may stand between."""
    between = sentence.text[sentence.positions[whole] + 1 : opening]
    if wide:
        return not any(c in between for c in ";。") and len(between) < 40
    return len(between) <= 10 and not any(c in between for c in ",;:。、" + QUANTITY_SIGNS)


def _behind_cue(sentence: Sentence, amounts: Sequence[int], whole: int) -> Iterator[Partition]:
    """Lists behind 其中, 分别为, 包括, and behind 共 without any word."""
    start = sentence.positions[whole] + 1
    end = _statement_end(sentence, whole)
    match = _cue_behind(sentence, whole, end)
    announced = _announces(sentence, whole)
    level = sentence.groups[whole]
    listed = [k for k in amounts if k > whole and sentence.groups[k] == level and start <= sentence.positions[k] < end]
    if match is None:
        first = level is None and not any(
            sentence.mentions[k].unit == sentence.mentions[whole].unit for k in amounts if k < whole and sentence.groups[k] == level
        )
        yield from _with_rest(sentence, whole, listed) if first else ()
        yield from _bare(sentence, whole, listed) if announced else ()
        return
    listed = [k for k in listed if sentence.positions[k] >= match[1]]
    listed = _until_next_total(sentence, listed)
    nearest = [k for k in amounts if sentence.groups[k] == level and sentence.positions[k] < match[1]]
    parts = [
        k
        for k in listed
        if comparable(sentence.mentions[whole], sentence.mentions[k]) or (announced and alike(sentence.mentions[whole], sentence.mentions[k]))
    ]
    if not parts or _antecedent(sentence, nearest, parts[0]) != whole or (match[0] != "分别为" and listed[0] != parts[0]):
        return
    if match[0] == "含":
        parts = parts[:1]
    cue = _cue(match[0], announced=announced)
    rivals = tuple(sentence.mentions[k] for k in nearest if k != whole and alike(sentence.mentions[k], sentence.mentions[parts[0]]))
    yield replace(_partition(sentence, whole, parts, cue, sentence.text[match[1] : end]), rivals=rivals)


def _cue(word: str, *, announced: bool) -> Cue:
    if word in ("其中", "包括") and announced:
        return "announced"
    return {"其中": "among", "包括": "includes", "含": "includes"}.get(word, "named")  # type: ignore[return-value]


def _cue_behind(sentence: Sentence, whole: int, end: int) -> tuple[str, int] | None:
    """The cue word behind a whole and where it ends; rates and growth of the whole may stand between, other amounts not."""
    at = sentence.positions[whole] + 1
    while at < end:
        match = _CUE.match(sentence.text, at, end)
        if match:
            return match["cue"], match.end()
        skipped = _next_clause(sentence, at, end)
        if skipped is None:
            return None
        at = skipped
    return None


def _next_clause(sentence: Sentence, at: int, end: int) -> int | None:
    """Where the next clause begins, if this one and its brackets hold no amount; None where one does or nothing follows."""
    bracket = next((b for b in sentence.brackets if b[0] == at), None)
    if bracket:
        return bracket[1] + 1
    for i in range(at, end):
        if sentence.text[i] in ",;" and i > at:
            return i
        if any(b[0] == i for b in sentence.brackets):
            return i
        if i in sentence.orders and sentence.at(i).kind in _AMOUNTS:
            return None
    return None


def _antecedent(sentence: Sentence, before: Sequence[int], part: int) -> int | None:
    """What 其中 refers to: of the amounts before it that the first part can be a part of, the nearest with a like name, else the nearest."""
    fitting = [k for k in before if alike(sentence.mentions[k], sentence.mentions[part])]
    label = sentence.mentions[part].label
    named = [k for k in fitting if _common_ending(sentence.mentions[k].label, label) >= _SHARED_ENDING]
    return (named or fitting)[-1] if fitting else None


def _statement_end(sentence: Sentence, k: int) -> int:
    """Where the statement of a mention ends: its brackets, a semicolon where the sentence already had one before it, or the sentence."""
    group = sentence.groups[k]
    end = group[1] if group else len(sentence.text)
    start = group[0] if group else 0
    if ";" in sentence.text[start : sentence.positions[k]]:
        semicolon = sentence.text.find(";", sentence.positions[k])
        end = semicolon if 0 <= semicolon < end else end
    return end


def _announces(sentence: Sentence, k: int) -> bool:
    """Whether a whole says that it is one: 共受理86件, 总额为."""
    before = sentence.text[: sentence.positions[k]]
    return bool(_TOTAL.search(before) or _TOTAL_WORD.search(sentence.mentions[k].label))


def _until_next_total(sentence: Sentence, listed: Sequence[int]) -> list[int]:
    """The listed ordinals before the next figure that is itself announced as a total."""
    totals = [i for i, k in enumerate(listed) if i and _TOTAL.search(sentence.text[: sentence.positions[k]])]
    return list(listed[: totals[0]] if totals else listed)


def _bare(sentence: Sentence, whole: int, listed: Sequence[int]) -> Iterator[Partition]:
    """共300项,负面清单216条,承诺清单84条: a list right behind its total whose labels end alike."""
    own = _TOTAL.sub("", sentence.mentions[whole].label)
    parts: list[int] = []
    for k in listed if listed and listed[0] == whole + 1 else []:
        label = sentence.mentions[k].label
        alone = not alike(sentence.mentions[whole], sentence.mentions[k])
        if alone or (parts and _common_ending(label, sentence.mentions[parts[0]].label) < _SHARED_ENDING):
            break
        parts.append(k)
    if len(parts) > 1 and not own.endswith(sentence.mentions[parts[0]].label[-_SHARED_ENDING:]):
        yield _partition(sentence, whole, parts, "bare", "")


def _with_rest(sentence: Sentence, whole: int, listed: Sequence[int]) -> Iterator[Partition]:
    """线索342条，查实87条，查否214条，其余41条: a list that ends with what is left has left nothing out."""
    total, parts = sentence.mentions[whole], []
    for k in listed:
        part = sentence.mentions[k]
        sibling = _common_ending(part.label, total.label) >= _SHARED_ENDING
        if part.unit != total.unit or sibling or total.value.below(part.value) or "其中" in sentence.clause_before(k):
            return
        parts.append(k)
        if _OTHERS.match(sentence.clause_before(k).strip()):
            yield from [_partition(sentence, whole, parts, "named", "其余")] if len(parts) > 1 else []
            return


def _common_ending(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(reversed(a), reversed(b), strict=False)) if x != y), min(len(a), len(b)))


def _before_total(sentence: Sentence, amounts: Sequence[int], whole: int) -> Iterator[Partition]:
    """来信31件、来访28件，合计59件: a total behind its parts, with no word of its own."""
    before = sentence.text[: sentence.positions[whole]]
    match = _TOTAL.search(before)
    level = sentence.groups[whole]
    if match is None or not _STANDS_ALONE.search(before[: match.start()]):
        run = _run_before(sentence, whole)
        if len(run) > 1 and _TOTAL_WORD.search(sentence.clause_before(whole)):
            yield _partition(sentence, whole, run, "summed", "")
        return
    parts: list[int] = []
    for k in reversed([k for k in amounts if k < whole and sentence.groups[k] == level]):
        if not comparable(sentence.mentions[k], sentence.mentions[whole]) or sentence.mentions[k].unit != sentence.mentions[whole].unit:
            break
        parts.insert(0, k)
    if len(parts) > 1:
        yield _partition(sentence, whole, parts, "summed", "")


def _run_before(sentence: Sentence, whole: int) -> list[int]:
    """The members of the list that ends in the clause before: 分别办理312件、287件和341件,全年共办理⟨⟩."""
    run: list[int] = []
    for k in range(whole - 1, -1, -1):
        between = sentence.between(k, k + 1)
        ends = between.startswith((",", ";")) and len(between) < 16 if not run else compiled("[、和及]{1,2}").fullmatch(between)
        if not ends or not comparable(sentence.mentions[k], sentence.mentions[whole]) or sentence.mentions[k].unit != sentence.mentions[whole].unit:
            break
        run.insert(0, k)
    return run


def _partition(sentence: Sentence, whole: int, parts: Sequence[int], cue: Cue, content: str) -> Partition:
    mentions = tuple(sentence.mentions[k] for k in parts[:_MAX_PARTS])
    return Partition(sentence.mentions[whole], mentions, cue, bool(_OPEN.search(content)), bool(_OTHERS.search(content)))


def nested(whole: Interval, values: Sequence[Interval]) -> tuple[int, ...] | None:
    """Which of the listed values add up to the whole, where the others are parts of the value before them.

    Returns:
        Indices of the top level, in order; all of them where the flat list adds up; None where no reading does.
    """
    if len(values) < 2:
        return None
    for tops in _readings(len(values)):
        if _total([values[i] for i in tops]).meets(whole) and all(_explained(values, top, after) for top, after in pairwise([*tops, len(values)])):
            return tops
    return None


def _readings(count: int) -> Iterator[tuple[int, ...]]:
    """Index tuples that begin with 0 and have at least two members, the longest first."""
    masks = sorted(range(1 << (min(count, 10) - 1)), key=lambda mask: (-mask.bit_count(), mask))
    for mask in masks:
        tops = (0, *(i for i in range(1, min(count, 10)) if mask >> (i - 1) & 1), *range(10, count))
        if len(tops) > 1:
            yield tops


def _explained(values: Sequence[Interval], top: int, after: int) -> bool:
    """Whether the values between two of the top level are parts of the first: several add up to it, a single one does not pass it."""
    run = values[top + 1 : after]
    if not run:
        return True
    return not values[top].below(run[0]) if len(run) == 1 else _total(run).meets(values[top])


def _total(values: Sequence[Interval]) -> Interval:
    total = values[0]
    for value in values[1:]:
        total = total + value
    return total
