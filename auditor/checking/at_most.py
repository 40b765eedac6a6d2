"""part ≤ whole: what the text puts under a whole (其中, 含, brackets), and outcomes against what they came from (实到 ≤ 应到)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Any, ClassVar

from auditor.expression import compiled, expression
from auditor.judging import fields_of, judge, parse
from auditor.meaning import Some, Word
from auditor.model import AMOUNTS, Document, Mention, Outcome, Severity, Verdict
from auditor.record import field, record, replace
from auditor.relating import Context, Sentence
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.known import met
from auditor.relating.opposites import are_sides
from auditor.relating.paired import ROW, is_next
from auditor.relating.partition import Partition
from auditor.relating.rated import Binding
from auditor.relating.subset import parts_below, subsets
from auditor.relating.unit import comparable, same_unit
from auditor.rule import STRICT, Rule

# A balance of gains and losses is passed by its gains: "利润总额" "净流入"
_NET = expression(r"利润|(?:自然|机械)增[长加]|盈余|净(?!化|水|菜|土|网)|顺差|差额|结余|投资收益")
# "新增贷款36亿元,其中企业贷款增加41亿元,住户贷款减少5亿元"
_GAINS, _LOSSES = expression(r"新增|增加|增量"), expression(r"减少|下降|净减|压降")
# So far behind a part another may be told
_SIBLING = 40
# "应到", "应参训", "应建" — not "相应", "供应"
_OUGHT = expression(r"(?<!相|供|适|反|响|对)应(?P<verb>\p{Han}{1,2})")
# "提请减刑、假释建议⟨⟩" back to a mark that ends what is counted; "合计出院" — not "共同"
_LISTING = expression(r"(?r)[^,;:。()\ue000-\uf8ff]+$")
_TOGETHER = expression(r"(?:[两三四五六七八九十]\p{Han}{1,3})?(?:合计|共计|总计)")
# "共办结" — not "共同办结"
_COMES_TO = expression(r"共(?!同|建|享)")
# "在全国⟨169个⟩" is what something is ranked among, and no part, nor is "上期结转⟨3件⟩" of what came in, nor "占公共预算支出⟨14亿元⟩" what has a share
_WIDER = expression(r"^另|在(?:全[国省球市县]|同?行业)[共现]?有?$|[上前][期年季月]度?(?:结转|遗留|未结)|占(?![其地用道压补据线到了])\p{Han}{2,}$")
# "年度计划投资" may be passed by what was done — not "应完成"
_PLANNED = expression(r"计划|目标|预算|预期|任务|指标")
# "快速结案率⟨78.3%⟩(结案⟨⟩": a bracket that explains a rate; "不良贷款⟨⟩(贷款总额⟨⟩)" "本月⟨⟩,累计⟨⟩": more than what they stand behind
_OF_A_RATE, _OF_ALL = expression(r"率(?:为|达)?[\d.]+%\([^()]*$|加上|连同"), expression(r"累计|总[量额数]|^[共各全](?!业)")
# "委员⟨11名⟩、候补委员⟨7名⟩,候选人分别为⟨14名⟩和⟨9名⟩" are of one each
_BESIDE = expression(r"[、和及与]{1,2}\p{Han}{1,12}")
# So much of the next sentence tells that it speaks of the rest: "其余问题"
_GOES_ON = 8
FIELDS = fields_of("part", "whole")
"""What a message may name."""


@record(frozen=True)
class Pair:
    """Words whose counts belong together: what came in and what came of it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    whole: Some[Word]
    """Words of the greater figure's label: 应到."""
    part: Some[Word]
    """Words of the smaller figure's label: 实到."""
    severity: Severity | None = None
    """Weaker than the rule's severity, where stocks of earlier periods may explain the excess."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    listed: bool = True
    """Whether parts that the text lists under a whole are compared."""
    rated: bool = True
    """Whether the numerator and the denominator of a named rate are compared."""
    due: bool = True
    """Whether what is (实到, 已建) is compared with what ought to be (应到, 应建)."""
    left: bool = True
    """Whether what the text divides into a part and what is left of it (其余) is compared."""
    pairs: tuple[Pair, ...] = field(default_factory=tuple)
    """Words whose counts are compared where they stand in one sentence."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each pair of figures once."""
    seen: set[tuple[int, int]] = set()
    for part, whole, severity, carried in _pairs(context, rule.params):
        wider = _WIDER.search(part.label) or _OF_A_RATE.search(context.document.folded, whole.end, part.start)
        of_all = _OF_ALL.search(part.label) and not _OF_ALL.search(whole.label)
        if (part.start, whole.start) not in seen and not wider and not of_all:
            seen.add((part.start, whole.start))
            outcome = judge(context.document, parse("part <= whole"), {"part": (part,), "whole": (whole,)}, severity=severity)
            yield replace(outcome, verdict=Verdict.UNDECIDED, reason="carried-over") if carried and outcome.verdict is Verdict.VIOLATED else outcome


