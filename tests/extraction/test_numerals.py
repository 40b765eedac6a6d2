"""Numerals: Chinese ones say what they were printed from, malformed ones say nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extraction.numerals import arabic_at, chinese, chinese_at, chinese_number, spaced_at

DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A number below a hundred million as it is written: 10203 is 一万零二百零三."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1_000 else ""
        return in_chinese(high) + "万" + (gap + in_chinese(low) if low else "")
    for size, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            high, low = divmod(number, size)
            head = "" if size == 10 and number < 20 else DIGITS[high]
            gap = "零" if 0 < low < size // 10 else ""
            return head + name + (gap + in_chinese_tail(low) if low else "")
    return DIGITS[number]


def in_chinese_tail(number: int) -> str:
    """A remainder, where ten is 一十."""
    written = in_chinese(number)
    return f"一{written}" if 10 <= number < 20 else written


@given(st.integers(0, 99_999_999))
def test_a_chinese_numeral_is_worth_what_it_was_printed_from(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number


@given(st.integers(1, 99))
def test_a_small_number_is_written_as_it_reads(number: int) -> None:
    assert chinese(number) == in_chinese(number)


@given(st.integers(0, 9_999_999_999), st.integers(0, 3))
def test_digits_in_groups_of_three_are_one_number(number: int, places: int) -> None:
    written = f"{number:,}" + (f".{'7' * places}" if places else "")
    numeral = arabic_at(written, 0)
    assert numeral is not None
    assert numeral.digits == written.replace(",", "")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("廿三", 23),
        ("卅", 30),
        ("两千零二十五", 2025),
        ("三百五", 350),
        ("一万五", 15_000),
        ("两万零五", 20_005),
        ("三千五百万", 35_000_000),
        ("一亿零三万", 100_030_000),
        ("三万亿", 3_000_000_000_000),
        ("百", 100),
        ("千万", 10_000_000),
    ],
)
def test_spoken_and_old_forms(written: str, value: int) -> None:
    assert chinese_number(written) == value


@pytest.mark.parametrize("written", ["", "三四", "百千万", "十十", "亿万", "二零二四", "三零", "千百"])
def test_what_is_no_number_has_no_value(written: str) -> None:
    assert chinese_number(written) is None


@pytest.mark.parametrize(("written", "digits"), [("1,234,56", "1"), ("12,34", "12"), ("0,123", "0"), ("1234,567", "1234"), ("3.50", "3.50")])
def test_ill_formed_groups_end_the_number(written: str, digits: str) -> None:
    numeral = arabic_at(written, 0)
    assert numeral is not None
    assert numeral.digits == digits


def test_thousands_parted_by_blanks_are_groups_of_three() -> None:
    spaced = spaced_at("12 345 678", 0)
    assert spaced is not None
    assert spaced.digits == "12345678"
    assert spaced_at("12 34", 0) is None


@pytest.mark.parametrize(
    ("written", "digits", "scale"), [("三万", "3", 10_000), ("三万五千", "35000", 1), ("七点八", "7.8", 1), ("五万千瓦", "5", 10_000)]
)
def test_the_scale_of_a_chinese_numeral_is_its_last(written: str, digits: str, scale: int) -> None:
    numeral = chinese_at(written, 0)
    assert numeral is not None
    assert (numeral.digits, numeral.scale) == (digits, scale)


@pytest.mark.parametrize("text", ["7" * 41, "1,234" + ",567" * 12, "0." + "3" * 60, "五千" * 30, "万" * 3000])
def test_a_row_that_nobody_counted_is_no_number(text: str) -> None:
    assert arabic_at(text, 0) is None
    assert chinese_at(text, 0) is None
