"""A hundred viewers who look, think and choose again: how long they wait, and what they cost; Linux alone.

``python -m tests.bench.crowd [--viewers N …] [--processes N …]``. The viewers are processes of their own, so that the
server's processor time is its own; they share the machine with it all the same. Several processes of the server stand behind
nginx, with the file of ``deploy/nginx``. What a viewer chooses is drawn at random: some has been made before, some not.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import monotonic

import psutil
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from data.evidence.verified import verified
from data.load import load_facts
from data.pairings.pair import pair_id
from tests.bench.memory import GONE_S, KEPT_S
from tests.bench.visitors import Visitor
from tests.browser import nginx
from tests.browser.server import ROOT, Server, serving

#: s a viewer thinks, at the mean: between half and one and a half of it.
THINK_S = 5.0
#: s of each crowd, once all have come, and s in which they come.
SECONDS, COMING_S = 60.0, 20.0
#: s after which a server has its workers ready, which take a core for a while.
READY_S = 35.0

# What we hold ourselves to; printed beside the numbers, never a reason to fail: machines differ.
P95_S = 1.0
SESSION_MB = 0.5


@dataclass(frozen=True)
class Crowd:
    """What so many viewers saw, and what they cost.

    Attributes
    ----------
    waited : list of float
        Seconds of each update once all had come.
    opened : list of float
        Seconds until a viewer who came saw a page.
    errors : list of str
        Addresses of the updates that said they failed, and why others never came.
    seen : int
        All updates and openings.
    cpu_s, taken_s : float
        Processor time of all processes of the server, nginx without, and seconds, from the first viewer to the last update.
    before_mb, with_mb, after_mb : float
        Resident memory of all processes: without viewers, with all of them, and when they have been gone for a while.
    """

    viewers: int
    processes: int
    waited: list[float]
    opened: list[float]
    errors: list[str]
    seen: int
    cpu_s: float
    taken_s: float
    before_mb: float
    with_mb: float
    after_mb: float

    @property
    def each_mb(self) -> float:
        """What a viewer takes and gives back; views that were made meanwhile stay, up to a number."""
        return (self.with_mb - self.after_mb) / self.viewers


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each crowd; or be one of its processes (``--at``)."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.crowd", description=__doc__)
    parser.add_argument("--viewers", type=int, nargs="+", default=[25, 50, 100], help="how many at once")
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2], help="how many of the server")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"of each crowd (default {SECONDS:.0f})")
    parser.add_argument("--think", type=float, default=THINK_S, help=f"seconds between updates (default {THINK_S:.0f})")
    parser.add_argument("--at", help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, default=0, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.at:
        asyncio.run(_come(given.at, given.viewers[0], given.seconds, given.think, given.seed))
    else:
        print_crowds(measure_crowds(given.viewers, given.processes, given.seconds, given.think))


def measure_crowds(
    viewers: Sequence[int] = (100,), processes: Sequence[int] = (1, 2), seconds: float = SECONDS, think_s: float = THINK_S
) -> list[Crowd]:
    """Serve the atlas with so many processes in turn, and let so many viewers in turn come to it."""
    crowds = []
    for number in processes:
        with ExitStack() as stack:
            url, servers = stack.enter_context(_served(number))
            begun = monotonic()
            for server in servers:
                asyncio.run(_walk(server.url))
            threading.Event().wait(max(0.0, READY_S - (monotonic() - begun)))
            crowds += [_crowd(url, servers, n, seconds, think_s) for n in viewers]
    return crowds


def print_crowds(crowds: Sequence[Crowd]) -> None:
    """Print what was found and whether it is what we hold ourselves to."""
    print("\nViewers at once, each choosing something else after thinking\n")
    heads = ("viewers", "processes", "updates", "p50 s", "p95 s", "max s", "open p95", "errors", "CPU ms", "cores")
    print("".join(f"{head:>10}" for head in (*heads, "MB each", "MB left")))
    for one in crowds:
        late, opened = (quantiles(some, n=20)[-1] for some in (one.waited, one.opened))
        told = (
            *(f"{one.viewers}", f"{one.processes}", f"{len(one.waited)}", f"{median(one.waited):.2f}", f"{late:.2f}"),
            *(f"{max(one.waited):.2f}", f"{opened:.2f}", f"{len(one.errors)}"),
            *(f"{1000 * one.cpu_s / one.seen:.1f}", f"{one.cpu_s / one.taken_s:.2f}"),
            *(f"{one.each_mb:.2f}", f"{one.after_mb - one.before_mb:.0f}"),
        )
        kept = late < P95_S and not one.errors and one.each_mb <= SESSION_MB
        print("".join(f"{text:>10}" for text in told) + f"  {'kept' if kept else 'MISSED'}", flush=True)
        for error in one.errors[:5]:
            print(f"    {error}")
    print(f"target: p95 below {P95_S:.0f} s, no errors, at most {SESSION_MB} MB each, on two cores that are the atlas's own")


@contextlib.contextmanager
def _served(processes: int) -> Iterator[tuple[str, list[Server]]]:
    options = ("--server.disconnectedSessionTTL", str(KEPT_S))
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(options=options, env=_BEHIND)) for _ in range(processes)]
        if processes == 1:
            yield servers[0].url, servers
            return
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="atlas-crowd-")))
        plain, tls = nginx.free_port(), nginx.free_port()
        text = nginx.balanced([server.url for server in servers], plain, tls, folder)
        stack.enter_context(nginx.running(text, tls))
        yield f"https://localhost:{tls}", servers


_BEHIND = {"ATLAS_PROXIES": "127.0.0.1"}


def _crowd(url: str, servers: Sequence[Server], viewers: int, seconds: float, think_s: float) -> Crowd:
    # Two of them: one that reads for all would be a queue of its own.
    shares = [viewers - viewers // 2, viewers // 2]
    command = [sys.executable, "-m", "tests.bench.crowd", "--at", url, "--seconds", str(seconds), "--think", str(think_s)]
    coming = [
        subprocess.Popen(
            [*command, "--viewers", str(share), "--seed", str(seed)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for seed, share in enumerate(shares)
        if share
    ]
    outputs = [process.stdout for process in coming if process.stdout]
    for output in outputs:
        output.readline()
    before, cpu, begun = _memory_mb(servers), _cpu_s(servers), monotonic()
    for process in coming:
        _order(process)
    told = [json.loads(output.readline()) for output in outputs]
    cpu, taken, present = _cpu_s(servers) - cpu, monotonic() - begun, _memory_mb(servers)
    for process in coming:
        _order(process)  # they stay until they have been weighed
        process.wait()
    threading.Event().wait(GONE_S)
    waited, opened, errors = ([each for one in told for each in one[name]] for name in ("waited", "opened", "errors"))
    seen = sum(one["seen"] for one in told)
    return Crowd(viewers, len(servers), waited, opened, errors, seen, cpu, taken, before, present, _memory_mb(servers))


def _order(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.write(b"\n")
    process.stdin.flush()


async def _come(url: str, viewers: int, seconds: float, think_s: float, seed: int) -> None:
    """Be so many viewers, tell what they saw, and stay until told to go: come and go on a line of input each."""
    choices, waited, opened, errors = steps(), list[float](), list[float](), list[str]()
    seen_by_all = 0
    print(flush=True)
    sys.stdin.readline()
    async with AsyncExitStack() as stack:

        async def look(n: int) -> None:
            nonlocal seen_by_all
            dice = random.Random(f"{seed} {n}")
            await asyncio.sleep(dice.uniform(0, COMING_S))
            begun = monotonic()
            try:
                visitor = await stack.enter_async_context(Visitor(url, f"{dice.getrandbits(128):032x}"))
                page, query = dice.choice(choices)
                first = await visitor.see(query, page)
                seen_by_all += 1
                opened.append(monotonic() - begun)
                errors.extend([f"{page}?{query}"] * first.failed)
                while (now := monotonic() - started) < COMING_S + seconds:
                    await asyncio.sleep(dice.uniform(think_s / 2, think_s * 1.5))
                    page, query = dice.choice(choices)
                    seen = await visitor.see(query, page)
                    seen_by_all += 1
                    waited.extend([seen.seconds] * (now > COMING_S))
                    errors.extend([f"{page}?{query}"] * seen.failed)
            except (OSError, TimeoutError, ConnectionClosed, InvalidHandshake) as error:
                errors.append(repr(error))

        started = monotonic()
        await asyncio.gather(*(look(n) for n in range(viewers)))
        print(json.dumps({"waited": waited, "opened": opened, "errors": errors, "seen": seen_by_all}), flush=True)
        await asyncio.to_thread(sys.stdin.readline)


def steps() -> list[tuple[str, str]]:
    """Return what viewers choose among, as page and query: what is looked at most stands in it most."""
    facts = verified(load_facts())
    rows = facts.pairings
    recipients = sorted(set(rows["recipient_id"]))
    pairs = sorted(set(map(pair_id, rows["helper_id"], rows["recipient_id"])))
    provinces = [str(i) for i in facts.regions.loc[facts.regions["level"] == "province", "region_id"]]
    dice = random.Random(0)
    of_some = dice.sample(recipients, 20) + provinces
    return [
        *[("", query) for query in ("", "fill=rate", "fill=money", "fill=nine") for _ in range(5)],
        *[("", f"region={i}") for i in of_some],
        *[("", f"pair={pair}") for pair in dice.sample(pairs, 20)],
        *[("region", f"region={i}") for i in of_some],
        *[("region", f"pair={pair}") for pair in dice.sample(pairs, 10)],
        *[("pairings", query) for query in ("", "show=sankey", "show=table", "show=compare", "show=coverage", "date=all")],
        *[("pairings", f"region={i}") for i in dice.sample(provinces, 10)],
        *[("trends", query) for query in ("", "show=rates", "show=ranking", "show=delisted") for _ in range(3)],
        *[("cooperation", query) for query in ("", "show=aspects", "show=scorecard", "show=terms") for _ in range(2)],
        *[("sources", query) for query in ("", "show=conflicts", "show=checks", "show=recorded") for _ in range(2)],
    ]


async def _walk(url: str) -> None:
    """See most of what there is once: what the first reader waits for belongs to none of the others."""
    async with Visitor(url) as visitor:
        for page, query in dict.fromkeys((page, query) for page, query in steps() if "=6" not in query):
            await visitor.see(query, page)


def _memory_mb(servers: Sequence[Server]) -> float:
    return sum(psutil.Process(server.process.pid).memory_info().rss for server in servers) / 2**20


def _cpu_s(servers: Sequence[Server]) -> float:
    times = [psutil.Process(server.process.pid).cpu_times() for server in servers]
    return sum(one.user + one.system for one in times)


if __name__ == "__main__":
    main()
