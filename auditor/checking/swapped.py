"""digits = digits: a figure given twice with two of its digits in the other order, or one lost; recognised by its name or by the words beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any, ClassVar

from auditor.expression import expression
from auditor.meaning import Whole
from auditor.misprint import crossed, mixed, swapped
from auditor.model import Member, Mention, Outcome, Severity, Verdict
from auditor.number import decimal_text
from auditor.record import record, replace
from auditor.relating import Context
from auditor.relating.calendar import periods_differ, title
from auditor.relating.likeness import have_their_own, narrowed, parted, shared
from auditor.relating.retold import may_be_one, of_two
from auditor.relating.scope import (
    is_of_another_basis,
    is_of_another_occasion,
    is_revised,
    is_to_come,
    place,
    scopes,
    speaks_for_all,
    stands_under_among,
)
from auditor.relating.whole import common_ending
from auditor.rule import STRICT, Rule

# "附属医院" "公司本部": a part beside the whole that has no such word
_BRANCH = expression(r"[子母]公司|本部|附属|下属|控股|参股")
_HAN = expression(r"\p{Han}")
_FILLER = expression(r"^(?:全年|今年|目前|共|共计|累计|已|其中|有效|进一步|切实)+")
_SENTENCE_END = expression(r"[。\n]")
# Of figures with the same digits as many are kept in mind
_MANY = 16
# Characters that two names share: where three digits tell, where two do and the names are one or all is meant, and else
_FEW, _SOME, _MORE = 2, 3, 4
# A name that says enough where only two digits changed places, and one that does so for three
_LONG_NAME = 6
_LONG = 4
_NAME = 4
# As many digits of two figures in two scales tell
_TELLING = 3
FIELDS = frozenset({"other"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    least: Whole = 4
    """Characters before or behind two figures that must be the same where their names are not."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Figures of one unit whose digits are swapped or of which one is lost, and whose words let them be one."""
    earlier: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
    for mention in context.mentions:
        if mention.is_quantity and len(mention.digits) > 1 and not mention.components:
            # Two whole numbers, which are quicker to look up than a fraction
            measure = mention.dimension or mention.unit, *(mention.scale * mention.factor).as_integer_ratio()
            keys: list[tuple[object, ...]] = [(*measure, row) for row in ("".join(sorted(mention.digits)), mention.digits, *_shorter(mention.digits))]
            keys.append((mention.dimension or mention.unit, len(in_full := _in_full(mention)), "".join(sorted(in_full))))
            slips = [*keys, *((*measure, row) for row in _swaps(mention.digits))]
            yield from islice(_twins(context, rule.params, mention, [m for key in dict.fromkeys(slips) for m in earlier[key]]), 1)
            for key in keys:
                earlier[key] = [m for m in earlier[key] if m.digits != mention.digits or m.period != mention.period or m.label != mention.label][
                    -_MANY:
                ]
                earlier[key].append(mention)


def _twins(context: Context, params: Params, mention: Mention, others: list[Mention]) -> Iterator[Outcome]:
    """The mention with those that are one slip from it: first with those of its very words, then with those worded otherwise."""
    slipped = [m for m in others if _slipped(m.digits, mention.digits) and {m.start, mention.start} <= context.names.keys()]
    folded = context.document.folded
    said = set(_said(context, mention, params.least)) if slipped else set()
    # 年初余额2.83亿元,期末余额2.38亿元。2.38亿元的余额: what was told so before was held against the others there
    if any(
        m.digits == mention.digits and not said.isdisjoint(_said(context, m, params.least)) for m in others if m.start in context.names and slipped
    ):
        return
    for other in slipped:
        if not said.isdisjoint(_said(context, other, params.least)) and not _apart(context, other, mention):
            found = _outcome(context, mention, other)
            alone = narrowed(context.words(other), context.words(mention), context.lexicon) or _guessed(context, other, mention)
            alone = alone or stands_under_among(context.document, other) is not stands_under_among(context.document, mention)
            yield replace(found, severity=Severity.INFO) if alone else found
    for other in others:
        if other.unit and _mixed(other, mention) and _SENTENCE_END.search(folded, other.end, mention.start) and _alike(context, other, mention):
            yield replace(_outcome(context, mention, other), severity=Severity.INFO)


def _guessed(context: Context, one: Mention, other: Mention) -> bool:
    """Whether two periods are one only because a report without a title names no other year: 全年 and 2023年."""
    return periods_differ(one.period, other.period) and not title(context.document)


def _outcome(context: Context, mention: Mention, other: Mention) -> Outcome:
    members = Member("stated", mention.start, mention.end), Member("other", other.start, other.end)
    stated, fields = context.quote(mention), {"other": context.quote(other)}
    return Outcome(Verdict.VIOLATED, mention.start, mention.end, members, stated=stated, fields=fields, in_ledger=False)


