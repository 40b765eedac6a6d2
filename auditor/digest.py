"""SHA-256 from the interpreter itself: `hashlib` loads OpenSSL for it, which takes longer than all that a page has to digest."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from typing import Any


def sha256(data: bytes) -> str:
    """The digest in hexadecimal digits."""
    return str(_algorithm()(data).hexdigest())


@cache
def _algorithm() -> Any:
    # `random` takes SHA-512 from there for the same reason, and like here from `hashlib` where the interpreter was built without it
    module = "_sha2" if sys.version_info >= (3, 12) else "_sha256"
    try:
        return import_module(module).sha256
    except ImportError:
        return import_module("hashlib").sha256
