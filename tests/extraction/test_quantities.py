"""Quantities: what is read, in which unit, and what it may mean; every case in half-width and in full-width forms."""

from __future__ import annotations

from fractions import Fraction

import pytest

from auditor.model import Mention
from tests.extraction.conftest import Read

WIDE = str.maketrans({code: code + 0xFEE0 for code in range(0x21, 0x7F) if not chr(code).isalpha()})


def shown(mention: Mention) -> str:
    """The value as mathematicians write it: [1,2), and a point alone."""
    value = mention.value
    if value.is_point:
        return text_of(value.low)
    return f"{'(['[not value.low_open]}{text_of(value.low)},{text_of(value.high)}{')]'[not value.high_open]}"


def text_of(bound: Fraction | None) -> str:
    if bound is None:
        return ""
    return str(bound) if bound.denominator == 1 else f"{float(bound):.10g}"


CASES = [
    # counts
    ("走访42户", "42户", "count", "household", "42"),
    ("开展讲座17场次", "17场次", "count", "event", "17"),
    ("接待群众318人次", "318人次", "count", "person-visit", "318"),
    ("聘任顾问9人", "9人", "count", "person", "9"),
    ("收件65件次", "65件次", "count", "case-visit", "65"),
    ("复核1,234件", "1,234件", "count", "case", "1234"),
    ("复核1 234件", "1 234件", "count", "case", "1234"),
    ("复核12,345,678件", "12,345,678件", "count", "case", "12345678"),
    ("检查30家次", "30家次", "count", "organisation-visit", "30"),
    ("检查30家", "30家", "count", "organisation", "30"),
    ("覆盖8 个园区", "8 个", "count", "item", "8"),
    ("建成3个人才驿站", "3个", "count", "item", "3"),
    ("核验21个人民调解室", "21个", "count", "item", "21"),
    ("处置66起诉讼风险", "66起", "count", "case", "66"),
    ("组建12支队伍", "12支", "count", "group", "12"),
    ("巡访7所学校", "7所", "count", "place", "7"),
    ("印制8千份手册", "8千份", "count", "document", "[7500,8500]"),
    ("惠及4.5万人", "4.5万人", "count", "person", "[44500,45500]"),
    ("惠及2亿人次", "2亿人次", "count", "person-visit", "[150000000,250000000]"),
    ("人口1万6千人", "1万6千人", "count", "person", "[15500,16500]"),
    ("现存0件", "0件", "count", "case", "0"),
    ("夺得3金5银", "3金", "count", "medal-gold", "3"),
    # inner hedges
    ("发出6万余份", "6万余份", "count", "document", "(60000,70000)"),
    ("筹得700余万元", "700余万元", "money", "money-cny", "(7000000,8000000)"),
    ("筹得3200多万元", "3200多万元", "money", "money-cny", "(32000000,33000000)"),
    ("阅读40万多人次", "40万多人次", "count", "person-visit", "(400000,500000)"),
    ("挽损18万余元", "18万余元", "money", "money-cny", "(180000,190000)"),
    ("服务1640余人次", "1640余人次", "count", "person-visit", "(1640,1650)"),
    ("印发20000余册", "20000余册", "count", "document", "(20000,30000)"),
    ("投入1.5万余元", "1.5万余元", "money", "money-cny", "(15000,16000)"),
    ("到场3千多", "3千多", "count", "", "(3000,4000)"),
    ("需时5个多月", "5个多月", "measure", "duration-months", "(5,6)"),
    ("留用20来人", "20来人", "count", "person", "(20,30)"),
    ("投产12多元化项目", "12", "count", "", "12"),
    # hedges in front
    ("约300人", "300人", "count", "person", "[270,330]"),
    ("约为50个", "50个", "count", "item", "[45,55]"),
    ("近800名", "800名", "count", "person", "(700,800)"),
    ("接近60%", "60%", "percent", "percent", "(50,60)"),
    ("超过90家", "90家", "count", "organisation", "(90,]"),
    ("突破了100亿元", "100亿元", "money", "money-cny", "(10000000000,]"),
    ("逾5万吨", "5万吨", "measure", "weight", "(50000000,]"),
    ("不足10人", "10人", "count", "person", "(0,10)"),
    ("不到三成", "三成", "percent", "percent", "(0,30)"),
    ("至少4次", "4次", "count", "event", "[4,]"),
    ("不少于6次", "6次", "count", "event", "[6,]"),
    ("不超过15天", "15天", "measure", "duration", "[0,1296000]"),
    ("最多8件", "8件", "count", "case", "[0,8]"),
    ("达500件", "500件", "count", "case", "500"),
    ("拨付叁万伍仟元整", "叁万伍仟元整", "money", "money-cny", "35000"),
    ("合计壹佰零捌万零叁佰圆整", "壹佰零捌万零叁佰圆整", "money", "money-cny", "1080300"),
    ("罚款伍佰捌元叁角", "伍佰捌元叁角", "money", "money-cny", "508.3"),
    ("节约12万元", "12万元", "money", "money-cny", "[115000,125000]"),
    ("签约30个", "30个", "count", "item", "30"),
    ("附近3家", "3家", "count", "organisation", "3"),
    ("近3年", "3年", "measure", "duration-months", "[30,42]"),
    ("高出5个百分点", "5个百分点", "points", "points", "[4.5,5.5]"),
    # hedges behind
    ("70人左右", "70人", "count", "person", "[63,77]"),
    ("10人以上", "10人", "count", "person", "[10,]"),
    ("3件以下", "3件", "count", "case", "[0,3]"),
    ("20日以内", "20日", "measure", "duration", "[0,1728000]"),
    ("三年多", "三年", "measure", "duration-months", "(36,48)"),
    # contradicting hedges leave everything open that either allows
    ("近600余名", "600余名", "count", "person", "(500,700)"),
    ("超过50件以上", "50件", "count", "case", "(50,]"),
    # proportions
    ("合格率98.60%", "98.60%", "percent", "percent", "[98.595,98.605]"),
    ("合格率100%", "100%", "percent", "percent", "[99.5,100.5]"),
    ("自然增长率3.2‰", "3.2‰", "permille", "permille", "[3.15,3.25]"),
    ("提高1.5个百分点", "1.5个百分点", "points", "points", "[1.45,1.55]"),
    ("提高一个百分点", "一个百分点", "points", "points", "[0.5,1.5]"),
    ("下调25个基点", "25个基点", "points", "points", "[0.245,0.255]"),
    ("增长百分之七点八", "百分之七点八", "percent", "percent", "[7.75,7.85]"),
    ("下降百分之十二", "百分之十二", "percent", "percent", "[11.5,12.5]"),
    ("千分之三", "千分之三", "permille", "permille", "[2.5,3.5]"),
    ("完成三分之二", "三分之二", "ratio", "ratio", "0.6666666667"),
    ("占4成", "4成", "percent", "percent", "[35,45]"),
    ("占三成", "三成", "percent", "percent", "[25,35]"),
    ("增至2.5倍", "2.5倍", "multiple", "multiple", "[2.45,2.55]"),
    ("增长一倍", "一倍", "multiple", "multiple", "[0.5,1.5]"),
    ("产值翻一番", "翻一番", "multiple", "multiple", "[1.95,2.5)"),
    ("产值翻了两番", "翻了两番", "multiple", "multiple", "[3.9,5)"),
    ("产值翻了一番多", "翻了一番多", "multiple", "multiple", "(2,4)"),
    ("产值翻了近一番", "翻了近一番", "multiple", "multiple", "(1.6,2)"),
    ("占一半", "一半", "ratio", "ratio", "0.5"),
    ("配比1:25", "1:25", "ratio", "ratio", "0.04"),
    ("精简1/4", "1/4", "ratio", "ratio", "0.25"),
    ("结构为5.5:40.5:54.0", "5.5:40.5:54.0", "ratio", "ratio", "[5.45,54.05]"),
    ("同比增长-3.2%", "-3.2%", "percent", "percent", "[-3.25,-3.15]"),
    ("同比增长负3.2%", "负3.2%", "percent", "percent", "[-3.25,-3.15]"),
    ("净额(13,794)", "13,794", "count", "", "-13794"),
    ("归母净利润-3206万元", "-3206万元", "money", "money-cny", "[-32065000,-32055000]"),
    # ranges
    ("补贴3—5万元", "3—5万元", "money", "money-cny", "[25000,55000]"),
    ("上浮3%~5%", "3%~5%", "percent", "percent", "[2.5,5.5]"),
    ("上浮5-8%", "5-8%", "percent", "percent", "[4.5,8.5]"),
    ("补贴5000-1万元", "5000-1万元", "money", "money-cny", "[4999.5,15000]"),
    ("每组10至15人", "10至15人", "count", "person", "[10,15]"),
    ("三四百人", "三四百人", "count", "person", "[300,400]"),
    # money, measures
    ("结算3013.60万元", "3013.60万元", "money", "money-cny", "[30135950,30136050]"),
    ("出口1.2亿美元", "1.2亿美元", "money", "money-usd", "[115000000,125000000]"),
    ("存款5万亿港元", "5万亿港元", "money", "money-hkd", "[4500000000000,5500000000000]"),
    ("预算¥500", "500", "money", "money-cny", "[499.5,500.5]"),
    ("均价8元/斤", "8元/斤", "money", "money-cny-per-weight", "[15,17]"),
    ("灌溉3亩", "3亩", "measure", "area", "[1666.666667,2333.333333]"),
    ("绿化2平方公里", "2平方公里", "measure", "area", "[1500000,2500000]"),
    ("管线7千米", "7千米", "measure", "length", "[6500,7500]"),
    ("发电3亿千瓦时", "3亿千瓦时", "measure", "energy", "[250000000,350000000]"),
    ("装机50万千瓦", "50万千瓦", "measure", "power", "[495000,505000]"),
    ("周转6亿吨公里", "6亿吨公里", "measure", "freight-turnover", "[550000000,650000000]"),
    ("限时2小时", "2小时", "measure", "duration", "[5400,9000]"),
    ("用时1小时12分", "1小时12分", "measure", "duration", "[4290,4350]"),
    ("成绩3分20秒", "3分20秒", "measure", "duration", "[199.5,200.5]"),
    ("耗时1小时零5分钟", "1小时零5分钟", "measure", "duration", "[3870,3930]"),
    ("为期11日", "11日", "measure", "duration", "[907200,993600]"),
    ("气温12℃", "12℃", "measure", "temperature", "[11.5,12.5]"),
    # Chinese numerals
    ("三项制度", "三项", "count", "item", "3"),
    ("两家律所", "两家", "count", "organisation", "2"),
    ("十大举措", "十大", "count", "item", "10"),
    ("五维度评价", "五维度", "count", "item", "5"),
    ("市县两级", "两级", "count", "item", "2"),
    ("县乡村三级", "三级", "count", "item", "3"),
    ("共一名", "一名", "count", "person", "1"),
    ("二百三十名", "二百三十名", "count", "person", "230"),
    ("廿三户", "廿三户", "count", "household", "23"),
    ("百余人次", "百余人次", "count", "person-visit", "(100,200)"),
    ("近千次", "千次", "count", "event", "(800,1000)"),
    ("数百家", "数百家", "count", "organisation", "[200,1000)"),
    ("上千名", "上千名", "count", "person", "[1000,]"),
    ("十余年", "十余年", "measure", "duration-months", "(120,240)"),
    ("两年半", "两年半", "measure", "duration-months", "[29.4,30.6]"),
    ("半个月", "半个月", "measure", "duration-months", "[0.45,0.55]"),
    ("三千万元", "三千万元", "money", "money-cny", "[29995000,30005000]"),
    ("六千四百亿千瓦时", "六千四百亿千瓦时", "measure", "energy", "[639950000000,640050000000]"),
    # bare numbers
    ("办件1544帮助企业", "1544", "count", "", "1544"),
    ("比值2.76", "2.76", "count", "", "[2.755,2.765]"),
    ("2300", "2300", "count", "", "2300"),
    ("新增15分别来自", "15", "count", "", "15"),
]


