"""Whether the time of an audit grows with the length of the text and no faster, for ordinary prose and for texts made to be slow.

Each text is audited in a process of its own by all rules. Time for a million characters is told as a ratio to that of the smallest text of its shape:
where it stays near 1, time is linear. Texts are made up here, from a seed; reports of one's own can be measured beside them.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path

MILLION = 1_000_000
Shape = Callable[[random.Random], str]
_OFFICES = ("市局", "县局", "各区", "法院", "医院", "学校", "税务所", "港务局", "农技站", "车间")
_WORDS = ("受理申请", "办结案件", "检查企业", "培训职工", "发放补贴", "接诊病人", "抽检样品", "收购粮食", "检修机组", "招收学生")
_UNITS = ("件", "人次", "家", "户", "吨", "万元", "批次", "公里")


def prose(random_: random.Random) -> str:
    """A paragraph of a report: counts, their sum, a rate and a growth that agree, and some that do not."""
    office, word, unit = (random_.choice(some) for some in (_OFFICES, _WORDS, _UNITS))
    whole = random_.randint(50, 9000)
    part = random_.randint(1, whole)
    before = random_.randint(50, 9000)
    grown = f"{'增长' if whole >= before else '下降'}{abs(whole - before) / before * 100:.1f}%"
    return (
        f"今年以来，{office}共{word}{whole}{unit}，同比{grown}（上年同期{before}{unit}）；其中按期完成{part}{unit}，完成率{part / whole * 100:.2f}%。"
        "各单位认真学习有关要求，围绕中心任务统筹安排，健全工作机制，明确责任分工，及时研究解决困难和问题，服务水平稳步提升，群众反映良好。"
        f"一是加强领导，召开会议{random_.randint(2, 40)}次。二是落实责任，分别走访甲、乙两地{random_.randint(2, 99)}户、{random_.randint(2, 99)}户。"
        "三是总结经验，查找不足，完善制度，改进作风，为今后的发展打下坚实的基础，使各项工作再上新的台阶。\n"
    )


def figures(random_: random.Random) -> str:
    """A figure of a sentence that never ends."""
    return f"{random_.choice(_WORDS)}{random_.randint(1, 9999)}件，"


def row(random_: random.Random) -> str:
    """A row of a table."""
    return "| 某地 | " + " | ".join(str(random_.randint(1, 99999)) for _ in range(6)) + " |\n"


def parallel(random_: random.Random) -> str:
    """A parallel list, with no full stop behind it."""
    return f"甲、乙、丙分别{random_.choice(_WORDS)}{random_.randint(1, 99)}件、{random_.randint(1, 99)}件、{random_.randint(1, 99)}件，"


SHAPES: dict[str, Shape] = {
    "prose": prose,
    "one-sentence": figures,
    "table": row,
    "parallel-lists": parallel,
    "no-marks": lambda _: "持续推进各项工作",
    "commas": lambda _: "，",
    "brackets": lambda _: "（",
    "brackets-with-figures": lambda _: "（办结12件",
    "quotation-marks": lambda _: "“",
    "digits": lambda _: "1234567890",
    "groups-of-digits": lambda _: "123,456,",
    "numerals": lambda _: "亿",
    "markers": lambda _: "一是",
}


def text(parts: Iterator[str], length: int) -> str:
    """A text of that many characters, or a part more."""
    taken: list[str] = []
    size = 0
    while size < length:
        taken.append(next(parts))
        size += len(taken[-1])
    return "".join(taken)


def made_up(shape: str) -> Iterator[str]:
    """Parts of a shape without end, the same each time."""
    random_ = random.Random(7)
    while True:
        yield SHAPES[shape](random_)


def reports(files: Sequence[Path]) -> Iterator[str]:
    """The paragraphs of these files, one file after the other and from the first again."""
    for file in cycle(files):
        yield from file.read_text(encoding="utf-8").splitlines(keepends=True)


def audited(written: str) -> tuple[float, float]:
    """Seconds of processor time for a million characters, and the peak of memory in megabytes, 0 where the system does not tell."""
    from auditor.pipeline import audit
    from auditor.reading import document_from_text
    from auditor.rulebook import load_rulebook

    rulebook = load_rulebook()
    audit(document_from_text("warm.txt", written[:2000]), rulebook)
    begin = time.process_time()
    audit(document_from_text("text.txt", written), rulebook)
    return (time.process_time() - begin) / len(written) * MILLION, _peak()


def _peak() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main() -> int:
    """Prints a line for each shape and size; 1 where time for a million characters grows beyond the limit."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--sizes", type=float, nargs="+", default=[0.05, 0.1, 0.2, 0.4], help="millions of characters (default 0.05 0.1 0.2 0.4)")
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, metavar="SHAPE", help=f"of {' '.join(SHAPES)} (default all)")
    parser.add_argument("--reports", nargs="+", type=Path, default=[], metavar="FILE", help="texts of your own, joined, in place of what is made up")
    parser.add_argument("--limit", type=float, default=2.0, help="the most that time for a million characters may grow (default 2)")
    options = parser.parse_args()
    shapes = options.shapes or ([] if options.reports else list(SHAPES))
    sources = {shape: partial(made_up, shape) for shape in shapes} | ({"reports": partial(reports, options.reports)} if options.reports else {})
    worst = 0.0
    print(f"{'shape':22}{'Mchar':>7}{'MB':>7}{'s/Mchar':>9}{'ratio':>7}{'peak MB':>9}")
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        for shape, parts in sources.items():
            first = 0.0
            for size in sorted(options.sizes):
                written = text(parts(), round(size * MILLION))
                taken, peak = pool.submit(audited, written).result()
                first = first or taken
                worst = max(worst, taken / first)
                megabytes = len(written.encode()) / MILLION
                print(f"{shape:22}{size:7.2f}{megabytes:7.2f}{taken:9.2f}{taken / first:7.2f}{peak:9.0f}", flush=True)
    return int(worst > options.limit)


if __name__ == "__main__":
    raise SystemExit(main())
