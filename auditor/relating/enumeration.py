"""How many items a list in words has: 、 divides, the last 和 or 及 may divide or belong to a name."""

from __future__ import annotations

from auditor.expression import expression

# "甲和乙" "以及" — not "参与率", "普及率", "及时", "和解"
_JOINT = expression(r"和(?![谐平解睦])|(?:以|(?<![普涉]))及(?![时格])|(?<![参给赋授])与")
# "县乡村", "镇村", "苏浙皖": one character for each — not "全县"
_ABBREVIATED = expression(r"(?:[省市州县区乡镇街村组]{2,5}|[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁]{2,9})$")
# "会同" before the first of the departments — not a part of its name
_WITH = expression(r"^[\p{Han}]{0,6}?(?:会同|联合|协同|协调|组织|包括|涵盖|涉及|整合|由)")
LONGEST_ITEM = 14
_SHORT = 4


def items(run: str) -> list[str]:
    """The items of a list, as 、 divides it; the whole where it has none."""
    return run.split("、")


def divided(run: str) -> list[str]:
    """The items of a list, as 、 and every word that may join two of them divide it."""
    return [item for piece in items(run) for item in _JOINT.split(piece)]


def joints(text: str) -> int:
    """How many words that may join two items stand in a text: 和, 及, 与."""
    return len(_JOINT.findall(text))


def item_counts(run: str) -> set[int]:
    """The numbers of items that a run may have; empty where it is no list and too long or too short to be one item."""
    marks = len(items(run)) - 1
    short = _ABBREVIATED.search(run) if not marks else None
    if short:
        # Of 全市县乡村 the first belongs to 全市
        return {len(short[0]), len(short[0]) - 1} - {1}
    inner = joints(run)
    if not marks and not inner:
        return {1} if 1 < len(run) <= LONGEST_ITEM else set()
    return {marks + 1 + n for n in range(max(joints(items(run)[-1]), inner) + 1)} - {1}


def even(run: str) -> bool:
    """Whether a list has three and more short items of one length, none of which hides a verb: 公示、记录、审核."""
    first, *rest = items(_WITH.sub("", run))
    return len(rest) > 1 and max(map(len, rest)) == min(map(len, rest)) <= _SHORT and len(first) <= len(rest[0]) + 1
