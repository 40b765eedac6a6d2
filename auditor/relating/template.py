"""Templates: regular expressions over sentences whose numbers are signs; the language in which rules say how their roles are recognised.

    由{before}(?:增至|增加到){after}{~}增长{rate}

`{role}` is one mention of the kinds that the rule gives to that role; a role may occur several times and then holds several mentions.
`{@name}` is any word of the list `name` of the lexicon. `{-}` is a gap inside a clause (no comma), `{~}` one inside a statement (no full stop,
no semicolon); neither contains a quantity, both step over brackets. `{...}` is a gap that may contain anything but a full stop.
`{#name}` is a whole number that stands in the text as part of a date or an ordinal (the 2020 of 2020年); it plays the role `name`.
Everything else is an ordinary regular expression over folded text; full-width marks may be written, they are folded too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from auditor.expression import expression, kept_pattern, says
from auditor.kept import kept
from auditor.lexicon import Lexicon, Sense
from auditor.meaning import Pattern, Some
from auditor.model import Mention, MentionKind
from auditor.number import Interval
from auditor.record import record
from auditor.relating.known import Known, Needs, met
from auditor.relating.sentence import SIGNS, Sentence
from auditor.relating.unit import alike, comparable, same_unit
from auditor.rule import STRICT
from auditor.text import fold

if TYPE_CHECKING:
    import regex

# "{before}" "{@rise}" "{~}" — not the quantifier "{2,3}"
SLOT = expression(r"\{(?:(?P<gap>-|~|\.\.\.|\^)|@(?P<words>[a-z][a-z0-9-]*)|#(?P<number>[a-z_]+)|(?P<role>[a-z_]+))\}")
_TIMEOUT = 2.0
Bound = dict[str, tuple[Mention, ...]]


@record(frozen=True)
class Role:
    """What a mention must be to play a role."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    kind: Some[MentionKind] = (MentionKind.COUNT, MentionKind.MONEY, MentionKind.MEASURE)
    """Kinds of mention that fit."""
    like: str = ""
    """A role whose unit this one must share, scale words apart: 件 and 宗, 万元 and 亿元."""
    alike: str = ""
    """As `like`, but loose classifiers (件 项 条 份 个) count as one."""
    unit: tuple[str, ...] = ()
    """Units that fit; none given: any."""
    otherwise: str = ""
    """A role that this one must not share unit and scale word with: 120亩 beside 8公顷, 0.3亿元 beside 3000万元."""
    label: Pattern = ""
    """A regular expression that the words before the number must contain."""
    not_label: Pattern = ""
    """A regular expression that the words before the number must not contain."""
    exact: bool = False
    """Whether hedged figures (约、余、近) are left out."""
    hedged: bool = False
    """Whether only hedged figures fit."""
    united: bool = False
    """Whether only figures with a unit fit."""
    not_sense: tuple[Sense, ...] = ()
    """Senses of hedges that do not fit: above (超, 突破), almost (近) and so on."""
    plain: bool = False
    """Whether only whole numbers without a scale word and without a hedge fit: 1544, not 1000万."""
    number: int | None = None
    """The whole number that the figure must be: 1 of 首位 and 第一."""
    positive: bool = False
    """Whether figures below zero do not fit."""
    set: bool = False
    """Whether the figure was set and not counted, as a target is, so that a whole one (5亿元) is meant exactly."""
    unhedged: bool = False
    """Whether the figure is taken as printed, without what 约 opens: 约2160公顷 beside 3.6万亩."""
    own_unit: bool = False
    """Whether the figure enters a formula in its own unit, 300 of 300亩, and not in the base unit."""


_ANY = Role()


