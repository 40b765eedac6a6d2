"""Numbers that measure nothing: codes, dates, periods, ordinals, ranks, markers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.extraction.conftest import Read

CASES = [
    # codes
    ("推行“62411”机制", "“62411”", "code"),
    ("打造“158”品牌", "“158”", "code"),
    ("构建“2+3+N”格局", "“2+3+N”", "code"),
    ("实施1+N方案", "1+N", "code"),
    ("“12·9”活动", "“12·9”", "code"),
    ("提供7×24小时服务", "7×24小时", "code"),
    ("提供24小时服务", "24小时", "code"),
    ("云司〔2023〕18号", "〔2023〕18号", "code"),
    ("(2021)云0102民初345号", "(2021)云0102民初345号", "code"),
    ("拨打12348咨询", "12348", "code"),
    ("联系电话:0871-65551234", "0871-65551234", "code"),
    ("手机13900001111", "13900001111", "code"),
    ("证券代码 600000", "600000", "code"),
    ("甲公司(000001.SZ)", "000001.SZ", "code"),
    ("见https://example.org/a1", "https://example.org/a1", "code"),
    ("编号AB0012-03", "AB0012-03", "code"),
    ("索引号000123/2022-00456", "000123/2022-00456", "code"),
    ("清单2024版", "2024版", "code"),
    ("升级2.0版", "2.0版", "code"),
    ("开通5G基站", "5G", "code"),
    ("创建4A级景区", "4A级", "code"),
    ("PM2.5浓度", "PM2.5", "code"),
    ("5年期贷款", "5年期", "code"),
    ("90后员工", "90后", "code"),
    ("入围500强", "500强", "code"),
    ("见附件2", "2", "code"),
    ("脚注[12]", "12", "code"),
    # dates
    ("2023年完成", "2023年", "date"),
    ("2023年9月5日印发", "2023年9月5日", "date"),
    ("2024-05-17 09:40", "2024-05-17 09:40", "date"),
    ("2024/5/17", "2024/5/17", "date"),
    ("2024.5.17", "2024.5.17", "date"),
    ("2022年度", "2022年度", "date"),
    ("截至9月底", "9月底", "date"),
    ("5月11日", "5月11日", "date"),
    ("今年5月", "今年5月", "date"),
    ("比上年", "上年", "date"),
    ("9时30分", "9时30分", "date"),
    ("二〇二四年三月", "二〇二四年三月", "date"),
    ("2023年初步核算", "2023年", "date"),
    ("9月份中国", "9月份", "date"),
    ("制造2025规划", "2025", "date"),
    # periods
    ("1-8月", "1-8月", "period"),
    ("1至8月份", "1至8月份", "period"),
    ("2023年1-8月", "2023年1-8月", "period"),
    ("2021—2025年", "2021—2025年", "period"),
    ("2023—2024年度", "2023—2024年度", "period"),
    ("2023年1月1日至12月31日", "2023年1月1日至12月31日", "period"),
    ("上半年", "上半年", "period"),
    ("一季度", "一季度", "period"),
    ("前三季度", "前三季度", "period"),
    ("前8个月", "前8个月", "period"),
    ("提前8个月", "8个月", "measure"),
    ("去年同期", "去年同期", "period"),
    ("“十四五”时期", "“十四五”", "period"),
    # ordinals and ranks
    ("第三产业", "第三", "code"),
    ("第15条规定", "第15条", "ordinal"),
    ("第十五条规定", "第十五条", "ordinal"),
    ("人民路88号", "88号", "ordinal"),
    ("全市第一", "第一", "rank"),
    ("排名第3位", "第3位", "rank"),
    ("列第5名", "第5名", "rank"),
    ("居全省首位", "首位", "rank"),
    ("进入全市前三名", "前三名", "rank"),
    # markers
    ("一、总体情况", "一、", "marker"),
    ("(一)总体情况", "(一)", "marker"),
    ("（一）总体情况", "（一）", "marker"),
    ("1.总体情况", "1.", "marker"),
    ("1、总体情况", "1、", "marker"),
    ("1.2023年工作", "1.", "marker"),
    ("(1)总体情况", "(1)", "marker"),
    ("①总体情况", "①", "marker"),
    ("一是强化领导", "一是", "marker"),
    ("第一,强化领导", "第一,", "marker"),
]


@pytest.mark.parametrize(("text", "quote", "kind"), CASES)
def test_what_names_dates_or_orders_is_no_quantity(read: Read, text: str, quote: str, kind: str) -> None:
    first = read(text)[0]
    assert (text[first.start : first.end], first.kind.value) == (quote, kind)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("位居全省第", []),
        ("统一是前提", []),
        ("放在首位", []),
        ("以上年龄", []),
        ("2000多年历史", ["measure"]),
        ("5000年历史", ["measure"]),
        ("历时3年", ["measure"]),
        ("12345件", ["count"]),
        ("GDP突破GDP4000.5亿元", ["money"]),
        ("24小时内办结", ["measure"]),
        ("比值为1:30", ["ratio"]),
        ("1.5亿元", ["money"]),
        ("第二十六条第（二）项", ["ordinal"]),
        ("减值损失\t11\t(9)\t(45.00)", ["count", "count", "count"]),
        ("收益率(3)=(2)/(1)", ["count", "count", "count"]),
        ("成本包括:(1)人工;(2)材料", ["marker", "marker"]),
        ("目标一:完成;二是巩固", ["marker"]),
    ],
)
def test_near_misses(read: Read, text: str, kinds: list[str]) -> None:
    assert [mention.kind.value for mention in read(text)] == kinds


def test_markers_say_their_number(read: Read) -> None:
    marks = read("一、甲\n（二）乙\n3.丙\n④丁\n五是戊")
    assert [mark.digits for mark in marks] == ["1", "2", "3", "4", "5"]


def test_a_rank_among_the_first_is_an_interval(read: Read) -> None:
    (rank,) = read("进入全省前十位")
    assert (rank.value.low, rank.value.high) == (Fraction(1), Fraction(10))
