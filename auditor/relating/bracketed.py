"""Lists of parts in brackets behind their whole; where each item has several figures, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import compiled, expression
from auditor.relating.partition import Cue, Partition, partition
from auditor.relating.sentence import QUANTITY_SIGNS, Sentence
from auditor.relating.unit import alike

# Brackets that compare or explain: "(2019年:⟨⟩)" "(上年同期⟨⟩)"
_COMPARES = expression(r"上年|去年|同期|上期|同比|环比|比|较|增长|下降|占|每|约合|折合|(?<![综结联集组配])合(?=[\ue000-\uf8ff])|\d{4}年|\d月")

# "⟨12⟩例由无症状感染者转为确诊病例(": what a count is of
_NOUN = 16


def in_brackets(sentence: Sentence, amounts: Sequence[int], bracket: tuple[int, int]) -> Iterator[Partition]:
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
    # The hedge of "约合2288吨二氧化碳" is part of the figure
    converted = any("合" in hedge.text for k in inside for hedge in sentence.mentions[k].hedges)
    # (约5.6公顷,其中水面2公顷): what 其中 tells is of the figure before it there
    nested = (
        "其中" in content[1:]
        and not (content.startswith("其中") or ";" in content)
        and not content[: content.index("其中")].strip(",约合即" + QUANTITY_SIGNS)
    )
    if (_COMPARES.search(content) and not included) or converted or nested or len(content.strip()) == 1:
        return
    cue: Cue = "includes" if included else "announced" if content.startswith("其中") else "brackets"
    for column, whole in enumerate(before):
        parts = [row[column] for row in rows]
        united = sentence.mentions[whole].unit and all(sentence.mentions[k].unit for k in parts)
        if united and all(alike(sentence.mentions[whole], sentence.mentions[k]) for k in parts):
            yield partition(sentence, whole, parts, cue, content)


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
    return len(between) <= _NOUN and not any(c in between for c in ",;:。、" + QUANTITY_SIGNS)
