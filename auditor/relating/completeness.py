"""Whether a list of parts is meant to be complete, by what the text says of it: its names, its whole, what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.expression import expression
from auditor.extraction.numerals import integer
from auditor.model import Mention, MentionKind
from auditor.relating.calendar import months
from auditor.relating.partition import Partition
from auditor.relating.scope import clause

if TYPE_CHECKING:
    from auditor.relating import Context

# Two parts come near a whole by chance
FEW = 2
# "这也包括在国营企业收入以内" "此外还包括" — not "其中包括"
_ELSE = expression(r"(?:也|还|亦|均|已)(?:都)?(?:包括|包含|计入|列入|算在|含在)")
# "(9人同时获得省、市奖励)" behind a list — not "同时" of what was done besides
_BOTH = expression(
    r"^\p{Han}{0,4}[(,;][^()。;\n]{0,12}?(?:同时(?:获|属|为|是|持|兼|参加|享受)|(?:有)?重[复叠](?!访|信|来)|交叉|兼[有任得]|既[^,。]{1,8}又|双重)"
)
# "三、四季度投放最多,分别为": a list of some parts of the year
_SOME_PERIODS = expression(r"(?:[一二三四]、?){1,3}季度|(?:\d{1,2}、?)+月|上半年(?![、和]下)|(?<!上(?:半年)?[、和])下半年")
# "10" and "11" of "10、11月", "10月" — not "第10"
_MONTH = expression(r"(?<![\d第])(\d{1,2})(?=月|、\d{1,2}(?:月|、))")
# "中央、省、县三级补助" "公路、铁路和水路货运量" before a figure
_NAMES = expression(r"\p{Han}{1,12}(?:[、和及与]\p{Han}{1,12})+")
_JOINT = expression(r"[、和及与]")
# "十种" "12个" of what a whole is of
_SORTS = expression(r"(?<!第)(?P<n>[二两三四五六七八九十]{1,3}|\d{1,2})(?:大|个|种|类|项|家)")
# "三类" of "三类案件⟨⟩", of which three are listed — not "12个", which may count anything
_SORTED = expression(
    r"(?<!第)(?P<n>[二两三四五六七八九十]|\d)(?:大类?|种|类|级|方面|渠道|板块|批次?|期|个(?:季度|阶段|板块|方面|渠道|片区|等级|批次))"
)
# "分两批,首批" before a list of so many
_TOLD = expression(r"分(?:为|成)?(?P<n>[二两三四五六])(?:批次?|期|组|类|块|部分|阶段|个?标段)[^,;:。]{0,8}[,:;。][^,;:。]{0,10}$")
# "50亩以下的" "不满一年" and "100亩以上的" at the ends of a list of grades, "50至100亩的" between them
_LEAST = expression(r"以[下内]|不足|不满|未满|低于|少于")
_MOST = expression(r"以上|超过|以外|高于|及以上")
_RANGE = expression(r"(?:[\d.一二三四五六七八九十百千万亿]+\p{Han}{0,3})(?:至|到|[—~～-])[\d.一二三四五六七八九十百千万亿]")
# "非" of 非现场 — not 非常
_NOT = expression(r"[非不未](?!常)")
# "女性从业人员" "女党员", of whom the other parts of a list without men may be too — not "子女" "女装"
_WOMEN = expression(r"(?<![子儿妇少男])女(?![装鞋足排篮子])")
# "合格以上" has those that are better, too
_AND_BETTER = expression(r"(?:合格|及格|良好|优良|达标|称职|满意)(?:等次)?(?:及)?以上")
_QUALIFIED = expression(r"职称|[高中初]级|学历|学位|博士|硕士|研究生|本科|[大中]专|专科|党员")
# "支出⟨⟩,结余⟨⟩" behind "收入⟨⟩,其中上年结转⟨⟩" — not in a list that begins with such: "其中支出⟨⟩,结余⟨⟩"
_SPENT = expression(r"(?:当年|本年|全年|累计|实际)*(?:支出|结余|节余|结存|余额|年末|期末)")
# "审结⟨⟩" behind "受理⟨⟩,其中新收⟨⟩"
_CLOSED_CASES = expression(r"(?:已|共|全年|累计|依法)*(?:审执?结|执结|办结|结案)")
_TAKEN_IN = expression(r"(?:其中|含|上年)*(?:新收|受理|旧存|收案|新受理|结转)")
# ";税收收入中,增值税" between two parts — not ",其中"
_WITHIN = expression(r"[,;。]\s*在?(?P<of>\p{Han}{2,14}?)中,?\p{Han}*$")
# "民营医院" and "二级医院" — not "合级"
_OWNED = expression(r"民营|公立|私立|国有|社会办|外资|民办|公办|股份制|集体")
# "普惠性" of 普惠性民办园
_OF_A_SORT = expression(r"[性型]$")
_GRADED = expression(r"[一二三四五特甲乙丙高中初省市县区国][级等]|[大中小微]型|规模以[上下]|规上|限上")
# So many characters behind a list are searched for what else belongs to its whole
_AFTER = 200
# A remark on a list stands right behind it
_NOTE = 40


def until_used(parts: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The parts before what an income is spent on or leaves, what became of cases, and what takes up one of them: none is a part of what came in."""
    # 回收1560份,在回收的1560份中
    parts = parts[
        : next((n for n, m in enumerate(parts) if any(p.label and p.value == m.value and m.label.endswith(p.label) for p in parts[:n])), len(parts))
    ]
    parts = parts[: next((n for n, m in enumerate(parts) if n and _SPENT.match(m.label) and not _SPENT.match(parts[0].label)), len(parts))]
    return parts[: next((n for n, m in enumerate(parts) if n and _CLOSED_CASES.match(m.label) and _TAKEN_IN.match(parts[0].label)), len(parts))]


