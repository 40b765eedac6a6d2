"""Marks of enumerations by their form: （三） and （一） are of one form, 3. and 三、 of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.extraction.numerals import chinese
from auditor.text import fold

if TYPE_CHECKING:
    import regex

_NUMERAL = expression(r"[零〇一二三四五六七八九十百]+|\d+|[①-⑳]")


def form_of(quote: str) -> str:
    """A marker with its number made the first of its script: "（三）" → "(一)"."""
    return _NUMERAL.sub(_first_of_script, fold(quote).strip(), count=1).replace(" ", "")


def numbered(form: str, ordinal: int) -> str:
    """The marker of a form with another number: "(一)" and 3 give "(三)"."""
    return form.replace("一", chinese(ordinal)).replace("①", chr(0x2460 + ordinal - 1)) if "1" not in form else form.replace("1", str(ordinal))


def _first_of_script(numeral: regex.Match[str]) -> str:
    return "1" if numeral[0][0].isdecimal() else "①" if "①" <= numeral[0][0] <= "⑳" else "一"
