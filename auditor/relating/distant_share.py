"""Shares bound to a whole that stands anywhere in the report, by its name.

「货物贸易进出口11.84万亿元，增长15%。」 and, paragraphs later, 「民营企业进出口6.78万亿元，增长16.2%，占进出口总值的57.3%。」

The part stands before the share in its sentence, with nothing but changes between them, or elsewhere under the name that the share says again. What
the share is said to be of (占…的) names the whole. A report may have several figures of that name: one that fits proves the relation. Where none does,
the share must lie near what one of them gives, or one slip of the pen explain it: figures that have nothing to do with it seldom do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.misprint import crossed, slips
from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.number import Interval, printed_interval, within
from auditor.record import record
from auditor.relating.level import is_change
from auditor.relating.rated import Binding, can_be_divided
from auditor.relating.sentence import RATES, Sentence
from auditor.relating.wholes import HOLDING, Wholes, speaks_of_another, whole_name

_BECOMES = r"(?:进一步|稳步|已|约)?(?:提升|提高|上升|下降|降低|回落|扩大|降|升)?(?:至|到)?(?:约|为|达|达到|仅|近|超过)*"
# "占进出口总值的" "约占公司总股本" "占我国外贸总值的比重进一步提升至" "机电产品出口占出口总值的" — not "占比"
_OF = expression(
    rf"(?:其中|并|且|共|合计|已)?(?P<subject>[^,;:。“”()占]{{2,20}}?)??(?:约|仅|只|共|所)?占到?(?P<of>[^,;:。“”()占比]{{2,20}}?)(?:的?(?:比重|比例|份额)|的)?{_BECOMES}"
)
# "收入占比" behind "零部件收入47.85亿元": of all there is of its own kind
_OF_ITS_KIND = expression(rf"(?P<of>\p{{Han}}{{2,6}}?)的?占比{_BECOMES}")
# "比重从⟨1.1%⟩提高到⟨1.5%⟩": the share of now is the second one
_RISEN = expression(r"(?:提升|提高|上升|下降|降低|回落|扩大|降|升)(?:至|到|为)")
_FROM = expression(r"[从由][^从由]{0,8}$")
# What is added up is the part, not its last member: "A股51亿股及H股2658万股" "二者"
# ",达" ",出口额为" "(" between "占出口总值的⟨53.7%⟩" and the amount that has the share — not ",合计", nor ",增长"
_TOLD_BEHIND = expression(r"[,(](?:[^,;:。()占增降升减比较\ue000-\uf8ff]{0,4}(?:金额|规模|产值|收入|[额值量数]))?(?:计|约|达到?|有|为|是)*")
# "比重为" alone, behind the clause that says what has it: "民生支出是大头,比重为"
_BARE = expression(r"(?:所?占)?(?:比[重例]|占比?|份额)(?:约|为|达到?|是)*")
_SUBJECT = expression(r"(?:^|[,;。\s])(?P<subject>\p{Han}{2,10}?)(?:仍?然?是|成为|居|占据|最[多大高]|为主)[^,;:。()占\ue000-\uf8ff]{0,12},$")
_NOUN = 2
_SEVERAL = expression(r"二者|两者|三者|(?<!或)共同|分别|各")
_JOINED = expression(r"[和及与、]\p{Han}{0,6}")
_PLANNED = expression(r"计划|目标|任务|(?<!公共|财政|基金)预算|指标")
_FAR = 2


@record(frozen=True)
class Share:
    """A share in its sentence: its rate; its part, or None; what is said to have it, where that is said; and what it is of.

    `kindred`: of all there is of its own kind, 收入占比.
    """

    rate: Mention
    part: Mention | None
    subject: str
    of: str
    kindred: bool


def shares_in(sentence: Sentence) -> Iterator[Share]:
    """The shares of a sentence with what they are said to be of; what was at another time or is to come is none."""
    for order, mention in enumerate(sentence.mentions):
        if mention.kind not in RATES or mention.quoted or mention.components:
            continue
        words = _words(sentence, order).strip()
        match = _OF.fullmatch(words)
        kindred = None if match else _OF_ITS_KIND.fullmatch(words)
        said = match or kindred
        if said and not _PLANNED.search(said["of"]) and not speaks_of_another(words):
            subject = (match["subject"] or "") if match else said["of"]
            yield Share(mention, _part(sentence, order, subject) or _behind(sentence, order), subject, said["of"].strip(), match is None)
        elif _BARE.fullmatch(words):
            bare = _SUBJECT.search(sentence.text[: sentence.positions[order]].removesuffix(words))
            part = _behind(sentence, order) if bare else _part(sentence, order, "")
            of = bare["subject"] if bare else part.label if part else ""
            yield Share(mention, part, "", of[-_NOUN:], kindred=True)


def _words(sentence: Sentence, order: int) -> str:
    """The clause of a share; of one that another came before, the clause of that."""
    clause = sentence.clause_before(order)
    risen = order and _RISEN.fullmatch(clause) and sentence.mentions[order - 1].kind in RATES
    return str(_FROM.sub("", sentence.clause_before(order - 1))) if risen else clause


def _part(sentence: Sentence, order: int, subject: str) -> Mention | None:
    """The last amount before a share that is no change, in its brackets or right before them; none where several or another may be meant."""
    before = [k for k in range(order) if sentence.mentions[k].kind in AMOUNTS and not is_change(sentence, k)]
    if not before or (subject and not sentence.mentions[before[-1]].label.endswith(subject)):
        return None
    part = before[-1]
    between = sentence.between(part, order)
    outside = sentence.groups[part] != sentence.groups[order] and not (sentence.groups[part] is None and between.startswith("("))
    several = part and sentence.mentions[part - 1].kind in AMOUNTS and _JOINED.fullmatch(sentence.between(part - 1, part))
    said = sentence.clause_before(part)
    unfit = ";" in between or "。" in between or outside or several or _SEVERAL.search(said) or speaks_of_another(said)
    return None if unfit or not can_be_divided(sentence, part) else sentence.mentions[part]


def _behind(sentence: Sentence, order: int) -> Mention | None:
    """The amount told right behind its share: 占外贸总值的⟨⟩，达⟨1326.5亿元⟩."""
    part = order + 1
    told = part < len(sentence.mentions) and _TOLD_BEHIND.fullmatch(sentence.between(order, part)) is not None
    return sentence.mentions[part] if told and can_be_divided(sentence, part) else None


def bind_shares(sentences: Sequence[Sentence], bound: Collection[int], wholes: Wholes, lexicon: Lexicon) -> Iterator[Binding]:
    """The shares that start at none of the offsets `bound`, each with the figures of the report that are named like its whole."""
    done = set(bound)
    for sentence in sentences:
        found = tuple(shares_in(sentence)) if "占" in sentence.text or "比重" in sentence.text else ()
        # 工资性收入⟨⟩,占⟨⟩,经营收入⟨⟩,占⟨⟩: what has a bare share of its own is no whole of the next one
        siblings = {share.part.start for share in found if share.kindred and share.part}
        for share in found:
            if share.rate.start not in done:
                done.add(share.rate.start)
                yield from _bind(share, wholes, lexicon, siblings if share.kindred else ())


def _bind(share: Share, wholes: Wholes, lexicon: Lexicon, siblings: Collection[int]) -> Iterator[Binding]:
    """The share with figures that give it or, if none do, that it is near or a slip away from; no whole starts where `siblings` do."""
    name = whole_name(share.of, lexicon)
    parts = [share.part] if share.part else list(wholes.named.get(_subject(share, lexicon), ()))
    pairs = [(part, whole) for part in parts if name for whole in _wholes(share, part, name, wholes) if whole.start not in siblings]
    giving = next((pair for pair in pairs if _gives(share.rate, *pair)), None)
    if giving:
        yield Binding(share.rate, giving[0], ((giving[1],),), stated=False, by="share")
    elif not (share.subject and share.part and share.part.start < share.rate.start and whole_name(share.part.label, lexicon) == name):
        yield from _nearest(share, [pair for pair in pairs if not wholes.are_apart(pair[1], pair[0])], wholes)


def _nearest(share: Share, pairs: Sequence[tuple[Mention, Mention]], wholes: Wholes) -> Iterator[Binding]:
    """The share with the pair from which it is a slip away, or else near; surely meant only where no other figure has the name."""
    slipped = [pair for pair in pairs if _slipped(share.rate, *pair)]
    near = [pair for pair in pairs if _is_near(share.rate, *pair) and wholes.are_of_one_period(pair[1], pair[0])]
    for part, whole in (slipped or near)[:1]:
        alone = len({other.value.middle for _, other in pairs}) == 1 and whole.start < part.start and share.part is not None
        sure = alone and bool(slipped) and not share.kindred and wholes.are_both_to_come(whole, part) and wholes.are_of_one_period(whole, part)
        yield Binding(share.rate, part, ((whole,),), stated=False, by="share", supposed=not sure)


def _subject(share: Share, lexicon: Lexicon) -> str:
    """What has the share, by the name under which its amount may stand elsewhere; "" where no other place is meant."""
    return "" if share.kindred or not share.subject else whole_name(share.subject, lexicon)


def _wholes(share: Share, part: Mention, name: str, wholes: Wholes) -> list[Mention]:
    """The figures that a share of a part may be of."""
    names = [other for other in wholes.named if other.endswith(name) and other != HOLDING] if share.kindred else [name]
    return [whole for other in names for whole in wholes.of(other, share.of, part)]


def _gives(rate: Mention, part: Mention, whole: Mention) -> bool:
    return bool(whole.value.low and whole.value.low > 0) and _fit(rate.value, part.value, whole, rate)


def _fit(stated: Interval, part: Interval, whole: Mention, rate: Mention) -> bool:
    return stated.meets((part / whole.value).scaled(100 if rate.kind is MentionKind.PERCENT else 1000))


def _is_near(rate: Mention, part: Mention, whole: Mention) -> bool:
    stated, above, below = rate.value.middle, part.value.middle, whole.value.middle
    scale = 100 if rate.kind is MentionKind.PERCENT else 1000
    return stated is not None and above is not None and below is not None and within(above * scale, stated * below, _FAR)


def _slipped(rate: Mention, part: Mention, whole: Mention) -> bool:
    """Whether one slip of the pen in the share or the part explains why they do not fit."""
    rates, parts = (list(_other_values(mention)) for mention in (rate, part))
    return bool(whole.value.low) and (any(_fit(r, part.value, whole, rate) for r in rates) or any(_fit(rate.value, p, whole, rate) for p in parts))


def _other_values(mention: Mention) -> Iterator[Interval]:
    """The values of a figure, had it been printed with one slip less."""
    if mention.digits and not mention.hedges:
        yield from (printed_interval(digits, mention.scale) for digits in (*crossed(mention.digits), *slips(mention.digits)))
