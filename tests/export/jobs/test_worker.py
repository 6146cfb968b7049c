"""What becomes of workers when the server goes; what a worker is like from the inside."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from multiprocessing import util
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
import pytest

from export.jobs.job import Jobs
from export.jobs.worker import Limits, Worker
from export.trouble import WorkerDied
from tests.export import works
from tests.source import ROOT

SERVER = """
import sys
from functools import partial
from export.jobs.job import Jobs
from export.trouble import WorkerDied
from export.jobs.worker import Limits, Worker
from tests.export import works
if __name__ == "__main__":
    jobs = Jobs({"making": Limits(seconds=60, megabytes=500)}, most=1, a_viewer=1)
    job = jobs.start(partial(works.starts_another, folder=sys.argv[1]))
    while not (job.state().text or job.state().finished):
        job.wait(0.02)
    print(job.state().text, flush=True)
    sys.stdin.read()
"""


class Watched:
    """A worker's line that counts how often it is closed, and says whether a thread still waited at it."""

    def __init__(self, line: Connection) -> None:
        self._line, self._waits = line, False
        self.ends: list[str] = []

    def poll(self, seconds: float) -> bool:
        self._waits = True
        try:
            return self._line.poll(seconds)
        finally:
            self._waits = False

    def close(self) -> None:
        self.ends.append("while waited for" if self._waits else "by itself")
        self._line.close()

    def __getattr__(self, name: str) -> object:
        return getattr(self._line, name)


def test_a_line_is_closed_once_however_many_end_its_worker(monkeypatch):
    """A number that is closed twice may be a stranger's file the second time."""
    gate, worker = works.Gate(), Worker()
    watched = Watched(worker._line)
    monkeypatch.setattr(worker, "_line", watched)
    limits, came = Limits(seconds=60, megabytes=500), []

    def ask() -> None:
        try:
            worker.carry_out(gate.work, limits, lambda *_: None, lambda: True)
        except WorkerDied as trouble:
            came.append(trouble)

    asking = threading.Thread(target=ask)
    asking.start()
    with contextlib.closing(gate):
        assert gate.begun()
        ending = [threading.Thread(target=worker.end) for _ in range(4)]
        for one in ending:
            one.start()
        for one in (asking, *ending):
            one.join()

    assert len(came) == 1 and watched.ends == ["by itself"] and not worker.folder.exists()


@pytest.mark.parametrize("how", ["kill", "terminate", "end of input"])
def test_workers_and_what_they_started_go_with_the_server(tmp_path, how):
    """However it ends: nothing runs on, and no temporary file stays."""
    program, files = tmp_path / "server.py", tmp_path / "other"
    program.write_text(SERVER, encoding="utf-8")
    files.mkdir()
    # pytest's own folders have names too long for a socket
    with tempfile.TemporaryDirectory(prefix="atlas-t-") as room:
        server = subprocess.Popen(
            [sys.executable, str(program), str(files)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": room, "TEMP": room},
        )
        with server, contextlib.ExitStack() as stack:
            stack.callback(server.kill)  # whatever fails below, it does not stay
            assert server.stdout is not None and server.stdin is not None
            other = psutil.Process(int(server.stdout.readline()))
            started = [*psutil.Process(server.pid).children(recursive=True), other]
            assert list(Path(room).iterdir())
            if how == "end of input":
                server.stdin.close()
            else:
                getattr(server, how)()
            server.wait(30)

            _, alive = psutil.wait_procs(started, timeout=30)
            pause = threading.Event()
            assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]
            assert any(not list(Path(room).iterdir()) or pause.wait(0.05) for _ in range(1200))


def test_a_worker_puts_its_temporary_files_where_the_server_removes_them(tmp_path, monkeypatch):
    util.get_temp_dir()  # where this process keeps its lines to its workers
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    jobs = Jobs({"making": Limits(seconds=60, megabytes=500)}, most=1, a_viewer=1)
    job = jobs.start(works.leaves_a_file)
    assert job.wait(60)
    left = Path((job.result() or b"").decode())
    assert left.is_relative_to(tmp_path) and left.exists()

    jobs.close()

    assert list(tmp_path.iterdir()) == []
