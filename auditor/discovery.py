"""The modules of a package by their names, none of them imported: how kinds, readers and formats are found rather than registered."""

from __future__ import annotations

import os
from collections.abc import Iterable


def public_modules(folders: Iterable[str]) -> list[str]:
    """The modules in the folders of a package (its `__path__`), sorted, without those that its modules share (`_name`).

    `pkgutil` does the same for packages in any form, and imports `inspect` for it.
    """
    names = {name.removesuffix(".py") for folder in folders for name in os.listdir(folder) if name.endswith(".py")}
    return sorted(name for name in names if not name.startswith("_"))
