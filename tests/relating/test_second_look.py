"""Faults that are none at a second look, with the shipped rules."""

from __future__ import annotations

import pytest

from auditor.model import Severity, Verdict
from auditor.pipeline import audit
from auditor.reading import document_from_text
from auditor.rulebook import load_rulebook


@pytest.mark.parametrize(
    "text",
    [
        "实际录取2618人，其中省内录取1874人、报到1829人，报到率97.60%。",
        "2024年春运40天，车站累计发送旅客84.6万人次，日均2.12万人次，较2023年春运的61.7万人次增长37.1%。",
        "合作社销售收入926万元，盈余218万元，按章程提取公积金21.8万元、公益金10.9万元后，剩余185.3万元中按交易量返还129.7万元，返还比例70.0%，其余55.6万元按股分红。",
        "国土调查主要数据：耕地61.3万亩，占比38.2%，其中水田20.3万亩、旱地41.0万亩；园地8.4万亩，占5.2%；林地47.6万亩，占29.7%；草地9.5万亩，占5.9%；其他用地33.7万亩，占21.0%。五类合计160.5万亩。",
        "全市城镇新增就业4.83万人，其中市区（不含所辖三县）城镇新增就业2.91万人，三县合计1.92万人。",
        "游客由76万人次增加到235.6万人次，外汇收入由0.50亿美元增加到0.90亿美元，分别为十年前的3.1倍和1.8倍。",
        "危房改造每户补助2万元，先按60%拨付，首批136户共拨付163.2万元。",
        "工作组上门回访60户，有58户作出评价，其中57户表示满意，满意率98.3%；其余2户家中无人，已留下联系卡。",
    ],
)
def test_figures_that_other_figures_explain_are_left_undecided(text: str) -> None:
    run = audit(document_from_text("test.txt", text), load_rulebook())
    assert not [finding for finding in run.findings if finding.severity is not Severity.INFO]
    assert "与另外的数恰好吻合，可能说的是那些数" in {relation.reason for relation in run.relations if relation.verdict is Verdict.UNDECIDED}


def test_figures_of_different_names_of_a_list_are_left_undecided() -> None:
    text = "我市对东盟、欧盟、美国和韩国分别进出口634亿元、481亿元、437亿元和208亿元，同比分别增长15.1%、7.3%、4.6%和4.2%；其中对东盟、欧盟分别出口{}亿元、316亿元。"
    right, wrong = (audit(document_from_text("test.txt", text.format(figure)), load_rulebook()) for figure in (388, 688))
    assert not right.findings
    assert "各属所列的不同名称" in {relation.reason for relation in right.relations}
    assert [finding.rule for finding in wrong.findings] == ["part-exceeds-whole"]


def test_a_rate_that_its_own_figures_nearly_give_stays_as_a_hint() -> None:
    run = audit(
        document_from_text("test.txt", "发出评议表1250张，收回1180张，其中有效评议表1100张。按有效评议表计，满意的1012张，满意率为81.0%。"),
        load_rulebook(),
    )
    assert [finding.severity for finding in run.findings] == [Severity.INFO]
    assert run.findings[0].message.endswith("但与另外的数恰好吻合，若说的是那些数则无误")


@pytest.mark.parametrize("rate", ["96.70%", "98%"])
def test_a_rate_that_no_other_figures_give_is_a_finding(rate: str) -> None:
    run = audit(document_from_text("test.txt", f"实际录取2618人，其中省内录取1874人、报到1829人，报到率{rate}。"), load_rulebook())
    assert [finding.severity for finding in run.findings] == [Severity.ERROR]
