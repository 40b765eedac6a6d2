"""Names that exclude each other: 男性 and 女性 as a pair of the lexicon, 支持 and 不支持 by a negation."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.expression import expression

# "不满意" "没有必要" "未参保" — not "不" alone
_NEGATED = expression(r"(?:不|未|没有|非)(?P<what>\p{Han}{2})")
# "没用" and "有用", "无效果" and "有效果"
_LACKING = expression(r"[没无](?P<what>(?!有)\p{Han})")
_SIDES = 2


def opposed(one: str, other: str, left: str, right: str) -> bool:
    """Whether two names differ in a pair of opposites, in either order, and the first may say what both are of: 党员中男性 and 女性."""
    swapped = (one.replace(left, right, 1), one.replace(right, left, 1))
    return any(name != one and (name.endswith(other) or other.endswith(name)) for name in swapped)


def negated(one: str, other: str) -> bool:
    """Whether one name is the other with a negation, and that says no more before it: 不支持 and 支持该方案的居民, but not 满意 and 对宿舍不满意."""
    for name, plain in ((one, other), (other, one)):
        lacking = _LACKING.search(name)
        if lacking is not None and f"有{lacking['what']}" in plain:
            return plain.partition(f"有{lacking['what']}")[0].startswith(name[: lacking.start()])
        match = _NEGATED.search(name)
        if match is not None and match["what"] in plain and match[0] not in plain:
            ahead = {name: name[: match.start()], plain: plain.partition(match["what"])[0]}
            return ahead[other] in ahead[one]
    return False


def are_sides(one: str, other: str, schemes: Sequence[str]) -> bool:
    """Whether two names are the two sides of one thing that a row of `schemes` names: 职工医保参保人数 and 居民医保参保人数."""
    return any(opposed(one, other, *pair) for pair in (scheme.split("/") for scheme in schemes) if len(pair) == _SIDES)
