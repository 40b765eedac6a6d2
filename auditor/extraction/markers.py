"""Markers of enumeration: 一、 （一） 1. (1) ① 一是 第一 at the head of a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.extraction.numerals import integer
from auditor.extraction.scan import Scan
from auditor.model import Mention, MentionKind
from auditor.number import Interval

if TYPE_CHECKING:
    import regex

_HAN = "[一二三四五六七八九十]{1,3}"
# Matches "一、", "二、2026年", "十二."; does not match "一是", "一,234" or "一、二等奖".
_HAN_HEAD = expression(rf"({_HAN}) ?(?:、(?![二三四五六七八九十][等季级类])|[.,](?![0-9]))")
# Matches "一是", "三要"; does not match "一要素", and "一是" of 统一是 is refused for what precedes it.
_HAN_POINT = expression(rf"({_HAN})(?:是(?![否非])|要(?![素求点件领义]))")
# Matches "(一)" and "(12)"; does not match "(一期)" or "(2023)".
_BRACKETED = expression(rf"[(〔]\s?({_HAN}|[0-9]{{1,2}})\s?[)〕]")
# Matches "1.", "12、", "3)"; does not match "1.5" or "1、2".
_HEAD = expression(r"([0-9]{1,2})(?: ?[.、)](?![0-9])|[.、](?=(?:19|20)[0-9]{2} ?年))")
# Matches "1.2.3" and "2.1 总体" at the head of a line; does not match "1.5亿元".
_LEVELS = expression(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[、 ] *[\u4e00-\u9fff])")
# Matches "第一," and "第三、"; does not match "第一批".
_ORDINAL = expression(rf"第({_HAN})[,、:]")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
ENCLOSED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"


def read_digits(scan: Scan, start: int) -> Mention | None:
    """A marker that begins with an Arabic digit, at the head of a line or of a sentence."""
    if not (scan.opens_sentence(start) or scan.char(start - 1) == ":"):
        return None
    match = _HEAD.match(scan.folded, start)
    if match and (scan.char(start - 1) != ":" or scan.is_han(match.end())):
        return _mention(start, match.end(), int(match[1]))
    levels = _LEVELS.match(scan.folded, start) if scan.opens_line(start) else None
    if levels is None or scan.vocabulary.unit_at(scan.folded, scan.after_gap(levels.end())) is not None:
        return None
    return _mention(start, levels.end(), int(levels[0].rsplit(".", 1)[1])) if scan.char(levels.end() + 1) not in "万亿" else None


def read_han(scan: Scan, start: int) -> Mention | None:
    """A marker that begins with a Chinese numeral: 一、 at the head of a sentence, 一是 at the head of a clause."""
    match = _HAN_HEAD.match(scan.folded, start) if scan.opens_sentence(start) else None
    if match is None and scan.opens_clause(start):
        match = _HAN_POINT.match(scan.folded, start)
    return _numbered(start, match)


def read_bracketed(scan: Scan, start: int) -> Mention | None:
    """（一） anywhere but in 第（一）项; (1) at the head of a line or behind punctuation, unless it is a loss in a table or a formula."""
    match = _BRACKETED.match(scan.folded, start)
    if match is None or scan.char(start - 1) == "第":
        return None
    if match[1].isdigit() and not (_heads(scan, start) and scan.char(match.end()) not in "0123456789(/=)\t"):
        return None
    return _numbered(start, match)


def _heads(scan: Scan, start: int) -> bool:
    return scan.opens_sentence(start) or scan.char(start - 1) in ",:、“"


def read_ordinal(scan: Scan, start: int) -> Mention | None:
    """第一， at the head of a clause; 第一、第二、第三名 is a list of ranks."""
    match = _ORDINAL.match(scan.folded, start) if scan.opens_clause(start) and scan.char(start - 1) != "、" else None
    return _numbered(start, match)


def read_circled(scan: Scan, start: int) -> Mention | None:
    """① and ⑴."""
    char = scan.char(start)
    number = CIRCLED.find(char) if char in CIRCLED else ENCLOSED.find(char) % 10
    return _mention(start, start + 1, number + 1)


def _numbered(start: int, match: regex.Match[str] | None) -> Mention | None:
    if match is None:
        return None
    number = integer(match[1])
    return _mention(start, match.end(), number) if number else None


def _mention(start: int, end: int, number: int) -> Mention:
    value = Interval.point(number)
    return Mention(start, end, MentionKind.MARKER, value, value, digits=str(number))
