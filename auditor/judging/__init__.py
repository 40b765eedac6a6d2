"""Whether a bound relation can be true: formulas over intervals, the verdict with its arithmetic, and what slip would explain a contradiction."""

from auditor.judging.formula import Formula, parse
from auditor.judging.repair import mendable
from auditor.judging.verdict import fields_of, judge

__all__ = ["Formula", "fields_of", "judge", "mendable", "parse"]
