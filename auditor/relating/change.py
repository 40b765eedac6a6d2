"""Changes bound to the values before and after: by how much (增长15%, 减少65起, 提高2.5个百分点, 增长2倍) from what to what.

The base is recognised by what stands before it: 由…, 上年, 去年同期, 2020年, 较…的. The figure of now is the nearest level before the change
that can be compared with the base and is none itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.model import Mention, MentionKind
from auditor.number import within
from auditor.record import record
from auditor.relating.akin import in_turn, is_among, leading_comparison, like_named, of_own_place
from auditor.relating.level import (
    DOUBLINGS,
    PERIOD,
    beside_plan,
    can_change,
    directions,
    divided,
    has_own_level,
    is_base,
    is_change,
    is_set_off,
    is_span,
    of_another_time,
    of_other_years,
    of_unlike_signs,
    ways,
)
from auditor.relating.noun import noun
from auditor.relating.sentence import Sentence
from auditor.relating.unit import comparable

# The time in which something changed: "一年间", and "间" behind the sign of 五年
IN_YEARS = r"[一二两三四五六七八九十]年(?:时?间|来|内|里)?|^(?:时?间|来|内|里)"
# All that may stand between the last mark or figure and the change itself: "同比" "比上年" "净" — not "其中盗窃案件"
_PLAIN = expression(
    rf"(?:的|预期目标|平均水平|水平|平均)?(?:相比[,，]?)?(?:同比|环比|名义|净|共|累计|{IN_YEARS}|(?:比|较)?(?:{PERIOD})|分别|依次|则|反而|实际|每\p{{Han}}{{1,3}}?)*$"
)
# All of a clause behind a base: "多招录" of 比去年的700人多招录 — not "多媒体教室"
_MORE = expression(r"[多少](?!媒|数|年|次|种|元|个)\p{Han}{1,3}")
# Behind a change whose own clause names what changed: 社区食堂新增⟨⟩",由原来的"⟨⟩ — not ",员工由"
_LED = expression(rf",(?:总[数量额]|存量|数量|规模|余额)?[由从](?:原来|原先|{PERIOD})?的?")
# What a change is of, behind its word: "养老床位" of 净增养老床位⟨⟩,由⟨⟩增至⟨⟩ — not "率" of 增长率
_OF_WHAT = expression(r"(?<=净增加?|净减少?|新增|增加|增设|减少|压减|精简|缩减|缩短)了?(?!率|幅|比)\p{Han}{2,16}$")
# Between a change, or the base behind it, and the value that they lead to: "至" ",达到" "增加到" ",12月末为" — not ",其中"
_ON_TO = expression(
    r",?(?:到|截?至)?(?:今年|本[年月季周期]|20\d\d年|\d{1,2}月|年|季)?[末底]?(?:总数|总量|总额)?(?:现|目前)?已?(?:增[加长]?|减少?|上?升|下?降|提[高升]|上?涨|缩[短减小]|延长|扩[大充建展]|压[减缩]|回[落升]|下[滑跌调]|精简|上调|达)?(?:(?:到|至|为|达)(?:了|今年的?|目前的?)?|(?<=现|目前)有|(?<=[末底])共有?)"
)
# All before a base that opens its statement, so that the subject is still to come: "较上年末的" — not "企业较上年末的"
_OPENING = expression(r"(?:^|[。;])\s*(?:比|较|与)[^,;。\ue000-\uf8ff]*$")
# ",年末在册企业达" — not ",其中个体达"
_SUBJECT = expression(r",(?!其中|同比|比|较)[^,;。()\ue000-\uf8ff]{2,14}")
# All before the first of two values that open a statement: "从上年的" in "从上年的⟨⟩到今年的⟨⟩,志愿者增加⟨⟩"
_FROM, _TO = expression(rf"(?:由|从)(?:{PERIOD})?"), expression(r"[到至]")
# What may stand between the brackets of a base and the points: "(⟨⟩)的平均水平⟨⟩"
_LEVEL_WORDS = expression(r"的?(?:平均|总体|整体|预期)?(?:水平|目标)?|的(?:平均|总体|整体)?(?:增速|增幅)")
# ",今年受理" ",本月为" — not ",其中今年"
_NOW = expression(r",(?:而)?(?:今年|本年|本期|当期|本月|本季度?|20\d\d年)(?:上半年|同期|[末底])?[^,;。()\ue000-\uf8ff]{0,8}")
# ",全省和上年增速分别为": the first of several
_OF_SEVERAL = expression(rf"\p{{Han}}[和与及、](?:{PERIOD})[^,;。]*(?:分别|依次)")
# ",粉丝从" before a base — not ",总量由"
_WHOSE = expression(r"(?!总|存|规模|数|余额|现)(?P<of>(?!年|月|上|去|今|本|全|其)\p{Han}{2,8})(?<!已|均|[年月期])[由从]")
_NEAR, _SKIPPED = 2, expression(r"年均|平均每年|每年|年平均|复合|累计拉动|拉动|贡献")


@record(frozen=True)
class Change:
    """A change with the two values that it leads from and to.

    `falls` is its direction, `words` the text from the first value on; `far` where they stand in several sentences or are known by their names alone, `loose` by the figures.
    """

    change: Mention
    before: Mention
    after: Mention
    falls: bool
    words: str
    far: bool = False
    loose: bool = False

    @property
    def is_quotient(self) -> bool:
        """Whether a multiple says how many times as much the later value is (翻两番, 是上年的3倍), not by how many times it grew."""
        return self.change.unit in DOUBLINGS or self.words.endswith("的") or self.change.label.endswith("的")


def bind_changes(sentence: Sentence, lexicon: Lexicon) -> Iterator[Change]:
    """Every change of a sentence whose base and present value stand in the same sentence."""
    for order in range(len(sentence.mentions)):
        falls = _direction(sentence, order, lexicon)
        if falls is None:
            continue
        if steps := in_turn(sentence, order):
            yield from (Change(sentence.mentions[c], sentence.mentions[b], sentence.mentions[n], falls, "") for b, n, c in steps)
            continue
        base = _base(sentence, order)
        if base is None or of_another_time(sentence, order, base):
            continue
        now = _now(sentence, order, base)
        if (
            now is not None
            and not of_other_years(sentence, order, now, base)
            and not of_unlike_signs(sentence, now, base)
            and not is_set_off(sentence, order, lexicon, falls=falls)
            and not beside_plan(sentence, order, base)
            and not has_own_level(sentence, max((k for k in (now, base) if k < order), default=order), order)
        ):
            words = sentence.text[sentence.positions[min(now, base)] : sentence.positions[order]]
            found = Change(sentence.mentions[order], sentence.mentions[base], sentence.mentions[now], falls, words)
            if near(found) or not _names_anew(sentence, order, lexicon):
                yield found


def _direction(sentence: Sentence, order: int, lexicon: Lexicon) -> bool | None:
    """Whether a mention is said to be a fall, by the word of direction right before it; None where more than connectives stand before that."""
    clause, told = sentence.clause_before(order).strip(), ways(sentence, order, lexicon)
    if _SKIPPED.search(clause) or (clause.startswith("平均") and order and sentence.mentions[order - 1].unit == "年"):
        return None
    if order and _MORE.fullmatch(clause) and is_base(sentence, order - 1):
        return clause.startswith("少")
    # 翻了两番 is its own word of direction
    if _LEVEL_WORDS.fullmatch(clause) and order and sentence.mentions[order].unit not in DOUBLINGS and is_base(sentence, order - 1):
        told = directions(leading_comparison(sentence, order - 1), lexicon)
    led = order + 1 < len(sentence.mentions) and _LED.fullmatch(sentence.between(order, order + 1)) is not None
    told = directions(_OF_WHAT.sub("", clause), lexicon) if led else told
    led = led or _names_what_led(sentence, order) or _base_of_reached(sentence, order) is not None or _both_behind(sentence, order)
    return next((falls for falls, before in told if led or _PLAIN.fullmatch(before.removeprefix(",")) or _takes_up(sentence, order, before)), None)


def _names_anew(sentence: Sentence, order: int, lexicon: Lexicon) -> bool:
    """Whether the words before a change name what it is of, which may be less than its value is of: 中小学幼儿园⟨⟩,上年⟨⟩,幼儿园减少⟨⟩."""
    told = [before.removeprefix(",") for _, before in ways(sentence, order, lexicon)]
    return any(_takes_up(sentence, order, before) for before in told) and not any(map(_PLAIN.fullmatch, told))


def _takes_up(sentence: Sentence, order: int, before: str) -> bool:
    """Whether the words before a change name what the value before its base is of: 客流⟨⟩,2024年为⟨⟩,客流增长⟨⟩."""
    plain = _PLAIN.search(before)
    named = before[: plain.start() if plain else None].rstrip("数量额")
    return len(named) > 1 < order and is_base(sentence, order - 1) and sentence.clause_before(order - 2).rstrip("数量额达到为共有").endswith(named)


def _names_what_led(sentence: Sentence, order: int) -> bool:
    """Whether two values that open the sentence lead to a change which is the first to say what they are of: 从⟨⟩到⟨⟩,志愿者增加⟨⟩."""
    levels = [k for k in range(order) if not is_span(sentence, k)]
    # 与上年的⟨⟩相比,回收额增加⟨⟩,达到⟨⟩
    if levels == [0] and _OPENING.search(sentence.text[: sentence.positions[0]]) and _reaches(sentence, order):
        return is_base(sentence, 0)
    opens = levels == [0, 1] and _FROM.fullmatch(sentence.text[: sentence.positions[0]]) is not None
    return opens and _TO.search(sentence.between(0, 1)) is not None


def _base(sentence: Sentence, order: int) -> int | None:
    """The base that stands nearest: before the change, or in brackets or the next clause right behind it or the value that it reaches."""
    reached = _base_of_reached(sentence, order)
    if reached is not None:
        return reached
    before = [k for k in range(order - 1, max(-1, order - 5), -1) if is_base(sentence, k)]
    after = [k for k in range(order + 1, min(len(sentence.mentions), order + 2)) if is_base(sentence, k) and _explains(sentence, order, k)]
    nearest = (before + after)[:1]
    return nearest[0] if nearest and not divided(sentence, nearest[0], order) else None


def _base_of_reached(sentence: Sentence, order: int) -> int | None:
    """The base right behind the value that a change reaches: 门诊量增长⟨⟩,达到⟨⟩(上年同期⟨⟩)."""
    base = order + 2
    told = base < len(sentence.mentions) and _reaches(sentence, order)
    return base if told and is_base(sentence, base) and _explains(sentence, order + 1, base) else None


def _both_behind(sentence: Sentence, order: int) -> bool:
    """Whether base and present value follow a change one after the other: 受理量下降⟨⟩,上月为⟨⟩,本月为⟨⟩."""
    base = order + 1
    return base < len(sentence.mentions) and is_base(sentence, base) and _explains(sentence, order, base) and _is_of_now(sentence, base + 1)


def _reaches(sentence: Sentence, k: int) -> bool:
    """Whether the next mention is the value that the words behind a mention lead to: 增长⟨⟩,达到⟨⟩."""
    return k + 1 < len(sentence.mentions) and _ON_TO.fullmatch(sentence.between(k, k + 1)) is not None


def _explains(sentence: Sentence, order: int, k: int) -> bool:
    """Whether the base behind a change belongs to it: "(上年同期⟨⟩)", ",上年为⟨⟩"."""
    between = sentence.between(order, k)
    own = between.lstrip("(,、")
    several = _OF_SEVERAL.search(own) is not None
    other = _WHOSE.match(own)
    # 浏览量增长⟨⟩,粉丝从⟨⟩增至⟨⟩: what came from there is another
    if other is not None and other["of"][-2:] not in sentence.text[: sentence.positions[order]]:
        return False
    return len(between) <= 12 and between[:1] in ("(", ",", "、") and own[:1] not in ("比", "较") and not several


def _now(sentence: Sentence, order: int, base: int) -> int | None:
    """The value that the change leads to: behind 由…到 the next level, the one that the change is said to reach, else the nearest level before base and change."""
    for k in range(min(base, order) + 1, max(base, order)):
        if (
            can_change(sentence, k)
            and comparable(sentence.mentions[k], sentence.mentions[base])
            and not is_base(sentence, k)
            and not is_change(sentence, k)
        ):
            return None if k > base + 1 and order > base and noun(sentence, k) else k
    reached = max(base, order) + 1
    if _reaches(sentence, reached - 1) or _opens(sentence, base, reached) or (base > order and _is_of_now(sentence, reached)):
        return reached if can_change(sentence, reached) and comparable(sentence.mentions[reached], sentence.mentions[base]) else None
    earlier = [
        k for k in range(min(base, order) - 1, -1, -1) if can_change(sentence, k) and comparable(sentence.mentions[k], sentence.mentions[base])
    ]
    nearest = like_named(sentence, base, [k for k in earlier if not is_change(sentence, k)])
    for k in of_own_place(sentence, base, nearest):
        return (
            None
            if is_base(sentence, k)
            or is_among(sentence, k, base)
            or divided(sentence, k, order)
            or sentence.mentions[k].unit != sentence.mentions[base].unit
            else k
        )
    return None


def _is_of_now(sentence: Sentence, k: int) -> bool:
    """Whether a value is said of now, right behind the base: 多受理⟨⟩,去年受理⟨⟩,今年受理⟨⟩."""
    return k < len(sentence.mentions) and _NOW.fullmatch(sentence.between(k - 1, k)) is not None


def _opens(sentence: Sentence, base: int, reached: int) -> bool:
    """Whether base and change open their statement, and the next clause is the first to say what they are of: 较上年末的⟨⟩增长⟨⟩,在册企业达⟨⟩."""
    opened = reached < len(sentence.mentions) and _OPENING.search(sentence.text[: sentence.positions[base]])
    return bool(opened) and _SUBJECT.fullmatch(sentence.between(reached - 1, reached)) is not None


def near(change: Change) -> bool:
    """Whether the change is about what the values give; values that have nothing to do with it seldom are."""
    size, before, after = (m.value.middle for m in (change.change, change.before, change.after))
    if not size or not before or after is None:
        return False
    grown = (before - after) if change.falls else (after - before)
    kind = change.change.kind
    computed = (
        grown / before * 100 if kind is MentionKind.PERCENT else after / before - (not change.is_quotient) if kind is MentionKind.MULTIPLE else grown
    )
    # One doubling too many is twice as much, and still about it
    return within(computed, size, _NEAR**2 if change.change.unit in DOUBLINGS else _NEAR)
