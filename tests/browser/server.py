"""A Streamlit server on a free port, started, waited for and stopped; one for a test, or one for all workers of a run."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests import shared

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
# Generous, since a slow machine is no finding.
START_LIMIT_S = 180
STOP_LIMIT_S = 30


class ServerFailed(RuntimeError):
    """The server ended or did not answer; the message carries what it printed."""


@dataclass(frozen=True)
class Server:
    """A running server: its address and what it has printed so far."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def output(self) -> str:
        """Return everything the server has printed, errors included."""
        return self.log.read_text(encoding="utf-8", errors="replace")


@contextlib.contextmanager
def serving(
    app: Path = ROOT / "app.py",
    *,
    env: Mapping[str, str] | None = None,
    options: Sequence[str] = (),
    port: int | None = None,
    files: int | None = None,
    path: str = "",
) -> Iterator[Server]:
    """Serve an app from its own folder, so that its .streamlit/ and static/ are used, until the block ends.

    Parameters
    ----------
    app : Path
        The script; the atlas' front door by default.
    env : mapping of str to str, optional
        Environment variables on top of this process', such as ATLAS_FACTS.
    options : sequence of str
        Further arguments of ``streamlit run``.
    port : int, optional
        Where a server stood before; a free one by default.
    files : int, optional
        How many files it may have open, sockets included; not on Windows.
    path : str
        What stands before every address, as ``server.baseUrlPath``; part of the server's URL.

    Yields
    ------
    Server

    Raises
    ------
    ServerFailed
        If it ends early or is not healthy within three minutes; with what it printed.
    """
    # A folder, not a temporary file: Windows cannot read a temporary file that is still open.
    with tempfile.TemporaryDirectory(prefix="atlas-", ignore_cleanup_errors=True) as folder:
        server = _start(Path(folder, "server.log"), app, env=env, options=options, port=port, files=files, path=path)
        try:
            _wait_healthy(server)
            yield server
        finally:
            _stop(server.process)


def _start(
    log: Path,
    app: Path = ROOT / "app.py",
    *,
    env: Mapping[str, str] | None = None,
    options: Sequence[str] = (),
    port: int | None = None,
    files: int | None = None,
    path: str = "",
) -> Server:
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", app.name]
    command += ["--server.address", HOST, "--server.port", str(port), "--server.headless", "true", *options]
    command += ["--server.baseUrlPath", path] if path else []
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=app.parent,
            env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=(lambda: _limit_files(files)) if files else None,
        )
    return Server(f"http://{HOST}:{port}" + (f"/{path}" if path else ""), process, log)


# --- one server for all workers of a run

#: Those that this process has started: they outlive it.
_STARTED: list[Server] = []


def shared_url(env: Mapping[str, str], app: Path = ROOT / "app.py") -> str:
    """Return the address of the server that a run has for an environment; who asks first starts it.

    It stands until the run ends (``end_shared``), also when the worker that started it has nothing left to do.
    """
    name = f"server-{hashlib.sha256(repr((app, sorted(env.items()))).encode()).hexdigest()[:16]}"
    note = shared.place() / f"{name}.json"
    with shared.alone(name):
        if not note.exists():
            server = _start(note.with_suffix(".log"), app, env={**env, "ATLAS_DATA": str(note.with_suffix(""))})
            _STARTED.append(server)
            # Named before it answers: one that never does is ended, too.
            _write(note, {"pid": server.process.pid, "born": psutil.Process(server.process.pid).create_time()})
            _wait_healthy(server)
            _write(note, {**json.loads(note.read_text("utf-8")), "url": server.url})
        told = json.loads(note.read_text("utf-8"))
    if "url" not in told:
        raise ServerFailed(f"it did not start:\n{note.with_suffix('.log').read_text('utf-8', 'replace')}")
    return str(told["url"])


def _write(note: Path, told: Mapping[str, object]) -> None:
    note.write_text(json.dumps(told), encoding="utf-8")


def end_shared() -> None:
    """End the servers that the workers of a run shared."""
    ending = []
    for note in shared.place().glob("server-*.json"):
        told = json.loads(note.read_text("utf-8"))
        with contextlib.suppress(psutil.NoSuchProcess):
            process = psutil.Process(told["pid"])
            if process.create_time() == told["born"]:
                process.terminate()
                ending.append(process)
    _, left = psutil.wait_procs(ending, STOP_LIMIT_S)
    for process in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


def _limit_files(files: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_healthy(server: Server) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    pause = threading.Event()
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise ServerFailed(f"the server ended with {server.process.returncode}:\n{server.output()}")
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5) as answer:
            if answer.read() == b"ok":
                return
        pause.wait(0.05)
    raise ServerFailed(f"no answer from {server.url} within {START_LIMIT_S} s:\n{server.output()}")


def wait_for_port(port: int, process: subprocess.Popen[bytes] | None = None) -> None:
    """Wait until something listens on a port of this machine; a process that is named must not end before."""
    deadline = time.monotonic() + START_LIMIT_S
    pause = threading.Event()
    while time.monotonic() < deadline:
        if process is not None and process.poll() is not None:
            raise ServerFailed(f"{process.args!r} ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=5):
            return
        pause.wait(0.05)
    raise ServerFailed(f"nothing listens on {port} within {START_LIMIT_S} s")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_LIMIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
