"""Suggestions to corrected text, pure: which of them can be made together, and what becomes of the text.

A figure is never changed: an edit after which the text around it would read as other numbers is left out, whatever its rule says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from auditor.model import Document, Finding, Run
from auditor.record import record
from auditor.text import fold

ROUNDS = 10
"""How often a text is corrected and audited anew; rules that have not settled by then undo each other's work."""

_AROUND = 40
_ZEROS = str.maketrans("零○◯O0", "〇〇〇〇〇")
# 「二零二四年」「二○二O年」 yes, whose zeros are one digit in several forms; 「2020年」「二月」 no
_YEAR = re.compile(r"[一二][一二三四五六七八九〇零○◯O0]{3}年")
_LINE_END = re.compile(r"\r\n|\r|\n")  # "\r\n" one, "\n\r" two
# The zero of 「03月」「05日」「〔2024〕008号」 yes; those of 「10月」「1.05万」「305件」 no
_PADDING = re.compile(r"(?<![\d.])0+(?=[1-9]\d*[月日号])")
# 「1,234.5」「-3」「近400余」「二十多」「①」「Ⅳ」「½」 yes; 「件」「%」 and the 百 of 「百分点」 no
_NUMBER = re.compile(
    r"[近约超逾]?(?:(?:(?<![\d%])[-+])?\d+(?:[.,:/]\d+)*|(?:[〇零一二三四五六七八九十千万亿兆两廿卅半壹贰叁肆伍陆柒捌玖拾佰仟]|百(?!分[点之]))+)[余多几]?"
    r"|[①-⓿⅐-↉²³¹¼-¾㈠-㈩㊀-㊉]+"
)


@record(frozen=True)
class Edit:
    """One replacement in a text: offsets half-open, the text that comes there, and the rule that asks for it."""

    start: int
    end: int
    text: str
    rule: str


@record(frozen=True)
class Settled:
    """The run of a text that no suggestion changes any more, and how many edits led to it."""

    run: Run
    places: int


class UnsettledError(Exception):
    """Suggestions that undo each other; `rules` are those of the last round, sorted."""

    def __init__(self, rules: tuple[str, ...]) -> None:
        super().__init__(", ".join(rules))
        self.rules = rules


def edits(text: str, findings: Iterable[Finding]) -> tuple[Edit, ...]:
    """The suggestions that can be made at once.

    Args:
        text: what the findings speak of.
        findings: in any order, with or without suggestions.

    Returns:
        By position, with at least one character between any two: of those that overlap or touch, the first by position, then by length and rule.
        An edit that changes nothing, a line end, or a number, alone or beside the edits before it, is not among them.
    """
    asked = sorted(
        (f.start, f.end, f.rule, f.suggestion) for f in findings if f.suggestion is not None and _changes(text[f.start : f.end], f.suggestion)
    )
    return tuple(_compatible(text, [Edit(start, end, suggestion, rule) for start, end, rule, suggestion in asked]))


def _changes(quote: str, suggestion: str) -> bool:
    """Whether a suggestion differs, and not by its line ends."""
    return suggestion != quote and _LINE_END.findall(suggestion) == _LINE_END.findall(quote)


def _compatible(text: str, asked: Iterable[Edit]) -> Iterator[Edit]:
    done, before = -1, ""
    for edit in asked:
        if edit.start <= done:
            continue
        near = (before + text[max(done, edit.start - _AROUND, 0) : edit.start])[-_AROUND:]
        after = text[edit.end : edit.end + _AROUND]
        if _numbers(near + text[edit.start : edit.end] + after) == _numbers(near + edit.text + after):
            yield edit
            done, before = edit.end, near + edit.text


def _numbers(text: str) -> list[str]:
    """The numbers of a text in order, in forms that only another value changes."""
    text = _YEAR.sub(lambda year: year[0].translate(_ZEROS), fold(text))
    return _NUMBER.findall(_PADDING.sub("", text))


def applied(text: str, made: Iterable[Edit]) -> str:
    """The text with edits made, which `edits` gave for it."""
    parts, done = [], 0
    for edit in made:
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def settle(run: Run, again: Callable[[str], Run]) -> Settled:
    """Corrects a text until nothing is left to correct, so that correcting it once more changes nothing.

    Args:
        run: of the text as it is.
        again: audits a text in its place.

    Raises:
        UnsettledError: after `ROUNDS` there is still something to correct.
    """
    places = 0
    made: tuple[Edit, ...] = ()
    for _ in range(ROUNDS):
        made = edits(run.document.text, run.findings)
        if not made:
            return Settled(run, places)
        places += len(made)
        run = again(applied(run.document.text, made))
    raise UnsettledError(tuple(sorted({edit.rule for edit in made})))


def diff(before: Document, after: Document) -> str:
    """What changes between two texts of one file, as a unified diff; empty where nothing does."""
    from difflib import unified_diff

    lines = unified_diff(_lines(before.text), _lines(after.text), before.path, after.path)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """The lines with their ends, of which a diff knows only LF."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)
