"""A rate with the counts that it divides, and which figures of its sentence a rate may speak of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from auditor.model import AMOUNTS, Mention, MentionKind
from auditor.number import within
from auditor.record import record
from auditor.relating.partition import tells_change
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable, is_average

# Amounts of this sort are no numerators: ages, stretches of time
_NO_PART = frozenset({"age", "duration", "duration-months", "duration-working", "temperature"})


# Rates off by more than this factor are of other counts
_FAR = 3
# What a part of one in a hundred is, and of one in a thousand
SCALES = {MentionKind.PERCENT: 100, MentionKind.PERMILLE: 1000}
# A rate that is likely of two counts is off by no more than so many half points, one digit of its tens, and by no more than this factor
_HALF_POINTS = 21
_NEAR = Fraction(5, 4)


@record(frozen=True)
class Binding:
    """A rate with its possible denominators, most likely first; each is one mention or several that are added (carry-over).

    `stated`: nothing but this pair can be meant, so that a contradiction is an error; `by`: "name" or "share";
    `narrowed`: the name picks some of the cases counted, 命案破案率 beside 立案 and 破案 of all sorts, so that a pair that does not fit proves nothing;
    `carried`: nor does it where the counts hold cases of earlier years that have no figure of their own (含旧存);
    `rest`: the part is what the rate leaves out (不合格63批次 of 合格率);
    `supposed`: bound by a part of a word and by nearness alone, worth a look where it does not fit;
    `others`: further figures that the rate's name names as well (非常满意142份 beside 满意48份 of 满意率).
    """

    rate: Mention
    part: Mention
    wholes: tuple[tuple[Mention, ...], ...]
    stated: bool
    by: str
    narrowed: bool = False
    carried: bool = False
    rest: bool = False
    supposed: bool = False
    others: tuple[Mention, ...] = ()

    def gives(self) -> bool:
        """Whether the part, or what it leaves, gives the printed percentage with one of the denominators that is a single figure."""
        wholes = [whole[0].value for whole in self.wholes if len(whole) == 1 and whole[0].value.low]
        parts = [(whole - self.part.value if self.rest else self.part.value, whole) for whole in wholes]
        return any(self.rate.value.meets((part / whole).scaled(100)) for part, whole in parts)

    def is_near(self, whole: tuple[Mention, ...]) -> bool:
        """Whether the rate is about what its part and that denominator give: a slip of the pen seldom makes it three times as much."""
        total = sum((mention.value.middle or Fraction(0) for mention in whole), Fraction(0))
        stated, part = self.rate.value.middle, self.part.value.middle
        scale = SCALES.get(self.rate.kind, 1)
        return self.rest or (stated is not None and part is not None and within(part * scale, stated * total, _FAR))


def is_about(rate: Mention, part: Mention, whole: Mention) -> bool:
    """Whether a rate is so near what two counts give that it is likely of them."""
    stated, above, below = rate.value.middle, part.value.middle, whole.value.middle
    if not stated or not above or not below:
        return False
    # stated against above / below, both multiplied out: whole numbers are compared a hundred times as fast as fractions
    one = stated.numerator * below.numerator * above.denominator
    other = above.numerator * SCALES.get(rate.kind, 100) * below.denominator * stated.denominator
    points = _HALF_POINTS * stated.denominator * below.numerator * above.denominator
    return 2 * abs(one - other) <= points and within(one, other, _NEAR)


def binding(sentence: Sentence, rate: int, part: int, wholes: Sequence[tuple[int, ...]], *, stated: bool, by: str) -> Binding:
    """The binding of mentions given by their ordinals."""
    mentions = sentence.mentions
    return Binding(mentions[rate], mentions[part], tuple(tuple(mentions[k] for k in whole) for whole in wholes), stated, by)


def reaches(sentence: Sentence, k: int, order: int) -> bool:
    """Whether mention `k` is in view of mention `order`: in the same brackets or in none, no other brackets' content."""
    return sentence.groups[k] in (sentence.groups[order], None) and not _crosses_statement(sentence, k, order)


def _crosses_statement(sentence: Sentence, k: int, order: int) -> bool:
    """Whether a semicolon of their own level stands between two mentions."""
    low, high = sorted((sentence.positions[k], sentence.positions[order]))
    if ";" not in sentence.text[low:high]:
        return False
    inner = [b for b in sentence.brackets if low < b[0] and b[1] < high]
    return any(c == ";" and not any(b[0] < i < b[1] for b in inner) for i, c in enumerate(sentence.text[low:high], low))


def is_overtaken(sentence: Sentence, part: int, order: int) -> bool:
    """Whether another amount of its sort begins a sentence between a count and a rate: 抽检342批次，不合格5批次。生产环节抽检186批次，合格率⟨⟩."""
    between = [k for k in range(part + 1, order) if can_be_divided(sentence, k) and comparable(sentence.mentions[k], sentence.mentions[part])]
    return any("。" in sentence.between(part, k) for k in between)


def follows(sentence: Sentence, order: int, k: int) -> bool:
    """Whether mention `k` explains the rate before it: in brackets that open right behind the rate."""
    group = sentence.groups[k]
    return group is not None and group[0] == sentence.positions[order] + 1


def can_be_divided(sentence: Sentence, k: int) -> bool:
    """Whether a mention is an amount that can be divided: no range, no age, no average, no change against another period."""
    mention = sentence.mentions[k]
    if mention.kind not in AMOUNTS or mention.components or mention.dimension in _NO_PART or not mention.unit or is_average(mention):
        return False
    return not tells_change(sentence.text[max(0, sentence.positions[k] - 12) : sentence.positions[k]])
