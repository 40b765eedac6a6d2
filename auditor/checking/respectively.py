"""names = values: 甲、乙、丙分别增长5%、6% names three and gives two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from auditor.expression import expression
from auditor.extraction.numerals import integer
from auditor.model import AMOUNTS, Member, MentionKind, Outcome, Severity, Verdict
from auditor.record import record, replace
from auditor.relating import Context, Sentence
from auditor.relating.sentence import QUANTITY_SIGNS, SIGNS
from auditor.rule import STRICT, Rule

if TYPE_CHECKING:
    import regex

# "甲、乙和丙分别增长⟨⟩、⟨⟩" "甲、乙、丙⟨三类⟩产品合格率分别为⟨⟩、⟨⟩" — names without other numbers or brackets, values that only joints divide
_NAMED = rf"[^,;:。()、{QUANTITY_SIGNS}{SIGNS[MentionKind.RANK]}]"
_AMOUNTS, _SHARE = "".join(SIGNS[kind] for kind in sorted(AMOUNTS)), SIGNS[MentionKind.PERCENT]
_NAME = f"{_NAMED}{{1,14}}"
_RESPECTIVELY = expression(
    rf"(?:^|[,;:。])(?P<names>{_NAME}(?:、{_NAME})+{_NAMED}{{0,12}})(?P<more>[{QUANTITY_SIGNS}]\p{{Han}}{{0,14}})?(?:分别|依次)"
    rf"[^,;:。()\ue000-\uf8ff]{{0,10}}(?P<values>[{QUANTITY_SIGNS}](?:[、和及与]{{1,2}}[{QUANTITY_SIGNS}])+)"
)
# "甲所、乙所和丙所分别受理鉴定⟨⟩、公证⟨⟩": each value behind a thing of its own
_OF_ITS_OWN = expression(
    rf"(?:^|[,;:。])(?P<names>{_NAME}(?:、{_NAME})+)(?:分别|依次)\p{{Han}}{{2,10}}(?P<values>[{QUANTITY_SIGNS}](?:[、和及与]{{1,2}}\p{{Han}}{{2,8}}[{QUANTITY_SIGNS}])+)(?=[,;。]|$)"
)
# "收案数和结案数分别上升⟨⟩、⟨⟩和⟨⟩": two names cannot have three values — not "连续三年分别"
_TWO = expression(
    rf"(?:^|[,;:。])(?P<names>(?!\p{{Han}}*[连续各每前近])(?:(?![和与及])\p{{Han}}){{2,14}}[和与](?:(?![和与及连续各每前近年])\p{{Han}}){{2,10}})(?:分别|依次)"
    rf"[^,;:。()\ue000-\uf8ff]{{0,10}}(?P<values>[{QUANTITY_SIGNS}](?:[、和及与]{{1,2}}[{QUANTITY_SIGNS}]){{2,}})"
)
# "完成客运量⟨⟩、货运量⟨⟩,同比分别增长⟨⟩、⟨⟩和⟨⟩": amounts with a name each, and as many changes — not "出口⟨⟩,进口⟨⟩、占⟨⟩,分别"
_OF_AMOUNTS = expression(
    rf"(?:^|[,;:。]\s?|[\s:])(?P<names>{_NAMED}{{2,20}}[{_AMOUNTS}](?:(?:、|和|及){_NAMED}{{0,12}}[{_AMOUNTS}])+),(?:同比|[比较](?:上年|去年)(?:同期)?)?分别(?:同比|[比较](?:上年|去年)(?:同期)?)?"
    rf"(?:增长|下降|增加|减少|上升|提高|上涨)了?(?P<values>{_SHARE}(?:[、和及与]{{1,2}}{_SHARE})+)(?=[,;。]|$)"
)
# "甲、乙在比赛中分获一、二等奖" "甲、乙和丙分列第1、第2、第3位" — not "分别获奖"
_PLACES = expression(
    r"(?:^|[,;:。\n])(?P<names>[^,;:。()、\n\d]{1,24}(?:、[^,;:。()、\n\d]{1,14})+?)(?:在[^,;:。、\n]{1,40}?)?"
    r"(?:分(?:获|列|居|别(?:荣?获得?|位?[列居]|排名?)))(?:[^,;:。、\n\d第一二三四五六七八九十]{0,16})"
    r"(?P<places>第?[一二三四五六七八九十\d]+(?:位|名)?(?:[、和及]第?[一二三四五六七八九十\d]+(?:位|名)?)+(?P<prize>等奖)?)"
)
# "甲、乙和丙⟨三个⟩品种成交活跃,成交量同比分别增长⟨⟩、⟨⟩" — the number of names is said, or told by titles side by side, and the clause with the values names one thing of theirs
_SAID = expression(
    rf"(?:^(?:\([^()]{{1,3}}\)|[①-⑳·•])?|[,;:。])(?P<names>[^,;:。()、\ue000-\uf8ff]*?(?:{_NAME}(?:[、和与及]{_NAME})+(?P<number>{SIGNS[MentionKind.COUNT]})|(?:《[^《》]{{1,20}}》[、和与及]?){{2,}}))"
    rf"[^;:。、()《》{QUANTITY_SIGNS}]{{0,30}}(?:{SIGNS[MentionKind.COUNT]}[^,;:。、()]{{0,6}})?,(?P<of>[^,;:。、()《》\ue000-\uf8ff]{{0,14}})(?:分别|依次)(?P<verb>[^,;:。()、\ue000-\uf8ff]{{0,10}})"
    rf"(?P<values>[{QUANTITY_SIGNS}](?:[、和及与]{{1,2}}[{QUANTITY_SIGNS}])+)(?=[,;。]|$)"
)
# "⟨三个⟩年级分别录取⟨⟩、⟨⟩": as many values as are counted right before them
_COUNTED = expression(
    rf"(?:^|[,;:。])[^,;:。()、{QUANTITY_SIGNS}]{{0,10}}(?P<number>{SIGNS[MentionKind.COUNT]}|(?<!第)[两三四五六七八九十](?=[个家类种]))\p{{Han}}{{0,8}}(?:分别|依次)(?:\p{{Han}}{{1,10}})?(?P<values>[{QUANTITY_SIGNS}](?:[、和及与]{{1,2}}[{QUANTITY_SIGNS}])+)(?=[,;。]|$)"
)
# "住房和城乡" of "教育、住房和城乡建设分别": one name — not "水稻和大豆"
_ONE_NAME = expression(
    r"(?:文化|住房|发展|工业|资源|农业|卫生|科学|批发|住宿|租赁|居民|租赁|安全|规划|体育|生产|教育|信息|燃气|货物|软件|采矿)(?:和|与|及)(?:旅|城|改|信|社|农|计|技|零|餐|商|服|生|健|建|供|科|软|水)"
)
# A thing of its own number in the clause with the values: "产值和税收" "城乡居民收入" "前两个季度" — not "成交量同比"
_OF_TWO = expression(r"[和与及]|城乡|男女|内外|上下|进出口|产销|收支|量价|存贷|线上线下|季度?|月|年|前|后|首|各|其中|同比环比")
_PLACE = expression(r"[一二三四五六七八九十\d]+")
# "法律援助中心和" parts two names — not "规划和", which one name may go on with
_PARTED = expression(
    r"\p{Han}{2}(?:处|中心|委员会|局|院|部|科|站|办|队|所|县|市|镇|乡|村|社区|街道|公司|学校|中学|小学|医院|银行|支行)(?:和|及|与|以及)"
)
# "和" between names — not "参与" and "普及"
_JOINT = expression(r"(?<!饱|温|总|共)和|(?<![普涉以])及|以及|(?<![参给])与")
# What may stand right behind the last of the values
_ENDS = ("", ",", ";", "。")
_MOST = 12
FIELDS = frozenset({"computed", "names", "values"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every list of names with 分别 and a list of values."""
    for match in _PLACES.finditer(context.document.folded):
        yield _placed(context, match)
    for sentence, _ in context.entire:
        if "分别" in sentence.text or "依次" in sentence.text:
            yield from _listed(context, sentence)