def _alike(context: Context, one: Mention, other: Mention) -> bool:
    """Whether figures worded otherwise may still be one: of few digits, or where some of it may be meant, the more of their words must be the same."""
    said = context.words(one), context.words(other)
    telling = min(len(m.digits.replace(".", "").strip("0")) for m in (one, other))
    plain = other.digits in _swaps(one.digits)
    exact = said[0].core == said[1].core or any(words.all for words in said)
    least = _FEW if telling > 2 and plain else _SOME if plain and exact else _MORE
    return len(shared(*said)) >= least and may_be_one(context, one, other, said)


def _said(context: Context, mention: Mention, least: int) -> Iterator[tuple[str, str]]:
    """What a figure counts: its name, the end of its label, and the words right behind it, which another place may write before it."""
    if context.names[mention.start]:
        yield "name", _letters(context, mention)
    behind = (mention.tail[start : start + least] for start in range(least))
    for words in {_FILLER.sub("", mention.label)[-least:], *behind} if len(mention.digits) > 2 else ():
        if len(_HAN.findall(words)) == least:
            yield "words", words


def _apart(context: Context, one: Mention, other: Mention) -> bool:
    """Whether two figures are of two periods, places or groups: 城区新建 and 乡镇新建, 门诊基金支出 and 住院基金支出."""
    document, both = context.document, (one, other)
    told_otherwise = any(len({differ(document, m) for m in both}) > 1 for differ in (is_to_come, is_revised))
    elsewhere = is_of_another_occasion(document, one, other) or is_of_another_basis(document, one, other)
    if periods_differ(one.period, other.period, context.year) or told_otherwise or elsewhere:
        return True
    words = [context.words(m) for m in both]
    if len({*(place(document, m) for m in both), ""}) > 2:
        return True
    if have_their_own(words[0], words[1]) or parted(words[0], words[1], context.lexicon) or words[0].picks != words[1].picks:
        return True
    if _letters(context, one) == _letters(context, other) != "" and one.unit:
        return not _surely_one(context, one, other)
    if of_two(document, one, other) or _BRANCH.findall(one.label) != _BRANCH.findall(other.label):
        return True
    labels = [_FILLER.sub("", m.label) for m in both]
    heads = {len(label) - common_ending(*labels) for label in labels}
    if len(one.digits) != len(other.digits) and (0 not in heads or not one.unit):
        return True
    return len(other.digits) < 3 or (len(heads) == 1 and 0 not in heads)


def _letters(context: Context, mention: Mention) -> str:
    """The name of a figure with its characters in one order: 新增城镇就业 and 城镇新增就业 are one."""
    return "".join(sorted(context.names[mention.start]))


def _surely_one(context: Context, one: Mention, other: Mention) -> bool:
    """Whether figures of one name are one: the fewer the digits and the characters of the name, the less may set them apart."""
    name, document = context.names[one.start], context.document
    found = scopes(one, other, (context.scope(m) for m in (one, other)))
    if len(found - {()}) > 1:
        return False
    if len(name) >= _LONG_NAME or (len(name) >= _NAME and len(other.digits) > 2):
        return True
    if len(name) < _NAME and len(other.digits) <= 2:
        return False
    return found == {()} and all(speaks_for_all(document, m, context.year) for m in (one, other))


def _swaps(digits: str) -> list[str]:
    """The digits with two neighbours in the other order, once for each pair that differs, those beside a decimal point included: 86.4 for 84.6."""
    return [*swapped(digits), *crossed(digits)]


def _shorter(digits: str) -> list[str]:
    """A long row of digits without one of them, once for each; nothing for a short or a round one, which need not be a slip."""
    return [row for row in (digits[:i] + digits[i + 1 :] for i in range(len(digits))) if len(row.rstrip("0")) >= _LONG]


def _mixed(one: Mention, other: Mention) -> bool:
    """Whether two figures have the same digits in two orders, in whatever scale they are written: 1286.4万 and 12684000."""
    if one.scale == other.scale:
        return mixed(one.digits, other.digits)
    a, b = _in_full(one), _in_full(other)
    return min(len(a.strip("0.")), len(b.strip("0."))) >= _TELLING and mixed(a, b)


def _in_full(mention: Mention) -> str:
    """The digits of a figure without its scale word."""
    middle = mention.value.middle
    return decimal_text(middle, len(mention.digits.partition(".")[2]) if mention.scale == 1 else 0) if middle is not None else ""


def _slipped(a: str, b: str) -> bool:
    """Whether two rows of digits are alike but for two neighbours that changed places, or for one that a long row has lost."""
    return a in _swaps(b) or a in _shorter(b) or b in _shorter(a)