class Template:
    """A template with the roles of its rule and the word lists of the lexicon; compiled when a text first holds what it needs."""

    def __init__(self, text: str, roles: Mapping[str, Role], lexicon: Lexicon, key: str = "", needs: Needs | None = None) -> None:
        """Compiles nothing yet; a role that is not listed is a count, an amount of money or a measure.

        `key` is what `_key` gives for all templates of the rule, and `needs` what `_asked` gives for this one, where they are known.
        """
        self.text = text
        self._given = roles, lexicon
        self._key = key or _key(text, roles, lexicon)
        self.needs = _asked((text,), roles, lexicon, self._key)[0][0] if needs is None else needs

    def asked(self) -> tuple[Needs, tuple[str, ...]]:
        """What a text must hold, worked out anew, and the roles that it cannot do without."""
        from auditor.relating.literal import needs

        wanted = needs(self.text, lambda name: frozenset(self._signs.get(name) or map(fold, self._words.get(name[1:], ()))))
        played = [words for words in needs(self.text, lambda name: frozenset([name] if name in self._signs else ())) if words <= self._slots[0]]
        # What few words can meet is asked for first: most texts lack it
        return tuple(sorted(wanted, key=lambda words: (len(words), -min(map(len, words))))), tuple(sorted(role for role, *more in played if not more))

    @cached_property
    def _slots(self) -> tuple[frozenset[str], ...]:
        """The roles, the word lists and the numbers that it names."""
        slots = SLOT.findall(self.text) if "{" in self.text else []
        return tuple([frozenset([slot[part] for slot in slots if slot[part]]) for part in (3, 1, 2)])

    @property
    def _signs(self) -> dict[str, str]:
        return {name: "".join([SIGNS[kind] for kind in self._role(name).kind]) for name in self._slots[0]}

    @property
    def _words(self) -> dict[str, tuple[str, ...]]:
        return {name: self._given[1].words[name] for name in self._slots[1]}

    def _role(self, name: str) -> Role:
        return self._given[0].get(name, _ANY)

    def sleeps(self, text: str) -> bool:
        """Whether nothing in `text` can match, because a word or a number of the kind of a role is missing."""
        return not met(self.needs, text)

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The regular expression.

        Raises:
            regex.error: it is none.
            KeyError: it names a word list that the lexicon does not have.
        """
        return kept_pattern(f"template {self._key} {self.text}", self._written)

    def _written(self) -> tuple[str, int, Mapping[str, Sequence[str]]]:
        from auditor.relating.literal import written

        return written(self.text, self._signs, self._words)

    def matches(self, sentence: Sentence) -> Iterator[tuple[regex.Match[str], Bound]]:
        """Where the template fits a sentence, from left to right, not overlapping, with the mentions in its roles; those must fit their roles."""
        return iter(()) if self.sleeps(sentence.text) else self.fitting(sentence)

    def fitting(self, sentence: Sentence) -> Iterator[tuple[regex.Match[str], Bound]]:
        """What `matches` gives, of a sentence that has what the template needs."""
        at = 0
        while (match := self.pattern.search(sentence.text, at, None, False, False, _TIMEOUT)) is not None:
            played, _, numbers = self._slots
            places = {name: match.starts(name) for name in self.pattern.groupindex if name in played and name not in numbers}
            bound = {name: tuple(map(sentence.at, starts)) for name, starts in places.items() if starts}
            if fits(bound, {name: self._role(name) for name in bound}):
                yield match, bound | {name: (_number(sentence, match, name),) for name in sorted(numbers)}
                at = max(match.end(), at + 1)
            else:
                at = match.start() + 1


def _number(sentence: Sentence, match: regex.Match[str], name: str) -> Mention:
    """The digits of a `{#name}` as a mention, so that formulas can speak of years."""
    start, end = sentence.span(*match.span(name))
    value = Interval.point(int(match[name]))
    return Mention(start, end, MentionKind.ORDINAL, value, value, digits=match[name], digits_start=start, digits_end=end)


def _key(text: str, roles: Mapping[str, Role], lexicon: Lexicon) -> str:
    """Names the kinds of the roles and the word lists in the keys of what is kept, where a text may ask for them."""
    signs = [f"{name}{''.join([SIGNS[kind] for kind in role.kind])}" for name, role in roles.items()] if "{" in text else ()
    return f"{' '.join(signs)} {lexicon.state if '{@' in text else ''}"


_made: dict[tuple[str, int, int], Template] = {}
_MOST = 4000


def template(text: str, roles: Mapping[str, Role], lexicon: Lexicon, key: str = "", needs: Needs | None = None) -> Template:
    """The template, made once for as long as the same roles and the same lexicon are in use."""
    # A template holds on to its roles and its lexicon, so that no others come to have their ids
    told = text, id(roles), id(lexicon)
    if told not in _made:
        if len(_made) >= _MOST:
            _made.clear()
        _made[told] = Template(text, roles, lexicon, key, needs)
    return _made[told]


def _asked(patterns: Sequence[str], roles: Mapping[str, Role], lexicon: Lexicon, key: str = "") -> tuple[tuple[Needs, tuple[str, ...]], ...]:
    """What each of the templates needs, told without making them: most of those of a rulebook have nothing to do in a report."""
    text = "\n".join(patterns)

    def work_out() -> tuple[tuple[Needs, tuple[str, ...]], ...]:
        # Equal sets are one, so that it is read back once
        one: dict[frozenset[str], frozenset[str]] = {}
        asked = (Template(pattern, roles, lexicon, key, ()).asked() for pattern in patterns)
        return tuple((tuple(one.setdefault(words, words) for words in needs), played) for needs, played in asked)

    return cast("tuple[tuple[Needs, tuple[str, ...]], ...]", kept(f"needs {len(patterns)} {key or _key(text, roles, lexicon)} {text}", work_out))


def awake(patterns: Sequence[str], roles: Mapping[str, Role], lexicon: Lexicon, there: Known, units: Set[str] = frozenset()) -> dict[str, Template]:
    """The templates of these patterns that may fit some part of a text whose figures have these units, by their patterns, in their order."""
    key = _key("".join(patterns), roles, lexicon)
    absent = {name for name, role in roles.items() if role.unit and units.isdisjoint(role.unit)}
    asked = zip(patterns, _asked(patterns, roles, lexicon, key), strict=True)
    return {
        pattern: template(pattern, roles, lexicon, key, needs)
        for pattern, (needs, played) in asked
        if absent.isdisjoint(played) and there.meets(needs)
    }


def roles_of(text: str) -> frozenset[str]:
    """The roles that a template binds."""
    return frozenset(role or number for *_, number, role in SLOT.findall(text) if role or number)


def fits(bound: Bound, roles: Mapping[str, Role]) -> bool:
    """Whether every bound mention is what its role asks for."""
    return all(_fits(mention, roles[name], bound) for name, mentions in bound.items() if name in roles for mention in mentions)


def _fits(mention: Mention, role: Role, bound: Bound) -> bool:
    if mention.kind not in role.kind or (role.unit and mention.unit not in role.unit) or ((role.exact or role.plain) and mention.hedges):
        return False
    if role.hedged and not mention.hedges:
        return False
    if any(hedge.sense in role.not_sense for hedge in mention.hedges):
        return False
    if (role.united and not mention.unit) or (role.number is not None and mention.value != Interval.point(role.number)):
        return False
    if role.positive and mention.value.high is not None and mention.value.high < 0:
        return False
    if role.plain and (mention.scale != 1 or not mention.value.is_point):
        return False
    if role.label and not says(role.label, mention.label):
        return False
    if role.not_label and says(role.not_label, mention.label):
        return False
    if any((mention.unit, mention.scale) == (other.unit, other.scale) for other in bound.get(role.otherwise, ())):
        return False
    return _agrees(mention, bound.get(role.like, ()), comparable) and _agrees(mention, bound.get(role.alike, ()), alike)


def _agrees(mention: Mention, others: Sequence[Mention], test: Any) -> bool:
    return all(test(mention, other) or same_unit(mention, other) for other in others)