_Pairs = Iterator[tuple[Mention, Mention, Severity | None, bool]]
"""Part, whole, a severity weaker than the rule's, and whether cases carried over may explain an excess."""


def _pairs(context: Context, params: Params) -> _Pairs:
    if params.listed:
        for partition in context.partitions:
            yield from ((p, partition.whole, None, False) for p in _listed(context, partition) if comparable(p, partition.whole) or not p.unit)
            yield from _widest(partition)
            likely = () if _nets(context, partition) else _likely(context.document, partition)
            yield from ((p, partition.whole, Severity.WARNING, False) for p in likely if comparable(p, partition.whole))
        below = (pair for form in context.forms for pair in parts_below(form) if comparable(*pair) and not _NET.search(pair[1].label))
        yield from ((part, whole, Severity.WARNING, False) for part, whole in below)
    if params.rated:
        yield from filter(None, (_rated(rate, context.lexicon.words.get("partition-schemes", ())) for rate in context.rates))
    pairs = _told(context.wording, params.pairs)
    for sentence, before in context.histories:
        yield from _due(sentence) if params.due else ()
        carried = any(word in part.text for word in context.lexicon.words.get("carried-over", ()) for part in (sentence, *before))
        if params.left:
            end = sentence.offsets[-1] + 1
            found = subsets(sentence, before, context.document.folded[end : end + _GOES_ON])
            yield from ((part, whole, Severity.WARNING, carried) for part, whole in found)
        yield from _worded_in(sentence, before, pairs, carried=carried)


def _rated(binding: Binding, schemes: Sequence[str]) -> tuple[Mention, Mention, Severity | None, bool] | None:
    """Numerator and denominator of a named rate, of several the likeliest that it does not exceed, unless cases carried over may add to it."""
    whole = next((several for several in binding.wholes if len(several) == 1 and _fits(binding.part, several[0])), binding.wholes[0])
    elsewhere = not binding.stated and len(binding.wholes) > 1 and len(whole) == 1 and not _fits(binding.part, whole[0])
    carried = binding.carried or any(len(several) > 1 for several in binding.wholes)
    other = elsewhere or len(whole) != 1 or not comparable(binding.part, whole[0])
    if carried or other or binding.by != "name" or _may_exceed(binding.rate, whole[0]):
        return None
    beside = not _fits(binding.part, whole[0]) and are_sides(binding.part.label, whole[0].label, schemes)
    return None if beside else (binding.part, whole[0], None if binding.stated else Severity.WARNING, False)


def _listed(context: Context, partition: Partition) -> Sequence[Mention]:
    """The parts that surely belong to the whole: all in brackets, the first behind 其中, what does not pass the whole, and what stands in one row with it."""
    if partition.cue in ("summed", "bare", "introduced", "evident", "adjacent") or _NET.search(partition.whole.label) or _nets(context, partition):
        return ()
    if partition.cue in ("brackets", "named"):
        beside = (rival for rival in partition.rivals if _BESIDE.fullmatch(context.document.folded, rival.end, partition.whole.start))
        again = any(part.label == partition.whole.label for part in partition.parts)
        return () if again or (partition.cue == "named" and any(beside)) else partition.parts
    elsewhere = any(_fits(partition.parts[0], rival) for rival in partition.rivals) or _is_of_row(context, partition)
    sure = partition.parts[:1] if partition.near and not elsewhere else ()
    found: list[Mention] = []
    for before, part in pairwise((partition.whole, *partition.parts)) if partition.cue != "includes" else ():
        row = partition.cue == "among" and partition.near and before in found and ROW.fullmatch(context.document.folded, before.end, part.start)
        elsewhere = any(_fits(part, rival) for rival in partition.rivals)
        if part in sure or (row and not elsewhere) or not partition.whole.value.below(part.value):
            found.append(part)
    return found or sure


def _is_of_row(context: Context, partition: Partition) -> bool:
    """Whether a part that passes its whole may be of all in the row that ends with it: 新建21座、改建29座,其中城区36座."""
    total, last = partition.whole.value, partition.whole
    for before in reversed(context.mentions_in(max(0, last.start - _SIBLING), last.start)):
        if not comparable(before, last) or not ROW.fullmatch(context.document.folded, before.end, last.start):
            break
        total, last = total + before.value, before
    return last is not partition.whole and not total.below(partition.parts[0].value)


def _nets(context: Context, partition: Partition) -> bool:
    """Whether what was lost is taken from what was gained in a whole, so that its gains may pass it."""
    behind = context.document.folded[partition.parts[0].end : partition.parts[-1].end + _SIBLING]
    return bool(_GAINS.search(partition.whole.label) and _LOSSES.search(behind.partition("。")[0]))


