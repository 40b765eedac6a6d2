"""How many items a list in words has: 、 divides, the last 和 or 及 may divide or belong to a name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.expression import compiled, expression
from auditor.relating.whole import common_ending

if TYPE_CHECKING:
    import regex

# "甲和乙" "以及" — not "参与率", "普及率", "及时", "和解"
_JOINT = expression(r"和(?![谐平解睦])|(?:以|(?<![普涉]))及(?![时格])|(?<![参给赋授])与")
# "县乡村", "镇村", "苏浙皖": one character for each — not "全县"
_ABBREVIATED = expression(r"(?:[省市州县区乡镇街村组]{2,5}|[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁]{2,9})$")
# "省、市、县" "乡镇、村": levels with marks between them — not "、村", the end of a list that brackets cut
_LEVELS = expression(r"(?:^|[^、和])(?P<levels>[国省市州县区旗镇乡街村组户]{1,2}(?:[、和及]{1,2}[国省市州县区旗镇乡街村组户]{1,2})+)$")
# "会同" before the first of the departments, "选取" before the first of the villages — not a part of its name
_WITH = expression(
    r"^[\p{Han}]{0,6}?(?:先后到|分赴|赴|前往|会同|联合|协同|协调|组织|包括|涵盖|涉及|整合|由|选取|选择|选定|依托|围绕|聚焦|针对|走访|覆盖|抽取|抽查|获评|荣获|获得|制定|出台|印发|建成|建立|打造|开展|突出|紧盯|紧扣|抓好|培育|推出|推行|新增|新建|创建|实施|举办|开设|落实|推进|加强|强化|做好|执行|坚持|健全|完善|采取|实行|形成|构建)"
)
# "分别" in "甲、乙、丙分别增加⟨2个⟩", "及" before the count
_NO_LIST = expression(r"分别|各|[和及与]$")
# "乡" "行政村" behind a count, whose items are names — not "乡级" "镇长"
_PLACE = expression(r"个?(?:民族|中心|建制|行政|自然|贫困|重点|试点)?(?:乡镇|镇街|[乡镇村县区市](?![级域长委])|街道|社区)")
# "山区" "国家级" "市": what a place is like, or one that stands above it — not "青山"
_ATTRIBUTE = expression(r"[级型类式性区片边线岸郊困]$|^.$")
# Items end right before the count: "A、B和C⟨三项⟩" "“A”“B”⟨四个⟩" — the run may not cross a clause
# Behind "全年与" begins the first of them
_RUN = expression(
    r"(?:(?:全年|今年|年内|先后|分别|已|我[国省市县区])+与)?(?P<run>[^,;:。!?()\ue000-\uf8ff]*?)(?P<open>等)?(?P<all>共|一共|这|以上|上述)?(?:的)?[“]?$"
)
_QUOTED_ITEMS = expression(r"(?:“[^“”]+”|《[^《》]+》)(?:[、和及与]?(?:“[^“”]+”|《[^《》]+》))+$")
# "“建、管、护、运”": one pair of quotation marks around all of the list
_QUOTED_LIST = expression(r"“(?P<items>[^“”、]{1,8}(?:、[^“”、]{1,8})+)”$")
# The nearest mark before a count that no list crosses: "," in "来访,A、B和C⟨三项⟩" — not "、"
_STOP = expression(r"(?r)[,;:。!?()\ue000-\uf8ff]")
LONGEST_ITEM = 14
_LONG_ITEM = 20
# How many items too few a plain list may have that is no other one
SLIP = 2
_FEW = 3
# So many characters a name has
_FEWEST = 2
# 街道 of 街道和石桥、龙山
_NOUN = 6
_SHORT, _LONG = 4, 8


def items(run: str) -> list[str]:
    """The items of a list, as 、 divides it; the whole where it has none."""
    return run.split("、")


def divided(run: str) -> list[str]:
    """The items of a list, as 、 and every word that may join two of them divide it."""
    return [item for piece in items(run) for item in _JOINT.split(piece)]


def joints(text: str) -> int:
    """How many words that may join two items stand in a text: 和, 及, 与; none of 仁和医院, where no item has one character."""
    pieces = [_JOINT.split(item) for item in items(text)]
    least = min(_FEWEST, *(len(item) for item in items(text)))
    return sum(min(len(one), len(other)) >= least for item in pieces for one, other in pairwise(item))


def item_counts(run: str) -> set[int]:
    """The numbers of items that a run may have; empty where it is no list and too long or too short to be one item."""
    marks = len(items(run)) - 1
    short = _ABBREVIATED.search(run) if not marks else None
    if short:
        # Of 全市县乡村 the first belongs to 全市
        return {len(short[0]), len(short[0]) - 1} - {1}
    levels = _LEVELS.search(run)
    if levels:
        most = sum(c not in "、和及" for c in levels["levels"])
        return {*range(len(divided(levels["levels"])), most + 1)} - {1}
    inner = joints(run)
    if not marks and not inner:
        return {1} if 1 < len(run) <= LONGEST_ITEM else set()
    return {marks + 1 + n for n in range(max(joints(items(run)[-1]), inner) + 1)} - {1}


def joined(run: str) -> str:
    """The list that is joined by 和 to what another figure counts: 青山、云雾 of 镇和青山、云雾; empty where there is none."""
    joint = _JOINT.search(items(run)[0])
    return run[joint.end() :] if joint and joint.start() <= _NOUN else ""


def whole_counts(run: str) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of items that a list may have whose ends are known, and those that it might have if words joined inside its items were items too.

    Where all items end alike, so that 和 joins two that do (宣传组、协调组和后勤组), or begin alike (青湖水务、青湖热力和青湖燃气), it surely divides them.
    """
    *rest, last = items(run)
    halves = _JOINT.split(last)
    ending = min(common_ending(rest[0], item) for item in (*rest[1:], *halves)) if rest else 0
    surely = (ending and ending + len(rest) > 2 and ending < min(map(len, halves))) or (rest and _begin_alike((*rest, *halves)))
    most = len(rest) + len(halves)
    sure = frozenset((most,) if surely else range(len(rest) + 1, most + 1))
    return sure, frozenset(range(most, most + sum(map(joints, rest)) + 1))


