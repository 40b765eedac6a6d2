"""Words that look like a figure, a unit or a hedge and are none: tables of Chinese compounds, and how to ask them.

Owns what a reader knows about words rather than about numbers. Everything here is looked up by the one or two characters at hand.
"""

from __future__ import annotations

# A unit is none where one of these characters follows and makes another word of it: 15家分别 is 15家, but 15分别 has no unit.
_CONTINUED = {
    "人": "才民脸",
    "名": "单称义誉额",
    "位": "于居列置数次",
    "家": "庭禽",
    "分": "别之为类布局项管级公行部支校流包配解担期析批步散享工层红销拆",
    "起": "来",
    "例": "如会行外",
    "处": "理置罚于分",
    "期": "间末限货",
    "批": "准评复示",
    "对": "于口象比外接标策应面照账",
    "所": "有属在得以占需",
    "只": "有要能是",
    "条": "件例约款",
    "道": "路德",
    "门": "诊户槛头",
    "股": "东份权票市价息本",
    "点": "击评赞面",
    "面": "对向积临试貌",
    "本": "市年期科级次省县月季",
    "部": "署委长级位队属",
    "户": "籍均口外型",
    "员": "工额",
    "班": "子级组",
    "级": "别",
    "层": "面",
    "台": "湾账风州海",
    "节": "约点能水目日假庆省",
    "单": "位独价一",
    "支": "持付出",
    "轮": "训换",
    "组": "织成建",
    "队": "伍员",
    "元": "旦素宵化",
    "米": "兰",
    "周": "边期末转密",
    "国": "内有际道务防资企土庆债",
    "市": "场级委政民区属值域直",
    "县": "级委域城政",
    "省": "级委内外市政直",
    "乡": "村亲",
    "镇": "村级",
    "村": "民级委庄",
    "天": "津然地河",
    "日": "常益本均报喀",
    "年": "均级期龄轻薪鉴代画份",
    "次": "日年于",
    "大": "队学陆厦小型",
    "成": "立为功员果交都品长效本熟就绩年分套",
    "段": "落",
    "角": "度色",
    "方": "面案式向便法针",
    "度": "假过",
    "车": "辆间站主",
    "把": "握关",
    "首": "次批个创席届",
    "章": "程",
    "集": "中团体合约聚群",
    "金": "额融属牌库砖华",
    "银": "行川监保",
    "铜": "陵仁",
    "字": "号",
    "步": "入伐",
    "包": "括含",
    "列": "入为",
    "样": "本",
    "头": "部",
    "票": "据价",
    "口": "径岸",
    "块": "链",
    "则": "为是",
    "类": "似",
    "升": "级至到高",
    "克": "服",
    "套": "餐",
    "室": "内外",
    "站": "点",
    "双": "方",
    "副": "主局长县省市书",
    "根": "据",
    "封": "闭",
    "社区": "矫",
    "国家": "级",
    "以上": "年",
    "以下": "简称几问措方",
    "上下": "联贯游级",
    "左右": "手岸",
}

# A hedge in front is none where one of these characters precedes and makes another word of it: 节约12万元, 附近3家.
_PRECEDED = {
    "约": "节契预合签条公履违邀失制集特解毁纲续",
    "近": "最附临靠亲贴远新就邻年",
    "超": "反赶英",
}

# Set phrases that open with a numeral and a classifier: read whole, they are names.
_IDIOMS = (
    "两个维护 两个确立 两个毫不 两个一百 两个结合 两个大局 两个凡是 两个文明 两个转变 三个代表 三个务必 三个区分开 三个转变 三个年级 "
    "四个意识 四个自信 四个全面 四个伟大 四个革命 四个最严 四个服务 三个一 四个一 五个一 六个一 十个一 三位一体 四位一体 五位一体 六位一体 三次产业 三次分配 "
    "八项规定 千家万户 千人计划 万人计划 百家争鸣 百家姓 十分 万分 百分 三支一扶 三人行 三台县 五台山 三门县 三门峡 两河口 三家村 三层次 "
    "三年级 四年级 五年级 六年级 七年级 八年级 九年级 十年树木 百年树人 五大洲 七大洲 二十国集团 五金"
)


def _by_head(words: str) -> dict[str, tuple[str, ...]]:
    heads: dict[str, list[str]] = {}
    for word in words.split():
        heads.setdefault(word[:2], []).append(word)
    return {head: tuple(members) for head, members in heads.items()}


_IDIOMS_BY_HEAD = _by_head(_IDIOMS)


def is_continued(word: str, text: str, end: int) -> bool:
    """Whether the unit or hedge `word` that ends at `end` is really the beginning of a longer word."""
    following = text[end : end + 1]
    # "介于84.6分和95.3分之间": 分之 is no fraction there
    return bool(following) and following in _CONTINUED.get(word, "") and not text.startswith("之间", end)


def is_preceded(hedge: str, text: str, start: int) -> bool:
    """Whether the hedge that starts at `start` is really the end of a longer word."""
    return start > 0 and text[start - 1] in _PRECEDED.get(hedge, "")


def idiom_at(text: str, start: int) -> str:
    """The set phrase that begins at `start`, empty where there is none."""
    for word in _IDIOMS_BY_HEAD.get(text[start : start + 2], ()):
        if text.startswith(word, start):
            return word
    return ""
