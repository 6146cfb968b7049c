"""The report of a curation: what was kept, merged and dropped and why, conflicts, composite areas, coverage."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from data.curation.decisions import Line
from data.curation.ledger import OUTCOMES, Entry
from data.curation.raw import RAW_FILES
from data.curation.sources import PREFIX
from data.dates import day_of

Tables = dict[str, list[Line]]


def write_ledger(entries: Sequence[Entry], path: Path) -> None:
    """Write the outcome of every raw row: file, line, key, outcome, records, reason.

    Parameters
    ----------
    entries : sequence of Entry
    path : pathlib.Path
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["file", "line", "row_key", "outcome", "records", "reason"])
        for entry in entries:
            row = entry.row
            writer.writerow([row.file, row.line, row.key, entry.outcome, ";".join(entry.records), entry.reason])


def write_report(tables: Tables, entries: Sequence[Entry], names: Sequence[Line], raw: Path, path: Path) -> None:
    """Write the report.

    Parameters
    ----------
    tables : dict of str to list of dict
        Every table of the facts.
    entries : sequence of Entry
    names : sequence of dict
        Lines of the table of names.
    raw : pathlib.Path
        Folder of the raw files; holds ``conflicts.csv`` where the collectors noted conflicts.
    path : pathlib.Path
    """
    parts = [
        "# What became of the raw rows\n\nWritten by `python -m data.curation.curate`; not edited by hand. "
        "`ledger.csv` has the outcome of every row.",
        _counts(entries),
        _reasons("Dropped, and why", entries, "dropped"),
        _reasons("Merged, and why", entries, "merged"),
        _records(tables),
        _conflicts(tables),
        _noted(tables, raw / "conflicts.csv"),
        _coverage(tables),
        _areas(tables),
        "## Names decided\n\n" + _table(["raw name", "regions"], [[n["raw_name"], n["region_ids"]] for n in names]),
    ]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def conflicts_of(observations: Iterable[Line]) -> list[list[Line]]:
    """Gather reported observations that say different things of the same region, indicator, date and basis.

    Parameters
    ----------
    observations : iterable of dict

    Returns
    -------
    list of list of dict
        Each with two records or more; counts over a period conflict where both its ends agree, levels where their
        day does. Undated records are left out.
    """
    groups: dict[tuple[str, ...], list[Line]] = {}
    for row in observations:
        day = day_of(row["period_start"], row["period_end"], row["point"])
        if row["status"] != "reported" or day is None:
            continue
        begun = row["period_start"] if row["point"] == "over" else "level"
        key = (row["region_id"], row["indicator_id"], row["basis_id"], begun, day.isoformat())
        groups.setdefault(key, []).append(row)
    return [rows for _, rows in sorted(groups.items()) if len({(r["value"], r["bound"]) for r in rows}) > 1]


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "/") for cell in line) + " |" for line in lines)


def _counts(entries: Sequence[Entry]) -> str:
    counted = Counter((entry.row.file, entry.outcome) for entry in entries)
    rows = [
        [f"{file}.csv", sum(counted[file, o] for o in OUTCOMES), *(counted[file, o] for o in OUTCOMES)]
        for file in RAW_FILES
    ]
    rows.append(["all", *(sum(int(str(row[i])) for row in rows) for i in range(1, 5))])
    note = "`conflicts.csv` repeats pairs of rows of `indicators.csv`; what became of them stands below."
    return "## Raw rows\n\n" + _table(["file", "rows", *OUTCOMES], rows) + f"\n\n{note}"


def _reasons(title: str, entries: Sequence[Entry], outcome: str) -> str:
    counted = Counter((e.row.file, e.reason) for e in entries if e.outcome == outcome)
    most_first = sorted(counted.items(), key=lambda one: (one[0][0], -one[1], one[0][1]))
    rows = [[f"{file}.csv", n, reason] for (file, reason), n in most_first]
    return f"## {title}\n\n" + _table(["file", "rows", "reason"], rows)


def _records(tables: Tables) -> str:
    rows = []
    for table, lines in tables.items():
        if lines and "source_id" in lines[0]:
            curated = sum(line["source_id"].startswith(PREFIX) for line in lines)
            rows.append([f"{table}.csv", len(lines) - curated, curated])
    tiers = Counter((line["tier"], line["mirror"]) for line in tables["sources"])
    of_tier = [[tier, mirror, n] for (tier, mirror), n in sorted(tiers.items())]
    return (
        "## Records\n\n" + _table(["file", "by hand", "curated"], rows)
        + "\n\nSources by tier, and whether they were seen on a mirror:\n\n" + _table(["tier", "mirror", "sources"], of_tier)
    )  # fmt: skip


