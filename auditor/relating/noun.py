"""What a figure is of: the noun of its label, without its time and its verb, and how much of it two labels share."""

from __future__ import annotations

from auditor.expression import expression
from auditor.relating.sentence import Sentence

# "2024年末" "降至" "累计完成" "截至" and the joint of a list — not "存款余额" nor "增加值"
_FRAME = expression(
    r"^[和及是而]|[这该]一?[个支类批项]?(?:数字?|队伍|群体|数量|指标|比例|规模)(?:变[成为]了?)?|(?:19|20)\d\d年?(?:\d+月)?|\d+月|截至|目前|全年|今年|本年|当年|上年|去年|年初|年末|年底|月末|同期|末|底|达到?|发展|实现|完成|共|累计|为|突破|已|与|的|比|较|由|从|只有|仅"
    r"|(?:改[造革制]|整治|实施|治理|扩建|搬迁|试点|技改|重组|投产|疫情|节)[前后]|下降|上升|提高|提升|增加(?!值)|增长|减少|缩短|压缩|回落|扩大|降|升|增(?!加值)|减|到|至"
)

_LONG = 4
# What the name of an amount has no part in: "完成" "全县" "共"
_DOING = expression(r"完成|实现|达到?|累计|合计|(?<!公)共计?|总|全[国省市县区镇乡年]|[已的]")
_LEAST = 2


def noun(sentence: Sentence, k: int) -> str:
    """The noun of a figure's label, "" where it has none of its own (2024年降至⟨⟩)."""
    return stripped(sentence.mentions[k].label)


def stripped(words: str) -> str:
    """The words without time and verb."""
    return str(_FRAME.sub("", words))


def is_short_for(name: str, words: str) -> bool:
    """Whether a name of four characters and more leaves out some of the words: 农村居民收入 of 农村居民人均可支配收入."""
    return len(name) >= _LONG and name[:2] in words and is_spread(name, words)


def is_spread(name: str, words: str) -> bool:
    """Whether the characters of a name stand among the words in their order: 立案 in 立行政案件."""
    rest = iter(words)
    return all(character in rest for character in name)


def shared(a: str, b: str) -> int:
    """How many neighbouring characters two names have in common: 2 for 接待量 and 接待游客."""
    longest = 0
    for start in range(len(a)):
        while start + longest < len(a) and a[start : start + longest + 1] in b:
            longest += 1
    return longest


def is_narrower(label: str, part: str) -> bool:
    """Whether a total is of some of what a part is of: 工业投资 beside 投资 — not 总投资."""
    own, other = (_DOING.sub("", words) for words in (label, part))
    return len(other) >= _LEAST and len(own) > len(other) and own.endswith(other)
