"""Which part of a balance a figure is, by its words: what was there, what came or went, what is there now.

「年初旧存186件，新收2458件，审结2503件，年末尚有141件未审结」 is opening, in, out, closing. What a verb says of coming and going is a matter of lists; a level is
of before or of now by its time.
"""

from __future__ import annotations

from typing import Literal

from auditor.expression import compiled, expression
from auditor.lexicon import Lexicon
from auditor.model import AMOUNTS
from auditor.relating.partition import is_whole_or_part
from auditor.relating.sentence import QUANTITY_SIGNS, Sentence

Part = Literal["opening", "in", "out", "either", "net-in", "net-out", "sum-in", "sum-out", "level", "unknown", "other"]

# The level of a time that is over, whatever it counts: "年初在册" "较期初的" "上年末" "2023年末" — not "年初以来"
_THEN = expression(
    r"(?:年初|期初|月初|季初|学期初|上学[期年]末)(?!以来|至今|预算|计划|部署)|[上去]年[末底]?(?!同)|上[期月季][末底]?(?!同)|(?<!\d)1月1日"
)
# A figure of last year is no level because it is of last year: "上年新收" — "上年末" "上年结转" "去年遗留" are
_LAST = expression(r"[上去]年(?![末底])|上[期月季](?![末底])")
_LEFT = expression(r"结转|转结|留|存|未结|结余|余额")
_STOCK = r"在[册押院职校岗园管训矫编库建住]|存栏|余额|库存|结存|结余|存量|实有|现有|未结|共有|馆藏|余存|仍有|尚有|剩|尚余|目前"
_NEXT = r"(?:转入?|留待|结转至?)(?:下|次|明)(?:一?年|期|月)"
# "转入下年继续办理" is no transfer in
_TO_NEXT = expression(_NEXT)
# A level told with its date: "2023年末在册" "6月底在押" "年末" — not "全年"
LEVEL = expression(rf"(?:[年月季期]|季度)[末底]|(?:12月31|6月30)日|{_STOCK}|{_NEXT}")
# What moved is of a level that is named last: "轮换结束后库存" — not "发出库存商品"
_ENDS_AS_LEVEL = expression(rf"(?:{_STOCK})(?:仍?为|达|共)?$")
# One that is of no other time than now: "年末" "目前" — not "上年末" nor "2023年末"
_NOW = expression(r"(?<![\d上去半])[年期]末|(?<![\d上去])年底|目前|现有|现存")
# What bare numbers are counted in: "(单位:股)"
_UNIT = expression(r"单位:\p{Han}")
# "⟨⟩" of a step, beside a level of before: "增至" "变为年末的"
_REACHED = expression(r"(?:达到?|[增减升降]至|[变降增减升]为|(?:增加|减少|上升|下降)[到至])$")
# The level of before stands behind that of now, or before it in a step: "较年初的⟨⟩" "由年初的⟨⟩"
_COMPARED = expression(r"[较比由从](?:年初|期初|月初|上年[末底]|去年[末底]|上期末|上月末)的?$")
# "变为年末的⟨⟩"
_OF_TIME = expression(r"(?:[年期月]末|[年月]底)的$")
# "2023年末," before the clause of a figure
_DATED = expression(r"(?:[\d去上]年[末底]?|\d月[末底]|[年月季期][初末底]|截至[^,;。\ue000-\uf8ff]{1,12}|(?:12月31|6月30|(?<!\d)1月1)日),$")
# Neither of the four: what is compared, of other years, for each
_NEITHER = expression(r"合计|总计|历年|其中|含|同比|环比|[上去]年同期|平均|每|[比较](?!为)")
# "年内净减少" — what came and what went in one
_NET = expression(r"净(?:增|减|流|迁|转)\p{Han}{0,2}")
_FEWER = expression(r"净(?:减|流出|迁出|转出)")
# What all of it is now, whatever else its words say: "目前共有持证使用者"
_HAS_NOW = expression(r"^(?:截至)?(?:目前|现)\p{Han}{0,8}(?:共有|现有|实有)")
# What other things change too than those that a text tells: prices, people who move
_UNLISTED = expression(r"资产(?!原[值价])|负债|市值|总人口|(?:常住|户籍)人口")
# "增加" alone behind a comma is a movement where a balance is told
_MOVED = expression(r"^\p{Han}{0,4}?净?(?:增加|减少|增|减)了?$")
# What is said of all that came or went: "共受理" "年内累计收回" — not "公共" nor "共有"
_SUM = expression(r"(?<!公)共(?!有)|累计")
_OF_THE_YEAR = expression(r"[本当全]年累计|累计(?:收回|偿还|归还|支取|提取)")
# "建成" beside 年初在建, of which it is no more — not "建成区"
_BUILT = expression(r"(?<!新)建成(?!区)")
# What has not gone yet is there: "未审结" "尚未归还" — not "未成年人新收"
_PENDING = expression(r"未(?!成年)[审办执归偿整使支拨销结化消]")


