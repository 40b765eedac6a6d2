"""Wholes and the lists of their parts, found in every way in which a sentence may put one under the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import Document, Mention
from auditor.record import replace
from auditor.relating.bracketed import in_brackets
from auditor.relating.cued import behind_cue
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.evident_parts import evident_parts
from auditor.relating.lined import lined
from auditor.relating.named_whole import named_wholes
from auditor.relating.partition import Partition, is_whole_or_part, partition
from auditor.relating.sentence import Sentence
from auditor.relating.summed import before_total
from auditor.relating.unit import alike
from auditor.relating.whole import TOTAL_WORD

# "检测总次数⟨62928⟩" "出入境人次达⟨1436.6万⟩": a number that needs no unit — not "编号⟨62928⟩"
_NUMBER = expression(r"[人批车辆班]次$|[次人户件例起份总]数$|数量$|总量$")

_AFORESAID = expression(r"(?:上述|以上|前述)")
_SORT = r"(?:方面|大?类|领域|层面|环节|部分|板块)"
# The number of sorts and what joins it to the whole: "方面" of "三个方面9个", "类共" of "三类共9个" — not "个单位9个"
_SORTED = expression(rf"个?{_SORT}(?:[共计的合,、]{{0,3}}|,(?:合计|总计|累计|共)[^,;:。()\ue000-\uf8ff]{{0,8}})")
# Between the whole and the number of its parts: ",资金由" ",分为" — not ";另建"
_DIVIDED = expression(r"[^;:。()\ue000-\uf8ff]{0,12}(?:由|分为|分成|分|包括|包含|来自|来源于)(?:以下)?")
# The number's unit and what stands behind it: "部分组成:" "类:" "个渠道:" — not "项工程:"
_DIVISION = expression(rf"个?(?:{_SORT}|块|渠道|种类型)[^,;:。()、\ue000-\uf8ff]{{0,4}}:")
# Behind the whole: "问题:" — not "问题,其中"
_INTRODUCED = expression(r"[^,;:。()\ue000-\uf8ff]{0,12}:")
# Behind a part: ",作风建设" "。" — not "(占20%)"
_ITEM = expression(r"[^,;:。()\ue000-\uf8ff]{0,6}[,、;]?[^,;:。()\ue000-\uf8ff]{0,16}")
# ";法人单位中," "。在全部从业人员中:" — not ",其中", nor "过程中,"
_WITHIN = expression(r"(?:^|[,;。])\s*(?:在)?(?:全部|上述|这些|所有)?(?P<of>\p{Han}{2,14}?)(?:总[数量额])?(?:[中里])(?:[,:]|(?=\p{Han}))")
_STOP = expression("[;。]")
_FEWEST = 2


def all_partitions(
    document: Document,
    sentences: Sequence[Sentence],
    divided: Iterable[Sequence[Partition]],
    prose: Sequence[tuple[Sentence, Sequence[Sentence]]],
    lexicon: Lexicon,
) -> Iterator[Partition]:
    """The wholes of a report with the lists of their parts.

    Args:
        document: the report.
        sentences: all of them.
        divided: what `partitions` finds in each.
        prose: each with those before it that it may look back to.
        lexicon: names of wholes and of their parts.
    """
    announced = [found for listed in divided for found in listed]
    announced += [found for sentence, before in prose for found in partitions_back(sentence, before)]
    announced += lined(document, sentences)
    announced += [found for sentence, before in prose for found in lists_within(sentence, before)]
    announced += named_wholes(sentences, lexicon)
    known = {mention.start for found in announced if len(found.parts) > 1 for mention in (found.whole, *found.parts)}
    yield from announced
    for sentence, before in prose:
        yield from evident_parts(document, sentence, before, lexicon, known)


def partitions(sentence: Sentence) -> Iterator[Partition]:
    """The wholes of a sentence that a list of one or more parts follows or precedes, or that it counts."""
    amounts = [k for k, m in enumerate(sentence.mentions) if is_whole_or_part(sentence, k, m)]
    for bracket in sentence.brackets:
        yield from in_brackets(sentence, amounts, bracket)
    for k in [k for k in amounts if sentence.mentions[k].unit or _NUMBER.search(sentence.mentions[k].label)]:
        yield from behind_cue(sentence, amounts, k)
        yield from before_total(sentence, amounts, k)
    yield from counted(sentence)


def partitions_back(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Partition]:
    """The totals of a sentence whose parts stand in the sentences before it: 民事512件，增长2%。行政86件，下降1%。两类合计598件."""
    if (
        not before
        or len(sentence.mentions) > SURVEYED
        or not (TOTAL_WORD.search(sentence.text) or _AFORESAID.search(sentence.text) or "全年" in sentence.text)
    ):
        return
    joined = passage(sentence, before)
    amounts = [k for k, m in enumerate(joined.sentence.mentions) if m.unit and is_whole_or_part(joined.sentence, k, m)]
    # A total of what was said before opens its sentence, behind the number of its parts at most
    for whole in (k for k in amounts if joined.first <= k <= joined.first + 1):
        for found in before_total(joined.sentence, amounts, whole):
            if found.parts[0].start < joined.sentence.mentions[joined.first].start:
                yield replace(found, far=True)


def counted(sentence: Sentence) -> Iterator[Partition]:
    """Lists that are complete because the text counts them: 三个方面9个问题：政治建设2个，作风建设3个，财务管理4个."""
    for order in range(len(sentence.mentions) - 3):
        first, second = sentence.mentions[order : order + 2]
        if first.value.is_point and _SORTED.fullmatch(first.unit + sentence.between(order, order + 1)):
            yield from _exactly(first, second, _parts(sentence, order + 1, order + 1))
        elif second.value.is_point and _DIVIDED.fullmatch(sentence.between(order, order + 1)) and _divides(sentence, order + 1):
            yield from _exactly(second, first, _parts(sentence, order, order + 1))


def _exactly(number: Mention, whole: Mention, parts: tuple[Mention, ...]) -> Iterator[Partition]:
    if len(parts) > 1 and len(parts) == number.value.low:
        yield Partition(whole, parts, "named", open=False, others=False)


def _divides(sentence: Sentence, order: int) -> bool:
    """Whether a number says into how many parts, as in 三部分组成 before a colon."""
    return bool(_DIVISION.match(sentence.mentions[order].unit + sentence.text[sentence.positions[order] + 1 :]))


def _parts(sentence: Sentence, whole: int, head: int) -> tuple[Mention, ...]:
    """The figures of a list behind the colon that follows `head`, each alike its whole; none where something else stands among them."""
    if not _INTRODUCED.match(sentence.text, sentence.positions[head] + 1):
        return ()
    parts: list[Mention] = []
    for k in range(head + 1, len(sentence.mentions)):
        if parts and not _ITEM.fullmatch(sentence.between(k - 1, k)):
            break
        if not alike(sentence.mentions[k], sentence.mentions[whole]):
            return ()
        parts.append(sentence.mentions[k])
    return tuple(parts)


def lists_within(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Partition]:
    """Lists under a whole that they take up by its name: 法人单位1268个，从业人员1.2万人。法人单位中，企业960个，机关事业单位308个.

    The whole stands before them, in their sentence or in those before it, and is the only amount so named.
    """
    if len(sentence.mentions) > SURVEYED or not ("中" in sentence.text or "里" in sentence.text):
        return
    joined = passage(sentence, before)
    text, mentions = joined.sentence, joined.sentence.mentions
    amounts = [k for k, m in enumerate(mentions) if m.unit and is_whole_or_part(text, k, m) and text.groups[k] is None]
    for match in _WITHIN.finditer(text.text):
        named = [k for k in amounts if text.positions[k] < match.start() + 1 and _is_called(mentions[k], match["of"])]
        stop = _STOP.search(text.text, match.end())
        end = stop.start() if stop else len(text.text)
        behind = [k for k in amounts if match.end() <= text.positions[k] < end]
        if len(named) != 1 or not behind or behind[0] < joined.first:
            continue
        whole = mentions[named[0]]
        parts = list(takewhile(lambda k: mentions[k].unit == whole.unit, behind))  # noqa: B023
        if len(parts) >= _FEWEST:
            yield partition(text, named[0], parts, "among", text.text[match.end() : end])


def _is_called(mention: Mention, name: str) -> bool:
    """Whether an amount is of what a name says, before it or behind: 登记法人单位⟨⟩, ⟨⟩法人单位."""
    label = mention.label.removesuffix("总数")
    return label.endswith(name) or mention.tail.startswith(name) or (len(label) >= _FEWEST and name.startswith(label.removeprefix("共")))
