"""Corrections: what they may touch, that they settle, and that everything else of a file stays as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.fixing import UnsettledError, applied, diff, edits, settle
from auditor.model import Coverage, Document, Finding, Run, Severity
from auditor.pipeline import audit
from auditor.reading import Source, document_from_text, encoded, read, with_text
from auditor.rulebook import Rulebook, load_rulebook
from auditor.text import fold
from auditor.wording import in_forms_of

SEEDS = sorted(path for path in (Path(__file__).parent.parent / "seeds").rglob("*.txt"))
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "gb18030")
BOMS = {"utf-8-sig": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
PIECES = (
    "全县办结案件", "12件", "１２ 件", "3.5%%", "。。", "、、", "、等", "5个百分点", "2024年03月05日", "再接再励", "，", "。", "1、", "2 ", "万元元",
    "（一）、", "二○二三年", "〔2023〕第8号", "[2024]3号", " ", "“甲” “乙”", "《丙》、《丁》", "\n", "\r\n", "\r", "𠮷", "\t",
)  # fmt: skip
REPORTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join)


@cache
def rulebook() -> Rulebook:
    """All the shipped rules, those outside the default preset too."""
    return load_rulebook()


def shipped(document: Document) -> Run:
    return audit(document, rulebook())


def replacing(words: Mapping[str, str]) -> Callable[[Document], Run]:
    """An auditor that suggests one word for another."""

    def run(document: Document) -> Run:
        found = [
            finding(hit.start(), hit.end(), better, rule=f"not-{word}") for word, better in words.items() for hit in re.finditer(word, document.text)
        ]
        return Run(document, (), (), tuple(found), Coverage())

    return run


def finding(start: int, end: int, suggestion: str | None, rule: str = "some-rule") -> Finding:
    return Finding(rule, "text", Severity.WARNING, start, end, "", suggestion=suggestion)


def settled(text: str, auditor: Callable[[Document], Run]) -> str:
    first = document_from_text("甲.txt", text)
    return settle(auditor(first), lambda other: auditor(with_text(first, other))).run.document.text


@pytest.mark.parametrize(
    ("text", "quote", "suggestion", "corrected"),
    [
        ("办件11 个，合格率5%%。", "11 个", "11个", "办件11个，合格率5%%。"),
        ("合格率5%%。", "%%", "%", "合格率5%。"),
        ("二○二三年总结", "二○二三年", "二〇二三年", "二〇二三年总结"),
        ("2024年03月05日", "03月05日", "3月5日", "2024年3月5日"),
        ("政发〔2024〕第008号", "第008号", "8号", "政发〔2024〕8号"),
        ("提高3百分点", "3百分点", "3个百分点", "提高3个百分点"),
        ("1、总体情况", "、", ".", "1.总体情况"),
        ("办结12件、、调解3件", "、、", "、", "办结12件、调解3件"),
    ],
)
def test_what_leaves_the_numbers_alone_is_made(text: str, quote: str, suggestion: str, corrected: str) -> None:
    start = text.index(quote)
    assert applied(text, edits(text, [finding(start, start + len(quote), suggestion)])) == corrected


@pytest.mark.parametrize(
    ("text", "quote", "suggestion"),
    [
        ("办结12件", "12", "21"),
        ("办结１２件", "１２", "13"),
        ("增长1.5%", ".", ""),
        ("办结1 200件", " ", ""),
        ("1、2024年总结", "、", "."),
        ("共3、、4件", "、、", ""),
        ("二是加强领导", "二", "三"),
        ("投入5万元", "万元", "元"),
        ("增长-3%", "-", ""),
        ("近400件", "近", ""),
        ("400余件", "余", ""),
        ("第①项", "①", "②"),
        ("2024年10月", "10月", "1月"),
        ("占三分之一，一百二十件", "一百", "百"),
        ("办结12件", "", "3"),
    ],
)
def test_what_would_change_a_number_is_refused(text: str, quote: str, suggestion: str) -> None:
    start = text.index(quote) if quote else 2
    assert edits(text, [finding(start, start + len(quote), suggestion)]) == ()


def test_what_would_join_two_lines_is_refused() -> None:
    assert edits("甲、\n乙", [finding(1, 3, "，")]) == ()


def test_two_edits_that_would_join_two_numbers_together_are_not_both_made() -> None:
    made = edits("1 , 2件", [finding(1, 2, ""), finding(3, 4, "")])
    assert [(edit.start, edit.end) for edit in made] == [(1, 2)]


def test_of_edits_that_overlap_or_touch_the_first_is_made() -> None:
    made = edits("甲乙丙丁戊己", [finding(3, 4, "D"), finding(1, 3, "B"), finding(2, 4, "C"), finding(5, 6, "F"), finding(4, 5, None)])
    assert [edit.text for edit in made] == ["B", "F"]


def test_insertions_at_the_very_beginning_and_end_are_made_once() -> None:
    made = edits("甲乙", [finding(0, 0, "前"), finding(0, 0, "前"), finding(2, 2, "后")])
    assert applied("甲乙", made) == "前甲乙后"


def test_overlapping_suggestions_are_made_in_further_rounds() -> None:
    assert settled("甲甲甲甲乙", replacing({"甲甲": "甲", "甲乙": "乙"})) == "乙"


def test_suggestions_that_undo_each_other_are_not_made() -> None:
    with pytest.raises(UnsettledError) as caught:
        settled("甲", replacing({"甲": "乙", "乙": "甲"}))
    assert len(caught.value.rules) == 1


LETTERS = st.text("甲乙丙12、", max_size=12)


@given(text=LETTERS, words=st.dictionaries(st.text("甲乙丙12", min_size=1, max_size=2), st.text("甲乙丙12", max_size=2), max_size=3))
def test_any_suggestions_settle_or_nothing_is_made(text: str, words: dict[str, str]) -> None:
    try:
        once = settled(text, replacing(words))
    except UnsettledError:
        return
    assert settled(once, replacing(words)) == once


@given(text=LETTERS, asked=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.text("甲乙12", max_size=2)), max_size=6))
def test_edits_neither_overlap_nor_change_what_lies_between_them_nor_digits(text: str, asked: list[tuple[int, int, str]]) -> None:
    found = [finding(start, min(start + length, len(text)), better) for start, length, better in asked if start <= len(text)]
    made = edits(text, found)
    assert all(before.end < after.start for before, after in pairwise(made))
    assert {(edit.start, edit.end, edit.text) for edit in made} <= {(f.start, f.end, f.suggestion) for f in found}
    assert re.findall(r"\d+", applied(text, made)) == re.findall(r"\d+", text)


@given(text=REPORTS)
@example("办结1、、2 件。。再接再励。。\r\n")
@example("2024年03月05日，，３．５％％")
@example("（一）、、等（一）、\n、等")
@example("、、、、、、、、、、、、等。。")
def test_the_shipped_rules_settle_and_keep_digits_and_line_ends(text: str) -> None:
    once = settled(text, shipped)
    assert settled(once, shipped) == once
    assert re.findall(r"\r\n|\r|\n", once) == re.findall(r"\r\n|\r|\n", text)
    assert figures(once) == figures(text)


def figures(text: str) -> list[str]:
    """The runs of digits, less the zeros before months, days and numbers of documents."""
    return re.findall(r"\d+", re.sub(r"(?<!\d)0+(?=\d+[月日号])", "", fold(text)))


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=REPORTS)
def test_encoding_and_byte_order_mark_are_kept(encoding: str, text: str) -> None:
    before = with_text(Document("甲.md", "", (), encoding), f"{text}（完）")
    after = settle(shipped(before), lambda other: shipped(with_text(before, other))).run.document
    assert after.encoding == encoding
    assert encoded(before).startswith(BOMS.get(encoding, b""))
    assert encoded(after).startswith(BOMS.get(encoding, b""))
    assert after.text.endswith("（完）")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_a_seed_is_corrected_once_and_for_all(path: Path) -> None:
    before = read(Source(str(path)))
    once = settle(shipped(before), lambda other: shipped(with_text(before, other)))
    twice = settle(once.run, lambda other: shipped(with_text(before, other)))
    assert (twice.places, twice.run.document.text) == (0, once.run.document.text)
    assert figures(once.run.document.text) == figures(before.text)
    assert edits(once.run.document.text, once.run.findings) == ()


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_bytes_of_a_file_come_back(path: Path) -> None:
    assert encoded(read(Source(str(path)))) == path.read_bytes()


@pytest.mark.parametrize(
    ("quote", "suggestion", "kept"),
    [
        ("《通知（试行）》", "〈通知(试行)〉", "〈通知（试行）〉"),
        ("１１ 个", "11个", "１１个"),
        ("％％", "%", "％"),
        ("，", ",", ","),
        ("、", ".", "."),
    ],
)
def test_a_suggestion_keeps_the_width_that_the_report_writes_in(quote: str, suggestion: str, kept: str) -> None:
    assert in_forms_of(quote, suggestion) == kept


def test_diff_shows_lines_without_an_end_and_keeps_carriage_returns() -> None:
    before, after = document_from_text("甲.txt", "一\r\n二、、\r\n三"), document_from_text("甲.txt", "一\r\n二、\r\n三。")
    assert diff(before, after) == (
        "--- 甲.txt\n+++ 甲.txt\n@@ -1,3 +1,3 @@\n 一\r\n-二、、\r\n-三\n\\ No newline at end of file\n+二、\r\n+三。\n\\ No newline at end of file\n"
    )
    assert diff(before, before) == ""
