"""The wheel carries the rules, and a program installed from it finds them."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import auditor
from auditor.rulebook.source import shipped_folder

REPOSITORY = Path(auditor.__file__).parent.parent
FOUND = """
from pathlib import Path
from auditor.rulebook.source import shipped_folder
folder = Path(shipped_folder())
print(folder.parent.name, sum(1 for _ in folder.rglob('*.yaml')))
"""


def test_the_wheel_holds_every_rule_file(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=REPOSITORY, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    shipped = {path.relative_to(shipped_folder()) for path in Path(shipped_folder()).rglob("*.yaml")}
    inside = tmp_path / "installed" / "auditor" / "_rules"
    assert {path.relative_to(inside) for path in inside.rglob("*.yaml")} == shipped
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed")}
    found = subprocess.run([sys.executable, "-c", FOUND], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
    assert found.stdout.split() == ["auditor", str(len(shipped))]
