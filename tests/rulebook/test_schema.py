"""The JSON Schema says what the loader says: it accepts every shipped rule and refuses what the loader refuses."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from auditor.checking import kind_names
from auditor.rulebook.schema import rule_schema
from auditor.rulebook.skeleton import new_rule
from auditor.rulebook.source import LEXICON, SourceFile, read_layers, shipped_folder
from auditor.rulebook.tree import read_tree

SHIPPED = [file for layer in read_layers([shipped_folder()]) for file in layer.files if file.folder != LEXICON]


def as_json(value: Any) -> Any:
    """Decimals as JSON numbers."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value if isinstance(value, str | int | None) else float(value)


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = rule_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_a_shipped_rule_is_valid(file: SourceFile, validator: Any) -> None:
    assert [error.message for error in validator.iter_errors(as_json(read_tree(file).value))] == []


def test_every_kind_is_an_alternative_with_its_docstring() -> None:
    alternatives = {item["title"]: item for item in rule_schema()["properties"]["check"]["oneOf"]}
    assert set(alternatives) == set(kind_names())
    assert alternatives["word"]["description"] == "Finds a word."
    assert alternatives["word"]["required"] == ["kind", "words"]
    assert alternatives["word"]["properties"]["words"]["description"] == "The words."


@pytest.mark.parametrize("old", ["severity: warning", "kind: equation", "preset: figures"])
def test_what_the_loader_refuses_the_schema_refuses(old: str, validator: Any) -> None:
    said = new_rule("a-b")
    assert old in said
    for text, faults in ((said, False), (said.replace(old, old + "x"), True), (said.replace(old, f"{old.partition(':')[0]}x: y"), True)):
        value = read_tree(SourceFile("a-b.yaml", "a-b.yaml", text.encode())).value
        assert bool(list(validator.iter_errors(as_json(value)))) is faults
