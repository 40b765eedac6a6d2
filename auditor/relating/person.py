"""People whom the text names with what they are: 民警陈晓东, 护士长刘海英.

Owns where such names stand; whether two of them are one person is for `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import compiled, expression

_Place = tuple[int, int]
# The surnames of most people, those left out that have two characters or are words of reports (文, 成, 农)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾"
    "毛郝龚邵万钱严覃武戴莫孔汤温康施牛樊葛邢齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝尚符舒阮柯纪梅童凌毕季裴霍涂苗谷盛曲翁冉骆蓝路游辛靳柴蒙鲍华喻祁蒲滕屈饶牟艾尤阳穆卓古吉缪简连芦麦褚娄窦戚岑景宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬师和仇栾隋刁沙荣巫寇桑郎甄丛仲虞敖巩佘池查麻苑迟邝"
)
_TITLES = (
    "民警|辅警|交警|法官|检察官|书记员|律师|调解员|护士长?|医生|医师|主任|院长|校长|教师|老师|书记|队员|队长|所长|局长|科长|站长|厂长|经理|工程师|技师|技术员|网格员|党员|村医|司机|驾驶员|志愿者"
    "|队员|消防员|战士|班长|组长|辅导员|社工|劳模|村民|社员|场长|会计|教授|研究员|记者|船长|机长|乘务员|列车长|班主任|组员|学员|同学|选手|教练员?|公证员|执法员|检验员|管理员|统计员|护林员|河长"
)
# "民警陈晓东坚守" "法官王小燕、" — not "书记处高度" (处 is no surname) and not "党员马上就"
_NAMED = expression(rf"(?:{_TITLES})(?P<name>[{_SURNAMES}]\p{{Han}}{{2}})")


def namesakes(folded: str, rows: Sequence[str]) -> Iterator[tuple[list[_Place], list[_Place]]]:
    """The places of two names that differ behind the surname by one character of one row, one of them named once, the two never in one sentence.

    Args:
        folded: the text; a name of two characters is read with the one behind it.
        rows: characters that are taken for one another.
    """
    done: set[str] = set()
    for name in sorted({match["name"] for match in _NAMED.finditer(folded)}):
        for other in sorted(_misspelt(name, rows) - done):
            here, there = _places(folded, name), _places(folded, other)
            if there and 1 in (len(here), len(there)) and all("。" in folded[min(a, b) : max(a, b)] for a, _ in here for b, _ in there):
                done.add(name)
                yield here, there


def _misspelt(name: str, rows: Sequence[str]) -> set[str]:
    return {name[:i] + other + name[i + 1 :] for i in range(1, len(name)) for row in rows if name[i] in row for other in row} - {name}


def _places(folded: str, name: str) -> list[_Place]:
    return [match.span() for match in compiled(name).finditer(folded)]
