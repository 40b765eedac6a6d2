"""text ∌ pattern: what is wrong by its wording alone; templates over sentences where numbers take part, plain expressions elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from auditor.expression import expression
from auditor.lexicon import Lexicon
from auditor.meaning import MATCHES_ALL, Said, Some, Whole
from auditor.model import BlockKind, Outcome, Severity, Verdict
from auditor.record import field, record
from auditor.relating import Context
from auditor.relating.known import known
from auditor.relating.signing import SET_OFF
from auditor.relating.template import Role, Template, awake, roles_of, template
from auditor.rule import STRICT, Rule, Text

if TYPE_CHECKING:
    import regex

    from auditor.relating.template_faults import Fault

# Seconds for one pattern and a million characters, so that a runaway expression ends and a long document does not
_TIMEOUT = 20.0
_NO_ROLES: Mapping[str, Role] = {}
_SCOPES = {"blocks": "block", "followed_by": "block", "longer_than": "block", "printed": "text", "roles": "sentence"}
_OTHER_SCOPE = Text("只在 scope: {0} 时有用", "counts in scope: {0} only")
_NO_ROLE = Text("{0}：scope: sentence 的 pattern 里才有角色", "{0}: only a pattern of scope: sentence has roles")
_NO_GROUP = Text("不能用：{0}；\\g<名称> 取 pattern 里同名的组", "cannot be used: {0}; \\g<name> takes a group of the pattern")
# Titles and quotations: what stands inside is somebody's wording. "《…》" "“…”" — a lone mark opens nothing
_QUOTED = expression(r"《[^《》\n]*》|“[^“”\n]*”|「[^「」\n]*」")
FIELDS = frozenset({"suggestion"})
"""What a message may name."""


@record(frozen=True)
class Case:
    """One wording of the fault."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    pattern: Said
    """A regular expression over folded text (full-width marks may be written); a group named `at` is what the finding points at."""
    suggestion: str | None = None
    """The right text of what the finding points at, where that is certain; \\g<name> takes a group of the pattern."""
    severity: Severity | None = None
    """Weaker than the rule's severity, for a weaker wording."""


