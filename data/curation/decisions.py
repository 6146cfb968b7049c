"""The reviewed tables of decisions: small CSV files, read as they stand."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DECISIONS_DIR: Final = Path(__file__).with_name("decisions")

Line = dict[str, str]


@dataclass(frozen=True)
class Decisions:
    """What was decided about raw rows, by table.

    Parameters
    ----------
    tables : dict of str to list of dict
        File name without ``.csv`` to its lines.
    """

    tables: dict[str, list[Line]]

    def lines(self, table: str) -> list[Line]:
        """Return the lines of a table, in order.

        Parameters
        ----------
        table : str

        Returns
        -------
        list of dict
            Empty for a table that is not there.
        """
        return self.tables.get(table, [])

    def by(self, table: str, column: str) -> dict[str, Line]:
        """Return the lines of a table by one of their cells.

        Parameters
        ----------
        table : str
        column : str

        Returns
        -------
        dict of str to dict
            A later line takes the place of an earlier one.
        """
        return {line[column]: line for line in self.lines(table)}

    def many(self, table: str, column: str) -> dict[str, list[Line]]:
        """Return the lines of a table by one of their cells, several for one.

        Parameters
        ----------
        table : str
        column : str

        Returns
        -------
        dict of str to list of dict
        """
        found: dict[str, list[Line]] = {}
        for line in self.lines(table):
            found.setdefault(line[column], []).append(line)
        return found


def read_decisions(folder: Path = DECISIONS_DIR) -> Decisions:
    """Read every table of decisions.

    Parameters
    ----------
    folder : pathlib.Path
        Holds the CSV files.

    Returns
    -------
    Decisions
    """
    return Decisions({path.stem: _read(path) for path in sorted(folder.glob("*.csv"))})


def _read(path: Path) -> list[Line]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
