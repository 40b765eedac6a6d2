"""What the parts of a whole contribute to its growth: 生产总值增长5.8%。第一产业增加值62亿元，增长3%，拉动增长0.3个百分点；第二产业….

Which parts make up a whole the lexicon says (第一产业/第二产业/第三产业, 内需/外需); each contribution is of the name between it and the one before it, so
that much may stand between the two. Contributions in points make up the growth that stands before them all, those in percent 100.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import compiled, expression
from auditor.lexicon import Lexicon
from auditor.model import Mention, MentionKind
from auditor.record import record
from auditor.relating.discourse import passage
from auditor.relating.sentence import SIGNS, Sentence

# "拉动经济增长" "影响总指数上涨" "上拉物价" before points, "贡献率为" before a share — not "拉动就业"
_PULLS = expression(r"(?:拉动|影响|贡献|上拉|拉高|推高|下拉|拉低|拖累|拉减)(?!率|就业|投资|消费(?!增长|品))[^,;:。()]{0,14}$")
_DRAGS = expression(r"下拉|拉低|拖累|拉减|向下拉动|负拉动|下[降跌]")
_TOLD = expression(rf"拉|贡献|拖累|影响[^,;。]*{SIGNS[MentionKind.POINTS]}")
_SHARES = expression(r"贡献率(?:分别)?(?:为|是|达到?|约为?)?$")
# "生产总值同比增长" "涨幅为" — not "环比增长", nor the growth of one of the parts
_GROWS = expression(r"(?:增长|增速|增幅|上涨|涨幅)(?:为|达到?|是)?$")
# "全年经济增长" "共同推动经济增长" behind the contributions
_ALL = expression(r"全[年市省县区国州]|共同|合计|经济|生产总值|GDP")
_OTHER = expression(r"环比|年均|[上去]年|目标|预期")
# ",其中工业拉动" is one of a part's own
_WITHIN = expression(r"其中")


# "第二产业为": nothing but the name of a part
_BARE = expression(r"^(?:和|而)|(?:分别)?(?:为|是|达到?|占|约)+$")
# "拉动经济增长" — not "拉动增长", which may be of what was told before
_PULLED = expression(r"(?:拉动|贡献)[^,;。]{0,4}(?:经济|GDP|生产总值)")
# "经济总量增长" "地区生产总值同比增长" ",同比增长" — not "工业用电量增长"
_OF_ECONOMY = expression(r"经济|GDP|生产总值|(?:^|,)(?:同比|比上年|按[^,]*计算)?增长$")
# Between two members of a list
_JOINT = expression(r"个?(?:百分点)?[、和及,]{1,2}")
# "第一、二、三产业" "第一、⟨第二⟩、第三产业" "三次产业" — not "第一、三产业"
_SECTORS = "第一产业"
_IN_TURN = expression(r"三次产业|第?一[产业]{0,2}[、和]?(?:第?二|[\ue000-\uf8ff])[产业]{0,2}[、和]?第?三次?产")
# So far behind the name of a part its own growth stands
_NEAR = 40


@record(frozen=True)
class Contributions:
    """The contributions of all parts, those that rise and those that fall apart, and the growths that may be of their whole; of shares there is none."""

    rises: tuple[Mention, ...]
    falls: tuple[Mention, ...]
    growths: tuple[Mention, ...]
    shares: bool


def bind_contributions(sentence: Sentence, before: Sequence[Sentence], lexicon: Lexicon) -> Iterator[Contributions]:
    """The contributions of every row of parts that ends in a sentence, as far as it or those before it tell each once."""
    if not _TOLD.search(sentence.text):
        return
    joined = passage(sentence, before, asides=True)
    text = joined.sentence
    for shares in (False, True):
        for row in lexicon.words.get("contribution-schemes", ()):
            told = _told(text, row.split("/"), shares=shares)
            for run in (*_runs(text, told, row.split("/")), *(() if shares else _listed(text, told, row.split("/")))):
                if run[-1] >= joined.first:
                    yield _contributions(text, run, row.split("/"), shares=shares)


def _told(text: Sentence, row: Sequence[str], *, shares: bool) -> list[int]:
    """The contributions of a passage; behind a share that is called one, those that have but the name of a part: 第二产业为."""
    found: list[int] = []
    for k, mention in enumerate(text.mentions):
        bare = shares and found[-1:] == [k - 1] and mention.kind is MentionKind.PERCENT and _BARE.sub("", text.clause_before(k)) in row
        if bare or _is_told(text, k, shares=shares):
            found.append(k)
    return found


def _is_told(text: Sentence, k: int, *, shares: bool) -> bool:
    """Whether a figure is a contribution of one part, in points or as a share of all."""
    mention, clause = text.mentions[k], text.clause_before(k)
    plain = mention.kind is (MentionKind.PERCENT if shares else MentionKind.POINTS) and not mention.hedges and not mention.components
    return plain and (_SHARES if shares else _PULLS).search(clause) is not None


def _runs(text: Sentence, told: Sequence[int], row: Sequence[str]) -> Iterator[Sequence[int]]:
    """The contributions next to each other of which each has one name of the row before it and none two; those of a part's own (其中) stepped over."""
    named: list[tuple[int, str]] = []
    for place, k in enumerate(told):
        words = text.between(told[place - 1], k) if place else text.text[: text.positions[k]]
        found = _names(compiled("[。;]|看,").split(words)[-1] if not named else words, row)
        if found or not _WITHIN.search(words):
            named.append((k, found[0] if len(found) == 1 else ""))
    for first in range(len(named) - len(row) + 1):
        run = named[first : first + len(row)]
        if {name for _, name in run} == set(row):
            yield [k for k, _ in run]


