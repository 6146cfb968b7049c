"""Decks that are too long or too private for an address, under short keys: in memory, as many as there is room for.

A key is a digest of its text: nobody comes upon one by guessing, and every replica gives the same. What is no longer here is
fetched anew from the browser that has it (``ui/client/again.js``).
"""

from __future__ import annotations

import hashlib
import threading
import zlib
from collections import OrderedDict
from typing import Final

#: Bytes of all decks together, packed. One of a few dozen slides with notes takes some 10 kB.
MOST_BYTES: Final = 8_000_000
_DECKS: Final[OrderedDict[str, bytes]] = OrderedDict()
_LOCK: Final = threading.Lock()


def put(text: str) -> str:
    """Keep a deck's text.

    Parameters
    ----------
    text : str
        One that has been read.

    Returns
    -------
    str
        Its key.
    """
    key = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
    packed = zlib.compress(text.encode(), 6)
    with _LOCK:
        _DECKS[key] = packed
        _DECKS.move_to_end(key)
        while sum(map(len, _DECKS.values())) > MOST_BYTES and len(_DECKS) > 1:
            _DECKS.popitem(last=False)
    return key


def get(key: str) -> str | None:
    """Return the text of a key.

    Parameters
    ----------
    key : str
        May come from anyone.

    Returns
    -------
    str or None
        None where it is not here, or no longer.
    """
    with _LOCK:
        packed = _DECKS.get(key)
        if packed is None:
            return None
        _DECKS.move_to_end(key)
    return zlib.decompress(packed).decode()