def _begin_alike(items: Sequence[str]) -> bool:
    """Whether all items begin with the same two characters, so that each is a name of its own."""
    return len(items) > 2 and len({item[:2] for item in items}) == 1 and min(map(len, items)) > 2


def run_before(text: str, at: int) -> regex.Match[str] | None:
    """What stands before an index, back to the nearest mark that no list crosses."""
    stop = _STOP.search(text, 0, at)
    return _RUN.search(text, stop.end() if stop else 0, at)


def quoted_list(run: str) -> regex.Match[str] | None:
    """The quotations that end a run, or the one that holds a list."""
    return _QUOTED_ITEMS.search(run) or _QUOTED_LIST.search(run)


def quoted_counts(quoted: regex.Match[str]) -> set[int]:
    """The number of quotations, or the numbers of items that one quotation may have."""
    inside = quoted.groupdict().get("items")
    return item_counts(inside) if inside else {len(compiled("“[^“”]+”|《[^《》]+》").findall(quoted[0]))}


def of_levels(run: str) -> bool:
    """Whether a list is one of levels: 县、乡、村, which may be what a thing is like (省、市3个专家组)."""
    return _LEVELS.search(run) is not None


def even(run: str, *, headed: bool = False) -> bool:
    """Whether a list has three and more short items of one length, none of which hides a verb: 公示、记录、审核; or names levels: 县、乡、村.

    `headed`: words may stand before the first.
    """
    if of_levels(run):
        return True
    first, *rest = items(_WITH.sub("", run))
    if len(rest) < 2 or max(map(len, rest)) != min(map(len, rest)):
        return False
    if headed or len(rest[0]) > _SHORT:
        return len(rest[0]) <= _SHORT or len(first) == len(rest[0]) <= _LONG
    return len(first) <= len(rest[0]) + 1


def alike(listed: Sequence[str]) -> bool:
    """Whether items are surely of one sort: they end in the same two characters, or have one length."""
    return len({item[-2:] for item in listed}) == 1 or (len({len(item) for item in listed}) == 1 and len(listed[0]) <= _SHORT)


def is_nearly(run: str, stated: int) -> bool:
    """Whether a list of three and more, what is quoted before it left out, has one item too many or one or two too few, however long they are."""
    behind = items(run[run.rfind("”") + 1 :])
    listed = behind if len(behind) >= _FEW else items(run)
    if len(listed) < _FEW or of_levels(run) or _NO_LIST.search(run) or not all(1 < len(item) <= _LONG_ITEM for item in listed[1:]):
        return False
    more = sum(map(joints, listed))
    return 0 < stated - len(listed) - more <= SLIP or (stated == len(listed) - 1 and not more)


def names_places(counted: str, run: str) -> bool:
    """Whether a list of two and more is of places, each of which has a name: 青山、云雾⟨3个⟩乡."""
    place = _PLACE.match(counted)
    # In 石门镇、大坪镇3个村 the towns are not the villages
    others = set("省市州县区乡镇村") - set(place[0]) if place else set()
    return place is not None and not any(not item or _ATTRIBUTE.search(item) or item[-1] in others for item in divided(run))