def _likely(document: Document, partition: Partition) -> Sequence[Mention]:
    """The first part behind 其中 where only figures of other units stand before it, and those that follow it in one list: 局级207人、处级1382人."""
    parts = partition.parts
    if partition.cue not in ("among", "announced") or partition.rivals or _NET.search(partition.whole.label):
        return ()
    joined = takewhile(lambda pair: is_next(document, partition.whole, *pair), pairwise(parts))
    return [parts[0], *(following for _, following in joined)]


def _widest(partition: Partition) -> _Pairs:
    """The first part behind 其中 and the greatest of the amounts that 其中 may mean, where it may mean several."""
    part, whole = partition.parts[0], partition.whole
    rivals = (m for m in partition.rivals if comparable(m, whole) and m.value.low and _fits(part, m))
    widest = max(rivals if partition.cue == "among" and not partition.near else (), key=lambda m: m.value.low or 0, default=whole)
    if whole.value.below(widest.value):
        yield part, widest, None, False


def _fits(part: Mention, whole: Mention) -> bool:
    """Whether the part may belong to this whole instead."""
    return comparable(part, whole) and not whole.value.below(part.value)


def _may_exceed(rate: Mention, whole: Mention) -> bool:
    """A rate above 100 % says itself that its numerator is the greater, and what was only planned may be passed."""
    return _PLANNED.search(whole.label) is not None or (rate.value.low is not None and rate.value.low > 100)


def _due(sentence: Sentence) -> _Pairs:
    """What ought to be and what is: 应到 and 实到, 应申报 and 按期申报."""
    for whole, part in pairwise(sentence.mentions):
        match = _OUGHT.search(whole.label)
        if match is None or not comparable(part, whole) or _OUGHT.search(part.label):
            continue
        verb = match["verb"]
        done = rf"(?:实际|实|已)\p{{Han}}?{verb[0]}" + (rf"|(?<![未不拟将]){verb}" if len(verb) > 1 else "")
        if compiled(done).search(part.label):
            yield part, whole, None, False


def _told(text: str, pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs of which a text has both words."""
    return [pair for pair in pairs if met((pair.part, pair.whole), text)]


def _worded_in(sentence: Sentence, before: Sequence[Sentence], pairs: Iterable[Pair], *, carried: bool) -> _Pairs:
    """The counts of the pairs of words, in one sentence or, as a warning at most, with the greater one in a sentence before."""
    pairs = _told("".join([part.text for part in (*before, sentence)]), pairs)
    labels = _labels(sentence) if pairs else ()
    yield from (found for pair in pairs for found in _worded(sentence, labels, pair, carried=carried and pair.severity is not None))
    if not pairs or not before or len(sentence.mentions) > SURVEYED:
        return
    joined = passage(sentence, before)
    labels = _labels(joined.sentence)
    own = {mention.start for mention in sentence.mentions}
    for pair in pairs:
        for part, whole, severity, excused in _worded(joined.sentence, labels, pair, carried=carried):
            # A greater count that could hold the part leaves open of which it is one
            room = any(comparable(m, part) and m is not part and not m.value.below(part.value) for m in (*joined.sentence.mentions, *joined.aside))
            if part.start in own and whole.start not in own and not room:
                yield part, whole, max(severity or Severity.WARNING, Severity.WARNING, key=lambda s: s.rank), excused


def _labels(sentence: Sentence) -> list[str]:
    """What each mention counts: of 提请减刑、假释建议4人 the label is 假释建议, but what was done stands before the list."""
    found = [_LISTING.search(sentence.text, 0, position) for position in sentence.positions]
    return [words[0] if words else whole.label for words, whole in zip(found, sentence.mentions, strict=True)]


def _worded(sentence: Sentence, labels: Sequence[str], pair: Pair, *, carried: bool) -> _Pairs:
    for order, (whole, label) in enumerate(zip(sentence.mentions, labels, strict=True)):
        if not any(word in label for word in pair.whole) or any(word in label for word in ("计划", *pair.part)):
            continue
        for part in sentence.mentions[order + 1 : order + 3]:
            named = any(word in part.label for word in pair.part)
            # What several come to together is no part of one: 分别收治312人和287人,合计出院590人; 交办120件、转办180件,共办结290件
            several = _COMES_TO.match(part.label) and sum(same_unit(m, part) for m in sentence.mentions[: sentence.mentions.index(part)]) > 1
            if (_TOGETHER.match(part.label) or several) and not _TOGETHER.match(label):
                break
            if named and part.kind in AMOUNTS and comparable(part, whole) and part.unit == whole.unit:
                yield part, whole, pair.severity, carried
                break
