"""Slogans that say how many things they stand for (“三率”, “双向制”, 三位一体), bound to the things where the text names them.

A slogan is a numeral with a word, in quotation marks or with a word that makes one of every numeral (下降, 位一体). Its items stand in a list right
before it, in a list that explains it, or as the parts of the text that take it up: the same word once for each, every level, both of two opposites.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.expression import compiled, expression
from auditor.record import record
from auditor.relating.enumeration import LONGEST_ITEM, divided, even, item_counts, items, joints

NUMBERS = {"双": 2, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
"""The numerals that a slogan may begin with."""
# "“三个一”" "双下降" "“三会一课”" — not "“一网通办”"; the words of the rule stand for \L<heads>
_SLOGAN = (
    r"“(?P<number>[双两二三四五六七八九十])(?P<rest>[^“”,。;:、()\s\d二三四五六七八九十百千][^“”,。;:、()\s\d]{0,8})”"
    r"|(?<![一二三四五六七八九十百第])(?P<number>[双两二三四五六七八九十])(?P<rest>\L<heads>)"
)
# The numerals inside a slogan that add to its number: 一 of "三会一课" — not of "三个一" or "三位一体"
_FURTHER = expression(r"(?<!个)[一两二三四五六七八九十](?!体|致|心)")
# What stands before a slogan, back to the nearest mark that no list crosses: "A、B和C的" — and not behind another slogan or figure
_RUN = expression(r"(?:^|[,;:。!?()\n])(?P<run>[^,;:。!?()“”\n\d]*?)的?$")
# "“学、研、赛、评”" right before 四位一体
_MARKED_LIST = expression(r"“(?P<items>[^“”、,]{1,6}(?:、[^“”、,]{1,6}){2,})”$")
# "“受理窗口”“办理窗口”" — not "“两个基地”“两个枢纽”", which are slogans themselves
_QUOTED_RUN = expression(r"(?P<run>“[^“”\n双两一二三四五六七八九十][^“”\n]*”(?:[、和及与]?“[^“”\n双两一二三四五六七八九十][^“”\n]*”)+)的?$")
# Ends a list that is not one: "完善机制和" "银行为"
_UNFINISHED = expression(r"[和及与为对于向把在是]$")
# "“三率”(A、B、C)" "“三个一”行动,即A、B、C。" — not "(A、B等)" and no list with numbers in it
_EXPLAINED = expression(r"[^,;:。()、“”\n]{0,8}?(?:\((?P<items>[^,;:。()等\d\n]+)\)|,(?:即|分别是|也就是)(?P<items>[^,;:。()等\d\n]+)(?=[,。;]|$))")
_LISTED = expression(r"[^,;:。()、“”\n]{0,8}?:(?P<items>[^,;:。()等\d\n]+)(?=[。;]|$)")
# "聚焦主业、" between marks that end a list's reach — quotation marks may stand inside
_CLAUSE = expression(r"[^,;:。()\n\d]+")
_BRACKETED = expression(r"\((?P<items>[^,;:。()等\d\n]+)\)")
_PIECE = expression(r"(?:^|[,;:、])(?P<said>[^,;:、。\n]+)")
_CLAUSE_STARTS = frozenset(",;:。、“\n是")
_CLASSIFIER = expression(r"(?:个|项|大|张|类|条|级|份|方|道|种|本|套|支)")
_LEVEL = expression(r"(?P<level>[省市县区镇乡村街组]|街道|社区|网格)级")
_SENTENCE = 400
_PARAGRAPH = 1200
_BEFORE = 120
_NEAR = 8
_VERB = 2
# "即" "一是" before the head of a piece
_LEAD = 3
_PAIR = 2


@record(frozen=True)
class Slogan:
    """A slogan, its place with the marks around it, the numbers that it may say, the plain one first.

    `known` where its head is one that the rule names (双下降, 三位一体).
    """

    start: int
    end: int
    text: str
    head: str
    numbers: tuple[int, ...]
    known: bool


@record(frozen=True)
class Taken:
    """The spans of the things that a slogan stands for and how many they are; `surely` where nothing else can have been meant."""

    slogan: Slogan
    spans: tuple[tuple[int, int], ...]
    counts: frozenset[int]
    surely: bool


def slogans(folded: str, heads: Sequence[str]) -> Iterator[Slogan]:
    """The slogans of a text in reading order."""
    for match in compiled(_SLOGAN, heads=heads).finditer(folded):
        rest = match["rest"]
        number = NUMBERS[match["number"]]
        more = [NUMBERS[c] for c in _FURTHER.findall(rest)]
        numbers = (number, number + sum(more)) if more else (number,)
        yield Slogan(match.start(), match.end(), match[0].strip("“”"), _unclassified(rest), numbers, rest in heads)


def _unclassified(rest: str) -> str:
    match = _CLASSIFIER.match(rest)
    return rest[match.end() :] if match else rest


def taken_up(folded: str, slogan: Slogan, opposites: Sequence[str]) -> Taken | None:
    """What the slogan stands for, by the first way of naming it that comes out at its number, or that explains it without doubt."""
    ways = (_listed_before, _explained, _by_levels, _by_head, _in_brackets_of_head)
    found = [way(folded, slogan) for way in ways]
    found.append(_opposed(folded, slogan, opposites))
    agreeing = [taken for taken in found if taken and taken.counts & set(slogan.numbers)]
    doubtless = [taken for taken in found if taken and taken.surely]
    return next(iter(agreeing or doubtless), None) or _by_other_run(folded, slogan)


def _ahead(folded: str, slogan: Slogan, most: int, end: str) -> int:
    """Where the text that may take up a slogan ends: at the next of the marks, or after so many characters."""
    match = compiled(f"[{end}]").search(folded, slogan.end, slogan.end + most)
    return match.start() if match else min(len(folded), slogan.end + most)


def _listed_before(folded: str, slogan: Slogan) -> Taken | None:
    before = max(0, slogan.start - _BEFORE)
    window = folded[before : slogan.start]
    marked = _MARKED_LIST.search(window)
    if marked is not None:
        span = (before + marked.start("items"), before + marked.end("items"))
        return Taken(slogan, (span,), frozenset({len(items(marked["items"]))}), surely=even(marked["items"]))
    quoted = _QUOTED_RUN.search(window)
    match = quoted or _RUN.search(window)
    if match is None or not match["run"]:
        return None
    run = match["run"]
    counts = {len(compiled("“[^“”]+”").findall(run))} if quoted else _plain_counts(run, slogan)
    surely = not quoted and even(run) and bool(_CLASSIFIER.match(slogan.text, 1)) and len(slogan.numbers) == 1
    return Taken(slogan, ((before + match.start("run"), before + match.end("run")),), frozenset(counts), surely)


def _plain_counts(run: str, slogan: Slogan) -> set[int]:
    """How many items a list without quotation marks has; of two items only where the slogan itself says that they are a pair (双)."""
    if "" in items(run) or _UNFINISHED.search(run):
        return set()
    paired = slogan.numbers[0] > _PAIR or slogan.known or (slogan.text[0] == "双" and "、" in run)
    return item_counts(run) - {1} if paired and ("、" in run or slogan.known) else set()


def _explained(folded: str, slogan: Slogan) -> Taken | None:
    match = _EXPLAINED.match(folded, slogan.end) or _LISTED.match(folded, slogan.end)
    if match is None:
        return None
    listed = items(match["items"].replace("+", "、"))
    if len(listed) < 2 or any(not 1 < len(item) <= LONGEST_ITEM for item in listed):
        return None
    counts = frozenset(range(len(listed), len(listed) + joints(match["items"]) + 1))
    of_head = len(listed) > 2 and len(slogan.head) > 1 and all(item.endswith(slogan.head) for item in listed)
    return Taken(slogan, (match.span("items"),), counts, surely=(of_head or match[0].lstrip()[-1] == ")") and len(slogan.numbers) == 1)


def _by_levels(folded: str, slogan: Slogan) -> Taken | None:
    """两级中心 …, 县级…中心…镇级…中心: each level once."""
    if slogan.text[1:2] != "级":
        return None
    found: dict[str, tuple[int, int]] = {}
    for match in _LEVEL.finditer(folded, slogan.end, _ahead(folded, slogan, _SENTENCE, "。\n")):
        if slogan.head in folded[match.end() : match.end() + LONGEST_ITEM]:
            found.setdefault(match["level"], match.span())
    return Taken(slogan, tuple(found.values()), frozenset({len(found)}), surely=False) if len(found) > 1 else None


def _by_head(folded: str, slogan: Slogan) -> Taken | None:
    """“三个聚焦” …, 聚焦A, 聚焦B, 聚焦C; “三率”, A率、B率、C率: the head once for each thing, at the start of clauses or at the end of items."""
    head, number = slogan.head, slogan.numbers[0]
    if len(head) == _VERB:
        end = _ahead(folded, slogan, _PARAGRAPH, "\n")
        spans = [(at, at + len(head)) for at in _places(folded, head, slogan.end, end) if folded[at - 1] in _CLAUSE_STARTS]
        if len(spans) == number:
            return Taken(slogan, tuple(spans), frozenset({number}), surely=False)
    for clause in _CLAUSE.finditer(folded, slogan.end, _ahead(folded, slogan, _SENTENCE, "\n")):
        listed = divided(clause[0])
        if len(listed) == number and head in listed[-1] and all(item.strip("“”").endswith(head) for item in listed[:-1]):
            return Taken(slogan, (clause.span(),), frozenset({number}), surely=False)
    return None


def _by_other_run(folded: str, slogan: Slogan) -> Taken | None:
    """“四个聚焦” with 聚焦A、聚焦B、聚焦C: one thing too many or too few, in clauses that follow one another, and the head begins no other."""
    head, number = slogan.head, slogan.numbers[0]
    if len(head) != _VERB or slogan.text[1:2] != "个":
        return None
    end = _ahead(folded, slogan, _SENTENCE, "。\n")
    pieces = list(_PIECE.finditer(folded, slogan.end, end))
    run = [piece for piece in pieces if -1 < piece["said"].find(head) <= _LEAD]
    at = [order for order, piece in enumerate(pieces) if piece in run]
    behind = any(folded[place - 1] in _CLAUSE_STARTS for place in _places(folded, head, end, _ahead(folded, slogan, _PARAGRAPH, "\n")))
    together = len(run) > 1 and at == list(range(at[0], at[0] + len(run))) and not behind
    if not together or abs(len(run) - number) != 1:
        return None
    return Taken(slogan, tuple(piece.span("said") for piece in run), frozenset({len(run)}), surely=False)


def _in_brackets_of_head(folded: str, slogan: Slogan) -> Taken | None:
    """“三基地” …, 建成基地43个(教育+就业+公益): brackets that list the kinds of what the slogan counts."""
    for match in _BRACKETED.finditer(folded, slogan.end, _ahead(folded, slogan, _SENTENCE, "。\n")):
        counts = item_counts(match["items"].replace("+", "、")) - {1}
        if counts and slogan.head in folded[max(slogan.end, match.start() - _NEAR) : match.start()]:
            return Taken(slogan, (match.span("items"),), frozenset(counts), surely=False)
    return None


def _opposed(folded: str, slogan: Slogan, opposites: Sequence[str]) -> Taken | None:
    """“双向制”: 对内…, 对外…: both members of a pair of opposites, each at the beginning of a clause."""
    end = _ahead(folded, slogan, _SENTENCE, "。\n")
    for pair in opposites if slogan.numbers[0] == 2 else ():
        found = [
            (next((at for at in _places(folded, word, slogan.end, end) if folded[at - 1] in ",;:、"), -1), len(word)) for word in pair.split("/")
        ]
        if all(at >= 0 for at, _ in found):
            return Taken(slogan, tuple((at, at + size) for at, size in found), frozenset({2}), surely=False)
    return None


def _places(folded: str, word: str, start: int, end: int) -> Iterator[int]:
    at = folded.find(word, start, end)
    while at >= 0:
        yield at
        at = folded.find(word, at + len(word), end)
