"""Whether two mentions count the same kind of thing."""

from __future__ import annotations

from fractions import Fraction

from auditor.expression import expression
from auditor.model import PERCENTAGES, Mention, MentionKind
from auditor.number import decimal_text

# Classifiers that stand for any thing counted: "300项…216条" and "5个" may count one thing
_GENERIC = frozenset({"item", "case", "document", ""})
# Dimensions whose classifiers count different things: 个 and 项, 次 and 期, 份 and 篇
LOOSE = frozenset({"item", "document", "event", "place", "group", "minor-item", "package", ""})


def same_unit(a: Mention, b: Mention) -> bool:
    """Whether both were printed with one unit, whatever the scale word: 3亿元 and 500万元, 12件 and 7件."""
    return a.kind == b.kind and a.unit == b.unit


def comparable(a: Mention, b: Mention) -> bool:
    """Whether the values can be compared: one dimension, so that 件 and 宗, 万元 and 亿元, 亩 and 公顷 are, 人 and 人次 are not."""
    if a.kind != b.kind:
        return a.kind in PERCENTAGES and b.kind in PERCENTAGES and a.kind != MentionKind.POINTS
    return a.unit == b.unit or (a.dimension == b.dimension and a.dimension not in LOOSE)


def alike(a: Mention, b: Mention) -> bool:
    """`comparable`, or two counts whose classifiers are loose: 300项 = 216条 + 84条. Good enough to add up, too weak to contradict alone."""
    loose = a.kind == b.kind == MentionKind.COUNT and a.dimension in _GENERIC and b.dimension in _GENERIC
    return loose or comparable(a, b) or _named_before(a, b.unit)


def _named_before(mention: Mention, unit: str) -> bool:
    """Whether a bare number is counted in a unit by the words before it: 出入境人次达1436.6万, 参保人数320万."""
    return bool(unit) and mention.kind is MentionKind.COUNT and not mention.unit and mention.label.removesuffix("数").endswith(unit)


# "法官人均结案" "户均增收" — not "今年均已办结"
_AVERAGE = expression(r"(?:(?<![学民卫考])生|[人户亩件次单月床笔]|(?<!今)年|(?<!近)日)均|平均|每[人户亩件天日月年]|[亩单]产(?!值)")


def is_average(mention: Mention) -> bool:
    """Whether a figure says how much there is for each, so that it is neither part nor whole of anything."""
    return any(word in mention.label for word in ("均", "每", "亩产", "单产")) and _AVERAGE.search(mention.label) is not None


def is_price(mention: Mention) -> bool:
    """Whether the unit says for each what: 元/平方米."""
    return mention.kind is MentionKind.MONEY and mention.unit.count("/") == 1


# As many digits tell in another scale
_TELLING = 3


def in_scale_of(told: Mention, again: Mention) -> str:
    """The digits of a figure as they are printed beside the scale word of another: 12600 for 1.26亿 beside 12060万; "" where it has too few."""
    middle = told.value.middle
    telling = len(told.digits.replace(".", "").strip("0")) >= _TELLING
    return decimal_text(middle / again.scale, len(again.digits.partition(".")[2])) if middle is not None and telling else ""


def as_printed(mention: Mention, cell: Mention) -> bool:
    """Whether a figure may be that of a cell: 0.8 is no 0.9 though both may be 0.85."""
    as_fine = mention.scale == cell.scale and 0 < len(mention.digits.partition(".")[2]) == len(cell.digits.partition(".")[2])
    return cell.value.meets(mention.value) and not (as_fine and Fraction(mention.digits.replace(",", "")) != Fraction(cell.digits.replace(",", "")))