def _conflicts(tables: Tables) -> str:
    names = {row["region_id"]: row["name_zh"] for row in tables["regions"]}
    rows = [
        [names[g[0]["region_id"]], g[0]["indicator_id"], g[0]["basis_id"], _when(g[0]),
         "; ".join(f"{_value(r)} ({r['observation_id']})" for r in g)]
        for g in conflicts_of(tables["observations"])
    ]  # fmt: skip
    sides = [
        [" → ".join(names.get(g[0][side], "…") for side in ("helper_id", "recipient_id")), g[0]["measure_id"], _when(g[0]),
         "; ".join(f"{_bound(r)}{r['value']} ({r['cooperation_id']})" for r in g)]
        for g in _cooperation_conflicts(tables["cooperation"])
    ]  # fmt: skip
    intro = "Reported values that differ for one region, indicator, date and basis. All are kept."
    return (
        f"## Conflicts kept\n\n{intro}\n\n" + _table(["region", "indicator", "basis", "when", "values"], rows)
        + "\n\nThe same among co-operation figures:\n\n" + _table(["pair", "measure", "when", "values"], sides)
    )  # fmt: skip


def _cooperation_conflicts(cooperation: Iterable[Line]) -> list[list[Line]]:
    groups: dict[tuple[str, ...], list[Line]] = {}
    names = ("helper_id", "recipient_id", "measure_id", "period_start", "period_end", "point")
    for row in cooperation:
        groups.setdefault(tuple(row[name] for name in names), []).append(row)
    return [rows for _, rows in sorted(groups.items()) if len({row["value"] for row in rows}) > 1]


def _noted(tables: Tables, path: Path) -> str:
    if not path.is_file():
        return "## Conflicts the collectors noted\n\nNone are at hand."
    by_name = {row["name_zh"]: row["region_id"] for row in tables["regions"]} | {
        row["short_zh"]: row["region_id"] for row in tables["regions"] if row["level"] in ("nation", "area")
    }
    by_name |= {"全国": "100000", "西海固(9县区)": "A-xihaigu"}
    indicators = {"贫困发生率": "poverty_headcount_ratio", "贫困人口": "poor_population"}
    indicators["贫困县摘帽数"] = "counties_delisted"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        noted = list(csv.DictReader(lines))
    rows = []
    for line in noted:
        kept = [
            f"{_value(row)} ({row['basis_id']}, {_when(row)}, {row['status']})"
            for row in tables["observations"]
            if row["region_id"] == by_name.get(line["region"]) and row["indicator_id"] == indicators[line["indicator"]]
            and _near(row, int(line["year"]))
        ]  # fmt: skip
        rows.append([line["region"], line["indicator"], line["year"], "; ".join(kept)])
    intro = "For each row of `conflicts.csv`, the records now held of that year, or of the next where a source is dated so."
    return f"## Conflicts the collectors noted\n\n{intro}\n\n" + _table(["region", "indicator", "year", "records"], rows)


def _near(row: Line, year: int) -> bool:
    years = {part[:4] for part in (row["period_start"], row["period_end"]) if part}
    return str(year) in years or (str(year + 1) in years and (row["point"] == "over" or len(row["period_end"]) > 4))


def _areas(tables: Tables) -> str:
    members = Counter(line["area_id"] for line in tables["area_members"])
    rows = [
        [row["region_id"], row["name_zh"], row["kind"], members[row["region_id"]] or _unlisted(row["kind"])]
        for row in tables["regions"]
        if row["level"] == "area"
    ]
    return "## Areas\n\n" + _table(["area", "name", "kind", "members"], rows)


def _unlisted(kind: str) -> str:
    return "" if kind in ("兵团师", "行政村", "乡", "开发区") else "not listed by a quote"


def _coverage(tables: Tables) -> str:
    rates: dict[str, dict[str, list[str]]] = {}
    for row in tables["observations"]:
        if row["indicator_id"] in ("poverty_headcount_ratio", "poverty_rate_band"):
            basis = row["basis_id"] + (" (band)" if row["indicator_id"] == "poverty_rate_band" else "")
            mark = {"derived": " derived", "target": " target"}.get(row["status"], "")
            rates.setdefault(row["region_id"], {}).setdefault(basis, []).append(_when(row) + mark)
    rows, without = [], []
    for region in tables["regions"]:
        if region["region_id"] in rates:
            for basis, whens in sorted(rates[region["region_id"]].items()):
                whens = list(dict.fromkeys(sorted(whens)))
                rows.append([region["region_id"], region["name_zh"], basis, ", ".join(whens)])
        elif region["region_id"] in {r["recipient_id"] for r in tables["pairings"]} and region["level"] != "area":
            without.append(f"{region['name_zh']} {region['region_id']}")
    intro = "When poverty rates are reported, by region and basis."
    rest = "Paired recipients without any rate: " + ", ".join(without) + "."
    return f"## Poverty rates held\n\n{intro}\n\n" + _table(["region", "name", "basis", "when"], rows) + f"\n\n{rest}"


def _bound(row: Line) -> str:
    return "" if row["bound"] == "=" else row["bound"]


def _value(row: Line) -> str:
    return f"{_bound(row)}{row['value']}" + (f"–{row['value_high']}" if row["value_high"] else "")


def _when(row: Line) -> str:
    start, end, point = row["period_start"], row["period_end"], row["point"]
    if not start and not end:
        return "undated"
    if point in ("start", "end"):
        return f"{point} of {start or '…'}–{end or '…'}"
    if start == end:
        return end
    return f"{start or 'until '}{'–' if start else ''}{end}"
