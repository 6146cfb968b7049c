"""Curate the raw rows: ``python -m data.curation.curate --raw ../shared/facts`` rewrites ``data/facts/*.csv``.

Records made by hand are those whose source does not begin with ``pub-``, and every row of the vocabularies
(regions, programmes, indicators, bases, measures, terms): they stay as they are and stand first. Curated records
are made again from the raw rows and the tables in ``decisions/``, in the order of their keys, so that a second run
changes nothing. Beside the facts come ``REPORT.md`` and ``ledger.csv``, the outcome of every raw row.
"""

from __future__ import annotations

import argparse
import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.curation.cooperation import curate_cooperation
from data.curation.decisions import DECISIONS_DIR, Decisions, Line, read_decisions
from data.curation.events import curate_events, make_arrangements, make_members
from data.curation.ledger import Entry
from data.curation.names import Gazetteer
from data.curation.observations import Desk, curate_observations
from data.curation.pairings import curate_pairings
from data.curation.raw import RawRow, read_raw
from data.curation.report import write_ledger, write_report
from data.curation.sources import PREFIX, make_sources
from data.model import FACTS_DIR, SCHEMAS, columns

OUT_DIR: Final = Path(__file__).parent
_CURATED: Final = ("sources", "area_members", "arrangements", "pairings", "observations", "cooperation", "events")


@dataclass(frozen=True)
class Curated:
    """What a curation gives.

    Parameters
    ----------
    tables : dict of str to list of dict
        Every table of the facts, rows made by hand first.
    entries : list of Entry
        The outcome of every raw row, in the order of files and rows.
    """

    tables: dict[str, list[Line]]
    entries: list[Entry]


def curate(raw: dict[str, list[RawRow]], facts: dict[str, list[Line]], decisions: Decisions) -> Curated:
    """Make the records of the raw rows and put them behind those made by hand.

    Parameters
    ----------
    raw : dict of str to list of RawRow
        By file, from :func:`data.curation.raw.read_raw`.
    facts : dict of str to list of dict
        The present rows of every table; curated ones among them are made again.
    decisions : Decisions

    Returns
    -------
    Curated
    """
    by_hand = {table: [row for row in rows if not _is_curated(table, row)] for table, rows in facts.items()}
    rows = [row for file in raw.values() for row in file]
    sources = make_sources(rows, decisions)
    places = Gazetteer(decisions.by("names", "raw_name"), by_hand["regions"])
    made: dict[str, list[Line]] = {
        "area_members": make_members(rows, decisions),
        "arrangements": make_arrangements(rows, decisions),
    }
    entries: list[Entry] = []
    for file, table, vocabulary, curator in (
        ("indicators", "observations", "indicators", curate_observations),
        ("pairings", "pairings", "", curate_pairings),
        ("cooperation", "cooperation", "measures", curate_cooperation),
        ("timeline", "events", "", curate_events),
    ):
        units = {next(iter(row.values())): row["unit"] for row in by_hand.get(vocabulary, [])}
        dimensions = {row["measure_id"]: row["dimension"] for row in by_hand["measures"]}
        desk = Desk(places, decisions, units, sources, by_hand[table], dimensions)
        made[table], found = curator(raw[file], desk)
        entries += sorted(found, key=lambda entry: entry.row.line)
    cited = {row["source_id"] for table in made.values() for row in table}
    made["sources"] = [source for key, source in sources.items() if key in cited]
    return Curated({table: by_hand[table] + made.get(table, []) for table in by_hand}, entries)


def read_facts(folder: Path) -> dict[str, list[Line]]:
    """Read the fact files as they stand.

    Parameters
    ----------
    folder : pathlib.Path
        A file that is not there has no rows.

    Returns
    -------
    dict of str to list of dict
    """
    found: dict[str, list[Line]] = {}
    for table in SCHEMAS:
        path = folder / f"{table}.csv"
        if not path.is_file():
            found[table] = []
            continue
        with path.open(encoding="utf-8-sig", newline="") as lines:
            found[table] = list(csv.DictReader(lines))
    return found


def write_facts(tables: dict[str, list[Line]], folder: Path) -> None:
    """Write the tables that curation makes.

    Parameters
    ----------
    tables : dict of str to list of dict
    folder : pathlib.Path
    """
    for table in _CURATED:
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns(table))
            writer.writerows([[row.get(name, "") for name in columns(table)] for row in tables[table]])


def _is_curated(table: str, row: Line) -> bool:
    return table in _CURATED and row["source_id"].startswith(PREFIX)


def main(argv: list[str] | None = None) -> int:
    """Curate, and say in one line what came of it."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--raw", type=Path, required=True, help="folder with the raw CSV files")
    parser.add_argument("--facts", type=Path, default=FACTS_DIR, help="folder of facts to rewrite")
    parser.add_argument("--decisions", type=Path, default=DECISIONS_DIR, help="folder of decision tables")
    parser.add_argument("--out", type=Path, default=OUT_DIR, help="folder for REPORT.md and ledger.csv")
    given = parser.parse_args(argv)
    raw, decisions = read_raw(given.raw), read_decisions(given.decisions)
    result = curate(raw, read_facts(given.facts), decisions)
    write_facts(result.tables, given.facts)
    write_ledger(result.entries, given.out / "ledger.csv")
    write_report(result.tables, result.entries, decisions.lines("names"), given.raw, given.out / "REPORT.md")
    outcomes = [entry.outcome for entry in result.entries]
    counts = ", ".join(f"{outcomes.count(outcome)} {outcome}" for outcome in ("kept", "merged", "dropped"))
    print(f"{len(outcomes)} raw rows: {counts}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