@pytest.mark.parametrize(("text", "quote", "kind", "dimension", "value"), CASES)
def test_quantity_is_read(read: Read, text: str, quote: str, kind: str, dimension: str, value: str) -> None:
    first = read(text)[0]
    assert (text[first.start : first.end], first.kind.value, first.dimension, shown(first)) == (quote, kind, dimension, value)


@pytest.mark.parametrize(("text", "value"), [(case[0], case[4]) for case in CASES if "/" not in case[0]])
def test_full_width_forms_mean_the_same(read: Read, text: str, value: str) -> None:
    assert shown(read(text.translate(WIDE))[0]) == value


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("从9.7%降至3.1%", ["9.7%", "3.1%"]),
        ("从3件至5件", ["3件", "5件"]),
        ("从40日缩减为9日内", ["40日", "9日"]),
        ("男12人,女15人", ["12人", "15人"]),
        ("3家、4家", ["3家", "4家"]),
        ("8%-5%", ["8%", "5%"]),
        ("2019 345", ["2019", "345"]),
        ("浙江-5家", ["5家"]),
    ],
)
def test_neighbours_stay_apart(read: Read, text: str, quotes: list[str]) -> None:
    assert [text[m.start : m.end] for m in read(text)] == quotes


@pytest.mark.parametrize(
    "text",
    [
        *(
            "五马街",
            "三皇庙",
            "七都大桥",
            "一体化",
            "四梁八柱",
            "一站式",
            "双随机",
            "百千万工程",
            "做到“两个维护”",
            "增强“四个意识”",
            "一线调解",
            "十分重要",
        ),
        *(
            "千家万户",
            "律师万人比",
            "零距离",
            "零发生",
            "零件",
            "五位一体",
            "二审",
            "一审",
            "三级主任科员",
            "一期工程",
            "第三方".replace("第", ""),
            "二十大",
            "二十届二中全会",
        ),
        *("第", "最后一公里", "周三次日", "三台县", "半数字化", "翻译", "两位数", "一二三产业", "十四届人大二次会议", "八项规定"),
    ],
)
def test_names_and_idioms_are_left_alone(read: Read, text: str) -> None:
    assert [text[m.start : m.end] for m in read(text) if m.is_quantity] == []


def test_printed_place_and_scale_are_kept(read: Read) -> None:
    (money,) = read("标的额3013.60万元")
    assert (money.digits, money.scale, money.unit) == ("3013.60", Fraction(10_000), "元")
    assert (money.digits_start, money.digits_end) == (3, 10)


def test_hedges_keep_their_places(read: Read) -> None:
    text = "动员近400余名志愿者"
    (mention,) = read(text)
    assert [(h.text, h.sense, h.position, text[h.start : h.end]) for h in mention.hedges] == [
        ("近", "almost", "prefix", "近"),
        ("余", "few-more", "inner", "余"),
    ]
    assert text[mention.outer_start : mention.outer_end] == "近400余名"


def test_a_range_has_both_ends(read: Read) -> None:
    (mention,) = read("奖励13~17万元")
    assert [component.middle for component in mention.components] == [130_000, 170_000]


def test_the_parts_of_a_structure_are_components(read: Read) -> None:
    (mention,) = read("三次产业结构为6.0:43.5:50.5")
    assert [component.middle for component in mention.components] == [6, Fraction("43.5"), Fraction("50.5")]
