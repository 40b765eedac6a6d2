"""The examples of rules, run as the tests that they are: what must be found is found, what must stay clean stays clean, known gaps are still gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.pipeline import audit
from auditor.reading import document_from_text
from auditor.record import record
from auditor.rule import Example, Rule
from auditor.rulebook import Rulebook

_WORDING: tuple[Mapping[str, str], Mapping[str, str]] = (
    {"differs": "应查出{expected}，实查出{found}", "closed": "已知缺口已补上（查出{found}），请删去 expect: todo", "nothing": "无"},
    {"differs": "expected {expected}; found {found}", "closed": "a known gap no longer (found {found}); remove expect: todo", "nothing": "nothing"},
)


@record(frozen=True)
class ExampleFailure:
    """An example that does not say what the rule does: the rule, the example's ordinal from 1, and the quotes that were found."""

    rule: Rule
    number: int
    found: tuple[str, ...]

    @property
    def example(self) -> Example:
        """The example itself."""
        return self.rule.examples[self.number - 1]

    def describe(self, lang: str = "zh") -> str:
        """One line in `lang`: where the example stands, what it expects and what was found."""
        wording = _WORDING[lang == "en"]
        case = "closed" if self.example.expect == "todo" else "differs"
        quotes = {"expected": _list(self.example.find, wording), "found": _list(self.found, wording)}
        return f"{self.rule.path}: examples[{self.number}]: {wording[case].format_map(quotes)}"


def run_examples(rulebook: Rulebook, rules: Sequence[Rule]) -> list[ExampleFailure]:
    """Every example of the given rules, each audited by its own rule alone.

    Args:
        rulebook: supplies the vocabulary.
        rules: the rules to prove, in the order of the result.

    Returns:
        The examples that fail; empty when every rule does what its file says.
    """
    return [failure for rule in rules for failure in _failures(rulebook, rule)]


def _failures(rulebook: Rulebook, rule: Rule) -> Iterator[ExampleFailure]:
    alone = Rulebook((rule,), rulebook.lexicon)
    for number, example in enumerate(rule.examples, start=1):
        try:
            found = _found(alone, rule, example)
        except Exception as error:
            error.add_note(f"{rule.path}: examples[{number}]")
            raise
        if (found == example.find) is (example.expect == "todo"):
            yield ExampleFailure(rule, number, found)


def _found(rulebook: Rulebook, rule: Rule, example: Example) -> tuple[str, ...]:
    document = document_from_text(rule.path, example.text)
    return tuple(document.text[finding.start : finding.end] for finding in audit(document, rulebook).findings)


def _list(quotes: Sequence[str], wording: Mapping[str, str]) -> str:
    return "、".join(f"“{quote}”" for quote in quotes) or wording["nothing"]
