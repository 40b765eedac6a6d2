"""How long a cold `auditor check` of one report takes, in units of `import pydantic` by the same interpreter.

Both are started in turn, so that whatever else the machine does slows both; what is told are medians. Rules come from a warm cache of the
benchmark's own, and both find their modules compiled, as after `pip install`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

REPORT = Path(__file__).resolve().parent.parent / "seeds" / "000_ccc37280e6c73847.txt"
LIMIT = 3.0


def seconds(words: Sequence[str], environment: Mapping[str, str]) -> float:
    """How long one process of this interpreter runs, by the clock on the wall."""
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, *words], env=environment, capture_output=True, check=False)
    taken = time.perf_counter() - begin
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)}: exit status {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return taken


def measured(report: Path, runs: int, folder: str) -> tuple[list[float], list[float]]:
    """Seconds of each check and of each import, in the order in which they ran; the first of either is not counted."""
    kept = {"AUDITOR_CACHE_DIR": os.path.join(folder, "rules"), "PYTHONPYCACHEPREFIX": os.path.join(folder, "bytecode")}
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | kept
    check, yardstick = ["-m", "auditor", "check", str(report)], ["-c", "import pydantic"]
    pairs = [(seconds(check, environment), seconds(yardstick, environment)) for _ in range(runs + 2)][2:]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def main() -> int:
    """Prints both medians and their ratio; 1 where the ratio is above the limit."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("report", nargs="?", type=Path, default=REPORT, help="the report to check (default: a seed of this project)")
    parser.add_argument("--runs", type=int, default=20, help="runs of each (default 20)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        checks, imports = measured(options.report, options.runs, folder)
    ratio = median(checks) / median(imports)
    print(f"check           {median(checks) * 1000:6.0f} ms")
    print(f"import pydantic {median(imports) * 1000:6.0f} ms")
    print(f"ratio           {ratio:6.2f} (limit {LIMIT})")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
