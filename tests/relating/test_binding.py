"""What belongs together: rates, lists, changes, averages; and what only stands near."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.relating import Context
from auditor.relating.each import bind_each
from auditor.relating.rate_name import rate_name

Make = Callable[[str], Context]


@pytest.mark.parametrize(("label", "name"), [("全年案件办结率", "全年案件办结率"), ("办结率均", "办结率"), ("同比增长", ""), ("占", "")])
def test_rate_name(label: str, name: str) -> None:
    assert rate_name(label) == name


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("受理120件，办结114件，办结率95%。", [("114件", "120件")]),
        ("办结率95%，受理120件，办结114件。", [("114件", "120件")]),
        ("办结率95%（受理120件，办结114件）。", [("114件", "120件")]),
        ("应参保50.0万人，实际参保49.0万人，参保率98%。", [("49.0万人", "50.0万人")]),
        ("化解纠纷120件，其中调解成功114件，调解成功率95%。", [("114件", "120件")]),
        ("化解高风险案件11件，败诉率从9.68%降至2.97%。", []),
        ("调处纠纷120件，成功114件，调处率100%。", []),
        ("共有航班337班，其中正常航班230班，不正常航班107班，航班正常率68.2%。", [("230班", "337班")]),
        ("财政收入20亿元，其中税收15亿元，占75%。", [("15亿元", "20亿元")]),
        ("投资30亿元，工业投资占75%。", []),
        # Nothing is called so, but no other pair is in sight
        ("适用率达到84.6%。全年审查起诉1320人，其中从宽处理的1042人。", [("1042人", "1320人")]),
        ("网办率由80%升至91%。受理860件，其中线上提交的731件。", [("731件", "860件")]),
        ("漏损水量126万吨，供水总量1400万吨，漏损率为9.5%。", [("126万吨", "1400万吨")]),
        ("调解纠纷12600件，化解成功的9450件，化解比例为79.0%。", [("9450件", "12600件")]),
        ("党员900人，其中参加学习的846人，居民满意率为95.2%。", []),
        ("审查起诉1320人，适用率84.6%，其中女性1042人。", []),
        ("甲、乙两校优良率分别为84.6%和79.2%。参测1320人，其中女生1042人。", []),
    ],
)
def test_a_rate_divides_what_its_name_names(context: Make, text: str, pairs: list[tuple[str, str]]) -> None:
    made = context(text)
    assert [(made.quote(b.part), made.quote(b.wholes[0][0])) for b in made.rates] == pairs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("受理52件（一审27件，二审22件，再审3件）。", [("52件", ["27件", "22件", "3件"], "brackets")]),
        ("共受理86件，其中来信31件、来访28件。", [("86件", ["31件", "28件"], "announced")]),
        ("受理86件，其中来信31件、来访28件。", [("86件", ["31件", "28件"], "among")]),
        ("来信31件、来访28件，合计59件。", [("59件", ["31件", "28件"], "summed")]),
        ("线索342条，查实87条，查否214条，其余41条正在核查。", [("342条", ["87条", "214条", "41条"], "named")]),
        ("全年1043户，1至3月分别为341户、295户、407户。", [("1043户", ["341户", "295户", "407户"], "named")]),
        ("消费量1121吨，增长6%。其中，首饰711吨，增长5%；其他410吨，增长8%。", [("1121吨", ["711吨", "410吨"], "among")]),
        ("完成50亿元，两年平均增长6%。分产业看，一产20亿元；二产30亿元。", [("50亿元", ["20亿元", "30亿元"], "divided")]),
        (
            "零售额50亿元。按地域分，城镇30亿元；乡村20亿元。按行业分，批发40亿元。",
            [("50亿元", ["30亿元", "20亿元"], "divided"), ("50亿元", ["40亿元"], "divided")],
        ),
        (
            "收入90万元，支出70万元。其中，甲收入60万元，支出50万元；乙收入30万元，支出20万元。",
            [("90万元", ["60万元", "30万元"], "among"), ("70万元", ["50万元", "20万元"], "among")],
        ),
        ("上半年完成21亿元，下半年完成24亿元，全年完成45亿元。", [("45亿元", ["21亿元", "24亿元"], "bare")]),
        ("男职工320人，女职工180人，职工总数500人。", [("500人", ["320人", "180人"], "bare")]),
        ("监测的50种产品，12种价格上涨，34种下降，4种持平。", [("50种", ["12种", "34种", "4种"], "named")]),
        ("上半年末余额21亿元，下半年末余额24亿元，全年末余额45亿元。", []),
        ("生产指数为178.8点。其中，货运指数为211.2点。", []),
        ("受理86件，比上年增加5件，培训31人。", []),
        ("受理86件（上年同期80件）。", []),
        ("流转土地3000亩（200公顷）。", []),
    ],
)
def test_wholes_and_their_lists(context: Make, text: str, found: list[tuple[str, list[str], str]]) -> None:
    made = context(text)
    assert [(made.quote(p.whole), [made.quote(m) for m in p.parts], p.cue) for p in made.partitions] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("案件由320件增至365件，增长14.1%。", [("14.1%", "320件", "365件")]),
        ("接警2156起，较上年的2688起下降19.8%。", [("19.8%", "2688起", "2156起")]),
        ("办理462件，同比增长50%（上年同期308件）。", [("50%", "308件", "462件")]),
        ("增速8.4%，比全省（7.4%）高1.0个百分点。", [("1.0个百分点", "7.4%", "8.4%")]),
        ("案件由320件降至298件，其中盗窃案件下降21.3%。", []),
        ("产值115亿元，比上年增加15亿元，增长15%。", []),
        ("收入由2亿元增至3亿元，年均增长7%。", []),
    ],
)
def test_changes_and_their_values(context: Make, text: str, found: list[tuple[str, str, str]]) -> None:
    made = context(text)
    assert [(made.quote(c.change), made.quote(c.before), made.quote(c.after)) for c in made.changes] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12个乡镇共投入3600万元，平均每个乡镇300万元。", [("300万元", "12个", "3600万元")]),
        ("采购电脑50台，单价4800元，共24万元。", [("4800元", "50台", "24万元")]),
        ("居民人均可支配收入4.2万元，发放补贴30万元，惠及20人。", []),
    ],
)
def test_averages_and_prices(context: Make, text: str, found: list[tuple[str, str, str]]) -> None:
    made = context(text)
    bound = [e for sentence in made.sentences for e in bind_each(sentence)]
    assert [(made.quote(e.each), made.quote(e.number), made.quote(e.total)) for e in bound] == found
