"""What the program itself says to its users, in both languages; what rules say stands in their files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from auditor.rule import Text
from auditor.text import fold

NOTES: Mapping[str, tuple[str, str]] = {
    "last-place": ("；差不到末位一个单位，可能是截尾或逐级修约所致", "; off by less than its last place: cut off, or rounded twice"),
    "all-rounded": ("；除非各数都恰好舍去或进上了半个单位", "; unless every figure was rounded by exactly one half"),
    "rounded": ("；若所列整数是四舍五入后的数则可能无误", "; may be right if the whole figures are rounded"),
    "open-list": ("；若所列并未穷尽则无误", "; right if the list is not meant to be complete"),
    "shared-prizes": ("一个奖项可以几个人得", "several may share a prize"),
    "constant-prices": ("；若按可比价或可比口径计算则可能无误", "; may be right at constant prices or on a comparable basis"),
    "explained": ("；但与另外的数恰好吻合，若说的是那些数则无误", "; right if other figures are meant, which it fits exactly"),
    "overlap": ("；若各项之间有交叉则无误", "; right if the items overlap"),
}

_SLIP = ("；若 {0} 应为 {1} 则相符", "; {1} instead of {0} would fit")

REASONS: Mapping[str, tuple[str, str]] = {
    "carried-over": ("上年结转的也可能算在内", "cases carried over may be among them"),
    "different-names": ("各属所列的不同名称", "they belong to different names of a list"),
    "explained": ("与另外的数恰好吻合，可能说的是那些数", "other figures fit exactly and may be meant"),
    "listed-inline": ("序号写在正文里，不能确定是同一列", "numbers that run on inside the text may not be of one series"),
    "narrowed": ("比率只说其中一部分", "the rate is of some cases only"),
    "no-result": ("除数可能为零，或所列数不足以计算", "a divisor may be zero, or the figures do not suffice"),
    "no-total": ("表中没有一项合计由各行相加而成", "no total of the table is made up of its rows"),
    "open-list": ("所列未必穷尽", "the list may not be complete"),
    "shared-prizes": ("一个奖项可以几个人得", "several may share a prize"),
    "told-behind": ("其余的在后文另有交代", "what is left is told of behind"),
    "trimmed": ("为使占比合计为100而调整过尾数", "trimmed so that the shares make up 100"),
}
"""Why a relation is left undecided."""

_ROLES = {
    "after": "后值", "amount": "金额", "before": "前值", "change": "变化", "count": "数量", "date": "日期", "each": "每个", "fall": "减少",
    "first": "前一处", "frequency": "频次", "increase": "增加", "item": "项", "items": "各项", "marker": "序号", "names": "各项", "new": "新增",
    "number": "个数", "other": "另一处", "part": "部分", "population": "总数", "rank": "位次", "rate": "比率", "rest": "其余", "second": "后一处",
    "share": "占比", "stated": "所述", "structure": "构成", "subset": "部分", "total": "合计", "value": "值", "values": "各值", "whole": "总体",
}  # fmt: skip
"""Chinese for the roles that the shipped rules name."""


def role_name(role: str, lang: str) -> str:
    """What a role is called; one that only an office's own rule names, as it is there."""
    return role if lang == "en" else _ROLES.get(role, role)


_NEAREST = Text("；是不是 {0}？", "; did you mean {0}?")
CHOICES = Text("；可用 {0}", "; allowed: {0}")
_LISTING = Text("；用 {0} 看全部", "; {0} prints all of them")


def advice(word: str, known: Iterable[str], listing: str = "") -> Text:
    """What to say behind an unknown word: the known one that is nearest; where none is near all, or the command `listing` that prints them."""
    import difflib

    names = sorted(known)
    if near := difflib.get_close_matches(word, names, 1):
        return _NEAREST.filled(near[0])
    if listing:
        return _LISTING.filled(listing)
    return CHOICES.filled(Text("、".join(names), ", ".join(names))) if names else Text("", "")


def with_notes(message: str, slip: tuple[str, str] | None, notes: Sequence[str], lang: str) -> str:
    """A message followed by the slip of the pen that would explain it, digits printed and meant, and by the remarks of these keys of `NOTES`."""
    hint = _SLIP[lang == "en"].format(*slip) if slip else ""
    return message + hint + "".join(NOTES[note][lang == "en"] for note in notes)


def in_forms_of(quote: str, suggestion: str) -> str:
    """A suggestion that was made from folded text, with the characters that it keeps in the width that the report has them in.

    One that differs from the quote in width alone is left as it is: there the width is what is suggested.
    """
    folded = fold(quote)
    if fold(suggestion) == folded:
        return suggestion
    kept, at = [], 0
    for character in suggestion:
        found = folded.find(fold(character), at)
        kept.append(character if found < 0 else quote[found])
        at = at if found < 0 else found + 1
    return "".join(kept)