def is_within(context: Context, before: Sequence[Mention], part: Mention) -> bool:
    """Whether a part is said to be one of a part before it, by that one's name."""
    within = _WITHIN.search(context.document.folded[before[-1].end : part.start])
    return within is not None and any(m.label.endswith(within["of"]) for m in before)


def names_more(context: Context, partition: Partition) -> bool:
    """Whether the words before a whole say that it has more parts than are listed: 十种有色金属产量, of which four."""
    said = _SORTS.search(clause(context.document, partition.whole))
    return said is not None and integer(said["n"]) > len(partition.parts)


def classed(partition: Partition) -> bool:
    """Whether the parts are classes of their whole, of which a thing is in one: 婚姻家庭类, 邻里类, 劳动争议类."""
    return len(partition.parts) > FEW and all(part.label.endswith("类") for part in partition.parts)


def graded(context: Context, partition: Partition) -> bool:
    """Whether the parts are grades that leave out none: 50亩以下的, 50至100亩的, 100亩以上的; no range stands between two of them."""
    folded = context.document.folded
    before = [partition.whole.end, *(part.end for part in partition.parts)]
    grades = [folded[start : part.start] for start, part in zip(before, partition.parts, strict=False)]
    first, last = grades[0], grades[-1]
    upwards = (bool(_LEAST.search(first)), bool(_MOST.search(last)))
    opens = upwards if any(upwards) else (bool(_MOST.search(first)), bool(_LEAST.search(last)))
    ends = all(_RANGE.search(grade) for grade, open_ended in zip((first, last), opens, strict=True) if not open_ended)
    return any(opens) and ends and all(_RANGE.search(grade) for grade in grades[1:-1])


def counted_twice(context: Context, partition: Partition) -> bool:
    """Whether the text behind a list says that some stand in two of its parts."""
    end = partition.parts[-1].end
    return bool(_BOTH.search(context.document.folded[end : end + _NOTE]))


def each_has_its_share(context: Context, partition: Partition) -> bool:
    """Whether the text gives the share of each part, and all or all but one are right: then both stand as printed, however much they are together."""
    proven = {
        rate.part.start for rate in context.rates if rate.by == "share" and any(partition.whole in whole for whole in rate.wholes) and rate.gives()
    }
    return sum(part.start not in proven for part in partition.parts) <= (len(partition.parts) > FEW)


def of_some_periods(context: Context, partition: Partition) -> bool:
    """Whether the words between a whole and a list name a part of its time, so that the list says nothing of the rest."""
    between = context.document.folded[partition.whole.end : partition.parts[0].start]
    some = partition.cue == "named" and bool(_SOME_PERIODS.search(between))
    return some and not covers(partition) and not _lists_months(partition, between)


def ends_before(partition: Partition) -> bool:
    """Whether the last period named before the parts ends before that of their whole: 一季度、二季度、三季度分别 of 1—10月."""
    whole, parts = months(partition.whole.period or ""), months(partition.parts[-1].period or "")
    return whole is not None and parts is not None and parts[1] < whole[1]


def _lists_months(partition: Partition, words: str) -> bool:
    """Whether words before a list name every month of the whole: 10月、11月、12月 of 四季度."""
    whole, named = months(partition.whole.period or ""), [int(month) for month in _MONTH.findall(words)]
    return whole is not None and len(named) == len(partition.parts) and named == list(range(whole[0], whole[1] + 1))


def lacks_a_member(context: Context, partition: Partition, schemes: str) -> bool:
    """Whether a member of a known division follows its list, counted otherwise: 其中来信31件、网上投诉42件；来访登记27批."""
    labels = [m.label for m in partition.parts]
    behind = context.document.folded[partition.parts[-1].end :][:_NOTE]
    for scheme in context.lexicon.words.get(schemes, ()):
        members = scheme.split("/")
        listed = [word for word in members if any(word in label for label in labels)]
        if len(listed) == len(labels) > 1 and any(word in behind for word in members if word not in listed):
            return True
    return False


def goes_on(context: Context, partition: Partition) -> bool:
    """Whether the paragraph says further on what else the whole holds."""
    end = partition.parts[-1].end
    return bool(_ELSE.search(context.document.folded[end : end + _AFTER].partition("\n")[0]))


