"""Where rule files come from: folders of YAML, read whole and in a stable order; nothing here looks inside a file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.errors import RuleError
from auditor.record import record
from auditor.rule import Text

if TYPE_CHECKING:
    from pathlib import Path

LEXICON = "lexicon"
"""The folder of a layer that holds vocabulary rather than rules."""

MAX_BYTES = 256 * 1024
"""A larger file is no rule; one byte more than this is read, so that the size of a hostile file costs nothing."""

_EMPTY = Text(
    "没有规则文件；规则文件夹里放 <组>/<规则名>.yaml、<规则名>.yaml 或 lexicon/*.yaml",
    "no rule files; a folder of rules holds <group>/<id>.yaml, <id>.yaml or lexicon/*.yaml",
)
_UNREADABLE = Text("无法读取（{0}）；应为可读的规则文件夹", "{0}; a readable folder of rules is needed")
_MISSING = Text("不存在", "does not exist")
_NO_FOLDER = Text("是文件，应为规则文件夹", "is a file; a folder of rules is needed")
_TOO_DEEP = Text("组文件夹里又有文件夹；规则放在 <组>/<规则名>.yaml", "a folder inside a group; rules lie in <group>/<id>.yaml")
SUFFIXES = (".yaml", ".yml")
PACKAGE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))


@record(frozen=True)
class SourceFile:
    """One YAML file: where it was opened, its name inside its layer with "/" between (`ratio/some-rule.yaml`), and its first bytes."""

    path: str
    name: str
    data: bytes

    @property
    def folder(self) -> str:
        """The folder inside the layer, "" for a file that lies directly in it."""
        return self.name.rpartition("/")[0]

    @property
    def stem(self) -> str:
        """The file name without its ending."""
        return self.name.rpartition("/")[2].rpartition(".")[0]


@record(frozen=True)
class Layer:
    """One folder of rules: how its rules name it, the group of files that lie directly in it, and its files sorted by name."""

    label: str
    group: str
    files: tuple[SourceFile, ...]


def shipped_folder() -> str:
    """The folder of the shipped rules: inside the package in a wheel, beside it in an editable install."""
    inside = os.path.join(PACKAGE, "_rules")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(PACKAGE), "rules")


def read_layers(roots: Sequence[str | os.PathLike[str]], lang: str = "zh") -> tuple[Layer, ...]:
    """The folders of rules, in the order given; faults in `lang`.

    Raises:
        RuleError: a folder is missing, unreadable, empty, or deeper than `<group>/<id>.yaml`.
    """
    if not roots:
        return ()
    from pathlib import Path

    faults: list[tuple[str, Text]] = []
    layers = tuple(_layer(Path(root), faults) for root in roots)
    if faults:
        raise RuleError([f"{shown(path)}: {fault.to(lang)}" for path, fault in faults])
    return layers


def shown(path: str) -> str:
    """The path as a message names it: relative to the working folder where it lies inside, else as given."""
    try:
        return path.removeprefix(os.path.join(os.getcwd(), ""))
    except OSError:
        return path


def _layer(root: Path, faults: list[tuple[str, Text]]) -> Layer:
    files: list[SourceFile] = []
    try:
        files = sorted(_files(root, faults), key=lambda file: file.name)
        if not files:
            faults.append((str(root), _EMPTY))
    except OSError as error:
        place = str(error.filename or root)
        told = {FileNotFoundError: _MISSING, NotADirectoryError: _NO_FOLDER}.get(type(error), _UNREADABLE.filled(error.strerror))
        faults.append((place, told))
    return Layer(shown(str(root)) if str(root) == shipped_folder() else str(root), root.resolve().name, tuple(files))


def _files(root: Path, faults: list[tuple[str, Text]]) -> Iterator[SourceFile]:
    """The YAML files of a layer: directly in it, or one folder down."""
    for entry in _entries(str(root)):
        if not entry.is_dir():
            yield _read(entry.path, entry.name)
            continue
        for inner in _entries(entry.path):
            if inner.is_dir():
                faults.append((inner.path, _TOO_DEEP))
            else:
                yield _read(inner.path, f"{entry.name}/{inner.name}")


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """What matters in a folder: hidden and private names (.git, __pycache__) are nobody's rules."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith((".", "_")) and (entry.name.endswith(SUFFIXES) or entry.is_dir()):
                yield entry


def _read(path: str, name: str) -> SourceFile:
    with open(path, "rb", buffering=0) as stream:
        return SourceFile(path, name, stream.read(MAX_BYTES + 1))
