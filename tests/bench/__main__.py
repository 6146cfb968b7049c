"""Measure first paint and updates, and print tables: ``python -m tests.bench [--rounds N]``.

Machines slow down for minutes without visible load, so the pages are loaded in turn, round after round; read
the medians' ratios rather than the milliseconds.
"""

from __future__ import annotations

import argparse
import contextlib
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.apps import OPTIONS, Case, atlas_shows, leaflet_shows, text_shows, write_tiny_apps
from tests.bench.beside import measure_beside, print_beside
from tests.bench.crowd import measure_crowds, print_crowds
from tests.bench.exports import measure_exports, print_exports
from tests.bench.first import measure_first, print_first
from tests.bench.measure import Sample, load_twice
from tests.bench.own import measure_own, print_own
from tests.bench.synthetic import measure_synthetic, print_synthetic
from tests.bench.updates import Outcome, measure_hover, measure_updates, measure_years
from tests.bench.wire import counted
from tests.browser import chromium
from tests.browser.server import ROOT, serving

BASELINE = "empty st_folium page"
ATLAS = "the atlas, overview"

# What we hold ourselves to; printed beside the numbers, never a reason to fail: machines differ.
COLD_RATIO = 1.3
UPDATE_MS = 250
UPDATE_KB = 20

#: ms a step of the time control may take, to the frame after it.
YEAR_STEP_MS = 60


def main(arguments: Sequence[str] | None = None) -> None:
    """Run all rounds and print all tables: first paint and picture, updates, flows, exports, own figures, crowds."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often each is measured (default 7)")
    rounds = parser.parse_args(arguments).rounds
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="atlas-bench-")))
        cases = _serve_all(stack, folder)
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium.executable(), args=chromium.ARGS)
        loads = _measure_loads(browser, cases, rounds)
        _print_loads(loads, rounds)
        atlas = next((case for case in cases if case.ready is atlas_shows), None)
        if atlas is None:
            print("\nThere is no app.py: the atlas was not measured.")
        else:
            _print_updates(measure_updates(browser, atlas.wire, rounds), rounds)
            _print_hover(measure_hover(browser, atlas.wire.url))
            _print_years(measure_years(browser, atlas.wire.url))
            print_first(measure_first(browser, rounds, atlas.wire.url), rounds)
            print_synthetic(measure_synthetic(browser, atlas.wire.url, rounds), rounds)
        browser.close()
    # Last, and without the other browser: each PDF starts one of its own.
    print_exports(measure_exports())
    print_beside(measure_beside())
    print_own(measure_own())
    print_crowds(measure_crowds())


def _serve_all(stack: contextlib.ExitStack, folder: Path) -> list[Case]:
    page, empty_map = write_tiny_apps(folder)

    def served(name: str, ready: Callable[[Page], None], app: Path | None = None) -> Case:
        server = stack.enter_context(serving(app, options=OPTIONS) if app else serving())
        return Case(name, stack.enter_context(counted(server.url)), ready)

    cases = [served("empty Streamlit page", text_shows, page), served(BASELINE, leaflet_shows, empty_map)]
    if (ROOT / "app.py").is_file():
        cases.append(served(ATLAS, atlas_shows))
    return cases


Loads = dict[str, list[tuple[Sample, Sample]]]


def _measure_loads(browser: Browser, cases: Sequence[Case], rounds: int) -> Loads:
    """Load every page in turn; one round beforehand fills the servers' caches and is not counted."""
    loads: Loads = {case.name: [] for case in cases}
    for turn in range(rounds + 1):
        for case in cases:
            pair = load_twice(browser, case)
            if turn:
                loads[case.name].append(pair)
    return loads


def _print_loads(loads: Loads, rounds: int) -> None:
    floor = [_middle([pair[i] for pair in loads[BASELINE]], lambda s: s.ms) for i in (0, 1)]
    print(f"First paint, medians of {rounds} interleaved rounds (× is the ratio to the {BASELINE})\n")
    print(f"{'page':<24}{'cold ms':>9}{'×':>7}{'req':>6}{'kB':>8}   {'warm ms':>9}{'×':>7}{'req':>6}{'kB':>8}")
    for name, pairs in loads.items():
        row = f"{name:<24}"
        for i, gap in ((0, "   "), (1, "")):
            samples = [pair[i] for pair in pairs]
            ms = _middle(samples, lambda s: s.ms)
            requests = _middle(samples, lambda s: s.requests)
            size = _middle(samples, lambda s: s.sent_kb)
            row += f"{ms:>9.0f}{ms / floor[i]:>7.2f}{requests:>6.0f}{size:>8.0f}{gap}"
        print(row)
    if ATLAS in loads:
        ratio = _middle([pair[0] for pair in loads[ATLAS]], lambda s: s.ms) / floor[0]
        print(f"target: cold ≤ {COLD_RATIO} × the {BASELINE}: {ratio:.2f}, {_verdict(ratio <= COLD_RATIO)}")


def _print_updates(outcomes: Sequence[Outcome], rounds: int) -> None:
    print(f"\nUpdates, medians of {rounds} rounds\n")
    print(f"{'change':<44}{'ms':>7}{'sent kB':>9}{'shapes kB':>11}{'unpacked kB':>13}{'remounts':>10}")
    for outcome in outcomes:
        if not outcome.samples:
            print(f"{outcome.name:<44}  its control is not on the page")
            continue
        ms, sent = _middle(outcome.samples, lambda s: s.ms), _middle(outcome.samples, lambda s: s.sent_kb)
        unpacked = _middle(outcome.samples, lambda s: s.unpacked_kb)
        shapes = _middle(outcome.samples, lambda s: s.shapes_kb)
        kept = ms <= UPDATE_MS and sent - shapes <= UPDATE_KB and not outcome.remounts
        told = f"{outcome.name:<44}{ms:>7.0f}{sent:>9.1f}{shapes:>11.1f}{unpacked:>13.1f}{outcome.remounts:>10}"
        print(f"{told}  {_verdict(kept)}")
    print(f"target: ≤ {UPDATE_MS} ms, ≤ {UPDATE_KB} kB sent, no remount; outlines of counties, fetched once, not counted")


def _print_years(taken: Sequence[float]) -> None:
    reached = "met" if median(taken) <= YEAR_STEP_MS else "MISSED"
    print(f"\nYear step in the browser: {median(taken):.0f} ms to the next frame (at most {YEAR_STEP_MS}: {reached})")


def _print_hover(taken: Sequence[float]) -> None:
    slow = sorted(taken)[int(len(taken) * 0.9)]
    print(f"\nHover, for information: {median(taken):.1f} ms of script a redraw, nine in ten within {slow:.1f} ms")


def _verdict(kept: bool) -> str:
    return "kept" if kept else "MISSED"


def _middle(samples: Sequence[Sample], value: Callable[[Sample], float]) -> float:
    return median(value(sample) for sample in samples)


if __name__ == "__main__":
    main()
