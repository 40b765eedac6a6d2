"""n follows n - 1: headings 一、 （一） 1. and series 一是 二是, each counted under the heading above it; captions of tables and figures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from auditor.expression import expression
from auditor.extraction import extract
from auditor.lexicon import Lexicon
from auditor.meaning import Word
from auditor.model import Block, Member, MentionKind, Outcome, Severity, Verdict
from auditor.reading import document_from_text
from auditor.record import field, record
from auditor.relating import Context
from auditor.relating.marking import form_of, numbered
from auditor.relating.numbered import Numbered, articles, captions
from auditor.rule import STRICT, Rule, Text

if TYPE_CHECKING:
    from auditor.relating.template_faults import Fault

# A sentence that lost its ordinal: "。是深化治理。" "^是优化服务。" — not "是否" "是的" "是因为"
_BARE = expression(r"(?:^|(?<=[。;；]))\s*(?P<at>是)(?=\p{Han}{2,24}[。,;])(?!否|的|因|由于|指|在|我|一|全|最|目前|个|为了)")
# Behind the number of a heading: "三、保障措施", "1. “四个一”" — not "(3)=(2)/(1)"
_TITLED = expression(r"\s*[\p{L}“《\d]")
_TITLE = 40
_Marker = tuple[str, int, int, int]
_NO_MARKER = Text("{0} 读不成序号；写作 一、 （一） 1. （1） ① 一是 第一，", "{0} is read as no marker; write 一、 （一） 1. （1） ① 一是 第一，")
_NOT_JUDGED = Text("forms 里没有 {0}", "{0} is not among forms")
_NO_FORMS = Text("要先写 forms", "needs forms")
FIELDS = frozenset({"computed", "expected", "previous", "series"})
"""What a message may name."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    forms: tuple[Word, ...] = ()
    """Markers that are counted, written with their first number, higher levels first: 一、 （一） 1. （1） 一是."""
    above: tuple[Word, ...] = ()
    """Markers that are not judged here but begin a new count of all the forms below them."""
    headings: bool = False
    """Whether only markers at the head of a block count, with words behind them."""
    bare: bool = False
    """Whether a sentence that begins with a bare 是 beside numbered ones (一是) is one that lost its number."""
    starts_at_one: bool = True
    """Whether a series that begins with a later number is at fault; excerpts begin anywhere."""
    captions: tuple[Literal["表", "图", "附件", "附表", "附图", "条"], ...] = ()
    """Words of captions that are numbered too, each for itself; 条 for articles (第三条)."""
    severities: dict[Word, Severity] = field(default_factory=dict)
    """Weaker severities by form."""


def faults(rule: Rule, lexicon: Lexicon) -> Iterator[Fault]:
    """Forms that no marker has, severities of forms that are not judged, and a series that lost markers of no form."""
    params: Params = rule.params
    for key in ("forms", "above"):
        yield from ((("check", key, n), _NO_MARKER.filled(form)) for n, form in enumerate(getattr(params, key)) if not _is_marker(form, lexicon))
    for form in params.severities:
        if form not in params.forms:
            yield ("check", "severities", form), _NOT_JUDGED.filled(form)
    if params.bare and not params.forms:
        yield ("check", "bare"), _NO_FORMS


def _is_marker(form: str, lexicon: Lexicon) -> bool:
    """Whether a line that begins with it is read as an item of that form."""
    document = document_from_text("", f"{form}加强领导。")
    return any(m.kind is MentionKind.MARKER and form_of(document.text[m.start : m.end]) == form_of(form) for m in extract(document, lexicon))


class _Series:
    """The markers of one count so far: ordinal and place; a bare one has the ordinal 0."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.entries: list[tuple[int, int, int]] = []


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Each series of two and more markers once: holds, or violated at its first fault."""
    forms = [form_of(f) for f in (*rule.params.above, *rule.params.forms)]
    judged = {form_of(f) for f in rule.params.forms}
    for series in _collected(context, forms, rule.params):
        if series.form in judged and _worth_judging(series):
            yield _outcome(context, series, rule.params)
    for series in _captioned(context, rule.params):
        if len(series.entries) > 1:
            yield _outcome(context, series, rule.params)


def _captioned(context: Context, params: Params) -> Iterator[_Series]:
    """The captions of each word, counted anew where a number one with another title stands; what stands again, or goes on (续), counts once."""
    running: dict[str, _Series] = {}
    titles: dict[tuple[str, int], str] = {}
    for caption in _numbered_things(context, params):
        key = caption.word, caption.number
        again = caption.word != "条" and key in titles and caption.title in ("", titles[key])
        if caption.word not in params.captions or "续" in caption.title or again:
            continue
        if caption.number == 1 and caption.word in running:
            yield running.pop(caption.word)
            titles = {other: title for other, title in titles.items() if other[0] != caption.word}
        titles[key] = titles.get(key) or caption.title
        running.setdefault(caption.word, _Series("第一条" if caption.word == "条" else f"{caption.word}1")).entries.append(
            (caption.number, caption.start, caption.end)
        )
    yield from running.values()


def _numbered_things(context: Context, params: Params) -> Iterator[Numbered]:
    """Captions, and articles that are set apart from their words: 第五条修改为…… is an amendment, which skips."""
    if "条" in params.captions:
        yield from (article for article in articles(context.document) if context.document.folded[article.end : article.end + 1] in " \n")
    if set(params.captions) - {"条"}:
        yield from captions(context.document)


