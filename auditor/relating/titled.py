"""Titles of papers, 《甲》《乙》, to which a count behind them points back: 上述3个文件."""

from __future__ import annotations

from auditor.expression import expression
from auditor.model import Mention
from auditor.record import record

# "以上" of "以上⟨3个⟩文件" — not "60分以上的⟨3个⟩"
_POINTING = expression(r"(?:以上|上述|前述|这|该)$")
_PAPER = expression(r"\p{Han}{0,4}?(?:文件|办法|制度|规定|方案|意见|细则|规范|文书|法规|条例|标准|通知|规章|报告|书籍|著作|教材|课题|作品)")
# "《甲》《乙》和《丙》" "《甲》(试行)、《乙》" — "等" behind them says that there are more
_TITLES = expression(r"(?P<title>《[^》\n]+》)(?:\([^()]{1,16}\)|[、和及与]*(?P<title>《[^》\n]+》))*(?P<open>等)?")


@record(frozen=True)
class Titles:
    """Where the last run of titles stands, half-open, how many it has, and how many all of the paragraph have."""

    at: tuple[int, int]
    last: int
    all: int


def titles_of(folded: str, start: int, count: Mention) -> Titles | None:
    """The titles between an offset and a count of papers that points back to them; `None` where there is one alone or the list is open."""
    if not _POINTING.search(folded, start, count.start) or not _PAPER.match(folded, count.end):
        return None
    runs = list(_TITLES.finditer(folded, start, count.start))
    sizes = [len(run.captures("title")) for run in runs]
    if not runs or sizes[-1] == 1 or runs[-1]["open"]:
        return None
    return Titles(runs[-1].span(), sizes[-1], sum(sizes))
