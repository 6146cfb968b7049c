"""The raw rows as gathered: read, and given a key that does not depend on their order."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

RAW_FILES: Final = ("indicators", "pairings", "cooperation", "timeline")
"""The files whose rows become records; ``conflicts.csv`` only says again what two rows of them differ in."""


@dataclass(frozen=True)
class RawRow:
    """One gathered row.

    Parameters
    ----------
    file : str
        Name of its file without ``.csv``.
    line : int
        Its row as a spreadsheet shows it; the header is 1.
    key : str
        Eight hexadecimal digits of the SHA-256 over file name and cells; what the decision tables call it.
    cells : dict of str to str
        Column name to text.
    """

    file: str
    line: int
    key: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def row_key(file: str, cells: dict[str, str]) -> str:
    """Name a raw row by its content.

    Parameters
    ----------
    file : str
        Name of its file without ``.csv``.
    cells : dict of str to str
        Column name to text, in the order of the file.

    Returns
    -------
    str
        Eight hexadecimal digits.
    """
    content = "\x1f".join([file, *cells.values()])
    return hashlib.sha256(content.encode()).hexdigest()[:8]


def read_raw(folder: Path) -> dict[str, list[RawRow]]:
    """Read the raw files of a folder.

    Parameters
    ----------
    folder : pathlib.Path
        Holds one CSV file for each of :data:`RAW_FILES`; a missing one has no rows.

    Returns
    -------
    dict of str to list of RawRow
        By file name, in the order of the rows.
    """
    return {file: _read(folder / f"{file}.csv", file) for file in RAW_FILES}


def _read(path: Path, file: str) -> list[RawRow]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [
            {str(name): (cell or "").strip() for name, cell in row.items() if name} for row in csv.DictReader(lines)
        ]
    return [RawRow(file, line, row_key(file, cells), cells) for line, cells in enumerate(rows, start=2)]
