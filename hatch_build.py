"""What an editable install lacks beside an ordinary one: bytecode. pip compiles the modules that it copies, and an editable install copies none.

Where the interpreter may write no bytecode, as in many containers, every run would compile the whole program, which takes longer than running it.
"""

from __future__ import annotations

import compileall
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilingHook(BuildHookInterface[Any]):
    """Compiles the package where it stands."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Runs before a build: `version` is "editable" for an editable install; other builds leave the tree alone."""
        if version == "editable":
            compileall.compile_dir(Path(self.root) / "auditor", quiet=1)
