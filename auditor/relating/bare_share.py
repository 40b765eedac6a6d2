"""Shares of one whole, each with its group: 城镇占62%，农村占38%; or with its name alone behind what they are the structure of: 产值构成为种植业52.4%、渔业47.6%."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.expression import compiled, expression
from auditor.extraction.numerals import integer
from auditor.model import Document, Mention, MentionKind
from auditor.relating.partition import OTHERS, names_class
from auditor.relating.sentence import Sentence

if TYPE_CHECKING:
    import regex

# The group with which a list of ages, sizes or degrees ends: "大专及以下", "500万元以上"
LAST = expression(r"[及和或]?以[上下](?:学历|人员|人口|企业|的|者)?(?:占|占比)(?:为|达)?")
# "15—59岁占⟨⟩": a group that has its share — not "占全市的⟨⟩", a share of something else
OWN = expression(r"(?:占|占比|比重|份额|所占比例)(?:为|达)?(?:约)?$|^其[余他]$")
# "人口占常住人口的" before shares that leave the rest unsaid: "15—59岁占" — not "占全市的"
_OWN_OF = expression(r"占(?!其|[全我同本上][省市县区国州行年期])[^,;:。()占\ue000-\uf8ff]{2,10}的(?:比重为|比例为)?(?:约)?$")
# "认为好转的有" of a survey, where one may have said several
ANSWERED = expression(r"[的者]有$")
# ";从学历看," behind the shares of another aspect
_ANOTHER = expression(r";\s*(?:从|按|分)[^,;:。()\ue000-\uf8ff]{1,14}(?:看|分)[,:]")
# ",其中省外占" behind the shares that it is a part of one of
PART_OF_ONE = expression(r"[,;(]\s*其中")
# ",合计⟨100%⟩" is no share
_TOGETHER = expression(r"^(?:总|合)计(?:为|占)?$")
# "来源只有四块。" "由三部分构成:" before a list of so many — not "主要集中在四类。"
_SO_MANY = expression(
    r"(?:[只仅就共][有是分含]|分[为成]|划[为分]|来自|包[括含]|由[^,;。\ue000-\uf8ff]{0,12}|均?为|(?:来源|构成|组成|渠道|结构|去向)[^,;。主要]{0,2}有)[^,;。\ue000-\uf8ff]{0,6}?(?<!第)(?P<n>[三四五六七八九十]|\d{1,2})"
    r"(?:[个大]?(?:块|类|种|部分|方面|板块|渠道|项|档|级|型|来源|途径|层次))[^,;。]{0,10}?[,:。](?P<between>[^。]{0,12})$"
)
_SOME = expression(r"主要|集中|突出|较[多大高]")
# "占比分别为⟨⟩、⟨⟩和⟨⟩" — the list is complete when as many groups are named
LISTED = expression(r"(?:占比|比重|(?<![达标格率])比例|贡献率|分别占|占)[^,;:。]{0,6}?(?:分别)?(?:为|达|是)?$")
# "占营收比例分别为:⟨⟩、⟨⟩和⟨⟩" — not "占营收的:"
_LISTED_BELOW = expression(r"(?:占比|比重|比例|贡献率)(?:分别|依次)(?:为|是):$")
_SUMMED = expression(r"[,;][^,;。]{0,10}(?:合计|共同|共)[^,;。\ue000-\uf8ff]{0,10}[\ue000-\uf8ff]")
_ALL = 100
# Grades come in lists of as many
_GRADES = 3
# "产值构成为" "营收占比方面," "测评结果显示:" "问卷(单选):" before names with their shares — not "占比提高"
_NOTED = r"(?:\([^()\ue000-\uf8ff]*\))?"
_STRUCTURE = expression(
    rf"(?:结构|构成|占比|比重|份额|去向|流向|分布)(?:方面|情况|中|上)?(?:(?:依次|分别)?(?:为|是)[:,]?|{_NOTED}[:,])|(?:测评|评议|调查|问卷|评价)(?:结果)?(?:中|显示|表明|为|是)?{_NOTED}[:,]|(?:方式|类型|来源|渠道|用途|原因|等次|意愿|看法|态度)(?:上|中|为|是|方面|情况)?{_NOTED}[:,]|需求[^,;:。]{{0,12}}贡献率[:,]"
)
# "、林业" between two of them — not ",比重提高"
_NAME = expression(r"[、,;]?(?:升(?=学)|比(?=较)|[^占增升降减率比涨跌,;:。()、\ue000-\uf8ff]){2,14}")
# "学历分布" "三、资金来源构成(2024年)" "食堂评议结果:" over lines of shares
_OVER = expression(
    r"(?:(?:结构|构成|占比|比重|去向|流向|分布)(?:情况|如下|表)?|(?:测评|评议|调查|问卷|评价)(?:结果|情况)(?:如下|显示)?)(?:\([^()]*\))?[:。]?\s*$"
)
# "占比升至", "明确表示": how it came to be so much, and how it was said
_MOVED = expression(r"(?<=占比)(?:进一步|稳步)?(?:提高|提升|上升|下降|降低|回落|升|降)(?:到|至|为)(?:约)?$")
_ADVERBS = expression(r"明确|仍然?|直接(?=表示|选|回|认|反对|赞)|则|也|均")
# "的受访者表示了解,": who has the share, told behind it
_BEHIND = expression(r"的(?P<who>[^,;:。()、\ue000-\uf8ff]{2,20})(?=[,;。]|$)")
# "(即常住人口城镇化率)" between a name and its share
_GLOSS = expression(r"\([^()\ue000-\uf8ff]*\)")
_HEAD = 60
# "焚烧、填埋两种方式" — not "两种以上"
_TWO_WAYS = expression(r"(?P<a>\p{Han}{2,6})[、和与及](?P<b>\p{Han}{2,6}?)(?:这|等)?两[种类条个大](?!以上)")
# So many characters before shares their two ways may be told
_WAYS_BEFORE = 160


def two_ways(document: Document, sentence: Sentence) -> list[tuple[str, str]]:
    """The pairs of ways that the text names shortly before a sentence or in it, in both orders: 焚烧、填埋两种方式."""
    start = sentence.offsets[0]
    told = document.folded[max(0, start - _WAYS_BEFORE) : sentence.offsets[-1]].rpartition("\n")[2]
    found = [(match["a"], match["b"]) for match in _TWO_WAYS.finditer(told)] if "两" in told else []
    return [*found, *((b, a) for a, b in found)]


def bare_shares(document: Document, sentence: Sentence, figures: Sequence[int]) -> list[Mention]:
    """The first of the given percentages behind words for a structure, or below them, as far as each has nothing but a name before it."""
    cue = _STRUCTURE.search(sentence.text)
    above = document.folded[max(0, sentence.offsets[0] - _HEAD) : sentence.offsets[0]].rpartition("\n")[0].rpartition("\n")[2]
    run: list[Mention] = []
    for k in figures if cue or _OVER.search(above) else ():
        start = max(cue.end() if cue else 0, sentence.positions[k - 1] + 1 if k else 0)
        if sentence.positions[k] < start:
            continue
        if not _NAME.fullmatch(sentence.text, start, sentence.positions[k]):
            break
        run.append(sentence.mentions[k])
    return run


def percents(sentence: Sentence) -> list[int]:
    """The ordinals of the plain percentages."""
    return [k for k, m in enumerate(sentence.mentions) if m.kind is MentionKind.PERCENT and not m.hedges and not m.components and not m.quoted]


def shares_each(sentence: Sentence) -> list[Mention]:
    """The shares that follow 占 directly, if no other percentage stands among them; up to where the text turns to another aspect."""
    turns = [turn.start() for turn in (_ANOTHER.search(sentence.text), _after_grades(sentence), _after_pair(sentence)) if turn is not None]
    figures = [k for k in percents(sentence) if not turns or sentence.positions[k] < min(turns)]
    figures = [k for k in figures if k != figures[-1] or not _TOGETHER.search(sentence.clause_before(k))]
    said = [sentence.clause_before(k) for k in figures]
    form = ANSWERED if all(map(ANSWERED.search, said)) else OWN
    own = [k for k, words in zip(figures, said, strict=True) if form.search(words) or (k == figures[0] and _OWN_OF.search(words))]
    own = [k for k in own if k == 0 or _names_group(sentence, k) or _after_figure(sentence, k)]
    shares = [sentence.mentions[k] for k in own]
    # Other percentages behind them, "拨备覆盖率⟨182.4%⟩", leave open whether all are told, but not that they are too much
    over = len(own) >= _GRADES and own == figures[: len(own)] and sum(m.value.low or 0 for m in shares) > _ALL
    return shares if own == figures or over else []


def _after_grades(sentence: Sentence) -> regex.Match[str] | None:
    """The first semicolon, where a list of grades has ended before it: 51岁及以上的占⟨⟩;本科以上学历的占⟨⟩."""
    turn = compiled(";").search(sentence.text)
    before = [k for k in percents(sentence) if turn is not None and sentence.positions[k] < turn.start()]
    return turn if len(before) >= _GRADES and is_last(sentence, before[-1]) else None


def _after_pair(sentence: Sentence) -> regex.Match[str] | None:
    """Where 其中 tells a part of one of the shares before it: 本地占⟨⟩,外地占⟨⟩,其中省外占⟨⟩."""
    if "其中" not in sentence.text or len(figures := percents(sentence)) < _GRADES:
        return None
    return PART_OF_ONE.search(sentence.text, sentence.positions[figures[1]])


def is_last(sentence: Sentence, k: int) -> bool:
    """Whether the group of a share is that with which a list of grades ends: 高中及以下占⟨⟩, 51岁及以上的占⟨⟩."""
    return LAST.search(sentence.clause_before(k)) is not None or names_class(sentence, k - 1)


def _names_group(sentence: Sentence, k: int) -> bool:
    """Whether a group is named before a share, be it in quotes: ,“不满意”的占⟨⟩ — not ,占⟨⟩."""
    words = compiled("[,;:。()、]").split(sentence.between(k - 1, k))[-1]
    return len(words) > 2 or OTHERS.fullmatch(words) is not None


def _after_figure(sentence: Sentence, k: int) -> bool:
    """Whether the group is named by a figure: 60岁及以上占⟨⟩."""
    return len(sentence.between(k - 1, k)) < 8 and "," not in sentence.between(k - 1, k)


def are_as_many_as_told(before: str, number: int) -> bool:
    """Whether the text right before a list of shares says that there are so many, and no more: 来源只有四块."""
    said = _SO_MANY.search(before)
    return said is not None and integer(said["n"]) == number and not _SOME.search(before)


def listed_shares(sentence: Sentence) -> list[Mention]:
    """The members of one list behind 占比分别为."""
    run: list[int] = []
    for k in percents(sentence):
        if run and k == run[-1] + 1 and compiled("[、,和及]{1,2}").fullmatch(sentence.between(run[-1], k)):
            run.append(k)
        elif len(run) < 3:
            run = [k] if LISTED.search(sentence.clause_before(k)) or _LISTED_BELOW.search(sentence.text, 0, sentence.positions[k]) else []
    # "三个行业合计贡献率达到⟨⟩" behind a list that need not be all
    return [sentence.mentions[k] for k in run] if not run or not _SUMMED.match(sentence.text, sentence.positions[run[-1]] + 1) else []


def said_of(sentence: Sentence, k: int) -> str:
    """The words between a share and the mark or mention before it, quoted ones too: 选择“满意”的占; where there are none, those behind it."""
    words = sentence.text[sentence.positions[k - 1] + 1 if k else 0 : sentence.positions[k]]
    said = compiled("[,;:。()、]").split(compiled('[“”‘’"]').sub("", _GLOSS.sub("", words)))[-1].strip()
    behind = None if said.strip("约仅有") else _BEHIND.match(sentence.text, sentence.positions[k] + 1)
    return behind["who"] + "占" if behind else str(_ADVERBS.sub("", _MOVED.sub("", said)))
