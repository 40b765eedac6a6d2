"""Honours that a report says were won: 获评全省先进集体, 被表彰为“模范调解委员会”."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.expression import expression

# "获评全省先进集体" "被市局表彰为“模范调解委员会”" — not "评为优秀的"
_HONOUR = expression(
    r"(?:获评|荣获|获得|荣膺|获颁|入选|评为|表彰为|命名为|认定为|授予|列为|获)了?[^,;:。()“”《》\n\d]{0,4}?[“《]?(?P<name>(?:\d{4}年度?)?[^,;:。()“”《》\n、\d]{8,40}?)(?=[,;。()“”《》\n、])"
)
_ENVELOPE = expression(r"(?:荣誉)?称号$|^(?:了|为)")
# What makes a name an honour: "全省法治建设示范项目" — not "监管机构核准"
_RENOWN = expression(
    r"^(?:\d{4}年度?)?(?:全国|全省|全市|全区|全县|国家级|省级|市级|县级|区级)|先进|优秀|模范|示范|突出|典型|十佳|最美|标兵|百强|文明|[一二三]等奖|称号"
)
_SHORTEST = 8

_HAN = expression(r"\p{Han}")


def honours(folded: str) -> Iterator[tuple[str, int, int]]:
    """The name of each honour, without 称号, and where it stands; in reading order."""
    for match in _HONOUR.finditer(folded):
        name = _ENVELOPE.sub("", match["name"])
        if len(_HAN.findall(name)) >= _SHORTEST and _RENOWN.search(name):
            yield name, *match.span("name")