def as_the_whole_says(context: Context, partition: Partition) -> bool:
    """Whether the whole names or counts its parts, and they are those: 中央、省、县三级补助1200万元，其中中央…，省级…，县级…; 受理投诉举报86件，其中投诉…，举报…."""
    if (sorts := _SORTED.search(clause(context.document, partition.whole))) is not None and integer(sorts["n"]) == len(partition.parts) > FEW:
        return True
    before = context.document.folded[max(0, partition.parts[0].start - _NOTE) : partition.parts[0].start]
    if (told := _TOLD.search(before)) is not None and integer(told["n"].replace("两", "二")) == len(partition.parts):
        return True
    said = _NAMES.search(clause(context.document, partition.whole))
    names = _JOINT.split(said[0]) if said else []
    labels = [(m.label or m.tail).removeprefix("其中") for m in partition.parts]
    if "".join(labels) in partition.whole.label and all(labels):
        return True
    if len(names) != len(labels):
        return False
    first, *inner, last = zip(names, labels, strict=True)
    ends = any(first[1].startswith(first[0][-n:]) for n in range(1, len(first[0]) + 1)) and last[1][:1] == last[0][:1]
    return ends and all(label.startswith(name) for name, label in inner)


def overlaps(context: Context, partition: Partition) -> bool:
    """Whether the parts are named by what one member can be at once: 女干部, 少数民族干部, 35岁以下; or by what others are part of: 民生支出."""
    labels, whole = [m.label + m.tail for m in partition.parts], partition.whole.label + partition.whole.tail
    if any(word in label for label in labels for word in context.lexicon.words.get("umbrella", ())) or any(map(_AND_BETTER.search, labels)):
        return True
    if not _WOMEN.search(whole) and not partition.others and _of_women_alone(labels):
        return True
    # 医师196人、护士284人、高级职称86人: a few parts are told by what any member may have
    qualified = sum(_QUALIFIED.search(label) is not None for label in labels)
    if partition.whole.kind is not MentionKind.MONEY and 0 < qualified < len(labels) - qualified:
        return True
    # 高级职称63人、中级职称98人，35岁以下87人: told by two things at once
    if 0 < sum("岁" in clause(context.document, part) for part in partition.parts) < len(labels):
        return True
    # 三级6家、二级18家、民营21家: by grade and by owner
    if (
        0
        < sum(_OWNED.search(label) is not None for label in labels)
        < len(labels)
        == sum(bool(_OWNED.search(one) or _GRADED.search(one)) for one in labels)
    ):
        return True
    telling = [word for word in context.lexicon.words.get("attributes", ()) if word not in whole]
    # What is paid to one is not paid to another, though one may be both
    return partition.whole.kind is not MentionKind.MONEY and sum(any(word in label for word in telling) for label in labels) > 1


def _of_women_alone(labels: Sequence[str]) -> bool:
    """Whether a list has women and no men: what else it has may be women too."""
    return any(map(_WOMEN.search, labels)) and not any("男" in label for label in labels)


def mixes(context: Context, said: Sequence[str]) -> bool:
    """Whether groups, by the words of each, are told apart by more than one thing, so that one may be in two: women, and those below 35."""
    words = context.lexicon.words.get("attributes", ())
    aspects = {frozenset("女" if "男" in word else word for word in words if word in one or ("男" in one and word == "女")) for one in said} - {
        frozenset()
    }
    return _of_women_alone(said) or any(one.isdisjoint(other) for one in aspects for other in aspects)


def covers(partition: Partition) -> bool:
    """Whether the parts' periods follow one another and together are the period of the whole: 一季度 and 二季度 of 上半年."""
    whole = months(partition.whole.period or "")
    spans = [months(part.period or "") for part in partition.parts]
    if whole is None or None in spans:
        return False
    listed = [m for first, last in filter(None, spans) for m in range(first, last + 1)]
    return listed == list(range(whole[0], whole[1] + 1))


def negates(one: str, other: str) -> bool:
    """Whether one of two names is all of the other with a negation in it: 现场查处 and 非现场查处, 合格产品 and 不合格产品."""
    return any(_NOT.search(a) and b == "".join(_NOT.split(a, 1)) for a, b in ((one, other), (other, one)))


def divides(context: Context, partition: Partition, schemes: str) -> bool:
    """Whether the parts' labels are the members of a known complete division, each named once; a member that is not named may be what a whole has more."""
    short = sum((part.value.middle or 0 for part in partition.parts), Fraction(0)) < (partition.whole.value.middle or 0)
    labels = [clause(context.document, m) or m.tail for m in partition.parts]
    if len(labels) == FEW and negates(*labels):
        return True
    for scheme in context.lexicon.words.get(schemes, ()):
        members = scheme.split("/")
        named = [sorted((w for w in members if w in label), key=len, reverse=True) for label in labels]
        # "公办园⟨⟩,普惠性民办园⟨⟩" leaves out the others
        narrowed = any(_OF_A_SORT.search(label.partition(w[0])[0]) for w, label in zip(named, labels, strict=True) if w)
        if all(named) and not (short and narrowed) and len({w[0] for w in named}) == len(labels) >= (len(members) if short else 2):
            return True
    return False
