"""Numerals as written: Arabic digits with separators, and Chinese numerals.

Owns what a run of digits is worth; knows no scales behind digits, no units and no hedges. All texts are folded (half-width).
"""

from __future__ import annotations

from auditor.expression import expression
from auditor.record import record

DIGITS = {"〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "廿": 20, "卅": 30}
SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
HAN = "〇零○一二两三四五六七八九十百千万亿廿卅"

# Matches "1,234.5" and "1,234,567" whole, of "1,234,56" the "1" alone; of "0,123" the "0".
_ARABIC = expression(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9]|,[0-9])|[0-9]+)(?:\.[0-9]+)?")
# Matches "1 234 567"; does not match "12 34" nor "2019 345".
_SPACED = expression(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9]| [0-9])(?:\.[0-9]+)?")
# Matches "三千零五", "二百五" and the bare "百"; does not match "三四" nor "百千".
_SECTION = expression(
    r"(?P<thousands>(?:^|[一二两三四五六七八九])千)?[零〇]?(?P<hundreds>(?:^|[一二两三四五六七八九])百)?[零〇]?"
    r"(?P<tens>[一二两三四五六七八九]?十|廿|卅)?[零〇]?(?P<ones>[一二三四五六七八九])?"
)
# Matches "二百三十" and "七点八"; of "三点建议" the "三" alone.
_HAN = expression(rf"[{HAN}]+(?:点[〇零一二三四五六七八九]+)?")
_LONGEST = 40
"""Characters of a numeral; what is longer is no number that anybody counted, and could not be computed with."""


@record(frozen=True)
class Numeral:
    """Digits as printed, at half-open offsets.

    `digits` is a plain ASCII decimal; its worth is `digits` times `scale`, which is 1 for Arabic digits and the last 万 or 亿 of a Chinese numeral.
    `bare` says that a Chinese numeral opens with a scale word (百, 千万), which by itself is no number.
    """

    start: int
    end: int
    digits: str
    scale: int = 1
    chinese: bool = False
    bare: bool = False


def arabic_at(text: str, start: int) -> Numeral | None:
    """The Arabic numeral at `start`, thousands separators removed; `None` where there is no digit, or too many. Never raises."""
    match = _ARABIC.match(text, start)
    return Numeral(start, match.end(), match[0].replace(",", "")) if match and len(match[0]) <= _LONGEST else None


def spaced_at(text: str, start: int) -> Numeral | None:
    """The numeral at `start` whose thousands are parted by spaces, which is only safe to read where a unit follows."""
    match = _SPACED.match(text, start)
    return Numeral(start, match.end(), match[0].replace(" ", "")) if match and len(match[0]) <= _LONGEST else None


def chinese_run(text: str, start: int) -> str:
    """The longest run of numeral characters at `start`, with 点 and decimals; empty where there is none."""
    match = _HAN.match(text, start)
    return match[0] if match else ""


def chinese_at(text: str, start: int) -> Numeral | None:
    """The Chinese numeral at `start`; `None` where the characters are no well-formed number. Never raises.

    Of 五万千瓦 the numeral is 五万: a last 千 that is out of order belongs to the unit.
    """
    run = chinese_run(text, start)
    if len(run) > _LONGEST:
        return None
    whole, point, places = run.partition("点")
    value = chinese_number(whole)
    if value is None and whole[-1:] in ("千", "百"):
        run = whole = whole[:-1]
        value, point = chinese_number(whole), ""
    if value is None:
        return None
    end = start + len(run)
    if point:
        return Numeral(start, end, f"{value}.{''.join(str(DIGITS[c]) for c in places)}", chinese=True)
    scale = _last_scale(whole)
    return Numeral(start, end, str(value // scale), scale, chinese=True, bare=whole[0] in SCALES)


def integer(text: str) -> int:
    """The value of a whole number in Arabic digits or a Chinese numeral: "12", 十二; 0 where `text` is neither. Never raises."""
    return int(text) if text.isdecimal() else chinese_number(text) or 0


def chinese(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    return ("" if not tens else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones or not tens else "")


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral.

    Args:
        text: 二百三十, 两万零五, 一千万, 三百五 (350), or bare scales such as 百 and 千万.

    Returns:
        The value, or `None` where `text` is not well formed: a row of digits (三四), scales out of order (百千万), nothing.
    """
    for name in ("亿", "万"):
        head, scale, rest = text.rpartition(name)
        if scale:
            return _scaled(head, SCALES[name], rest)
    return _section(text)


def _scaled(head: str, scale: int, rest: str) -> int | None:
    """`head` 万 `rest`: 三万零五, and 一万五 for 15000."""
    high = chinese_number(head) if head else 1
    low = chinese_number(rest.removeprefix("零")) if rest.removeprefix("零") else 0
    if high is None or low is None or low >= scale or rest[:1] in SCALES or rest == "零" or (scale == SCALES["万"] and high >= scale):
        return None
    return high * scale + low * (scale // 10 if rest in DIGITS else 1)


def _section(text: str) -> int | None:
    """A numeral below ten thousand."""
    if text in DIGITS:
        return DIGITS[text]
    match = _SECTION.fullmatch(text)
    if match is None or not text or text[-1] in "零〇○":
        return None
    thousands, hundreds, tens, ones = (match[name] for name in ("thousands", "hundreds", "tens", "ones"))
    value = sum(_worth(part, size) for part, size in ((thousands, 1000), (hundreds, 100), (tens, 10)))
    if not ones:
        return value
    colloquial = text[-2] in SCALES
    return value + DIGITS[ones] * (SCALES[text[-2]] // 10 if colloquial else 1)


def _worth(part: str | None, size: int) -> int:
    """三百 is 300, 百 is 100, 廿 is 20, nothing is nothing."""
    if not part:
        return 0
    return TENS[part] if len(part) == 1 and part in TENS else DIGITS.get(part[0], 1) * size


def _last_scale(whole: str) -> int:
    """The scale of the last printed place: 万 of 三万, 1 of 三万五千."""
    scale = 1
    for char in reversed(whole):
        if char not in "万亿":
            break
        scale *= SCALES[char]
    return scale
