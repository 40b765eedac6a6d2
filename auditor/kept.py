"""What is worked out once and read back by later runs: compiled expressions, what can be said of a template without compiling it, and more.

To work such a thing out takes a millisecond, to read it back a fiftieth of that, and a page asks for hundreds. Owns no file: `rulebook` stores what
`learnt` gives, under a key that changes with the program, and hands it to `recall` in the next run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

try:
    # The part of `pickle` that does the work; the rest is the same in Python, and takes a page's hundredth to import
    import _pickle as pickle
except ImportError:
    import pickle  # type: ignore[no-redef]

__all__ = ["kept", "learnt", "pickle", "recall"]

_MOST = 4000
"""Results stored; beyond that, those that the run at hand did not ask for are forgotten."""

_stored: dict[bytes, bytes] = {}
_known: dict[str, Any] = {}
_fresh: set[str] = set()


def kept(key: str, work_out: Callable[[], Any]) -> Any:
    """The result that has this key, from this run or an earlier one, else what `work_out` gives; raises what that raises.

    Args:
        key: names everything that the result depends on, the program and its libraries apart.
        work_out: gives a result that can be pickled.
    """
    if key not in _known:
        try:
            _known[key] = pickle.loads(_stored[_name(key)])
        except Exception:  # nothing is stored, or it is damaged, which may raise anything
            _stored.pop(_name(key), None)
            _known[key] = work_out()
            _fresh.add(key)
    return _known[key]


def _name(key: str) -> bytes:
    """A key as it is stored: a run asks for half of what there is, and reading back the other half as text would take longer than all it asks for."""
    return key.encode("utf-8", "surrogatepass")


def recall(stored: Mapping[bytes, bytes]) -> None:
    """Takes over what `learnt` gave in an earlier run."""
    _stored.update(stored)


def learnt() -> dict[bytes, bytes]:
    """Every result worth storing, pickled; empty where all of them are stored already."""
    # What was worked out before `recall` may be there, too
    fresh = {name: pickle.dumps(_known[key], -1) for key in _fresh if (name := _name(key)) not in _stored}
    if not fresh:
        return {}
    asked = {_name(key) for key in _known}
    crowded = len(_stored) + len(fresh) > _MOST
    return {name: data for name, data in _stored.items() if name in asked or not crowded} | fresh
