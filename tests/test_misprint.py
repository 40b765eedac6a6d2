"""Slips of the pen: every slip can be undone by a slip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.misprint import crossed, mistaken, slips, swapped

numerals = st.one_of(st.integers(1, 10**6).map(str), st.decimals(min_value=1, max_value=9999, places=2).map(str))


@given(numerals)
def test_slips_are_distinct_numerals_other_than_the_printed_one(digits: str) -> None:
    made = list(slips(digits))
    assert len(made) == len(set(made))
    assert digits not in made
    assert all(candidate.replace(".", "", 1).isdigit() for candidate in made)


@given(numerals, st.data())
def test_a_slip_can_be_undone_by_a_slip(digits: str, data: st.DataObject) -> None:
    candidate = data.draw(st.sampled_from(list(slips(digits))))
    assert digits in set(slips(candidate)) or digits[0] == "0"


def test_swapped_neighbours_come_first() -> None:
    assert next(slips("8075")) == "8705"


def test_like_neighbours_are_not_swapped() -> None:
    assert swapped("1158") == ["1518", "1185"]


@pytest.mark.parametrize(("digits", "meant"), [("57.3", ["53.7"]), ("0.2", ["2.0"]), ("573", []), ("5.5", [])])
def test_digits_crossed_over_the_point(digits: str, meant: list[str]) -> None:
    assert crossed(digits) == meant


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [("1358", "1385", True), ("1358", "1368", True), ("1358", "1358", False), ("1358", "1853", False), ("135", "1358", False)],
)
def test_what_is_mistaken_for_another(one: str, other: str, *, found: bool) -> None:
    assert mistaken(one, other) is found
