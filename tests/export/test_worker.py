"""What becomes of workers when the server goes; what a worker is like from the inside."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from multiprocessing import util
from pathlib import Path

import psutil
import pytest

from export.job import Jobs
from export.worker import Limits
from tests.export import works
from tests.source import ROOT

SERVER = """
import sys
from functools import partial
from export.job import Jobs
from export.worker import Limits
from tests.export import works
if __name__ == "__main__":
    jobs = Jobs({"making": Limits(seconds=60, megabytes=500)}, most=1, a_viewer=1)
    job = jobs.start(partial(works.starts_another, folder=sys.argv[1]))
    while not (job.state().text or job.state().finished):
        job.wait(0.02)
    print(job.state().text, flush=True)
    sys.stdin.read()
"""


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
