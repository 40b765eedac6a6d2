"""said = reported: the days, months and years of which a report speaks against its title, its signature and the day of its publication."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from auditor.expression import expression
from auditor.extraction.numerals import DIGITS, integer
from auditor.model import Document, Member, Outcome, Verdict
from auditor.record import record
from auditor.relating import Context
from auditor.relating.calendar import months, title
from auditor.relating.scope import speaks_of_plans
from auditor.rule import STRICT, Rule

if TYPE_CHECKING:
    import regex

# "2024年11月5日" "二〇二四年十一月五日" as a whole paragraph — not "2024年11月5日印发"
_LONE_DAY = expression(
    r"\s*(?P<day>(?P<y>20\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日|(?P<y>二[〇零○][〇零○一二三四五六七八九]{2})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日)\s*"
)
# "截至2024年12月31日" "截至2024年底" "截至9月30日" — not "截至目前" and not "预计截至年底"
_AS_OF = expression(
    r"(?<!报名|申报|申请|受理|征集|投标|缴费|有效期?|预计|计划|力争|争取|确保|预期|拟)截[至止]到?(?P<at>(?P<y>20\d\d)年(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日|(?P<end>[底末]))?|(?P<end>[底末]))"
    r"|(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日|(?P<end>[底末])))"
)
# "今年（2023年）" — not "今年（截至9月）"
_THIS_YEAR = expression(r"今年\((?P<at>(?P<y>20\d\d)年?)\)")
# "2023年以来，" at the head of a paragraph — not "2023年5月"
_OPENING = expression(r"\s*(?P<at>(?P<y>20\d\d)年)(?P<since>以来)?,")
# "截至2023年底，全县共有" — not "截至2023年底结转12座"
_STOCK = expression(r"截[至止]到?(?P<at>(?P<y>20\d\d)年)(?:年?底|末|12月(?:底|末|31日)?),(?:全|我|共|累计)[^。]{0,80}")
_COMPARED = expression(r"结转|[比较]|[增降]|上年|去年|目标|基础上")
# "三、2024年工作思路" — not "2024年工作计划完成情况" and not "2024年工作总结"
_PLANNED = expression(
    r"[^。,;]{0,12}(?P<at>(?P<y>20\d\d)年)[^,。;]{0,10}(?:工作计划|思路|打算|工作安排|工作要点)(?![^,。;]{0,6}(?:完成|执行|落实|总结|情况))"
)
# "发布日期:2024-10-12" "成文日期：2024年10月12日" — not "报名日期"
_PUBLISHED = expression(r"(?:发布|成文|生成|印发|公开|发文)(?:日期|时间)[:\s]*(?P<day>(?P<y>20\d\d)[年\-/.](?P<m>\d{1,2})[月\-/.](?P<d>\d{1,2})日?)")
# "2024年前三季度" "2024年1—9月" "2024年" of a title
_COVERS = expression(r"(?:(?P<y>20\d\d)年度?)(?P<part>[上下]半年|第?[一二三四]季度|前[三两]季度|\d{1,2}(?:月?份?(?:-|—{1,2}|–|~|至)\d{1,2})?月份?)?")
_OF_SUMMARIES = expression(r"总结|汇报|情况(?:的?报告|通报)?$|公报")
_OF_PLANS = expression(r"计划|要点|安排|思路|打算|方案|预算|部署|目标")
# "全年共完成" "1—10月" "截至12月底" — not "全年目标" and not "全年计划的80%"
_LATER = expression(
    r"(?P<at>(?P<year>全年)(?:共|累计|实现|完成|新增|受理|办结|开展|发放|投入|新建|培训|接待|检查)"
    r"|(?:(?P<y>20\d\d)年)?(?<!\d)1月?(?:-|—{1,2}|–|~|至)(?P<m>\d{1,2})月|截[至止]到?(?:(?P<y>20\d\d)年)?(?P<m>\d{1,2})月(?:底|末|[123]\d日)?)"
)
# Other years and ends that are to come: "去年全年" "12月底前"
_EARLIER = expression(r"去年|上年|上一年|同期|月底前|完成全年|占全年|年度")
_YEAR = expression(r"(?<!\d)(?:19|20)\d\d(?=年)")
_LONGEST_HEADING = 40
_FIRST_BLOCKS = 15
_LAST_DAY = 28
_SOON = 2
_YEAR_END = 12
Place = tuple[int, int]
FIELDS = frozenset({"against", "computed"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    what: Literal["signature", "year", "beyond"]
    """What is compared: days as of which the text speaks with the day of the report, years with those of the title, months with the part of a year in the title."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each place that speaks of a time and can be compared, once."""
    yield from _CHECKS[rule.params.what](context)


def _outcome(context: Context, at: Place, stated: str, computed: str, other: Place | None = None) -> Outcome:
    """Holds where what is stated is what it should be."""
    members = (Member("stated", *at), *((Member("date", *other),) if other else ()))
    fields = {"against": context.document.text[slice(*other)] if other else ""}
    return Outcome(Verdict.HOLDS if stated == computed else Verdict.VIOLATED, *at, members, stated=stated, computed=computed, fields=fields)


