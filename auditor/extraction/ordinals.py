"""Ordinals and ranks: 第三批, 第十五条, 3888号; 全市第一, 第3位, 首位, 前三名."""

from __future__ import annotations

from auditor.expression import expression
from auditor.extraction.numerals import Numeral, arabic_at, chinese_at
from auditor.extraction.scan import Scan
from auditor.model import Mention, MentionKind
from auditor.number import Interval, decimal_text, exact

_PLACES = frozenset({"位", "名"})
# Matches "排名全市", "位居全省", "列" before 第三; does not match "荣获".
_RANKED = expression(r"(?:排|居|列|名|全[省市国县区州盟镇乡]|世界|全球|同类|总量|稳居|保持|位|跃升至|上升至|[市省]县?区?市?)$")
# Matches "居全省首位" up to the word; does not match "放在首位".
_TOP = expression(r"(?:居|列|排|占|名)[^,。;、\n]{0,10}$")
_TOP_WORD = expression(r"首位(?!度)|榜首|之首")
# Matches "夺得亚军" up to the medal; does not match "冠军企业".
_MEDALS = {"冠军": 1, "桂冠": 1, "亚军": 2, "季军": 3}
_WON = expression(r"(?:夺|获|摘|荣膺|折|斩|列|居|得)[^,。;、\n]{0,8}$")
# Matches "3888号", "5号楼", "102室", "12路"; does not match "12号" where a date has read it first.
_NUMBERED = expression(r"[0-9]+(?:-[0-9]+)?(?:号(?!召)|室(?![内外])|弄|路(?![径线由过段]))")
# Matches "前三名", "前10位", "前5强"; does not match "前三季度" or "前5名单".
_FIRST = expression(r"前 ?(?:[0-9]{1,3}|[一二三四五六七八九十百]{1,3})(?: ?(?:位|名(?!单)|强)|(?=[,。;、\n]))")
# Matches "第一、" and "第1、2和", behind which the 第 goes on; does not match "第一、第二、".
_SHARED = expression(r"第(?:\d{1,3}|[一二三四五六七八九十]{1,3})[位名]?(?:[、和及](?:\d{1,3}|[一二三四五六七八九十]{1,3})[位名]?)*[、和及]$")
# Matches "、三、四名" behind a place, up to the noun of the list; does not match "、三产业".
_LIST_ENDS = expression(r"(?:[位名]?[、和及](?:\d{1,3}|[一二三四五六七八九十]{1,3}))*[位名](?!\p{Han}{0,2}[同教医员]|额|单)")
# Behind an ordinal that is part of a name: 第七中学, 第一人民医院, 第三产业 — not 第一批
_NAMED = expression(r"(?:高级|初级|实验|职业|附属)?(?:中学|小学|幼儿园|人民医院|中医院|医院|监狱|看守所|产业)")
# Behind a number that is part of a name which values are listed of: 3号线, 2号机组 — not 5号楼, a place
_LINE = expression(r"线|机组|泵站|窗口|车间|煤?矿|井|仓|高炉|锅炉")
_ORDINAL_UNITS = ("季度", "部分", *"条款项章节届次号期批轮名位卷版页个年天场类代编")


def read(scan: Scan, start: int) -> Mention | None:
    """The ordinal or rank that 第 opens at `start`; `None` where no number follows."""
    place = scan.after_gap(start + 1)
    numeral = arabic_at(scan.folded, place) or chinese_at(scan.folded, place)
    if numeral is None:
        return None
    if _NAMED.match(scan.folded, numeral.end):
        return _mention(start, numeral.end, numeral, "", MentionKind.CODE)
    unit = next((unit for unit in _ORDINAL_UNITS if scan.folded.startswith(unit, scan.after_gap(numeral.end))), "")
    end = scan.after_gap(numeral.end) + len(unit) if unit else numeral.end
    ranked = unit in _PLACES or (not unit and _is_rank(scan, start, end))
    return _mention(start, end, numeral, unit, MentionKind.RANK if ranked else MentionKind.ORDINAL)


def read_listed(scan: Scan, start: int) -> Mention | None:
    """A further place of a list that shares its 第: 二 and 四位 of 第一、二、四位."""
    if scan.char(start - 1) not in "、和及" or not _SHARED.search(scan.before(start, 24)):
        return None
    numeral = arabic_at(scan.folded, start) or chinese_at(scan.folded, start)
    if numeral is None or not _LIST_ENDS.match(scan.folded, numeral.end):
        return None
    unit = scan.char(numeral.end) if scan.char(numeral.end) in _PLACES else ""
    return _mention(start, numeral.end + len(unit), numeral, unit, MentionKind.RANK)


def read_top(scan: Scan, start: int) -> Mention | None:
    """首位, 榜首 as rank one behind 居 or 列; 冠军, 亚军 and 季军 behind 夺得 or 荣获 as ranks one to three."""
    match = _TOP_WORD.match(scan.folded, start)
    medal = _MEDALS.get(scan.folded[start : start + 2], 0)
    if not (_WON if medal else _TOP).search(scan.before(start, 12)) or not (match or medal) or (medal and scan.is_han(start + 2)):
        return None
    value = Interval.point(medal or 1)
    return Mention(start, match.end() if match else start + 2, MentionKind.RANK, value, value, digits=str(medal or 1))


def read_first(scan: Scan, start: int) -> Mention | None:
    """前三名: a rank from one to three."""
    match = _FIRST.match(scan.folded, start)
    if match is None:
        return None
    numeral = arabic_at(scan.folded, scan.after_gap(start + 1)) or chinese_at(scan.folded, start + 1)
    if numeral is None:
        return None
    last = Interval.point(exact(numeral.digits) * numeral.scale)
    return Mention(start, match.end(), MentionKind.RANK, Interval(Interval.point(1).low, last.high), last, digits=numeral.digits)


def read_numbered(scan: Scan, start: int) -> Mention | None:
    """A house, room or issue number: 3888号."""
    match = _NUMBERED.match(scan.folded, start)
    numeral = arabic_at(scan.folded, start)
    if match is None or numeral is None:
        return None
    return _mention(start, match.end(), numeral, match[0][-1], MentionKind.CODE if _LINE.match(scan.folded, match.end()) else MentionKind.ORDINAL)


def _is_rank(scan: Scan, start: int, end: int) -> bool:
    """Whether 第一 says a place: behind 全市 or 排名, with nothing that it would number behind it."""
    return not scan.is_han(end) and _RANKED.search(scan.before(start, 4)) is not None


def _mention(start: int, end: int, numeral: Numeral, unit: str, kind: MentionKind) -> Mention:
    value = Interval.point(exact(numeral.digits) * numeral.scale)
    digits = decimal_text(exact(numeral.digits) * numeral.scale)
    return Mention(start, end, kind, value, value, digits=digits, digits_start=numeral.start, digits_end=numeral.end, unit=unit)