def _listed(context: Context, sentence: Sentence) -> Iterator[Outcome]:
    """The lists of names, of amounts and of what is counted in a sentence, each with its values."""
    for match in _SAID.finditer(sentence.text):
        if not _OF_TWO.search(match["of"] + match["verb"]) and _number(sentence, match) is not None:
            yield _numbered(context, sentence, match)
    for match in _OF_ITS_OWN.finditer(sentence.text):
        outcome = _outcome(context, sentence, match)
        # More values than names may go on with something else
        if int(outcome.fields["values"]) <= int(outcome.fields["names"]):
            yield outcome
    for match in _OF_AMOUNTS.finditer(sentence.text):
        yield _of_amounts(context, sentence, match)
    for match in _COUNTED.finditer(sentence.text):
        yield from _as_counted(context, sentence, match)
    for match in (*_RESPECTIVELY.finditer(sentence.text), *_TWO.finditer(sentence.text)):
        yield _outcome(context, sentence, match)


def _outcome(context: Context, sentence: Sentence, match: regex.Match[str]) -> Outcome:
    values = sum(c in QUANTITY_SIGNS for c in match["values"])
    # "甲、乙⟨两标段⟩和丙标段的价格": a joint behind the number may add another name
    more = match.groupdict().get("more") or ""
    outcome = _compared(context, match["names"] + more, sentence.span(*match.span("names")), sentence.span(*match.span("values")), values)
    # "甲、乙、丙三社区分别配备⟨⟩、⟨⟩,丙社区由乙社区兼任": what has no value here is told of behind
    left = match["names"].split("、")[values:]
    told = bool(left) and all(name in sentence.text[match.end() :] for name in left)
    if outcome.verdict is Verdict.HOLDS and not more and sentence.text[match.end() : match.end() + 1] in _ENDS and _lacks_one(match["names"], values):
        fields = {"names": str(values + 1), "values": str(values)}
        return replace(outcome, verdict=Verdict.VIOLATED, severity=Severity.INFO, fields=fields, loose=True)
    return replace(outcome, verdict=Verdict.UNDECIDED, reason="told-behind") if told else outcome