def _listed(text: Sentence, told: Sequence[int], row: Sequence[str]) -> Iterator[Sequence[int]]:
    """The contributions in one list behind all names of a row: 第一、二、三产业分别拉动⟨⟩、⟨⟩和⟨⟩."""
    for k in told:
        words = compiled("[。;]").split(text.text[: text.positions[k]])[-1]
        run = range(k, k + len(row))
        inside = run[-1] < len(text.mentions) and all(
            text.mentions[j + 1].kind is text.mentions[k].kind and _JOINT.fullmatch(text.between(j, j + 1)) for j in run[:-1]
        )
        alone = inside and (run[-1] + 1 == len(text.mentions) or not _JOINT.fullmatch(text.between(run[-1], run[-1] + 1)))
        if alone and (all(name in words for name in row) or (row[0] == _SECTORS and _IN_TURN.search(words))):
            yield run


def _names(words: str, row: Sequence[str]) -> list[str]:
    """The names of a row among words; of 食品 and 非食品 the longer."""
    found = [name for name in row if name in words]
    return [name for name in found if not any(name != other and name in other for other in found)]


def _contributions(text: Sentence, run: Sequence[int], row: Sequence[str], *, shares: bool) -> Contributions:
    falls = [k for k in run if not shares and _DRAGS.search(text.clause_before(k))]
    pulled = _PULLED.search(text.clause_before(run[0])) if not shares else None
    growths = [k for k in range(run[0]) if not shares and _is_growth(text, k, row) and (not pulled or _OF_ECONOMY.search(text.clause_before(k)))]
    growths = growths or [
        k for k in range(run[-1] + 1, len(text.mentions)) if not shares and _is_growth(text, k, row) and _ALL.search(text.clause_before(k))
    ]
    rises = tuple(text.mentions[k] for k in run if k not in falls)
    return Contributions(rises, tuple(text.mentions[k] for k in falls), tuple(text.mentions[k] for k in growths), shares)


def _is_growth(text: Sentence, k: int, row: Sequence[str]) -> bool:
    """Whether a figure is the growth of what the parts of a row make up, by the words since the mark before it."""
    clause = text.clause_before(k)
    since = text.text[max(0, text.positions[k] - _NEAR) : text.positions[k]]
    named = any(name in (clause if _ALL.search(clause) else since) for name in row)
    return text.mentions[k].kind is MentionKind.PERCENT and bool(_GROWS.search(clause)) and not _OTHER.search(clause) and not named
