"""Codes: numbers that name something. Addresses, telephone and document numbers, stock codes, slogans, hotlines, version names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.extraction.scan import Scan
from auditor.model import Mention, MentionKind
from auditor.number import Interval

if TYPE_CHECKING:
    import regex

NO_VALUE = Interval(None, None)
"""A code measures nothing."""

# Matches "https://a.cn/x1", "QZ07110-0101", "a1@b.cn" and "V2.0"; of "GDP年" the letters.
_TOKEN = expression(r"[A-Za-z][A-Za-z0-9_./:@#&=?~+\-·%]*[A-Za-z0-9]|[A-Za-z]")
# Matches the digits of "GDP4000.5亿元" and "GDP2023年", which are read on their own; does not match "PM2.5年均".
_OWN_DIGITS = expression(r"[A-Za-z]+(?=[0-9][0-9,]*(?:\.[0-9]+)?(?:[万亿%‰元倍]|个百分点)|(?:19|20)[0-9]{2}年)")
# Matches "〔2024〕5号" and "(2020)浙0304民初123号"; does not match "(2020)年".
_DOCUMENT = expression(r"[〔\[(【](?:19|20)[0-9]{2}[〕\])】](?:[\u4e00-\u9fff]{0,3}[0-9]{0,5}[\u4e00-\u9fff]{0,4}?)?第?[0-9]+(?:-[0-9]+)?号")
# Matches the footnote "[12]"; does not match "[2024]5号".
_FOOTNOTE = expression(r"\[[0-9]{1,3}\]")
# Matches "(600519)", "(002591.SZ)" and "(SH600000)"; does not match "(500件)".
_STOCK = expression(r"\((?:[A-Z]{2}\.?)?[0-9]{6}(?:\.[A-Z]{2})?\)")
# Matches what may stand alone in quotes as a name: “52311”, “3+4+N”, “12·4”; does not match “100%”.
_QUOTED = expression(r"[“‘\"]([0-9A-Za-z]+(?:[+·.\-×/][0-9A-Za-z]+)*)\+?[”’\"]")
_SHAPES = expression(
    # Matches a row of more than thirty digits, "3.14159…" with as many places, and "123,456,…" with ten groups; does not match "1,234,567".
    r"(?:[0-9]{31,}|[0-9]{1,3}(?:,[0-9]{3}){10,}(?![0-9])|[0-9]+\.[0-9]{31,})(?:[.,][0-9]+)*|"
    # Matches "3+4+N", "1+123", "12·4", "7×24小时"; does not match "100+".
    r"[0-9]+(?:[+·×xX*][0-9A-Za-z]+)+(?:小时)?(?:制)?"
    # Matches "2024版", "2.0版", "5年期", "90年代", "90后", "500强"; does not match "3年期间" or "5强化".
    r"|[0-9]+(?:\.[0-9]+)?版|[0-9]+年(?:期(?!间)|代|级)|[5-9]0后|[0-9]+强(?![度化制调劲])"
    # Matches "13812345678", "400-820-8820", "8008208820"; does not match "13812", "400000000件" or "13812345678元".
    r"|(?:1[3-9][0-9]{9}|[48]00(?:-[0-9]{3,4}-?[0-9]{3,4}|[0-9]{7}))(?![0-9.元万亿件人户])"
    # Matches "0571-88881234", "001008/2021-31287", "007"; does not match "0.5" or "0".
    r"|0[0-9]+(?:[-/.][0-9]+)*(?![0-9.:]*[%万亿年月日时分])"
    # Matches "192.168.1.1", "10-20-30"; does not match "3-5".
    r"|[0-9]+(?:[-/.][0-9]+){2,}(?![0-9%])"
    # Matches "24小时" of "24小时服务"; does not match "24小时内".
    r"|24小时(?!内|以|后|左|之|,|。|、|;)"
    # Matches a page number "- 16 -"; does not match "3-5件".
    r"|[0-9]+ ?-(?=\s*(?m:$))"
)
# Matches "5G", "4A级", "1080P", "3D打印"; whether the letters are a unit is asked first.
_LETTERED = expression(r"[0-9]+(?:\.[0-9]+)?[A-Za-z][A-Za-z0-9]*(?:[+\-][A-Za-z0-9]+)*(?:级)?")
# Matches "12348", "110", "95588"; does not match "500".
_HOTLINE = expression(r"(?:1(?:10|14|19|20|22|48)|12[0-9]{3}|95[0-9]{3}|96[0-9]{3,4})(?![0-9.,%:~\-])")
# Matches "股票代码: ", "电话 " and "表" at the end; does not match "电话咨询".
_LABEL = expression(
    r"(?:代码|电话|热线|传真|邮编|邮政编码|编号|账号|号码|文号|索引号|证号|备案号|手机|QQ|微信|ISBN|ISSN|版本|版本号)[::\s为是]{0,12}$"
    r"|(?:附?[表图注式]|附件|专栏) ?$"
)
# Matches any run of digits and joints; used behind a label.
_RUN = expression(r"[0-9A-Za-z]+(?:[-/.:~][0-9A-Za-z]+)*")
# Matches "3-5" and "24/7" without unit.
_JOINED = expression(r"[0-9]+[-/][0-9]+(?![0-9.,%])")
_LONG = 11
# More than a document number takes: one has to hold 号, which is looked for as far as the end that is given
_LONGEST = 100
_QUOTES = '“‘"'


def read_latin(scan: Scan, start: int) -> Mention | None:
    """A token that begins with a letter and has a digit: an address, an identifier; `None` for a plain word."""
    own = _OWN_DIGITS.match(scan.folded, start)
    token = _TOKEN.match(scan.folded, start)
    if own or token is None or not any(c.isdigit() for c in token[0]):
        return None
    return _code(start, token.end())


def token_end(scan: Scan, start: int) -> int:
    """Where to go on behind a token of letters that is no code: its own digits are still to be read."""
    own = _OWN_DIGITS.match(scan.folded, start)
    token = own or _TOKEN.match(scan.folded, start)
    return token.end() if token else start + 1


def read_bracketed(scan: Scan, start: int) -> Mention | None:
    """A document number or a stock code whose bracket opens at `start`."""
    match = _DOCUMENT.match(scan.folded, start, start + _LONGEST)
    if match:
        return _code(start, match.end())
    match = _STOCK.match(scan.folded, start) or _FOOTNOTE.match(scan.folded, start)
    return _code(start + 1, match.end() - 1) if match else None


def read_shape(scan: Scan, start: int) -> Mention | None:
    """A number that its own form or its quotation marks show to be a name."""
    if scan.char(start - 1) in _QUOTES and start > scan.floor:
        quoted = _QUOTED.match(scan.folded, start - 1)
        if quoted:
            return _code(start - 1, quoted.end())
    match = _SHAPES.match(scan.folded, start)
    if match:
        return _code(start, match.end())
    match = _LETTERED.match(scan.folded, start)
    return _code(start, match.end()) if match and not _is_unit(scan, match) else None


def read_plain(scan: Scan, start: int, quantity: Mention) -> Mention | None:
    """The code in place of a `quantity` without unit: behind 代码 or 电话, a hotline, a long row of digits, two numbers joined without unit."""
    labelled = _LABEL.search(scan.before(start, 20))
    run = _RUN.match(scan.folded, start)
    if labelled and run and (not quantity.unit or run.end() > quantity.end):
        return _code(start, run.end())
    if quantity.unit or quantity.scale != 1 or quantity.components:
        return None
    joined = _JOINED.match(scan.folded, start)
    if joined:
        return _code(start, joined.end())
    alone = scan.opens_line(start) and scan.char(quantity.end) in "\n\r "
    written = scan.folded[start : quantity.end]
    if (_HOTLINE.match(scan.folded, start) and not alone) or (written.isdigit() and len(written) >= _LONG):
        return _code(start, quantity.end)
    return None


def _is_unit(scan: Scan, match: regex.Match[str]) -> bool:
    letters = next(i for i, c in enumerate(match[0]) if c.isalpha())
    unit = scan.vocabulary.unit_at(scan.folded, match.start() + letters)
    return unit is not None and match.start() + letters + len(unit.text) >= match.end()


def _code(start: int, end: int) -> Mention:
    return Mention(start, end, MentionKind.CODE, NO_VALUE, NO_VALUE)
