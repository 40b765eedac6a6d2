"""The JSON Schema of a rule file, for completion and checks in editors; it is derived from the dataclasses, never written by hand."""

from __future__ import annotations

from typing import Any

from auditor.checking import kind, kind_names
from auditor.rulebook.form import RuleFile


def rule_schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12, of a rule file; `check` is one alternative for each check kind."""
    from pydantic import TypeAdapter

    adapters = [("rule", TypeAdapter(RuleFile)), *((name, TypeAdapter(kind(name).Params)) for name in kind_names())]
    schemas, shared = TypeAdapter.json_schemas([(name, "validation", adapter) for name, adapter in adapters])
    definitions: dict[str, Any] = shared.pop("$defs", {})
    resolved = {name: _resolved(schemas[name, "validation"], definitions) for name, _ in adapters}
    rule = resolved.pop("rule")
    rule["properties"]["check"] = {
        "description": rule["properties"]["check"]["description"],
        "oneOf": [_of_kind(name, schema) for name, schema in resolved.items()],
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **rule, "title": "Rule of auditor", "$defs": _used(rule, definitions)}


def _resolved(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A schema itself where pydantic only refers to it."""
    reference = schema.get("$ref", "").removeprefix("#/$defs/")
    return dict(definitions[reference]) if reference else schema


def _of_kind(name: str, params: dict[str, Any]) -> dict[str, Any]:
    about = (kind(name).__doc__ or "").partition("\n\n")[0].replace("\n", " ")
    constant = {"const": name, "description": about}
    return params | {
        "title": name,
        "description": about,
        "properties": {"kind": constant, **params.get("properties", {})},
        "required": ["kind", *params.get("required", [])],
    }


def _used(schema: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The definitions that a schema refers to, directly or through others."""
    used: dict[str, Any] = {}
    waiting = [schema]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            waiting += node.values()
            name = str(node.get("$ref", "")).removeprefix("#/$defs/")
            if name in definitions and name not in used:
                used[name] = definitions[name]
                waiting.append(definitions[name])
    return dict(sorted(used.items()))
