"""Slogans of two and more numbers, “一办三组”, “一室两中心”, with the list that follows and names each of the things: 下设办公室、宣传组、执法组、督查组."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.relating.enumeration import divided
from auditor.relating.slogan import NUMBERS, Slogan, Taken

if TYPE_CHECKING:
    import regex

_NUMBER = "[一二两三四五六七八九十]"
_PAIR = rf"(?P<number>{_NUMBER})(?P<head>(?!{_NUMBER})\p{{Han}}(?:(?!{_NUMBER})\p{{Han}}){{0,2}}?)"
# "“一办三组”" "一室两中心架构" — not "三会一课" without marks, and not "一年两次"
_SLOGAN = expression(
    rf"“{_PAIR}(?:{_PAIR}){{1,3}}”|(?<![第一二两三四五六七八九十百]){_PAIR}(?:{_PAIR}){{1,3}}(?=(?:工作|服务|组织|运行|管理)?(?:机制|架构|模式|体系|格局|布局))"
)
# "下设办公室、宣传组、执法组。" — not "办公室、宣传组等"
_LISTED = expression(
    r"[^。;\n]{0,24}?(?:[,:(]|即|下?设立?有?|包括|分别[为是])(?:即|分别|成立|组建|建立|下?设立?有?|包括|[为是由]|打造|形成)*(?P<items>\p{Han}{1,12}(?:、\p{Han}{1,12})+)(?=[。;,)\n]|$)"
)
_OPEN = expression(r"等")
# "查思想" between marks
_PIECE = expression(r"[,;:、(](?P<said>[^,;:、()。\n]{2,})")


def compounds(folded: str) -> Iterator[tuple[Slogan, Taken]]:
    """The slogans of several numbers with the lists that name nothing else than their things; at most one of the numbers may disagree."""
    for match in _SLOGAN.finditer(folded):
        numbers, heads = [NUMBERS[number] for number in match.captures("number")], match.captures("head")
        verbs = _by_verbs(folded, match, heads, numbers) if all(len(head) == 1 for head in heads) else None
        if verbs is not None:
            yield verbs.slogan, verbs
            continue
        listed = _LISTED.match(folded, match.end())
        if listed is None or _OPEN.search(listed["items"]):
            continue
        counts = _counted(divided(listed["items"]), dict(zip(heads, numbers, strict=True)))
        if sum(count != number for count, number in zip(counts, numbers, strict=False)) > 1 or not all(counts):
            continue
        slogan = Slogan(match.start(), match.end(), match[0].strip("“”"), heads[-1], (sum(numbers),), known=False)
        yield slogan, Taken(slogan, (listed.span("items"),), frozenset({sum(counts)}), surely=False)


def _by_verbs(folded: str, match: regex.Match[str], heads: Sequence[str], numbers: Sequence[int]) -> Taken | None:
    """“三查两改” with 查思想、查作风、查纪律,改思路、改方法: the verbs, each so often at the head of what follows."""
    pieces = list(_PIECE.finditer(folded, match.end(), folded.find("。", match.end()) if "。" in folded[match.end() :] else len(folded)))
    run = list(
        takewhile(lambda piece: piece["said"].startswith(tuple(heads)), dropwhile(lambda piece: not piece["said"].startswith(tuple(heads)), pieces))
    )
    counts = [sum(piece["said"].startswith(head) for piece in run) for head in heads]
    wrong = [count - number for count, number in zip(counts, numbers, strict=True) if count != number]
    # 四不两直 is a set phrase, of which some is named
    if len(set(heads)) < len(heads) or "不" in heads or not all(counts) or len(wrong) > 1 or any(abs(by) > 1 for by in wrong):
        return None
    slogan = Slogan(match.start(), match.end(), match[0].strip("“”"), heads[-1], (sum(numbers),), known=False)
    return Taken(slogan, tuple(piece.span("said") for piece in run), frozenset({sum(counts)}), surely=False)


def _counted(listed: list[str], heads: dict[str, int]) -> list[int]:
    """How many items are of each head: they end in it, or have it where it is of one thing (办公室); nothing where one is of none."""
    counts = dict.fromkeys(heads, 0)
    for item in listed:
        own = next((head for head in sorted(heads, key=len, reverse=True) if item.endswith(head)), None)
        own = own or next((head for head, number in heads.items() if number == 1 and head in item), None)
        if own is None:
            return [0]
        counts[own] += 1
    return list(counts.values())
