"""What twenty exports at once do to a reader who has nothing to do with them, and how much memory they take."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

import psutil

from tests.bench.viewer import Viewer
from tests.browser import chromium
from tests.browser.server import Server, serving

#: The files that are asked for at once, by twenty readers.
ASKED = ("pdf", "pptx", "png", "pptx", "html", "pdf", "pptx", "png", "xlsx", "pptx") * 2
#: What the other reader steps through, over and over.
STEPS = (
    ("overview", "region=650000"),
    ("trends", "regions=650000"),
    ("overview", "region=620000"),
    ("pairings", "region=640000"),
    ("trends", "regions=620000,640000"),
    ("region", "region=650000"),
)
#: Reruns of the other reader before and after.
ALONE = 60
LIMIT_S = 900

# What we hold ourselves to; printed beside the numbers, never a reason to fail: machines differ.
SLOWER = 1.5
MEMORY_MB = 1_500


@dataclass(frozen=True)
class Beside:
    """Seconds of the other reader's reruns alone and meanwhile; most MB (PSS) of server with workers, and of browsers."""

    alone: list[float]
    meanwhile: list[float]
    files: int
    taken_s: float
    memory_mb: float
    browsers_mb: float


def measure_beside() -> Beside:
    """Serve the atlas, measure a reader alone, then with twenty exports, then alone again."""
    with serving(env={"ATLAS_BROWSER": chromium.executable()}) as server, Viewer(server.url) as other:
        for page, query in STEPS * 2:
            other.open(page, query)
        alone = _reruns(other, ALONE)
        made: list[str] = []
        exporting = [threading.Thread(target=_export, args=(server, kind, made)) for kind in ASKED]
        with _weighing(server) as most:
            begun = perf_counter()
            for thread in exporting:
                thread.start()
            meanwhile: list[float] = []
            while any(thread.is_alive() for thread in exporting):
                meanwhile += _reruns(other, len(STEPS))
            taken = perf_counter() - begun
        alone += _reruns(other, ALONE)
        return Beside(alone, meanwhile, len(made), taken, most["server"], most["browsers"])


def print_beside(found: Beside) -> None:
    """Print what was found and whether it is what we hold ourselves to."""
    print(f"\nA reader beside {len(ASKED)} exports at once ({found.files} made, {found.taken_s:.0f} s in all)\n")
    print(f"{'reruns':<24}{'n':>6}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}")
    for name, taken in (("alone", found.alone), ("meanwhile", found.meanwhile)):
        late = quantiles(taken, n=20)[-1]
        print(f"{name:<24}{len(taken):>6}{1000 * median(taken):>9.0f}{1000 * late:>9.0f}{1000 * max(taken):>9.0f}")
    ratio = median(found.meanwhile) / median(found.alone)
    print(f"target: at most {SLOWER} × as long: {ratio:.2f}, {'kept' if ratio <= SLOWER else 'MISSED'}")
    kept = "kept" if found.memory_mb <= MEMORY_MB else "MISSED"
    print(f"server and workers: at most {found.memory_mb:.0f} MB (PSS; target {MEMORY_MB}), {kept}")
    print(f"browsers: at most {found.browsers_mb:.0f} MB (PSS)")


def _reruns(viewer: Viewer, count: int) -> list[float]:
    return [viewer.open(*STEPS[n % len(STEPS)]) for n in range(count)]


def _export(server: Server, kind: str, made: list[str]) -> None:
    """Do what a reader does: open the deck's page, press a button, and let the page ask until the file is there."""
    pause, end = threading.Event(), perf_counter() + LIMIT_S
    with Viewer(server.url) as viewer:
        viewer.open("present")
        viewer.press(f"deck-as-{kind}")
        while viewer.asking and perf_counter() < end:
            pause.wait(max(viewer.asking.values()))
            for fragment in list(viewer.asking):
                viewer.ask(fragment)
        viewer.open("present")  # the run that asks no more is followed by one that draws the file
        if "deck-fetch" in viewer.widgets:
            made.append(kind)


@contextmanager
def _weighing(server: Server) -> Iterator[dict[str, float]]:
    """Weigh all processes of the server twice a second; the most of each kind is what comes out."""
    most = {"server": 0.0, "browsers": 0.0}
    stop = threading.Event()

    def weigh() -> None:
        root = psutil.Process(server.process.pid)
        while not stop.wait(0.5):
            now = dict.fromkeys(most, 0.0)
            for process in [root, *root.children(recursive=True)]:
                with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                    kind = "server" if "python" in process.name() else "browsers"
                    memory = process.memory_full_info()
                    # Linux alone shares out what several processes have in common.
                    now[kind] += getattr(memory, "pss", memory.rss) / 1e6
            most.update({kind: max(most[kind], now[kind]) for kind in most})

    weighing = threading.Thread(target=weigh)
    weighing.start()
    try:
        yield most
    finally:
        stop.set()
        weighing.join()
