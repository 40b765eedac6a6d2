"""The layouts that formats share: JSON with one record a line, and a grid."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from auditor.reporting._screen import visible


def json_text(content: Mapping[str, object]) -> str:
    """An object as JSON: each key on a line of its own, and each element of a list, so that a diff or `grep` shows whole records."""
    return "{\n" + ",\n".join(f"  {_json(key)}: {_value(value)}" for key, value in content.items()) + "\n}\n"


def _value(value: object) -> str:
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n" + ",\n".join(f"    {_json(element)}" for element in value) + "\n  ]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def grid(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table with wide characters counted as two columns; the cells are text, numbers are not rewritten."""
    from tabulate import tabulate

    cells = [[visible("" if cell is None else str(cell)) for cell in row] for row in rows]
    return tabulate(cells, headers=list(head), tablefmt="simple", disable_numparse=True) + "\n"
