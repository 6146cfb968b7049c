"""Temporary folders go with the process that has them, and those of one that was killed with the next."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from export.jobs import folder
from tests.source import ROOT

HOLDS = """
import sys
from pathlib import Path
from export.jobs import folder
held = folder.Held.new(folder.WORK, Path(sys.argv[1]))
print(held.path, flush=True)
sys.stdin.read()
"""
#: A server before its first work: it has begun to read what workers need.
PREPARED = """
import sys
from export.jobs import worker
if __name__ == "__main__":
    worker.prepare("tests.export.works")
    print("prepared", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def room() -> Iterator[Path]:
    # pytest's own folders have names too long for a socket
    with tempfile.TemporaryDirectory(prefix="atlas-t-") as name:
        yield Path(name)


@contextlib.contextmanager
def running(program: str, room: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a program that says a line and goes on, with a folder for its temporary files."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(room), "TEMP": str(room)}
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(room)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=env,
    )
    with process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def until(condition: Callable[[], bool]) -> bool:
    pause = threading.Event()
    return any(condition() or pause.wait(0.05) for _ in range(600))


def test_a_folder_is_removed_with_what_is_in_it(room):
    held = folder.Held.new(folder.WORK, room)
    (held.path / "deep").mkdir()
    held.remove()
    held.remove()  # once more is no fault
    assert list(room.iterdir()) == []


def test_what_a_killed_process_leaves_is_removed_by_the_next_and_what_is_in_use_stays(room):
    ours = folder.Held.new(folder.SOCKETS, room)
    with running(HOLDS, room) as (process, left):
        (Path(left) / "file").write_text("left", encoding="utf-8")
        folder.sweep(room)
        assert (Path(left) / "file").exists()
        process.kill()
        process.wait()
        assert Path(left).exists()

        folder.sweep(room)

    assert list(room.iterdir()) == [ours.path]
    ours.remove()


@pytest.mark.parametrize("name", ["pymp-another", "atlas-work-being-made", "other"])
def test_what_is_not_known_to_be_left_stays(room, name):
    path = room / name
    path.mkdir()
    if name != "pymp-another":  # which is another program's
        (path / "atlas-owner").touch()
    folder.sweep(room)
    assert path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links")
def test_a_link_leads_nowhere(room):
    with tempfile.TemporaryDirectory() as elsewhere:
        (Path(elsewhere) / "atlas-owner").write_text("1", encoding="utf-8")
        (room / "atlas-work-link").symlink_to(elsewhere)
        folder.sweep(room)
        assert (Path(elsewhere) / "atlas-owner").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="workers are not forked there")
@pytest.mark.parametrize("how", ["kill", "terminate", "end of input"])
def test_a_server_that_goes_before_its_first_work_leaves_nothing(room, how):
    with running(PREPARED, room) as (server, said):
        assert said == "prepared" and [path.name[:5] for path in room.iterdir()] == ["pymp-"]
        if how == "end of input":
            assert server.stdin is not None
            server.stdin.close()
        else:
            getattr(server, how)()
        server.wait(30)
        assert until(lambda: not list(room.iterdir()))