def words_of(sentence: Sentence, k: int) -> str:
    """The words of a figure with the date that stands before them behind a comma: 2023年末，全市有协会862家."""
    words = sentence.clause_before(k)
    before = sentence.text[: sentence.positions[k] - len(words)]
    dated = _DATED.search(before)
    return (dated[0] if dated else "") + words


def can_stand(sentence: Sentence, k: int) -> bool:
    """Whether a figure may stand in a balance: a level or a movement, no step of another figure and no average."""
    mention, clause = sentence.mentions[k], sentence.clause_before(k)
    if not (mention.unit or _UNIT.search(sentence.text)) or mention.kind not in AMOUNTS or mention.quoted or mention.components:
        return False
    told = _COMPARED.search(clause) or _OF_TIME.search(clause) or _MOVED.search(clause) or _REACHED.search(clause)
    return is_whole_or_part(sentence, k, mention) or told is not None


def part_of(sentence: Sentence, k: int, lexicon: Lexicon) -> Part:
    """Which part of a balance a figure is; unknown where its words say none, other where they say that it is something else."""
    words = words_of(sentence, k)
    if _COMPARED.search(words):
        return "opening"
    if _OF_TIME.search(words) and not _THEN.search(words):
        return "level"
    if _HAS_NOW.search(words) or _TO_NEXT.search(words):
        return "level"
    if _NEITHER.search(words):
        return "other"
    if "在建" in sentence.text and _BUILT.search(words):
        return "out"
    if _NET.search(words):
        return "net-out" if _FEWER.search(words) else "net-in"
    part = _by_words(words, lexicon)
    return _by_words(behind(sentence, k), lexicon) if part == "unknown" else part


def is_now(sentence: Sentence, k: int) -> bool:
    """Whether a level says that it is of the end: 年末, 目前."""
    return _NOW.search(words_of(sentence, k)) is not None


def is_unlisted(sentence: Sentence, k: int) -> bool:
    """Whether a level changes by more than what comes and goes: 资产总额, 常住人口."""
    return _UNLISTED.search(sentence.clause_before(k)) is not None


def is_carried_on(sentence: Sentence, k: int, lexicon: Lexicon) -> bool:
    """Whether a figure is carried on to the next time, behind others: 结转60件 — not 上年结转60件."""
    words = sentence.clause_before(k)
    return k > 1 and not _THEN.search(words) and bool(_has(words, lexicon, "closing"))


def _by_words(words: str, lexicon: Lexicon) -> Part:
    came, went = _has(words, lexicon, "incoming"), _has(words, lexicon, "outgoing")
    if _PENDING.search(words):
        came = went = 0
    if _LAST.search(words) and (came or went) and not _LEFT.search(words):
        return "other"
    if _THEN.search(words) or (_has(words, lexicon, "opening") and not LEVEL.search(words)):
        return "opening"
    if (LEVEL.search(words) and not (came > 1 or went > 1)) or _ENDS_AS_LEVEL.search(words) or _REACHED.search(words):
        return "level"
    if came or went:
        way: Part = "in" if came > went else "out" if went > came else "either"
        return _summed(way) if _SUM.search(words) and not _OF_THE_YEAR.search(words) else way
    return "level" if _PENDING.search(words) or _has(words, lexicon, "closing") else "unknown"


def _summed(way: Part) -> Part:
    return "sum-in" if way == "in" else "sum-out" if way == "out" else "other"


def behind(sentence: Sentence, k: int) -> str:
    """What is said behind a figure whose own words say nothing: 另有⟨2个⟩终止建设."""
    text = sentence.text[sentence.positions[k] + 1 :]
    marks = [at for mark in (*",;:。()、", *QUANTITY_SIGNS) if (at := text.find(mark)) >= 0]
    return text[: min(marks, default=len(text))]


def _has(words: str, lexicon: Lexicon, named: str) -> int:
    """How long the longest word of a list is that the words hold; 0 where they hold none."""
    return max(map(len, compiled(r"\L<words>", words=lexicon.words.get(named, ())).findall(words)), default=0)
