"""Figures of one's own: how long a table takes to its preview, and what fifty thousand stored rows do to every page."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from statistics import median
from time import perf_counter

import openpyxl
import pandas as pd
from sqlalchemy.engine import make_url

from data.importing.preview import preview
from data.importing.reading.workbook import read_workbook
from data.load import Facts, load_facts
from data.schema.model import columns
from data.store.ledger import Ledger
from tests.bench.viewer import Viewer
from tests.browser.server import serving

#: What a reader steps through, over and over, and how often with each server in turn.
STEPS = (
    ("overview", "region=650000"),
    ("overview", "region=620000"),
    ("pairings", "region=640000"),
    ("trends", "regions=650000"),
    ("trends", "regions=620000,640000"),
    ("region", "region=650000"),
    ("region", "region=640400"),
)
ROUNDS = 12
STORED = 50_000

# What we hold ourselves to; printed beside the numbers, never a reason to fail: machines differ.
YEARBOOK_S, LONG_S = 1.0, 10.0
SLOWER = 1.1


@dataclass(frozen=True)
class Own:
    """Seconds of reading and of understanding, by table; seconds of each step's reruns without and with stored rows."""

    tables: dict[str, tuple[float, float]]
    without: dict[str, list[float]]
    beside: dict[str, list[float]]


def measure_own() -> Own:
    """Time a yearbook's table and one of 20,000 rows; then step through pages of two servers in turn."""
    facts = load_facts()
    tables = {"31 × 20": _table_s(yearbook(facts), facts), "20,000 rows": _table_s(long(facts), facts)}
    with tempfile.TemporaryDirectory(prefix="atlas-own-") as folder:
        urls = [f"sqlite:///{Path(folder) / name}.sqlite3" for name in ("empty", "full")]
        fill(urls[1], facts)
        with (
            serving(env={"ATLAS_STORE": urls[0]}) as empty,
            serving(env={"ATLAS_STORE": urls[1]}) as full,
            Viewer(empty.url) as first,
            Viewer(full.url) as second,
        ):
            taken: list[dict[str, list[float]]] = [{}, {}]
            for turn in range(ROUNDS + 1):
                for page, query in STEPS:
                    for seconds, viewer in zip(taken, (first, second), strict=True):
                        elapsed = viewer.open(page, query)
                        if turn:
                            seconds.setdefault(f"{page}?{query}", []).append(elapsed)
    return Own(tables, *taken)


def print_own(found: Own) -> None:
    """Print what was found and whether it is what we hold ourselves to."""
    print(f"\n{'a table to its preview':<34}{'read s':>9}{'understood s':>14}")
    for (name, (read, understood)), limit in zip(found.tables.items(), (YEARBOOK_S, LONG_S), strict=True):
        kept = "kept" if read + understood <= limit else "MISSED"
        print(f"{name:<34}{read:>9.2f}{understood:>14.2f}  target: {limit:.0f} s, {kept}")
    print(f"\nReruns beside {STORED:,} stored rows, medians of {ROUNDS} rounds in turn\n")
    print(f"{'page':<34}{'0 rows ms':>11}{f'{STORED:,} ms':>11}{'×':>7}")
    totals = [0.0, 0.0]
    for step, seconds in found.without.items():
        middle = [1000 * median(seconds), 1000 * median(found.beside[step])]
        totals = [total + ms for total, ms in zip(totals, middle, strict=True)]
        print(f"{step:<34}{middle[0]:>11.0f}{middle[1]:>11.0f}{middle[1] / middle[0]:>7.2f}")
    ratio = totals[1] / totals[0]
    print(f"target: all together at most {SLOWER} × as long: {ratio:.2f}, {'kept' if ratio <= SLOWER else 'MISSED'}")


def _table_s(content: bytes, facts: Facts) -> tuple[float, float]:
    begun = perf_counter()
    workbook = read_workbook("bench.xlsx", content)
    read = perf_counter()
    preview(workbook, facts)
    return read - begun, perf_counter() - read


def _workbook(rows: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def yearbook(facts: Facts) -> bytes:
    """Return a table of 31 provinces and 20 years; the numbers are none of theirs."""
    names = facts.regions.loc[facts.regions["level"] == "province", "name_zh"].head(31)
    years = [f"{year}年" for year in range(2001, 2021)]
    body = [[name, *((7 * row + column) % 90 / 10 + 3 for column in range(20))] for row, name in enumerate(names)]
    return _workbook([["各省贫困发生率"], ["单位：%"], ["地区", *years], *body])


def long(facts: Facts, rows: int = 20_000) -> bytes:
    """Return a table of counties and years, one row each; the numbers are none of theirs."""
    counties = facts.regions.loc[facts.regions["level"] == "county", ["region_id", "name_zh"]].to_numpy().tolist()
    lines = product(range(2010, 2021), counties)
    body = ([name, code, year, (len(name) + int(code) + year) % 300 / 10] for year, (code, name) in lines)
    heads = ["县（市、区）", "行政区划代码", "年份", "贫困发生率（%）"]
    return _workbook([["各县贫困发生率"], heads, *islice(body, rows)])


def fill(url: str, facts: Facts, rows: int = STORED) -> None:
    """Store so many observations of counties and years, all of one document; the numbers are none of theirs."""
    counties = [str(i) for i in facts.regions.loc[facts.regions["level"] == "county", "region_id"]]
    pairs = islice(product(range(2001, 2021), counties), rows)
    records = [
        {
            **{"observation_id": f"own-bench-{n}", "region_id": region, "indicator_id": "poverty_headcount_ratio"},
            **{"period_start": str(year), "period_end": str(year), "value": str(n % 300 / 10), "bound": "="},
            **{"basis_id": "registration", "status": "reported", "point": "at"},
            **{"source_id": "own-bench", "quote": f"贫困发生率 {n % 300 / 10}"},
        }
        for n, (year, region) in enumerate(pairs)
    ]
    source = {"source_id": "own-bench", "title": "试验用表", "publisher": "试验", "tier": "own", "kind": "document"}
    tables = {
        table: pd.DataFrame([{name: row.get(name, "") for name in columns(table)} for row in held], dtype="str")
        for table, held in (("sources", [source]), ("observations", records))
    }
    ledger = Ledger.open(make_url(url))
    ledger.store(tables, author="bench", why="", file_name="bench", file_digest="0" * 64, answers={})
    ledger.engine.dispose()
