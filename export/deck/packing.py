"""A deck in few characters, as an address can hold it."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from typing import Final

from data.schema.faults import Fault
from export.deck.deck import FILE, MOST_BYTES, Deck, dump, parse

#: Characters of a deck that is packed.
MOST_PACKED: Final = 2 * MOST_BYTES


def pack(deck: Deck) -> str:
    """Write a deck in few characters that an address can hold; what an address should hold: :mod:`export.deck.link`.

    Returns
    -------
    str
        Letters, digits, ``-`` and ``_``.
    """
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = squeeze.compress(dump(deck).encode()) + squeeze.flush()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def unpack(packed: str, file: str = FILE) -> tuple[Deck | None, tuple[Fault, ...]]:
    """Read a deck that is packed.

    Parameters
    ----------
    packed : str
        As :func:`pack` writes it; may come from anyone.
    file : str
        Name for the faults.

    Returns
    -------
    faults : tuple of Fault
        As of :func:`parse`.
    """
    damaged = (Fault(file, 0, "", "", "deck.fault_packed"),)
    if len(packed) > MOST_PACKED or not re.fullmatch(r"[A-Za-z0-9_-]+", packed):
        return None, damaged
    try:
        raw = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        # A few bytes can unfold to gigabytes: no more is unfolded than a deck may have.
        loosen = zlib.decompressobj(-15)
        text = loosen.decompress(raw, MOST_BYTES + 1)
    except (binascii.Error, ValueError, zlib.error):
        return None, damaged
    return parse(text, file) if loosen.eof or len(text) > MOST_BYTES else (None, damaged)
