"""Read the facts: every file in one pass, faulty rows left out and reported."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import nan
from pathlib import Path
from typing import Any, Final

import pandas as pd

from data.evidence.hosts import host_faults
from data.figures.delistings import delisting_faults
from data.places.aliases import moves
from data.places.lineage import Hierarchy
from data.schema.faults import Fault
from data.schema.integrity import (
    arrangement_faults,
    band_faults,
    cooperation_faults,
    key_faults,
    names_of,
    percentage_faults,
    period_faults,
    reference_faults,
    schema_faults,
)
from data.schema.model import FACTS_DIR, NUMERIC, SCHEMAS, columns, empty_frame, primary_key
from data.schema.plausibility import circle_faults, count_faults, level_faults, member_faults, outline_faults, party_faults

#: A page takes rows one at a time and by their text; pandas' default, pyarrow, is made for millions in one go.
TEXT: Final = pd.StringDtype("python", na_value=nan)


@dataclass(frozen=True)
class Facts:
    """Everything recorded: one frame a file, with the columns of :data:`data.schema.model.SCHEMAS`.

    The index of a frame is the line number of the row in its file as a spreadsheet shows it (the header is
    1), so that any record leads back to its cell. Text is of dtype ``str`` with "" for empty, ``value`` is
    ``float64``, dates are ISO text.

    Parameters
    ----------
    observations, measures, cooperation, events, terms : pandas.DataFrame
        One row a record that passed every check, in the order of the file.
    faults : tuple of Fault
        What was wrong, in the order of files and rows. A row with a fault is in no frame.
    version : str
        First 12 hexadecimal digits of the SHA-256 over the files.

    Attributes
    ----------
    identity : object
        Of this very object, and hashable: what is computed is held under this, since facts of the same version may lack
        some records, or have others besides.
    """

    regions: pd.DataFrame
    hosts: pd.DataFrame
    aliases: pd.DataFrame
    sources: pd.DataFrame
    area_members: pd.DataFrame
    outlines: pd.DataFrame
    delistings: pd.DataFrame
    programmes: pd.DataFrame
    arrangements: pd.DataFrame
    pairings: pd.DataFrame
    indicators: pd.DataFrame
    bases: pd.DataFrame
    observations: pd.DataFrame
    measures: pd.DataFrame
    cooperation: pd.DataFrame
    events: pd.DataFrame
    terms: pd.DataFrame
    faults: tuple[Fault, ...]
    version: str
    identity: object = field(init=False, repr=False, compare=False, default_factory=object)

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """Which region lies in which, computed once."""
        return Hierarchy.of(self.regions, self.area_members)

    @cached_property
    def rows_by_source(self) -> Mapping[str, Mapping[str, list[int]]]:
        """Where the records of each document stand: by table that names sources, then by source, positions of rows.

        A row of ``delistings`` stands on up to four.
        """
        quoting = {name: self.table(name) for name in SCHEMAS if name != "sources" and "source_id" in columns(name)}
        indexes: dict[str, dict[str, list[int]]] = {}
        for name, frame in quoting.items():
            by_source = indexes[name] = {}
            cited = zip(*(frame[column].tolist() for column in frame.columns if column.endswith("source_id")), strict=True)
            for at, source_ids in enumerate(cited):
                for source_id in set(source_ids) - {""}:
                    by_source.setdefault(source_id, []).append(at)
        return indexes

    def table(self, name: str) -> pd.DataFrame:
        """Return a frame by the name of its file.

        Parameters
        ----------
        name : str
            A key of :data:`data.schema.model.SCHEMAS`.
        """
        if name not in SCHEMAS:
            raise KeyError(name)
        frame: pd.DataFrame = getattr(self, name)
        return frame


def load_facts(directory: Path = FACTS_DIR) -> Facts:
    """Read and check all files of a folder of facts.

    Parameters
    ----------
    directory : pathlib.Path
        Folder with one CSV file a table, UTF-8, with or without a byte order mark.

    Returns
    -------
    Facts
        Bad content never raises: a missing file or one without its columns is an empty frame and a fault, a
        faulty row is left out and a fault, and so is a row that points to it.
    """
    faults: list[Fault] = []
    read: dict[str, pd.DataFrame] = {}
    for table in SCHEMAS:
        read[table], new_faults = read_table(directory / f"{table}.csv", table)
        faults += new_faults
    sound, new_faults = _keep(read)
    faults += new_faults
    order = {f"{table}.csv": place for place, table in enumerate(SCHEMAS)}
    faults.sort(key=lambda fault: (order[fault.file], fault.row))
    return Facts(
        **{table: typed(table, sound[table]) for table in SCHEMAS}, faults=tuple(faults), version=_version(directory)
    )


def read_table(path: Path, table: str) -> tuple[pd.DataFrame, list[Fault]]:
    """Read one CSV file as text.

    Parameters
    ----------
    table : str
        A key of :data:`data.schema.model.SCHEMAS`; says which columns are expected.

    Returns
    -------
    pandas.DataFrame
        The expected columns, all text, index = line number; empty where the file cannot be used.
    list of Fault
        Missing or unreadable file, missing, unknown or misplaced columns, rows with too few or too many
        cells.
    """
    empty = pd.DataFrame({name: pd.Series(dtype="str") for name in columns(table)})
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        return empty, [Fault(path.name, 0, "", "", "fault.no_file")]
    except UnicodeDecodeError as error:
        return empty, [Fault(path.name, 0, "", "", "fault.not_utf8", {"position": str(error.start)})]
    try:
        lines = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        return empty, [Fault(path.name, 0, "", "", "fault.not_csv", {"reason": str(error)})]
    header = lines[0] if lines else []
    faults = _header_faults(path.name, table, header)
    if any(fault.key == "fault.missing_column" for fault in faults):
        return empty, faults
    rows, cells = [], []
    for row, line in enumerate(lines[1:], start=2):
        if len(line) == len(header):
            rows.append(row)
            cells.append(line)
        elif line:
            fields = {"found": str(len(line)), "expected": str(len(header))}
            faults.append(Fault(path.name, row, "", line[0], "fault.cell_count", fields))
    frame = pd.DataFrame(cells, index=rows, columns=header, dtype="str")
    if header == columns(table):
        return frame, faults
    # A column named twice would come back as two: the first counts.
    return frame.loc[:, ~frame.columns.duplicated()][columns(table)].astype("str"), faults


def _header_faults(file: str, table: str, header: list[str]) -> list[Fault]:
    expected = columns(table)
    missing = [Fault(file, 1, name, "", "fault.missing_column") for name in expected if name not in header]
    unknown = [Fault(file, 1, name, name, "fault.unknown_column") for name in header if name not in expected]
    twice = [Fault(file, 1, name, name, "fault.column_twice") for name in expected if header.count(name) > 1]
    if not (missing or unknown or twice) and header != expected:
        return [Fault(file, 1, "", ", ".join(header), "fault.column_order", {"expected": ", ".join(expected)})]
    return missing + unknown + twice


def _keep(read: dict[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], list[Fault]]:
    """Sort out the rows that may stay. References point backwards in SCHEMAS: one walk is enough."""
    named = {table: names_of(table, frame) for table, frame in read.items()}
    # Who writes a code or a name of an older list is told that of today.
    named["regions"] = {i: move.successor for i, move in moves(read["aliases"]).items() if move.successor} | named["regions"]
    sound: dict[str, pd.DataFrame] = {}
    keys: dict[str, set[str]] = {}
    faults: list[Fault] = []
    for table, frame in read.items():
        own_faults = schema_faults(table, frame) + key_faults(table, frame) + period_faults(table, frame)
        own_faults += table_faults(table, frame, read)
        good = _without(frame, own_faults)
        # A table that points to itself loses rows until none points to a lost one any more. References of
        # rows that are out already are checked with the others: a keeper hears of everything at the first
        # try.
        while True:
            keys[table] = set(good[primary_key(table)[0]])
            dangling = reference_faults(table, frame, keys, named)
            fewer = _without(good, dangling)
            if len(fewer) == len(good):
                break
            good = fewer
        own_faults += dangling
        sound[table] = good
        faults += own_faults
    return sound, faults


def table_faults(table: str, frame: pd.DataFrame, read: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Find what one table alone can have wrong, measured by those before it; for files and for rows from elsewhere alike.

    Parameters
    ----------
    table : str
        A key of :data:`data.schema.model.SCHEMAS`.
    frame : pandas.DataFrame
        Its rows as text; index = line number.
    read : mapping of str to pandas.DataFrame
        Hosts, regions, arrangements, indicators and measures, by name of the table.
    """
    match table:
        case "regions":
            return circle_faults(frame) + level_faults(frame)
        case "sources":
            return host_faults(frame, read["hosts"])
        case "area_members":
            return member_faults(frame, read["regions"])
        case "outlines":
            return outline_faults(frame, read["regions"])
        case "delistings":
            return delisting_faults(frame)
        case "pairings":
            return arrangement_faults(frame, read["arrangements"]) + party_faults(table, frame)
        case "observations":
            units = frame["indicator_id"].map(_by_key(read["indicators"])["unit"])
            found_faults = percentage_faults(frame, read["indicators"]) + band_faults(frame)
            return found_faults + count_faults(table, frame, units)
        case "cooperation":
            found_faults = cooperation_faults(frame, read["measures"]) + party_faults(table, frame)
            return found_faults + count_faults(table, frame, frame["unit"])
    return []


def _by_key(frame: pd.DataFrame) -> pd.DataFrame:
    key = frame.columns[0]
    return frame.drop_duplicates(key).set_index(key)


def _without(frame: pd.DataFrame, faults: list[Fault]) -> pd.DataFrame:
    return frame.drop(index=[row for row in {fault.row for fault in faults} if row in frame.index]) if faults else frame


def typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Turn the text of numbers into numbers, and store what stays text as Python's own.

    Parameters
    ----------
    frame : DataFrame
        The table's columns as text; cells of numbers are checked already.

    Returns
    -------
    DataFrame
        Columns with the dtypes of :func:`data.schema.model.empty_frame`.
    """
    numbers = NUMERIC.get(table, {})
    texts: dict[str, Any] = {name: TEXT for name in frame.columns if name not in numbers}
    if frame.empty:
        return empty_frame(table).astype(texts)
    return frame.assign(**{name: frame[name].replace("", "nan") for name in numbers}).astype(texts | numbers)


def _version(directory: Path) -> str:
    digest = hashlib.sha256()
    for table in SCHEMAS:
        path = directory / f"{table}.csv"
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{table} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:12]
