"""`python -m auditor` is the console script by another name."""

from auditor.cli import program

program()