def _signature(context: Context) -> Iterator[Outcome]:
    """Days as of which the body speaks, and the end of what the title covers, against the day of the report."""
    folded, signed = context.document.folded, _signed(context.document)
    if signed is None:
        return
    year, month, day = (_part(signed[part]) for part in "ymd")
    for match in _AS_OF.finditer(folded):
        spoken = int(match["m"] or 12), int(match["d"] or (_LAST_DAY if match["end"] else 1))
        # A month without its year that lies far behind the signature is one of the year before
        late = (int(match["y"] or year), *spoken) > (year, month, day) and (match["y"] or spoken[0] <= month + _SOON)
        yield _outcome(context, match.span("at"), match["at"], "" if late else match["at"], signed.span("day"))
    covered = _covered(title(context.document))
    if covered and covered[0] and (year, month) < (covered[0], covered[1] if covered[1] < _YEAR_END else 1):
        yield _outcome(context, signed.span("day"), signed["day"], "", _place(context.document, title(context.document)))


def _signed(document: Document) -> regex.Match[str] | None:
    """The day of a report: the lone date below it, or else the day of publication above it."""
    blocks, folded = document.blocks, document.folded
    lone = (_LONE_DAY.fullmatch(folded, block.start, block.end) for block in reversed(blocks[len(blocks) // 2 :]))
    published = (_PUBLISHED.search(folded, block.start, block.end) for block in blocks[:_FIRST_BLOCKS])
    return next((match for match in (*lone, *published) if match), None)


def _covered(heading: str) -> tuple[int, int] | None:
    """The year of a summary (0 where it is not written) and its last month; None for plans, and for summaries of several years or parts."""
    found = [] if _OF_PLANS.search(heading) else list(_COVERS.finditer(heading))
    if len(found) != 1 or len(set(_YEAR.findall(heading))) > 1 or not _OF_SUMMARIES.search(heading):
        return None
    stretch = months(found[0]["part"] or "全年")
    return (int(found[0]["y"] or 0), stretch[1]) if stretch else None


def _place(document: Document, words: str) -> Place:
    start = document.folded.find(words)
    return start, start + len(words)


def _beyond(context: Context) -> Iterator[Outcome]:
    """Months behind the part of a year that the title names: 全年共完成 in a report of three quarters."""
    document, heading = context.document, title(context.document)
    covered = _covered(heading)
    if covered is None or covered[1] == _YEAR_END:
        return
    for match in _LATER.finditer(document.folded):
        start, end = document.folded.rfind("。", 0, match.start()) + 1, document.folded.find("。", match.end())
        sentence = document.folded[start : end if end >= 0 else len(document.folded)]
        last = _YEAR_END if match["year"] else int(match["m"])
        if last > covered[1] and int(match["y"] or covered[0]) == covered[0] and not speaks_of_plans(sentence) and not _EARLIER.search(sentence):
            yield _outcome(context, match.span("at"), document.text[slice(*match.span("at"))], "", _place(document, heading))


def _part(text: str) -> int:
    """A year, month or day in Arabic or Chinese digits: 2025 and 二〇二五, 12 and 十二."""
    digits = "".join(str(DIGITS.get(char, "")) for char in text)
    return int(digits) if not text.isdecimal() and len(text) == len(digits) else integer(text)


def _years(context: Context) -> Iterator[Outcome]:
    """Years called 今年, reported or planned for, against those of the title and against each other."""
    heading = title(context.document)
    titled = [int(year) for year in _YEAR.findall(heading)]
    allowed = {str(year) for year in (*titled, *(max(titled) + 1 for _ in titled[:1]))}
    first: str | None = None
    for match in _THIS_YEAR.finditer(context.document.folded):
        expected = first or (match["y"] if not allowed or match["y"] in allowed else str(titled[0]))
        first = first or expected
        yield _outcome(context, match.span("at"), match["y"], expected)
    if "总结" in heading:
        yield from _summary(context, titled)


def _summary(context: Context, titled: list[int]) -> Iterator[Outcome]:
    """In a summary of a year: the year with which it opens is one of the title's, and plans are for a later year than the one reported."""
    folded, planned = context.document.folded, max(titled) + (len(set(titled)) == 1)
    openings = (_OPENING.match(folded, block.start, block.end) for block in context.document.blocks[:_FIRST_BLOCKS])
    opening = next((match for match in openings if match), None)
    if opening:
        # 2020年以来 looks back on purpose, the year before the report's with 以来 does not
        to_come = int(opening["y"]) == planned and _is_planned(context.document, opening)
        right = int(opening["y"]) in titled or to_come or (opening["since"] and int(opening["y"]) < min(titled) - 1)
        yield _outcome(context, opening.span("at"), opening["y"], opening["y"] if right else str(titled[0]))
    for match in _STOCK.finditer(folded):
        stale = int(match["y"]) == min(titled) - 1 and f"截至{min(titled)}年" not in folded and not _COMPARED.search(match[0])
        yield _outcome(context, match.span("at"), match["y"], str(min(titled)) if stale else match["y"])
    for block in context.document.blocks:
        plan = _PLANNED.match(folded, block.start, block.end) if block.end - block.start <= _LONGEST_HEADING else None
        if plan and "总结" not in folded[block.start : block.end]:
            yield _outcome(context, plan.span("at"), plan["y"], plan["y"] if int(plan["y"]) >= planned else str(planned))


def _is_planned(document: Document, opening: regex.Match[str]) -> bool:
    """Whether a paragraph speaks of what is to come, or stands below a heading that does."""
    line = document.folded.find("\n", opening.end())
    above = document.folded[: opening.start()].split("\n")[1:]
    return speaks_of_plans(document.folded[opening.end() : line]) or any(_OF_PLANS.search(words) for words in above if len(words) <= _LONGEST_HEADING)


_CHECKS: dict[str, Callable[[Context], Iterator[Outcome]]] = {"signature": _signature, "year": _years, "beyond": _beyond}
