"""Amounts in capital numerals, as on cheques and in contracts: 叁万伍仟元整, 壹佰零捌元伍角."""

from __future__ import annotations

from auditor.expression import expression
from auditor.extraction.amounts import Figure
from auditor.extraction.numerals import Numeral, chinese_number
from auditor.extraction.quantities import mention
from auditor.extraction.scan import Scan
from auditor.extraction.vocabulary import NO_UNIT
from auditor.model import Mention
from auditor.number import Interval
from auditor.record import replace

CAPITALS = "零壹贰叁肆伍陆柒捌玖拾佰仟"
_PLAIN = str.maketrans(CAPITALS, "零一二三四五六七八九十百千")
_DIGIT = "[壹贰叁肆伍陆柒捌玖]"
# "叁万伍仟元整" "壹佰零捌元零伍分" — not "陆家镇" and not "叁万伍仟"
_AMOUNT = expression(rf"(?P<whole>[{CAPITALS}十百千万亿]+)[元圆](?:零?(?P<tenth>{_DIGIT})角)?(?:零?(?P<hundredth>{_DIGIT})分)?[整正]?")
# The 8 of 五百八, which colloquially is 580, and in an amount 508 — not that of 五百零八
_LAST = expression(r"(?<=[百千万亿])(?=[一二三四五六七八九](?:[万亿]|$))")
_RUN = expression(rf"[{CAPITALS}十百千万亿]+")


def read(scan: Scan, start: int) -> Mention | None:
    """The amount that begins at `start`, as money to the last 分, for it is never rounded; `None` where no 元 follows or the numeral is not well formed."""
    match = _AMOUNT.match(scan.folded, start)
    value = match and chinese_number(_LAST.sub("零", match["whole"].translate(_PLAIN)))
    if match is None or value is None:
        return None
    places = "".join(_digit(match[name]) for name in ("tenth", "hundredth")) if match["tenth"] or match["hundredth"] else ""
    numeral = Numeral(start, match.end("whole"), f"{value}.{places}" if places else str(value), chinese=True)
    amount = Figure(start, match.end(), numeral, unit=scan.vocabulary.unit_at("元", 0) or NO_UNIT)
    found = mention(scan, amount)
    exact = Interval.point(amount.exact)
    return found if found.hedges else replace(found, value=exact, printed=exact)


def run_end(scan: Scan, start: int) -> int:
    """Where the run of capital numerals at `start` ends."""
    match = _RUN.match(scan.folded, start)
    return match.end() if match else start + 1


def _digit(capital: str | None) -> str:
    return str(CAPITALS.index(capital)) if capital else "0"