def _lacks_one(names: str, values: int) -> bool:
    """Whether the last of so many names is most likely two: 小麦、玉米、水稻和大豆产量, the one before the joint being built like its neighbours."""
    *before, last = names.split("、")
    pair = _JOINT.split(last)
    if len(before) + 1 != values or len(before) < 2 or len(pair) != 2 or _ONE_NAME.search(last) or len(pair[1]) < len(pair[0]) > 1:
        return False
    return all(len(name) == len(pair[0]) or name[-2:] == pair[0][-2:] for name in before[1:])


def _as_counted(context: Context, sentence: Sentence, match: regex.Match[str]) -> Iterator[Outcome]:
    """Values of as many things as are counted before them, where these are few."""
    told, values = match["number"], sum(c in QUANTITY_SIGNS for c in match["values"])
    mention = sentence.at(match.start("number")) if told in QUANTITY_SIGNS else None
    exact = mention is None or (mention.value.is_point and not mention.hedges and not mention.components)
    number = integer(told) if mention is None else int(mention.value.low or 0)
    if not exact or not 1 < number <= _MOST:
        return
    valued = sentence.span(*match.span("values"))
    fields = {"names": str(number), "values": str(values)}
    verdict = Verdict.HOLDS if values == number else Verdict.VIOLATED
    quote = context.document.text[slice(*valued)]
    members = (Member("names", *sentence.span(*match.span("number"))), Member("values", *valued))
    yield Outcome(verdict, *valued, members, quote, str(number), fields=fields, severity=Severity.INFO, loose=True)


def _of_amounts(context: Context, sentence: Sentence, match: regex.Match[str]) -> Outcome:
    """Changes of amounts that are named one by one, as many as those."""
    names, values = (sum(c in QUANTITY_SIGNS for c in match[role]) for role in ("names", "values"))
    named, valued = sentence.span(*match.span("names")), sentence.span(*match.span("values"))
    members = (Member("names", *named), Member("values", *valued))
    # "起降⟨⟩,完成客运量⟨⟩、货运量⟨⟩": what stands in clauses before may have its change among them, too
    ahead = sum(c in _AMOUNTS for c in sentence.text[: match.start("names")].rpartition("。")[2])
    verdict = Verdict.HOLDS if names <= values <= names + ahead else Verdict.VIOLATED
    fields = {"names": str(names), "values": str(values)}
    return Outcome(verdict, *valued, members, context.document.text[slice(*valued)], str(names), fields=fields)


def _number(sentence: Sentence, match: regex.Match[str]) -> int | None:
    """How many things a clause names: its titles, or as many as it says if it lists so many."""
    if not match["number"]:
        return int(match["names"].count("《"))
    number = sentence.at(match.start("number")).value.middle
    listed = match["names"].count("、") + 1
    return int(number) if number is not None and listed <= number <= listed + len(_JOINT.findall(match["names"])) else None


def _numbered(context: Context, sentence: Sentence, match: regex.Match[str]) -> Outcome:
    """Values of as many things as the clause before says or as titles it gives."""
    number = _number(sentence, match)
    values = sum(c in QUANTITY_SIGNS for c in match["values"])
    named, valued = sentence.span(*match.span("names")), sentence.span(*match.span("values"))
    members = (Member("names", *named), Member("values", *valued))
    fields = {"names": str(number), "values": str(values)}
    verdict = Verdict.HOLDS if values == number else Verdict.VIOLATED
    return Outcome(verdict, *valued, members, context.document.text[slice(*valued)], str(number), fields=fields)


def _placed(context: Context, match: regex.Match[str]) -> Outcome:
    """Ranks or prizes, one for each name; a prize may be shared, so that too many names for it prove nothing."""
    places = len(_PLACE.findall(match["places"]))
    outcome = _compared(context, match["names"], match.span("names"), match.span("places"), places)
    shared = match["prize"] and outcome.verdict is Verdict.VIOLATED and places <= match["names"].count("、")
    return replace(outcome, verdict=Verdict.UNDECIDED, reason="shared-prizes") if shared else outcome


def _compared(context: Context, names: str, named: tuple[int, int], valued: tuple[int, int], values: int) -> Outcome:
    parted = len(_PARTED.findall(names))
    possible = {names.count("、") + 1 + extra for extra in range(parted, max(parted, len(_JOINT.findall(names))) + 1)}
    members = (Member("names", *named), Member("values", *valued))
    fields = {"names": str(max(possible)), "values": str(values)}
    verdict = Verdict.HOLDS if values in possible else Verdict.VIOLATED
    # Of two names joined by 和 one may be a single name, yet there are never three
    severity = Severity.INFO if len(possible) > 1 and "、" in names else None
    return Outcome(verdict, *valued, members, context.document.text[slice(*valued)], str(max(possible)), fields=fields, severity=severity)
