"""Extraction: every number of a text as a typed mention, once, shared by all rules.

The text is gone through once, left to right; at each place where a number could begin, the readers of that sort of place are asked in turn and the
first answer counts. All reading is done on the folded text, whose offsets are those of the original.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.extraction import capitals, codes, counting, dates, markers, ordinals, proportions, quantities
from auditor.extraction.labels import surrounded
from auditor.extraction.numerals import HAN, chinese_run
from auditor.extraction.scan import Reader, Scan
from auditor.extraction.vocabulary import vocabulary
from auditor.lexicon import Lexicon
from auditor.model import Document, Mention

if TYPE_CHECKING:
    import regex

# Matches the first character of whatever may be a number: a digit, 三, 第, （一）, 今年, a Latin token; the look ahead is for speed alone.
_CANDIDATE = expression(
    rf"(?=[0-9\-负A-Za-z(〔\[【第今去上前明本当下同全年首“榜之桂冠亚季翻半数几{HAN}壹贰叁肆伍陆柒捌玖拾{markers.CIRCLED}{markers.ENCLOSED}])(?:(?P<digit>[0-9])|(?P<sign>[-负](?=[0-9{HAN}]))|(?P<latin>[A-Za-z])|(?P<bracket>[(〔\[【](?=[0-9A-Z一二三四五六七八九十 ]))"
    rf"|(?P<ordinal>第)|(?P<word>[今去上前明本当]年|[上下]半年|同期|全年|年[初末底]|[本上当]月|首季|“(?=[七八九十][一二三四五六]?五?”))"
    rf"|(?P<first>前(?=[0-9{HAN} ]))|(?P<top>首位|榜首|之首|桂冠|[冠亚季]军)|(?P<doubling>翻)|(?P<half>半)|(?P<several>[数几上](?=[十百千万亿]))"
    rf"|(?P<han>[{HAN}])|(?P<capital>[壹贰叁肆伍陆柒捌玖拾])|(?P<circled>[{markers.CIRCLED}{markers.ENCLOSED}]))"
)
# Before 上年 and 明年 these make other words: 以上年龄, 说明年内.
_NOT_A_YEAR = frozenset("以之目早说证声表从翻")


def extract(document: Document, lexicon: Lexicon) -> tuple[Mention, ...]:
    """All numbers of a document.

    Args:
        document: the report as read.
        lexicon: units and hedges.

    Returns:
        The mentions in reading order, none overlapping another; offsets are code points of `document.text`. Never raises.
    """
    scan = Scan(document.folded, vocabulary(lexicon))
    found: list[Mention] = []
    match = _CANDIDATE.search(scan.folded)
    while match:
        mention = _read(scan, match)
        place = mention.end if mention else _skipped(scan, match)
        if mention:
            found.append(mention)
            scan.floor = mention.outer_end
        match = _CANDIDATE.search(scan.folded, place)
    return tuple(surrounded(document, found))


def _read(scan: Scan, match: regex.Match[str]) -> Mention | None:
    for reader in _READERS[match.lastgroup or ""]:
        mention = reader(scan, match.start())
        if mention is not None:
            return mention
    return None


def _skipped(scan: Scan, match: regex.Match[str]) -> int:
    """Where to go on when nothing was read: behind the whole run of numerals or letters, so that no part of a word is read for itself."""
    if match.lastgroup == "latin":
        return codes.token_end(scan, match.start())
    if match.lastgroup == "capital":
        return capitals.run_end(scan, match.start())
    if match.lastgroup == "han":
        return match.start() + max(1, len(chinese_run(scan.folded, match.start())))
    return match.end()


def _quantity(scan: Scan, start: int) -> Mention | None:
    """A quantity, unless what stands before it or its form makes it a code."""
    quantity = quantities.read(scan, start)
    return None if quantity is None else codes.read_plain(scan, start, quantity) or quantity


def _relative(scan: Scan, start: int) -> Mention | None:
    if scan.char(start) not in "“今去" and scan.char(start - 1) in _NOT_A_YEAR:
        return None
    return dates.read_words(scan, start)


_READERS: dict[str, tuple[Reader, ...]] = {
    "digit": (
        ordinals.read_listed,
        markers.read_digits,
        dates.read,
        codes.read_shape,
        proportions.read_part,
        proportions.read_ratio,
        ordinals.read_numbered,
        _quantity,
    ),
    "sign": (quantities.read,),
    "latin": (codes.read_latin,),
    "bracket": (markers.read_bracketed, codes.read_bracketed),
    "ordinal": (markers.read_ordinal, dates.read_words, ordinals.read),
    "word": (_relative,),
    "first": (dates.read_words, ordinals.read_first),
    "top": (ordinals.read_top,),
    "doubling": (proportions.read_doubling,),
    "half": (proportions.read_half, counting.read_half),
    "several": (counting.read_several,),
    "han": (
        ordinals.read_listed,
        dates.read_words,
        markers.read_han,
        proportions.read_part,
        proportions.read_half,
        counting.read_either,
        counting.read,
    ),
    "capital": (capitals.read,),
    "circled": (markers.read_circled,),
}
