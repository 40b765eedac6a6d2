"""What is a table, and what its cells are called and measured in."""

from __future__ import annotations

from fractions import Fraction

import pytest

from auditor.extraction import extract
from auditor.reading import document_from_text
from auditor.relating.tables import Table, tables
from auditor.relating.tabulated import tabulated
from auditor.rulebook import load_rulebook

LEXICON = load_rulebook().lexicon


def read(text: str, name: str = "a.txt") -> tuple[Table, ...]:
    return tables(document_from_text(name, text), LEXICON)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "text",
    [
        "| 项目 | 金额（万元） |\n| --- | --- |\n| 道路养护 | 1,200 |\n",
        "项目\t金额（万元）\n道路养护\t1,200\n",
        "单位：万元\n项目    金额\n道路养护    1,200\n",
        "| 项目 | 单位 | 数值 |\n|:--|--|--|\n| 道路养护 | 万元 | 1,200 |\n",
        "项目\t金额\n道路养护（万元）\t1,200\n",
    ],
)
def test_forms_of_one_table(name: str, text: str) -> None:
    (table,) = read(text, name)
    figure = table.rows[0][-1].figure
    assert table.name(table.rows[0]) == "道路养护"
    assert figure is not None
    assert figure.value.middle == Fraction(12_000_000)
    assert text[figure.start : figure.end] == "1,200"


@pytest.mark.parametrize(
    "text",
    [
        "全年养护道路1200公里。  其中县道300公里。",
        "名称    地址\n总站    人民路",
        "清水镇\t1200\n白云镇\t900\n",
        "甲 | 乙",
    ],
)
def test_no_tables(text: str) -> None:
    assert read(text) == ()


def test_rows_of_another_length_end_a_table() -> None:
    text = "镇\t户\n清水镇\t12\n注\n镇\t户\t人\n白云镇\t9\t31\n"
    assert [len(table.rows) for table in read(text)] == [1, 1]


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("全年油菜产量3.6万吨。", ["3.6"]),
        ("全年产量3.6万吨。", []),
        ("上年油菜产量3.6万吨。", []),
        ("油菜产量3.6亿元。", []),
    ],
)
def test_text_names_a_cell(sentence: str, bound: list[str]) -> None:
    text = f"{sentence}\n作物\t面积（万亩）\t产量（万吨）\n油菜\t21.3\t3.6\n"
    document = document_from_text("a.txt", text)
    found = tabulated(document, extract(document, LEXICON), tables(document, LEXICON))
    assert [text[cell.start : cell.end] for pair in found for cell in pair.cells] == bound
