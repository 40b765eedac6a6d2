"""The property of the kind: a total holds exactly where the frequency can give it within a year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.checking import frequency
from auditor.extraction import extract
from auditor.model import Outcome, Severity, Verdict
from auditor.reading import document_from_text
from auditor.relating import relate
from auditor.rule import Rule, Text
from auditor.rulebook import load_rulebook

LEXICON = load_rulebook().lexicon


def outcomes(text: str, *, numbered: bool = True) -> list[Outcome]:
    document = document_from_text("report.txt", text)
    said = Text("", "")
    rule = Rule("r", "sequence", said, Severity.WARNING, said, "", "frequency", frequency.Params(numbered), said, ())
    return list(frequency.check(relate(document, extract(document, LEXICON), LEXICON), rule))


@given(st.sampled_from([("月", 12), ("季度", 4), ("周", 53)]), st.integers(1, 5), st.integers(1, 300))
def test_a_total_is_a_multiple_within_the_year(every: tuple[str, int], times: int, total: int) -> None:
    name, periods = every
    (outcome,) = outcomes(f"坚持每{name}开展{times}期培训会，共开展{total}期。")
    assert (outcome.verdict is Verdict.HOLDS) == (total % times == 0 and total <= times * periods)


@given(st.integers(1, 11), st.integers(2, 20))
def test_once_a_month_counts_from_the_month_it_began(month: int, total: int) -> None:
    (outcome,) = outcomes(f"以每月通报的方式督促整改。从{month}月份起，共进行应用情况的通报{total}次。", numbered=False)
    assert (outcome.verdict is Verdict.HOLDS) == (total >= 13 - month)
    assert outcome.severity is Severity.INFO


@pytest.mark.parametrize(
    "text",
    [
        "每日播放2次公益广告，已播放9期。",
        "每月至少开展2场讲座，共开展25场。",
        "每月开展2期培训会。\n全年共开展21期。",
        "每人每月2期补助，共补助3期。",
    ],
)
def test_what_is_no_frequency_of_the_total(text: str) -> None:
    assert not outcomes(text)
