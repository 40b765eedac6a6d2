"""The place that a report is of, and the places that its wording treats as its own: 在清水县委的坚强领导下, 结合清水县实际.

Owns which names are taken for a report's own place; whether they agree is for `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.model import Document
from auditor.record import record

if TYPE_CHECKING:
    import regex

# "清水县" "江华瑶族自治县" "天宁区" — not "全县", "县区", "开发区", "乡镇", "城市"
_PLACE = (
    r"(?P<place>(?=\p{Han}{2,8}?[县区市镇乡道])(?:(?![全各我本该两几省市县区级镇乡辖])\p{Han}){2,7}?"
    r"(?P<level>县|(?<![片园范社小地景校山城灾库港矿牧林发新治税验能作湾特])区|(?<![城上超股集门夜菜楼])市|(?<![城集古小])镇|乡|街道))"
)
_OFFICE = r"(?P<office>(?:人民)?(?:政府|法院|检察院)|\p{Han}{2,8}?(?:局|委|办|办公室|中心|医院|支队|大队))"
_UPPER = r"(?:\p{Han}{2,3}省)?(?:(?:(?![市州县区镇])\p{Han}){2,4}[市州])?"
# "清水县司法局2024年工作总结" "关于清水县2024年财政决算的报告" — not "关于2024年财政决算的报告"
_TITLE = expression(rf"[#*\s]*(?:关于|中共)?{_UPPER}{_PLACE}{_OFFICE}?(?:关于)?[^。;,]{{0,20}}?(?:20\d\d|总结|报告|汇报|公报|要点)[^。;]*")
# "清水县司法局" alone — not "清水县司法局坚持……"
_SIGNATURE = expression(rf"\s*(?:中共)?{_UPPER}{_PLACE}{_OFFICE}\s*")
# "发布机构:清水县司法局" — not "发布机构:区司法局"
_PUBLISHER = expression(rf"(?:发布机构|发布单位|编制单位|报送单位)[:\s]*{_UPPER}{_PLACE}{_OFFICE}")
# "在清水县委、县政府的坚强领导下" "结合清水县实际" "助力清水县高质量发展" "清水县民政局始终坚持" — not "在县委领导下" and not "赴清水县考察"
_OWN = expression(
    # What can begin it is looked for at once: most characters cannot
    rf"(?=[在结立符推促助服保为。;,:\n]|^)(?:在(?:中共)?{_UPPER}{_PLACE}(?:委|党委|党工委)[^。;,]{{0,14}}领导下"
    rf"|(?:结合|立足|符合){_PLACE}(?:的)?实际"
    rf"|(?:推动|促进|助力|服务|保障|为){_PLACE}(?:经济社会|高质量|各项事业|全面)[^。;,]{{0,8}}发展"
    rf"|(?:^|[。;,:\n])\s*{_PLACE}(?:(?:委|党委|政府|人民政府|\p{{Han}}{{2,6}}局)(?:、\p{{Han}}?(?:人民)?政府)?(?:始终|坚持|高度重视|主要领导|主要负责|紧紧围绕|认真贯彻|深入贯彻)|各级各部门|上下(?=[,一同齐])))"
)
# What a report tells of others: partners, models, transfers
_OTHERS = expression(r"考察|交流|帮扶|协作|对口|学习|借鉴|来访|调研|跨|移送|联合|共建|协议|案例|转发|毗邻|邻|合作|结对|援|经验|对接|先进|等地|协同")
_HEAD = 4
_LONGEST_TITLE = 60
_LAST = 8
_PEERS = "县区"


@record(frozen=True)
class Locality:
    """A place name with its level (县, 镇) and where it stands."""

    name: str
    level: str
    start: int
    end: int

    def differs(self, other: Locality) -> bool:
        """Whether two names of one level are of two places; one may carry words that go before it."""
        peers = self.level == other.level or (self.level in _PEERS and other.level in _PEERS)
        return peers and not self.name.endswith(other.name) and not other.name.endswith(self.name)


def home(document: Document) -> Locality | None:
    """The place that the title of a report names, or its publisher, or else its signature; `None` where none of them names one."""
    heads = [block for block in document.blocks[:_HEAD] if block.end - block.start <= _LONGEST_TITLE]
    found = (match for block in heads for match in [_TITLE.fullmatch(document.folded, block.start, block.end)] if match)
    first = next(found, None) or _PUBLISHER.search(document.folded) or next(_signatures(document), None)
    return _locality(first) if first else None


def claimed(document: Document) -> Iterator[Locality]:
    """The places that the text speaks of as its own, in reading order, and its signature; sentences that tell of partners are passed over."""
    folded = document.folded
    for match in _OWN.finditer(folded):
        start, end = folded.rfind("。", 0, match.start()) + 1, folded.find("。", match.end())
        if not _OTHERS.search(folded, start, end if end >= 0 else len(folded)):
            yield _locality(match)
    yield from map(_locality, _signatures(document))


def _signatures(document: Document) -> Iterator[regex.Match[str]]:
    for block in document.blocks[_HEAD:][-_LAST:]:
        match = _SIGNATURE.fullmatch(document.folded, block.start, block.end)
        if match:
            yield match


def _locality(match: regex.Match[str]) -> Locality:
    return Locality(match["place"], match["level"], *match.span("place"))
