"""The words of Chinese, of two and three characters, as jieba's dictionary lists them."""

from __future__ import annotations

import mmap
import os
from functools import lru_cache

# Their lines stand out of order, or beside one that does
_ASTRAY = frozenset({"一一", "吉林", "高富帅"})


@lru_cache(maxsize=4096)
def is_listed(word: str) -> bool:
    """Whether a row of Chinese characters is a word; never raises.

    The lines of the dictionary that begin with a Chinese character stand in the order of their bytes: a page asks for a few words, and looking
    through all lines for one would take as long as half of its audit.
    """
    lines, head = _dictionary(), f"{word} ".encode()
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        start = max(low, lines.rfind(b"\n", low, middle) + 1)
        end = lines.find(b"\n", middle)
        line = lines[start : end if end >= 0 else high]
        if line.startswith(head):
            return True
        low, high = (start + len(line) + 1, high) if line < head else (low, start)
    return word in _ASTRAY


@lru_cache(maxsize=1)
def _dictionary() -> mmap.mmap:
    """The dictionary of jieba, a word a line, as a file: the segmenter is not needed. Few texts ask for a word, and most of those for a few."""
    from importlib.machinery import PathFinder

    spec = PathFinder.find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    with open(os.path.join(os.path.dirname(spec.origin), "dict.txt"), "rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
