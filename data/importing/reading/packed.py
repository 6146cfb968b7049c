"""What a zipped workbook may hold, looked at before anything of it is parsed."""

from __future__ import annotations

import re
from typing import Final

from data.importing.reading.limits import MAX_CELLS, Unreadable
from data.zipped import ZipDamaged, ZipLocked, ZipTooLarge, has_entities, unpack

#: Bytes that all parts unpack to, and parts: a workbook of 200,000 cells stays far below both.
MAX_UNPACKED: Final = 150 * 2**20
MAX_PARTS: Final = 2000
#: Cells with or without content, and cells that merged ranges cover: what a parser makes an object of each.
_MAX_CELLS, _MAX_MERGED = 4 * MAX_CELLS, 5 * MAX_CELLS

_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_CELL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_FILLED: Final = re.compile(rb"<(?:\w+:)?(?:v|is)>")


def parts_of(content: bytes) -> dict[str, bytes]:
    """Unpack a zipped workbook.

    Returns
    -------
    dict of str to bytes
        Path of each part to what it holds.

    Raises
    ------
    Unreadable
        Damaged, locked, or larger than a workbook can be; with macros, links to other files or XML entities.
    """
    try:
        parts = unpack(content, MAX_PARTS, MAX_UNPACKED)
    except ZipTooLarge as error:
        raise Unreadable("importing.zip_bomb", limit=MAX_UNPACKED // 2**20) from error
    except ZipLocked as error:
        raise Unreadable("importing.password") from error
    except ZipDamaged as error:
        raise Unreadable("importing.damaged") from error
    _refuse_active(parts)
    return parts


def _refuse_active(parts: dict[str, bytes]) -> None:
    names = [name.lower() for name in parts]
    if any(name.endswith(("vbaproject.bin", "xlmacrosheets.bin")) or "/macrosheets/" in name for name in names):
        raise Unreadable("importing.macros")
    if any(name.startswith(("xl/externallinks/", "xl/connections", "xl/querytables/")) for name in names):
        raise Unreadable("importing.external_links")
    if has_entities(parts):
        raise Unreadable("importing.entities")


def check_sheets(parts: dict[str, bytes]) -> bool:
    """Count what a parser would make an object of, and say whether any cell is a formula.

    Parameters
    ----------
    parts : dict of str to bytes
        As :func:`parts_of` gives them.

    Raises
    ------
    Unreadable
        If there are too many cells.
    """
    sheets = [part for name, part in parts.items() if name.lower().startswith("xl/worksheets/")]
    if sum(len(_FILLED.findall(part)) for part in sheets) > MAX_CELLS:
        raise Unreadable("importing.too_many_cells", limit=f"{MAX_CELLS:,}")
    merged = sum(_area(match) for part in sheets for match in _MERGED.finditer(part))
    if merged > _MAX_MERGED or sum(len(_CELL.findall(part)) for part in sheets) > _MAX_CELLS:
        raise Unreadable("importing.too_spread")
    return any(re.search(rb"<(?:\w+:)?f[\s/>]", part) for part in sheets)


def _area(match: re.Match[bytes]) -> int:
    left, top, right, bottom = match.groups()
    return (abs(int(bottom) - int(top)) + 1) * (abs(_column(right) - _column(left)) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
