"""The words of Chinese, of two and three characters, as jieba's dictionary lists them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

# Taking the dictionary apart takes as long as looking through it for so many words
_FEW = 100
# Of a word of four characters
_BYTES = 12


@lru_cache(maxsize=4096)
def is_listed(word: str) -> bool:
    """Whether a row of two or three characters is a word; never raises."""
    entry = f"\n{word} ".encode()
    return entry in (_dictionary() if is_listed.cache_info().misses < _FEW else _entries())


@lru_cache(maxsize=1)
def _entries() -> frozenset[bytes]:
    """The words of the dictionary that may be asked for, as their lines begin; a Chinese character takes three bytes."""
    words = (line.partition(b" ")[0] for line in _dictionary().splitlines())
    return frozenset(b"\n%s " % word for word in words if len(word) < _BYTES)


@lru_cache(maxsize=1)
def _dictionary() -> bytes:
    """The dictionary of jieba, a word a line, as a file: the segmenter is not needed. Few texts ask for a word, and most of those for a few."""
    from importlib.util import find_spec

    spec = find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).with_name("dict.txt").read_bytes()