@record(frozen=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    cases: Some[Case]
    """The wordings."""
    scope: Literal["text", "block", "sentence"] = "text"
    """Where a pattern is matched: anywhere, in each block by itself (^ and $ are its ends), or as a template over each sentence with numbers."""
    roles: Mapping[str, Role] = field(default_factory=dict)
    """What the roles of templates must be (scope sentence)."""
    unless: tuple[Said, ...] = ()
    """Regular expressions; a match is dropped where one of them matches the same block."""
    around: tuple[Said, ...] = ()
    """Regular expressions; a match is dropped where one of them matches text that overlaps it."""
    usual: str = ""
    """The usual form: the fault is reported only in a document that writes this at least `times` as often."""
    times: Whole = 5
    """How much more often the usual form must be."""
    quoted: bool = True
    """Whether text inside 《》 and quotation marks is looked at."""
    blocks: tuple[BlockKind, ...] = ()
    """Kinds of block to look at; none given: all."""
    prose: bool = False
    """Whether only blocks with a full stop or a semicolon in them, or a text of one block, are looked at, so that tables and titles are left alone."""
    followed_by: str = ""
    """A regular expression that the text right behind the block must match (scope block), such as a blank line or a heading."""
    printed: bool = False
    """Whether a pattern is matched with the text as printed, where a full-width digit is not its half-width twin (scope text)."""
    unspaced: bool = False
    """Whether a pattern is matched without the spaces that set figures off, 增长 4.6 个百分点 (scope text)."""
    longer_than: Whole = 0
    """Blocks of no more characters than this are passed over."""


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    """Every match once."""
    params: Params = rule.params
    found: dict[tuple[int, int], Outcome] = {}
    text = context.wording if params.scope == "sentence" else _text(context, params)
    woken = awake([case.pattern for case in params.cases], params.roles, context.lexicon, known(text), context.sieves.units)
    for case in params.cases if woken else ():
        for start, end, suggestion in _MATCHERS[params.scope](context, params, case, woken[case.pattern]) if case.pattern in woken else ():
            if not _exempt(context, params, start, end):
                found.setdefault((start, end), _outcome(context, case, start, end, suggestion))
    if found and _is_usual_form(context, params, len(found)):
        yield from (found[place] for place in sorted(found))


def faults(rule: Rule, lexicon: Lexicon) -> Iterator[Fault]:
    """Patterns and suggestions that cannot be used, and parameters that count in another scope only."""
    from auditor.relating.template_faults import role_faults, template_faults

    params: Params = rule.params
    for name, scope in _SCOPES.items():
        if getattr(params, name) and params.scope != scope:
            yield ("check", name), _OTHER_SCOPE.filled(scope)
    cases: list[tuple[tuple[str | int, ...], str]] = [(("check", "cases", place, "pattern"), case.pattern) for place, case in enumerate(params.cases)]
    texts: list[tuple[tuple[str | int, ...], str]] = [
        (("check", key, n), text) for key in ("unless", "around") for n, text in enumerate(getattr(params, key))
    ]
    texts += [(("check", key), getattr(params, key)) for key in ("usual", "followed_by") if getattr(params, key)]
    told = list(template_faults([*cases, *texts], params.roles, lexicon))
    yield from told
    if params.scope == "sentence":
        yield from role_faults(params.roles, [pattern for _, pattern in cases])
    for key, text in texts if params.scope == "sentence" else [*cases, *texts]:
        yield from ((key, _NO_ROLE.filled(f"{{{role}}}")) for role in sorted(roles_of(text)))
    if not told:
        yield from _unfit(params, [*cases, *texts], lexicon)


def _unfit(params: Params, patterns: Sequence[tuple[tuple[str | int, ...], str]], lexicon: Lexicon) -> Iterator[Fault]:
    """Patterns that fit everywhere, and suggestions that take groups which their pattern does not have."""
    import regex

    for key, text in patterns:
        if key[-1] != "followed_by" and params.scope == "text" and Template(text, params.roles, lexicon).pattern.search("", timeout=_TIMEOUT):
            yield key, MATCHES_ALL
    for place, case in enumerate(params.cases):
        try:
            groups = Template(case.pattern, params.roles, lexicon).pattern
            names = {order: f"?P<{name}>" for name, order in groups.groupindex.items()}
            # Whatever the pattern asks for: this one has its groups and fits at once, so that the suggestion is made
            regex.sub("".join(f"({names.get(order, '')})" for order in range(1, groups.groups + 1)), case.suggestion or "", "")
        except (regex.error, IndexError) as error:
            yield ("check", "cases", place, "suggestion"), _NO_GROUP.filled(error)


def _outcome(context: Context, case: Case, start: int, end: int, suggestion: str | None) -> Outcome:
    quote = context.document.text[start:end]
    return Outcome(
        Verdict.VIOLATED,
        start,
        end,
        stated=quote,
        fields={"suggestion": suggestion or ""},
        severity=case.severity,
        suggestion=suggestion,
        in_ledger=False,
    )


def _is_usual_form(context: Context, params: Params, count: int) -> bool:
    if not params.usual:
        return True
    return sum(1 for _ in _template(context, params.usual).pattern.finditer(_text(context, params))) >= params.times * count


def _text(context: Context, params: Params) -> str:
    text = context.document.text if params.printed else context.document.folded
    return _close(text)[0] if params.unspaced else text


def _template(context: Context, text: str) -> Template:
    return template(text, _NO_ROLES, context.lexicon)


Found = Iterator[tuple[int, int, str | None]]


def _in_text(context: Context, params: Params, case: Case, wording: Template) -> Found:
    text = _text(context, params)
    places = _close(context.document.folded)[1] if params.unspaced else range(len(text) + 1)
    for match in wording.pattern.finditer(text, timeout=_TIMEOUT * (1 + len(text) // 1_000_000)):
        start, end, suggestion = _placed(match, case, 0)
        yield places[start], places[end - 1] + 1 if end > start else places[end], suggestion


@lru_cache(maxsize=2)
def _close(text: str) -> tuple[str, Sequence[int]]:
    """A text without the spaces that set figures off, and where each of its characters stands."""
    spaces = {match.start() for match in SET_OFF.finditer(text)} if " " in text else set[int]()
    if not spaces:
        return text, range(len(text) + 1)
    places = [place for place in range(len(text) + 1) if place not in spaces]
    return "".join(text[place] for place in places[:-1]), places


def _in_blocks(context: Context, params: Params, case: Case, wording: Template) -> Found:
    following = _template(context, params.followed_by)
    for block in context.document.blocks:
        text = context.document.folded[block.start : block.end]
        left = len(text) - len(text.lstrip())
        text = text.strip()
        if len(text) <= params.longer_than or (params.blocks and block.kind not in params.blocks) or wording.sleeps(text):
            continue
        for match in wording.pattern.finditer(text, timeout=_TIMEOUT):
            if not params.followed_by or following.pattern.match(context.document.folded, block.end):
                yield _placed(match, case, block.start + left)


def _in_sentences(context: Context, params: Params, case: Case, wording: Template) -> Found:
    for sentence, _ in context.entire:
        for match, _ in wording.matches(sentence):
            start, end = match.span("at" if "at" in match.re.groupindex else 0)
            yield *sentence.span(start, end), _suggested(match, case)


_MATCHERS = {"text": _in_text, "block": _in_blocks, "sentence": _in_sentences}


def _placed(match: regex.Match[str], case: Case, shift: int) -> tuple[int, int, str | None]:
    start, end = match.span("at" if "at" in match.re.groupindex else 0)
    return start + shift, end + shift, _suggested(match, case)


def _suggested(match: regex.Match[str], case: Case) -> str | None:
    return None if case.suggestion is None else match.expand(case.suggestion)


def _exempt(context: Context, params: Params, start: int, end: int) -> bool:
    document = context.document
    if not params.quoted and any(a < end and start < b for a, b in _quotations(document.text)):
        return True
    for pattern in params.around:
        low, high = max(0, start - 60), min(len(document.folded), end + 60)
        if any(
            m.start() < end and start < m.end() for m in _template(context, pattern).pattern.finditer(document.folded, low, high, timeout=_TIMEOUT)
        ):
            return True
    if not params.unless and not params.prose:
        return False
    block = context.block_at(start)
    text = document.folded[block.start : block.end] if block else ""
    text = _close(text)[0] if params.unspaced else text
    return (params.prose and len(document.blocks) > 1 and not any(c in text for c in "。;")) or any(
        _template(context, pattern).pattern.search(text, timeout=_TIMEOUT) for pattern in params.unless
    )


@lru_cache(maxsize=4)
def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _QUOTED.finditer(text))
