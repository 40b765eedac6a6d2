"""Every format of every command, for one fixed report, against golden files."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from auditor.reporting import Report, formats, render
from tests.conftest import Golden
from tests.reporting.sample import report

GOLDEN = Path(__file__).parent / "golden"
COMMANDS = ("check", "relations", "facts")
PAIRS = [(command, form) for command in COMMANDS for form in formats(command)]
FOR_PEOPLE = [pair for pair in PAIRS if pair[1] in ("text", "table")]


def test_each_command_has_the_formats_of_the_contract() -> None:
    assert {command: formats(command) for command in COMMANDS} == {
        "check": ("json", "table", "text"),
        "relations": ("json", "table", "text"),
        "facts": ("csv", "json", "table", "text"),
    }


@pytest.mark.parametrize(("command", "form"), PAIRS)
def test_format_is_as_it_was(command: str, form: str, golden: Golden) -> None:
    golden(GOLDEN / f"{command}.{form}", render(command, form, report()))


@pytest.mark.parametrize(("command", "form"), FOR_PEOPLE)
def test_format_is_as_it_was_in_english(command: str, form: str, golden: Golden) -> None:
    golden(GOLDEN / f"{command}.en.{form}", render(command, form, report(lang="en")))


@pytest.mark.parametrize(("command", "form"), [pair for pair in PAIRS if pair not in FOR_PEOPLE])
def test_format_for_programs_is_the_same_in_every_language(command: str, form: str) -> None:
    assert render(command, form, report(lang="en")) == render(command, form, report())


@pytest.mark.parametrize(
    ("name", "command", "form", "told"),
    [
        ("check.colour.text", "check", "text", report(colour=True)),
        ("check.narrow.text", "check", "text", report(columns=30)),
        ("check.statistics.text", "check", "text", report(statistics=True)),
        ("check.statistics.json", "check", "json", report(statistics=True)),
        ("check.statistics.table", "check", "table", report(statistics=True)),
        ("relations.colour.text", "relations", "text", report(colour=True)),
        ("facts.unbound.text", "facts", "text", report(unbound=True)),
        ("facts.unbound.json", "facts", "json", report(unbound=True)),
    ],
)
def test_manner_of_telling_is_as_it_was(name: str, command: str, form: str, told: Report, golden: Golden) -> None:
    golden(GOLDEN / name, render(command, form, told))


@pytest.mark.parametrize(("command", "form"), PAIRS)
def test_report_without_files_can_be_told(command: str, form: str) -> None:
    assert render(command, form, Report(())).endswith("\n")


@pytest.mark.parametrize(("command", "form"), FOR_PEOPLE)
def test_summary_can_be_left_out(command: str, form: str) -> None:
    assert render(command, form, Report((), summary=False)) == ""


@pytest.mark.parametrize(("command", "form"), FOR_PEOPLE)
def test_what_a_report_says_never_controls_the_terminal(command: str, form: str) -> None:
    assert all(line.isprintable() for line in render(command, form, report()).split("\n"))


def test_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        render("check", "_tally", report())


def test_json_of_check_has_the_keys_of_the_contract_in_their_order() -> None:
    told = json.loads(render("check", "json", report()))
    assert list(told) == ["schema", "version", "files", "findings", "summary", "errors"]
    assert " ".join(told["findings"][0]) == (
        "path rule group severity line column end_line end_column location quote message stated computed suggestion related fingerprint"
    )
    assert list(told["findings"][0]["related"][0]) == ["role", "line", "column", "end_line", "end_column", "quote"]


def test_every_quote_stands_where_the_json_says() -> None:
    texts = {run.document.path: run.document for run in report().runs}
    told = json.loads(render("check", "json", report()))
    places = [(finding["path"], place) for finding in told["findings"] for place in (finding, *finding["related"])]
    assert len(places) == 8
    for path, place in places:
        line = texts[path].lines.line(place["line"])
        assert line[place["column"] - 1 : place["end_column"] - 1] == place["quote"]


def test_bounds_of_facts_are_decimals_that_programs_can_read() -> None:
    told = [Decimal(str(fact[bound])) for fact in json.loads(render("facts", "json", report()))["facts"] for bound in ("low", "high") if fact[bound]]
    assert Decimal("0.166666666667") in told


def test_csv_has_the_columns_of_the_json() -> None:
    rows = list(csv.DictReader(io.StringIO(render("facts", "csv", report()))))
    facts = json.loads(render("facts", "json", report()))["facts"]
    assert rows == [{key: "" if value is None else str(value) for key, value in fact.items()} for fact in facts]
