"""What a template is said to need: a text that it matches is never refused."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from auditor.relating.known import met
from auditor.relating.literal import needs
from auditor.text import fold, fold_pattern

Sample = tuple[str, str]
"""A pattern, and a text that it matches or nearly so."""

_letters = st.sampled_from("甲乙丙丁（，５，aB1-").map(lambda letter: (letter, letter))
_escaped = st.sampled_from("甲乙b-。").flatmap(
    lambda letter: st.sampled_from([f"\\u{ord(letter):04x}", f"\\U{ord(letter):08x}", f"[{letter}丑]", f"[^{letter}]", r"\S", rf"(?i:{letter})"]).map(
        lambda pattern: (pattern, letter)
    )
)
_others = st.sampled_from(
    [
        (r"\x41", "A"),
        (r"\(?", ""),
        (r"\N{LATIN SMALL LETTER A}", "a"),
        (r"\p{Han}", "子"),
        (r"[^]甲]", "乙"),
        ("[[|(]", "("),
        ("(?#注)", ""),
        ("^", ""),
        (r"\b", ""),
        ("。?", ""),
    ]
)
_groups = st.sampled_from(
    ["(%s)", "(?:%s)", "(?P<at>%s)", "(?<at>%s)", "(?>%s)", "(?=%s)", "(?!%s)", "(?<=%s)", "(?(at)丑|%s)", "(?#%s)", "(?s:%s)", "(?i)%s", "(?x: %s )"]
)
_times = st.sampled_from(
    [("?", 0), ("*", 0), ("+", 2), ("{0}", 0), ("{,2}", 0), ("{00,2}", 0), ("{2}", 2), ("{1,3}?", 1), ("{e<=9}", 0), ("{1<=e<=9}", 0), ("?+", 1)]
)


def _grown(inner: st.SearchStrategy[Sample]) -> st.SearchStrategy[Sample]:
    joined = st.lists(inner, max_size=4).map(lambda parts: ("".join(p for p, _ in parts), "".join(t for _, t in parts)))
    either = st.tuples(inner, inner).flatmap(lambda two: st.sampled_from(two).map(lambda one: (f"(?:{two[0][0]}|{two[1][0]})", one[1])))
    grouped = st.tuples(_groups, inner).map(lambda made: (made[0] % made[1][0], made[1][1]))
    repeated = st.tuples(inner, _times).map(lambda made: (f"(?:{made[0][0]}){made[1][0]}", made[0][1] * made[1][1]))
    return joined | either | grouped | repeated | st.tuples(inner, _times).map(lambda made: (made[0][0] + made[1][0], made[0][1] * made[1][1]))


@given(st.recursive(_letters | _escaped | _others, _grown, max_leaves=12), st.text("甲乙子aA(,5", max_size=4))
def test_a_text_that_matches_is_never_refused(sample: Sample, more: str) -> None:
    pattern, text = sample
    try:
        expression = regex.compile(fold_pattern(pattern))
    except regex.error:
        return
    for candidate in (fold(text), fold(text + more), fold(more), fold(text).swapcase(), ""):
        if expression.search(candidate):
            assert met(needs(pattern, lambda _: frozenset()), candidate)


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("(?<at>新增)", [{"新增"}]),
        ("(?P<at>新增)件", [{"新增"}, {"件"}]),
        (r"\u65b0增", []),
        (r"\x41增", []),
        ("(?#注)新增", []),
        ("新{0}增", [{"增"}]),
        ("(?i)gdp", []),
        ("(?:增长){e<=1}了", []),
        (r"(甲)\10", [{"甲"}]),
        ("新{2", []),
        ("(?m)^新(?s:增)", [{"新"}]),
        ("(?mi)新", []),
        ("(甲)?(?(1)乙|丙)丁", [{"丁"}]),
        (r"\(?甲\)?乙{2,3}丙+丁?", [{"甲"}, {"乙"}, {"丙"}]),
        (r"\p{Han}{2,}（了）", [{"(了)"}]),
        ("{part}占{~}(?:多|半数)", [{"@"}, {"占"}, {"多", "半数"}]),
    ],
)
def test_what_is_needed(pattern: str, needed: list[set[str]]) -> None:
    assert list(needs(pattern, lambda slot: frozenset("@" if slot == "part" else ""))) == needed