def _collected(context: Context, forms: Sequence[str], params: Params) -> Iterator[_Series]:
    """Series in the order in which they end; a marker ends the series of all forms below its own.

    A marker that counts from one again opens a series inside or behind the running one; one that follows an outer series goes on with that.
    """
    running: dict[str, list[_Series]] = {}
    for form, ordinal, start, end in sorted(_markers(context, forms, params), key=lambda m: m[2]):
        for lower in forms[forms.index(form) + 1 :]:
            yield from running.pop(lower, ())
        stack = running.setdefault(form, [])
        if ordinal == 1 or not stack:
            stack.append(_Series(form))
        elif not _follows(stack[-1], ordinal):
            outer = next((n for n, series in enumerate(stack) if _follows(series, ordinal)), None)
            if outer is not None:
                yield from stack[outer + 1 :]
                del stack[outer + 1 :]
        if not _repeats(context, stack[-1], ordinal, end):
            stack[-1].entries.append((ordinal, start, end))
    for stack in running.values():
        yield from stack


def _repeats(context: Context, series: _Series, ordinal: int, end: int) -> bool:
    """Whether the series has this very heading already, as where a page repeats it or says that it goes on (续)."""
    words = _title(context, end)
    return "续)" in words or (bool(words) and any(o == ordinal and _title(context, e) == words for o, _, e in series.entries))


def _title(context: Context, end: int) -> str:
    return context.document.folded[end : end + _TITLE].split("\n")[0].strip()


def _follows(series: _Series, ordinal: int) -> bool:
    previous = series.entries[-1][0] if series.entries else 0
    return not previous or not ordinal or ordinal == previous + 1


def _markers(context: Context, forms: Sequence[str], params: Params) -> Iterator[_Marker]:
    """The markers of the given forms, numbered ones first, then the sentences that lost theirs."""
    numbered = [m for m in context.mentions if m.kind is MentionKind.MARKER and m.value.low is not None]
    heads = {_head(context, block) for block in context.document.blocks}
    for mention in numbered:
        form = form_of(context.document.text[mention.start : mention.end])
        if form in forms and (not params.headings or (mention.start in heads and _TITLED.match(context.document.folded, mention.end))):
            yield form, int(mention.value.low or 0), mention.start, mention.end
    if params.bare:
        inline = [m.start for m in numbered if context.document.text[m.end - 1] == "是"]
        for block in context.document.blocks:
            if bisect_left(inline, block.start) < bisect_left(inline, block.end):
                for match in _BARE.finditer(context.document.folded[block.start : block.end].rstrip()):
                    yield form_of(params.forms[0]), 0, block.start + match.start("at"), block.start + match.end("at")


def _head(context: Context, block: Block) -> int:
    """Where the words of a block begin."""
    text = context.document.folded[block.start : block.end]
    return block.start + len(text) - len(text.lstrip())


def _worth_judging(series: _Series) -> bool:
    return len(series.entries) > 1 and any(ordinal for ordinal, _, _ in series.entries)


def _outcome(context: Context, series: _Series, params: Params) -> Outcome:
    members = tuple(Member("marker", start, end) for _, start, end in series.entries)
    quotes = [context.document.text[start:end].strip() for _, start, end in series.entries]
    fault = _first_fault([ordinal for ordinal, _, _ in series.entries], starts_at_one=params.starts_at_one)
    if fault is None:
        return Outcome(Verdict.HOLDS, members[0].start, members[0].end, members, stated=" ".join(quotes), computed=" ".join(quotes))
    index, expected = fault
    marker = context.document.text[members[index].start : members[index].end]
    wanted = numbered(series.form, expected)
    if params.headings and _has_inline(context, series, index):
        return Outcome(Verdict.UNDECIDED, members[index].start, members[index].end, members, marker.strip(), wanted, reason="listed-inline")
    fields = {"expected": wanted, "previous": quotes[index - 1] if index else "", "series": " ".join(quotes)}
    severity = (
        Severity.INFO
        if params.forms and not params.starts_at_one and series.entries[0][0] != 1
        else next((s for f, s in params.severities.items() if form_of(f) == series.form), None)
    )
    return Outcome(Verdict.VIOLATED, members[index].start, members[index].end, members, marker.strip(), wanted, fields=fields, severity=severity)


def _has_inline(context: Context, series: _Series, index: int) -> bool:
    """Whether markers of the same form stand inside the text between the head of the series and its fault: then the count is not the headings' alone."""
    counted = {start for _, start, _ in series.entries}
    low, high = series.entries[0][2], series.entries[index][1]
    inside = (m for m in context.mentions if m.kind is MentionKind.MARKER and low <= m.start < high and m.start not in counted)
    return any(form_of(context.document.text[m.start : m.end]) == series.form for m in inside)


def _first_fault(ordinals: Sequence[int], *, starts_at_one: bool) -> tuple[int, int] | None:
    """Index of the first marker that does not follow, and the ordinal expected there."""
    first = 1 if starts_at_one or not ordinals[0] else ordinals[0]
    return next(((index, first + index) for index, ordinal in enumerate(ordinals) if ordinal != first + index), None)
