"""From a document and a rulebook to a run: the one place where the stages meet. Pure: text in, run out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from auditor.checking import kind
from auditor.digest import sha256
from auditor.errors import RuleError
from auditor.extraction import extract
from auditor.model import Coverage, Document, Finding, Mention, Outcome, Relation, Run, Severity, Verdict
from auditor.record import replace
from auditor.relating import Context, relate
from auditor.relating.known import known
from auditor.rule import Rule, Text
from auditor.rulebook import Rulebook
from auditor.wording import REASONS, in_forms_of, with_notes

_SLOW = Text(
    "有一个正则表达式在这份文字上算不完；重复里不要再套重复，如 (a+)+",
    "a regular expression takes for ever on this text; put no repetition inside another, as in (a+)+",
)


def audit(document: Document, rulebook: Rulebook, lang: str = "zh") -> Run:
    """Everything that the rules say of a document.

    Args:
        document: as read; its text is never changed.
        rulebook: the rules to run and the vocabulary.
        lang: language of the messages, "zh" or "en".

    Returns:
        Mentions and relations in reading order, findings by position and rule.

    Raises:
        RuleError: an expression of a rule takes for ever on this text. Any other rule that cannot be applied was refused when the rulebook was
            loaded; a bug carries the name of the rule in a note.
    """
    mentions = extract(document, rulebook.lexicon)
    context = relate(document, mentions, rulebook.lexicon)
    judged: list[tuple[Rule, Outcome]] = []
    for rule in rulebook.rules:
        if _awake(rule, document):
            with _naming(rule, lang):
                judged += ((rule, outcome) for outcome in kind(rule.kind).check(context, rule))
    judged = [(rule, _reconsidered(context, rule, outcome)) for rule, outcome in _without_echoes(judged)]
    relations = [_relation(rule, outcome, lang) for rule, outcome in judged if outcome.in_ledger]
    findings: list[Finding] = []
    for rule, outcome in judged:
        if outcome.verdict is Verdict.VIOLATED:
            with _naming(rule, lang):
                findings.append(_finding(document, rule, outcome, lang))
    relations.sort(key=lambda r: (r.members[0].start if r.members else 0, r.rule))
    return Run(document, mentions, tuple(relations), tuple(_fingerprinted(document, findings)), _coverage(mentions, relations))


def _without_echoes(judged: list[tuple[Rule, Outcome]]) -> list[tuple[Rule, Outcome]]:
    """All outcomes but loose readings of figures in which another rule found a fault."""
    if not any(one.loose for _, one in judged):
        return judged
    faulty = {span for _, one in judged if one.verdict is Verdict.VIOLATED and not one.loose for span in _spans(one)}
    return [(rule, one) for rule, one in judged if not one.loose or faulty.isdisjoint(_spans(one))]


def _reconsidered(context: Context, rule: Rule, outcome: Outcome) -> Outcome:
    """The outcome, less sure where other figures explain what it faults."""
    if outcome.verdict is not Verdict.VIOLATED or not outcome.members:
        return outcome
    # Most documents have few faults to look at again
    from auditor.relating.second_look import reconsidered

    return reconsidered(context, outcome)


def _spans(outcome: Outcome) -> set[tuple[int, int]]:
    return {(outcome.start, outcome.end), *((m.start, m.end) for m in outcome.members)}


@contextmanager
def _naming(rule: Rule, lang: str) -> Iterator[None]:
    try:
        yield
    except TimeoutError as slow:
        raise RuleError([f"{rule.path}: {_SLOW.to(lang)}"]) from slow
    except Exception as bug:
        bug.add_note(f"rule: {rule.id}")
        raise


def _awake(rule: Rule, document: Document) -> bool:
    return not rule.trigger or any(map(known(document.folded).has, rule.trigger))


def _relation(rule: Rule, outcome: Outcome, lang: str) -> Relation:
    reason = None if outcome.reason is None else REASONS[outcome.reason][lang == "en"]
    return Relation(rule.id, rule.kind, outcome.verdict, outcome.members, outcome.stated, outcome.computed or None, reason, outcome.sign)


class _Fields(dict[str, str]):
    """Fields of a message; one that the check does not give stays as the rule wrote it, for its author to see."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _finding(document: Document, rule: Rule, outcome: Outcome, lang: str) -> Finding:
    fields = {"quote": document.text[outcome.start : outcome.end], "stated": outcome.stated or "", "computed": outcome.computed or ""}
    message = rule.message.to(lang).format_map(_Fields(fields | dict(outcome.fields)))
    severity = rule.severity if outcome.severity is None else max(rule.severity, outcome.severity, key=lambda s: s.rank)
    return Finding(
        rule.id,
        rule.group,
        severity,
        outcome.start,
        outcome.end,
        with_notes(message, outcome.slip() if outcome.slip else None, outcome.notes, lang),
        tuple(m for m in outcome.members if (m.start, m.end) != (outcome.start, outcome.end)),
        outcome.stated,
        outcome.computed or None,
        None if outcome.suggestion is None else in_forms_of(fields["quote"], outcome.suggestion),
    )


def _fingerprinted(document: Document, findings: Iterable[Finding]) -> list[Finding]:
    """The findings in order, each with a digest of its rule, the quoted texts and its ordinal among equals, so that moving lines keeps it."""
    ordered = sorted(dict.fromkeys(findings), key=lambda f: (f.start, f.rule, f.end, Severity(f.severity).rank))
    seen: Counter[tuple[str, ...]] = Counter()
    done: list[Finding] = []
    for finding in ordered:
        quotes = (finding.rule, document.text[finding.start : finding.end], *(document.text[m.start : m.end] for m in finding.related))
        seen[quotes] += 1
        digest = sha256("\x1f".join([*quotes, str(seen[quotes])]).encode())[:16]
        done.append(replace(finding, fingerprint=digest))
    return done


def _coverage(mentions: Sequence[Mention], relations: Sequence[Relation]) -> Coverage:
    verdicts = Counter(relation.verdict for relation in relations)
    decided = {(m.start, m.end) for r in relations if r.verdict is not Verdict.UNDECIDED for m in r.members}
    quantities = [m for m in mentions if m.is_quantity]
    return Coverage(len(quantities), _touched(quantities, decided), verdicts[Verdict.HOLDS], verdicts[Verdict.VIOLATED], verdicts[Verdict.UNDECIDED])


def _touched(mentions: Sequence[Mention], spans: set[tuple[int, int]]) -> int:
    """How many mentions a span touches."""
    covered = {offset for start, end in spans for offset in range(start, end)}
    return sum(not covered.isdisjoint(range(m.start, m.end)) for m in mentions)
