"""Zip files that strangers send, such as workbooks and presentations: measured before anything of them is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

_LOCKED: Final = 1
_ENTITIES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class ZipTooLarge(Exception):
    """It has more parts, or unpacks to more, than is taken in."""


class ZipLocked(Exception):
    """It has a part that asks for a password."""


class ZipDamaged(Exception):
    """It is no zip file, or one that cannot be read."""


def unpack(content: bytes, most_parts: int, most_bytes: int) -> dict[str, bytes]:
    """Unpack a zip file.

    Parameters
    ----------
    most_bytes : int
        Of all parts together, by their own account; no part is read further than it says it is long.

    Returns
    -------
    dict of str to bytes
        Path of each part to what it holds, without folders.

    Raises
    ------
    ZipTooLarge, ZipLocked, ZipDamaged
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > most_parts or sum(part.file_size for part in parts) > most_bytes:
                raise ZipTooLarge
            if any(part.flag_bits & _LOCKED for part in parts):
                raise ZipLocked
            return {part.filename: packed.read(part) for part in parts if not part.is_dir()}
    # Whatever is wrong with a zip file, zipfile has its own exception for it.
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise ZipDamaged from error


def has_entities(parts: Mapping[str, bytes]) -> bool:
    """Say whether any XML among parts declares a document type or entities, which no office program writes."""
    xml = (part for name, part in parts.items() if name.lower().endswith((".xml", ".rels", ".vml")))
    return any(_ENTITIES.search(part) for part in xml)
