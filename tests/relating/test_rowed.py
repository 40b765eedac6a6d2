"""Which row and which column of a table a figure of the text is of, where it names the row alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.relating import Context
from auditor.relating.rowed import rowed

TABLE = "\n场所\t检查（次）\t整改（次）\n渔船\t862\t60\n渔港\t451\t31\n合计\t1313\t91\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("渔船862次，其次是渔港，为415次。", [("渔船", None), ("渔港", "451")]),
        ("渔船、渔港检查分别为826次和415次。", [("渔船", "862"), ("渔港", "451")]),
        ("渔港整改13次。", [("渔港", "31")]),
        ("渔港415次。", [("渔港", None)]),
        ("东岭县渔港检查415次。", []),
        ("上年渔港检查415次。", []),
        ("渔港夜间联合巡逻艇队检查415次。", []),
        ("渔港面积415亩。", []),
    ],
)
def test_the_row_of_a_figure(context: Callable[[str], Context], text: str, found: list[tuple[str, str | None]]) -> None:
    it = context(text + TABLE)
    assert [(one.name, one.cell and one.cell.digits) for one in rowed(it.document, it.mentions, it.tables)] == found
