"""Lists of parts that no word announces: 粮食总产量48.6万吨。夏粮产量19.2万吨；秋粮产量29.4万吨, 学校196所：幼儿园88所，小学72所.

A colon puts a list under its whole; else the names must: parts are called like the whole, with a word more, or divide it as the lexicon knows
(男 and 女, 国内 and 国际). Neither says that the list is complete; that is for `checking` to weigh, by how near the sum comes. Amounts that only stand
behind another are given too: a single slip may keep them from making it up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import takewhile

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import Document, Mention
from auditor.number import Interval
from auditor.record import replace
from auditor.relating.completeness import negates
from auditor.relating.discourse import SURVEYED, passage
from auditor.relating.figure import bare
from auditor.relating.nesting import nested
from auditor.relating.partition import OTHERS, Cue, Partition, hedged_in_vain, is_whole_or_part, names_class
from auditor.relating.scope import clause
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable
from auditor.relating.whole import SHARED_ENDING, SUMS_UP

# Right behind a whole: ":" "和分支机构:" ",资金来源为:" — not ",其中", nor ",存在问题:"
_INTRODUCED = expression(
    r"[^,;:。()\ue000-\uf8ff]{0,10}(?:[,;。][^,;:。()\ue000-\uf8ff]{0,6}(?:来源|构成|组成|分布|结构|明细|类型|去向|用途|类别)(?:情况)?(?:上|方面)?(?:[为是]|[只就]?[有分]为?[\ue000-\uf8ff])?)?:"
)
# Before a figure that is no part of what stands before: another total, another time, a plan, what is only some of it
_NO_PART = expression(
    r"其中|[年月季期]初|(?<!公)共|合计|总计|累计|总[数量额值]|上年|去年|同期|有望|预计|力争|(?<!信托|资管|管理)计划|目标|达到|全[省市县区年国](?!重点|性)|新增|净增|截至|比|较"
)
# "全市公立医院" before the first of a list that ends with its total
_OF_ALL = expression(r"^\s*全[省市县区年国]|(?<!公)共有?")
# "等" closes a list that goes on; "重点行业中" and "主要有" pick some — not "主要收入靠务工的"
_SOME = expression(
    r"(?<![一二三四特高中初同平对])等(?!其[他它余]|奖|级|候|同|于|价|次|待)|(?<!\p{Han})主要|主要(?:有|是|为|包括|集中|分布|涉及|来自)|(?<!全国|国家)重点|其中|亏损(?!企业)|前[三五十](?!季度|个?月)|左右|[,;](?:另|此外|还有)"
)
# "全校共有学生" "总投资" — not "公共"
_TOTAL = expression(r"(?<!公)共有?|合计|总计|^总(?!体|队|部|局|院|站|店|包|书记)|总[数量额]|全[省市县区镇乡村校院局系]")
# ",办结率⟨⟩" behind what was done of the list before it: 投诉86件,举报34件,共办结⟨⟩,办结率⟨⟩
_OF_WHICH = expression(r"[^,;:。()\ue000-\uf8ff]{0,6}[,、;][^,;:。()\ue000-\uf8ff]{1,8}率")
# Between two members of one list that have no names of their own
_BARE = expression(r"[、,;和及与\s]+")
_BREAK = expression(r"[,;:。()]")
_FEWEST, _MOST = 2, 16


def evident_parts(
    document: Document, sentence: Sentence, before: Sequence[Sentence], lexicon: Lexicon, known: Collection[int]
) -> Iterator[Partition]:
    """The lists behind wholes that start at none of the offsets `known`, in the sentence itself, or in it behind a whole of the sentences before it."""
    if len(sentence.mentions) > SURVEYED:
        return
    seen = [(sentence, range(len(sentence.mentions)), 0)] if _may_hold_list(sentence.mentions) else []
    if before and _may_hold_list([mention for part in (*before, sentence) for mention in part.mentions]):
        joined = passage(sentence, before)
        seen.append((joined.sentence, range(joined.first), joined.first))
    for text, wholes, reaching in seen:
        for whole, run, cue in _lists(document, text, wholes, lexicon):
            if run[-1] >= reaching and text.mentions[whole].start not in known:
                yield _partition(text, whole, run, cue)
    if _may_hold_list(sentence.mentions):
        yield from (found for found in _before_totals(document, sentence, lexicon) if found.whole.start not in known)


def _may_hold_list(mentions: Sequence[Mention]) -> bool:
    """Whether enough figures share a unit for a whole and its parts."""
    return any(times > _FEWEST for unit, times in Counter(mention.unit for mention in mentions).items() if unit)


def _lists(document: Document, sentence: Sentence, wholes: Sequence[int], lexicon: Lexicon) -> Iterator[tuple[int, list[int], Cue]]:
    """Each whole of the given ordinals with the list behind it, and what makes it one: a colon, the names, or only that it stands there."""
    amounts = [k for k, m in enumerate(sentence.mentions) if m.unit and is_whole_or_part(sentence, k, m)]
    for whole in (k for k in amounts if k in wholes and sentence.groups[k] is None):
        colon = _INTRODUCED.match(sentence.text, sentence.positions[whole] + 1)
        # ",来源有两个:" tells how many there are
        told = colon is not None and whole + 1 < len(sentence.mentions) and sentence.positions[whole + 1] < colon.end()
        run = _run(sentence, amounts, whole + told, sentence.mentions[whole])
        if len(run) < _FEWEST:
            continue
        named = run if colon else _named_like(document, [sentence.mentions[k] for k in (whole, *run)], run, lexicon)
        if len(named) >= _FEWEST:
            yield whole, named, "introduced" if colon else "evident"
        else:
            yield whole, run, "adjacent"


def _before_totals(document: Document, sentence: Sentence, lexicon: Lexicon) -> Iterator[Partition]:
    """The totals behind amounts of their unit: 男生620人，女生580人，全校共有学生1200人; where another amount opens the sentence, only those that say so."""
    amounts = [k for k, m in enumerate(sentence.mentions) if m.unit and is_whole_or_part(sentence, k, m) and sentence.groups[k] is None]
    for place, whole in enumerate(amounts):
        total, words = sentence.mentions[whole], sentence.clause_before(whole)
        ahead = amounts[: place - _tells_how_many(sentence, amounts[:place], whole)]
        run = list(takewhile(lambda k: sentence.mentions[k].unit == total.unit, reversed(ahead)))[::-1]  # noqa: B023
        sums_up = SUMS_UP.search(words) is not None
        said = sums_up or (len(run) == len(ahead) and _TOTAL.search(words))
        # What stands before all is checked like what follows it
        if len(run) < _FEWEST or not said or _run(sentence, [*run, whole], run[0] - 1, total, opened=run[0]) != run:
            continue
        if _OF_WHICH.match(sentence.text, sentence.positions[whole] + 1):
            return
        listed = sums_up or ";" not in sentence.between(run[-1], whole) or len(run) > _FEWEST
        if listed or _scheme(document, [sentence.mentions[k] for k in run], lexicon):
            found = _partition(sentence, run[0], run, "evident")
            yield replace(found, whole=total, open=found.open or bool(_SOME.search(words)))
        return


def _tells_how_many(sentence: Sentence, ahead: Sequence[int], whole: int) -> bool:
    """Whether the last of the amounts before a total says of how many it is: 三方面来源总额为⟨⟩."""
    own = bool(ahead) and ahead[-1] == whole - 1 and not _BREAK.search(sentence.between(whole - 1, whole))
    return own and sentence.mentions[ahead[-1]].value.holds(Fraction(len(ahead) - 1)) and not sentence.clause_before(whole - 1).strip()


def _partition(sentence: Sentence, whole: int, run: Sequence[int], cue: Cue) -> Partition:
    """The list as far as it makes up its whole; all of it where it never does."""
    total = sentence.mentions[whole]
    ends = (n for n in range(_FEWEST, len(run)) if nested(_plain(total), [_plain(sentence.mentions[k]) for k in run[:n]]) is not None)
    parts = tuple(sentence.mentions[k] for k in run[: next(ends, len(run))][:_MOST])
    others = bool(OTHERS.search(sentence.text, sentence.positions[run[-2]], sentence.positions[run[-1]]))
    # What brackets say of the last part is of that alone
    end = sentence.text.find("(", sentence.positions[run[-1]], sentence.positions[run[-1]] + 12)
    some = bool(_SOME.search(sentence.text, sentence.positions[whole] + 1, end if end >= 0 else sentence.positions[run[-1]] + 12))
    return Partition(total, parts, cue, open=some, others=others)


def _run(sentence: Sentence, amounts: Sequence[int], first: int, total: Mention, opened: int = -1) -> list[int]:
    """The amounts behind an ordinal, each of the unit of a total, less than it and with words of its own; that of the ordinal `opened` may say 全市."""
    run: list[int] = []
    for k in (k for k in amounts if k > first and sentence.groups[k] is None):
        mention, clause = sentence.mentions[k], sentence.clause_before(k)
        strange = mention.unit != total.unit or not comparable(mention, total) or not total.value.low or not _plain(mention).below(_plain(total))
        # "大型水库⟨3座⟩⟨6.2亿立方米⟩" "A类(已解决)⟨182件⟩" are named by what stands before
        named = clause.strip() or names_class(sentence, k - 1) or (k > 0 and not _BARE.fullmatch(sentence.between(k - 1, k)))
        if (
            strange
            or _NO_PART.search(_OF_ALL.sub("", clause) if k == opened else clause)
            or not named
            or (mention.hedges and not hedged_in_vain(mention))
        ):
            break
        run.append(k)
    return run


def _plain(mention: Mention) -> Interval:
    """The value of a figure, without its hedge where that says nothing."""
    return mention.printed if hedged_in_vain(mention) else mention.value


def _named_like(document: Document, mentions: Sequence[Mention], run: Sequence[int], lexicon: Lexicon) -> list[int]:
    """Those at the head of a list that are called like the whole before it, or all that together divide it in a way the lexicon knows."""
    doing = lexicon.words.get("plain-verbs", ())
    noun, *kinds = (_noun(mention, doing) for mention in mentions)
    named = sum(1 for _ in takewhile(lambda kind: len(kind) > len(noun) and kind.endswith(noun), kinds))
    # "新发放贷款" of 住户贷款 and 企业贷款
    head = noun[-SHARED_ENDING:]
    alike = sum(1 for _ in takewhile(lambda kind: len(kind) > SHARED_ENDING and kind.endswith(head) and kind != noun, kinds))
    return list(run[: max(_scheme(document, mentions[1:], lexicon), max(named, alike) if len(noun) >= SHARED_ENDING else 0)])


def _scheme(document: Document, parts: Sequence[Mention], lexicon: Lexicon) -> int:
    """How many at the head of a list are those of a division that the lexicon knows, each named once; 0 where they are of none."""
    clauses = [clause(document, part) for part in parts]
    schemes = [scheme.split("/") for scheme in lexicon.words.get("partition-schemes", ())]
    fitting = (
        len(names)
        for names in schemes
        if len(names) <= len(clauses) and all(sum(_names(name, words) for words in clauses[: len(names)]) == 1 for name in names)
    )
    two = len(clauses) == _FEWEST and negates(*(words.lstrip(" 其中") for words in clauses))
    return max(fitting, default=_FEWEST if two else 0)


def _names(name: str, words: str) -> bool:
    """Whether words say a name: 合格, which 不合格 does not, 流动资产, which 非流动资产 does not."""
    return name in words and not any(f"{no}{name}" in words for no in "不非")


def _noun(mention: Mention, doing: Sequence[str]) -> str:
    """What an amount is of, without the words that say it is all of it and those of doing: 运输周转 of 全年完成运输总周转量, 公证 of 办理公证."""
    words = bare(mention.label, ())
    verb = max((verb for verb in doing if words.startswith(verb) and len(words) > len(verb)), key=len, default="")
    return words.removeprefix(verb).replace("总", "")
